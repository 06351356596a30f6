//! What the solver proves of the book: of each rule by itself, of the rules of a statute beside each other, and of
//! each duty beside each prohibition. Where there is no solver, that is said, with how to come by one; nothing else
//! depends on it.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Timestamp;
use serde::Serialize;
use tidegate_law::{ActCompared, Adoption, Book, Found, RuleChange, Versions, Witnessed};

use crate::cli::Failure;

/// What was proved of the rules of a book.
#[derive(Debug, Default, Serialize)]
pub(super) struct Proofs {
    /// How many rules were looked at.
    pub(super) rules: usize,
    /// How many pairs of rules of one statute were compared.
    pub(super) compared: usize,
    /// Rules that Cedar may fail to evaluate.
    pub(super) may_err: Vec<String>,
    /// Rules that apply in no possible world.
    pub(super) dead: Vec<String>,
    /// Prohibitions that apply in every possible world.
    pub(super) irrefutable: Vec<String>,
    /// Rules that say nothing another of their statute does not, and are not marked so: the rule, and the other.
    pub(super) implied: Vec<(String, String)>,
    /// Rules that are marked as said by another of their statute, and are: the rule, and the other.
    pub(super) marked: Vec<(String, String)>,
    /// Rules that are marked so, and are not: the rule, and the other.
    pub(super) wrongly_marked: Vec<(String, String)>,
    /// How long it took.
    pub(super) milliseconds: u128,
}

impl Proofs {
    /// Whether anything was found.
    pub(super) fn clean(&self) -> bool {
        self.may_err.is_empty()
            && self.dead.is_empty()
            && self.irrefutable.is_empty()
            && self.implied.is_empty()
            && self.wrongly_marked.is_empty()
    }
}

/// What became of the proofs.
pub(super) enum Proved<T> {
    /// They were made.
    Done(T),
    /// There is no solver, or this binary was built without proofs.
    NoSolver,
}

/// Where the solver and the engine do not agree on a pair: the duty and the prohibition.
#[derive(Debug, Default)]
pub(super) struct Agreement {
    /// How many pairs were put to the solver.
    pub(super) pairs: usize,
    /// Those on which the two disagree.
    pub(super) differ: Vec<(String, String)>,
    /// How long it took.
    pub(super) took: Duration,
}

/// Under what two versions are compared.
#[derive(Debug)]
#[cfg_attr(not(feature = "analysis"), expect(dead_code, reason = "only proofs look at it"))]
pub(super) struct Under {
    /// House rules and norms that are on, and positions.
    pub(super) adoption: Adoption,
    /// The instant of most interest.
    pub(super) at: Timestamp,
    /// Whether the law of that instant alone is compared.
    pub(super) only: bool,
    /// Whether sentences about the world are written otherwise.
    pub(super) world: bool,
    /// The calendars that are others.
    pub(super) calendars: Vec<String>,
}

/// Two versions compared.
#[derive(Debug)]
pub(super) struct Compared<'v> {
    /// Rule by rule.
    pub(super) rules: Vec<(RuleChange<'v>, Found)>,
    /// Act by act.
    pub(super) acts: Vec<ActCompared>,
    /// The worlds that only one of the two holds for possible, if they were compared.
    pub(super) world: Option<ActCompared>,
    /// For each calendar that is another, duties that are due at another time.
    pub(super) calendars: BTreeMap<String, Vec<Witnessed>>,
    /// How long it took.
    pub(super) took: Duration,
}

#[cfg(feature = "analysis")]
mod solver {
    use anyhow::anyhow;
    use tidegate_law::Meeting;
    use tidegate_law::analysis::{Analyst, Asking, Comparer, Fault, LocalSolver, NoProof};

    use super::*;
    use crate::cli::office::wait;
    use crate::cli::progress::Progress;

    /// The longest that one question may take the solver, in milliseconds.
    const PATIENCE: &str = "--tlimit-per=60000";

    fn analyst(book: &Book) -> Result<Option<Analyst<'_, LocalSolver>>, Failure> {
        let Some(solver) = solver() else { return Ok(None) };
        Ok(Some(Analyst::new(book, solver).map_err(failed)?))
    }

    fn solver() -> Option<LocalSolver> {
        LocalSolver::cvc5_with_args([PATIENCE]).ok()
    }

    fn failed(error: NoProof) -> Failure {
        anyhow!(error).context("proving over the book").into()
    }

    /// Proves of every rule what a rule has to be.
    pub(in crate::cli::law) fn proofs(book: &Book) -> Result<Proved<Proofs>, Failure> {
        wait(async {
            let Some(mut analyst) = analyst(book)? else { return Ok(Proved::NoSolver) };
            let pairs = book.comparable();
            let mut progress = Progress::new(book.rules().len() + pairs.len());
            let mut proofs =
                Proofs { rules: book.rules().len(), compared: pairs.len(), ..Proofs::default() };
            for rule in book.rules() {
                for fault in analyst.faults(rule).await.map_err(failed)? {
                    let list = match fault {
                        Fault::MayErr => &mut proofs.may_err,
                        Fault::Dead => &mut proofs.dead,
                        Fault::Irrefutable => &mut proofs.irrefutable,
                    };
                    list.push(rule.id.to_string());
                }
                progress.step();
            }
            for (one, other) in pairs {
                if analyst.implies(one, other).await.map_err(failed)? {
                    let marked = one.implied_by.as_ref() == Some(&other.id);
                    let list = if marked { &mut proofs.marked } else { &mut proofs.implied };
                    list.push((one.id.to_string(), other.id.to_string()));
                }
                progress.step();
            }
            let marks = book.rules().iter().filter_map(|rule| {
                Some((rule.id.to_string(), rule.implied_by.as_ref()?.to_string()))
            });
            proofs.wrongly_marked = marks.filter(|mark| !proofs.marked.contains(mark)).collect();
            progress.done();
            proofs.milliseconds = progress.took().as_millis();
            Ok(Proved::Done(proofs))
        })
    }

    /// Puts every pair that might meet to the solver, beside what the engine found.
    pub(in crate::cli::law) fn agreement(
        book: &Book,
        meetings: &[Meeting<'_>],
    ) -> Result<Proved<Agreement>, Failure> {
        wait(async {
            let Some(mut analyst) = analyst(book)? else { return Ok(Proved::NoSolver) };
            let candidates = book.candidates();
            let mut progress = Progress::new(candidates.len());
            let mut agreement = Agreement { pairs: candidates.len(), ..Agreement::default() };
            for pair in &candidates {
                let ids = (&pair.duty.id, &pair.prohibition.id);
                let found = meetings.iter().any(|meeting| meeting.ids() == ids);
                if analyst.meet(pair).await.map_err(failed)? != found {
                    agreement.differ.push((ids.0.to_string(), ids.1.to_string()));
                }
                progress.step();
            }
            progress.done();
            agreement.took = progress.took();
            Ok(Proved::Done(agreement))
        })
    }

    /// Compares two versions, rule by rule and act by act.
    pub(in crate::cli::law) fn compared(
        versions: &Versions,
        under: Under,
    ) -> Result<Proved<Compared<'_>>, Failure> {
        wait(async {
            let Some(solver) = solver() else { return Ok(Proved::NoSolver) };
            let Under { adoption, at, only, world, calendars } = under;
            let asking = Asking { adoption, at, only };
            let mut comparer = Comparer::new(versions, asking, solver).map_err(failed)?;
            let changes = comparer.paired(versions.rules()).await.map_err(failed)?;
            let touched = comparer.acts_touched(&changes);
            let mut progress = Progress::new(changes.len() + touched.len());
            let (mut rules, mut acts) = (Vec::new(), Vec::new());
            for change in &changes {
                rules.push((change.clone(), comparer.rule(change).await.map_err(failed)?));
                progress.step();
            }
            for (act, span) in touched {
                acts.push(comparer.act(&changes, act, span).await.map_err(failed)?);
                progress.step();
            }
            let world = if world { Some(comparer.world().await.map_err(failed)?) } else { None };
            let found = |name: String| {
                let found = comparer.calendar(&name);
                (name, found)
            };
            let calendars = calendars.into_iter().map(found).collect();
            progress.done();
            let took = progress.took();
            Ok(Proved::Done(Compared { rules, acts, world, calendars, took }))
        })
    }
}

#[cfg(not(feature = "analysis"))]
mod solver {
    use tidegate_law::Meeting;

    use super::*;

    /// This binary has no proofs.
    pub(in crate::cli::law) fn proofs(_: &Book) -> Result<Proved<Proofs>, Failure> {
        Ok(Proved::NoSolver)
    }

    /// This binary has no proofs.
    pub(in crate::cli::law) fn agreement(
        _: &Book,
        _: &[Meeting<'_>],
    ) -> Result<Proved<Agreement>, Failure> {
        Ok(Proved::NoSolver)
    }

    /// This binary has no proofs.
    pub(in crate::cli::law) fn compared(
        _: &Versions,
        _: Under,
    ) -> Result<Proved<Compared<'_>>, Failure> {
        Ok(Proved::NoSolver)
    }
}

pub(super) use solver::{agreement, compared, proofs};

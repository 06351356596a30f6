//! What was met of what was due, by the duties as they stand at the end, and whether the gate let the steps pass that met
//! it. What was met only by a step that the law or the need to know does not let pass is counted apart.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::act::Recipient;
use tidegate_core::gate::OwedBy;
use tidegate_core::plan::passes;
use tidegate_law::time::Occurred;
use tidegate_law::{AnswerKind, DutyState, Force, Owed, Weight};

use super::{Played, Taken};

/// What became of a duty in a drill.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Met in time, or the text has no number.
    Met,
    /// Met; whether in time cannot be told.
    PerhapsLate,
    /// Met, but only by a step that the gate does not let pass.
    Against,
    /// Met late.
    Late,
    /// Not met, and the time has passed.
    Missed,
    /// Its time has not passed yet.
    Runs,
    /// Not met; the text has no number that could have passed.
    Open,
}

/// A duty of the trained party whose clock had started, with all to whom it is owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tested {
    /// The instances: several addressees of whom one suffices are one duty.
    pub owed: Vec<OwedBy>,
    /// What became of it.
    pub outcome: Outcome,
    /// The first step that met it against the gate, by its place, where no other met it as well.
    pub against: Option<usize>,
    /// When it was met.
    pub met: Option<Occurred>,
    /// Whether it counts: it binds, and it is surely owed.
    pub counts: bool,
}

impl Tested {
    /// Whether its text has a number, so that its time can pass.
    #[must_use]
    pub fn has_number(&self) -> bool {
        self.owed.iter().any(|one| one.duty.when.deadline().is_some())
    }
}

/// How many duties had which outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Score {
    /// Duties with a number that count and that were met, or whose time has passed.
    pub due: usize,
    /// Met in time.
    pub met: usize,
    /// Met, whether in time cannot be told.
    pub perhaps_late: usize,
    /// Met, but only by a step that the gate does not let pass; not counted as met.
    #[serde(default)]
    pub against: usize,
    /// Met late.
    pub late: usize,
    /// Missed.
    pub missed: usize,
    /// Met, and the text has no number.
    pub done: usize,
    /// Met only by a step that the gate does not let pass, and the text has no number.
    #[serde(default)]
    pub done_against: usize,
    /// Not met, and the text has no number.
    pub open: usize,
    /// Not due yet.
    pub runs: usize,
    /// Of a hundred that were due, how many were met in time; none where nothing was due.
    pub percent: Option<usize>,
    /// Steps that the gate refuses.
    #[serde(default)]
    pub steps_refused: usize,
    /// Steps on which a named person would have to decide first.
    #[serde(default)]
    pub steps_undecided: usize,
}

/// What was met, by the duties at the end of the drill, the first due first.
#[must_use]
pub fn score(played: &Played) -> (Vec<Tested>, Score) {
    let mut groups: BTreeMap<Key<'_>, Vec<&OwedBy>> = BTreeMap::new();
    for (place, one) in played.owed.iter().enumerate() {
        let duty = &one.duty;
        // A duty that goes on (to keep a channel, a log) is neither due nor over.
        if duty.state == DutyState::NotStarted || lasts(one) {
            continue;
        }
        let start = duty.start.as_ref().map(Occurred::earliest);
        let product = one.product.map(|id| id.to_string());
        let apart = (!duty.any_of).then_some(place);
        groups.entry((duty.rule.as_str(), product, start, apart)).or_default().push(one);
    }
    let steps = &played.steps;
    let mut tested: Vec<Tested> = groups.into_values().map(|group| test(&group, steps)).collect();
    tested.sort_by_key(|one| {
        let first = one.owed.first().map(|one| &one.duty);
        let due = first.and_then(|duty| duty.when.deadline()).map(|due| due.strict.earliest);
        (!one.counts, due.is_none(), due, first.map(|duty| duty.rule.clone()))
    });
    let mut score = Score::default();
    for one in tested.iter().filter(|one| one.counts) {
        let counter = match one.outcome {
            Outcome::Met if !one.has_number() => &mut score.done,
            Outcome::Met => &mut score.met,
            Outcome::PerhapsLate => &mut score.perhaps_late,
            Outcome::Against if !one.has_number() => &mut score.done_against,
            Outcome::Against => &mut score.against,
            Outcome::Late => &mut score.late,
            Outcome::Missed => &mut score.missed,
            Outcome::Runs => &mut score.runs,
            Outcome::Open => &mut score.open,
        };
        *counter += 1;
    }
    score.due = score.met + score.perhaps_late + score.against + score.late + score.missed;
    score.percent = (score.met * 100).checked_div(score.due);
    for put in steps.iter().filter_map(|one| one.put.as_ref()) {
        match put.decision.gate {
            _ if passes(&put.decision) => {}
            AnswerKind::Escalate | AnswerKind::Conflict => score.steps_undecided += 1,
            AnswerKind::Refuse | AnswerKind::Permit | AnswerKind::PermitIf => {
                score.steps_refused += 1;
            }
        }
    }
    (tested, score)
}

type Key<'o> = (&'o str, Option<String>, Option<Timestamp>, Option<usize>);

fn lasts(one: &OwedBy) -> bool {
    let word = one.duty.when.word;
    word == Some(tidegate_law::time::Word::Continuous) || one.duty.when.keep().is_some()
}

fn test(group: &[&OwedBy], steps: &[Taken]) -> Tested {
    let outcomes = group.iter().map(|one| outcome(one, steps));
    let (outcome, against) = outcomes.min().unwrap_or((Outcome::Open, None));
    let evidence = group.iter().flat_map(|one| &one.duty.evidence);
    let met = evidence
        .filter(|one| match one.weight {
            Weight::InTime | Weight::Already | Weight::PerhapsLate | Weight::Late => true,
            Weight::BeforeStart | Weight::ProductNotSaid => false,
        })
        .map(|one| &one.occurred)
        .min_by_key(|occurred| occurred.earliest());
    let counts = group.iter().any(|one| {
        let binds = matches!(one.duty.force, Force::Binding | Force::House);
        binds && one.duty.owed == Owed::Yes
    });
    let owed = group.iter().map(|one| (*one).clone()).collect();
    Tested { owed, outcome, against, met: met.cloned(), counts }
}

/// What became of one instance, and the step that met it against the gate where nothing else met it as well.
fn outcome(one: &OwedBy, steps: &[Taken]) -> (Outcome, Option<usize>) {
    let stands = standing(one);
    let counts: fn(Weight) -> bool = match stands {
        Outcome::Met | Outcome::PerhapsLate => {
            |weight| matches!(weight, Weight::InTime | Weight::Already | Weight::PerhapsLate)
        }
        Outcome::Late => |weight| weight == Weight::Late,
        Outcome::Against | Outcome::Missed | Outcome::Runs | Outcome::Open => {
            return (stands, None);
        }
    };
    let evidence = one.duty.evidence.iter().filter(|one| counts(one.weight));
    let held: Vec<(Weight, Option<usize>)> =
        evidence.map(|found| (found.weight, stopped(one, &found.occurred, steps))).collect();
    // What passed the gate counts for itself, whatever else was done.
    let clean = held.iter().filter(|(_, step)| step.is_none()).map(|(weight, _)| *weight);
    let first = held.iter().find_map(|(_, step)| *step);
    match (stands, clean.map(|weight| weight == Weight::PerhapsLate).min(), first) {
        (Outcome::Late, None, against) => (Outcome::Late, against),
        (Outcome::Late, Some(_), _) | (_, _, None) => (stands, None),
        (_, Some(false), _) => (Outcome::Met, None),
        (_, Some(true), _) => (Outcome::PerhapsLate, None),
        (_, None, against) => (Outcome::Against, against),
    }
}

/// The step that is this evidence, where the gate does not let it pass and no step that passes is the same evidence: a
/// filing under the rule, or a passage that reached the addressee.
fn stopped(owed: &OwedBy, occurred: &Occurred, steps: &[Taken]) -> Option<usize> {
    let is = |one: &Recipient| match (one, &owed.duty.to) {
        (Recipient::Capacity(capacity), Some(to)) => capacity.as_str() == to.as_str(),
        (Recipient::Party(_), _) | (_, None) => true,
    };
    let evidence = |(_, taken): &(usize, &Taken)| {
        let Some(put) = &taken.put else { return false };
        let it = match &put.rule {
            Some(rule) => *rule == owed.duty.rule && is(&put.to),
            None => put.decision.reached().iter().any(|one| is(&one.recipient)),
        };
        it && taken.step.at == occurred.earliest()
    };
    let passed = |taken: &Taken| taken.put.as_ref().is_some_and(|put| passes(&put.decision));
    let mut all = steps.iter().enumerate().filter(evidence).peekable();
    let first = all.peek().map(|(place, _)| *place);
    if all.any(|(_, taken)| passed(taken)) { None } else { first }
}

fn standing(one: &OwedBy) -> Outcome {
    match one.duty.state {
        DutyState::Met => Outcome::Met,
        DutyState::MetPerhapsLate => Outcome::PerhapsLate,
        DutyState::Late => Outcome::Late,
        DutyState::NoEvidence => Outcome::Missed,
        DutyState::Open | DutyState::NotStarted | DutyState::NotReportable => {
            match one.duty.when.deadline() {
                Some(_) => Outcome::Runs,
                None => Outcome::Open,
            }
        }
    }
}

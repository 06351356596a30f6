//! From a scene and its cues to the steps of an act.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;
use tidegate_core::gate;
use tidegate_core::ledger::Ledger;
use tidegate_core::plan::plan;
use tidegate_core::scene::{Ask, Line, Scene, Stage};
use tidegate_law::Book;

use super::answer::{AnswerTold, Teller};
use super::cue::Cue;
use super::duty::{DutiesTold, written};
use crate::say::plan::PlanTold;
use crate::words::Voice;

/// One step of the demo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// An act begins.
    Act {
        /// Its key.
        act: String,
    },
    /// The date turns.
    Day {
        /// The act.
        act: String,
        /// Every date of the act.
        days: Vec<Date>,
        /// Which of them it is, counted from 0.
        place: usize,
    },
    /// Something happened.
    Event {
        /// The act.
        act: String,
        /// The key of its narration.
        key: String,
        /// Where it is told.
        sources: Vec<String>,
    },
    /// House rules are on from here.
    House {
        /// The act.
        act: String,
    },
    /// A question and its answer.
    Answer(Box<AnswerTold>),
    /// What somebody must do.
    Duties(DutiesTold),
    /// The plan of the case.
    Plan(Box<PlanTold>),
    /// Who knows.
    Knows {
        /// The act.
        act: String,
        /// Each with the time since when.
        who: Vec<Knower>,
    },
}

/// Somebody who knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Knower {
    /// Who.
    pub who: String,
    /// Since when, as written.
    pub since: String,
    /// Through whom it came, where it was passed on.
    pub through: Option<String>,
}

/// The steps of an act.
pub(super) fn act(
    book: &Book,
    voice: &Voice,
    act: &str,
    scene: &Scene,
    cues: &[(usize, Cue)],
) -> anyhow::Result<Vec<Step>> {
    let days =
        cues.iter().filter_map(|(_, cue)| if let Cue::Day(day) = cue { Some(*day) } else { None });
    let days: BTreeSet<Date> = days.collect();
    let mut told = Telling {
        voice,
        act,
        days: days.into_iter().collect(),
        stage: Stage::new(book),
        sources: Vec::new(),
        steps: Vec::new(),
    };
    let mut lines = scene.lines.iter().peekable();
    for (number, cue) in cues {
        while let Some((_, line)) = lines.next_if(|(at, _)| at < number) {
            told.line(line)?;
        }
        // A cue for a question stands just above it: the lines up to the question are played first.
        if matches!(cue, Cue::Ask(_) | Cue::Duties(..) | Cue::Knows) {
            while let Some((_, line)) = lines.next_if(|(_, line)| !matches!(line, Line::Ask { .. }))
            {
                told.line(line)?;
            }
            if let Some((at, Line::Ask { ask, .. })) = lines.next() {
                told.question(*at, cue, ask)?;
            }
        } else {
            told.cue(cue);
        }
    }
    Ok(told.steps)
}

/// An act while it is told.
struct Telling<'t, 'b> {
    voice: &'t Voice,
    act: &'t str,
    days: Vec<Date>,
    stage: Stage<'b>,
    sources: Vec<String>,
    steps: Vec<Step>,
}

impl Telling<'_, '_> {
    fn line(&mut self, line: &Line) -> anyhow::Result<()> {
        if let Line::Event { source, .. } = line
            && !self.sources.contains(source)
            && !["the same", "invented"].contains(&source.as_str())
        {
            self.sources.push(source.clone());
        }
        Ok(self.stage.play(line)?)
    }

    fn cue(&mut self, cue: &Cue) {
        let act = self.act.to_owned();
        let step = match cue {
            Cue::Act => Step::Act { act },
            Cue::Day(day) => {
                self.sources.clear();
                let place = self.days.iter().position(|other| other == day).unwrap_or_default();
                Step::Day { act, days: self.days.clone(), place }
            }
            Cue::Event(key, source) => {
                let told = std::mem::take(&mut self.sources);
                let sources = source.clone().map_or(told, |source| vec![source]);
                Step::Event { act, key: key.clone(), sources }
            }
            Cue::Plan => {
                let desk = self.stage.desk();
                let made = plan(&desk, self.stage.case(), self.stage.instant());
                Step::Plan(Box::new(crate::say::plan::plan(&desk, &made)))
            }
            Cue::Press => Step::House { act },
            Cue::Ask(_) | Cue::Duties(..) | Cue::Knows => return,
        };
        self.steps.push(step);
    }

    fn question(&mut self, line: usize, cue: &Cue, ask: &Ask) -> anyhow::Result<()> {
        let decision = match ask {
            Ask::May { .. } => Some(self.stage.decide(ask)?),
            Ask::Duties(_) | Ask::WhoKnows(_) => None,
        };
        let teller = Teller {
            desk: self.stage.desk(),
            case: self.stage.case(),
            at: self.stage.instant(),
            voice: self.voice,
        };
        let step = match (cue, ask, decision) {
            (Cue::Ask(key), _, Some(decision)) => {
                let told = teller.decision(self.act, key, &decision);
                told.map(|told| Step::Answer(Box::new(told)))
            }
            (Cue::Duties(who, rules), Ask::Duties(Some(name)), _) => {
                let party = self.stage.party(name);
                party.map(|party| Step::Duties(teller.duties(who, party, rules, self.stage.zone())))
            }
            (Cue::Knows, Ask::WhoKnows(content), _) => {
                let who = knowers(&teller, content, self.stage.zone());
                Some(Step::Knows { act: self.act.to_owned(), who })
            }
            _ => None,
        };
        let step =
            step.ok_or_else(|| anyhow::anyhow!("line {line}: the cue does not fit the question"))?;
        self.steps.push(step);
        Ok(())
    }
}

/// Everybody who knows a class of content, as the ledger has it.
fn knowers(teller: &Teller<'_>, content: &str, zone: &jiff::tz::TimeZone) -> Vec<Knower> {
    let onward = gate::onward(teller.desk.book);
    let ledger = Ledger::of(teller.case, &onward);
    let item = teller
        .case
        .items()
        .find(|record| record.item.class.as_str() == content && record.item.product.is_none());
    let Some(item) = item else { return Vec::new() };
    let mut known: Vec<_> = ledger.who_knows(item.item.id).collect();
    // Those to whom it was passed on after those from whom they have it.
    known.sort_by_key(|knowledge| (knowledge.since.earliest(), knowledge.path.len()));
    known
        .into_iter()
        .map(|knowledge| Knower {
            who: teller.name(&knowledge.who),
            since: if knowledge.since.is_instant() {
                written(knowledge.since.earliest(), zone)
            } else {
                knowledge.since.earliest().to_zoned_datetime(zone.clone()).date().to_string()
            },
            through: knowledge
                .path
                .last()
                .filter(|_| knowledge.path.len() > 1)
                .and_then(|step| step.from.as_ref())
                .map(|from| teller.name(from)),
        })
        .collect()
}

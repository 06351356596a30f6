//! Duties of a party in one language: those that a cue picks, and how many more there are.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;
use tidegate_core::gate::{self, OwedBy};
use tidegate_core::party::Party;
use tidegate_law::time::Word;
use tidegate_law::{DutyState, Force, Language, Names, Owed, Words};

use super::answer::{Cited, Teller};
use super::narration;

/// The duties of a party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DutiesTold {
    /// Whose.
    pub who: String,
    /// Those shown.
    pub duties: Vec<DutyTold>,
    /// The citations of those that are owed or perhaps owed and not shown here, each once.
    pub others: Vec<String>,
}

/// A duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DutyTold {
    /// The rule as a ground.
    pub rule: Cited,
    /// How binding it is.
    pub force: Force,
    /// To whom, each addressee.
    pub to: Vec<String>,
    /// Whether one addressee suffices.
    pub any_of: bool,
    /// The facts on which it depends that are not known; empty if it is owed.
    pub owed_if: Vec<String>,
    /// The readings on which it depends and on which there is no position.
    pub readings: Vec<String>,
    /// The period in words, if the text has a number.
    pub period: Option<String>,
    /// When it is due, between these two; equal where the start is an instant.
    pub due: Option<(String, String)>,
    /// The latest time that can be argued.
    pub latest: Option<String>,
    /// When, where the text has a word and no number.
    pub word: Option<String>,
    /// What became of it.
    pub state: DutyState,
}

impl Teller<'_> {
    /// The duties of a party; those of the rules picked, or all with a number of hours or days if none is.
    pub(super) fn duties(
        &self,
        who: &str,
        party: &Party,
        picked: &[String],
        zone: &TimeZone,
    ) -> DutiesTold {
        let id = format!("demo-name-{who}");
        let name = narration::text(self.voice, &id).unwrap_or_else(|| who.to_owned());
        let words = Words { en: name.clone(), zh: name.clone() };
        let names = Names { actor: words.clone(), recipient: words };
        let mut told = DutiesTold { who: name, duties: Vec::new(), others: Vec::new() };
        for owed in gate::duties(&self.desk, self.case, party, self.at) {
            let key = owed.duty.rule.as_str().rsplit('/').next().unwrap_or_default();
            let shown = if picked.is_empty() {
                owed.duty.when.deadline().is_some()
            } else {
                picked.iter().any(|one| one == key)
            };
            let Some(duty) = self.duty(&owed, &names, zone) else { continue };
            if !shown {
                let started = owed.duty.start.is_some();
                let binding = owed.duty.force == Force::Binding;
                let numbered = owed.duty.when.deadline().is_some();
                if started && binding && !numbered && !told.others.contains(&duty.rule.citation) {
                    told.others.push(duty.rule.citation);
                }
                continue;
            }
            match told.duties.iter_mut().find(|other| other.rule.rule == duty.rule.rule) {
                Some(other) => {
                    let new = duty.to.into_iter().filter(|to| !other.to.contains(to));
                    let new: Vec<String> = new.collect();
                    other.to.extend(new);
                }
                None => told.duties.push(duty),
            }
        }
        told.duties.sort_by_key(|duty| duty.due.is_none());
        told.others.retain(|other| !told.duties.iter().any(|duty| duty.rule.citation == *other));
        told
    }

    fn duty(&self, owed: &OwedBy, names: &Names, zone: &TimeZone) -> Option<DutyTold> {
        let duty = &owed.duty;
        let chinese = self.language() == Language::Chinese;
        let (owed_if, readings) = match &duty.owed {
            Owed::Yes => (Vec::new(), Vec::new()),
            Owed::If { unknown, readings } => (
                unknown.iter().map(|fact| self.unknown(fact, names)).collect(),
                readings
                    .iter()
                    .map(|fact| {
                        let colon = if chinese { "：" } else { ": " };
                        format!("{}{colon}{}", self.place(fact), self.unknown(fact, names))
                    })
                    .collect(),
            ),
        };
        let written = |at: Timestamp| written(at, zone);
        let deadline = duty.when.deadline();
        let period = |said: tidegate_law::time::Said| if chinese { said.zh } else { said.en };
        Some(DutyTold {
            rule: self.cited(&duty.rule)?,
            force: duty.force,
            to: duty.to.iter().map(|to| self.value("recipient", to.as_str())).collect(),
            any_of: duty.any_of,
            owed_if,
            readings,
            period: deadline.map(|deadline| period(deadline.period.said())),
            due: deadline.map(|due| (written(due.strict.earliest), written(due.strict.latest))),
            latest: deadline
                .and_then(|due| due.latest_arguable.filter(|at| *at > due.strict.latest))
                .map(written),
            word: duty.when.word.map(|word| {
                let said = if chinese { word.chinese() } else { word.english() };
                match word {
                    Word::NoTimeStated => self.voice.say("demo-due-none"),
                    _ => self.voice.with("demo-due-word", [("word", said.into())]),
                }
            }),
            state: duty.state,
        })
    }
}

/// An instant in a zone, the end of a day as 24:00 would be written: `2021-11-26 00:00 +08:00`.
pub(super) fn written(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned_datetime(zone.clone()).strftime("%Y-%m-%d %H:%M %:z").to_string()
}

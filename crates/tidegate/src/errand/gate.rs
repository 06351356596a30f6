//! Putting a flow of a kept case to the gate: as a question, which is free, or as a decision, which is recorded.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use tidegate_core::case::Case;
use tidegate_core::command::Command;
use tidegate_core::event::Actor;
use tidegate_core::gate;
use tidegate_core::id::SessionId;
use tidegate_core::office::Office;
use tidegate_core::scene::Ask;
use tidegate_core::situation::Flow;
use tidegate_law::{Adoption, Book, FactName, FactValue, Position};

use super::{Errand, NotDone, written, wrong};
use crate::desk::Asked;
use crate::say::recorded::{DecidedTold, DecisionPlace};
use crate::say::told::{self, Told};
use crate::telling::{teller, verb};

/// A flow of a kept case, ready to be decided.
#[derive(Debug)]
pub struct Flowing {
    /// The case; with the content that the question supposes, if it supposes any.
    pub case: Case,
    /// The flow.
    pub flow: Flow,
    /// Whether the question supposes content that the case does not have.
    pub supposes: bool,
}

/// Reads a question about a flow against a case.
///
/// # Errors
/// [`NotDone::Wrong`] if it is not understood, or the case has nobody and nothing of that name.
pub fn flowing(
    book: &Book,
    office: &Office,
    mut case: Case,
    question: &str,
    at: Timestamp,
) -> Result<Flowing, NotDone> {
    let ask = Ask::parse(question).map_err(wrong)?;
    let zone = office.zone.rules();
    let (flow, added) = {
        let teller = teller(book, office, &case, &zone);
        teller.flow(&ask).map_err(wrong)?
    };
    let supposes = !added.is_empty();
    let actor = Actor::Member("question".to_owned());
    for verb in added.into_iter().filter_map(verb) {
        let command = Command::new(verb, "question");
        let at = at.max(case.last_recorded());
        for event in case.handle(&command, &actor, at).map_err(wrong)? {
            case.apply(event).map_err(wrong)?;
        }
    }
    Ok(Flowing { case, flow, supposes })
}

/// House rules and positions that are taken for one question alone.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    /// House rules by id.
    pub house: Vec<String>,
    /// `READING=VALUE`, or `suggested` for what the book suggests.
    pub positions: Vec<String>,
    /// How it is said who took them.
    pub by: String,
    /// How it is said that the book suggests them.
    pub by_book: String,
}

impl Beside {
    /// What they switch on.
    ///
    /// # Errors
    /// The first that the book does not have.
    pub fn adoption(&self, book: &Book, at: Timestamp) -> Result<Adoption, NotDone> {
        let mut adoption = Adoption::default();
        for id in &self.house {
            let house = book.statute(id).filter(|s| s.matter.kind.is_adopted());
            if house.is_none() {
                return Err(NotDone::NoHouse(id.clone()));
            }
            adoption.house.insert(id.clone());
        }
        let day = at.to_zoned_datetime(TimeZone::UTC).date();
        for position in &self.positions {
            if position == "suggested" {
                adoption.positions.extend(book.suggested_positions(day, &self.by_book));
                continue;
            }
            let (name, value) = written(position)?;
            let fact = FactName::new(name);
            let reading = book.reading(&fact);
            let reading = reading.ok_or_else(|| NotDone::NoReading(name.to_owned()))?;
            let taken = FactValue::symbol(value);
            if !reading.values.iter().any(|(known, _)| *known == taken) {
                let known: Vec<&str> =
                    reading.values.iter().map(|(value, _)| value.as_str()).collect();
                let (fact, value) = (name.to_owned(), value.to_owned());
                return Err(NotDone::NoValue { fact, value, known: known.join(", ") });
            }
            let by = self.by.clone();
            adoption.positions.push(Position { fact, value: taken, adopted: day, by });
        }
        Ok(adoption)
    }
}

impl Errand<'_> {
    /// The answer to a question about a kept case. Neither is recorded; that the case was opened is.
    ///
    /// # Errors
    /// As [`Errand::open`] and [`flowing`].
    pub async fn ask(
        &self,
        name: &str,
        question: &str,
        at: Option<&str>,
        beside: &Beside,
    ) -> Result<Told, NotDone> {
        let case = self.open(name, "asking a question").await?;
        let office = self.desk.office();
        let at = self.instant(at)?;
        let put = flowing(self.book, office, case, question, at)?;
        let mut adopted = gate::adoption_of(office, at);
        let beside = beside.adoption(self.book, at)?;
        adopted.house.extend(beside.house);
        adopted.positions.extend(beside.positions);
        let law = gate::Desk { book: self.book, adoption: &adopted, office: Some(office) };
        let decision = gate::decide(&law, &put.case, &put.flow, at).map_err(wrong)?;
        Ok(told::decision(&law, &put.case, &decision))
    }

    /// Puts the flow to the gate at the desk: confirmed by Cedar, recorded, and under a signed head. Where the two
    /// engines differ, nothing is recorded.
    ///
    /// # Errors
    /// [`NotDone::Supposes`] if the question supposes content; as [`Errand::ask`] and [`crate::desk::Desk::decide`].
    pub async fn decide(
        &self,
        name: &str,
        question: &str,
        session: SessionId,
    ) -> Result<DecidedTold, NotDone> {
        let (desk, book) = (self.desk, self.book);
        let case = self.open(name, "asking a question").await?;
        let put = flowing(book, desk.office(), case, question, desk.now())?;
        if put.supposes {
            return Err(NotDone::Supposes);
        }
        let kept = desk
            .decide(self.actor, put.case.id(), "asked of the gate", session, |case, at| {
                let adoption = gate::adoption_of(desk.office(), at);
                gate::confirmed(
                    &gate::Desk { book, adoption: &adoption, office: Some(desk.office()) },
                    case,
                    &put.flow,
                    at,
                )
            })
            .await?;
        let adoption = gate::adoption_of(desk.office(), kept.decision.at);
        let law = gate::Desk { book, adoption: &adoption, office: Some(desk.office()) };
        let recorded = place(&kept);
        let answer = told::decision(&law, &put.case, &kept.decision);
        Ok(DecidedTold { version: 1, answer, recorded })
    }
}

/// Where a decision was recorded.
pub(super) fn place(asked: &Asked) -> DecisionPlace {
    DecisionPlace {
        decision: asked.event.decision.to_string(),
        event: asked.ack.events.start,
        leaf: asked.inclusion.index(),
        size: asked.ack.head.size,
        at: asked.ack.recorded,
        cleared_until: asked.clearance.as_ref().map(|clearance| clearance.expires()),
    }
}

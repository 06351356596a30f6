//! Establishing facts in a kept case: all are tried on a copy first, and only if each is accepted is any recorded.

use tidegate_core::case::Case;
use tidegate_core::command::{Command, Verb};
use tidegate_core::gate::{Desk as Law, adoption_of};
use tidegate_law::FactName;

use super::{Errand, NotDone, wrong};
use crate::clocks::owed;
use crate::desk::{Ack, Order};
use crate::say::hint::{HintTold, hints};
use crate::say::recorded::{EventRecorded, RecordedTold};
use crate::telling::{Telling, teller, verb};

/// Facts that somebody establishes.
#[derive(Debug, Clone, Copy)]
pub struct Establish<'e> {
    /// Each as `NAME=VALUE`, `NAME` or `not NAME`.
    pub facts: &'e [String],
    /// What they are about; nothing for the case as a whole.
    pub about: &'e str,
    /// Since when they are so, as it is written; since now if nobody says.
    pub occurred: Option<&'e str>,
    /// How it is known.
    pub source: &'e str,
}

/// `NAME=VALUE`, `NAME` for true, `not NAME` for false.
///
/// # Errors
/// [`NotDone::NoPair`] if either is empty.
pub fn written(text: &str) -> Result<(&str, &str), NotDone> {
    let (name, value) = match text.split_once('=') {
        Some((name, value)) => (name.trim(), value.trim()),
        None => match text.trim().strip_prefix("not ") {
            Some(name) => (name.trim(), "false"),
            None => (text.trim(), "true"),
        },
    };
    if name.is_empty() || value.is_empty() {
        return Err(NotDone::NoPair(text.chars().take(80).collect()));
    }
    Ok((name, value))
}

impl Errand<'_> {
    /// Establishes facts in a case.
    ///
    /// # Errors
    /// [`NotDone::NoFact`]; as [`Errand::open`]; what the book and the case say no to.
    pub async fn establish(
        &self,
        name: &str,
        establish: Establish<'_>,
    ) -> Result<RecordedTold, NotDone> {
        let book = self.book;
        let mut facts = Vec::new();
        for text in establish.facts {
            let (fact, value) = written(text)?;
            if book.schema().fact(&FactName::new(fact)).is_none() {
                return Err(NotDone::NoFact(fact.to_owned()));
            }
            facts.push((fact, value));
        }
        let case = self.open(name, "establishing a fact").await?;
        let (after, orders) = self.orders(&case, &facts, establish)?;
        Ok(RecordedTold { hints: self.hints(&after), ..self.record(&case, orders).await? })
    }

    /// The case with the facts established, and the orders that do it, each tried on the case as the ones before leave it.
    pub(super) fn orders(
        &self,
        case: &Case,
        facts: &[(&str, &str)],
        establish: Establish<'_>,
    ) -> Result<(Case, Vec<Order>), NotDone> {
        let (book, desk) = (self.book, self.desk);
        let zone = desk.office().zone.rules();
        let teller = teller(book, desk.office(), case, &zone);
        let occurred = establish.occurred.map(|text| teller.time(text));
        let occurred = occurred.transpose().map_err(wrong)?;
        let telling =
            Telling { book, actor: self.actor, now: desk.now(), office: Some(&desk.office().name) };
        let mut tried = case.clone();
        let mut orders = Vec::new();
        for (fact, value) in facts {
            for event in teller.establish(fact, value, establish.about).map_err(wrong)? {
                let Some(verb) = verb(event) else { continue };
                let source = establish.source.to_owned();
                let command = Command { occurred: occurred.clone(), source, verb };
                telling.attempt(&mut tried, &command).map_err(wrong)?;
                orders.push(Order::new(command));
            }
        }
        Ok((tried, orders))
    }

    /// What a case seems to lack for a clock to run.
    #[must_use]
    pub fn hints(&self, case: &Case) -> Vec<HintTold> {
        let (office, at) = (self.desk.office(), self.desk.now());
        let adoption = adoption_of(office, at);
        let law = Law { book: self.book, adoption: &adoption, office: Some(office) };
        hints(&law, case, &owed(self.book, &adoption, case, at), at)
    }

    /// Records the orders one after the other.
    ///
    /// # Errors
    /// As [`crate::desk::Desk::act`]; what was recorded before stays.
    pub async fn record(&self, case: &Case, orders: Vec<Order>) -> Result<RecordedTold, NotDone> {
        let mut told = nothing_yet(case);
        for order in orders {
            let what = described(&order.command);
            let ack = self.desk.act(self.actor, case.id(), &order).await?;
            told.add(&ack, &what);
        }
        Ok(told)
    }

    /// What was acknowledged of one command, in the form in which it is told.
    pub(super) fn acknowledged(&self, case: &Case, ack: &Ack, what: &str) -> RecordedTold {
        let mut told = nothing_yet(case);
        told.add(ack, what);
        told
    }
}

/// The kind of a command and when it occurred, for the confirmation.
fn described(command: &Command) -> String {
    let verb = serde_json::to_value(&command.verb).ok();
    let word = verb.as_ref().and_then(|verb| verb.as_object()).and_then(|verb| verb.keys().next());
    let word = word.map_or_else(String::new, |word| word.replace('_', " "));
    match (&command.verb, &command.occurred) {
        (Verb::EstablishFact(fact), _) => format!("{} = {}", fact.fact, fact.value),
        (_, Some(occurred)) => format!("{word} ({})", occurred.written()),
        (_, None) => word,
    }
}

/// What is told before anything was recorded.
fn nothing_yet(case: &Case) -> RecordedTold {
    RecordedTold {
        version: 1,
        case: case.id().to_string(),
        handle: case.label().to_owned(),
        events: Vec::new(),
        size: 0,
        empty_by_law: Vec::new(),
        hints: Vec::new(),
    }
}

impl RecordedTold {
    fn add(&mut self, ack: &Ack, what: &str) {
        self.size = ack.head.size;
        for (event, leaf) in ack.events.clone().zip(ack.leaves.clone()) {
            let (what, recorded) = (what.to_owned(), ack.recorded);
            self.events.push(EventRecorded { event, what, recorded, leaf });
        }
    }
}

//! A case: the fold of its events.
//!
//! [`Case::apply`] is the only mutation. It checks that the record is whole (order, times, references) and nothing else:
//! what may be recorded is decided by [`Case::handle`](crate::command), and whatever was once recorded must load for
//! ever. The case keeps its record, so any view of it, now or at another time, is computed and never stored.

mod circle;
mod coordination;
mod fact;
mod fold;
mod item;
mod named;
mod phase;
mod retraction;
mod silence;
mod transfer;
mod triage;
mod united;
mod view;
mod work;

pub use circle::Circle;
pub use coordination::{
    Coordination, InForce, Moment, Outcome, Participant, Proposal, Since, makers,
};
pub use fact::{AsOf, Established, History};
pub use fold::Misfit;
pub use item::{DisclosureAsOf, ItemRecord, StateSince};
pub use phase::{EmbargoState, Phase};
pub use silence::{Heard, Level, Patience, Silence, Standing, silences, standings};
pub use transfer::{Transfer, TransferState};
pub use triage::{Stated, Triage};
pub use view::{Clock, Entry};
pub use work::{Held, Link, Task, Turn, Work};

use std::collections::BTreeMap;

use jiff::Timestamp;
use tidegate_law::FactName;

use crate::event::{Answer, CaseEvent, Recorded, Subject};
use crate::id::{CaseId, ItemId, OfficeId, PartyId, ProductId, RulingId};
use crate::item::Item;
use crate::party::Party;
use crate::product::Product;
use crate::ruling::Ruling;

/// A case, as its events up to now make it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    id: CaseId,
    office: OfficeId,
    handle: String,
    record: Vec<Recorded>,
    parties: BTreeMap<PartyId, Party>,
    products: BTreeMap<ProductId, Product>,
    items: BTreeMap<ItemId, ItemRecord>,
    facts: BTreeMap<Subject, BTreeMap<FactName, History>>,
    rulings: BTreeMap<RulingId, Ruling>,
    phase: Phase,
    embargo: EmbargoState,
    coordination: Coordination,
    united: united::United,
}

impl Case {
    /// The case that `events` make, from the opening on.
    ///
    /// # Errors
    /// [`Misfit`] at the first event that does not follow from those before.
    pub fn replay(events: impl IntoIterator<Item = Recorded>) -> Result<Self, Misfit> {
        let mut events = events.into_iter();
        let mut case = Self::begin(events.next().ok_or(Misfit::Empty)?)?;
        events.try_for_each(|event| case.apply(event))?;
        Ok(case)
    }

    /// The case as it was known here at `at`: what had been recorded by then.
    ///
    /// None if it was not open yet.
    pub fn known_at(&self, at: Timestamp) -> Option<Self> {
        let known = self.written().iter().take_while(|recorded| recorded.recorded <= at);
        // INVARIANT: the record was accepted event by event, so each beginning of it is accepted.
        Self::replay(known.cloned()).ok()
    }

    /// Its id.
    pub fn id(&self) -> CaseId {
        self.id
    }

    /// The office that owns it.
    pub fn office(&self) -> OfficeId {
        self.office
    }

    /// Its neutral handle for lists.
    pub fn label(&self) -> &str {
        &self.handle
    }

    /// Its events in order, with one party in place of those that were found to be one; [`Case::written`] has them as they
    /// were written.
    pub fn record(&self) -> &[Recorded] {
        &self.record
    }

    /// How many events it has, which is its version and the number of the next event.
    pub fn version(&self) -> u64 {
        self.record.len() as u64
    }

    /// When the last event was recorded.
    pub fn last_recorded(&self) -> Timestamp {
        // INVARIANT: a case has its opening.
        self.record.last().map_or(Timestamp::UNIX_EPOCH, |last| last.recorded)
    }

    /// How far its handling has come.
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// Whether there is an embargo.
    pub fn embargo(&self) -> &EmbargoState {
        &self.embargo
    }

    /// Where coordination among its participants stands.
    pub fn coordination(&self) -> &Coordination {
        &self.coordination
    }

    /// Its parties by id.
    pub fn parties(&self) -> impl Iterator<Item = &Party> {
        self.parties.values()
    }

    /// The party with this id, or the one that it was found to be.
    pub fn party(&self, id: PartyId) -> Option<&Party> {
        self.parties.get(&self.one(id))
    }

    /// Its products by id.
    pub fn products(&self) -> impl Iterator<Item = &Product> {
        self.products.values()
    }

    /// The product with this id.
    pub fn product(&self, id: ProductId) -> Option<&Product> {
        self.products.get(&id)
    }

    /// Its items by id, each with its states of disclosure.
    pub fn items(&self) -> impl Iterator<Item = &ItemRecord> {
        self.items.values()
    }

    /// The item with this id.
    pub fn item(&self, id: ItemId) -> Option<&ItemRecord> {
        self.items.get(&id)
    }

    /// What was established of `fact` about `subject`, in the order recorded; empty where nothing was.
    pub fn fact(&self, subject: Subject, fact: &FactName) -> &History {
        static NOTHING: History = History::new();
        self.facts.get(&subject).and_then(|facts| facts.get(fact)).unwrap_or(&NOTHING)
    }

    /// Everything that was established about `subject`, by the name of the fact.
    pub fn facts_about(&self, subject: Subject) -> impl Iterator<Item = (&FactName, &History)> {
        self.facts.get(&subject).into_iter().flatten()
    }

    /// Everything that was established, by subject and name of the fact.
    pub fn facts(&self) -> impl Iterator<Item = (Subject, &FactName, &History)> {
        self.facts
            .iter()
            .flat_map(|(subject, facts)| facts.iter().map(|(name, known)| (*subject, name, known)))
    }

    /// Its rulings by id.
    pub fn rulings(&self) -> impl Iterator<Item = &Ruling> {
        self.rulings.values()
    }

    /// The ruling with this id.
    pub fn ruling(&self, id: RulingId) -> Option<&Ruling> {
        self.rulings.get(&id)
    }

    /// Whether a ruling has released its flow: it does so once.
    pub fn is_spent(&self, ruling: RulingId) -> bool {
        self.record.iter().any(|recorded| match &recorded.event {
            CaseEvent::DecisionRecorded(decided) => {
                decided.answer == Answer::ReleasedUnderRuling && decided.ruling == Some(ruling)
            }
            _ => false,
        })
    }

    /// Whether an item was found to be a program or tool for attacks, whatever its sender declared.
    pub(crate) fn found_to_be_tool(&self, item: ItemId) -> Option<bool> {
        let known = self.fact(Subject::Item(item), &FactName::new("attack_tool")).value()?;
        Some(known.as_str() == "true")
    }

    /// The clear envelopes of its items.
    pub(crate) fn envelopes(&self) -> impl Iterator<Item = &Item> {
        self.items.values().map(|record| &record.item)
    }
}

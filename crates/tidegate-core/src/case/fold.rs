//! The fold: how each event changes the case, after a check that the record stays whole.

use std::collections::BTreeMap;

use tidegate_law::FactName;

use super::named::Named;
use super::{Case, EmbargoState, Established, History, ItemRecord, Phase, StateSince};
use crate::event::{
    CaseEvent, Disclosed, FactEstablished, FactWithdrawn, ItemAdded, Recorded, Subject,
    SupplyEstablished,
};
use crate::id::{DirectiveId, ItemId, PartyId, ProductId, ProposalId, ReportId, RulingId, TermsId};

/// Why an event does not follow from those before it: the record was changed, cut or mixed up.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// There are no events.
    #[error("the record is empty; a case begins with its opening")]
    Empty,
    /// The first event is not the opening.
    #[error("the record begins with `{0}`; a case begins with `opened`")]
    NotOpened(&'static str),
    /// It is opened again.
    #[error("event {0} opens the case again")]
    OpenedAgain(u64),
    /// An event is missing, doubled or out of order.
    #[error("event {found} stands where event {expected} must be")]
    Order {
        /// The number that must come.
        expected: u64,
        /// The number that came.
        found: u64,
    },
    /// It was recorded before the event before it.
    #[error("event {0} was recorded before the event that it follows")]
    Backwards(u64),
    /// It names a party that is not in the case.
    #[error("event {0} names party `{1}`, which is not in the case")]
    Party(u64, PartyId),
    /// It names a product that is not in the case.
    #[error("event {0} names product `{1}`, which is not in the case")]
    Product(u64, ProductId),
    /// It names an item that is not in the case.
    #[error("event {0} names item `{1}`, which is not in the case")]
    Item(u64, ItemId),
    /// It adds an item that the case has.
    #[error("event {0} adds item `{1}` again")]
    ItemAgain(u64, ItemId),
    /// It names a report that is not in the case.
    #[error("event {0} names report `{1}`, which is not in the case")]
    Report(u64, ReportId),
    /// It names a directive that is not in the case.
    #[error("event {0} names directive `{1}`, which is not in the case")]
    Directive(u64, DirectiveId),
    /// It names a proposal that is not in the case.
    #[error("event {0} names proposal `{1}`, which is not in the case")]
    Proposal(u64, ProposalId),
    /// It names a ruling that is not in the case.
    #[error("event {0} names ruling `{1}`, which is not in the case")]
    Ruling(u64, RulingId),
    /// It names a proposal that is not in the case.
    #[error("event {0} names proposal `{1}`, which is not in the case")]
    Terms(u64, TermsId),
    /// It speaks of another case.
    #[error("event {0} speaks of another case")]
    OtherCase(u64),
}

impl Case {
    pub(super) fn begin(recorded: Recorded) -> Result<Self, Misfit> {
        let CaseEvent::Opened(opened) = &recorded.event else {
            return Err(Misfit::NotOpened(recorded.event.word()));
        };
        if recorded.seq != 0 {
            return Err(Misfit::Order { expected: 0, found: recorded.seq });
        }
        Ok(Self {
            id: opened.case,
            office: opened.office,
            handle: opened.handle.clone(),
            record: vec![recorded],
            parties: BTreeMap::new(),
            products: BTreeMap::new(),
            items: BTreeMap::new(),
            facts: BTreeMap::new(),
            rulings: BTreeMap::new(),
            phase: Phase::Opened,
            embargo: EmbargoState::None,
            coordination: super::Coordination::default(),
            united: super::united::United::default(),
        })
    }

    /// Takes one more event into the case. The only mutation.
    ///
    /// # Errors
    /// [`Misfit`] if the record would not be whole; the case is then unchanged.
    pub fn apply(&mut self, recorded: Recorded) -> Result<(), Misfit> {
        let expected = self.version();
        if recorded.seq != expected {
            return Err(Misfit::Order { expected, found: recorded.seq });
        }
        if recorded.recorded < self.last_recorded() {
            return Err(Misfit::Backwards(recorded.seq));
        }
        if let CaseEvent::PartiesUnited(found) = &recorded.event {
            self.check(recorded.seq, &recorded.event)?;
            let found = found.clone();
            self.unite(recorded, &found);
            return Ok(());
        }
        let read = self.as_one(recorded.clone());
        self.check(read.seq, &read.event)?;
        self.keep_written(&recorded);
        self.fold(&read);
        self.record.push(read);
        Ok(())
    }

    /// Whether all that `event` names is there.
    pub(crate) fn check(&self, seq: u64, event: &CaseEvent) -> Result<(), Misfit> {
        let named = Named { case: self, seq };
        match event {
            CaseEvent::Opened(_) => Err(Misfit::OpenedAgain(seq)),
            CaseEvent::PartyJoined(e) => named.parties(e.party.part_of.as_ref()),
            CaseEvent::PartiesUnited(e) => named.parties(e.with.part_of.as_ref()),
            CaseEvent::ProductNamed(e) => {
                named.parties(&e.product.providers)?;
                named.parties(e.product.supplies.iter().map(|supply| &supply.by))?;
                e.product.components.iter().try_for_each(|part| named.product(part))
            }
            CaseEvent::SupplyEstablished(e) => {
                named.product(&e.product)?;
                named.parties([&e.supply.by])
            }
            CaseEvent::ItemAdded(e) => {
                named.parties(e.held_by.as_ref())?;
                named.product_if(e.item.product.as_ref())?;
                self.is_new(seq, e.item.id)
            }
            CaseEvent::Received(e) => named.held([&e.from, &e.to], &e.items),
            CaseEvent::Acknowledged(e) => named.acknowledged(e),
            CaseEvent::FactEstablished(FactEstablished { about, .. })
            | CaseEvent::FactWithdrawn(FactWithdrawn { about, .. }) => named.subject(*about),
            CaseEvent::ClockStarted(e) => named.of(&e.party, e.product.as_ref()),
            CaseEvent::MessageWritten(e) => named.flow([&e.from, &e.to], &e.to.into(), [&e.item]),
            CaseEvent::Provided(e) => named.flow([&e.from], &e.to, &e.items),
            CaseEvent::Filed(e) => {
                named.product_if(e.product.as_ref())?;
                named.flow([&e.by], &e.to, &e.items)
            }
            CaseEvent::ManufacturerNotified(e) => named.held([&e.by, &e.manufacturer], &e.items),
            CaseEvent::EmbargoAgreed(e) => named.parties(&e.parties),
            CaseEvent::DirectiveIssued(_)
            | CaseEvent::DirectiveAnswered(_)
            | CaseEvent::DirectiveReviewed(_)
            | CaseEvent::MeasureReported(_)
            | CaseEvent::MeasureVerified(_)
            | CaseEvent::Proposed(_)
            | CaseEvent::ProposalSettled(_) => named.directing(event),
            CaseEvent::ReportManaged(e) => named.parties([&e.participant]),
            CaseEvent::EmbargoProposed(e) => named.parties(e.to.iter().chain([&e.by])),
            CaseEvent::EmbargoInvited(e) => named.parties([&e.participant, &e.by]),
            CaseEvent::EmbargoAnswered(e) => named.answer(&e.by, e.proposal),
            CaseEvent::CaseMarked(e) => named.parties(e.manufacturer.as_ref()),
            CaseEvent::StatusGiven(e) => named.of(&e.manufacturer, Some(&e.product)),
            CaseEvent::Disclosed(e) => named.items(&e.items),
            CaseEvent::Published(e) => named.held([&e.by], &e.items),
            CaseEvent::RulingRecorded(e) => named.ruled(e.ruling.terms()),
            CaseEvent::FoundNotReportable(e) => {
                named.of(&e.assessment.bearer, e.assessment.product.as_ref())
            }
            CaseEvent::DecisionRecorded(e) => {
                named.ruling_if(e.ruling)?;
                named.flow([&e.from], &e.to, &e.items)
            }
            CaseEvent::TakenBack(e) => named.parties([&e.by]),
            CaseEvent::Withdrawn(e) => named.parties([&e.by]),
            CaseEvent::Erased(e) => named.items(&e.items),
            CaseEvent::Arranged(e) => named.arranged(&e.arrangement),
            CaseEvent::Assessed(e) => named.assessed(&e.appraisal),
            CaseEvent::Triaged(_)
            | CaseEvent::Declared(_)
            | CaseEvent::EmbargoExited(_)
            | CaseEvent::Closed(_)
            | CaseEvent::Noted(_) => Ok(()),
        }
    }

    fn is_new(&self, seq: u64, item: ItemId) -> Result<(), Misfit> {
        match self.items.contains_key(&item) {
            true => Err(Misfit::ItemAgain(seq, item)),
            false => Ok(()),
        }
    }

    pub(super) fn fold(&mut self, recorded: &Recorded) {
        match &recorded.event {
            CaseEvent::PartyJoined(e) => {
                self.parties.insert(e.party.id, e.party.clone());
            }
            CaseEvent::PartiesUnited(e) => self.found_one(e),
            CaseEvent::ProductNamed(e) => {
                self.products.insert(e.product.id, e.product.clone());
            }
            CaseEvent::SupplyEstablished(e) => self.supply(e),
            CaseEvent::ItemAdded(e) => self.add(recorded, e),
            CaseEvent::FactEstablished(e) => {
                self.history(e.about, &e.fact)
                    .push(Established { value: Some(e.value.clone()), ..statement(recorded) });
            }
            CaseEvent::FactWithdrawn(e) => {
                self.history(e.about, &e.fact).push(statement(recorded));
            }
            CaseEvent::Disclosed(e) => self.disclose(recorded, e),
            CaseEvent::RulingRecorded(e) => {
                self.rulings.insert(e.ruling.id(), e.ruling.clone());
            }
            CaseEvent::EmbargoExited(e) => {
                let since = recorded.occurred.clone();
                self.embargo = EmbargoState::Exited { reason: e.reason, since };
            }
            CaseEvent::Erased(e) => {
                for record in self.items.values_mut() {
                    record.erased |= e.items.is_empty() || e.items.contains(&record.item.id);
                }
            }
            CaseEvent::EmbargoAgreed(_)
            | CaseEvent::ReportManaged(_)
            | CaseEvent::EmbargoProposed(_)
            | CaseEvent::EmbargoInvited(_)
            | CaseEvent::EmbargoAnswered(_)
            | CaseEvent::CaseMarked(_)
            | CaseEvent::StatusGiven(_)
            | CaseEvent::Opened(_)
            | CaseEvent::Received(_)
            | CaseEvent::Acknowledged(_)
            | CaseEvent::Triaged(_)
            | CaseEvent::ClockStarted(_)
            | CaseEvent::MessageWritten(_)
            | CaseEvent::Provided(_)
            | CaseEvent::Filed(_)
            | CaseEvent::ManufacturerNotified(_)
            | CaseEvent::DirectiveIssued(_)
            | CaseEvent::DirectiveAnswered(_)
            | CaseEvent::DirectiveReviewed(_)
            | CaseEvent::MeasureReported(_)
            | CaseEvent::Proposed(_)
            | CaseEvent::ProposalSettled(_)
            | CaseEvent::MeasureVerified(_)
            | CaseEvent::Published(_)
            | CaseEvent::Declared(_)
            | CaseEvent::FoundNotReportable(_)
            | CaseEvent::DecisionRecorded(_)
            | CaseEvent::TakenBack(_)
            | CaseEvent::Withdrawn(_)
            | CaseEvent::Closed(_)
            | CaseEvent::Arranged(_)
            | CaseEvent::Assessed(_)
            | CaseEvent::Noted(_) => {}
        }
        self.phase = self.phase.after(&recorded.event);
        self.coordinate(recorded);
    }

    /// Folds the event through the machines of coordination; the embargo is as they have it.
    fn coordinate(&mut self, recorded: &Recorded) {
        let mut coordination = std::mem::take(&mut self.coordination);
        coordination.take(self, recorded);
        if let Some(terms) = coordination.in_force() {
            self.embargo = EmbargoState::Active {
                parties: coordination.signatories(),
                until: terms.until,
                terms: terms.terms.clone(),
            };
        }
        self.coordination = coordination;
    }

    fn supply(&mut self, established: &SupplyEstablished) {
        if let Some(product) = self.products.get_mut(&established.product)
            && !product.supplies.contains(&established.supply)
        {
            product.supplies.push(established.supply);
        }
    }

    fn add(&mut self, recorded: &Recorded, added: &ItemAdded) {
        let record = ItemRecord {
            item: added.item.clone(),
            held_by: added.held_by,
            added: recorded.occurred.clone(),
            states: Vec::new(),
            erased: false,
        };
        self.items.insert(added.item.id, record);
    }

    fn disclose(&mut self, recorded: &Recorded, disclosed: &Disclosed) {
        for item in &disclosed.items {
            if let Some(record) = self.items.get_mut(item) {
                record.states.push(StateSince {
                    state: disclosed.state,
                    since: recorded.occurred.clone(),
                    recorded: recorded.recorded,
                    seq: recorded.seq,
                });
            }
        }
    }

    fn history(&mut self, about: Subject, fact: &FactName) -> &mut History {
        self.facts.entry(about).or_default().entry(fact.clone()).or_default()
    }
}

fn statement(recorded: &Recorded) -> Established {
    Established {
        value: None,
        occurred: recorded.occurred.clone(),
        recorded: recorded.recorded,
        source: recorded.source.clone(),
        seq: recorded.seq,
    }
}

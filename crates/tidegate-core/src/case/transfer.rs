//! Offers of a case to other offices, as its events have them.

use jiff::Timestamp;

use super::work::Work;
use crate::event::{TransferOffer, TransferStep};
use crate::id::TransferId;

/// How an offer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransferState {
    /// The other office has not answered.
    Offered,
    /// The other office accepted it; nothing went yet.
    Accepted,
    /// The other office declined it.
    Declined,
    /// It was taken back.
    Withdrawn,
    /// Its time ran out before anybody answered.
    Expired,
    /// The content is on its way.
    HandedOver,
    /// The other office has the case.
    TakenIn,
}

impl TransferState {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Offered => "offered",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
            Self::Expired => "expired",
            Self::HandedOver => "handed_over",
            Self::TakenIn => "taken_in",
        }
    }
}

/// An offer with its steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// What was offered.
    pub offer: TransferOffer,
    /// When.
    pub offered: Timestamp,
    /// What became of it, with when that was recorded, in order.
    pub steps: Vec<(TransferStep, Timestamp)>,
}

impl Transfer {
    /// How it stands at an instant. An offer that nobody answered in time is nobody's any more, without an event.
    pub fn state(&self, at: Timestamp) -> TransferState {
        match self.steps.last().map(|(step, _)| step) {
            None if self.offer.until <= at => TransferState::Expired,
            None => TransferState::Offered,
            Some(TransferStep::Accepted { .. }) => TransferState::Accepted,
            Some(TransferStep::Declined { .. }) => TransferState::Declined,
            Some(TransferStep::Withdrawn { .. }) => TransferState::Withdrawn,
            Some(TransferStep::HandedOver { .. }) => TransferState::HandedOver,
            Some(TransferStep::TakenIn { .. }) => TransferState::TakenIn,
        }
    }

    /// Whether it waits for somebody.
    pub fn is_open(&self, at: Timestamp) -> bool {
        match self.state(at) {
            TransferState::Offered | TransferState::Accepted | TransferState::HandedOver => true,
            TransferState::Declined
            | TransferState::Withdrawn
            | TransferState::Expired
            | TransferState::TakenIn => false,
        }
    }

    /// Since when the case goes on at the other office: from the moment at which its content went.
    pub fn since(&self) -> Option<Timestamp> {
        let mut steps = self.steps.iter();
        steps.find(|(step, _)| matches!(step, TransferStep::HandedOver { .. })).map(|(_, at)| *at)
    }
}

impl Work {
    /// The offer that waits for somebody, if any does; there is one at most.
    #[must_use]
    pub fn open_offer(&self, at: Timestamp) -> Option<&Transfer> {
        self.offers.iter().find(|one| one.is_open(at))
    }

    /// The offer with this id.
    #[must_use]
    pub fn offer(&self, transfer: TransferId) -> Option<&Transfer> {
        self.offers.iter().find(|one| one.offer.transfer == transfer)
    }

    /// The offer by which the case went to another office, if it did.
    #[must_use]
    pub fn gone(&self) -> Option<&Transfer> {
        self.offers.iter().find(|one| one.since().is_some())
    }
}

//! A case is offered to another office, and what becomes of the offer.
//!
//! The offer names the content that would go and holds none; each piece goes by a decision of the gate, once the other
//! office accepted. Nothing of the law moves by it: what this office owes it goes on owing, and the other counts its own
//! clocks from its own receipt. The two ends name each other by places on their logs, under checkpoints that each signed.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::id::{ItemId, PartyId, TransferId};

/// Why a case is offered to another office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TransferReason {
    /// The other office is the one whose matter it is.
    Competence,
    /// The product or its maker is where the other office is.
    Place,
    /// The other office can do more for it.
    Capacity,
    /// Who takes part asked for it.
    Asked,
}

impl TransferReason {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Competence, Self::Place, Self::Capacity, Self::Asked];

    /// The word for it, as serialised.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Competence => "competence",
            Self::Place => "place",
            Self::Capacity => "capacity",
            Self::Asked => "asked",
        }
    }

    /// The one with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }
}

/// An offer of a case to another office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TransferOffer {
    /// Its id; the other office knows the offer by it and by nothing else.
    pub transfer: TransferId,
    /// The other office, as a party of the case.
    pub to: PartyId,
    /// Where it is reached.
    pub address: String,
    /// The content that would go.
    pub items: BTreeSet<ItemId>,
    /// Why.
    pub reason: TransferReason,
    /// Why, beyond that; it stays here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Until when it may be accepted.
    pub until: Timestamp,
}

/// A place on the log of an office, as that office says it. The checkpoint shows that the office signed a log of that size;
/// what the leaf holds is shown by a proof of the log, which is asked of that office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogPlace {
    /// The name of the log.
    pub origin: String,
    /// The leaf.
    pub leaf: u64,
    /// The signed checkpoint that covers it.
    pub checkpoint: String,
}

/// One step of an offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum TransferStep {
    /// The other office accepted it.
    Accepted {
        /// The other office.
        by: PartyId,
    },
    /// The other office declined it.
    Declined {
        /// The other office.
        by: PartyId,
        /// Why.
        reason: String,
    },
    /// This office took it back.
    Withdrawn {
        /// Why.
        reason: String,
    },
    /// The content went, by this decision of the gate.
    HandedOver {
        /// The decision.
        decision: Digest,
    },
    /// The other office took the case in.
    TakenIn {
        /// The other office.
        by: PartyId,
        /// Where its receipt stands on its log.
        at: LogPlace,
    },
}

/// The case was taken in from another office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TransferTaken {
    /// The offer.
    pub transfer: TransferId,
    /// The name of the other office.
    pub from: String,
    /// Where the decision that let the content out stands on its log.
    pub decided: LogPlace,
}

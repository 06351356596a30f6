//! Offers of a case to another office in words, on both sides.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::case::TransferState;
use tidegate_core::event::{TransferReason, TransferStep};
use tidegate_law::Words;

use super::recorded::DecisionPlace;
use super::schema::Bilingual;
use super::told::Told;
use super::work::CodeTold;
use crate::words::Voice;

/// Why a case is offered.
#[must_use]
pub fn reason(reason: TransferReason) -> &'static str {
    match reason {
        TransferReason::Competence => "transfer-reason-competence",
        TransferReason::Place => "transfer-reason-place",
        TransferReason::Capacity => "transfer-reason-capacity",
        TransferReason::Asked => "transfer-reason-asked",
    }
}

/// How an offer stands.
#[must_use]
pub fn state(state: TransferState) -> &'static str {
    match state {
        TransferState::Offered => "transfer-offered",
        TransferState::Accepted => "transfer-accepted",
        TransferState::Declined => "transfer-declined",
        TransferState::Withdrawn => "transfer-withdrawn",
        TransferState::Expired => "transfer-expired",
        TransferState::HandedOver => "transfer-handed-over",
        TransferState::TakenIn => "transfer-taken-in",
    }
}

/// A step in a line of the record.
#[must_use]
pub fn step(step: &TransferStep, voice: &Voice) -> String {
    match step {
        TransferStep::Accepted { .. } => voice.say("event-offer-accepted"),
        TransferStep::Declined { reason, .. } => {
            voice.with("event-offer-declined", [("reason", reason.as_str().into())])
        }
        TransferStep::Withdrawn { reason } => {
            voice.with("event-offer-withdrawn", [("reason", reason.as_str().into())])
        }
        TransferStep::HandedOver { .. } => voice.say("event-offer-handed-over"),
        TransferStep::TakenIn { at, .. } => {
            let words = [("log", at.origin.as_str().into()), ("leaf", at.leaf.to_string().into())];
            voice.with("event-offer-taken-in", words)
        }
    }
}

/// The offers of a case to other offices.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct TransfersTold {
    /// The version of this form.
    pub version: u32,
    /// The case.
    pub case: String,
    /// Its handle.
    pub handle: String,
    /// The offers, in the order in which they were made.
    pub offers: Vec<OfferTold>,
    /// From which office the case came, and where that office's decision stands on its log.
    pub taken: Option<TakenFromTold>,
    /// Who may be offered the case: organisations of the register that take part.
    pub parties: Vec<OfferableTold>,
    /// The other offices that are reached from here.
    pub addresses: Vec<AddressTold>,
    /// The content that can go.
    pub items: Vec<GoableTold>,
}

/// An offer.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OfferTold {
    /// Its id.
    pub transfer: String,
    /// To whom.
    #[schema(value_type = Bilingual)]
    pub to: Words,
    /// Where that office is reached.
    pub address: String,
    /// Why.
    pub reason: CodeTold,
    /// Why, beyond that.
    pub note: Option<String>,
    /// How many pieces of content go.
    pub items: usize,
    /// When it was offered.
    #[schema(value_type = String, format = DateTime)]
    pub offered: Timestamp,
    /// Until when it can be accepted.
    #[schema(value_type = String, format = DateTime)]
    pub until: Timestamp,
    /// How it stands.
    pub state: CodeTold,
    /// Since when the case goes on there.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub since: Option<Timestamp>,
    /// Why it was declined or taken back.
    pub why: Option<String>,
    /// Where the other office's receipt stands on its log.
    pub proof: Option<PlaceTold>,
}

/// A place on a log.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = LogPlaceTold)]
pub struct PlaceTold {
    /// The name of the log.
    pub origin: String,
    /// The leaf.
    pub leaf: u64,
    /// The signed checkpoint that covers it.
    pub checkpoint: String,
}

/// From where a case came.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct TakenFromTold {
    /// The name of the other office.
    pub from: String,
    /// Where its decision stands on its log.
    pub decided: PlaceTold,
}

/// Somebody who may be offered the case.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OfferableTold {
    /// The party.
    pub party: String,
    /// Its name.
    #[schema(value_type = Bilingual)]
    pub name: Words,
}

/// Another office that is reached from here.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct AddressTold {
    /// What an offer names it by.
    pub address: String,
    /// Its name.
    #[schema(value_type = Bilingual)]
    pub name: Words,
}

/// A piece of content that can go.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct GoableTold {
    /// The item.
    pub item: String,
    /// What it is.
    #[schema(value_type = Bilingual)]
    pub what: Words,
}

/// What the gate says of an offer that is weighed or handed over.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OfferWeighed {
    /// The version of this form.
    pub version: u32,
    /// Whether all of it may go.
    pub may: bool,
    /// The answer of the gate, with its grounds and ways out.
    pub answer: Told,
    /// Where the decision is on record, where it was recorded.
    pub recorded: Option<DecisionPlace>,
}

/// The offers that other offices make to this one.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ComingTold {
    /// The version of this form.
    pub version: u32,
    /// The offers, the last one first.
    pub offers: Vec<OfferComing>,
}

/// An offer of another office.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OfferComing {
    /// Its id.
    pub transfer: String,
    /// From which office, by the name that it gives itself.
    #[schema(value_type = Bilingual)]
    pub from: Words,
    /// The name of that office's log.
    pub origin: String,
    /// Why.
    pub reason: CodeTold,
    /// How many pieces of content would come.
    pub items: usize,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub offered: Timestamp,
    /// Until when it can be accepted.
    #[schema(value_type = String, format = DateTime)]
    pub until: Timestamp,
    /// How it stands.
    pub state: CodeTold,
    /// The case that was opened for it here.
    pub handle: Option<String>,
}

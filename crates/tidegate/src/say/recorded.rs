//! What was recorded, in the form in which it is told: events, decisions, reports.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::receipt::Receipt;
use tidegate_core::ruling::RulingTerms;
use tidegate_law::{AnswerKind, Words};

use super::hint::HintTold;
use super::schema::Bilingual;
use super::told::Told;

/// Events that were recorded in a case.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct RecordedTold {
    /// The version of this form.
    pub version: u32,
    /// The case.
    pub case: String,
    /// Its neutral handle.
    pub handle: String,
    /// Each event.
    pub events: Vec<EventRecorded>,
    /// How many entries the log has.
    pub size: u64,
    /// Of a filing: the ids of the fields that the law names and in which nothing stood on the office's sheet. The filing
    /// is on record; a person checks that they were filled in at the portal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub empty_by_law: Vec<String>,
    /// What the case seems to lack after this for a clock to run.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<HintTold>,
}

/// One event that was recorded.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct EventRecorded {
    /// Its number in the case.
    pub event: u64,
    /// What it says.
    pub what: String,
    /// When it was recorded.
    #[schema(value_type = String, format = DateTime)]
    pub recorded: Timestamp,
    /// Its entry in the log.
    pub leaf: u64,
}

/// A decision that was recorded.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DecidedTold {
    /// The version of this form.
    pub version: u32,
    /// The answer.
    pub answer: Told,
    /// Where it was recorded.
    pub recorded: DecisionPlace,
}

/// A ruling that was recorded.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct RuledTold {
    /// The version of this form.
    pub version: u32,
    /// The case.
    pub case: String,
    /// The ruling: who decided, what it goes over, why and until when.
    #[schema(value_type = serde_json::Value)]
    pub ruling: RulingTerms,
    /// What the law says of the flow: unclear, or a collision.
    #[schema(value_type = String)]
    pub law: AnswerKind,
    /// The number of its event in the case.
    pub event: u64,
    /// Its entry in the log.
    pub leaf: u64,
    /// How many entries the log has.
    pub size: u64,
}

/// Where a decision was recorded.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DecisionPlace {
    /// The digest of the decision.
    pub decision: String,
    /// The number of its event in the case.
    pub event: u64,
    /// Its entry in the log.
    pub leaf: u64,
    /// How many entries the log has.
    pub size: u64,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Until when its content may be opened, if at all.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub cleared_until: Option<Timestamp>,
}

/// A report that was taken in.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct TakenTold {
    /// The version of this form.
    pub version: u32,
    /// The case that was opened for it.
    pub case: String,
    /// Its neutral handle.
    pub handle: String,
    /// Whether the same report had been taken in before under the same key.
    pub repeated: bool,
    /// When it was received.
    #[schema(value_type = String, format = DateTime)]
    pub received: Timestamp,
    /// The report.
    pub report: String,
    /// The digest of the document.
    pub digest: String,
    /// The receipt, which proves all this offline.
    #[schema(value_type = serde_json::Value)]
    pub receipt: Receipt,
    /// The canonical document that the receipt is of; the finder keeps it.
    pub document: String,
    /// The name of the log.
    pub log: String,
    /// The key that verifies it; compare it with one from elsewhere.
    pub log_key: String,
    /// The entry in the log.
    pub index: u64,
    /// How many entries the log has.
    pub size: u64,
    /// The manufacturer that joined the case.
    pub manufacturer: Option<String>,
    /// The code with which the finder comes back, where one was asked for. It is shown once and not kept.
    #[serde(default)]
    pub way_back: Option<String>,
    /// Everybody whom the report reaches by being taken in.
    pub reaches: Vec<Reached>,
}

/// Somebody whom a report reaches.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Reached {
    /// Who it is.
    #[schema(value_type = Bilingual)]
    pub who: Words,
    /// Who passes it on; none for the desk itself.
    #[schema(value_type = Option<Bilingual>)]
    pub through: Option<Words>,
    /// The clause that says so.
    pub basis: Option<String>,
}

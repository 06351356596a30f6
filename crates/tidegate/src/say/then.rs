//! A case as it was known at an instant, beside the case of today, in the form in which it is told.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_law::Words;

use super::cased::{FactOfCase, KnowsTold};
use super::owed::{DutiesTold, StartTold};
use super::schema::Bilingual;
use super::told::Told;

/// A case as the office knew it at an instant, beside the case of today.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ThenTold {
    /// The version of this form.
    pub version: u32,
    /// The case.
    pub case: String,
    /// Its neutral handle.
    pub handle: String,
    /// The instant asked about; today at the latest.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The case as it was known then; none where the office did not know of it.
    pub known: Option<SituationTold>,
    /// The case of today.
    pub today: SituationTold,
    /// What had happened by then, as is known today, and was recorded only later.
    pub only_later: Vec<LaterTold>,
    /// The instants at which something changed.
    pub moments: Vec<MomentTold>,
}

/// A case at an instant.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct SituationTold {
    /// The instant.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The phase of the work.
    pub phase: String,
    /// How many events were on record.
    pub events: u64,
    /// The house rules that counted.
    pub house: Vec<String>,
    /// The positions on readings that counted, each as `READING=VALUE`.
    pub positions: Vec<String>,
    /// The facts that stood.
    pub facts: Vec<FactOfCase>,
    /// Who knew what, since when.
    pub knows: Vec<KnowsTold>,
    /// The duties that ran, with their clocks.
    pub duties: DutiesTold,
    /// What the gate answers to the flow that was asked about.
    pub answer: Option<Told>,
    /// Why it answers nothing, where it was asked.
    #[schema(value_type = Option<Bilingual>)]
    pub unanswered: Option<Words>,
}

/// Something that had happened and was recorded later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct LaterTold {
    /// The number of the event.
    pub event: u64,
    /// What happened.
    #[schema(value_type = Bilingual)]
    pub what: Words,
    /// When it happened.
    pub happened: StartTold,
    /// When it became known to the office.
    #[schema(value_type = String, format = DateTime)]
    pub recorded: Timestamp,
}

/// An instant at which something changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct MomentTold {
    /// The instant.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Whether it became known to the office then; else it happened then and became known another time.
    pub known: bool,
    /// How many events.
    pub events: usize,
    /// The first of them.
    #[schema(value_type = Bilingual)]
    pub what: Words,
}

//! What became of a proposal that was settled, and of the letter of a directive.

use serde::{Deserialize, Serialize};

use crate::say::recorded::{DecisionPlace, RecordedTold};
use crate::say::told::Told;

/// What became of a proposal.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct SettledTold {
    /// The version of this form.
    pub version: u32,
    /// What was recorded.
    pub recorded: RecordedTold,
    /// The directive that was issued by it.
    pub directive: Option<String>,
    /// What became of its letter.
    pub served: Option<ServedTold>,
}

/// What the gate made of the letter of a directive.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ServedTold {
    /// The version of this form.
    pub version: u32,
    /// Whether it lies on its bearer's page now.
    pub served: bool,
    /// What the gate said.
    pub answer: Told,
    /// Where that was recorded.
    pub recorded: DecisionPlace,
}

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
    /// Whether its bearer has a page here: somebody of it can sign in and read. Where not, the letter goes another way.
    #[serde(default = "yes")]
    pub page: bool,
    /// Whether the gate lets it out.
    #[serde(default)]
    pub let_out: bool,
    /// What the gate said.
    pub answer: Told,
    /// Where that was recorded.
    pub recorded: DecisionPlace,
}

fn yes() -> bool {
    true
}

impl ServedTold {
    /// The text that says what became of it.
    #[must_use]
    pub fn message(&self) -> &'static str {
        match (self.served, self.let_out && !self.page) {
            (true, _) => "directive-served",
            (false, true) => "directive-no-page",
            (false, false) => "directive-not-served",
        }
    }

    /// The word that stands for that in an address.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match (self.served, self.let_out && !self.page) {
            (true, _) => "true",
            (false, true) => "elsewhere",
            (false, false) => "false",
        }
    }
}

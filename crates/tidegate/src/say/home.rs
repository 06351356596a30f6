//! What waits for a member, in the form in which it is told: in sections, each thing with its time, its reason and one
//! next step.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_law::Words;

use super::schema::Bilingual;

/// What waits for a member.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct HomeTold {
    /// The version of this form.
    pub version: u32,
    /// The instant at which it is told.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Whether cases that changed a moment ago are still to be looked at.
    pub behind: bool,
    /// What waits, the most pressing sort first.
    pub sections: Vec<SectionTold>,
}

/// One sort of what waits.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct SectionTold {
    /// The word for it.
    pub kind: String,
    /// What it is called.
    #[schema(value_type = Bilingual)]
    pub title: Words,
    /// What it is said to be where nothing waits.
    #[schema(value_type = Bilingual)]
    pub nothing: Words,
    /// What waits, the most pressing first; a beginning of it where there is much.
    pub waiting: Vec<WaitingTold>,
    /// Where all of it stands.
    pub all: Option<NextStepTold>,
}

/// One thing that waits.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct WaitingTold {
    /// What is to be done, or what it is about.
    #[schema(value_type = Bilingual)]
    pub what: Words,
    /// Why: a clause, a rule of the house, or what happened.
    #[schema(value_type = Option<Bilingual>)]
    pub why: Option<Words>,
    /// Whose it is to do, as far as a list may say it.
    #[schema(value_type = Option<Bilingual>)]
    pub whose: Option<Words>,
    /// By when.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due: Option<Timestamp>,
    /// Since when, where no time is set.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub since: Option<Timestamp>,
    /// Whether it is owed only if what is not known turns out so.
    #[serde(default)]
    pub perhaps: bool,
    /// The one next step.
    pub next: NextStepTold,
}

/// A step, as a link of the office's pages.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct NextStepTold {
    /// What it does.
    #[schema(value_type = Bilingual)]
    pub words: Words,
    /// The page, below that of the office.
    pub to: String,
}

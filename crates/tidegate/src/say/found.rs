//! What a search found, in the form in which it is told: handles and phases of cases, and places of the book.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_law::Words;

use super::schema::Bilingual;

/// What a search found.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct SearchTold {
    /// The version of this form.
    pub version: u32,
    /// Whether cases that changed a moment ago are still to be read for their words.
    pub behind: bool,
    /// Whether there may be more cases than are told.
    pub more: bool,
    /// The cases, last change first.
    pub cases: Vec<CaseFound>,
    /// Statutes whose name has the words.
    pub statutes: Vec<StatuteFound>,
}

/// A case that was found.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct CaseFound {
    /// Its id.
    pub case: String,
    /// Its neutral handle.
    pub handle: String,
    /// The phase of the work.
    pub phase: String,
    /// When it last changed.
    #[schema(value_type = String, format = DateTime)]
    pub changed: Timestamp,
}

/// A statute that was found.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct StatuteFound {
    /// Its id.
    pub statute: String,
    /// How it is cited.
    #[schema(value_type = Bilingual)]
    pub short: Words,
    /// Its title.
    #[schema(value_type = Bilingual)]
    pub title: Words,
}

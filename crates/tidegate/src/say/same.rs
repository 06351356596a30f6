//! A party that a case only names, beside somebody who is known by that name: an organisation of the register, or this
//! office. Nothing is concluded here; a person says whether they are one.

use serde::{Deserialize, Serialize};
use tidegate_law::Words;

use super::directive::served::ServedTold;
use super::recorded::RecordedTold;
use super::schema::Bilingual;

/// Who is meant where this office is, in place of an id.
pub const OFFICE: &str = "office";

/// A party that a case only names, and who goes by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct SameTold {
    /// The party of the case, by id.
    pub party: String,
    /// What the case knows it by.
    pub name: String,
    /// Who goes by that name: the id of an organisation of the register, or `office`.
    pub with: String,
    /// What that one is called.
    #[schema(value_type = Bilingual)]
    pub one: Words,
    /// What is asked.
    #[schema(value_type = Bilingual)]
    pub words: Words,
}

impl SameTold {
    /// Whether it would be this office.
    #[must_use]
    pub fn own(&self) -> bool {
        self.with == OFFICE
    }
}

/// That two parties are one, and what the gate made of the letters that waited for it.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct UnitedTold {
    /// The version of this form.
    pub version: u32,
    /// What was recorded.
    pub recorded: RecordedTold,
    /// The letters of directives that were put to the gate again.
    pub letters: Vec<ServedTold>,
}

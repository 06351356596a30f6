//! What somebody holds of a flaw: how severe it is, how pressing, of which kind, whether it is exploited.
//!
//! An assessment never replaces an earlier one; which stands is computed ([`crate::case::Triage`]). Nothing of it is a
//! fact of the book: what is exploited is established as a fact besides, and that alone starts a clock.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::id::PartyId;
use crate::triage::cvss::Vector;
use crate::triage::table::PointId;
use crate::triage::weakness::Cwe;

/// Somebody's assessment was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assessed {
    /// What was assessed.
    pub appraisal: Appraisal,
}

/// What may be assessed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Appraisal {
    /// How severe the flaw is.
    Severity(SeverityHeld),
    /// How pressing it is, by a decision table.
    Priority(PriorityFound),
    /// Of which kinds it is. They replace those that were named before.
    Weaknesses(WeaknessesNamed),
    /// Whether it is exploited, with what shows it.
    Exploitation(ExploitationSeen),
}

/// Whose view an assessment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum View {
    /// Of who reported.
    Reporter,
    /// Of the office.
    Analyst,
    /// Of who makes the product.
    Manufacturer,
}

impl View {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Reporter, Self::Analyst, Self::Manufacturer];

    /// The word, as serialised.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reporter => "reporter",
            Self::Analyst => "analyst",
            Self::Manufacturer => "manufacturer",
        }
    }

    /// The one with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }
}

/// How severe somebody holds the flaw to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeverityHeld {
    /// Whose view it is.
    pub view: View,
    /// The party whose view it is, where it is one of the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PartyId>,
    /// The vector.
    pub vector: Vector,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// How pressing a flaw is by a row of a decision table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriorityFound {
    /// The table with its version.
    pub table: PointId,
    /// What was answered to each point, in the order of the table.
    pub answers: Vec<PointAnswered>,
    /// The number of the row, counted from zero as the source of the table does.
    pub row: u32,
    /// The outcome group with its version.
    pub of: PointId,
    /// The key of the outcome.
    pub outcome: String,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// An answer to a point of a decision table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PointAnswered {
    /// The point with its version.
    pub point: PointId,
    /// The key of its value.
    pub value: String,
    /// Whether the case said so, and nobody answered.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub settled: bool,
}

/// Of which kinds a flaw is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeaknessesNamed {
    /// The kinds; none where nothing said before holds.
    pub weaknesses: BTreeSet<Cwe>,
    /// The version of the list from which they were chosen.
    pub list: String,
}

/// Whether a flaw is exploited, as it is seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExploitationSeen {
    /// What is seen.
    pub status: Exploitation,
    /// What shows it: where it was read, or what was found.
    pub evidence: String,
    /// The day of the evidence, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated: Option<jiff::civil::Date>,
    /// The entry of the catalogue of known exploited vulnerabilities, where that is the evidence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub catalogued: Option<String>,
}

/// How far exploitation has come, in the words of SSVC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exploitation {
    /// Nothing shows it, and no public program or description.
    None,
    /// How it is done is public.
    PublicPoc,
    /// It is exploited.
    Active,
}

impl Exploitation {
    /// All of them, in order.
    pub const ALL: [Self; 3] = [Self::None, Self::PublicPoc, Self::Active];

    /// The word, as serialised.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::PublicPoc => "public_poc",
            Self::Active => "active",
        }
    }

    /// The one with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }
}

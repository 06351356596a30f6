//! Who of an office may see one case, beside what the roles of the office say.
//!
//! Members are named by what they sign in as, which is the id of an account for ever: a name may change, a login is
//! never given again.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// What is settled of who may see a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Admission {
    /// Nobody of the office sees that it exists, but these; said again, these instead.
    Confined {
        /// What they sign in as.
        circle: BTreeSet<String>,
    },
    /// Whoever works on cases sees it again.
    Unconfined,
    /// Somebody works on this case, and on no other by it.
    LetIn {
        /// What the member signs in as.
        who: String,
        /// As what.
        role: CaseRole,
    },
    /// Somebody has nothing to do with this case, whatever the office's roles say.
    KeptOut {
        /// What the member signs in as.
        who: String,
    },
    /// Somebody is neither let in nor kept out any more.
    AsOthers {
        /// What the member signs in as.
        who: String,
    },
}

/// What somebody can be in one case alone. Nobody decides for an office in one case alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseRole {
    /// Knows the product as whoever makes it does.
    Manufacturer,
    /// Knows systems with the product in them.
    Operator,
    /// Works on it for an authority.
    Analyst,
    /// Brings finders and manufacturers together.
    Coordinator,
}

impl CaseRole {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] =
        [Self::Analyst, Self::Coordinator, Self::Manufacturer, Self::Operator];

    /// The word for it, as serialised.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Manufacturer => "manufacturer",
            Self::Operator => "operator",
            Self::Analyst => "analyst",
            Self::Coordinator => "coordinator",
        }
    }

    /// The one with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }
}

//! What who reported takes back: a word that was given with the report, or the report itself.
//!
//! Nothing that happened is undone by it: whoever was told knows, and what a law demands of others goes on. From the
//! instant of the record on the gate refuses what rested on the word. No reason is asked for and none is taken: a
//! text here could say what the flaw is, and events hold no content.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::id::PartyId;

/// What can be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Given {
    /// That the manufacturer may be told who reports.
    Naming,
    /// The address at which to be told that the office wrote.
    Address,
    /// That the office writes.
    Messages,
    /// The report. Every other word goes with it.
    Report,
}

impl Given {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Naming, Self::Address, Self::Messages, Self::Report];

    /// The word for it, as serialised.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Naming => "naming",
            Self::Address => "address",
            Self::Messages => "messages",
            Self::Report => "report",
        }
    }

    /// The one with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }
}

/// Who reported took something back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakenBack {
    /// Who.
    pub by: PartyId,
    /// What.
    pub what: BTreeSet<Given>,
}

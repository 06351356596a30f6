//! The envelope of an event: when it occurred, when it was recorded, by whom and from what source.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_law::time::Occurred;

use super::CaseEvent;
use crate::id::PartyId;

/// An event as it stands in the record of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recorded {
    /// The version of the serialised form.
    pub version: V1,
    /// The place in the case: 0 for the opening, then one more each.
    pub seq: u64,
    /// When it occurred: an instant, or an interval where the source gives only a day.
    pub occurred: Occurred,
    /// When it was recorded here; never earlier than the event before.
    pub recorded: Timestamp,
    /// Who recorded it.
    pub actor: Actor,
    /// Where this is known from: a page, a letter, `finder's report`.
    pub source: String,
    /// What happened.
    pub event: CaseEvent,
}

/// Who records: a party of the case, or somebody of the office.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// A party of the case.
    Party(PartyId),
    /// A member of the office, by the label that the office gives them.
    Member(String),
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Party(party) => party.fmt(f),
            Self::Member(label) => f.write_str(label),
        }
    }
}

/// The version number 1 of a serialised form; no other number is read as it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "u64", into = "u64")]
pub struct V1;

impl From<V1> for u64 {
    fn from(V1: V1) -> Self {
        1
    }
}

impl TryFrom<u64> for V1 {
    type Error = String;

    fn try_from(version: u64) -> Result<Self, String> {
        match version {
            1 => Ok(Self),
            other => Err(format!("version {other} is not known here; use a newer tidegate")),
        }
    }
}

//! What is kept of words on the shelf: for each case its words as numbers, and a row for each word of each case.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::id::CaseId;

use crate::desk::Kept;

/// That a word stands in the record of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Word {
    /// The version of this form.
    pub version: u32,
    /// The word, as the number that the office's key makes of it: below 2^47.
    pub number: i64,
    /// The case.
    pub case: CaseId,
}

/// A number with the place before its rows, and the instant before which they are due.
type Span = (Option<(i64, [u8; 32])>, Option<Timestamp>);

impl Word {
    /// The name of the row of a word of a case.
    pub(super) fn named(number: i64, case: CaseId) -> String {
        format!("{number}|{case}")
    }

    /// Where the rows of a word stand.
    pub(super) fn span(number: i64) -> Span {
        let after = Some((number - 1, [u8::MAX; 32]));
        (after, Timestamp::from_millisecond(number + 1).ok())
    }
}

impl Kept for Word {
    const ROOM: &'static str = "word";

    fn name(&self) -> String {
        Self::named(self.number, self.case)
    }

    /// A room is sorted by instants; here the number of the word takes that place, so that its cases stand together.
    fn due(&self) -> Option<Timestamp> {
        Timestamp::from_millisecond(self.number).ok()
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.case)
    }
}

/// The words of a case, and with how many events they were computed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indexed {
    /// The version of this form.
    pub version: u32,
    /// The case.
    pub case: CaseId,
    /// How many events it had.
    pub events: u64,
    /// Its words as numbers.
    pub numbers: BTreeSet<i64>,
    /// When it is to be computed again, where it could not be.
    pub again: Option<Timestamp>,
}

impl Kept for Indexed {
    const ROOM: &'static str = "indexed";

    fn name(&self) -> String {
        self.case.to_string()
    }

    fn due(&self) -> Option<Timestamp> {
        self.again
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.case)
    }
}

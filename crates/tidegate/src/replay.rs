//! Replay: time lines of real vulnerabilities, put through clocks and gate as the law of each day had it.
//!
//! A record ([`record`]) becomes a case ([`story`]); then every flow that took place is put to the gate as the law of
//! that day had it, and every duty is looked up at the end ([`judge`]). The records are other people's, and say little:
//! what they do not tell stays unknown. So an answer may be that the law *would* have refused if facts that are not
//! known were so, a duty may be owed *if*, and of a duty without trace it is said that *no evidence was found*, never
//! that it was missed. This module writes nothing and never stops at a bad record.

use serde::Serialize;
use tidegate_law::{Adoption, Book};

pub mod judge;
pub mod record;
pub mod story;
pub mod tally;

pub use judge::{DutyFound, DutyStanding, FlowFound, FlowStanding};
pub use record::{BadRecord, Read, Record};
pub use tally::Tally;

/// One record as replayed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Replayed {
    /// The version of this form.
    pub version: u32,
    /// The id of the record.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How many events it has.
    pub events: usize,
    /// Of these, those known by their day alone.
    pub days: usize,
    /// The types of events that were only noted, each as often as it occurs.
    pub noted: Vec<String>,
    /// The types of events that are not known here.
    pub unmapped: Vec<String>,
    /// Events whose date cannot be read.
    pub undated: Vec<String>,
    /// The flows that took place.
    pub flows: Vec<FlowFound>,
    /// The duties of manufacturer and finder.
    pub duties: Vec<DutyFound>,
    /// What the record says, event by event.
    pub told: Vec<Happened>,
}

/// An event of a record as it entered the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Happened {
    /// When, as written.
    pub when: String,
    /// Its type in the record.
    pub event: String,
    /// Its text.
    pub text: String,
}

/// The positions under which records are replayed: those that the book itself suggests.
#[must_use]
pub fn adoption(book: &Book) -> Adoption {
    let adopted = jiff::civil::date(2021, 9, 1);
    Adoption {
        house: Default::default(),
        positions: book.suggested_positions(adopted, "the book's suggestion"),
    }
}

/// Replays one record.
///
/// # Errors
/// Where the case or the gate does not take what the record says; the record is then counted as bad.
pub fn replay(book: &Book, adoption: &Adoption, record: &Record) -> Result<Replayed, String> {
    let story = story::tell(book, record)?;
    judge::judge(book, adoption, record, story)
}

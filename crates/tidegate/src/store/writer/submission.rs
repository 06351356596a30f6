//! What a command hands to the writer, and what it gets back.

use jiff::Timestamp;
use tidegate_core::id::{CaseId, ItemId};

use crate::keys::WrappedCaseKey;
use crate::store::rows::{CaseRow, Head, RecordKind, Shelve};

/// A command, decided and sealed, ready to be written as a whole or not at all.
#[derive(Debug)]
pub struct Submission {
    /// The clear metadata of its case after it.
    pub case: CaseRow,
    /// What it was decided on.
    pub basis: Basis,
    /// The instant that its records carry.
    pub at: Timestamp,
    /// The digest of the book that it was decided under.
    pub book: String,
    /// The caller's idempotency key, if one was given.
    pub idempotency: Option<Idempotency>,
    /// Its records, one leaf each, in order; none where only the outbox grows.
    pub entries: Vec<Entry>,
    /// The sealed contents of new items.
    pub items: Vec<(ItemId, Vec<u8>)>,
    /// Sealed dispatches: random id, due, place of its decision among the entries or earlier leaf, blob.
    pub outbox: Vec<NewDispatch>,
    /// What is to be kept beside the case, or dropped, together with it.
    pub shelf: Vec<Shelve>,
}

/// What must still be true under the head lock.
#[derive(Debug)]
pub enum Basis {
    /// The case is new, and this is its key.
    New(WrappedCaseKey),
    /// The case still has this version and was not erased.
    Version(u64),
}

/// Keyed digests of the caller's key and of the command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Idempotency {
    /// Of the key.
    pub key: [u8; 32],
    /// Of the command.
    pub body: [u8; 32],
}

/// One leaf and the record that it commits to.
#[derive(Debug)]
pub struct Entry {
    /// The leaf data: a salted commitment.
    pub leaf: Vec<u8>,
    /// What it commits to, sealed.
    pub record: Record,
}

/// A sealed record.
#[derive(Debug)]
pub enum Record {
    /// An event of the case at this place.
    Event {
        /// Its place in the case.
        seq: u64,
        /// Salt and canonical bytes, sealed.
        sealed: Vec<u8>,
    },
    /// A decision or a report.
    Beside {
        /// Which of them.
        kind: RecordKind,
        /// The random id that the blob is bound to.
        record: String,
        /// Salt and canonical bytes, sealed.
        sealed: Vec<u8>,
    },
    /// The erasure of the case, sealed under the office's journal key.
    Erasure {
        /// Salt and canonical bytes, sealed.
        sealed: Vec<u8>,
    },
}

/// A dispatch on its way to the outbox.
#[derive(Debug)]
pub struct NewDispatch {
    /// A random id.
    pub dispatch: String,
    /// The leaf of the decision that let it out.
    pub decision: u64,
    /// Not before this instant.
    pub due: Timestamp,
    /// Recipient, address and content, sealed.
    pub sealed: Vec<u8>,
}

/// A command on the disk, under a signed head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Committed {
    /// The case.
    pub case: CaseId,
    /// The first event it made.
    pub seq: u64,
    /// The first leaf it made.
    pub leaf: u64,
    /// How many leaves.
    pub count: u64,
    /// How many of them are events; for a repeated command the rows tell.
    pub events: Option<u64>,
    /// When it was recorded.
    pub recorded: Timestamp,
    /// The head it was acknowledged under; absent for a repeated command, whose head is the first that
    /// covers its last leaf.
    pub head: Option<Head>,
    /// Whether it was written before, under the same idempotency key.
    pub repeated: bool,
}

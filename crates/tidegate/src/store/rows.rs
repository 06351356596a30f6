//! What goes into the store and comes out of it: sealed blobs and clear metadata.

use std::str::FromStr;

use jiff::Timestamp;
use tidegate_core::id::{CaseId, Id, ItemId, Kind};
use tidegate_log::tree::Hash;

use super::StoreError;

/// The office that owns every other row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeRow {
    /// The name of its log.
    pub origin: String,
    /// The public key of its log (C2SP vkey).
    pub log_key: String,
    /// The digest of the book in use.
    pub book: String,
    /// When it was set up.
    pub created: Timestamp,
}

/// The clear metadata of a case: all that a list shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// The case.
    pub case: CaseId,
    /// Its neutral handle.
    pub handle: String,
    /// The phase of the work.
    pub state: String,
    /// When it was opened.
    pub opened: Timestamp,
    /// When it last changed.
    pub changed: Timestamp,
    /// Who of the office works on it: an id, never a name.
    pub owner: Option<String>,
    /// The number of its events.
    pub version: u64,
}

/// Something that the service keeps beside the cases, sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShelfRow {
    /// Which sort of thing it is.
    pub room: &'static str,
    /// A keyed digest of its name.
    pub name: [u8; 32],
    /// What it is selected and sorted by, in milliseconds since 1970-01-01T00:00:00Z.
    pub due: Option<i64>,
    /// The case it is about.
    pub case: Option<CaseId>,
    /// The thing itself, sealed.
    pub sealed: Vec<u8>,
}

/// A change of the shelf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shelve {
    /// Puts a row, in place of the one of the same name.
    Put(ShelfRow),
    /// Puts a row where there is none of its name.
    PutNew(ShelfRow),
    /// Puts a row in place of one that is still sealed as it was read: nobody changed it meanwhile.
    Replace(ShelfRow, Vec<u8>),
    /// Takes a row away.
    Drop(&'static str, [u8; 32]),
    /// Takes a row away that is still sealed as it was read: nobody changed it meanwhile.
    DropAs(&'static str, [u8; 32], Vec<u8>),
    /// Takes away the rows of a room that were due before this instant, in milliseconds.
    DropBefore(&'static str, i64),
    /// Takes away a whole room.
    DropRoom(&'static str),
    /// Takes away all that is about a case, its files too.
    Forget(CaseId),
    /// Changes a file that is kept in pieces.
    File(FileChange),
}

/// A file that is kept in pieces: all that is known of it without its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRow {
    /// A random id.
    pub file: String,
    /// Of which case it is.
    pub case: CaseId,
    /// Its length as announced, in bytes.
    pub size: u64,
    /// When it goes unless it is whole by then, in milliseconds.
    pub due: Option<i64>,
}

/// How much room files may take, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quota {
    /// Those of one case.
    pub case: u64,
    /// Those of the office.
    pub office: u64,
    /// Those of one case that are not whole.
    pub pending: u64,
    /// How many of one case may be not whole at once.
    pub at_once: u64,
}

/// A change of a file that is kept in pieces.
#[derive(Clone, PartialEq, Eq)]
pub enum FileChange {
    /// Keeps room for it, if there is so much.
    Reserve(FileRow, Quota),
    /// Puts a sealed piece, in place of the one that was there.
    Piece {
        /// The file.
        file: String,
        /// Its place, from 0.
        piece: u64,
        /// The piece.
        sealed: Vec<u8>,
    },
    /// Lets it end later, or never.
    Until {
        /// The file.
        file: String,
        /// When it goes, in milliseconds.
        due: Option<i64>,
    },
    /// Marks one as gone that is not whole: nothing can be put into it any more, and it takes no room.
    Drop(String),
    /// Marks those as gone that were due before this instant, in milliseconds.
    DropBefore(i64),
    /// Marks those of a case as gone, whole or not.
    Forget(CaseId),
    /// Takes away so many pieces of files that are gone, and those files that have none left; `false` if there is nothing
    /// to take away.
    Clear(u32),
}

/// Without the bytes of a piece, which are many.
impl std::fmt::Debug for FileChange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FileChange(..)")
    }
}

/// The state of a case whose key was destroyed.
pub const ERASED: &str = "erased";

/// One sealed event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventRow {
    /// The case.
    pub case: CaseId,
    /// Its place in the case, from 0.
    pub seq: u64,
    /// The leaf that commits to it.
    pub leaf: u64,
    /// When it was recorded.
    pub recorded: Timestamp,
    /// Salt and canonical bytes, sealed.
    pub sealed: Vec<u8>,
}

/// What is committed to beside the events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordKind {
    /// A decision of the gate, reads among them.
    Decision,
    /// Somebody of the office opened the case.
    Read,
    /// The claim of a report that the finder's receipt proves.
    Report,
    /// The digests of the ciphertexts of items.
    Contents,
}

impl RecordKind {
    /// The word in the row.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Decision => "decision",
            Self::Read => "read",
            Self::Report => "report",
            Self::Contents => "contents",
        }
    }

    /// The kind of a word in a row.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] if there is no such kind.
    pub fn from_word(word: &str) -> Result<Self, StoreError> {
        let all = [Self::Decision, Self::Read, Self::Report, Self::Contents];
        all.into_iter().find(|kind| kind.word() == word).ok_or_else(|| StoreError::Damaged {
            table: "records",
            why: format!("no kind is called `{word}`"),
        })
    }
}

/// One sealed record beside the events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordRow {
    /// The case.
    pub case: CaseId,
    /// What it is.
    pub kind: RecordKind,
    /// The leaf that commits to it.
    pub leaf: u64,
    /// When it was recorded.
    pub recorded: Timestamp,
    /// The random id that the blob is bound to.
    pub record: String,
    /// Salt and canonical bytes, sealed.
    pub sealed: Vec<u8>,
}

/// The record of a destroyed key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErasureRow {
    /// The case.
    pub case: CaseId,
    /// The leaf that commits to it.
    pub leaf: u64,
    /// When it was recorded.
    pub recorded: Timestamp,
    /// Salt and canonical bytes, sealed under the office's journal key.
    pub sealed: Vec<u8>,
}

/// The sealed content of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemRow {
    /// The item.
    pub item: ItemId,
    /// When it was recorded.
    pub recorded: Timestamp,
    /// Salt and content, sealed.
    pub sealed: Vec<u8>,
}

/// What was answered to an idempotency key; both digests are keyed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommandRow {
    /// The keyed digest of the caller's key.
    pub key: [u8; 32],
    /// The keyed digest of the command.
    pub body: [u8; 32],
    /// The case that the command went to or opened.
    pub case: CaseId,
    /// The first event it made.
    pub seq: u64,
    /// The first leaf it made.
    pub leaf: u64,
    /// How many events it made, one leaf each.
    pub count: u64,
    /// When.
    pub recorded: Timestamp,
}

/// A head of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Number of leaves.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
    /// When it was written: no event under it was recorded later.
    pub recorded: Timestamp,
    /// The signed checkpoint; absent only between the commit and its signature.
    pub note: Option<String>,
}

/// Which record owns a leaf: every leaf has exactly one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// The leaf.
    pub leaf: u64,
    /// The table of the record.
    pub table: String,
    /// The case that the row names, as it stands there.
    pub case: String,
}

/// A dispatch that waits for an adapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxRow {
    /// A random id, the same for every attempt.
    pub dispatch: String,
    /// The case.
    pub case: CaseId,
    /// The leaf of the decision that let it out.
    pub leaf: u64,
    /// Not before this instant.
    pub due: Timestamp,
    /// How often it was tried.
    pub attempts: u64,
    /// Recipient, address and content, sealed.
    pub sealed: Vec<u8>,
}

/// Milliseconds since the epoch, the form of every instant in a row.
#[must_use]
pub fn to_millis(at: Timestamp) -> i64 {
    at.as_millisecond()
}

/// An instant of a row.
///
/// # Errors
/// [`StoreError::Damaged`] outside the range of instants.
pub fn from_millis(table: &'static str, millis: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_millisecond(millis)
        .map_err(|e| StoreError::Damaged { table, why: e.to_string() })
}

/// A count or place of a row.
///
/// # Errors
/// [`StoreError::Damaged`] if it is negative.
pub fn to_u64(table: &'static str, value: i64) -> Result<u64, StoreError> {
    u64::try_from(value)
        .map_err(|_| StoreError::Damaged { table, why: format!("`{value}` is below zero") })
}

/// A count or place for a row. Nothing here counts beyond 2^62 (`tidegate_log::tree::MAX_SIZE`).
#[must_use]
pub fn to_i64(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// An id of a row.
///
/// # Errors
/// [`StoreError::Damaged`] if it is none of that kind.
pub fn to_id<K: Kind>(table: &'static str, text: &str) -> Result<Id<K>, StoreError> {
    Id::from_str(text).map_err(|e| StoreError::Damaged { table, why: e.to_string() })
}

/// 32 bytes of a row.
///
/// # Errors
/// [`StoreError::Damaged`] if there are more or fewer.
pub fn to_32(table: &'static str, bytes: &[u8]) -> Result<[u8; 32], StoreError> {
    bytes.try_into().map_err(|_| StoreError::Damaged {
        table,
        why: format!("a digest has 32 bytes, found {}", bytes.len()),
    })
}

//! The store: rows that survive power loss, written by one writer that shares commits.
//!
//! An enum of engines, matched exhaustively, and not a trait: there are few engines, and each statement
//! that differs is visible. The store moves sealed blobs and clear metadata; it never holds a key that
//! opens content, never decides anything, and never acknowledges before the disk has confirmed. Each
//! handle is for one office, and every statement binds that office.
//!
//! [`rows`] are what goes in and out; [`sqlite`] is the embedded engine; [`writer`] is the group commit.

pub mod rows;
pub mod sqlite;
pub mod writer;

use std::collections::BTreeMap;
use std::path::PathBuf;

use tidegate_core::id::{CaseId, ItemId};
use tidegate_log::tree::{Hash, NodeId};

use rows::{
    CaseRow, CommandRow, ErasureRow, EventRow, Head, ItemRow, OfficeRow, OutboxRow, Owner,
    RecordKind, RecordRow, ShelfRow,
};
use sqlite::Sqlite;

/// Why the store could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The engine said no.
    #[error("the database cannot {doing}: {why}")]
    Engine {
        /// What was being done, as a verb.
        doing: &'static str,
        /// What the engine said.
        why: sqlx::Error,
    },
    /// The schema could not be brought up to date.
    #[error("the database cannot be brought up to date: {0}")]
    Migration(sqlx::migrate::MigrateError),
    /// The engine would lose acknowledged writes on power loss.
    #[error(
        "the database would not survive power loss: `{setting}` is `{found}`, it must be `{needed}`; move it to a local disk"
    )]
    Unsafe {
        /// Which setting.
        setting: &'static str,
        /// What it is.
        found: String,
        /// What it must be.
        needed: &'static str,
    },
    /// The file belongs to another program.
    #[error("`{0}` is not a tidegate database")]
    Foreign(PathBuf),
    /// Another process writes to this directory.
    #[error("another process is using `{0}`; wait for it to end or stop it")]
    Busy(PathBuf),
    /// A file beside the database could not be used.
    #[error("cannot {doing} `{path}`: {why}")]
    File {
        /// What was being done, as a verb.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        why: std::io::Error,
    },
    /// A row does not have the form that this version writes.
    #[error("a row of `{table}` is damaged: {why}; run `tidegate log fsck`")]
    Damaged {
        /// The table.
        table: &'static str,
        /// What is wrong.
        why: String,
    },
}

impl From<sqlx::migrate::MigrateError> for StoreError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        Self::Migration(error)
    }
}

impl StoreError {
    pub(crate) fn engine(doing: &'static str) -> impl FnOnce(sqlx::Error) -> Self {
        move |why| Self::Engine { doing, why }
    }

    pub(crate) fn file(
        doing: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |why| Self::File { doing, path, why }
    }
}

/// A store of one office. Cheap to clone.
#[derive(Debug, Clone)]
pub enum Store {
    /// The embedded engine.
    Sqlite(Sqlite),
}

/// Forwards a read to whichever engine it is.
macro_rules! reads {
    ($($(#[$doc:meta])* $name:ident($($arg:ident: $type:ty),*) -> $out:ty;)*) => {
        impl Store {
            $(
                $(#[$doc])*
                ///
                /// # Errors
                /// [`StoreError::Engine`] or [`StoreError::Damaged`].
                pub async fn $name(&self, $($arg: $type),*) -> Result<$out, StoreError> {
                    match self {
                        Self::Sqlite(sqlite) => sqlite.$name($($arg),*).await,
                    }
                }
            )*
        }
    };
}

reads! {
    /// The office's own row.
    office() -> Option<OfficeRow>;
    /// The clear metadata of a case.
    case(case: CaseId) -> Option<CaseRow>;
    /// The case with this neutral handle.
    case_by_handle(handle: &str) -> Option<CaseRow>;
    /// Cases in the order of their last change, newest first, at most `limit`, older than `before`.
    cases(before: Option<&CaseRow>, limit: u32) -> Vec<CaseRow>;
    /// The leaves of events from `from` on, with their cases, in order: what changed since.
    touched(from: u64, limit: u32) -> Vec<(u64, CaseId)>;
    /// The sealed events of a case, in order.
    events(case: CaseId) -> Vec<EventRow>;
    /// The sealed decisions and reports of a case, in the order of their leaves.
    records(case: CaseId) -> Vec<RecordRow>;
    /// The erasures of this office, in the order of their leaves.
    erasures() -> Vec<ErasureRow>;
    /// The sealed content of one item.
    item(case: CaseId, item: ItemId) -> Option<ItemRow>;
    /// The sealed contents of all items of a case.
    items(case: CaseId) -> Vec<ItemRow>;
    /// What was answered to an idempotency key.
    command(key: [u8; 32]) -> Option<CommandRow>;
    /// The newest head of the log.
    head() -> Option<Head>;
    /// The first record of this kind that a case has.
    record(case: CaseId, kind: RecordKind) -> Option<RecordRow>;
    /// The first head that covers the leaf: the one its acknowledgement was given under.
    head_covering(leaf: u64) -> Option<Head>;
    /// All heads, oldest first.
    heads() -> Vec<Head>;
    /// Stored nodes; those that are absent or not 32 bytes long are left out.
    nodes(ids: &[NodeId]) -> BTreeMap<NodeId, Hash>;
    /// Which records own the leaves from `from` up to and not including `to`.
    owners(from: u64, to: u64) -> Vec<Owner>;
    /// How many leaves, and how many records that own one, there are from `from` on.
    beyond(from: u64) -> u64;
    /// Everything that was answered to idempotency keys.
    commands() -> Vec<CommandRow>;
    /// The data of the leaves from `from` up to and not including `to`, with their places.
    leaves(from: u64, to: u64) -> Vec<(u64, Vec<u8>)>;
    /// Rows of the outbox that are due at `at` (milliseconds since the epoch) and not leased.
    outbox_due(at: i64, limit: u32) -> Vec<OutboxRow>;
    /// The rows of the outbox about a case, delivered or not, in the order in which they were due.
    outbox_of(case: CaseId) -> Vec<OutboxRow>;
    /// Every row of the outbox, for the check of the whole store.
    outbox() -> Vec<OutboxRow>;
    /// A sealed piece of a file.
    piece(file: &str, piece: u64) -> Option<Vec<u8>>;
    /// How many bytes files take by what was announced: those of a case, or of the office.
    files_size(case: Option<CaseId>) -> u64;
    /// The row of the shelf with this name.
    shelf_row(room: &'static str, name: [u8; 32]) -> Option<ShelfRow>;
    /// Rows of a room by `due`, after the row with this `due` and name, due before `until`; those that are due never
    /// are not among them.
    shelf_by_due(room: &'static str, after: Option<(i64, [u8; 32])>, until: i64, limit: u32) -> Vec<ShelfRow>;
    /// The same, latest first.
    shelf_by_due_backwards(room: &'static str, before: Option<(i64, [u8; 32])>, limit: u32) -> Vec<ShelfRow>;
    /// Rows of a room that are about a case.
    shelf_about(room: &'static str, case: CaseId) -> Vec<ShelfRow>;
    /// How many rows a room has.
    shelf_count(room: &'static str) -> u64;
    /// How many rows of a room are due from `from` on and before `until`.
    shelf_count_between(room: &'static str, from: i64, until: i64) -> u64;
}

//! Checking an office: the log against its leaves, nodes, heads and files; every record against its leaf.
//!
//! Three circles. The log is recomputed from its leaves and held against every signed head
//! ([`tidegate_log::fsck`]), including heads that come from outside, without which a whole store that was
//! rolled back cannot be told. Each leaf must belong to exactly one record, and each record that can still be
//! opened must give its leaf from its own bytes and salt. What stands in the clear must be what the events
//! make of it. Nothing is repaired and nothing is written; content is opened in memory only, to be digested.

mod cases;
mod log;

use tidegate_log::fsck::{Difference, Outcome};

use tidegate_core::case::Misfit;
use tidegate_core::id::ItemId;

use super::{Archive, DeskError, Flaw};
use crate::keys::KeyError;
use crate::projection::ProjectionError;

/// What a check found.
#[derive(Debug)]
pub struct FsckReport {
    /// The log's own check.
    pub log: Outcome,
    /// What the log's files show.
    pub files: Vec<Difference>,
    /// What the records show.
    pub records: Vec<Finding>,
    /// Cases that were opened and recomputed.
    pub cases: u64,
    /// Cases whose key was destroyed; of these only leaves and proofs could be checked.
    pub erased: u64,
    /// Records whose leaf was recomputed from their own bytes and salt.
    pub opened: u64,
}

impl FsckReport {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.log.findings.is_clean() && self.files.is_empty() && self.records.is_empty()
    }

    /// What differs in the log and in its files, the log's first.
    pub fn differences(&self) -> impl Iterator<Item = &Difference> {
        self.log.findings.differences.iter().chain(&self.files)
    }

    /// Every finding for journals, the log's first; [`crate::say::error`] says them to people.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let log = self.differences().map(ToString::to_string);
        log.chain(self.records.iter().map(ToString::to_string)).collect()
    }
}

/// What does not fit among the records.
#[derive(Debug)]
pub struct Finding {
    /// The case, as its row names it; none where it is the office's as a whole.
    pub case: Option<String>,
    /// What does not fit.
    pub what: Unfit,
}

/// In which way something does not fit.
#[derive(Debug)]
pub enum Unfit {
    /// The head of so many leaves is not the one that was signed.
    HeadChanged(u64),
    /// The head of so many leaves is not signed.
    HeadUnsigned(u64),
    /// The published checkpoint cannot be read.
    Published(ProjectionError),
    /// Rows lie beyond the newest head.
    Beyond {
        /// How many.
        rows: u64,
        /// The size of the newest head.
        size: u64,
    },
    /// A leaf belongs to a case that is not there.
    NoCase(u64),
    /// The record of a leaf is missing.
    NoRecord(u64),
    /// Several records claim one leaf.
    Claimed {
        /// The leaf.
        leaf: u64,
        /// How many records.
        records: u32,
    },
    /// The case was erased, but its key is still there.
    KeyLeft,
    /// The key of the case was destroyed without an erasure on record.
    KeyGone,
    /// The key of the case cannot be had.
    Key(KeyError),
    /// A record of the case does not open or read.
    Unread(DeskError),
    /// What the list shows is not what the events of the case make of it.
    Listed,
    /// The events of the case do not follow.
    Events(Misfit),
    /// The content of an item is missing.
    ContentGone(ItemId),
    /// The content of an item was changed.
    ContentChanged(ItemId),
    /// The content of an item was never recorded.
    ContentStrange(ItemId),
    /// The content of an item does not open.
    ContentShut(ItemId, Flaw),
    /// What lies in the outbox does not open.
    Dispatch(String, DeskError),
    /// The office's journal cannot be opened.
    Journal(KeyError),
    /// The erasure of the case names another.
    OtherErasure,
    /// The erasure of the case is on record, but the list shows it as open.
    StillListed,
    /// An idempotency key answers with what is not in the log.
    Command,
    /// The record of a leaf is not the one that was committed to.
    Uncommitted(u64),
}

/// Findings in the making.
#[derive(Debug, Default)]
struct Found {
    list: Vec<Finding>,
    cases: u64,
    erased: u64,
    opened: u64,
}

impl Found {
    fn office(&mut self, what: Unfit) {
        self.list.push(Finding { case: None, what });
    }

    fn case(&mut self, case: impl ToString, what: Unfit) {
        self.list.push(Finding { case: Some(case.to_string()), what });
    }
}

impl Archive {
    /// Checks everything that is stored. `known` are signed checkpoints from elsewhere, such as those in
    /// receipts; the check of the end of the log is worth as much as the newest of them.
    ///
    /// # Errors
    /// [`DeskError::Store`] if the database cannot be read at all; everything else is a finding.
    pub async fn fsck(&self, known: &[Vec<u8>]) -> Result<FsckReport, DeskError> {
        let mut found = Found::default();
        let (log, files) = self.check_log(known, &mut found).await?;
        self.check_owners(log.size, &mut found).await?;
        self.check_cases(&mut found).await?;
        self.check_erasures(&mut found).await?;
        self.check_commands(log.size, &mut found).await?;
        let Found { list, cases, erased, opened } = found;
        Ok(FsckReport { log, files, records: list, cases, erased, opened })
    }
}

//! Checking an office: the log against its leaves, nodes, heads and files; every record against its leaf.
//!
//! Three circles. The log is recomputed from its leaves and held against every signed head
//! ([`tidegate_log::fsck`]), including heads that come from outside, without which a whole store that was
//! rolled back cannot be told. Each leaf must belong to exactly one record, and each record that can still be
//! opened must give its leaf from its own bytes and salt. What stands in the clear must be what the events
//! make of it. Nothing is repaired and nothing is written; content is opened in memory only, to be digested.

mod cases;
mod log;

use std::fmt;

use tidegate_log::fsck::{Difference, Outcome};

use super::{Archive, DeskError};

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

    /// Every finding in plain words, the log's first.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let log = self.log.findings.differences.iter().map(ToString::to_string);
        let files = self.files.iter().map(ToString::to_string);
        log.chain(files).chain(self.records.iter().map(ToString::to_string)).collect()
    }
}

/// What does not fit among the records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The case, as its row names it; none where it is the office's as a whole.
    pub case: Option<String>,
    /// What does not fit, as a sentence without its full stop.
    pub what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.case {
            Some(case) => write!(f, "case {case}: {}", self.what),
            None => f.write_str(&self.what),
        }
    }
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
    fn office(&mut self, what: impl Into<String>) {
        self.list.push(Finding { case: None, what: what.into() });
    }

    fn case(&mut self, case: impl ToString, what: impl Into<String>) {
        self.list.push(Finding { case: Some(case.to_string()), what: what.into() });
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

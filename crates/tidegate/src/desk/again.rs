//! The same report handed in again, word for word.
//!
//! A report without an idempotency key that says what an earlier one says opens a case of its own: the finder cannot
//! know whether the first arrived, two finders may use one text, and a report refused as known would be lost with its
//! receipt. So it is always taken in. That it repeats an earlier one is noted beside the new case for the members of
//! the office, who may close it as a duplicate. A finder learns nothing of it: the answer to a report is the same
//! whether others reported before or not, else anybody could ask by reporting.
//!
//! What is compared is the digest of the canonical report. It is kept on the shelf, sealed, under a keyed digest of
//! itself, and goes when the first case is erased: a thief of the database cannot try out reports against it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::digest::Digest;
use tidegate_core::id::CaseId;

use super::{Desk, DeskError, Kept};
use crate::store::rows::Shelve;

/// One room for both, since rooms stand in the clear: every case has one row in it, whether it is a first or repeats.
const ROOM: &str = "report";

/// The first case that was opened for a report of these very words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct First {
    version: u32,
    digest: Digest,
    case: CaseId,
    handle: String,
    received: Timestamp,
}

impl Kept for First {
    const ROOM: &'static str = ROOM;

    fn name(&self) -> String {
        self.digest.to_string()
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.case)
    }
}

/// That the report of a case repeats an earlier one. For the members of the office, never for a finder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Again {
    /// The version of this form.
    pub version: u32,
    /// The later case.
    pub case: CaseId,
    /// The first case with this report.
    pub first: CaseId,
    /// Its handle.
    pub handle: String,
    /// When the first report was received.
    pub received: Timestamp,
}

impl Kept for Again {
    const ROOM: &'static str = ROOM;

    fn name(&self) -> String {
        self.case.to_string()
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.case)
    }
}

impl Desk {
    /// The earlier case whose report says the same word for word, for the members of the office.
    ///
    /// # Errors
    /// [`DeskError::Store`].
    pub async fn same_report(&self, case: CaseId) -> Result<Option<Again>, DeskError> {
        let found = self.kept::<Again>(&case.to_string()).await?.map(|found| found.thing);
        Ok(found.filter(|again| self.sees(again.first)))
    }

    /// What the shelf keeps of a report that is taken in: that it is the first of its words, or which was.
    pub(super) async fn seen(
        &self,
        digest: Digest,
        case: CaseId,
        handle: &str,
        received: Timestamp,
    ) -> Result<Shelve, DeskError> {
        let version = 1;
        match self.kept::<First>(&digest.to_string()).await? {
            Some(found) => {
                let First { case: first, handle, received, .. } = found.thing;
                self.to_keep(&Again { version, case, first, handle, received })
            }
            None => {
                let handle = handle.to_owned();
                // Of two that come at once one is the first; the other is looked at again.
                self.to_keep_new(&First { version, digest, case, handle, received })
            }
        }
    }
}

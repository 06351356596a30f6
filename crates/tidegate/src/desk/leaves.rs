//! Where the records of a case stand on the log, so that whoever may see the case finds the proof of each.
//!
//! Numbers and kinds only, from clear columns: nothing is opened. Who asks has opened the case, which is on the log.

use std::collections::BTreeMap;

use jiff::Timestamp;
use tidegate_core::id::CaseId;

use super::{Desk, DeskError};
use crate::store::rows::RecordKind;

/// The leaves of a case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Leaves {
    /// The leaf of each event, by its number in the case.
    pub events: BTreeMap<u64, u64>,
    /// What stands on the log beside the events, in the order of the log: what it is, its leaf, and when.
    pub beside: Vec<(RecordKind, u64, Timestamp)>,
}

impl Desk {
    /// The leaves of a case.
    ///
    /// # Errors
    /// [`DeskError::Store`].
    pub async fn leaves(&self, case: CaseId) -> Result<Leaves, DeskError> {
        let events = self.store().events(case).await?;
        let beside = self.store().records(case).await?;
        Ok(Leaves {
            events: events.iter().map(|row| (row.seq, row.leaf)).collect(),
            beside: beside.iter().map(|row| (row.kind, row.leaf, row.recorded)).collect(),
        })
    }
}

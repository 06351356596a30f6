//! Computing: what the service derives from a case for itself, and which cases changed.
//!
//! No person sees a case this way, so nothing goes on the log: what comes out is sealed again, or is clear metadata. A
//! face that shows a case goes through [`Desk::open_case`].

use jiff::Timestamp;
use tidegate_core::case::Case;
use tidegate_core::digest::Digest;
use tidegate_core::id::CaseId;
use zeroize::Zeroizing;

use super::archive::Loaded;
use super::{Desk, DeskError};
use crate::store::rows::{CaseRow, ERASED, RecordKind, Shelve};

/// A decision as it was recorded.
pub(crate) struct Decided {
    /// Its digest, by which its event names it.
    pub(crate) digest: Digest,
    /// Its leaf of the log.
    pub(crate) leaf: u64,
    /// Its canonical bytes.
    pub(crate) bytes: Zeroizing<Vec<u8>>,
}

impl Desk {
    /// What `compute` makes of a case and its clear metadata at the present instant.
    ///
    /// # Errors
    /// [`DeskError::NoSuchCase`]; [`DeskError::Erased`], from the moment at which the erasure is on record; what the
    /// disk may give.
    pub(crate) async fn compute<T>(
        &self,
        case: CaseId,
        compute: impl FnOnce(&Case, &CaseRow, Timestamp) -> T,
    ) -> Result<T, DeskError> {
        let loaded = self.load(case).await?;
        let row = self.find(&case.to_string()).await?;
        if row.state == ERASED {
            return Err(DeskError::Erased(case));
        }
        Ok(compute(&loaded.case, &row, self.now()))
    }

    /// What `compute` makes of a case and of every decision that was recorded of it, in order.
    ///
    /// # Errors
    /// As [`Desk::compute`]; [`DeskError::Damaged`] if a decision does not open.
    pub(crate) async fn compute_decided<T>(
        &self,
        case: CaseId,
        compute: impl FnOnce(&Case, &[Decided]) -> T,
    ) -> Result<T, DeskError> {
        let Loaded { case: opened, key } = self.load(case).await?;
        let sealer = self.archive().sealer(case, &key);
        let mut decided = Vec::new();
        let rows = self.store().records(case).await?.into_iter();
        for row in rows.filter(|row| row.kind == RecordKind::Decision) {
            let bytes = sealer.open_record(&row)?.0.bytes;
            decided.push(Decided { digest: Digest::of(&bytes), leaf: row.leaf, bytes });
        }
        if self.find(&case.to_string()).await?.state == ERASED {
            return Err(DeskError::Erased(case));
        }
        Ok(compute(&opened, &decided))
    }

    /// How many cases were erased.
    ///
    /// # Errors
    /// [`DeskError::Store`].
    pub async fn erased(&self) -> Result<usize, DeskError> {
        Ok(self.store().erasures().await?.len())
    }

    /// The leaves of events from `from` on, with their cases, in order.
    ///
    /// # Errors
    /// [`DeskError::Store`].
    pub(crate) async fn touched(
        &self,
        from: u64,
        limit: u32,
    ) -> Result<Vec<(u64, CaseId)>, DeskError> {
        Ok(self.store().touched(from, limit).await?)
    }

    /// Drops what was kept about a case while its erasure was being recorded.
    ///
    /// # Errors
    /// As [`Desk::shelve`].
    pub(crate) async fn forget_if_erased(&self, case: CaseId) -> Result<(), DeskError> {
        if self.find(&case.to_string()).await?.state == ERASED {
            self.shelve(vec![Shelve::Forget(case)]).await?;
        }
        Ok(())
    }
}

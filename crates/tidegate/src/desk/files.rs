//! The desk's side of files in pieces: rows, which it neither opens nor makes.

use tidegate_core::id::CaseId;

use super::{Desk, DeskError};
use crate::keys::{KeyError, Secret};

impl Desk {
    /// A sealed piece of a file.
    pub(crate) async fn sealed_piece(
        &self,
        file: &str,
        piece: u64,
    ) -> Result<Option<Vec<u8>>, DeskError> {
        Ok(self.store().piece(file, piece).await?)
    }

    /// The key of a file: of the key of its case, so that it goes with that, whatever copies of the store there are.
    ///
    /// # Errors
    /// [`DeskError::Erased`] if the key of the case was destroyed, and what keys may give.
    pub(crate) fn file_key(&self, case: CaseId, file: &str) -> Result<Secret, DeskError> {
        match self.archive().key(&case.to_string()) {
            Err(KeyError::Erased(_)) => Err(DeskError::Erased(case)),
            key => Ok(key?.file_key(file)),
        }
    }

    /// How many bytes files take by what was announced: those of a case, or of the office.
    ///
    /// # Errors
    /// [`DeskError::Store`].
    pub async fn files_size(&self, case: Option<CaseId>) -> Result<u64, DeskError> {
        Ok(self.store().files_size(case).await?)
    }
}

//! The desk's side of files in pieces: rows, which it neither opens nor makes.

use tidegate_core::id::CaseId;

use super::{Desk, DeskError};

impl Desk {
    /// A sealed piece of a file.
    pub(crate) async fn sealed_piece(
        &self,
        file: &str,
        piece: u64,
    ) -> Result<Option<Vec<u8>>, DeskError> {
        Ok(self.store().piece(file, piece).await?)
    }

    /// How many bytes files take by what was announced: those of a case, or of the office.
    ///
    /// # Errors
    /// [`DeskError::Store`].
    pub async fn files_size(&self, case: Option<CaseId>) -> Result<u64, DeskError> {
        Ok(self.store().files_size(case).await?)
    }
}

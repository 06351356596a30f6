//! Files in pieces: rows of which the store knows a length, a case and a place, and nothing else.

use tidegate_core::id::CaseId;

use super::Sqlite;
use super::write::{Pen, Wrote};
use crate::store::StoreError;
use crate::store::rows::{FileChange, FileRow, Quota, to_i64, to_u64};

const DOING: &str = "be read";

impl Sqlite {
    pub(crate) async fn piece(
        &self,
        file: &str,
        piece: u64,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        sqlx::query_scalar(
            "SELECT sealed FROM pieces WHERE office = $1 AND file = $2 AND piece = $3",
        )
        .bind(&*self.office)
        .bind(file)
        .bind(to_i64(piece))
        .fetch_optional(&self.readers)
        .await
        .map_err(StoreError::engine(DOING))
    }

    pub(crate) async fn files_size(&self, case: Option<CaseId>) -> Result<u64, StoreError> {
        let size: i64 =
            match case {
                Some(case) => sqlx::query_scalar(
                    "SELECT coalesce(sum(size), 0) FROM files WHERE office = $1 AND case_id = $2",
                )
                .bind(&*self.office)
                .bind(case.to_string())
                .fetch_one(&self.readers)
                .await,
                None => {
                    sqlx::query_scalar("SELECT coalesce(sum(size), 0) FROM files WHERE office = $1")
                        .bind(&*self.office)
                        .fetch_one(&self.readers)
                        .await
                }
            }
            .map_err(StoreError::engine(DOING))?;
        to_u64("files", size)
    }
}

impl Pen {
    /// Changes files; `false` if there is no room, or if a row was not as expected.
    pub(crate) async fn change_file(&mut self, change: FileChange) -> Wrote<bool> {
        match change {
            FileChange::Reserve(row, quota) => self.reserve(row, quota).await,
            FileChange::Piece { file, piece, sealed } => {
                let statement = self
                    .statement(
                        "INSERT INTO pieces (office, file, piece, sealed) VALUES ($1, $2, $3, $4) \
                         ON CONFLICT (office, file, piece) DO UPDATE SET sealed = $4",
                    )
                    .bind(file)
                    .bind(to_i64(piece))
                    .bind(sealed);
                Ok(self.run(statement).await? == 1)
            }
            FileChange::Until { file, due } => {
                let statement = self
                    .statement(
                        "UPDATE files SET due = $3 WHERE office = $1 AND file = $2 AND due > 0",
                    )
                    .bind(file)
                    .bind(due);
                Ok(self.run(statement).await? == 1)
            }
            FileChange::Drop(file) => {
                let statement = self
                    .statement(
                        "UPDATE files SET due = 0, size = 0 \
                         WHERE office = $1 AND file = $2 AND due > 0",
                    )
                    .bind(file);
                Ok(self.run(statement).await? == 1)
            }
            FileChange::DropBefore(due) => {
                let statement = self
                    .statement(
                        "UPDATE files SET due = 0, size = 0 \
                         WHERE office = $1 AND due > 0 AND due < $2",
                    )
                    .bind(due);
                self.run(statement).await.map(|_| true)
            }
            FileChange::Forget(case) => {
                let statement = self
                    .statement(
                        "UPDATE files SET due = 0, size = 0 WHERE office = $1 AND case_id = $2",
                    )
                    .bind(case.to_string());
                self.run(statement).await.map(|_| true)
            }
            FileChange::Clear(most) => self.clear(most).await,
        }
    }

    /// Takes some of what is gone away: a portion at a time, so that nobody waits long for the writer.
    async fn clear(&mut self, most: u32) -> Wrote<bool> {
        let statement = self
            .statement(
                "DELETE FROM pieces WHERE rowid IN (SELECT pieces.rowid FROM files JOIN pieces \
                 ON pieces.office = files.office AND pieces.file = files.file \
                 WHERE files.office = $1 AND files.due = 0 LIMIT $2)",
            )
            .bind(i64::from(most));
        let pieces = self.run(statement).await?;
        let statement = self.statement(
            "DELETE FROM files WHERE office = $1 AND due = 0 AND NOT EXISTS \
             (SELECT 1 FROM pieces WHERE pieces.office = files.office AND pieces.file = files.file)",
        );
        let files = self.run(statement).await?;
        Ok(pieces + files > 0)
    }

    /// Room for a file, if neither its case nor the office would have more than they may, whole or on its way; found under the lock, so that two
    /// who ask at once do not both get the last of it.
    async fn reserve(&mut self, row: FileRow, quota: Quota) -> Wrote<bool> {
        let statement = self
            .statement(
                "INSERT INTO files (office, file, case_id, size, due) SELECT $1, $2, $3, $4, $5 \
                 WHERE (SELECT coalesce(sum(size), 0) FROM files \
                        WHERE office = $1 AND case_id = $3) + $4 <= $6 \
                 AND (SELECT coalesce(sum(size), 0) FROM files WHERE office = $1) + $4 <= $7 \
                 AND (SELECT coalesce(sum(size), 0) FROM files \
                      WHERE office = $1 AND case_id = $3 AND due > 0) + $4 <= $8 \
                 AND (SELECT count(*) FROM files \
                      WHERE office = $1 AND case_id = $3 AND due > 0) < $9",
            )
            .bind(row.file)
            .bind(row.case.to_string())
            .bind(to_i64(row.size))
            .bind(row.due)
            .bind(to_i64(quota.case))
            .bind(to_i64(quota.office))
            .bind(to_i64(quota.pending))
            .bind(to_i64(quota.at_once));
        Ok(self.run(statement).await? == 1)
    }
}

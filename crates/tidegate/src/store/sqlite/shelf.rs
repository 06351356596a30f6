//! The shelf: rows of which the store knows a room, a keyed name and a time to sort by.

use sqlx::Row;
use sqlx::sqlite::SqliteRow;
use tidegate_core::id::CaseId;

use super::Sqlite;
use super::write::{Pen, Wrote};
use crate::store::StoreError;
use crate::store::rows::{FileChange, ShelfRow, Shelve, to_32, to_id, to_u64};

const DOING: &str = "be read";

impl Sqlite {
    pub(crate) async fn shelf_row(
        &self,
        room: &'static str,
        name: [u8; 32],
    ) -> Result<Option<ShelfRow>, StoreError> {
        let row = sqlx::query(
            "SELECT name, due, case_id, sealed FROM shelf \
             WHERE office = $1 AND room = $2 AND name = $3",
        )
        .bind(&*self.office)
        .bind(room)
        .bind(name.to_vec())
        .fetch_optional(&self.readers)
        .await
        .map_err(StoreError::engine(DOING))?;
        row.as_ref().map(|row| shelf(room, row)).transpose()
    }

    pub(crate) async fn shelf_by_due(
        &self,
        room: &'static str,
        after: Option<(i64, [u8; 32])>,
        until: i64,
        limit: u32,
    ) -> Result<Vec<ShelfRow>, StoreError> {
        let (due, name) = after.unwrap_or((i64::MIN, [0; 32]));
        let rows = sqlx::query(
            "SELECT name, due, case_id, sealed FROM shelf \
             WHERE office = $1 AND room = $2 AND due < $3 \
             AND (due > $4 OR (due = $4 AND name > $5)) ORDER BY due, name LIMIT $6",
        )
        .bind(&*self.office)
        .bind(room)
        .bind(until)
        .bind(due)
        .bind(name.to_vec())
        .bind(i64::from(limit))
        .fetch_all(&self.readers)
        .await
        .map_err(StoreError::engine(DOING))?;
        rows.iter().map(|row| shelf(room, row)).collect()
    }

    pub(crate) async fn shelf_by_due_backwards(
        &self,
        room: &'static str,
        before: Option<(i64, [u8; 32])>,
        limit: u32,
    ) -> Result<Vec<ShelfRow>, StoreError> {
        let (due, name) = before.unwrap_or((i64::MAX, [0xff; 32]));
        let rows = sqlx::query(
            "SELECT name, due, case_id, sealed FROM shelf \
             WHERE office = $1 AND room = $2 AND due IS NOT NULL \
             AND (due < $3 OR (due = $3 AND name < $4)) ORDER BY due DESC, name DESC LIMIT $5",
        )
        .bind(&*self.office)
        .bind(room)
        .bind(due)
        .bind(name.to_vec())
        .bind(i64::from(limit))
        .fetch_all(&self.readers)
        .await
        .map_err(StoreError::engine(DOING))?;
        rows.iter().map(|row| shelf(room, row)).collect()
    }

    pub(crate) async fn shelf_about(
        &self,
        room: &'static str,
        case: CaseId,
    ) -> Result<Vec<ShelfRow>, StoreError> {
        let rows = sqlx::query(
            "SELECT name, due, case_id, sealed FROM shelf \
             WHERE office = $1 AND case_id = $2 AND room = $3 ORDER BY due, name",
        )
        .bind(&*self.office)
        .bind(case.to_string())
        .bind(room)
        .fetch_all(&self.readers)
        .await
        .map_err(StoreError::engine(DOING))?;
        rows.iter().map(|row| shelf(room, row)).collect()
    }

    pub(crate) async fn shelf_count(&self, room: &'static str) -> Result<u64, StoreError> {
        let count: i64 =
            sqlx::query_scalar("SELECT count(*) FROM shelf WHERE office = $1 AND room = $2")
                .bind(&*self.office)
                .bind(room)
                .fetch_one(&self.readers)
                .await
                .map_err(StoreError::engine(DOING))?;
        to_u64("shelf", count)
    }

    pub(crate) async fn shelf_count_between(
        &self,
        room: &'static str,
        from: i64,
        until: i64,
    ) -> Result<u64, StoreError> {
        let count: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM shelf WHERE office = $1 AND room = $2 AND due >= $3 AND due < $4",
        )
        .bind(&*self.office)
        .bind(room)
        .bind(from)
        .bind(until)
        .fetch_one(&self.readers)
        .await
        .map_err(StoreError::engine(DOING))?;
        to_u64("shelf", count)
    }
}

impl Pen {
    /// Changes the shelf; `false` if a row was not as expected, and then nothing of this change is written.
    pub(crate) async fn shelve(&mut self, change: Shelve) -> Wrote<bool> {
        match change {
            Shelve::Put(row) => {
                let sql = "INSERT INTO shelf (office, room, name, due, case_id, sealed) \
                     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (office, room, name) \
                     DO UPDATE SET due = $4, case_id = $5, sealed = $6";
                self.shelf_insert(sql, row).await
            }
            Shelve::PutNew(row) => {
                let sql = "INSERT INTO shelf (office, room, name, due, case_id, sealed) \
                     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (office, room, name) DO NOTHING";
                self.shelf_insert(sql, row).await
            }
            Shelve::Replace(row, before) => {
                let statement = self
                    .statement(
                        "UPDATE shelf SET due = $4, case_id = $5, sealed = $6 \
                         WHERE office = $1 AND room = $2 AND name = $3 AND sealed = $7",
                    )
                    .bind(row.room)
                    .bind(row.name.to_vec())
                    .bind(row.due)
                    .bind(row.case.map(|case| case.to_string()))
                    .bind(row.sealed)
                    .bind(before);
                Ok(self.run(statement).await? == 1)
            }
            Shelve::Drop(room, name) => {
                let statement = self
                    .statement("DELETE FROM shelf WHERE office = $1 AND room = $2 AND name = $3")
                    .bind(room)
                    .bind(name.to_vec());
                Ok(self.run(statement).await? == 1)
            }
            Shelve::DropAs(room, name, before) => {
                let statement = self
                    .statement(
                        "DELETE FROM shelf WHERE office = $1 AND room = $2 AND name = $3 \
                         AND sealed = $4",
                    )
                    .bind(room)
                    .bind(name.to_vec())
                    .bind(before);
                Ok(self.run(statement).await? == 1)
            }
            Shelve::DropBefore(room, due) => {
                let statement = self
                    .statement("DELETE FROM shelf WHERE office = $1 AND room = $2 AND due < $3")
                    .bind(room)
                    .bind(due);
                self.run(statement).await.map(|_| true)
            }
            Shelve::DropRoom(room) => {
                let statement =
                    self.statement("DELETE FROM shelf WHERE office = $1 AND room = $2").bind(room);
                self.run(statement).await.map(|_| true)
            }
            Shelve::Forget(case) => {
                self.change_file(FileChange::Forget(case)).await?;
                self.shelf_forget(case).await
            }
            Shelve::File(change) => self.change_file(change).await,
        }
    }

    async fn shelf_insert(&mut self, sql: &'static str, row: ShelfRow) -> Wrote<bool> {
        let statement = self
            .statement(sql)
            .bind(row.room)
            .bind(row.name.to_vec())
            .bind(row.due)
            .bind(row.case.map(|case| case.to_string()))
            .bind(row.sealed);
        Ok(self.run(statement).await? == 1)
    }

    async fn shelf_forget(&mut self, case: CaseId) -> Wrote<bool> {
        let statement = self
            .statement("DELETE FROM shelf WHERE office = $1 AND case_id = $2")
            .bind(case.to_string());
        self.run(statement).await.map(|_| true)
    }
}

fn shelf(room: &'static str, row: &SqliteRow) -> Result<ShelfRow, StoreError> {
    let doing = || StoreError::engine(DOING);
    let name: Vec<u8> = row.try_get(0).map_err(doing())?;
    let case: Option<String> = row.try_get(2).map_err(doing())?;
    Ok(ShelfRow {
        room,
        name: to_32("shelf", &name)?,
        due: row.try_get(1).map_err(doing())?,
        case: case.map(|case| to_id("shelf", &case)).transpose()?,
        sealed: row.try_get(3).map_err(doing())?,
    })
}

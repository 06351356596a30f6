//! The pen: the one connection that writes, and the statements of one transaction.
//!
//! A transaction is begun with `IMMEDIATE`, so that the head of the log is read under the lock under
//! which it is replaced. Whatever fails on one command alone is a [`PenError::Command`] and rolls back
//! to its savepoint; anything else means that nobody knows what the disk holds, and ends the writer.

use std::collections::BTreeMap;
use std::sync::Arc;

use sqlx::QueryBuilder;
use sqlx::sqlite::{SqliteArguments, SqliteConnection};
use tidegate_core::id::CaseId;
use tidegate_log::tree::{Hash, Node, NodeId};

use super::read::{MOST_NODES, hashes, head, nodes_of};
use crate::store::StoreError;
use crate::store::rows::{
    CaseRow, CommandRow, ERASED, ErasureRow, EventRow, Head, ItemRow, OfficeRow, OutboxRow,
    RecordRow, to_32, to_i64, to_id, to_millis, to_u64,
};

/// The most rows of one statement.
const CHUNK: usize = 200;

/// Why a statement of the writer failed.
#[derive(Debug)]
pub(crate) enum PenError {
    /// This command breaks a constraint; others in the transaction are not affected.
    Command(String),
    /// The state of the disk is unknown.
    Fatal(StoreError),
}

impl PenError {
    fn of(source: sqlx::Error) -> Self {
        // SQLITE_CONSTRAINT, whose extended codes keep 19 in the lowest byte.
        let constraint = source
            .as_database_error()
            .and_then(|error| error.code())
            .and_then(|code| code.parse::<i32>().ok())
            .is_some_and(|code| code & 0xff == 19);
        if constraint {
            Self::Command(source.to_string())
        } else {
            Self::Fatal(StoreError::Engine { doing: "be written", why: source })
        }
    }
}

impl From<StoreError> for PenError {
    fn from(error: StoreError) -> Self {
        Self::Fatal(error)
    }
}

pub(super) type Wrote<T = ()> = Result<T, PenError>;
pub(super) type Statement = sqlx::query::Query<'static, sqlx::Sqlite, SqliteArguments>;

/// The one connection that writes.
#[derive(Debug)]
pub struct Pen {
    connection: SqliteConnection,
    office: Arc<str>,
}

impl Pen {
    pub(super) fn new(connection: SqliteConnection, office: Arc<str>) -> Self {
        Self { connection, office }
    }

    /// Closes the connection after everything it wrote.
    ///
    /// # Errors
    /// [`StoreError::Engine`].
    pub async fn close(self) -> Result<(), StoreError> {
        super::close(self.connection).await
    }

    pub(super) async fn run(&mut self, statement: Statement) -> Wrote<u64> {
        let done = statement.execute(&mut self.connection).await.map_err(PenError::of)?;
        Ok(done.rows_affected())
    }

    pub(super) fn statement(&self, sql: &'static str) -> Statement {
        sqlx::query(sql).bind(self.office.to_string())
    }

    pub(crate) async fn begin(&mut self) -> Wrote {
        self.run(sqlx::query("BEGIN IMMEDIATE")).await.map(|_| ())
    }

    pub(crate) async fn commit(&mut self) -> Wrote {
        self.run(sqlx::query("COMMIT")).await.map(|_| ())
    }

    pub(crate) async fn savepoint(&mut self) -> Wrote {
        self.run(sqlx::query("SAVEPOINT command")).await.map(|_| ())
    }

    pub(crate) async fn keep_savepoint(&mut self) -> Wrote {
        self.run(sqlx::query("RELEASE command")).await.map(|_| ())
    }

    pub(crate) async fn undo_savepoint(&mut self) -> Wrote {
        self.run(sqlx::query("ROLLBACK TO command")).await?;
        self.keep_savepoint().await
    }

    /// The newest head, read under the lock if a transaction is open.
    pub(crate) async fn head(&mut self) -> Result<Option<Head>, StoreError> {
        let row = self
            .statement(
                "SELECT size, root, recorded, note FROM log_heads \
                 WHERE office = $1 ORDER BY size DESC LIMIT 1",
            )
            .fetch_optional(&mut self.connection)
            .await
            .map_err(StoreError::engine("be read"))?;
        row.as_ref().map(head).transpose()
    }

    /// The newest signed head below `size`.
    pub(crate) async fn signed_head_below(
        &mut self,
        size: u64,
    ) -> Result<Option<Head>, StoreError> {
        let row = self
            .statement(
                "SELECT size, root, recorded, note FROM log_heads \
                 WHERE office = $1 AND size < $2 AND note IS NOT NULL ORDER BY size DESC LIMIT 1",
            )
            .bind(to_i64(size))
            .fetch_optional(&mut self.connection)
            .await
            .map_err(StoreError::engine("be read"))?;
        row.as_ref().map(head).transpose()
    }

    /// Stored nodes, by the writer's own connection.
    pub(crate) async fn nodes(
        &mut self,
        ids: impl IntoIterator<Item = NodeId>,
    ) -> Result<BTreeMap<NodeId, Hash>, StoreError> {
        let ids: Vec<NodeId> = ids.into_iter().collect();
        let mut nodes = BTreeMap::new();
        for chunk in ids.chunks(MOST_NODES) {
            let mut query = nodes_of(&self.office, chunk);
            let rows = query.build().fetch_all(&mut self.connection).await;
            nodes.append(&mut hashes(&rows.map_err(StoreError::engine("be read"))?)?);
        }
        Ok(nodes)
    }

    /// The digest of the book in use, under the lock.
    pub(crate) async fn book(&mut self) -> Result<Option<String>, StoreError> {
        sqlx::query_scalar("SELECT book FROM offices WHERE office = $1")
            .bind(&*self.office)
            .fetch_optional(&mut self.connection)
            .await
            .map_err(StoreError::engine("be read"))
    }

    /// Writes the office's row, or the book that it uses from now on.
    pub(crate) async fn office(&mut self, row: &OfficeRow) -> Wrote {
        let statement = self
            .statement(
                "INSERT INTO offices (office, origin, log_key, book, created) \
                 VALUES ($1, $2, $3, $4, $5) ON CONFLICT (office) DO UPDATE SET book = $4",
            )
            .bind(row.origin.clone())
            .bind(row.log_key.clone())
            .bind(row.book.clone())
            .bind(to_millis(row.created));
        self.run(statement).await.map(|_| ())
    }

    /// What was answered to an idempotency key, committed or in this transaction.
    pub(crate) async fn command(
        &mut self,
        key: [u8; 32],
    ) -> Result<Option<CommandRow>, StoreError> {
        type Columns = (Vec<u8>, String, i64, i64, i64, i64);
        let row: Option<Columns> = sqlx::query_as(
            "SELECT body, case_id, seq, leaf, count, recorded FROM commands \
             WHERE office = $1 AND key = $2",
        )
        .bind(&*self.office)
        .bind(key.to_vec())
        .fetch_optional(&mut self.connection)
        .await
        .map_err(StoreError::engine("be read"))?;
        let Some((body, case, seq, leaf, count, recorded)) = row else { return Ok(None) };
        Ok(Some(CommandRow {
            key,
            body: to_32("commands", &body)?,
            case: to_id("commands", &case)?,
            seq: to_u64("commands", seq)?,
            leaf: to_u64("commands", leaf)?,
            count: to_u64("commands", count)?,
            recorded: crate::store::rows::from_millis("commands", recorded)?,
        }))
    }

    pub(crate) async fn new_case(&mut self, row: &CaseRow) -> Wrote {
        let statement = self
            .statement(
                "INSERT INTO cases (office, case_id, handle, state, opened, changed, owner, version) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            )
            .bind(row.case.to_string())
            .bind(row.handle.clone())
            .bind(row.state.clone())
            .bind(to_millis(row.opened))
            .bind(to_millis(row.changed))
            .bind(row.owner.clone())
            .bind(to_i64(row.version));
        self.run(statement).await.map(|_| ())
    }

    /// Replaces a case's clear metadata if it still has the version that the decision was taken on
    /// and was not erased. `false` if not.
    pub(crate) async fn advance_case(&mut self, row: &CaseRow, from: u64) -> Wrote<bool> {
        let statement = self
            .statement(
                "UPDATE cases SET state = $3, changed = $4, owner = $5, version = $6 \
                 WHERE office = $1 AND case_id = $2 AND version = $7 AND state <> $8",
            )
            .bind(row.case.to_string())
            .bind(row.state.clone())
            .bind(to_millis(row.changed))
            .bind(row.owner.clone())
            .bind(to_i64(row.version))
            .bind(to_i64(from))
            .bind(ERASED);
        Ok(self.run(statement).await? == 1)
    }

    /// Events, as few statements as may be: each statement costs a way to the database's thread and back.
    pub(crate) async fn events(&mut self, rows: &[EventRow]) -> Wrote {
        for chunk in rows.chunks(CHUNK) {
            let mut query = QueryBuilder::<sqlx::Sqlite>::new(
                "INSERT INTO events (office, case_id, seq, leaf, recorded, sealed) ",
            );
            query.push_values(chunk, |mut values, row| {
                values
                    .push_bind(&*self.office)
                    .push_bind(row.case.to_string())
                    .push_bind(to_i64(row.seq))
                    .push_bind(to_i64(row.leaf))
                    .push_bind(to_millis(row.recorded))
                    .push_bind(row.sealed.as_slice());
            });
            query.build().execute(&mut self.connection).await.map_err(PenError::of)?;
        }
        Ok(())
    }

    pub(crate) async fn records(&mut self, rows: &[RecordRow]) -> Wrote {
        for chunk in rows.chunks(CHUNK) {
            let mut query = QueryBuilder::<sqlx::Sqlite>::new(
                "INSERT INTO records (office, leaf, case_id, kind, recorded, record, sealed) ",
            );
            query.push_values(chunk, |mut values, row| {
                values
                    .push_bind(&*self.office)
                    .push_bind(to_i64(row.leaf))
                    .push_bind(row.case.to_string())
                    .push_bind(row.kind.word())
                    .push_bind(to_millis(row.recorded))
                    .push_bind(row.record.as_str())
                    .push_bind(row.sealed.as_slice());
            });
            query.build().execute(&mut self.connection).await.map_err(PenError::of)?;
        }
        Ok(())
    }

    pub(crate) async fn items(&mut self, case: CaseId, rows: &[ItemRow]) -> Wrote {
        for chunk in rows.chunks(CHUNK) {
            let mut query = QueryBuilder::<sqlx::Sqlite>::new(
                "INSERT INTO items (office, case_id, item, recorded, sealed) ",
            );
            query.push_values(chunk, |mut values, row| {
                values
                    .push_bind(&*self.office)
                    .push_bind(case.to_string())
                    .push_bind(row.item.to_string())
                    .push_bind(to_millis(row.recorded))
                    .push_bind(row.sealed.as_slice());
            });
            query.build().execute(&mut self.connection).await.map_err(PenError::of)?;
        }
        Ok(())
    }

    pub(crate) async fn erasure(&mut self, row: ErasureRow) -> Wrote {
        let statement = self
            .statement(
                "INSERT INTO erasures (office, leaf, case_id, recorded, sealed) \
                 VALUES ($1, $2, $3, $4, $5)",
            )
            .bind(to_i64(row.leaf))
            .bind(row.case.to_string())
            .bind(to_millis(row.recorded))
            .bind(row.sealed);
        self.run(statement).await.map(|_| ())
    }

    pub(crate) async fn remember_command(&mut self, row: &CommandRow) -> Wrote {
        let statement = self
            .statement(
                "INSERT INTO commands (office, key, body, case_id, seq, leaf, count, recorded) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            )
            .bind(row.key.to_vec())
            .bind(row.body.to_vec())
            .bind(row.case.to_string())
            .bind(to_i64(row.seq))
            .bind(to_i64(row.leaf))
            .bind(to_i64(row.count))
            .bind(to_millis(row.recorded));
        self.run(statement).await.map(|_| ())
    }

    pub(crate) async fn dispatch(&mut self, row: OutboxRow) -> Wrote {
        let statement = self
            .statement(
                "INSERT INTO outbox (office, dispatch, case_id, leaf, due, attempts, sealed) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
            )
            .bind(row.dispatch)
            .bind(row.case.to_string())
            .bind(to_i64(row.leaf))
            .bind(to_millis(row.due))
            .bind(to_i64(row.attempts))
            .bind(row.sealed);
        self.run(statement).await.map(|_| ())
    }

    /// Takes a dispatch until `until` (milliseconds); `false` if another worker has it or it is done.
    pub(crate) async fn lease(&mut self, dispatch: &str, at: i64, until: i64) -> Wrote<bool> {
        let statement = self
            .statement(
                "UPDATE outbox SET leased = $4, attempts = attempts + 1 \
                 WHERE office = $1 AND dispatch = $2 AND done IS NULL \
                 AND (leased IS NULL OR leased <= $3)",
            )
            .bind(dispatch.to_owned())
            .bind(at)
            .bind(until);
        Ok(self.run(statement).await? == 1)
    }

    /// Marks a dispatch as delivered at `at` (milliseconds).
    pub(crate) async fn delivered(&mut self, dispatch: &str, at: i64) -> Wrote<bool> {
        let statement = self
            .statement(
                "UPDATE outbox SET done = $3 \
                 WHERE office = $1 AND dispatch = $2 AND done IS NULL",
            )
            .bind(dispatch.to_owned())
            .bind(at);
        Ok(self.run(statement).await? == 1)
    }

    /// Writes leaves from `first` on, then the nodes that they completed.
    pub(crate) async fn log(&mut self, first: u64, leaves: &[Vec<u8>], nodes: &[Node]) -> Wrote {
        for (chunk, start) in leaves.chunks(CHUNK).zip((first..).step_by(CHUNK)) {
            let mut query =
                QueryBuilder::<sqlx::Sqlite>::new("INSERT INTO log_leaves (office, leaf, data) ");
            query.push_values(chunk.iter().zip(start..), |mut row, (data, place)| {
                row.push_bind(&*self.office).push_bind(to_i64(place)).push_bind(data.as_slice());
            });
            let built = query.build().persistent(false);
            built.execute(&mut self.connection).await.map_err(PenError::of)?;
        }
        for chunk in nodes.chunks(CHUNK) {
            let mut query = QueryBuilder::<sqlx::Sqlite>::new(
                "INSERT INTO log_nodes (office, level, node, hash) ",
            );
            query.push_values(chunk, |mut row, node| {
                row.push_bind(&*self.office)
                    .push_bind(i64::from(node.id.level))
                    .push_bind(to_i64(node.id.index))
                    .push_bind(node.hash.as_bytes().as_slice());
            });
            let built = query.build().persistent(false);
            built.execute(&mut self.connection).await.map_err(PenError::of)?;
        }
        Ok(())
    }

    pub(crate) async fn new_head(&mut self, row: &Head) -> Wrote {
        let statement = self
            .statement(
                "INSERT INTO log_heads (office, size, root, recorded, note) \
                 VALUES ($1, $2, $3, $4, $5)",
            )
            .bind(to_i64(row.size))
            .bind(row.root.as_bytes().to_vec())
            .bind(to_millis(row.recorded))
            .bind(row.note.clone());
        self.run(statement).await.map(|_| ())
    }

    /// Stores the signed checkpoint of a head that is already committed. It needs no flush of its own: what a loss of
    /// power takes away is signed at the next start with the same bytes, and the next commit flushes it with its own.
    pub(crate) async fn sign_head(&mut self, size: u64, note: &str) -> Wrote {
        self.run(sqlx::query("PRAGMA synchronous = NORMAL")).await?;
        let statement = self
            .statement("UPDATE log_heads SET note = $3 WHERE office = $1 AND size = $2")
            .bind(to_i64(size))
            .bind(note.to_owned());
        if self.run(statement).await? != 1 {
            let why = sqlx::Error::RowNotFound;
            return Err(PenError::Fatal(StoreError::Engine { doing: "be signed", why }));
        }
        // An error here ends the writer, as any error of the pen outside a savepoint does.
        self.run(sqlx::query("PRAGMA synchronous = FULL")).await.map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use tidegate_core::id::OfficeId;
    use tidegate_log::Hash;

    use super::PenError;
    use crate::store::rows::Head;
    use crate::store::sqlite::{Sqlite, refuse_unsafe};

    #[tokio::test]
    async fn after_each_head_that_is_signed_every_commit_is_flushed_again() {
        let dir = tempfile::tempdir().unwrap();
        let (_sqlite, mut pen) =
            Sqlite::open(dir.path(), OfficeId::from_bytes([1; 16])).await.unwrap();
        let none = pen.sign_head(1, "a note").await;
        assert!(matches!(none, Err(PenError::Fatal(_))), "there is no such head");
        for size in 1..=3 {
            let (root, recorded) = (Hash::new([7; 32]), Timestamp::UNIX_EPOCH);
            pen.new_head(&Head { size, root, recorded, note: None }).await.unwrap();
            pen.sign_head(size, "a note").await.unwrap();
            refuse_unsafe(&mut pen.connection).await.unwrap();
            let head = pen.head().await.unwrap().unwrap();
            assert_eq!((head.size, head.note.as_deref()), (size, Some("a note")));
        }
    }
}

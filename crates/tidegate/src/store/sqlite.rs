//! The embedded engine: one SQLite file, write-ahead log, every commit flushed to the disk.
//!
//! One connection writes ([`Pen`]); reads go to a pool of connections that cannot write. A lock file
//! keeps a second process out, because the log has one head and one writer. A file whose settings would
//! lose acknowledged writes on power loss is refused.

mod files;
#[cfg(test)]
mod plans;
mod read;
mod shelf;
mod write;

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{ConnectOptions, Connection};
use tidegate_core::id::OfficeId;

use super::StoreError;
pub use write::Pen;
pub(crate) use write::PenError;

/// The name of the database in its directory.
pub const FILE: &str = "tidegate.db";

/// `TGDB`: marks the file as ours (SQLite's `application_id`).
const APPLICATION: i32 = 0x5447_4442;

/// How long a command waits for another process to let go of the directory.
const PATIENCE: Duration = Duration::from_secs(10);

/// Reads of one office's rows. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Sqlite {
    office: Arc<str>,
    readers: SqlitePool,
    /// Held open for its lock.
    _lock: Arc<File>,
}

impl Sqlite {
    /// Opens the database in `directory`, making it if there is none, and brings its schema up to date.
    ///
    /// # Errors
    /// [`StoreError::Busy`] if another process has it, [`StoreError::Foreign`] if the file is not ours,
    /// [`StoreError::Unsafe`] if it would not survive power loss, [`StoreError::Engine`] and
    /// [`StoreError::Migration`] otherwise.
    pub async fn open(directory: &Path, office: OfficeId) -> Result<(Self, Pen), StoreError> {
        let lock = lock(directory).await?;
        let path = directory.join(FILE);
        let options = SqliteConnectOptions::new()
            .filename(&path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(PATIENCE);
        let mut connection = options.connect().await.map_err(StoreError::engine("be opened"))?;
        mark_as_ours(&mut connection, &path).await?;
        refuse_unsafe(&mut connection).await?;
        sqlx::migrate!("./migrations").run(&mut connection).await?;
        File::open(directory)
            .and_then(|dir| dir.sync_all())
            .map_err(StoreError::file("sync", directory))?;
        let readers = SqlitePoolOptions::new()
            .max_connections(4)
            .connect_with(
                SqliteConnectOptions::new()
                    .filename(&path)
                    .read_only(true)
                    .pragma("query_only", "1")
                    .busy_timeout(PATIENCE),
            )
            .await
            .map_err(StoreError::engine("be opened for reading"))?;
        let office: Arc<str> = office.to_string().into();
        let pen = Pen::new(connection, Arc::clone(&office));
        Ok((Self { office, readers, _lock: lock }, pen))
    }

    /// Closes the readers; the writer closes by itself.
    pub async fn close(&self) {
        self.readers.close().await;
    }
}

/// Takes the directory for this process alone, waiting a little for a command that is about to end.
async fn lock(directory: &Path) -> Result<Arc<File>, StoreError> {
    let path = directory.join("lock");
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(StoreError::file("open", &path))?;
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Arc::new(file)),
            Err(TryLockError::WouldBlock) if start.elapsed() < PATIENCE => {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            Err(TryLockError::WouldBlock) => return Err(StoreError::Busy(directory.to_owned())),
            Err(TryLockError::Error(source)) => {
                return Err(StoreError::File { doing: "lock", path, why: source });
            }
        }
    }
}

async fn mark_as_ours(connection: &mut SqliteConnection, path: &Path) -> Result<(), StoreError> {
    let doing = StoreError::engine("be identified");
    let found: i32 = sqlx::query_scalar("PRAGMA application_id")
        .fetch_one(&mut *connection)
        .await
        .map_err(doing)?;
    let tables: i64 = sqlx::query_scalar("SELECT count(*) FROM sqlite_schema")
        .fetch_one(&mut *connection)
        .await
        .map_err(StoreError::engine("be identified"))?;
    match (found, tables) {
        (APPLICATION, _) => Ok(()),
        (0, 0) => {
            let mark = format!("PRAGMA application_id = {APPLICATION}");
            sqlx::raw_sql(sqlx::AssertSqlSafe(mark))
                .execute(connection)
                .await
                .map(|_| ())
                .map_err(StoreError::engine("be marked"))
        }
        _ => Err(StoreError::Foreign(PathBuf::from(path))),
    }
}

/// Reads back what makes a commit survive power loss; asking for it is not enough, since a file
/// system without shared memory silently keeps the old journal.
pub(crate) async fn refuse_unsafe(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let doing = "read its settings";
    let journal: String = sqlx::query_scalar("PRAGMA journal_mode")
        .fetch_one(&mut *connection)
        .await
        .map_err(StoreError::engine(doing))?;
    let synchronous: i64 = sqlx::query_scalar("PRAGMA synchronous")
        .fetch_one(&mut *connection)
        .await
        .map_err(StoreError::engine(doing))?;
    let foreign: i64 = sqlx::query_scalar("PRAGMA foreign_keys")
        .fetch_one(&mut *connection)
        .await
        .map_err(StoreError::engine(doing))?;
    if journal != "wal" {
        return Err(StoreError::Unsafe { setting: "journal_mode", found: journal, needed: "wal" });
    }
    // 2 is FULL, 3 is EXTRA; below that a commit returns before the disk has it.
    if synchronous < 2 {
        let found = synchronous.to_string();
        return Err(StoreError::Unsafe { setting: "synchronous", found, needed: "2 (full)" });
    }
    if foreign != 1 {
        let found = foreign.to_string();
        return Err(StoreError::Unsafe { setting: "foreign_keys", found, needed: "1" });
    }
    Ok(())
}

/// Closes a connection, waiting for its last checkpoint.
pub(crate) async fn close(connection: SqliteConnection) -> Result<(), StoreError> {
    connection.close().await.map_err(StoreError::engine("be closed"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn office() -> OfficeId {
        OfficeId::from_bytes([1; 16])
    }

    #[tokio::test]
    async fn settings_that_lose_writes_are_refused() {
        let dir = tempfile::tempdir().unwrap();
        let options = SqliteConnectOptions::new()
            .filename(dir.path().join("a.db"))
            .create_if_missing(true)
            .foreign_keys(true);
        let delete = options.clone().journal_mode(SqliteJournalMode::Delete);
        let mut connection = delete.connect().await.unwrap();
        let refused = refuse_unsafe(&mut connection).await;
        assert!(matches!(refused, Err(StoreError::Unsafe { setting: "journal_mode", .. })));
        drop(connection);
        let normal =
            options.journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Normal);
        let mut connection = normal.connect().await.unwrap();
        let refused = refuse_unsafe(&mut connection).await;
        assert!(matches!(refused, Err(StoreError::Unsafe { setting: "synchronous", .. })));
        sqlx::raw_sql("PRAGMA synchronous = FULL").execute(&mut connection).await.unwrap();
        refuse_unsafe(&mut connection).await.unwrap();
    }

    #[tokio::test]
    async fn another_programs_database_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let options =
            SqliteConnectOptions::new().filename(dir.path().join(FILE)).create_if_missing(true);
        let mut other = options.connect().await.unwrap();
        sqlx::raw_sql("CREATE TABLE theirs (x)").execute(&mut other).await.unwrap();
        close(other).await.unwrap();
        let refused = Sqlite::open(dir.path(), office()).await;
        assert!(matches!(refused, Err(StoreError::Foreign(_))));
    }

    #[tokio::test]
    async fn a_reader_cannot_write() {
        let dir = tempfile::tempdir().unwrap();
        let (sqlite, _pen) = Sqlite::open(dir.path(), office()).await.unwrap();
        let wrote = sqlx::query("DELETE FROM events").execute(&sqlite.readers).await;
        assert!(wrote.is_err());
    }
}

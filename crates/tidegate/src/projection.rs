//! The log as static files beside the database: tiles and the signed checkpoint (C2SP tlog-tiles).
//!
//! A projection of the rows: it can be deleted and built again at any time, and nothing reads it to
//! decide. After [`Projection::sync`] it covers at least every head that was acknowledged before. Files
//! are written whole, flushed and renamed into place, the checkpoint last. A checkpoint on disk that is
//! ahead of the rows is never overwritten, because it is the trace of a database that was rolled back.
//! What anybody may learn from the files is in [`Published`].

mod published;

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use tidegate_log::checkpoint::{Checkpoint, TrustedLog};
use tidegate_log::tiles::{self, Tile, TileKind, hash_tile, write_bundle};
use tidegate_log::tree::prove;

use crate::store::rows::Head;
use crate::store::{Store, StoreError};

pub use published::{Extension, Published, Unproven};

/// Why the files could not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum ProjectionError {
    /// The rows could not be read, or a file not written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The files were published from a longer log than the rows hold.
    #[error(
        "the checkpoint in `{path}` covers {published} leaves, but the database has {stored}: the database was rolled back or cut; run `tidegate log fsck`"
    )]
    Ahead {
        /// The checkpoint's file.
        path: PathBuf,
        /// Leaves it covers.
        published: u64,
        /// Leaves in the rows.
        stored: u64,
    },
    /// The files were published from another history than the rows hold.
    #[error(
        "the checkpoint in `{0}` is of another history than the database; run `tidegate log fsck`"
    )]
    Forked(PathBuf),
    /// The rows of the log do not hold together.
    #[error("the log cannot be written to files: {0}; run `tidegate log fsck`")]
    Log(String),
}

/// The directory of one log's files.
#[derive(Debug, Clone)]
pub struct Projection {
    directory: PathBuf,
    log: TrustedLog,
}

impl Projection {
    /// The files of `log` in `directory`.
    #[must_use]
    pub fn new(directory: PathBuf, log: TrustedLog) -> Self {
        Self { directory, log }
    }

    /// Where the files are.
    #[must_use]
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// Writes what the files lack and returns the number of leaves that they cover.
    ///
    /// # Errors
    /// [`ProjectionError::Ahead`] or [`ProjectionError::Forked`] if the files tell of a history that the
    /// rows do not have; the files then stay as they are.
    pub async fn sync(&self, store: &Store) -> Result<u64, ProjectionError> {
        let Some(head) = signed_head(store).await? else { return Ok(0) };
        let published = self.published()?;
        let old = match &published {
            Some(checkpoint) => self.reach(store, checkpoint, &head).await?,
            None => 0,
        };
        if published.is_none() || old < head.size {
            self.write(&self.directory, store, old, &head).await?;
        }
        Ok(head.size)
    }

    /// Builds the files anew from the rows, beside the old ones, and then takes their place.
    ///
    /// # Errors
    /// As [`Projection::sync`], except that a damaged checkpoint on disk is no obstacle.
    pub async fn rebuild(&self, store: &Store) -> Result<u64, ProjectionError> {
        let Some(head) = signed_head(store).await? else { return Ok(0) };
        if let Ok(Some(checkpoint)) = self.published() {
            self.reach(store, &checkpoint, &head).await?;
        }
        let (new, old) =
            (self.directory.with_extension("new"), self.directory.with_extension("old"));
        remove(&new)?;
        remove(&old)?;
        self.write(&new, store, 0, &head).await?;
        if self.directory.exists() {
            fs::rename(&self.directory, &old).map_err(StoreError::file("move", &self.directory))?;
        }
        fs::rename(&new, &self.directory).map_err(StoreError::file("replace", &self.directory))?;
        sync_directory(self.directory.parent())?;
        remove(&old)?;
        Ok(head.size)
    }

    /// The checkpoint on disk, if there is one.
    ///
    /// # Errors
    /// [`ProjectionError::Log`] if it is not a checkpoint of this log.
    pub fn published(&self) -> Result<Option<Checkpoint>, ProjectionError> {
        let path = self.directory.join("checkpoint");
        let note = match fs::read(&path) {
            Ok(note) => note,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(StoreError::file("read", path)(error).into()),
        };
        Checkpoint::verify(&note, &self.log).map(Some).map_err(broken)
    }

    /// The bytes of one tile file, if it is there.
    #[must_use]
    pub fn tile(&self, tile: &Tile) -> Option<Vec<u8>> {
        fs::read(self.directory.join(tile.to_string())).ok()
    }

    /// The log as it was published last; none before the first head was.
    ///
    /// # Errors
    /// As [`Projection::published`].
    pub fn seen(&self) -> Result<Option<Published<'_>>, ProjectionError> {
        Ok(self.published()?.map(|checkpoint| Published::new(self, checkpoint)))
    }

    /// Makes sure that the rows continue the published history, and returns how far that reaches.
    async fn reach(
        &self,
        store: &Store,
        published: &Checkpoint,
        head: &Head,
    ) -> Result<u64, ProjectionError> {
        let old = published.size();
        let path = self.directory.join("checkpoint");
        if old > head.size {
            return Err(ProjectionError::Ahead { path, published: old, stored: head.size });
        }
        let note = head.note.as_deref().unwrap_or_default();
        let stored = Checkpoint::verify(note.as_bytes(), &self.log).map_err(broken)?;
        let needed = prove::consistency_nodes(old, head.size).map_err(broken)?;
        let nodes = store.nodes(&needed).await?;
        let proof = prove::consistency(&nodes, old, head.size).map_err(broken)?;
        stored.extends(published, &proof).map_err(|_| ProjectionError::Forked(path))?;
        Ok(old)
    }

    async fn write(
        &self,
        directory: &Path,
        store: &Store,
        old: u64,
        head: &Head,
    ) -> Result<(), ProjectionError> {
        fs::create_dir_all(directory).map_err(StoreError::file("create", directory))?;
        for tile in tiles::changed(old, head.size) {
            let bytes = self.bytes(store, tile).await?;
            replace(&directory.join(tile.to_string()), &bytes)?;
        }
        let note = head.note.as_deref().unwrap_or_default();
        replace(&directory.join("checkpoint"), note.as_bytes())?;
        Ok(())
    }

    async fn bytes(&self, store: &Store, tile: Tile) -> Result<Vec<u8>, ProjectionError> {
        let ids: Vec<_> = tile.nodes().collect();
        match tile.kind() {
            TileKind::Hashes(_) => {
                let nodes = store.nodes(&ids).await?;
                hash_tile(tile, &nodes).map_err(broken)
            }
            TileKind::Entries => {
                let first = ids.first().map_or(0, |id| id.index);
                let leaves = store.leaves(first, first + ids.len() as u64).await?;
                let whole =
                    leaves.iter().map(|(place, _)| *place).eq(ids.iter().map(|id| id.index));
                if !whole {
                    return Err(ProjectionError::Log(format!("leaves of `{tile}` are missing")));
                }
                let data: Vec<_> = leaves.into_iter().map(|(_, data)| data).collect();
                write_bundle(&data).map_err(broken)
            }
        }
    }
}

async fn signed_head(store: &Store) -> Result<Option<Head>, StoreError> {
    Ok(store.head().await?.filter(|head| head.note.is_some()))
}

/// Writes a file whole, or leaves what was there.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let parent = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(StoreError::file("create", parent))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let new = parent.join(format!(".{name}.new"));
    File::create(&new)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .map_err(StoreError::file("write", &new))?;
    fs::rename(&new, path).map_err(StoreError::file("replace", path))?;
    sync_directory(Some(parent))
}

fn sync_directory(directory: Option<&Path>) -> Result<(), StoreError> {
    let Some(directory) = directory else { return Ok(()) };
    File::open(directory)
        .and_then(|file| file.sync_all())
        .map_err(StoreError::file("sync", directory))
}

fn remove(directory: &Path) -> Result<(), StoreError> {
    match fs::remove_dir_all(directory) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(StoreError::file("remove", directory)(error))
        }
        _ => Ok(()),
    }
}

fn broken(error: impl std::fmt::Display) -> ProjectionError {
    ProjectionError::Log(error.to_string())
}

//! The log as anybody sees it: the published checkpoint, and proofs made from the files beside it and nothing else.
//!
//! What is shown here could be computed by whoever fetched the files. It knows no case and no key, and no file but those
//! that the path of a tile can name. Every proof is checked by the log's own verifier before it is handed out.

use std::fmt;
use std::fs;

use tidegate_log::checkpoint::Checkpoint;
use tidegate_log::tiles::{Tile, TileKind, TileReader, read_bundle};
use tidegate_log::tree::{Frontier, Node, NodeId, NodeReader, peaks, prove, verify};
use tidegate_log::{Hash, LeafHash, Proof};

use super::Projection;

/// The log as it was published last.
#[derive(Debug)]
pub struct Published<'p> {
    projection: &'p Projection,
    checkpoint: Checkpoint,
}

/// Why something cannot be proved from the files.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unproven {
    /// There is no such entry, or the log was never that long.
    #[error("the log has {0} entries; ask for a place or size within them")]
    Beyond(u64),
    /// The files do not hold what the checkpoint says they do.
    #[error("the files of the log do not fit its checkpoint: {0}; run `tidegate log fsck`")]
    Damaged(String),
}

/// That a log only grew: the hashes that lead from its root at an earlier size to a signed checkpoint. Written as the
/// body of `add-checkpoint` (C2SP tlog-witness), so that a witness reads it as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extension {
    /// The earlier size.
    pub old: u64,
    /// The root at that size.
    pub root: Hash,
    /// The proof (RFC 6962, section 2.1.2).
    pub hashes: Vec<Hash>,
    /// The checkpoint that it leads to.
    pub to: Checkpoint,
}

impl fmt::Display for Extension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "old {}", self.old)?;
        self.hashes.iter().try_for_each(|hash| writeln!(f, "{hash}"))?;
        write!(f, "\n{}", self.to.note())
    }
}

impl<'p> Published<'p> {
    pub(super) fn new(projection: &'p Projection, checkpoint: Checkpoint) -> Self {
        Self { projection, checkpoint }
    }

    /// The checkpoint.
    #[must_use]
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// The bytes of one tile, also of one as it was at an earlier size: a receipt may hold a checkpoint of a size at
    /// which no files were written, and a log must serve the tiles of every checkpoint that it signed.
    #[must_use]
    pub fn tile(&self, tile: &Tile) -> Option<Vec<u8>> {
        let read = |tile: &Tile| fs::read(self.projection.directory.join(tile.to_string())).ok();
        let now = tile.grown(self.checkpoint.size()).filter(|now| tile.width() <= now.width())?;
        read(tile).or_else(|| tile.cut_from(&now, &read(&now)?))
    }

    /// The full subtrees that the log consists of, from the left.
    ///
    /// # Errors
    /// [`Unproven::Damaged`].
    pub fn peaks(&self) -> Result<Vec<Node>, Unproven> {
        let nodes = self.nodes();
        let node = |id: NodeId| match nodes.node(id) {
            Some(hash) => Ok(Node { id, hash }),
            None => Err(lacks(id)),
        };
        peaks(self.checkpoint.size()).map(node).collect()
    }

    /// The salted commitment at `index`.
    ///
    /// # Errors
    /// [`Unproven`].
    pub fn entry(&self, index: u64) -> Result<Vec<u8>, Unproven> {
        let size = self.within(index.saturating_add(1))?;
        let tile = Tile::new(TileKind::Entries, index >> 8, 1).and_then(|tile| tile.grown(size));
        let tile = tile.ok_or(Unproven::Beyond(size))?;
        let bytes = self.tile(&tile).ok_or_else(|| lacks(tile))?;
        let entries = read_bundle(&bytes, tile.width()).map_err(damaged)?;
        let within = usize::try_from(index & 0xff).map_err(damaged)?;
        entries.get(within).map(|entry| entry.to_vec()).ok_or_else(|| lacks(tile))
    }

    /// The proof that the entry at `index` stands under a checkpoint of this log, no longer than the published one.
    ///
    /// # Errors
    /// [`Unproven`].
    pub fn inclusion(&self, index: u64, under: &Checkpoint) -> Result<Proof, Unproven> {
        self.within(under.size())?;
        if index >= under.size() {
            return Err(Unproven::Beyond(under.size()));
        }
        let leaf = LeafHash::of(&self.entry(index)?);
        let hashes = prove::inclusion(&self.nodes(), index, under.size()).map_err(damaged)?;
        under.include(leaf, index, &hashes).map_err(damaged)?;
        Ok(Proof::new(index, hashes, under.note().clone()))
    }

    /// The proof that the log of `old` entries is the beginning of the one under a checkpoint of this log.
    ///
    /// # Errors
    /// [`Unproven`].
    pub fn extension(&self, old: u64, to: &Checkpoint) -> Result<Extension, Unproven> {
        self.within(to.size())?;
        if old == 0 || old > to.size() {
            return Err(Unproven::Beyond(to.size()));
        }
        let nodes = self.nodes();
        let root = Frontier::from_nodes(old, &nodes).map_err(damaged)?.root();
        let hashes = prove::consistency(&nodes, old, to.size()).map_err(damaged)?;
        let signed = to.root().as_hash();
        verify::consistency(old, to.size(), &hashes, &root, signed).map_err(damaged)?;
        Ok(Extension { old, root, hashes, to: to.clone() })
    }

    fn nodes(&self) -> impl NodeReader {
        TileReader::new(self.checkpoint.size(), |tile: &Tile| self.tile(tile))
    }

    /// The published size, which is at least `size`.
    fn within(&self, size: u64) -> Result<u64, Unproven> {
        let most = self.checkpoint.size();
        if size <= most { Ok(most) } else { Err(Unproven::Beyond(most)) }
    }
}

fn damaged(error: impl fmt::Display) -> Unproven {
    Unproven::Damaged(error.to_string())
}

fn lacks(what: impl fmt::Display) -> Unproven {
    Unproven::Damaged(format!("`{what}` is missing"))
}

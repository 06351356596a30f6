//! Writing: tile files from stored leaves and nodes.

use super::{BundleError, Tile, TileKind, changed, write_bundle};
use crate::tree::{NodeId, NodeReader};

/// One file to write, relative to the log's directory. Its bytes never change again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct File {
    /// Which tile it is; its `Display` is the path.
    pub tile: Tile,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// The files that change or appear while a log grows from `old` to `new` leaves. `leaf` reads the
/// data of a stored leaf. Write them in this order, and the checkpoint after all of them.
///
/// With `old == 0` it is the whole projection.
pub fn project<'a>(
    old: u64,
    new: u64,
    nodes: &'a impl NodeReader,
    leaf: impl Fn(u64) -> Option<Vec<u8>> + 'a,
) -> impl Iterator<Item = Result<File, ProjectError>> + 'a {
    changed(old, new).map(move |tile| {
        let bytes = match tile.kind() {
            TileKind::Hashes(_) => hash_tile(tile, nodes)?,
            TileKind::Entries => {
                let entries = tile
                    .nodes()
                    .map(|id| leaf(id.index).ok_or(ProjectError::LeafMissing(id.index)))
                    .collect::<Result<Vec<_>, _>>()?;
                write_bundle(&entries)?
            }
        };
        Ok(File { tile, bytes })
    })
}

/// The bytes of a hash tile: its nodes, one after the other. For entries: the leaf hashes.
///
/// # Errors
/// [`ProjectError::NodeMissing`] if a node is not stored.
pub fn hash_tile(tile: Tile, nodes: &impl NodeReader) -> Result<Vec<u8>, ProjectError> {
    let mut bytes = Vec::with_capacity(usize::from(tile.width()) * 32);
    for id in tile.nodes() {
        let hash = nodes.node(id).ok_or(ProjectError::NodeMissing(id))?;
        bytes.extend_from_slice(hash.as_bytes());
    }
    Ok(bytes)
}

/// Why a tile cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProjectError {
    /// A leaf is not stored.
    #[error("leaf {0} is not stored; check the log for damage")]
    LeafMissing(u64),
    /// A node is not stored.
    #[error("node {0} is not stored; check the log for damage")]
    NodeMissing(NodeId),
    /// An entry does not fit.
    #[error(transparent)]
    Bundle(#[from] BundleError),
}

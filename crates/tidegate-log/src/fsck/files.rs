//! Checking tile files, beside a store or on their own.

use super::{Audit, Difference, Findings, Outcome};
use crate::checkpoint::{Checkpoint, TrustedLog};
use crate::tiles::{self, Tile, TileKind, TileReader, read_bundle};
use crate::tree::{Hash, LeafHash, NodeReader};

/// Checks one tile file against the stored nodes; `bytes` is `None` if there is no such file. Of
/// a tile, the first difference is reported.
///
/// # Errors
/// The difference.
pub fn check_tile(
    tile: Tile,
    bytes: Option<&[u8]>,
    nodes: &impl NodeReader,
) -> Result<(), Difference> {
    let bytes = bytes.ok_or(Difference::TileMissing(tile))?;
    match tile.kind() {
        TileKind::Hashes(_) => check_hashes(tile, bytes, nodes),
        TileKind::Entries => check_entries(tile, bytes, nodes),
    }
}

fn check_hashes(tile: Tile, bytes: &[u8], nodes: &impl NodeReader) -> Result<(), Difference> {
    let (expected, found) = (usize::from(tile.width()) * 32, bytes.len());
    if found != expected {
        return Err(Difference::TileLength { tile, expected, found });
    }
    for (node, hash) in tile.nodes().zip(bytes.chunks_exact(32)) {
        let stored = nodes.node(node).ok_or(Difference::NodeMissing(node))?;
        if Hash::try_from(hash) != Ok(stored) {
            return Err(Difference::TileHash { tile, node });
        }
    }
    Ok(())
}

fn check_entries(tile: Tile, bytes: &[u8], nodes: &impl NodeReader) -> Result<(), Difference> {
    let entries = read_bundle(bytes, tile.width())
        .map_err(|reason| Difference::TileBundle { tile, reason })?;
    for (node, entry) in tile.nodes().zip(entries) {
        let stored = nodes.node(node).ok_or(Difference::NodeMissing(node))?;
        if *LeafHash::of(entry).as_hash() != stored {
            return Err(Difference::TileEntry { tile, index: node.index });
        }
    }
    Ok(())
}

/// Checks every tile file of a log of `size` leaves against the stored nodes. `read` returns the
/// bytes of a file.
pub fn check_tiles(
    size: u64,
    nodes: &impl NodeReader,
    mut read: impl FnMut(&Tile) -> Option<Vec<u8>>,
) -> Findings {
    let mut found = Findings::default();
    for tile in tiles::all(size) {
        if let Err(difference) = check_tile(tile, read(&tile).as_deref(), nodes) {
            found.push(difference);
        }
    }
    found
}

/// Checks a copy of a log that consists of tile files and checkpoints, as anybody can fetch it:
/// entries against hash tiles, all levels, and every checkpoint. The copy must reach the largest
/// validly signed size.
pub fn check_copy<B: AsRef<[u8]>>(
    log: &TrustedLog,
    checkpoints: &[B],
    read: impl Fn(&Tile) -> Option<Vec<u8>>,
) -> Outcome {
    let sizes = checkpoints.iter().filter_map(|note| Checkpoint::verify(note.as_ref(), log).ok());
    let size = sizes.map(|checkpoint| checkpoint.size()).max().unwrap_or(0);
    let nodes = TileReader::new(size, &read);
    let mut audit = Audit::new(log.clone(), checkpoints.iter().map(AsRef::as_ref));
    let mut unread = Vec::new();
    for tile in tiles::all(size).filter(|tile| tile.kind() == TileKind::Entries) {
        let Some(bytes) = read(&tile) else {
            unread.push(Difference::TileMissing(tile));
            continue;
        };
        match read_bundle(&bytes, tile.width()) {
            Ok(entries) => {
                for (id, entry) in tile.nodes().zip(entries) {
                    audit.leaf(id.index, entry, &nodes);
                }
            }
            Err(reason) => unread.push(Difference::TileBundle { tile, reason }),
        }
    }
    let mut report = audit.finish();
    unread.into_iter().for_each(|difference| report.findings.push(difference));
    report
}

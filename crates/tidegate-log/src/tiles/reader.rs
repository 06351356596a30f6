//! Reading: nodes from tile files.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::{LEVELS, TILE_WIDTH, Tile, TileKind};
use crate::tree::{Hash, NodeId, NodeReader, node_hash};

/// Reads the nodes of a log of a known size from its hash tiles. Levels between those of the tiles
/// are hashed from the level below. A missing or ill-sized tile reads as a missing node.
///
/// `read` returns the bytes of a tile file. The last tile of each level is kept, so that reading
/// in order reads each file once.
pub struct TileReader<F> {
    size: u64,
    read: F,
    last: RefCell<BTreeMap<u8, Kept>>,
}

struct Kept {
    tile: Tile,
    bytes: Rc<[u8]>,
}

impl<F: Fn(&Tile) -> Option<Vec<u8>>> TileReader<F> {
    /// Reads a log of `size` leaves.
    pub const fn new(size: u64, read: F) -> Self {
        Self { size, read, last: RefCell::new(BTreeMap::new()) }
    }

    fn tile(&self, level: u8, index: u64) -> Option<Rc<[u8]>> {
        let tile = Tile::at(TileKind::Hashes(level), index, self.size)?;
        if let Some(kept) = self.last.borrow().get(&level)
            && kept.tile == tile
        {
            return Some(Rc::clone(&kept.bytes));
        }
        let bytes = self.file(&tile)?;
        self.last.borrow_mut().insert(level, Kept { tile, bytes: Rc::clone(&bytes) });
        Some(bytes)
    }

    /// The tile at its width, or the beginning of the full one: a log may have deleted a partial
    /// tile once the full one was there.
    fn file(&self, tile: &Tile) -> Option<Rc<[u8]>> {
        let length = usize::from(tile.width()) * 32;
        if let Some(bytes) = (self.read)(tile) {
            return (bytes.len() == length).then(|| bytes.into());
        }
        let full = Tile::new(tile.kind(), tile.index(), TILE_WIDTH)?;
        let bytes = (self.read)(&full)?;
        if bytes.len() != usize::from(TILE_WIDTH) * 32 {
            return None;
        }
        bytes.get(..length).map(Rc::from)
    }
}

impl<F: Fn(&Tile) -> Option<Vec<u8>>> NodeReader for TileReader<F> {
    fn node(&self, id: NodeId) -> Option<Hash> {
        let (level, height) = (id.level / 8, id.level % 8);
        if level >= LEVELS {
            return None;
        }
        // The node covers `2^height` hashes of the tile level, all within one tile.
        let first = id.index.checked_shl(u32::from(height))?;
        if first >> height != id.index {
            return None;
        }
        let bytes = self.tile(level, first / 256)?;
        let from = usize::try_from(first % 256).ok()? * 32;
        let hashes = bytes.get(from..from + (32 << height))?;
        let row = hashes.chunks(32).map(Hash::try_from).collect::<Result<Vec<_>, _>>().ok()?;
        fold(row)
    }
}

/// The root of a full subtree over `row`, whose length is a power of two.
fn fold(mut row: Vec<Hash>) -> Option<Hash> {
    while row.len() > 1 {
        row = row
            .chunks(2)
            .map(|pair| match pair {
                [left, right] => Some(node_hash(left, right)),
                _ => None,
            })
            .collect::<Option<_>>()?;
    }
    row.pop()
}

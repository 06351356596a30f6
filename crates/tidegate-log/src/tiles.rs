//! Tiles: the log as static files (C2SP tlog-tiles v0.1.0).
//!
//! A tile is a run of 256 hashes of one level, or fewer at the right edge; an entry bundle is the
//! leaf data below a tile of level 0. Tiles are a projection of the stored leaves and nodes: they
//! can be thrown away and written again. [`project`] yields the files that change when a log grows;
//! [`TileReader`] reads nodes back from files, so that proofs and the whole check of a log work
//! on a copy that holds nothing else.
//!
//! This module never touches a disk: it hands out paths and bytes, and is handed bytes.

mod bundle;
mod project;
mod reader;

use std::fmt;

use crate::checkpoint::parse_decimal;
use crate::tree::NodeId;

pub use bundle::{BundleError, read_bundle, write_bundle};
pub use project::{File, ProjectError, hash_tile, project};
pub use reader::TileReader;

/// Hashes or entries in a full tile.
pub const TILE_WIDTH: u16 = 256;

/// Tile levels that exist: a log of fewer than 2^64 leaves has none above 7.
const LEVELS: u8 = 8;

/// What a tile holds.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum TileKind {
    /// Leaf data.
    Entries,
    /// Hashes of full subtrees of `256^level` leaves; the level is below 8.
    Hashes(u8),
}

/// The place of one tile file.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Tile {
    kind: TileKind,
    index: u64,
    width: u16,
}

impl Tile {
    /// Names a tile: its kind, its index within the level and its width from 1 to 256. `None` if
    /// no log has such a tile.
    pub fn new(kind: TileKind, index: u64, width: u16) -> Option<Self> {
        let level = level(kind);
        let exists = level < LEVELS
            && (1..=TILE_WIDTH).contains(&width)
            && index.checked_shl(8).is_some_and(|first| first >> 8 == index)
            && (index << 8) <= u64::MAX >> (8 * u32::from(level));
        exists.then_some(Self { kind, index, width })
    }

    /// Reads a path such as `tile/0/x001/x234/067` or `tile/entries/000.p/17`.
    ///
    /// # Errors
    /// [`TileError::Path`] if it is not written exactly as the specification says.
    pub fn parse(path: &str) -> Result<Self, TileError> {
        let malformed = || TileError::Path(path.chars().take(120).collect());
        let rest = path.strip_prefix("tile/").ok_or_else(malformed)?;
        let (kind, rest) = rest.split_once('/').ok_or_else(malformed)?;
        let kind = match kind {
            "entries" => TileKind::Entries,
            _ => {
                let level = parse_decimal(kind).and_then(|level| u8::try_from(level).ok());
                TileKind::Hashes(level.ok_or_else(malformed)?)
            }
        };
        let (index, width) = match rest.split_once(".p/") {
            None => (rest, TILE_WIDTH),
            Some((index, width)) => {
                let width = parse_decimal(width).and_then(|width| u16::try_from(width).ok());
                (index, width.filter(|width| *width < TILE_WIDTH).ok_or_else(malformed)?)
            }
        };
        let index = parse_index(index).ok_or_else(malformed)?;
        Self::new(kind, index, width).ok_or_else(malformed)
    }

    /// What it holds.
    pub const fn kind(&self) -> TileKind {
        self.kind
    }

    /// Its position from the left within its level.
    pub const fn index(&self) -> u64 {
        self.index
    }

    /// How many hashes or entries it holds, from 1 to 256.
    pub const fn width(&self) -> u16 {
        self.width
    }

    /// Whether it is one of the tiles of a log of `size` leaves, with exactly this width. A tile
    /// of an earlier size may lie beside it and may be deleted.
    pub fn belongs_to(&self, size: u64) -> bool {
        Self::at(self.kind, self.index, size).is_some_and(|tile| tile.width == self.width)
    }

    /// The nodes it holds, in order. For entries: the nodes that the entries hash to.
    pub fn nodes(&self) -> impl DoubleEndedIterator<Item = NodeId> + use<> {
        let first = self.index << 8;
        let level = 8 * level(self.kind);
        (0..u64::from(self.width)).map(move |i| NodeId { level, index: first + i })
    }

    /// The tile that stands at the same place in a log of `size` leaves; `None` if there is none yet.
    pub fn grown(&self, size: u64) -> Option<Self> {
        Self::at(self.kind, self.index, size)
    }

    /// The bytes of this tile out of those of one at the same place that is at least as wide: what
    /// a log had at an earlier size is the beginning of what it has now. `None` if that is not so,
    /// or the bytes are too few.
    pub fn cut_from(&self, wider: &Self, bytes: &[u8]) -> Option<Vec<u8>> {
        if (self.kind, self.index) != (wider.kind, wider.index) || self.width > wider.width {
            return None;
        }
        let width = usize::from(self.width);
        match self.kind {
            TileKind::Hashes(_) => bytes.get(..32 * width).map(<[u8]>::to_vec),
            TileKind::Entries => {
                let entries = read_bundle(bytes, wider.width).ok()?;
                write_bundle(entries.get(..width)?).ok()
            }
        }
    }

    /// The tile of a log of `size` leaves at this place.
    pub(crate) fn at(kind: TileKind, index: u64, size: u64) -> Option<Self> {
        let count = hashes_at(level(kind), size);
        let width = count.checked_sub(index.checked_mul(256)?)?.min(256);
        Self::new(kind, index, u16::try_from(width).ok()?)
    }
}

/// Writes the path, relative to the log's prefix.
impl fmt::Display for Tile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            TileKind::Entries => f.write_str("tile/entries/")?,
            TileKind::Hashes(level) => write!(f, "tile/{level}/")?,
        }
        let mut divisor = 1;
        while self.index / divisor >= 1000 {
            divisor *= 1000;
        }
        while divisor > 1 {
            write!(f, "x{:03}/", self.index / divisor % 1000)?;
            divisor /= 1000;
        }
        write!(f, "{:03}", self.index % 1000)?;
        if self.width < TILE_WIDTH {
            write!(f, ".p/{}", self.width)?;
        }
        Ok(())
    }
}

/// Reads `x001/x234/067`: three digits per element, `x` before all but the last, no leading
/// element of zeros.
fn parse_index(text: &str) -> Option<u64> {
    let (high, last) = match text.rsplit_once('/') {
        None => (None, text),
        Some((high, last)) => (Some(high), last),
    };
    let high: Vec<&str> = high.map(|high| high.split('/').collect()).unwrap_or_default();
    if high.first() == Some(&"x000") {
        return None;
    }
    let mut index = 0_u64;
    for element in high {
        index = index.checked_mul(1000)?.checked_add(three_digits(element.strip_prefix('x')?)?)?;
    }
    index.checked_mul(1000)?.checked_add(three_digits(last)?)
}

fn three_digits(text: &str) -> Option<u64> {
    let plain = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

/// Every tile whose file changes or appears while a log grows from `old` to `new` leaves, as it is
/// at `new`: entry bundles first, then hash tiles from the leaves up.
pub fn changed(old: u64, new: u64) -> impl Iterator<Item = Tile> {
    let kinds = std::iter::once(TileKind::Entries).chain((0..LEVELS).map(TileKind::Hashes));
    kinds.flat_map(move |kind| {
        let (before, now) = (hashes_at(level(kind), old), hashes_at(level(kind), new));
        let first = before / 256;
        let end = if now > before { now.div_ceil(256) } else { first };
        (first..end).filter_map(move |index| Tile::at(kind, index, new))
    })
}

/// Every tile of a log of `size` leaves.
pub fn all(size: u64) -> impl Iterator<Item = Tile> {
    changed(0, size)
}

const fn level(kind: TileKind) -> u8 {
    match kind {
        TileKind::Entries => 0,
        TileKind::Hashes(level) => level,
    }
}

/// Full subtrees of `256^level` leaves in a log of `size` leaves.
fn hashes_at(level: u8, size: u64) -> u64 {
    size.checked_shr(8 * u32::from(level)).unwrap_or(0)
}

/// Why a tile is not accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TileError {
    /// Not the path of a tile.
    #[error(
        "`{0}` is not the path of a tile; expected one such as `tile/0/x001/067` or `tile/entries/000.p/5`"
    )]
    Path(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_those_of_the_specification() {
        let cases = [
            (TileKind::Hashes(0), 0, 256, "tile/0/000"),
            (TileKind::Hashes(0), 1_234_067, 256, "tile/0/x001/x234/067"),
            (TileKind::Hashes(1), 1067, 5, "tile/1/x001/067.p/5"),
            (TileKind::Entries, 999, 255, "tile/entries/999.p/255"),
            (TileKind::Entries, 1_000_000, 1, "tile/entries/x001/x000/000.p/1"),
        ];
        for (kind, index, width, path) in cases {
            let tile = Tile::new(kind, index, width).unwrap();
            assert_eq!(tile.to_string(), path);
            assert_eq!(Tile::parse(path), Ok(tile));
        }
    }

    #[test]
    fn other_spellings_of_a_path_are_refused() {
        for path in [
            "",
            "tile",
            "tile/0",
            "tile/0/",
            "/tile/0/000",
            "tile/00/000",
            "tile/8/000",
            "tile/-1/000",
            "tile/0/0",
            "tile/0/0000",
            "tile/0/x000/001",
            "tile/0/x001",
            "tile/0/001/000",
            "tile/0/x001/x000",
            "tile/0/000.p/0",
            "tile/0/000.p/256",
            "tile/0/000.p/01",
            "tile/0/000.p/",
            "tile/0/000.p",
            "tile/0/000/",
            "tile/data/000",
            "tile/0/x1/000",
            "tile/0/../000",
            "tile/7/x256/000",
            "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
        ] {
            assert_eq!(Tile::parse(path), Err(TileError::Path(path.to_owned())), "{path}");
        }
    }

    #[test]
    fn a_log_of_70000_has_the_tiles_of_the_specification() {
        let tiles: Vec<Tile> = all(70_000).collect();
        let count = |kind, full: bool| {
            tiles.iter().filter(|t| t.kind == kind && (t.width == TILE_WIDTH) == full).count()
        };
        assert_eq!(count(TileKind::Hashes(0), true), 273);
        assert_eq!(count(TileKind::Hashes(1), true), 1);
        let partial: Vec<String> = tiles
            .iter()
            .filter(|t| t.width < TILE_WIDTH && t.kind != TileKind::Entries)
            .map(Tile::to_string)
            .collect();
        assert_eq!(partial, ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"]);
        assert!(tiles.iter().all(|tile| tile.belongs_to(70_000)));
        assert!(!Tile::parse("tile/0/273.p/111").unwrap().belongs_to(70_000));
        assert!(!Tile::parse("tile/0/274").unwrap().belongs_to(70_000));
    }

    #[test]
    fn a_tile_of_an_earlier_size_is_cut_from_the_later_one() {
        let tile = |path| Tile::parse(path).unwrap();
        let bundle = write_bundle(&[&b"one"[..], b"", b"three"]).unwrap();
        let (early, late) = (tile("tile/entries/000.p/2"), tile("tile/entries/000.p/3"));
        assert_eq!(early.grown(3), Some(late));
        assert_eq!(early.cut_from(&late, &bundle), write_bundle(&[&b"one"[..], b""]).ok());
        assert_eq!(late.cut_from(&early, &bundle), None);
        assert_eq!(early.cut_from(&late, bundle.get(..4).unwrap()), None);
        let (early, late) = (tile("tile/0/001.p/1"), tile("tile/0/001"));
        assert_eq!(early.grown(512), Some(late));
        assert_eq!(early.grown(256), None);
        let hashes: Vec<u8> = (0..8192_u16).map(|n| (n / 32) as u8).collect();
        assert_eq!(early.cut_from(&late, &hashes), Some(vec![0; 32]));
        assert_eq!(tile("tile/0/000.p/1").cut_from(&late, &hashes), None);
        assert_eq!(early.cut_from(&late, &[0; 31]), None);
    }

    #[test]
    fn the_tiles_of_256_leaves_are_one_full_and_one_of_width_1() {
        let paths: Vec<String> = all(256).map(|tile| tile.to_string()).collect();
        assert_eq!(paths, ["tile/entries/000", "tile/0/000", "tile/1/000.p/1"]);
        assert_eq!(changed(256, 256).count(), 0);
        assert_eq!(all(0).count(), 0);
    }
}

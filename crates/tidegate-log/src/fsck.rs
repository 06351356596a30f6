//! Checking a log: recompute everything from the leaves, and say precisely what differs.
//!
//! - [`Audit`] takes the stored leaves one by one, with the stored nodes and the signed
//!   checkpoints, and needs memory for the right edge of the tree only.
//! - [`check_tile`] and [`check_tiles`] hold tile files against the stored nodes.
//! - [`check_copy`] checks a copy that consists of tiles and checkpoints and nothing else.
//!
//! What each kind of harm shows as: a changed leaf, as [`Difference::LeafChanged`], because its
//! stored hash is of the old data. Leaf and hashes changed together, as
//! [`Difference::CheckpointRoot`], because the signed root is of the old hashes; it bounds the
//! change between two checkpoints. Leaves cut off at the end, or a whole store rolled back, as
//! [`Difference::CheckpointBeyondLog`], provided that a checkpoint survives elsewhere: the check
//! is worth as much as the newest checkpoint it is given. Take one from a receipt or a witness.
//!
//! This module never repairs.

mod audit;
mod files;

use std::fmt;

pub use audit::{Audit, MAX_GAP};
pub use files::{check_copy, check_tile, check_tiles};

use crate::checkpoint::CheckpointError;
use crate::tiles::{BundleError, Tile};
use crate::tree::{Hash, NodeId};

/// The most differences that are listed; further ones are counted.
pub const MAX_DIFFERENCES: usize = 1000;

/// What an [`Audit`] found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outcome {
    /// Number of leaves, missing ones in between included.
    pub size: u64,
    /// The root recomputed from the leaves; `None` if leaves are missing beyond reconstruction.
    pub root: Option<Hash>,
    /// Checkpoints whose signature and root were found right.
    pub checkpoints: u64,
    /// Leaves after the newest of those. Leaves written just before the machine stopped may not
    /// be signed yet; nobody was told of them.
    pub unsigned: u64,
    /// The differences.
    pub findings: Findings,
}

/// Differences in the order in which they were met.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Findings {
    /// At most [`MAX_DIFFERENCES`] of them, the first ones.
    pub differences: Vec<Difference>,
    /// How many more there were.
    pub omitted: u64,
}

impl Findings {
    /// Whether nothing differs.
    pub const fn is_clean(&self) -> bool {
        self.differences.is_empty() && self.omitted == 0
    }

    fn push(&mut self, difference: Difference) {
        if self.differences.len() < MAX_DIFFERENCES {
            self.differences.push(difference);
        } else {
            self.omitted += 1;
        }
    }
}

/// One difference between what is stored and what must be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Difference {
    /// Leaves `first..=last` are not there.
    LeafMissing {
        /// The first missing leaf.
        first: u64,
        /// The last missing leaf.
        last: u64,
    },
    /// A leaf came with an index that is not its turn: twice, backwards or far ahead.
    LeafOutOfPlace {
        /// The index due.
        expected: u64,
        /// The index found.
        found: u64,
    },
    /// The leaf's data is not what its stored hash is of.
    LeafChanged {
        /// Which leaf.
        index: u64,
        /// The hash stored for it.
        stored: Hash,
        /// The hash of its data now.
        computed: Hash,
    },
    /// A node is not stored.
    NodeMissing(NodeId),
    /// A node is neither the hash of the leaves below it nor of the nodes stored below it.
    NodeChanged {
        /// Which node.
        id: NodeId,
        /// The hash stored.
        stored: Hash,
        /// The hash recomputed from the leaves.
        computed: Hash,
    },
    /// A checkpoint is malformed, of another log, or badly signed.
    CheckpointInvalid {
        /// Which checkpoint, counted from 0.
        position: u64,
        /// What is wrong with it.
        reason: CheckpointError,
    },
    /// A later checkpoint is of a smaller log.
    CheckpointShrinks {
        /// Which checkpoint, counted from 0.
        position: u64,
        /// Its size.
        size: u64,
        /// The size signed before it.
        earlier: u64,
    },
    /// Two checkpoints of one size have two roots: the log showed two histories.
    CheckpointSplit {
        /// The later checkpoint, counted from 0.
        position: u64,
        /// The earlier one.
        other: u64,
        /// The size of both.
        size: u64,
    },
    /// The signed root is not the root of the leaves.
    CheckpointRoot {
        /// Which checkpoint, counted from 0.
        position: u64,
        /// Its size.
        size: u64,
        /// The root signed.
        signed: Hash,
        /// The root recomputed, if no leaf is missing beyond reconstruction.
        computed: Option<Hash>,
        /// The leaves before this index are as signed; the change is at or after it.
        agreed: u64,
    },
    /// A checkpoint covers leaves that the log does not have: it was cut or rolled back.
    CheckpointBeyondLog {
        /// Which checkpoint, counted from 0.
        position: u64,
        /// Its size.
        size: u64,
        /// The leaves there are.
        leaves: u64,
    },
    /// A tile file is not there.
    TileMissing(Tile),
    /// A tile file has the wrong length.
    TileLength {
        /// Which tile.
        tile: Tile,
        /// Its length in bytes as it should be.
        expected: usize,
        /// The length found.
        found: usize,
    },
    /// A hash in a tile is not the stored node.
    TileHash {
        /// Which tile.
        tile: Tile,
        /// The first node that differs.
        node: NodeId,
    },
    /// An entry in a bundle does not hash to the stored leaf hash.
    TileEntry {
        /// Which bundle.
        tile: Tile,
        /// The first leaf that differs.
        index: u64,
    },
    /// An entry bundle cannot be read.
    TileBundle {
        /// Which bundle.
        tile: Tile,
        /// What is wrong with it.
        reason: BundleError,
    },
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LeafMissing { first, last } if first == last => {
                write!(f, "leaf {first} is missing")
            }
            Self::LeafMissing { first, last } => write!(f, "leaves {first} to {last} are missing"),
            Self::LeafOutOfPlace { expected, found } => {
                write!(f, "leaf {found} stands where leaf {expected} is due")
            }
            Self::LeafChanged { index, stored, computed } => {
                write!(f, "leaf {index} was changed: it hashes to {computed}, stored is {stored}")
            }
            Self::NodeMissing(id) => write!(f, "node {id} is missing"),
            Self::NodeChanged { id, stored, computed } => {
                write!(f, "node {id} was changed: it must be {computed}, stored is {stored}")
            }
            Self::CheckpointInvalid { position, reason } => {
                write!(f, "checkpoint {position} is not valid: {reason}")
            }
            Self::CheckpointShrinks { position, size, earlier } => write!(
                f,
                "checkpoint {position} is of {size} leaves, but {earlier} were signed before it"
            ),
            Self::CheckpointSplit { position, other, size } => write!(
                f,
                "checkpoints {other} and {position} give two roots for {size} leaves: the log showed two histories"
            ),
            Self::CheckpointRoot { position, size, signed, computed, agreed } => {
                write!(f, "checkpoint {position} signs the root {signed} for {size} leaves, ")?;
                match computed {
                    Some(computed) => write!(f, "but theirs is {computed}")?,
                    None => f.write_str("which cannot be recomputed")?,
                }
                write!(f, "; the leaves before {agreed} are as signed")
            }
            Self::CheckpointBeyondLog { position, size, leaves } => write!(
                f,
                "checkpoint {position} is of {size} leaves, but the log has {leaves}: it was cut or rolled back"
            ),
            Self::TileMissing(tile) => write!(f, "file `{tile}` is missing"),
            Self::TileLength { tile, expected, found } => {
                write!(f, "file `{tile}` has {found} bytes, expected {expected}")
            }
            Self::TileHash { tile, node } => {
                write!(f, "file `{tile}` differs from the log at node {node}")
            }
            Self::TileEntry { tile, index } => {
                write!(f, "file `{tile}` differs from the log at leaf {index}")
            }
            Self::TileBundle { tile, reason } => {
                write!(f, "file `{tile}` cannot be read: {reason}")
            }
        }
    }
}

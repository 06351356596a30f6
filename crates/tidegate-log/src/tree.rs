//! The Merkle tree of RFC 6962, section 2.1 (RFC 9162, section 2.1), over rows.
//!
//! A tree is stored as its *full* subtrees only. The node at `(level, index)` is the hash over the
//! leaves `index * 2^level .. (index + 1) * 2^level`; level 0 holds the leaf hashes. These are the
//! coordinates of `golang.org/x/mod/sumdb/tlog` and of Tessera. A node is written once, when its
//! last leaf arrives, and never changes: nodes can be rows that are only ever inserted. The ragged
//! right edge of a tree is recomputed from them when needed.
//!
//! - [`Frontier`] appends leaves and yields the nodes to store.
//! - [`prove`] makes inclusion and consistency proofs from stored nodes.
//! - [`verify`] checks them against plain hashes. It hands out no evidence: a proof that counts is
//!   checked through [`crate::Checkpoint`], whose root was signed.
//!
//! This module never reads a store and never trusts one: a node that is absent is an error.

mod frontier;
pub mod prove;
pub mod verify;

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

pub(crate) use frontier::fold_peaks;
pub use frontier::{Frontier, FrontierError, MAX_SIZE, new_nodes, peaks};

/// A SHA-256 hash that somebody computed or stored. It says nothing about who vouches for it.
///
/// Written as standard base64, the way a checkpoint writes it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hash([u8; 32]);

impl Hash {
    /// Wraps the 32 bytes of a hash.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Reads the standard base64 of 32 bytes (RFC 4648, section 4; padded, no stray bits).
    ///
    /// # Errors
    /// [`HashError::Base64`] if the text is anything else.
    pub fn from_base64(text: &str) -> Result<Self, HashError> {
        let bytes = STANDARD.decode(text).map_err(|_| HashError::Base64(text.to_owned()))?;
        Self::try_from(bytes.as_slice()).map_err(|_| HashError::Base64(text.to_owned()))
    }

    /// The root of the tree without leaves: the hash of nothing (RFC 6962, section 2.1).
    pub fn of_empty_tree() -> Self {
        Self(Sha256::digest([]).into())
    }
}

impl TryFrom<&[u8]> for Hash {
    type Error = HashError;

    fn try_from(bytes: &[u8]) -> Result<Self, HashError> {
        <[u8; 32]>::try_from(bytes).map(Self).map_err(|_| HashError::Length(bytes.len()))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&STANDARD.encode(self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

/// Why bytes or text are not a hash.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HashError {
    /// Not the base64 of 32 bytes.
    #[error("`{0}` is not a SHA-256 hash in standard base64; expected 44 characters ending in `=`")]
    Base64(String),
    /// Not 32 bytes long.
    #[error("a SHA-256 hash has 32 bytes, found {0}")]
    Length(usize),
}

/// The hash of a leaf, made from the leaf's own data: `SHA-256(0x00 || data)`.
///
/// There is no way back from a stored [`Hash`](struct@Hash), so a proof is always about data somebody has.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct LeafHash(Hash);

impl LeafHash {
    /// Hashes leaf data (RFC 6962, section 2.1).
    pub fn of(data: &[u8]) -> Self {
        let digest = Sha256::new().chain_update([0x00]).chain_update(data).finalize();
        Self(Hash(digest.into()))
    }

    /// The hash as it is stored at level 0.
    pub const fn as_hash(&self) -> &Hash {
        &self.0
    }
}

/// Hashes two children into their parent: `SHA-256(0x01 || left || right)` (RFC 6962, section 2.1).
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    let digest =
        Sha256::new().chain_update([0x01]).chain_update(left.0).chain_update(right.0).finalize();
    Hash(digest.into())
}

/// The root over a whole list of leaves, straight from the definition in RFC 6962, section 2.1.
///
/// Holds every hash in memory; a log uses [`Frontier`].
pub fn root(leaves: &[LeafHash]) -> Hash {
    fn subtree(leaves: &[LeafHash]) -> Hash {
        match leaves {
            [] => Hash::of_empty_tree(),
            [leaf] => leaf.0,
            _ => {
                let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
                node_hash(&subtree(left), &subtree(right))
            }
        }
    }
    subtree(leaves)
}

/// Where a full subtree stands: the leaves `index * 2^level .. (index + 1) * 2^level`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct NodeId {
    /// Height above the leaves; 0 is a leaf hash.
    pub level: u8,
    /// Position from the left within its level.
    pub index: u64,
}

impl NodeId {
    /// The node of the leaf at `index`.
    pub const fn leaf(index: u64) -> Self {
        Self { level: 0, index }
    }
}

impl fmt::Display for NodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.level, self.index)
    }
}

/// A full subtree and its hash: one row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Node {
    /// Where it stands.
    pub id: NodeId,
    /// Its hash.
    pub hash: Hash,
}

/// Read access to stored nodes.
///
/// A store that reads asynchronously asks [`prove::inclusion_nodes`], [`prove::consistency_nodes`]
/// or [`peaks`] which rows are needed, fetches them into a map, and passes the map.
pub trait NodeReader {
    /// The hash of a full subtree; `None` if it is not stored.
    fn node(&self, id: NodeId) -> Option<Hash>;
}

impl NodeReader for BTreeMap<NodeId, Hash> {
    fn node(&self, id: NodeId) -> Option<Hash> {
        self.get(&id).copied()
    }
}

impl NodeReader for HashMap<NodeId, Hash> {
    fn node(&self, id: NodeId) -> Option<Hash> {
        self.get(&id).copied()
    }
}

impl<F: Fn(NodeId) -> Option<Hash>> NodeReader for F {
    fn node(&self, id: NodeId) -> Option<Hash> {
        self(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_empty_tree_has_the_hash_of_nothing() {
        let written = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        assert_eq!(root(&[]), Hash::from_base64(written).unwrap());
        assert_eq!(Hash::of_empty_tree().to_string(), written);
    }

    #[test]
    fn a_hash_is_read_strictly() {
        let unpadded = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU";
        let stray_bits = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=";
        for text in ["", "AAAA", unpadded, stray_bits] {
            assert_eq!(Hash::from_base64(text), Err(HashError::Base64(text.to_owned())));
        }
        assert_eq!(Hash::try_from([0_u8; 31].as_slice()), Err(HashError::Length(31)));
    }
}

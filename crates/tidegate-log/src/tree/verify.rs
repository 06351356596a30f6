//! Checking proofs against plain hashes (RFC 9162, sections 2.1.3.2 and 2.1.4.2).
//!
//! Every function fails closed: a proof too short, too long or about a leaf outside the tree is an
//! error. Success here is arithmetic, not evidence, because anybody can make up two hashes that
//! fit. Evidence comes from [`crate::Checkpoint`], which calls these with a root that was signed.

use super::{Hash, node_hash};

/// Checks that a leaf with this hash stands at `index` in the tree of `size` leaves with this root.
///
/// # Errors
/// [`VerifyError`] says what does not fit.
pub fn inclusion(
    leaf: &Hash,
    index: u64,
    size: u64,
    proof: &[Hash],
    root: &Hash,
) -> Result<(), VerifyError> {
    if index >= size {
        return Err(VerifyError::OutOfRange { index, size });
    }
    let (mut node, mut last) = (index, size - 1);
    let mut hash = *leaf;
    for sibling in proof {
        if last == 0 {
            return Err(VerifyError::Length);
        }
        if node & 1 == 1 || node == last {
            hash = node_hash(sibling, &hash);
            // On the right edge a lone node stands for its parents until it is a right child.
            let lone = if node == 0 { 0 } else { node.trailing_zeros() };
            node >>= lone;
            last >>= lone;
        } else {
            hash = node_hash(&hash, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    if last != 0 {
        return Err(VerifyError::Length);
    }
    if hash == *root { Ok(()) } else { Err(VerifyError::Root) }
}

/// Checks that the tree of `old` leaves is a prefix of the tree of `new` leaves.
///
/// Two trees of one size are consistent if the roots are equal and the proof is empty. A proof
/// from the empty tree says nothing and is refused (RFC 6962, section 2.1.2 starts at one leaf).
///
/// # Errors
/// [`VerifyError`] says what does not fit.
pub fn consistency(
    old: u64,
    new: u64,
    proof: &[Hash],
    old_root: &Hash,
    new_root: &Hash,
) -> Result<(), VerifyError> {
    if old == 0 {
        return Err(VerifyError::FromNothing);
    }
    subtree_consistency((0, old), new, proof, old_root, new_root)
}

/// Checks that the leaves `start..end` with this subtree root are part of the tree of `size`
/// leaves (draft-ietf-plants-merkle-tree-certs-02, subtree consistency proofs). An ordinary
/// consistency proof is the case `start == 0`. The empty subtree is part of every tree that reaches
/// its start; its root is that of the empty tree and its proof is empty.
///
/// # Errors
/// [`VerifyError`] says what does not fit.
pub fn subtree_consistency(
    (start, end): (u64, u64),
    size: u64,
    proof: &[Hash],
    subtree_root: &Hash,
    root: &Hash,
) -> Result<(), VerifyError> {
    check_subtree(start, end)?;
    if end > size {
        return Err(VerifyError::Shrinks { old: end, new: size });
    }
    if start == end {
        return match (proof, *subtree_root == Hash::of_empty_tree()) {
            ([], true) => Ok(()),
            ([], false) => Err(VerifyError::Root),
            _ => Err(VerifyError::Length),
        };
    }
    // The first and last node of the subtree, and the last of the tree, on the way up.
    let (mut first, mut node, mut last) = (start, end - 1, size - 1);
    // Start at the largest full subtree that ends where the subtree ends.
    let full = if node == last { 64 } else { node.trailing_ones() };
    let single = 64 - (first ^ node).leading_zeros();
    let up = full.min(single);
    first = shift(first, up);
    node = shift(node, up);
    last = shift(last, up);
    let (seed, rest) = if first == node {
        (*subtree_root, proof)
    } else {
        let (seed, rest) = proof.split_first().ok_or(VerifyError::Length)?;
        (*seed, rest)
    };
    let (mut old_hash, mut new_hash) = (seed, seed);
    for sibling in rest {
        if last == 0 {
            return Err(VerifyError::Length);
        }
        if node & 1 == 1 || node == last {
            if first < node {
                old_hash = node_hash(sibling, &old_hash);
            }
            new_hash = node_hash(sibling, &new_hash);
            let lone = if node == 0 { 0 } else { node.trailing_zeros() };
            first >>= lone;
            node >>= lone;
            last >>= lone;
        } else {
            new_hash = node_hash(&new_hash, sibling);
        }
        first >>= 1;
        node >>= 1;
        last >>= 1;
    }
    if last != 0 {
        return Err(VerifyError::Length);
    }
    if old_hash == *subtree_root && new_hash == *root { Ok(()) } else { Err(VerifyError::Root) }
}

/// Checks that `leaf` stands at `index` (counted in the whole tree) within the subtree
/// `start..end` (draft-ietf-plants-merkle-tree-certs-02, subtree inclusion proofs).
///
/// # Errors
/// [`VerifyError`] says what does not fit.
pub fn subtree_inclusion(
    leaf: &Hash,
    index: u64,
    (start, end): (u64, u64),
    proof: &[Hash],
    subtree_root: &Hash,
) -> Result<(), VerifyError> {
    check_subtree(start, end)?;
    let within = index.checked_sub(start).ok_or(VerifyError::OutOfRange { index, size: end })?;
    inclusion(leaf, within, end - start, proof, subtree_root)
}

/// A subtree starts at a multiple of the power of two that holds it.
fn check_subtree(start: u64, end: u64) -> Result<(), VerifyError> {
    let width = end.checked_sub(start);
    let aligned = width.is_some_and(|width| {
        // A width beyond 2^63 has no power of two above it, so only the start 0 fits.
        start == 0 || width.checked_next_power_of_two().is_some_and(|p| start.is_multiple_of(p))
    });
    if aligned { Ok(()) } else { Err(VerifyError::Subtree { start, end }) }
}

fn shift(value: u64, by: u32) -> u64 {
    value.checked_shr(by).unwrap_or(0)
}

/// Why a proof does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VerifyError {
    /// The tree has no leaf there.
    #[error("leaf {index} is not in a log of {size} leaves")]
    OutOfRange {
        /// The leaf claimed.
        index: u64,
        /// The tree's size.
        size: u64,
    },
    /// The older tree is the larger one.
    #[error(
        "a log of {new} leaves cannot extend one of {old}; the log was rolled back, or the two checkpoints are swapped"
    )]
    Shrinks {
        /// The older size.
        old: u64,
        /// The newer size.
        new: u64,
    },
    /// The older tree is empty.
    #[error(
        "a proof from the empty log says nothing; compare with a checkpoint of at least one leaf"
    )]
    FromNothing,
    /// Not a subtree of any tree.
    #[error("leaves {start}..{end} are not a subtree")]
    Subtree {
        /// First leaf.
        start: u64,
        /// One past the last leaf.
        end: u64,
    },
    /// The proof has too few or too many hashes for its place in the tree.
    #[error("the proof has the wrong number of hashes for this place in the log")]
    Length,
    /// The proof leads to another root.
    #[error(
        "the proof does not lead to the signed root; the data, the proof or the checkpoint was changed"
    )]
    Root,
}

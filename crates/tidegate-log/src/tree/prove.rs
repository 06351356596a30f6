//! Making proofs from stored nodes (RFC 6962, sections 2.1.1 and 2.1.2).
//!
//! A proof is a list of subtrees. A full subtree is one stored node; the subtree at the ragged
//! right edge is joined from several. So each function here comes in two: one that lists the
//! nodes, for a store that fetches them in one query, and one that makes the proof.

use super::{Hash, NodeId, NodeReader, frontier};

/// Proves that the leaf at `index` is in the tree of `size` leaves: sibling first, root's child
/// last.
///
/// # Errors
/// [`ProveError::OutOfRange`] if there is no such leaf; [`ProveError::NodeMissing`] if a node is
/// not stored.
pub fn inclusion(nodes: &impl NodeReader, index: u64, size: u64) -> Result<Vec<Hash>, ProveError> {
    join(nodes, &inclusion_path(index, size)?)
}

/// The nodes that [`inclusion`] reads.
///
/// # Errors
/// [`ProveError::OutOfRange`] if there is no such leaf.
pub fn inclusion_nodes(index: u64, size: u64) -> Result<Vec<NodeId>, ProveError> {
    Ok(inclusion_path(index, size)?.iter().flat_map(Span::nodes).collect())
}

/// Proves that the tree of `old` leaves is a prefix of the tree of `new` leaves. Empty if the
/// sizes are equal or `old` is 0: every tree extends the empty one.
///
/// # Errors
/// [`ProveError::Shrinks`] if `old` is larger than `new`; [`ProveError::NodeMissing`] if a node is
/// not stored.
pub fn consistency(nodes: &impl NodeReader, old: u64, new: u64) -> Result<Vec<Hash>, ProveError> {
    join(nodes, &consistency_path(old, new)?)
}

/// The nodes that [`consistency`] reads.
///
/// # Errors
/// [`ProveError::Shrinks`] if `old` is larger than `new`.
pub fn consistency_nodes(old: u64, new: u64) -> Result<Vec<NodeId>, ProveError> {
    Ok(consistency_path(old, new)?.iter().flat_map(Span::nodes).collect())
}

/// The leaves `begin..end` as one subtree of RFC 6962; `begin` is aligned to it, `end > begin`.
#[derive(Clone, Copy)]
struct Span {
    begin: u64,
    end: u64,
}

impl Span {
    /// The full subtrees it consists of, largest first.
    fn nodes(&self) -> impl DoubleEndedIterator<Item = NodeId> {
        let begin = self.begin;
        // INVARIANT: `begin` is a multiple of a power of two that is at least `end - begin`, so
        // every peak of a tree of that size, moved right by `begin`, is a full subtree.
        frontier::peaks(self.end - begin)
            .map(move |id| NodeId { level: id.level, index: id.index + (begin >> id.level) })
            .collect::<Vec<_>>()
            .into_iter()
    }

    /// The two children: the left one is the largest full subtree that leaves something over.
    fn split(self) -> (Self, Self) {
        let left = 1_u64 << (63 - (self.end - self.begin - 1).leading_zeros());
        let middle = self.begin + left;
        (Self { begin: self.begin, end: middle }, Self { begin: middle, end: self.end })
    }
}

/// `PATH(m, D[n])` of RFC 6962, section 2.1.1, as spans.
fn inclusion_path(index: u64, size: u64) -> Result<Vec<Span>, ProveError> {
    if index >= size {
        return Err(ProveError::OutOfRange { index, size });
    }
    let mut path = Vec::new();
    let mut within = Span { begin: 0, end: size };
    while within.end - within.begin > 1 {
        let (left, right) = within.split();
        let (inside, sibling) = if index < right.begin { (left, right) } else { (right, left) };
        path.push(sibling);
        within = inside;
    }
    path.reverse();
    Ok(path)
}

/// `PROOF(m, D[n])` of RFC 6962, section 2.1.2, as spans.
fn consistency_path(old: u64, new: u64) -> Result<Vec<Span>, ProveError> {
    if old > new {
        return Err(ProveError::Shrinks { old, new });
    }
    if old == 0 || old == new {
        return Ok(Vec::new());
    }
    let mut path = Vec::new();
    let mut within = Span { begin: 0, end: new };
    let mut known = true;
    while within.end != old {
        let (left, right) = within.split();
        if old <= right.begin {
            path.push(right);
            within = left;
        } else {
            path.push(left);
            within = right;
            // The old tree's last part now hangs on the right, so its root is not the old root.
            known = false;
        }
    }
    if !known {
        path.push(within);
    }
    path.reverse();
    Ok(path)
}

fn join(nodes: &impl NodeReader, path: &[Span]) -> Result<Vec<Hash>, ProveError> {
    path.iter()
        .map(|span| {
            let parts = span
                .nodes()
                .map(|id| nodes.node(id).ok_or(ProveError::NodeMissing(id)))
                .collect::<Result<Vec<_>, _>>()?;
            // INVARIANT: a span is never empty, so it has at least one part.
            Ok(frontier::fold_peaks(parts.into_iter()).unwrap_or_else(Hash::of_empty_tree))
        })
        .collect()
}

/// Why a proof cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProveError {
    /// The tree has no leaf there.
    #[error("leaf {index} is not in a log of {size} leaves; ask for a later checkpoint")]
    OutOfRange {
        /// The leaf asked for.
        index: u64,
        /// The tree's size.
        size: u64,
    },
    /// The older tree is the larger one.
    #[error("a log of {new} leaves cannot extend one of {old}; swap the two sizes")]
    Shrinks {
        /// The size given as the older.
        old: u64,
        /// The size given as the newer.
        new: u64,
    },
    /// A node is not stored.
    #[error("node {0} is not stored; check the log for damage")]
    NodeMissing(NodeId),
}

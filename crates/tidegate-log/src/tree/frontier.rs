//! Appending: the right edge of a tree, and the nodes that each new leaf completes.

use super::{Hash, LeafHash, Node, NodeId, NodeReader, node_hash};

/// The largest tree this crate appends to: 2^62 leaves. Larger sizes never come from an honest
/// log, and below it no index arithmetic overflows a signed 64-bit column.
pub const MAX_SIZE: u64 = 1 << 62;

/// The full subtrees that make up a tree of some size, largest first: enough to append and to
/// know the root. At most 62 hashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    peaks: Vec<Hash>,
}

impl Frontier {
    /// The tree without leaves.
    pub const fn empty() -> Self {
        Self { size: 0, peaks: Vec::new() }
    }

    /// Takes up a stored tree of `size` leaves again. Reads the nodes that [`peaks`] lists.
    ///
    /// # Errors
    /// [`FrontierError::TooLarge`] above [`MAX_SIZE`]; [`FrontierError::NodeMissing`] if a node is
    /// not stored.
    pub fn from_nodes(size: u64, nodes: &impl NodeReader) -> Result<Self, FrontierError> {
        if size > MAX_SIZE {
            return Err(FrontierError::TooLarge(size));
        }
        let peaks = peaks(size)
            .map(|id| nodes.node(id).ok_or(FrontierError::NodeMissing(id)))
            .collect::<Result<_, _>>()?;
        Ok(Self { size, peaks })
    }

    /// Appends one leaf and pushes the nodes to store onto `written`: the leaf's own, then each
    /// parent that it completes, upwards. The order is that of [`new_nodes`].
    pub fn append(&mut self, leaf: LeafHash, written: &mut Vec<Node>) {
        let mut node = Node { id: NodeId::leaf(self.size), hash: *leaf.as_hash() };
        written.push(node);
        // Each trailing one bit of the size is a full subtree that the new leaf doubles.
        for _ in 0..self.size.trailing_ones() {
            let Some(left) = self.peaks.pop() else { break };
            node = Node { id: parent(node.id), hash: node_hash(&left, &node.hash) };
            written.push(node);
        }
        self.peaks.push(node.hash);
        // INVARIANT: sizes start at most at `MAX_SIZE`, and nobody appends 2^63 leaves.
        self.size += 1;
    }

    /// Number of leaves.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The root over all leaves so far. It is a computed hash: only a signed checkpoint turns it
    /// into one that others can rely on.
    pub fn root(&self) -> Hash {
        fold_peaks(self.peaks.iter().copied()).unwrap_or_else(Hash::of_empty_tree)
    }
}

impl Default for Frontier {
    fn default() -> Self {
        Self::empty()
    }
}

/// Joins the full subtrees of a tree, largest first, into its root. `None` for none.
pub(crate) fn fold_peaks(peaks: impl DoubleEndedIterator<Item = Hash>) -> Option<Hash> {
    peaks.rev().reduce(|right, left| node_hash(&left, &right))
}

/// The full subtrees that make up a tree of `size` leaves, largest first: one per one bit.
pub fn peaks(size: u64) -> impl Iterator<Item = NodeId> {
    (0..64_u8).rev().filter(move |level| (size >> level) & 1 == 1).map(move |level| {
        // The subtree starts where the higher bits of the size end.
        NodeId { level, index: (size >> level) ^ 1 }
    })
}

/// Every node that is written while a tree grows from `from` to `to` leaves, in the order in which
/// [`Frontier::append`] yields them.
pub fn new_nodes(from: u64, to: u64) -> impl Iterator<Item = NodeId> {
    (from..to).flat_map(|leaf| {
        (0..=leaf.trailing_ones().min(63) as u8)
            .map(move |level| NodeId { level, index: leaf >> level })
    })
}

const fn parent(id: NodeId) -> NodeId {
    NodeId { level: id.level + 1, index: id.index >> 1 }
}

/// Why a stored tree cannot be taken up again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FrontierError {
    /// More leaves than a log can have.
    #[error("a log holds at most 2^62 leaves, found a size of {0}")]
    TooLarge(u64),
    /// A node of the right edge is not stored.
    #[error("node {0} is not stored; check the log for damage before appending")]
    NodeMissing(NodeId),
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn leaf(n: u64) -> LeafHash {
        LeafHash::of(&n.to_be_bytes())
    }

    #[test]
    fn a_tree_taken_up_from_rows_goes_on_as_if_it_had_never_stopped() {
        let mut rows = BTreeMap::new();
        let mut through = Frontier::empty();
        for n in 0..300 {
            let mut resumed = Frontier::from_nodes(n, &rows).unwrap();
            assert_eq!(resumed, through);
            let (mut written, mut again) = (Vec::new(), Vec::new());
            through.append(leaf(n), &mut written);
            resumed.append(leaf(n), &mut again);
            assert_eq!(written, again);
            assert_eq!(
                written.iter().map(|w| w.id).collect::<Vec<_>>(),
                new_nodes(n, n + 1).collect::<Vec<_>>()
            );
            for node in written {
                assert_eq!(rows.insert(node.id, node.hash), None, "a node is written once");
            }
        }
    }

    #[test]
    fn the_root_is_that_of_the_definition() {
        let mut frontier = Frontier::default();
        let mut leaves = Vec::new();
        for n in 0..130 {
            assert_eq!(frontier.root(), super::super::root(&leaves));
            leaves.push(leaf(n));
            frontier.append(leaf(n), &mut Vec::new());
        }
    }

    #[test]
    fn a_missing_node_and_an_absurd_size_refuse() {
        let nothing: BTreeMap<NodeId, Hash> = BTreeMap::new();
        assert_eq!(
            Frontier::from_nodes(6, &nothing),
            Err(FrontierError::NodeMissing(NodeId { level: 2, index: 0 }))
        );
        assert_eq!(
            Frontier::from_nodes(u64::MAX, &nothing),
            Err(FrontierError::TooLarge(u64::MAX))
        );
    }
}

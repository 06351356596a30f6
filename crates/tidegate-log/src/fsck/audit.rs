//! The audit of leaves, nodes and checkpoints, one leaf at a time.

use super::{Difference, Findings, Outcome};
use crate::checkpoint::{Checkpoint, TrustedLog};
use crate::tree::{Hash, LeafHash, NodeId, NodeReader, fold_peaks, node_hash};

/// The largest run of missing leaves that is bridged. An index farther ahead is out of place.
pub const MAX_GAP: u64 = 1 << 20;

/// A check in progress. Feed it every leaf in order, then [`Audit::finish`].
///
/// A store that reads asynchronously fetches a batch of leaves and the nodes that
/// [`crate::tree::new_nodes`] lists for it, and passes those. Batches of an even number of leaves
/// let the audit tell a changed leaf from a changed leaf hash.
pub struct Audit<C> {
    size: u64,
    peaks: Vec<Peak>,
    signed: Signed<C>,
    /// The leaves before this index are as signed.
    agreed: u64,
    /// The leaves before this index are under a checkpoint that fits.
    covered: u64,
    checkpoints: u64,
    found: Findings,
}

/// The hash of a full subtree as it must be and as it is stored. Either stands in for the other
/// where one is missing, so that one loss is not reported all the way up.
#[derive(Clone, Copy)]
struct Peak {
    computed: Option<Hash>,
    stored: Option<Hash>,
}

impl<C, B> Audit<C>
where
    C: Iterator<Item = B>,
    B: AsRef<[u8]>,
{
    /// Starts a check. `checkpoints` are notes in the order in which they were signed; one from
    /// elsewhere goes where its size belongs. They are read as the leaves come.
    pub fn new(log: TrustedLog, checkpoints: impl IntoIterator<IntoIter = C>) -> Self {
        let notes = checkpoints.into_iter();
        let signed = Signed { log, notes, taken: 0, next: None, last: None };
        let mut audit = Self {
            size: 0,
            peaks: Vec::new(),
            signed,
            agreed: 0,
            covered: 0,
            checkpoints: 0,
            found: Findings::default(),
        };
        audit.signed.advance(&mut audit.found);
        audit.compare_checkpoints();
        audit
    }

    /// Checks the next stored leaf.
    pub fn leaf(&mut self, index: u64, data: &[u8], nodes: &impl NodeReader) {
        match index.checked_sub(self.size) {
            Some(0) => {}
            Some(gap) if gap <= MAX_GAP => {
                let difference = Difference::LeafMissing { first: self.size, last: index - 1 };
                self.found.push(difference);
                for _ in 0..gap {
                    self.add(None, nodes);
                }
            }
            _ => {
                let expected = self.size;
                self.found.push(Difference::LeafOutOfPlace { expected, found: index });
                return;
            }
        }
        self.add(Some(*LeafHash::of(data).as_hash()), nodes);
    }

    /// Ends the check: every checkpoint that is left covers leaves that are not there.
    pub fn finish(mut self) -> Outcome {
        while let Some((position, checkpoint)) = self.signed.next.take() {
            let size = checkpoint.size();
            let leaves = self.size;
            self.found.push(Difference::CheckpointBeyondLog { position, size, leaves });
            self.signed.advance(&mut self.found);
        }
        Outcome {
            size: self.size,
            root: self.root(|peak| peak.computed),
            checkpoints: self.checkpoints,
            unsigned: self.size - self.covered,
            findings: self.found,
        }
    }

    /// Adds a leaf hash, or the place of a missing leaf, and checks the nodes it completes.
    fn add(&mut self, leaf: Option<Hash>, nodes: &impl NodeReader) {
        let mut id = NodeId::leaf(self.size);
        let mut peak = self.compare_leaf(id, leaf, nodes);
        for _ in 0..self.size.trailing_ones() {
            let Some(left) = self.peaks.pop() else { break };
            id = NodeId { level: id.level + 1, index: id.index >> 1 };
            peak = self.compare_node(id, left, peak, nodes.node(id));
        }
        self.peaks.push(peak);
        self.size += 1;
        self.compare_checkpoints();
    }

    fn compare_leaf(
        &mut self,
        id: NodeId,
        computed: Option<Hash>,
        nodes: &impl NodeReader,
    ) -> Peak {
        let stored = nodes.node(id);
        match (computed, stored) {
            (Some(_), None) => self.found.push(Difference::NodeMissing(id)),
            (Some(computed), Some(stored)) if computed != stored => {
                self.found.push(if fits_parent(id, computed, nodes) {
                    Difference::NodeChanged { id, stored, computed }
                } else {
                    Difference::LeafChanged { index: id.index, stored, computed }
                });
            }
            // Equal, or a missing leaf that was reported as such.
            _ => {}
        }
        Peak { computed: computed.or(stored), stored: stored.or(computed) }
    }

    fn compare_node(&mut self, id: NodeId, left: Peak, right: Peak, stored: Option<Hash>) -> Peak {
        let computed = join(left.computed, right.computed);
        match (computed, stored) {
            (_, None) => self.found.push(Difference::NodeMissing(id)),
            // A node that fits the nodes stored below it is not where the damage is.
            (Some(computed), Some(stored))
                if computed != stored && join(left.stored, right.stored) != Some(stored) =>
            {
                self.found.push(Difference::NodeChanged { id, stored, computed });
            }
            _ => {}
        }
        Peak { computed: computed.or(stored), stored: stored.or(computed) }
    }

    /// Compares every checkpoint of the present size.
    fn compare_checkpoints(&mut self) {
        while let Some((position, checkpoint)) =
            self.signed.next.take_if(|(_, checkpoint)| checkpoint.size() == self.size)
        {
            let signed = *checkpoint.root().as_hash();
            let computed = self.root(|peak| peak.computed);
            // If the stored nodes lead to the signed root, the damage is below them and reported.
            let known = !self.found.is_clean() && self.root(|peak| peak.stored) == Some(signed);
            let (size, agreed) = (self.size, self.agreed);
            if computed == Some(signed) || known {
                self.checkpoints += 1;
                self.covered = size;
            } else {
                let difference =
                    Difference::CheckpointRoot { position, size, signed, computed, agreed };
                self.found.push(difference);
            }
            if computed == Some(signed) {
                self.agreed = size;
            }
            self.signed.advance(&mut self.found);
        }
    }

    fn root(&self, side: impl Fn(&Peak) -> Option<Hash>) -> Option<Hash> {
        let peaks = self.peaks.iter().map(side).collect::<Option<Vec<_>>>()?;
        Some(fold_peaks(peaks.into_iter()).unwrap_or_else(Hash::of_empty_tree))
    }
}

/// Whether the stored parent of a leaf is the hash of `leaf` and its stored sibling: then the leaf
/// is as it was, and its stored hash is what changed.
fn fits_parent(id: NodeId, leaf: Hash, nodes: &impl NodeReader) -> bool {
    let sibling = nodes.node(NodeId::leaf(id.index ^ 1));
    let (left, right) =
        if id.index & 1 == 0 { (Some(leaf), sibling) } else { (sibling, Some(leaf)) };
    let parent = nodes.node(NodeId { level: 1, index: id.index >> 1 });
    parent.is_some() && join(left, right) == parent
}

fn join(left: Option<Hash>, right: Option<Hash>) -> Option<Hash> {
    Some(node_hash(&left?, &right?))
}

/// The checkpoints still to come.
struct Signed<C> {
    log: TrustedLog,
    notes: C,
    taken: u64,
    next: Option<(u64, Checkpoint)>,
    last: Option<(u64, u64, Hash)>,
}

impl<C, B> Signed<C>
where
    C: Iterator<Item = B>,
    B: AsRef<[u8]>,
{
    /// Moves on to the next checkpoint that is valid and not smaller than the one before it.
    fn advance(&mut self, found: &mut Findings) {
        self.next = None;
        for note in self.notes.by_ref() {
            let position = self.taken;
            self.taken += 1;
            let checkpoint = match Checkpoint::verify(note.as_ref(), &self.log) {
                Ok(checkpoint) => checkpoint,
                Err(reason) => {
                    found.push(Difference::CheckpointInvalid { position, reason });
                    continue;
                }
            };
            let (size, root) = (checkpoint.size(), *checkpoint.root().as_hash());
            if let Some((other, earlier, other_root)) = self.last {
                if size < earlier {
                    found.push(Difference::CheckpointShrinks { position, size, earlier });
                    continue;
                }
                if size == earlier && root != other_root {
                    found.push(Difference::CheckpointSplit { position, other, size });
                }
            }
            self.last = Some((position, size, root));
            self.next = Some((position, checkpoint));
            return;
        }
    }
}

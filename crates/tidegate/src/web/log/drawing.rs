//! How the head of the log covers its entries: the full subtrees that the log consists of, joined along the right edge.
//!
//! The picture is drawn from the hashes themselves. It shows how many entries there are and nothing of when they came.

use tidegate_log::tree::{Hash, Node, node_hash};

/// Room for one subtree.
const SLOT: u32 = 124;
const MARGIN: u32 = 12;
/// Where the head stands.
const TOP: u32 = 46;
/// How much lower each join stands than the one before it.
const STEP: u32 = 30;
/// The most that a subtree is high, and how much is added for each of its levels.
const TALLEST: u32 = 130;
const LEVEL: u32 = 11;

/// The picture, in units of its own.
pub(super) struct Drawing {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) peaks: Vec<Peak>,
    pub(super) joins: Vec<Join>,
    /// Where the head stands.
    pub(super) head: (u32, u32),
    /// Where the entry stands that was asked for.
    pub(super) marked: Option<(u32, u32)>,
}

/// A full subtree.
pub(super) struct Peak {
    pub(super) x: u32,
    pub(super) apex: u32,
    pub(super) left: u32,
    pub(super) right: u32,
    pub(super) base: u32,
    pub(super) first: u64,
    pub(super) last: u64,
    pub(super) count: u64,
    pub(super) hash: String,
    /// Whether the entry that was asked for is in it.
    pub(super) marked: bool,
}

/// A node of the right edge: over a subtree on its left and all that follows on its right.
pub(super) struct Join {
    pub(super) x: u32,
    pub(super) y: u32,
    /// The apex on its left, and what it joins on its right.
    pub(super) ends: [(u32, u32); 2],
    /// Whether the way from the entry that was asked for to the head leads through its left, or its right.
    pub(super) marked: [bool; 2],
    pub(super) hash: String,
}

/// The picture of a log with these peaks; none of an empty one.
pub(super) fn of(peaks: &[Node], entry: Option<u64>) -> Option<Drawing> {
    let count = u32::try_from(peaks.len()).ok().filter(|count| *count > 0)?;
    let tallest = peaks.iter().map(|peak| tall(peak.id.level)).max().unwrap_or_default();
    let base = TOP + STEP * (count - 1) + 22 + tallest;
    let mut shown: Vec<Peak> = Vec::with_capacity(peaks.len());
    for (place, peak) in (0..count).zip(peaks) {
        let (count, left) = (1_u64 << peak.id.level, MARGIN + SLOT * place);
        let first = peak.id.index << peak.id.level;
        let last = first + (count - 1);
        shown.push(Peak {
            x: left + SLOT / 2,
            apex: base - tall(peak.id.level),
            left: left + 8,
            right: left + SLOT - 8,
            base,
            hash: short(&peak.hash),
            marked: entry.is_some_and(|entry| (first..=last).contains(&entry)),
            first,
            last,
            count,
        });
    }
    let joins = joins(peaks, &shown);
    let single = shown.first().map(|peak| (peak.x, peak.apex))?;
    let head = joins.first().map_or(single, |join| (join.x, join.y));
    let marked = entry.and_then(|entry| place(&shown, entry));
    // The head has a word beside it.
    let width = (2 * MARGIN + SLOT * count).max(head.0 + 160);
    Some(Drawing { width, height: base + 66, peaks: shown, joins, head, marked })
}

/// The nodes of the right edge from the head down (RFC 6962, section 2.1: what is left over hangs on the right).
fn joins(peaks: &[Node], shown: &[Peak]) -> Vec<Join> {
    let mut below: Option<(u32, u32)> = shown.last().map(|peak| (peak.x, peak.apex));
    let mut hash = peaks.last().map(|peak| peak.hash);
    let mut inside = shown.last().is_some_and(|peak| peak.marked);
    let mut joins = Vec::new();
    let pairs = (0_u32..).zip(peaks.iter().zip(shown));
    let pairs: Vec<_> = pairs.take(peaks.len().saturating_sub(1)).collect();
    for (place, (peak, at)) in pairs.into_iter().rev() {
        let (Some(right), Some(under)) = (below, hash) else { break };
        let over = node_hash(&peak.hash, &under);
        let (x, y) = (at.x + SLOT / 2, TOP + STEP * place);
        let ends = [(at.x, at.apex), right];
        joins.push(Join { x, y, ends, marked: [at.marked, inside], hash: short(&over) });
        (below, hash, inside) = (Some((x, y)), Some(over), inside || at.marked);
    }
    joins.reverse();
    joins
}

fn tall(level: u8) -> u32 {
    (18 + LEVEL * u32::from(level)).min(TALLEST)
}

/// Where the entry stands on the base of its subtree.
fn place(peaks: &[Peak], entry: u64) -> Option<(u32, u32)> {
    let peak = peaks.iter().find(|peak| peak.marked)?;
    let wide = u128::from(peak.right - peak.left);
    // In the middle of its share of the base.
    let along = wide * (2 * u128::from(entry - peak.first) + 1) / (2 * u128::from(peak.count));
    Some((peak.left + u32::try_from(along).unwrap_or_default(), peak.base))
}

fn short(hash: &Hash) -> String {
    hash.to_string().chars().take(8).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;
    use tidegate_log::tree::{NodeId, peaks};
    use tidegate_log::{Frontier, LeafHash};

    /// The peaks and the root of a log of `size` entries.
    fn log(size: u64) -> (Vec<Node>, Hash) {
        let (mut frontier, mut written) = (Frontier::empty(), Vec::new());
        for n in 0..size {
            frontier.append(LeafHash::of(&n.to_be_bytes()), &mut written);
        }
        let nodes: BTreeMap<NodeId, Hash> = written.iter().map(|n| (n.id, n.hash)).collect();
        let peaks = peaks(size).map(|id| Node { id, hash: nodes[&id] }).collect();
        (peaks, frontier.root())
    }

    #[test]
    fn the_topmost_join_is_the_root_that_is_signed() {
        for size in [2, 3, 7, 11, 100, 255, 1000] {
            let (peaks, root) = log(size);
            let drawing = of(&peaks, None).unwrap();
            let head = drawing.joins.first().map(|join| join.hash.clone());
            let top = drawing.peaks.first().map(|peak| peak.hash.clone());
            assert_eq!(head.or(top), Some(short(&root)), "{size}");
            assert_eq!(drawing.peaks.iter().map(|peak| peak.count).sum::<u64>(), size);
        }
        assert!(of(&[], None).is_none());
    }

    #[test]
    fn the_way_of_an_entry_leads_from_its_subtree_to_the_head() {
        let (peaks, _) = log(11);
        let drawing = of(&peaks, Some(9)).unwrap();
        let inside: Vec<bool> = drawing.peaks.iter().map(|peak| peak.marked).collect();
        assert_eq!(inside, [false, true, false]);
        let ways: Vec<[bool; 2]> = drawing.joins.iter().map(|join| join.marked).collect();
        assert_eq!(ways, [[false, true], [true, false]]);
        assert!(drawing.marked.is_some());
        assert!(of(&peaks, Some(11)).unwrap().marked.is_none());
    }

    #[test]
    fn everything_stands_within_the_picture_and_a_join_above_what_it_joins() {
        for size in 1..200 {
            let drawing = of(&log(size).0, Some(size - 1)).unwrap();
            for peak in &drawing.peaks {
                assert!(peak.right < drawing.width && peak.apex < peak.base);
            }
            for join in &drawing.joins {
                assert!(join.ends.iter().all(|(_, y)| join.y < *y), "{size}");
            }
        }
    }
}

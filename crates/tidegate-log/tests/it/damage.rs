//! Every kind of damage to a stored log, and what the check says of it.

use std::collections::BTreeMap;

use tidegate_log::fsck::{Audit, Difference, MAX_DIFFERENCES, MAX_GAP, Outcome};
use tidegate_log::tree::NodeId;
use tidegate_log::{CheckpointError, Hash, LeafHash};

use crate::support::{Store, key};

const SIZES: [u64; 6] = [0, 1, 7, 16, 16, 21];

type Rows = Vec<(u64, Vec<u8>)>;

fn rows(store: &Store) -> Rows {
    (0..).zip(store.leaves.iter().cloned()).collect()
}

fn check(store: &Store, rows: &Rows, nodes: &BTreeMap<NodeId, Hash>, notes: &[Vec<u8>]) -> Outcome {
    let mut audit = Audit::new(store.trusted(), notes);
    for (index, data) in rows {
        audit.leaf(*index, data, nodes);
    }
    audit.finish()
}

fn differences(report: Outcome) -> Vec<Difference> {
    report.findings.differences
}

#[test]
fn a_sound_log_is_clean() {
    let store = Store::with_checkpoints(&SIZES);
    let report = check(&store, &rows(&store), &store.nodes, &store.note_bytes());
    assert_eq!((report.size, report.checkpoints, report.unsigned), (21, 6, 0));
    assert_eq!(report.root, Some(store.frontier.root()));
    assert!(report.findings.is_clean());
}

#[test]
fn leaves_after_the_last_checkpoint_are_counted_as_unsigned() {
    let mut store = Store::with_checkpoints(&SIZES);
    store.append(b"not signed yet".to_vec());
    let report = check(&store, &rows(&store), &store.nodes, &store.note_bytes());
    assert_eq!(report.unsigned, 1);
    assert!(report.findings.is_clean());
}

#[test]
fn a_changed_leaf_is_named_and_nothing_else() {
    let store = Store::with_checkpoints(&SIZES);
    for index in 0..21 {
        let mut rows = rows(&store);
        rows[index].1[0] ^= 1;
        let report = check(&store, &rows, &store.nodes, &store.note_bytes());
        assert_eq!((report.checkpoints, report.unsigned), (6, 0));
        let expected = Difference::LeafChanged {
            index: index as u64,
            stored: store.nodes[&NodeId::leaf(index as u64)],
            computed: *LeafHash::of(&rows[index].1).as_hash(),
        };
        assert_eq!(differences(report), [expected]);
    }
}

#[test]
fn a_changed_node_is_named_and_nothing_else() {
    let store = Store::with_checkpoints(&SIZES);
    for (&id, &computed) in &store.nodes {
        let mut nodes = store.nodes.clone();
        let stored = Hash::new([7; 32]);
        nodes.insert(id, stored);
        let report = check(&store, &rows(&store), &nodes, &store.note_bytes());
        // The last leaf has no stored parent that could tell which of the two changed.
        let expected = if id == NodeId::leaf(20) {
            Difference::LeafChanged { index: 20, stored, computed }
        } else {
            Difference::NodeChanged { id, stored, computed }
        };
        assert_eq!(differences(report), [expected]);
    }
}

#[test]
fn a_missing_node_is_named_and_nothing_else() {
    let store = Store::with_checkpoints(&SIZES);
    for &id in store.nodes.keys() {
        let mut nodes = store.nodes.clone();
        nodes.remove(&id);
        let report = check(&store, &rows(&store), &nodes, &store.note_bytes());
        assert_eq!(differences(report), [Difference::NodeMissing(id)]);
    }
}

#[test]
fn a_removed_leaf_is_named_and_nothing_else() {
    let store = Store::with_checkpoints(&SIZES);
    for index in 0..20_u64 {
        let mut rows = rows(&store);
        rows.remove(index as usize);
        let report = check(&store, &rows, &store.nodes, &store.note_bytes());
        assert_eq!(report.size, 21);
        assert_eq!(differences(report), [Difference::LeafMissing { first: index, last: index }]);
    }
}

#[test]
fn a_leaf_removed_with_its_hashes_is_found_and_bounded() {
    let store = Store::with_checkpoints(&SIZES);
    let mut rows = rows(&store);
    rows.remove(9);
    let mut nodes = store.nodes.clone();
    for level in 0..5 {
        nodes.remove(&NodeId { level, index: 9 >> level });
    }
    let report = check(&store, &rows, &nodes, &store.note_bytes());
    assert_eq!(report.root, None);
    let found = differences(report);
    assert_eq!(found[0], Difference::LeafMissing { first: 9, last: 9 });
    let unproved = found.iter().filter(|difference| {
        matches!(difference, Difference::CheckpointRoot { computed: None, agreed: 7, .. })
    });
    assert_eq!(unproved.count(), 3);
}

#[test]
fn a_removed_leaf_is_found_though_the_rest_was_numbered_anew() {
    let store = Store::with_checkpoints(&SIZES);
    for removed in 0..21_usize {
        let mut leaves = store.leaves.clone();
        leaves.remove(removed);
        let rows = (0..).zip(leaves).collect();
        let found = differences(check(&store, &rows, &store.nodes, &store.note_bytes()));
        let last = found.last().unwrap();
        assert_eq!(*last, Difference::CheckpointBeyondLog { position: 5, size: 21, leaves: 20 });
        if removed < 20 {
            assert!(
                matches!(found[0], Difference::LeafChanged { index, .. } if index == removed as u64)
            );
        }
    }
}

#[test]
fn two_leaves_that_changed_places_are_named() {
    let store = Store::with_checkpoints(&SIZES);
    let mut rows = rows(&store);
    let kept = rows[3].1.clone();
    rows[3].1 = rows[12].1.clone();
    rows[12].1 = kept;
    let found = differences(check(&store, &rows, &store.nodes, &store.note_bytes()));
    assert!(matches!(
        found[..],
        [Difference::LeafChanged { index: 3, .. }, Difference::LeafChanged { index: 12, .. }]
    ));
}

#[test]
fn a_history_rewritten_throughout_contradicts_its_checkpoints() {
    let store = Store::with_checkpoints(&SIZES);
    for changed in 0..21 {
        let mut forged = Store::new();
        for (index, data) in store.leaves.iter().enumerate() {
            forged.append(if index == changed { b"forged".to_vec() } else { data.clone() });
        }
        let found = differences(check(&store, &rows(&forged), &forged.nodes, &store.note_bytes()));
        let Some(Difference::CheckpointRoot { size, agreed, .. }) = found.first() else {
            panic!("{found:?}")
        };
        assert!((*agreed..*size).contains(&(changed as u64)), "{changed} in {agreed}..{size}");
    }
}

#[test]
fn a_log_rolled_back_contradicts_the_checkpoints_that_survive() {
    let store = Store::with_checkpoints(&SIZES);
    let old = Store::with_checkpoints(&SIZES[..4]);
    let found = differences(check(&store, &rows(&old), &old.nodes, &store.note_bytes()));
    assert_eq!(found, [Difference::CheckpointBeyondLog { position: 5, size: 21, leaves: 16 }]);
    // Rolled back together with its checkpoints, it is whole again: only a checkpoint kept by
    // somebody else shows it.
    let mut notes = old.note_bytes();
    assert!(check(&old, &rows(&old), &old.nodes, &notes).findings.is_clean());
    notes.push(store.notes[5].to_bytes());
    assert!(!check(&old, &rows(&old), &old.nodes, &notes).findings.is_clean());
}

#[test]
fn a_bad_foreign_or_broken_checkpoint_is_named() {
    let store = Store::with_checkpoints(&SIZES);
    let mut notes = store.note_bytes();
    notes[3] = store.head().sign(&key("log.test/a", 9)).unwrap().to_bytes();
    notes[4] = b"nonsense".to_vec();
    let found = differences(check(&store, &rows(&store), &store.nodes, &notes));
    assert!(matches!(
        found[..],
        [
            Difference::CheckpointInvalid { position: 3, reason: CheckpointError::Note(_) },
            Difference::CheckpointInvalid { position: 4, reason: CheckpointError::Note(_) }
        ]
    ));
}

#[test]
fn any_flipped_bit_of_a_checkpoint_is_found() {
    let store = Store::with_checkpoints(&[3]);
    let notes = store.note_bytes();
    for at in 0..notes[0].len() {
        for bit in [at % 8, (at + 3) % 8] {
            let mut notes = notes.clone();
            notes[0][at] ^= 1 << bit;
            let found = differences(check(&store, &rows(&store), &store.nodes, &notes));
            assert!(
                matches!(found[..], [Difference::CheckpointInvalid { position: 0, .. }]),
                "bit {bit} of byte {at}: {found:?}"
            );
        }
    }
}

#[test]
fn checkpoints_that_shrink_or_split_are_named() {
    let store = Store::with_checkpoints(&[3, 7]);
    let mut other = Store::new();
    for n in 0..7_u8 {
        other.append(vec![n]);
    }
    let split = other.head().sign(&store.key).unwrap().to_bytes();
    let mut notes = store.note_bytes();
    notes.push(notes[0].clone());
    notes.push(split);
    let found = differences(check(&store, &rows(&store), &store.nodes, &notes));
    assert_eq!(found[0], Difference::CheckpointShrinks { position: 2, size: 3, earlier: 7 });
    assert_eq!(found[1], Difference::CheckpointSplit { position: 3, other: 1, size: 7 });
    assert!(matches!(found[2], Difference::CheckpointRoot { position: 3, agreed: 7, .. }));
}

#[test]
fn leaves_out_of_place_are_named_and_a_huge_index_costs_nothing() {
    let store = Store::with_checkpoints(&SIZES);
    let mut rows = rows(&store);
    rows.insert(4, (1, b"again".to_vec()));
    rows.insert(9, (MAX_GAP + 9, b"far".to_vec()));
    rows.insert(11, (u64::MAX, b"farther".to_vec()));
    let found = differences(check(&store, &rows, &store.nodes, &store.note_bytes()));
    assert_eq!(found[0], Difference::LeafOutOfPlace { expected: 4, found: 1 });
    assert_eq!(found[1], Difference::LeafOutOfPlace { expected: 8, found: MAX_GAP + 9 });
    assert_eq!(found[2], Difference::LeafOutOfPlace { expected: 9, found: u64::MAX });
    assert_eq!(found.len(), 3);
}

#[test]
fn the_list_of_differences_is_bounded() {
    let store = Store::with_checkpoints(&[2500]);
    let rows = (0..).zip(store.leaves.iter().map(|_| b"gone".to_vec())).collect();
    let report = check(&store, &rows, &store.nodes, &store.note_bytes());
    assert_eq!(report.findings.differences.len(), MAX_DIFFERENCES);
    assert_eq!(report.findings.omitted, 2500 - MAX_DIFFERENCES as u64);
    assert!(!report.findings.is_clean());
}

#[test]
fn every_difference_reads_as_a_sentence() {
    let store = Store::with_checkpoints(&SIZES);
    let mut rows = rows(&store);
    rows[2].1.push(b'!');
    rows.truncate(20);
    let texts: Vec<String> = differences(check(&store, &rows, &store.nodes, &store.note_bytes()))
        .iter()
        .map(Difference::to_string)
        .collect();
    assert!(texts[0].starts_with("leaf 2 was changed: it hashes to "), "{texts:?}");
    assert_eq!(
        texts[1],
        "checkpoint 5 is of 21 leaves, but the log has 20: it was cut or rolled back"
    );
}

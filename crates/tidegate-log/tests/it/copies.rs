//! Tile files of a log: written, held against the store, damaged, checked on their own.

use std::collections::BTreeMap;

use tidegate_log::NodeReader as _;
use tidegate_log::fsck::{Difference, check_copy, check_tile, check_tiles};
use tidegate_log::tiles::{
    self, BundleError, ProjectError, Tile, TileReader, project, read_bundle,
};
use tidegate_log::tree::{NodeId, new_nodes};

use crate::support::Store;

type Files = BTreeMap<Tile, Vec<u8>>;

fn write(store: &Store, old: u64, new: u64, files: &mut Files) {
    for file in project(old, new, &store.nodes, |i| store.leaves.get(i as usize).cloned()) {
        let file = file.unwrap();
        files.insert(file.tile, file.bytes);
    }
}

fn copy() -> (Store, Files) {
    let sizes = [5, 256, 300, 700];
    let store = Store::with_checkpoints(&sizes);
    let mut files = Files::new();
    let mut old = 0;
    for new in sizes {
        write(&store, old, new, &mut files);
        old = new;
    }
    (store, files)
}

#[test]
fn the_files_match_the_store_and_stand_on_their_own() {
    let (store, files) = copy();
    assert!(check_tiles(700, &store.nodes, |tile| files.get(tile).cloned()).is_clean());
    let report = check_copy(&store.trusted(), &store.note_bytes(), |t| files.get(t).cloned());
    assert_eq!((report.size, report.checkpoints), (700, 4));
    assert_eq!(report.findings.differences, []);
}

#[test]
fn a_flipped_byte_in_any_current_file_is_found_both_ways() {
    let (store, files) = copy();
    for tile in tiles::all(700) {
        let bytes = &files[&tile];
        for at in (0..bytes.len()).step_by(97).chain([0, bytes.len() - 1]) {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            let one = check_tile(tile, Some(&damaged), &store.nodes).unwrap_err();
            assert!(one.to_string().starts_with(&format!("file `{tile}`")), "{one}");
        }
        let mut damaged = files.clone();
        damaged.get_mut(&tile).unwrap()[2] ^= 1;
        let report = check_copy(&store.trusted(), &store.note_bytes(), |t| damaged.get(t).cloned());
        assert!(!report.findings.is_clean(), "{tile}");
    }
}

#[test]
fn a_missing_or_cut_file_is_named() {
    let (store, files) = copy();
    for tile in tiles::all(700) {
        let without = check_tiles(700, &store.nodes, |asked| {
            files.get(asked).filter(|_| *asked != tile).cloned()
        });
        assert_eq!(without.differences, [Difference::TileMissing(tile)]);
        let cut = &files[&tile][..files[&tile].len() - 1];
        assert!(matches!(
            check_tile(tile, Some(cut), &store.nodes),
            Err(Difference::TileLength { .. } | Difference::TileBundle { .. })
        ));
        let report = check_copy(&store.trusted(), &store.note_bytes(), |asked| {
            files.get(asked).filter(|_| *asked != tile).cloned()
        });
        assert!(!report.findings.is_clean(), "{tile}");
    }
}

#[test]
fn nodes_read_from_files_are_the_stored_ones() {
    let (store, mut files) = copy();
    let reader = TileReader::new(700, |tile: &Tile| files.get(tile).cloned());
    for id in new_nodes(0, 700) {
        assert_eq!(reader.node(id), Some(store.nodes[&id]), "{id}");
    }
    for id in [
        NodeId::leaf(700),
        NodeId { level: 2, index: 175 },
        NodeId { level: 10, index: 0 },
        NodeId { level: 200, index: 0 },
        NodeId { level: 7, index: u64::MAX },
    ] {
        assert_eq!(reader.node(id), None, "{id}");
    }
    // An older size reads on from full tiles after the partial ones were deleted.
    let full: Vec<Tile> = files.keys().filter(|tile| tile.width() == 256).copied().collect();
    files.retain(|tile, _| {
        let grown = |f: &Tile| (f.kind(), f.index()) == (tile.kind(), tile.index());
        tile.width() == 256 || !full.iter().any(grown)
    });
    let older = TileReader::new(300, |tile: &Tile| files.get(tile).cloned());
    for id in new_nodes(0, 300) {
        assert_eq!(older.node(id), Some(store.nodes[&id]), "{id}");
    }
}

#[test]
fn what_is_not_stored_is_not_written() {
    let store = Store::with_checkpoints(&[3]);
    let mut files = project(0, 4, &store.nodes, |i| store.leaves.get(i as usize).cloned());
    assert_eq!(files.next(), Some(Err(ProjectError::LeafMissing(3))));
    assert_eq!(files.next(), Some(Err(ProjectError::NodeMissing(NodeId::leaf(3)))));
    let long = vec![0; 65_536];
    let mut files = project(0, 3, &store.nodes, |_| Some(long.clone()));
    let refused = Err(ProjectError::Bundle(BundleError::EntryTooLong(65_536)));
    assert_eq!(files.next(), Some(refused));
}

#[test]
fn a_bundle_is_read_whole_or_not_at_all() {
    let bundle = tiles::write_bundle(&[&b"one"[..], b"", b"three"]).unwrap();
    assert_eq!(read_bundle(&bundle, 3), Ok(vec![&b"one"[..], b"", b"three"]));
    assert_eq!(read_bundle(&bundle, 2), Err(BundleError::Trailing(7)));
    assert_eq!(read_bundle(&bundle, 4), Err(BundleError::Truncated { entry: 3 }));
    assert_eq!(read_bundle(&bundle[..9], 3), Err(BundleError::Truncated { entry: 2 }));
}

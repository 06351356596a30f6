//! A log that Tessera wrote: seventeen signed checkpoints, tiles and entries.

use tidegate_log::fsck::{self, Difference};
use tidegate_log::tiles::{self, Tile, TileReader, read_bundle};
use tidegate_log::tree::{new_nodes, prove};
use tidegate_log::{Checkpoint, LeafHash, NodeReader as _, Proof, TrustedLog, VerifierKey};

use crate::support::{Store, corpus, read};

struct Copy {
    log: TrustedLog,
    folder: std::path::PathBuf,
    /// The checkpoints of sizes 0 to 15, then the published one.
    notes: Vec<Vec<u8>>,
}

impl Copy {
    fn open() -> Option<Self> {
        let folder = corpus("tlog/tessera-log")?;
        let vkey = String::from_utf8(read(&folder.join("vkey.txt"))?).unwrap();
        let log = TrustedLog::named_by(VerifierKey::parse(vkey.trim()).unwrap());
        let folder = folder.join("log");
        let mut notes: Vec<_> =
            (0..=15).map(|n| read(&folder.join(format!("checkpoint.{n}"))).unwrap()).collect();
        notes.push(read(&folder.join("checkpoint")).unwrap());
        Some(Self { log, folder, notes })
    }

    fn checkpoint(&self, n: usize) -> Checkpoint {
        Checkpoint::verify(&self.notes[n], &self.log).unwrap()
    }

    fn tile(&self, tile: &Tile) -> Option<Vec<u8>> {
        read(&self.folder.join(tile.to_string()))
    }
}

#[test]
fn all_checkpoints_verify_and_each_extends_those_before_it() {
    let Some(copy) = Copy::open() else { return };
    let nodes = TileReader::new(15, |tile: &Tile| copy.tile(tile));
    for (n, note) in copy.notes.iter().enumerate() {
        let checkpoint = copy.checkpoint(n);
        assert_eq!(checkpoint.note().to_bytes(), *note, "written back as it was read");
        assert_eq!(checkpoint.size(), n.min(15) as u64);
        for older in (0..=n).map(|older| copy.checkpoint(older)) {
            let proof = prove::consistency(&nodes, older.size(), checkpoint.size()).unwrap();
            assert_eq!(checkpoint.extends(&older, &proof), Ok(()));
            if older.size() < checkpoint.size() {
                assert!(older.extends(&checkpoint, &proof).is_err());
            }
        }
    }
    assert_eq!(copy.notes.len(), 17);
}

#[test]
fn every_entry_is_proved_under_every_checkpoint() {
    let Some(copy) = Copy::open() else { return };
    let mut proved = 0;
    for size in 1..=15_u64 {
        let checkpoint = copy.checkpoint(size as usize);
        let nodes = TileReader::new(size, |tile: &Tile| copy.tile(tile));
        let bundle = Tile::parse(&format!("tile/entries/000.p/{size}")).unwrap();
        let bytes = copy.tile(&bundle).unwrap();
        for (index, entry) in (0..).zip(read_bundle(&bytes, bundle.width()).unwrap()) {
            let hashes = prove::inclusion(&nodes, index, size).unwrap();
            let file = Proof::new(index, hashes, checkpoint.note().clone()).to_string();
            let proof = Proof::parse(file.as_bytes()).unwrap();
            let inclusion = proof.verify(&copy.log, LeafHash::of(entry)).unwrap();
            assert_eq!(inclusion.index(), index);
            assert!(proof.verify(&copy.log, LeafHash::of(b"another")).is_err());
            proved += 1;
        }
    }
    assert_eq!(proved, 120);
}

#[test]
fn the_check_of_the_copy_finds_nothing_and_any_flipped_byte_something() {
    let Some(copy) = Copy::open() else { return };
    let report = fsck::check_copy(&copy.log, &copy.notes, |tile| copy.tile(tile));
    assert_eq!((report.size, report.checkpoints, report.unsigned), (15, 17, 0));
    assert_eq!(report.findings.differences, []);

    // One checkpoint is enough to hold the copy against, and keeps the test quick.
    let last = &copy.notes[15..16];
    for tile in tiles::all(15) {
        let bytes = copy.tile(&tile).unwrap();
        for at in (0..bytes.len()).step_by(3) {
            let damaged = fsck::check_copy(&copy.log, last, |asked| {
                let mut bytes = copy.tile(asked)?;
                if *asked == tile {
                    bytes[at] ^= 0x20;
                }
                Some(bytes)
            });
            assert!(!damaged.findings.is_clean(), "{tile} at {at}");
        }
    }
}

#[test]
fn a_copy_without_its_tiles_is_not_clean() {
    let Some(copy) = Copy::open() else { return };
    let report = fsck::check_copy(&copy.log, &copy.notes, |_| None);
    let first = report.findings.differences.first();
    let beyond = Difference::CheckpointBeyondLog { position: 1, size: 1, leaves: 0 };
    assert_eq!(first, Some(&beyond));
}

#[test]
fn our_tree_over_its_entries_has_its_tiles_and_roots() {
    let Some(copy) = Copy::open() else { return };
    let bytes = copy.tile(&Tile::parse("tile/entries/000.p/15").unwrap()).unwrap();
    let mut store = Store::new();
    for (n, entry) in (1_u64..).zip(read_bundle(&bytes, 15).unwrap()) {
        store.append(entry.to_vec());
        assert_eq!(store.frontier.root(), *copy.checkpoint(n as usize).root().as_hash());
        for file in tiles::project(0, n, &store.nodes, |i| store.leaves.get(i as usize).cloned()) {
            let file = file.unwrap();
            assert_eq!(Some(file.bytes), copy.tile(&file.tile), "{}", file.tile);
        }
    }
    let nodes = TileReader::new(15, |tile: &Tile| copy.tile(tile));
    for id in new_nodes(0, 15) {
        assert_eq!(nodes.node(id), store.nodes.get(&id).copied());
    }
}

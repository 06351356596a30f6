//! The log beside other implementations: ct-merkle for the tree, Cloudflare's signed_note and
//! tlog_tiles (ports of Go's) for the formats.

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use proptest::prelude::*;
use sha2::Sha256;
use signed_note::{StandardSigner, StandardVerifier, VerifierList};
use tidegate_log::tree::{NodeId, prove, verify};
use tidegate_log::{Checkpoint, Hash, Note, TrustedLog, tiles};
use tlog_tiles::HashReader;

use crate::support::{Store, key};

/// Our rows as the hash store of tlog_tiles: both use the coordinates of full subtrees.
struct Rows<'a>(&'a Store);

impl HashReader for Rows<'_> {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog_tiles::Hash>, tlog_tiles::Error> {
        Ok(indexes
            .iter()
            .map(|&index| {
                let (level, index) = tlog_tiles::split_stored_hash_index(index);
                tlog_tiles::Hash(*self.0.nodes[&NodeId { level, index }].as_bytes())
            })
            .collect())
    }
}

fn theirs(hashes: &[Hash]) -> Vec<tlog_tiles::Hash> {
    hashes.iter().map(|hash| tlog_tiles::Hash(*hash.as_bytes())).collect()
}

fn store(size: u64) -> (Store, MemoryBackedTree<Sha256, Vec<u8>>) {
    let (mut store, mut tree) = (Store::new(), MemoryBackedTree::new());
    for n in 0..size {
        let data = n.to_le_bytes().to_vec();
        tree.push(data.clone());
        store.append(data);
    }
    (store, tree)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn trees_and_proofs_are_the_same(size in 1_u64..600, part in 0.0..1.0_f64) {
        let (store, tree) = store(size);
        let root = store.frontier.root();
        let tree_root = tree.root();
        prop_assert_eq!(&tree_root.as_bytes()[..], &root.as_bytes()[..]);
        let their_root = tlog_tiles::tree_hash(size, &Rows(&store)).unwrap();
        prop_assert_eq!(&their_root.0, root.as_bytes());

        let at = ((size - 1) as f64 * part) as u64;
        let ours = prove::inclusion(&store.nodes, at, size).unwrap();
        let joined: Vec<u8> = ours.iter().flat_map(|hash| *hash.as_bytes()).collect();
        let proof = tree.prove_inclusion(at as usize);
        prop_assert_eq!(proof.as_bytes(), &joined[..]);
        prop_assert_eq!(tlog_tiles::prove_record(size, at, &Rows(&store)).unwrap(), theirs(&ours));

        let old = at + 1;
        let ours = prove::consistency(&store.nodes, old, size).unwrap();
        let joined: Vec<u8> = ours.iter().flat_map(|hash| *hash.as_bytes()).collect();
        if old < size {
            let proof = tree.prove_consistency((size - old) as usize);
            prop_assert_eq!(proof.as_bytes(), &joined[..]);
        }
        prop_assert_eq!(tlog_tiles::prove_tree(size, old, &Rows(&store)).unwrap(), theirs(&ours));
    }

    /// Whatever proof we are shown, we and they must agree on it.
    #[test]
    fn verdicts_on_wrong_proofs_are_the_same(
        size in 1_u64..200, index in 0_u64..220, claimed in 0_u64..220,
        drop in 0..3_usize, repeat in 0..2_usize,
    ) {
        let (store, _) = store(size);
        let root = store.frontier.root();
        let index = index % size;
        let leaf = store.nodes[&NodeId::leaf(index)];
        let mut proof = prove::inclusion(&store.nodes, index, size).unwrap();
        proof.truncate(proof.len().saturating_sub(drop));
        proof.extend(std::iter::repeat_n(root, repeat));
        let ours = verify::inclusion(&leaf, claimed, size, &proof, &root).is_ok();
        let their_root = tlog_tiles::Hash(*root.as_bytes());
        let their_leaf = tlog_tiles::Hash(*leaf.as_bytes());
        let their =
            tlog_tiles::check_record(&theirs(&proof), size, their_root, claimed, their_leaf);
        prop_assert_eq!(ours, their.is_ok());
    }

    #[test]
    fn the_same_tiles_change(old in 0_u64..200_000, more in 0_u64..100_000) {
        let new = old + more;
        let mut ours: Vec<String> = tiles::changed(old, new)
            .filter(|tile| tile.kind() != tiles::TileKind::Entries)
            .map(|tile| tile.to_string())
            .collect();
        // Their paths name the height of a tile, which C2SP fixes at 8.
        let mut their: Vec<String> = tlog_tiles::Tile::new_tiles(8, old, new)
            .iter()
            .map(|tile| tile.path().replacen("tile/8/", "tile/", 1))
            .collect();
        ours.sort();
        their.sort();
        prop_assert_eq!(ours, their);
    }

    /// We never accept a note that they refuse.
    #[test]
    fn a_note_we_accept_they_accept(at in any::<prop::sample::Index>(), byte in any::<u8>(), second in any::<bool>()) {
        let signer = key("log.test/a", 1);
        let mut note = Note::sign("log.test/a\n\nsome text\n", &signer).unwrap();
        if second {
            let other = Note::sign("log.test/a\n\nsome text\n", &key("log.test/b", 2)).unwrap();
            note = note.with_signature(other.signatures()[0].clone()).unwrap();
        }
        let mut bytes = note.to_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let known = VerifierList::new(vec![Box::new(
            StandardVerifier::new(&signer.verifier().to_string()).unwrap(),
        )]);
        let ours = Note::parse(&bytes).is_ok_and(|note| note.verify(&[signer.verifier()]).is_ok());
        let their = signed_note::Note::from_bytes(&bytes).is_ok_and(|note| note.verify(&known).is_ok());
        prop_assert!(!ours || their, "{}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn they_verify_what_we_sign_and_we_what_they_sign() {
    let store = Store::with_checkpoints(&[11]);
    let known = VerifierList::new(vec![Box::new(
        StandardVerifier::new(&store.key.verifier().to_string()).unwrap(),
    )]);
    let note = signed_note::Note::from_bytes(&store.notes[0].to_bytes()).unwrap();
    assert!(note.verify(&known).is_ok());
    let read = tlog_tiles::Checkpoint::from_bytes(note.text()).unwrap();
    assert_eq!((read.origin(), read.size()), ("log.test/a", 11));
    assert_eq!(&read.hash().0, store.frontier.root().as_bytes());

    let signer = StandardSigner::new(&store.key.expose_secret()).unwrap();
    let mut note = signed_note::Note::new(store.head().to_string().as_bytes(), &[]).unwrap();
    note.add_sigs(&[&signer]).unwrap();
    let log = TrustedLog::named_by(store.key.verifier());
    assert_eq!(Checkpoint::verify(&note.to_bytes(), &log).unwrap().size(), 11);
}

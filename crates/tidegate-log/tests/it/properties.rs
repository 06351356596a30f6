//! Properties over random logs and random bytes.

use proptest::prelude::*;
use tidegate_log::tiles::{self, Tile, TileKind, project, read_bundle};
use tidegate_log::tree::{self, prove, verify};
use tidegate_log::{Head, LeafHash, Note, Proof, Receipt, SigningKey, VerifierKey, WitnessKey};

use crate::support::Store;

fn store(size: u64) -> Store {
    let mut store = Store::new();
    (0..size).for_each(|n| store.append(n.to_be_bytes().to_vec()));
    store
}

fn leaf_hashes(store: &Store) -> Vec<LeafHash> {
    store.leaves.iter().map(|data| LeafHash::of(data)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn appending_gives_the_root_and_nodes_of_the_definition(size in 0_u64..700) {
        let store = store(size);
        let leaves = leaf_hashes(&store);
        prop_assert_eq!(store.frontier.root(), tree::root(&leaves));
        prop_assert_eq!(store.nodes.len() as u64, (0..size).map(|n| u64::from(n.trailing_ones()) + 1).sum::<u64>());
        for (id, hash) in &store.nodes {
            let span = (id.index << id.level) as usize..((id.index + 1) << id.level) as usize;
            prop_assert_eq!(*hash, tree::root(&leaves[span]));
        }
    }

    #[test]
    fn every_prefix_is_consistent_and_no_other_root_is(
        size in 1_u64..400, part in 0.0..1.0_f64, at in any::<prop::sample::Index>(), bit in 0..256_usize,
    ) {
        let new = store(size);
        let old_size = 1 + ((size - 1) as f64 * part) as u64;
        let old = store(old_size);
        let (old_root, new_root) = (old.frontier.root(), new.frontier.root());
        let proof = prove::consistency(&new.nodes, old_size, size).unwrap();
        prop_assert_eq!(verify::consistency(old_size, size, &proof, &old_root, &new_root), Ok(()));

        let flip = |hash: &tree::Hash| {
            let mut bytes = *hash.as_bytes();
            bytes[bit / 8] ^= 1 << (bit % 8);
            tree::Hash::new(bytes)
        };
        prop_assert!(verify::consistency(old_size, size, &proof, &flip(&old_root), &new_root).is_err());
        prop_assert!(verify::consistency(old_size, size, &proof, &old_root, &flip(&new_root)).is_err());
        if !proof.is_empty() {
            let mut damaged = proof.clone();
            let at = at.index(damaged.len());
            damaged[at] = flip(&damaged[at]);
            prop_assert!(verify::consistency(old_size, size, &damaged, &old_root, &new_root).is_err());
            prop_assert!(verify::consistency(old_size, size, &proof[1..], &old_root, &new_root).is_err());
        }
        let mut longer = proof;
        longer.push(new_root);
        prop_assert!(verify::consistency(old_size, size, &longer, &old_root, &new_root).is_err());
    }

    #[test]
    fn every_leaf_is_proved_at_its_place_and_nowhere_else(
        size in 1_u64..400, index in any::<prop::sample::Index>(), other in 0_u64..500,
        at in any::<prop::sample::Index>(), bit in 0..256_usize,
    ) {
        let store = store(size);
        let root = store.frontier.root();
        let index = index.index(size as usize) as u64;
        let leaf = *LeafHash::of(&index.to_be_bytes()).as_hash();
        let proof = prove::inclusion(&store.nodes, index, size).unwrap();
        prop_assert_eq!(verify::inclusion(&leaf, index, size, &proof, &root), Ok(()));
        if other != index {
            prop_assert!(verify::inclusion(&leaf, other, size, &proof, &root).is_err());
        }
        if !proof.is_empty() {
            let mut damaged = proof.clone();
            let at = at.index(damaged.len());
            let mut bytes = *damaged[at].as_bytes();
            bytes[bit / 8] ^= 1 << (bit % 8);
            damaged[at] = tree::Hash::new(bytes);
            prop_assert!(verify::inclusion(&leaf, index, size, &damaged, &root).is_err());
            prop_assert!(verify::inclusion(&leaf, index, size, &proof[1..], &root).is_err());
        }
    }

    #[test]
    fn proofs_read_no_node_but_those_listed(size in 1_u64..2000, a in 0.0..1.0_f64) {
        let at = ((size - 1) as f64 * a) as u64;
        let store = store(size);
        let kept = |ids: Vec<tree::NodeId>| -> std::collections::BTreeMap<_, _> {
            ids.into_iter().map(|id| (id, store.nodes[&id])).collect()
        };
        let few = kept(prove::inclusion_nodes(at, size).unwrap());
        prop_assert_eq!(prove::inclusion(&few, at, size), prove::inclusion(&store.nodes, at, size));
        prop_assert!(few.len() <= 22);
        let few = kept(prove::consistency_nodes(at, size).unwrap());
        prop_assert_eq!(prove::consistency(&few, at, size), prove::consistency(&store.nodes, at, size));
        let few = kept(tree::peaks(size).collect());
        prop_assert_eq!(tree::Frontier::from_nodes(size, &few), Ok(store.frontier.clone()));
    }

    #[test]
    fn tiles_written_step_by_step_are_those_of_the_definition(
        mut sizes in prop::collection::vec(0_u64..1200, 1..4),
    ) {
        sizes.sort_unstable();
        let last = sizes.last().copied().unwrap();
        let store = store(last);
        let leaves = leaf_hashes(&store);
        let mut files = std::collections::BTreeMap::new();
        let mut old = 0;
        for new in sizes {
            for file in project(old, new, &store.nodes, |i| store.leaves.get(i as usize).cloned()) {
                let file = file.unwrap();
                prop_assert!(file.tile.belongs_to(new));
                files.insert(file.tile.to_string(), file.bytes);
            }
            old = new;
        }
        for tile in tiles::all(last) {
            let bytes = &files[&tile.to_string()];
            match tile.kind() {
                TileKind::Entries => {
                    for (id, entry) in tile.nodes().zip(read_bundle(bytes, tile.width()).unwrap()) {
                        prop_assert_eq!(entry, &store.leaves[id.index as usize][..]);
                    }
                }
                TileKind::Hashes(level) => {
                    let width = 256_usize.pow(u32::from(level));
                    for (i, hash) in bytes.chunks(32).enumerate() {
                        let from = (tile.index() as usize * 256 + i) * width;
                        let direct = tree::root(&leaves[from..from + width]);
                        prop_assert_eq!(hash, &direct.as_bytes()[..]);
                    }
                }
            }
        }
    }

    #[test]
    fn a_tile_path_says_which_tile_it_is(
        level in 0_u8..8, index in any::<u64>(), shift in 0..64_u32, width in 1_u16..=256,
    ) {
        let kind = if level == 7 { TileKind::Entries } else { TileKind::Hashes(level) };
        if let Some(tile) = Tile::new(kind, index >> shift, width) {
            prop_assert_eq!(Tile::parse(&tile.to_string()), Ok(tile));
            prop_assert_eq!(tile.nodes().count(), usize::from(width));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_reader_panics_on_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400), width in 0_u16..300) {
        let _ = Note::parse(&bytes);
        let _ = Proof::parse(&bytes);
        let _ = Receipt::parse(&bytes);
        let _ = read_bundle(&bytes, width);
        let text = String::from_utf8_lossy(&bytes);
        let _ = (Head::parse(&text), Tile::parse(&text), VerifierKey::parse(&text));
        let _ = (WitnessKey::parse(&text), SigningKey::parse(&text));
    }

    #[test]
    fn no_reader_panics_on_text_of_nearly_the_right_form(
        text in "(c2sp.org/tlog-proof@v1\n)?(extra [A-Za-z0-9+/=]{0,80}\n)?(index [0-9]{1,21}\n)?([A-Za-z0-9+/]{43}=\n){0,3}\n?([a-z]{1,4}\n[0-9]{1,3}\n[A-Za-z0-9+/]{43}=\n)?\n?(— [a-z]{1,3} [A-Za-z0-9+/]{0,12}={0,2}\n){0,2}",
        path in "tile/(entries|[0-9]{1,3})/(x[0-9]{3}/){0,8}[0-9]{3}(\\.p/[0-9]{1,4})?",
    ) {
        if let Ok(proof) = Proof::parse(text.as_bytes()) {
            prop_assert_eq!(proof.to_string(), text.clone());
        }
        if let Ok(note) = Note::parse(text.as_bytes()) {
            prop_assert_eq!(note.to_string(), text.clone());
        }
        if let Ok(head) = Head::parse(&text) {
            prop_assert_eq!(head.to_string(), text);
        }
        if let Ok(tile) = Tile::parse(&path) {
            prop_assert_eq!(tile.to_string(), path);
        }
    }
}

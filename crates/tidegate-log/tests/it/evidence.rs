//! What counts as evidence, and that nobody can make it up.

use static_assertions::assert_not_impl_any;
use tidegate_log::commitment::LEAF_BYTES;
use tidegate_log::receipt::MAX_CONTENT_BYTES;
use tidegate_log::tree::{prove, verify::VerifyError};
use tidegate_log::{
    Checkpoint, CheckpointError, Commitment, Content, Domain, Frontier, Hash, Head, Inclusion,
    LeafHash, Note, Proof, ProofError, Receipt, ReceiptError, RootHash, Salt, SigningKey,
};

use crate::support::Store;

assert_not_impl_any!(RootHash: Default, From<Hash>, From<[u8; 32]>, TryFrom<&'static [u8]>, std::str::FromStr, serde::Deserialize<'static>);
assert_not_impl_any!(Checkpoint: Default, From<Head>, From<Note>, std::str::FromStr, serde::Deserialize<'static>);
assert_not_impl_any!(Inclusion: Default, From<Proof>, From<Checkpoint>, std::str::FromStr, serde::Deserialize<'static>);
assert_not_impl_any!(LeafHash: Default, From<Hash>, From<[u8; 32]>, serde::Deserialize<'static>);
assert_not_impl_any!(SigningKey: Clone, std::fmt::Display, serde::Serialize);
assert_not_impl_any!(Salt: std::fmt::Display, serde::Serialize, Default, Copy);

const REPORT: Domain = Domain::constant("report");

/// A log of 20 commitments and the receipt of the leaf at `index`.
fn receipt(index: u64, content: impl Fn(&[u8]) -> Content) -> (Store, Receipt) {
    let mut store = Store::new();
    for n in 0..20_u8 {
        let commitment = Commitment::of(&REPORT, &Salt::new([n; 32]), &[b'x', n]);
        assert_eq!(commitment.leaf_data().len(), LEAF_BYTES);
        store.append(commitment.leaf_data().to_vec());
    }
    store.sign();
    let hashes = prove::inclusion(&store.nodes, index, 20).unwrap();
    let bytes = [b'x', index as u8];
    let salt = Salt::new([index as u8; 32]);
    let note = store.notes[0].clone();
    let receipt = Receipt::new(REPORT, salt, content(&bytes), index, hashes, note).unwrap();
    (store, receipt)
}

fn enclosed(bytes: &[u8]) -> Content {
    Content::Enclosed(bytes.to_vec())
}

#[test]
fn a_receipt_goes_through_a_file_and_verifies() {
    for index in 0..20 {
        let (store, receipt) = receipt(index, enclosed);
        let read = Receipt::parse(receipt.to_string().as_bytes()).unwrap();
        assert_eq!(read, receipt);
        let inclusion = read.verify(&store.trusted()).unwrap();
        assert_eq!((inclusion.index(), inclusion.checkpoint().size()), (index, 20));
        assert_eq!(inclusion.leaf(), &LeafHash::of(&store.leaves[index as usize]));
    }
}

#[test]
fn a_detached_receipt_shows_nothing_and_verifies_with_the_content() {
    let (store, receipt) = receipt(7, enclosed);
    let detached = Receipt::parse(receipt.detached().to_string().as_bytes()).unwrap();
    assert_eq!(detached.content(), &Content::Detached);
    assert_eq!(detached.verify(&store.trusted()), Err(ReceiptError::Detached));
    assert!(detached.verify_with(&store.trusted(), &[b'x', 7]).is_ok());
    assert_eq!(
        detached.verify_with(&store.trusted(), &[b'x', 8]),
        Err(ReceiptError::Proof(ProofError::Inclusion(VerifyError::Root)))
    );
}

#[test]
fn any_flipped_bit_of_a_receipt_fails() {
    let (store, receipt) = receipt(5, enclosed);
    let file = receipt.to_string().into_bytes();
    let log = store.trusted();
    // Every byte, two of its bits: a signature takes long to check in an unoptimised build.
    for at in 0..file.len() {
        for bit in [at % 8, (at + 3) % 8] {
            let mut damaged = file.clone();
            damaged[at] ^= 1 << bit;
            let verified = Receipt::parse(&damaged).and_then(|receipt| receipt.verify(&log));
            assert!(verified.is_err(), "bit {bit} of byte {at}");
        }
    }
    println!("{} flipped bits", file.len() * 2);
}

#[test]
fn any_cut_or_lengthened_receipt_fails() {
    let (store, receipt) = receipt(5, enclosed);
    let file = receipt.to_string().into_bytes();
    let log = store.trusted();
    for length in 0..file.len() {
        let verified = Receipt::parse(&file[..length]).and_then(|receipt| receipt.verify(&log));
        assert!(verified.is_err(), "cut at {length}");
    }
    for tail in ["\n", " ", "x", "\n\n"] {
        let longer = [&file, tail.as_bytes()].concat();
        assert!(Receipt::parse(&longer).and_then(|receipt| receipt.verify(&log)).is_err());
    }
}

#[test]
fn no_receipt_is_made_that_could_not_be_read() {
    let (store, _) = receipt(0, enclosed);
    let make = |length: usize| {
        let content = Content::Enclosed(vec![0; length]);
        Receipt::new(REPORT, Salt::new([1; 32]), content, 0, Vec::new(), store.notes[0].clone())
    };
    let largest = make(MAX_CONTENT_BYTES).unwrap();
    assert_eq!(Receipt::parse(largest.to_string().as_bytes()), Ok(largest));
    assert_eq!(make(MAX_CONTENT_BYTES + 1), Err(ReceiptError::TooLarge(MAX_CONTENT_BYTES + 1)));
}

#[test]
fn a_plain_proof_is_not_a_receipt() {
    let (_, receipt) = receipt(5, enclosed);
    let plain = receipt.proof().clone().with_extra(Vec::new()).to_string();
    assert_eq!(Receipt::parse(plain.as_bytes()), Err(ReceiptError::Opening));
    assert!(!plain.contains("extra"));
    for extra in [&[1_u8][..], &[2, 1, 1, b'a'], &[1, 0, 200], &[1, 2, 1, b'a']] {
        let file = receipt.proof().clone().with_extra(extra.to_vec()).to_string();
        assert_eq!(Receipt::parse(file.as_bytes()), Err(ReceiptError::Opening));
    }
}

#[test]
fn an_interior_node_does_not_pass_for_a_leaf() {
    let store = Store::with_checkpoints(&[4]);
    let checkpoint = store.checkpoint();
    // The data whose leaf hash would be the node's hash is unknown, and the node's two children
    // as data are hashed with the leaf's own prefix.
    let children: Vec<u8> = [0, 1]
        .iter()
        .flat_map(|&index| *store.nodes[&tidegate_log::NodeId::leaf(index)].as_bytes())
        .collect();
    let uncle = store.nodes[&tidegate_log::NodeId { level: 1, index: 1 }];
    for (index, proof) in [(0, vec![uncle]), (1, vec![uncle]), (0, vec![])] {
        assert!(checkpoint.include(LeafHash::of(&children), index, &proof).is_err());
    }
}

#[test]
fn a_log_does_not_sign_what_its_last_checkpoint_contradicts() {
    let mut honest = Store::with_checkpoints(&[5]);
    let previous = honest.checkpoint();
    let mut other = Store::new();
    for n in 0..8_u8 {
        other.append(vec![n]);
    }
    let proof = prove::consistency(&other.nodes, 5, 8).unwrap();
    let refused = other.head().sign_after(&previous, &proof, &other.key);
    assert_eq!(refused, Err(CheckpointError::Proof(VerifyError::Root)));
    let shorter = Head::new(previous.origin().clone(), 4, Hash::of_empty_tree());
    assert!(matches!(
        shorter.sign_after(&previous, &[], &other.key),
        Err(CheckpointError::Proof(VerifyError::Shrinks { old: 5, new: 4 }))
    ));
    honest.append(b"next".to_vec());
    honest.sign();
    assert_eq!(honest.notes.len(), 2);
}

#[test]
fn the_empty_log_has_a_checkpoint_that_everything_extends() {
    let store = Store::with_checkpoints(&[0, 3]);
    let first = Checkpoint::verify(&store.notes[0].to_bytes(), &store.trusted()).unwrap();
    assert_eq!(first.root().as_hash(), &Frontier::empty().root());
    assert_eq!(store.checkpoint().extends(&first, &[]), Ok(()));
    assert!(store.checkpoint().extends(&first, &[Hash::of_empty_tree()]).is_err());
    assert!(first.extends(&store.checkpoint(), &[]).is_err());
}

#[test]
fn the_proof_format_is_read_strictly() {
    let (_, receipt) = receipt(5, enclosed);
    let good = receipt.proof().to_string();
    assert!(Proof::parse(good.as_bytes()).is_ok());
    let hash = Hash::of_empty_tree().to_string();
    let too_many = format!("index 5\n{}", format!("{hash}\n").repeat(65));
    for (from, to, why) in [
        ("c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2", "version"),
        ("index 5", "index 05", "leading zero"),
        ("index 5", "index +5", "sign"),
        ("index 5", "index  5", "two spaces"),
        ("index 5", "index 18446744073709551616", "too large"),
        ("index 5\n", "", "no index"),
        ("extra ", "extra \nextra ", "empty extra"),
        ("index 5\n", &format!("{}\n", too_many.trim_end()), "too many hashes"),
        ("\n\nlog.test/a", "\nlog.test/a", "no blank line"),
        ("\n", "\r\n", "line ends"),
    ] {
        assert!(Proof::parse(good.replacen(from, to, 1).as_bytes()).is_err(), "{why}");
    }
    assert!(matches!(Proof::parse(&vec![b'x'; (16 << 20) + 1]), Err(ProofError::TooLong(_))));
}

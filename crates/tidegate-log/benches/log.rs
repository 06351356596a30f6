//! Appending, proving and checking receipts, beside plain SHA-256 and ct-merkle in the same run.

use std::collections::HashMap;
use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use ct_merkle::mem_backed_tree::MemoryBackedTree;
use sha2::{Digest, Sha256};
use tidegate_log::fsck::Audit;
use tidegate_log::tree::prove;
use tidegate_log::{
    Commitment, Content, Domain, Frontier, Hash, Head, KeyName, LeafHash, Node, NodeId, Note,
    Origin, Receipt, Salt, SigningKey, TrustedLog, VerifierKey,
};

const LEAVES: u64 = 16_384;
const DOMAIN: Domain = Domain::constant("bench");

fn data(n: u64) -> [u8; 36] {
    let mut salt = [0; 32];
    salt.iter_mut().zip(n.to_le_bytes()).for_each(|(to, from)| *to = from);
    Commitment::of(&DOMAIN, &Salt::new(salt), b"content").leaf_data()
}

struct Log {
    frontier: Frontier,
    nodes: HashMap<NodeId, Hash>,
    leaves: Vec<[u8; 36]>,
}

fn log() -> Log {
    let leaves: Vec<_> = (0..LEAVES).map(data).collect();
    let (mut frontier, mut written) = (Frontier::empty(), Vec::<Node>::new());
    leaves.iter().for_each(|leaf| frontier.append(LeafHash::of(leaf), &mut written));
    let nodes = written.into_iter().map(|node| (node.id, node.hash)).collect();
    Log { frontier, nodes, leaves }
}

fn peer(leaves: &[[u8; 36]]) -> MemoryBackedTree<Sha256, [u8; 36]> {
    let mut tree = MemoryBackedTree::new();
    leaves.iter().for_each(|leaf| tree.push(*leaf));
    tree
}

fn append(c: &mut Criterion) {
    let leaves = log().leaves;
    let mut group = c.benchmark_group("append 16384 leaves");
    group.throughput(Throughput::Elements(LEAVES));
    group.sample_size(20);
    group.bench_function("tidegate-log", |b| {
        b.iter(|| {
            let (mut frontier, mut written) = (Frontier::empty(), Vec::new());
            leaves.iter().for_each(|leaf| frontier.append(LeafHash::of(leaf), &mut written));
            black_box((frontier.root(), written.len()))
        });
    });
    group.bench_function("ct-merkle", |b| b.iter(|| black_box(peer(&leaves).root())));
    group.bench_function("plain SHA-256 of as many leaves and nodes", |b| {
        b.iter(|| {
            let mut last = [0; 32];
            for leaf in &leaves {
                last = Sha256::new().chain_update([0]).chain_update(leaf).finalize().into();
                let node = Sha256::new().chain_update([1]).chain_update(last).chain_update(last);
                last = node.finalize().into();
            }
            black_box(last)
        });
    });
    group.finish();
}

fn prove_inclusion(c: &mut Criterion) {
    let log = log();
    let tree = peer(&log.leaves);
    let mut group = c.benchmark_group("prove inclusion in 16384");
    let mut at = 0;
    group.bench_function("tidegate-log", |b| {
        b.iter(|| {
            at = (at + 7919) % LEAVES;
            black_box(prove::inclusion(&log.nodes, at, LEAVES))
        });
    });
    group.bench_function("ct-merkle", |b| {
        b.iter(|| {
            at = (at + 7919) % LEAVES;
            black_box(tree.prove_inclusion(at as usize))
        });
    });
    group.finish();
}

struct Signed {
    trusted: TrustedLog,
    key: VerifierKey,
    note: Note,
    file: Vec<u8>,
}

fn signed(log: &Log) -> Option<Signed> {
    let key = SigningKey::from_seed(KeyName::parse("log.bench/a").ok()?, &[1; 32]).ok()?;
    let origin = Origin::parse("log.bench/a").ok()?;
    let note = Head::new(origin, LEAVES, log.frontier.root()).sign(&key).ok()?;
    let hashes = prove::inclusion(&log.nodes, 0, LEAVES).ok()?;
    let content = Content::Enclosed(b"content".to_vec());
    let receipt =
        Receipt::new(DOMAIN, Salt::new([0; 32]), content, 0, hashes, note.clone()).ok()?;
    let file = receipt.to_string().into_bytes();
    let trusted = TrustedLog::named_by(key.verifier());
    Some(Signed { trusted, key: key.verifier(), note, file })
}

fn verify(c: &mut Criterion) {
    let log = log();
    let Some(signed) = signed(&log) else { return };
    let good = Receipt::parse(&signed.file).and_then(|receipt| receipt.verify(&signed.trusted));
    assert!(good.is_ok(), "the bench verifies a receipt that holds");
    let mut group = c.benchmark_group("verify");
    group.bench_function("receipt, from its file", |b| {
        b.iter(|| Receipt::parse(&signed.file).and_then(|r| r.verify(&signed.trusted)).is_ok());
    });
    group.bench_function("one Ed25519 signature alone", |b| {
        b.iter(|| signed.note.verify(std::slice::from_ref(&signed.key)).is_ok());
    });
    let (tree, first) = (peer(&log.leaves), data(0));
    let (root, proof) = (tree.root(), tree.prove_inclusion(0));
    group.bench_function("ct-merkle inclusion, no signature", |b| {
        b.iter(|| root.verify_inclusion(&first, 0, &proof).is_ok());
    });
    group.finish();
}

fn audit(c: &mut Criterion) {
    let log = log();
    let Some(signed) = signed(&log) else { return };
    let notes = [signed.note.to_bytes()];
    let mut group = c.benchmark_group("audit 16384 leaves");
    group.throughput(Throughput::Elements(LEAVES));
    group.sample_size(20);
    group.bench_function("tidegate-log", |b| {
        b.iter_batched(
            || Audit::new(signed.trusted.clone(), &notes),
            |mut audit| {
                (0..).zip(&log.leaves).for_each(|(i, leaf)| audit.leaf(i, leaf, &log.nodes));
                black_box(audit.finish())
            },
            BatchSize::SmallInput,
        );
    });
    group.finish();
}

criterion_group!(benches, append, prove_inclusion, verify, audit);
criterion_main!(benches);

//! The proofs of transparency-dev/merkle: all that must hold and all that must not.

use serde::Deserialize;
use tidegate_log::tree::verify::VerifyError;
use tidegate_log::tree::{Hash, LeafHash, prove, verify};

use crate::support::{corpus, files, read};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Inclusion {
    leaf_idx: u64,
    tree_size: u64,
    root: Option<String>,
    leaf_hash: Option<String>,
    proof: Option<Vec<String>>,
    want_err: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SubtreeInclusion {
    leaf_idx: u64,
    start: u64,
    end: u64,
    root: Option<String>,
    leaf_hash: Option<String>,
    proof: Option<Vec<String>>,
    want_err: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Consistency {
    size1: u64,
    size2: u64,
    root1: Option<String>,
    root2: Option<String>,
    proof: Option<Vec<String>>,
    want_err: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SubtreeConsistency {
    start: u64,
    end: u64,
    size: u64,
    root1: Option<String>,
    root2: Option<String>,
    proof: Option<Vec<String>>,
    want_err: bool,
}

/// Some cases have hashes of other lengths, which our type cannot hold. They are replaced by the
/// hash of a leaf of that text, so that equal ones stay equal and the case still reaches the check.
/// An empty hash stays none, and refuses.
fn hash(text: Option<&String>) -> Option<Hash> {
    let text = text.filter(|text| !text.is_empty())?;
    Some(Hash::from_base64(text).unwrap_or_else(|_| *LeafHash::of(text.as_bytes()).as_hash()))
}

/// The two hashes and the proof of a case, put to a check.
fn holds(
    hashes: [Option<&String>; 2],
    proof: Option<&Vec<String>>,
    check: impl Fn(&Hash, &Hash, &[Hash]) -> Result<(), VerifyError>,
) -> bool {
    let proof = proof.into_iter().flatten().map(|text| hash(Some(text))).collect();
    let [a, b] = hashes.map(hash);
    let parts: Option<(Hash, Hash, Vec<Hash>)> = a.zip(b).zip(proof).map(|((a, b), p)| (a, b, p));
    parts.is_some_and(|(a, b, proof)| check(&a, &b, &proof).is_ok())
}

/// Runs every case below a folder; returns how many had to hold and how many had not to.
fn run<T: for<'a> Deserialize<'a>>(kind: &str, verdict: impl Fn(&T) -> (bool, bool)) {
    let Some(folder) = corpus(&format!("merkle/transparency-dev/{kind}")) else { return };
    let (mut hold, mut refuse) = (0, 0);
    for path in files(&folder) {
        let case: T = serde_json::from_slice(&read(&path).unwrap()).unwrap();
        let (held, want_err) = verdict(&case);
        assert_eq!(held, !want_err, "{}", path.display());
        if held { hold += 1 } else { refuse += 1 }
    }
    println!("{kind}: {hold} hold, {refuse} are refused");
    assert!(hold > 0 && refuse > 0);
}

#[test]
fn inclusion_proofs() {
    run("inclusion", |case: &Inclusion| {
        let held = holds(
            [case.leaf_hash.as_ref(), case.root.as_ref()],
            case.proof.as_ref(),
            |leaf, root, proof| verify::inclusion(leaf, case.leaf_idx, case.tree_size, proof, root),
        );
        (held, case.want_err)
    });
}

#[test]
fn subtree_inclusion_proofs() {
    run("subtreeinclusion", |case: &SubtreeInclusion| {
        let held = holds(
            [case.leaf_hash.as_ref(), case.root.as_ref()],
            case.proof.as_ref(),
            |leaf, root, proof| {
                verify::subtree_inclusion(leaf, case.leaf_idx, (case.start, case.end), proof, root)
            },
        );
        (held, case.want_err)
    });
}

#[test]
fn consistency_proofs() {
    run("consistency", |case: &Consistency| {
        let held = holds(
            [case.root1.as_ref(), case.root2.as_ref()],
            case.proof.as_ref(),
            |old, new, proof| verify::consistency(case.size1, case.size2, proof, old, new),
        );
        (held, case.want_err)
    });
}

#[test]
fn subtree_consistency_proofs() {
    run("subtreeconsistency", |case: &SubtreeConsistency| {
        let held = holds(
            [case.root1.as_ref(), case.root2.as_ref()],
            case.proof.as_ref(),
            |old, new, proof| {
                verify::subtree_consistency((case.start, case.end), case.size, proof, old, new)
            },
        );
        (held, case.want_err)
    });
}

/// The fuzz corpus of compact ranges holds pairs of extreme numbers: taken as sizes, no arithmetic
/// may overflow and no node may lie outside the tree.
#[test]
fn extreme_sizes() {
    let Some(folder) = corpus("merkle/compact-testdata/fuzz/FuzzRangeNodes") else { return };
    let mut pairs = 0;
    for path in files(&folder) {
        let text = String::from_utf8(read(&path).unwrap()).unwrap();
        let numbers: Vec<u64> = text
            .lines()
            .filter_map(|line| line.strip_prefix("uint64(")?.strip_suffix(')')?.parse().ok())
            .collect();
        let [a, b] = numbers[..] else { panic!("{}", path.display()) };
        let (old, new) = (a.min(b), a.max(b));
        let mut nodes = prove::consistency_nodes(old, new).unwrap();
        if old < new {
            nodes.extend(prove::inclusion_nodes(old, new).unwrap());
        }
        for node in nodes {
            let last = (u128::from(node.index) + 1) << node.level;
            assert!(last <= u128::from(new), "{node} is outside a tree of {new}");
        }
        pairs += 1;
    }
    println!("{pairs} pairs of sizes");
}

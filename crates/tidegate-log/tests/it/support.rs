//! What the tests share: the corpora, and a small log in memory.

#![expect(clippy::disallowed_methods, reason = "tests read the corpora from disk")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use tidegate_log::tree::{NodeId, prove};
use tidegate_log::{
    Checkpoint, Frontier, Hash, Head, KeyName, LeafHash, Note, Origin, SigningKey, TrustedLog,
};

/// A corpus, or `None` with a line on what was left out.
pub(crate) fn corpus(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("TIDEGATE_CORPORA").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpora")),
        PathBuf::from,
    );
    let found = root.join(path);
    if found.exists() {
        return Some(found);
    }
    println!("left out: all cases of {path}, corpora not found");
    None
}

pub(crate) fn read(path: &Path) -> Option<Vec<u8>> {
    std::fs::read(path).ok()
}

/// Every file below a folder, in a fixed order.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

pub(crate) fn key(name: &str, seed: u8) -> SigningKey {
    SigningKey::from_seed(KeyName::parse(name).unwrap(), &[seed; 32]).unwrap()
}

/// A log as rows: leaf data, nodes, the notes it signed.
pub(crate) struct Store {
    pub(crate) key: SigningKey,
    pub(crate) frontier: Frontier,
    pub(crate) leaves: Vec<Vec<u8>>,
    pub(crate) nodes: BTreeMap<NodeId, Hash>,
    pub(crate) notes: Vec<Note>,
}

impl Store {
    pub(crate) fn new() -> Self {
        Self {
            key: key("log.test/a", 1),
            frontier: Frontier::empty(),
            leaves: Vec::new(),
            nodes: BTreeMap::new(),
            notes: Vec::new(),
        }
    }

    /// A log that signed a checkpoint at each of the sizes.
    pub(crate) fn with_checkpoints(sizes: &[u64]) -> Self {
        let mut store = Self::new();
        for &size in sizes {
            while store.frontier.size() < size {
                let data = format!("entry {}", store.frontier.size()).into_bytes();
                store.append(data);
            }
            store.sign();
        }
        store
    }

    pub(crate) fn append(&mut self, data: Vec<u8>) {
        let mut written = Vec::new();
        self.frontier.append(LeafHash::of(&data), &mut written);
        self.leaves.push(data);
        self.nodes.extend(written.into_iter().map(|node| (node.id, node.hash)));
    }

    pub(crate) fn head(&self) -> Head {
        let origin = Origin::parse("log.test/a").unwrap();
        Head::new(origin, self.frontier.size(), self.frontier.root())
    }

    pub(crate) fn sign(&mut self) {
        let note = match self.notes.last() {
            None => self.head().sign(&self.key).unwrap(),
            Some(last) => {
                let previous = Checkpoint::verify(&last.to_bytes(), &self.trusted()).unwrap();
                let proof = prove::consistency(&self.nodes, previous.size(), self.frontier.size());
                self.head().sign_after(&previous, &proof.unwrap(), &self.key).unwrap()
            }
        };
        self.notes.push(note);
    }

    pub(crate) fn trusted(&self) -> TrustedLog {
        TrustedLog::named_by(self.key.verifier())
    }

    pub(crate) fn note_bytes(&self) -> Vec<Vec<u8>> {
        self.notes.iter().map(Note::to_bytes).collect()
    }

    pub(crate) fn checkpoint(&self) -> Checkpoint {
        Checkpoint::verify(&self.notes.last().unwrap().to_bytes(), &self.trusted()).unwrap()
    }
}

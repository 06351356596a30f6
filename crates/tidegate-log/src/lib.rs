//! A transparency log as a pure library: Merkle tree over rows, signed checkpoints, tiles, proofs
//! and receipts, and the check of all of it.
//!
//! A log is a list that is only ever appended to, made so that nobody can change it unnoticed, not
//! even whoever keeps it. How one entry becomes something that a court can check:
//!
//! ```text
//!  bytes + salt                                            the caller's; never in the log
//!       │ Commitment::of                        commitment
//!       ▼
//!  leaf data ──► LeafHash ──► Frontier::append ──► nodes   tree        rows, with the caller's own
//!                                  │                                   rows in one transaction
//!                                  ▼ root
//!                                Head ──► sign ──► note    checkpoint, note   after the commit
//!                                                   │
//!                   TrustedLog ──► Checkpoint::verify      the only maker of a RootHash
//!                                         │
//!        nodes ──► prove::inclusion ──► include            the only maker of an Inclusion
//!                        │
//!                        ▼
//!        Proof (tlog-proof@v1) + opening = Receipt         one file, checked offline, for ever
//!
//!  leaves + nodes ──► tiles::project ──► files             can be rebuilt at any time
//!  leaves + nodes + checkpoints + tiles ──► fsck           every difference, precisely
//! ```
//!
//! **Evidence is a type.** Hashes are cheap: anybody can compute a root and a proof that fit. A
//! [`RootHash`] exists only inside a [`Checkpoint`] whose signature was checked against a key from
//! elsewhere, and an [`Inclusion`] only after a proof was checked against such a root. Neither can
//! be built by hand, deserialised or defaulted.
//!
//! **Everything fails closed.** A missing node, a cut file, an unknown key, a proof one hash too
//! long: an error that says what to do next, never a guess.
//!
//! **It never** opens a file, asks the time, draws a random number, sleeps or calls a network. The
//! caller passes bytes, salts and key seeds, and writes what it is handed. It knows nothing of what
//! the bytes mean.
//!
//! The whole way, with constants where the caller would draw random bytes:
//!
//! ```
//! use std::collections::BTreeMap;
//! use tidegate_log::tree::prove;
//! use tidegate_log::*;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! const REPORT: Domain = Domain::constant("report");
//! let (salt, bytes) = (Salt::new([7; 32]), b"exact bytes");
//!
//! // In the caller's transaction: one leaf row, the node rows, the head row.
//! let leaf = Commitment::of(&REPORT, &salt, bytes);
//! let (mut frontier, mut written) = (Frontier::empty(), Vec::new());
//! frontier.append(leaf.leaf_hash(), &mut written);
//! let nodes: BTreeMap<_, _> = written.iter().map(|node| (node.id, node.hash)).collect();
//!
//! // After the commit, before anything is acknowledged.
//! let key = SigningKey::from_seed(KeyName::parse("log.example")?, &[1; 32])?;
//! let head = Head::new(Origin::parse("log.example")?, frontier.size(), frontier.root());
//! let note = head.sign(&key)?;
//!
//! // The log's own evidence that the leaf is in.
//! let log = TrustedLog::named_by(key.verifier());
//! let checkpoint = Checkpoint::verify(&note.to_bytes(), &log)?;
//! let hashes = prove::inclusion(&nodes, 0, checkpoint.size())?;
//! let inclusion: Inclusion = checkpoint.include(leaf.leaf_hash(), 0, &hashes)?;
//! assert_eq!(inclusion.index(), 0);
//!
//! // What somebody takes home, and checks years later without us.
//! let content = Content::Enclosed(bytes.to_vec());
//! let file = Receipt::new(REPORT, salt, content, 0, hashes, note)?.to_string();
//! assert!(Receipt::parse(file.as_bytes())?.verify(&log).is_ok());
//! # Ok(())
//! # }
//! ```
//!
//! The formats are those of C2SP (signed-note, tlog-checkpoint, tlog-cosignature, tlog-tiles,
//! tlog-proof) over the tree of RFC 6962, so that other people's tools read a log written here and
//! the other way round. The leaf encoding is ours: see [`commitment`].

pub mod checkpoint;
pub mod commitment;
pub mod fsck;
pub mod note;
pub mod proof;
pub mod receipt;
pub mod tiles;
pub mod tree;

pub use checkpoint::{Checkpoint, CheckpointError, Head, Origin, RootHash, TrustedLog};
pub use commitment::{Commitment, Domain, Salt};
pub use note::{KeyName, Note, SigningKey, VerifierKey, WitnessKey};
pub use proof::{Inclusion, Proof, ProofError};
pub use receipt::{Content, Receipt, ReceiptError};
pub use tree::{Frontier, Hash, LeafHash, Node, NodeId, NodeReader};

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

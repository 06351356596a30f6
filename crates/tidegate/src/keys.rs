//! Keys: a root outside the database, one key per office, one per case, one per record.
//!
//! ```text
//! root         passphrase (Argon2id), key file (mode 0600) or environment; never in a database
//!  +- office key vN      random, sealed under the root, in `ring.json`
//!  |   +- case key       random, sealed under the office key, in `keys.db`, one slot per case
//!  |       +- record key HKDF-SHA256(case key, "tg1|rec|" + record id)
//!  +- purpose keys       Ed25519 seeds of the log and the receipts, the keys of keyed digests and of the shelf; as above
//! ```
//!
//! The directory `keys/` is apart from the main database and can lie on another disk: a thief of the
//! database alone reads nothing, and the loss of one slot erases one case. Keys are wiped from
//! memory when dropped, have no `Display`, and print as `redacted`. This module never sees content.

mod cases;
mod random;
mod ring;
mod root;
mod secret;

pub use cases::{CaseKeys, KeyState, WrappedCaseKey};
pub use random::{Random, RandomError};
pub use ring::{KeyRing, Purpose};
pub use root::{Cost, RootSource};
pub use secret::{CaseKey, Secret};

use std::path::PathBuf;

use crate::seal::SealError;

/// Why a key could not be made, found or opened.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// A key file could not be read or written.
    #[error("cannot {doing} `{path}`: {why}")]
    File {
        /// What was being done, as a verb.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        why: std::io::Error,
    },
    /// Others than the owner may read the key file.
    #[error("the key file `{0}` can be read by others; set its mode to 0600 and try again")]
    Exposed(PathBuf),
    /// A key file does not have the expected form.
    #[error("the key file `{path}` is damaged: {why}; restore it from its backup")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// Nothing opens with this passphrase or root key.
    #[error("the passphrase or root key does not open this office's keys")]
    WrongRoot,
    /// The environment variable with the root key is absent or malformed.
    #[error("the environment variable `{0}` must hold 32 bytes in base64")]
    Environment(String),
    /// The kind of root asked for is not the kind these keys were made with.
    #[error("these keys are opened by {made}, not by {asked}")]
    RootKind {
        /// What the ring was made with.
        made: &'static str,
        /// What was offered.
        asked: &'static str,
    },
    /// The case's key was destroyed on purpose.
    #[error("the case `{0}` was erased; its content cannot be opened by anyone")]
    Erased(String),
    /// There is no key for the case.
    #[error(
        "there is no key for the case `{0}` in the key file; restore the key file from its backup"
    )]
    Absent(String),
    /// The key does not match the commitment stored beside it.
    #[error("the key of the case `{0}` is not the one it was sealed with")]
    Commitment(String),
    /// A name is too long for its place in the key file.
    #[error("the id `{0}` is longer than a key slot holds")]
    LongId(String),
    /// The passphrase settings are out of range.
    #[error("the passphrase settings are out of range: {0}")]
    Cost(String),
    /// A wrapped key did not open or could not be made.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The machine gave no random bytes.
    #[error(transparent)]
    Random(#[from] RandomError),
}

impl KeyError {
    fn file(doing: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |why| Self::File { doing, path, why }
    }
}

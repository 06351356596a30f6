//! What the tests of this crate share; not part of the library.

use std::path::PathBuf;

/// The bytes of a file of the corpora, or nothing with a line that says so where they are absent.
#[expect(
    clippy::disallowed_methods,
    reason = "tests read the corpora from disk; the library does not"
)]
pub(crate) fn corpus(path: &str) -> Option<Vec<u8>> {
    let root = std::env::var_os("TIDEGATE_CORPORA").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpora")),
        PathBuf::from,
    );
    let bytes = std::fs::read(root.join(path)).ok();
    if bytes.is_none() {
        println!("left out: the corpora have no {path} here");
    }
    bytes
}

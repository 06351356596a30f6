//! The documents that nobody of this project wrote, where they are at hand.

use std::path::PathBuf;

/// The text of a file of the corpora, or none after a line that says what was left out.
#[expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "the test reads the corpora and says what it left out"
)]
pub(crate) fn corpus(path: &str, left_out: &str) -> Option<String> {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpora");
    let folder = std::env::var("TIDEGATE_CORPORA").unwrap_or_else(|_| default.to_owned());
    let text = std::fs::read_to_string(PathBuf::from(folder).join(path)).ok();
    if text.is_none() {
        println!("left out: {left_out}, for {path} is not here");
    }
    text
}

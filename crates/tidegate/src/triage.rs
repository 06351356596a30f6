//! Decision tables and the list of weaknesses that the binary carries, from `triage/`.
//!
//! They are data, as law and forms are: embedded when the binary is built, and worded in the files themselves. A test
//! holds that they load without a fault and name facts, events and statutes that the book has.

use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use tidegate_core::triage::table::{TableFault, Tables};
use tidegate_core::triage::weakness::Weaknesses;

/// The folder `triage/` as it was when the binary was built.
static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../triage");

// INVARIANT: both load; the tests below stop a build whose files do not.
static TABLES: LazyLock<Tables> = LazyLock::new(|| read_tables().unwrap_or_default());
static WEAKNESSES: LazyLock<Weaknesses> =
    LazyLock::new(|| Weaknesses::read(list()).unwrap_or_default());

/// The decision tables.
#[must_use]
pub fn tables() -> &'static Tables {
    &TABLES
}

/// The list of weaknesses.
#[must_use]
pub fn weaknesses() -> &'static Weaknesses {
    &WEAKNESSES
}

fn read_tables() -> Result<Tables, Vec<TableFault>> {
    let toml = FILES.files().filter(|file| file.path().extension().is_some_and(|e| e == "toml"));
    Tables::load(toml.filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?))))
}

fn list() -> &'static str {
    FILES.get_file("cwe.tsv").and_then(|file| file.contents_utf8()).unwrap_or_default()
}

#[cfg(test)]
mod tests;

//! Builds again when a file is added to or removed from a folder that the binary carries: the macro that carries it
//! sees changes only.

use std::io::Write as _;

fn main() -> std::io::Result<()> {
    let folders = [
        "../../law",
        "../../forms",
        "../../triage",
        "migrations",
        "words/en",
        "words/zh",
        "assets",
        "templates",
    ];
    for folder in folders {
        std::io::stdout().write_all(format!("cargo::rerun-if-changed={folder}\n").as_bytes())?;
    }
    Ok(())
}

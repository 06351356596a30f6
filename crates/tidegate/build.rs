//! Builds again when a file of the book is added or removed: the macro that carries the book sees changes only.

use std::io::Write as _;

fn main() -> std::io::Result<()> {
    std::io::stdout()
        .write_all(b"cargo::rerun-if-changed=../../law\ncargo::rerun-if-changed=migrations\n")
}

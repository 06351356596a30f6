//! The book and the scenes of this repository, read from disk once.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use tidegate_law::{Book, SourceFile};

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The text of a file.
#[expect(clippy::disallowed_methods, reason = "the test reads scenes and law from their folders")]
pub(crate) fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Replaces the text of a file, on request of whoever runs the test.
#[expect(clippy::disallowed_methods, reason = "blessing writes what the book answers now")]
pub(crate) fn write(path: &Path, text: &str) {
    std::fs::write(path, text).unwrap();
}

/// Whether whoever runs the test wants the answers written down as they are now.
#[expect(clippy::disallowed_methods, reason = "blessing is asked for by the environment")]
pub(crate) fn blessing() -> bool {
    std::env::var_os("UPDATE_SCENES").is_some()
}

/// Every file below a folder, sorted.
#[expect(clippy::disallowed_methods, reason = "the test reads scenes and law from their folders")]
pub(crate) fn below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(below(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Whether a path ends with one of these endings.
pub(crate) fn ends(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted))
}

/// The scenes, each with its path relative to the root.
pub(crate) fn scenes() -> Vec<(String, String)> {
    let root = root();
    below(&root.join("scenes"))
        .iter()
        .filter(|path| ends(path, &["scene"]))
        .map(|path| (path.strip_prefix(&root).unwrap().display().to_string(), read(path)))
        .collect()
}

/// The book, loaded once for each test program.
pub(crate) fn book() -> &'static Book {
    static BOOK: LazyLock<Book> = LazyLock::new(|| {
        let law = root().join("law");
        let files: Vec<SourceFile> = below(&law)
            .iter()
            .filter(|path| ends(path, &["md", "toml", "cedar", "cedarschema"]))
            .map(|path| {
                let name = path.strip_prefix(&law).unwrap().to_string_lossy().replace('\\', "/");
                SourceFile::new(name, read(path))
            })
            .collect();
        Book::load(&files).unwrap_or_else(|faults| {
            let list: Vec<String> = faults.iter().map(ToString::to_string).collect();
            panic!("the book has faults:\n{}", list.join("\n"))
        })
    });
    &BOOK
}

//! The files of the project, and how faults are shown.

use std::fs;
use std::path::{Path, PathBuf};

/// The root of the project.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// One text file, with its path from the root.
pub(crate) struct Page {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Page {
    /// Whether it ends in this extension.
    pub(crate) fn is(&self, extension: &str) -> bool {
        self.path.rsplit_once('.').is_some_and(|(_, end)| end == extension)
    }

    /// Its lines, counted from 1.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(place, line)| (place + 1, line))
    }
}

/// What people write here: code, book, scenes, words, documents. Not the lock file, not the licence.
pub(crate) fn pages() -> Vec<Page> {
    let kinds =
        ["rs", "md", "toml", "cedar", "cedarschema", "sql", "ftl", "scene", "txt", "py", "js"];
    let mut pages = Vec::new();
    walk(&root(), "", &mut |path, full| {
        let kind = path.rsplit_once('.').map_or("", |(_, end)| end);
        let script = path == "test" || path.starts_with(".ci/");
        if script || kinds.contains(&kind) {
            pages.push(Page { path: path.to_owned(), text: fs::read_to_string(full).unwrap() });
        }
    });
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    pages
}

/// The Rust files under a path from the root.
pub(crate) fn rust_under(folder: &str) -> Vec<Page> {
    pages().into_iter().filter(|page| page.is("rs") && page.path.starts_with(folder)).collect()
}

/// One file, which must be there.
pub(crate) fn page(path: &str) -> Page {
    let text = fs::read_to_string(root().join(path));
    Page { path: path.to_owned(), text: text.unwrap_or_else(|error| panic!("{path}: {error}")) }
}

/// The names of the crates, as their folders are called.
pub(crate) fn crates() -> Vec<String> {
    names("crates")
}

/// What a folder holds, by name and in order.
pub(crate) fn names(folder: &str) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(root().join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn walk(folder: &Path, prefix: &str, visit: &mut impl FnMut(&str, &Path)) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        if entry.file_type().unwrap().is_dir() {
            let skipped = ["target", ".git", "node_modules"];
            if !skipped.contains(&name.as_str()) {
                walk(&entry.path(), &format!("{path}/"), visit);
            }
        } else {
            visit(&path, &entry.path());
        }
    }
}

/// Fails with every fault on a line of its own.
pub(crate) fn none(faults: &[String]) {
    assert!(faults.is_empty(), "{} places:\n{}", faults.len(), faults.join("\n"));
}

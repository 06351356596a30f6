//! The book that the binary carries, or one from a directory.
//!
//! The files of `law/` are compiled in, so that a binary alone answers; `--law DIR` or `TIDEGATE_LAW` reads another
//! book, for those who write law. A book with a fault is never used: every fault is given back with its source.

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use anyhow::Context as _;
use include_dir::{Dir, include_dir};
use tidegate_law::{Book, BookError, SourceFile};

/// The folder `law/` as it was when the binary was built.
static LAW: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../law");
/// The endings of the files that belong to a book.
const ENDINGS: [&str; 4] = ["md", "toml", "cedar", "cedarschema"];
/// The largest file of a book that is read.
const LARGEST: u64 = 4 << 20;

/// Why there is no book.
#[derive(Debug)]
pub enum NoBook {
    /// The folder cannot be read.
    Unreadable(anyhow::Error),
    /// The book has faults.
    Faults(Vec<BookError>),
}

/// A book that was loaded; the one that the binary carries is loaded once in the life of a process.
#[derive(Debug)]
pub enum Loaded {
    /// The book that the binary carries.
    Embedded(&'static Book),
    /// A book from a folder.
    Read(Box<Book>),
}

impl Deref for Loaded {
    type Target = Book;

    fn deref(&self) -> &Book {
        match self {
            Self::Embedded(book) => book,
            Self::Read(book) => book,
        }
    }
}

/// The book that the binary carries, once it is loaded.
static EMBEDDED: OnceLock<Book> = OnceLock::new();

/// Loads the book from a folder, or the one that the binary carries.
///
/// # Errors
/// [`NoBook`] if the folder cannot be read or the book has a fault.
pub fn load(folder: Option<&Path>) -> Result<Loaded, NoBook> {
    if let Some(folder) = folder {
        let files = read(folder).map_err(NoBook::Unreadable)?;
        return Ok(Loaded::Read(Box::new(Book::load(&files).map_err(NoBook::Faults)?)));
    }
    if let Some(book) = EMBEDDED.get() {
        return Ok(Loaded::Embedded(book));
    }
    let book = Book::load(&embedded()).map_err(NoBook::Faults)?;
    Ok(Loaded::Embedded(EMBEDDED.get_or_init(|| book)))
}

/// The files of the book that the binary carries.
#[must_use]
pub fn embedded() -> Vec<SourceFile> {
    let mut files = Vec::new();
    collect(&LAW, &mut files);
    files
}

fn collect(folder: &Dir<'_>, files: &mut Vec<SourceFile>) {
    for file in folder.files() {
        if let (true, Some(text)) = (belongs(file.path()), file.contents_utf8()) {
            files.push(SourceFile::new(name(file.path()), text));
        }
    }
    for inner in folder.dirs() {
        collect(inner, files);
    }
}

/// Reads the files of a book from a folder.
///
/// # Errors
/// A folder or file that cannot be read, or is too large or not text.
pub fn read(folder: &Path) -> anyhow::Result<Vec<SourceFile>> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(next) = folders.pop() {
        let entries = std::fs::read_dir(&next)
            .with_context(|| format!("the folder `{}` cannot be read", next.display()))?;
        for entry in entries {
            let entry =
                entry.with_context(|| format!("reading the folder `{}`", next.display()))?;
            let path = entry.path();
            // A link is not followed: a book is plain files, and a link could lead round in a circle.
            let kind =
                entry.file_type().with_context(|| format!("reading `{}`", path.display()))?;
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() && belongs(&path) {
                files.push(file(folder, &path)?);
            }
        }
    }
    Ok(files)
}

/// The files of a version of the book that a person names: a folder, or one file laid over the book in use. A statute
/// takes the place of the one with its id, and is added where there is none; any other file that of its name.
///
/// # Errors
/// [`NoBook::Unreadable`] where something cannot be read or lies over nothing, [`NoBook::Faults`] where the file is no
/// statute.
pub fn version(named: &Path, in_use: Option<&Path>) -> Result<Vec<SourceFile>, NoBook> {
    if named.is_dir() {
        return read(named).map_err(NoBook::Unreadable);
    }
    let mut files = match in_use {
        Some(folder) => read(folder).map_err(NoBook::Unreadable)?,
        None => embedded(),
    };
    let root = named.parent().unwrap_or(Path::new(""));
    let mut over = file(root, &named.to_path_buf()).map_err(NoBook::Unreadable)?;
    let place = if named.extension().is_some_and(|ending| ending == "md") {
        let id = over.statute().map_err(NoBook::Faults)?;
        let of = |file: &SourceFile| file.is_statute() && file.statute().is_ok_and(|one| one == id);
        files.iter().position(of)
    } else {
        let called = |file: &SourceFile| Path::new(&file.path).file_name() == named.file_name();
        let place = files.iter().position(called);
        if place.is_none() {
            let message = format!("`{}` is no file of a book", named.display());
            return Err(NoBook::Unreadable(anyhow::anyhow!(message)));
        }
        place
    };
    match place.and_then(|place| files.get_mut(place)) {
        Some(stands) => stands.text = over.text,
        None => {
            over.path = format!("added/{}", over.path);
            files.push(over);
        }
    }
    Ok(files)
}

fn file(folder: &Path, path: &PathBuf) -> anyhow::Result<SourceFile> {
    let about = || format!("the file `{}` cannot be read as text", path.display());
    let size = std::fs::metadata(path).with_context(about)?.len();
    anyhow::ensure!(
        size <= LARGEST,
        "the file `{}` has {size} bytes, more than a file of a book may have",
        path.display()
    );
    let text = std::fs::read_to_string(path).with_context(about)?;
    Ok(SourceFile::new(name(path.strip_prefix(folder).unwrap_or(path)), text))
}

fn belongs(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending == *known))
}

fn name(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_binary_carries_the_book_as_it_stands_in_the_folder() {
        let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../law"));
        let sorted = |mut files: Vec<SourceFile>| {
            files.sort_by(|a, b| a.path.cmp(&b.path));
            files.into_iter().map(|file| file.path).collect::<Vec<_>>()
        };
        assert_eq!(sorted(embedded()), sorted(read(folder).unwrap()));
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let Err(NoBook::Unreadable(error)) = load(Some(Path::new("/nowhere/law"))) else {
            panic!("there is no such folder")
        };
        assert_eq!(error.to_string(), "the folder `/nowhere/law` cannot be read");
    }
}

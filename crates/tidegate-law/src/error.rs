//! What can be wrong with a book: every fault points at file, line and clause.

use std::ops::Range;

use miette::{Diagnostic, NamedSource, SourceSpan};
use thiserror::Error;

/// One file of the book as it was read: a path relative to `law/` and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// The path relative to the folder of the book, with `/`.
    pub path: String,
    /// The whole text.
    pub text: String,
}

impl SourceFile {
    /// A file of the book.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into() }
    }

    /// Whether it is the file of a statute, by its name.
    pub fn is_statute(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name.ends_with(".md") && !matches!(name, "README.md" | "REVIEW.md")
    }

    /// The id of the statute that it is the file of.
    ///
    /// # Errors
    /// Every fault for which it is not one.
    pub fn statute(&self) -> Result<String, Vec<BookError>> {
        crate::literate::read(self).map(|read| read.matter.id)
    }

    /// The line on which a byte of the text stands; the first is 1.
    pub(crate) fn line_of(&self, place: usize) -> usize {
        self.text.bytes().take(place).filter(|byte| *byte == b'\n').count() + 1
    }
}

/// A fault in the book. A book with a fault does not load.
#[derive(Debug, Error, Diagnostic)]
#[error("{path}:{line}: {message}")]
pub struct BookError {
    path: String,
    line: usize,
    message: String,
    clause: String,
    #[help]
    help: Option<String>,
    #[source_code]
    source_code: NamedSource<String>,
    #[label("{clause}")]
    span: Option<SourceSpan>,
}

impl BookError {
    /// A fault of a whole file.
    pub fn whole(file: &SourceFile, message: impl Into<String>) -> Self {
        Self::at(file, None, "", message)
    }

    /// A fault at a range of bytes, in a clause.
    pub fn at(
        file: &SourceFile,
        span: Option<Range<usize>>,
        clause: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        let start = span.as_ref().map_or(0, |span| span.start).min(file.text.len());
        Self {
            path: file.path.clone(),
            line: file.line_of(start),
            message: message.into(),
            clause: clause.into(),
            help: None,
            source_code: NamedSource::new(&file.path, file.text.clone()),
            span: span.map(SourceSpan::from),
        }
    }

    /// The same fault with advice on what to do.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The line of the fault, counted from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// The clause (the citation) in which the fault stands; empty for a whole file.
    pub fn clause(&self) -> &str {
        &self.clause
    }
}

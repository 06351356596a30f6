//! Reading a report from JSON, TOML or Markdown, and its canonical bytes.

use serde::Deserialize;

use super::draft::Draft;
use super::fault::FieldFault;
use super::{limits, markdown};
use crate::digest::{Digest, NotCanonical, canonical};
use crate::word::shown;

/// The largest document that is read, in bytes. Files travel beside it.
pub const MOST_BYTES: usize = 4 << 20;
/// The deepest nesting that is read; the form needs five.
const DEEPEST: usize = 16;

/// Why a text is no report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReportError {
    /// It is too large.
    #[error("the report has {0} bytes, more than 4 MiB; send long material as files beside it")]
    TooLarge(usize),
    /// It is nested too deeply.
    #[error("the report is nested more than 16 deep; use the fields of the form")]
    TooDeep,
    /// It is not text.
    #[error("the report is not UTF-8 text; save it as UTF-8")]
    Encoding,
    /// A field is not right.
    #[error("field `{field}`: {why}")]
    Field {
        /// Which.
        field: String,
        /// What is wrong, and what to do.
        why: FieldFault,
    },
    /// The document as a whole cannot be read.
    #[error("the report cannot be read: {0}")]
    Form(String),
    /// A Markdown report has no front matter.
    #[error(
        "the report does not begin with front matter; begin with a line `+++`, fields as TOML, and a line `+++`"
    )]
    NoFrontMatter,
    /// A section stands twice.
    #[error("field `{0}` is given twice; keep it once, in the front matter or as a section")]
    Twice(String),
}

impl ReportError {
    pub(super) fn field(field: &str, why: FieldFault) -> Self {
        Self::Field { field: field.to_owned(), why }
    }

    pub(super) fn form(error: &dyn std::fmt::Display) -> Self {
        Self::Form(error.to_string().trim_end().to_owned())
    }
}

impl From<NotCanonical> for ReportError {
    fn from(error: NotCanonical) -> Self {
        Self::form(&error)
    }
}

impl Draft {
    /// Reads JSON (RFC 8259).
    ///
    /// # Errors
    /// [`ReportError`], naming the field where there is one.
    pub fn from_json(bytes: &[u8]) -> Result<Self, ReportError> {
        let text = text(bytes)?;
        deep(text, b"{[", b"}]")?;
        let mut reader = serde_json::Deserializer::from_str(text);
        let draft = read(&mut reader)?;
        reader.end().map_err(|error| ReportError::form(&error))?;
        checked(draft)
    }

    /// Reads TOML 1.0.
    ///
    /// # Errors
    /// [`ReportError`], naming the field where there is one.
    pub fn from_toml(bytes: &[u8]) -> Result<Self, ReportError> {
        let text = text(bytes)?;
        checked(read(toml_reader(text)?)?)
    }

    /// Reads Markdown with front matter: fields as TOML between two lines `+++`, then sections whose headings name a
    /// field, such as `## Description` or `## 漏洞描述`. A heading of the first level is the title; text before the first
    /// known section is the description.
    ///
    /// # Errors
    /// [`ReportError`], naming the field where there is one.
    pub fn from_markdown(bytes: &[u8]) -> Result<Self, ReportError> {
        let text = text(bytes)?;
        let (front, body) = markdown::split(text).ok_or(ReportError::NoFrontMatter)?;
        deep(front, b"{[", b"}]")?;
        let mut fields: toml::Table = read(toml_reader(front)?)?;
        markdown::place(body, &mut fields)?;
        checked(read(toml::Value::Table(fields))?)
    }

    /// Its canonical bytes (RFC 8785): what the receipt proves, whatever form it was written in.
    ///
    /// # Errors
    /// [`ReportError`] if a field is not right.
    pub fn canonical(&self) -> Result<Vec<u8>, ReportError> {
        limits::check(self)?;
        Ok(canonical(self)?)
    }

    /// The digest of its canonical bytes.
    ///
    /// # Errors
    /// [`ReportError`] if a field is not right.
    pub fn digest(&self) -> Result<Digest, ReportError> {
        self.canonical().map(|bytes| Digest::of(&bytes))
    }
}

fn checked(draft: Draft) -> Result<Draft, ReportError> {
    limits::check(&draft).map(|()| draft)
}

fn text(bytes: &[u8]) -> Result<&str, ReportError> {
    if bytes.len() > MOST_BYTES {
        return Err(ReportError::TooLarge(bytes.len()));
    }
    let text = str::from_utf8(bytes).map_err(|_| ReportError::Encoding)?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

fn toml_reader(text: &str) -> Result<toml::de::Deserializer<'_>, ReportError> {
    deep(text, b"{[", b"}]")?;
    toml::de::Deserializer::parse(text).map_err(|error| ReportError::form(&error.message()))
}

/// Reads with the path of the field at hand.
fn read<'de, T: Deserialize<'de>, D>(reader: D) -> Result<T, ReportError>
where
    D: serde::Deserializer<'de>,
    D::Error: std::fmt::Display,
{
    serde_path_to_error::deserialize(reader).map_err(|error| {
        let field = error.path().to_string();
        let why = error.inner().to_string();
        match field.as_str() {
            "." | "?" => ReportError::Form(why.trim_end().to_owned()),
            _ => {
                let why = FieldFault::Unread(why.trim_end().to_owned());
                ReportError::Field { field: shown(&field), why }
            }
        }
    })
}

/// Refuses deep nesting before any parser recurses into it. Brackets in strings count too where they are not closed;
/// a text of prose has far fewer than the limit on one line of thought, and strings are skipped by their quotes.
fn deep(text: &str, open: &[u8], close: &[u8]) -> Result<(), ReportError> {
    let mut depth: usize = 0;
    let mut quoted = false;
    let mut escaped = false;
    for byte in text.bytes() {
        if quoted {
            let ends = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            quoted = !ends;
        } else if byte == b'"' {
            quoted = true;
        } else if open.contains(&byte) {
            depth += 1;
        } else if close.contains(&byte) {
            depth = depth.saturating_sub(1);
        }
        if depth > DEEPEST {
            return Err(ReportError::TooDeep);
        }
    }
    Ok(())
}

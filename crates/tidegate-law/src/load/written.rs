//! Cedar policies as they are written in a file of the book.

use std::collections::BTreeMap;
use std::ops::Range;
use std::str::FromStr;

use cedar_policy::PolicySet;
use miette::Diagnostic;
use serde_json::Value as Json;

use crate::error::{BookError, SourceFile};

/// One Cedar policy as written in a block.
pub(crate) struct Written {
    /// Its JSON form.
    pub(crate) json: Json,
    /// Its text.
    pub(crate) text: String,
    /// Where it stands in the file.
    pub(crate) span: Range<usize>,
    pub(crate) annotations: BTreeMap<String, String>,
}

impl Written {
    pub(crate) fn annotation(&self, key: &str) -> Option<&str> {
        self.annotations.get(key).map(String::as_str)
    }

    pub(crate) fn list(&self, key: &str) -> Vec<String> {
        let text = self.annotation(key).unwrap_or_default();
        text.split(',').map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned).collect()
    }
}

/// Parses a block into its policies, in the order of the text.
pub(crate) fn parsed(
    file: &SourceFile,
    text: &str,
    offset: usize,
    clause: &str,
) -> Result<Vec<Written>, Vec<BookError>> {
    let set = PolicySet::from_str(text).map_err(|errors| {
        errors
            .iter()
            .map(|error| {
                let label = error.labels().and_then(|mut labels| labels.next());
                let span = label
                    .map(|l| offset + l.offset()..offset + l.offset() + l.len().max(1))
                    .unwrap_or(offset..offset + text.len());
                BookError::at(file, Some(span), clause, error.to_string())
            })
            .collect::<Vec<_>>()
    })?;
    let mut written = Vec::new();
    for policy in set.policies() {
        let json =
            policy.to_json().map_err(|error| vec![BookError::whole(file, error.to_string())])?;
        let annotations: BTreeMap<String, String> =
            policy.annotations().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
        let source = policy.to_cedar().unwrap_or_default();
        let place = text.find(source.trim()).unwrap_or(0);
        let span = offset + place..offset + place + source.trim().len();
        written.push(Written { json, text: source, span, annotations });
    }
    written.sort_by_key(|written| written.span.start);
    Ok(written)
}

//! What the book leaves out: rules that somebody may look for and not find, each with the reason.
//!
//! The book lists them in `left-out.toml`, by jurisdiction. The list changes no answer: of what is left out the book
//! says neither that it permits nor that it forbids. What a rule reads more narrowly than its text stands at the rule.

use serde::{Deserialize, Serialize};

use crate::schema::Words;

/// A rule that is not in the book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// Whose rule it is, as statutes say it; `norm` for the norms of the field.
    pub jurisdiction: String,
    /// Which.
    pub words: Words,
    /// Why it is left out.
    pub why: Words,
}

impl LeftOut {
    /// Reads `left-out.toml`.
    pub(crate) fn parse_all(text: &str) -> Result<Vec<Self>, String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        let mut all: Vec<Self> = Vec::new();
        for one in file.left {
            if all.iter().any(|known| known.words.en == one.en) {
                return Err(format!("`{}` is left out twice", one.en));
            }
            all.push(Self {
                jurisdiction: one.jurisdiction,
                words: Words { en: one.en, zh: one.zh },
                why: Words { en: one.why_en, zh: one.why_zh },
            });
        }
        Ok(all)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    left: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    jurisdiction: String,
    en: String,
    zh: String,
    why_en: String,
    why_zh: String,
}

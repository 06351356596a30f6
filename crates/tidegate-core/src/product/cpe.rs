//! CPE 2.3 names as formatted strings (NISTIR 7695, section 6.2).
//!
//! The name is validated and kept as written; it is not matched against other names here.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::word::shown;

/// A CPE 2.3 name bound to a formatted string, such as `cpe:2.3:a:apache:log4j:2.14.1:*:*:*:*:*:*:*`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cpe(String);

/// A text is not a CPE 2.3 name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotACpe {
    /// It is in the older URI binding.
    #[error("`{0}` is a CPE 2.2 name; write it as `cpe:2.3:` and eleven parts")]
    Older(String),
    /// It has not the eleven parts, or one of them has a character that is not allowed.
    #[error(
        "`{0}` is not a CPE 2.3 name; write `cpe:2.3:` and eleven parts with `:` between, `*` where any value will do"
    )]
    Form(String),
}

impl Cpe {
    /// The name as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its eleven parts: part, vendor, product, version, update, edition, language, software edition, target software,
    /// target hardware, other; still quoted with backslashes.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        split(self.0.get("cpe:2.3:".len()..).unwrap_or_default())
    }
}

impl FromStr for Cpe {
    type Err = NotACpe;

    fn from_str(text: &str) -> Result<Self, NotACpe> {
        if text.starts_with("cpe:/") {
            return Err(NotACpe::Older(shown(text)));
        }
        let rest = text.strip_prefix("cpe:2.3:").filter(|_| text.len() <= 2_000);
        let parts: Vec<&str> = split(rest.unwrap_or_default()).collect();
        let right = match parts.split_first() {
            Some((part, others)) => {
                matches!(*part, "a" | "h" | "o" | "*" | "-")
                    && others.len() == 10
                    && others.iter().all(|part| is_attribute(part))
            }
            None => false,
        };
        if right { Ok(Self(text.to_owned())) } else { Err(NotACpe::Form(shown(text))) }
    }
}

/// Splits at colons that are not quoted.
fn split(text: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    text.split(move |c: char| {
        let ends = c == ':' && !quoted;
        quoted = c == '\\' && !quoted;
        ends
    })
}

/// Whether `text` is `*`, `-`, or letters, digits and quoted punctuation, with `?` and `*` only at the ends.
fn is_attribute(text: &str) -> bool {
    if text == "*" || text == "-" {
        return true;
    }
    let stem = text.strip_prefix('*').unwrap_or_else(|| text.trim_start_matches('?'));
    let stem = if ends_quoted(stem) {
        stem
    } else {
        stem.strip_suffix('*').unwrap_or_else(|| stem.trim_end_matches('?'))
    };
    let mut quoted = false;
    let plain = stem.bytes().all(|b| {
        let right = if quoted {
            b.is_ascii_punctuation()
        } else {
            b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b'~' | b'\\')
        };
        quoted = b == b'\\' && !quoted;
        right
    });
    plain && !quoted && !stem.is_empty()
}

/// Whether the last character is quoted by an odd run of backslashes before it.
fn ends_quoted(text: &str) -> bool {
    let mut characters = text.chars().rev();
    characters.next().is_some() && characters.take_while(|c| *c == '\\').count() % 2 == 1
}

impl TryFrom<String> for Cpe {
    type Error = NotACpe;

    fn try_from(text: String) -> Result<Self, NotACpe> {
        text.parse()
    }
}

impl From<Cpe> for String {
    fn from(cpe: Cpe) -> Self {
        cpe.0
    }
}

impl fmt::Display for Cpe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_quoting_and_wildcards_are_read() {
        for right in [
            r"cpe:2.3:a:actions\/artifact\/:github_toolkit:*:*:*:*:*:*:*:*",
            r"cpe:2.3:a:x:y\:z:1\.0:-:*:*:*:*:*:*",
            r"cpe:2.3:o:x:y:8.\*:sp?:*:*:*:*:*:*",
        ] {
            let cpe: Cpe = right.parse().unwrap();
            assert_eq!(cpe.parts().count(), 11, "{right}");
        }
    }

    #[test]
    fn other_texts_are_not() {
        for wrong in [
            "",
            "cpe:2.3:a:x:y",
            "cpe:2.3:b:x:y:*:*:*:*:*:*:*:*",
            "cpe:2.3:a:x y:y:*:*:*:*:*:*:*:*",
            "cpe:2.3:a:x*x:y:*:*:*:*:*:*:*:*",
            "cpe:2.3:a::y:*:*:*:*:*:*:*:*",
            "cpe:2.3:a:x:y:*:*:*:*:*:*:*:*:*",
            r"cpe:2.3:a:x:y:*:*:*:*:*:*:*:\",
        ] {
            assert!(matches!(wrong.parse::<Cpe>(), Err(NotACpe::Form(_))), "{wrong}");
        }
        assert!(matches!("cpe:/a:x:y".parse::<Cpe>(), Err(NotACpe::Older(_))));
    }
}

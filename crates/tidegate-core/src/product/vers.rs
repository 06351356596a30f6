//! Version ranges in the `vers:` notation (vers-spec, package-url project), validated and kept.
//!
//! Versions are opaque here: each ecosystem orders its own, and no order is guessed. A range that cannot be ordered is
//! still a range that a person reads.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::word::shown;

/// A range of versions, such as `vers:npm/>=1.0.0|<1.3.2`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Vers {
    text: String,
    scheme: String,
    constraints: Vec<Constraint>,
}

/// One bound or point of a range.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Constraint {
    /// How the version bounds the range.
    pub comparator: Comparator,
    /// The version, with percent-encoding undone; empty for `*`.
    pub version: String,
}

/// How a version bounds a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Comparator {
    /// This version.
    Equal,
    /// Every version but this.
    NotEqual,
    /// Before this version.
    Less,
    /// This version and those before.
    LessOrEqual,
    /// After this version.
    Greater,
    /// This version and those after.
    GreaterOrEqual,
    /// Every version; stands alone.
    Any,
}

/// A text is not a version range.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a version range: {why}; write for example `vers:npm/>=1.0.0|<1.3.2`")]
pub struct NotVers {
    text: String,
    why: &'static str,
}

impl NotVers {
    /// What was written instead.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What is wrong with it, in English.
    pub fn why(&self) -> &'static str {
        self.why
    }
}

impl Vers {
    /// The text as written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The scheme that orders the versions, such as `npm`.
    pub fn scheme(&self) -> &str {
        &self.scheme
    }

    /// The constraints, in the order written.
    pub fn constraints(&self) -> &[Constraint] {
        &self.constraints
    }
}

impl FromStr for Vers {
    type Err = NotVers;

    fn from_str(text: &str) -> Result<Self, NotVers> {
        let wrong = |why| NotVers { text: shown(text), why };
        if text.len() > 10_000 {
            return Err(wrong("it is longer than 10 000 characters"));
        }
        if text.chars().any(char::is_whitespace) {
            return Err(wrong("it has white space"));
        }
        let rest =
            text.strip_prefix("vers:").ok_or_else(|| wrong("it does not begin with `vers:`"))?;
        let (scheme, list) =
            rest.split_once('/').ok_or_else(|| wrong("there is no `/` after the scheme"))?;
        let lower =
            |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-');
        if !scheme.starts_with(|c: char| c.is_ascii_lowercase()) || !scheme.bytes().all(lower) {
            return Err(wrong("the scheme is not a word in small letters"));
        }
        let constraints =
            list.split('|').map(constraint).collect::<Result<Vec<_>, _>>().map_err(wrong)?;
        let any = constraints.iter().any(|one| one.comparator == Comparator::Any);
        if any && constraints.len() > 1 {
            return Err(wrong("`*` does not stand alone"));
        }
        // The specification wants each version once, its own tests have `<1|>1`; only a true repetition is refused.
        let mut sorted: Vec<&Constraint> = constraints.iter().collect();
        sorted.sort_unstable();
        if sorted.windows(2).any(|pair| matches!(pair, [a, b] if a == b)) {
            return Err(wrong("a constraint stands in it twice"));
        }
        Ok(Self { text: text.to_owned(), scheme: scheme.to_owned(), constraints })
    }
}

fn constraint(text: &str) -> Result<Constraint, &'static str> {
    if text == "*" {
        return Ok(Constraint { comparator: Comparator::Any, version: String::new() });
    }
    let signs = [
        (">=", Comparator::GreaterOrEqual),
        ("<=", Comparator::LessOrEqual),
        ("!=", Comparator::NotEqual),
        (">", Comparator::Greater),
        ("<", Comparator::Less),
        ("=", Comparator::Equal),
    ];
    let (comparator, version) = signs
        .iter()
        .find_map(|(sign, comparator)| text.strip_prefix(sign).map(|rest| (*comparator, rest)))
        .unwrap_or((Comparator::Equal, text));
    if version.is_empty() {
        return Err("a version is missing");
    }
    if version.contains(['<', '>', '=', '!', '*', '|']) {
        return Err("a version has one of `<>=!*|`, which must be percent-encoded");
    }
    let version = percent_decoded(version).ok_or("percent-encoding is broken")?;
    Ok(Constraint { comparator, version })
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let pair = [rest.next()?, rest.next()?];
            let digits = str::from_utf8(&pair).ok()?;
            if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
                return None;
            }
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

impl TryFrom<String> for Vers {
    type Error = NotVers;

    fn try_from(text: String) -> Result<Self, NotVers> {
        text.parse()
    }
}

impl From<Vers> for String {
    fn from(vers: Vers) -> Self {
        vers.text
    }
}

impl fmt::Display for Vers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_gives_its_constraints() {
        let vers: Vers = "vers:pypi/>=1.0%2Blocal|!=1.5|<2|3".parse().unwrap();
        assert_eq!(vers.scheme(), "pypi");
        let read: Vec<_> =
            vers.constraints().iter().map(|one| (one.comparator, one.version.as_str())).collect();
        assert_eq!(
            read,
            [
                (Comparator::GreaterOrEqual, "1.0+local"),
                (Comparator::NotEqual, "1.5"),
                (Comparator::Less, "2"),
                (Comparator::Equal, "3"),
            ]
        );
    }

    #[test]
    fn what_is_no_range_says_why() {
        for (text, why) in [
            ("npm/1", "it does not begin with `vers:`"),
            ("vers:npm", "there is no `/` after the scheme"),
            ("vers:NPM/1", "the scheme is not a word in small letters"),
            ("vers:npm/", "a version is missing"),
            ("vers:npm/*|1", "`*` does not stand alone"),
            ("vers:npm/<1|<1", "a constraint stands in it twice"),
            ("vers:npm/%zz", "percent-encoding is broken"),
            ("vers:npm/1 |2", "it has white space"),
        ] {
            assert_eq!(text.parse::<Vers>().unwrap_err().why, why, "{text}");
        }
    }
}

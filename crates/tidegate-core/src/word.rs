//! Words that the book defines and the case only carries: capacities, authorities, start events.
//!
//! Which words exist is said by the schema of the book; here is only their form, so that a new authority or a new
//! start event touches no Rust. Whoever takes a word from outside checks it against the book.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A text is not a word of the book.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a word of the book; write small letters, digits and underscores, such as `cn_miit`"
)]
pub struct NotAWord(String);

impl NotAWord {
    /// What was written instead.
    pub fn text(&self) -> &str {
        &self.0
    }
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The word, as in the schema of the book.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = NotAWord;

            fn from_str(text: &str) -> Result<Self, NotAWord> {
                if is_word(text) { Ok(Self(text.to_owned())) } else { Err(NotAWord(shown(text))) }
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotAWord;

            fn try_from(text: String) -> Result<Self, NotAWord> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(word: $name) -> Self {
                word.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

words! {
    /// In what capacity somebody receives: a value of `Capacity` in the schema, such as `public` or `cn_miit`.
    Capacity;
    /// Which authority a party is: a value of `Capacity` in the schema that names one, such as `cn_miit`, `eu_csirt`
    /// or `foreign_authority`.
    AuthorityKey;
    /// What starts a clock: a value of `StartEvent` in the schema, such as `learned`.
    StartEvent;
}

impl Capacity {
    /// Everybody.
    pub fn public() -> Self {
        Self("public".to_owned())
    }

    /// Whether this is everybody.
    pub fn is_public(&self) -> bool {
        self.0 == "public"
    }
}

impl From<&AuthorityKey> for Capacity {
    /// The capacity in which that authority receives.
    fn from(key: &AuthorityKey) -> Self {
        Self(key.0.clone())
    }
}

fn is_word(text: &str) -> bool {
    text.len() <= 64
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// Input as it may stand in a message: escaped and cut to a length that fits a line.
pub(crate) fn shown(text: &str) -> String {
    let mut short: String = text.chars().take(60).flat_map(char::escape_debug).collect();
    if text.chars().nth(60).is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_the_form_of_the_schema() {
        assert_eq!("cn_miit".parse::<Capacity>().map(String::from), Ok("cn_miit".to_owned()));
        for wrong in ["", "CN", "a b", "1st", "_a", "é", &"a".repeat(65)] {
            assert!(wrong.parse::<StartEvent>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_is_shown_is_escaped_and_short() {
        assert_eq!(shown("a\nb\u{202e}"), "a\\nb\\u{202e}");
        assert_eq!(shown(&"x".repeat(100)).chars().count(), 61);
    }
}

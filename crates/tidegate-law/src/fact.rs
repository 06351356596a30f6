//! Names and values of facts, as events, scenes and answers spell them.
//!
//! A fact is a boolean or one value of an enumeration; which ones exist is said by the schema of the
//! book ([`crate::Schema`]), not here. A fact that is not known has no value: unknown is not false.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The name of a fact, as in the book's schema, for example `remedy_provided`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FactName(String);

impl FactName {
    /// A name; whether the book knows such a fact is decided by [`crate::Schema::fact`].
    pub fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FactName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The value of a fact: `true`, `false` or a symbol of its enumeration, for example `undisclosed`.
///
/// Serialised as that word.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FactValue(String);

impl FactValue {
    /// The boolean value.
    pub fn boolean(value: bool) -> Self {
        Self(value.to_string())
    }

    /// A symbol of an enumeration; whether the fact has it is decided by [`crate::Schema::fact`].
    pub fn symbol(symbol: impl Into<String>) -> Self {
        Self(symbol.into())
    }

    /// The value as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<bool> for FactValue {
    fn from(value: bool) -> Self {
        Self::boolean(value)
    }
}

impl fmt::Display for FactValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

//! The ways in which statutes count periods, by the name that their front matter uses.

use super::{TimeError, shown};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// How periods are counted. A statute names one in its front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "&'static str")]
pub enum Counting {
    /// `plain`: exact durations; a day is 24 hours, a month ends on the same date and time of day.
    Plain,
    /// `eu-1182-71`: Regulation (EEC, Euratom) No 1182/71, the general rule for acts of the Union.
    Eu118271,
    /// `cn`: as China's vulnerability rules (RMSV) are applied in practice, with Civil Code Arts. 200 to 204 by analogy.
    Cn,
    /// `date`: calendar dates, as United States directives and the KEV catalogue give them.
    Date,
}

impl Counting {
    /// All ways of counting.
    pub const ALL: [Self; 4] = [Self::Plain, Self::Eu118271, Self::Cn, Self::Date];

    /// The name in the front matter.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Eu118271 => "eu-1182-71",
            Self::Cn => "cn",
            Self::Date => "date",
        }
    }

    pub(super) fn list() -> String {
        Self::ALL.map(|counting| format!("`{}`", counting.key())).join(", ")
    }
}

impl FromStr for Counting {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let found = Self::ALL.into_iter().find(|counting| counting.key() == text);
        found.ok_or_else(|| TimeError::NotACounting(shown(text)))
    }
}

impl TryFrom<String> for Counting {
    type Error = TimeError;

    fn try_from(text: String) -> Result<Self, TimeError> {
        text.parse()
    }
}

impl From<Counting> for &'static str {
    fn from(counting: Counting) -> Self {
        counting.key()
    }
}

impl fmt::Display for Counting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

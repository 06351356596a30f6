//! What a ruling goes over, in the terms in which the gate states it.
//!
//! Each is one thing that stands against the flow: a prohibition, a collision, a reading on which the answer hangs, a
//! fact that nobody knows. The gate lists them for the flow of the moment, and a ruling goes over those it names and
//! no other. Written down each is one line, so that a person who signs can read what is signed.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use tidegate_law::{FactName, FactValue, Finding, RuleId};

/// One thing that stands against a flow.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Over {
    /// A duty that demands what a prohibition forbids.
    Collision {
        /// The duty.
        duty: RuleId,
        /// The prohibition.
        prohibition: RuleId,
    },
    /// A prohibition that applies, or may.
    Rule(RuleId),
    /// A reading under which the flow is not permitted.
    Reading {
        /// The reading.
        fact: FactName,
        /// Its value.
        value: FactValue,
    },
    /// A fact that is not known, and might make a prohibition apply.
    Unknown(FactName),
    /// Words of a ruling from before grounds were named as the gate states them. They are shown, and go over nothing.
    Cited(String),
}

/// A text is not the form of anything that a ruling goes over.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no ground as the gate states it")]
pub struct NoGround(pub String);

const AGAINST: &str = " against ";
const UNKNOWN: &str = "?";
/// Whether a recipient must be told stands among what is unknown; no fact of the book is called so.
const NEED: &str = "need_to_know";

impl Over {
    /// That nobody granted the recipient what is asked of it, and no law says that it must be told: `need_to_know=?`.
    #[must_use]
    pub fn need() -> Self {
        Self::Unknown(FactName::new(NEED))
    }

    /// A reading, as an answer names it.
    pub(crate) fn reading(finding: &Finding) -> Self {
        Self::Reading { fact: finding.fact.clone(), value: finding.value.clone() }
    }
}

impl FromStr for Over {
    type Err = NoGround;

    fn from_str(text: &str) -> Result<Self, NoGround> {
        let parsed = match (text.split_once(AGAINST), text.split_once('=')) {
            (Some((duty, prohibition)), _) => match (rule(duty), rule(prohibition)) {
                (Some(duty), Some(prohibition)) => Some(Self::Collision { duty, prohibition }),
                _ => None,
            },
            (None, Some((fact, value))) => finding(fact, value),
            (None, None) => rule(text).map(Self::Rule),
        };
        parsed.ok_or_else(|| NoGround(crate::word::shown(text)))
    }
}

/// An id of a rule: three parts, and no white space.
fn rule(text: &str) -> Option<RuleId> {
    RuleId::parse(text).filter(|_| !text.contains(char::is_whitespace))
}

fn finding(fact: &str, value: &str) -> Option<Over> {
    if !is_word(fact) {
        return None;
    }
    let fact = FactName::new(fact);
    match value {
        UNKNOWN => Some(Over::Unknown(fact)),
        _ if is_word(value) => Some(Over::Reading { fact, value: FactValue::symbol(value) }),
        _ => None,
    }
}

/// A word as the schema of the book spells facts and values.
fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

impl From<String> for Over {
    /// What was once recorded loads for ever; what does not parse is kept as the words that it is.
    fn from(text: String) -> Self {
        text.parse().unwrap_or(Self::Cited(text))
    }
}

impl From<Over> for String {
    fn from(over: Over) -> Self {
        over.to_string()
    }
}

impl fmt::Display for Over {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Collision { duty, prohibition } => write!(f, "{duty}{AGAINST}{prohibition}"),
            Self::Rule(rule) => rule.fmt(f),
            Self::Reading { fact, value } => write!(f, "{fact}={value}"),
            Self::Unknown(fact) => write!(f, "{fact}={UNKNOWN}"),
            Self::Cited(words) => f.write_str(words),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_written_as_one_line_and_read_back() {
        for (text, is) in [
            ("cn-rmsv/9(7)/undisclosed-overseas", "rule"),
            (
                "eu-cra/14(2)(a)/early-warning against cn-rmsv/9(7)/undisclosed-overseas",
                "collision",
            ),
            ("rmsv_q1b=reaches_acts_abroad", "reading"),
            ("exploited=?", "unknown"),
        ] {
            let over: Over = text.parse().unwrap();
            let found = match &over {
                Over::Collision { .. } => "collision",
                Over::Rule(_) => "rule",
                Over::Reading { .. } => "reading",
                Over::Unknown(_) => "unknown",
                Over::Cited(_) => "words",
            };
            assert_eq!((found, over.to_string().as_str()), (is, text));
        }
    }

    #[test]
    fn words_are_no_ground_and_are_kept_as_they_were_recorded() {
        for text in [
            "cn-rmsv 9(7)",
            "RMSV 9(7) (cn-rmsv/9(7)/undisclosed-overseas)",
            "a against b",
            "the law = the law",
            "exploited=",
            "=?",
            "",
        ] {
            assert!(text.parse::<Over>().is_err(), "{text}");
            let json = serde_json::to_string(text).unwrap();
            let kept: Over = serde_json::from_str(&json).unwrap();
            assert_eq!(kept, Over::Cited(text.to_owned()));
            assert_eq!(serde_json::to_string(&kept).unwrap(), json);
        }
    }
}

//! CVSS 3.0, 3.1 and 4.0: a vector parsed strictly, written canonically, and scored.
//!
//! A vector that lacks a base metric, names one twice or knows another value is none. It may be pasted in any order; it
//! is written in the order of its specification, without metrics that are not defined, so that two that say the same
//! are the same. Scores come from the crate of the RustSec project, which never sees what was not parsed here; the temporal weights of
//! 3.x alone are multiplied here. A score
//! is tenths and no floating-point number. What metrics are called is with the words of the product.

mod metric;

use std::fmt;
use std::str::FromStr;

pub use metric::{Group, Metric, Version};

use crate::word::shown;

/// The value of a metric that is not defined.
pub const NOT_DEFINED: &str = "X";

/// A vector of CVSS.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Vector {
    version: Version,
    /// The value of each metric of the version, in its order; none where it is not defined.
    values: Vec<Option<&'static str>>,
}

/// Why a text is no vector.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAVector {
    /// It does not begin as a vector of 3.0, 3.1 or 4.0 does.
    #[error("a vector begins with `CVSS:3.0/`, `CVSS:3.1/` or `CVSS:4.0/`")]
    Version,
    /// The version has no such metric.
    #[error("there is no metric `{0}`")]
    Metric(String),
    /// The metric has no such value.
    #[error("metric `{metric}` has no value `{value}`")]
    Value {
        /// The metric.
        metric: &'static str,
        /// What was given.
        value: String,
    },
    /// A metric stands twice.
    #[error("metric `{0}` stands twice")]
    Twice(&'static str),
    /// A base metric is missing.
    #[error("metric `{0}` is missing")]
    Missing(&'static str),
}

impl Vector {
    /// A vector of chosen values. What is not named, empty or `X` is not defined.
    ///
    /// # Errors
    /// [`NotAVector`].
    pub fn of<'v>(
        version: Version,
        chosen: impl IntoIterator<Item = (&'v str, &'v str)>,
    ) -> Result<Self, NotAVector> {
        let metrics = version.metrics();
        let mut given: Vec<Option<&'static str>> = vec![None; metrics.len()];
        for (name, value) in chosen {
            let place = metrics.iter().position(|metric| metric.id == name);
            let found = place.and_then(|place| metrics.get(place).zip(given.get_mut(place)));
            let (metric, slot) = found.ok_or_else(|| NotAVector::Metric(shown(name)))?;
            let value = if value.is_empty() { NOT_DEFINED } else { value };
            let known = metric.value(value);
            let known = known
                .ok_or_else(|| NotAVector::Value { metric: metric.id, value: shown(value) })?;
            if slot.replace(known).is_some() {
                return Err(NotAVector::Twice(metric.id));
            }
        }
        let values: Vec<Option<&'static str>> =
            given.into_iter().map(|value| value.filter(|value| *value != NOT_DEFINED)).collect();
        let base = metrics.iter().zip(&values);
        let missing = base.filter(|(metric, value)| metric.is_base() && value.is_none());
        match missing.map(|(metric, _)| metric.id).next() {
            Some(metric) => Err(NotAVector::Missing(metric)),
            None => Ok(Self { version, values }),
        }
    }

    /// Its version.
    #[must_use]
    pub fn version(&self) -> Version {
        self.version
    }

    /// The metrics with the values that they have; none where they are not defined.
    pub fn metrics(&self) -> impl Iterator<Item = (&'static Metric, Option<&'static str>)> + '_ {
        self.version.metrics().iter().zip(self.values.iter().copied())
    }

    /// The value of a metric, where it is defined.
    #[must_use]
    pub fn value(&self, id: &str) -> Option<&'static str> {
        self.metrics().find(|(metric, _)| metric.id == id).and_then(|(_, value)| value)
    }

    fn defines(&self, group: Group) -> bool {
        self.metrics().any(|(metric, value)| metric.group == group && value.is_some())
    }

    /// The vector of the metrics of some groups alone.
    fn only(&self, groups: &[Group]) -> Self {
        let chosen =
            self.metrics().map(|(metric, value)| value.filter(|_| groups.contains(&metric.group)));
        Self { version: self.version, values: chosen.collect() }
    }

    /// Its scores.
    #[must_use]
    pub fn scores(&self) -> Scores {
        let (threat, environmental) =
            (self.defines(Group::Threat), self.defines(Group::Environmental));
        let base = self.only(&[Group::Base]);
        match self.version {
            Version::V3_0 | Version::V3_1 => Scores {
                base: three(&base, false),
                threat: threat.then(|| self.in_time(three(&base, false))),
                environmental: environmental.then(|| {
                    let placed = self.only(&[Group::Base, Group::Environmental]);
                    self.in_time(three(&placed, true))
                }),
            },
            Version::V4_0 => Scores {
                base: four(&base),
                threat: threat.then(|| four(&self.only(&[Group::Base, Group::Threat]))),
                environmental: environmental.then(|| four(self)),
            },
        }
    }

    /// A score of 3.x times its temporal weights. In whole numbers: with floating-point ones 3.0 rounds up what is
    /// exactly a tenth, and the crate has a tenth too much in some vectors of 3.0.
    fn in_time(&self, score: Score) -> Score {
        let weights = [
            self.value("E").map_or(100, |value| match value {
                "F" => 97,
                "P" => 94,
                "U" => 91,
                _ => 100,
            }),
            self.value("RL").map_or(100, |value| match value {
                "W" => 97,
                "T" => 96,
                "O" => 95,
                _ => 100,
            }),
            self.value("RC").map_or(100, |value| match value {
                "R" => 96,
                "U" => 92,
                _ => 100,
            }),
        ];
        // Tenths of a millionth part.
        let exact = weights.iter().fold(u32::from(score.0), |product, weight| product * weight);
        let tenths = match self.version {
            // Roundup of 3.1, appendix A, forgets what is beyond the fifth decimal.
            Version::V3_1 => ((exact + 50) / 100).div_ceil(10_000),
            Version::V3_0 | Version::V4_0 => exact.div_ceil(1_000_000),
        };
        Score(u8::try_from(tenths).unwrap_or(100))
    }

    /// The score of everything that the vector says.
    #[must_use]
    pub fn score(&self) -> Score {
        self.scores().whole()
    }

    /// The name of its score by what went into it, as 4.0 asks for: `CVSS-B`, `CVSS-BT`, `CVSS-BE` or `CVSS-BTE`.
    #[must_use]
    pub fn nomenclature(&self) -> &'static str {
        match (self.defines(Group::Threat), self.defines(Group::Environmental)) {
            (false, false) => "CVSS-B",
            (true, false) => "CVSS-BT",
            (false, true) => "CVSS-BE",
            (true, true) => "CVSS-BTE",
        }
    }
}

// INVARIANT: what was parsed here has every base metric once and known values only, which is all that the crate asks for;
// a test puts every value of every metric to it.
/// The score that the crate gives a vector of 3.x without its temporal metrics.
fn three(vector: &Vector, placed: bool) -> Score {
    let read = vector.to_string().parse::<::cvss::v3::Vector>();
    read.map_or(Score(0), |read| {
        Score::of(if placed { read.environmental_score() } else { read.base_score() }.value())
    })
}

/// The score that the crate gives a vector of 4.0.
fn four(vector: &Vector) -> Score {
    let read = vector.to_string().parse::<::cvss::v4::Vector>();
    read.map_or(Score(0), |read| Score::of(read.score().value()))
}

impl FromStr for Vector {
    type Err = NotAVector;

    fn from_str(text: &str) -> Result<Self, NotAVector> {
        let text = text.trim();
        let versions = Version::ALL.into_iter();
        let found = versions.filter_map(|one| Some((one, text.strip_prefix(one.prefix())?))).next();
        let (version, rest) = found.ok_or(NotAVector::Version)?;
        let rest = rest.strip_prefix('/').ok_or(NotAVector::Version)?;
        let mut chosen = Vec::new();
        for one in rest.split('/') {
            let pair = one.split_once(':').filter(|(_, value)| !value.is_empty());
            chosen.push(pair.ok_or_else(|| NotAVector::Metric(shown(one)))?);
        }
        Self::of(version, chosen)
    }
}

impl fmt::Display for Vector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.version.prefix())?;
        let defined = self.metrics().filter_map(|(metric, value)| Some((metric.id, value?)));
        for (id, value) in defined {
            write!(f, "/{id}:{value}")?;
        }
        Ok(())
    }
}

impl serde::Serialize for Vector {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Vector {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'_, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// The scores of a vector.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scores {
    /// Of the base metrics alone.
    pub base: Score,
    /// With the threat metrics, where one is defined; 3.x calls them temporal.
    pub threat: Option<Score>,
    /// With everything, where an environmental metric is defined.
    pub environmental: Option<Score>,
}

impl Scores {
    /// The score of everything that is defined.
    #[must_use]
    pub fn whole(self) -> Score {
        self.environmental.or(self.threat).unwrap_or(self.base)
    }
}

/// A score, in tenths from 0.0 to 10.0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score(u8);

impl Score {
    fn of(value: f64) -> Self {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped before, and a float cast saturates"
        )]
        Self((value * 10.0).round().clamp(0.0, 100.0) as u8)
    }

    /// How many tenths.
    #[must_use]
    pub fn tenths(self) -> u8 {
        self.0
    }

    /// The severity that the scale of both versions gives it.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self.0 {
            0 => Severity::None,
            1..=39 => Severity::Low,
            40..=69 => Severity::Medium,
            70..=89 => Severity::High,
            _ => Severity::Critical,
        }
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0 / 10, self.0 % 10)
    }
}

/// The qualitative rating scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// 0.0.
    None,
    /// 0.1 to 3.9.
    Low,
    /// 4.0 to 6.9.
    Medium,
    /// 7.0 to 8.9.
    High,
    /// 9.0 to 10.0.
    Critical,
}

impl Severity {
    /// The word, as it is serialised.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }
}

/// The metrics on which two vectors of one version differ; none where the versions differ.
#[must_use]
pub fn differing(one: &Vector, other: &Vector) -> Option<Vec<&'static str>> {
    if one.version != other.version {
        return None;
    }
    let both = one.metrics().zip(other.values.iter().copied());
    Some(both.filter(|((_, a), b)| a != b).map(|((metric, _), _)| metric.id).collect())
}

#[cfg(test)]
mod tests;

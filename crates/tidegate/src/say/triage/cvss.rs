//! Vectors of CVSS in words: scores, metrics with what they ask, and two views beside each other.
//!
//! Ids of texts are put together from the tables of the core; a test walks them, so that no metric is without words.

use serde::{Deserialize, Serialize};
use tidegate_core::case::Triage;
use tidegate_core::event::{SeverityHeld, View};
use tidegate_core::triage::cvss::{
    Group, Metric, NOT_DEFINED, NotAVector, Severity, Vector, Version, differing,
};
use tidegate_law::Words;

use crate::say::error::Said;
use crate::say::schema::Bilingual;
use crate::say::work::CodeTold;
use crate::words::Voice;

/// A vector with its scores.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ScoreTold {
    /// The version of this form.
    pub version: u32,
    /// The version of CVSS.
    pub cvss: String,
    /// The vector, in the order of its specification.
    pub vector: String,
    /// The score of everything that it says.
    pub score: f64,
    /// The same as it is written, with one decimal.
    pub written: String,
    /// The severity.
    pub severity: CodeTold,
    /// What went into the score: `CVSS-B`, `CVSS-BT`, `CVSS-BE` or `CVSS-BTE`.
    pub nomenclature: String,
    /// The score of the base metrics alone.
    pub base: f64,
    /// With the threat metrics, which 3.x calls temporal; none where none is defined.
    pub threat: Option<f64>,
    /// With the environmental metrics; none where none is defined.
    pub environmental: Option<f64>,
    /// The metrics that are defined.
    pub metrics: Vec<MetricTold>,
}

/// A metric with its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct MetricTold {
    /// Its abbreviation.
    pub id: String,
    /// Its name.
    #[schema(value_type = Bilingual)]
    pub name: Words,
    /// Its value.
    pub value: CodeTold,
}

/// Views that stand, side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ComparedTold {
    /// The version of CVSS that they share.
    pub cvss: String,
    /// Whose they are.
    pub views: Vec<ViewTold>,
    /// The metrics that one of them defines.
    pub rows: Vec<ComparedRow>,
    /// Whether another view stands in another version and cannot be laid beside them.
    pub others: bool,
}

/// A view among those that are compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ViewTold {
    /// Whose it is.
    #[schema(value_type = Bilingual)]
    pub of: Words,
    /// Its score, as it is written.
    pub written: String,
    /// Its severity.
    pub severity: CodeTold,
}

/// A metric as each view has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ComparedRow {
    /// Its abbreviation.
    pub id: String,
    /// Its name.
    #[schema(value_type = Bilingual)]
    pub name: Words,
    /// Its value in each view, in their order.
    pub values: Vec<CodeTold>,
    /// Whether they differ.
    pub differs: bool,
}

/// The number of a version as its texts have it.
fn family(version: Version) -> &'static str {
    match version {
        Version::V3_0 | Version::V3_1 => "3",
        Version::V4_0 => "4",
    }
}

fn id(version: Version, metric: &str) -> String {
    format!("cvss-{}-{}", family(version), metric.to_ascii_lowercase())
}

/// What a metric is called.
#[must_use]
pub fn name(version: Version, metric: &Metric, voice: &Voice) -> String {
    match metric.of {
        Some(of) => voice.with("cvss-modified", [("metric", voice.say(&id(version, of)).into())]),
        None => voice.say(&id(version, metric.id)),
    }
}

/// What a metric asks.
#[must_use]
pub fn ask(version: Version, metric: &Metric, voice: &Voice) -> String {
    match metric.of {
        Some(_) => voice.say("cvss-modified-ask"),
        None => voice.part(&id(version, metric.id), "ask").unwrap_or_default(),
    }
}

fn value_id(version: Version, metric: &Metric, value: &str) -> String {
    match (value, metric.of) {
        (NOT_DEFINED, Some(_)) => "cvss-as-base".to_owned(),
        (NOT_DEFINED, None) => "cvss-not-defined".to_owned(),
        ("S", Some("SI" | "SA")) => "cvss-4-safety".to_owned(),
        (value, of) => {
            format!("{}-{}", id(version, of.unwrap_or(metric.id)), value.to_ascii_lowercase())
        }
    }
}

/// What a value is called.
#[must_use]
pub fn value(version: Version, metric: &Metric, value: &str, voice: &Voice) -> String {
    voice.say(&value_id(version, metric, value))
}

/// What a value means.
#[must_use]
pub fn means(version: Version, metric: &Metric, value: &str, voice: &Voice) -> String {
    voice.part(&value_id(version, metric, value), "means").unwrap_or_default()
}

/// What a group of metrics is called.
#[must_use]
pub fn group(group: Group) -> &'static str {
    match group {
        Group::Base => "cvss-group-base",
        Group::Threat => "cvss-group-threat",
        Group::Environmental => "cvss-group-environmental",
        Group::Supplemental => "cvss-group-supplemental",
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::None => "cvss-severity-none",
        Severity::Low => "cvss-severity-low",
        Severity::Medium => "cvss-severity-medium",
        Severity::High => "cvss-severity-high",
        Severity::Critical => "cvss-severity-critical",
    }
}

/// The severity as it is said in a line.
#[must_use]
pub fn severity_said(told: &ScoreTold, voice: &Voice) -> String {
    told.severity.words.in_language(voice.language()).to_uppercase()
}

fn told_value(version: Version, metric: &Metric, held: Option<&str>) -> CodeTold {
    let code = held.unwrap_or(NOT_DEFINED);
    let words = Voice::in_both(|voice| value(version, metric, code, voice));
    CodeTold { code: code.to_owned(), words }
}

/// A vector with its scores.
#[must_use]
pub fn score(vector: &Vector) -> ScoreTold {
    let scores = vector.scores();
    let whole = scores.whole();
    let number = |one: tidegate_core::triage::cvss::Score| f64::from(one.tenths()) / 10.0;
    let version = vector.version();
    let metrics = vector.metrics().filter_map(|(metric, held)| {
        Some(MetricTold {
            id: metric.id.to_owned(),
            name: Voice::in_both(|voice| name(version, metric, voice)),
            value: told_value(version, metric, Some(held?)),
        })
    });
    ScoreTold {
        version: 1,
        cvss: version.number().to_owned(),
        vector: vector.to_string(),
        score: number(whole),
        written: whole.to_string(),
        severity: CodeTold::of(whole.severity().as_str(), severity(whole.severity())),
        nomenclature: vector.nomenclature().to_owned(),
        base: number(scores.base),
        threat: scores.threat.map(number),
        environmental: scores.environmental.map(number),
        metrics: metrics.collect(),
    }
}

/// The views that stand, side by side; those of the version that is told first.
pub(super) fn compared(
    triage: &Triage,
    whose: impl Fn(&SeverityHeld) -> Words,
) -> Option<ComparedTold> {
    let version = triage.first()?.what.vector.version();
    let standing: Vec<&SeverityHeld> =
        View::ALL.into_iter().filter_map(|one| Some(&triage.severity(one)?.what)).collect();
    let all = standing.len();
    let beside: Vec<&SeverityHeld> =
        standing.into_iter().filter(|held| held.vector.version() == version).collect();
    let (first, rest) = beside.split_first()?;
    if all < 2 {
        return None;
    }
    let apart: Vec<&str> =
        rest.iter().filter_map(|held| differing(&first.vector, &held.vector)).flatten().collect();
    let rows = version.metrics().iter().filter_map(|metric| {
        let held: Vec<Option<&str>> =
            beside.iter().map(|held| held.vector.value(metric.id)).collect();
        held.iter().any(Option::is_some).then(|| ComparedRow {
            id: metric.id.to_owned(),
            name: Voice::in_both(|voice| name(version, metric, voice)),
            values: held.into_iter().map(|held| told_value(version, metric, held)).collect(),
            differs: apart.contains(&metric.id),
        })
    });
    let views = beside.iter().map(|held| {
        let told = score(&held.vector);
        ViewTold { of: whose(held), written: told.written, severity: told.severity }
    });
    Some(ComparedTold {
        cvss: version.number().to_owned(),
        views: views.collect(),
        rows: rows.collect(),
        others: beside.len() < all,
    })
}

impl Said for NotAVector {
    fn said(&self, voice: &Voice) -> String {
        let one = |id: &str, metric: &str| voice.with(id, [("metric", metric.to_owned().into())]);
        match self {
            Self::Version => voice.say("error-vector-version"),
            Self::Metric(metric) => one("error-vector-metric", metric),
            Self::Value { metric, value } => {
                let words = [("metric", (*metric).into()), ("value", value.as_str().into())];
                voice.with("error-vector-value", words)
            }
            Self::Twice(metric) => one("error-vector-twice", metric),
            Self::Missing(metric) => one("error-vector-missing", metric),
        }
    }
}

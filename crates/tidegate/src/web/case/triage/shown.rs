//! What the page of triage shows: the metrics to choose from, the points of a table, and a path as a drawing.

use std::collections::BTreeMap;

use jiff::Timestamp;
use tidegate_core::case::Case;
use tidegate_core::event::View;
use tidegate_core::triage::cvss::{Group, Metric, NOT_DEFINED, NotAVector, Vector, Version};
use tidegate_core::triage::table::PointId;

use super::super::asking::Choice;
use super::Tried;
use crate::errand::{answered, table, vector};
use crate::say::triage::cvss::{ScoreTold, ask, group, means, name, score, severity_said, value};
use crate::say::triage::priority::{OutcomeTold, PriorityTold, outcome, settled};
use crate::triage::tables;
use crate::web::{Frame, Wrong};

/// A value to choose.
pub(super) struct ValueShown {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) means: String,
    pub(super) chosen: bool,
}

/// A metric to choose a value of.
pub(super) struct MetricShown {
    pub(super) id: &'static str,
    pub(super) name: String,
    pub(super) ask: String,
    pub(super) values: Vec<ValueShown>,
}

/// A group of metrics.
pub(super) struct GroupShown {
    pub(super) title: String,
    pub(super) metrics: Vec<MetricShown>,
}

/// The calculator.
pub(super) struct Calculator {
    pub(super) version: &'static str,
    pub(super) versions: Vec<Choice>,
    pub(super) base: GroupShown,
    pub(super) more: Vec<GroupShown>,
    pub(super) pasted: String,
    pub(super) score: Option<ScoreTold>,
    pub(super) said: String,
}

/// What is chosen at first: what was sent, else the view of the office that stands, of the same version.
fn chosen(case: &Case, version: Version, tried: &Tried) -> Result<Option<Vector>, Wrong> {
    if !tried.pasted.is_empty() {
        return Ok(Some(vector(&tried.pasted)?));
    }
    if !tried.metrics.is_empty() {
        let pairs = tried.metrics.iter().map(|(id, value)| (id.as_str(), value.as_str()));
        return match Vector::of(version, pairs) {
            Ok(vector) => Ok(Some(vector)),
            // Somebody is still choosing.
            Err(NotAVector::Missing(_)) => Ok(None),
            Err(wrong) => Err(crate::errand::wrong(wrong).into()),
        };
    }
    let triage = case.triage();
    let standing = triage.severity(View::Analyst).map(|held| held.what.vector.clone());
    Ok(standing.filter(|vector| vector.version() == version))
}

/// The calculator in a version; 4.0 unless another is asked for or stands.
pub(super) fn calculator(
    case: &Case,
    asked: &str,
    tried: &Tried,
    frame: &Frame,
) -> Result<Calculator, Wrong> {
    let pasted = match tried.pasted.is_empty() {
        true => None,
        false => match (vector(&tried.pasted), &tried.problem) {
            (Ok(pasted), _) => Some(pasted.version()),
            (Err(_), Some(_)) => None,
            (Err(error), None) => return Err(error.into()),
        },
    };
    let stands = case.triage().severity(View::Analyst).map(|held| held.what.vector.version());
    let version = pasted.or(Version::from_number(asked)).or(stands).unwrap_or(Version::V4_0);
    // What could not be recorded is drawn again as it was chosen, whole or not.
    let vector = match (chosen(case, version, tried), &tried.problem) {
        (Ok(vector), _) => vector,
        (Err(_), Some(_)) => None,
        (Err(error), None) => return Err(error),
    };
    let score = vector.as_ref().map(score);
    let held = |metric: &Metric| -> Option<String> {
        let tried = tried.metrics.iter().find(|(id, _)| id == metric.id);
        match &vector {
            Some(vector) => vector.value(metric.id).map(str::to_owned),
            None => tried.map(|(_, value)| value.clone()),
        }
    };
    let shown = |wanted: Group| GroupShown {
        title: frame.say(group(wanted)),
        metrics: version
            .metrics()
            .iter()
            .filter(|metric| metric.group == wanted)
            .map(|metric| metric_shown(version, metric, held(metric).as_deref(), frame))
            .collect(),
    };
    let more = [Group::Threat, Group::Environmental, Group::Supplemental].map(shown);
    Ok(Calculator {
        version: version.number(),
        versions: [Version::V4_0, Version::V3_1, Version::V3_0]
            .iter()
            .map(|one| Choice {
                value: one.number().to_owned(),
                text: format!("CVSS {}", one.number()),
                chosen: *one == version,
            })
            .collect(),
        base: shown(Group::Base),
        more: more.into_iter().filter(|group| !group.metrics.is_empty()).collect(),
        pasted: tried.pasted.clone(),
        said: score.as_ref().map(|told| said(told, frame)).unwrap_or_default(),
        score,
    })
}

/// A score in a line.
fn said(told: &ScoreTold, frame: &Frame) -> String {
    let severity = severity_said(told, frame.voice());
    format!("{} {severity} · {}", told.written, told.nomenclature)
}

fn metric_shown(
    version: Version,
    metric: &'static Metric,
    held: Option<&str>,
    frame: &Frame,
) -> MetricShown {
    let voice = frame.voice();
    let optional = metric.values.first() == Some(&NOT_DEFINED);
    let held = held.or(optional.then_some(NOT_DEFINED));
    let values = metric.values.iter().map(|one| ValueShown {
        key: (*one).to_owned(),
        name: value(version, metric, one, voice),
        means: means(version, metric, one, voice),
        chosen: held == Some(*one),
    });
    MetricShown {
        id: metric.id,
        name: name(version, metric, voice),
        ask: ask(version, metric, voice),
        values: values.collect(),
    }
}

/// A point of a table to answer.
pub(super) struct PointShown {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) ask: String,
    pub(super) settled: bool,
    pub(super) values: Vec<ValueShown>,
}

/// A table to answer.
pub(super) struct TableShown {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) about: String,
    pub(super) source: String,
    pub(super) checked: String,
    pub(super) points: Vec<PointShown>,
    pub(super) said: String,
    pub(super) means: Option<String>,
}

/// What answers come to, in a line: the outcome with its row, or what is still possible.
fn come_to(told: &OutcomeTold, frame: &Frame) -> String {
    let names: Vec<&str> = told.outcomes.iter().map(|one| frame.pick(&one.words)).collect();
    match told.row {
        Some(row) => {
            let row = frame.with("triage-row", "row", row);
            format!("{} · {row}", names.join(""))
        }
        None => frame.with("triage-possible", "outcomes", names.join(&frame.say("list-comma"))),
    }
}

/// The table that is asked for, with what the case settles and what was sent.
pub(super) fn table_shown(
    case: &Case,
    asked: &str,
    tried: &Tried,
    at: Timestamp,
    frame: &Frame,
) -> Result<Option<TableShown>, Wrong> {
    if asked.is_empty() {
        return Ok(None);
    }
    let table = table(asked)?;
    let pairs: Vec<(&str, &str)> =
        tried.answers.iter().map(|(point, value)| (point.as_str(), value.as_str())).collect();
    let mut given: BTreeMap<PointId, String> = answered(table, &pairs)?;
    let mut points = Vec::new();
    for point in tables().points_of(table) {
        let by_case = settled(case, point, at);
        if let Some(value) = &by_case {
            given.insert(point.id.clone(), value.clone());
        }
        let held = given.get(&point.id);
        points.push(PointShown {
            id: point.id.to_string(),
            name: frame.pick(&point.name).to_owned(),
            ask: frame.pick(&point.ask).to_owned(),
            settled: by_case.is_some(),
            values: point
                .values
                .iter()
                .map(|value| ValueShown {
                    key: value.key.clone(),
                    name: frame.pick(&value.name).to_owned(),
                    means: frame.pick(&value.means).to_owned(),
                    chosen: held == Some(&value.key),
                })
                .collect(),
        });
    }
    let told = outcome(table, &given);
    Ok(Some(TableShown {
        id: table.id.to_string(),
        name: frame.pick(&table.name).to_owned(),
        about: frame.pick(&table.about).to_owned(),
        source: table.source.clone(),
        checked: table.checked.to_string(),
        points,
        said: come_to(&told, frame),
        means: told.means.as_ref().map(|words| frame.pick(words).to_owned()),
    }))
}

/// A column of a drawing: a point with its values one above the other.
pub(super) struct ColumnShown {
    pub(super) x: usize,
    pub(super) name: String,
    pub(super) value: String,
    /// Where each value is, and whether it was chosen.
    pub(super) dots: Vec<(usize, bool)>,
}

/// The path through a table, drawn from left to right.
pub(super) struct PathShown {
    pub(super) width: usize,
    pub(super) height: usize,
    /// Where the values that were chosen are written.
    pub(super) foot: usize,
    pub(super) columns: Vec<ColumnShown>,
    pub(super) line: String,
}

/// How far columns and values are apart.
const STEP: (usize, usize) = (170, 22);

/// The path of an outcome.
pub(super) fn path(told: &PriorityTold, frame: &Frame) -> PathShown {
    let mut steps: Vec<(String, String, usize, usize)> = Vec::new();
    let place = |id: Option<&PointId>, key: &str| {
        let point = id.and_then(|id| tables().point(id));
        let all = point.map_or(1, |point| point.values.len());
        let at = point.and_then(|point| point.values.iter().position(|one| one.key == key));
        (all, at.unwrap_or(0))
    };
    for step in &told.path {
        let id: Option<PointId> = step.point.code.parse().ok();
        let (all, at) = place(id.as_ref(), &step.value.code);
        let name = frame.pick(&step.point.words).to_owned();
        steps.push((name, frame.pick(&step.value.words).to_owned(), all, at));
    }
    let group = tables().table(&told.table).map(|table| &table.outcome);
    let (all, at) = place(group, &told.outcome.code);
    let outcome = frame.pick(&told.outcome.words).to_owned();
    steps.push((frame.say("triage-outcome"), outcome, all, at));
    let most = steps.iter().map(|(_, _, all, _)| *all).max().unwrap_or(1);
    let y = |all: usize, at: usize| 40 + STEP.1 * at + STEP.1 * (most - all) / 2;
    let x = |column: usize| STEP.0 / 2 + STEP.0 * column;
    let line: Vec<String> = steps
        .iter()
        .enumerate()
        .map(|(column, (_, _, all, at))| format!("{},{}", x(column), y(*all, *at)))
        .collect();
    let foot = 40 + STEP.1 * most + 6;
    PathShown {
        // The outcome has the longest name.
        width: STEP.0 * steps.len() + 40,
        height: foot + 12,
        foot,
        line: line.join(" "),
        columns: steps
            .into_iter()
            .enumerate()
            .map(|(column, (name, value, all, at))| ColumnShown {
                x: x(column),
                name,
                value,
                dots: (0..all).map(|one| (y(all, one), one == at)).collect(),
            })
            .collect(),
    }
}

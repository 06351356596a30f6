//! Reading tables from their files: all faults are found, and a set with one is none.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Deserialize;
use tidegate_law::Words;

use super::{Point, PointId, PointValue, Row, Settler, Table, Tables};

/// What is wrong with a file of tables.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {why}")]
pub struct TableFault {
    /// The file.
    pub file: String,
    /// What.
    pub why: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileWritten {
    #[serde(default)]
    point: Vec<PointWritten>,
    #[serde(default)]
    table: Vec<TableWritten>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PointWritten {
    id: PointId,
    en: String,
    zh: String,
    ask_en: String,
    ask_zh: String,
    #[serde(default)]
    fact: Option<String>,
    #[serde(default)]
    case: Option<String>,
    values: Vec<ValueWritten>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ValueWritten {
    key: String,
    en: String,
    zh: String,
    means_en: String,
    means_zh: String,
    /// The name in the source, where ours is another.
    #[serde(default)]
    source: Option<String>,
    #[serde(default)]
    when: Option<String>,
    #[serde(default)]
    days: Option<u32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TableWritten {
    id: PointId,
    en: String,
    zh: String,
    about_en: String,
    about_zh: String,
    source: String,
    checked: Date,
    points: Vec<PointId>,
    outcome: PointId,
    #[serde(default)]
    counts_from: Vec<String>,
    #[serde(default)]
    statute: Option<String>,
    /// A line for each row: the keys of the values in the order of the points, then that of the outcome.
    rows: String,
}

impl Tables {
    /// Reads points and tables from files, each with its name.
    ///
    /// # Errors
    /// Every fault: what cannot be read, what is in one language only, a table that leaves a combination out or has one
    /// twice, or names what no file has.
    pub fn load<'f>(
        files: impl IntoIterator<Item = (&'f str, &'f str)>,
    ) -> Result<Self, Vec<TableFault>> {
        let (mut tables, mut faults, mut written) = (Self::default(), Vec::new(), Vec::new());
        let fault = |file: &str, why: String| TableFault { file: file.to_owned(), why };
        for (name, text) in files {
            match toml::from_str::<FileWritten>(text) {
                Ok(file) => {
                    for one in file.point {
                        let id = one.id.clone();
                        match point(one) {
                            Ok(point) => {
                                if tables.points.insert(id.clone(), point).is_some() {
                                    faults.push(fault(name, format!("`{id}` stands twice")));
                                }
                            }
                            Err(why) => faults.push(fault(name, format!("`{id}`: {why}"))),
                        }
                    }
                    written.extend(file.table.into_iter().map(|one| (name, one)));
                }
                Err(error) => faults.push(fault(name, error.to_string())),
            }
        }
        for (name, one) in written {
            let id = one.id.clone();
            if tables.tables.iter().any(|table| table.id == id) {
                faults.push(fault(name, format!("`{id}` stands twice")));
            }
            match table(&tables.points, one) {
                Ok(table) => tables.tables.push(table),
                Err(why) => faults.push(fault(name, format!("`{id}`: {why}"))),
            }
        }
        if faults.is_empty() { Ok(tables) } else { Err(faults) }
    }
}

fn both(en: String, zh: String) -> Result<Words, String> {
    match en.trim().is_empty() || zh.trim().is_empty() {
        true => Err("one language only".to_owned()),
        false => Ok(Words { en, zh }),
    }
}

fn point(written: PointWritten) -> Result<Point, String> {
    let settled_by = match (written.fact, written.case.as_deref()) {
        (Some(fact), None) => Some(Settler::Fact(fact)),
        (None, Some("exploitation")) => Some(Settler::Exploitation),
        (None, Some("public")) => Some(Settler::Public),
        (None, Some("manufacturer_told")) => Some(Settler::ManufacturerTold),
        (None, None) => None,
        (_, Some(other)) => return Err(format!("nothing of a case is called `{other}`")),
    };
    let mut values: Vec<PointValue> = Vec::new();
    for one in written.values {
        if values.iter().any(|known| known.key == one.key) {
            return Err(format!("value `{}` stands twice", one.key));
        }
        if one.when.is_some() != settled_by.is_some() {
            return Err(format!("value `{}`: `when` goes with `fact` or `case`", one.key));
        }
        values.push(PointValue {
            source_name: one.source.unwrap_or_else(|| one.en.clone()),
            key: one.key,
            name: both(one.en, one.zh)?,
            means: both(one.means_en, one.means_zh)?,
            when: one.when,
            days: one.days,
        });
    }
    if values.len() < 2 {
        return Err("a point has two values at the least".to_owned());
    }
    Ok(Point {
        id: written.id,
        name: both(written.en, written.zh)?,
        ask: both(written.ask_en, written.ask_zh)?,
        values,
        settled_by,
    })
}

fn table(points: &BTreeMap<PointId, Point>, written: TableWritten) -> Result<Table, String> {
    let known = |id: &PointId| points.get(id).ok_or_else(|| format!("there is no point `{id}`"));
    let asked: Vec<&Point> = written.points.iter().map(known).collect::<Result<_, _>>()?;
    let outcomes = known(&written.outcome)?;
    if written.source.trim().is_empty() {
        return Err("it says nothing of its source".to_owned());
    }
    let mut rows = Vec::new();
    let mut seen = BTreeSet::new();
    for line in written.rows.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let cells: Vec<&str> = line.split_whitespace().collect();
        let (outcome, values) = cells.split_last().ok_or("a row is empty")?;
        if values.len() != asked.len() {
            return Err(format!(
                "row `{line}` has {} values for {} points",
                values.len(),
                asked.len()
            ));
        }
        for (point, value) in asked.iter().zip(values) {
            if point.value(value).is_none() {
                return Err(format!("row `{line}`: `{}` has no value `{value}`", point.id));
            }
        }
        if outcomes.value(outcome).is_none() {
            return Err(format!("row `{line}`: `{}` has no value `{outcome}`", outcomes.id));
        }
        if !seen.insert(values.to_vec()) {
            return Err(format!("row `{line}` says again what a row before it says"));
        }
        rows.push(Row {
            number: u32::try_from(rows.len()).map_err(|_| "too many rows")?,
            values: values.iter().map(|value| (*value).to_owned()).collect(),
            outcome: (*outcome).to_owned(),
        });
    }
    let all: usize = asked.iter().map(|point| point.values.len()).product();
    if rows.len() != all {
        return Err(format!("{} of {all} combinations have a row", rows.len()));
    }
    let days = outcomes.values.iter().any(|value| value.days.is_some());
    if days == written.counts_from.is_empty() {
        return Err("outcomes have days where something is counted from, and only there".to_owned());
    }
    Ok(Table {
        id: written.id,
        name: both(written.en, written.zh)?,
        about: both(written.about_en, written.about_zh)?,
        source: written.source,
        checked: written.checked,
        points: written.points,
        outcome: written.outcome,
        rows,
        counts_from: written.counts_from,
        statute: written.statute,
    })
}

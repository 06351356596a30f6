//! Decision tables: points with a few values each, and one outcome for every combination of them.
//!
//! Tables are data of the project, taken as facts from their publishers and worded anew in both languages; each keeps
//! the version, the numbers of the rows and the order of the points of its source. A table that leaves a combination out,
//! or has one twice, does not load. What the case knows of a point is told by the point's own line; the table decides
//! nothing but the row.

mod load;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use tidegate_law::Words;

pub use load::TableFault;

/// The id of a point, a table or a group of outcomes with its version, such as `ssvc:E:1.1.0`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PointId(String);

/// Not the id of a point or table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no id of a point or table; write it like `ssvc:E:1.1.0`")]
pub struct NotAPoint(pub String);

impl PointId {
    /// As it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn part(&self, place: usize) -> &str {
        self.0.split(':').nth(place).unwrap_or_default()
    }

    /// Who publishes it.
    #[must_use]
    pub fn namespace(&self) -> &str {
        self.part(0)
    }

    /// Its key.
    #[must_use]
    pub fn key(&self) -> &str {
        self.part(1)
    }

    /// Its version.
    #[must_use]
    pub fn version(&self) -> &str {
        self.part(2)
    }

    /// Whether the other is the same in whatever version.
    #[must_use]
    pub fn is_of(&self, other: &Self) -> bool {
        (self.namespace(), self.key()) == (other.namespace(), other.key())
    }
}

impl fmt::Display for PointId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for PointId {
    type Err = NotAPoint;

    fn from_str(text: &str) -> Result<Self, NotAPoint> {
        let parts: Vec<&str> = text.split(':').collect();
        let right = |part: &str| {
            let plain = |b: u8| b.is_ascii_alphanumeric() || b"_.-".contains(&b);
            (1..=60).contains(&part.len()) && part.bytes().all(plain)
        };
        let [_, _, version] = parts.as_slice() else {
            return Err(NotAPoint(crate::word::shown(text)));
        };
        let numbers = version.split('.').filter(|one| one.parse::<u32>().is_ok()).count();
        match parts.iter().all(|part| right(part)) && numbers == 3 {
            true => Ok(Self(text.to_owned())),
            false => Err(NotAPoint(crate::word::shown(text))),
        }
    }
}

impl serde::Serialize for PointId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> serde::Deserialize<'de> for PointId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'_, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// What of a case settles a point.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Settler {
    /// A fact of the book, by its name, about the flaw.
    Fact(String),
    /// How far exploitation has come.
    Exploitation,
    /// Whether the flaw is public.
    Public,
    /// Whether a manufacturer was told.
    ManufacturerTold,
}

/// A point of a table, or a group of outcomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// Its id.
    pub id: PointId,
    /// What it is called.
    pub name: Words,
    /// What it asks.
    pub ask: Words,
    /// Its values, in order.
    pub values: Vec<PointValue>,
    /// What of a case settles it.
    pub settled_by: Option<Settler>,
}

impl Point {
    /// The value with this key.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&PointValue> {
        self.values.iter().find(|value| value.key == key)
    }
}

/// A value of a point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointValue {
    /// Its key.
    pub key: String,
    /// What it is called in its source, which is English.
    pub source_name: String,
    /// What it is called.
    pub name: Words,
    /// What it means.
    pub means: Words,
    /// What of the case stands for it, where the case settles the point.
    pub when: Option<String>,
    /// Of an outcome: within how many days.
    pub days: Option<u32>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number, counted from zero as its source does.
    pub number: u32,
    /// The key of the value of each point, in the order of the table.
    pub values: Vec<String>,
    /// The key of its outcome.
    pub outcome: String,
}

/// A decision table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its id.
    pub id: PointId,
    /// What it is called.
    pub name: Words,
    /// For whom it is, and what it finds.
    pub about: Words,
    /// Where it was taken from.
    pub source: String,
    /// When it was last compared with that.
    pub checked: Date,
    /// Its points, in order.
    pub points: Vec<PointId>,
    /// The group of its outcomes.
    pub outcome: PointId,
    /// Its rows.
    pub rows: Vec<Row>,
    /// Of a table whose outcomes have days: the events of the book from the earliest of which they count.
    pub counts_from: Vec<String>,
    /// The statute of the book that has its rows as rules.
    pub statute: Option<String>,
}

impl Table {
    /// The row that answers every point; none where one is not answered or has no such value.
    #[must_use]
    pub fn row(&self, answers: &BTreeMap<PointId, String>) -> Option<&Row> {
        self.rows.iter().find(|row| {
            self.points
                .iter()
                .zip(&row.values)
                .all(|(point, value)| answers.get(point) == Some(value))
        })
    }

    /// The rows that are left by answers to some of its points.
    pub fn left<'t>(
        &'t self,
        answers: &'t BTreeMap<PointId, String>,
    ) -> impl Iterator<Item = &'t Row> + 't {
        self.rows.iter().filter(|row| {
            let mut pairs = self.points.iter().zip(&row.values);
            pairs.all(|(point, value)| answers.get(point).is_none_or(|given| given == value))
        })
    }
}

/// All tables with their points.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tables {
    points: BTreeMap<PointId, Point>,
    tables: Vec<Table>,
}

impl Tables {
    /// The tables, in the order of their files.
    #[must_use]
    pub fn all(&self) -> &[Table] {
        &self.tables
    }

    /// A table by its id, or by its key alone in whatever version there is.
    #[must_use]
    pub fn table(&self, named: &str) -> Option<&Table> {
        let named = named.trim();
        let by_id = self.tables.iter().find(|table| table.id.as_str() == named);
        by_id.or_else(|| {
            let key = |table: &&Table| table.id.key().eq_ignore_ascii_case(named);
            self.tables.iter().find(key)
        })
    }

    /// A point, or a group of outcomes.
    #[must_use]
    pub fn point(&self, id: &PointId) -> Option<&Point> {
        self.points.get(id)
    }

    /// The points of a table, in order.
    pub fn points_of<'t>(&'t self, table: &'t Table) -> impl Iterator<Item = &'t Point> + 't {
        table.points.iter().filter_map(|id| self.points.get(id))
    }

    /// The outcome of a row.
    #[must_use]
    pub fn outcome(&self, table: &Table, row: &Row) -> Option<&PointValue> {
        self.point(&table.outcome)?.value(&row.outcome)
    }

    /// The facts that settle points.
    #[must_use]
    pub fn facts(&self) -> BTreeSet<&str> {
        let settlers = self.points.values().filter_map(|point| point.settled_by.as_ref());
        settlers
            .filter_map(|settler| match settler {
                Settler::Fact(name) => Some(name.as_str()),
                Settler::Exploitation | Settler::Public | Settler::ManufacturerTold => None,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests;

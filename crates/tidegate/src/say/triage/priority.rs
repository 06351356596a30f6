//! Decision tables and their outcomes, and the due times that follow from them.
//!
//! A due time is a number of days that an outcome has, counted by days at the seat of the statute whose table it is. It is
//! a proposal: it names table, version and row, says from when it counts, and binds nobody.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};
use tidegate_core::case::{Case, Stated, Triage};
use tidegate_core::event::{CaseEvent, Exploitation, PriorityFound};
use tidegate_core::item::Disclosure;
use tidegate_core::triage::table::{Point, PointId, Settler, Table, Tables};
use tidegate_law::time::zone;
use tidegate_law::{Book, Words};

use super::{ByTold, seen};
use crate::say::schema::Bilingual;
use crate::say::work::CodeTold;
use crate::triage::tables;
use crate::words::Voice;

/// The start of the clock that a listing in the catalogue of exploited flaws begins.
const LISTED: &str = "listed_in_kev";

/// How pressing a flaw was found by a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PriorityTold {
    /// Who recorded it, and when.
    pub recorded: ByTold,
    /// The table with its version.
    pub table: String,
    /// What the table is called.
    #[schema(value_type = Bilingual)]
    pub name: Words,
    /// The number of the row, counted from zero as its source does.
    pub row: u32,
    /// The answers, in the order of the table.
    pub path: Vec<AnsweredTold>,
    /// The outcome.
    pub outcome: CodeTold,
    /// What the outcome means.
    #[schema(value_type = Bilingual)]
    pub means: Words,
    /// Why.
    pub reason: Option<String>,
    /// Whether no later one by the same table took its place.
    pub stands: bool,
}

/// An answer to a point of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct AnsweredTold {
    /// The point with its version.
    pub point: CodeTold,
    /// The value.
    pub value: CodeTold,
    /// Whether the case said so.
    pub settled: bool,
}

/// A due time that follows from an outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DueProposedTold {
    /// The event with the outcome.
    pub event: u64,
    /// The table with its version.
    pub table: String,
    /// The number of the row.
    pub row: u32,
    /// The key of the outcome.
    pub outcome: String,
    /// Within how many days.
    pub days: u32,
    /// The day from which they count.
    #[schema(value_type = String, format = Date)]
    pub from: Date,
    /// The time that follows.
    #[schema(value_type = String, format = DateTime)]
    pub due: Timestamp,
    /// Whether that is over.
    pub over: bool,
    /// From what it follows, in a sentence.
    #[schema(value_type = Bilingual)]
    pub words: Words,
}

/// A decision table with its points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct TableTold {
    /// The table with its version.
    pub id: String,
    /// What it is called.
    #[schema(value_type = Bilingual)]
    pub name: Words,
    /// For whom it is, and what it finds.
    #[schema(value_type = Bilingual)]
    pub about: Words,
    /// Where it was taken from.
    pub source: String,
    /// When it was last compared with that.
    #[schema(value_type = String, format = Date)]
    pub checked: Date,
    /// Its points, in order.
    pub points: Vec<PointTold>,
    /// Its outcomes.
    pub outcomes: PointTold,
    /// Its rows: the key of the value of each point, then that of the outcome.
    pub rows: Vec<Vec<String>>,
}

/// A point of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PointTold {
    /// The point with its version.
    pub id: String,
    /// What it is called.
    #[schema(value_type = Bilingual)]
    pub name: Words,
    /// What it asks.
    #[schema(value_type = Bilingual)]
    pub ask: Words,
    /// Its values.
    pub values: Vec<ValueTold>,
}

/// A value of a point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ValueTold {
    /// Its key.
    pub key: String,
    /// What it is called.
    #[schema(value_type = Bilingual)]
    pub name: Words,
    /// What it means.
    #[schema(value_type = Bilingual)]
    pub means: Words,
    /// Of an outcome: within how many days.
    pub days: Option<u32>,
}

/// All decision tables.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct TablesTold {
    /// The version of this form.
    pub version: u32,
    /// The tables.
    pub tables: Vec<TableTold>,
}

/// What answers to a table come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OutcomeTold {
    /// The version of this form.
    pub version: u32,
    /// The table with its version.
    pub table: String,
    /// The number of the row; none where a point is open.
    pub row: Option<u32>,
    /// The outcomes that are still possible; one where the row is found.
    pub outcomes: Vec<CodeTold>,
    /// What the one outcome means.
    #[schema(value_type = Option<Bilingual>)]
    pub means: Option<Words>,
}

fn point(one: &Point) -> PointTold {
    PointTold {
        id: one.id.to_string(),
        name: one.name.clone(),
        ask: one.ask.clone(),
        values: one
            .values
            .iter()
            .map(|value| ValueTold {
                key: value.key.clone(),
                name: value.name.clone(),
                means: value.means.clone(),
                days: value.days,
            })
            .collect(),
    }
}

/// A table with its points.
#[must_use]
pub fn table(tables: &Tables, one: &Table) -> Option<TableTold> {
    let rows = one
        .rows
        .iter()
        .map(|row| row.values.iter().chain([&row.outcome]).cloned().collect::<Vec<String>>());
    Some(TableTold {
        id: one.id.to_string(),
        name: one.name.clone(),
        about: one.about.clone(),
        source: one.source.clone(),
        checked: one.checked,
        points: tables.points_of(one).map(point).collect(),
        outcomes: point(tables.point(&one.outcome)?),
        rows: rows.collect(),
    })
}

/// All decision tables.
#[must_use]
pub fn all() -> TablesTold {
    let tables = tables();
    let told = tables.all().iter().filter_map(|one| table(tables, one));
    TablesTold { version: 1, tables: told.collect() }
}

/// What answers to a table come to.
#[must_use]
pub fn outcome(table: &Table, answers: &BTreeMap<PointId, String>) -> OutcomeTold {
    let found = tables().point(&table.outcome);
    let values = found.map(|found| found.values.as_slice()).unwrap_or_default();
    let left: Vec<&str> = table.left(answers).map(|row| row.outcome.as_str()).collect();
    let possible: Vec<_> =
        values.iter().filter(|value| left.contains(&value.key.as_str())).collect();
    let row = table.row(answers);
    OutcomeTold {
        version: 1,
        table: table.id.to_string(),
        row: row.map(|row| row.number),
        means: match possible.as_slice() {
            [one] => Some(one.means.clone()),
            _ => None,
        },
        outcomes: possible
            .into_iter()
            .map(|value| CodeTold { code: value.key.clone(), words: value.name.clone() })
            .collect(),
    }
}

/// How pressing a flaw was found. What a table no longer has is told by its id and key.
pub(super) fn told(tables: &Tables, one: &Stated<PriorityFound>, triage: &Triage) -> PriorityTold {
    let found = &one.what;
    let bare = |text: &str| Words { en: text.to_owned(), zh: text.to_owned() };
    let code = |id: &PointId, key: &str| {
        let value = tables.point(id).and_then(|point| point.value(key));
        let words = value.map_or_else(|| bare(key), |value| value.name.clone());
        CodeTold { code: key.to_owned(), words }
    };
    let path = found.answers.iter().map(|answer| {
        let name = tables.point(&answer.point).map(|point| point.name.clone());
        let words = name.unwrap_or_else(|| bare(answer.point.as_str()));
        AnsweredTold {
            point: CodeTold { code: answer.point.to_string(), words },
            value: code(&answer.point, &answer.value),
            settled: answer.settled,
        }
    });
    let named = tables.table(found.table.as_str()).map(|table| table.name.clone());
    let value = tables.point(&found.of).and_then(|of| of.value(&found.outcome));
    PriorityTold {
        recorded: ByTold::of(one),
        table: found.table.to_string(),
        name: named.unwrap_or_else(|| bare(found.table.as_str())),
        row: found.row,
        path: path.collect(),
        outcome: code(&found.of, &found.outcome),
        means: value.map_or_else(|| bare(""), |value| value.means.clone()),
        reason: found.reason.clone(),
        stands: triage.outcome(&found.table).is_some_and(|last| last.event == one.event),
    }
}

/// What of a case settles a point: the key of the value.
#[must_use]
pub fn settled(case: &Case, point: &Point, at: Timestamp) -> Option<String> {
    let said = match point.settled_by.as_ref()? {
        Settler::Fact(name) => seen::fact(case, name)?,
        Settler::Exploitation => {
            seen::standing(case, &case.triage()).map(Exploitation::as_str)?.to_owned()
        }
        Settler::Public => public(case, at)?.to_owned(),
        Settler::ManufacturerTold => told_manufacturer(case)?.to_owned(),
    };
    let value = point.values.iter().find(|value| value.when.as_deref() == Some(said.as_str()));
    value.map(|value| value.key.clone())
}

/// Public where an item certainly is, and not where every one certainly is undisclosed.
fn public(case: &Case, at: Timestamp) -> Option<&'static str> {
    let states: Vec<_> = case.items().map(|item| item.disclosure_as_of(at)).collect();
    if states.iter().any(|state| state.settled.is_public()) {
        return Some("yes");
    }
    let secret =
        !states.is_empty() && states.iter().all(|state| state.possible == Disclosure::Undisclosed);
    secret.then_some("no")
}

/// That nobody told a manufacturer through this case says nothing of what the reporter did.
fn told_manufacturer(case: &Case) -> Option<&'static str> {
    let told =
        case.record().iter().any(|one| matches!(one.event, CaseEvent::ManufacturerNotified(_)));
    told.then_some("yes")
}

/// The due times that follow from the outcomes that stand.
pub(crate) fn due(
    book: &Book,
    case: &Case,
    triage: &Triage,
    at: Timestamp,
) -> Vec<DueProposedTold> {
    let one = |found: &Stated<PriorityFound>| {
        let table = tables().all().iter().find(|table| table.id == found.what.table)?;
        let outcome = tables().point(&found.what.of)?.value(&found.what.outcome)?;
        let days = outcome.days?;
        let zone = seat(book, table);
        // Without what the table counts from there is no due time that it gives.
        let from = begun(case, triage, table, &zone)?;
        let due = last_instant(from, days, &zone)?;
        Some(DueProposedTold {
            event: found.event,
            table: table.id.to_string(),
            row: found.what.row,
            outcome: found.what.outcome.clone(),
            days,
            from,
            due,
            over: due <= at,
            words: Voice::in_both(|voice| {
                let language = voice.language();
                let words = [
                    ("table", table.name.in_language(language).to_owned().into()),
                    ("version", table.id.version().into()),
                    ("row", found.what.row.into()),
                    ("outcome", outcome.name.in_language(language).to_owned().into()),
                    ("from", from.to_string().into()),
                ];
                voice.with("triage-due-from", words)
            }),
        })
    };
    triage.outcomes().into_iter().filter_map(one).collect()
}

/// The zone at the seat of the statute that has the table.
fn seat(book: &Book, table: &Table) -> TimeZone {
    let statute = table.statute.as_deref().and_then(|id| book.statute(id));
    let zone = statute.and_then(|statute| zone(&statute.matter.zone).ok());
    zone.unwrap_or(TimeZone::UTC)
}

/// The earliest day of what the table counts from, as the case has it; the listing by hand too. Of several days that were
/// written down for one entry of the catalogue the last counts: a day that was mistyped is written down again.
fn begun(case: &Case, triage: &Triage, table: &Table, zone: &TimeZone) -> Option<Date> {
    let counts = |start: &str| table.counts_from.iter().any(|one| one == start);
    let clocks = case.clocks().filter(|clock| counts(clock.start.as_str()));
    let clocks = clocks
        .map(|clock| (clock.start.as_str(), zone.to_datetime(clock.occurred.earliest()).date()));
    if !counts(LISTED) {
        return clocks.map(|(_, day)| day).min();
    }
    let (mut listed, mut taken_back) = (BTreeMap::new(), BTreeSet::new());
    for one in &triage.exploitation {
        let (Some(entry), Some(day)) = (&one.what.catalogued, one.what.dated) else { continue };
        taken_back.extend(listed.insert(entry, day));
    }
    taken_back.retain(|day| !listed.values().any(|stands| stands == day));
    let clocks = clocks.filter(|(start, day)| *start != LISTED || !taken_back.contains(day));
    clocks.map(|(_, day)| day).chain(listed.values().copied()).min()
}

/// The end of the last day.
fn last_instant(from: Date, days: u32, zone: &TimeZone) -> Option<Timestamp> {
    let after = from.checked_add(i64::from(days).days()).ok()?.tomorrow().ok()?;
    zone.to_timestamp(after.at(0, 0, 0, 0)).ok()
}

//! Triage at a desk: how severe a flaw is, how pressing, of which kind, whether it is exploited.
//!
//! An assessment is somebody's, and each stays on record. What a table finds is looked up here and not typed, and what
//! the case says of a point cannot be answered otherwise: a fact that is wrong is established anew. That a flaw is
//! exploited becomes a fact by the same way as every other fact.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use tidegate_core::case::Case;
use tidegate_core::command::{Command, Verb};
use tidegate_core::event::{
    Appraisal, Assessed, Exploitation, ExploitationSeen, PointAnswered, PriorityFound,
    SeverityHeld, View, WeaknessesNamed,
};
use tidegate_core::party::Role;
use tidegate_core::triage::cvss::{Vector, Version};
use tidegate_core::triage::table::{PointId, Table};
use tidegate_core::triage::weakness::Cwe;

use super::{Errand, Establish, NotDone, wrong};
use crate::desk::Order;
use crate::say::recorded::RecordedTold;
use crate::say::triage::priority::settled;
use crate::say::triage::seen::{EXPLOITED, IN_KEV};
use crate::say::triage::selection::{SelectionList, selections};
use crate::say::triage::{Telling, TriageTold};
use crate::triage::{tables, weaknesses};
use crate::words::Voice;

/// Where what is recorded comes from.
const SOURCE: &str = "the triage of the case";

/// How severe somebody holds a flaw to be.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scoring<'s> {
    /// Whose view it is; the office's if nobody says.
    pub view: Option<&'s str>,
    /// The vector.
    pub vector: &'s str,
    /// Why.
    pub reason: Option<&'s str>,
}

/// Answers to a decision table.
#[derive(Debug, Clone, Copy, Default)]
pub struct Prioritising<'p> {
    /// The table, by id or key.
    pub table: &'p str,
    /// Point and value, each by id or key. What the case settles need not be answered.
    pub answers: &'p [(&'p str, &'p str)],
    /// Why.
    pub reason: Option<&'p str>,
}

/// What somebody has seen of exploitation.
#[derive(Debug, Clone, Copy, Default)]
pub struct Seeing<'s> {
    /// `none`, `public_poc` or `active`.
    pub status: &'s str,
    /// What shows it.
    pub evidence: &'s str,
    /// The day of the evidence.
    pub dated: Option<&'s str>,
    /// The entry of the catalogue of known exploited vulnerabilities.
    pub catalogued: Option<&'s str>,
    /// Whether what follows is established as facts: that it is exploited, that it is in the catalogue.
    pub establish: bool,
}

/// What was asked cannot be, in words that name something.
fn said<const N: usize>(id: &'static str, words: [(&'static str, &str); N]) -> NotDone {
    NotDone::Said(Voice::in_both(|voice| {
        voice.with(id, words.map(|(name, value)| (name, value.to_owned().into())))
    }))
}

fn written(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// A word that is none of those there are.
fn no_word(word: &str, known: &[&str]) -> NotDone {
    said("work-no-word", [("word", word), ("known", &known.join(", "))])
}

/// A vector as somebody writes it.
///
/// # Errors
/// [`NotDone::Wrong`] with what is wrong about it.
pub fn vector(text: &str) -> Result<Vector, NotDone> {
    text.parse().map_err(wrong)
}

/// A vector of chosen values.
///
/// # Errors
/// [`NotDone::Said`] for a version that does not exist; [`NotDone::Wrong`] for values that make no vector.
pub fn vector_of<'v>(
    version: &str,
    chosen: impl IntoIterator<Item = (&'v str, &'v str)>,
) -> Result<Vector, NotDone> {
    let known = Version::ALL.map(Version::number);
    let found = Version::from_number(version).ok_or_else(|| no_word(version, &known))?;
    Vector::of(found, chosen).map_err(wrong)
}

/// A decision table by its id or key.
///
/// # Errors
/// [`NotDone::Said`] with those that there are.
pub fn table(named: &str) -> Result<&'static Table, NotDone> {
    let known: Vec<&str> = tables().all().iter().map(|table| table.id.as_str()).collect();
    tables().table(named).ok_or_else(|| no_word(named, &known))
}

/// Answers by point, each looked up in the table.
///
/// # Errors
/// [`NotDone::Said`] for a point that the table does not have, and for a value that the point does not have.
pub fn answered(
    table: &Table,
    answers: &[(&str, &str)],
) -> Result<BTreeMap<PointId, String>, NotDone> {
    let mut given = BTreeMap::new();
    for (named, value) in answers.iter().filter(|(_, value)| !value.trim().is_empty()) {
        let named = named.trim();
        let mut points = tables().points_of(table);
        let is = |point: &&_| {
            let point: &tidegate_core::triage::table::Point = point;
            point.id.as_str() == named || point.id.key().eq_ignore_ascii_case(named)
        };
        let known: Vec<&str> = table.points.iter().map(PointId::key).collect();
        let point = points.find(is).ok_or_else(|| no_word(named, &known))?;
        let keys: Vec<&str> = point.values.iter().map(|value| value.key.as_str()).collect();
        let value = value.trim();
        let found = point.values.iter().find(|one| one.key.eq_ignore_ascii_case(value));
        let found = found.ok_or_else(|| no_word(value, &keys))?;
        given.insert(point.id.clone(), found.key.clone());
    }
    Ok(given)
}

impl Errand<'_> {
    /// What was assessed of a flaw.
    ///
    /// # Errors
    /// As [`Errand::open`].
    pub async fn triage(&self, name: &str) -> Result<(Case, TriageTold), NotDone> {
        let case = self.open(name, "the triage of the case").await?;
        let (book, office, at) = (self.book, self.desk.office(), self.desk.now());
        let told = Telling { book, office, case: &case, at }.told();
        Ok((case, told))
    }

    /// Records how severe somebody holds the flaw to be.
    ///
    /// # Errors
    /// As [`Errand::open`]; what is no vector or no view; what the case says no to.
    pub async fn score(&self, name: &str, scoring: Scoring<'_>) -> Result<RecordedTold, NotDone> {
        let vector = vector(scoring.vector)?;
        let known = View::ALL.map(View::as_str);
        let view = written(scoring.view).unwrap_or_else(|| View::Analyst.as_str().to_owned());
        let view = View::from_word(&view).ok_or_else(|| no_word(&view, &known))?;
        let case = self.open(name, "assessing the severity").await?;
        let by = party_of(&case, view);
        let held = SeverityHeld { view, by, vector, reason: written(scoring.reason) };
        self.assess(&case, Appraisal::Severity(held), Vec::new()).await
    }

    /// Records how pressing the flaw is by a table.
    ///
    /// # Errors
    /// As [`Errand::open`]; a table, point or value that does not exist; a point that is open, or that the case settles
    /// otherwise.
    pub async fn prioritise(
        &self,
        name: &str,
        prioritising: Prioritising<'_>,
    ) -> Result<RecordedTold, NotDone> {
        let table = table(prioritising.table)?;
        let given = answered(table, prioritising.answers)?;
        let case = self.open(name, "finding how pressing it is").await?;
        let mut answers = Vec::new();
        for point in tables().points_of(table) {
            let by_case = settled(&case, point, self.desk.now());
            let words = |voice: &Voice| point.name.in_language(voice.language()).to_owned();
            let said = |id: &'static str| {
                NotDone::Said(Voice::in_both(|voice| {
                    voice.with(id, [("point", words(voice).into())])
                }))
            };
            let value = match (given.get(&point.id), &by_case) {
                (Some(given), Some(by_case)) if given != by_case => {
                    return Err(said("triage-settled-otherwise"));
                }
                (_, Some(by_case)) => by_case.clone(),
                (Some(given), None) => given.clone(),
                (None, None) => return Err(said("triage-point-open")),
            };
            let settled = by_case.is_some();
            answers.push(PointAnswered { point: point.id.clone(), value, settled });
        }
        let all = answers.iter().map(|one| (one.point.clone(), one.value.clone())).collect();
        // INVARIANT: a table has a row for every combination of its values.
        let row = table.row(&all).ok_or(NotDone::NoPlace)?;
        let found = PriorityFound {
            table: table.id.clone(),
            answers,
            row: row.number,
            of: table.outcome.clone(),
            outcome: row.outcome.clone(),
            reason: written(prioritising.reason),
        };
        self.assess(&case, Appraisal::Priority(found), Vec::new()).await
    }

    /// Records of which kinds the flaw is, in place of those that were named before.
    ///
    /// # Errors
    /// As [`Errand::open`]; what is no weakness of the list, or a deprecated one.
    pub async fn name_weaknesses(
        &self,
        name: &str,
        named: &[&str],
    ) -> Result<RecordedTold, NotDone> {
        let (list, mut chosen) = (weaknesses(), BTreeSet::new());
        for text in named.iter().filter(|text| !text.trim().is_empty()) {
            let id: Cwe = text.parse().map_err(wrong)?;
            let bare = id.to_string();
            let one = list.of(id).ok_or_else(|| {
                said("triage-no-weakness", [("id", &bare), ("list", &list.version)])
            })?;
            if one.deprecated {
                let instead: Vec<String> = one.instead.iter().map(ToString::to_string).collect();
                return Err(match instead.as_slice() {
                    [] => said("triage-weakness-over", [("id", &bare)]),
                    some => said(
                        "triage-weakness-instead",
                        [("id", &bare), ("instead", &some.join(", "))],
                    ),
                });
            }
            chosen.insert(id);
        }
        let case = self.open(name, "naming the kinds of the flaw").await?;
        let named = WeaknessesNamed { weaknesses: chosen, list: list.version.clone() };
        self.assess(&case, Appraisal::Weaknesses(named), Vec::new()).await
    }

    /// Records what somebody has seen of exploitation, and establishes as facts what follows where that is wanted.
    ///
    /// # Errors
    /// As [`Errand::open`]; what is no status, no day or no number of an entry; what the case says no to.
    pub async fn see_exploitation(
        &self,
        name: &str,
        seeing: Seeing<'_>,
    ) -> Result<RecordedTold, NotDone> {
        let known = Exploitation::ALL.map(Exploitation::as_str);
        let status = seeing.status.trim();
        let status = Exploitation::from_word(status).ok_or_else(|| no_word(status, &known))?;
        let day = |text: String| {
            let day: Result<Date, _> = text.parse();
            day.map_err(|_| said("triage-no-day", [("written", &text)]))
        };
        let dated = written(seeing.dated).map(day).transpose()?;
        let catalogued = written(seeing.catalogued).map(|text| entry(&text)).transpose()?;
        if catalogued.is_some() && (status != Exploitation::Active || dated.is_none()) {
            return Err(said("triage-catalogued-is-active", []));
        }
        let evidence = match (seeing.evidence.trim(), &catalogued) {
            ("", Some(entry)) => format!("KEV, {entry}"),
            (text, _) => text.to_owned(),
        };
        let case = self.open(name, "looking whether it is exploited").await?;
        let mut facts = Vec::new();
        if seeing.establish && status == Exploitation::Active {
            facts.push((EXPLOITED, "true"));
            facts.extend(catalogued.as_ref().map(|_| (IN_KEV, "true")));
        }
        let day = dated.map(|day| day.to_string());
        let source = match &day {
            Some(day) => format!("{evidence}, {day}"),
            None => evidence.clone(),
        };
        let establish =
            Establish { facts: &[], about: "", occurred: day.as_deref(), source: &source };
        let (after, orders) = self.orders(&case, &facts, establish)?;
        let hints = if orders.is_empty() { Vec::new() } else { self.hints(&after) };
        let seen = ExploitationSeen { status, evidence, dated, catalogued };
        let recorded = self.assess(&case, Appraisal::Exploitation(seen), orders).await?;
        Ok(RecordedTold { hints, ..recorded })
    }

    /// An outcome as others read it.
    ///
    /// # Errors
    /// As [`Errand::open`]; [`NotDone::NoEvent`] for an event that has no outcome.
    pub async fn selections(&self, name: &str, event: u64) -> Result<SelectionList, NotDone> {
        let case = self.open(name, "giving out an outcome").await?;
        let triage = case.triage();
        let found = triage.priorities.iter().find(|one| one.event == event);
        found.map(|found| selections(&case, found)).ok_or(NotDone::NoEvent(event))
    }

    async fn assess(
        &self,
        case: &Case,
        appraisal: Appraisal,
        then: Vec<Order>,
    ) -> Result<RecordedTold, NotDone> {
        let verb = Verb::Assess(Assessed { appraisal });
        let first = Order::new(Command::new(verb, SOURCE));
        self.record(case, [first].into_iter().chain(then).collect()).await
    }
}

/// The one party of the case whose view it can be; none where there are more.
fn party_of(case: &Case, view: View) -> Option<tidegate_core::id::PartyId> {
    let mut of = case.parties().filter(|party| match view {
        View::Reporter => party.is(Role::Reporter) || party.is(Role::Finder),
        View::Manufacturer => party.is(Role::Manufacturer),
        View::Analyst => false,
    });
    match (of.next(), of.next()) {
        (Some(one), None) => Some(one.id),
        _ => None,
    }
}

/// The number of an entry of the catalogue.
fn entry(text: &str) -> Result<String, NotDone> {
    let upper = text.to_ascii_uppercase();
    let digits = |part: &str, least: usize| {
        (least..=9).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    let right = upper
        .strip_prefix("CVE-")
        .and_then(|rest| rest.split_once('-'))
        .is_some_and(|(year, number)| year.len() == 4 && digits(year, 4) && digits(number, 4));
    match right {
        true => Ok(upper),
        false => Err(said("triage-no-entry", [("written", text)])),
    }
}

//! The plan of a kept case, and what if something were otherwise. Nothing is recorded but that the case was opened.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use tidegate_core::case::Case;
use tidegate_core::event::{Actor, Recorded};
use tidegate_core::gate::{self, Desk as Law};
use tidegate_core::plan;
use tidegate_core::scene::Line;
use tidegate_law::time::Occurred;

use super::{Beside, Errand, NotDone, wrong};
use crate::say::instant;
use crate::say::plan::{self as told, PlanTold, WhatIfTold};
use crate::telling::Telling;

/// How far ahead something may be supposed to happen.
const AHEAD: SignedDuration = SignedDuration::from_hours(20 * 366 * 24);

/// What somebody supposes of a case.
#[derive(Debug, Clone, Default)]
pub struct Supposing<'s> {
    /// At which instant, as it is written; now if none.
    pub at: Option<&'s str>,
    /// Facts since that instant, each as `NAME=VALUE`, `NAME` or `not NAME`, perhaps with ` of SUBJECT`.
    pub facts: &'s [String],
    /// What else happened, each a line in the words of scenes; at that instant where it gives no time.
    pub happened: &'s [String],
    /// Events of the case that occurred at another time, each as `NUMBER=TIME`.
    pub moved: &'s [String],
    /// House rules and positions taken beside the office's.
    pub beside: Beside,
}

impl Supposing<'_> {
    /// What is supposed, as it was written.
    fn written(&self) -> Vec<String> {
        let beside = self.beside.house.iter().chain(&self.beside.positions);
        let at = self.at.map(str::to_owned);
        let all = self.facts.iter().chain(self.happened).chain(self.moved).chain(beside);
        at.into_iter().chain(all.cloned()).collect()
    }
}

impl Errand<'_> {
    /// The plan of a case.
    ///
    /// # Errors
    /// As [`Errand::open`]; [`NotDone::Wrong`] for an instant that is not understood.
    pub async fn plan(&self, name: &str, at: Option<&str>) -> Result<PlanTold, NotDone> {
        let case = self.open(name, "planning").await?;
        let at = self.instant(at)?;
        self.planned(&case, at, &Beside::default())
    }

    /// The plan of a case, and the plan as it would be.
    ///
    /// # Errors
    /// As [`Errand::plan`]; [`NotDone::NothingSupposed`]; what the book and the case say no to.
    pub async fn what_if(
        &self,
        name: &str,
        supposing: &Supposing<'_>,
    ) -> Result<WhatIfTold, NotDone> {
        if supposing.written().is_empty() {
            return Err(NotDone::NothingSupposed);
        }
        let case = self.open(name, "asking what if").await?;
        self.compared(&case, supposing)
    }

    /// The plan of an opened case beside the plan as it would be.
    pub(crate) fn compared(
        &self,
        case: &Case,
        supposing: &Supposing<'_>,
    ) -> Result<WhatIfTold, NotDone> {
        // Where nothing is said of the instant, both plans are of the same one: the clock is read once.
        let now = self.desk.now();
        let at = match supposing.at {
            Some(_) => self.instant(supposing.at)?,
            None => now,
        };
        let zone = self.desk.office().zone.rules();
        let supposed = self.supposed(case, supposing, at, &zone)?;
        let before = self.planned(case, now, &Beside::default())?;
        let after = self.planned(&supposed, at, &supposing.beside)?;
        Ok(told::what_if(supposing.written(), before, after))
    }

    /// The plan of an opened case.
    pub(crate) fn planned(
        &self,
        case: &Case,
        at: Timestamp,
        beside: &Beside,
    ) -> Result<PlanTold, NotDone> {
        let mut adoption = gate::adoption_of(self.desk.office(), at);
        let beside = beside.adoption(self.book, at)?;
        adoption.house.extend(beside.house);
        adoption.positions.extend(beside.positions);
        let law = Law { book: self.book, adoption: &adoption, office: Some(self.desk.office()) };
        Ok(told::plan(&law, &plan::plan(&law, case, at)))
    }

    /// A copy of the case in which what is supposed is so.
    fn supposed(
        &self,
        case: &Case,
        supposing: &Supposing<'_>,
        at: Timestamp,
        zone: &TimeZone,
    ) -> Result<Case, NotDone> {
        let case = moved(case, supposing.moved, zone)?;
        let since = instant(at, zone);
        let facts = supposing.facts.iter().map(|fact| format!("{since} fact {fact}"));
        let happened = supposing.happened.iter().map(|line| {
            let dated = line.starts_with(|first: char| first.is_ascii_digit());
            if dated { line.clone() } else { format!("{since} {line}") }
        });
        let mut lines = Vec::new();
        for (place, text) in facts.chain(happened).enumerate() {
            lines.push((place + 1, Line::told(&text, "supposed").map_err(wrong)?));
        }
        let actor = Actor::Member("supposed".to_owned());
        let now = at.max(case.last_recorded()).checked_add(AHEAD).unwrap_or(Timestamp::MAX);
        let telling =
            Telling { book: self.book, actor: &actor, now, office: Some(&self.desk.office().name) };
        let told = telling.commands(case, &lines, zone.clone());
        let (case, _) = told.map_err(|line| wrong(line.why))?;
        Ok(case)
    }
}

/// The case with some events at another time. What is recorded stays in its order.
fn moved(case: &Case, moved: &[String], zone: &TimeZone) -> Result<Case, NotDone> {
    if moved.is_empty() {
        return Ok(case.clone());
    }
    let mut record: Vec<Recorded> = case.record().to_vec();
    for written in moved {
        let shown = || NotDone::NoMove(written.chars().take(80).collect());
        let (number, time) = written.split_once('=').ok_or_else(shown)?;
        let number: u64 = number.trim().parse().map_err(|_| shown())?;
        let occurred = Occurred::parse(time.trim(), Some(zone)).map_err(wrong)?;
        let event = record.iter_mut().find(|one| one.seq == number && number > 0);
        event.ok_or(NotDone::NoEvent(number))?.occurred = occurred;
    }
    Case::replay(record).map_err(wrong)
}

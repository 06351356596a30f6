//! The board of deadlines: a part of the kept clocks, by what is due next. No case is opened for it.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use tidegate_core::id::CaseId;
use tidegate_law::RuleId;

use super::{Due, Errand, NotDone};
use crate::board::{Bearer, Chosen, statute};
use crate::clocks::Clocks;
use crate::clocks::kept::{Listed, RunningClock};
use crate::desk::{DeskError, Shelved};
use crate::follow::{self, Left};
use crate::say::board::{BoardTold, ClockListed};
use crate::say::told::value_name;

/// Up to how many events of a moment ago are taken up before the board is shown; more are left to the worker.
const FRESH: u32 = 20;
/// How many clocks are read at once.
const PAGE: u32 = 250;
/// How many clocks are looked at for one page at most, chosen or not: what a page costs is bounded by it.
const LOOKED: usize = 1_000;

/// What is wanted of the board.
#[derive(Debug, Clone, Copy)]
pub struct Boarding<'b> {
    /// What is chosen.
    pub chosen: &'b Chosen,
    /// Behind which place to go on.
    pub after: Option<Due>,
    /// How many at most.
    pub limit: usize,
}

/// The clocks of a month.
#[derive(Debug)]
pub struct Month {
    /// What is due, with its day in the office's zone.
    pub clocks: Vec<(Date, ClockListed)>,
    /// From which instant on no more were looked at, where there were too many.
    pub until: Option<Timestamp>,
    /// The instant at which they are told.
    pub at: Timestamp,
    /// Whether cases that changed are still to be looked at.
    pub behind: bool,
}

/// Clocks that were found.
struct Found {
    clocks: Vec<RunningClock>,
    /// The place of the last one that was looked at, if there may be more.
    next: Option<(i64, [u8; 32])>,
    looked: usize,
}

impl Errand<'_> {
    /// A page of the board.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn board(&self, wanted: Boarding<'_>) -> Result<(BoardTold, Option<Due>), NotDone> {
        let desk = self.desk;
        let left = follow::round_if_short(&Clocks, desk, self.book, FRESH).await?;
        let at = desk.now();
        let (from, until) = wanted.chosen.span(at, &desk.office().zone.rules());
        let after = wanted.after.map(|Due(due, name)| (due, name)).or_else(|| from.map(before));
        let found = self.clocks(wanted.chosen, after, until, wanted.limit).await?;
        let clocks = self.listed_clocks(&found.clocks, at).await?;
        let told =
            BoardTold { version: 1, at, behind: left == Left::More, looked: found.looked, clocks };
        Ok((told, found.next.map(|(due, name)| Due(due, name))))
    }

    /// The clocks of a month that are chosen, beginning with `first`, a day in the office's zone.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn month(&self, chosen: &Chosen, first: Date) -> Result<Month, NotDone> {
        let desk = self.desk;
        let left = follow::round_if_short(&Clocks, desk, self.book, FRESH).await?;
        let (at, zone) = (desk.now(), desk.office().zone.rules());
        let begins =
            |day: Date| day.to_zoned_datetime(zone.clone()).ok().map(|day| day.timestamp());
        let next = first.last_of_month().tomorrow().ok().and_then(begins);
        let (from, until) = chosen.span(at, &zone);
        let from = from.max(begins(first));
        let until = [until, next].into_iter().flatten().min();
        let found = self.clocks(chosen, from.map(before), until, LOOKED).await?;
        let listed = self.listed_clocks(&found.clocks, at).await?;
        let day = |clock: ClockListed| (clock.due.to_zoned_datetime(zone.clone()).date(), clock);
        Ok(Month {
            clocks: listed.into_iter().map(day).collect(),
            until: found.next.and_then(|(due, _)| Timestamp::from_millisecond(due).ok()),
            at,
            behind: left == Left::More,
        })
    }

    /// At most `limit` chosen clocks behind a place and due before an instant.
    async fn clocks(
        &self,
        chosen: &Chosen,
        mut after: Option<(i64, [u8; 32])>,
        until: Option<Timestamp>,
        limit: usize,
    ) -> Result<Found, DeskError> {
        let office = self.desk.office_party();
        let mut found = Found { clocks: Vec::new(), next: None, looked: 0 };
        loop {
            let page = self.desk.kept_by_due::<RunningClock>(after, until, PAGE).await?;
            let full = page.len() == PAGE as usize;
            for kept in &page {
                if found.clocks.len() == limit {
                    found.next = after;
                    return Ok(found);
                }
                after = kept.place();
                found.looked += 1;
                if chosen.holds(&kept.thing, office) {
                    found.clocks.push(kept.thing.clone());
                }
            }
            if !full {
                return Ok(found);
            }
            if found.looked >= LOOKED {
                found.next = page.last().and_then(Shelved::place);
                return Ok(found);
            }
        }
    }

    /// Clocks as a list shows them, with the handles of their cases.
    pub(super) async fn listed_clocks(
        &self,
        clocks: &[RunningClock],
        at: Timestamp,
    ) -> Result<Vec<ClockListed>, DeskError> {
        let office = self.desk.office_party();
        let mut cases: BTreeMap<CaseId, Option<Listed>> = BTreeMap::new();
        let mut listed: Vec<(&RunningClock, ClockListed)> = Vec::with_capacity(clocks.len());
        for clock in clocks {
            let to = clock.to.as_deref().map(|to| value_name(self.book, "recipient", to));
            // What is owed to several stands once.
            let mut alike = listed.iter_mut().rev().take_while(|(one, _)| one.due == clock.due);
            if let Some((_, row)) = alike.find(|(one, _)| is_one_duty(one, clock)) {
                row.to.extend(to);
                continue;
            }
            if let Entry::Vacant(vacant) = cases.entry(clock.case) {
                let kept = self.desk.kept::<Listed>(&clock.case.to_string()).await?;
                vacant.insert(kept.map(|kept| kept.thing));
            }
            // A case that was erased a moment ago has no row any more.
            let Some(Some(case)) = cases.get(&clock.case) else { continue };
            let rule = RuleId::parse(&clock.rule).and_then(|rule| self.book.rule(&rule));
            let row = ClockListed {
                case: clock.case.to_string(),
                handle: case.handle.clone(),
                phase: case.state.clone(),
                rule: clock.rule.clone(),
                regime: statute(&clock.rule).to_owned(),
                citation: clock.citation.clone(),
                duty: rule.map(|rule| rule.words.clone()),
                to: to.into_iter().collect(),
                force: clock.force,
                by: Bearer::of(clock, office),
                due: clock.due,
                over: clock.due <= at,
                perhaps: clock.perhaps,
            };
            listed.push((clock, row));
        }
        Ok(listed.into_iter().map(|(_, row)| row).collect())
    }
}

/// Whether two clocks are one duty that is owed to several.
fn is_one_duty(one: &RunningClock, other: &RunningClock) -> bool {
    let of = |clock: &RunningClock| (clock.case, clock.bearer, clock.due, clock.perhaps);
    of(one) == of(other) && one.rule == other.rule && one.to.is_some() && other.to.is_some()
}

/// The place before everything that is due at an instant.
fn before(from: Timestamp) -> (i64, [u8; 32]) {
    let earlier = from.checked_sub(SignedDuration::from_millis(1)).unwrap_or(from);
    (earlier.as_millisecond(), [u8::MAX; 32])
}

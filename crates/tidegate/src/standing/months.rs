//! What is counted of each month: of the cases that were received in it, how many and how long.
//!
//! A case that changes leaves a mark at its month; whoever finds the mark sums the month up anew and takes the mark away,
//! both at once and only if nobody set another one meanwhile. So no sum is ever added to, and none can drift.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tidegate_core::id::CaseId;

use super::kept::{Standing, Tally};
use crate::desk::{Desk, DeskError, Kept, Shelved};
use crate::follow::Left;

/// How many cases are read at once.
const PAGE: u32 = 1_000;

/// What is counted of a month.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Month {
    /// The version of this form.
    pub version: u32,
    /// The month, such as `2026-11`, in the office's zone.
    pub month: String,
    /// How many cases began with a report in it.
    pub received: u64,
    /// How many of these were acknowledged.
    pub acknowledged: u64,
    /// After how many minutes, of half of these.
    pub to_acknowledge: Option<u64>,
    /// For how many of them the provider is known to have provided a remedy.
    pub repaired: u64,
    /// After how many minutes, of half of these.
    pub to_repair: Option<u64>,
    /// How many are held: not published, not ended.
    pub held: u64,
    /// Since when the oldest of these.
    pub held_since: Option<Timestamp>,
    /// Their binding duties, by statute.
    pub regimes: BTreeMap<String, Tally>,
}

impl Kept for Month {
    const ROOM: &'static str = "month";

    fn name(&self) -> String {
        self.month.clone()
    }
}

/// That a case of a month changed and the month is not summed up since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Unsummed {
    version: u32,
    /// The first day of the month.
    month: Date,
    /// By what it was marked; no two marks are the same.
    by: String,
    /// Whether it is summed up by now.
    done: bool,
}

impl Unsummed {
    /// The mark of a case.
    pub(super) fn of(month: Date, standing: &Standing) -> Self {
        let by = format!("{} {}", standing.case, standing.events);
        Self { version: 1, month, by, done: false }
    }

    /// The mark that a case was erased.
    pub(super) fn without(month: Date, case: CaseId) -> Self {
        Self { version: 1, month, by: format!("{case} erased"), done: false }
    }
}

impl Kept for Unsummed {
    const ROOM: &'static str = "unsummed";

    fn name(&self) -> String {
        self.month.to_string()
    }

    fn due(&self) -> Option<Timestamp> {
        let begins = self.month.to_zoned_datetime(jiff::tz::TimeZone::UTC).ok()?;
        (!self.done).then(|| begins.timestamp())
    }
}

/// The name of a month.
#[must_use]
pub fn name(first: Date) -> String {
    format!("{:04}-{:02}", first.year(), first.month())
}

/// Sums up one month that is marked, if it has no more cases than `most`.
///
/// # Errors
/// [`DeskError`] where the shelf cannot be read or written.
pub(super) async fn sum_one(desk: &Desk, most: usize) -> Result<Left, DeskError> {
    let marks = desk.kept_by_due::<Unsummed>(None, None, 1).await?;
    let Some(mark) = marks.into_iter().next() else { return Ok(Left::Nothing) };
    let first = mark.thing.month;
    if let Some(month) = summed(desk, first, most).await? {
        let done = Unsummed { done: true, ..mark.thing.clone() };
        let changes = vec![desk.to_keep_instead(&done, mark)?, desk.to_keep(&month)?];
        // Another case may have left a mark meanwhile; then it is summed up again.
        desk.shelve(changes).await?;
    }
    Ok(Left::More)
}

/// That a month is left to be summed up; nothing where none is.
pub(super) async fn left(desk: &Desk) -> Result<Option<Left>, DeskError> {
    let marked = desk.kept_by_due::<Unsummed>(None, None, 1).await?;
    Ok((!marked.is_empty()).then_some(Left::More))
}

/// A month summed up; none if it has more cases than `most`.
async fn summed(desk: &Desk, first: Date, most: usize) -> Result<Option<Month>, DeskError> {
    let zone = desk.office().zone.rules();
    let begins = |day: Date| day.to_zoned_datetime(zone.clone()).ok().map(|day| day.timestamp());
    let until = first.last_of_month().tomorrow().ok().and_then(begins);
    let mut after = begins(first).map(|from| (from.as_millisecond() - 1, [u8::MAX; 32]));
    let mut sum =
        Sum { read: 0, acknowledged: Vec::new(), repaired: Vec::new(), month: Month::default() };
    loop {
        let page = desk.kept_by_due::<Standing>(after, until, PAGE).await?;
        let full = page.len() == PAGE as usize;
        after = page.last().and_then(Shelved::place);
        page.iter().for_each(|kept| sum.add(&kept.thing));
        if sum.read > most {
            return Ok(None);
        }
        if !full {
            return Ok(Some(sum.done(first)));
        }
    }
}

/// A month while it is summed up.
struct Sum {
    read: usize,
    acknowledged: Vec<u64>,
    repaired: Vec<u64>,
    month: Month,
}

impl Sum {
    fn add(&mut self, standing: &Standing) {
        self.read += 1;
        let month = &mut self.month;
        for (regime, tally) in &standing.regimes {
            month.regimes.entry(regime.clone()).or_default().add(tally);
        }
        if !standing.reported {
            return;
        }
        month.received += 1;
        let after = |then: Timestamp| {
            let minutes = then.duration_since(standing.received).as_mins();
            u64::try_from(minutes).unwrap_or_default()
        };
        self.acknowledged.extend(standing.acknowledged.map(after));
        self.repaired.extend(standing.repaired.map(after));
        if standing.held {
            month.held += 1;
            let since = [month.held_since, Some(standing.received)];
            month.held_since = since.into_iter().flatten().min();
        }
    }

    fn done(mut self, first: Date) -> Month {
        let count = |all: &[u64]| u64::try_from(all.len()).unwrap_or(u64::MAX);
        Month {
            version: 1,
            month: name(first),
            acknowledged: count(&self.acknowledged),
            to_acknowledge: middle(&mut self.acknowledged),
            repaired: count(&self.repaired),
            to_repair: middle(&mut self.repaired),
            ..self.month
        }
    }
}

/// The one in the middle: half of them took no longer.
fn middle(all: &mut [u64]) -> Option<u64> {
    all.sort_unstable();
    all.get(all.len().saturating_sub(1) / 2).copied()
}

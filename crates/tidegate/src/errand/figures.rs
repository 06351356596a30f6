//! Figures: the months that are summed up on the shelf. No case is opened for them.

use jiff::civil::{Date, date};

use super::{Errand, NotDone};
use crate::follow::Left;
use crate::say::figures::{FiguresTold, MonthTold, RegimeTold, TransparencyTold, shown};
use crate::standing;
use crate::standing::kept::Tally;
use crate::standing::months::{Month, name};

/// Up to how many events of a moment ago are taken up before figures are shown; more are left to the worker.
const FRESH: u32 = 20;
/// The most months that are shown.
const MONTHS: usize = 24;

impl Errand<'_> {
    /// The figures of so many months up to the present one.
    ///
    /// # Errors
    /// [`crate::desk::DeskError`].
    pub async fn figures(&self, months: usize) -> Result<FiguresTold, NotDone> {
        let desk = self.desk;
        let left = standing::sum_if_short(desk, self.book, FRESH).await?;
        let at = desk.now();
        let mut first = at.to_zoned_datetime(desk.office().zone.rules()).date().first_of_month();
        let mut all = Vec::new();
        for _ in 0..months.clamp(1, MONTHS) {
            all.push(self.summed(first).await?);
            let Some(before) = first.yesterday().ok() else { break };
            first = before.first_of_month();
        }
        all.reverse();
        Ok(FiguresTold {
            version: 1,
            at,
            behind: left == Left::More,
            held: all.iter().map(|month| month.held).sum(),
            held_since: all.iter().filter_map(|month| month.held_since).min(),
            regimes: self.regimes(&all),
            months: all.iter().map(MonthTold::from).collect(),
        })
    }

    /// What the office tells the public about a year; about this one where none is named. Nothing is computed for it.
    ///
    /// # Errors
    /// [`NotDone::NoPlace`] for a year beyond the calendar; [`crate::desk::DeskError`].
    pub async fn transparency(&self, year: Option<i16>) -> Result<TransparencyTold, NotDone> {
        let desk = self.desk;
        let at = desk.now();
        let this = at.to_zoned_datetime(desk.office().zone.rules()).year();
        let year = year.unwrap_or(this);
        if !(1970..=this).contains(&year) {
            return Err(NotDone::NoPlace);
        }
        let mut months = Vec::with_capacity(12);
        for month in 1..=12 {
            months.push(self.summed(date(year, month, 1)).await?);
        }
        let [received, acknowledged, repaired, held] = shown(&months);
        let head = desk.head().await?;
        Ok(TransparencyTold {
            version: 1,
            at,
            year,
            received,
            acknowledged,
            repaired,
            held,
            entries: head.as_ref().map_or(0, |head| head.size),
            checkpoint: head.and_then(|head| head.note),
        })
    }

    /// The sum of a month; nothing of one in which nothing began.
    async fn summed(&self, first: Date) -> Result<Month, NotDone> {
        let name = name(first);
        let kept = self.desk.kept::<Month>(&name).await?;
        Ok(kept.map_or_else(
            || Month { version: 1, month: name, ..Month::default() },
            |kept| kept.thing,
        ))
    }

    fn regimes(&self, months: &[Month]) -> Vec<RegimeTold> {
        let told = self.book.statutes().iter().map(|statute| {
            let mut duties = Tally::default();
            let id = &statute.matter.id;
            months.iter().filter_map(|month| month.regimes.get(id)).for_each(|one| duties.add(one));
            RegimeTold { regime: id.clone(), short: statute.short(), duties }
        });
        told.filter(|regime| regime.duties != Tally::default()).collect()
    }
}

//! Cases by what is due next: a page of the kept rows, from a place in them.

use std::fmt;
use std::str::FromStr;

use tidegate_core::digest::Digest;

use super::{Errand, NotDone, Wanted};
use crate::clocks::Clocks;
use crate::clocks::kept::Listed;
use crate::desk::Shelved;
use crate::follow::{self, Left};
use crate::say::listed::DutiesOfCases;

/// Up to how many events of a moment ago are taken up before the list is shown; more are left to the worker.
const FRESH: u32 = 20;

/// A place among the cases by what is due next, as an address has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due(pub(super) i64, pub(super) [u8; 32]);

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0, Digest::from_bytes(self.1))
    }
}

impl FromStr for Due {
    type Err = NotDone;

    fn from_str(text: &str) -> Result<Self, NotDone> {
        let (due, name) = text.split_once('.').ok_or(NotDone::NoPlace)?;
        let name: Digest = name.parse().map_err(|_| NotDone::NoPlace)?;
        Ok(Self(due.parse().map_err(|_| NotDone::NoPlace)?, *name.as_bytes()))
    }
}

/// A page of the cases.
#[derive(Debug)]
pub struct ByDue {
    /// The rows, what is due next first.
    pub rows: Vec<Listed>,
    /// Whether cases that changed are still to be looked at.
    pub behind: bool,
    /// From where it goes on, if it does.
    pub next: Option<Due>,
}

impl Errand<'_> {
    /// Cases by what is due next: clear metadata, for which no case is opened.
    ///
    /// # Errors
    /// [`crate::desk::DeskError`].
    pub async fn by_due(&self, after: Option<Due>, limit: usize) -> Result<ByDue, NotDone> {
        let desk = self.desk;
        // Whoever just took in a report finds it here; after a restart or a new book the worker has more to do.
        let left = follow::round_if_short(&Clocks, desk, self.book, FRESH).await?;
        let after = after.map(|Due(due, name)| (due, name));
        let more = u32::try_from(limit.saturating_add(1)).unwrap_or(u32::MAX);
        let mut kept = desk.kept_by_due::<Listed>(after, None, more).await?;
        let more = kept.len() > limit;
        kept.truncate(limit);
        let next = kept.last().filter(|_| more).and_then(Shelved::place);
        Ok(ByDue {
            rows: kept.into_iter().map(|kept| kept.thing).collect(),
            behind: left == Left::More,
            next: next.map(|(due, name)| Due(due, name)),
        })
    }

    /// The duties of a page of the cases, what is due next first. Each case is opened, and that is on the log.
    ///
    /// # Errors
    /// As [`Errand::duties`].
    pub async fn duties_by_due(
        &self,
        wanted: Wanted<'_>,
        after: Option<Due>,
        limit: usize,
    ) -> Result<(DutiesOfCases, Option<Due>), NotDone> {
        let at = self.instant(wanted.at)?;
        let page = self.by_due(after, limit).await?;
        let mut told = DutiesOfCases { version: 1, at, behind: page.behind, cases: Vec::new() };
        for row in page.rows.iter().filter(|row| row.state != "erased") {
            let case = self.desk.open_case(self.actor, row.case, super::FOR_DUTIES).await?;
            told.cases.push(self.of_case(&case, wanted, at)?);
        }
        Ok((told, page.next))
    }
}

#[cfg(test)]
mod tests {
    use super::Due;

    #[test]
    fn a_place_in_the_list_reads_back_and_nothing_else_does() {
        let here = Due(-5, [0xab; 32]);
        assert_eq!(here.to_string().parse::<Due>().unwrap(), here);
        for wrong in ["", "5", "5.", "x.00", "5.zz", "1.2.3"] {
            assert!(wrong.parse::<Due>().is_err(), "{wrong}");
        }
    }
}

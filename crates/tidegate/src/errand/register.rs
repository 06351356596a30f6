//! The register of transfers of a year, page by page.

use super::{Errand, NotDone};
use crate::follow::{self, Left};
use crate::register::{self, Transfers};
use crate::say::register::{Beside, Chosen, RegisterTold, register as told};

/// How many cases that changed a moment ago are computed before the register is shown; more are left to the worker.
const FRESH: u32 = 8;

/// What is wanted of the register.
#[derive(Debug, Clone, Copy, Default)]
pub struct Registering<'r> {
    /// The year in the office's zone; this one if none.
    pub year: Option<i16>,
    /// What is chosen from it.
    pub chosen: Chosen,
    /// Behind which transfer to go on, as `CASE~EVENT`.
    pub after: Option<&'r str>,
    /// How many at most.
    pub limit: usize,
}

/// A part of the register.
#[derive(Debug)]
pub struct Registered {
    /// The part, with the counts of the whole year.
    pub told: RegisterTold,
    /// How many transfers were chosen in all.
    pub chosen: usize,
    /// Behind which transfer it goes on, if it does.
    pub next: Option<String>,
}

impl Errand<'_> {
    /// The register of a year: counts, and those transfers that are chosen, the latest first. No case is opened for it.
    ///
    /// # Errors
    /// [`NotDone::NoPlace`] where there is no such transfer to go on from; [`crate::desk::DeskError`].
    pub async fn register(&self, wanted: Registering<'_>) -> Result<Registered, NotDone> {
        let (desk, book) = (self.desk, self.book);
        let at = desk.now();
        let this = at.to_zoned_datetime(desk.office().zone.rules()).year();
        let year = wanted.year.unwrap_or(this);
        let behind = follow::round_if_short(&Transfers, desk, book, FRESH).await? == Left::More;
        let entries = register::of_year(desk, year).await?;
        let (erased, unread) = (desk.erased().await?, register::unread(desk).await?);
        let beside = Beside { year, at, erased, unread, behind };
        let mut told = told(book, &entries, wanted.chosen, beside);
        let chosen = told.transfers.len();
        let place =
            |one: &crate::say::register::TransferTold| format!("{}~{}", one.case, one.event);
        let first = match wanted.after {
            None => 0,
            Some(after) => {
                let found = told.transfers.iter().position(|one| place(one) == after);
                found.ok_or(NotDone::NoPlace)? + 1
            }
        };
        let more = first.saturating_add(wanted.limit) < chosen;
        told.transfers = told.transfers.into_iter().skip(first).take(wanted.limit).collect();
        let next = told.transfers.last().filter(|_| more).map(place);
        Ok(Registered { told, chosen, next })
    }
}

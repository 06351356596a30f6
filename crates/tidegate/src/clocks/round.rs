//! A round of the worker: first the cases that changed, then those whose hour has come.
//!
//! What changed is found by the leaves of the log, which only grow: no clock of a machine can hide an event. Up to
//! which leaf the cases were computed is kept after they were, so a crash in between repeats work and loses none. Several
//! cases are under way at once, so that they share commits; they are computed one after the other all the same, and a
//! round never has more than one core.

use std::collections::BTreeSet;

use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use jiff::SignedDuration;
use tidegate_core::gate;
use tidegate_core::id::CaseId;
use tidegate_law::Book;

use super::kept::{Looked, Through};
use super::refresh;
use crate::desk::{Desk, DeskError};

/// After so long a case that could not be computed is tried again.
const LATER: SignedDuration = SignedDuration::from_mins(10);

/// How many cases are under way at once.
const TOGETHER: usize = 16;

/// Whether a round looked at everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// Nothing is left to do now.
    Nothing,
    /// There is more; ask again.
    More,
}

/// Computes at most about `limit` cases: those that changed since the last round, and those whose hour has come.
///
/// # Errors
/// [`DeskError`] where the shelf cannot be read or written. A single case that cannot be computed is said in the
/// server's journal and tried again later.
pub async fn round(desk: &Desk, book: &Book, limit: u32) -> Result<Left, DeskError> {
    let waiting = Waiting::find(desk, book, limit).await?;
    let full = waiting.fill(limit);
    waiting.compute(desk, book).await?;
    Ok(if full { Left::More } else { Left::Nothing })
}

/// The same, if it is done with fewer than `limit` events and cases; else nothing is computed. For whoever waits for an
/// answer: where very much is left, the worker is at it, and a part of it would help nobody.
///
/// # Errors
/// As [`round`].
pub async fn round_if_short(desk: &Desk, book: &Book, limit: u32) -> Result<Left, DeskError> {
    let waiting = Waiting::find(desk, book, limit).await?;
    if waiting.fill(limit) {
        return Ok(Left::More);
    }
    waiting.compute(desk, book).await?;
    Ok(Left::Nothing)
}

/// What waits to be computed.
struct Waiting {
    law: String,
    /// Up to which leaf everything was looked at, if anything was under this law.
    through: Option<u64>,
    touched: Vec<(u64, CaseId)>,
    due: Vec<CaseId>,
}

impl Waiting {
    /// At most `limit` events, and at most `limit` cases whose hour has come.
    async fn find(desk: &Desk, book: &Book, limit: u32) -> Result<Self, DeskError> {
        let at = desk.now();
        let adoption = gate::adoption_of(desk.office(), at);
        let law = tidegate_core::digest::canonical_digest(&(book.digest(), &adoption))?.to_string();
        let through = desk.kept::<Through>("clocks").await?.map(|kept| kept.thing);
        let through = through.filter(|through| through.law == law).map(|through| through.leaf);
        let touched = desk.touched(through.unwrap_or(0), limit).await?;
        // The hour itself has come too: the shelf gives what is due before an instant.
        let now = at.checked_add(SignedDuration::from_millis(1)).unwrap_or(at);
        let due = desk.kept_by_due::<Looked>(None, Some(now), limit).await?;
        let due = due.into_iter().map(|looked| looked.thing.case).collect();
        Ok(Self { law, through, touched, due })
    }

    /// Whether there may be more than was found.
    fn fill(&self, limit: u32) -> bool {
        let full = |count: usize| u32::try_from(count).is_ok_and(|count| count >= limit);
        full(self.touched.len()) || full(self.due.len())
    }

    async fn compute(self, desk: &Desk, book: &Book) -> Result<(), DeskError> {
        let Self { law, through, touched, due } = self;
        let cases: BTreeSet<CaseId> = touched.iter().map(|(_, case)| *case).collect();
        let due = due.into_iter().filter(|case| !cases.contains(case)).collect();
        let leaf = touched.last().map_or(through.unwrap_or(0), |(leaf, _)| leaf + 1);
        attempts(desk, book, cases).await?;
        if through != Some(leaf) {
            desk.keep(&Through { version: 1, leaf, law }).await?;
        }
        attempts(desk, book, due).await
    }
}

async fn attempts(desk: &Desk, book: &Book, cases: BTreeSet<CaseId>) -> Result<(), DeskError> {
    let each = stream::iter(cases).map(Ok);
    each.try_for_each_concurrent(TOGETHER, |case| attempt(desk, book, case)).await
}

async fn attempt(desk: &Desk, book: &Book, case: CaseId) -> Result<(), DeskError> {
    let Err(error) = refresh(desk, book, case).await else { return Ok(()) };
    tracing::error!(%case, "the clocks of a case could not be computed: {error}");
    let again = desk.now().checked_add(LATER).ok();
    let before = desk.kept::<Looked>(&case.to_string()).await?;
    let events = before.as_ref().map_or(0, |before| before.thing.events);
    desk.keep(&Looked { version: 1, case, events, again }).await
}

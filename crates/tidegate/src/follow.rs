//! Following the log: what is computed from cases and kept on the shelf is brought up to date, case by case.
//!
//! What changed is found by the leaves of the log, which only grow: no clock of a machine can hide an event. Up to which
//! leaf the cases were computed is kept after they were, so a crash in between repeats work and loses none. Several
//! cases are under way at once, so that they share commits; they are computed one after the other all the same, and a
//! round never has more than one core. What is computed, and when a case is looked at again although nothing happened
//! in it, is for the [`Follower`]: the clocks, the register, and the lists of organisations.

use std::collections::BTreeSet;

use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tidegate_core::id::CaseId;
use tidegate_law::Book;

use crate::desk::{Desk, DeskError, Kept};

/// After so long a case that could not be computed is tried again.
const LATER: SignedDuration = SignedDuration::from_mins(10);

/// How many cases are under way at once.
const TOGETHER: usize = 16;

/// What is computed from each case and kept.
pub trait Follower: Send + Sync {
    /// What it is called where it is kept how far it has followed.
    const NAME: &'static str;

    /// The rows that say when a case is to be looked at although nothing happened in it.
    type Again: Kept + Send + Sync;

    /// Under what it is computed; under anything else all of it is computed anew.
    ///
    /// # Errors
    /// [`DeskError`] where that has no canonical form.
    fn under(&self, desk: &Desk, book: &Book) -> Result<String, DeskError>;

    /// Computes one case anew and keeps what comes of it.
    ///
    /// # Errors
    /// [`DeskError`] where it cannot.
    fn refresh(
        &self,
        desk: &Desk,
        book: &Book,
        case: CaseId,
    ) -> impl Future<Output = Result<(), DeskError>> + Send;

    /// Keeps that a case could not be computed, and when it is tried again.
    ///
    /// # Errors
    /// [`DeskError`] where the shelf cannot be written.
    fn put_off(
        &self,
        desk: &Desk,
        case: CaseId,
        again: Option<Timestamp>,
    ) -> impl Future<Output = Result<(), DeskError>> + Send;
}

/// Whether a round looked at everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// Nothing is left to do now.
    Nothing,
    /// There is more; ask again.
    More,
}

/// How far the events of all cases were followed, and under what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Followed {
    /// The version of this form.
    pub version: u32,
    /// Who followed: [`Follower::NAME`].
    pub by: String,
    /// The leaf of the first event that was not looked at.
    pub leaf: u64,
    /// What it was computed under: [`Follower::under`].
    pub under: String,
}

impl Kept for Followed {
    const ROOM: &'static str = "followed";

    fn name(&self) -> String {
        self.by.clone()
    }
}

/// Computes at most about `limit` cases: those that changed since the last round, and those whose hour has come.
///
/// # Errors
/// [`DeskError`] where the shelf cannot be read or written. A single case that cannot be computed is said in the
/// server's journal and tried again later.
pub async fn round<F: Follower>(
    follower: &F,
    desk: &Desk,
    book: &Book,
    limit: u32,
) -> Result<Left, DeskError> {
    let waiting = Waiting::find(follower, desk, book, limit).await?;
    let full = waiting.fill(limit);
    waiting.compute(follower, desk, book).await?;
    Ok(if full { Left::More } else { Left::Nothing })
}

/// The same, if it is done with fewer than `limit` events and cases; else nothing is computed. For whoever waits for an
/// answer: where very much is left, the worker is at it, and a part of it would help nobody.
///
/// # Errors
/// As [`round`].
pub async fn round_if_short<F: Follower>(
    follower: &F,
    desk: &Desk,
    book: &Book,
    limit: u32,
) -> Result<Left, DeskError> {
    // What is computed is computed for everybody, whoever waits for it.
    let desk = &desk.whole();
    let waiting = Waiting::find(follower, desk, book, limit).await?;
    if waiting.fill(limit) {
        return Ok(Left::More);
    }
    waiting.compute(follower, desk, book).await?;
    Ok(Left::Nothing)
}

/// What waits to be computed.
struct Waiting {
    under: String,
    /// Up to which leaf everything was looked at, if anything was under the same.
    through: Option<u64>,
    touched: Vec<(u64, CaseId)>,
    due: BTreeSet<CaseId>,
}

impl Waiting {
    /// At most `limit` events, and at most `limit` cases whose hour has come.
    async fn find<F: Follower>(
        follower: &F,
        desk: &Desk,
        book: &Book,
        limit: u32,
    ) -> Result<Self, DeskError> {
        let under = follower.under(desk, book)?;
        let through = desk.kept::<Followed>(F::NAME).await?.map(|kept| kept.thing);
        let through = through.filter(|one| one.under == under).map(|one| one.leaf);
        let touched = desk.touched(through.unwrap_or(0), limit).await?;
        // The hour itself has come too: the shelf gives what is due before an instant.
        let at = desk.now();
        let now = at.checked_add(SignedDuration::from_millis(1)).unwrap_or(at);
        let due = desk.kept_by_due::<F::Again>(None, Some(now), limit).await?;
        let due = due.iter().filter_map(|again| again.thing.case()).collect();
        Ok(Self { under, through, touched, due })
    }

    /// Whether there may be more than was found.
    fn fill(&self, limit: u32) -> bool {
        let full = |count: usize| u32::try_from(count).is_ok_and(|count| count >= limit);
        full(self.touched.len()) || full(self.due.len())
    }

    async fn compute<F: Follower>(
        self,
        follower: &F,
        desk: &Desk,
        book: &Book,
    ) -> Result<(), DeskError> {
        let Self { under, through, touched, due } = self;
        let cases: BTreeSet<CaseId> = touched.iter().map(|(_, case)| *case).collect();
        let due = due.difference(&cases).copied().collect();
        let leaf = touched.last().map_or(through.unwrap_or(0), |(leaf, _)| leaf + 1);
        attempts(follower, desk, book, cases).await?;
        if through != Some(leaf) {
            let by = F::NAME.to_owned();
            desk.keep(&Followed { version: 1, by, leaf, under }).await?;
        }
        attempts(follower, desk, book, due).await
    }
}

async fn attempts<F: Follower>(
    follower: &F,
    desk: &Desk,
    book: &Book,
    cases: BTreeSet<CaseId>,
) -> Result<(), DeskError> {
    let each = stream::iter(cases).map(Ok);
    each.try_for_each_concurrent(TOGETHER, |case| attempt(follower, desk, book, case)).await
}

async fn attempt<F: Follower>(
    follower: &F,
    desk: &Desk,
    book: &Book,
    case: CaseId,
) -> Result<(), DeskError> {
    let Err(error) = follower.refresh(desk, book, case).await else { return Ok(()) };
    let what = F::NAME;
    tracing::error!(%case, "the {what} of a case could not be computed: {error}");
    follower.put_off(desk, case, desk.now().checked_add(LATER).ok()).await
}

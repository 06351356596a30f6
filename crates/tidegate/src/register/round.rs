//! A round of the worker: the cases that changed since the last one, found by the leaves of the log, which only grow.
//!
//! Up to which leaf the cases were computed is kept after they were, so a crash in between repeats work and loses none.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use tidegate_core::id::CaseId;
use tidegate_law::Book;

use super::kept::{Through, Unread};
use super::refresh;
use crate::desk::{Desk, DeskError};

pub use crate::clocks::Left;

/// The version of what is computed; a change of it computes everything anew.
const FORM: u32 = 1;
/// After so long a case that could not be computed is tried again.
const LATER: SignedDuration = SignedDuration::from_mins(10);

/// Computes at most about `limit` cases that changed since the last round.
///
/// # Errors
/// [`DeskError`] where the shelf cannot be read or written. A single case that cannot be computed is said in the
/// server's journal and tried again later.
pub async fn round(desk: &Desk, book: &Book, limit: u32) -> Result<Left, DeskError> {
    let through = desk.kept::<Through>("transfers").await?.map(|kept| kept.thing);
    let through =
        through.filter(|through| through.version == FORM && through.book == book.digest());
    let from = through.as_ref().map_or(0, |through| through.leaf);
    let touched = desk.touched(from, limit).await?;
    let cases: BTreeSet<CaseId> = touched.iter().map(|(_, case)| *case).collect();
    for case in cases {
        attempt(desk, book, case).await?;
    }
    let leaf = touched.last().map_or(from, |(leaf, _)| leaf + 1);
    if through.is_none_or(|through| through.leaf != leaf) {
        desk.keep(&Through { version: FORM, leaf, book: book.digest().to_owned() }).await?;
    }
    for unread in desk.kept_by_due::<Unread>(None, Some(desk.now()), limit).await? {
        attempt(desk, book, unread.thing.case).await?;
    }
    let full = u32::try_from(touched.len()).is_ok_and(|count| count >= limit);
    Ok(if full { Left::More } else { Left::Nothing })
}

/// How many cases could not be read; their transfers are missing in the register.
///
/// # Errors
/// [`DeskError`] where the shelf cannot be read.
pub async fn unread(desk: &Desk) -> Result<u64, DeskError> {
    desk.kept_count::<Unread>().await
}

async fn attempt(desk: &Desk, book: &Book, case: CaseId) -> Result<(), DeskError> {
    let known = desk.kept::<Unread>(&case.to_string()).await?;
    match refresh(desk, book, case).await {
        Ok(()) if known.is_none() => Ok(()),
        Ok(()) => desk.drop_kept::<Unread>(&case.to_string()).await.map(drop),
        Err(error) => {
            tracing::error!(%case, "the transfers of a case could not be registered: {error}");
            let again = desk.now().checked_add(LATER).ok();
            desk.keep(&Unread { version: 1, case, again }).await
        }
    }
}

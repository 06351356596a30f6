//! How cases stand, as something that follows the log; then the months are summed up anew in which one changed.

use jiff::Timestamp;
use tidegate_core::digest::canonical_digest;
use tidegate_core::gate;
use tidegate_core::id::CaseId;
use tidegate_law::Book;

use super::kept::Recount;
use super::{months, refresh};
use crate::desk::{Desk, DeskError};
use crate::follow::{self, Follower, Left};

/// The version of what is computed; a change of it computes everything anew.
const FORM: u32 = 3;
/// How many cases of a month are read at most while somebody waits for it.
const WAITED_FOR: usize = 500;

/// How every case stands.
#[derive(Debug, Clone, Copy)]
pub struct Standings;

impl Follower for Standings {
    const NAME: &'static str = "standings";

    type Again = Recount;

    /// The book, and which house rules and positions the office has now.
    fn under(&self, desk: &Desk, book: &Book) -> Result<String, DeskError> {
        let adoption = gate::adoption_of(desk.office(), desk.now());
        Ok(canonical_digest(&(FORM, book.digest(), &adoption))?.to_string())
    }

    async fn refresh(&self, desk: &Desk, book: &Book, case: CaseId) -> Result<(), DeskError> {
        refresh(desk, book, case).await
    }

    async fn put_off(
        &self,
        desk: &Desk,
        case: CaseId,
        again: Option<Timestamp>,
    ) -> Result<(), DeskError> {
        desk.keep(&Recount { version: 1, case, again }).await
    }
}

/// As [`follow::round`], for how cases stand; then sums up a month.
///
/// # Errors
/// As [`follow::round`].
pub async fn round(desk: &Desk, book: &Book, limit: u32) -> Result<Left, DeskError> {
    let left = follow::round(&Standings, desk, book, limit).await?;
    let summed = months::sum_one(desk, usize::MAX).await?;
    Ok(if left == Left::Nothing { summed } else { left })
}

/// As [`follow::round_if_short`], for how cases stand. The months are left as they are.
///
/// # Errors
/// As [`follow::round`].
pub async fn round_if_short(desk: &Desk, book: &Book, limit: u32) -> Result<Left, DeskError> {
    follow::round_if_short(&Standings, desk, book, limit).await
}

/// The same, and sums up a month or two, unless they have very many cases.
///
/// # Errors
/// As [`follow::round`].
pub async fn sum_if_short(desk: &Desk, book: &Book, limit: u32) -> Result<Left, DeskError> {
    let desk = &desk.whole();
    let left = round_if_short(desk, book, limit).await?;
    for _ in 0..2 {
        if months::sum_one(desk, WAITED_FOR).await? == Left::Nothing {
            return Ok(left);
        }
    }
    Ok(months::left(desk).await?.unwrap_or(left))
}

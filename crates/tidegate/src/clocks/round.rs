//! The clocks as something that follows the log: cases that changed, and cases whose hour has come.

use jiff::Timestamp;
use tidegate_core::digest::canonical_digest;
use tidegate_core::gate;
use tidegate_core::id::CaseId;
use tidegate_law::Book;

use super::kept::Looked;
use super::refresh;
use crate::desk::{Desk, DeskError};
use crate::follow::{self, Follower, Left};

/// The version of what is computed; a change of it computes everything anew.
const FORM: u32 = 4;

/// The clocks of every case.
#[derive(Debug, Clone, Copy)]
pub struct Clocks;

impl Follower for Clocks {
    const NAME: &'static str = "clocks";

    type Again = Looked;

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
        let before = desk.kept::<Looked>(&case.to_string()).await?;
        let events = before.map_or(0, |before| before.thing.events);
        desk.keep(&Looked { version: 1, case, events, again }).await
    }
}

/// As [`follow::round`], for the clocks.
///
/// # Errors
/// As [`follow::round`].
pub async fn round(desk: &Desk, book: &Book, limit: u32) -> Result<Left, DeskError> {
    follow::round(&Clocks, desk, book, limit).await
}

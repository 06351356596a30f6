//! The words of cases as something that follows the log.

use std::collections::BTreeSet;

use jiff::Timestamp;
use tidegate_core::id::CaseId;
use tidegate_law::Book;

use super::kept::Indexed;
use super::refresh;
use crate::desk::{Desk, DeskError};
use crate::follow::{self, Follower, Left};

/// The version of what is computed; a change of it computes everything anew.
const FORM: u32 = 1;

/// The words of every case.
#[derive(Debug, Clone, Copy)]
pub struct Words;

impl Follower for Words {
    const NAME: &'static str = "words";

    type Again = Indexed;

    /// Words depend on nothing but the record.
    fn under(&self, _: &Desk, _: &Book) -> Result<String, DeskError> {
        Ok(FORM.to_string())
    }

    async fn refresh(&self, desk: &Desk, _: &Book, case: CaseId) -> Result<(), DeskError> {
        refresh(desk, case).await
    }

    async fn put_off(
        &self,
        desk: &Desk,
        case: CaseId,
        again: Option<Timestamp>,
    ) -> Result<(), DeskError> {
        let before = desk.kept::<Indexed>(&case.to_string()).await?.map(|before| before.thing);
        let nothing = Indexed { version: 1, case, events: 0, numbers: BTreeSet::new(), again };
        desk.keep(&Indexed { again, ..before.unwrap_or(nothing) }).await
    }
}

/// As [`follow::round`], for the words.
///
/// # Errors
/// As [`follow::round`].
pub async fn round(desk: &Desk, book: &Book, limit: u32) -> Result<Left, DeskError> {
    follow::round(&Words, desk, book, limit).await
}

/// As [`follow::round_if_short`], for the words.
///
/// # Errors
/// As [`follow::round`].
pub async fn round_if_short(desk: &Desk, book: &Book, limit: u32) -> Result<Left, DeskError> {
    follow::round_if_short(&Words, desk, book, limit).await
}

//! The register as something that follows the log: cases that changed, and cases that could not be read.

use jiff::Timestamp;
use tidegate_core::id::CaseId;
use tidegate_law::Book;

use super::kept::Unread;
use super::refresh;
use crate::desk::{Desk, DeskError};
use crate::follow::{self, Follower, Left};

/// The version of what is computed; a change of it computes everything anew.
const FORM: u32 = 1;

/// The transfers of every case.
#[derive(Debug, Clone, Copy)]
pub struct Transfers;

impl Follower for Transfers {
    const NAME: &'static str = "transfers";

    type Again = Unread;

    /// The book says what authorities are.
    fn under(&self, _: &Desk, book: &Book) -> Result<String, DeskError> {
        Ok(format!("{FORM} {}", book.digest()))
    }

    async fn refresh(&self, desk: &Desk, book: &Book, case: CaseId) -> Result<(), DeskError> {
        refresh(desk, book, case).await?;
        let name = case.to_string();
        match desk.kept::<Unread>(&name).await? {
            Some(_) => desk.drop_kept::<Unread>(&name).await.map(drop),
            None => Ok(()),
        }
    }

    async fn put_off(
        &self,
        desk: &Desk,
        case: CaseId,
        again: Option<Timestamp>,
    ) -> Result<(), DeskError> {
        desk.keep(&Unread { version: 1, case, again }).await
    }
}

/// As [`follow::round`], for the register.
///
/// # Errors
/// As [`follow::round`].
pub async fn round(desk: &Desk, book: &Book, limit: u32) -> Result<Left, DeskError> {
    follow::round(&Transfers, desk, book, limit).await
}

/// How many cases could not be read; their transfers are missing in the register.
///
/// # Errors
/// [`DeskError`] where the shelf cannot be read.
pub async fn unread(desk: &Desk) -> Result<u64, DeskError> {
    desk.kept_count::<Unread>().await
}

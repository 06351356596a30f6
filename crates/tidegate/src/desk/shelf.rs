//! The shelf: what the service keeps beside the cases, each thing sealed and found by a keyed digest of its name.
//!
//! Accounts, sessions, drafts, ways back, clocks and alerts are kept here. A thing says of itself which
//! room it belongs to, what it is called there, what it is selected by and which case it is about ([`Kept`]). The
//! shelf forgets and replaces, so nothing on it is evidence: what must be provable is an event of a case. What is
//! about a case is dropped when it is erased; what must open to nobody then, whoever has older rows, lies
//! under the key of the case or one of its own.

use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tidegate_core::id::CaseId;

use super::{Archive, Desk, DeskError};
use crate::keys::{Purpose, Secret};
use crate::seal::{bind, seal_with, unseal_with};
use crate::store::StoreError;
use crate::store::rows::{ShelfRow, Shelve};

/// The latest `due` there is; further than any instant.
const END: i64 = i64::MAX;

/// Something that the service keeps beside the cases.
pub trait Kept: Serialize + DeserializeOwned {
    /// Which sort of thing it is: one lower-case word; stands in the clear.
    const ROOM: &'static str;

    /// What it is called in its room; only a keyed digest of it is stored.
    fn name(&self) -> String;

    /// What it is selected and sorted by: when it is due, ends or happened. Stands in the clear.
    fn due(&self) -> Option<Timestamp> {
        None
    }

    /// The case it is about; it goes when the case is erased.
    fn case(&self) -> Option<CaseId> {
        None
    }
}

/// A thing as it was read from the shelf, so that it can be replaced only if nobody changed it meanwhile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelved<T> {
    /// The thing.
    pub thing: T,
    sealed: Vec<u8>,
    place: Option<(i64, [u8; 32])>,
}

impl<T> Shelved<T> {
    /// Where it stands among those of its room, for the next page of a list.
    #[must_use]
    pub fn place(&self) -> Option<(i64, [u8; 32])> {
        self.place
    }
}

impl Desk {
    /// Keeps a thing, in place of the one of the same name.
    ///
    /// # Errors
    /// [`DeskError::Submit`], and what keys may give.
    pub async fn keep<T: Kept>(&self, thing: &T) -> Result<(), DeskError> {
        let row = self.shelf_row(thing)?;
        self.writer.shelve(vec![Shelve::Put(row)]).await?;
        Ok(())
    }

    /// Keeps a thing where there is none of its name; `false` if there is one.
    ///
    /// # Errors
    /// As [`Desk::keep`].
    pub async fn keep_new<T: Kept>(&self, thing: &T) -> Result<bool, DeskError> {
        let row = self.shelf_row(thing)?;
        Ok(self.writer.shelve(vec![Shelve::PutNew(row)]).await?)
    }

    /// Keeps a thing in place of one that was read before; `false` if that one was changed or dropped meanwhile.
    ///
    /// # Errors
    /// As [`Desk::keep`].
    pub async fn keep_instead<T: Kept>(
        &self,
        thing: &T,
        before: Shelved<T>,
    ) -> Result<bool, DeskError> {
        let row = self.shelf_row(thing)?;
        Ok(self.writer.shelve(vec![Shelve::Replace(row, before.sealed)]).await?)
    }

    /// Changes several things at once, all or none: those to keep, made by [`Desk::to_keep`], and those to drop.
    ///
    /// # Errors
    /// As [`Desk::keep`].
    pub async fn shelve(&self, changes: Vec<Shelve>) -> Result<bool, DeskError> {
        Ok(self.writer.shelve(changes).await?)
    }

    /// The change that keeps a thing, to be written together with others or with a command.
    ///
    /// # Errors
    /// What keys may give.
    pub fn to_keep<T: Kept>(&self, thing: &T) -> Result<Shelve, DeskError> {
        self.shelf_row(thing).map(Shelve::Put)
    }

    /// The change that keeps a thing where there is none of its name.
    ///
    /// # Errors
    /// What keys may give.
    pub fn to_keep_new<T: Kept>(&self, thing: &T) -> Result<Shelve, DeskError> {
        self.shelf_row(thing).map(Shelve::PutNew)
    }

    /// The change that keeps a thing in place of one that was read before.
    ///
    /// # Errors
    /// What keys may give.
    pub fn to_keep_instead<T: Kept>(
        &self,
        thing: &T,
        before: Shelved<T>,
    ) -> Result<Shelve, DeskError> {
        Ok(Shelve::Replace(self.shelf_row(thing)?, before.sealed))
    }

    /// The change that drops the thing of this name.
    ///
    /// # Errors
    /// What keys may give.
    pub fn to_drop<T: Kept>(&self, name: &str) -> Result<Shelve, DeskError> {
        Ok(Shelve::Drop(T::ROOM, self.archive().shelf_name(T::ROOM, name)?))
    }

    /// The change that drops a thing that was read before, if nobody changed it meanwhile.
    ///
    /// # Errors
    /// What keys may give.
    pub fn to_drop_as<T: Kept>(&self, before: &Shelved<T>) -> Result<Shelve, DeskError> {
        let name = self.archive().shelf_name(T::ROOM, &before.thing.name())?;
        Ok(Shelve::DropAs(T::ROOM, name, before.sealed.clone()))
    }

    /// The thing of this name.
    ///
    /// # Errors
    /// [`DeskError::Store`] if the row is damaged, and what the disk may give.
    pub async fn kept<T: Kept>(&self, name: &str) -> Result<Option<Shelved<T>>, DeskError> {
        self.archive().kept(name, |row| self.shows(row)).await
    }

    /// Things by their due time, after the place of the last of the page before, due before `until`.
    ///
    /// # Errors
    /// As [`Desk::kept`].
    pub async fn kept_by_due<T: Kept>(
        &self,
        after: Option<(i64, [u8; 32])>,
        until: Option<Timestamp>,
        limit: u32,
    ) -> Result<Vec<Shelved<T>>, DeskError> {
        let until = until.map_or(END, Timestamp::as_millisecond);
        let (mut found, mut after) = (Vec::new(), after);
        loop {
            let left = limit.saturating_sub(u32::try_from(found.len()).unwrap_or(u32::MAX));
            let rows = self.store().shelf_by_due(T::ROOM, after, until, left).await?;
            // Where fewer came than were asked for, there are no more.
            let more = rows.len() == left as usize;
            after = rows.last().and_then(|row| row.due.map(|due| (due, row.name)));
            for row in rows.into_iter().filter(|row| self.shows(row)) {
                found.push(self.archive().shelved(row)?);
            }
            if !more || after.is_none() || found.len() >= limit as usize {
                return Ok(found);
            }
        }
    }

    /// Things by their due time, latest first, before the place of the last of the page before.
    ///
    /// # Errors
    /// As [`Desk::kept`].
    pub async fn kept_latest<T: Kept>(
        &self,
        before: Option<(i64, [u8; 32])>,
        limit: u32,
    ) -> Result<Vec<Shelved<T>>, DeskError> {
        let (mut found, mut before) = (Vec::new(), before);
        loop {
            let left = limit.saturating_sub(u32::try_from(found.len()).unwrap_or(u32::MAX));
            let rows = self.store().shelf_by_due_backwards(T::ROOM, before, left).await?;
            let more = rows.len() == left as usize;
            before = rows.last().and_then(|row| row.due.map(|due| (due, row.name)));
            for row in rows.into_iter().filter(|row| self.shows(row)) {
                found.push(self.archive().shelved(row)?);
            }
            if !more || before.is_none() || found.len() >= limit as usize {
                return Ok(found);
            }
        }
    }

    /// Things that are about a case.
    ///
    /// # Errors
    /// As [`Desk::kept`].
    pub async fn kept_about<T: Kept>(&self, case: CaseId) -> Result<Vec<Shelved<T>>, DeskError> {
        if !self.sees(case) {
            return Ok(Vec::new());
        }
        let rows = self.store().shelf_about(T::ROOM, case).await?;
        rows.into_iter().map(|row| self.archive().shelved(row)).collect()
    }

    /// How many things there are in the room.
    ///
    /// # Errors
    /// [`DeskError::Store`].
    pub async fn kept_count<T: Kept>(&self) -> Result<u64, DeskError> {
        let all = self.store().shelf_count(T::ROOM).await?;
        Ok(all.saturating_sub(self.unseen_rows(T::ROOM, |_| true).await?))
    }

    /// How many things of the room are due at exactly this number of milliseconds. Rooms that are sorted by a number
    /// instead of an instant are counted by it.
    ///
    /// # Errors
    /// [`DeskError::Store`].
    pub async fn kept_count_at<T: Kept>(&self, number: i64) -> Result<u64, DeskError> {
        let all = self.store().shelf_count_between(T::ROOM, number, number + 1).await?;
        let there = |row: &ShelfRow| row.due == Some(number);
        Ok(all.saturating_sub(self.unseen_rows(T::ROOM, there).await?))
    }

    /// How many rows of a room are about cases that whoever looks may not see.
    async fn unseen_rows(
        &self,
        room: &'static str,
        counts: impl Fn(&ShelfRow) -> bool,
    ) -> Result<u64, DeskError> {
        let mut unseen = 0;
        for case in self.unseen() {
            let rows = self.store().shelf_about(room, case).await?;
            unseen += rows.iter().filter(|row| counts(row)).count() as u64;
        }
        Ok(unseen)
    }

    /// Up to `limit` things of the room whose number is exactly this, for rooms that are sorted by a number instead of an
    /// instant.
    ///
    /// # Errors
    /// As [`Desk::kept`].
    pub async fn kept_at<T: Kept>(
        &self,
        number: i64,
        limit: u32,
    ) -> Result<Vec<Shelved<T>>, DeskError> {
        let before = Some((number - 1, [u8::MAX; 32]));
        self.kept_by_due(before, Timestamp::from_millisecond(number + 1).ok(), limit).await
    }

    /// Drops the thing of this name; `false` if there was none.
    ///
    /// # Errors
    /// As [`Desk::keep`].
    pub async fn drop_kept<T: Kept>(&self, name: &str) -> Result<bool, DeskError> {
        let change = self.to_drop::<T>(name)?;
        Ok(self.writer.shelve(vec![change]).await?)
    }

    /// Drops the things of a room that were due before `at`.
    ///
    /// # Errors
    /// As [`Desk::keep`].
    pub async fn drop_due_before<T: Kept>(&self, at: Timestamp) -> Result<(), DeskError> {
        let change = Shelve::DropBefore(T::ROOM, at.as_millisecond());
        self.writer.shelve(vec![change]).await?;
        Ok(())
    }

    /// Drops everything of a room, whatever it is sorted by.
    ///
    /// # Errors
    /// As [`Desk::keep`].
    pub(crate) async fn drop_room<T: Kept>(&self) -> Result<(), DeskError> {
        self.writer.shelve(vec![Shelve::DropRoom(T::ROOM)]).await?;
        Ok(())
    }

    /// The key that ties forms to the visitors who opened them.
    ///
    /// # Errors
    /// What keys may give.
    pub fn form_key(&self) -> Result<Secret, DeskError> {
        Ok(self.archive().ring().purpose_key(Purpose::Shelf)?.derive(b"tg1|forms"))
    }

    /// The key by which words of cases become numbers of the index.
    ///
    /// # Errors
    /// What keys may give.
    pub(crate) fn word_key(&self) -> Result<Secret, DeskError> {
        Ok(self.archive().ring().purpose_key(Purpose::Shelf)?.derive(b"tg1|words"))
    }

    fn shelf_row<T: Kept>(&self, thing: &T) -> Result<ShelfRow, DeskError> {
        let archive = self.archive();
        let name = archive.shelf_name(T::ROOM, &thing.name())?;
        let bytes = zeroize::Zeroizing::new(serde_json::to_vec(thing).map_err(damaged)?);
        let (due, case) = (thing.due().map(Timestamp::as_millisecond), thing.case());
        let aad = archive.shelf_place(T::ROOM, &name, due, case);
        let sealed = seal_with(&archive.shelf_key(T::ROOM)?, &aad, &bytes)?;
        Ok(ShelfRow { room: T::ROOM, name, due, case, sealed })
    }
}

impl Archive {
    /// The thing of this name, read without a service.
    ///
    /// # Errors
    /// As [`Desk::kept`].
    pub(super) async fn kept<T: Kept>(
        &self,
        name: &str,
        shows: impl FnOnce(&ShelfRow) -> bool,
    ) -> Result<Option<Shelved<T>>, DeskError> {
        let name = self.shelf_name(T::ROOM, name)?;
        let row = self.store().shelf_row(T::ROOM, name).await?.filter(shows);
        row.map(|row| self.shelved(row)).transpose()
    }

    fn shelved<T: Kept>(&self, row: ShelfRow) -> Result<Shelved<T>, DeskError> {
        let aad = self.shelf_place(row.room, &row.name, row.due, row.case);
        let bytes = unseal_with(&self.shelf_key(row.room)?, &aad, &row.sealed).map_err(damaged)?;
        let thing: T = serde_json::from_slice(&bytes).map_err(damaged)?;
        let place = row.due.map(|due| (due, row.name));
        Ok(Shelved { thing, sealed: row.sealed, place })
    }

    fn shelf_name(&self, room: &str, name: &str) -> Result<[u8; 32], DeskError> {
        let key = self.ring().purpose_key(Purpose::Shelf)?;
        Ok(key.digest(&format!("shelf-name/{room}"), name.as_bytes()))
    }

    fn shelf_key(&self, room: &str) -> Result<Secret, DeskError> {
        let key = self.ring().purpose_key(Purpose::Shelf)?;
        Ok(key.derive(&[b"tg1|shelf|", room.as_bytes()].concat()))
    }

    /// What a row is bound to: it does not open in another office, room, place, time or case.
    fn shelf_place(
        &self,
        room: &str,
        name: &[u8; 32],
        due: Option<i64>,
        case: Option<CaseId>,
    ) -> Vec<u8> {
        let name = tidegate_core::digest::Digest::from_bytes(*name).to_string();
        let due = due.map(|due| due.to_string()).unwrap_or_default();
        let case = case.map(|case| case.to_string()).unwrap_or_default();
        bind(&["shelf", &self.office().id.to_string(), room, &name, &due, &case])
    }
}

fn damaged(error: impl std::fmt::Display) -> DeskError {
    StoreError::Damaged { table: "shelf", why: error.to_string() }.into()
}

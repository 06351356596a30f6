//! A report that is written and not yet sent: sealed twice, under the finder's secret and under the office's keys.
//!
//! Without the finder's cookie the office cannot open it; without the office's keys the cookie opens nothing. It goes
//! after [`KEPT`]. Once it was sent it stays readable to the finder's browser for the rest of that time, so that the
//! canonical document can be downloaded again.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::{SignedDuration, Timestamp};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tidegate_core::id::CaseId;
use tidegate_core::report::FileEntry;

use super::Holder;
use crate::desk::{Desk, DeskError, Kept};
use crate::seal::{bind, seal_with, unseal_with};
use crate::store::StoreError;
use crate::store::rows::Shelve;

/// How long a draft is kept after it was last saved.
pub const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What the finder has typed, as typed: also what is not right yet.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Writing {
    /// The fields of the form by name.
    pub fields: BTreeMap<String, String>,
    /// The files, in the order added.
    pub files: Vec<Enclosed>,
    /// The number of the next file.
    pub next: u32,
    /// The case that was opened for it, once it was sent.
    pub sent: Option<CaseId>,
}

/// A file of a draft. Its bytes are kept apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enclosed {
    /// Its number in the draft.
    pub number: u32,
    /// As it will stand in the report.
    pub entry: FileEntry,
}

/// A draft on the shelf.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unsent {
    version: u32,
    name: String,
    until: Timestamp,
    sealed: String,
}

/// A file of a draft on the shelf.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnsentFile {
    version: u32,
    name: String,
    until: Timestamp,
    sealed: String,
}

impl Kept for Unsent {
    const ROOM: &'static str = "unsent";

    fn name(&self) -> String {
        self.name.clone()
    }

    fn due(&self) -> Option<Timestamp> {
        Some(self.until)
    }
}

impl Kept for UnsentFile {
    const ROOM: &'static str = "enclosure";

    fn name(&self) -> String {
        self.name.clone()
    }

    fn due(&self) -> Option<Timestamp> {
        Some(self.until)
    }
}

impl Desk {
    /// What this finder has written, if it was kept and its time is not over.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn writing(&self, holder: &Holder) -> Result<Option<Writing>, DeskError> {
        let name = holder.name();
        let Some(kept) = self.kept::<Unsent>(&name).await? else { return Ok(None) };
        if kept.thing.until <= self.now() {
            return Ok(None);
        }
        let bytes = unsealed(holder, Unsent::ROOM, &name, &kept.thing.sealed)?;
        read(&bytes).map(Some)
    }

    /// Keeps what a finder has written, for another [`KEPT`].
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn keep_writing(&self, holder: &Holder, writing: &Writing) -> Result<(), DeskError> {
        let bytes = zeroize::Zeroizing::new(serde_json::to_vec(writing).map_err(damaged)?);
        let name = holder.name();
        let sealed = sealed(holder, Unsent::ROOM, &name, &bytes)?;
        self.keep(&Unsent { version: 1, name, until: self.until(), sealed }).await
    }

    /// Keeps a file of a draft.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn keep_enclosed(
        &self,
        holder: &Holder,
        number: u32,
        bytes: &[u8],
    ) -> Result<(), DeskError> {
        let name = numbered(holder, number);
        let sealed = sealed(holder, UnsentFile::ROOM, &name, bytes)?;
        self.keep(&UnsentFile { version: 1, name, until: self.until(), sealed }).await
    }

    /// The bytes of a file of a draft.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn enclosed(
        &self,
        holder: &Holder,
        number: u32,
    ) -> Result<Option<Vec<u8>>, DeskError> {
        let name = numbered(holder, number);
        let Some(kept) = self.kept::<UnsentFile>(&name).await? else { return Ok(None) };
        let bytes = unsealed(holder, UnsentFile::ROOM, &name, &kept.thing.sealed)?;
        Ok(Some(bytes.to_vec()))
    }

    /// Drops a file of a draft.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn drop_enclosed(&self, holder: &Holder, number: u32) -> Result<(), DeskError> {
        self.drop_kept::<UnsentFile>(&numbered(holder, number)).await.map(|_| ())
    }

    /// Drops a draft with its files.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn drop_writing(&self, holder: &Holder) -> Result<(), DeskError> {
        let Some(writing) = self.writing(holder).await? else { return Ok(()) };
        let one = |file: &Enclosed| self.to_drop::<UnsentFile>(&numbered(holder, file.number));
        let mut changes: Vec<Shelve> = writing.files.iter().map(one).collect::<Result<_, _>>()?;
        changes.push(self.to_drop::<Unsent>(&holder.name())?);
        self.shelve(changes).await.map(|_| ())
    }

    /// Drops every draft whose time is over, and every stay that ended.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn sweep_unsent(&self) -> Result<(), DeskError> {
        let now = self.now();
        self.drop_due_before::<Unsent>(now).await?;
        self.drop_due_before::<UnsentFile>(now).await?;
        self.drop_due_before::<super::FinderSession>(now).await
    }

    fn until(&self) -> Timestamp {
        self.now().checked_add(KEPT).unwrap_or(Timestamp::MAX)
    }
}

fn numbered(holder: &Holder, number: u32) -> String {
    format!("{}/{number}", holder.name())
}

fn sealed(holder: &Holder, room: &str, name: &str, bytes: &[u8]) -> Result<String, DeskError> {
    Ok(STANDARD.encode(seal_with(&holder.key(), &bind(&[room, name]), bytes)?))
}

fn unsealed(
    holder: &Holder,
    room: &str,
    name: &str,
    sealed: &str,
) -> Result<zeroize::Zeroizing<Vec<u8>>, DeskError> {
    let sealed = STANDARD.decode(sealed).map_err(damaged)?;
    unseal_with(&holder.key(), &bind(&[room, name]), &sealed).map_err(damaged)
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, DeskError> {
    serde_json::from_slice(bytes).map_err(damaged)
}

fn damaged(error: impl std::fmt::Display) -> DeskError {
    StoreError::Damaged { table: "shelf", why: error.to_string() }.into()
}

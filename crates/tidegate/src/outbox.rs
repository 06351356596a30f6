//! The outbox: what is to leave the house, kept until an adapter has delivered it.
//!
//! A row can be made only from a [`Dispatch`], so nothing is in it whose decision is not on the log; it is
//! sealed under the key of its case, recipient and address included, and erased with it. A worker takes a
//! parcel for a while ([`Desk::take_parcel`]); if it dies, the parcel is due again. Delivery is at least once,
//! and the parcel's id stays the same, so that an adapter can tell a repetition. What goes by mail is sent by [`mailed`].

mod given_up;
pub mod mailed;

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tidegate_core::act::Recipient;
use tidegate_core::digest::{Digest, canonical};
use tidegate_core::embargo::Dispatch;
use tidegate_core::event::V1;
use tidegate_core::id::{CaseId, ItemId, PartyId};

use crate::desk::{Desk, DeskError, Piece};
use crate::store::rows::OutboxRow;

/// How long a worker may keep a parcel before it is due again.
pub const LEASE: SignedDuration = SignedDuration::from_mins(2);

/// How the address of a parcel begins that lies on a page of its recipient's own; the item follows.
const PAGE: &str = "page:";

/// What an adapter delivers. Made only from a row, and a row only from a [`Dispatch`].
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parcel {
    /// The version of the serialised form.
    pub version: V1,
    /// The one recipient.
    pub recipient: Recipient,
    /// Where it goes, in the adapter's own form, such as `mailto:` or `https:`.
    pub address: String,
    /// The decision that let it out.
    pub decision: Digest,
    /// Whether only the recipient can read it.
    pub sealed: bool,
    /// The bytes to send.
    #[serde(with = "base64_text")]
    pub bytes: Vec<u8>,
}

/// Shows whom it is for and how long it is, never what it holds.
impl std::fmt::Debug for Parcel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Parcel(for {}, {} bytes)", self.recipient, self.bytes.len())
    }
}

/// A parcel that waits, by clear metadata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Its id, the same for every attempt.
    pub dispatch: String,
    /// The case.
    pub case: CaseId,
    /// Since when it is due.
    pub due: Timestamp,
    /// How often it was tried.
    pub attempts: u64,
}

impl Desk {
    /// Puts a dispatch into the outbox, for `address`, not before `due`; returns the parcel's id.
    ///
    /// # Errors
    /// [`DeskError::Erased`], [`DeskError::Seal`], and what the disk may give.
    pub async fn post(
        &self,
        dispatch: Dispatch,
        address: &str,
        due: Timestamp,
    ) -> Result<String, DeskError> {
        let parcel = Parcel {
            version: V1,
            recipient: dispatch.recipient().clone(),
            address: address.to_owned(),
            decision: dispatch.decision(),
            sealed: dispatch.is_sealed(),
            bytes: dispatch.bytes().to_vec(),
        };
        self.put_in_outbox(dispatch.case(), dispatch.index(), &canonical(&parcel)?, due).await
    }

    /// Parcels that are due and that no worker has.
    ///
    /// # Errors
    /// [`DeskError::Store`].
    pub async fn due_parcels(&self, limit: u32) -> Result<Vec<Waiting>, DeskError> {
        let rows = self.outbox_rows(limit).await?;
        let waiting = |row: OutboxRow| Waiting {
            dispatch: row.dispatch,
            case: row.case,
            due: row.due,
            attempts: row.attempts,
        };
        Ok(rows.into_iter().map(waiting).collect())
    }

    /// Takes a parcel for [`LEASE`] and opens it for the adapter; `None` if another worker has it.
    ///
    /// # Errors
    /// [`DeskError::Erased`] if its case was erased meanwhile; [`DeskError::Damaged`]; what the disk may give.
    pub async fn take_parcel(&self, waiting: &Waiting) -> Result<Option<Parcel>, DeskError> {
        let at = self.now();
        let until = at.saturating_add(LEASE).unwrap_or(at);
        if !self.lease(&waiting.dispatch, at, until).await? {
            return Ok(None);
        }
        let bytes = self.open_outbox(waiting.case, &waiting.dispatch).await?;
        self.parsed(waiting.case, &waiting.dispatch, &bytes).map(Some)
    }

    /// What lies on the page of one recipient in a case, by the item it holds; nothing that is another's.
    ///
    /// # Errors
    /// [`DeskError::Erased`], [`DeskError::Damaged`], and what the disk may give.
    pub async fn on_page_of(
        &self,
        case: CaseId,
        recipient: &Recipient,
    ) -> Result<BTreeMap<ItemId, Parcel>, DeskError> {
        let mut found = BTreeMap::new();
        for (row, bytes) in self.posted_of(case).await? {
            let parcel = self.parsed(case, &row.dispatch, &bytes)?;
            let item = parcel.address.strip_prefix(PAGE).and_then(|item| item.parse().ok());
            if let Some(item) = item.filter(|_| parcel.recipient == *recipient) {
                found.insert(item, parcel);
            }
        }
        Ok(found)
    }

    /// The parcel of a case that was put into the outbox for an address, delivered or not.
    ///
    /// # Errors
    /// [`DeskError`], where the outbox cannot be read.
    pub async fn posted_to(
        &self,
        case: CaseId,
        address: &str,
    ) -> Result<Option<Parcel>, DeskError> {
        for (row, bytes) in self.posted_of(case).await? {
            let parcel = self.parsed(case, &row.dispatch, &bytes)?;
            if parcel.address == address {
                return Ok(Some(parcel));
            }
        }
        Ok(None)
    }

    /// Notes that the parcel of a case for an address was delivered.
    pub(crate) async fn delivered_to(&self, case: CaseId, address: &str) -> Result<(), DeskError> {
        for (row, bytes) in self.posted_of(case).await? {
            if self.parsed(case, &row.dispatch, &bytes)?.address == address {
                self.mark_delivered(&row.dispatch, self.now()).await?;
            }
        }
        Ok(())
    }

    /// Which items lie on whose page in a case, for everybody at once.
    ///
    /// # Errors
    /// As [`Desk::on_page_of`].
    pub async fn on_pages(
        &self,
        case: CaseId,
    ) -> Result<BTreeMap<PartyId, BTreeSet<ItemId>>, DeskError> {
        let mut found: BTreeMap<PartyId, BTreeSet<ItemId>> = BTreeMap::new();
        for (row, bytes) in self.posted_of(case).await? {
            let parcel = self.parsed(case, &row.dispatch, &bytes)?;
            let item = parcel.address.strip_prefix(PAGE).and_then(|item| item.parse().ok());
            if let (Some(item), Recipient::Party(party)) = (item, &parcel.recipient) {
                found.entry(*party).or_default().insert(item);
            }
        }
        Ok(found)
    }

    /// Lays a dispatch of one item on the page of its recipient, the finder or a participant. Nothing carries it: it is there once this returns.
    ///
    /// # Errors
    /// As [`Desk::post`].
    pub async fn lay_on_page(&self, dispatch: Dispatch, item: ItemId) -> Result<(), DeskError> {
        let due = self.now();
        let dispatch = self.post(dispatch, &format!("{PAGE}{item}"), due).await?;
        self.mark_delivered(&dispatch, due).await?;
        Ok(())
    }

    fn parsed(&self, case: CaseId, dispatch: &str, bytes: &[u8]) -> Result<Parcel, DeskError> {
        let damaged = |error: serde_json::Error| DeskError::Damaged {
            case,
            what: Piece::Dispatch(dispatch.to_owned()),
            why: error.into(),
        };
        serde_json::from_slice(bytes).map_err(damaged)
    }

    /// Notes that a parcel was delivered; `false` if that was noted before.
    ///
    /// # Errors
    /// What the disk may give.
    pub async fn delivered(&self, waiting: &Waiting) -> Result<bool, DeskError> {
        self.mark_delivered(&waiting.dispatch, self.now()).await
    }
}

/// Bytes as base64, the form of JSON.
mod base64_text {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&STANDARD.encode(bytes))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        STANDARD.decode(String::deserialize(from)?).map_err(serde::de::Error::custom)
    }
}

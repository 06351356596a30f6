//! Records and their leaves: how an event, a decision, a read or an erasure is sealed and committed to.
//!
//! Each record is canonical bytes with a fresh salt. The leaf commits to both under a domain of its own, so
//! that records of different kinds never pass for each other; the store keeps both sealed, bound to their
//! place. Lose the key, and the leaf stays and says nothing.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::digest::{Digest, Salt, canonical};
use tidegate_core::embargo::{Ciphertext, Embargoed, Plain, Unsealing, decision_commitment};
use tidegate_core::event::{Actor, Recorded, V1};
use tidegate_core::id::{CaseId, ItemId, OfficeId};
use tidegate_core::receipt::Claim;
use tidegate_core::seal::{Lock, NotSealed};
use tidegate_log::{Commitment, Domain};
use zeroize::Zeroizing;

use super::{DeskError, Flaw, Piece};
use crate::keys::{CaseKey, Random};
use crate::seal::{Place, SealError, seal, unseal};
use crate::store::rows::{ErasureRow, EventRow, RecordKind, RecordRow};
use crate::store::writer::{Entry, Record};

/// What events are committed to as.
pub(super) const EVENT: Domain = Domain::constant("tidegate/event/v1");
const READ: Domain = Domain::constant("tidegate/read/v1");
const CONTENTS: Domain = Domain::constant("tidegate/contents/v1");
const ERASURE: Domain = Domain::constant("tidegate/erasure/v1");

const SCHEMA: u16 = 1;

/// That somebody of the office opened a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Read {
    /// The version of the serialised form.
    pub version: V1,
    /// The case.
    pub case: CaseId,
    /// Who.
    pub actor: Actor,
    /// What for, in their words.
    pub purpose: String,
    /// When.
    pub at: Timestamp,
}

/// The digests of the ciphertexts that were stored: what was added or taken away later shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contents {
    /// The version of the serialised form.
    pub version: V1,
    /// The case.
    pub case: CaseId,
    /// SHA-256 of each item's sealed bytes.
    pub sealed: BTreeMap<ItemId, Digest>,
}

/// That a case's key was destroyed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Erasure {
    /// The version of the serialised form.
    pub version: V1,
    /// The case.
    pub case: CaseId,
    /// How many events it had.
    pub events: u64,
    /// On what legal ground.
    pub ground: String,
    /// By whom.
    pub actor: Actor,
    /// When.
    pub at: Timestamp,
}

/// Salt and canonical bytes of a record, unsealed.
pub(crate) struct Opened {
    pub(crate) salt: Salt,
    pub(crate) bytes: Zeroizing<Vec<u8>>,
}

/// The office and case whose records are sealed or opened, with the key.
#[derive(Clone, Copy)]
pub(crate) struct Sealer<'a> {
    pub(crate) office: OfficeId,
    pub(crate) case: CaseId,
    pub(crate) key: &'a CaseKey,
}

impl Sealer<'_> {
    /// An event, sealed, with its leaf.
    pub(crate) fn event(&self, recorded: &Recorded) -> Result<Entry, DeskError> {
        let bytes = canonical(recorded)?;
        let salt = Salt::from_bytes(Random::salt()?);
        let sealed = self.seal(&event_name(recorded.seq), "events.sealed", &salt, &bytes)?;
        let leaf = commit(&EVENT, &salt, &bytes);
        Ok(Entry { leaf, record: Record::Event { seq: recorded.seq, sealed } })
    }

    /// A record beside the events, sealed, with its leaf; `salt` opens it.
    pub(crate) fn beside(
        &self,
        kind: RecordKind,
        salt: &Salt,
        bytes: &[u8],
    ) -> Result<Entry, DeskError> {
        let record = format!("{}/{:032x}", kind.word(), Random::id()?);
        let sealed = self.seal(&record, "records.sealed", salt, bytes)?;
        let leaf = self.leaf_of(kind, salt, bytes)?;
        Ok(Entry { leaf, record: Record::Beside { kind, record, sealed } })
    }

    /// A read, sealed, with its leaf.
    pub(crate) fn read(&self, read: &Read) -> Result<Entry, DeskError> {
        let salt = Salt::from_bytes(Random::salt()?);
        self.beside(RecordKind::Read, &salt, &canonical(read)?)
    }

    /// The digests of ciphertexts, sealed, with their leaf.
    pub(crate) fn contents(&self, items: &[(ItemId, Vec<u8>)]) -> Result<Entry, DeskError> {
        let sealed = items.iter().map(|(item, sealed)| (*item, Digest::of(sealed))).collect();
        let contents = Contents { version: V1, case: self.case, sealed };
        let salt = Salt::from_bytes(Random::salt()?);
        self.beside(RecordKind::Contents, &salt, &canonical(&contents)?)
    }

    /// An erasure, sealed under the office's journal key, with its leaf.
    pub(crate) fn erasure(&self, erasure: &Erasure) -> Result<Entry, DeskError> {
        let bytes = canonical(erasure)?;
        let salt = Salt::from_bytes(Random::salt()?);
        let sealed = self.seal(&erasure_name(self.case), "erasures.sealed", &salt, &bytes)?;
        Ok(Entry { leaf: commit(&ERASURE, &salt, &bytes), record: Record::Erasure { sealed } })
    }

    /// The content of an item, sealed for its row. It stays under embargo: nobody sees it on the way.
    pub(crate) fn item(&self, item: &Embargoed<Plain>) -> Result<Vec<u8>, DeskError> {
        let nonce = Random::bytes()?;
        let sealed = self.under_lock(item.item().id, |lock| item.seal(lock, &nonce));
        Ok(sealed.map_err(SealError::from)?.ciphertext().to_vec())
    }

    /// The content of an item from its row; it stays under embargo until a clearance opens it.
    pub(crate) fn open_item(
        &self,
        sealed: &Embargoed<Ciphertext>,
    ) -> Result<Embargoed<Plain>, Unsealing> {
        self.under_lock(sealed.item().id, |lock| sealed.unseal(lock))
    }

    /// Whether sealed bytes open as the content of an item, of which nothing is given back.
    pub(crate) fn check_item(&self, item: ItemId, sealed: &[u8]) -> Result<(), NotSealed> {
        self.under_lock(item, |lock| tidegate_core::seal::open(lock, sealed).map(drop))
    }

    /// The key of an item's content and the place that it is bound to.
    fn under_lock<T>(&self, item: ItemId, then: impl FnOnce(Lock<'_>) -> T) -> T {
        let record = item.to_string();
        let key = self.key.record_key(&record);
        self.place(&record, "items.sealed", |place| {
            then(Lock { key: key.expose(), place: &place.associated_data() })
        })
    }

    /// A dispatch for the outbox.
    pub(crate) fn dispatch(&self, id: &str, bytes: &[u8]) -> Result<Vec<u8>, DeskError> {
        let record = format!("dispatch/{id}");
        Ok(self.place(&record, "outbox.sealed", |place| seal(self.key, place, bytes))?)
    }

    /// Opens a dispatch of the outbox.
    pub(crate) fn open_dispatch(
        &self,
        id: &str,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, DeskError> {
        let record = format!("dispatch/{id}");
        Ok(self.place(&record, "outbox.sealed", |place| unseal(self.key, place, sealed))?)
    }

    /// Opens an event's row and gives the leaf that it must have.
    pub(crate) fn open_event(&self, row: &EventRow) -> Result<(Recorded, Vec<u8>), DeskError> {
        let what = || Piece::Event(row.seq);
        let opened = self.open_event_bytes(row)?;
        let recorded: Recorded = self.parse(&opened.bytes, what)?;
        let fits = recorded.seq == row.seq && recorded.recorded == row.recorded;
        if !fits {
            return Err(self.damaged(what(), Flaw::Elsewhere));
        }
        Ok((recorded, commit(&EVENT, &opened.salt, &opened.bytes)))
    }

    /// Salt and canonical bytes of an event's row.
    pub(crate) fn open_event_bytes(&self, row: &EventRow) -> Result<Opened, DeskError> {
        let what = || Piece::Event(row.seq);
        self.open(&event_name(row.seq), "events.sealed", &row.sealed, what)
    }

    /// Opens a record's row and gives the leaf that it must have.
    pub(crate) fn open_record(&self, row: &RecordRow) -> Result<(Opened, Vec<u8>), DeskError> {
        let what = || Piece::Record(row.record.clone());
        if !row.record.starts_with(&format!("{}/", row.kind.word())) {
            return Err(self.damaged(what(), Flaw::Kind));
        }
        let opened = self.open(&row.record, "records.sealed", &row.sealed, what)?;
        let leaf = self.leaf_of(row.kind, &opened.salt, &opened.bytes)?;
        Ok((opened, leaf))
    }

    /// Opens an erasure's row and gives the leaf that it must have.
    pub(crate) fn open_erasure(&self, row: &ErasureRow) -> Result<(Erasure, Vec<u8>), DeskError> {
        let what = || Piece::Erasure;
        let name = erasure_name(row.case);
        let opened = self.open(&name, "erasures.sealed", &row.sealed, what)?;
        let erasure = self.parse(&opened.bytes, what)?;
        Ok((erasure, commit(&ERASURE, &opened.salt, &opened.bytes)))
    }

    /// The leaf of a record beside the events.
    fn leaf_of(&self, kind: RecordKind, salt: &Salt, bytes: &[u8]) -> Result<Vec<u8>, DeskError> {
        Ok(match kind {
            RecordKind::Decision => {
                decision_commitment(&Digest::of(bytes), salt).leaf_data().to_vec()
            }
            RecordKind::Read => commit(&READ, salt, bytes),
            RecordKind::Contents => commit(&CONTENTS, salt, bytes),
            RecordKind::Report => {
                let claim: Claim = self.parse(bytes, || Piece::Claim)?;
                claim.commitment(salt)?.leaf_data().to_vec()
            }
        })
    }

    pub(crate) fn parse<T: for<'de> Deserialize<'de>>(
        &self,
        bytes: &[u8],
        what: impl Fn() -> Piece,
    ) -> Result<T, DeskError> {
        serde_json::from_slice(bytes).map_err(|error| self.damaged(what(), error))
    }

    pub(crate) fn damaged(&self, what: Piece, why: impl Into<Flaw>) -> DeskError {
        DeskError::Damaged { case: self.case, what, why: why.into() }
    }

    fn seal(
        &self,
        record: &str,
        column: &'static str,
        salt: &Salt,
        bytes: &[u8],
    ) -> Result<Vec<u8>, DeskError> {
        let framed = Zeroizing::new([salt.as_bytes().as_slice(), bytes].concat());
        Ok(self.place(record, column, |place| seal(self.key, place, &framed))?)
    }

    fn open(
        &self,
        record: &str,
        column: &'static str,
        sealed: &[u8],
        what: impl Fn() -> Piece,
    ) -> Result<Opened, DeskError> {
        let framed = self
            .place(record, column, |place| unseal(self.key, place, sealed))
            .map_err(|error| self.damaged(what(), error))?;
        let (salt, bytes) =
            framed.split_first_chunk::<32>().ok_or_else(|| self.damaged(what(), Flaw::Short))?;
        Ok(Opened { salt: Salt::from_bytes(*salt), bytes: Zeroizing::new(bytes.to_vec()) })
    }

    fn place<T>(&self, record: &str, column: &'static str, then: impl FnOnce(Place<'_>) -> T) -> T {
        let (office, case) = (self.office.to_string(), self.case.to_string());
        then(Place { office: &office, case: &case, record, schema: SCHEMA, column })
    }
}

fn event_name(seq: u64) -> String {
    format!("event/{seq}")
}

fn erasure_name(case: CaseId) -> String {
    format!("erasure/{case}")
}

fn commit(domain: &Domain, salt: &Salt, bytes: &[u8]) -> Vec<u8> {
    let salt = tidegate_log::Salt::new(*salt.as_bytes());
    Commitment::of(domain, &salt, bytes).leaf_data().to_vec()
}

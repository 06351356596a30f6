//! Bytes as they come: hashed, cut into pieces, sealed, and on the disk every few pieces, so that a connection that is lost
//! costs little and what is said to be there is there.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::digest::common::hazmat::{SerializableState, SerializedState};
use sha2::{Digest as _, Sha256};
use tidegate_core::command::{Command, Verb};
use tidegate_core::digest::{Digest, Salt, canonical};
use tidegate_core::embargo::{Embargoed, NewItem, Plain};
use tidegate_core::event::{FileSent, MessageWritten, Tells};
use tidegate_core::id::ItemId;

use super::upload::{Done, NoFile, Upload, named};
use super::{Bound, End, Manifest, PIECE, manifest};
use crate::desk::{Desk, DeskError, Order, Shelved};
use crate::finder::message::{Between, MOST};
use crate::keys::{Random, Secret};
use crate::store::StoreError;
use crate::store::rows::{FileChange, Shelve};

/// How many pieces share a commit.
const TOGETHER: usize = 4;

/// A file of which bytes come now.
pub struct Arrival<'d> {
    desk: &'d Desk,
    kept: Shelved<Upload>,
    /// As the file will be on the shelf after what waits.
    upload: Upload,
    key: Secret,
    hash: Sha256,
    /// What came of a piece that is not whole.
    tail: Vec<u8>,
    /// Pieces that are sealed and not yet written.
    waiting: Vec<Shelve>,
}

impl std::fmt::Debug for Arrival<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Arrival({:?})", self.upload)
    }
}

/// The state of the digest of nothing.
pub(super) fn begun() -> String {
    state(&Sha256::new())
}

fn state(hash: &Sha256) -> String {
    STANDARD.encode(hash.serialize())
}

fn resumed(state: &str) -> Option<Sha256> {
    let bytes = STANDARD.decode(state).ok()?;
    let state = SerializedState::<Sha256>::try_from(bytes.as_slice()).ok()?;
    Sha256::deserialize(&state).ok()
}

fn damaged(why: &str) -> DeskError {
    StoreError::Damaged { table: "pieces", why: why.to_owned() }.into()
}

impl Desk {
    /// Takes up a file where it was left, if that is where more comes.
    ///
    /// # Errors
    /// [`DeskError`]; `Ok(Err(`[`NoFile`]`))` where there is none, or bytes come from another place.
    pub async fn arrival(
        &self,
        secret: &str,
        offset: u64,
    ) -> Result<Result<Arrival<'_>, NoFile>, DeskError> {
        let Some(kept) = self.kept::<Upload>(&named(secret)).await? else {
            return Ok(Err(NoFile::Gone));
        };
        let upload = kept.thing.clone();
        if upload.until <= self.now() {
            return Ok(Err(NoFile::Gone));
        }
        if offset != upload.arrived {
            return Ok(Err(NoFile::Offset(upload.arrived)));
        }
        let key = match self.file_key(upload.sending.case, &upload.file) {
            Err(DeskError::Erased(_)) => return Ok(Err(NoFile::Gone)),
            key => key?,
        };
        let hash = resumed(&upload.hash).ok_or_else(|| damaged("a digest cannot go on"))?;
        let mut arrival =
            Arrival { desk: self, kept, upload, key, hash, tail: Vec::new(), waiting: Vec::new() };
        arrival.tail = arrival.left().await?;
        Ok(Ok(arrival))
    }
}

impl<'d> Arrival<'d> {
    /// What came before of the piece that is not whole.
    async fn left(&self) -> Result<Vec<u8>, DeskError> {
        let (piece, came) = (self.upload.arrived / PIECE, self.upload.arrived % PIECE);
        if came == 0 || self.upload.arrived == self.upload.size {
            return Ok(Vec::new());
        }
        let sealed = self.desk.sealed_piece(&self.upload.file, piece).await?;
        let sealed = sealed.ok_or_else(|| damaged("a piece of a file is missing"))?;
        let office = self.desk.id().to_string();
        let plain = self.bound(&office).open(&self.key, piece, End::Part, &sealed);
        let plain = plain.map_err(|error| damaged(&error.to_string()))?;
        match plain.len() as u64 == came {
            true => Ok(plain),
            false => Err(damaged("a piece of a file has another length")),
        }
    }

    fn bound<'o>(&'o self, office: &'o str) -> Bound<'o> {
        Bound { office, file: &self.upload.file, size: self.upload.size }
    }

    /// How many bytes are still to come.
    #[must_use]
    pub fn rest(&self) -> u64 {
        self.upload.size - self.upload.arrived
    }

    /// Takes in some bytes.
    ///
    /// # Errors
    /// [`DeskError`]; `Ok(Err(`[`NoFile`]`))` where there are more than were announced, or somebody else sends them too.
    pub async fn take(&mut self, mut bytes: &[u8]) -> Result<Result<(), NoFile>, DeskError> {
        if bytes.len() as u64 > self.rest() {
            return Ok(Err(NoFile::Long(self.upload.size)));
        }
        while !bytes.is_empty() {
            // INVARIANT: a tail is shorter than a piece, which fits any machine's usize.
            let room = usize::try_from(PIECE).unwrap_or(usize::MAX) - self.tail.len();
            let (now, later) = bytes.split_at(room.min(bytes.len()));
            bytes = later;
            self.hash.update(now);
            self.tail.extend_from_slice(now);
            self.upload.arrived += now.len() as u64;
            let whole = self.tail.len() as u64 == PIECE;
            if whole || self.upload.arrived == self.upload.size {
                let end =
                    if self.upload.arrived == self.upload.size { End::Last } else { End::More };
                self.put((self.upload.arrived - 1) / PIECE, end)?;
                self.tail.clear();
            }
            if self.waiting.len() >= TOGETHER
                && let Err(why) = self.commit().await?
            {
                return Ok(Err(why));
            }
        }
        Ok(Ok(()))
    }

    /// Seals what is at hand as a piece, to be written with the next commit.
    fn put(&mut self, piece: u64, end: End) -> Result<(), DeskError> {
        let office = self.desk.id().to_string();
        let sealed = self.bound(&office).seal(&self.key, piece, end, &self.tail)?;
        let file = self.upload.file.clone();
        self.waiting.push(Shelve::File(FileChange::Piece { file, piece, sealed }));
        Ok(())
    }

    /// Writes what waits, and how far the file has come, at once.
    async fn commit(&mut self) -> Result<Result<(), NoFile>, DeskError> {
        if self.upload.arrived == self.kept.thing.arrived {
            return Ok(Ok(()));
        }
        if !self.tail.is_empty() {
            self.put(self.upload.arrived / PIECE, End::Part)?;
        }
        self.upload.until = self.upload.kept_on(self.desk);
        self.upload.hash = state(&self.hash);
        let due = Some(self.upload.until.as_millisecond());
        let mut changes = std::mem::take(&mut self.waiting);
        changes.push(Shelve::File(FileChange::Until { file: self.upload.file.clone(), due }));
        changes.push(self.desk.to_keep_instead(&self.upload, self.kept.clone())?);
        if !self.desk.shelve(changes).await? {
            return Ok(Err(NoFile::Twice));
        }
        match self.desk.kept::<Upload>(&self.upload.name).await? {
            Some(kept) if kept.thing == self.upload => {
                self.kept = kept;
                Ok(Ok(()))
            }
            _ => Ok(Err(NoFile::Twice)),
        }
    }

    /// Writes what came. Once the file is whole, it becomes an item of its case.
    ///
    /// # Errors
    /// [`DeskError`]; `Ok(Err(`[`NoFile`]`))` where it is not what its sender said, and then nothing is left of it.
    pub async fn end(mut self) -> Result<Result<Upload, NoFile>, DeskError> {
        if let Err(why) = self.commit().await? {
            return Ok(Err(why));
        }
        if self.rest() > 0 || self.upload.done.is_some() {
            return Ok(Ok(self.upload));
        }
        let found = Digest::from_bytes(self.hash.clone().finalize().into());
        if self.upload.stated.is_some_and(|stated| stated != found) {
            self.desk.drop_upload(&self.kept).await?;
            return Ok(Err(NoFile::Digest(found)));
        }
        if let Err(why) = self.may_still().await? {
            self.desk.drop_upload(&self.kept).await?;
            return Ok(Err(why));
        }
        let (desk, name) = (self.desk, self.upload.name.clone());
        match self.attach(found).await {
            // Somebody else ended it, or asked how far it has come and so made it whole.
            Err(DeskError::Contended(case)) => match desk.kept::<Upload>(&name).await? {
                Some(kept) if kept.thing.done.is_some() => Ok(Ok(kept.thing)),
                Some(_) => Err(DeskError::Contended(case)),
                None => Ok(Err(NoFile::Gone)),
            },
            Err(DeskError::Erased(_)) => Ok(Err(NoFile::Gone)),
            done => done.map(Ok),
        }
    }

    /// Whether what was allowed when the file was announced is so still: the account is there, and there is room for one
    /// more thing of theirs in the case.
    async fn may_still(&self) -> Result<Result<(), NoFile>, DeskError> {
        let (desk, sending) = (self.desk, &self.upload.sending);
        if let Some(login) = &sending.account {
            let now = desk.now();
            let account = desk.account(login).await?;
            let roles = account.as_ref().and_then(|account| account.roles_at(now));
            if roles.is_none_or(|roles| roles.is_empty()) {
                return Ok(Err(NoFile::Gone));
            }
        }
        let from = sending.from;
        if from == desk.office_party() {
            return Ok(Ok(()));
        }
        let own = desk.compute(sending.case, |case, _, _| {
            case.messages().filter(|entry| entry.event.from == from).count()
        });
        Ok(if own.await? >= MOST { Err(NoFile::Many) } else { Ok(()) })
    }

    /// The item of the case that the file is, recorded together with that it stays.
    async fn attach(self, sha256: Digest) -> Result<Upload, DeskError> {
        let Self { desk, kept, mut upload, key, .. } = self;
        let (sending, file) = (upload.sending.clone(), upload.file.clone());
        let (product, report) = desk
            .compute(sending.case, |case, _, _| {
                let report = Between::of(case).filter(|one| one.finder == sending.from);
                let product = case.products().next().map(|product| product.id);
                (product, report.map(|one| one.report))
            })
            .await?;
        let new = NewItem {
            id: ItemId::from_bytes(Random::bytes()?),
            class: sending.class,
            product,
            report,
            declared: BTreeMap::new(),
            // As what they write: for whoever receives it, and for others only by the needs that what is so marked has.
            confidential: sending.from != desk.office_party(),
        };
        let item = new.id;
        let (title, kind) = (upload.title.clone(), upload.media_type.clone());
        let opens = (file.clone(), manifest::written(&key));
        let manifest = Manifest::new(title, kind, upload.size, sha256, opens);
        let salt = Salt::from_bytes(Random::salt()?);
        let content = Embargoed::<Plain>::new(sending.case, new, salt, canonical(&manifest)?);
        let message = MessageWritten {
            item,
            from: sending.from,
            to: sending.to,
            tells: Tells::More,
            file: Some(FileSent { size: upload.size }),
        };
        let verb = Verb::Write { message, item: content.item().clone() };
        upload.done = Some(Done { item, sha256 });
        let stays = vec![
            Shelve::File(FileChange::Until { file, due: None }),
            desk.to_keep_instead(&upload, kept)?,
        ];
        let order = Order::new(Command::new(verb, sending.source.as_str()));
        let order = order.with_contents(vec![content]).with_shelf(stays);
        desk.act(&sending.actor, sending.case, &order).await?;
        Ok(upload)
    }
}

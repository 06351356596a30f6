//! A file on its way in: announced, reserved for, and kept for a day after its last piece came, and two weeks at most.
//!
//! Whoever announces a file gets a secret of 256 bits, with which pieces can be sent and nothing can be read. What is known
//! of the file meanwhile lies sealed on the shelf, about the case, and goes with it.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tidegate_core::digest::Digest;
use tidegate_core::event::Actor;
use tidegate_core::id::{CaseId, ItemId, PartyId};
use tidegate_core::item::ContentClass;
use tidegate_law::Words;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::desk::{Desk, DeskError, Kept, Shelved};
use crate::finder::message::MOST;
use crate::keys::Random;
use crate::store::rows::{FileChange, FileRow, Quota, Shelve};
use crate::words::Voice;

/// How long a file that is not whole is kept after its last piece.
pub const KEPT: SignedDuration = SignedDuration::from_hours(24);
/// How long after its announcement a file may become whole, however often more of it comes.
pub const AT_MOST: SignedDuration = SignedDuration::from_hours(14 * 24);
/// How many files of one case may be on their way at once: those that come from outside the office, and all.
const AT_ONCE: [u64; 2] = [20, 200];
/// How much of the gone is taken away in one write, in pieces, and how often in one round.
const PORTION: (u32, usize) = (32, 64);
/// The longest name of a file, in characters.
const NAME: usize = 200;

/// Who sends a file, in which case, to whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sending {
    /// The case.
    pub case: CaseId,
    /// Who does it.
    pub actor: Actor,
    /// In whose name.
    pub from: PartyId,
    /// For whom; the office itself, where it keeps the file for its own people.
    pub to: PartyId,
    /// What kind of content it is.
    pub class: ContentClass,
    /// From what source it comes, in the words of the record.
    pub source: String,
    /// The login of the account that sends it, which must still be good when the file is whole; none where there is none.
    pub account: Option<String>,
}

impl Sending {
    /// Sent by an account.
    #[must_use]
    pub fn by(self, login: &str) -> Self {
        Self { account: Some(login.to_owned()), ..self }
    }
}

/// What is said of a file before it comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announced {
    /// What it is called.
    pub name: String,
    /// Of which kind it is.
    pub media_type: String,
    /// Its length in bytes.
    pub size: u64,
    /// The digest that it must have, where its sender said so.
    pub sha256: Option<Digest>,
}

/// What a file became.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Done {
    /// The item.
    pub item: ItemId,
    /// The digest of the file.
    pub sha256: Digest,
}

/// A file on its way in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Upload {
    pub(super) version: u32,
    pub(super) name: String,
    begun: Timestamp,
    /// When it goes unless more comes.
    pub until: Timestamp,
    /// Who sends it to whom.
    pub sending: Sending,
    pub(super) file: String,
    pub(super) title: String,
    pub(super) media_type: String,
    /// Its length in bytes.
    pub size: u64,
    pub(super) stated: Option<Digest>,
    /// How many bytes of it are there.
    pub arrived: u64,
    pub(super) hash: String,
    /// What it became, once it was whole.
    pub done: Option<Done>,
}

/// Without its name.
impl std::fmt::Debug for Upload {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Upload({} of {} bytes)", self.arrived, self.size)
    }
}

impl Kept for Upload {
    const ROOM: &'static str = "upload";

    fn name(&self) -> String {
        self.name.clone()
    }

    fn due(&self) -> Option<Timestamp> {
        Some(self.until)
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.sending.case)
    }
}

/// Why a file is not taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoFile {
    /// There is nothing in it.
    Empty,
    /// It is longer than one file may be, in bytes.
    Large(u64),
    /// The case or the office has no room left for it.
    Room,
    /// So many were sent in this case.
    Many,
    /// There is no such file on its way, or its time is over.
    Gone,
    /// Bytes were sent from another place than where it goes on.
    Offset(u64),
    /// More was sent than was announced.
    Long(u64),
    /// What was sent is not what its sender says.
    Checksum,
    /// The whole is not what its sender said.
    Digest(Digest),
    /// Somebody else sends the same file at the same time.
    Twice,
}

impl NoFile {
    /// Why, in both languages.
    #[must_use]
    pub fn said(&self) -> Words {
        let number = |id: &'static str, number: u64| {
            Voice::in_both(|voice| voice.with(id, [("number", number.to_string().into())]))
        };
        let say = |id: &'static str| Voice::in_both(|voice| voice.say(id));
        match self {
            Self::Empty => say("attach-empty"),
            Self::Large(most) => number("attach-large", most >> 20),
            Self::Room => say("attach-room"),
            Self::Many => number("attach-many", MOST as u64),
            Self::Gone => say("attach-gone"),
            Self::Offset(arrived) => number("attach-offset", *arrived),
            Self::Long(size) => number("attach-long", *size),
            Self::Checksum => say("attach-checksum"),
            Self::Digest(found) => {
                let digest = found.to_string();
                Voice::in_both(|voice| {
                    voice.with("attach-digest", [("digest", digest.as_str().into())])
                })
            }
            Self::Twice => say("attach-twice"),
        }
    }
}

/// How much room there is for files, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// For one file.
    pub file: u64,
    /// For those of a case.
    pub case: u64,
    /// For those of the office.
    pub office: u64,
}

impl Room {
    /// What a file may take. What comes from outside the office may take three quarters, and for files of one case that
    /// are not whole no more than for one file: who announces much and sends nothing leaves room for others, and the
    /// office always has some.
    fn quota(self, outside: bool) -> Quota {
        let [few, many] = AT_ONCE;
        let share = |all: u64| all / 4 * 3;
        match outside {
            true => Quota {
                case: share(self.case),
                office: share(self.office),
                pending: self.file,
                at_once: few,
            },
            false => {
                Quota { case: self.case, office: self.office, pending: self.case, at_once: many }
            }
        }
    }
}

impl Desk {
    /// Keeps room for a file that is to come, and gives the secret with which it can be sent.
    ///
    /// # Errors
    /// [`DeskError`]; `Ok(Err(`[`NoFile`]`))` where it is not taken in.
    pub async fn announce(
        &self,
        sending: Sending,
        announced: Announced,
        room: Room,
    ) -> Result<Result<(String, Upload), NoFile>, DeskError> {
        let Announced { name, media_type, size, sha256 } = announced;
        if size == 0 {
            return Ok(Err(NoFile::Empty));
        }
        if size > room.file {
            return Ok(Err(NoFile::Large(room.file)));
        }
        let from = sending.from;
        let own = self.compute(sending.case, |case, _, _| {
            case.messages().filter(|entry| entry.event.from == from).count()
        });
        if own.await? >= MOST && from != self.office_party() {
            return Ok(Err(NoFile::Many));
        }
        let secret = URL_SAFE_NO_PAD.encode(Random::secret()?.expose());
        let begun = self.now();
        let until = self.kept_until(begun);
        let upload = Upload {
            version: 1,
            name: named(&secret),
            begun,
            until,
            file: format!("{:032x}", Random::id()?),
            title: name.chars().filter(|c| !c.is_control()).take(NAME).collect(),
            media_type,
            size,
            stated: sha256,
            arrived: 0,
            hash: super::arrival::begun(),
            done: None,
            sending,
        };
        let due = Some(until.as_millisecond());
        let row = FileRow { file: upload.file.clone(), case: upload.sending.case, size, due };
        let quota = room.quota(from != self.office_party());
        let reserve = Shelve::File(FileChange::Reserve(row, quota));
        let kept = self.shelve(vec![reserve, self.to_keep_new(&upload)?]).await?;
        Ok(if kept { Ok((secret, upload)) } else { Err(NoFile::Room) })
    }

    /// The file on its way that this secret is for. One that is whole but was cut short before it became an item becomes
    /// one now.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn upload(&self, secret: &str) -> Result<Option<Upload>, DeskError> {
        let Some(kept) = self.kept::<Upload>(&named(secret)).await? else { return Ok(None) };
        let upload = kept.thing;
        if upload.until <= self.now() {
            return Ok(None);
        }
        if upload.arrived < upload.size || upload.done.is_some() {
            return Ok(Some(upload));
        }
        let Ok(arrival) = self.arrival(secret, upload.arrived).await? else { return Ok(None) };
        match arrival.end().await? {
            Ok(upload) => Ok(Some(upload)),
            Err(_) => Ok(None),
        }
    }

    /// Drops a file that is not whole, with what came of it; `false` if there is none. What is whole stays, though it
    /// become so at the same moment.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn end_upload(&self, secret: &str) -> Result<bool, DeskError> {
        let Some(kept) = self.kept::<Upload>(&named(secret)).await? else { return Ok(false) };
        if kept.thing.done.is_some() {
            return Ok(false);
        }
        if self.drop_upload(&kept).await? {
            return Ok(true);
        }
        // More of it came meanwhile, or the last of it.
        match self.kept::<Upload>(&named(secret)).await? {
            Some(kept) if kept.thing.done.is_none() => self.drop_upload(&kept).await,
            _ => Ok(false),
        }
    }

    /// Drops a file that is as it was read and not whole; `false` if it is not so any more, and then nothing of it goes.
    pub(super) async fn drop_upload(&self, kept: &Shelved<Upload>) -> Result<bool, DeskError> {
        let file = Shelve::File(FileChange::Drop(kept.thing.file.clone()));
        self.shelve(vec![file, self.to_drop_as(kept)?]).await
    }

    /// Drops every file that was not whole in time, and takes away what is left of those that were dropped.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn sweep_uploads(&self) -> Result<(), DeskError> {
        let now = self.now();
        let files = Shelve::File(FileChange::DropBefore(now.as_millisecond()));
        self.shelve(vec![files]).await?;
        self.drop_due_before::<Upload>(now).await?;
        let (pieces, times) = PORTION;
        for _ in 0..times {
            if !self.shelve(vec![Shelve::File(FileChange::Clear(pieces))]).await? {
                break;
            }
        }
        Ok(())
    }

    /// When a file goes of which a piece comes now, and which was announced then.
    pub(super) fn kept_until(&self, begun: Timestamp) -> Timestamp {
        let after = |at: Timestamp, time| at.checked_add(time).unwrap_or(Timestamp::MAX);
        after(self.now(), KEPT).min(after(begun, AT_MOST))
    }
}

impl Upload {
    /// When it goes of which a piece comes now.
    pub(super) fn kept_on(&self, desk: &Desk) -> Timestamp {
        desk.kept_until(self.begun)
    }
}

/// What an upload is called on the shelf: whoever reads the shelf does not have the secret.
pub(super) fn named(secret: &str) -> String {
    Digest::of(secret.as_bytes()).to_string()
}

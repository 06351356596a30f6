//! Messages that opened no case, put aside: a small row each, by the digest of the message, and its content apart.
//!
//! The content lies under a key of its own, which is destroyed when the message is dropped; of a message that is about a
//! case, a bounce or an answer that does not count, under the key of the finder's address there, which goes when the
//! finder takes the address back and when the case is erased. After thirty days it goes by itself. There is room for so
//! many, of which machines get half: where there is none, a message stays in its folder.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tidegate_core::digest::Digest;
use tidegate_core::id::CaseId;
use zeroize::Zeroizing;

use crate::desk::{Apart, Desk, DeskError, Kept, Shelved};
use crate::store::StoreError;

/// How many there may be, and how long all of them together, in bytes.
const ROOM: (usize, u64) = (2000, 256 * 1024 * 1024);
/// How long one is kept.
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How many of the expired are dropped at a time.
const SWEPT: u32 = 100;
/// How many times of reading are kept of one.
const READINGS: usize = 20;

/// Why a message opened no case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Aside {
    /// It is no message (RFC 5322).
    NoMessage,
    /// It names nobody who sent it.
    NoSender,
    /// It says nothing.
    Empty,
    /// It is longer than is taken.
    TooLong,
    /// It has more texts or files than are taken.
    ManyParts,
    /// More came from its sender, or to the office, within an hour than are taken.
    TooMany,
    /// It answers a mail of the office, and is not signed by the key on record.
    Unproven,
    /// It was not encrypted to a key of the office.
    NotForUs,
    /// What was encrypted is damaged.
    Damaged,
    /// A machine wrote it by itself, such as a bounce or a mailing list.
    Automatic,
    /// The office takes in no reports by this way now, or the law forbids it.
    Shut,
    /// It answers a mail of the office and cannot be one of the finder's messages.
    NotAnswer,
    /// It came before with other files, or its case is erased.
    CameBefore,
    /// It could not be read.
    Unreadable,
}

impl Aside {
    /// A word for it, for programs.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.message().trim_start_matches("mail-aside-")
    }

    /// The text that says it.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::NoMessage => "mail-aside-no-message",
            Self::NoSender => "mail-aside-no-sender",
            Self::Empty => "mail-aside-empty",
            Self::TooLong => "mail-aside-too-long",
            Self::ManyParts => "mail-aside-many-parts",
            Self::TooMany => "mail-aside-too-many",
            Self::Unproven => "mail-aside-unproven",
            Self::NotForUs => "mail-aside-not-for-us",
            Self::Damaged => "mail-aside-damaged",
            Self::Automatic => "mail-aside-automatic",
            Self::Shut => "mail-aside-shut",
            Self::NotAnswer => "mail-aside-not-answer",
            Self::CameBefore => "mail-aside-came-before",
            Self::Unreadable => "mail-aside-unreadable",
        }
    }
}

/// A message that opened no case: what is known of it, and never what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailAside {
    version: u32,
    /// Its id: the beginning of its digest.
    pub id: String,
    /// When it was put aside.
    pub at: Timestamp,
    /// Why.
    pub why: Aside,
    /// The digest of the message.
    pub digest: Digest,
    /// How long it is, in bytes.
    pub size: u64,
    /// The case that it is about, where it answers a mail of the office.
    pub case: Option<CaseId>,
    /// When it was read at the machine of the office, the latest last.
    pub read: Vec<Timestamp>,
}

impl Kept for MailAside {
    const ROOM: &'static str = "mail-put-aside";

    fn name(&self) -> String {
        self.id.clone()
    }

    fn due(&self) -> Option<Timestamp> {
        Some(self.at)
    }

    fn case(&self) -> Option<CaseId> {
        self.case
    }
}

/// What such a message holds, sealed apart.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MailContent {
    version: u32,
    id: String,
    case: Option<CaseId>,
    sealed: String,
}

impl Kept for MailContent {
    const ROOM: &'static str = "mail-content";

    fn name(&self) -> String {
        self.id.clone()
    }

    fn case(&self) -> Option<CaseId> {
        self.case
    }
}

/// What became of the wish to put a message aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Put {
    /// It is there, now or from before.
    There,
    /// There is no room for it.
    NoRoom,
}

/// Under which key a message is sealed.
fn apart(id: &str, case: Option<CaseId>) -> Apart {
    case.map_or_else(|| Apart::Mail(id.to_owned()), Apart::Finder)
}

impl Desk {
    /// Puts a message aside; one that was put aside before stays as it is.
    pub(super) async fn put_mail_aside(
        &self,
        raw: &[u8],
        why: Aside,
        case: Option<CaseId>,
    ) -> Result<Put, DeskError> {
        let digest = Digest::of(raw);
        let id: String = digest.to_string().chars().filter(char::is_ascii_hexdigit).collect();
        let id: String = id.chars().take(32).collect();
        if self.kept::<MailAside>(&id).await?.is_some() {
            return Ok(Put::There);
        }
        if !self.has_room_aside(raw.len() as u64, why).await? {
            return Ok(Put::NoRoom);
        }
        let (at, size) = (self.now(), raw.len() as u64);
        let row =
            MailAside { version: 1, id: id.clone(), at, why, digest, size, case, read: Vec::new() };
        // Sealing and keeping are one turn of the case: nothing is taken back or erased in between.
        let _turn = match case {
            Some(case) => Some(self.turn_with(case).await),
            None => None,
        };
        let mut changes = vec![self.to_keep_new(&row)?];
        if let Some(sealed) = self.seal_apart(&apart(&id, case), raw).await? {
            let sealed = STANDARD.encode(sealed);
            changes.push(self.to_keep(&MailContent { version: 1, id, case, sealed })?);
        }
        self.shelve(changes).await?;
        Ok(Put::There)
    }

    /// Whether there is room for one more. What machines write gets half, so that it keeps nothing else out.
    async fn has_room_aside(&self, size: u64, why: Aside) -> Result<bool, DeskError> {
        let all = self.mails_aside().await?;
        let (mut count, mut bytes) = ROOM;
        let machine = why == Aside::Automatic;
        if machine {
            (count, bytes) = (count / 2, bytes / 2);
        }
        let same = all.iter().filter(|one| !machine || one.why == Aside::Automatic);
        let (there, filled) =
            same.fold((0_usize, 0_u64), |(there, filled), one| (there + 1, filled + one.size));
        Ok(there < count && filled + size <= bytes)
    }

    /// The messages that were put aside, the latest first; never what they hold.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn mails_aside(&self) -> Result<Vec<MailAside>, DeskError> {
        let most = u32::try_from(ROOM.0).unwrap_or(u32::MAX);
        let found = self.kept_latest::<MailAside>(None, most).await?;
        Ok(found.into_iter().map(|kept| kept.thing).collect())
    }

    /// A message that was put aside, as it came, where its content is still there. That it was read is noted first.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn read_mail_aside(
        &self,
        id: &str,
    ) -> Result<Option<(MailAside, Option<Zeroizing<Vec<u8>>>)>, DeskError> {
        let Some(kept) = self.kept::<MailAside>(id).await? else { return Ok(None) };
        let mut row = kept.thing.clone();
        row.read.push(self.now());
        row.read.drain(..row.read.len().saturating_sub(READINGS));
        self.keep_instead(&row, kept).await?;
        let content = self.mail_content(&row).await?;
        Ok(Some((row, content)))
    }

    async fn mail_content(&self, row: &MailAside) -> Result<Option<Zeroizing<Vec<u8>>>, DeskError> {
        let Some(kept) = self.kept::<MailContent>(&row.id).await? else { return Ok(None) };
        let sealed = STANDARD.decode(&kept.thing.sealed).map_err(|error| {
            DeskError::from(StoreError::Damaged { table: "shelf", why: error.to_string() })
        })?;
        self.open_apart(&apart(&row.id, row.case), &sealed)
    }

    /// Drops a message that was put aside, its key first; `false` if there was none.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn drop_mail_aside(&self, id: &str) -> Result<bool, DeskError> {
        let Some(kept) = self.kept::<MailAside>(id).await? else { return Ok(false) };
        self.drop_aside(&kept).await?;
        Ok(true)
    }

    async fn drop_aside(&self, kept: &Shelved<MailAside>) -> Result<(), DeskError> {
        let row = &kept.thing;
        // What is about a case lies under the key of its finder's address, which others need.
        if row.case.is_none() {
            self.destroy_apart(&apart(&row.id, None)).await?;
        }
        self.drop_kept::<MailContent>(&row.id).await?;
        self.drop_kept::<MailAside>(&row.id).await.map(|_| ())
    }

    /// Drops the messages about a case that were put aside.
    pub(crate) async fn drop_mails_about(&self, case: CaseId) -> Result<(), DeskError> {
        for kept in self.kept_about::<MailAside>(case).await? {
            self.drop_aside(&kept).await?;
        }
        Ok(())
    }

    /// Drops the messages that were put aside thirty days ago.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub(super) async fn sweep_mails_aside(&self) -> Result<(), DeskError> {
        let now = self.now();
        let before = now.checked_sub(KEPT).unwrap_or(now);
        for kept in self.kept_by_due::<MailAside>(None, Some(before), SWEPT).await? {
            self.drop_aside(&kept).await?;
        }
        Ok(())
    }
}

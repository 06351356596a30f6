//! Messages that opened no case, put aside: a small row each, by the digest of the message, and its content apart.
//!
//! The content lies under a key of its own, which is destroyed when the message is dropped; of a message that is about a
//! case, a bounce or an answer that does not count, under the key of the finder's address there, which goes when the
//! finder takes the address back and when the case is erased. Each sort has room of its own. What machines wrote goes after
//! thirty days, and the oldest of it when a newer one has no room; why it was put aside, how many there were and the digests
//! of the last remain. What people wrote stays until somebody drops it: where it has no room, a message stays in its folder.

#[cfg(test)]
mod tests;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tidegate_core::digest::Digest;
use tidegate_core::id::CaseId;
use zeroize::Zeroizing;

use crate::desk::{Apart, Desk, DeskError, Kept};
use crate::store::StoreError;

/// How long what a machine wrote is kept.
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);
/// The most there can be of all sorts.
const ALL: u32 = 3000;
/// How many digests are kept of those that were dropped.
const DIGESTS: usize = 50;
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
    /// Reading it took too much memory or time.
    TooCostly,
    /// It answers a mail about a report whose finder took the address or the report back.
    TakenBack,
}

impl Aside {
    /// Whether a person may have written it, so that somebody is to look at it.
    #[must_use]
    pub(super) fn is_of_a_person(self) -> bool {
        Sort::of(self) != Sort::Machine
    }

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
            Self::TooCostly => "mail-aside-too-costly",
            Self::TakenBack => "mail-aside-taken-back",
        }
    }
}

/// The sorts of messages, each with room of its own, so that none keeps another out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// Machines wrote them by themselves.
    Machine,
    /// More came than are taken.
    Flood,
    /// People wrote them, as far as can be told.
    Person,
}

impl Sort {
    fn of(why: Aside) -> Self {
        match why {
            Aside::Automatic => Self::Machine,
            Aside::TooMany => Self::Flood,
            Aside::NoMessage
            | Aside::NoSender
            | Aside::Empty
            | Aside::TooLong
            | Aside::ManyParts
            | Aside::Unproven
            | Aside::NotForUs
            | Aside::Damaged
            | Aside::Shut
            | Aside::NotAnswer
            | Aside::CameBefore
            | Aside::Unreadable
            | Aside::TooCostly
            | Aside::TakenBack => Self::Person,
        }
    }

    /// How many there may be, and how long all of them together, in bytes.
    fn room(self) -> (usize, u64) {
        match self {
            Self::Machine => (500, 64 << 20),
            Self::Flood => (1000, 128 << 20),
            Self::Person => (1000, 256 << 20),
        }
    }
}

/// What is left of messages of machines that were dropped for newer ones or because they were old.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailsGone {
    version: u32,
    /// Why they had been put aside.
    pub why: Aside,
    /// How many there were.
    pub count: u64,
    /// The digests of the last of them, the latest last.
    pub digests: Vec<Digest>,
    /// When the last went.
    pub at: Timestamp,
}

impl Kept for MailsGone {
    const ROOM: &'static str = "mails-gone";

    fn name(&self) -> String {
        self.why.word().to_owned()
    }

    fn due(&self) -> Option<Timestamp> {
        Some(self.at)
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
        if !self.makes_room_aside(raw.len() as u64, Sort::of(why)).await? {
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

    /// Whether there is room for one more of a sort, once the oldest of machines went for it.
    async fn makes_room_aside(&self, size: u64, sort: Sort) -> Result<bool, DeskError> {
        let (count, bytes) = sort.room();
        let mut same = self.mails_aside().await?;
        same.retain(|one| Sort::of(one.why) == sort);
        let mut filled: u64 = same.iter().map(|one| one.size).sum();
        let full = |there: usize, filled: u64| there >= count || filled + size > bytes;
        while full(same.len(), filled) {
            // The latest stand first.
            let oldest = match sort {
                Sort::Machine => same.pop(),
                Sort::Flood | Sort::Person => None,
            };
            let Some(oldest) = oldest else { return Ok(false) };
            filled = filled.saturating_sub(oldest.size);
            self.let_go_aside(&oldest).await?;
        }
        Ok(true)
    }

    /// Drops what a machine wrote; that it was there remains.
    async fn let_go_aside(&self, row: &MailAside) -> Result<(), DeskError> {
        let before = self.kept::<MailsGone>(row.why.word()).await?.map(|kept| kept.thing);
        let (why, at) = (row.why, self.now());
        let mut gone =
            before.unwrap_or(MailsGone { version: 1, why, count: 0, digests: vec![], at });
        // One that was counted and not dropped, since a crash came between, is not counted again.
        if !gone.digests.contains(&row.digest) {
            gone.count += 1;
            gone.digests.push(row.digest);
            gone.digests.drain(..gone.digests.len().saturating_sub(DIGESTS));
            gone.at = at;
            self.keep(&gone).await?;
        }
        self.drop_aside(row).await
    }

    /// What is left of messages of machines that went.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn mails_gone(&self) -> Result<Vec<MailsGone>, DeskError> {
        let found = self.kept_latest::<MailsGone>(None, ALL).await?;
        Ok(found.into_iter().map(|kept| kept.thing).collect())
    }

    /// The messages that were put aside, the latest first; never what they hold.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn mails_aside(&self) -> Result<Vec<MailAside>, DeskError> {
        let found = self.kept_latest::<MailAside>(None, ALL).await?;
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
        self.drop_aside(&kept.thing).await?;
        Ok(true)
    }

    async fn drop_aside(&self, row: &MailAside) -> Result<(), DeskError> {
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
            self.drop_aside(&kept.thing).await?;
        }
        Ok(())
    }

    /// Drops what machines wrote and was put aside thirty days ago.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub(super) async fn sweep_mails_aside(&self) -> Result<(), DeskError> {
        let now = self.now();
        let before = now.checked_sub(KEPT).unwrap_or(now);
        for kept in self.kept_by_due::<MailAside>(None, Some(before), ALL).await? {
            if Sort::of(kept.thing.why) == Sort::Machine {
                self.let_go_aside(&kept.thing).await?;
            }
        }
        Ok(())
    }
}

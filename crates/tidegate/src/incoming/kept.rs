//! What is kept of mails that came in: where they are delivered, the raw message of a case, and what was put aside.

use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::digest::Digest;
use tidegate_core::id::CaseId;

use crate::desk::{Desk, DeskError, Kept};
use crate::keys::Random;

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
            Self::NotForUs => "mail-aside-not-for-us",
            Self::Damaged => "mail-aside-damaged",
            Self::Automatic => "mail-aside-automatic",
            Self::Shut => "mail-aside-shut",
            Self::NotAnswer => "mail-aside-not-answer",
            Self::Unreadable => "mail-aside-unreadable",
        }
    }
}

/// Where mails are delivered; without it the office takes none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailOpen {
    /// The version of this form.
    pub version: u32,
    /// The Maildir.
    pub folder: PathBuf,
}

impl Kept for MailOpen {
    const ROOM: &'static str = "mail-open";

    fn name(&self) -> String {
        "mail".to_owned()
    }
}

/// A message that opened no case.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailAside {
    version: u32,
    /// Its id.
    pub id: String,
    /// When it was put aside.
    pub at: Timestamp,
    /// Why.
    pub why: Aside,
    /// The digest of the message.
    pub digest: Digest,
    raw: String,
}

/// Not shown: it may be a report.
impl std::fmt::Debug for MailAside {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "MailAside({}, {:?})", self.id, self.why)
    }
}

impl MailAside {
    /// The message as it came.
    #[must_use]
    pub fn raw(&self) -> Vec<u8> {
        STANDARD.decode(&self.raw).unwrap_or_default()
    }
}

impl Kept for MailAside {
    const ROOM: &'static str = "mail-aside";

    fn name(&self) -> String {
        self.id.clone()
    }

    fn due(&self) -> Option<Timestamp> {
        Some(self.at)
    }
}

/// The message of a case as it came. It goes with the case.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MailRaw {
    version: u32,
    name: String,
    case: CaseId,
    raw: String,
}

impl Kept for MailRaw {
    const ROOM: &'static str = "mail-raw";

    fn name(&self) -> String {
        self.name.clone()
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.case)
    }
}

impl Desk {
    /// Keeps a message as it came with its case.
    pub(super) async fn keep_mail(
        &self,
        case: CaseId,
        name: String,
        raw: &[u8],
    ) -> Result<(), DeskError> {
        self.keep(&MailRaw { version: 1, name, case, raw: STANDARD.encode(raw) }).await?;
        self.forget_if_erased(case).await
    }

    /// Empties the messages of a case as they came, since each names its sender; that they came stays known.
    pub(crate) async fn empty_mails(&self, case: CaseId) -> Result<(), DeskError> {
        for found in self.kept_about::<MailRaw>(case).await? {
            self.keep(&MailRaw { raw: String::new(), ..found.thing }).await?;
        }
        Ok(())
    }

    /// Whether a message was kept with its case.
    pub(super) async fn has_mail(&self, name: &str) -> Result<bool, DeskError> {
        Ok(self.kept::<MailRaw>(name).await?.is_some())
    }

    /// The messages of a case as they came.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn mails_of(&self, case: CaseId) -> Result<Vec<Vec<u8>>, DeskError> {
        let found = self.kept_about::<MailRaw>(case).await?.into_iter();
        Ok(found.map(|kept| STANDARD.decode(&kept.thing.raw).unwrap_or_default()).collect())
    }

    /// Puts a message aside; one that was put aside before stays as it is.
    pub(super) async fn put_mail_aside(&self, raw: &[u8], why: Aside) -> Result<(), DeskError> {
        let digest = Digest::of(raw);
        let known = self.mails_aside().await?;
        if known.iter().any(|one| one.digest == digest) {
            return Ok(());
        }
        let (id, at) = (format!("{:032x}", Random::id()?), self.now());
        self.keep(&MailAside { version: 1, id, at, why, digest, raw: STANDARD.encode(raw) }).await
    }

    /// The messages that were put aside, the latest first.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn mails_aside(&self) -> Result<Vec<MailAside>, DeskError> {
        /// How many are listed; the rest follows once these were looked at.
        const LISTED: u32 = 200;
        let found = self.kept_latest::<MailAside>(None, LISTED).await?;
        Ok(found.into_iter().map(|kept| kept.thing).collect())
    }

    /// A message that was put aside.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn mail_aside(&self, id: &str) -> Result<Option<MailAside>, DeskError> {
        Ok(self.kept::<MailAside>(id).await?.map(|kept| kept.thing))
    }

    /// Drops a message that was put aside; `false` if there was none.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn drop_mail_aside(&self, id: &str) -> Result<bool, DeskError> {
        match self.mail_aside(id).await? {
            Some(_) => self.drop_kept::<MailAside>(id).await,
            None => Ok(false),
        }
    }

    /// Where mails are delivered, if the office takes any.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn mail_open(&self) -> Result<Option<MailOpen>, DeskError> {
        Ok(self.kept::<MailOpen>("mail").await?.map(|kept| kept.thing))
    }
}

//! What is kept of mails that came in: where they are delivered, and that a message was taken in.
//!
//! No message is kept as it came: what it says is in its case, as items under the key of the case, and who sent it is
//! with the address of the finder. What stays beside is a digest.

use std::path::PathBuf;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::id::CaseId;

use crate::desk::{Desk, DeskError, Kept};
use crate::store::rows::Shelve;

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

/// That a message was taken into a case: its digest, and nothing of what it says.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MailTaken {
    version: u32,
    name: String,
    case: CaseId,
    at: Timestamp,
}

impl Kept for MailTaken {
    const ROOM: &'static str = "mail-taken";

    fn name(&self) -> String {
        self.name.clone()
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.case)
    }
}

/// That a signed text was taken into a case, by a keyed digest of it, and with which message.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MailSigned {
    version: u32,
    name: String,
    case: CaseId,
    message: String,
}

impl Kept for MailSigned {
    const ROOM: &'static str = "mail-signed";

    fn name(&self) -> String {
        self.name.clone()
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.case)
    }
}

/// What versions before kept of mails as they came: nothing opens it any more, and it goes.
#[derive(Serialize, Deserialize)]
struct MailAsItCame {}

impl Kept for MailAsItCame {
    const ROOM: &'static str = "mail-raw";

    fn name(&self) -> String {
        String::new()
    }
}

/// The same of those that were put aside.
#[derive(Serialize, Deserialize)]
struct AsideAsItCame {}

impl Kept for AsideAsItCame {
    const ROOM: &'static str = "mail-aside";

    fn name(&self) -> String {
        String::new()
    }
}

impl Desk {
    /// Drops what versions before kept of mails as they came.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn drop_mails_of_before(&self) -> Result<(), DeskError> {
        self.drop_room::<MailAsItCame>().await?;
        self.drop_room::<AsideAsItCame>().await
    }

    /// The case and the message with which a signed text was taken, if it was.
    pub(super) async fn mail_signed(
        &self,
        name: &str,
    ) -> Result<Option<(CaseId, String)>, DeskError> {
        let found = self.kept::<MailSigned>(name).await?;
        Ok(found.map(|kept| (kept.thing.case, kept.thing.message)))
    }

    /// Notes with which message a signed text is taken.
    pub(super) async fn note_signed(
        &self,
        name: &str,
        case: CaseId,
        message: &str,
    ) -> Result<(), DeskError> {
        let (name, message) = (name.to_owned(), message.to_owned());
        self.keep_new(&MailSigned { version: 1, name, case, message }).await?;
        self.forget_if_erased(case).await
    }

    /// The change that notes that a message was taken in, to be written with what it became.
    pub(super) fn to_note_mail(&self, case: CaseId, name: &str) -> Result<Shelve, DeskError> {
        let (name, at) = (name.to_owned(), self.now());
        self.to_keep(&MailTaken { version: 1, name, case, at })
    }

    /// Notes that a message was taken in.
    pub(super) async fn note_mail(&self, case: CaseId, name: &str) -> Result<(), DeskError> {
        self.shelve(vec![self.to_note_mail(case, name)?]).await?;
        self.forget_if_erased(case).await
    }

    /// The case into which a message was taken, if it was.
    pub(super) async fn mail_taken(&self, name: &str) -> Result<Option<CaseId>, DeskError> {
        Ok(self.kept::<MailTaken>(name).await?.map(|kept| kept.thing.case))
    }

    /// Where mails are delivered, if the office takes any.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn mail_open(&self) -> Result<Option<MailOpen>, DeskError> {
        Ok(self.kept::<MailOpen>("mail").await?.map(|kept| kept.thing))
    }
}

//! The address at which a finder is told that the office wrote.
//!
//! It is left on the finder's own page and used for that alone. It is resolved when a notice is sent and stands in no
//! notice, so no member and no administrator is shown it; it goes when the case is erased.

use serde::{Deserialize, Serialize};
use tidegate_core::id::{CaseId, ItemId};
use tidegate_core::organisation::PublicKey;
use tidegate_law::Language;

use super::{About, Addressee, NewNotice, NoticeKind};
use crate::desk::{Desk, DeskError, Kept};

/// An address that a finder left.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reachable {
    /// The version of this form.
    version: u32,
    /// The case.
    case: CaseId,
    /// The mail address.
    pub(super) address: String,
    /// The language of the mails.
    pub(super) language: Language,
    /// The key to which the mails are encrypted, where the finder's own mail brought one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) key: Option<PublicKey>,
    /// Under what the way back is fetched once, where the report came by mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) claim: Option<String>,
}

impl Reachable {
    /// Whether it is this address.
    pub(crate) fn is_at(&self, address: &str) -> bool {
        self.address.eq_ignore_ascii_case(address)
    }

    /// Whether the key on record is the one with this fingerprint.
    pub(crate) fn is_of_key(&self, fingerprint: &str) -> bool {
        self.key.as_ref().is_some_and(|key| key.fingerprint == fingerprint)
    }
}

/// Says whose address it is, never which.
impl std::fmt::Debug for Reachable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Reachable(the finder of {})", self.case)
    }
}

impl Kept for Reachable {
    const ROOM: &'static str = "reachable";

    fn name(&self) -> String {
        self.case.to_string()
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.case)
    }
}

impl Desk {
    /// Keeps the address at which the finder of a case is told that the office wrote; an empty one takes it back.
    /// Whether the address is one.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn reach_finder(
        &self,
        case: CaseId,
        address: &str,
        language: Language,
    ) -> Result<bool, DeskError> {
        let address = address.trim().to_owned();
        if address.is_empty() {
            self.drop_kept::<Reachable>(&case.to_string()).await?;
            return Ok(true);
        }
        if !super::relay::is_address(&address) {
            return Ok(false);
        }
        // The key stays with the address that it came from.
        let before = self.kept::<Reachable>(&case.to_string()).await?.map(|kept| kept.thing);
        let same = before.filter(|before| before.is_at(&address));
        let (key, claim) = same.map(|before| (before.key, before.claim)).unwrap_or_default();
        self.keep(&Reachable { version: 1, case, address, language, key, claim }).await?;
        self.forget_if_erased(case).await?;
        Ok(true)
    }

    /// The same for a report that came by mail: with the key that came along, and under what the way back is fetched.
    pub(crate) async fn reach_finder_by_mail(
        &self,
        case: CaseId,
        address: String,
        language: Language,
        key: Option<PublicKey>,
        claim: String,
    ) -> Result<(), DeskError> {
        let claim = Some(claim);
        self.keep(&Reachable { version: 1, case, address, language, key, claim }).await?;
        self.forget_if_erased(case).await
    }

    /// Whether the finder of a case left an address.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn reaches_finder(&self, case: CaseId) -> Result<bool, DeskError> {
        Ok(self.kept::<Reachable>(&case.to_string()).await?.is_some())
    }

    /// Tells the finder that the office wrote, once for each message, if the finder left an address.
    pub(crate) async fn tell_finder(&self, about: &About, item: ItemId) -> Result<(), DeskError> {
        if !self.reaches_finder(about.case).await? {
            return Ok(());
        }
        let notice = NewNotice::new(NoticeKind::MessageForFinder, Addressee::Finder, about);
        self.notify(&[notice.at_page("mine").once(format!("message|{item}"))]).await
    }
}

//! The address at which a finder is told that the office wrote.
//!
//! It is left on the finder's own page and used for that alone. It is sealed under a key of its own
//! ([`crate::desk`]), resolved when a notice is sent, and stands in no notice. No member is shown it, unless the finder
//! said that the keepers of contacts may read it: then these alone, each reading on record. It goes when the finder takes
//! it back and when the case is erased.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use tidegate_core::event::Given;
use tidegate_core::id::{CaseId, ItemId};
use tidegate_core::organisation::PublicKey;
use tidegate_law::Language;

use crate::finder::message::Between;

use super::{About, Addressee, NewNotice, NoticeKind};
use crate::desk::{Desk, DeskError, Kept};
use crate::store::StoreError;
use crate::store::rows::ERASED;

/// An address that a finder left.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reachable {
    /// The version of this form.
    version: u32,
    /// The case.
    case: CaseId,
    /// The mail address: sealed under a key of its own; as it was typed in the first version of this form.
    address: String,
    /// The language of the mails.
    language: Language,
    /// Whether the finder lets the keepers of contacts read it.
    #[serde(default)]
    readable: bool,
}

/// The form in which what was left is sealed.
const SEALED: u32 = 2;

/// What a finder left, as it is sealed.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Left {
    /// The mail address.
    address: String,
    /// The key to which the mails are encrypted, where the finder's own mail brought one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key: Option<PublicKey>,
    /// Under what the way back is fetched once, where the report came by mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    claim: Option<String>,
    /// Whether the report came encrypted, so that the way back never goes in the clear.
    #[serde(default)]
    closed: bool,
}

/// That the address of a finder is to be forgotten once it is on record that it was taken back.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Forgetting {
    version: u32,
    case: CaseId,
    since: Timestamp,
}

impl Kept for Forgetting {
    const ROOM: &'static str = "forgetting";

    fn name(&self) -> String {
        self.case.to_string()
    }

    fn due(&self) -> Option<Timestamp> {
        Some(self.since)
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.case)
    }
}

/// How many are made good at a time.
const MOST: u32 = 500;

/// Where a finder is reached, opened.
pub(crate) struct Reached {
    /// The mail address.
    pub(crate) address: Zeroizing<String>,
    /// The language of the mails.
    pub(crate) language: Language,
    /// The key to which the mails are encrypted, where the finder's own mail brought one.
    pub(crate) key: Option<PublicKey>,
    /// Under what the way back is fetched once, where the report came by mail.
    pub(crate) claim: Option<String>,
    /// Whether the report came encrypted, so that the way back never goes in the clear.
    pub(crate) closed: bool,
}

impl Reached {
    /// Whether it is this address.
    pub(crate) fn is_at(&self, address: &str) -> bool {
        self.address.eq_ignore_ascii_case(address)
    }
}

/// From where a report came by mail.
pub(crate) struct CameFrom {
    /// The mail address.
    pub(crate) address: String,
    /// The key that came along.
    pub(crate) key: Option<PublicKey>,
    /// Under what the way back is fetched once.
    pub(crate) claim: String,
    /// Whether it came encrypted.
    pub(crate) closed: bool,
}

/// How a finder let itself be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// By no address.
    Not,
    /// By an address that the server alone uses.
    Server,
    /// By an address that the keepers of contacts may read.
    Keepers,
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
    /// Keeps the address at which the finder of a case is told that the office wrote, and whether the keepers of
    /// contacts may read it; an empty one takes it back. Whether the address is one.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn reach_finder(
        &self,
        case: CaseId,
        address: &str,
        language: Language,
        readable: bool,
    ) -> Result<bool, DeskError> {
        let address = address.trim();
        if address.is_empty() {
            self.forget_finder(case).await?;
            return Ok(true);
        }
        if !super::relay::is_address(address) {
            return Ok(false);
        }
        // The key stays with the address that it came from.
        let before = self.finder_address(case).await?.filter(|before| before.is_at(address));
        let (key, claim, closed) =
            before.map(|before| (before.key, before.claim, before.closed)).unwrap_or_default();
        let left = Left { address: address.to_owned(), key, claim, closed };
        self.keep_reachable(case, left, language, readable).await?;
        Ok(true)
    }

    /// The same for a report that came by mail: with the key that came along, and under what the way back is fetched.
    pub(crate) async fn reach_finder_by_mail(
        &self,
        case: CaseId,
        came: CameFrom,
        language: Language,
    ) -> Result<(), DeskError> {
        let CameFrom { address, key, claim, closed } = came;
        let left = Left { address, key, claim: Some(claim), closed };
        self.keep_reachable(case, left, language, false).await
    }

    async fn keep_reachable(
        &self,
        case: CaseId,
        left: Left,
        language: Language,
        readable: bool,
    ) -> Result<(), DeskError> {
        let left = Zeroizing::new(serde_json::to_string(&left).map_err(damaged)?);
        // Sealing and keeping are one turn of the case: nothing is taken back or erased in between.
        let _turn = self.turn_with(case).await;
        if self.find(&case.to_string()).await?.state == ERASED {
            return Err(DeskError::Erased(case));
        }
        let address = self.seal_address(case, &left).await?;
        self.keep(&Reachable { version: SEALED, case, address, language, readable }).await
    }

    /// Notes that the address of a finder is to be forgotten once it is on record that it was taken back.
    pub(crate) async fn will_forget_finder(&self, case: CaseId) -> Result<(), DeskError> {
        self.keep(&Forgetting { version: 1, case, since: self.now() }).await
    }

    /// Forgets the address as it was noted.
    pub(crate) async fn forget_as_noted(&self, case: CaseId) -> Result<(), DeskError> {
        self.forget_finder(case).await?;
        self.drop_kept::<Forgetting>(&case.to_string()).await.map(|_| ())
    }

    /// Makes good what was cut short: addresses that were taken back on record since it was noted before `until`, and are
    /// still there.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn finish_forgetting(&self, until: Timestamp) -> Result<(), DeskError> {
        for noted in self.kept_by_due::<Forgetting>(None, Some(until), MOST).await? {
            let Forgetting { case, since, .. } = noted.thing;
            let back = |taken: &BTreeSet<Given>| {
                taken.contains(&Given::Address) || taken.contains(&Given::Report)
            };
            let taken = self.compute(case, |case, _, _| {
                case.retractions().any(|one| one.recorded >= since && back(&one.event.what))
            });
            match taken.await {
                Ok(true) => self.forget_as_noted(case).await?,
                // It was never recorded, or the case is erased and its address with it.
                Ok(false) | Err(DeskError::Erased(_)) => {
                    self.drop_kept::<Forgetting>(&case.to_string()).await?;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Destroys the key of the address that the finder of a case left, and drops what it sealed.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn forget_finder(&self, case: CaseId) -> Result<(), DeskError> {
        let _turn = self.turn_with(case).await;
        // The key first: whatever fails after it can be read by nobody.
        self.destroy_address(case).await?;
        self.drop_mails_about(case).await?;
        self.drop_claims(case).await?;
        self.drop_kept::<Reachable>(&case.to_string()).await.map(|_| ())
    }

    /// Whether the finder of a case takes no messages any more, or the case is erased: then nothing is sent.
    pub(crate) async fn finder_is_silent(&self, case: CaseId) -> Result<bool, DeskError> {
        let silent = self.compute(case, |case, _, _| {
            Between::of(case).is_some_and(|one| case.has_taken_back(one.finder, Given::Messages))
        });
        match silent.await {
            Err(DeskError::Erased(_)) => Ok(true),
            silent => silent,
        }
    }

    /// How the finder of a case is reached.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn reaches_finder(&self, case: CaseId) -> Result<Reach, DeskError> {
        let kept = self.kept::<Reachable>(&case.to_string()).await?;
        Ok(match kept.map(|kept| kept.thing.readable) {
            None => Reach::Not,
            Some(false) => Reach::Server,
            Some(true) => Reach::Keepers,
        })
    }

    /// The address of the finder of a case; none where it was taken back.
    pub(crate) async fn finder_address(&self, case: CaseId) -> Result<Option<Reached>, DeskError> {
        let Some(kept) = self.kept::<Reachable>(&case.to_string()).await? else { return Ok(None) };
        let Reachable { version, address, language, .. } = kept.thing;
        if version != SEALED {
            let address = Zeroizing::new(address);
            return Ok(Some(Reached { address, language, key: None, claim: None, closed: false }));
        }
        let Some(opened) = self.open_address(case, &address)? else { return Ok(None) };
        let Left { address, key, claim, closed } =
            serde_json::from_str(&opened).map_err(damaged)?;
        Ok(Some(Reached { address: Zeroizing::new(address), language, key, claim, closed }))
    }

    /// Tells the finder that the office wrote, once for each message, if the finder left an address.
    pub(crate) async fn tell_finder(&self, about: &About, item: ItemId) -> Result<(), DeskError> {
        if self.reaches_finder(about.case).await? == Reach::Not {
            return Ok(());
        }
        let notice = NewNotice::new(NoticeKind::MessageForFinder, Addressee::Finder, about);
        self.notify(&[notice.at_page("mine").once(format!("message|{item}"))]).await
    }
}

fn damaged(error: impl std::fmt::Display) -> DeskError {
    StoreError::Damaged { table: "shelf", why: error.to_string() }.into()
}

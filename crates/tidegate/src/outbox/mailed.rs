//! Parcels by mail: content that the gate let out to an organisation, encrypted to its key and handed to the relay.
//!
//! Content goes by mail only where something can be encrypted to a key of the recipient at that instant; otherwise the
//! parcel waits, and what became of it says why and what to do. Delivery is at least once: the message is called after
//! the dispatch, so whoever gets it twice can tell. The subject outside says nothing.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::embargo::Dispatch;
use tidegate_core::id::{CaseId, ItemId, PartyId};
use tidegate_core::organisation::{KeyKind, Organisation};
use tidegate_law::Language;

use super::{Parcel, Waiting};
use crate::desk::{Desk, DeskError, Kept};
use crate::mail::{Enclosure, Letter, send};
use crate::notices::{Standing, Why, next_attempt};
use crate::openpgp::{NoUse, Recipient};
use crate::words::Voice;

/// How many parcels are looked at in one round.
const ROUND: u32 = 1000;
/// How the address of a parcel by mail begins; the item follows. The mailbox is looked up when it is sent.
const MAIL: &str = "mail:";

/// What became of a parcel by mail. It holds no content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Posting {
    version: u32,
    dispatch: String,
    case: CaseId,
    /// The organisation.
    pub to: PartyId,
    /// The item that it holds.
    pub item: ItemId,
    /// How often it was tried.
    pub attempts: u32,
    next: Timestamp,
    /// What became of it.
    pub standing: Standing,
}

impl Kept for Posting {
    const ROOM: &'static str = "posting";

    fn name(&self) -> String {
        self.dispatch.clone()
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.case)
    }
}

impl Posting {
    /// Whether it is to be tried at an instant.
    fn is_due(&self, at: Timestamp) -> bool {
        match self.standing {
            Standing::Waiting | Standing::Failed { .. } => self.next <= at,
            Standing::Sent { .. } | Standing::GivenUp { .. } => false,
        }
    }

    /// The case that it is of.
    pub(super) fn about(&self) -> CaseId {
        self.case
    }

    /// The same as if it had never been tried; its name stays.
    pub(super) fn again(self, at: Timestamp) -> Self {
        Self { attempts: 0, next: at, standing: Standing::Waiting, ..self }
    }

    /// The same after an attempt.
    fn after(self, outcome: Result<(), Why>, at: Timestamp) -> Self {
        let attempts = self.attempts.saturating_add(1);
        let (standing, next) = match outcome {
            Ok(()) => (Standing::Sent { at }, at),
            Err(why) => match next_attempt(attempts, why, at) {
                Some(next) => (Standing::Failed { at, why }, next),
                None => (Standing::GivenUp { at, why }, at),
            },
        };
        Self { attempts, standing, next, ..self }
    }
}

/// Where an organisation gets mail, if it says so.
#[must_use]
pub fn mailbox(organisation: &Organisation) -> Option<&str> {
    organisation.contacts.iter().find_map(|contact| contact.to.strip_prefix("mailto:"))
}

/// The keys of an organisation that something can be encrypted to at an instant; or why it is to none of them.
///
/// # Errors
/// [`Why::NoKey`], or why the first key is of no use.
pub fn closed_to(organisation: &Organisation, at: Timestamp) -> Result<Vec<Recipient>, Why> {
    let (mut usable, mut why) = (Vec::new(), None);
    for key in organisation.keys.iter().filter(|key| key.kind == KeyKind::Openpgp) {
        match Recipient::registered(key, at) {
            Ok(recipient) => usable.push(recipient),
            Err(no) => why = why.or(Some(no)),
        }
    }
    match (usable.is_empty(), why) {
        (false, _) => Ok(usable),
        (true, None) => Err(Why::NoKey),
        (true, Some(NoUse::Expired { .. })) => Err(Why::KeyExpired),
        (true, Some(NoUse::Revoked)) => Err(Why::KeyRevoked),
        (true, Some(NoUse::Damaged | NoUse::Age | NoUse::CannotEncrypt)) => Err(Why::KeyUnusable),
    }
}

impl Desk {
    /// Puts a dispatch of one item into the outbox, to be mailed to an organisation from the next beat of the worker on.
    ///
    /// # Errors
    /// As [`Desk::post`].
    pub async fn post_by_mail(
        &self,
        dispatch: Dispatch,
        (to, item): (PartyId, ItemId),
    ) -> Result<String, DeskError> {
        let (case, next) = (dispatch.case(), self.now());
        let dispatch = self.post(dispatch, &format!("{MAIL}{item}"), next).await?;
        self.keep(&posting(&dispatch, case, to, item, next)).await?;
        Ok(dispatch)
    }

    /// What became of everything of a case that was put into the outbox for mail.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn postings(&self, case: CaseId) -> Result<Vec<Posting>, DeskError> {
        let found = self.kept_about::<Posting>(case).await?;
        Ok(found.into_iter().map(|found| found.thing).collect())
    }
}

fn posting(dispatch: &str, case: CaseId, to: PartyId, item: ItemId, next: Timestamp) -> Posting {
    let (dispatch, standing) = (dispatch.to_owned(), Standing::Waiting);
    Posting { version: 1, dispatch, case, to, item, attempts: 0, next, standing }
}

/// Whom the decision of a parcel by mail names, and what it lets out.
fn named(parcel: &Parcel) -> Option<(PartyId, ItemId)> {
    let item = parcel.address.strip_prefix(MAIL)?.parse().ok()?;
    parcel.recipient.party().map(|to| (to, item))
}

/// Mails the parcels that are due by now.
///
/// # Errors
/// [`DeskError`] where outbox or shelf cannot be read or written. What cannot be delivered is no error; it is noted.
pub async fn round(desk: &Desk) -> Result<(), DeskError> {
    for waiting in desk.due_parcels(ROUND).await? {
        let known = desk.kept::<Posting>(&waiting.dispatch).await?.map(|kept| kept.thing);
        if known.as_ref().is_some_and(|known| !known.is_due(desk.now())) {
            continue;
        }
        let parcel = match desk.take_parcel(&waiting).await {
            Ok(Some(parcel)) => parcel,
            // Another worker has it, or its case was erased meanwhile.
            Ok(None) | Err(DeskError::Erased(_)) => continue,
            // One that is damaged holds up no other.
            Err(error @ DeskError::Damaged { .. }) => {
                tracing::error!("a parcel could not be opened: {error}");
                continue;
            }
            Err(error) => return Err(error),
        };
        let Some((to, item)) = named(&parcel) else { continue };
        let fresh = || posting(&waiting.dispatch, waiting.case, to, item, waiting.due);
        let outcome = mailed(desk, &waiting, &parcel, to).await?;
        let at = desk.now();
        if outcome.is_ok() {
            desk.delivered(&waiting).await?;
        }
        let posting = known.unwrap_or_else(fresh).after(outcome, at);
        desk.keep(&posting).await?;
        if matches!(posting.standing, Standing::GivenUp { .. }) {
            desk.give_up_parcel(&posting).await?;
        }
        desk.forget_if_erased(waiting.case).await?;
    }
    Ok(())
}

async fn mailed(
    desk: &Desk,
    waiting: &Waiting,
    parcel: &Parcel,
    to: PartyId,
) -> Result<Result<(), Why>, DeskError> {
    let Some(relay) = desk.mail_relay().await? else { return Ok(Err(Why::NoRelay)) };
    let Some(entry) = desk.organisation(to).await? else { return Ok(Err(Why::NoAddress)) };
    let organisation = entry.organisation;
    let Some(address) = mailbox(&organisation) else { return Ok(Err(Why::NoAddress)) };
    let Ok(address) = address.parse() else { return Ok(Err(Why::NotAnAddress)) };
    let closed = match closed_to(&organisation, desk.now()) {
        Ok(closed) => closed,
        Err(why) => return Ok(Err(why)),
    };
    let handle = desk.find(&waiting.case.to_string()).await?.handle;
    let both = |id: &str| {
        let say = |one| Voice::of(one).with(id, [("handle", handle.as_str().into())]);
        [Language::English, Language::Chinese].map(say)
    };
    let letter = Letter {
        id: waiting.dispatch.clone(),
        to: address,
        subject: both("parcel-subject").join(" / "),
        body: both("parcel-body").join("\n\n----\n\n") + "\n",
        files: vec![Enclosure {
            name: file_name(&handle, &parcel.bytes),
            bytes: parcel.bytes.clone(),
        }],
        answers: None,
        at: desk.now(),
        closed,
        own: desk.mail_key().await?,
    };
    Ok(send(&relay, letter).await)
}

/// What the file is called: what it is, as far as its bytes say.
fn file_name(handle: &str, bytes: &[u8]) -> String {
    let kind = if std::str::from_utf8(bytes).is_ok() { "txt" } else { "bin" };
    format!("{handle}.{kind}")
}

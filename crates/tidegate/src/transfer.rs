//! Cases that go from one office to another: what is said between the two, and who carries it.
//!
//! The two offices are strangers, also where one server hosts both: an office has the other's offers on its shelf and
//! nothing else, and content comes only as a parcel of the outbox, which no row is in without a decision of the gate. What
//! is carried is carried at least once and taken in once: an offer goes by its id, and a case is opened for it under that
//! id as the key. Whatever was cut short is taken up again from what is on record ([`carry`]); nothing is kept in memory.

mod handed;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::act::Act;
use tidegate_core::case::{Case, Transfer, TransferState};
use tidegate_core::command::{Command, Verb};
use tidegate_core::event::{
    Actor, Arranged, Arrangement, EmbargoAgreed, LogPlace, Provided, TransferReason, TransferStep,
    TransferTaken,
};
use tidegate_core::id::{CaseId, OfficeId, PartyId, TransferId};
use tidegate_core::office::{Bilingual, Office};
use tidegate_core::place::Jurisdiction;
use tidegate_law::Book;

pub(crate) use self::handed::Handed;
use crate::desk::{Desk, DeskError, Intake, Kept, Order, Shelved};
use crate::reception::{Way, shut};
use crate::server::{Hosted, House};

/// How the address of a parcel begins that goes to an office; its address and the offer follow.
const OFFICE: &str = "office:";
/// Who records what is carried.
const COURIER: &str = "the courier between offices";
/// How many offers of an office are looked at in a round.
const ROUND: u32 = 200;
/// From where it is known what the other office makes of an offer.
const SOURCE: &str = "the other office";

/// How content goes to another office: an authority is reported to, with any other it is shared.
pub(crate) fn act_of(case: &Case, to: PartyId) -> Act {
    let authority = case.party(to).is_some_and(|party| party.authority.is_some());
    if authority { Act::Report } else { Act::Share }
}

/// Whether an office is the party of a case for which the gate decides: what was decided for one place and role goes to no
/// other.
pub(crate) fn is_that(case: &Case, to: PartyId, office: &Office, at: Timestamp) -> bool {
    case.party(to).is_some_and(|party| {
        party.established == Some(office.jurisdiction)
            && party.authority.as_ref() == office.authority_at(at)
    })
}

/// The address of the parcel of an offer.
pub(crate) fn address(office: &str, transfer: TransferId) -> String {
    format!("{OFFICE}{office}/{transfer}")
}

/// An offer that this office made: what the round looks at. The case has what counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Going {
    /// The version of this form.
    pub version: u32,
    /// The offer.
    pub transfer: TransferId,
    /// The case.
    pub case: CaseId,
    /// When it was made.
    pub offered: Timestamp,
    /// The one office to which it goes, from when it is known.
    #[serde(default)]
    pub office: Option<OfficeId>,
    /// Where that office was when the gate was asked.
    #[serde(default)]
    pub place: Option<Jurisdiction>,
}

impl Kept for Going {
    const ROOM: &'static str = "going";

    fn name(&self) -> String {
        self.transfer.to_string()
    }

    fn due(&self) -> Option<Timestamp> {
        Some(self.offered)
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.case)
    }
}

/// An offer that another office makes: what it says, which is nothing of the flaw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coming {
    /// The version of this form.
    pub version: u32,
    /// The offer.
    pub transfer: TransferId,
    /// The name that the other office gives itself.
    pub from: Bilingual,
    /// The name of its log.
    pub origin: String,
    /// Why.
    pub reason: TransferReason,
    /// How many pieces of content would come.
    pub items: usize,
    /// When it was made.
    pub offered: Timestamp,
    /// Until when it can be accepted.
    pub until: Timestamp,
    /// What this office answered: nothing yet, that it accepts, or why not.
    pub answer: Option<Result<(), String>>,
    /// Whether the other office took it back.
    pub withdrawn: bool,
    /// The case that was opened for it here.
    pub case: Option<CaseId>,
}

impl Kept for Coming {
    const ROOM: &'static str = "coming";

    fn name(&self) -> String {
        self.transfer.to_string()
    }

    fn due(&self) -> Option<Timestamp> {
        Some(self.offered)
    }
}

impl Coming {
    /// How it stands at an instant.
    #[must_use]
    pub fn state(&self, at: Timestamp) -> TransferState {
        match &self.answer {
            _ if self.case.is_some() => TransferState::TakenIn,
            _ if self.withdrawn => TransferState::Withdrawn,
            Some(Ok(())) => TransferState::Accepted,
            Some(Err(_)) => TransferState::Declined,
            None if self.until <= at => TransferState::Expired,
            None => TransferState::Offered,
        }
    }
}

/// The turn with an offer: what is carried and what hands over wait for each other.
pub(crate) fn turn(transfer: TransferId) -> String {
    transfer.as_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn torn(error: impl std::fmt::Display) -> DeskError {
    DeskError::Proof(format!("what another office handed over cannot be read: {error}"))
}

/// Carries what waits between an office and the others: offers there, answers back, content there, receipts back. An offer
/// that cannot be carried keeps no other from it, and is tried again in the next round.
///
/// # Errors
/// [`DeskError`], where what waits cannot be read.
pub async fn carry(
    book: &Book,
    from: &Hosted,
    others: &[std::sync::Arc<Hosted>],
) -> Result<(), DeskError> {
    let mut before = None;
    loop {
        let page = from.desk().kept_latest::<Going>(before, ROUND).await?;
        let Some(last) = page.last().and_then(Shelved::place) else { return Ok(()) };
        before = Some(last);
        for kept in page {
            let transfer = kept.thing.transfer;
            if let Err(error) = carry_one(book, from, others, kept).await {
                tracing::error!(office = %from.slug(), "offer {transfer} cannot be carried: {error}");
            }
        }
    }
}

/// Carries one offer as far as it goes; once it is at its end, it is looked at no more.
async fn carry_one(
    book: &Book,
    from: &Hosted,
    others: &[std::sync::Arc<Hosted>],
    kept: Shelved<Going>,
) -> Result<(), DeskError> {
    let transfer = kept.thing.transfer;
    let _turn = from.desk().turn_of(&turn(transfer)).await;
    let drop = async || from.desk().drop_kept::<Going>(&transfer.to_string()).await.map(|_| ());
    let case = match from.desk().compute(kept.thing.case, |case, _, _| case.clone()).await {
        Err(DeskError::Erased(_) | DeskError::NoSuchCase(_)) => return drop().await,
        case => case?,
    };
    // It is kept before it is on record.
    let Some(offer) = case.work().offer(transfer).cloned() else { return Ok(()) };
    let is_there = |one: &Hosted| {
        let named = one.slug().as_str() == offer.offer.address && one.slug() != from.slug();
        let bound = kept.thing.office.is_none_or(|office| office == one.office().id);
        named && bound && is_that(&case, offer.offer.to, one.office(), one.desk().now())
    };
    if let Some(to) = others.iter().find(|one| is_there(one)) {
        if kept.thing.office.is_none() {
            let going = Going { office: Some(to.office().id), ..kept.thing.clone() };
            if !from.desk().keep_instead(&going, kept).await? {
                return Ok(());
            }
        }
        one(book, from.desk(), to.desk(), &case, &offer).await?;
    }
    let now = from.desk().compute(case.id(), |case, _, _| case.clone()).await?;
    match now.work().offer(transfer).map(|offer| offer.state(from.desk().now())) {
        Some(
            TransferState::Declined
            | TransferState::Withdrawn
            | TransferState::Expired
            | TransferState::TakenIn,
        ) => drop().await,
        Some(TransferState::Offered | TransferState::Accepted | TransferState::HandedOver)
        | None => Ok(()),
    }
}

/// One offer, as far as it goes.
async fn one(
    book: &Book,
    from: &Desk,
    to: &Desk,
    case: &Case,
    offer: &Transfer,
) -> Result<(), DeskError> {
    let at = from.now();
    match offer.state(at) {
        TransferState::Offered => offered(from, to, case, offer).await,
        TransferState::Accepted => match parcel_of(from, case, offer).await? {
            // It was cut short between the dispatch and what says so.
            Some((_, decision)) => {
                handed_over(from, case, offer, decision).await?;
                take_in(book, from, to, case, offer).await
            }
            None => Ok(()),
        },
        TransferState::HandedOver => take_in(book, from, to, case, offer).await,
        // An offer that ran out before its acceptance was carried back is nobody's there either.
        TransferState::Withdrawn => withdrawn(to, offer, false).await,
        TransferState::Expired => withdrawn(to, offer, true).await,
        TransferState::Declined | TransferState::TakenIn => Ok(()),
    }
}

async fn offered(
    from: &Desk,
    to: &Desk,
    case: &Case,
    transfer: &Transfer,
) -> Result<(), DeskError> {
    let offer = &transfer.offer;
    let known = to.kept::<Coming>(&offer.transfer.to_string()).await?.map(|kept| kept.thing);
    let Some(known) = known else {
        let coming = Coming {
            version: 1,
            transfer: offer.transfer,
            from: from.office().name.clone(),
            origin: from.log().origin().to_string(),
            reason: offer.reason,
            items: offer.items.len(),
            offered: transfer.offered,
            until: offer.until,
            answer: None,
            withdrawn: false,
            case: None,
        };
        to.keep_new(&coming).await?;
        return Ok(());
    };
    let by = offer.to;
    let step = match known.answer {
        None => return Ok(()),
        Some(Ok(())) => TransferStep::Accepted { by },
        Some(Err(reason)) => TransferStep::Declined { by, reason },
    };
    record(from, case.id(), offer.transfer, step, &Actor::Party(by)).await
}

async fn withdrawn(to: &Desk, transfer: &Transfer, accepted: bool) -> Result<(), DeskError> {
    let kept = to.kept::<Coming>(&transfer.offer.transfer.to_string()).await?;
    let kept = kept.filter(|kept| !accepted || kept.thing.answer == Some(Ok(())));
    if let Some(kept) = kept.filter(|kept| !kept.thing.withdrawn && kept.thing.case.is_none()) {
        let coming = Coming { withdrawn: true, ..kept.thing.clone() };
        if !to.keep_instead(&coming, kept).await? {
            return Err(torn("the offer changed meanwhile"));
        }
    }
    Ok(())
}

/// The bytes that were let out for an offer, if they were, with the decision.
async fn parcel_of(
    from: &Desk,
    case: &Case,
    transfer: &Transfer,
) -> Result<Option<(Vec<u8>, tidegate_core::digest::Digest)>, DeskError> {
    let wanted = address(&transfer.offer.address, transfer.offer.transfer);
    let posted = from.posted_to(case.id(), &wanted).await?;
    Ok(posted.map(|parcel| (parcel.bytes, parcel.decision)))
}

/// Whether content was let out for an offer already.
pub(crate) async fn is_posted(
    from: &Desk,
    case: &Case,
    transfer: &Transfer,
) -> Result<Option<tidegate_core::digest::Digest>, DeskError> {
    Ok(parcel_of(from, case, transfer).await?.map(|(_, decision)| decision))
}

/// Records that the content went: to whom, and that the case goes on there.
pub(crate) async fn handed_over(
    from: &Desk,
    case: &Case,
    transfer: &Transfer,
    decision: tidegate_core::digest::Digest,
) -> Result<(), DeskError> {
    let by = Actor::Member(COURIER.to_owned());
    if !case.passages().any(|one| one.event.decision == Some(decision)) {
        let (act, from_party, to) =
            (act_of(case, transfer.offer.to), from.office_party(), transfer.offer.to.into());
        let (items, decision) = (transfer.offer.items.clone(), Some(decision));
        let provided = Provided { act, from: from_party, to, items, decision };
        let command = Command::new(Verb::Provide(provided), "handed over to another office");
        from.act(&by, case.id(), &Order::new(command)).await?;
    }
    let step = TransferStep::HandedOver { decision };
    record(from, case.id(), transfer.offer.transfer, step, &by).await
}

/// The other office takes the case in, once, and the first learns where its receipt stands.
async fn take_in(
    book: &Book,
    from: &Desk,
    to: &Desk,
    case: &Case,
    transfer: &Transfer,
) -> Result<(), DeskError> {
    let id = transfer.offer.transfer;
    let Some((bytes, _)) = parcel_of(from, case, transfer).await? else { return Ok(()) };
    let at = received(book, to, &bytes).await?;
    let by = transfer.offer.to;
    record(from, case.id(), id, TransferStep::TakenIn { by, at }, &Actor::Party(by)).await?;
    from.delivered_to(case.id(), &address(&transfer.offer.address, id)).await
}

/// Takes in what another office handed over: a report under embargo from the start, in a case that names the other's
/// decision. The same parcel opens one case, however often it comes.
///
/// # Errors
/// [`DeskError`]; where the bytes are no such parcel or are for another office, where nobody here accepted the offer, or
/// where this office may take in no reports.
pub async fn received(book: &Book, to: &Desk, bytes: &[u8]) -> Result<LogPlace, DeskError> {
    let handed: Handed = serde_json::from_slice(bytes).map_err(torn)?;
    if handed.to != to.office().id {
        return Err(torn("it is for another office"));
    }
    let kept = to.kept::<Coming>(&handed.transfer.to_string()).await?;
    let kept = kept.filter(|kept| kept.thing.answer == Some(Ok(())));
    let kept = kept.ok_or_else(|| torn("nobody here accepted the offer"))?;
    if kept.thing.origin != handed.decided.origin {
        return Err(torn("another office made the offer"));
    }
    let shut = shut(book, to.office(), Way::Transfer, to.now());
    if kept.thing.case.is_none() && shut.is_some() {
        return Err(torn("this office may take in no reports now"));
    }
    let source = format!("handed over by {}", handed.from.en);
    let intake =
        Intake { finder: Some(handed.party()?), ..Intake::new(handed.draft()?, COURIER, &source) };
    // A stranger's party has an id of this office's own making, which is not part of what the key covers.
    let taken = to.receive(&intake.with_key(handed.transfer.to_string())).await?;
    let case = to.compute(taken.case, |case, _, _| case.clone()).await?;
    if case.work().taken.is_none() {
        agree(to, &case, &handed, &source).await?;
        let (transfer, from) = (handed.transfer, handed.from.en.clone());
        let taken = TransferTaken { transfer, from, decided: handed.decided.clone() };
        let verb = Verb::Arrange(Arranged { arrangement: Arrangement::TakenOver { taken } });
        let by = Actor::Member(COURIER.to_owned());
        to.act(&by, case.id(), &Order::new(Command::new(verb, source))).await?;
    }
    if kept.thing.case.is_none() {
        let coming = Coming { case: Some(taken.case), ..kept.thing.clone() };
        if !to.keep_instead(&coming, kept).await? {
            return Err(torn("the offer changed meanwhile"));
        }
    }
    let proven = taken.receipt.verify(&taken.document, to.log()).map_err(torn)?;
    let checkpoint = taken.ack.head.note.clone().unwrap_or_default();
    Ok(LogPlace { origin: proven.origin, leaf: proven.index, checkpoint })
}

/// Records the embargo under which a case came: what both agreed to there binds here as well.
async fn agree(to: &Desk, case: &Case, handed: &Handed, source: &str) -> Result<(), DeskError> {
    let terms = handed.embargo.as_ref();
    let Some(terms) = terms.filter(|terms| terms.until.is_none_or(|until| to.now() < until)) else {
        return Ok(());
    };
    if case.coordination().binds(to.now()) {
        return Ok(());
    }
    let from = case.reports().map(|report| report.event.from);
    let agreed = EmbargoAgreed {
        parties: from.chain([to.office_party()]).collect(),
        until: terms.until,
        zone: terms.zone.clone(),
        terms: terms.terms.clone(),
    };
    let command = Command::new(Verb::AgreeEmbargo(agreed), source);
    to.act(&Actor::Member(COURIER.to_owned()), case.id(), &Order::new(command)).await?;
    Ok(())
}

/// Records a step, unless that was done before.
async fn record(
    desk: &Desk,
    case: CaseId,
    transfer: TransferId,
    step: TransferStep,
    by: &Actor,
) -> Result<(), DeskError> {
    let verb = Verb::Arrange(Arranged { arrangement: Arrangement::OfferStep { transfer, step } });
    desk.act(by, case, &Order::new(Command::new(verb, SOURCE))).await?;
    Ok(())
}

/// Carries what waits between all offices of a server; what cannot be carried now is left to the worker.
pub async fn carry_all(house: &House) {
    let offices = house.offices();
    for office in &offices {
        if let Err(error) = carry(house.book(), office, &offices).await {
            tracing::error!(office = %office.slug(), "an offer could not be carried: {error}");
        }
    }
}

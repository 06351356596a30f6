//! Offering a case to another office, answering such an offer, and handing over by the gate.
//!
//! An offer is made only where the gate would let all of it go to that office as it stands, so that it tells nobody of
//! what they must not learn; where the gate says no, its grounds and ways out are the answer. Once the other office
//! accepted, the content goes by a decision of then, as one dispatch. What this office owes stays open here.

mod whole;

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use tidegate_core::act::Recipient;
use tidegate_core::case::{Case, ItemRecord, Transfer, TransferState};
use tidegate_core::command::Verb;
use tidegate_core::embargo::{Clearance, Cleared, Dispatch};
use tidegate_core::event::{
    Arranged, Arrangement, LogPlace, TransferOffer, TransferReason, TransferStep,
};
use tidegate_core::gate;
use tidegate_core::id::{ItemId, OfficeId, SessionId, TransferId};
use tidegate_core::item::ContentClass;
use tidegate_core::office::Office;
use tidegate_core::situation::Flow;
use tidegate_law::Words;

use self::whole::{can_go, carried};
use super::gate::place;
use super::work::{said, word, written};
use super::{Errand, NotDone};
use crate::desk::{Desk, DeskError};
use crate::keys::Random;
use crate::reception::{Way, shut};
use crate::say::told::{self, class_name, goes_by};
use crate::say::transfer::{
    ComingTold, GoableTold, OfferComing, OfferTold, OfferWeighed, OfferableTold, PlaceTold,
    TakenFromTold, TransfersTold, reason, state,
};
use crate::say::work::CodeTold;
use crate::transfer::{
    Coming, Going, Handed, act_of, address, handed_over, is_posted, is_that, turn,
};

/// For what a case is opened.
const PURPOSE: &str = "the transfer to another office";
/// How long an offer stands where nobody says.
const STANDS: SignedDuration = SignedDuration::from_hours(14 * 24);
/// How many offers of others are told.
const SHOWN: u32 = 100;

/// What is offered to whom.
#[derive(Debug, Clone, Copy, Default)]
pub struct Offering<'o> {
    /// The organisation that the other office is in the case, by name or id.
    pub to: &'o str,
    /// What the other office is called where it is reached.
    pub address: &'o str,
    /// The content that goes, by id; all that can go where none is named.
    pub items: &'o [&'o str],
    /// Why, by its word.
    pub reason: &'o str,
    /// Why, beyond that.
    pub note: Option<&'o str>,
    /// Until when it can be accepted, as it is written; a fortnight where nobody says.
    pub until: Option<&'o str>,
    /// The office at that address, where it is known here; what is decided for another place or role goes to none.
    pub office: Option<&'o Office>,
}

impl Errand<'_> {
    /// The offers of a case, and what can be offered to whom.
    ///
    /// # Errors
    /// As [`Errand::open`].
    pub async fn transfers(&self, name: &str) -> Result<TransfersTold, NotDone> {
        let case = self.open(name, PURPOSE).await?;
        let at = self.desk.now();
        let work = case.work();
        let register = self.desk.organisations().await?;
        let takes_part =
            register.iter().filter_map(|entry| case.party(entry.organisation.id)).map(|party| {
                let name = goes_by(party, Some(self.desk.office()));
                OfferableTold { party: party.id.to_string(), name }
            });
        let taken = work
            .taken
            .map(|taken| TakenFromTold { from: taken.from, decided: placed(taken.decided) });
        Ok(TransfersTold {
            version: 1,
            case: case.id().to_string(),
            handle: case.label().to_owned(),
            offers: work.offers.iter().map(|one| self.offer_told(&case, one, at)).collect(),
            taken,
            parties: takes_part.collect(),
            addresses: Vec::new(),
            items: case
                .items()
                .filter(|one| can_go(&case, one))
                .map(|one| GoableTold {
                    item: one.item.id.to_string(),
                    what: class_name(self.book, one.item.class),
                })
                .collect(),
        })
    }

    fn offer_told(&self, case: &Case, one: &Transfer, at: Timestamp) -> OfferTold {
        let offer = &one.offer;
        let unknown = || Words { en: offer.to.to_string(), zh: offer.to.to_string() };
        let to = case.party(offer.to);
        let why = one.steps.iter().rev().find_map(|(step, _)| match step {
            TransferStep::Declined { reason, .. } | TransferStep::Withdrawn { reason } => {
                Some(reason.clone())
            }
            _ => None,
        });
        let proof = one.steps.iter().rev().find_map(|(step, _)| match step {
            TransferStep::TakenIn { at, .. } => Some(placed(at.clone())),
            _ => None,
        });
        let stands = one.state(at);
        OfferTold {
            transfer: offer.transfer.to_string(),
            to: to.map_or_else(unknown, |to| goes_by(to, Some(self.desk.office()))),
            address: offer.address.clone(),
            reason: CodeTold::of(offer.reason.as_str(), reason(offer.reason)),
            note: offer.note.clone(),
            items: offer.items.len(),
            offered: one.offered,
            until: offer.until,
            state: CodeTold::of(stands.as_str(), state(stands)),
            since: one.since(),
            why,
            proof,
        }
    }

    /// What the gate says of an offer. Nothing is recorded but that the case was opened.
    ///
    /// # Errors
    /// As [`Errand::open`]; where nobody of that name takes part or something of it never goes.
    pub async fn weigh_offer(
        &self,
        name: &str,
        offering: Offering<'_>,
    ) -> Result<OfferWeighed, NotDone> {
        let case = self.open(name, PURPOSE).await?;
        let offer = self.offering(&case, offering).await?;
        let weighed = self.asked_of(&case, &offer)?;
        self.goes_there(&case, &offer, &weighed, offering.office)?;
        Ok(weighed)
    }

    /// Offers a case to another office, where the gate would let it go there now.
    ///
    /// # Errors
    /// As [`Errand::weigh_offer`]; what the case says no to. That the gate says no is no error: nothing is offered then, and
    /// the answer says why.
    pub async fn offer(&self, name: &str, offering: Offering<'_>) -> Result<OfferWeighed, NotDone> {
        let case = self.open(name, PURPOSE).await?;
        let offer = self.offering(&case, offering).await?;
        let weighed = self.asked_of(&case, &offer)?;
        if !weighed.may {
            return Ok(weighed);
        }
        self.goes_there(&case, &offer, &weighed, offering.office)?;
        let going = Going {
            version: 1,
            transfer: offer.transfer,
            case: case.id(),
            offered: self.desk.now(),
            office: offering.office.map(|office| office.id),
            place: case.party(offer.to).and_then(|party| party.established),
        };
        // What is looked at comes first: an offer that is on record is never overlooked.
        self.desk.keep(&going).await?;
        let arrangement = Arrangement::Offered { offer: Box::new(offer) };
        self.in_order(&case, vec![Verb::Arrange(Arranged { arrangement })]).await?;
        Ok(weighed)
    }

    /// Takes an offer back that was not handed over yet.
    ///
    /// # Errors
    /// As [`Errand::open`]; where no offer waits, or its content went already.
    pub async fn withdraw_offer(&self, name: &str, reason: &str) -> Result<(), NotDone> {
        let case = self.open(name, PURPOSE).await?;
        let _turn = self.desk.turn_of(&turn(self.waiting(&case)?.offer.transfer)).await;
        let case = self.open(case.label(), PURPOSE).await?;
        let offer = self.waiting(&case)?;
        if is_posted(self.desk, &case, &offer).await?.is_some() {
            return Err(said("transfer-on-its-way"));
        }
        let transfer = offer.offer.transfer;
        let step = TransferStep::Withdrawn { reason: reason.trim().to_owned() };
        self.step(&case, transfer, step).await
    }

    /// Hands over what was offered and accepted, by a decision of the gate of now. What went already does not go twice.
    ///
    /// # Errors
    /// As [`Errand::open`]; where no offer was accepted. What the gate refuses is no error: nothing goes then.
    pub async fn hand_over(&self, name: &str, session: SessionId) -> Result<OfferWeighed, NotDone> {
        let case = self.open(name, PURPOSE).await?;
        let _turn = self.desk.turn_of(&turn(self.waiting(&case)?.offer.transfer)).await;
        let case = self.open(case.label(), PURPOSE).await?;
        let offer = self.waiting(&case)?;
        match offer.state(self.desk.now()) {
            TransferState::Accepted => {}
            _ => return Err(said("transfer-not-accepted")),
        }
        if let Some(decision) = is_posted(self.desk, &case, &offer).await? {
            let weighed = self.asked_of(&case, &offer.offer)?;
            handed_over(self.desk, &case, &offer, decision).await?;
            return Ok(weighed);
        }
        let weighed = self.let_go(&case, &offer, session).await?;
        if weighed.may
            && let Some(decision) = is_posted(self.desk, &case, &offer).await?
        {
            handed_over(self.desk, &case, &offer, decision).await?;
        }
        Ok(weighed)
    }

    /// Puts to the gate that what was offered goes, and puts it into the outbox if it may.
    ///
    /// # Errors
    /// As [`crate::desk::Desk::decide`].
    pub async fn let_go(
        &self,
        case: &Case,
        offer: &Transfer,
        session: SessionId,
    ) -> Result<OfferWeighed, NotDone> {
        let (desk, book) = (self.desk, self.book);
        let flow = flow_of(desk, case, &offer.offer);
        let items = &offer.offer.items;
        if !items.iter().filter_map(|id| case.item(*id)).all(|one| can_go(case, one)) {
            return Err(said("transfer-stays-put"));
        }
        carried(case, items)?;
        let going = desk.kept::<Going>(&offer.offer.transfer.to_string()).await?;
        let going = going.map(|kept| kept.thing).ok_or_else(|| said("transfer-no-offer"))?;
        let mut last = None;
        let mut asked = desk
            .decide(self.actor, case.id(), PURPOSE, session, |case, at| {
                let adoption = gate::adoption_of(desk.office(), at);
                let law = gate::Desk { book, adoption: &adoption, office: Some(desk.office()) };
                let confirmed = gate::confirmed(&law, case, &flow, at)?;
                last = Some((case.clone(), adoption));
                Ok::<_, DeskError>(confirmed)
            })
            .await?;
        let (opened, adoption) = last.ok_or(DeskError::Hurried)?;
        let law = gate::Desk { book, adoption: &adoption, office: Some(desk.office()) };
        let answer = told::decision(&law, &opened, &asked.decision);
        let recorded = Some(place(&asked));
        let Some(clearance) = asked.clearance.take() else {
            return Ok(OfferWeighed { version: 1, may: false, answer, recorded });
        };
        // What was decided for the party as it is now goes to no office that it was before.
        let to = opened.party(offer.offer.to);
        let to = going.office.filter(|_| to.is_some_and(|to| to.established == going.place));
        let to = to.ok_or_else(|| said("transfer-other-office"))?;
        let decided = LogPlace {
            origin: desk.log().origin().to_string(),
            leaf: asked.inclusion.index(),
            checkpoint: asked.ack.head.note.clone().unwrap_or_default(),
        };
        let bytes = self.parcel(&opened, offer, &clearance, (to, decided)).await?;
        let dispatch = Dispatch::new(clearance, bytes, desk.now()).map_err(DeskError::from)?;
        let to = address(&offer.offer.address, offer.offer.transfer);
        desk.post(dispatch, &to, desk.now()).await?;
        Ok(OfferWeighed { version: 1, may: true, answer, recorded })
    }

    /// What goes, as the bytes of one parcel.
    async fn parcel(
        &self,
        opened: &Case,
        offer: &Transfer,
        clearance: &Clearance,
        (to, decided): (OfficeId, LogPlace),
    ) -> Result<Cleared<Vec<u8>>, NotDone> {
        let desk = self.desk;
        let (mut handed, mut text): (Option<Cleared<Handed>>, bool) = (None, true);
        for item in &offer.offer.items {
            let Some(record) = opened.item(*item) else { continue };
            let (class, confidential) = (record.item.class, record.item.confidential);
            let plain = desk.open_item(clearance, *item).await?;
            handed = Some(match handed {
                None => plain.map(|plain| {
                    text &= std::str::from_utf8(plain.bytes()).is_ok();
                    let mut handed = Handed::of(desk, opened, offer, (to, decided.clone()));
                    handed.join(class, confidential, plain.bytes());
                    handed
                }),
                Some(before) => {
                    let both = before.join(plain).map_err(DeskError::from)?;
                    both.map(|(before, plain)| {
                        text &= std::str::from_utf8(plain.bytes()).is_ok();
                        let mut handed = before.clone();
                        handed.join(class, confidential, plain.bytes());
                        handed
                    })
                }
            });
        }
        let handed = handed.ok_or_else(|| said("transfer-nothing"))?;
        let bytes = handed.map(|handed| {
            text &= handed.is_takeable();
            serde_json::to_vec(handed).unwrap_or_default()
        });
        // What the other office could not take in stays; nothing says yet that it went.
        if !text {
            return Err(said("transfer-stays-put"));
        }
        Ok(bytes)
    }

    /// The offers that other offices make to this one.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn coming(&self) -> Result<ComingTold, NotDone> {
        let (at, mut offers) = (self.desk.now(), Vec::new());
        for kept in self.desk.kept_latest::<Coming>(None, SHOWN).await? {
            let coming = kept.thing;
            let stands = coming.state(at);
            let handle = match coming.case {
                Some(case) => match self.desk.find(&case.to_string()).await {
                    Ok(row) => Some(row.handle),
                    // The case is there, and kept from whoever asks.
                    Err(DeskError::NoSuchCase(_)) => continue,
                    Err(error) => return Err(error.into()),
                },
                None => None,
            };
            offers.push(OfferComing {
                transfer: coming.transfer.to_string(),
                from: Words { en: coming.from.en.clone(), zh: coming.from.zh.clone() },
                origin: coming.origin,
                reason: CodeTold::of(coming.reason.as_str(), reason(coming.reason)),
                items: coming.items,
                offered: coming.offered,
                until: coming.until,
                state: CodeTold::of(stands.as_str(), state(stands)),
                handle,
            });
        }
        Ok(ComingTold { version: 1, offers })
    }

    /// Answers an offer of another office: accepts it, or declines it with a reason.
    ///
    /// # Errors
    /// Where no such offer waits, or nobody says why not.
    pub async fn answer_offer(
        &self,
        transfer: &str,
        accepts: bool,
        reason: Option<&str>,
    ) -> Result<(), NotDone> {
        let none = || said("transfer-no-offer");
        let id: TransferId = transfer.trim().parse().map_err(|_| none())?;
        let kept = self.desk.kept::<Coming>(&id.to_string()).await?.ok_or_else(none)?;
        let answer = match (accepts, written(reason)) {
            (true, _) => {
                let now = self.desk.now();
                if let Some(shut) = shut(self.book, self.desk.office(), Way::Transfer, now) {
                    return Err(said(shut.refusal()));
                }
                Ok(())
            }
            (false, Some(reason)) => Err(reason.chars().take(2_000).collect()),
            (false, None) => return Err(said("transfer-why-not")),
        };
        if kept.thing.answer.as_ref() == Some(&answer) {
            return Ok(());
        }
        if kept.thing.state(self.desk.now()) != TransferState::Offered {
            return Err(none());
        }
        let coming = Coming { answer: Some(answer), ..kept.thing.clone() };
        match self.desk.keep_instead(&coming, kept).await? {
            true => Ok(()),
            false => Err(none()),
        }
    }

    async fn offering(
        &self,
        case: &Case,
        offering: Offering<'_>,
    ) -> Result<TransferOffer, NotDone> {
        let to = self.named_organisation(offering.to).await?.organisation.id;
        if case.party(to).is_none() {
            return Err(said("transfer-not-in-case"));
        }
        let all = || case.items().filter(|one| can_go(case, one)).map(|one| one.item.id);
        // Nothing is left out unseen: where not everything can go, what goes is chosen.
        let left = |one: &ItemRecord| {
            // Who the finder is never goes, and the product goes beside the content.
            let beside =
                matches!(one.item.class, ContentClass::FinderIdentity | ContentClass::Existence);
            !beside && !one.erased && !case.is_message(one.item.id) && !can_go(case, one)
        };
        let items: BTreeSet<ItemId> = match offering.items.is_empty() {
            true if case.items().any(left) => return Err(said("transfer-stays-put")),
            true => all().collect(),
            false => {
                let parsed = offering.items.iter().map(|id| id.parse::<ItemId>());
                parsed.collect::<Result<_, _>>().map_err(|_| said("transfer-stays-put"))?
            }
        };
        if items.is_empty() || !items.iter().all(|item| all().any(|known| known == *item)) {
            return Err(said("transfer-stays-put"));
        }
        carried(case, &items)?;
        let all = TransferReason::ALL.into_iter().map(TransferReason::as_str);
        let reason = word(offering.reason, TransferReason::from_word(offering.reason), all)?;
        let now = self.desk.now();
        let until = match written(offering.until) {
            Some(until) => self.instant(Some(until))?,
            None => now.saturating_add(STANDS).unwrap_or(now),
        };
        Ok(TransferOffer {
            transfer: TransferId::from_bytes(Random::bytes().map_err(DeskError::from)?),
            to,
            address: offering.address.trim().to_owned(),
            items,
            reason,
            note: written(offering.note).map(str::to_owned),
            until,
        })
    }

    /// What the gate says now; asked, and not recorded.
    fn asked_of(&self, case: &Case, offer: &TransferOffer) -> Result<OfferWeighed, NotDone> {
        let at = self.desk.now().max(case.last_recorded());
        let adoption = gate::adoption_of(self.desk.office(), at);
        let law =
            gate::Desk { book: self.book, adoption: &adoption, office: Some(self.desk.office()) };
        let flow = flow_of(self.desk, case, offer);
        let decision = gate::decide(&law, case, &flow, at).map_err(super::wrong)?;
        let may = decision.permits() || decision.releases().is_some();
        let answer = told::decision(&law, case, &decision);
        Ok(OfferWeighed { version: 1, may, answer, recorded: None })
    }

    /// That what may go to the party would reach that party and nobody else.
    fn goes_there(
        &self,
        case: &Case,
        offer: &TransferOffer,
        weighed: &OfferWeighed,
        office: Option<&Office>,
    ) -> Result<(), NotDone> {
        let other = |office: &Office| !is_that(case, offer.to, office, self.desk.now());
        match weighed.may && office.is_some_and(other) {
            true => Err(said("transfer-other-office")),
            false => Ok(()),
        }
    }

    fn waiting(&self, case: &Case) -> Result<Transfer, NotDone> {
        let found = case.work().open_offer(self.desk.now()).cloned();
        found.ok_or_else(|| said("transfer-no-offer"))
    }

    async fn step(
        &self,
        case: &Case,
        transfer: TransferId,
        step: TransferStep,
    ) -> Result<(), NotDone> {
        let arrangement = Arrangement::OfferStep { transfer, step };
        self.in_order(case, vec![Verb::Arrange(Arranged { arrangement })]).await?;
        Ok(())
    }
}

fn placed(place: LogPlace) -> PlaceTold {
    PlaceTold { origin: place.origin, leaf: place.leaf, checkpoint: place.checkpoint }
}

fn flow_of(desk: &Desk, case: &Case, offer: &TransferOffer) -> Flow {
    Flow {
        act: act_of(case, offer.to),
        from: desk.office_party(),
        to: Recipient::Party(offer.to),
        items: offer.items.iter().copied().collect(),
        facts: BTreeMap::new(),
    }
}

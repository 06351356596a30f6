//! When a case may be offered to another office, and which step of an offer may follow which.

use jiff::Timestamp;

use super::check::{LINE, NAME, text, text_if};
use super::{NoWork, Part, Rejection};
use crate::case::{Case, Phase, TransferState};
use crate::event::{TransferOffer, TransferStep, TransferTaken};
use crate::id::{PartyId, TransferId};
use crate::item::ContentClass;

/// An offer: one at a time, of a case that is worked on here, of content that can go at all.
pub(super) fn offer(case: &Case, offer: &TransferOffer, at: Timestamp) -> Result<(), Rejection> {
    text(Part::Place, &offer.address, NAME)?;
    text_if(Part::Note, offer.note.as_ref(), LINE)?;
    let work = case.work();
    if matches!(case.phase(), Phase::Closed | Phase::Erased) {
        return Err(Rejection::Ended(case.phase()));
    }
    here(case)?;
    if work.open_offer(at).is_some() {
        return Err(NoWork::OfferedAlready.into());
    }
    if let Some(link) = work.merged_into() {
        return Err(NoWork::GoesOnIn(link.handle.clone()).into());
    }
    if work.offer(offer.transfer).is_some() || offer.until <= at {
        return Err(NoWork::OfferEnd.into());
    }
    let own = PartyId::from_bytes(*case.office().as_bytes());
    let reporter = case.reports().any(|report| report.event.from == offer.to);
    if offer.to == own || reporter {
        return Err(NoWork::OfferToItself.into());
    }
    let goes = |id| {
        let item = case.item(id);
        item.is_some_and(|one| one.item.class != ContentClass::FinderIdentity && !one.erased)
    };
    match !offer.items.is_empty() && offer.items.iter().all(|id| goes(*id)) {
        true => Ok(()),
        false => Err(NoWork::OfferOfNothing.into()),
    }
}

/// A step of an offer that waits for it, by who may take it.
pub(super) fn step(
    case: &Case,
    transfer: TransferId,
    step: &TransferStep,
    at: Timestamp,
) -> Result<(), Rejection> {
    let work = case.work();
    let offer = work.offer(transfer).ok_or(NoWork::NoOffer)?;
    let follows = match (offer.state(at), step) {
        (TransferState::Offered, TransferStep::Accepted { by }) => *by == offer.offer.to,
        (TransferState::Offered, TransferStep::Declined { by, reason }) => {
            text(Part::Reason, reason, LINE)?;
            *by == offer.offer.to
        }
        (TransferState::Offered | TransferState::Accepted, TransferStep::Withdrawn { reason }) => {
            text(Part::Reason, reason, LINE)?;
            true
        }
        // What was merged goes on in one place only.
        (TransferState::Accepted, TransferStep::HandedOver { .. }) => {
            if let Some(link) = work.merged_into() {
                return Err(NoWork::GoesOnIn(link.handle.clone()).into());
            }
            true
        }
        (TransferState::HandedOver, TransferStep::TakenIn { by, .. }) => *by == offer.offer.to,
        (
            TransferState::Offered
            | TransferState::Accepted
            | TransferState::Declined
            | TransferState::Withdrawn
            | TransferState::Expired
            | TransferState::HandedOver
            | TransferState::TakenIn,
            TransferStep::Accepted { .. }
            | TransferStep::Declined { .. }
            | TransferStep::Withdrawn { .. }
            | TransferStep::HandedOver { .. }
            | TransferStep::TakenIn { .. },
        ) => false,
    };
    if follows { Ok(()) } else { Err(NoWork::NoOffer.into()) }
}

/// That a case came from elsewhere is said once.
pub(super) fn taken(case: &Case, taken: &TransferTaken) -> Result<(), Rejection> {
    text(Part::PartyName, &taken.from, NAME)?;
    match case.work().taken {
        Some(_) => Err(NoWork::NoOffer.into()),
        None => Ok(()),
    }
}

/// Whether the case is still worked on here: nobody works twice on what another office has.
pub(super) fn here(case: &Case) -> Result<(), Rejection> {
    let work = case.work();
    let Some(gone) = work.gone() else { return Ok(()) };
    let to = case.party(gone.offer.to).map(|party| party.name.clone());
    Err(NoWork::GoesOnAt(to.unwrap_or_else(|| gone.offer.to.to_string())).into())
}

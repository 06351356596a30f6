//! What may be done when in coordination: the guards of the field's protocol, before any event is made.

use jiff::Timestamp;

use super::check::{LINE, text};
use super::{Part, Rejection};
use crate::case::{Case, EmbargoState, Outcome, makers};
use crate::coordination::{
    CaseState, ConsentStep, EmbargoStep, Mark, ReportState, may_be_remedied, may_propose,
};
use crate::event::{
    CaseMarked, EmbargoAnswered, EmbargoInvited, EmbargoProposed, ReportManaged, StatusGiven,
    TermsAnswer,
};
use crate::id::TermsId;
use crate::party::Role;

/// The longest terms, in characters.
const TERMS: usize = 200;

/// A step with the report: the machine must have it, and it has a reason.
pub(super) fn manage(case: &Case, managed: &ReportManaged) -> Result<(), Rejection> {
    text(Part::Reason, &managed.reason, LINE)?;
    let from = case.coordination().report_of(managed.participant);
    match from.after(managed.step) {
        Ok(_) => Ok(()),
        Err(why) => Err(Rejection::NoReportStep(why)),
    }
}

/// Proposed terms: while nothing is public, by somebody who has not closed the report, for others, to a later hour.
pub(super) fn propose(
    case: &Case,
    proposed: &EmbargoProposed,
    at: Timestamp,
) -> Result<(), Rejection> {
    if let Some(terms) = &proposed.terms {
        text(Part::Terms, terms, TERMS)?;
    }
    let here = case.coordination();
    if here.proposal(proposed.proposal).is_some() {
        return Err(Rejection::TermsTaken);
    }
    if proposed.to.is_empty() {
        return Err(Rejection::EmbargoOfOne);
    }
    if proposed.to.contains(&proposed.by) {
        return Err(Rejection::ToItself(proposed.by));
    }
    if proposed.until <= at {
        return Err(Rejection::EmbargoEnd);
    }
    if here.report_of(proposed.by) == ReportState::Closed {
        return Err(Rejection::ReportClosed(proposed.by));
    }
    here.stage().after(EmbargoStep::Propose).map_err(Rejection::NoEmbargoStep)?;
    quiet(case)
}

/// Nothing has happened that makes an embargo pointless.
fn quiet(case: &Case) -> Result<(), Rejection> {
    let here = case.coordination();
    may_propose(here.stage(), here.state(case)).map_err(Rejection::Breach)
}

/// Somebody is asked to agree to the embargo that holds.
pub(super) fn invite(case: &Case, invited: &EmbargoInvited) -> Result<(), Rejection> {
    let here = case.coordination();
    if !matches!(case.embargo(), EmbargoState::Active { .. }) {
        return Err(Rejection::NoEmbargo);
    }
    let after = here.consent_of(invited.participant).after(ConsentStep::Invite);
    after.map(|_| ()).map_err(Rejection::NoConsentStep)
}

/// An answer: to what was asked, of the earliest end first, and while an embargo can still be.
pub(super) fn answer(
    case: &Case,
    answered: &EmbargoAnswered,
    at: Timestamp,
) -> Result<(), Rejection> {
    if let Some(reason) = &answered.reason {
        text(Part::Reason, reason, LINE)?;
    }
    if answered.answer == TermsAnswer::TakenAsAccepted {
        return Err(Rejection::NotAnAnswer);
    }
    let here = case.coordination();
    let yes = answered.answer == TermsAnswer::Accepts;
    let Some(id) = answered.proposal else {
        if !matches!(case.embargo(), EmbargoState::Active { .. }) {
            return Err(Rejection::NoEmbargo);
        }
        let step = if yes { ConsentStep::Accept } else { ConsentStep::Decline };
        let after = here.consent_of(answered.by).after(step);
        return after.map(|_| ()).map_err(Rejection::NoConsentStep);
    };
    // Whether the case has the proposal is asked of the event.
    let Some(proposal) = here.proposal(id) else { return Ok(()) };
    if proposal.outcome != Outcome::Open {
        return Err(Rejection::TermsDecided);
    }
    if !proposal.proposed.to.contains(&answered.by) {
        return Err(Rejection::NotAsked(answered.by));
    }
    if proposal.answers.contains_key(&answered.by) {
        return Err(Rejection::AnsweredBefore(answered.by));
    }
    if !yes {
        return Ok(());
    }
    if proposal.proposed.until <= at {
        return Err(Rejection::EmbargoEnd);
    }
    earliest_first(case, id)?;
    quiet(case)
}

/// Of several proposals the one that ends first is accepted first; the others stay open as revisions.
fn earliest_first(case: &Case, id: TermsId) -> Result<(), Rejection> {
    match case.coordination().open().first() {
        Some(first) if first.proposed.proposal != id => {
            Err(Rejection::ShorterTermsFirst(first.proposed.until))
        }
        Some(_) | None => Ok(()),
    }
}

/// Something happened to the case: of a manufacturer where it is one's own, once, and a remedy not before its maker has
/// accepted the report.
pub(super) fn mark(case: &Case, marked: &CaseMarked) -> Result<(), Rejection> {
    let here = case.coordination();
    match (marked.mark, marked.manufacturer) {
        (Mark::ManufacturerAware | Mark::RemedyReady | Mark::RemedyDeployed, Some(of)) => {
            maker(case, of)?;
            if marked.mark != Mark::ManufacturerAware {
                may_be_remedied(here.report_of(of)).map_err(Rejection::Breach)?;
            }
            not_before(here.state_for(of), marked.mark)
        }
        (Mark::ManufacturerAware | Mark::RemedyReady | Mark::RemedyDeployed, None) => {
            Err(Rejection::WhoseMark)
        }
        (Mark::PublicAware | Mark::ExploitPublic | Mark::AttacksSeen, Some(_)) => {
            Err(Rejection::NobodysMark)
        }
        (Mark::PublicAware | Mark::ExploitPublic | Mark::AttacksSeen, None) => {
            not_before(here.state(case), marked.mark)
        }
    }
}

fn not_before(state: CaseState, mark: Mark) -> Result<(), Rejection> {
    if state.has(mark) { Err(Rejection::MarkedBefore(mark)) } else { Ok(()) }
}

fn maker(case: &Case, party: crate::id::PartyId) -> Result<(), Rejection> {
    let makes = case.party(party).is_none_or(|known| {
        known.is(Role::Manufacturer) || known.is(Role::Supplier) || makers(case).contains(&party)
    });
    if makes { Ok(()) } else { Err(Rejection::NotAManufacturer(party)) }
}

/// A status is given by a manufacturer, with its reason.
pub(super) fn status(case: &Case, given: &StatusGiven) -> Result<(), Rejection> {
    text(Part::Reason, &given.reason, LINE)?;
    let provides = case
        .product(given.product)
        .is_some_and(|product| product.providers.contains(&given.manufacturer));
    if provides { Ok(()) } else { maker(case, given.manufacturer) }
}

//! Who may do what, and what an ended case still takes.

use super::check::{NAME, text};
use super::{Part, Rejection, Reserved, Verb};
use crate::case::{Case, Phase};
use crate::event::{Actor, Arrangement, Subject, TransferStep};
use crate::id::PartyId;

/// Refuses a member without a label.
pub(super) fn actor_label(actor: &Actor) -> Result<(), Rejection> {
    match actor {
        Actor::Party(_) => Ok(()),
        Actor::Member(label) => text(Part::MemberName, label, NAME),
    }
}

/// Who may do it: members of the office everything, a party what is its own.
pub(super) fn actor(case: &Case, verb: &Verb, actor: &Actor) -> Result<(), Rejection> {
    actor_label(actor)?;
    let actor = match actor {
        Actor::Party(actor) => actor,
        Actor::Member(label) => return signer(verb, label),
    };
    if case.party(*actor).is_none() {
        return Err(Rejection::NotInCase(*actor));
    }
    // Who received a report may record that as well as who sent it.
    let received = matches!(verb, Verb::Receive { received, .. } if received.to == *actor);
    match doer(verb)? {
        _ if received => Ok(()),
        Some(named) if named != *actor => Err(Rejection::InAnothersName { actor: *actor, named }),
        _ => Ok(()),
    }
}

/// Nobody signs in the name of another.
fn signer(verb: &Verb, label: &str) -> Result<(), Rejection> {
    let signed = match verb {
        Verb::Propose(e) => &e.signed,
        Verb::SettleProposal { settled, .. } => &settled.signed,
        _ => return Ok(()),
    };
    match signed.name == label {
        true => Ok(()),
        false => Err(Rejection::SignsForAnother(crate::word::shown(&signed.name))),
    }
}

/// In whose name a party must act to do this; none where any party of the case may.
fn doer(verb: &Verb) -> Result<Option<PartyId>, Rejection> {
    match verb {
        Verb::JoinParty(e) => Ok(Some(e.party.id)),
        Verb::AddItem(e) => Ok(e.held_by),
        Verb::Receive { received, .. } => Ok(Some(received.from)),
        Verb::Acknowledge(e) => Ok(Some(e.by)),
        Verb::StartClock(e) => Ok(Some(e.party)),
        Verb::Write { message, .. } => Ok(Some(message.from)),
        Verb::Provide(e) => Ok(Some(e.from)),
        Verb::File(e) => Ok(Some(e.by)),
        Verb::NotifyManufacturer(e) => Ok(Some(e.by)),
        Verb::IssueDirective(e) => Ok(Some(e.by)),
        Verb::AnswerDirective(e) => Ok(Some(e.by)),
        Verb::ReportMeasure(e) => Ok(Some(e.by)),
        Verb::VerifyMeasure(e) => Ok(Some(e.by)),
        Verb::Publish { published, .. } => Ok(Some(published.by)),
        Verb::TakeBack(e) => Ok(Some(e.by)),
        Verb::Withdraw(e) => Ok(Some(e.by)),
        Verb::ManageReport(e) => Ok(Some(e.participant)),
        Verb::ProposeEmbargo(e) => Ok(Some(e.by)),
        Verb::InviteToEmbargo(e) => Ok(Some(e.by)),
        Verb::AnswerEmbargo(e) => Ok(Some(e.by)),
        Verb::MarkCase(e) => Ok(e.manufacturer),
        Verb::GiveStatus(e) => Ok(Some(e.manufacturer)),
        Verb::EstablishFact(e) => Ok(own(e.about)),
        Verb::WithdrawFact(e) => Ok(own(e.about)),
        Verb::NameProduct(_) | Verb::EstablishSupply(_) | Verb::Disclose(_) | Verb::Note(_) => {
            Ok(None)
        }
        Verb::UniteParties(_) => Err(Rejection::OfficeOnly(Reserved::Uniting)),
        Verb::Triage(_) => Err(Rejection::OfficeOnly(Reserved::Triage)),
        Verb::AgreeEmbargo(_) => Err(Rejection::OfficeOnly(Reserved::Embargo)),
        Verb::ExitEmbargo(_) => Err(Rejection::OfficeOnly(Reserved::EmbargoEnd)),
        Verb::RecordRuling(_) => Err(Rejection::OfficeOnly(Reserved::Ruling)),
        Verb::Declare(_) => Err(Rejection::OfficeOnly(Reserved::Declaring)),
        Verb::FindNotReportable(_) => Err(Rejection::OfficeOnly(Reserved::NotReportable)),
        Verb::RecordDecision(_) => Err(Rejection::OfficeOnly(Reserved::Decision)),
        Verb::Propose(_) => Err(Rejection::OfficeOnly(Reserved::Proposing)),
        Verb::SettleProposal { .. } => Err(Rejection::OfficeOnly(Reserved::Signing)),
        Verb::Arrange(e) => match &e.arrangement {
            // What the other office makes of an offer, it says itself.
            Arrangement::OfferStep {
                step:
                    TransferStep::Accepted { by }
                    | TransferStep::Declined { by, .. }
                    | TransferStep::TakenIn { by, .. },
                ..
            } => Ok(Some(*by)),
            _ => Err(Rejection::OfficeOnly(Reserved::Arranging)),
        },
        Verb::Assess(_) => Err(Rejection::OfficeOnly(Reserved::Assessing)),
        Verb::Close(_) => Err(Rejection::OfficeOnly(Reserved::Closing)),
        Verb::Erase(_) => Err(Rejection::OfficeOnly(Reserved::Erasing)),
    }
}

/// A party states facts about itself, and about the case, its products and items; not about other parties.
fn own(about: Subject) -> Option<PartyId> {
    match about {
        Subject::Party(party) => Some(party),
        Subject::Case(_) | Subject::Product(_) | Subject::Item(_) => None,
    }
}

/// What a closed or erased case still takes: what became known of the world, and the end itself.
pub(super) fn ended(case: &Case, verb: &Verb) -> Result<(), Rejection> {
    let still = match case.phase() {
        Phase::Closed => matches!(
            verb,
            Verb::Note(_)
                | Verb::Disclose(_)
                | Verb::Publish { .. }
                | Verb::Write { .. }
                | Verb::Provide(_)
                | Verb::File(_)
                | Verb::EstablishFact(_)
                | Verb::WithdrawFact(_)
                | Verb::UniteParties(_)
                | Verb::AnswerDirective(_)
                | Verb::ReportMeasure(_)
                | Verb::VerifyMeasure(_)
                | Verb::ManageReport(_)
                | Verb::MarkCase(_)
                | Verb::GiveStatus(_)
                | Verb::FindNotReportable(_)
                | Verb::RecordDecision(_)
                | Verb::Arrange(_)
                | Verb::Assess(_)
                | Verb::TakeBack(_)
                | Verb::Erase(_)
        ),
        Phase::Erased => matches!(verb, Verb::Note(_) | Verb::RecordDecision(_)),
        Phase::Opened
        | Phase::Received
        | Phase::Acknowledged
        | Phase::Triaged(_)
        | Phase::Withdrawn => true,
    };
    if still { Ok(()) } else { Err(Rejection::Ended(case.phase())) }
}

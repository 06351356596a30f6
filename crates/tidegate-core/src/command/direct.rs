//! Checks of what is directed: proposals, directives, answers, reports and verifications.

use jiff::Timestamp;

use super::check::{LINE, NAME, NOTE, text, text_if, texts};
use super::{Part, Rejection, check};
use crate::case::Case;
use crate::directive::{Awaits, DirectiveStanding, Measure, Order};
use crate::event::{
    CaseEvent, DirectiveAnswer, DirectiveAnswered, DirectiveIssued, DirectiveReviewed, ItemAdded,
    MeasureReported, MeasureShown, MeasureVerified, ProposalSettled, Proposed, Review,
    RulingRecorded, Settlement,
};
use crate::id::{DirectiveId, PartyId};
use crate::party::{Party, Role};
use crate::proposal::{Completion, Matter, NotSettled};
use crate::ruling::{NoRuling, Ruling, RulingTerms, may_concern};

/// What another authority issued, as this office heard of it: nobody here signs it.
pub(super) fn issue(case: &Case, issued: &DirectiveIssued) -> Result<(), Rejection> {
    if !issued.signed.is_empty() {
        return Err(Rejection::SignedOtherwise);
    }
    let reasons = issued.reasons.as_deref();
    directing(case, issued.directive, [issued.by, issued.to], &issued.measures)?;
    text_if(Part::Basis, issued.basis.as_ref(), NAME)?;
    text_if(Part::Versions, issued.versions.as_ref(), LINE)?;
    reasons.map_or(Ok(()), |reasons| text(Part::Reasons, reasons, NOTE))
}

fn directing(
    case: &Case,
    id: DirectiveId,
    [by, to]: [PartyId; 2],
    measures: &[Measure],
) -> Result<(), Rejection> {
    if measures.is_empty() {
        return Err(Rejection::NoMeasures);
    }
    let words: Vec<String> = measures.iter().map(|measure| measure.text.clone()).collect();
    texts(Part::Measure, &words, LINE)?;
    if case.directives().any(|entry| entry.event.directive == id) {
        return Err(Rejection::DirectiveTaken);
    }
    let may = |party: &Party| {
        party.authority.is_some() || party.is(Role::Authority) || party.is(Role::Coordinator)
    };
    match case.party(by) {
        Some(party) if !may(party) => Err(Rejection::NotAnAuthority(by)),
        _ if by == to => Err(Rejection::ToItself(by)),
        _ => Ok(()),
    }
}

/// A directive of the case that still asks for something.
fn open(case: &Case, id: DirectiveId) -> Result<Option<DirectiveStanding<'_>>, Rejection> {
    match case.directive_standing(id) {
        Some(standing) if !standing.awaits.is_open() => {
            Err(Rejection::DirectiveOver(standing.awaits))
        }
        // Whether the case has the directive is asked of the event.
        standing => Ok(standing),
    }
}

fn borne(standing: &DirectiveStanding<'_>, by: PartyId) -> Result<(), Rejection> {
    if standing.issued.event.to == by { Ok(()) } else { Err(Rejection::NotTheBearer(by)) }
}

fn later(until: Timestamp, than: impl IntoIterator<Item = Timestamp>) -> Result<(), Rejection> {
    match than.into_iter().all(|than| until > than) {
        true => Ok(()),
        false => Err(Rejection::NotLater(until)),
    }
}

/// The bearer acknowledges once, and asks for a later time than it has.
pub(super) fn answer(
    case: &Case,
    answered: &DirectiveAnswered,
    at: Timestamp,
) -> Result<(), Rejection> {
    let Some(standing) = open(case, answered.directive)? else { return Ok(()) };
    borne(&standing, answered.by)?;
    match &answered.answer {
        DirectiveAnswer::Acknowledges => match standing.is_answered() {
            true => Err(Rejection::DirectiveAcknowledged),
            false => Ok(()),
        },
        DirectiveAnswer::AsksForTime { until, reasons } => {
            later(*until, standing.next_due().into_iter().chain([at]))?;
            text(Part::Reasons, reasons, NOTE)
        }
        DirectiveAnswer::Contests { reasons } => text(Part::Reasons, reasons, NOTE),
    }
}

fn measured(standing: &DirectiveStanding<'_>, number: u32) -> Result<(), Rejection> {
    let most = standing.measures.len();
    match standing.measures.iter().any(|measure| measure.number == number) {
        true => Ok(()),
        false => Err(Rejection::NoSuchMeasure { number, most }),
    }
}

pub(super) fn report(case: &Case, reported: &MeasureReported) -> Result<(), Rejection> {
    text(Part::Statement, &reported.statement, NOTE)?;
    reported.shown.as_ref().map_or(Ok(()), shown)?;
    let Some(standing) = open(case, reported.directive)? else { return Ok(()) };
    borne(&standing, reported.by)?;
    measured(&standing, reported.measure)
}

/// What is counted adds up, and versions and names are short.
fn shown(shown: &MeasureShown) -> Result<(), Rejection> {
    if shown.of == 0 || shown.done > shown.of {
        return Err(Rejection::NotCounted { done: shown.done, of: shown.of });
    }
    let said = [&shown.before, &shown.after, &shown.who];
    said.into_iter().flatten().try_for_each(|one| text(Part::Statement, one, NAME))
}

pub(super) fn verify(case: &Case, verified: &MeasureVerified) -> Result<(), Rejection> {
    text(Part::Measure, &verified.measure, LINE)?;
    verified.finding.as_ref().map_or(Ok(()), |finding| text(Part::Statement, finding, NOTE))?;
    let Some(directive) = verified.directive else { return Ok(()) };
    let Some(standing) = case.directive_standing(directive) else { return Ok(()) };
    if matches!(standing.awaits, Awaits::Withdrawn | Awaits::Replaced) {
        return Err(Rejection::DirectiveOver(standing.awaits));
    }
    borne(&standing, verified.of)?;
    if standing.issued.event.by != verified.by {
        return Err(Rejection::NotItsIssuer(verified.by));
    }
    verified.number.map_or(Ok(()), |number| measured(&standing, number))
}

/// A proposal is checked as what it proposes will be, so that nobody is asked to sign what cannot happen.
pub(super) fn propose(case: &Case, proposed: &Proposed, at: Timestamp) -> Result<(), Rejection> {
    if case.proposal(proposed.proposal).is_some() {
        return Err(Rejection::ProposalTaken);
    }
    matter(case, &proposed.matter, at)
}

fn matter(case: &Case, matter: &Matter, at: Timestamp) -> Result<(), Rejection> {
    match matter {
        Matter::Ruling(terms) => {
            text(Part::Reasons, &terms.reasons, NOTE)?;
            let named = case.envelopes().filter(|item| terms.items.contains(&item.id));
            may_concern(terms.act, named)?;
            match terms.expires {
                Some(expires) => later(expires, [at]),
                None => Err(NoRuling::NoExpiry.into()),
            }
        }
        Matter::Release(release) => {
            text(Part::Reasons, &release.reasons, NOTE)?;
            let named = case.envelopes().filter(|item| release.items.contains(&item.id));
            Ok(may_concern(release.act, named)?)
        }
        Matter::Directive(order) => ordered(case, order, at),
        Matter::Review { directive, by, review, reasons } => {
            text(Part::Reasons, reasons, NOTE)?;
            let Some(standing) = open(case, *directive)? else { return Ok(()) };
            if standing.issued.event.by != *by {
                return Err(Rejection::NotItsIssuer(*by));
            }
            match review {
                Review::Extended { until } => {
                    later(*until, standing.next_due().into_iter().chain([at]))
                }
                Review::Upheld | Review::Withdrawn => Ok(()),
            }
        }
    }
}

fn ordered(case: &Case, order: &Order, at: Timestamp) -> Result<(), Rejection> {
    text(Part::Reasons, &order.reasons, NOTE)?;
    text_if(Part::Basis, order.basis.as_ref(), NAME)?;
    text_if(Part::Versions, order.versions.as_ref(), LINE)?;
    directing(case, order.directive, [order.by, order.to], &order.measures)?;
    followed(order)?;
    let own = order.measures.iter().filter_map(|measure| measure.due);
    own.chain(order.due).try_for_each(|due| later(due, [at]))?;
    let Some(replaced) = order.replaces else { return Ok(()) };
    match open(case, replaced)? {
        Some(standing) if standing.issued.event.by != order.by => {
            Err(Rejection::NotItsIssuer(order.by))
        }
        _ => Ok(()),
    }
}

/// What a decision table proposes may be set otherwise, and whoever does says why.
fn followed(order: &Order) -> Result<(), Rejection> {
    let Some(follows) = &order.follows else { return Ok(()) };
    text(Part::Outcome, &follows.outcome, NAME)?;
    text_if(Part::Reasons, follows.overruled.as_ref(), NOTE)?;
    match order.due == Some(follows.proposed) || follows.overruled.is_some() {
        true => Ok(()),
        false => Err(Rejection::DueUnexplained(follows.proposed)),
    }
}

/// The second person signs what can still happen; only who proposed takes it back.
pub(super) fn settle(
    case: &Case,
    settled: &ProposalSettled,
    with: &Completion,
    at: Timestamp,
) -> Result<(), Rejection> {
    let (id, signed) = (settled.proposal, &settled.signed);
    let first = case.unsettled(id)?.event;
    match &settled.outcome {
        Settlement::Signed => {
            case.may_sign(id, signed)?;
            matter(case, &first.matter, at)?;
            match (&first.matter, with) {
                (Matter::Ruling(proposed), Completion::Ruling(terms)) => {
                    check::rule(case, terms, at)?;
                    match is_proposed(proposed, terms) {
                        true => Ok(()),
                        false => Err(NotSettled::Changed.into()),
                    }
                }
                (Matter::Ruling(_), Completion::Nothing | Completion::Letter(_)) => {
                    Err(NotSettled::Changed.into())
                }
                (Matter::Directive(_) | Matter::Review { .. } | Matter::Release(_), _) => Ok(()),
            }
        }
        Settlement::Declined { reasons } => text(Part::Reasons, reasons, NOTE),
        Settlement::TakenBack { reasons } => {
            text(Part::Reasons, reasons, NOTE)?;
            match first.signed.is_of(signed) {
                true => Ok(()),
                false => Err(NotSettled::NotTheProposer(first.signed.name.clone()).into()),
            }
        }
    }
}

/// Whether a ruling is the one that was proposed: one flow, the same grounds and book, the same reasons and end.
fn is_proposed(proposed: &RulingTerms, terms: &RulingTerms) -> bool {
    let signed = RulingTerms {
        decided_by: terms.decided_by.clone(),
        countersigned_by: terms.countersigned_by.clone(),
        recorded: terms.recorded,
        ..proposed.clone()
    };
    signed == *terms
}

impl Case {
    /// What settling a proposal makes happen: signed, what it proposes follows.
    pub(super) fn settled_by(
        &self,
        settled: ProposalSettled,
        with: Completion,
    ) -> Result<Vec<CaseEvent>, Rejection> {
        let first = self.unsettled(settled.proposal)?.event.clone();
        let signed = vec![first.signed, settled.signed.clone()];
        let mut events = vec![settled.clone().into()];
        match (settled.outcome, first.matter) {
            (Settlement::Declined { .. } | Settlement::TakenBack { .. }, _)
            | (Settlement::Signed, Matter::Release(_)) => {}
            (Settlement::Signed, Matter::Directive(order)) => {
                let letter = match with {
                    Completion::Letter(item) => Some(*item),
                    Completion::Nothing | Completion::Ruling(_) => None,
                };
                let (id, held_by) = (letter.as_ref().map(|item| item.id), Some(order.by));
                events.extend(letter.map(|item| ItemAdded { item, held_by }.into()));
                events.push(order.issued(signed, id).into());
            }
            (Settlement::Signed, Matter::Review { directive, by, review, reasons }) => {
                events.push(DirectiveReviewed { directive, by, review, reasons, signed }.into());
            }
            (Settlement::Signed, Matter::Ruling(proposed)) => {
                let terms = match with {
                    Completion::Ruling(terms) => *terms,
                    Completion::Nothing | Completion::Letter(_) => *proposed,
                };
                let ruling = Ruling::new(terms, self.envelopes())?;
                events.push(RulingRecorded { ruling }.into());
            }
        }
        Ok(events)
    }
}

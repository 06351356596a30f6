//! What may be done when: checks of a command against the case, before any event is made.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::{Part, Rejection, Verb, coordinate, direct};
use crate::case::{Case, EmbargoState, Phase};
use crate::coordination::{Breach, Mark};
use crate::event::{Answer, ExitReason, Given, PartiesUnited, Verdict};
use crate::id::{ItemId, PartyId};
use crate::item::{ContentClass, Disclosure};
use crate::party::{Party, Role};
use crate::ruling::NoRuling;

/// The longest name, in characters.
pub(super) const NAME: usize = 300;
/// The longest line, such as a source.
pub(super) const LINE: usize = 2_000;
/// The longest note or reason.
pub(super) const NOTE: usize = 20_000;
/// The most entries of a list of texts.
const LIST: usize = 200;

/// Refuses an empty or overlong text.
pub(super) fn text(what: Part, text: &str, most: usize) -> Result<(), Rejection> {
    if text.trim().is_empty() {
        return Err(Rejection::Empty(what));
    }
    match text.chars().nth(most) {
        Some(_) => Err(Rejection::TooLong { what, most }),
        None => Ok(()),
    }
}

pub(super) fn text_if(what: Part, found: Option<&String>, most: usize) -> Result<(), Rejection> {
    found.map_or(Ok(()), |found| text(what, found, most))
}

pub(super) fn texts(what: Part, list: &[String], most: usize) -> Result<(), Rejection> {
    if list.len() > LIST {
        return Err(Rejection::TooLong { what, most: LIST * most });
    }
    list.iter().try_for_each(|one| text(what, one, most))
}

/// Whether the verb itself makes sense now.
pub(super) fn verb(case: &Case, verb: &Verb, at: Timestamp) -> Result<(), Rejection> {
    let declared = matches!(case.record().get(1), Some(one) if one.event.word() == "declared");
    if declared && !matches!(verb, Verb::Erase(_)) {
        return Err(Rejection::DeclaredElsewhere);
    }
    match verb {
        Verb::JoinParty(e) => party(case, &e.party),
        Verb::UniteParties(e) => unite(case, e),
        Verb::NameProduct(e) => {
            text(Part::ProductName, &e.product.name, NAME)?;
            text_if(Part::Model, e.product.model.as_ref(), NAME)?;
            text_if(Part::Versions, e.product.versions_text.as_ref(), LINE)?;
            text_if(Part::Description, e.product.description.as_ref(), NOTE)?;
            let itself = e.product.components.contains(&e.product.id);
            if itself { Err(Rejection::ComponentOfItself) } else { Ok(()) }
        }
        Verb::Receive { received, items } => receive(case, received, items),
        Verb::Acknowledge(e) => acknowledge(case, e),
        Verb::Triage(e) => triage(case, e),
        Verb::WithdrawFact(e) => text(Part::Reason, &e.reason, NOTE),
        Verb::EstablishFact(e) => text(Part::FactValue, e.value.as_str(), NAME),
        Verb::Write { message, item } => write(case, message, item),
        Verb::Provide(e) => {
            some(&e.items)?;
            if e.to.party() == Some(e.from) { Err(Rejection::ToItself(e.from)) } else { Ok(()) }
        }
        Verb::File(e) => {
            text_if(Part::Rule, e.rule.as_ref(), NAME)?;
            text_if(Part::Reference, e.reference.as_ref(), NAME)?;
            texts(Part::Field, &e.fields, NAME)
        }
        Verb::NotifyManufacturer(e) if e.by == e.manufacturer => Err(Rejection::ToItself(e.by)),
        Verb::AgreeEmbargo(e) => agree(case, e, at),
        Verb::IssueDirective(e) => direct::issue(case, e),
        Verb::AnswerDirective(e) => direct::answer(case, e, at),
        Verb::ReportMeasure(e) => direct::report(case, e),
        Verb::VerifyMeasure(e) => direct::verify(case, e),
        Verb::Propose(e) => direct::propose(case, e, at),
        Verb::SettleProposal { settled, with } => direct::settle(case, settled, with, at),
        Verb::ExitEmbargo(e) => exit(case, e),
        Verb::ManageReport(e) => coordinate::manage(case, e),
        Verb::ProposeEmbargo(e) => coordinate::propose(case, e, at),
        Verb::InviteToEmbargo(e) => coordinate::invite(case, e),
        Verb::AnswerEmbargo(e) => coordinate::answer(case, e, at),
        Verb::MarkCase(e) => coordinate::mark(case, e),
        Verb::GiveStatus(e) => coordinate::status(case, e),
        Verb::Disclose(e) if e.state == Disclosure::Undisclosed => Err(Rejection::Undisclosing),
        Verb::Disclose(e) => some(&e.items),
        Verb::Publish { state, .. } if !state.is_public() => Err(Rejection::PublishedNothing),
        Verb::Publish { published, .. } => {
            text_if(Part::Place, published.place.as_ref(), LINE)?;
            some(&published.items)
        }
        Verb::RecordRuling(terms) => rule(case, terms, at),
        Verb::Declare(e) => declare(case, e),
        Verb::FindNotReportable(e) => found(e, at),
        Verb::RecordDecision(e) => decided(case, e, at),
        Verb::TakeBack(e) => super::retract::take_back(case, e),
        Verb::Withdraw(e) => withdraw(case, e),
        Verb::Close(e) => close(case, &e.reason),
        Verb::Erase(e) => text(Part::Ground, &e.ground, LINE),
        Verb::Arrange(e) => super::arrange::arrangement(case, &e.arrangement, at),
        Verb::Assess(e) => super::assess::appraisal(&e.appraisal, at),
        Verb::Note(e) => text(Part::Note, &e.text, NOTE),
        Verb::EstablishSupply(_)
        | Verb::AddItem(_)
        | Verb::StartClock(_)
        | Verb::NotifyManufacturer(_) => Ok(()),
    }
}

fn some(items: &BTreeSet<ItemId>) -> Result<(), Rejection> {
    if items.is_empty() { Err(Rejection::NoItems) } else { Ok(()) }
}

fn party(case: &Case, party: &Party) -> Result<(), Rejection> {
    text(Part::PartyName, &party.name, NAME)?;
    if let Some(nationality) = &party.nationality {
        text(Part::NationalityRule, &nationality.needed_by, NAME)?;
    }
    // Walk up; a chain longer than the number of parties has come back to where it was.
    let mut above = party.part_of;
    for _ in 0..=case.parties().count() {
        match above {
            None => return Ok(()),
            Some(id) if id == party.id => break,
            Some(id) => above = case.party(id).and_then(|party| party.part_of),
        }
    }
    Err(Rejection::PartOfItself(party.id))
}

/// A maker that a report only names is another party; never this office, who reported, or one that it is already.
fn unite(case: &Case, found: &PartiesUnited) -> Result<(), Rejection> {
    text(Part::PartyName, &found.name, NAME)?;
    let known = case.party(found.party).ok_or(Rejection::NotInCase(found.party))?;
    let apart = known.id == found.party && case.one(found.with.id) == found.with.id;
    if !apart || found.party == found.with.id {
        return Err(Rejection::OneAlready(found.party));
    }
    let reported = case.reports().any(|entry| entry.event.from == found.party);
    let finds = known.is(Role::Finder) || known.is(Role::Reporter);
    if reported || finds || found.party == office(case) {
        return Err(Rejection::NotAnother(found.party));
    }
    if found.with.part_of == Some(found.party) {
        return Err(Rejection::PartOfItself(found.with.id));
    }
    party(case, &found.with)
}

fn receive(
    case: &Case,
    received: &crate::event::Received,
    items: &[crate::item::Item],
) -> Result<(), Rejection> {
    if case.reports().any(|entry| entry.event.report == received.report) {
        return Err(Rejection::ReceivedBefore(received.report));
    }
    let come: BTreeSet<ItemId> = items.iter().map(|item| item.id).collect();
    match come.symmetric_difference(&received.items).next() {
        Some(item) => Err(Rejection::Items(*item)),
        None if received.from == received.to => Err(Rejection::ToItself(received.from)),
        None => Ok(()),
    }
}

/// A message passes between who sent a report and who received it, and is nobody's name; a program is a file.
fn write(
    case: &Case,
    message: &crate::event::MessageWritten,
    item: &crate::item::Item,
) -> Result<(), Rejection> {
    if item.id != message.item {
        return Err(Rejection::Items(item.id));
    }
    let fits = match item.class {
        ContentClass::FinderIdentity | ContentClass::Data => false,
        ContentClass::ProofOfConcept => message.file.is_some(),
        ContentClass::Existence
        | ContentClass::General
        | ContentClass::Technical
        | ContentClass::Remedy => true,
    };
    if !fits {
        return Err(Rejection::NoMessage(item.class));
    }
    let (from, to) = (message.from, message.to);
    // What the office keeps for itself is a file.
    if message.file.is_some() && from == office(case) && to == from {
        return Ok(());
    }
    if case.has_taken_back(to, Given::Messages) {
        return Err(Rejection::NoMoreMessages(to));
    }
    let between = |from, to| case.reports().any(|r| r.event.from == from && r.event.to == to);
    // Who reported writes with who received it; the office with everybody who takes part.
    let office = office(case);
    let other = if from == office { to } else { from };
    let with_office = [from, to].contains(&office) && other != office;
    let takes_part = with_office && case.party(other).is_some();
    match takes_part || between(from, to) || between(to, from) {
        true => Ok(()),
        false => Err(Rejection::NoReportBetween(from, to)),
    }
}

/// The office as a party of its case.
pub(super) fn office(case: &Case) -> PartyId {
    PartyId::from_bytes(*case.office().as_bytes())
}

fn acknowledge(case: &Case, done: &crate::event::Acknowledged) -> Result<(), Rejection> {
    let mut receipts = case.reports().filter(|entry| entry.event.report == done.report).peekable();
    if receipts.peek().is_some() && !receipts.any(|entry| entry.event.to == done.by) {
        return Err(Rejection::NotTheReceiver { by: done.by, report: done.report });
    }
    if case.is_acknowledged(done.report) {
        return Err(Rejection::AcknowledgedBefore(done.report));
    }
    Ok(())
}

fn triage(case: &Case, triaged: &crate::event::Triaged) -> Result<(), Rejection> {
    text(Part::Reason, &triaged.reason, NOTE)?;
    if case.reports().next().is_none() {
        return Err(Rejection::NoReport);
    }
    if triaged.code.is_some_and(|code| code.verdict() != triaged.verdict) {
        return Err(super::NoWork::OtherCode.into());
    }
    if !triaged.missing.is_empty() && triaged.verdict != Verdict::NeedsInformation {
        return Err(super::NoWork::NothingMissing.into());
    }
    match (triaged.verdict, triaged.duplicate_of) {
        (Verdict::Duplicate, Some(other)) if other == case.id() => {
            Err(Rejection::DuplicateOfItself(other))
        }
        (Verdict::Duplicate, Some(_)) => Ok(()),
        (Verdict::Duplicate, None) => Err(Rejection::DuplicateOf),
        (_, Some(_)) => Err(Rejection::DuplicateOf),
        (_, None) => Ok(()),
    }
}

fn agree(
    case: &Case,
    agreed: &crate::event::EmbargoAgreed,
    at: Timestamp,
) -> Result<(), Rejection> {
    if agreed.parties.len() < 2 {
        return Err(Rejection::EmbargoOfOne);
    }
    if agreed.until.is_some_and(|until| until <= at) {
        return Err(Rejection::EmbargoEnd);
    }
    if matches!(case.embargo(), EmbargoState::Exited { .. }) {
        return Err(Rejection::EmbargoOver);
    }
    let world = case.coordination().world();
    let public = [Mark::PublicAware, Mark::ExploitPublic];
    if let Some(mark) = public.into_iter().find(|mark| world.contains_key(mark))
        && case.items().all(|record| !record.disclosure().is_public())
    {
        return Err(Rejection::Breach(Breach::EmbargoAfter(mark)));
    }
    match case.items().find(|record| record.disclosure().is_public()) {
        Some(record) => Err(Rejection::AlreadyPublic(record.item.id)),
        None => Ok(()),
    }
}

/// An embargo that holds ends with a reason; one without a word of its own is said in words.
fn exit(case: &Case, exited: &crate::event::EmbargoExited) -> Result<(), Rejection> {
    text_if(Part::Reason, exited.because.as_ref(), LINE)?;
    if exited.reason == ExitReason::Other && exited.because.is_none() {
        return Err(Rejection::Empty(Part::Reason));
    }
    match case.embargo() {
        EmbargoState::Active { .. } => Ok(()),
        EmbargoState::None | EmbargoState::Exited { .. } => Err(Rejection::NoEmbargo),
    }
}

pub(super) fn rule(
    case: &Case,
    terms: &crate::ruling::RulingTerms,
    at: Timestamp,
) -> Result<(), Rejection> {
    text(Part::Reasons, &terms.reasons, NOTE)?;
    let over: Vec<String> = terms.over.iter().map(ToString::to_string).collect();
    texts(Part::Ground, &over, LINE)?;
    if terms.recorded != at {
        return Err(Rejection::RulingTime(at));
    }
    if case.rulings().any(|ruling| ruling.id() == terms.id) {
        return Err(Rejection::RulingTaken);
    }
    // The envelope says what the sender declared; a tool may also have been found to be one.
    match terms.items.iter().find(|item| case.found_to_be_tool(**item) == Some(true)) {
        Some(item) => Err(NoRuling::ExploitTool(*item).into()),
        None => Ok(()),
    }
}

/// A declaration has a file of its own: nothing else is in it.
fn declare(case: &Case, declared: &crate::event::Declared) -> Result<(), Rejection> {
    match case.version() {
        1 => Ok(declared.check()?),
        _ => Err(Rejection::DeclaredElsewhere),
    }
}

/// A finding that nothing is reported is made now, by somebody, and with reasons.
fn found(found: &crate::event::FoundNotReportable, at: Timestamp) -> Result<(), Rejection> {
    text(Part::Decider, &found.decided_by, NAME)?;
    text(Part::Reasons, &found.reasons, NOTE)?;
    match found.assessment.at == at {
        true => Ok(()),
        false => Err(Rejection::AssessedThen(at)),
    }
}

/// A release names the ruling that it is under, is of the flow that the ruling covers, and is its first.
fn decided(
    case: &Case,
    decision: &crate::event::DecisionRecorded,
    at: Timestamp,
) -> Result<(), Rejection> {
    let released = decision.answer == Answer::ReleasedUnderRuling;
    let Some(id) = decision.ruling else {
        return if released { Err(Rejection::ReleaseWithoutRuling) } else { Ok(()) };
    };
    if !released {
        return Err(Rejection::RulingWithoutRelease(id));
    }
    // Whether the case has the ruling is asked of the event.
    let Some(ruling) = case.ruling(id) else { return Ok(()) };
    if !ruling.covers(decision.act, decision.from, &decision.to, &decision.items, at) {
        return Err(Rejection::NotCovered(id));
    }
    if case.is_spent(id) { Err(Rejection::RulingSpent(id)) } else { Ok(()) }
}

fn withdraw(case: &Case, withdrawn: &crate::event::Withdrawn) -> Result<(), Rejection> {
    text(Part::Reason, &withdrawn.reason, NOTE)?;
    let mut reports = case.reports().peekable();
    if reports.peek().is_none() {
        return Err(Rejection::NoReport);
    }
    if reports.any(|entry| entry.event.from == withdrawn.by) {
        Ok(())
    } else {
        Err(Rejection::NotTheReporter(withdrawn.by))
    }
}

fn close(case: &Case, reason: &str) -> Result<(), Rejection> {
    text(Part::Reason, reason, NOTE)?;
    if matches!(case.embargo(), EmbargoState::Active { .. }) {
        return Err(Rejection::EmbargoHolds);
    }
    match case.phase() {
        Phase::Triaged(_) | Phase::Withdrawn => Ok(()),
        Phase::Opened | Phase::Received | Phase::Acknowledged => Err(Rejection::NotJudged),
        Phase::Closed | Phase::Erased => Err(Rejection::Ended(case.phase())),
    }
}

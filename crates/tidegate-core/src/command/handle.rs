//! From a command to events.

use std::collections::BTreeSet;

use jiff::Timestamp;
use tidegate_law::time::Occurred;

use super::{Command, Part, Rejection, Verb, check, who};
use crate::act::Act;
use crate::case::{Case, EmbargoState, Proposal};
use crate::coordination::{EmbargoStage, Mark};
use crate::event::{
    Actor, CaseEvent, Disclosed, EmbargoAnswered, EmbargoExited, EmbargoProposed, ExitReason,
    ItemAdded, MessageWritten, Opened, Provided, Recorded, RulingRecorded, TermsAnswer, V1,
};
use crate::item::Item;
use crate::ruling::Ruling;

/// The opening of a case; `source` says what made it necessary.
///
/// # Errors
/// [`Rejection`] if a text is empty or too long.
pub fn open(
    opened: Opened,
    source: &str,
    actor: &Actor,
    at: Timestamp,
) -> Result<Recorded, Rejection> {
    check::text(Part::Handle, &opened.handle, check::NAME)?;
    check::text(Part::Source, source, check::LINE)?;
    who::actor_label(actor)?;
    let occurred = Occurred::at(at);
    Ok(recorded(0, &occurred, at, actor, source, opened.into()))
}

impl Case {
    /// What `command` of `actor` makes happen at `at`: events that [`Case::apply`] takes in this order.
    ///
    /// Changes nothing, and never panics.
    ///
    /// # Errors
    /// [`Rejection`], with what to do next.
    pub fn handle(
        &self,
        command: &Command,
        actor: &Actor,
        at: Timestamp,
    ) -> Result<Vec<Recorded>, Rejection> {
        if at < self.last_recorded() {
            return Err(Rejection::ClockWentBack { last: self.last_recorded() });
        }
        check::text(Part::Source, &command.source, check::LINE)?;
        let occurred = command.occurred.clone().unwrap_or_else(|| Occurred::at(at));
        if !occurred.possibly_by(at) {
            return Err(Rejection::Future(at));
        }
        let verb = match &command.verb {
            uniting @ Verb::UniteParties(_) => uniting.clone(),
            verb => self.as_one(verb.clone()),
        };
        who::actor(self, &verb, actor)?;
        who::ended(self, &verb)?;
        check::verb(self, &verb, at)?;
        let record = |events: Vec<CaseEvent>| {
            let numbered = (self.version()..).zip(events);
            let record = |(seq, event)| recorded(seq, &occurred, at, actor, &command.source, event);
            numbered.map(record).collect::<Vec<_>>()
        };
        let events = record(self.events(verb)?);
        self.try_on(&events)?;
        Ok(events)
    }

    /// Checks what the events name: alone where there is one, on a copy where they build on each other.
    fn try_on(&self, events: &[Recorded]) -> Result<(), Rejection> {
        if let [only] = events {
            return Ok(self.check(only.seq, &only.event)?);
        }
        let mut copy = self.clone();
        events.iter().try_for_each(|event| copy.apply(event.clone()))?;
        Ok(())
    }

    fn events(&self, verb: Verb) -> Result<Vec<CaseEvent>, Rejection> {
        let one = |event: CaseEvent| Ok(vec![event]);
        match verb {
            Verb::JoinParty(e) => one(e.into()),
            Verb::UniteParties(e) => one(e.into()),
            Verb::NameProduct(e) => one(e.into()),
            Verb::EstablishSupply(e) => one(e.into()),
            Verb::AddItem(e) => one(e.into()),
            Verb::Receive { received, items } => {
                let held_by = Some(received.from);
                let mut events: Vec<CaseEvent> =
                    items.into_iter().map(|item| ItemAdded { item, held_by }.into()).collect();
                events.push(received.into());
                Ok(events)
            }
            Verb::Write { message, item } => Ok(self.message_in(message, item)),
            Verb::Acknowledge(e) => one(e.into()),
            Verb::Triage(e) => one(e.into()),
            Verb::EstablishFact(e) => Ok(self.with_end(vec![e.into()])),
            Verb::WithdrawFact(e) => one(e.into()),
            Verb::StartClock(e) => one(e.into()),
            Verb::Provide(e) => one(e.into()),
            Verb::File(e) => one(e.into()),
            Verb::NotifyManufacturer(e) => one(e.into()),
            Verb::AgreeEmbargo(e) => one(e.into()),
            Verb::ExitEmbargo(e) => one(e.into()),
            Verb::ManageReport(e) => one(e.into()),
            Verb::ProposeEmbargo(e) => Ok(self.with_shorter(&e)),
            Verb::InviteToEmbargo(e) => one(e.into()),
            Verb::AnswerEmbargo(e) => one(e.into()),
            Verb::MarkCase(e) => Ok(self.with_end(vec![e.into()])),
            Verb::GiveStatus(e) => one(e.into()),
            Verb::IssueDirective(e) => one(e.into()),
            Verb::AnswerDirective(e) => one(e.into()),
            Verb::ReportMeasure(e) => one(e.into()),
            Verb::VerifyMeasure(e) => one(e.into()),
            Verb::Propose(e) => one((*e).into()),
            Verb::SettleProposal { settled, with } => self.settled_by(settled, with),
            Verb::Disclose(e) => Ok(self.with_exit(vec![e.clone().into()], &e)),
            Verb::Publish { published, state } => {
                let disclosed = Disclosed { items: published.items.clone(), state };
                let events = vec![published.into(), disclosed.clone().into()];
                Ok(self.with_exit(events, &disclosed))
            }
            Verb::RecordRuling(terms) => {
                let ruling = Ruling::new(terms, self.envelopes())?;
                one(RulingRecorded { ruling }.into())
            }
            Verb::Declare(e) => one((*e).into()),
            Verb::FindNotReportable(e) => one(e.into()),
            Verb::RecordDecision(e) => one(e.into()),
            Verb::TakeBack(e) => Ok(super::retract::taken_back(e)),
            Verb::Withdraw(e) => one(e.into()),
            Verb::Close(e) => one(e.into()),
            Verb::Erase(e) => one(e.into()),
            Verb::Arrange(e) => one(e.into()),
            Verb::Assess(e) => one(e.into()),
            Verb::Note(e) => one(e.into()),
        }
    }

    /// A message; one that comes in has thereby arrived, with no decision but that of who wrote it.
    fn message_in(&self, message: MessageWritten, item: Item) -> Vec<CaseEvent> {
        let MessageWritten { from, to, .. } = message;
        let office = check::office(self);
        let comes_in = (to == office && from != office)
            || self.reports().any(|r| r.event.from == from && r.event.to == to);
        let items = BTreeSet::from([item.id]);
        let to = to.into();
        let arrived = Provided { act: Act::Share, from, to, items, decision: None };
        let mut events = vec![ItemAdded { item, held_by: Some(from) }.into(), message.into()];
        if comes_in {
            events.push(arrived.into());
        }
        events
    }

    /// When content becomes public under an embargo, the embargo ends with it.
    fn with_exit(&self, mut events: Vec<CaseEvent>, disclosed: &Disclosed) -> Vec<CaseEvent> {
        let holds = matches!(self.embargo(), EmbargoState::Active { .. });
        if holds && disclosed.state.is_public() {
            events.push(EmbargoExited { reason: ExitReason::Public, because: None }.into());
        }
        events
    }
}

impl Case {
    /// What happened, and, where the world learns by it what the embargo was to keep or attacks are seen, that the
    /// embargo is over. What happened stands first.
    fn with_end(&self, mut events: Vec<CaseEvent>) -> Vec<CaseEvent> {
        if !self.coordination().stage().holds() {
            return events;
        }
        let (mut after, nobody) = (self.clone(), Actor::Member(String::new()));
        for event in &events {
            let at = self.last_recorded();
            let next = recorded(after.version(), &Occurred::at(at), at, &nobody, "", event.clone());
            // What does not fit is rejected with the events themselves.
            if after.apply(next).is_err() {
                return events;
            }
        }
        let (before, after) = (self.coordination().world(), after.coordination().world());
        let new = |mark: &Mark| after.contains_key(mark) && !before.contains_key(mark);
        let reason = if new(&Mark::PublicAware) || new(&Mark::ExploitPublic) {
            Some(ExitReason::Public)
        } else {
            new(&Mark::AttacksSeen).then_some(ExitReason::Exploited)
        };
        events.extend(reason.map(|reason| EmbargoExited { reason, because: None }.into()));
        events
    }

    /// A proposal; and where it answers another, that the shorter of the two is taken as accepted by who proposed the
    /// longer, which stays open as a revision.
    fn with_shorter(&self, proposed: &EmbargoProposed) -> Vec<CaseEvent> {
        let mut events: Vec<CaseEvent> = vec![proposed.clone().into()];
        let open = self.coordination().open();
        if self.coordination().stage() != EmbargoStage::Proposed {
            return events;
        }
        let answers = |other: &&&Proposal| {
            let other = &other.proposed;
            other.to.contains(&proposed.by) && proposed.to.contains(&other.by)
        };
        let taken = |proposal, by| EmbargoAnswered {
            proposal: Some(proposal),
            by,
            answer: TermsAnswer::TakenAsAccepted,
            reason: None,
        };
        match open.first() {
            Some(first) if proposed.until < first.proposed.until => {
                let longer = open.iter().filter(answers).map(|other| other.proposed.by);
                let longer: BTreeSet<_> = longer.collect();
                events.extend(longer.into_iter().map(|by| taken(proposed.proposal, by).into()));
            }
            Some(first) if answers(&first) => {
                events.push(taken(first.proposed.proposal, proposed.by).into());
            }
            Some(_) | None => {}
        }
        events
    }
}

fn recorded(
    seq: u64,
    occurred: &Occurred,
    at: Timestamp,
    actor: &Actor,
    source: &str,
    event: CaseEvent,
) -> Recorded {
    Recorded {
        version: V1,
        seq,
        occurred: occurred.clone(),
        recorded: at,
        actor: actor.clone(),
        source: source.to_owned(),
        event,
    }
}

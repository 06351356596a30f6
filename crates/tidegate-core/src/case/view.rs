//! Views of a case that are read off its record: clocks, filings, passages of content, decisions.

use jiff::Timestamp;
use tidegate_law::RuleId;
use tidegate_law::time::Occurred;

use super::Case;
use crate::event::{
    Actor, CaseEvent, DecisionRecorded, Declared, DirectiveAnswered, DirectiveIssued,
    DirectiveReviewed, FileSent, Filed, FoundNotReportable, ManufacturerNotified, MeasureReported,
    MeasureVerified, MessageWritten, Noted, ProposalSettled, Proposed, Provided, Published,
    Received, Recorded, TakenBack, Tells,
};
use crate::id::{ItemId, PartyId, ProductId, ReportId};
use crate::word::StartEvent;

/// One event of a kind, with its envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'a, E> {
    /// Its place in the case.
    pub seq: u64,
    /// When it occurred.
    pub occurred: &'a Occurred,
    /// When it was recorded.
    pub recorded: Timestamp,
    /// Who recorded it.
    pub actor: &'a Actor,
    /// From what source.
    pub source: &'a str,
    /// What happened.
    pub event: &'a E,
}

impl<'a, E> Entry<'a, E> {
    fn of(recorded: &'a Recorded, event: &'a E) -> Self {
        Self {
            seq: recorded.seq,
            occurred: &recorded.occurred,
            recorded: recorded.recorded,
            actor: &recorded.actor,
            source: &recorded.source,
            event,
        }
    }
}

/// A clock of a party that was started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock<'a> {
    /// Whose.
    pub party: PartyId,
    /// By what.
    pub start: &'a StartEvent,
    /// For which product, where not for all of the case.
    pub product: Option<ProductId>,
    /// When.
    pub occurred: &'a Occurred,
    /// When it was recorded.
    pub recorded: Timestamp,
    /// From what source.
    pub source: &'a str,
    /// By which event.
    pub seq: u64,
}

macro_rules! entries {
    ($($(#[$doc:meta])* $name:ident $event:ident;)*) => {
        impl Case {
            $($(#[$doc])*
            pub fn $name(&self) -> impl Iterator<Item = Entry<'_, $event>> {
                self.record.iter().filter_map(|recorded| match &recorded.event {
                    CaseEvent::$event(event) => Some(Entry::of(recorded, event)),
                    _ => None,
                })
            })*
        }
    };
}

impl Case {
    /// The last decision by an instant that a duty of a party asks for no report, whether it stands or not.
    pub fn last_found_not_reportable(
        &self,
        rule: &RuleId,
        bearer: PartyId,
        product: Option<ProductId>,
        at: Timestamp,
    ) -> Option<Entry<'_, FoundNotReportable>> {
        let about = |entry: &Entry<'_, FoundNotReportable>| {
            let then = &entry.event.assessment;
            let same = then.rule == *rule && then.bearer == bearer && then.product == product;
            same && entry.recorded <= at
        };
        self.found_not_reportable().filter(about).last()
    }
}

entries! {
    /// What the office declared about itself.
    declared Declared;
    /// Decisions that a duty asks for no report.
    found_not_reportable FoundNotReportable;
    /// The reports it received.
    reports Received;
    /// What who reported took back.
    retractions TakenBack;
    /// Messages between who reported and who received the report.
    messages MessageWritten;
    /// Flows of content that took place, beside filings, notifications and publications.
    passages Provided;
    /// Filings with authorities and other addressees.
    filings Filed;
    /// Notifications of manufacturers.
    notifications ManufacturerNotified;
    /// Publications by its parties.
    publications Published;
    /// Directives and requests.
    directives DirectiveIssued;
    /// Answers of the bearers of directives.
    directive_answers DirectiveAnswered;
    /// What was decided of directives.
    directive_reviews DirectiveReviewed;
    /// Measures that bearers of directives reported.
    measure_reports MeasureReported;
    /// Proposals of what takes two signatures.
    proposals Proposed;
    /// How proposals were settled.
    settlements ProposalSettled;
    /// Verifications of measures.
    verifications MeasureVerified;
    /// Decisions of the gate.
    decisions DecisionRecorded;
    /// Notes.
    notes Noted;
}

impl Case {
    /// The clocks of `party`, in the order recorded.
    pub fn clocks_of(&self, party: PartyId) -> impl Iterator<Item = Clock<'_>> {
        self.clocks().filter(move |clock| clock.party == party)
    }

    /// Every clock that was started, in the order recorded.
    pub fn clocks(&self) -> impl Iterator<Item = Clock<'_>> {
        self.record.iter().filter_map(|recorded| match &recorded.event {
            CaseEvent::ClockStarted(clock) => Some(Clock {
                party: clock.party,
                start: &clock.start,
                product: clock.product,
                occurred: &recorded.occurred,
                recorded: recorded.recorded,
                source: &recorded.source,
                seq: recorded.seq,
            }),
            _ => None,
        })
    }

    /// Whether an item is the text of a message. It is between two, so what is asked of content by its class alone does
    /// not mean it.
    pub fn is_message(&self, item: ItemId) -> bool {
        self.messages().any(|entry| entry.event.item == item && entry.event.file.is_none())
    }

    /// Whether an item was sent between two, as the text of a message or as a file. It is none of what was reported, and
    /// none of what is asked of content by its class alone; a file is no text that could be written down anywhere.
    pub fn is_sent(&self, item: ItemId) -> bool {
        self.messages().any(|entry| entry.event.item == item)
    }

    /// The file that an item is, if it is one that was sent.
    pub fn file(&self, item: ItemId) -> Option<FileSent> {
        self.messages().find(|entry| entry.event.item == item)?.event.file
    }

    /// Whether an item is a message between two that, as its writer declares, tells its reader nothing new.
    pub(crate) fn is_declared_nothing_new(&self, item: ItemId, from: PartyId, to: PartyId) -> bool {
        self.messages().any(|entry| {
            let message = entry.event;
            let between = message.from == from && message.to == to;
            message.item == item && between && message.tells == Tells::Nothing
        })
    }

    /// Whether `report` was acknowledged.
    pub fn is_acknowledged(&self, report: ReportId) -> bool {
        self.record.iter().any(|recorded| {
            matches!(&recorded.event, CaseEvent::Acknowledged(done) if done.report == report)
        })
    }
}

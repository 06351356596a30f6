//! Commands: the verbs of the events in the imperative, and what may be done when.
//!
//! [`Case::handle`](crate::case::Case::handle) looks at the case and answers with events or with a reason; it changes
//! nothing. What the law says of it is not asked here but at the gate: a command says what took place or is decided,
//! and a case must be able to record an unlawful flow that took place.

mod arrange;
mod assess;
mod check;
mod coordinate;
mod direct;
mod handle;
mod part;
mod rejection;
mod retract;
mod transfer;
mod who;

pub use handle::open;
pub use part::{Part, Reserved};
pub use rejection::{NoWork, Rejection};

use serde::{Deserialize, Serialize};
use tidegate_law::time::Occurred;

use crate::event::{
    Acknowledged, Arranged, Assessed, CaseMarked, ClockStarted, Closed, DecisionRecorded, Declared,
    DirectiveAnswered, DirectiveIssued, Disclosed, EmbargoAgreed, EmbargoAnswered, EmbargoExited,
    EmbargoInvited, EmbargoProposed, Erased, FactEstablished, FactWithdrawn, Filed,
    FoundNotReportable, ItemAdded, ManufacturerNotified, MeasureReported, MeasureVerified,
    MessageWritten, Noted, PartiesUnited, PartyJoined, ProductNamed, ProposalSettled, Proposed,
    Provided, Published, Received, ReportManaged, StatusGiven, SupplyEstablished, TakenBack,
    Triaged, Withdrawn,
};
use crate::item::{Disclosure, Item};
use crate::proposal::Completion;
use crate::ruling::RulingTerms;

/// What is to be recorded, since when it is so, and from what source that is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Command {
    /// When it occurred; none for now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occurred: Option<Occurred>,
    /// The source.
    pub source: String,
    /// What.
    pub verb: Verb,
}

impl Command {
    /// A command about something that occurs now.
    pub fn new(verb: Verb, source: impl Into<String>) -> Self {
        Self { occurred: None, source: source.into(), verb }
    }

    /// The same command about something that occurred then.
    #[must_use]
    pub fn when(self, occurred: Occurred) -> Self {
        Self { occurred: Some(occurred), ..self }
    }
}

/// What can be recorded in an open case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Verb {
    /// Let a party take part, or correct what is known of it.
    JoinParty(PartyJoined),
    /// Say that a party is another.
    UniteParties(PartiesUnited),
    /// Name a product, or correct what is known of it.
    NameProduct(ProductNamed),
    /// Record that a product is made available somewhere.
    EstablishSupply(SupplyEstablished),
    /// Add a piece of content.
    AddItem(ItemAdded),
    /// Receive a report with its items.
    Receive {
        /// The receipt; it names all of `items`.
        received: Received,
        /// The clear envelopes of the items that come with it.
        items: Vec<Item>,
    },
    /// Acknowledge a report.
    Acknowledge(Acknowledged),
    /// Judge the report.
    Triage(Triaged),
    /// Establish a fact.
    EstablishFact(FactEstablished),
    /// Record that a fact is not known after all.
    WithdrawFact(FactWithdrawn),
    /// Start a clock of a party.
    StartClock(ClockStarted),
    /// Write a message. One to who received the report has reached it by that, as the report did; any other waits for
    /// the gate.
    Write {
        /// The message; it names `item`.
        message: MessageWritten,
        /// The clear envelope of its text.
        item: Item,
    },
    /// Record that content passed from one to another.
    Provide(Provided),
    /// Record a filing.
    File(Filed),
    /// Record that a manufacturer was notified.
    NotifyManufacturer(ManufacturerNotified),
    /// Agree on an embargo, or revise it.
    AgreeEmbargo(EmbargoAgreed),
    /// End the embargo.
    ExitEmbargo(EmbargoExited),
    /// Take a step with the report.
    ManageReport(ReportManaged),
    /// Propose terms of an embargo.
    ProposeEmbargo(EmbargoProposed),
    /// Ask a participant to agree to the embargo that holds.
    InviteToEmbargo(EmbargoInvited),
    /// Answer proposed terms, or the embargo that holds.
    AnswerEmbargo(EmbargoAnswered),
    /// Record that one of the six things that happen to a case has happened.
    MarkCase(CaseMarked),
    /// Give a manufacturer's status of a product.
    GiveStatus(StatusGiven),
    /// Issue a directive or a request.
    IssueDirective(DirectiveIssued),
    /// Answer a directive, as its bearer.
    AnswerDirective(DirectiveAnswered),
    /// Report that a measure was carried out, as the bearer of the directive.
    ReportMeasure(MeasureReported),
    /// Record the verification of a measure.
    VerifyMeasure(MeasureVerified),
    /// Propose what takes two signatures; this is the first.
    Propose(Box<Proposed>),
    /// Settle a proposal: sign it as the second person, decline it or take it back.
    SettleProposal {
        /// Who settles it, and how.
        settled: ProposalSettled,
        /// What completes it where it is signed.
        with: Completion,
    },
    /// Record that items reached a state of disclosure.
    Disclose(Disclosed),
    /// Record a publication by a party, and the state that the items reach by it.
    Publish {
        /// The publication.
        published: Published,
        /// The state reached.
        state: Disclosure,
    },
    /// Record a ruling.
    RecordRuling(RulingTerms),
    /// Declare something about the office.
    Declare(Box<Declared>),
    /// Find that a duty asks for no report.
    FindNotReportable(FoundNotReportable),
    /// Record a decision of the gate.
    RecordDecision(DecisionRecorded),
    /// Take back what was given with the report, or the report itself.
    TakeBack(TakenBack),
    /// Withdraw the report.
    Withdraw(Withdrawn),
    /// Close the case.
    Close(Closed),
    /// Record that the content's key was destroyed.
    Erase(Erased),
    /// Arrange the office's own work on the case.
    Arrange(Arranged),
    /// Record somebody's assessment of the flaw.
    Assess(Assessed),
    /// Note something.
    Note(Noted),
}

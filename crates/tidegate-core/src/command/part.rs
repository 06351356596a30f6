//! What a rejection points at: a part of a command, or an act that is the office's alone.
//!
//! Values and not texts, so that whoever says a rejection can say it in any language; `Display` is for journals.

use std::fmt;

/// A text of a command that is empty or too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The handle of a case.
    Handle,
    /// Where something comes from.
    Source,
    /// The name of a member of the office.
    MemberName,
    /// The name of a party.
    PartyName,
    /// The rule that needs somebody's nationality.
    NationalityRule,
    /// The name of a product.
    ProductName,
    /// The model of a product.
    Model,
    /// The versions of a product.
    Versions,
    /// The description of a product.
    Description,
    /// Why something is done.
    Reason,
    /// The value of a fact.
    FactValue,
    /// The rule under which something is filed.
    Rule,
    /// The reference of a filing.
    Reference,
    /// A field of a filing.
    Field,
    /// A measure.
    Measure,
    /// The basis of a directive.
    Basis,
    /// What a bearer says was done, or what a verification found.
    Statement,
    /// The place of publication.
    Place,
    /// The reasons of a ruling, or of a finding that nothing is reported.
    Reasons,
    /// The name of who decides.
    Decider,
    /// What a ruling goes over, or why content is erased.
    Ground,
    /// Somebody's own number for the matter.
    Number,
    /// A task.
    Task,
    /// A queue.
    Queue,
    /// A note.
    Note,
    /// The terms of an embargo.
    Terms,
    /// What shows that something is exploited.
    Evidence,
    /// The outcome of a decision table.
    Outcome,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Handle => "the handle",
            Self::Source => "the source",
            Self::MemberName => "the name of the member",
            Self::PartyName => "the name of the party",
            Self::NationalityRule => "the rule that needs the nationality",
            Self::ProductName => "the name of the product",
            Self::Model => "the model",
            Self::Versions => "the versions",
            Self::Description => "the description",
            Self::Reason => "the reason",
            Self::FactValue => "the value of the fact",
            Self::Rule => "the rule",
            Self::Reference => "the reference",
            Self::Field => "a field",
            Self::Measure => "the measure",
            Self::Basis => "the basis",
            Self::Statement => "the statement",
            Self::Place => "the place of publication",
            Self::Reasons => "the reasons",
            Self::Decider => "the name of who decides",
            Self::Ground => "the ground",
            Self::Number => "the number",
            Self::Task => "the task",
            Self::Queue => "the queue",
            Self::Note => "the note",
            Self::Terms => "the terms of the embargo",
            Self::Evidence => "what shows it",
            Self::Outcome => "the outcome",
        })
    }
}

/// What only a member of the office does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reserved {
    /// Judging a report.
    Triage,
    /// Saying that two parties are one.
    Uniting,
    /// Recording an embargo.
    Embargo,
    /// Recording the end of an embargo.
    EmbargoEnd,
    /// Recording a ruling.
    Ruling,
    /// Declaring something about the office.
    Declaring,
    /// Finding that a duty asks for no report.
    NotReportable,
    /// Recording a decision.
    Decision,
    /// Proposing what takes two signatures.
    Proposing,
    /// Signing or declining a proposal.
    Signing,
    /// Arranging the office's own work.
    Arranging,
    /// Assessing a flaw.
    Assessing,
    /// Closing a case.
    Closing,
    /// Erasing content.
    Erasing,
}

impl fmt::Display for Reserved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Triage => "judge a report",
            Self::Uniting => "say that two parties are one",
            Self::Embargo => "record an embargo",
            Self::EmbargoEnd => "record the end of an embargo",
            Self::Ruling => "record a ruling",
            Self::Declaring => "declare something about the office",
            Self::NotReportable => "find that nothing is reported",
            Self::Decision => "record a decision",
            Self::Proposing => "propose what takes two signatures",
            Self::Signing => "sign or decline a proposal",
            Self::Arranging => "arrange the work on a case",
            Self::Assessing => "assess a flaw",
            Self::Closing => "close a case",
            Self::Erasing => "erase content",
        })
    }
}

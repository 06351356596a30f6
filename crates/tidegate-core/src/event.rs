//! Events: what happened in a case, in the past tense, for ever.
//!
//! A case is the fold of its events. Events are never edited or deleted; erasure is the loss of a key. They name
//! content by item and never hold it: a note, a reason or a name may be read by everybody who may read the case.
//! Every form that was ever written must be read: variants and fields are only added, and `tests/events` keeps one
//! recorded example of each.

mod admission;
mod casework;
mod coordination;
mod directing;
mod participation;
mod passage;
mod recorded;
mod retraction;
mod subject;
mod transfer;
mod triage;

pub use crate::declaration::Declared;
pub use admission::{Admission, CaseRole};
pub use casework::{
    Arranged, Arrangement, ClosingCode, HoldReason, ReasonCode, Relation, ReportPart, missing,
};
pub use coordination::{
    Acknowledged, Answer, Closed, DecisionRecorded, EmbargoAgreed, EmbargoExited, Erased,
    ExitReason, FoundNotReportable, Noted, RulingRecorded, Triaged, Verdict, Withdrawn,
};
pub use directing::{
    DirectiveAnswer, DirectiveAnswered, DirectiveIssued, DirectiveReviewed, MeasureReported,
    MeasureResult, MeasureShown, MeasureVerified, ProposalSettled, Proposed, Review, Settlement,
};
pub use participation::{
    CaseMarked, EmbargoAnswered, EmbargoInvited, EmbargoProposed, ProductStatus, ReportManaged,
    StatusGiven, TermsAnswer,
};
pub use passage::{
    Disclosed, FileSent, Filed, ManufacturerNotified, MessageWritten, Provided, Published,
    Received, Tells,
};
pub use recorded::{Actor, Recorded, V1};
pub use retraction::{Given, TakenBack};
pub use subject::{
    ClockStarted, FactEstablished, FactWithdrawn, ItemAdded, Opened, PartiesUnited, PartyJoined,
    ProductNamed, Subject, SupplyEstablished,
};

pub use transfer::{LogPlace, TransferOffer, TransferReason, TransferStep, TransferTaken};
pub use triage::{
    Appraisal, Assessed, Exploitation, ExploitationSeen, PointAnswered, PriorityFound,
    SeverityHeld, View, WeaknessesNamed,
};

use serde::{Deserialize, Serialize};

macro_rules! events {
    ($($(#[$doc:meta])* $name:ident $word:literal;)*) => {
        /// What happened in a case.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum CaseEvent {
            $($(#[$doc])* $name($name),)*
        }

        impl CaseEvent {
            /// The words for each kind of event, as serialised, in the order of the enum.
            pub const WORDS: &'static [&'static str] = &[$($word),*];

            /// The word for this kind of event, as serialised.
            pub fn word(&self) -> &'static str {
                match self {
                    $(Self::$name(_) => $word,)*
                }
            }
        }

        $(impl From<$name> for CaseEvent {
            fn from(event: $name) -> Self {
                Self::$name(event)
            }
        })*
    };
}

events! {
    /// The case was opened.
    Opened "opened";
    /// A party took part.
    PartyJoined "party_joined";
    /// Two parties were found to be one.
    PartiesUnited "parties_united";
    /// A product was named, or named more precisely.
    ProductNamed "product_named";
    /// A product was found to be made available somewhere.
    SupplyEstablished "supply_established";
    /// A piece of content was added.
    ItemAdded "item_added";
    /// A report was received.
    Received "received";
    /// A report was acknowledged.
    Acknowledged "acknowledged";
    /// The report was judged.
    Triaged "triaged";
    /// A fact was established.
    FactEstablished "fact_established";
    /// A fact was found to be not known after all.
    FactWithdrawn "fact_withdrawn";
    /// A clock of a party was started.
    ClockStarted "clock_started";
    /// A message was written between who reported and who received the report.
    MessageWritten "message_written";
    /// Content passed from one to another.
    Provided "provided";
    /// A filing was made with an authority or another addressee.
    Filed "filed";
    /// A manufacturer was notified.
    ManufacturerNotified "manufacturer_notified";
    /// An embargo was agreed, or its terms were revised.
    EmbargoAgreed "embargo_agreed";
    /// The embargo ended.
    EmbargoExited "embargo_exited";
    /// A participant came one step further with the report.
    ReportManaged "report_managed";
    /// Terms of an embargo were proposed.
    EmbargoProposed "embargo_proposed";
    /// A participant was asked to agree to the embargo that holds.
    EmbargoInvited "embargo_invited";
    /// Proposed terms, or the embargo that holds, were answered.
    EmbargoAnswered "embargo_answered";
    /// One of the six things that happen to a case has happened.
    CaseMarked "case_marked";
    /// A manufacturer's status of a product was given.
    StatusGiven "status_given";
    /// A directive was issued; without a binding basis it is a request.
    DirectiveIssued "directive_issued";
    /// The bearer of a directive answered it.
    DirectiveAnswered "directive_answered";
    /// Who issued a directive decided what becomes of it.
    DirectiveReviewed "directive_reviewed";
    /// The bearer of a directive reported a measure.
    MeasureReported "measure_reported";
    /// A measure was verified.
    MeasureVerified "measure_verified";
    /// Something was proposed that takes two signatures.
    Proposed "proposed";
    /// A proposal was settled.
    ProposalSettled "proposal_settled";
    /// Items reached a state of disclosure, by whomever.
    Disclosed "disclosed";
    /// A party of the case published.
    Published "published";
    /// A ruling was recorded.
    RulingRecorded "ruling_recorded";
    /// The office declared something about itself.
    Declared "declared";
    /// A named person found that a duty asks for no report.
    FoundNotReportable "found_not_reportable";
    /// A decision of the gate was recorded.
    DecisionRecorded "decision_recorded";
    /// Who reported took something back.
    TakenBack "taken_back";
    /// The report was withdrawn.
    Withdrawn "withdrawn";
    /// The case was closed.
    Closed "closed";
    /// The content's key was destroyed.
    Erased "erased";
    /// The office arranged its own work on the case.
    Arranged "arranged";
    /// Somebody's assessment of the flaw was recorded.
    Assessed "assessed";
    /// Something was noted.
    Noted "noted";
}

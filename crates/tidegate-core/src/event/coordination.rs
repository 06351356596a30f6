//! Events of handling: judging, agreeing, deciding, ending.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::casework::{ClosingCode, ReasonCode, ReportPart};
use crate::act::{Act, Recipient};
use crate::digest::Digest;
use crate::id::{CaseId, ItemId, PartyId, ReportId, RulingId};
use crate::office::Zone;
use crate::reportability::Assessment;
use crate::ruling::Ruling;

/// A report was acknowledged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acknowledged {
    /// Which report.
    pub report: ReportId,
    /// By whom.
    pub by: PartyId,
}

/// The report was judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Triaged {
    /// The judgement.
    pub verdict: Verdict,
    /// Why.
    pub reason: String,
    /// The case that it repeats, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duplicate_of: Option<CaseId>,
    /// Why, as one of the reasons that every office has. Missing in old records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<ReasonCode>,
    /// What the report lacks to be looked into.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub missing: BTreeSet<ReportPart>,
}

/// How a report was judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It is a flaw, and is worked on.
    Accepted,
    /// It is a flaw; work waits.
    Deferred,
    /// It is a flaw that another case has already.
    Duplicate,
    /// More must be known.
    NeedsInformation,
    /// It is no flaw.
    Invalid,
}

/// An embargo was agreed, or its terms were revised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmbargoAgreed {
    /// Between whom.
    pub parties: BTreeSet<PartyId>,
    /// Until when, to the hour; none for an embargo until a remedy is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// The zone in which the end was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<Zone>,
    /// Under which terms, such as `TLP:AMBER`, in the words of those who agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<String>,
}

/// The embargo ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmbargoExited {
    /// Why.
    pub reason: ExitReason,
    /// The same in words; where the reason is another than those with a word of their own, it says which. Missing in
    /// old records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
}

/// Why an embargo ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExitReason {
    /// Its term was over.
    Expired,
    /// A remedy is ready or deployed.
    Remedy,
    /// The details, or an exploit, are public.
    Public,
    /// Attacks were seen.
    Exploited,
    /// Something else, which is said in words.
    Other,
}

/// A ruling was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RulingRecorded {
    /// The ruling, whole.
    pub ruling: Ruling,
}

/// A named person found that a duty asks for no report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FoundNotReportable {
    /// What the book said of the duty then, and on which facts.
    pub assessment: Assessment,
    /// Who decided, by name.
    pub decided_by: String,
    /// Why.
    pub reasons: String,
    /// Whether it was made knowing that who reported says otherwise.
    #[serde(default, skip_serializing_if = "is_not_against")]
    pub against_finder: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_not_against(against_finder: &bool) -> bool {
    !against_finder
}

/// A decision of the gate was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionRecorded {
    /// The digest of the decision's canonical bytes.
    pub decision: Digest,
    /// The answer.
    pub answer: Answer,
    /// The act that was asked for.
    pub act: Act,
    /// Who asked to do it.
    pub from: PartyId,
    /// With whom.
    pub to: Recipient,
    /// With which items.
    pub items: BTreeSet<ItemId>,
    /// The ruling that released it, and is spent by it. Missing in old records, whatever the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ruling: Option<RulingId>,
}

/// The answers of the gate, and the release that a ruling yields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Permit.
    Permit,
    /// Permit if conditions are met.
    PermitIf,
    /// Refuse.
    Refuse,
    /// A named human decides.
    Escalate,
    /// Two binding rules collide.
    Conflict,
    /// A ruling let it pass; never called a permit.
    ReleasedUnderRuling,
}

/// The report was withdrawn by who made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdrawn {
    /// By whom.
    pub by: PartyId,
    /// Why.
    pub reason: String,
}

/// The case was closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closed {
    /// Why.
    pub reason: String,
    /// Why, as one of the reasons that every office has. Missing in old records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<ClosingCode>,
}

/// The content's key was destroyed; the log stays whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Erased {
    /// Which items; none for all of the case.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub items: BTreeSet<ItemId>,
    /// The legal ground, by citation or in words.
    pub ground: String,
}

/// Something was noted. A note holds no content about the flaw: that is an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Noted {
    /// What.
    pub text: String,
}

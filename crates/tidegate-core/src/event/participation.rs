//! Events of coordination: what a participant does with the report, what is proposed and answered about an embargo,
//! what has happened to the case, and what a manufacturer says of its product.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::coordination::{Mark, ReportStep};
use crate::id::{PartyId, ProductId, TermsId};
use crate::office::Zone;

/// A participant came one step further with the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportManaged {
    /// Who.
    pub participant: PartyId,
    /// Which step.
    pub step: ReportStep,
    /// Why.
    pub reason: String,
}

/// Terms of an embargo were proposed: the first, other ones in answer, or a revision of one that holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmbargoProposed {
    /// The id of the proposal.
    pub proposal: TermsId,
    /// By whom.
    pub by: PartyId,
    /// To whom.
    pub to: BTreeSet<PartyId>,
    /// Until when, to the minute.
    pub until: Timestamp,
    /// The zone in which the end was written.
    pub zone: Zone,
    /// Under which terms, such as `TLP:AMBER`, in the words of who proposes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<String>,
}

/// A participant was asked to agree to the embargo that holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmbargoInvited {
    /// Who was asked.
    pub participant: PartyId,
    /// By whom.
    pub by: PartyId,
}

/// Proposed terms, or the embargo that holds, were answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmbargoAnswered {
    /// Which proposal; none for the embargo that holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<TermsId>,
    /// Whose answer.
    pub by: PartyId,
    /// The answer.
    pub answer: TermsAnswer,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// An answer to the terms of an embargo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TermsAnswer {
    /// Yes.
    Accepts,
    /// No.
    Rejects,
    /// Whoever proposed the longer of two terms is bound for the shorter one: both contain it.
    TakenAsAccepted,
}

/// One of the six things that happen to a case has happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseMarked {
    /// Which.
    pub mark: Mark,
    /// Whose remedy or knowledge, where it is that of one manufacturer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manufacturer: Option<PartyId>,
}

/// A manufacturer's status of a product was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusGiven {
    /// By which manufacturer.
    pub manufacturer: PartyId,
    /// Of which product.
    pub product: ProductId,
    /// The status.
    pub status: ProductStatus,
    /// Why: what was looked at, in which versions.
    pub reason: String,
}

/// What a manufacturer says of its product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProductStatus {
    /// The flaw is in it.
    Affected,
    /// The flaw is not in it.
    NotAffected,
    /// It looks into it.
    UnderInvestigation,
    /// The flaw was in it and is repaired.
    Fixed,
    /// It cannot say.
    Unknown,
}

impl ProductStatus {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Affected, Self::NotAffected, Self::UnderInvestigation, Self::Fixed, Self::Unknown];

    /// The word for it, as serialised.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Affected => "affected",
            Self::NotAffected => "not_affected",
            Self::UnderInvestigation => "under_investigation",
            Self::Fixed => "fixed",
            Self::Unknown => "unknown",
        }
    }

    /// Whether nothing more is waited for.
    #[must_use]
    pub fn is_final(self) -> bool {
        match self {
            Self::Affected | Self::NotAffected | Self::Fixed => true,
            Self::UnderInvestigation | Self::Unknown => false,
        }
    }
}

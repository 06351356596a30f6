//! Events of directing: what an authority asks for, what the bearer answers and reports, what is verified.
//!
//! What these events say is under the key of their case like everything else; what a bearer hands in as evidence is an
//! item. How far a directive has come is computed from them: see [`crate::directive`].

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::directive::{DueFollowed, Measure};
use crate::id::{DirectiveId, ItemId, PartyId, ProductId, ProposalId};
use crate::proposal::{Matter, Signature};

/// A directive was issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DirectiveIssued {
    /// Its id.
    pub directive: DirectiveId,
    /// By whom.
    pub by: PartyId,
    /// To whom.
    pub to: PartyId,
    /// What is to be done.
    pub measures: Vec<Measure>,
    /// Until when, for every measure that has no time of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Timestamp>,
    /// What proposed a due time, where a decision table did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<Box<DueFollowed>>,
    /// The citation that makes it binding; without one it is a request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// The product it is about, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<ProductId>,
    /// Which versions, as they are written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub versions: Option<String>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reasons: Option<String>,
    /// The directive that it replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<DirectiveId>,
    /// The item that holds it as a letter to its bearer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<ItemId>,
    /// Who signed it. None of what another authority issued and this office heard of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signed: Vec<Signature>,
}

/// Who bears a directive answered it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DirectiveAnswered {
    /// Which directive.
    pub directive: DirectiveId,
    /// By whom: its bearer.
    pub by: PartyId,
    /// What it answered.
    pub answer: DirectiveAnswer,
}

/// What the bearer of a directive may answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum DirectiveAnswer {
    /// It has it, and will do it.
    Acknowledges,
    /// It asks for more time.
    AsksForTime {
        /// Until when.
        until: Timestamp,
        /// Why.
        reasons: String,
    },
    /// It says that the directive should not stand.
    Contests {
        /// Why.
        reasons: String,
    },
}

/// Who issued a directive decided what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DirectiveReviewed {
    /// Which directive.
    pub directive: DirectiveId,
    /// By whom: the party that issued it.
    pub by: PartyId,
    /// What was decided.
    pub review: Review,
    /// Why.
    pub reasons: String,
    /// Who signed it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signed: Vec<Signature>,
}

/// What may become of a directive that was contested, or for which more time was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Review {
    /// It stands, with the times that it had.
    Upheld,
    /// There is more time for all of it.
    Extended {
        /// Until when.
        until: Timestamp,
    },
    /// It no longer stands.
    Withdrawn,
}

/// Who bears a directive reported that a measure was carried out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureReported {
    /// The directive.
    pub directive: DirectiveId,
    /// By whom.
    pub by: PartyId,
    /// Which measure, counted from one in the order of the directive.
    pub measure: u32,
    /// What was done, in words.
    pub statement: String,
    /// The items that show it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub evidence: BTreeSet<ItemId>,
    /// What it comes to in numbers and versions, where that was said. Missing in old records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown: Option<MeasureShown>,
}

/// What a report of a measure comes to: of how many installations how many, from which version to which, when, by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureShown {
    /// On how many installations it was carried out.
    pub done: u32,
    /// Of how many. Where more are left, the measure is reported in part and stays open.
    pub of: u32,
    /// The version before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// The version after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// On which day it was carried out, or begun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// Who carried it out, by name or duty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
}

impl MeasureShown {
    /// Whether something is left to be done.
    #[must_use]
    pub fn is_part(&self) -> bool {
        self.done < self.of
    }
}

/// A measure was verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureVerified {
    /// The directive that asked for it, if one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub directive: Option<DirectiveId>,
    /// Who verified.
    pub by: PartyId,
    /// Whose measure.
    pub of: PartyId,
    /// Which measure, in words.
    pub measure: String,
    /// What was found.
    pub result: MeasureResult,
    /// Which measure of the directive, counted from one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// What was looked at, and what is missing where something is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<String>,
}

/// What a verification found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureResult {
    /// It works.
    Effective,
    /// It works in part.
    Partial,
    /// It does not work.
    Ineffective,
}

/// Something was proposed that takes two signatures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposed {
    /// Its id.
    pub proposal: ProposalId,
    /// What is proposed.
    pub matter: Matter,
    /// The first signature: who proposes.
    pub signed: Signature,
}

/// A proposal was settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProposalSettled {
    /// Which proposal.
    pub proposal: ProposalId,
    /// Who settled it.
    pub signed: Signature,
    /// How.
    pub outcome: Settlement,
}

/// How a proposal is settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Settlement {
    /// A second person signed it; what it proposed follows in the record.
    Signed,
    /// A second person declined it.
    Declined {
        /// Why.
        reasons: String,
    },
    /// Who proposed it took it back.
    TakenBack {
        /// Why.
        reasons: String,
    },
}

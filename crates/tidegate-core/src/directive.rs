//! Directives: what an authority asks somebody to do about a vulnerability, by when, and on what basis.
//!
//! A directive without a binding basis is titled a *request*. It is proposed by one person and signed by another
//! ([`crate::proposal`]), is answered by its bearer, and is met when every measure was verified. Nothing here is kept:
//! [`DirectiveStanding`] is read off the record, so what is open, late or sent back at any instant can be replayed. RMSV gives no
//! authority a power to order a repair; whether a basis binds is for the book to say, never for this module.

mod measure;
mod standing;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use measure::{Measure, MeasureKind};
pub use standing::{Awaits, DirectiveStanding, Done, MeasureStanding, Step};

use crate::event::DirectiveIssued;
use crate::id::{DirectiveId, ItemId, PartyId, ProductId};
use crate::proposal::Signature;
use crate::triage::table::PointId;

/// Which row of a decision table proposed a due time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DueFollowed {
    /// The event with the outcome.
    pub event: u64,
    /// The table with its version.
    pub table: PointId,
    /// The number of the row.
    pub row: u32,
    /// The key of the outcome.
    pub outcome: String,
    /// The time that follows from it.
    pub proposed: Timestamp,
    /// Why another time was set, where one was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overruled: Option<String>,
}

/// A directive as it is proposed: everything but who signs it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// Its id.
    pub directive: DirectiveId,
    /// Who issues it.
    pub by: PartyId,
    /// Who bears it.
    pub to: PartyId,
    /// The product it is about, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<ProductId>,
    /// Which versions, as they are written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub versions: Option<String>,
    /// What is to be done.
    pub measures: Vec<Measure>,
    /// Until when, for every measure that has no time of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Timestamp>,
    /// What proposed a due time, where a decision table did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<Box<DueFollowed>>,
    /// The rule or article of the book that makes it binding; without one it is a request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// Why.
    pub reasons: String,
    /// The directive that it replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<DirectiveId>,
}

impl Order {
    /// The event by which it is issued, with the item that holds it as a letter.
    #[must_use]
    pub fn issued(self, signed: Vec<Signature>, letter: Option<ItemId>) -> DirectiveIssued {
        DirectiveIssued {
            directive: self.directive,
            by: self.by,
            to: self.to,
            measures: self.measures,
            due: self.due,
            follows: self.follows,
            basis: self.basis,
            product: self.product,
            versions: self.versions,
            reasons: Some(self.reasons),
            replaces: self.replaces,
            letter,
            signed,
        }
    }
}

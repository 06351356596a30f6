//! The right to open the items of one decision, for one recipient and session, for five minutes.

use jiff::{SignedDuration, Timestamp};

use super::permit::Grant;
use crate::act::Recipient;
use crate::digest::Digest;
use crate::id::{CaseId, ItemId, RulingId, SessionId};

/// How long after its decision a clearance is good.
pub(super) const LASTS: SignedDuration = SignedDuration::from_mins(5);

/// On what a clearance rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// A permit of the gate.
    Permit,
    /// A ruling of named people; the faces say "released under ruling".
    Ruling(RulingId),
}

/// The right to open the items of one decision. Not copied, not stored, spent by use.
#[derive(Debug)]
pub struct Clearance {
    grant: Grant,
    basis: Basis,
    index: u64,
    expires: Timestamp,
}

/// Why content stays shut.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Shut {
    /// The clearance is of another case.
    #[error("the clearance is for another case; ask the gate about this one")]
    OtherCase,
    /// The clearance does not name the item.
    #[error("the clearance does not name item `{0}`; ask the gate about it")]
    OtherItem(ItemId),
    /// The clearance has ended.
    #[error("the clearance ended at {0}; ask the gate again")]
    Ended(Timestamp),
    /// Two pieces come from two decisions.
    #[error("the content was cleared by another decision; ask the gate about all of it at once")]
    OtherDecision,
}

impl Clearance {
    pub(super) fn of(grant: Grant, basis: Basis, index: u64, expires: Timestamp) -> Self {
        Self { grant, basis, index, expires }
    }

    /// The case.
    pub fn case(&self) -> CaseId {
        self.grant.case
    }

    /// The decision.
    pub fn decision(&self) -> Digest {
        self.grant.decision
    }

    /// The one recipient.
    pub fn recipient(&self) -> &Recipient {
        &self.grant.recipient
    }

    /// The one session.
    pub fn session(&self) -> SessionId {
        self.grant.session
    }

    /// The items it opens.
    pub fn items(&self) -> impl Iterator<Item = ItemId> + '_ {
        self.grant.items.iter().copied()
    }

    /// On what it rests.
    pub fn basis(&self) -> Basis {
        self.basis
    }

    /// The place of the decision on the log.
    pub fn index(&self) -> u64 {
        self.index
    }

    /// When it ends; at that instant it is no longer good.
    pub fn expires(&self) -> Timestamp {
        self.expires
    }

    pub(super) fn admits(&self, case: CaseId, item: ItemId, at: Timestamp) -> Result<(), Shut> {
        if case != self.grant.case {
            return Err(Shut::OtherCase);
        }
        if !self.grant.items.contains(&item) {
            return Err(Shut::OtherItem(item));
        }
        self.holds(at)
    }

    pub(super) fn holds(&self, at: Timestamp) -> Result<(), Shut> {
        if self.grant.decided <= at && at < self.expires {
            Ok(())
        } else {
            Err(Shut::Ended(self.expires))
        }
    }
}

//! What the gate grants, before it is on the log.

use std::collections::BTreeSet;

use jiff::Timestamp;
use tidegate_log::{Commitment, Domain, Inclusion};

use super::clearance::{Basis, Clearance, LASTS};
use crate::act::Recipient;
use crate::digest::{Digest, Salt};
use crate::id::{CaseId, ItemId, RulingId, SessionId};

/// What decisions are committed to as.
const DECISION: Domain = Domain::constant("tidegate/decision/v1");

/// The commitment that stands on the log for a decision: to the digest of its canonical bytes, with a salt.
pub fn decision_commitment(decision: &Digest, salt: &Salt) -> Commitment {
    Commitment::of(&DECISION, &tidegate_log::Salt::new(*salt.as_bytes()), decision.as_bytes())
}

/// What is granted: to whom, which items, for which session, by which decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// The case.
    pub case: CaseId,
    /// The digest of the decision's canonical bytes.
    pub decision: Digest,
    /// The one recipient.
    pub recipient: Recipient,
    /// The items.
    pub items: BTreeSet<ItemId>,
    /// The one session.
    pub session: SessionId,
    /// The instant of the decision, which stands in its canonical bytes.
    pub decided: Timestamp,
}

/// The gate's permit. Opens nothing yet: its decision must be on the log first.
#[derive(Debug)]
pub struct Permit(Grant);

/// A release under a ruling. Goes the way of a permit and is never called one.
#[derive(Debug)]
pub struct Release {
    grant: Grant,
    ruling: RulingId,
}

/// Why a permit or release gives no clearance.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotCleared {
    /// The proof is of something else.
    #[error("the proof from the log is of another entry; prove the entry of this decision")]
    OtherEntry,
    /// It is too late.
    #[error("the decision was made at {decided} and was good until {expired}; ask again")]
    Expired {
        /// When it was made.
        decided: Timestamp,
        /// Until when it was good.
        expired: Timestamp,
    },
    /// It is too early.
    #[error("the decision was made at {0}, which is later than now; check the clock of the server")]
    NotYet(Timestamp),
}

impl Permit {
    /// A permit; only the gate calls this.
    pub(crate) fn grant(grant: Grant) -> Self {
        Self(grant)
    }

    /// What it grants.
    pub fn terms(&self) -> &Grant {
        &self.0
    }

    /// The clearance, once `inclusion` proves that exactly this decision is on the log under `salt`.
    ///
    /// # Errors
    /// [`NotCleared`] if the proof is of another entry, or `at` is not within five minutes after the decision.
    pub fn clear(
        self,
        inclusion: &Inclusion,
        salt: &Salt,
        at: Timestamp,
    ) -> Result<Clearance, NotCleared> {
        cleared(self.0, Basis::Permit, inclusion, salt, at)
    }
}

impl Release {
    /// A release under `ruling`; only the gate calls this.
    pub(crate) fn under(ruling: RulingId, grant: Grant) -> Self {
        Self { grant, ruling }
    }

    /// What it releases.
    pub fn terms(&self) -> &Grant {
        &self.grant
    }

    /// The ruling it is under.
    pub fn ruling(&self) -> RulingId {
        self.ruling
    }

    /// The clearance, once `inclusion` proves that exactly this decision is on the log under `salt`.
    ///
    /// # Errors
    /// [`NotCleared`] if the proof is of another entry, or `at` is not within five minutes after the decision.
    pub fn clear(
        self,
        inclusion: &Inclusion,
        salt: &Salt,
        at: Timestamp,
    ) -> Result<Clearance, NotCleared> {
        cleared(self.grant, Basis::Ruling(self.ruling), inclusion, salt, at)
    }
}

fn cleared(
    grant: Grant,
    basis: Basis,
    inclusion: &Inclusion,
    salt: &Salt,
    at: Timestamp,
) -> Result<Clearance, NotCleared> {
    if *inclusion.leaf() != decision_commitment(&grant.decision, salt).leaf_hash() {
        return Err(NotCleared::OtherEntry);
    }
    if at < grant.decided {
        return Err(NotCleared::NotYet(grant.decided));
    }
    let expires = grant.decided.saturating_add(LASTS).unwrap_or(grant.decided);
    if at >= expires {
        return Err(NotCleared::Expired { decided: grant.decided, expired: expires });
    }
    Ok(Clearance::of(grant, basis, inclusion.index(), expires))
}

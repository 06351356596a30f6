//! Cleared content, and what an outbound adapter accepts.

use std::fmt;

use jiff::Timestamp;

use super::clearance::{Basis, Clearance, Shut};
use super::content::Ciphertext;
use crate::act::Recipient;
use crate::digest::Digest;
use crate::id::{CaseId, SessionId};

/// Content still tied to the decision that cleared it. It can be turned into other content and joined with more from
/// the same decision; it cannot be taken out.
pub struct Cleared<T> {
    decision: Digest,
    content: T,
}

impl<T> Cleared<T> {
    pub(super) fn of(decision: Digest, content: T) -> Self {
        Self { decision, content }
    }

    /// What `render` makes of the content, tied to the same decision.
    pub fn map<U>(self, render: impl FnOnce(&T) -> U) -> Cleared<U> {
        Cleared { decision: self.decision, content: render(&self.content) }
    }

    /// Both, if the same decision cleared both.
    ///
    /// # Errors
    /// [`Shut::OtherDecision`] if not.
    pub fn join<U>(self, other: Cleared<U>) -> Result<Cleared<(T, U)>, Shut> {
        if self.decision != other.decision {
            return Err(Shut::OtherDecision);
        }
        Ok(Cleared { decision: self.decision, content: (self.content, other.content) })
    }

    /// The decision that cleared it.
    pub fn decision(&self) -> Digest {
        self.decision
    }
}

impl<T> fmt::Debug for Cleared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Cleared(by {})", self.decision)
    }
}

/// What an outbound adapter accepts: bytes for one recipient in one session, with the clearance they spent.
pub struct Dispatch {
    clearance: Clearance,
    bytes: Vec<u8>,
    sealed: bool,
}

impl Dispatch {
    /// Spends `clearance` on what it cleared.
    ///
    /// # Errors
    /// [`Shut::OtherDecision`] if `content` was cleared by another decision, [`Shut::Ended`] if it is too late.
    pub fn new(
        clearance: Clearance,
        content: Cleared<Vec<u8>>,
        at: Timestamp,
    ) -> Result<Self, Shut> {
        spent(clearance, content, at, false)
    }

    /// Spends `clearance` on sealed content, which only the recipient can read.
    ///
    /// # Errors
    /// [`Shut::OtherDecision`] if `content` was cleared by another decision, [`Shut::Ended`] if it is too late.
    pub fn sealed(
        clearance: Clearance,
        content: Cleared<Ciphertext>,
        at: Timestamp,
    ) -> Result<Self, Shut> {
        spent(clearance, content.map(|sealed| sealed.bytes().to_vec()), at, true)
    }

    /// The case.
    pub fn case(&self) -> CaseId {
        self.clearance.case()
    }

    /// The one recipient; an adapter sends to nobody else.
    pub fn recipient(&self) -> &Recipient {
        self.clearance.recipient()
    }

    /// The one session; a face shows it in no other.
    pub fn session(&self) -> SessionId {
        self.clearance.session()
    }

    /// The decision it rests on.
    pub fn decision(&self) -> Digest {
        self.clearance.decision()
    }

    /// Whether it rests on a permit or on a ruling.
    pub fn basis(&self) -> Basis {
        self.clearance.basis()
    }

    /// The place of the decision on the log.
    pub fn index(&self) -> u64 {
        self.clearance.index()
    }

    /// Whether the bytes are sealed.
    pub fn is_sealed(&self) -> bool {
        self.sealed
    }

    /// The bytes to send.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

fn spent(
    clearance: Clearance,
    content: Cleared<Vec<u8>>,
    at: Timestamp,
    sealed: bool,
) -> Result<Dispatch, Shut> {
    if content.decision != clearance.decision() {
        return Err(Shut::OtherDecision);
    }
    clearance.holds(at)?;
    Ok(Dispatch { clearance, bytes: content.content, sealed })
}

impl fmt::Debug for Dispatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Dispatch(to {} by {})", self.recipient(), self.decision())
    }
}

//! From a decision to the right to open, once the decision is on the log.

use std::collections::BTreeSet;

use tidegate_law::AnswerKind;

use crate::digest::NotCanonical;
use crate::embargo::{Grant, Permit, Release};
use crate::event::{Answer, DecisionRecorded};
use crate::gate::{Confirmed, GateDecision};
use crate::id::{RulingId, SessionId};

impl Confirmed {
    /// The permit for a session, if the decision permits.
    ///
    /// # Errors
    /// Where the decision has no canonical form, which its types exclude.
    pub fn permit(&self, session: SessionId) -> Result<Option<Permit>, NotCanonical> {
        let decision = self.decision();
        match decision.permits() {
            true => Ok(Some(Permit::grant(decision.grant(session)?))),
            false => Ok(None),
        }
    }

    /// The release for a session under the ruling that covers the flow. It is never called a permit,
    /// and names the ruling; the grounds it goes over stand in the decision.
    ///
    /// # Errors
    /// Where the decision has no canonical form, which its types exclude.
    pub fn release(&self, session: SessionId) -> Result<Option<Release>, NotCanonical> {
        match self.decision().releases() {
            Some(ruling) => Ok(Some(Release::under(ruling, self.decision().grant(session)?))),
            None => Ok(None),
        }
    }
}

impl GateDecision {
    /// Whether the flow may take place: only where law and need to know both permit without condition. A
    /// *permit if* is asked again with its conditions as facts of the flow. What the actor cannot
    /// undertake is recorded in the case first; a question that merely supposes it gives no permit.
    pub fn permits(&self) -> bool {
        !self.supposed && self.gate == AnswerKind::Permit
    }

    /// The ruling under which the flow may take place, if one lets it.
    pub fn releases(&self) -> Option<RulingId> {
        self.ruling.filter(|_| !self.supposed)
    }

    /// The event that says in the case that the decision was taken.
    ///
    /// # Errors
    /// Where the decision has no canonical form, which its types exclude.
    pub fn event(&self) -> Result<DecisionRecorded, NotCanonical> {
        let answer = match (self.gate, self.releases()) {
            (AnswerKind::Permit, None) if self.supposed => Answer::PermitIf,
            (_, Some(_)) => Answer::ReleasedUnderRuling,
            (AnswerKind::Permit, None) => Answer::Permit,
            (AnswerKind::PermitIf, None) => Answer::PermitIf,
            (AnswerKind::Escalate, None) => Answer::Escalate,
            (AnswerKind::Conflict, None) => Answer::Conflict,
            (AnswerKind::Refuse, None) => Answer::Refuse,
        };
        Ok(DecisionRecorded {
            decision: self.digest()?,
            answer,
            act: self.flow.act,
            from: self.flow.from,
            to: self.flow.to.clone(),
            items: self.flow.items.iter().copied().collect(),
            ruling: self.releases(),
        })
    }

    fn grant(&self, session: SessionId) -> Result<Grant, NotCanonical> {
        let items: BTreeSet<_> = self.flow.items.iter().copied().collect();
        Ok(Grant {
            case: self.case,
            decision: self.digest()?,
            recipient: self.flow.to.clone(),
            items,
            session,
            decided: self.at,
        })
    }
}

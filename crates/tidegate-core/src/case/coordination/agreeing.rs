//! The embargo in the fold: proposals, answers, agreement and end, and everybody's consent with them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Coordination, InForce, Moment, Outcome, Proposal, Since};
use crate::coordination::{Consent, ConsentStep, EmbargoStage, EmbargoStep};
use crate::event::{
    CaseEvent, EmbargoAgreed, EmbargoAnswered, EmbargoProposed, Recorded, TermsAnswer,
};
use crate::id::{PartyId, TermsId};

impl Coordination {
    pub(super) fn agree(&mut self, recorded: &Recorded) {
        let moment = Moment::of(recorded);
        match &recorded.event {
            CaseEvent::EmbargoProposed(proposed) => self.propose(proposed, moment),
            CaseEvent::EmbargoInvited(invited) if self.stage.holds() => {
                self.consent(invited.participant, ConsentStep::Invite, &moment);
            }
            CaseEvent::EmbargoAnswered(answered) => self.answer(answered, &moment),
            CaseEvent::EmbargoAgreed(agreed) => self.agreed_elsewhere(agreed, moment),
            CaseEvent::EmbargoExited(_) => {
                self.stage = EmbargoStage::Exited;
                self.in_force = None;
                self.close_proposals(&moment);
            }
            _ => {}
        }
    }

    fn propose(&mut self, proposed: &EmbargoProposed, moment: Moment) {
        let first = !self.stage.holds();
        let Ok(stage) = self.stage.after(EmbargoStep::Propose) else { return };
        self.stage = stage;
        if first {
            self.consent(proposed.by, ConsentStep::Accept, &moment);
            for party in &proposed.to {
                self.consent(*party, ConsentStep::Invite, &moment);
            }
        }
        let proposal = Proposal {
            proposed: proposed.clone(),
            moment,
            answers: BTreeMap::from([(proposed.by, TermsAnswer::Accepts)]),
            outcome: Outcome::Open,
        };
        self.proposals.insert(proposed.proposal, proposal);
    }

    fn answer(&mut self, answered: &EmbargoAnswered, moment: &Moment) {
        let yes = answered.answer != TermsAnswer::Rejects;
        let holds = self.in_force.as_ref().map(|terms| terms.proposal);
        let Some(id) = answered.proposal.filter(|id| holds != Some(Some(*id))) else {
            if self.stage.holds() {
                let step = if yes { ConsentStep::Accept } else { ConsentStep::Decline };
                self.consent(answered.by, step, moment);
            }
            return;
        };
        let Some(proposal) = self.proposals.get_mut(&id) else { return };
        if proposal.outcome != Outcome::Open {
            return;
        }
        proposal.answers.insert(answered.by, answered.answer);
        if yes {
            self.accept(id, moment);
        } else {
            self.reject(id, answered.by, moment);
        }
    }

    /// Terms that two accept are the embargo; what else is proposed becomes a proposal to revise it.
    fn accept(&mut self, id: TermsId, moment: &Moment) {
        let Ok(stage) = self.stage.after(EmbargoStep::Accept) else { return };
        let Some(proposal) = self.proposals.get_mut(&id) else { return };
        proposal.outcome = Outcome::Agreed;
        let parties = proposal.accepted_by();
        self.in_force = Some(InForce {
            until: Some(proposal.proposed.until),
            zone: Some(proposal.proposed.zone.clone()),
            terms: proposal.proposed.terms.clone(),
            proposal: Some(id),
            since: moment.clone(),
        });
        self.stage = stage;
        self.sign(&parties, moment);
        if !self.open().is_empty() {
            self.stage = self.stage.after(EmbargoStep::Propose).unwrap_or(self.stage);
        }
    }

    fn reject(&mut self, id: TermsId, by: PartyId, moment: &Moment) {
        if !self.stage.holds() {
            self.consent(by, ConsentStep::Decline, moment);
        }
        if let Some(proposal) = self.proposals.get_mut(&id)
            && proposal.unanswered().next().is_none()
        {
            proposal.outcome = Outcome::Rejected;
        }
        if self.open().is_empty() {
            self.stage = self.stage.after(EmbargoStep::Reject).unwrap_or(self.stage);
            if self.stage == EmbargoStage::None {
                self.reset(moment);
            }
        }
    }

    fn agreed_elsewhere(&mut self, agreed: &EmbargoAgreed, moment: Moment) {
        self.stage = EmbargoStage::Active;
        self.overtake();
        self.sign(&agreed.parties, &moment);
        self.in_force = Some(InForce {
            until: agreed.until,
            zone: agreed.zone.clone(),
            terms: agreed.terms.clone(),
            proposal: None,
            since: moment,
        });
    }

    /// These agreed to the terms that hold now; the consent of others was to terms that no longer do.
    fn sign(&mut self, parties: &BTreeSet<PartyId>, moment: &Moment) {
        let all: Vec<PartyId> = self.participants.keys().copied().collect();
        for party in all.into_iter().filter(|party| !parties.contains(party)) {
            self.consent(party, ConsentStep::Revise, moment);
        }
        for party in parties {
            if self.consent_of(*party) == Consent::Declined {
                self.consent(*party, ConsentStep::Invite, moment);
            }
            self.consent(*party, ConsentStep::Accept, moment);
        }
    }

    /// What is proposed is overtaken: nothing is left to answer, and no first embargo can come of it.
    pub(super) fn close_proposals(&mut self, moment: &Moment) {
        self.overtake();
        if self.stage == EmbargoStage::Proposed {
            self.stage = self.stage.after(EmbargoStep::Reject).unwrap_or(self.stage);
        }
        if !self.stage.holds() {
            self.reset(moment);
        }
    }

    fn overtake(&mut self) {
        for proposal in self.proposals.values_mut().filter(|one| one.outcome == Outcome::Open) {
            proposal.outcome = Outcome::Overtaken;
        }
    }

    fn reset(&mut self, moment: &Moment) {
        let all: Vec<PartyId> = self.participants.keys().copied().collect();
        for party in all {
            self.consent(party, ConsentStep::Reset, moment);
        }
    }

    fn consent(&mut self, party: PartyId, step: ConsentStep, moment: &Moment) {
        let one = self.one(party);
        match one.consent.state.after(step) {
            Ok(state) if state != one.consent.state => {
                one.consent = Since { state, since: Some(moment.clone()) };
            }
            Ok(_) | Err(_) => {}
        }
    }
}

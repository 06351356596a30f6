//! Looks up what an event names, so that a record with holes is refused.

use super::{Case, Misfit};
use crate::act::Recipient;
use crate::event::{Acknowledged, Appraisal, Arrangement, CaseEvent, Subject};
use crate::id::{DirectiveId, ItemId, PartyId, ProductId, ProposalId, ReportId, RulingId, TermsId};
use crate::proposal::Matter;
use crate::ruling::RulingTerms;

/// Looks up what an event names.
pub(super) struct Named<'a> {
    pub(super) case: &'a Case,
    pub(super) seq: u64,
}

impl Named<'_> {
    pub(super) fn parties<'i>(
        &self,
        ids: impl IntoIterator<Item = &'i PartyId>,
    ) -> Result<(), Misfit> {
        match ids.into_iter().find(|id| self.case.party(**id).is_none()) {
            Some(id) => Err(Misfit::Party(self.seq, *id)),
            None => Ok(()),
        }
    }

    pub(super) fn items<'i>(
        &self,
        ids: impl IntoIterator<Item = &'i ItemId>,
    ) -> Result<(), Misfit> {
        match ids.into_iter().find(|id| !self.case.items.contains_key(id)) {
            Some(id) => Err(Misfit::Item(self.seq, *id)),
            None => Ok(()),
        }
    }

    pub(super) fn product(&self, id: &ProductId) -> Result<(), Misfit> {
        match self.case.products.contains_key(id) {
            true => Ok(()),
            false => Err(Misfit::Product(self.seq, *id)),
        }
    }

    pub(super) fn product_if(&self, id: Option<&ProductId>) -> Result<(), Misfit> {
        id.map_or(Ok(()), |id| self.product(id))
    }

    /// A party, and a product of the case where one is named.
    pub(super) fn of(&self, party: &PartyId, product: Option<&ProductId>) -> Result<(), Misfit> {
        self.parties([party])?;
        self.product_if(product)
    }

    /// The flow that a ruling covers.
    pub(super) fn ruled(&self, terms: &RulingTerms) -> Result<(), Misfit> {
        self.flow([&terms.from], &terms.to, &terms.items)
    }

    /// Who acknowledged which report.
    pub(super) fn acknowledged(&self, done: &Acknowledged) -> Result<(), Misfit> {
        self.parties([&done.by])?;
        self.report(done.report)
    }

    pub(super) fn report(&self, id: ReportId) -> Result<(), Misfit> {
        match self.case.reports().any(|entry| entry.event.report == id) {
            true => Ok(()),
            false => Err(Misfit::Report(self.seq, id)),
        }
    }

    pub(super) fn directive(&self, id: DirectiveId) -> Result<(), Misfit> {
        match self.case.directives().any(|entry| entry.event.directive == id) {
            true => Ok(()),
            false => Err(Misfit::Directive(self.seq, id)),
        }
    }

    /// What is said of directives and of what takes two signatures.
    pub(super) fn directing(&self, event: &CaseEvent) -> Result<(), Misfit> {
        match event {
            CaseEvent::DirectiveIssued(e) => {
                self.items(e.letter.as_ref())?;
                self.directed(&e.by, &e.to, e.product.as_ref(), e.replaces)
            }
            CaseEvent::DirectiveAnswered(e) => self.answered(&e.by, e.directive),
            CaseEvent::DirectiveReviewed(e) => self.answered(&e.by, e.directive),
            CaseEvent::MeasureReported(e) => {
                self.answered(&e.by, e.directive)?;
                self.items(&e.evidence)
            }
            CaseEvent::Proposed(e) => self.proposed(&e.matter),
            CaseEvent::ProposalSettled(e) => self.proposal(e.proposal),
            CaseEvent::MeasureVerified(e) => {
                self.parties([&e.by, &e.of])?;
                e.directive.map_or(Ok(()), |directive| self.directive(directive))
            }
            _ => Ok(()),
        }
    }

    pub(super) fn directed(
        &self,
        by: &PartyId,
        to: &PartyId,
        product: Option<&ProductId>,
        replaces: Option<DirectiveId>,
    ) -> Result<(), Misfit> {
        self.parties([by, to])?;
        self.product_if(product)?;
        replaces.map_or(Ok(()), |directive| self.directive(directive))
    }

    /// What somebody says of a directive.
    pub(super) fn answered(&self, by: &PartyId, directive: DirectiveId) -> Result<(), Misfit> {
        self.parties([by])?;
        self.directive(directive)
    }

    pub(super) fn proposed(&self, matter: &Matter) -> Result<(), Misfit> {
        match matter {
            Matter::Directive(e) => self.directed(&e.by, &e.to, e.product.as_ref(), e.replaces),
            Matter::Review { directive, by, .. } => self.answered(by, *directive),
            Matter::Release(e) => {
                self.held([&e.from], &e.items)?;
                e.to.party().map_or(Ok(()), |to| self.parties([&to]))
            }
            Matter::Ruling(terms) => self.ruled(terms),
        }
    }

    pub(super) fn proposal(&self, id: ProposalId) -> Result<(), Misfit> {
        match self.case.proposal(id) {
            Some(_) => Ok(()),
            None => Err(Misfit::Proposal(self.seq, id)),
        }
    }

    pub(super) fn ruling_if(&self, id: Option<RulingId>) -> Result<(), Misfit> {
        match id.filter(|id| !self.case.rulings.contains_key(id)) {
            Some(id) => Err(Misfit::Ruling(self.seq, id)),
            None => Ok(()),
        }
    }

    /// Parties, and items of the case.
    pub(super) fn held<'i>(
        &self,
        parties: impl IntoIterator<Item = &'i PartyId>,
        items: impl IntoIterator<Item = &'i ItemId>,
    ) -> Result<(), Misfit> {
        self.parties(parties)?;
        self.items(items)
    }

    /// Who answers, and the proposal where one is named.
    pub(super) fn answer(&self, by: &PartyId, to: Option<TermsId>) -> Result<(), Misfit> {
        self.parties([by])?;
        self.proposal_if(to)
    }

    pub(super) fn proposal_if(&self, id: Option<TermsId>) -> Result<(), Misfit> {
        match id.filter(|id| self.case.coordination.proposal(*id).is_none()) {
            Some(id) => Err(Misfit::Terms(self.seq, id)),
            None => Ok(()),
        }
    }

    /// Whose number it is, and the task that is done.
    pub(super) fn arranged(&self, arrangement: &Arrangement) -> Result<(), Misfit> {
        match arrangement {
            Arrangement::Numbered { of, .. } => self.parties([of]),
            Arrangement::Offered { offer } => {
                self.parties([&offer.to])?;
                self.items(&offer.items)
            }
            Arrangement::OfferStep { .. } | Arrangement::TakenOver { .. } => Ok(()),
            Arrangement::Linked { other, .. } if *other == self.case.id => {
                Err(Misfit::OtherCase(self.seq))
            }
            Arrangement::Assigned { .. }
            | Arrangement::Queued { .. }
            | Arrangement::Held { .. }
            | Arrangement::Resumed
            | Arrangement::TaskSet { .. }
            | Arrangement::TaskDone { .. }
            | Arrangement::Admission { .. }
            | Arrangement::Linked { .. } => Ok(()),
        }
    }

    /// The party whose view it is, where it is one of the case.
    pub(super) fn assessed(&self, appraisal: &Appraisal) -> Result<(), Misfit> {
        match appraisal {
            Appraisal::Severity(held) => self.parties(held.by.as_ref()),
            Appraisal::Priority(_) | Appraisal::Weaknesses(_) | Appraisal::Exploitation(_) => {
                Ok(())
            }
        }
    }

    pub(super) fn subject(&self, subject: Subject) -> Result<(), Misfit> {
        match subject {
            Subject::Case(id) if id == self.case.id => Ok(()),
            Subject::Case(_) => Err(Misfit::OtherCase(self.seq)),
            Subject::Party(id) => self.parties([&id]),
            Subject::Product(id) => self.product(&id),
            Subject::Item(id) => self.items([&id]),
        }
    }

    pub(super) fn flow<'i>(
        &self,
        from: impl IntoIterator<Item = &'i PartyId>,
        to: &Recipient,
        items: impl IntoIterator<Item = &'i ItemId>,
    ) -> Result<(), Misfit> {
        self.parties(from)?;
        self.parties(to.party().as_ref())?;
        self.items(items)
    }
}

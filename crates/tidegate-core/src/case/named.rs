//! Looks up what an event names, so that a record with holes is refused.

use super::{Case, Misfit};
use crate::act::Recipient;
use crate::event::Subject;
use crate::id::{DirectiveId, ItemId, PartyId, ProductId, ReportId, RulingId, TermsId};
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
        match ids.into_iter().find(|id| !self.case.parties.contains_key(id)) {
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
            Some(id) => Err(Misfit::Proposal(self.seq, id)),
            None => Ok(()),
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

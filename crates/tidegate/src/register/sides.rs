//! What the two sides of a transfer are, as the case and the book say it; never who.

use tidegate_core::act::Recipient;
use tidegate_core::case::Case;
use tidegate_core::id::PartyId;
use tidegate_core::party::{Party, Role};
use tidegate_core::situation::Facts;
use tidegate_law::{AuthorityEntry, Book, PublicBody};

use super::kept::{By, Kind, Onward};
use super::passed::Flowed;

/// The case whose parties are described; `office` is the office as one of them.
pub(super) struct Sides<'s> {
    pub(super) book: &'s Book,
    pub(super) case: &'s Case,
    pub(super) office: PartyId,
}

impl Sides<'_> {
    /// What the giving side is.
    pub(super) fn by(&self, from: PartyId) -> By {
        match self.case.party(from) {
            _ if from == self.office => By::Office,
            Some(party) if is_finder(party) => By::Finder,
            Some(_) | None => By::Other,
        }
    }

    /// The capacity in which the recipient of a flow receives, and what kind of recipient that is.
    pub(super) fn recipient(&self, flow: &Flowed) -> (String, Kind) {
        let party = match &flow.to {
            Recipient::Capacity(capacity) => {
                return (capacity.as_str().to_owned(), self.kind(capacity.as_str()));
            }
            Recipient::Party(id) => self.case.party(*id),
        };
        let (Some(party), Some(actor)) = (party, self.case.party(flow.from)) else {
            return ("other".to_owned(), Kind::Other);
        };
        let facts = Facts { book: self.book, case: self.case, at: self.case.last_recorded() };
        let items = flow.items.iter().filter_map(|id| self.case.item(*id));
        let product = items.filter_map(|record| record.item.product).next();
        let product = product.and_then(|id| self.case.product(id));
        let product = product.or_else(|| self.case.products().next());
        let capacity = facts.capacity(actor, party, product);
        let kind = match (party.body, self.kind(&capacity)) {
            (Some(PublicBody::Police), _) => Kind::Police,
            (Some(PublicBody::Intelligence), _) => Kind::Intelligence,
            (None, Kind::Other) if is_finder(party) => Kind::Finder,
            (None, Kind::Other) if party.is(Role::Authority) => Kind::Authority,
            (None, kind) => kind,
        };
        (capacity, kind)
    }

    /// Everybody to whom the law passes on what this recipient receives, each once.
    pub(super) fn onward(&self, recipient: &str) -> Vec<Onward> {
        let mut reached: Vec<Onward> = Vec::new();
        let mut from = vec![recipient.to_owned()];
        let mut next = 0;
        while let Some(entry) = from.get(next).map(|key| self.authority(key)) {
            next += 1;
            for edge in entry.map(|entry| entry.onward.as_slice()).unwrap_or_default() {
                let key = edge.to.as_str().to_owned();
                if !from.contains(&key) {
                    let (kind, basis) = (self.kind(&key), edge.basis.clone());
                    reached.push(Onward { recipient: key.clone(), kind, basis });
                    from.push(key);
                }
            }
        }
        reached
    }

    fn authority(&self, key: &str) -> Option<&AuthorityEntry> {
        self.book.authorities().iter().find(|entry| entry.key.as_str() == key)
    }

    /// The kind of a capacity of the book. Of an authority the book says whether it is of the police or of intelligence.
    fn kind(&self, capacity: &str) -> Kind {
        match (self.authority(capacity).map(|entry| entry.body), capacity) {
            (Some(Some(PublicBody::Police)), _) => Kind::Police,
            (Some(Some(PublicBody::Intelligence)), _) => Kind::Intelligence,
            (Some(None), _) => Kind::Authority,
            (None, "provider" | "maintainer" | "upstream_provider" | "upstream_maintainer") => {
                Kind::Repairs
            }
            (None, "users" | "operator") => Kind::Users,
            (None, "coordinator") => Kind::Coordinator,
            (None, "self") => Kind::SameEntity,
            (None, "public") => Kind::Public,
            (None, _) => Kind::Other,
        }
    }
}

fn is_finder(party: &Party) -> bool {
    party.is(Role::Finder) || party.is(Role::Reporter)
}

//! Lines that bring in a party or a product, or amend what is known of one.

use std::collections::BTreeSet;

use tidegate_law::{Book, KnownBy, PublicBody};

use super::{Keeping, Teller, bytes};
use crate::event::{CaseEvent, FactEstablished, PartyJoined, ProductNamed, Subject};
use crate::id::{PartyId, ProductId};
use crate::party::{Party, PartyKind, Role};
use crate::place::Jurisdiction;
use crate::product::{Product, Supply};
use crate::report::markets_of;
use crate::scene::not_read::{Form, Kind, NotRead};
use crate::situation::markets;

impl Teller<'_> {
    /// `NAME ROLE[,ROLE] PLACE [individual] [present PLACE] [acts PLACE,…] [part NAME] [as AUTHORITY]
    /// [police|intelligence] [maintainer] [steward]`.
    pub(super) fn told_party(&self, words: &[String]) -> Result<CaseEvent, NotRead> {
        let [name, roles, place, rest @ ..] = words else { return Err(NotRead::form(Form::Party)) };
        let (mut party, known) = self.party_to_amend(name);
        if roles != "-" {
            party.roles = roles.split(',').map(role).collect::<Result<_, _>>()?;
        }
        if place != "?" {
            party.established = Some(jurisdiction(place)?);
        }
        let finds = party.roles.iter().all(|role| matches!(role, Role::Finder | Role::Reporter));
        if !known && finds && roles != "-" {
            party.kind = PartyKind::Individual;
        }
        let mut rest = rest.iter();
        while let Some(word) = rest.next() {
            let mut next = || rest.next().ok_or(NotRead::form(Form::Party));
            match word.as_str() {
                "individual" => party.kind = PartyKind::Individual,
                "organisation" => party.kind = PartyKind::Organisation,
                "police" => party.body = Some(PublicBody::Police),
                "intelligence" => party.body = Some(PublicBody::Intelligence),
                "maintainer" => party.open_source_maintainer = Some(true),
                "steward" => party.steward = Some(true),
                "present" => party.present_in = Some(jurisdiction(next()?)?),
                "acts" => {
                    let list: Result<BTreeSet<_>, _> =
                        next()?.split(',').map(jurisdiction).collect();
                    party.acts_in = Some(list?);
                }
                "part" => party.part_of = Some(self.party(next()?)?.id),
                "as" => party.authority = Some(self.authority(next()?)?),
                other => return Err(NotRead::at(Form::Party, other)),
            }
        }
        Ok(PartyJoined { party }.into())
    }

    /// `same NAME PARTY`: who is only named is a party that is known besides.
    pub(super) fn told_same(&self, named: &str, one: &str) -> Result<Vec<CaseEvent>, NotRead> {
        let (named, one) = (self.party(named)?, self.party(one)?);
        Ok(self.case.uniting(named.id, one).map(CaseEvent::from).into_iter().collect())
    }

    fn authority(&self, key: &str) -> Result<crate::word::AuthorityKey, NotRead> {
        let known = self.book.authorities();
        if matches!(self.keeping, Keeping::Case(_))
            && !known.iter().any(|entry| entry.key.as_str() == key)
        {
            let known = known.iter().map(|entry| entry.key.as_str());
            return Err(NotRead::nothing(Kind::Authority, key, known));
        }
        Ok(key.parse()?)
    }

    /// `NAME [of PARTY,…] [in PLACE,… [by PARTY] [since DAY]] [open-source] [contains PRODUCT,…]`.
    pub(super) fn told_product(&self, words: &[String]) -> Result<Vec<CaseEvent>, NotRead> {
        let [name, rest @ ..] = words else { return Err(NotRead::form(Form::Product)) };
        let mut product = self.product_to_amend(name);
        let mut rest = rest.iter();
        let (mut places, mut by, mut since) = (Vec::new(), None, None);
        while let Some(word) = rest.next() {
            let mut next = || rest.next().ok_or(NotRead::form(Form::Product));
            match word.as_str() {
                "open-source" => product.open_source = Some(true),
                "closed-source" => product.open_source = Some(false),
                "of" => {
                    for party in next()?.split(',') {
                        product.providers.insert(self.party(party)?.id);
                    }
                }
                "in" => {
                    places = next()?.split(',').map(jurisdiction).collect::<Result<_, _>>()?;
                }
                "by" => by = Some(self.party(next()?)?.id),
                "since" => {
                    let day = next()?;
                    since = Some(day.parse().map_err(|_| NotRead::NotADay(day.clone()))?);
                }
                "contains" => {
                    for component in next()?.split(',') {
                        product.components.insert(self.product(component)?.id);
                    }
                }
                other => return Err(NotRead::at(Form::Product, other)),
            }
        }
        match by.or(product.providers.first().copied()) {
            Some(by) => {
                for into in places {
                    product.supplies.retain(|old| !(old.by == by && old.into == into));
                    product.supplies.push(Supply { by, into, from: since });
                }
                Ok(vec![ProductNamed { product }.into()])
            }
            None => Ok(without_supplier(self.book, product, &places)),
        }
    }

    /// The party as it is known, or a new one; in a scene always anew, so that a scene says all it means.
    fn party_to_amend(&self, name: &str) -> (Party, bool) {
        match self.keeping {
            Keeping::Scene => {
                let id = PartyId::from_bytes(bytes("party", name));
                (Party::new(id, name, PartyKind::Organisation), false)
            }
            Keeping::Case(draw) => match self.party_known_as(name) {
                Some(party) => (party.clone(), true),
                None => {
                    let id = PartyId::from_bytes(draw());
                    (Party::new(id, name, PartyKind::Organisation), false)
                }
            },
        }
    }

    fn product_to_amend(&self, name: &str) -> Product {
        match self.keeping {
            Keeping::Scene => {
                let id = ProductId::from_bytes(bytes("product", name));
                let mut product = Product::new(id, name);
                product.open_source = Some(false);
                product
            }
            Keeping::Case(draw) => match self.find_product(name) {
                Some(product) => product.clone(),
                None => Product::new(ProductId::from_bytes(draw()), name),
            },
        }
    }
}

/// Nobody is listed who could supply it: the markets are then facts of the product.
fn without_supplier(book: &Book, product: Product, places: &[Jurisdiction]) -> Vec<CaseEvent> {
    let mut facts = markets_of(&product, places.iter().copied());
    let about = Subject::Product(product.id);
    let on_record = markets(book).filter(|(fact, _)| fact.by == KnownBy::Record);
    for (fact, _) in on_record.filter(|(_, market)| places.contains(market)) {
        facts.push(FactEstablished { about, fact: fact.name.clone(), value: true.into() });
    }
    let named = ProductNamed { product }.into();
    [named].into_iter().chain(facts.into_iter().map(Into::into)).collect()
}

fn role(word: &str) -> Result<Role, NotRead> {
    let known = Role::ALL.into_iter().find(|known| known.as_str() == word);
    known.ok_or_else(|| {
        NotRead::nothing(Kind::Role, word, Role::ALL.iter().map(|role| role.as_str()))
    })
}

fn jurisdiction(code: &str) -> Result<Jurisdiction, NotRead> {
    Ok(code.parse()?)
}

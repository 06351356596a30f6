//! Whom and what a name means in a case.

use tidegate_law::FactValue;

use super::{Keeping, Teller};
use crate::act::Recipient;
use crate::id::{PartyId, ProductId};
use crate::party::Party;
use crate::product::Product;
use crate::scene::not_read::{Kind, NotRead};

impl Teller<'_> {
    /// The party of a name, or one that a role alone tells apart.
    ///
    /// # Errors
    /// That there is none, and whom there is.
    pub fn party(&self, name: &str) -> Result<&Party, NotRead> {
        self.find_party(name).or_else(|| self.party_by_role(name)).ok_or_else(|| {
            let known = self.case.parties().map(|party| party.name.as_str());
            NotRead::nothing(Kind::Party, name, known)
        })
    }

    /// The product of a name.
    ///
    /// # Errors
    /// That there is none, and which there are.
    pub fn product(&self, name: &str) -> Result<&Product, NotRead> {
        self.find_product(name).ok_or_else(|| {
            let known = self.case.products().map(|product| product.name.as_str());
            NotRead::nothing(Kind::Product, name, known)
        })
    }

    /// A party of the case, or a capacity of the schema such as `public`, `users`, `cn_miit`.
    ///
    /// # Errors
    /// That it is neither.
    pub fn recipient(&self, name: &str) -> Result<Recipient, NotRead> {
        if let Some(party) = self.find_party(name) {
            return Ok(Recipient::Party(party.id));
        }
        let schema = self.book.schema();
        let value = FactValue::symbol(name);
        let known = schema.fact_named("recipient").and_then(|fact| schema.value(fact, &value));
        match (known, self.party_by_role(name)) {
            (Some(_), _) => Ok(Recipient::Capacity(name.parse()?)),
            (None, Some(party)) => Ok(Recipient::Party(party.id)),
            (None, None) => {
                let known = self.case.parties().map(|party| party.name.as_str());
                Err(NotRead::nothing(Kind::Recipient, name, known))
            }
        }
    }

    /// The party that joined under the one name of the office and is meant by the other.
    fn own_party(&self, name: &str) -> Option<&Party> {
        let office = self.office?;
        let own = |name: &str| alike(&office.en, name) || alike(&office.zh, name);
        let mut parties = self.case.parties();
        if own(name) { parties.find(|party| own(&party.name)) } else { None }
    }

    pub(super) fn find_party(&self, name: &str) -> Option<&Party> {
        if let Ok(id) = name.parse::<PartyId>() {
            return self.case.party(id);
        }
        let exact = self.case.parties().find(|party| party.name == name);
        let near = || only(self.case.parties().filter(|party| alike(&party.name, name)));
        exact.or_else(near).or_else(|| self.own_party(name))
    }

    /// The party of a name; the finder and the office, who have no names of their own in a kept case, by these words.
    pub(super) fn party_known_as(&self, name: &str) -> Option<&Party> {
        let nameless = matches!(name, "finder" | "office");
        self.find_party(name).or_else(|| nameless.then(|| self.party_by_role(name)).flatten())
    }

    /// The one party that has a role, in a kept case: `finder`, `manufacturer`.
    fn party_by_role(&self, word: &str) -> Option<&Party> {
        match self.keeping {
            Keeping::Scene => None,
            Keeping::Case(_) if word == "office" => {
                let office = PartyId::from_bytes(*self.case.office().as_bytes());
                self.case.party(office)
            }
            Keeping::Case(_) => only(
                self.case
                    .parties()
                    .filter(|party| party.roles.iter().any(|role| role.as_str() == word)),
            ),
        }
    }

    pub(super) fn find_product(&self, name: &str) -> Option<&Product> {
        if let Ok(id) = name.parse::<ProductId>() {
            return self.case.product(id);
        }
        let exact = self.case.products().find(|product| product.name == name);
        exact.or_else(|| only(self.case.products().filter(|product| alike(&product.name, name))))
    }
}

/// The only one, if there is exactly one.
fn only<T>(mut list: impl Iterator<Item = T>) -> Option<T> {
    let first = list.next()?;
    list.next().is_none().then_some(first)
}

/// Whether two names are one but for case.
fn alike(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

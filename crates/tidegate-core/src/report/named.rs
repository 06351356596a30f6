//! Whom and what a report itself names: the manufacturer and the markets, as they enter the case with it.

use tidegate_law::{FactName, FactValue};

use super::Draft;
use crate::event::{FactEstablished, Subject};
use crate::id::PartyId;
use crate::office::Bilingual;
use crate::party::{Party, PartyKind, Role};
use crate::place::Jurisdiction;
use crate::product::{Product, Supply};
use crate::situation::MARKETS;

/// Words that mean somebody of a case without being a name; nobody else goes by them.
const NAMELESS: [&str; 2] = ["finder", "office"];

/// The manufacturer that a finder names, told apart from those who are in the case already. A finder's words name
/// somebody; they never change a party that is there, whatever word or id they use for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Maker<'d> {
    /// Nobody is named, or somebody who is in the case as something else.
    Nobody,
    /// The office itself, by its whole name: it takes in a report about its own product.
    Office(&'d str),
    /// Somebody who is not in the case yet.
    Other(&'d str),
}

impl<'d> Maker<'d> {
    /// Whom `draft` names as manufacturer, in a case where the finder goes by this name and the office by those of its
    /// two languages.
    #[must_use]
    pub fn of(draft: &'d Draft, finder: &str, office: &Bilingual) -> Self {
        let Some(name) = draft.product.manufacturer.as_deref().map(str::trim) else {
            return Self::Nobody;
        };
        if name == office.en || name == office.zh {
            return Self::Office(name);
        }
        let there = [finder, &office.en, &office.zh].map(str::to_lowercase);
        let taken = there.contains(&name.to_lowercase()) || NAMELESS.contains(&name);
        match name.is_empty() || taken || name.parse::<PartyId>().is_ok() {
            true => Self::Nobody,
            false => Self::Other(name),
        }
    }

    /// The name, where the case takes it up.
    #[must_use]
    pub fn name(self) -> Option<&'d str> {
        match self {
            Self::Nobody => None,
            Self::Office(name) | Self::Other(name) => Some(name),
        }
    }

    /// The manufacturer as a new party `id` of the case, established in `place` where that is known.
    #[must_use]
    pub fn party(self, id: PartyId, place: Option<Jurisdiction>) -> Option<Party> {
        let Self::Other(name) = self else { return None };
        let roles = [Role::Manufacturer].into();
        Some(Party { roles, established: place, ..Party::new(id, name, PartyKind::Organisation) })
    }
}

/// The product with who provides it and where. Where nobody is known to provide it the markets are facts of the
/// product, which are returned beside it.
#[must_use]
pub fn supplied(
    product: Product,
    by: Option<PartyId>,
    markets: impl IntoIterator<Item = Jurisdiction>,
) -> (Product, Vec<FactEstablished>) {
    match by {
        Some(by) => {
            let mut product = product;
            product.providers.insert(by);
            let supplies = markets.into_iter().map(|into| Supply { by, into, from: None });
            product.supplies.extend(supplies);
            (product, Vec::new())
        }
        None => {
            let facts = markets_of(&product, markets);
            (product, facts)
        }
    }
}

/// In which of the markets of the book a product is made available, as facts, by the places where it is said to be; no
/// facts where no place is said.
pub(crate) fn markets_of(
    product: &Product,
    places: impl IntoIterator<Item = Jurisdiction>,
) -> Vec<FactEstablished> {
    let about = Subject::Product(product.id);
    let day = jiff::civil::date(2026, 1, 1);
    let by = PartyId::from_bytes([0; 16]);
    let supplies: Vec<_> = places.into_iter().map(|into| Supply { by, into, from: None }).collect();
    if supplies.is_empty() {
        return Vec::new();
    }
    let supplied = Product { supplies, ..product.clone() };
    let said = |(fact, market)| {
        let value = FactValue::boolean(supplied.is_supplied_in(market, day));
        FactEstablished { about, fact: FactName::new(fact), value }
    };
    MARKETS.into_iter().map(said).collect()
}

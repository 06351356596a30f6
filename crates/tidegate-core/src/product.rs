//! Products: what the flaw is in, who provides it, and who makes it available where.
//!
//! A product is named as well as is known: a name in words is enough, a package URL, a CPE name and a range of versions
//! make it precise. This module parses and keeps identifiers; it compares no versions and looks nothing up.

mod cpe;
mod purl;
mod vers;

pub use cpe::{Cpe, NotACpe};
pub use purl::{NotAPurl, Purl};
pub use vers::{Comparator, Constraint, NotVers, Vers};

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::{PartyId, ProductId};
use crate::place::Jurisdiction;

/// A network product, in hardware, software or both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// Its id.
    pub id: ProductId,
    /// Its name in words.
    pub name: String,
    /// The model, as RMSV 7(2) asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// The affected versions as a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub versions: Option<Vers>,
    /// The affected versions in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub versions_text: Option<String>,
    /// Its package URL.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purl: Option<Purl>,
    /// Its CPE 2.3 name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cpe: Option<Cpe>,
    /// Whatever else tells it apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Who provides it: makes it, has it made, or provides it under its own brand.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub providers: BTreeSet<PartyId>,
    /// Whether it is open source; `None` where nobody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_source: Option<bool>,
    /// Who makes it available where.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supplies: Vec<Supply>,
    /// Products that are components of this one.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub components: BTreeSet<ProductId>,
}

impl Product {
    /// A product of which only the name is known.
    pub fn new(id: ProductId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            model: None,
            versions: None,
            versions_text: None,
            purl: None,
            cpe: None,
            description: None,
            providers: BTreeSet::new(),
            open_source: None,
            supplies: Vec::new(),
            components: BTreeSet::new(),
        }
    }

    /// Whether it is known to be made available in `market` on `day`.
    ///
    /// `EU` is answered by a supply into the Union or into a member of it on that day (00:00 UTC).
    pub fn is_supplied_in(&self, market: Jurisdiction, day: Date) -> bool {
        let begun = |supply: &&Supply| supply.from.is_none_or(|from| from <= day);
        self.supplies.iter().filter(begun).any(|supply| {
            supply.into == market || (market == Jurisdiction::EU && in_union_on(supply.into, day))
        })
    }
}

fn in_union_on(place: Jurisdiction, day: Date) -> bool {
    day.to_zoned_datetime(jiff::tz::TimeZone::UTC)
        .is_ok_and(|start| place.in_union(start.timestamp()))
}

/// That somebody makes a product available in a jurisdiction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Supply {
    /// Who.
    pub by: PartyId,
    /// Where; `EU` for the Union market as a whole.
    pub into: Jurisdiction,
    /// Since which day, if known; a supply without a day counts for all time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_supply_into_a_member_is_a_supply_into_the_union() {
        let mut product = Product::new(ProductId::from_bytes([1; 16]), "R7");
        let by = PartyId::from_bytes([2; 16]);
        let day = |text: &str| text.parse::<Date>().unwrap();
        product.supplies = vec![
            Supply { by, into: "DE".parse().unwrap(), from: Some(day("2026-01-01")) },
            Supply { by, into: "GB".parse().unwrap(), from: None },
        ];
        assert!(product.is_supplied_in(Jurisdiction::EU, day("2026-01-01")));
        assert!(!product.is_supplied_in(Jurisdiction::EU, day("2025-12-31")));
        assert!(product.is_supplied_in(Jurisdiction::EU, day("2019-12-31")));
        assert!(!product.is_supplied_in(Jurisdiction::CN, day("2026-11-23")));
    }

    #[test]
    fn a_product_reads_back_what_it_writes() {
        let mut product = Product::new(ProductId::from_bytes([1; 16]), "log4j-core");
        product.purl = Some("pkg:maven/org.apache.logging.log4j/log4j-core".parse().unwrap());
        product.cpe = Some("cpe:2.3:a:apache:log4j:*:*:*:*:*:*:*:*".parse().unwrap());
        product.versions = Some("vers:maven/>=2.0-beta9|<2.15.0".parse().unwrap());
        let json = serde_json::to_string(&product).unwrap();
        assert_eq!(serde_json::from_str::<Product>(&json).unwrap(), product);
    }
}

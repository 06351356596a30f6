//! The catalogue of an organisation: its products and the components in them, and how a product that somebody names is
//! found among them.
//!
//! A catalogue is written by hand, as CSV, or comes from a bill of materials ([`bill`]). All of it is read or none: what
//! cannot be read is named with its line, so that nothing is lost in silence. Finding is a pure comparison with a
//! reason; it says who may have to be told, and decides nothing.

pub mod bill;
mod csv;

pub use csv::{NotACatalogue, read_csv};

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::folded;
use crate::product::{Cpe, Product, Purl};

/// The most entries of one catalogue, products and components together.
pub const MOST: usize = 20_000;

/// A product of a catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The product.
    pub part: Part,
    /// The components in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<Part>,
}

/// A product or a component, named as well as is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// Its version, as it is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Its package URL.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purl: Option<Purl>,
    /// Its CPE name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cpe: Option<Cpe>,
    /// Who supplies it, by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supplier: Option<String>,
}

/// By what a product was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The package URLs name the same package, whatever the version.
    Purl,
    /// The CPE names have the same maker and product.
    Cpe,
    /// The names are the same but for case, marks and spaces.
    Name,
}

/// What was found in a catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The product of the catalogue.
    pub product: String,
    /// The component in it, where that is what was found.
    pub component: Option<String>,
    /// Who supplies what was found, where the catalogue says so.
    pub supplier: Option<String>,
    /// By what.
    pub by: Reason,
}

/// Where a product that somebody names is found in a catalogue: as a product of it, or as a component of one. The
/// surest reason of each comes first.
#[must_use]
pub fn find(sought: &Product, catalogue: &[Entry]) -> Vec<Found> {
    let mut found = Vec::new();
    for entry in catalogue {
        let product = entry.part.name.clone();
        if let Some(by) = same(sought, &entry.part) {
            let supplier = entry.part.supplier.clone();
            found.push(Found { product: product.clone(), component: None, supplier, by });
        }
        for part in &entry.components {
            if let Some(by) = same(sought, part) {
                let (component, supplier) = (Some(part.name.clone()), part.supplier.clone());
                found.push(Found { product: product.clone(), component, supplier, by });
            }
        }
    }
    found.sort_by(|a, b| (a.by, &a.product, &a.component).cmp(&(b.by, &b.product, &b.component)));
    found.dedup();
    found
}

/// The names under which the suppliers of what was found are known, each once.
#[must_use]
pub fn suppliers(found: &[Found]) -> BTreeSet<&str> {
    found.iter().filter_map(|one| one.supplier.as_deref()).collect()
}

fn same(sought: &Product, part: &Part) -> Option<Reason> {
    if let (Some(a), Some(b)) = (&sought.purl, &part.purl)
        && package(a).is_some_and(|a| package(b) == Some(a))
    {
        return Some(Reason::Purl);
    }
    if let (Some(a), Some(b)) = (&sought.cpe, &part.cpe)
        && maker_and_product(a) == maker_and_product(b)
    {
        return Some(Reason::Cpe);
    }
    let (a, b) = (folded(&sought.name), folded(&part.name));
    (!a.is_empty() && a == b).then_some(Reason::Name)
}

/// Type, namespace and name of a package URL.
fn package(purl: &Purl) -> Option<(String, Option<String>, String)> {
    let parts = purl.parts().ok()?;
    Some((parts.ty().to_owned(), parts.namespace().map(str::to_owned), parts.name().to_owned()))
}

/// The second and third part of a CPE name.
fn maker_and_product(cpe: &Cpe) -> Vec<String> {
    cpe.parts().skip(1).take(2).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::ProductId;

    fn part(name: &str, purl: Option<&str>, cpe: Option<&str>) -> Part {
        Part {
            name: name.to_owned(),
            version: None,
            purl: purl.map(|text| text.parse().unwrap()),
            cpe: cpe.map(|text| text.parse().unwrap()),
            supplier: Some("Upstream".to_owned()),
        }
    }

    fn sought(name: &str, purl: Option<&str>, cpe: Option<&str>) -> Product {
        let mut product = Product::new(ProductId::from_bytes([1; 16]), name);
        product.purl = purl.map(|text| text.parse().unwrap());
        product.cpe = cpe.map(|text| text.parse().unwrap());
        product
    }

    #[test]
    fn a_product_is_found_by_purl_cpe_or_name_and_a_component_within_its_product() {
        let log4j = Some("pkg:maven/org.apache.logging.log4j/log4j-core@2.14.0");
        let cpe = Some("cpe:2.3:a:apache:log4j:2.14.0:*:*:*:*:*:*:*");
        let router = part("R7 Router", None, None);
        let catalogue = [Entry { part: router, components: vec![part("log4j-core", log4j, cpe)] }];
        let other = Some("pkg:maven/org.apache.logging.log4j/log4j-core@2.15.0");
        let found = find(&sought("Log for Java", other, None), &catalogue);
        assert_eq!(
            (found[0].by, found[0].component.as_deref()),
            (Reason::Purl, Some("log4j-core"))
        );
        assert_eq!(suppliers(&found), ["Upstream"].into());
        let other = Some("cpe:2.3:a:apache:log4j:*:*:*:*:*:*:*:*");
        assert_eq!(find(&sought("x", None, other), &catalogue)[0].by, Reason::Cpe);
        let found = find(&sought("r7-router", None, None), &catalogue);
        assert_eq!((found[0].by, &found[0].component), (Reason::Name, &None));
        let near = Some("pkg:maven/org.apache.logging.log4j/log4j-api@2.14.0");
        assert_eq!(find(&sought("", near, None), &catalogue), []);
    }
}

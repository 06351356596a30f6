//! Bills of materials: CycloneDX and SPDX 2.3, both as JSON, read as far as a catalogue needs them.
//!
//! What a catalogue has no use for is passed over. An identifier that cannot be read leaves its part in the catalogue by
//! its name, and is counted.

use serde_json::Value;

use super::{Entry, MOST, Part};

/// The largest bill that is read, in bytes.
pub const LARGEST: usize = 16 * 1024 * 1024;

/// A bill as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bill {
    /// The products, each with its components.
    pub entries: Vec<Entry>,
    /// How many identifiers could not be read.
    pub unread: usize,
}

/// Why a text is no bill of materials.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotABill {
    /// It is not JSON, or neither form.
    #[error("this is neither CycloneDX nor SPDX 2.3, both as JSON")]
    Form,
    /// It does not say what it is a bill of.
    #[error("the bill does not name the product that it is of")]
    NoProduct,
    /// It holds too much.
    #[error("a bill has at most {MOST} parts and {LARGEST} bytes")]
    Long,
}

/// Reads a bill of materials.
///
/// # Errors
/// [`NotABill`].
pub fn read(bytes: &[u8]) -> Result<Bill, NotABill> {
    if bytes.len() > LARGEST {
        return Err(NotABill::Long);
    }
    let bill: Value = serde_json::from_slice(bytes).map_err(|_| NotABill::Form)?;
    if text(&bill, "bomFormat") == Some("CycloneDX") {
        return cyclonedx(&bill);
    }
    match text(&bill, "spdxVersion") {
        Some(version) if version.starts_with("SPDX-2.") => spdx(&bill),
        _ => Err(NotABill::Form),
    }
}

fn cyclonedx(bill: &Value) -> Result<Bill, NotABill> {
    let product = bill.pointer("/metadata/component").ok_or(NotABill::NoProduct)?;
    let (mut components, mut unread) = (Vec::new(), 0);
    // Components may hold components; each is one of the product.
    let mut left: Vec<&Value> =
        list(bill, "components").chain(list(product, "components")).collect();
    left.reverse();
    while let Some(one) = left.pop() {
        left.extend(list(one, "components"));
        components.extend(cyclonedx_part(one, &mut unread));
        if components.len() > MOST {
            return Err(NotABill::Long);
        }
    }
    let part = cyclonedx_part(product, &mut unread).ok_or(NotABill::NoProduct)?;
    Ok(Bill { entries: vec![Entry { part, components }], unread })
}

fn cyclonedx_part(one: &Value, unread: &mut usize) -> Option<Part> {
    let supplier = ["/supplier/name", "/manufacturer/name", "/publisher", "/author"];
    let supplier = supplier.iter().find_map(|place| one.pointer(place)?.as_str());
    let (group, name) = (text(one, "group"), text(one, "name")?);
    let name = group.map_or_else(|| name.to_owned(), |group| format!("{group}/{name}"));
    Some(part(&name, text(one, "version"), text(one, "purl"), text(one, "cpe"), supplier, unread))
}

fn spdx(bill: &Value) -> Result<Bill, NotABill> {
    let packages: Vec<&Value> = list(bill, "packages").collect();
    if packages.len() > MOST {
        return Err(NotABill::Long);
    }
    let described = list(bill, "documentDescribes").filter_map(Value::as_str);
    let described = described.chain(list(bill, "relationships").filter_map(|one| {
        match (text(one, "relationshipType")?, text(one, "spdxElementId")?) {
            ("DESCRIBES", "SPDXRef-DOCUMENT") => text(one, "relatedSpdxElement"),
            ("DESCRIBED_BY", element) => Some(element),
            _ => None,
        }
    }));
    let described: Vec<&str> = described.collect();
    let is_product = |one: &&&Value| text(one, "SPDXID").is_some_and(|id| described.contains(&id));
    let mut unread = 0;
    let products: Vec<&Value> = packages.iter().filter(is_product).copied().collect();
    let others = packages.iter().filter(|one| !is_product(one));
    let components: Vec<Part> = others.filter_map(|one| spdx_part(one, &mut unread)).collect();
    let mut entries = Vec::new();
    for product in products {
        let part = spdx_part(product, &mut unread).ok_or(NotABill::NoProduct)?;
        entries.push(Entry { part, components: components.clone() });
    }
    if entries.is_empty() {
        return Err(NotABill::NoProduct);
    }
    Ok(Bill { entries, unread })
}

fn spdx_part(one: &Value, unread: &mut usize) -> Option<Part> {
    let reference = |kind: &str| {
        let of_kind = |one: &&Value| text(one, "referenceType") == Some(kind);
        text(list(one, "externalRefs").find(of_kind)?, "referenceLocator")
    };
    let supplier = text(one, "supplier").or_else(|| text(one, "originator"));
    let supplier = supplier.and_then(|text| text.split_once(": ")).map(|(_, name)| name.trim());
    let (version, purl, cpe) =
        (text(one, "versionInfo"), reference("purl"), reference("cpe23Type"));
    Some(part(text(one, "name")?, version, purl, cpe, supplier, unread))
}

fn part(
    name: &str,
    version: Option<&str>,
    purl: Option<&str>,
    cpe: Option<&str>,
    supplier: Option<&str>,
    unread: &mut usize,
) -> Part {
    let short = |text: &str| text.chars().take(200).collect::<String>();
    let (read_purl, read_cpe) =
        (purl.and_then(|text| text.parse().ok()), cpe.and_then(|text| text.parse().ok()));
    *unread += usize::from(purl.is_some() && read_purl.is_none());
    *unread += usize::from(cpe.is_some() && read_cpe.is_none());
    Part {
        name: short(name),
        version: version.map(short),
        purl: read_purl,
        cpe: read_cpe,
        supplier: supplier.map(short),
    }
}

fn text<'v>(value: &'v Value, field: &str) -> Option<&'v str> {
    value.get(field)?.as_str().map(str::trim).filter(|text| !text.is_empty())
}

fn list<'v>(value: &'v Value, field: &str) -> impl Iterator<Item = &'v Value> {
    value.get(field).and_then(Value::as_array).into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bill_of_cyclonedx_gives_its_product_and_every_component_within() {
        let bill = serde_json::json!({
            "bomFormat": "CycloneDX", "specVersion": "1.6",
            "metadata": { "component": { "name": "R7", "version": "2", "supplier": { "name": "Acme" } } },
            "components": [
                { "group": "org.apache", "name": "log4j", "purl": "pkg:maven/org.apache/log4j@2.14.0",
                  "components": [{ "name": "inner", "cpe": "cpe:/a:old:name" }] },
                { "version": "nameless" },
            ],
        });
        let read = read(bill.to_string().as_bytes()).unwrap();
        let names: Vec<&str> =
            read.entries[0].components.iter().map(|part| part.name.as_str()).collect();
        assert_eq!(names, ["org.apache/log4j", "inner"]);
        assert_eq!((read.entries[0].part.supplier.as_deref(), read.unread), (Some("Acme"), 1));
    }

    #[test]
    fn a_bill_of_spdx_gives_what_it_describes_and_the_rest_as_components() {
        let bill = serde_json::json!({
            "spdxVersion": "SPDX-2.3",
            "relationships": [{ "spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES",
                "relatedSpdxElement": "SPDXRef-R7" }],
            "packages": [
                { "SPDXID": "SPDXRef-R7", "name": "R7", "versionInfo": "2" },
                { "SPDXID": "SPDXRef-1", "name": "zlib", "supplier": "Organization: zlib people",
                  "externalRefs": [{ "referenceType": "purl", "referenceLocator": "pkg:generic/zlib@1.3" }] },
            ],
        });
        let read = read(bill.to_string().as_bytes()).unwrap();
        assert_eq!(read.entries[0].part.name, "R7");
        let zlib = &read.entries[0].components[0];
        assert_eq!((zlib.supplier.as_deref(), zlib.purl.is_some()), (Some("zlib people"), true));
    }

    #[test]
    fn what_is_no_bill_or_has_no_product_is_refused() {
        assert_eq!(read(b"name,version"), Err(NotABill::Form));
        assert_eq!(read(b"{}"), Err(NotABill::Form));
        assert_eq!(read(br#"{"bomFormat":"CycloneDX"}"#), Err(NotABill::NoProduct));
        assert_eq!(
            read(br#"{"spdxVersion":"SPDX-2.3","packages":[{"name":"x"}]}"#),
            Err(NotABill::NoProduct)
        );
    }
}

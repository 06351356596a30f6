//! How a report falls into items: each field goes to exactly one, by its class.
//!
//! A field that is not listed is technical, so that a field added to the form is never shown more widely by mistake.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use tidegate_law::{FactName, FactValue};

use super::draft::Draft;
use super::fact;
use super::parse::ReportError;
use crate::item::ContentClass;

/// One item to be.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) class: ContentClass,
    pub(super) confidential: bool,
    pub(super) declared: BTreeMap<FactName, FactValue>,
    pub(super) content: Value,
}

/// Where a field goes: the class, and whether it is for the office alone.
type Place = (ContentClass, bool);

const TECHNICAL: Place = (ContentClass::Technical, false);

/// The place of the field `name` of `section`; `section` alone for fields of the form itself.
fn place(section: &str, name: &str) -> Place {
    use ContentClass::{Existence, FinderIdentity, General, ProofOfConcept, Remedy};
    let class = match (section, name) {
        (
            "product",
            "name" | "model" | "manufacturer" | "category" | "online_service" | "markets"
            | "open_source" | "annex_class",
        )
        | ("version" | "identifiers", _) => Existence,
        ("product", "versions" | "vers" | "purl" | "cpe")
        | ("flaw", "title" | "summary" | "kind" | "severity" | "impact")
        | ("reach", _)
        | ("exploitation" | "publicity", "state")
        | ("deadline" | "ai_assistance", _) => General,
        ("flaw", "proof_of_concept" | "attack_tool") => ProofOfConcept,
        ("repair", _) => Remedy,
        ("reporter" | "tracking" | "elsewhere", _) => FinderIdentity,
        ("confidential", _) => return (ContentClass::Technical, true),
        _ => ContentClass::Technical,
    };
    (class, false)
}

/// The items of a form that was checked.
pub(super) fn split(draft: &Draft) -> Result<Vec<Part>, ReportError> {
    let whole = serde_json::to_value(draft).map_err(|error| ReportError::form(&error))?;
    let mut places: BTreeMap<Place, Map<String, Value>> = BTreeMap::new();
    for (section, value) in whole.as_object().into_iter().flatten() {
        match value {
            Value::Array(files) if section == "files" => {
                for file in files {
                    let role = file.get("role").and_then(Value::as_str).unwrap_or_default();
                    let at = places.entry(of_role(role)).or_default();
                    let list = at.entry("files").or_insert_with(|| Value::Array(Vec::new()));
                    if let Value::Array(list) = list {
                        list.push(file.clone());
                    }
                }
            }
            Value::Object(fields) => {
                for (name, value) in fields {
                    let at = places.entry(place(section, name)).or_default();
                    let inner = at.entry(section).or_insert_with(|| Value::Object(Map::new()));
                    if let Value::Object(inner) = inner {
                        inner.insert(name.clone(), value.clone());
                    }
                }
            }
            _ => {
                let at = places.entry(place(section, "")).or_default();
                at.insert(section.clone(), value.clone());
            }
        }
    }
    let part = |(place, content): (Place, Map<String, Value>)| Part {
        class: place.0,
        confidential: place.1,
        declared: declared(draft, place),
        content: Value::Object(content),
    };
    Ok(places.into_iter().map(part).collect())
}

fn of_role(role: &str) -> Place {
    match role {
        "proof_of_concept" => (ContentClass::ProofOfConcept, false),
        "remedy" => (ContentClass::Remedy, false),
        _ => TECHNICAL,
    }
}

/// What the finder declared of an item, as facts of the book.
fn declared(draft: &Draft, place: Place) -> BTreeMap<FactName, FactValue> {
    let said = match place {
        (ContentClass::ProofOfConcept, _) => ("attack_tool", draft.flaw.attack_tool),
        (ContentClass::Technical, _) => ("operator_in_use_detail", draft.flaw.operator_in_use),
        (
            ContentClass::Existence
            | ContentClass::General
            | ContentClass::Remedy
            | ContentClass::FinderIdentity
            | ContentClass::Data,
            _,
        ) => return BTreeMap::new(),
    };
    said.1.map(|value| (fact(said.0), FactValue::boolean(value))).into_iter().collect()
}

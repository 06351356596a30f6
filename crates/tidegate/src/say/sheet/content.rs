//! The content of an item as a person copies it into a field: words in labelled lines, and only what a form asks for.
//!
//! A report falls into items by class, and each item holds parts of the report's form. What a field about content asks for
//! is what the flaw is and what helps against it. How and when it was found, what is known of its exploitation, what the
//! finder plans and what the finder said of the report itself is asked for by no such field and stays out. A part that
//! another field of the sheet asks for is left to that field. Content that is no part of a report is text already.

use serde_json::{Map, Value};
use tidegate_core::report::SECTIONS;
use tidegate_law::Words;

use super::FieldTold;
use crate::say::opened::printable;
use crate::words::Voice;

/// What is told: section, part and label, in the order in which it is read.
const TOLD: [(&str, &str, &str); 23] = [
    ("flaw", "title", "sheet-part-title"),
    ("flaw", "summary", "sheet-part-summary"),
    ("flaw", "description", "sheet-part-description"),
    ("flaw", "kind", "sheet-part-kind"),
    ("product", "component", "sheet-part-component"),
    ("flaw", "location", "sheet-part-location"),
    ("flaw", "trigger", "sheet-part-trigger"),
    ("flaw", "attack", "sheet-part-attack"),
    ("flaw", "verification", "sheet-part-verification"),
    ("flaw", "reproduction_rate", "sheet-part-reproduction"),
    ("flaw", "cwe", "sheet-part-cwe"),
    ("flaw", "capec", "sheet-part-capec"),
    ("flaw", "cvss", "sheet-part-cvss"),
    ("flaw", "severity", "sheet-part-severity"),
    ("flaw", "impact", "sheet-part-impact"),
    ("reach", "scope", "sheet-part-scope"),
    ("reach", "supply_chain", "sheet-part-supply-chain"),
    ("repair", "remedy", "sheet-part-remedy"),
    ("repair", "workaround", "sheet-part-workaround"),
    ("repair", "measures_taken", "sheet-part-measures-taken"),
    ("repair", "measures_for_users", "sheet-part-measures-for-users"),
    ("repair", "available_at", "sheet-part-available"),
    ("confidential", "", "sheet-part-confidential"),
];

/// Parts that a form may ask for in a field of their own: the part, and the ids of such fields.
const APART: [(&str, &[&str]); 7] = [
    ("title", &["title"]),
    ("severity", &["severity", "level", "severity_and_impact"]),
    ("impact", &["harm", "impact", "severity_and_impact"]),
    ("scope", &["scope_of_impact"]),
    ("remedy", &["security_update"]),
    ("measures_taken", &["measures_taken"]),
    ("measures_for_users", &["measures_for_users", "user_measures"]),
];

/// What an item held when it was opened for a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    /// Words, or a part of a report's form.
    Text(String),
    /// A file that came with a report: it is named and never poured into a field.
    File {
        /// What its sender calls it, where the form that lists it was opened, too.
        name: Option<String>,
        /// Of which kind, as its sender says.
        kind: Option<String>,
        /// How long it is, in bytes.
        size: u64,
    },
}

/// The files that a part of a report lists, by the digest of what is in them: name and kind.
#[must_use]
pub fn listed(text: &str) -> Vec<(String, (String, String))> {
    let parts = of_report(text).unwrap_or_default();
    let files = parts.get("files").and_then(Value::as_array).into_iter().flatten();
    let said = |file: &Value, part: &str| Some(file.get(part)?.as_str()?.to_owned());
    let each = files.filter_map(|file| {
        Some((said(file, "sha256")?, (said(file, "name")?, said(file, "media_type")?)))
    });
    each.collect()
}

/// Whether a text is a part of a report's form.
#[must_use]
pub fn is_part(text: &str) -> bool {
    of_report(text).is_some()
}

/// The content of an item for a field, in both languages.
pub(super) fn readable(held: &Held, field: &str, fields: &[FieldTold]) -> Words {
    Voice::in_both(|voice| match held {
        Held::Text(text) => one(text, field, fields, voice),
        Held::File { name, kind, size } => {
            let unnamed = || voice.say("sheet-file-unnamed");
            let words = [
                ("name", name.clone().unwrap_or_else(unnamed).into()),
                ("kind", kind.clone().unwrap_or_else(|| "?".to_owned()).into()),
                ("size", crate::say::opened::bytes(*size).into()),
            ];
            voice.with("sheet-file", words)
        }
    })
}

fn one(text: &str, field: &str, fields: &[FieldTold], voice: &Voice) -> String {
    if !printable(text) {
        return voice.say("sheet-no-text");
    }
    let Some(parts) = of_report(text) else { return text.to_owned() };
    let apart = |part: &str| {
        APART.iter().any(|(known, ids)| {
            let other = |one: &FieldTold| one.id != field && ids.contains(&one.id.as_str());
            *known == part && fields.iter().any(other)
        })
    };
    let lines = TOLD.iter().filter(|(_, part, _)| !apart(part));
    let lines = lines.filter_map(|(section, part, label)| {
        let section = parts.get(*section)?;
        let value = if part.is_empty() { section } else { section.get(part)? };
        let words = [("what", written(part, value, voice)?.into())];
        Some(voice.with(label, words))
    });
    let lines: Vec<String> = lines.collect();
    if lines.is_empty() { voice.say("sheet-nothing-asked") } else { lines.join("\n") }
}

/// The parts of a report that an item holds; none where the content is no part of a report.
fn of_report(text: &str) -> Option<Map<String, Value>> {
    let Ok(Value::Object(parts)) = serde_json::from_str(text) else { return None };
    let known = parts.keys().all(|key| SECTIONS.contains(&key.as_str()));
    (known && !parts.is_empty()).then_some(parts)
}

/// A value in words; none where nothing is said.
fn written(part: &str, value: &Value, voice: &Voice) -> Option<String> {
    match (part, value) {
        ("kind", Value::String(kind)) if kind == "product" => Some(voice.say("sheet-kind-product")),
        ("kind", Value::String(kind)) if kind == "instance" => {
            Some(voice.say("sheet-kind-instance"))
        }
        (_, Value::String(text)) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        (_, Value::Number(number)) => Some(number.to_string()),
        (_, Value::Array(all)) => {
            let all: Vec<String> = all.iter().filter_map(|one| written(part, one, voice)).collect();
            (!all.is_empty()).then(|| all.join(&voice.say("list-comma")))
        }
        (_, Value::Null | Value::Bool(_) | Value::Object(_)) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn readable(text: &str, field: &str, fields: &[FieldTold]) -> Words {
        super::readable(&Held::Text(text.to_owned()), field, fields)
    }

    #[test]
    fn a_file_is_named_and_never_poured() {
        let text =
            r#"{"files":[{"name":"poc.html","media_type":"text/html","sha256":"ab","size":9}]}"#;
        let (digest, (name, kind)) = listed(text).remove(0);
        assert_eq!(
            (digest.as_str(), name.as_str(), kind.as_str()),
            ("ab", "poc.html", "text/html")
        );
        let file = Held::File { name: Some(name), kind: Some(kind), size: 9 };
        let told = super::readable(&file, "description", &[]);
        assert!(told.en.contains("poc.html") && told.en.contains("text/html"), "{}", told.en);
        assert!(told.zh.contains("poc.html") && told.zh != told.en);
        assert!(listed("no form").is_empty() && !is_part("<html>") && is_part(text));
    }

    fn field(id: &str) -> FieldTold {
        FieldTold {
            id: id.to_owned(),
            number: None,
            words: Words::default(),
            hint: None,
            basis: tidegate_law::FieldBasis::Law,
            source: Words::default(),
            certainty: tidegate_law::Certainty::V,
            choices: Vec::new(),
            entry: super::super::EntryTold::Missing,
        }
    }

    #[test]
    fn a_part_of_a_report_is_told_in_words_and_only_what_a_form_asks_for() {
        let text = r#"{"flaw":{"description":"Any password.\nIt opens.","kind":"instance",
            "cwe":["CWE-287","CWE-306"],"impact":"Full control.","found_at":"2026-11-01T00:00Z",
            "discovery":"By chance.","operator_in_use":false},
            "exploitation":{"state":"yes","evidence":"A trace."},"confidential":"Ask first."}"#;
        let told = readable(text, "description", &[field("description")]);
        assert!(told.en.contains("Any password.\nIt opens."), "{}", told.en);
        assert!(told.en.contains("CWE-287, CWE-306") && told.en.contains("Full control."));
        assert!(told.en.contains("Ask first.") && told.zh.contains("CWE-287"));
        for (language, words) in [("en", &told.en), ("zh", &told.zh)] {
            for word in ["{", "found_at", "2026-11-01", "By chance", "trace", "yes", "instance"] {
                assert!(!words.contains(word), "{language}: {word}: {words}");
            }
        }
        assert_ne!(told.en, told.zh, "the labels are in the reader's language");
        // What another field asks for stands there and not here.
        let apart = readable(text, "technical_characteristics", &[field("harm")]);
        assert!(!apart.en.contains("Full control."), "{}", apart.en);
    }

    #[test]
    fn text_that_is_no_part_of_a_report_stays_as_it_is_and_what_is_not_asked_for_is_not_told() {
        for text in ["Any password.", "{\"mine\": 1}", "{}", "[1]"] {
            assert_eq!(readable(text, "description", &[]).en, text);
        }
        for part in [r#"{"publicity":{"state":"no"}}"#, r#"{"tracking":"F-12"}"#] {
            let asked = readable(part, "description", &[]);
            assert!(!asked.en.contains("no\"") && !asked.en.contains('{'), "{}", asked.en);
        }
        assert!(!readable("a\0b", "description", &[]).en.contains('\0'));
    }
}

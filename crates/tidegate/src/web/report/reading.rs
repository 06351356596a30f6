//! A report as people read it: its fields by the names that the form has for them. What is in it stays text.

use serde_json::{Map, Value};

use super::form::label_of;
use crate::web::Frame;

/// A field of a report, as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::web) struct Read {
    /// What it is called; none where the form does not have it.
    pub(in crate::web) label: Option<String>,
    /// Where it stands in the report.
    pub(in crate::web) path: String,
    /// What it says.
    pub(in crate::web) says: String,
}

/// The fields of a report or of a part of one; none where the text is something else.
pub(in crate::web) fn read(text: &str, frame: &Frame) -> Vec<Read> {
    let Ok(Value::Object(whole)) = serde_json::from_str::<Value>(text) else { return Vec::new() };
    let mut read = Vec::new();
    for (section, value) in &whole {
        match value {
            Value::Object(fields) => {
                for (name, value) in fields {
                    read.push(field(format!("{section}.{name}"), value, frame));
                }
            }
            Value::Array(files) if section == "files" => {
                let files: Vec<String> =
                    files.iter().filter_map(Value::as_object).map(file).collect();
                let label = Some(frame.say("attach-title"));
                let one = Read { label, path: section.clone(), says: files.join("\n") };
                read.extend((!one.says.is_empty()).then_some(one));
            }
            value => read.push(field(section.clone(), value, frame)),
        }
    }
    read
}

fn field(path: String, value: &Value, frame: &Frame) -> Read {
    Read { label: label_of(&path, frame), says: said(value, frame), path }
}

fn said(value: &Value, frame: &Frame) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(true) => frame.say("finder-yes"),
        Value::Bool(false) => frame.say("finder-no"),
        Value::Array(all) => {
            let all: Vec<String> = all.iter().map(|one| said(one, frame)).collect();
            all.join("\n")
        }
        other => other.to_string(),
    }
}

/// What a file is called, of what kind its sender says it is, and its bytes.
fn file(entry: &Map<String, Value>) -> String {
    let text = |name: &str| entry.get(name).and_then(Value::as_str).unwrap_or_default();
    let size = entry.get("size").and_then(Value::as_u64).unwrap_or_default();
    format!("{} · {} · {}", text("name"), text("media_type"), crate::say::opened::bytes(size))
}

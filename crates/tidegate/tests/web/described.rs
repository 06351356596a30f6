//! Whether an answer of the interface is as its description has it.

use serde_json::Value;

/// Where the answer to a request is not as it is described; a row without a form is a fault of its own.
#[track_caller]
pub(crate) fn strays(method: &str, path: &str, status: u16, answer: &Value) -> Vec<String> {
    let document = serde_json::to_value(tidegate::api::document()).unwrap();
    let path = path.split('?').next().unwrap();
    let row = row(&document, method, path);
    let described = &document["paths"][&row][method.to_lowercase()]["responses"];
    let schema = &described[status.to_string()]["content"]["application/json"]["schema"];
    let mut found = Vec::new();
    if schema.is_null() {
        found.push(format!("{method} {row} has no form for {status}"));
    }
    compare(&document, schema, answer, &row, &mut found);
    found
}

/// The described path that a request is for: of those that fit, the one with the fewest places left open.
#[track_caller]
fn row(document: &Value, method: &str, path: &str) -> String {
    let asked: Vec<&str> = path.split('/').collect();
    let fits = |pattern: &str| {
        let pattern: Vec<&str> = pattern.trim_start_matches("/api/v1").split('/').collect();
        let same = |(one, part): (&&str, &&str)| one.starts_with('{') || one == part;
        pattern.len() == asked.len() && pattern.iter().zip(&asked).all(same)
    };
    let paths = document["paths"].as_object().unwrap();
    let with = |item: &Value| item.get(method.to_lowercase()).is_some();
    let found = paths.iter().filter(|(pattern, item)| fits(pattern) && with(item));
    let found =
        found.map(|(pattern, _)| pattern).min_by_key(|pattern| pattern.matches('{').count());
    found.unwrap_or_else(|| panic!("{method} {path} is not described")).clone()
}

fn compare(document: &Value, schema: &Value, answer: &Value, at: &str, found: &mut Vec<String>) {
    if let Some(path) = schema["$ref"].as_str() {
        let named = document.pointer(path.trim_start_matches('#'));
        let named = named.unwrap_or_else(|| panic!("{at}: nothing at {path}"));
        return compare(document, named, answer, at, found);
    }
    if let (Some(items), Some(list)) = (schema.get("items"), answer.as_array()) {
        for one in list {
            compare(document, items, one, at, found);
        }
    }
    let (Some(properties), Some(answer)) = (schema["properties"].as_object(), answer.as_object())
    else {
        return;
    };
    for name in schema["required"].as_array().into_iter().flatten() {
        let name = name.as_str().unwrap();
        if !answer.contains_key(name) {
            found.push(format!("{at} lacks {name}"));
        }
    }
    for (name, value) in answer {
        match properties.get(name) {
            Some(schema) => compare(document, schema, value, &format!("{at}.{name}"), found),
            None => found.push(format!("{at}.{name} is not described")),
        }
    }
}

//! The description of the interface, for tests: whether an answer is as it has it, and every field that may be filled.

use serde_json::{Map, Value, json};

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

/// A row of the interface that is read or done, with what may be filled in.
pub(crate) struct Row {
    path: String,
    /// Whether it is done and not only read.
    done: bool,
    /// Whether it is a finder's.
    pub(crate) finder: bool,
    /// The fields of its body or of its query, each with its type.
    pub(crate) fields: Vec<(String, String)>,
}

/// Every row but those that end something.
pub(crate) fn rows() -> Vec<Row> {
    let document = serde_json::to_value(tidegate::api::document()).unwrap();
    let mut rows = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, done) in [("get", false), ("post", true)] {
            let Some(operation) = item.get(method) else { continue };
            let body = &operation["requestBody"]["content"]["application/json"]["schema"]["$ref"];
            let form = body.as_str().map(|path| &document[path.split('/').nth(1).unwrap()]);
            let form =
                form.map(|all| &all["schemas"][body.as_str().unwrap().rsplit('/').next().unwrap()]);
            let typed = |schema: &Value| match &schema["type"] {
                Value::String(one) => one.clone(),
                Value::Array(some) => some[0].as_str().unwrap_or("string").to_owned(),
                _ => "object".to_owned(),
            };
            let properties = form.and_then(|form| form["properties"].as_object());
            let of_body = properties.into_iter().flatten();
            let of_body = of_body.map(|(name, schema)| (name.clone(), typed(schema)));
            let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
            let of_query = parameters.iter().filter(|one| one["in"] == "query");
            let of_query =
                of_query.map(|one| (one["name"].as_str().unwrap().to_owned(), String::new()));
            rows.push(Row {
                path: path.trim_start_matches("/api/v1").to_owned(),
                done,
                finder: operation["security"][0].get("finder").is_some(),
                fields: of_body.chain(of_query).collect(),
            });
        }
    }
    rows
}

impl Row {
    /// Requests with a text in one field after the other, and in each place of the address but office and case.
    pub(crate) fn filled(&self, case: &str, text: &str) -> Vec<(String, Option<Value>)> {
        let coded = |text: &str| -> String {
            text.bytes().take(300).map(|byte| format!("%{byte:02X}")).collect()
        };
        let path: Vec<String> = self
            .path
            .split('/')
            .map(|part| match part {
                "{office}" => "here".to_owned(),
                "{case}" => case.to_owned(),
                part if part.starts_with('{') => coded(text),
                part => part.to_owned(),
            })
            .collect();
        let path = path.join("/");
        let value = |kind: &str, text: &str| match kind {
            "array" => json!([text]),
            "boolean" => json!(true),
            _ => json!(text),
        };
        let one = |place: usize| {
            let (name, _) = &self.fields[place];
            if !self.done {
                return (format!("{path}?{name}={}", coded(text)), None);
            }
            let fields = self.fields.iter().enumerate().map(|(at, (name, kind))| {
                (name.clone(), value(kind, if at == place { text } else { "x" }))
            });
            (path.clone(), Some(Value::Object(fields.collect::<Map<String, Value>>())))
        };
        match self.fields.is_empty() {
            true => vec![(path.clone(), self.done.then_some(Value::Null))],
            false => (0..self.fields.len()).map(one).collect(),
        }
    }
}

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::Value;
use tidegate_core::triage::table::{Point, Table};
use tidegate_core::triage::weakness::Usage;
use tidegate_law::{Book, FactName};

use super::*;

fn corpus(path: &str) -> Option<Value> {
    let root = std::env::var_os("TIDEGATE_CORPORA").map_or_else(
        || concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpora").into(),
        PathBuf::from,
    );
    let text = std::fs::read_to_string(root.join(path)).ok();
    if text.is_none() {
        println!("left out: the corpora have no {path} here");
    }
    text.map(|text| serde_json::from_str(&text).unwrap())
}

#[test]
fn what_the_binary_carries_loads_and_names_what_the_book_has() {
    let tables = read_tables().unwrap_or_else(|faults| panic!("{faults:?}"));
    assert_eq!(tables.all().len(), 6);
    let book = Book::load(&crate::book::embedded()).unwrap();
    for fact in tables.facts() {
        assert!(book.schema().fact(&FactName::new(fact)).is_some(), "the book has no fact {fact}");
    }
    for table in tables.all() {
        for start in &table.counts_from {
            assert!(book.schema().start_event(start).is_some(), "{start}");
        }
        if let Some(statute) = &table.statute {
            assert!(book.statute(statute).is_some(), "{statute}");
        }
    }
    let list = Weaknesses::read(list()).unwrap();
    assert!(list.all().len() > 900);
}

/// The values of a point in its source, as key and name.
fn values(point: &Value) -> Vec<(&str, &str)> {
    let all = point["values"].as_array().unwrap().iter();
    all.map(|value| (value["key"].as_str().unwrap(), value["name"].as_str().unwrap())).collect()
}

fn same_point(ours: &Point, theirs: &Value) {
    assert_eq!(ours.name.en, theirs["name"].as_str().unwrap());
    let named: Vec<(&str, &str)> =
        ours.values.iter().map(|value| (value.key.as_str(), value.name.en.as_str())).collect();
    assert_eq!(named, values(theirs), "{}", ours.id);
}

fn same_rows(ours: &Table, theirs: &Value) -> usize {
    let rows = theirs["mapping"].as_array().unwrap();
    assert_eq!(ours.rows.len(), rows.len(), "{}", ours.id);
    for (row, theirs) in ours.rows.iter().zip(rows) {
        for (point, value) in ours.points.iter().zip(&row.values) {
            assert_eq!(theirs[point.as_str()], value.as_str(), "{} row {}", ours.id, row.number);
        }
        assert_eq!(theirs[ours.outcome.as_str()], row.outcome.as_str(), "row {}", row.number);
        assert_eq!(theirs.as_object().unwrap().len(), ours.points.len() + 1);
    }
    rows.len()
}

#[test]
fn every_row_point_and_value_is_that_of_the_source() {
    let mut compared = 0;
    for table in tables().all() {
        let file = table.source.split("decision_tables/").nth(1).unwrap();
        let file = file.split(", ").next().unwrap();
        let path = format!("ssvc/certcc/json/decision_tables/{file}");
        let Some(theirs) = corpus(&path) else { continue };
        let id = ["namespace", "key", "version"].map(|part| theirs[part].as_str().unwrap());
        assert_eq!(table.id.as_str(), id.join(":"));
        assert_eq!(table.name.en, theirs["name"].as_str().unwrap());
        assert_eq!(table.outcome.as_str(), theirs["outcome"].as_str().unwrap());
        for id in table.points.iter().chain([&table.outcome]) {
            same_point(tables().point(id).unwrap(), &theirs["decision_points"][id.as_str()]);
        }
        compared += same_rows(table, &theirs);
    }
    assert!(compared == 0 || compared == 379, "{compared}");
}

/// A number of days is only what the name of an outcome says.
#[test]
fn no_number_of_days_is_invented() {
    for table in tables().all() {
        let outcomes = tables().point(&table.outcome).unwrap();
        for value in &outcomes.values {
            let said: String = value.name.en.chars().take_while(char::is_ascii_digit).collect();
            assert_eq!(said.parse().ok(), value.days, "{} {}", outcomes.id, value.key);
        }
    }
}

/// The statute that has a table's rows as rules counts the same days from the same events.
#[test]
fn the_rules_of_the_statute_give_what_the_table_gives() {
    let book = Book::load(&crate::book::embedded()).unwrap();
    let mut compared = 0;
    for table in tables().all() {
        let Some(statute) = &table.statute else { continue };
        for row in &table.rows {
            let prefix = format!("{statute}/row-{}/", row.number);
            let rules = book.rules().iter().filter(|rule| rule.id.as_str().starts_with(&prefix));
            let rules: Vec<String> = rules.map(|rule| rule.id.to_string()).collect();
            let [rule] = rules.as_slice() else { panic!("{prefix}: {rules:?}") };
            let days = tables().outcome(table, row).unwrap().days;
            let says = days.map_or("fix-on-upgrade".to_owned(), |days| format!("in-{days}-days"));
            assert!(rule.contains(&says), "{rule} is not {says}");
            compared += 1;
        }
    }
    assert_eq!(compared, 16);
}

#[test]
fn every_weakness_is_that_of_the_source_and_a_deprecated_one_points_on() {
    let list = weaknesses();
    for one in list.all() {
        for other in &one.instead {
            assert!(one.deprecated && !list.of(*other).unwrap().deprecated, "{}", one.id);
        }
    }
    let alone: BTreeSet<u32> = list
        .all()
        .iter()
        .filter(|one| one.deprecated)
        .filter(|one| one.instead.is_empty())
        .map(|one| one.id.number())
        .collect();
    assert_eq!(alone, [216, 225, 365].into());
    let Some(theirs) = corpus("cwe/cwe-latest.json") else { return };
    assert_eq!(list.version, theirs["version"].as_str().unwrap());
    let all = theirs["weaknesses"].as_array().unwrap();
    assert_eq!(list.all().len(), all.len());
    for one in all {
        let ours = list.of(one["id"].as_str().unwrap().parse().unwrap()).unwrap();
        let name = one["name"].as_str().unwrap();
        assert_eq!(ours.name, name.trim_start_matches("DEPRECATED: "), "{}", ours.id);
        assert_eq!(ours.deprecated, one["status"] == "Deprecated", "{}", ours.id);
        let usage = match one["usage"].as_str().unwrap() {
            "Allowed" => Usage::Allowed,
            "Allowed-with-Review" => Usage::WithReview,
            "Discouraged" => Usage::Discouraged,
            "Prohibited" => Usage::Prohibited,
            other => panic!("{other}"),
        };
        assert_eq!(ours.usage, usage, "{}", ours.id);
    }
}

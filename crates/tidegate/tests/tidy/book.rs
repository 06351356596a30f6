//! The book's own housekeeping: annotations that are explained, dates that are fresh, sentences in both languages.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{Timestamp, Unit, tz::TimeZone};

use crate::tree::{self, Page};

/// A statute whose text nobody compared with its source for so long is not to be relied on.
const CHECKED_DAYS_MAX: i32 = 180;

/// The annotations that the loader knows, read from its source.
fn annotations() -> BTreeSet<String> {
    let source = tree::page("crates/tidegate-law/src/load/rules.rs").text;
    let (_, rest) = source.split_once("const ANNOTATIONS: &[&str] = &[").unwrap();
    let (list, _) = rest.split_once("];").unwrap();
    let names = list.split(',').map(|name| name.trim().trim_matches('"'));
    let mut known: BTreeSet<String> =
        names.filter(|name| !name.is_empty()).map(str::to_owned).collect();
    known.insert("scope".to_owned());
    known
}

/// Every `@name` in a piece of text.
fn names(text: &str) -> BTreeSet<String> {
    let word = |part: &str| part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    text.split('@').skip(1).map(word).filter(|name: &String| !name.is_empty()).collect()
}

#[test]
fn the_readme_of_the_book_explains_every_annotation_and_no_other() {
    let (known, page) = (annotations(), tree::page("law/README.md"));
    let mentioned = names(&page.text);
    let cells = page.text.lines().filter_map(|line| line.strip_prefix("| `")?.split('|').next());
    let listed: BTreeSet<String> = cells.flat_map(names).collect();
    let mut faults: Vec<String> = known
        .difference(&mentioned)
        .map(|name| format!("law/README.md:1: lacks `@{name}`"))
        .collect();
    let more = listed.difference(&known);
    faults.extend(
        more.map(|name| format!("law/README.md:1: lists `@{name}`, unknown to the loader")),
    );
    tree::none(&faults);
}

fn statutes() -> Vec<Page> {
    let pages = tree::pages().into_iter();
    pages.filter(|page| page.path.starts_with("law/") && page.text.starts_with("+++")).collect()
}

#[test]
fn every_statute_was_compared_with_its_source_within_180_days() {
    let today = TimeZone::UTC.to_datetime(Timestamp::now()).date();
    let (mut faults, mut seen) = (Vec::new(), 0);
    for page in statutes() {
        seen += 1;
        let mut dated = false;
        for (number, line) in page.lines() {
            let front = line.strip_prefix("checked = \"").map(|rest| rest.trim_end_matches('"'));
            let clause = line.rsplit_once("Checked: ").map(|(_, rest)| rest);
            let Some(day) = front.or(clause) else { continue };
            dated |= front.is_some();
            let day: String = day.chars().take_while(|c| c.is_ascii_digit() || *c == '-').collect();
            let Ok(date) = day.parse::<Date>() else {
                faults.push(format!("{}:{number}: `{day}` is not a date", page.path));
                continue;
            };
            let age = date.until((Unit::Day, today)).unwrap().get_days();
            if age > CHECKED_DAYS_MAX {
                faults.push(format!("{}:{number}: checked {age} days ago", page.path));
            }
        }
        if !dated {
            faults.push(format!("{}:1: no `checked` in the front matter", page.path));
        }
    }
    assert!(seen > 0, "no statute found");
    tree::none(&faults);
}

#[test]
fn the_words_of_the_product_are_there_in_both_languages() {
    let rooms = |language: &str| -> BTreeSet<String> {
        let folder = format!("crates/tidegate/words/{language}/");
        let found = tree::pages().into_iter().filter(|page| page.path.starts_with(&folder));
        let found = found.map(|page| {
            let says = page.text.lines().any(|line| line.contains(" = "));
            assert!(says, "{} says nothing", page.path);
            page.path.rsplit('/').next().unwrap_or_default().to_owned()
        });
        found.collect()
    };
    let english = rooms("en");
    assert!(!english.is_empty(), "the rooms are found at all");
    assert_eq!(english, rooms("zh"));
}

#[test]
fn the_readme_names_every_statute_and_no_other() {
    let ids: BTreeSet<String> = statutes()
        .iter()
        .filter_map(|page| page.text.lines().find_map(|line| line.strip_prefix("id = \"")))
        .map(|rest| rest.trim_end_matches('"').to_owned())
        .collect();
    let readme = tree::page("README.md");
    let chapter = readme.text.split("\n## ").find(|part| part.starts_with("The law it knows"));
    let rows = chapter.unwrap().lines();
    let cells = rows.filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let named: BTreeSet<String> = cells.map(str::to_owned).collect();
    let mut faults: Vec<String> =
        ids.difference(&named).map(|id| format!("README.md:1: lacks the statute `{id}`")).collect();
    faults.extend(named.difference(&ids).map(|id| format!("README.md:1: no statute `{id}`")));
    tree::none(&faults);
}

#[test]
fn how_a_text_was_read_means_the_same_in_the_product_and_in_every_document() {
    let words = tree::page("crates/tidegate/words/en/terminal.ftl").text;
    let key = words.lines().find_map(|line| line.strip_prefix("law-certainty-key = ")).unwrap();
    assert!(["V: ", "S: ", "M: ", "U: "].iter().all(|mark| key.contains(mark)), "{key}");
    let documents = ["README.md", "law/README.md", "GLOSSARY.md"].into_iter();
    let other = documents.filter(|path| !tree::page(path).text.contains(key));
    let faults: Vec<String> = other.map(|path| format!("{path}:1: say `{key}`")).collect();
    tree::none(&faults);
}

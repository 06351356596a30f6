//! Both languages say the same messages with the same arguments, and every message is said somewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::sources as texts;

/// Families whose ids are put together: from the tree of commands, from the scenes of the demo, for pages of what went
/// wrong, and from the tables of CVSS; tests there walk them.
const WALKED: [&str; 4] = ["help-", "demo-", "wrong-", "cvss-"];

/// The arguments of each message and attribute (`id` or `id.attribute`).
fn messages(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let (mut message, mut current) = (String::new(), String::new());
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        let head = line.split_once(" =").map(|(head, _)| head);
        if let Some(id) = head.filter(|head| head.starts_with(|c: char| c.is_ascii_lowercase())) {
            (message, current) = (id.to_owned(), id.to_owned());
            assert!(
                found.insert(current.clone(), BTreeSet::new()).is_none(),
                "`{id}` stands twice"
            );
        } else if let Some(attribute) = head.and_then(|head| head.strip_prefix("    .")) {
            current = format!("{message}.{attribute}");
            assert!(found.insert(current.clone(), BTreeSet::new()).is_none(), "`{current}` twice");
        }
        for after in line.split("{ $").skip(1) {
            let name = after.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
            found.entry(current.clone()).or_default().insert(name.to_owned());
        }
    }
    found
}

/// All texts of a language.
fn whole(folder: &str) -> String {
    let texts: Vec<&str> = texts(folder).collect();
    texts.join("\n")
}

/// Every source file and template of this crate but this one.
fn sources() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut text, mut folders) = (String::new(), vec![root.join("src"), root.join("templates")]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("words/parity.rs") {
                text.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
    }
    text
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_arguments() {
    let (english, chinese) = (messages(&whole("en")), messages(&whole("zh")));
    assert!(english.len() > 100, "the messages are found at all");
    assert_eq!(english, chinese);
}

#[test]
fn both_sources_are_read_without_an_error() {
    for source in ["en", "zh"].into_iter().flat_map(texts) {
        let read = fluent_bundle::FluentResource::try_new(source.to_owned());
        assert!(read.is_ok(), "{:?}", read.err().map(|(_, errors)| errors));
    }
}

#[test]
fn every_message_is_said_somewhere() {
    let sources = sources();
    let unused: Vec<String> = messages(&whole("en"))
        .into_keys()
        .filter(|id| !id.contains('.') && !WALKED.iter().any(|family| id.starts_with(family)))
        .filter(|id| !sources.contains(&format!("\"{id}\"")))
        .collect();
    assert_eq!(unused, Vec::<String>::new());
}

#[test]
fn no_message_is_missing() {
    let sources = sources();
    let known = messages(&whole("en"));
    let mut missing = BTreeSet::new();
    for call in [".say(", ".with(", ".count("] {
        for after in sources.split(call).skip(1) {
            let Some(literal) = after.trim_start().strip_prefix('"') else { continue };
            let id = literal.split('"').next().unwrap_or_default();
            if !known.contains_key(id) {
                missing.insert(id.to_owned());
            }
        }
    }
    let ids = include_str!("../say/id.rs").split('"').skip(1).step_by(2);
    // Ids of errors are handed from function to function: wherever one stands, it is one.
    let errors = sources.split("\"error-").skip(1).filter_map(|after| after.split('"').next());
    let errors = errors.filter(|id| !id.is_empty());
    let errors: Vec<String> = errors.map(|id| format!("error-{id}")).collect();
    for id in ids.chain(errors.iter().map(String::as_str)) {
        if !known.contains_key(id) {
            missing.insert(id.to_owned());
        }
    }
    assert_eq!(missing, BTreeSet::new());
}

#[test]
fn chinese_is_chinese() {
    let han = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let mut foreign = Vec::new();
    for line in whole("zh").lines().filter(|line| !line.starts_with('#')) {
        if let Some((id, text)) = line.split_once(" = ") {
            let words: String = text.chars().filter(|c| c.is_alphabetic()).collect();
            // Lists of the book's own words, names, commands and bare separators have no Chinese in them.
            let own =
                ["-name-", "-command", "-other-language"].iter().any(|part| id.contains(part));
            let plain = own || words.is_empty() || text.contains('、') || text.contains('{');
            if !plain && !han(text) {
                foreign.push(id.trim().to_owned());
            }
        }
    }
    assert_eq!(foreign, Vec::<String>::new());
}

#[test]
fn one_is_counted_in_the_singular() {
    let voice = super::Voice::of(super::Language::English);
    let said = |id: &str, names: [&'static str; 4], number: i64| {
        voice.with(id, names.map(|name| (name, number.into())))
    };
    let sum = ["opened", "apart", "same", "touched"];
    let bare = |text: String| text.replace(['\u{2068}', '\u{2069}'], "");
    assert!(bare(said("reconsider-sum", sum, 1)).starts_with("1 open case: 1 is not concerned"));
    assert!(bare(said("reconsider-sum", sum, 2)).starts_with("2 open cases: 2 are not concerned"));
    let counted = ["scenes", "questions", "differing", "count"];
    assert_eq!(bare(said("scene-count", counted, 1)), "1 scene, 1 question, 1 answer that differs");
    assert_eq!(
        bare(said("scene-count", counted, 2)),
        "2 scenes, 2 questions, 2 answers that differ"
    );
    assert_eq!(bare(said("scene-blessed", counted, 1)), "1 file written");
    let office = ["office", "touched", "opened", "count"];
    assert!(bare(said("differ-office", office, 1)).contains("of 1 open case;"));
    let replayed = ["events", "days", "count", "size"];
    assert!(
        bare(said("replay-days", replayed, 1))
            .starts_with("1 event, of which 1 is known by its day alone;")
    );
    let stale = ["statute", "day", "days", "count"];
    assert!(bare(said("check-stale", stale, 1)).contains("1 day ago;"));
}

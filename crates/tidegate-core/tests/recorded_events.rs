//! Old data must always load: one recorded example of every event, as it was first written.

use std::collections::BTreeSet;

use tidegate_core::event::{CaseEvent, Recorded};

#[test]
#[expect(clippy::disallowed_methods, reason = "the examples are files; the library opens none")]
fn every_event_that_was_ever_written_still_loads() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/events/v1");
    let mut words = BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let recorded: Recorded = serde_json::from_str(&text)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let word =
            path.file_stem().unwrap().to_str().unwrap().split('-').next().unwrap().to_owned();
        assert_eq!(recorded.event.word(), word);
        // Nothing is lost, renamed or added by reading and writing.
        let before: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(serde_json::to_value(&recorded).unwrap(), before, "{word}");
        words.insert(word);
    }
    let known: BTreeSet<String> = CaseEvent::WORDS.iter().map(|word| (*word).to_owned()).collect();
    assert_eq!(words, known, "each event has its example");
}

#[test]
fn an_unknown_version_field_or_event_does_not_load() {
    let good = include_str!("events/v1/noted.json");
    assert!(serde_json::from_str::<Recorded>(good).is_ok());
    for (from, to) in [
        ("\"version\": 1", "\"version\": 2"),
        ("\"noted\"", "\"rumoured\""),
        ("\"text\"", "\"word\": \"x\", \"text\""),
        ("\"seq\"", "\"sequence\": 0, \"seq\""),
        ("\"party\"", "\"robot\""),
    ] {
        assert!(good.contains(from));
        assert!(serde_json::from_str::<Recorded>(&good.replacen(from, to, 1)).is_err(), "{to}");
    }
}

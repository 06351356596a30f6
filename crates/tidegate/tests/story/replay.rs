//! Time lines of others go through clocks and gate without an error, and nobody is accused.

use std::path::PathBuf;

use tidegate::cli::{self, Exit, Surroundings};
use tidegate::clock::Clock;
use tidegate::replay::record::{self, Read};
use tidegate::replay::{DutyStanding, FlowStanding, Replayed, Tally, adoption, replay};
use tidegate_law::{Force, Language};

fn made() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/timelines/made.jsonl")
}

fn read(path: &PathBuf) -> Read {
    record::read("file", &std::fs::read(path).unwrap()).unwrap()
}

fn replayed(id: &str) -> Replayed {
    let book = tidegate::book::load(None).unwrap();
    let read = read(&made());
    let (_, record) = read.records.iter().find(|(_, record)| record.id == id).unwrap();
    replay(&book, &adoption(&book), record).unwrap()
}

fn standing(replayed: &Replayed, event: &str) -> (FlowStanding, Vec<String>) {
    let flow = replayed.flows.iter().find(|flow| flow.event == event).unwrap();
    (flow.standing, flow.citations.iter().map(|citation| citation.en.clone()).collect())
}

fn ran(words: &[&str]) -> (Exit, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let surroundings = Surroundings {
        language: Language::English,
        colour: false,
        width: 100,
        clock: Clock::fixed("2026-11-24T09:00:00Z".parse().unwrap()),
    };
    let words = std::iter::once("tidegate").chain(words.iter().copied()).map(Into::into);
    let exit = cli::run(words, &surroundings, &mut out, &mut err);
    (exit, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

#[test]
fn a_finder_in_china_may_tell_the_maker_abroad_and_what_else_is_judged_by_its_day() {
    let replayed = replayed("made-abroad");
    assert_eq!(standing(&replayed, "reported").0, FlowStanding::NotForbidden);
    // Where the coordinator sits is not known: it would be refused if it sat abroad.
    let (coordinator, citations) = standing(&replayed, "coordinator_involved");
    assert_eq!((coordinator, citations), (FlowStanding::RefusedIf, vec!["RMSV 9(7)".to_owned()]));
    let (early, citations) = standing(&replayed, "public_disclosure");
    assert!(matches!(early, FlowStanding::Refused | FlowStanding::RefusedIf));
    assert!(citations.contains(&"RMSV 9(1)".to_owned()), "{citations:?}");
}

#[test]
fn the_law_of_the_day_counts_and_knowledge_from_before_starts_nothing_by_the_suggested_reading() {
    let replayed = replayed("made-before");
    assert_eq!(standing(&replayed, "reported").0, FlowStanding::NotForbidden);
    let known = replayed.duties.iter().find(|duty| duty.rule.ends_with("known-before"));
    assert_eq!(known, None);
    assert!(!replayed.duties.iter().any(|duty| duty.rule == "cn-rmsv/7(2)/report-miit"));
}

#[test]
fn a_duty_without_a_trace_is_never_called_missed() {
    let book = tidegate::book::load(None).unwrap();
    let text = r#"{"id":"x","vendor_country":"CN","events":[{"date":"2023-03-02","type":"reported"},{"date":"2023-06-02","type":"fix_released"}]}"#;
    let read = record::read("x", text.as_bytes()).unwrap();
    let replayed = replay(&book, &adoption(&book), &read.records[0].1).unwrap();
    let report =
        replayed.duties.iter().find(|duty| duty.rule == "cn-rmsv/7(2)/report-miit").unwrap();
    assert_eq!(report.standing, DutyStanding::NoEvidence);
    assert_eq!(report.force, Force::Binding);
    let json = serde_json::to_string(&replayed).unwrap();
    assert!(json.contains("no_evidence") && !json.contains("missed"));
}

#[test]
fn bad_records_types_and_dates_are_counted_and_fatal_to_nothing() {
    let file = made();
    let (exit, out, err) = ran(&["replay", file.to_str().unwrap()]);
    assert_eq!((exit, err.as_str()), (Exit::Done, ""));
    insta::assert_snapshot!("made", out);
}

#[test]
fn every_line_of_the_json_form_is_an_object() {
    let file = made();
    let (exit, out, _) = ran(&["replay", file.to_str().unwrap(), "--json"]);
    assert_eq!(exit, Exit::Done);
    let lines: Vec<serde_json::Value> =
        out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 5);
    assert_eq!(lines[4]["summary"]["cases"], 4);
    assert_eq!(lines[4]["summary"]["bad"].as_array().unwrap().len(), 2);
    assert_eq!(lines[4]["summary"]["unmapped"]["eclipse"], 1);
}

#[test]
fn one_case_is_told_whole_and_one_that_is_not_there_is_wrong_use() {
    let file = made();
    let (exit, out, _) = ran(&["replay", file.to_str().unwrap(), "--case", "made-abroad"]);
    assert_eq!(exit, Exit::Done);
    insta::assert_snapshot!("made_abroad", out);
    let (exit, _, err) = ran(&["replay", file.to_str().unwrap(), "--case", "nobody"]);
    assert_eq!(exit, Exit::Usage);
    assert!(err.contains("there is no record `nobody`"), "{err}");
}

/// The corpora of others; where they are absent the tests run on their own records.
fn corpora() -> Option<PathBuf> {
    let named = std::env::var_os("TIDEGATE_CORPORA").map(PathBuf::from);
    let folder = named.unwrap_or_else(|| {
        PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpora"))
    });
    let timelines = folder.join("timelines");
    timelines.is_dir().then_some(timelines)
}

#[test]
fn every_record_of_others_passes_without_an_error() {
    let Some(folder) = corpora() else {
        println!("left out: timelines, 2 files");
        return;
    };
    let book = tidegate::book::load(None).unwrap();
    let adoption = adoption(&book);
    let mut tally = Tally::new();
    for (file, least) in [("curated.json", 5), ("auto.jsonl.xz", 615)] {
        let read = read(&folder.join(file));
        assert_eq!(read.bad, []);
        assert!(read.records.len() >= least, "{file} has {} records", read.records.len());
        for (_, record) in &read.records {
            let replayed = replay(&book, &adoption, record);
            tally.add(&replayed.unwrap_or_else(|why| panic!("{}: {why}", record.id)));
        }
    }
    assert_eq!((tally.undated, tally.unmapped.len()), (0, 0));
    assert!(tally.flows.values().sum::<usize>() > 1000);
    println!("{} cases, {} events", tally.cases, tally.events);
}

//! Scores of CVSS against those of others: two oracles, the suite of Red Hat, and what CNAs published.

#![cfg(test)]

use serde_json::Value;
use tidegate_core::triage::cvss::{Score, Vector, Version};

#[expect(clippy::disallowed_methods, reason = "tests read the corpora; the library opens no file")]
fn corpus(path: &str) -> Option<String> {
    let root = std::env::var_os("TIDEGATE_CORPORA").map_or_else(
        || concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpora").into(),
        std::path::PathBuf::from,
    );
    let Ok(bytes) = std::fs::read(root.join(path)) else {
        println!("left out: the corpora have no {path} here");
        return None;
    };
    if !path.ends_with(".xz") {
        return Some(String::from_utf8(bytes).unwrap());
    }
    let mut text = Vec::new();
    lzma_rs::xz_decompress(&mut bytes.as_slice(), &mut text).unwrap();
    Some(String::from_utf8(text).unwrap())
}

fn read(text: &str) -> Vector {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// What differs, of how many; at most twenty are shown.
struct Tally {
    compared: usize,
    differing: Vec<String>,
}

impl Tally {
    fn new() -> Self {
        Self { compared: 0, differing: Vec::new() }
    }

    fn compare(&mut self, vector: &str, ours: &str, theirs: &str) {
        self.compared += 1;
        if ours != theirs {
            self.differing.push(format!("{vector}: {ours}, and they say {theirs}"));
        }
    }

    fn agree(&self, least: usize) {
        let (found, some) = (self.differing.len(), self.differing.iter().take(20));
        let some: Vec<&str> = some.map(String::as_str).collect();
        assert!(found == 0, "{found} of {}:\n{}", self.compared, some.join("\n"));
        assert!(self.compared >= least, "only {} were compared", self.compared);
    }
}

/// Their figure as ours is written.
fn tenth(figure: &str) -> String {
    format!("{:.1}", figure.trim().parse::<f64>().unwrap().abs())
}

fn severity(score: Score) -> String {
    let mut word = score.severity().as_str().to_owned();
    word[..1].make_ascii_uppercase();
    word
}

#[test]
fn every_score_of_3_x_is_that_of_the_oracle() {
    let Some(text) = corpus("cvss/oracle-v3.tsv.xz") else { return };
    let mut tally = Tally::new();
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let scores = read(cells[0]).scores();
        // The oracle gives a score of each kind, whether a metric of it is defined or not.
        let threat = scores.threat.unwrap_or(scores.base);
        let ours = [scores.base, threat, environmental(cells[0])];
        for (ours, theirs) in ours.iter().zip(&cells[1..4]) {
            tally.compare(cells[0], &ours.to_string(), &tenth(theirs));
        }
        // A severity stands for each score; of base metrics alone there is one.
        let words = ours.map(severity);
        let words = if cells[4].contains('/') { words.join("/") } else { words[0].clone() };
        tally.compare(cells[0], &words, cells[4]);
    }
    tally.agree(20_000);
}

#[test]
fn every_score_of_4_0_is_that_of_one_of_two_oracles() {
    let Some(text) = corpus("cvss/oracle-v4.tsv.xz") else { return };
    let (mut tally, mut apart) = (Tally::new(), 0);
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let score = read(cells[0]).score();
        let (one, other) = (tenth(cells[1]), tenth(cells[3]));
        apart += usize::from(one != other);
        let ours = score.to_string();
        let theirs = if ours == other { other } else { one.clone() };
        tally.compare(cells[0], &ours, &theirs);
        if ours == one {
            tally.compare(cells[0], &severity(score), cells[2]);
        }
    }
    println!("the oracles differ from each other in {apart}");
    assert!(apart < 60, "they round differently in a few only");
    tally.agree(5_000);
}

/// The environmental score, which the suite gives where no metric of it is defined as well. 3.1 scores a vector whose
/// scope changes otherwise then; a requirement of medium weighs as none.
fn environmental(vector: &str) -> Score {
    let scores = read(vector).scores();
    scores.environmental.unwrap_or_else(|| read(&format!("{vector}/CR:M")).score())
}

#[test]
fn every_vector_of_red_hats_suite_has_the_scores_that_it_says() {
    let mut tally = Tally::new();
    let files = [
        "vectors_calculator3",
        "vectors_cvsslib3",
        "vectors_security4",
        "vectors_simple3",
        "vectors_simple31",
        "vectors_simple4",
        "vectors_supplemental4",
        "vectors_threat4",
    ];
    for file in files {
        let Some(text) = corpus(&format!("cvss/redhat-cvss/{file}")) else { continue };
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let (vector, figures) = line.split_once(" - ").unwrap();
            let figures = figures.trim_matches(['(', ')', ' ']);
            let figures: Vec<&str> =
                figures.split(',').map(str::trim).filter(|one| !one.is_empty()).collect();
            let scores = read(vector).scores();
            match figures.as_slice() {
                [one] => tally.compare(vector, &scores.whole().to_string(), &tenth(one)),
                [base, threat, whole] => {
                    tally.compare(vector, &scores.base.to_string(), &tenth(base));
                    let ours = scores.threat.unwrap_or(scores.base);
                    tally.compare(vector, &ours.to_string(), &tenth(threat));
                    tally.compare(vector, &environmental(vector).to_string(), &tenth(whole));
                }
                other => panic!("{line}: {other:?}"),
            }
        }
    }
    tally.agree(if tally.compared == 0 { 0 } else { 10_000 });
}

/// What was published is not what was computed in some records: they are known by name, and no other differs.
#[test]
fn what_cnas_published_differs_only_where_it_is_known_to() {
    let Some(text) = corpus("cvss/published-in-cve-records.jsonl.xz") else { return };
    let Some(known) = corpus("cvss/published-score-differs-from-oracle.json") else { return };
    let known: Vec<Value> = serde_json::from_str(&known).unwrap();
    let mut tally = Tally::new();
    let mut older = 0;
    for line in text.lines() {
        let record: Value = serde_json::from_str(line).unwrap();
        let vector = record["vector"].as_str().unwrap();
        if record["version"] == "2.0" {
            assert!(vector.parse::<Vector>().is_err(), "{vector}");
            older += 1;
            continue;
        }
        let said = record["score"].as_f64().unwrap();
        let scores = read(vector).scores();
        let differs =
            known.iter().find(|one| one["vector"] == vector && one["published"] == record["score"]);
        match (differs, read(vector).version()) {
            (Some(known), _) => {
                let oracle = tenth(&known["oracle_base"].to_string());
                tally.compare(vector, &scores.base.to_string(), &oracle);
            }
            (None, Version::V4_0) => {
                tally.compare(vector, &scores.whole().to_string(), &format!("{said:.1}"));
            }
            (None, Version::V3_0 | Version::V3_1) => {
                tally.compare(vector, &scores.base.to_string(), &format!("{said:.1}"));
            }
        }
    }
    println!("{older} vectors of 2.0 are none here");
    tally.agree(1_000);
}

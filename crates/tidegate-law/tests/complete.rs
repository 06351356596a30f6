//! What the reference from which the book was written states is in the book, or is left out with the reason.
//!
//! The reference is not committed. The table in `data/stated.txt` is the project's own: each section with what it
//! states, where the book has it, and, for a duty, its period and addressee.

#![cfg(test)]

#[path = "folder/law.rs"]
mod folder;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use tidegate_law::{Book, Rule};

static BOOK: LazyLock<Book> = LazyLock::new(|| Book::load(&folder::files()).unwrap());

/// Every section of the reference.
const SECTIONS: [&str; 31] = [
    "0.1", "0.2", "0.3", "1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8", "1.9",
    "1.10", "2.0", "2.1", "2.2", "2.3", "2.4", "2.5", "3", "4", "5.1", "5.2", "5.3", "6", "7", "8",
    "9", "10", "11",
];

/// A line of the table.
struct Stated {
    section: &'static str,
    what: &'static str,
    places: Vec<&'static str>,
    within: &'static str,
    to: Vec<&'static str>,
}

fn table() -> Vec<Stated> {
    let lines = include_str!("data/stated.txt").lines();
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    let stated = lines.map(|line| {
        let mut cells = line.split('|').map(str::trim);
        let mut next = || cells.next().unwrap_or_default();
        Stated {
            section: next(),
            what: next(),
            places: places(next()),
            within: next(),
            to: next().split(", ").filter(|one| !one.is_empty()).collect(),
        }
    });
    stated.collect()
}

/// The places of a line. What is left out is named by words in which the sign that parts places may stand.
fn places(cell: &'static str) -> Vec<&'static str> {
    let mut all: Vec<&str> = Vec::new();
    let mut rest = cell;
    while !rest.is_empty() {
        let left = rest.strip_prefix("left ").and_then(|words| {
            let known = BOOK.left_out().iter().map(|one| one.words.en.as_str());
            known.filter(|en| words.starts_with(en)).map(|en| "left ".len() + en.len()).max()
        });
        let end = left.or_else(|| rest.find("; ")).unwrap_or(rest.len());
        let (one, after) = rest.split_at(end);
        all.push(one);
        rest = after.strip_prefix("; ").unwrap_or(after);
    }
    all
}

fn rule(id: &str) -> Option<&'static Rule> {
    BOOK.rules().iter().find(|rule| rule.id.as_str() == id)
}

/// Whether the book has what a line names.
fn there(place: &str) -> bool {
    match place.split_once(' ') {
        Some(("left", words)) => BOOK.left_out().iter().any(|one| one.words.en == words),
        Some(("reading", fact)) => BOOK.readings().iter().any(|one| one.fact.as_str() == fact),
        Some(("authority", key)) => BOOK.authorities().iter().any(|one| one.key.as_str() == key),
        Some(("way", key)) => BOOK.throughs().iter().any(|one| one.key == key),
        Some(("unfound", key)) => BOOK.unfound().iter().any(|one| one.key == key),
        Some(("statute", id)) => BOOK.statute(id).is_some(),
        _ => {
            let article = |(id, number): (&str, &str)| {
                let statute = BOOK.statute(id)?;
                statute.articles.iter().find(|one| one.number == number)
            };
            rule(place).is_some()
                || place.split_once('/').and_then(article).is_some()
                || BOOK.statute(place).is_some()
        }
    }
}

#[test]
fn every_section_is_accounted_for() {
    let known: BTreeSet<&str> = SECTIONS.into_iter().collect();
    let told: BTreeSet<&str> = table().iter().map(|one| one.section).collect();
    assert_eq!(known, told);
}

#[test]
fn whatever_is_stated_is_in_the_book_or_left_out_with_the_reason() {
    let mut missing = Vec::new();
    for stated in table() {
        assert!(!stated.places.is_empty(), "{} {} is nowhere", stated.section, stated.what);
        let absent = stated.places.iter().filter(|place| !there(place));
        missing.extend(absent.map(|place| format!("{} {}: {place}", stated.section, stated.what)));
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn a_duty_has_the_period_and_the_addressees_that_are_stated() {
    for stated in table() {
        for id in &stated.places {
            let Some(rule) = rule(id) else { continue };
            if !stated.within.is_empty() {
                let period = format!("@within(\"{}\")", stated.within);
                assert!(rule.cedar.contains(&period), "{id} is not within {}", stated.within);
            }
            let to = rule.cedar.lines().find(|line| line.starts_with("@to"));
            for one in &stated.to {
                assert!(to.is_some_and(|to| to.contains(one)), "{id} does not go to {one}: {to:?}");
            }
        }
    }
}

#[test]
fn what_is_left_out_has_its_reason_in_both_languages() {
    let han = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    assert!(!BOOK.left_out().is_empty());
    for one in BOOK.left_out() {
        let words = &one.words.en;
        assert!(!one.why.en.is_empty() && han(&one.why.zh), "{words} has no reason");
        // A name may be the same in both languages, a sentence is not.
        assert!(han(&one.words.zh) || one.words.zh == one.words.en, "{words} has no Chinese");
        let norm = one.jurisdiction == "norm";
        let known =
            BOOK.statutes().iter().any(|other| other.matter.jurisdiction == one.jurisdiction);
        assert!(norm || known, "no statute of `{}` is in the book", one.jurisdiction);
    }
}

/// Key, place, words of the channel, languages, onward recipients.
type Receiver = (&'static str, &'static str, Words, Words, Words);
type Words = &'static [&'static str];

/// Who receives, as stated: key, where it sits, words of its channel, languages, to whom it passes on.
const RECEIVERS: [Receiver; 12] = [
    ("cn_miit", "cn", &["platform"], &[], &["cn_mps_centre", "cn_cncert"]),
    ("cn_mps_centre", "cn", &[], &[], &[]),
    ("cn_cncert", "cn", &["CNVD"], &[], &[]),
    ("cn_cnitsec", "cn", &["CNNVD"], &[], &[]),
    ("cn_mps", "cn", &[], &[], &[]),
    ("cn_cac", "cn", &[], &[], &[]),
    (
        "eu_csirt",
        "abroad",
        &["single reporting platform", "EU Login", "second factor", "no interface"],
        &["en"],
        &["eu_enisa", "eu_csirt_others"],
    ),
    ("eu_enisa", "abroad", &["single reporting platform"], &["en"], &[]),
    ("eu_nis2_authority", "abroad", &[], &[], &[]),
    ("in_certin", "abroad", &["incident@cert-in.org.in", "every day"], &[], &[]),
    ("kr_msit", "abroad", &[], &[], &[]),
    ("jp_ipa", "abroad", &["isec-vul-form.ipa.go.jp"], &[], &[]),
];

#[test]
fn every_authority_has_the_channel_the_languages_and_the_onward_recipients_that_are_stated() {
    for (key, place, channel, languages, onward) in RECEIVERS {
        let entry = BOOK.authorities().iter().find(|one| one.key.as_str() == key);
        let entry = entry.unwrap_or_else(|| panic!("`{key}` is missing"));
        assert_eq!(entry.place.as_str(), place, "{key}");
        let words = entry.channel.as_ref().map(|one| one.en.as_str()).unwrap_or_default();
        for part in channel {
            assert!(words.contains(part), "the channel of {key} says nothing of `{part}`: {words}");
        }
        assert_eq!(entry.languages, languages, "{key}");
        let to: Vec<&str> = entry.onward.iter().map(|one| one.to.as_str()).collect();
        assert_eq!(to, onward, "{key}");
    }
}

#[test]
fn nobody_to_whom_a_duty_is_owed_is_without_an_entry() {
    let private = [
        "self",
        "users",
        "provider",
        "maintainer",
        "upstream_provider",
        "upstream_maintainer",
        "reporter",
        "public",
    ];
    for rule in BOOK.rules() {
        let Some(duty) = &rule.duty else { continue };
        for to in duty.to.capacities() {
            let known = BOOK.authorities().iter().any(|one| one.key == *to);
            assert!(known || private.contains(&to.as_str()), "{}: {to}", rule.id);
        }
    }
}

//! What a ruling goes over, and why one does not release a flow, as sentences.

use jiff::Timestamp;
use tidegate_core::gate::{Barred, Unreleased};
use tidegate_core::ruling::Over;
use tidegate_law::{Book, FactName, Finding, Names, RuleId, Words};

use crate::words::Voice;

/// One thing that a ruling goes over: the citation in force at the instant, with the id behind it.
#[must_use]
pub fn over(voice: &Voice, book: &Book, at: Timestamp, over: &Over) -> String {
    let cited = |id: &RuleId| cited(voice, book, at, id);
    match over {
        Over::Collision { duty, prohibition } => {
            let words = [("duty", cited(duty).into()), ("prohibition", cited(prohibition).into())];
            voice.with("collision-against", words)
        }
        Over::Rule(id) => cited(id),
        Over::Reading { fact, value } => {
            let finding = Finding { fact: fact.clone(), value: value.clone() };
            let said = book.say(&finding, &Names::default(), voice.language());
            voice.with("over-reading", [("said", said.into()), ("over", over.to_string().into())])
        }
        need if *need == Over::need() => voice.say("over-need"),
        Over::Unknown(fact) => voice.with("over-unknown", [("fact", fact.to_string().into())]),
        Over::Cited(words) => words.clone(),
    }
}

/// Several of them in one line.
#[must_use]
pub fn overs(voice: &Voice, book: &Book, at: Timestamp, list: &[Over]) -> String {
    let said: Vec<String> = list.iter().map(|one| over(voice, book, at, one)).collect();
    said.join(&voice.say("list-and"))
}

/// The ruling that does not release the flow, and why, in both languages.
#[must_use]
pub fn unreleased(book: &Book, at: Timestamp, unreleased: &Unreleased) -> Words {
    Voice::in_both(|voice| {
        let why = barred(voice, book, at, &unreleased.because);
        let ruling = unreleased.ruling.to_string();
        voice.with("answer-unreleased", [("ruling", ruling.into()), ("why", why.into())])
    })
}

/// Why no ruling releases a flow.
#[must_use]
pub fn barred(voice: &Voice, book: &Book, at: Timestamp, barred: &Barred) -> String {
    match barred {
        Barred::NoRoom => voice.say("barred-no-room"),
        Barred::NoNeed => voice.say("barred-no-need"),
        Barred::Conditions { facts } => {
            let facts: Vec<&str> = facts.iter().map(FactName::as_str).collect();
            let facts = facts.join(&voice.say("list-comma"));
            voice.with("barred-conditions", [("facts", facts.into())])
        }
        Barred::Beyond { item } => voice.with("barred-beyond", [("item", item.to_string().into())]),
        Barred::OtherBook => voice.say("barred-other-book"),
        Barred::Spent => voice.say("barred-spent"),
        Barred::NotOver { against } => {
            let against = overs(voice, book, at, against);
            voice.with("barred-not-over", [("against", against.into())])
        }
    }
}

fn cited(voice: &Voice, book: &Book, at: Timestamp, id: &RuleId) -> String {
    match book.rule(id) {
        Some(rule) => {
            let citation = book.citation(rule, at);
            format!("{} ({id})", citation.in_language(voice.language()))
        }
        None => id.to_string(),
    }
}

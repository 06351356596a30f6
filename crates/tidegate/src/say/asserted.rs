//! Assertions of those who reported, in the form in which they are told: versioned, in both languages.

use serde::{Deserialize, Serialize};
use tidegate_core::act::Recipient;
use tidegate_core::assertion::{Assertion, Topic};
use tidegate_core::case::Case;
use tidegate_core::gate::Desk;
use tidegate_core::report::Answer;
use tidegate_law::Words;

use super::schema::Bilingual;
use super::told::party_name;
use crate::words::Voice;

/// What somebody who reported says is so, while nobody has established it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct AssertedTold {
    /// The event with which it came.
    pub event: u64,
    /// Who says it.
    #[schema(value_type = Bilingual)]
    pub by: Words,
    /// About what: `exploited`, `malicious` or `public`.
    #[schema(value_type = String)]
    pub topic: Topic,
    /// What is said: `yes`, `no` or `unknown`.
    #[schema(value_type = String)]
    pub answer: Answer,
    /// The fact to establish, the one way or the other.
    pub fact: Option<String>,
    /// In a sentence, which says that nobody has established it.
    #[schema(value_type = Bilingual)]
    pub words: Words,
}

/// Assertions, each in a sentence.
#[must_use]
pub fn asserted(desk: &Desk<'_>, case: &Case, all: &[Assertion]) -> Vec<AssertedTold> {
    let one = |one: &Assertion| AssertedTold {
        event: one.event,
        by: party_name(case, &Recipient::Party(one.from), desk.book, desk.office),
        topic: one.topic,
        answer: one.answer,
        fact: one.topic.fact().map(|fact| fact.to_string()),
        words: words(one.topic, one.answer),
    };
    all.iter().map(one).collect()
}

/// What is said, and that nobody has established it.
#[must_use]
pub fn words(topic: Topic, answer: Answer) -> Words {
    Voice::in_both(|voice| {
        voice.with("asserted-line", [("said", voice.say(said(topic, answer)).into())])
    })
}

/// What to do about an assertion, at the terminal.
#[must_use]
pub fn remedy(told: &AssertedTold, handle: &str, voice: &Voice) -> String {
    match &told.fact {
        Some(fact) => {
            let words = [("case", handle.into()), ("fact", fact.as_str().into())];
            voice.with("asserted-establish", words)
        }
        None => voice.with("asserted-tell", [("case", handle.into())]),
    }
}

fn said(topic: Topic, answer: Answer) -> &'static str {
    match (topic, answer) {
        (Topic::Exploited, Answer::Yes) => "asserted-exploited-yes",
        (Topic::Exploited, Answer::No) => "asserted-exploited-no",
        (Topic::Exploited, Answer::Unknown) => "asserted-exploited-unknown",
        (Topic::Malicious, Answer::Yes) => "asserted-malicious-yes",
        (Topic::Malicious, Answer::No) => "asserted-malicious-no",
        (Topic::Malicious, Answer::Unknown) => "asserted-malicious-unknown",
        (Topic::Public, Answer::Yes) => "asserted-public-yes",
        (Topic::Public, Answer::No) => "asserted-public-no",
        (Topic::Public, Answer::Unknown) => "asserted-public-unknown",
    }
}

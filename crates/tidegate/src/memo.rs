//! The decision memo: one flow on one page, in both languages, for counsel and for the person who signs.
//!
//! It says the question, the facts relied on, the answer with its grounds, the readings with the office's positions and
//! what the other reading gives, what is not known, the ways out, the clocks that run, and who decides; and the digest
//! of the book, so that the answer can be replayed. [`Memo::page`] lays it out in one language, [`sheet`] writes a page
//! as Markdown, plain text or HTML. A memo decides nothing, and holds no content of the case.

pub mod sheet;
mod written;

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::Serialize;
use tidegate_core::case::Case;
use tidegate_core::event::Subject;
use tidegate_law::{FactName, Language, Words};

use crate::say::happened::started;
use crate::say::owed::{DutyTold, StartTold};
use crate::say::rule::RuleTold;
use crate::say::told::{GroundTold, Told};
use sheet::Sheet;

/// Everything that a memo says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Memo {
    /// The version of this form.
    pub version: u32,
    /// The office that asks.
    pub office: Words,
    /// The case, by its neutral handle.
    pub handle: String,
    /// The question as it was asked.
    pub question: String,
    /// When the memo was made.
    pub made: Timestamp,
    /// The zone in which instants are written.
    pub zone: String,
    /// The answer with its reasons.
    pub answer: Told,
    /// The facts relied on.
    pub facts: Vec<FactRelied>,
    /// The live duties of the actor, what is due first coming first.
    pub clocks: Vec<DutyTold>,
    /// The name of the log, and how many entries it had.
    pub log: String,
    /// How many entries the log had.
    pub size: u64,
}

/// A fact relied on, and where it is known from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactRelied {
    /// Its name.
    pub fact: String,
    /// The sentence.
    pub words: Words,
    /// The source, where somebody established it in the case; what follows from roles and places has none.
    pub source: Option<String>,
    /// Since when, as the source writes it.
    pub since: Option<StartTold>,
}

impl Memo {
    /// The page in one language.
    #[must_use]
    pub fn page(&self, language: Language) -> Sheet {
        written::page(self, language)
    }

    /// Both languages: English, then Chinese.
    #[must_use]
    pub fn pages(&self) -> [Sheet; 2] {
        [self.page(Language::English), self.page(Language::Chinese)]
    }
}

/// The facts on which the rules of an answer rest, each once, with their sources in the case.
#[must_use]
pub fn relied(case: &Case, told: &Told) -> Vec<FactRelied> {
    let mut relied = Vec::new();
    let mut seen = BTreeSet::new();
    for passage in &told.passages {
        let answer = &passage.answer;
        let grounds = answer.grounds.iter().filter_map(|ground| match ground {
            GroundTold::Rule { rule, .. } | GroundTold::Open { rule, .. } => Some(rule),
            GroundTold::TooMuchUnknown { .. } | GroundTold::Contradiction { .. } => None,
        });
        let colliding = answer
            .collisions
            .iter()
            .flat_map(|collision| [&collision.duty, &collision.prohibition]);
        let doubted = answer.doubts.iter().flat_map(|doubt| &doubt.rules);
        let rules: Vec<&RuleTold> =
            grounds.chain(colliding).chain(doubted).chain(&answer.supports).collect();
        for fact in rules.into_iter().flat_map(|rule| &rule.facts) {
            if !seen.insert((fact.fact.clone(), fact.words.en.clone())) {
                continue;
            }
            let known = source(case, &FactName::new(&fact.fact), &fact.value);
            relied.push(FactRelied {
                fact: fact.fact.clone(),
                words: fact.words.clone(),
                since: known.as_ref().map(|(_, since)| since.clone()),
                source: known.map(|(source, _)| source),
            });
        }
    }
    relied
}

/// Where a fact with this value is known from, if somebody established it.
fn source(case: &Case, fact: &FactName, value: &str) -> Option<(String, StartTold)> {
    let found = case.facts().filter(|(_, name, _)| *name == fact);
    let mut found = found.filter_map(|(_, _, history): (Subject, _, _)| history.last());
    let last = found.find(|one| one.value.as_ref().is_some_and(|known| known.as_str() == value))?;
    Some((last.source.clone(), started(&last.occurred)))
}

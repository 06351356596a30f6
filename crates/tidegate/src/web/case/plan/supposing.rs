//! What is supposed on the page of a plan: read from its address, and offered by its form.
//!
//! What is supposed already stays in the form as boxes that are ticked; one thing more can be chosen each time.

use jiff::tz::TimeZone;
use tidegate_core::case::Case;
use tidegate_core::event::Subject;
use tidegate_law::{FactEntry, ValueEntry};

use super::super::asking::Choice;
use super::super::telling::{of_a_case, subjects};
use crate::errand::{Beside, Supposing};
use crate::say::happened::{Happened, when};
use crate::say::told::own_call;
use crate::web::{Visit, Wrong};

/// The most that is supposed at once, of each sort.
const MOST: usize = 20;

/// What the form asks for.
const OFFERED: [&str; 6] = ["fact", "event", "to", "position", "at", "happens"];

/// What the address supposes.
#[derive(Debug, Default)]
pub(super) struct Supposed {
    at: String,
    facts: Vec<String>,
    moved: Vec<String>,
    positions: Vec<String>,
    happened: Vec<String>,
    /// An event that was chosen without another time, or the other way about.
    half: bool,
    /// Whether something was asked at all.
    asked: bool,
}

/// What the form offers.
pub(super) struct Offer {
    pub(super) at: String,
    /// What is supposed by now.
    pub(super) taken: Vec<Taken>,
    /// Facts by what they are about.
    pub(super) facts: Vec<(String, Vec<Choice>)>,
    pub(super) events: Vec<Choice>,
    pub(super) positions: Vec<Choice>,
}

/// Something that is supposed by now.
pub(super) struct Taken {
    pub(super) name: &'static str,
    pub(super) value: String,
    pub(super) text: String,
}

impl Supposed {
    /// Reads the query of the address.
    pub(super) fn read(query: &str) -> Result<Self, Wrong> {
        let pairs: Vec<(String, String)> =
            serde_urlencoded::from_str(query).map_err(|_| Wrong::Form)?;
        let mut supposed = Self::default();
        let (mut event, mut to) = (String::new(), String::new());
        for (name, value) in pairs {
            let value = value.trim().to_owned();
            supposed.asked |= OFFERED.contains(&name.as_str());
            match name.as_str() {
                _ if value.is_empty() => {}
                "fact" => supposed.facts.push(value),
                "moved" => supposed.moved.push(value),
                "position" => supposed.positions.push(value),
                "happens" => supposed.happened.push(value),
                "at" => supposed.at = value,
                "event" => event = value,
                "to" => to = value,
                _ => {}
            }
        }
        if !event.is_empty() && !to.is_empty() {
            supposed.moved.push(format!("{event}={to}"));
        }
        supposed.half = event.is_empty() != to.is_empty();
        let Self { facts, moved, positions, happened, .. } = &mut supposed;
        let lists = [facts, moved, positions, happened];
        for list in lists {
            list.dedup();
            if list.len() > MOST {
                return Err(Wrong::Form);
            }
        }
        Ok(supposed)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.at.is_empty()
            && self.facts.is_empty()
            && self.moved.is_empty()
            && self.positions.is_empty()
            && self.happened.is_empty()
    }

    /// What is lacking in what was asked: a message, where something is.
    pub(super) fn lacking(&self) -> Option<&'static str> {
        match (self.half, self.asked && self.is_empty()) {
            (true, _) => Some("plan-page-half"),
            (false, true) => Some("plan-page-nothing"),
            (false, false) => None,
        }
    }

    /// The same for the errand.
    pub(super) fn supposing(&self, visit: &Visit) -> Supposing<'_> {
        let voice = visit.voice();
        Supposing {
            at: (!self.at.is_empty()).then_some(self.at.as_str()),
            facts: &self.facts,
            happened: &self.happened,
            moved: &self.moved,
            beside: Beside {
                house: Vec::new(),
                positions: self.positions.clone(),
                by: voice.say("ask-position-by"),
                by_book: voice.say("ask-by-book"),
            },
        }
    }
}

/// Everything that can be supposed of a case.
pub(super) fn offer(visit: &Visit, case: &Case, supposed: &Supposed, zone: &TimeZone) -> Offer {
    let (book, frame) = (visit.house.book(), visit.frame());
    let called = visit.office().ok().map(|hosted| own_call(hosted.office()));
    let called = called.as_ref().map_or(&[][..], |called| &called[..]);
    let happened = Happened { book, case, called, voice: frame.voice() };
    let mut facts: Vec<(String, Vec<Choice>)> = Vec::new();
    for entry in book.schema().facts().iter().filter(|entry| of_a_case(entry)) {
        for about in subjects(case, entry.about) {
            let message = matches!(about, Subject::Item(item) if case.is_message(item));
            if !message {
                let of = happened.subject(about).unwrap_or_else(|| frame.say("case-fact-the-flaw"));
                let more = statements(&happened, entry, about);
                match facts.iter_mut().find(|(known, _)| *known == of) {
                    Some((_, list)) => list.extend(more),
                    None => facts.push((of, more)),
                }
            }
        }
    }
    let events = case.record().iter().filter(|one| one.seq > 0).map(|one| Choice {
        value: one.seq.to_string(),
        text: format!(
            "{} · {} · {}",
            one.seq,
            when(&one.occurred, zone),
            happened.line(&one.event)
        ),
        chosen: false,
    });
    let events: Vec<Choice> = events.collect();
    let positions: Vec<Choice> = book
        .readings()
        .iter()
        .flat_map(|reading| {
            reading.values.iter().map(|(value, words)| Choice {
                value: format!("{}={value}", reading.fact),
                text: frame.pick(words).to_owned(),
                chosen: false,
            })
        })
        .collect();
    let said = |known: &[&Choice], value: &String| {
        let known = known.iter().find(|choice| choice.value == *value);
        known.map_or_else(|| value.clone(), |choice| choice.text.clone())
    };
    let all_facts: Vec<&Choice> = facts.iter().flat_map(|(_, of)| of).collect();
    let all_positions: Vec<&Choice> = positions.iter().collect();
    let all_events: Vec<&Choice> = events.iter().collect();
    let mut taken = Vec::new();
    for (name, list, of) in [
        ("fact", &supposed.facts, &all_facts[..]),
        ("position", &supposed.positions, &all_positions[..]),
        ("happens", &supposed.happened, &[]),
    ] {
        let all =
            list.iter().map(|value| Taken { name, value: value.clone(), text: said(of, value) });
        taken.extend(all);
    }
    taken.extend(supposed.moved.iter().map(|value| {
        let (event, to) = value.split_once('=').unwrap_or((value, ""));
        let event = said(&all_events, &event.to_owned());
        Taken { name: "moved", value: value.clone(), text: format!("{event} → {to}") }
    }));
    Offer { at: supposed.at.clone(), taken, facts, events, positions }
}

/// Every value of a fact about a subject, as sentences.
fn statements(happened: &Happened<'_>, entry: &FactEntry, about: Subject) -> Vec<Choice> {
    let value = |value: &ValueEntry| {
        let of = match about {
            Subject::Case(_) => String::new(),
            other => format!(" of {other}"),
        };
        Choice {
            value: format!("{}={}{of}", entry.name, value.value),
            text: happened.fact(about, &entry.name, &value.value),
            chosen: false,
        }
    };
    entry.values.iter().map(value).collect()
}

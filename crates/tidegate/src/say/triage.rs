//! What was assessed of a flaw, in the form in which it is told: every view, side by side, and what stands first.
//!
//! Severity is content: it is told on the page of a case, which is read on record, and in no list, notice or index.

pub mod cvss;
mod line;
pub mod priority;
pub mod seen;
pub mod selection;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::act::Recipient;
use tidegate_core::case::{Case, Stated, Triage};
use tidegate_core::event::{SeverityHeld, View, WeaknessesNamed};
use tidegate_core::office::Office;
use tidegate_core::triage::weakness::{Cwe, NotACwe, Usage, Weakness};
use tidegate_law::{Book, Words};

use super::error::Said;
use super::schema::Bilingual;
use super::told::party_name;
use super::work::CodeTold;
use crate::triage::{tables, weaknesses};
use crate::words::Voice;
use cvss::{ComparedTold, ScoreTold, compared, score};
use priority::{DueProposedTold, PriorityTold};
use seen::ExploitationTold;

pub(in crate::say) use line::assessed;

/// What was assessed of a flaw.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct TriageTold {
    /// The version of this form.
    pub version: u32,
    /// The case.
    pub case: String,
    /// Its neutral handle.
    pub handle: String,
    /// What stands, a line each.
    #[schema(value_type = Vec<Bilingual>)]
    pub summary: Vec<Words>,
    /// How severe it was held to be, in the order in which it was recorded.
    pub severities: Vec<SeverityTold>,
    /// The views that stand, side by side, where there is more than one of a version.
    pub compared: Option<ComparedTold>,
    /// How pressing it was found, in the order in which it was recorded.
    pub priorities: Vec<PriorityTold>,
    /// The due times that follow.
    pub due: Vec<DueProposedTold>,
    /// Of which kinds it is.
    pub weaknesses: Vec<WeaknessTold>,
    /// Who said so, and when.
    pub weaknesses_by: Option<ByTold>,
    /// Whether it is exploited.
    pub exploitation: ExploitationTold,
}

/// Who recorded something, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ByTold {
    /// The number of the event.
    pub event: u64,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Who.
    pub by: String,
}

impl ByTold {
    fn of<T>(stated: &Stated<T>) -> Self {
        Self { event: stated.event, at: stated.at, by: stated.by.to_string() }
    }
}

/// How severe somebody held it to be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct SeverityTold {
    /// Who recorded it, and when.
    pub recorded: ByTold,
    /// Whose view it is: `reporter`, `analyst` or `manufacturer`.
    pub view: CodeTold,
    /// The party whose view it is.
    #[schema(value_type = Option<Bilingual>)]
    pub of: Option<Words>,
    /// The vector with its scores.
    pub score: ScoreTold,
    /// Why.
    pub reason: Option<String>,
    /// Whether no later one of the same view took its place.
    pub stands: bool,
}

/// A kind of flaw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct WeaknessTold {
    /// Its number, such as `CWE-787`.
    pub id: String,
    /// Its name, which its list has in English.
    pub name: String,
    /// How it may be used to say of which kind a flaw is: `allowed`, `with_review`, `discouraged` or `prohibited`.
    pub usage: CodeTold,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Of a deprecated one: where to look instead.
    pub instead: Vec<String>,
}

/// Kinds of flaws that were found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct WeaknessesTold {
    /// The version of this form.
    pub version: u32,
    /// The version of the list.
    pub list: String,
    /// What was found.
    pub weaknesses: Vec<WeaknessTold>,
}

/// Whose view it is.
#[must_use]
pub fn view(view: View) -> &'static str {
    match view {
        View::Reporter => "triage-view-reporter",
        View::Analyst => "triage-view-analyst",
        View::Manufacturer => "triage-view-manufacturer",
    }
}

fn usage(usage: Usage) -> &'static str {
    match usage {
        Usage::Allowed => "triage-usage-allowed",
        Usage::WithReview => "triage-usage-with-review",
        Usage::Discouraged => "triage-usage-discouraged",
        Usage::Prohibited => "triage-usage-prohibited",
    }
}

/// A weakness of the list.
#[must_use]
pub fn weakness(one: &Weakness) -> WeaknessTold {
    WeaknessTold {
        id: one.id.to_string(),
        name: one.name.clone(),
        usage: CodeTold::of(one.usage.as_str(), usage(one.usage)),
        deprecated: one.deprecated,
        instead: one.instead.iter().map(ToString::to_string).collect(),
    }
}

/// The weaknesses that somebody looks for, at most so many.
#[must_use]
pub fn found(sought: &str, most: usize) -> WeaknessesTold {
    let list = weaknesses();
    let found = list.search(sought, most);
    WeaknessesTold {
        version: 1,
        list: list.version.clone(),
        weaknesses: found.into_iter().map(weakness).collect(),
    }
}

/// One that the record names; where the list has it no more, its number alone.
fn named(id: Cwe) -> WeaknessTold {
    weaknesses().of(id).map_or_else(
        || WeaknessTold {
            id: id.to_string(),
            name: String::new(),
            usage: CodeTold::of(Usage::Prohibited.as_str(), usage(Usage::Prohibited)),
            deprecated: true,
            instead: Vec::new(),
        },
        weakness,
    )
}

/// Around a case that is told.
#[derive(Debug, Clone, Copy)]
pub struct Telling<'t> {
    /// The book.
    pub book: &'t Book,
    /// The office.
    pub office: &'t Office,
    /// The case.
    pub case: &'t Case,
    /// The present instant.
    pub at: Timestamp,
}

impl Telling<'_> {
    /// What was assessed.
    #[must_use]
    pub fn told(&self) -> TriageTold {
        let triage = self.case.triage();
        let named_last = triage.weaknesses.last();
        let kinds = named_last.map(|one| one.what.weaknesses.clone()).unwrap_or_default();
        TriageTold {
            version: 1,
            case: self.case.id().to_string(),
            handle: self.case.label().to_owned(),
            summary: self.summary(&triage),
            severities: triage.severities.iter().map(|one| self.severity(one, &triage)).collect(),
            compared: compared(&triage, |held| self.whose(held)),
            priorities: triage
                .priorities
                .iter()
                .map(|one| priority::told(tables(), one, &triage))
                .collect(),
            due: priority::due(self.book, self.case, &triage, self.at),
            weaknesses: kinds.into_iter().map(named).collect(),
            weaknesses_by: named_last.map(|one: &Stated<WeaknessesNamed>| ByTold::of(one)),
            exploitation: seen::told(self, &triage),
        }
    }

    /// What stands, a line each: the severity, the outcome of each table, the kinds.
    #[must_use]
    pub fn summary(&self, triage: &Triage) -> Vec<Words> {
        let mut lines = Vec::new();
        if let Some(held) = triage.first() {
            let told = score(&held.what.vector);
            let (whose, by) = (self.whose(&held.what), held.by.to_string());
            lines.push(Voice::in_both(|voice| {
                let words = [
                    ("score", told.written.as_str().into()),
                    ("severity", cvss::severity_said(&told, voice).into()),
                    ("version", told.cvss.as_str().into()),
                    ("view", whose.in_language(voice.language()).to_owned().into()),
                    ("by", by.as_str().into()),
                ];
                voice.with("triage-summary-severity", words)
            }));
        }
        for found in triage.outcomes() {
            let told = priority::told(tables(), found, triage);
            lines.push(Voice::in_both(|voice| {
                let language = voice.language();
                let words = [
                    ("table", told.name.in_language(language).to_owned().into()),
                    ("outcome", told.outcome.words.in_language(language).to_owned().into()),
                ];
                voice.with("triage-summary-priority", words)
            }));
        }
        let kinds = triage.weaknesses.last().map(|one| one.what.weaknesses.clone());
        let kinds: Vec<String> =
            kinds.unwrap_or_default().iter().map(ToString::to_string).collect();
        if !kinds.is_empty() {
            lines.push(Voice::in_both(|_| kinds.join(" · ")));
        }
        lines
    }

    /// Whose view it is, by name where it is a party's.
    fn whose(&self, held: &SeverityHeld) -> Words {
        match held.by {
            Some(party) => {
                party_name(self.case, &Recipient::Party(party), self.book, Some(self.office))
            }
            None => Voice::in_both(|voice| voice.say(view(held.view))),
        }
    }

    fn severity(&self, one: &Stated<SeverityHeld>, triage: &Triage) -> SeverityTold {
        let held = &one.what;
        SeverityTold {
            recorded: ByTold::of(one),
            view: CodeTold::of(held.view.as_str(), view(held.view)),
            of: held.by.map(|_| self.whose(held)),
            score: score(&held.vector),
            reason: held.reason.clone(),
            stands: triage.stands(one),
        }
    }
}

impl Said for NotACwe {
    fn said(&self, voice: &Voice) -> String {
        voice.with("error-no-weakness", [("written", self.0.as_str().into())])
    }
}

#[cfg(test)]
mod tests;

//! What differs between two versions of the book, in the form in which it is told: what is written otherwise, what is
//! proved to decide the same, and situations in which the two decide otherwise, both outcomes side by side.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use tidegate_law::{
    ActCompared, Aspect, Book, Decided, Definition, DefinitionChange, DutyInstance, DutyState,
    Force, Found, Happened, History, Matters, Names, Otherwise, RuleChange, RuleKind, Side, Turn,
    Versions, Witnessed, Words,
};

use super::Basis;
use super::amended::OfficeTouched;
use super::meeting::sentence;
use super::owed::{DueTold, due};
use super::told::{AnswerTold, value_name};
use crate::words::Voice;

mod text;

pub use text::{grounds, page, turn};

/// What two versions come to.
#[derive(Debug, Clone, Serialize)]
pub struct DifferenceTold {
    /// The version of this form.
    pub version: u32,
    /// The digest of the old version.
    pub old: String,
    /// The digest of the new version.
    pub new: String,
    /// The instant whose law alone was compared, if one was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// Whether they decide the same.
    pub verdict: Verdict,
    /// The proofs that were made; none where there is no solver, or none were wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proofs: Option<ProofsTold>,
    /// Rule by rule.
    pub rules: Vec<RuleDiffers>,
    /// Act by act.
    pub acts: Vec<ActDiffers>,
    /// Whether the world that is held for possible is another, where its sentences are written otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub world: Option<Vec<WitnessTold>>,
    /// Everything but rules that is written otherwise.
    pub definitions: Vec<DefinitionDiffers>,
    /// The open cases of each office, if they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offices: Option<Vec<OfficeTouched>>,
}

/// Whether two versions decide the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Nothing is written otherwise, or what is was proved to decide the same.
    Same,
    /// There is a situation in which they decide otherwise.
    Differ,
    /// Something is written otherwise that was not proved to decide the same.
    Unproved,
    /// The solver and the engine do not agree: a fault of the engine.
    Fault,
}

/// The proofs that were made.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ProofsTold {
    /// How many rules were compared.
    pub rules: usize,
    /// How many acts, each at a time of the law.
    pub acts: usize,
    /// How long it took.
    pub milliseconds: u128,
}

/// A rule that is written otherwise.
#[derive(Debug, Clone, Serialize)]
pub struct RuleDiffers {
    /// Its id: that of the new version, where it has one.
    pub rule: String,
    /// Its id in the old version, where that was another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formerly: Option<String>,
    /// Shall, shall not, may.
    pub kind: RuleKind,
    /// Added, removed, changed.
    pub turn: Turn,
    /// The zone of its statute.
    pub zone: String,
    /// How it is cited.
    pub citation: Words,
    /// What it says; in the new version, where it has it.
    pub sentence: Words,
    /// What it said, where the words are others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said: Option<Words>,
    /// What is written otherwise.
    pub aspects: Vec<Aspect>,
    /// What came of the comparison.
    pub found: FoundTold,
}

/// What came of the comparison of a rule.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "found", rename_all = "snake_case")]
pub enum FoundTold {
    /// Nothing was proved.
    Unproved,
    /// It decides the same.
    Same {
        /// Whether it took a proof; else the compiled forms are the same to the letter.
        proved: bool,
    },
    /// It is another duty, and no course of events was found in which that shows.
    Unwitnessed,
    /// It decides otherwise.
    Differs {
        /// In these situations.
        witnesses: Vec<WitnessTold>,
    },
}

/// An act to which the answer may be another.
#[derive(Debug, Clone, Serialize)]
pub struct ActDiffers {
    /// The act.
    pub act: String,
    /// In words.
    pub words: Words,
    /// From when the law compared is in force.
    pub from: Timestamp,
    /// Until when, if it ends.
    pub until: Option<Timestamp>,
    /// Between which answers there is a change, each with a situation; empty: proved to be none.
    pub witnesses: Vec<WitnessTold>,
}

/// A situation in which the two decide otherwise.
#[derive(Debug, Clone, Serialize)]
pub struct WitnessTold {
    /// What differs.
    pub otherwise: Otherwise,
    /// The act, if one is asked about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub act: Option<Words>,
    /// From when the law compared is in force.
    pub from: Timestamp,
    /// Until when, if it ends.
    pub until: Option<Timestamp>,
    /// What has to be so.
    pub story: Vec<Words>,
    /// House rules and norms taken to be on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub adopted: Vec<String>,
    /// Every fact of the situation.
    pub facts: BTreeMap<String, String>,
    /// What each version decides, at the instants that matter.
    pub sides: Vec<SideTold>,
    /// Whether the engine confirms it.
    pub confirmed: bool,
}

/// What each version decides at an instant.
#[derive(Debug, Clone, Serialize)]
pub struct SideTold {
    /// The instant; of a duty, that at which its story begins.
    pub at: Timestamp,
    /// Whether the two differ then.
    pub within: bool,
    /// What happened, where a duty is asked about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub happened: Vec<HappenedTold>,
    /// The old version.
    pub old: OutcomeTold,
    /// The new version.
    pub new: OutcomeTold,
}

/// Something that happened.
#[derive(Debug, Clone, Serialize)]
pub struct HappenedTold {
    /// When.
    pub at: Timestamp,
    /// What.
    pub words: Words,
    /// Whether it is about another product.
    pub another_product: bool,
}

/// What a version decides.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum OutcomeTold {
    /// An answer.
    Answer(Box<AnswerTold>),
    /// The instances of a duty; none: it is not owed.
    Duties {
        /// Each to one addressee.
        duties: Vec<OwedTold>,
    },
}

/// An instance of a duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwedTold {
    /// The rule, as it is cited.
    pub citation: Words,
    /// How binding it is.
    pub force: Force,
    /// To whom.
    pub to: Option<Words>,
    /// Whether one addressee among several suffices.
    pub any_of: bool,
    /// When its clock started.
    pub started: Option<Timestamp>,
    /// When it is due.
    pub due: Option<DueTold>,
    /// The word of the text.
    pub word: Option<Words>,
    /// Through which day to keep.
    pub keep_through: Option<Date>,
    /// What became of it.
    pub state: DutyState,
    /// What the filing must say.
    pub fields: Vec<String>,
}

/// Something but a rule that is written otherwise.
#[derive(Debug, Clone, Serialize)]
pub struct DefinitionDiffers {
    /// What it is.
    pub what: Definition,
    /// Its name.
    pub name: String,
    /// Added, removed, changed.
    pub turn: Turn,
    /// How it matters.
    pub matters: Matters,
    /// Of a calendar: duties that are due at another time.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub witnesses: Vec<WitnessTold>,
}

/// Tells a rule that is written otherwise, cited as at an instant.
#[must_use]
pub fn rule(
    versions: &Versions,
    change: &RuleChange<'_>,
    found: &Found,
    at: Timestamp,
) -> Option<RuleDiffers> {
    let (book, rule) = match (change.old, change.new) {
        (_, Some(new)) => (&versions.new, new),
        (Some(old), None) => (&versions.old, old),
        (None, None) => return None,
    };
    let other = change.old.filter(|old| old.id != rule.id);
    let said = change.old.filter(|old| old.words != rule.words);
    Some(RuleDiffers {
        rule: rule.id.to_string(),
        formerly: other.map(|old| old.id.to_string()),
        kind: rule.kind,
        turn: change.turn(),
        zone: book.statute_of(rule).matter.zone.clone(),
        citation: book.citation(rule, at),
        sentence: rule.words.clone(),
        said: said.map(|old| old.words.clone()),
        aspects: change.aspects.clone(),
        found: match found {
            Found::Unproved => FoundTold::Unproved,
            Found::Same { proved } => FoundTold::Same { proved: *proved },
            Found::Unwitnessed => FoundTold::Unwitnessed,
            Found::Differs(all) => FoundTold::Differs {
                witnesses: all.iter().map(|one| witness(versions, one)).collect(),
            },
        },
    })
}

/// Tells what became of an act.
#[must_use]
pub fn act(versions: &Versions, compared: &ActCompared) -> ActDiffers {
    let entry = versions.new.schema().act_entry(compared.act);
    ActDiffers {
        act: entry.name.clone(),
        words: entry.words.clone(),
        from: compared.span.from,
        until: compared.span.until,
        witnesses: compared.found.iter().map(|one| witness(versions, one)).collect(),
    }
}

/// Tells a definition, with the situations in which it shows.
#[must_use]
pub fn definition(
    versions: &Versions,
    change: &DefinitionChange,
    shown: &[Witnessed],
) -> DefinitionDiffers {
    let DefinitionChange { what, name, turn, matters } = change.clone();
    let calendar = what == Definition::Calendar;
    let shown = shown.iter().filter(|_| calendar);
    let witnesses = shown.map(|one| witness(versions, one)).collect();
    DefinitionDiffers { what, name, turn, matters, witnesses }
}

/// Tells a situation.
#[must_use]
pub fn witness(versions: &Versions, one: &Witnessed) -> WitnessTold {
    let schema = versions.new.schema();
    let facts = one.situation.known_facts(schema);
    let told = |book: &Book, at, decided: &Decided| outcome(book, one, at, decided);
    WitnessTold {
        otherwise: one.otherwise,
        act: one.act.map(|act| schema.act_entry(act).words.clone()),
        from: one.span.from,
        until: one.span.until,
        story: one.story.iter().map(|finding| fact(versions, finding)).collect(),
        adopted: one.adoption.house.iter().cloned().collect(),
        facts: facts
            .map(|(fact, value)| (schema.entry(fact).name.to_string(), value.to_string()))
            .collect(),
        sides: one
            .sides
            .iter()
            .map(|side: &Side| SideTold {
                at: side.at,
                within: side.within,
                happened: side
                    .history
                    .as_ref()
                    .map(|history| happened(versions, history))
                    .unwrap_or_default(),
                old: told(&versions.old, side.at, &side.old),
                new: told(&versions.new, side.at, &side.new),
            })
            .collect(),
        confirmed: one.confirmed,
    }
}

/// A fact with its value, in the words of whichever version explains it.
fn fact(versions: &Versions, finding: &tidegate_law::Finding) -> Words {
    let explained = versions.new.reading(&finding.fact).is_some();
    let old = !explained && versions.old.reading(&finding.fact).is_some();
    sentence(if old { &versions.old } else { &versions.new }, finding)
}

fn outcome(book: &Book, one: &Witnessed, at: Timestamp, decided: &Decided) -> OutcomeTold {
    match decided {
        Decided::Answer(answer) => {
            let names = Names::default();
            let basis = Basis { book, adoption: &one.adoption, at, names: &names };
            OutcomeTold::Answer(Box::new(basis.answer(answer, Some(&one.situation))))
        }
        Decided::Duties(all) => {
            OutcomeTold::Duties { duties: all.iter().map(|duty| owed(book, duty)).collect() }
        }
    }
}

fn owed(book: &Book, one: &DutyInstance) -> OwedTold {
    let word = one.when.word;
    OwedTold {
        citation: one.citation.clone(),
        force: one.force,
        to: one.to.as_ref().map(|to| value_name(book, "recipient", to.as_str())),
        any_of: one.any_of,
        started: one.start.as_ref().map(|start| start.earliest()),
        due: one.when.deadline().map(due),
        word: word
            .map(|word| Words { en: word.english().to_owned(), zh: word.chinese().to_owned() }),
        keep_through: one.when.keep().map(|keep| keep.through),
        state: one.state,
        fields: one.fields.clone(),
    }
}

fn happened(versions: &Versions, history: &History) -> Vec<HappenedTold> {
    let told = history.happened.iter().map(|one| match one {
        Happened::Event { event, at, another } => {
            let entry = versions.new.schema().start_event(event);
            let words = entry.map(|entry| entry.words.clone()).unwrap_or_default();
            HappenedTold { at: *at, words, another_product: *another }
        }
        Happened::Filed { rule, to, content, at } => {
            let book = &versions.new;
            let to = value_name(book, "recipient", to.as_str());
            let class = content.as_ref().map(|class| value_name(book, "content", class.as_str()));
            let rule = rule.as_ref().map(ToString::to_string).unwrap_or_default();
            let what = class.unwrap_or(Words { en: rule.clone(), zh: rule });
            let words = Voice::in_both(|voice| {
                let words = [
                    ("to", to.in_language(voice.language()).to_owned().into()),
                    ("what", what.in_language(voice.language()).to_owned().into()),
                ];
                voice.with("differ-filed", words)
            });
            HappenedTold { at: *at, words, another_product: false }
        }
    });
    told.collect()
}

impl DifferenceTold {
    /// Whether the two decide the same, from what was found.
    #[must_use]
    pub fn judged(&self) -> Verdict {
        let of_rules = self.rules.iter().flat_map(|rule| match &rule.found {
            FoundTold::Differs { witnesses } => witnesses.as_slice(),
            FoundTold::Unproved | FoundTold::Same { .. } | FoundTold::Unwitnessed => &[],
        });
        let of_acts = self.acts.iter().flat_map(|act| &act.witnesses);
        let of_days = self.definitions.iter().flat_map(|one| &one.witnesses);
        let found = of_rules.chain(of_acts).chain(of_days);
        let mut all = found.chain(self.world.iter().flatten()).peekable();
        let open =
            |rule: &RuleDiffers| matches!(rule.found, FoundTold::Unproved | FoundTold::Unwitnessed);
        let unproved = |one: &DefinitionDiffers| {
            one.matters == Matters::Open || (one.matters == Matters::World && self.world.is_none())
        };
        let differ = all.peek().is_some();
        if all.any(|witness| !witness.confirmed) {
            Verdict::Fault
        } else if differ {
            Verdict::Differ
        } else if self.rules.iter().any(open) || self.definitions.iter().any(unproved) {
            Verdict::Unproved
        } else {
            Verdict::Same
        }
    }
}

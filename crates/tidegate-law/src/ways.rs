//! Ways out of a refusal: the smallest changes of fact that would make the flow lawful.
//!
//! Only moves that the book lists, or that a case offers, are tried: a remedy, a consent, a filing,
//! an assessment, a correction of the content, another lawful recipient, time. Never place,
//! nationality, role, knowledge, dates or a leak: the product explains the law, it does not coach
//! evasion. The search is complete up to three moves, so a way out is minimal by inclusion.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::answer::{AnswerKind, Finding};
use crate::book::LawInForce;
use crate::decide::{Judged, Question};
use crate::fact::{FactName, FactValue};
use crate::program::RuleSet;
use crate::schema::{FactIndex, Schema, Words};
use crate::situation::{Situation, Truth};

/// The most moves in one way out.
pub const MOVES_MAX: usize = 3;

/// What kind of change a move is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MoveKind {
    /// A remedy is provided or published with it.
    Remedy,
    /// An authority consents.
    Consent,
    /// Something is filed or reported.
    Filing,
    /// An assessment takes place.
    Assessment,
    /// The content is corrected, or a part of it left out.
    Content,
    /// Another recipient with a genuine, existing role.
    Recipient,
    /// Waiting.
    Time,
}

/// A change of fact that an answer may suggest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Move {
    /// Its key, unique among the moves of a question.
    pub key: String,
    /// What kind of change it is.
    pub kind: MoveKind,
    /// What to do, as an infinitive.
    pub words: Words,
    /// The facts it makes true.
    pub sets: Vec<Finding>,
    /// The places of those facts and values.
    #[serde(skip)]
    places: Vec<(FactIndex, usize)>,
}

impl Move {
    /// A move; `None` where a fact or value is not of the schema.
    pub fn new(
        schema: &Schema,
        key: impl Into<String>,
        kind: MoveKind,
        words: Words,
        sets: &[(&str, &str)],
    ) -> Option<Self> {
        let mut findings = Vec::new();
        let mut places = Vec::new();
        for (fact, value) in sets {
            let index = schema.fact_named(fact)?;
            let value = FactValue::symbol(*value);
            places.push((index, schema.value(index, &value)?));
            findings.push(Finding { fact: FactName::new(*fact), value });
        }
        Some(Self { key: key.into(), kind, words, sets: findings, places })
    }

    /// The situation after the move.
    pub fn apply(&self, situation: &Situation) -> Situation {
        let mut changed = situation.clone();
        for (fact, place) in &self.places {
            changed.set_place(*fact, *place);
        }
        changed
    }

    /// Reads `moves.toml`.
    pub(crate) fn parse_all(schema: &Schema, text: &str) -> Result<Vec<Self>, String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        file.moves
            .into_iter()
            .map(|written| {
                let sets: Vec<(&str, &str)> = written
                    .set
                    .iter()
                    .map(|(fact, value)| (fact.as_str(), value.as_str()))
                    .collect();
                let words = Words { en: written.en.clone(), zh: written.zh.clone() };
                Self::new(schema, &written.key, written.kind, words, &sets).ok_or_else(|| {
                    format!("the move `{}` sets a fact or value that the schema lacks", written.key)
                })
            })
            .collect()
    }
}

/// A way out: a minimal set of moves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WayOut {
    /// The moves, all of them needed.
    pub moves: Vec<Move>,
    /// The answer after them: permit, or permit if.
    pub answer: AnswerKind,
    /// The conditions that remain where the answer is permit if.
    pub conditions: Vec<Finding>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "move")]
    moves: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    key: String,
    kind: MoveKind,
    en: String,
    zh: String,
    set: BTreeMap<String, String>,
}

/// Every minimal way out of at most [`MOVES_MAX`] moves, from a situation in which the office's
/// positions are taken.
pub(crate) fn out(law: &LawInForce<'_>, question: &Question<'_>) -> Vec<WayOut> {
    let changes = |step: &&Move| {
        step.places.iter().any(|(fact, place)| !question.situation.is_at(*fact, *place))
    };
    let moves = law.book.moves.iter().chain(question.offers).filter(changes).collect();
    let moves = of_matter(law, question, moves);
    let mut room = question.situation.clone();
    let mut found: Vec<(Vec<usize>, WayOut)> = Vec::new();
    for set in subsets(moves.len()) {
        let covered =
            |(smaller, _): &(Vec<usize>, WayOut)| smaller.iter().all(|place| set.contains(place));
        if found.iter().any(covered) {
            continue;
        }
        let steps: Vec<&Move> = set.iter().filter_map(|place| moves.get(*place).copied()).collect();
        if let Some(way) = attempt(law, question, &mut room, &steps) {
            found.push((set, way));
        }
    }
    found.into_iter().map(|(_, way)| way).collect()
}

/// Every set of one to [`MOVES_MAX`] places below a count, smaller ones first.
fn subsets(count: usize) -> Vec<Vec<usize>> {
    let mut sets: Vec<Vec<usize>> = (0..count).map(|place| vec![place]).collect();
    let mut grown = 0;
    for _ in 1..MOVES_MAX {
        let smaller = sets.get(grown..).unwrap_or_default().to_vec();
        grown = sets.len();
        for set in smaller {
            let after = set.last().map_or(0, |last| last + 1);
            sets.extend((after..count).map(|next| [set.as_slice(), &[next]].concat()));
        }
    }
    sets
}

/// The moves that can change the answer: those that set a fact which a rule that might apply looks at, or which the
/// world ties to such a fact. The others are in no minimal way out, and need not be tried.
fn of_matter<'m>(
    law: &LawInForce<'_>,
    question: &Question<'_>,
    moves: Vec<&'m Move>,
) -> Vec<&'m Move> {
    let mut anywhere = question.situation.clone();
    for (fact, place) in moves.iter().flat_map(|step| &step.places) {
        anywhere.set_mask(*fact, anywhere.mask(*fact) | 1 << place);
    }
    let programs = law.book.programs.of_act(question.act);
    let may = programs.map(|programs| programs.forbidding.run(&anywhere).among(&law.in_force));
    let may = may.map_or_else(RuleSet::default, |may| may.certain.with(&may.open));
    let mut facts: BTreeSet<FactIndex> =
        law.book.rules_in(&may).flat_map(|rule| rule.condition.facts()).collect();
    let ties = law.book.world.iter().filter(|tie| tie.condition.truth(&anywhere) != Truth::True);
    let ties: Vec<Vec<FactIndex>> = ties.map(|tie| tie.condition.facts()).collect();
    loop {
        let tied = |tie: &&Vec<FactIndex>| tie.iter().any(|fact| facts.contains(fact));
        let more: BTreeSet<FactIndex> = ties.iter().filter(tied).flatten().copied().collect();
        if more.is_subset(&facts) {
            break;
        }
        facts.extend(more);
    }
    let matters = |step: &&Move| step.places.iter().any(|(fact, _)| facts.contains(fact));
    moves.into_iter().filter(matters).collect()
}

/// Applies moves and asks again. Moves that contradict one another or the world lead nowhere.
fn attempt(
    law: &LawInForce<'_>,
    question: &Question<'_>,
    after: &mut Situation,
    steps: &[&Move],
) -> Option<WayOut> {
    after.clone_from(question.situation);
    let places = || steps.iter().flat_map(|step| &step.places);
    for (fact, place) in places() {
        after.set_place(*fact, *place);
    }
    if !places().all(|(fact, place)| after.is_at(*fact, *place)) {
        return None;
    }
    if law.refuses_whatever(question.act, after) {
        return None;
    }
    let judged = law.judge(question.act, after, question.live);
    let answer = judged.kind();
    let conditions = match &judged {
        Judged::PermitIf { conditions } => conditions.first().map(|set| law.findings(set)),
        _ => None,
    };
    let moves = || steps.iter().map(|step| (*step).clone()).collect();
    answer.allows().then(|| WayOut {
        moves: moves(),
        answer,
        conditions: conditions.unwrap_or_default(),
    })
}

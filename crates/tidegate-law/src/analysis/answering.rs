//! What a version answers to an act, as expressions for the solver and as conditions for the search.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::Value as Json;

use super::proof::{any, applies, not};
use crate::answer::AnswerKind;
use crate::book::{Adoption, Book};
use crate::difference::{Lane, RuleChange, answers};
use crate::schema::ActIndex;
use crate::situation::{Condition, Situation, Truth};
use crate::statute::Rule;

/// What an act comes to in a situation in which everything is known.
pub(super) const ANSWERS: [AnswerKind; 3] =
    [AnswerKind::Permit, AnswerKind::Refuse, AnswerKind::Conflict];

/// The rules of a version that decide on an act.
pub(super) struct Law<'b> {
    forbidding: Vec<&'b Rule>,
    obliging: Vec<&'b Rule>,
    /// The prohibitions as Cedar holds them.
    pub(super) forms: Vec<&'b Json>,
    flows: Vec<Json>,
}

impl<'b> Law<'b> {
    pub(super) fn of(book: &'b Book, adoption: &Adoption, at: Timestamp, act: ActIndex) -> Self {
        let forbidding = in_force(book, adoption, at, act, Lane::Forbids);
        let obliging = in_force(book, adoption, at, act, Lane::Owed);
        let form = |rule: &&Rule| {
            let place = book.rules.iter().position(|one| one.id == rule.id)?;
            book.forms.get(place)
        };
        let forms = forbidding.iter().filter_map(form).map(|form| &form.rule).collect();
        let flows = obliging.iter().filter_map(form).filter_map(|form| form.flow.as_ref());
        let flows = flows.map(|flow| applies(flow.get("conditions"))).collect();
        Self { forbidding, obliging, forms, flows }
    }

    /// That the answer of this version is one of the three, for the solver.
    pub(super) fn expressed(&self, answer: AnswerKind) -> Vec<Json> {
        let forbids: Vec<Json> =
            self.forms.iter().map(|form| applies(form.get("conditions"))).collect();
        let (forbids, obliges) = (any(&forbids), any(&self.flows));
        match answer {
            AnswerKind::Refuse => vec![forbids, not(&obliges)],
            AnswerKind::Conflict => vec![forbids, obliges],
            AnswerKind::Permit | AnswerKind::PermitIf | AnswerKind::Escalate => vec![not(&forbids)],
        }
    }

    /// The same as conditions.
    pub(super) fn conditions(&self, answer: AnswerKind) -> Vec<Condition> {
        let forbids = self.forbidding.iter().map(|rule| rule.condition.clone());
        let flows = self.obliging.iter().filter_map(|rule| rule.flow()).cloned();
        let none = |all: Vec<Condition>| {
            all.into_iter().map(|one| Condition::Not(Box::new(one))).collect::<Vec<_>>()
        };
        let (forbids, flows): (Vec<_>, Vec<_>) = (forbids.collect(), flows.collect());
        match answer {
            AnswerKind::Refuse => [vec![Condition::Any(forbids)], none(flows)].concat(),
            AnswerKind::Conflict => vec![Condition::Any(forbids), Condition::Any(flows)],
            AnswerKind::Permit | AnswerKind::PermitIf | AnswerKind::Escalate => none(forbids),
        }
    }
}

/// The rules in force of a lane that take part in the answer to an act.
pub(super) fn in_force<'b>(
    book: &'b Book,
    adoption: &Adoption,
    at: Timestamp,
    act: ActIndex,
    lane: Lane,
) -> Vec<&'b Rule> {
    let about = |rule: &&Rule| {
        Lane::of(rule) == lane
            && answers(rule)
            && rule.acts & (1 << act.0) != 0
            && rule.in_force(at)
            && adoption.counts(book.statute_of(rule))
    };
    book.rules.iter().filter(about).collect()
}

/// For each rule that decides on an act and is written otherwise: that it applies in one version alone, both ways.
pub(super) fn pivots(
    changes: &[RuleChange<'_>],
    act: ActIndex,
    at: Timestamp,
) -> Vec<[Condition; 2]> {
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for change in changes.iter().filter(|change| !change.decides_the_same()) {
        let condition = |rule: Option<&Rule>| {
            let counts =
                |rule: &&Rule| answers(rule) && rule.acts & (1 << act.0) != 0 && rule.in_force(at);
            let rule = rule.filter(counts);
            let never = Condition::Constant(false);
            rule.map_or(never, |rule| rule.flow().unwrap_or(&rule.condition).clone())
        };
        let (old, new) = (condition(change.old), condition(change.new));
        let not = |one: &Condition| Condition::Not(Box::new(one.clone()));
        if seen.insert(change.id().map(ToString::to_string)) {
            all.push([not(&old), new.clone()]);
            all.push([old, not(&new)]);
        }
    }
    all.retain(|pivot| !pivot.contains(&Condition::Constant(false)));
    all
}

/// Of some pivots the conditions that hold in a situation.
pub(super) fn turned(pivots: &[[Condition; 2]], situation: &Situation) -> Vec<Condition> {
    let holds =
        |pivot: &&[Condition; 2]| pivot.iter().all(|one| one.truth(situation) == Truth::True);
    pivots.iter().filter(holds).flatten().cloned().collect()
}

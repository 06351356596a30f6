//! The programs of a book: one for each question that is put to it.
//!
//! Every rule is compiled once, when the book is loaded, whatever its dates and whoever adopts it;
//! which of them count at an instant is a [`RuleSet`], and a few instructions. A rule is compiled
//! into the programs of the acts that it is about and no other, so that a question touches nothing
//! else. The numbers in a program are places: of a rule among the rules of the book, of a sentence
//! about the world among the sentences.

use std::collections::BTreeSet;

use crate::program::{Program, RuleSet};
use crate::schema::{ActIndex, FactIndex, KnownBy, Schema};
use crate::situation::Condition;
use crate::statute::{Constraint, Force, Rule, RuleKind};

/// The programs of a book.
#[derive(Debug, Clone, Default)]
pub(crate) struct Programs {
    /// What the world does not allow: the contrary of each of its sentences.
    pub(crate) world: Program,
    /// When each duty is owed.
    pub(crate) owed: Program,
    /// For each act, in the order of the schema.
    acts: Vec<ActPrograms>,
}

/// The programs of one act.
#[derive(Debug, Clone, Default)]
pub(crate) struct ActPrograms {
    /// Prohibitions that refuse.
    pub(crate) forbidding: Program,
    /// Binding duties that this act fulfils, by the flow that their own words permit.
    pub(crate) obliging: Program,
    /// Permissions, encouragements and norms: said beside the answer.
    pub(crate) beside: Program,
    /// The rules of `forbidding`.
    pub(crate) prohibitions: RuleSet,
    /// The readings on which a decision may rest.
    pub(crate) readings: Vec<FactIndex>,
}

impl ActPrograms {
    fn of(schema: &Schema, sorted: Sorted<'_>) -> Self {
        let deciding = || sorted.forbidding.iter().chain(&sorted.obliging);
        let looked_at: BTreeSet<FactIndex> =
            deciding().flat_map(|(_, condition)| condition.facts()).collect();
        let reading = |fact: &FactIndex| schema.entry(*fact).by == KnownBy::Reading;
        Self {
            prohibitions: sorted.forbidding.iter().map(|(place, _)| *place).collect(),
            readings: looked_at.iter().copied().filter(reading).collect(),
            forbidding: Program::of(schema, sorted.forbidding),
            obliging: Program::of(schema, sorted.obliging),
            beside: Program::of(schema, sorted.beside),
        }
    }
}

impl Programs {
    /// Compiles the rules and the world of a book.
    pub(crate) fn of(schema: &Schema, rules: &[Rule], world: &[Constraint]) -> Self {
        let contrary = |known: &Constraint| Condition::Not(Box::new(known.condition.clone()));
        let broken: Vec<Condition> = world.iter().map(contrary).collect();
        let duties = rules.iter().enumerate().filter(|(_, rule)| rule.kind == RuleKind::Duty);
        let owed = duties.map(|(place, rule)| (place, &rule.condition));
        let acts = (0..schema.acts().len())
            .map(|act| ActPrograms::of(schema, Sorted::of(rules, ActIndex(act))));
        Self {
            world: Program::of(schema, broken.iter().enumerate()),
            owed: Program::of(schema, owed),
            acts: acts.collect(),
        }
    }

    /// The programs of an act.
    pub(crate) fn of_act(&self, act: ActIndex) -> Option<&ActPrograms> {
        self.acts.get(act.0)
    }
}

/// The rules about an act, by what they do to it.
#[derive(Default)]
struct Sorted<'r> {
    forbidding: Vec<(usize, &'r Condition)>,
    obliging: Vec<(usize, &'r Condition)>,
    beside: Vec<(usize, &'r Condition)>,
}

impl<'r> Sorted<'r> {
    fn of(rules: &'r [Rule], act: ActIndex) -> Self {
        let mut sorted = Self::default();
        let about = rules.iter().enumerate().filter(|(_, rule)| rule.acts & (1 << act.0) != 0);
        for (place, rule) in about {
            let condition = rule.flow().unwrap_or(&rule.condition);
            let list = match rule.kind {
                RuleKind::Prohibition if rule.obliges() => &mut sorted.forbidding,
                RuleKind::Duty if rule.force == Force::Binding => &mut sorted.obliging,
                RuleKind::Prohibition | RuleKind::Duty | RuleKind::Permission => &mut sorted.beside,
            };
            list.push((place, condition));
        }
        sorted
    }
}

//! Going through everything that is not known.
//!
//! What is open depends on the *residual* facts: those that an open rule looks at where it is open.
//! Values that no open rule tells apart are taken together as one class; a completion takes one class
//! of each fact. All that the world allows are gone through, sixty-four at a time ([`lanes`]). For
//! each combination of readings it is kept which rules apply wherever one does and which somewhere, and
//! for each choice of the actor whether anything refuses; no completion is stored.

use std::collections::BTreeSet;

use crate::answer::AnswerKind;
use crate::book::LawInForce;
use crate::decide::conditions::{self, Seen};
use crate::decide::lanes::{Cell, Lanes};
use crate::program::{RuleSet, Truths};
use crate::schema::{FactIndex, KnownBy};
use crate::situation::Situation;

/// The most unknown facts that the answer tells apart: readings, and what the actor may undertake.
pub const UNKNOWN_FACTS_MAX: usize = 12;
/// The most unknown facts that are gone through, where each has two values that make a difference; one
/// with more counts for as many as tell these apart.
pub const COMPLETED_FACTS_MAX: usize = 20;

/// A residual fact with the place of the value that stands for its class.
pub(crate) type Literal = (FactIndex, usize);

/// A residual fact.
#[derive(Debug)]
pub(super) struct Residue {
    pub(super) fact: FactIndex,
    /// Sets of values that no open rule tells apart.
    pub(super) classes: Vec<u64>,
}

impl Residue {
    /// How many bits number its classes.
    pub(super) fn bits(&self) -> usize {
        self.classes.len().next_power_of_two().trailing_zeros() as usize
    }

    /// The fact with the first value of a class, which stands for it.
    fn literal(&self, class: usize) -> Option<Literal> {
        Some((self.fact, self.classes.get(class)?.trailing_zeros() as usize))
    }
}

/// What going through the completions comes to.
pub(super) enum Found {
    /// There are too many.
    TooMany(Vec<FactIndex>),
    /// The world allows none.
    NoWorld,
    /// No prohibition applies in any.
    Nothing,
    /// The sets that the actor may undertake and under which none applies.
    Conditions(Vec<Vec<Literal>>),
    /// What each combination of readings gives.
    Verdicts(Vec<Verdict>),
}

/// What a combination of readings gives.
#[derive(Debug)]
pub(crate) struct Verdict {
    /// The readings.
    pub(crate) readings: Vec<Literal>,
    /// The answer under them.
    pub(crate) kind: AnswerKind,
    /// The prohibitions that apply in every completion.
    pub(crate) applying: RuleSet,
    /// Those that apply in some.
    pub(crate) open: RuleSet,
    /// The duties that demand the flow wherever it is forbidden.
    pub(crate) duties: RuleSet,
}

/// Goes through every completion that the world allows. Duties are held against the flow that the actor
/// itself makes: `direct`.
pub(super) fn gone_through(
    law: &LawInForce<'_>,
    situation: &Situation,
    direct: &Situation,
    forbidding: &Truths,
    duties: &Truths,
) -> Found {
    let residual = Residual::of(law, situation, direct, forbidding, duties);
    let bits = |facts: &[Residue]| facts.iter().map(Residue::bits).sum::<usize>();
    let told_apart = residual.readings.len() + residual.undertaken.len();
    let all = [&residual.readings, &residual.undertaken, &residual.rest];
    if told_apart > UNKNOWN_FACTS_MAX
        || all.map(|facts| bits(facts)).iter().sum::<usize>() > COMPLETED_FACTS_MAX
    {
        let mut unknown: Vec<FactIndex> = all.into_iter().flatten().map(|one| one.fact).collect();
        unknown.sort();
        return Found::TooMany(unknown);
    }
    residual.weighed(&Lanes::of(law, situation, direct, &residual, forbidding, duties).cells())
}

/// The facts on which the open rules depend.
pub(super) struct Residual {
    pub(super) readings: Vec<Residue>,
    /// What the actor may undertake.
    pub(super) undertaken: Vec<Residue>,
    pub(super) rest: Vec<Residue>,
}

impl Residual {
    fn of(
        law: &LawInForce<'_>,
        situation: &Situation,
        direct: &Situation,
        forbidding: &Truths,
        duties: &Truths,
    ) -> Self {
        let mut tests: Vec<(FactIndex, u64)> = Vec::new();
        let mut note = |fact, values| tests.push((fact, values));
        for rule in law.book.rules_in(&forbidding.open) {
            rule.condition.each_open_test(situation, &mut note);
        }
        for flow in law.book.rules_in(&duties.open).filter_map(|duty| duty.flow()) {
            flow.each_open_test(direct, &mut note);
        }
        let unknown: BTreeSet<FactIndex> = tests.iter().map(|(fact, _)| *fact).collect();
        for known in &law.book.world {
            known.condition.each_test(&mut |fact, values| tests.push((fact, values)));
        }
        let (mut readings, mut undertaken, mut rest) = (Vec::new(), Vec::new(), Vec::new());
        for fact in unknown {
            let by = law.book.schema.entry(fact).by;
            let list = match by {
                KnownBy::Reading => &mut readings,
                KnownBy::Actor => &mut undertaken,
                KnownBy::Authority | KnownBy::World | KnownBy::Derived | KnownBy::Record => {
                    &mut rest
                }
            };
            list.push(Residue { fact, classes: classes(situation.mask(fact), fact, &tests) });
        }
        Self { readings, undertaken, rest }
    }

    /// What the cells come to.
    fn weighed(&self, cells: &[Cell]) -> Found {
        let mut all = vec![Seen::default(); cells.first().map_or(0, |cell| cell.choices.len())];
        for cell in cells {
            all.iter_mut().zip(&cell.choices).for_each(|(all, one)| *all = all.or(*one));
        }
        if !all.iter().any(|one| one.possible) {
            return Found::NoWorld;
        }
        if !all.iter().any(|one| one.refused) {
            return Found::Nothing;
        }
        let conditions = self.conditions(&all);
        if !conditions.is_empty() {
            return Found::Conditions(conditions);
        }
        let occurring = cells.iter().enumerate().filter(|(_, cell)| cell.occurs());
        Found::Verdicts(occurring.map(|(number, cell)| self.verdict(number, cell)).collect())
    }

    fn verdict(&self, number: usize, cell: &Cell) -> Verdict {
        let kind = if !cell.refused() {
            AnswerKind::Permit
        } else if !self.conditions(&cell.choices).is_empty() {
            AnswerKind::PermitIf
        } else if cell.duties.is_empty() {
            AnswerKind::Refuse
        } else {
            AnswerKind::Conflict
        };
        let applying = if cell.permitted { RuleSet::default() } else { cell.applying };
        let readings = self.readings_of(number);
        Verdict { readings, kind, applying, open: cell.open, duties: cell.duties }
    }

    /// The readings of a cell: its number has some bits for each, the last reading the lowest.
    fn readings_of(&self, mut number: usize) -> Vec<Literal> {
        let mut readings: Vec<Literal> = Vec::new();
        for reading in self.readings.iter().rev() {
            readings.extend(reading.literal(number & ((1 << reading.bits()) - 1)));
            number >>= reading.bits();
        }
        readings.reverse();
        readings
    }

    /// The smallest sets that the actor may undertake and under which nothing is refused.
    fn conditions(&self, choices: &[Seen]) -> Vec<Vec<Literal>> {
        let classes: Vec<usize> = self.undertaken.iter().map(|one| 1 << one.bits()).collect();
        let literal =
            |(place, class): &conditions::Choice| self.undertaken.get(*place)?.literal(*class);
        let sets = conditions::smallest(&classes, choices);
        sets.iter().map(|set| set.iter().filter_map(literal).collect()).collect()
    }
}

/// Splits possible values into classes that no test tells apart.
fn classes(possible: u64, fact: FactIndex, tests: &[(FactIndex, u64)]) -> Vec<u64> {
    let mut classes = vec![possible];
    for (_, values) in tests.iter().filter(|(tested, _)| *tested == fact) {
        classes = classes
            .iter()
            .flat_map(|class| [class & values, class & !values])
            .filter(|class| *class != 0)
            .collect();
    }
    classes
}

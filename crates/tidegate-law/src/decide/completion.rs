//! Going through everything that is not known.

use std::collections::BTreeSet;

use crate::answer::Finding;
use crate::book::LawInForce;
use crate::decide::{COMPLETIONS_MAX, UNKNOWN_FACTS_MAX};
use crate::fact::FactName;
use crate::schema::{FactIndex, KnownBy};
use crate::situation::{Condition, Situation};
use crate::statute::Rule;

/// The most facts that a condition of *permit if* may name.
const CONDITION_FACTS_MAX: usize = 6;

/// One way in which everything that is open could turn out.
pub(crate) struct Completion {
    /// The situation with every residual fact known.
    pub(crate) situation: Situation,
    /// For each residual fact the class of values taken.
    choice: Vec<usize>,
}

impl Completion {
    /// Whether the readings of this completion are the ones given, one class for each reading fact.
    pub(crate) fn has_readings(&self, residual: &Residual, readings: &[usize]) -> bool {
        residual.reading_choice(&self.choice) == readings
    }
}

/// The facts on which the open rules depend, each with the classes of values they tell apart.
pub(crate) struct Residual {
    facts: Vec<ResidualFact>,
}

struct ResidualFact {
    fact: FactIndex,
    by: KnownBy,
    /// Sets of values that no open rule tells apart.
    classes: Vec<u64>,
}

impl Residual {
    /// The residual facts of the open rules, and of what duties still demand.
    ///
    /// # Errors
    /// The names of all of them where there are more than can be gone through.
    pub(crate) fn of(
        law: &LawInForce<'_>,
        situation: &Situation,
        open: &[&Rule],
        demands: Vec<Condition>,
    ) -> Result<Self, Vec<FactName>> {
        let conditions: Vec<Condition> =
            open.iter().map(|rule| rule.condition.simplified(situation)).chain(demands).collect();
        let mut unknown: BTreeSet<FactIndex> = BTreeSet::new();
        let mut tests: Vec<(FactIndex, u64)> = Vec::new();
        for condition in &conditions {
            condition.each_test(&mut |fact, values| {
                if !situation.is_known(fact) {
                    unknown.insert(fact);
                    tests.push((fact, values));
                }
            });
        }
        for known in &law.book.world {
            known.condition.each_test(&mut |fact, values| tests.push((fact, values)));
        }
        let facts: Vec<ResidualFact> = unknown
            .into_iter()
            .map(|fact| ResidualFact {
                fact,
                by: law.book.schema.entry(fact).by,
                classes: classes(situation.mask(fact), fact, &tests),
            })
            .collect();
        let combinations = facts
            .iter()
            .try_fold(1usize, |all, fact| all.checked_mul(fact.classes.len()))
            .unwrap_or(usize::MAX);
        if facts.len() > UNKNOWN_FACTS_MAX || combinations > COMPLETIONS_MAX {
            return Err(facts.iter().map(|f| law.book.schema.entry(f.fact).name.clone()).collect());
        }
        Ok(Self { facts })
    }

    /// Every completion that the world allows.
    pub(crate) fn completions(&self, law: &LawInForce<'_>, base: &Situation) -> Vec<Completion> {
        let mut completions = Vec::new();
        let mut choice = vec![0; self.facts.len()];
        loop {
            let mut situation = base.clone();
            for (fact, class) in self.facts.iter().zip(&choice) {
                if let Some(values) = fact.classes.get(*class) {
                    // One value stands for its class.
                    situation.set_mask(fact.fact, 1 << values.trailing_zeros());
                }
            }
            if !law.impossible(&situation) {
                completions.push(Completion { situation, choice: choice.clone() });
            }
            if !self.advance(&mut choice) {
                return completions;
            }
        }
    }

    /// Counts on like an odometer; `false` after the last combination.
    fn advance(&self, choice: &mut [usize]) -> bool {
        for (fact, class) in self.facts.iter().zip(choice.iter_mut()) {
            *class += 1;
            if *class < fact.classes.len() {
                return true;
            }
            *class = 0;
        }
        false
    }

    fn is_reading(fact: &ResidualFact) -> bool {
        fact.by == KnownBy::Reading
    }

    /// The part of a choice that concerns readings.
    pub(crate) fn reading_choice(&self, choice: &[usize]) -> Vec<usize> {
        let both = self.facts.iter().zip(choice);
        both.filter(|(fact, _)| Self::is_reading(fact)).map(|(_, class)| *class).collect()
    }

    /// Every combination of readings that occurs.
    pub(crate) fn reading_combinations<T>(&self, judged: &[(Completion, T)]) -> Vec<Vec<usize>> {
        let all: BTreeSet<Vec<usize>> =
            judged.iter().map(|(completion, _)| self.reading_choice(&completion.choice)).collect();
        all.into_iter().collect()
    }

    /// The words for a combination of readings.
    pub(crate) fn readings(&self, law: &LawInForce<'_>, readings: &[usize]) -> Vec<Finding> {
        let facts = self.facts.iter().filter(|fact| Self::is_reading(fact));
        facts.zip(readings).filter_map(|(fact, class)| fact.finding(law, *class)).collect()
    }

    /// The residual facts that a condition looks at and that are no readings.
    pub(crate) fn names_in(
        &self,
        law: &LawInForce<'_>,
        condition: &Condition,
        situation: &Situation,
    ) -> Vec<FactName> {
        let looked_at = condition.simplified(situation).facts();
        self.facts
            .iter()
            .filter(|fact| !Self::is_reading(fact) && looked_at.contains(&fact.fact))
            .map(|fact| law.book.schema.entry(fact.fact).name.clone())
            .collect()
    }

    /// The minimal sets of facts that the actor may undertake and under which nothing is refused.
    pub(crate) fn conditions(
        &self,
        law: &LawInForce<'_>,
        judged: &[&(Completion, Vec<&Rule>)],
    ) -> Vec<Vec<Finding>> {
        let mut literals = Vec::new();
        for (place, fact) in self.facts.iter().enumerate() {
            if fact.by == KnownBy::Actor {
                literals.extend((0..fact.classes.len()).map(|class| (place, class)));
            }
        }
        let mut found: Vec<Vec<Literal>> = Vec::new();
        for size in 1..=CONDITION_FACTS_MAX.min(literals.len()) {
            combinations(&literals, size, &mut |set| {
                let twice = set.windows(2).any(|pair| matches!(pair, [a, b] if a.0 == b.0));
                let covered = found.iter().any(|smaller| smaller.iter().all(|l| set.contains(l)));
                if !twice && !covered && suffices(judged, set) {
                    found.push(set.to_vec());
                }
            });
        }
        let finding = |(place, class): &Literal| self.facts.get(*place)?.finding(law, *class);
        found.iter().map(|set| set.iter().filter_map(finding).collect()).collect()
    }
}

/// A residual fact with one of its classes.
type Literal = (usize, usize);

impl ResidualFact {
    /// The fact with the value that stands for a class.
    fn finding(&self, law: &LawInForce<'_>, class: usize) -> Option<Finding> {
        let values = self.classes.get(class)?;
        let entry = law.book.schema.entry(self.fact);
        let value = entry.values.get(values.trailing_zeros() as usize)?;
        Some(Finding { fact: entry.name.clone(), value: value.value.clone() })
    }
}

/// Whether every completion with these literals refuses nothing, and there is one.
fn suffices(judged: &[&(Completion, Vec<&Rule>)], set: &[Literal]) -> bool {
    let mut any = false;
    for (completion, rules) in judged {
        if set.iter().all(|(place, class)| completion.choice.get(*place) == Some(class)) {
            if !rules.is_empty() {
                return false;
            }
            any = true;
        }
    }
    any
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

/// Every subset of a size, in order.
pub(crate) fn combinations<T: Clone>(list: &[T], size: usize, visit: &mut impl FnMut(&[T])) {
    fn grow<T: Clone>(rest: &[T], size: usize, chosen: &mut Vec<T>, visit: &mut impl FnMut(&[T])) {
        if chosen.len() == size {
            visit(chosen);
            return;
        }
        for (place, element) in rest.iter().enumerate() {
            chosen.push(element.clone());
            grow(rest.get(place + 1..).unwrap_or_default(), size, chosen, visit);
            chosen.pop();
        }
    }
    grow(list, size, &mut Vec::new(), visit);
}

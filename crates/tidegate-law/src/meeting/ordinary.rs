//! The most ordinary situation in which some conditions hold, and the story that it is told by.
//!
//! The search takes the ordinary value of each fact first and goes back where a condition can no longer hold, so it is
//! complete and the same each time. Who asks for a situation of very many conditions gives it an [`Effort`].

use std::collections::BTreeSet;

use crate::answer::Finding;
use crate::book::Book;
use crate::fact::FactValue;
use crate::schema::{FactIndex, KnownBy};
use crate::situation::{Condition, Situation, Truth};

/// How many steps a search may take.
#[derive(Debug)]
pub(crate) struct Effort(Option<u32>);

impl Effort {
    /// As many as it needs.
    pub(crate) fn unbounded() -> Self {
        Self(None)
    }

    /// At most so many.
    #[cfg(feature = "analysis")]
    pub(crate) fn of(steps: u32) -> Self {
        Self(Some(steps))
    }

    /// Whether there is one more step.
    fn spend(&mut self) -> bool {
        match &mut self.0 {
            None => true,
            Some(left) => {
                let some = *left > 0;
                *left = left.saturating_sub(1);
                some
            }
        }
    }
}

impl Book {
    /// The most ordinary complete situation of a possible world in which all of some conditions hold, and others
    /// beside them; what the first look at is settled first. None if there is none, or the effort was spent.
    pub(crate) fn witness(
        &self,
        conditions: &[&Condition],
        beside: &[&Condition],
        effort: &mut Effort,
    ) -> Option<Situation> {
        let first: BTreeSet<FactIndex> = conditions.iter().flat_map(|one| one.facts()).collect();
        let mut facts = first.clone();
        facts.extend(beside.iter().flat_map(|one| one.facts()));
        loop {
            let tied = self.world.iter().filter(|tie| tie.facts.iter().any(|f| facts.contains(f)));
            let more: BTreeSet<FactIndex> = tied.flat_map(|tie| tie.facts.clone()).collect();
            if more.is_subset(&facts) {
                break;
            }
            facts.extend(more);
        }
        let world = self.world.iter().filter(|tie| tie.facts.iter().any(|f| facts.contains(f)));
        let all: Vec<&Condition> = conditions
            .iter()
            .chain(beside)
            .copied()
            .chain(world.map(|tie| &tie.condition))
            .collect();
        // What the text leaves open takes the book's own reading wherever it can.
        let mut order: Vec<FactIndex> = facts.into_iter().collect();
        order.sort_by_key(|fact| {
            let reading = self.schema.entry(*fact).by == KnownBy::Reading;
            (!first.contains(fact) && !beside.is_empty(), !reading, *fact)
        });
        let mut situation = Situation::unknown(&self.schema);
        if !self.search(&order, &all, &mut situation, effort) {
            return None;
        }
        for fact in self.schema.places() {
            let may = situation.mask(fact);
            let mut ordinary = self.ordinary(fact).into_iter();
            if let Some(place) = ordinary.find(|place| may & (1 << place) != 0) {
                situation.set_place(fact, place);
            }
        }
        Some(situation)
    }

    /// Takes values one fact after the other, and goes back where a condition can no longer hold.
    fn search(
        &self,
        order: &[FactIndex],
        all: &[&Condition],
        situation: &mut Situation,
        effort: &mut Effort,
    ) -> bool {
        if !effort.spend() {
            return false;
        }
        loop {
            let mut narrowed = false;
            for condition in all {
                match follow(condition, true, situation) {
                    Some(more) => narrowed |= more,
                    None => return false,
                }
            }
            if !narrowed {
                break;
            }
        }
        if all.iter().all(|condition| condition.truth(situation) == Truth::True) {
            return true;
        }
        let Some(fact) = order.iter().find(|fact| !situation.is_known(**fact)) else {
            return false;
        };
        for place in self.ordinary(*fact) {
            if situation.mask(*fact) & (1 << place) == 0 {
                continue;
            }
            let mut taken = situation.clone();
            taken.set_place(*fact, place);
            if self.search(order, all, &mut taken, effort) {
                situation.clone_from(&taken);
                return true;
            }
        }
        false
    }

    /// The values of a fact, the most ordinary one first.
    pub(crate) fn ordinary(&self, fact: FactIndex) -> Vec<usize> {
        let entry = self.schema.entry(fact);
        let suggested = self.reading(&entry.name).map(|reading| &reading.suggested);
        let first = suggested.or(entry.assume.as_ref());
        let first = first.and_then(|value| self.schema.value(fact, value));
        let rest = (0..entry.values.len()).filter(|place| Some(*place) != first);
        first.into_iter().chain(rest).collect()
    }

    /// The same with other values of enumerations where the story is then shorter: a recipient abroad needs no reading
    /// of what is abroad.
    pub(crate) fn plainer(
        &self,
        mut witness: Situation,
        conditions: &[&Condition],
        beside: &[&Condition],
    ) -> Situation {
        let holds = |situation: &Situation| {
            let world = self.world.iter().map(|tie| &tie.condition);
            let mut all = conditions.iter().chain(beside).copied().chain(world);
            all.all(|condition| condition.truth(situation) == Truth::True)
        };
        let mut least = self.story(&witness, conditions).len();
        for fact in self.schema.places() {
            let entry = self.schema.entry(fact);
            if entry.boolean || entry.by == KnownBy::Reading {
                continue;
            }
            for place in 0..entry.values.len() {
                let mut other = witness.clone();
                other.set_place(fact, place);
                if !holds(&other) {
                    continue;
                }
                let length = self.story(&other, conditions).len();
                if length < least {
                    (least, witness) = (length, other);
                }
            }
        }
        witness
    }

    /// The facts of a situation without which one of some conditions might not hold.
    pub(crate) fn story(&self, witness: &Situation, conditions: &[&Condition]) -> Vec<Finding> {
        let mut needed = Situation::unknown(&self.schema);
        let facts: BTreeSet<FactIndex> = conditions.iter().flat_map(|one| one.facts()).collect();
        for fact in &facts {
            needed.set_mask(*fact, witness.mask(*fact));
        }
        // What is as usual is left out first, and of the rest what the schema names last.
        let usual = |fact: &FactIndex| {
            self.ordinary(*fact).first().is_some_and(|place| witness.is_at(*fact, *place))
        };
        let (plain, telling): (Vec<&FactIndex>, Vec<&FactIndex>) =
            facts.iter().rev().partition(|fact| usual(fact));
        for fact in plain.into_iter().chain(telling) {
            let kept = needed.mask(*fact);
            needed.forget(&self.schema, *fact);
            if conditions.iter().any(|one| one.truth(&needed) != Truth::True) {
                needed.set_mask(*fact, kept);
            }
        }
        let found = needed.known_facts(&self.schema);
        let finding = |(fact, value): (FactIndex, &FactValue)| Finding {
            fact: self.schema.entry(fact).name.clone(),
            value: value.clone(),
        };
        found.map(finding).collect()
    }
}

/// Narrows what is possible to what a condition leaves so that it comes out as wanted: whether that narrowed anything;
/// `None` if it cannot.
fn follow(condition: &Condition, wanted: bool, situation: &mut Situation) -> Option<bool> {
    match (condition, wanted) {
        (Condition::Constant(value), _) => (*value == wanted).then_some(false),
        (Condition::Is { fact, values }, _) => {
            let before = situation.mask(*fact);
            let after = before & if wanted { *values } else { !*values };
            situation.set_mask(*fact, after);
            (after != 0).then_some(after != before)
        }
        (Condition::Not(part), _) => follow(part, !wanted, situation),
        (Condition::All(parts), true) | (Condition::Any(parts), false) => {
            let mut narrowed = false;
            for part in parts {
                narrowed |= follow(part, wanted, situation)?;
            }
            Some(narrowed)
        }
        (Condition::Any(parts), true) | (Condition::All(parts), false) => {
            let never = if wanted { Truth::False } else { Truth::True };
            let mut left = parts.iter().filter(|part| part.truth(situation) != never);
            match (left.next(), left.next()) {
                (None, _) => None,
                (Some(only), None) => follow(only, wanted, situation),
                (Some(_), Some(_)) => Some(false),
            }
        }
    }
}

//! What is known: for each fact the set of values it may still have.
//!
//! A known fact has one possible value, an unknown one all of them. Conditions are tests of such sets
//! ([`Condition`]), so that evaluation is three-valued after Kleene: a condition is true or
//! false only where no completion of the unknown facts could make it otherwise by itself.

use crate::fact::FactValue;
use crate::schema::{FactIndex, Schema};

/// Kleene's third value beside true and false.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    /// True whatever the unknown facts are.
    True,
    /// False whatever the unknown facts are.
    False,
    /// It depends on what is not known.
    Unknown,
}

impl Truth {
    /// Whether a fact has one of some values, where it may have any of those possible.
    pub(crate) fn of(possible: u64, values: u64) -> Self {
        if possible & values == 0 {
            Self::False
        } else if possible & !values == 0 {
            Self::True
        } else {
            Self::Unknown
        }
    }
}

/// The facts of one (actor, item, recipient), each with the values it may have.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Situation {
    possible: Vec<u64>,
}

impl Clone for Situation {
    fn clone(&self) -> Self {
        Self { possible: self.possible.clone() }
    }

    /// Copies into the room that is there.
    fn clone_from(&mut self, source: &Self) {
        self.possible.clone_from(&source.possible);
    }
}

impl Situation {
    /// Nothing is known.
    pub fn unknown(schema: &Schema) -> Self {
        Self { possible: schema.places().map(|fact| schema.every(fact)).collect() }
    }

    /// Nothing is known but what the schema assumes where nobody says otherwise.
    pub fn assumed(schema: &Schema) -> Self {
        let mut situation = Self::unknown(schema);
        for (place, fact) in schema.facts().iter().enumerate() {
            if let Some(value) = &fact.assume {
                situation.set(schema, FactIndex(place), value);
            }
        }
        situation
    }

    /// Establishes a value. A value that the fact does not have changes nothing and gives `false`.
    pub fn set(&mut self, schema: &Schema, fact: FactIndex, value: &FactValue) -> bool {
        let Some(place) = schema.value(fact, value) else { return false };
        self.set_place(fact, place);
        true
    }

    /// Establishes a value by names, for callers that hold words. See [`Situation::set`].
    pub fn set_named(&mut self, schema: &Schema, fact: &str, value: &str) -> bool {
        schema
            .fact_named(fact)
            .is_some_and(|fact| self.set(schema, fact, &FactValue::symbol(value)))
    }

    /// Narrows a fact to those of `values` that it has: what is known is that it is one of them.
    pub fn narrow(&mut self, schema: &Schema, fact: FactIndex, values: &[FactValue]) {
        let mask = values.iter().filter_map(|value| schema.value(fact, value));
        let mask = mask.fold(0, |mask, place| mask | 1 << place);
        if mask != 0 {
            self.set_mask(fact, mask);
        }
    }

    /// Narrows a fact to some of its values, by place.
    pub(crate) fn set_mask(&mut self, fact: FactIndex, mask: u64) {
        if let Some(possible) = self.possible.get_mut(fact.0) {
            *possible = mask;
        }
    }

    /// Establishes a value by its place.
    pub(crate) fn set_place(&mut self, fact: FactIndex, place: usize) {
        self.set_mask(fact, 1 << place);
    }

    /// Forgets what is known of a fact.
    pub fn forget(&mut self, schema: &Schema, fact: FactIndex) {
        self.set_mask(fact, schema.every(fact));
    }

    /// The value, if only one is possible.
    pub fn known<'s>(&self, schema: &'s Schema, fact: FactIndex) -> Option<&'s FactValue> {
        let mask = self.mask(fact);
        (mask.count_ones() == 1)
            .then(|| schema.entry(fact).values.get(mask.trailing_zeros() as usize))
            .flatten()
            .map(|entry| &entry.value)
    }

    /// Whether one value alone is possible.
    pub fn is_known(&self, fact: FactIndex) -> bool {
        self.mask(fact).is_power_of_two()
    }

    /// Whether a value, by its place, is the only one possible.
    pub(crate) fn is_at(&self, fact: FactIndex, place: usize) -> bool {
        self.mask(fact) == 1 << place
    }

    /// The possible values, one bit each.
    pub(crate) fn mask(&self, fact: FactIndex) -> u64 {
        self.possible.get(fact.0).copied().unwrap_or(0)
    }

    /// Every fact whose value is known, with it.
    pub fn known_facts<'s>(
        &self,
        schema: &'s Schema,
    ) -> impl Iterator<Item = (FactIndex, &'s FactValue)> + use<'_, 's> {
        (0..self.possible.len())
            .map(FactIndex)
            .filter_map(|fact| self.known(schema, fact).map(|value| (fact, value)))
    }
}

/// A rule's condition: tests of possible values, joined by and, or, not. It is the form that is read and
/// explained, and the definition of the program that decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// Always or never.
    Constant(bool),
    /// The fact has one of these values (one bit each).
    Is {
        /// The fact.
        fact: FactIndex,
        /// The values, one bit each.
        values: u64,
    },
    /// All of them.
    All(Vec<Condition>),
    /// At least one of them.
    Any(Vec<Condition>),
    /// Not so.
    Not(Box<Condition>),
}

impl Condition {
    /// Evaluates after Kleene.
    pub fn truth(&self, situation: &Situation) -> Truth {
        match self {
            Self::Constant(true) => Truth::True,
            Self::Constant(false) => Truth::False,
            Self::Is { fact, values } => Truth::of(situation.mask(*fact), *values),
            Self::All(parts) => {
                let mut truth = Truth::True;
                for part in parts {
                    match part.truth(situation) {
                        Truth::False => return Truth::False,
                        Truth::Unknown => truth = Truth::Unknown,
                        Truth::True => {}
                    }
                }
                truth
            }
            Self::Any(parts) => {
                let mut truth = Truth::False;
                for part in parts {
                    match part.truth(situation) {
                        Truth::True => return Truth::True,
                        Truth::Unknown => truth = Truth::Unknown,
                        Truth::False => {}
                    }
                }
                truth
            }
            Self::Not(part) => match part.truth(situation) {
                Truth::True => Truth::False,
                Truth::False => Truth::True,
                Truth::Unknown => Truth::Unknown,
            },
        }
    }

    /// Visits every test on which it still depends: the unknown ones in parts that are unknown.
    pub(crate) fn each_open_test(
        &self,
        situation: &Situation,
        visit: &mut impl FnMut(FactIndex, u64),
    ) {
        if self.truth(situation) != Truth::Unknown {
            return;
        }
        match self {
            Self::Constant(_) => {}
            Self::Is { fact, values } => visit(*fact, *values),
            Self::All(parts) | Self::Any(parts) => {
                parts.iter().for_each(|part| part.each_open_test(situation, visit));
            }
            Self::Not(part) => part.each_open_test(situation, visit),
        }
    }

    /// Visits every test in the condition.
    pub(crate) fn each_test(&self, visit: &mut impl FnMut(FactIndex, u64)) {
        match self {
            Self::Constant(_) => {}
            Self::Is { fact, values } => visit(*fact, *values),
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.each_test(visit);
                }
            }
            Self::Not(part) => part.each_test(visit),
        }
    }

    /// The facts that the condition looks at, each once.
    pub fn facts(&self) -> Vec<FactIndex> {
        let mut facts = Vec::new();
        self.each_test(&mut |fact, _| facts.push(fact));
        facts.sort();
        facts.dedup();
        facts
    }
}

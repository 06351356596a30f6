//! The facts that a duty's trigger looks at, with what is known of each: what a decision on the duty rests on.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::book::{Adoption, Book};
use crate::fact::{FactName, FactValue};
use crate::situation::Situation;
use crate::statute::RuleId;

impl Book {
    /// What is known of each fact that the trigger of a rule looks at, with the positions of the office for its
    /// readings; none of a fact that is not known. Nothing where the book has no such rule.
    pub fn looked_at(
        &self,
        adoption: &Adoption,
        rule: &RuleId,
        situation: &Situation,
        at: Timestamp,
    ) -> Option<BTreeMap<FactName, Option<FactValue>>> {
        let rule = self.rule(rule)?;
        let situation = self.in_force(adoption, at).with_positions(situation);
        let one = |fact| {
            let name = self.schema.entry(fact).name.clone();
            (name, situation.known(&self.schema, fact).cloned())
        };
        Some(rule.condition.facts().into_iter().map(one).collect())
    }
}

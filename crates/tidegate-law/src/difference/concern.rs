//! Which situations an amended book can concern at all: a question to a small program, put to a great many cases.
//!
//! The conditions of the rules that are written otherwise, of either version, are compiled by themselves. A situation in
//! which everything of a flow is unknown stands for all flows of a party about a product: where Kleene's logic says
//! that none of these rules can apply in it, no flow and no duty of that party comes out otherwise. Where it cannot say
//! so, the case is compared in full. Nothing here says that anything changes.

use super::{Matters, Versions};
use crate::book::{Adoption, Book};
use crate::program::Program;
use crate::schema::{About, KnownBy};
use crate::situation::Situation;
use crate::statute::Rule;

/// What an amended book can concern.
#[derive(Debug)]
pub struct Concern {
    everything: bool,
    old: Program,
    new: Program,
}

impl Versions {
    /// What can be otherwise under the new version for whoever adopted so much: norms and house rules that are off
    /// concern nobody.
    #[must_use]
    pub fn concern(&self, adoption: &Adoption) -> Concern {
        let counts = |one: &super::DefinitionChange| match one.matters {
            Matters::World | Matters::Open => true,
            // Each rule that uses it is compared by itself; ways out are suggested and decide nothing.
            Matters::Words | Matters::ThroughRules | Matters::Ways => false,
        };
        let everything = self.definitions().iter().any(counts);
        let changes = self.rules();
        let counts = |book: &Book, rule: Option<&Rule>| {
            rule.is_some_and(|rule| adoption.counts(book.statute_of(rule)))
        };
        let changed = || {
            let otherwise = changes.iter().filter(|change| !change.decides_the_same());
            otherwise.filter(|one| counts(&self.old, one.old) || counts(&self.new, one.new))
        };
        let old: Vec<&Rule> = changed().filter_map(|one| one.old).collect();
        let new: Vec<&Rule> = changed().filter_map(|one| one.new).collect();
        Concern { everything, old: program(&self.old, &old), new: program(&self.new, &new) }
    }
}

/// When the rules apply, and to which flows.
fn program(book: &Book, rules: &[&Rule]) -> Program {
    let conditions = rules.iter().flat_map(|rule| [Some(&rule.condition), rule.flow()]);
    // Which of them applies is not asked, so they share a number.
    Program::of(&book.schema, conditions.flatten().map(|condition| (0, condition)))
}

impl Concern {
    /// Whether nothing can be told without comparing in full: the world, a calendar or an authority is another.
    #[must_use]
    pub fn is_of_everything(&self) -> bool {
        self.everything
    }

    /// Whether a rule that is written otherwise may apply, in the situation as each version fills it in.
    #[must_use]
    pub fn may_matter(&self, old: &Situation, new: &Situation) -> bool {
        self.everything || !self.old.run(old).is_empty() || !self.new.run(new).is_empty()
    }
}

impl Book {
    /// Forgets everything of a situation but what holds of the party, the product and the vulnerability whatever flow is
    /// asked about: what is of one flow, of an item or a recipient, what the actor may undertake, and readings. What the
    /// schema takes to be so or not so of a flow until somebody says otherwise stays as it is taken.
    pub fn forget_flow(&self, situation: &mut Situation) {
        for fact in self.schema.places() {
            let entry = self.schema.entry(fact);
            let stays = match entry.about {
                About::Actor | About::Product | About::Vulnerability => entry.by != KnownBy::Actor,
                About::Flow => entry.assume.is_some(),
                About::Item | About::Recipient | About::Reading => false,
            };
            if !stays {
                situation.forget(&self.schema, fact);
            }
        }
    }
}

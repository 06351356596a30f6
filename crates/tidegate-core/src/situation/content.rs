//! What a piece of content says of itself, and what follows from its class.

use std::collections::BTreeSet;

use tidegate_law::{About, FactValue};

use super::Filling;
use crate::case::ItemRecord;
use crate::event::Subject;
use crate::item::{ContentClass, Disclosure};
use crate::party::{PartyKind, Role};

impl Filling<'_> {
    pub(super) fn item(&mut self, item: &ItemRecord) {
        for (fact, value) in &item.item.declared {
            // An item declares what it is; it cannot say who acts, who receives or how the law reads.
            let schema = self.facts.book.schema();
            let own = schema.fact(fact).is_some_and(|fact| schema.entry(fact).about == About::Item);
            if own {
                self.say(fact, value);
            }
        }
        self.established(About::Item, Subject::Item(item.item.id));
        self.set("content", item.item.class.as_str());
        if item.item.class == ContentClass::FinderIdentity {
            self.set_if_open("personal_data", self.finders_are_individuals());
        }
        let as_of = self.facts.case.disclosure_of(item, self.facts.at);
        let possible: Vec<FactValue> = Disclosure::ALL
            .into_iter()
            .filter(|state| (as_of.settled..=as_of.possible).contains(state))
            .map(|state| FactValue::symbol(state.as_str()))
            .collect();
        let schema = self.facts.book.schema();
        if let Some(index) = schema.fact_named("disclosure") {
            self.situation.narrow(schema, index, &possible);
        }
    }

    /// Whether whoever found or reported it is a person, whose name is personal information; not known of both kinds.
    fn finders_are_individuals(&self) -> Option<bool> {
        let finds = |role: &Role| matches!(role, Role::Finder | Role::Reporter);
        let finders = self.facts.case.parties().filter(|party| party.roles.iter().any(finds));
        let kinds: BTreeSet<bool> =
            finders.map(|party| party.kind == PartyKind::Individual).collect();
        let only = kinds.first().copied();
        only.filter(|_| kinds.len() == 1)
    }
}

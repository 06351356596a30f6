//! Parties that were found to be one: a maker that a report only names, and an organisation of the register or this
//! office itself.
//!
//! Nothing is rewritten: the record stays as it was [`written`](Case::written), and the case as it was known before
//! still has two. From the event on the record is read with the one party in both places, so that knowledge, duties,
//! clocks, directives and products go with it, and whatever event is added later is read so without being told. Every id
//! of a party in an event is a text of its own, which no other id is equal to.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Case, Coordination, EmbargoState, Phase};
use crate::event::{CaseEvent, PartiesUnited, Recorded};
use crate::id::PartyId;
use crate::party::Party;

/// Which parties were found to be which, and what each was called besides.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct United {
    /// The party that another was found to be, to the last.
    one: BTreeMap<PartyId, PartyId>,
    /// The names that it was known by.
    names: BTreeMap<PartyId, BTreeSet<String>>,
    /// The record as it was written.
    written: Vec<Recorded>,
}

impl United {
    fn find(&mut self, event: &PartiesUnited) {
        let with = self.of(event.with.id);
        if with == event.party {
            return;
        }
        for one in self.one.values_mut().filter(|one| **one == event.party) {
            *one = with;
        }
        self.one.insert(event.party, with);
        let mut names = self.names.remove(&event.party).unwrap_or_default();
        names.insert(event.name.clone());
        self.names.entry(with).or_default().extend(names);
    }

    fn of(&self, id: PartyId) -> PartyId {
        self.one.get(&id).copied().unwrap_or(id)
    }

    /// The same with the one party wherever another was named that it was found to be.
    fn read<T: Serialize + DeserializeOwned>(&self, what: T) -> T {
        if self.one.is_empty() {
            return what;
        }
        let texts: BTreeMap<String, String> =
            self.one.iter().map(|(from, to)| (from.to_string(), to.to_string())).collect();
        let Ok(mut value) = serde_json::to_value(&what) else { return what };
        renamed(&mut value, &texts);
        // What does not fit with one name twice is left as it is; the case answers for either id.
        serde_json::from_value(value).unwrap_or(what)
    }

    fn recorded(&self, one: &Recorded) -> Recorded {
        match &one.event {
            CaseEvent::PartiesUnited(_) => one.clone(),
            _ => self.read(one.clone()),
        }
    }
}

fn renamed(value: &mut Value, texts: &BTreeMap<String, String>) {
    match value {
        Value::String(text) => {
            if let Some(one) = texts.get(text) {
                text.clone_from(one);
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|one| renamed(one, texts)),
        Value::Object(fields) => {
            for (name, mut field) in std::mem::take(fields) {
                renamed(&mut field, texts);
                fields.insert(texts.get(&name).cloned().unwrap_or(name), field);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

impl Case {
    /// Its events as they were written, each with the parties as they were known then.
    pub fn written(&self) -> &[Recorded] {
        match self.united.written.is_empty() {
            true => &self.record,
            false => &self.united.written,
        }
    }

    /// The party that a party was found to be; itself where nobody found it to be another.
    pub fn one(&self, id: PartyId) -> PartyId {
        self.united.of(id)
    }

    /// What the party was called besides, before it was found to be this one.
    pub fn other_names(&self, id: PartyId) -> impl Iterator<Item = &str> {
        self.united.names.get(&self.one(id)).into_iter().flatten().map(String::as_str)
    }

    /// What would say that a party of the case is another, which keeps what is known of both; none where the case has no
    /// such party.
    pub fn uniting(&self, party: PartyId, with: &Party) -> Option<PartiesUnited> {
        let named = self.party(party)?;
        let mut one = self.party(with.id).unwrap_or(with).clone();
        one.established = one.established.or(named.established);
        one.present_in = one.present_in.or(named.present_in);
        one.acts_in = match (one.acts_in, &named.acts_in) {
            (Some(own), Some(other)) => Some(own.union(other).copied().collect()),
            (own, other) => own.or_else(|| other.clone()),
        };
        one.authority = one.authority.or_else(|| named.authority.clone());
        one.body = one.body.or(named.body);
        one.open_source_maintainer = one.open_source_maintainer.or(named.open_source_maintainer);
        one.steward = one.steward.or(named.steward);
        one.part_of = one.part_of.or(named.part_of).filter(|above| *above != party);
        one.roles.extend(named.roles.iter().copied());
        Some(PartiesUnited { party, name: named.name.clone(), with: one })
    }

    /// The same with the one party wherever another was named that it was found to be.
    pub(crate) fn as_one<T: Serialize + DeserializeOwned>(&self, what: T) -> T {
        self.united.read(what)
    }

    /// Keeps an event as it was written, where it is read otherwise.
    pub(super) fn keep_written(&mut self, recorded: &Recorded) {
        if !self.united.written.is_empty() {
            self.united.written.push(recorded.clone());
        }
    }

    /// Reads the whole record again, with one party in place of two.
    pub(super) fn unite(&mut self, recorded: Recorded, found: &PartiesUnited) {
        let mut written = self.written().to_vec();
        written.push(recorded);
        let mut united = std::mem::take(&mut self.united);
        united.find(found);
        self.parties.clear();
        self.products.clear();
        self.items.clear();
        self.facts.clear();
        self.rulings.clear();
        self.record.clear();
        self.phase = Phase::Opened;
        self.embargo = EmbargoState::None;
        self.coordination = Coordination::default();
        let read: Vec<Recorded> = written.iter().map(|one| united.recorded(one)).collect();
        united.written = written;
        self.united = united;
        for (place, one) in read.into_iter().enumerate() {
            // The opening is no step of the fold.
            if place > 0 {
                self.fold(&one);
            }
            self.record.push(one);
        }
        self.parties.retain(|id, _| !self.united.one.contains_key(id));
    }

    /// The party as it is known from the event on.
    pub(super) fn found_one(&mut self, found: &PartiesUnited) {
        let id = self.one(found.with.id);
        self.parties.insert(id, Party { id, ..found.with.clone() });
    }
}

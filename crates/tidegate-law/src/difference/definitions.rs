//! Everything but rules that is written differently: statutes, paraphrases, scopes, readings, facts, sentences about the
//! world, calendars, authorities. Each says how it matters for decisions; what cannot be told from the rules is never
//! said to matter nothing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Turn, Versions};
use crate::book::Book;
use crate::schema::FactEntry;
use crate::statute::{Reading, Statute};

/// What is written differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Definition {
    /// A statute: its front matter.
    Statute,
    /// An article: its heading, paraphrase or source.
    Article,
    /// A named scope.
    Scope,
    /// A doubt of the text with its readings.
    Reading,
    /// A fact of the schema.
    Fact,
    /// An act of the schema.
    Act,
    /// A start event of the schema.
    StartEvent,
    /// A sentence about the world.
    World,
    /// A calendar of holidays.
    Calendar,
    /// An authority of the register.
    Authority,
    /// A move that an answer may suggest.
    Move,
    /// The orders of steps for a collision.
    WayThrough,
}

/// How what is written differently matters for decisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Matters {
    /// Words alone.
    Words,
    /// Through the rules that use it, and each of these is compared.
    ThroughRules,
    /// Only what an answer suggests as a way out or through.
    Ways,
    /// What is true of the world: compared by itself.
    World,
    /// It can change what is decided where something is not known, whom a filing reaches, or when something is due; it
    /// is not proved to change nothing.
    Open,
}

/// Something that is written differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinitionChange {
    /// What it is.
    pub what: Definition,
    /// Its name: an id, a key, an article.
    pub name: String,
    /// Added, taken out or changed.
    pub turn: Turn,
    /// How it matters.
    pub matters: Matters,
}

/// One thing of a kind, with how it matters beside another version of it, which is none where it is new or gone.
type Same<'f, T> = &'f dyn Fn(Option<&T>, Option<&T>) -> Option<Matters>;

/// Everything but rules that is written differently, kind by kind.
pub(super) fn changes(versions: &Versions) -> Vec<DefinitionChange> {
    let mut all = Vec::new();
    let (old, new) = (&versions.old, &versions.new);
    statutes(old, new, &mut all);
    of_text(old, new, &mut all);
    of_schema(versions, &mut all);
    let words = |differ: bool, matters| differ.then_some(matters);
    let world = |book: &Book| -> BTreeMap<String, _> {
        book.world.iter().map(|one| (one.key.clone(), one.condition.clone())).collect()
    };
    let same = |a: Option<&_>, b: Option<&_>| words(a != b, Matters::World);
    beside(Definition::World, &world(old), &world(new), &same, &mut all);
    let same = |a: Option<&_>, b: Option<&_>| words(a != b, Matters::Open);
    beside(Definition::Calendar, &old.calendars, &new.calendars, &same, &mut all);
    let authorities = |book: &Book| -> BTreeMap<String, _> {
        book.authorities.iter().map(|one| (one.key.to_string(), one.clone())).collect()
    };
    let same = |a: Option<&_>, b: Option<&_>| words(a != b, Matters::Open);
    beside(Definition::Authority, &authorities(old), &authorities(new), &same, &mut all);
    let moves = |book: &Book| -> BTreeMap<String, _> {
        book.moves.iter().map(|one| (one.key.clone(), one.clone())).collect()
    };
    let same = |a: Option<&_>, b: Option<&_>| words(a != b, Matters::Ways);
    beside(Definition::Move, &moves(old), &moves(new), &same, &mut all);
    let ways = |book: &Book| -> BTreeMap<String, _> {
        book.throughs.iter().map(|one| (one.key.clone(), one.clone())).collect()
    };
    let same = |a: Option<&_>, b: Option<&_>| words(a != b, Matters::Ways);
    beside(Definition::WayThrough, &ways(old), &ways(new), &same, &mut all);
    let unfound = |book: &Book| -> BTreeMap<String, _> {
        book.unfound.iter().map(|one| (one.key.clone(), one.clone())).collect()
    };
    let same = |a: Option<&_>, b: Option<&_>| words(a != b, Matters::Words);
    beside(Definition::WayThrough, &unfound(old), &unfound(new), &same, &mut all);
    all
}

/// Notes what of a kind differs.
fn beside<T>(
    what: Definition,
    old: &BTreeMap<String, T>,
    new: &BTreeMap<String, T>,
    same: Same<'_, T>,
    all: &mut Vec<DefinitionChange>,
) {
    let names = old.keys().filter(|name| !new.contains_key(*name)).chain(new.keys());
    for name in names {
        let (before, after) = (old.get(name), new.get(name));
        let Some(matters) = same(before, after) else { continue };
        let turn = match (before, after) {
            (None, _) => Turn::Added,
            (Some(_), None) => Turn::Removed,
            (Some(_), Some(_)) => Turn::Changed,
        };
        all.push(DefinitionChange { what, name: name.clone(), turn, matters });
    }
}

fn statutes(old: &Book, new: &Book, all: &mut Vec<DefinitionChange>) {
    let named = |book: &Book| -> BTreeMap<String, Statute> {
        book.statutes.iter().map(|one| (one.matter.id.clone(), one.clone())).collect()
    };
    let same = |before: Option<&Statute>, after: Option<&Statute>| {
        let (Some(before), Some(after)) = (before, after) else {
            return Some(Matters::ThroughRules);
        };
        if (&before.matter, &before.preface) == (&after.matter, &after.preface) {
            return None;
        }
        let (one, other) = (&before.matter, &after.matter);
        let counts = |matter: &crate::statute::FrontMatter| {
            (matter.zone.clone(), matter.counting.clone(), matter.calendar.clone(), matter.force)
        };
        Some(if one.kind != other.kind {
            Matters::Open
        } else if (one.from, one.until) != (other.from, other.until) || counts(one) != counts(other)
        {
            Matters::ThroughRules
        } else {
            Matters::Words
        })
    };
    beside(Definition::Statute, &named(old), &named(new), &same, all);
}

/// Articles, scopes and readings.
fn of_text(old: &Book, new: &Book, all: &mut Vec<DefinitionChange>) {
    let articles = |book: &Book| -> BTreeMap<String, _> {
        let of = |statute: &Statute| {
            let id = statute.matter.id.clone();
            let named = statute.articles.iter().cloned();
            // Where an article stands in its file says nothing.
            named
                .map(move |one| (format!("{id} {}", one.number), (one.title, one.text, one.source)))
                .collect::<Vec<_>>()
        };
        book.statutes.iter().flat_map(of).collect()
    };
    let same = |a: Option<&_>, b: Option<&_>| (a != b).then_some(Matters::Words);
    beside(Definition::Article, &articles(old), &articles(new), &same, all);
    let scopes = |book: &Book| -> BTreeMap<String, _> {
        let named = book.scopes().map(|(statute, scope)| {
            let name = format!("{} {}", statute.matter.id, scope.key);
            (name, (scope.condition.clone(), scope.words.clone()))
        });
        named.collect()
    };
    let same = |a: Option<&(_, _)>, b: Option<&(_, _)>| {
        let condition = a.map(|one| &one.0) != b.map(|one| &one.0);
        (a != b).then_some(if condition { Matters::ThroughRules } else { Matters::Words })
    };
    beside(Definition::Scope, &scopes(old), &scopes(new), &same, all);
    let readings = |book: &Book| -> BTreeMap<String, Reading> {
        book.readings.iter().map(|one| (one.fact.to_string(), one.clone())).collect()
    };
    let same = |a: Option<&Reading>, b: Option<&Reading>| {
        let (Some(a), Some(b)) = (a, b) else { return Some(Matters::ThroughRules) };
        let said = |one: &Reading| {
            (one.article.clone(), one.question.clone(), one.why.clone(), one.values.clone())
        };
        if a.suggested != b.suggested {
            // Whoever adopts what the book proposes adopts something else.
            return Some(Matters::Open);
        }
        ((a.certainty, said(a)) != (b.certainty, said(b))).then_some(Matters::Words)
    };
    beside(Definition::Reading, &readings(old), &readings(new), &same, all);
}

/// Facts, acts and start events. Under a joint schema each version has those of both, so what one lacks is told apart by
/// the schemas as they were written.
fn of_schema(versions: &Versions, all: &mut Vec<DefinitionChange>) {
    let Some(own) = versions.own_schemas() else { return };
    let [old, new] = &own;
    let facts = |schema: &crate::schema::Schema| -> BTreeMap<String, FactEntry> {
        schema.facts().iter().map(|one| (one.name.to_string(), one.clone())).collect()
    };
    let same = |a: Option<&FactEntry>, b: Option<&FactEntry>| {
        let (Some(a), Some(b)) = (a, b) else { return Some(Matters::ThroughRules) };
        if (a.by, a.about, &a.assume) != (b.by, b.about, &b.assume) {
            return Some(Matters::Open);
        }
        let values = |one: &FactEntry| -> Vec<String> {
            one.values.iter().map(|entry| entry.value.to_string()).collect()
        };
        if values(a) != values(b) {
            return Some(Matters::ThroughRules);
        }
        (a != b).then_some(Matters::Words)
    };
    beside(Definition::Fact, &facts(old), &facts(new), &same, all);
    let acts = |schema: &crate::schema::Schema| -> BTreeMap<String, _> {
        let named = schema.acts().iter();
        named.map(|one| (one.name.clone(), (one.groups.clone(), one.words.clone()))).collect()
    };
    let same = |a: Option<&(Vec<String>, _)>, b: Option<&(Vec<String>, _)>| {
        let groups = a.map(|one| &one.0) != b.map(|one| &one.0);
        (a != b).then_some(if groups { Matters::ThroughRules } else { Matters::Words })
    };
    beside(Definition::Act, &acts(old), &acts(new), &same, all);
    let events = |schema: &crate::schema::Schema| -> BTreeMap<String, _> {
        let named = schema.start_events().iter();
        named.map(|one| (one.value.to_string(), one.words.clone())).collect()
    };
    let same = |a: Option<&_>, b: Option<&_>| (a != b).then_some(Matters::Words);
    beside(Definition::StartEvent, &events(old), &events(new), &same, all);
}

//! What a line of a scene says happened, as events of a case: for scenes, and for cases that are kept.
//!
//! A line names parties and products by their names in the case, content by its class. In a scene, parties, products
//! and items get ids made of their names, and content appears where it is first named. In a case that is kept, ids
//! are drawn by the caller, a name that is given again amends what is known, and a class of content stands for every
//! item of it that the case has. Nothing is recorded here and nothing is decided.

use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::TimeZone;
use sha2::{Digest as _, Sha256};
use tidegate_law::time::Occurred;
use tidegate_law::{About, Book, FactName, FactValue, RuleId, Schema};

use crate::act::{Act, Recipient};
use crate::case::Case;
use crate::digest::Digest;
use crate::event::{
    CaseEvent, ClockStarted, Disclosed, FactEstablished, FactWithdrawn, Filed, ItemAdded, Noted,
    Provided, Published, Subject,
};
use crate::id::{ItemId, ProductId};
use crate::item::{ContentClass, Disclosure, Item};
use crate::office::Bilingual;
use crate::scene::not_read::{Form, Kind, NotRead};
use crate::scene::parse::{Ask, Line, facts};
use crate::situation::Flow;

mod coordination;
mod embargo;
mod known;
mod named;

/// Whether the case is a scene or kept for good.
pub enum Keeping<'t> {
    /// A scene: ids are made of names, and content appears where it is named.
    Scene,
    /// A kept case: ids are drawn, and content is what the case has.
    Case(&'t dyn Fn() -> [u8; 16]),
}

/// What a line says happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// When; none where the line gives no time.
    pub occurred: Option<Occurred>,
    /// From what source.
    pub source: String,
    /// What.
    pub event: CaseEvent,
}

/// Reads lines against a case.
pub struct Teller<'t> {
    /// The book whose words are used.
    pub book: &'t Book,
    /// The case as it stands.
    pub case: &'t Case,
    /// The zone of times without offset.
    pub zone: &'t TimeZone,
    /// How ids are made.
    pub keeping: Keeping<'t>,
    /// The names of the office whose case it is: one stands for the other.
    pub office: Option<&'t Bilingual>,
}

/// Sixteen bytes that stand for a name in a scene, the same in every run.
pub(super) fn bytes(kind: &str, name: &str) -> [u8; 16] {
    let hash = Sha256::digest(format!("scene\0{kind}\0{name}").as_bytes());
    let mut id = [0; 16];
    id.iter_mut().zip(hash.iter()).for_each(|(to, from)| *to = *from);
    id
}

impl Teller<'_> {
    /// What a line says happened; nothing for a line that sets the scene or asks.
    ///
    /// # Errors
    /// A name or word that neither the case nor the book knows, with what would be right.
    pub fn tell(&self, line: &Line) -> Result<Vec<Told>, NotRead> {
        match line {
            Line::Zone(_)
            | Line::House(_)
            | Line::Position(..)
            | Line::At(_)
            | Line::Ask { .. } => Ok(Vec::new()),
            Line::Party { words, source } => Ok(always(source, vec![self.told_party(words)?])),
            Line::Product { words, source } => Ok(always(source, self.told_product(words)?)),
            Line::Event { time, words, source } => {
                let occurred = if time.is_empty() { None } else { Some(self.time(time)?) };
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                let mut all = Vec::new();
                for event in self.event(&words)? {
                    let appears = matches!(event, CaseEvent::ItemAdded(_));
                    all.push(Told {
                        occurred: if appears { None } else { occurred.clone() },
                        source: source.clone(),
                        event,
                    });
                }
                Ok(all)
            }
        }
    }

    /// A time in the zone of the teller.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn time(&self, text: &str) -> Result<Occurred, NotRead> {
        Ok(Occurred::parse(text, Some(self.zone))?)
    }

    /// The flow that a question asks about, and the content that has to be added to the case first: in a scene what
    /// is named for the first time, in a kept case what it does not have and the question supposes.
    ///
    /// # Errors
    /// A name or word that neither the case nor the book knows.
    pub fn flow(&self, ask: &Ask) -> Result<(Flow, Vec<CaseEvent>), NotRead> {
        let Ask::May { actor, act, content, product, to, facts } = ask else {
            return Err(NotRead::NotAFlow);
        };
        let (items, added) = self.items(content, product.as_deref(), true)?;
        let schema = self.book.schema();
        let mut of_flow = BTreeMap::new();
        for (fact, value) in facts {
            let value = FactValue::symbol(value);
            let index = schema.fact_named(fact).ok_or_else(|| no_fact(fact))?;
            schema.value(index, &value).ok_or_else(|| no_value(schema, fact, &value))?;
            of_flow.insert(FactName::new(fact), value);
        }
        let act = Act::from_word(act).ok_or_else(|| no_act(act))?;
        let from = self.party(actor)?.id;
        let flow = Flow {
            act,
            from,
            to: match to {
                Some(name) => self.recipient(name)?,
                // What is kept or bought goes to nobody.
                None if matches!(act, Act::Store | Act::Procure) => Recipient::Party(from),
                None => Recipient::public(),
            },
            items: items.into_iter().collect(),
            facts: of_flow,
        };
        Ok((flow, added))
    }

    fn event(&self, words: &[&str]) -> Result<Vec<CaseEvent>, NotRead> {
        if let Some(event) = self.coordination(words)? {
            return Ok(vec![event]);
        }
        match words {
            ["fact", rest @ ..] => self.fact(rest),
            ["embargo", rest @ ..] => self.embargo(rest),
            ["note", rest @ ..] if !rest.is_empty() => {
                Ok(vec![Noted { text: rest.join(" ") }.into()])
            }
            ["unknown", fact, rest @ ..] => self.unknown(fact, rest),
            ["same", named, one] => self.told_same(named, one),
            [content, "is", state] => {
                let (items, mut events) = self.items(content, None, false)?;
                let state = Disclosure::from_word(state).ok_or_else(|| no_state(state))?;
                events.push(Disclosed { items, state }.into());
                Ok(events)
            }
            [actor, "files", rule, "of", product, "to", to, rest @ ..] => {
                self.files(actor, rule, Some(product), to, rest)
            }
            [actor, "files", rule, "to", to, rest @ ..] => self.files(actor, rule, None, to, rest),
            [actor, "publishes", content, state @ ..] => self.publishes(actor, content, state),
            [
                actor,
                act @ ("shares" | "reports" | "notifies" | "sells" | "transfers"),
                content,
                "with" | "to",
                to,
            ] => {
                let from = self.party(actor)?.id;
                let to = self.recipient(to)?;
                let (items, mut events) = self.items(content, None, false)?;
                let act = match *act {
                    "shares" => Act::Share,
                    "reports" => Act::Report,
                    "notifies" => Act::Notify,
                    "transfers" => Act::Transfer,
                    _ => Act::Sell,
                };
                events.push(Provided { act, from, to, items, decision: None }.into());
                Ok(events)
            }
            [actor, event] => self.starts(actor, event, None),
            [actor, event, "of", product] => self.starts(actor, event, Some(product)),
            _ => Err(NotRead::form(Form::Event)),
        }
    }

    fn unknown(&self, fact: &str, rest: &[&str]) -> Result<Vec<CaseEvent>, NotRead> {
        let subject = match rest {
            [] => "",
            ["of", subject] => subject,
            _ => return Err(NotRead::form(Form::Unknown)),
        };
        let reason = "no longer known".to_owned();
        let name = FactName::new(fact);
        let about = self.subjects(&name, subject)?;
        let withdrawn =
            |about| FactWithdrawn { about, fact: name.clone(), reason: reason.clone() }.into();
        Ok(about.into_iter().map(withdrawn).collect())
    }

    fn publishes(
        &self,
        actor: &str,
        content: &str,
        state: &[&str],
    ) -> Result<Vec<CaseEvent>, NotRead> {
        let by = self.party(actor)?.id;
        let (items, mut events) = self.items(content, None, false)?;
        let published = Published { by, items: items.clone(), place: None, decision: None };
        events.push(published.into());
        match state {
            [] => {}
            ["as", word] => {
                let state = Disclosure::from_word(word).ok_or_else(|| no_state(word))?;
                events.push(Disclosed { items, state }.into());
            }
            _ => return Err(NotRead::form(Form::Publishes)),
        }
        Ok(events)
    }

    fn files(
        &self,
        actor: &str,
        rule: &str,
        product: Option<&str>,
        to: &str,
        rest: &[&str],
    ) -> Result<Vec<CaseEvent>, NotRead> {
        let (by, to) = (self.party(actor)?.id, self.recipient(to)?);
        let fields = match rest {
            ["with", fields] => fields.split(',').map(str::to_owned).collect(),
            [] => Vec::new(),
            _ => return Err(NotRead::form(Form::Event)),
        };
        let rule = match rule {
            "-" => None,
            written => {
                let found = RuleId::parse(written).and_then(|id| self.book.rule(&id));
                let found = found.filter(|rule| rule.duty.is_some());
                Some(found.ok_or_else(|| NotRead::nothing(Kind::Duty, written, []))?.id.to_string())
            }
        };
        let product = product.map(|name| self.product(name)).transpose()?.map(|one| one.id);
        let (items, reference, decision) = (BTreeSet::new(), None, None);
        Ok(vec![Filed { by, to, rule, product, fields, items, reference, decision }.into()])
    }

    fn starts(
        &self,
        actor: &str,
        event: &str,
        product: Option<&str>,
    ) -> Result<Vec<CaseEvent>, NotRead> {
        let party = self.party(actor)?.id;
        let schema = self.book.schema();
        if schema.start_event(event).is_none() {
            let known = schema.start_events().iter().map(|entry| entry.value.as_str());
            return Err(NotRead::nothing(Kind::Start, event, known));
        }
        let start = event.parse()?;
        let product = product.map(|name| self.product(name)).transpose()?.map(|one| one.id);
        Ok(vec![ClockStarted { party, start, product }.into()])
    }

    /// `NAME=VALUE, … [of SUBJECT]`.
    fn fact(&self, words: &[&str]) -> Result<Vec<CaseEvent>, NotRead> {
        let text = words.join(" ");
        let (list, subject) = text.split_once(" of ").unwrap_or((&text, ""));
        let mut events = Vec::new();
        for (name, value) in facts(list)? {
            events.extend(self.establish(&name, &value, subject)?);
        }
        if events.is_empty() { Err(NotRead::form(Form::Event)) } else { Ok(events) }
    }

    /// That a fact has a value; `subject` is the name of a party or product, a class of content or the id of an
    /// item, and empty for the flaw itself.
    ///
    /// # Errors
    /// A fact or value that the book does not have, or a subject that the fact is not about.
    pub fn establish(
        &self,
        name: &str,
        value: &str,
        subject: &str,
    ) -> Result<Vec<CaseEvent>, NotRead> {
        let schema = self.book.schema();
        let index = schema.fact_named(name).ok_or_else(|| no_fact(name))?;
        let value = FactValue::symbol(value);
        schema.value(index, &value).ok_or_else(|| no_value(schema, name, &value))?;
        let fact = FactName::new(name);
        let about = self.subjects(&fact, subject)?;
        let established =
            |about| FactEstablished { about, fact: fact.clone(), value: value.clone() }.into();
        Ok(about.into_iter().map(established).collect())
    }

    /// What a fact is said of.
    fn subjects(&self, fact: &FactName, subject: &str) -> Result<Vec<Subject>, NotRead> {
        let found = match subject {
            "" => vec![Subject::Case(self.case.id())],
            name => match (self.find_party(name), self.find_product(name)) {
                (Some(party), _) => vec![Subject::Party(party.id)],
                (None, Some(product)) => vec![Subject::Product(product.id)],
                (None, None) => {
                    let (items, _) = self.items(name, None, false)?;
                    items.into_iter().map(Subject::Item).collect()
                }
            },
        };
        match self.keeping {
            Keeping::Scene => Ok(found),
            Keeping::Case(_) => self.fitting(fact, subject, found),
        }
    }

    /// A fact of a kept case must be about what the book says it is about, or no rule would ever read it.
    fn fitting(
        &self,
        fact: &FactName,
        subject: &str,
        found: Vec<Subject>,
    ) -> Result<Vec<Subject>, NotRead> {
        let schema = self.book.schema();
        let index = schema.fact(fact).ok_or_else(|| no_fact(fact.as_str()))?;
        let fits = |one: &Subject, about: About| match about {
            About::Vulnerability => matches!(one, Subject::Case(_)),
            About::Product => matches!(one, Subject::Product(_)),
            About::Item => matches!(one, Subject::Item(_)),
            About::Actor | About::Recipient => matches!(one, Subject::Party(_)),
            About::Flow | About::Reading => false,
        };
        let about = schema.entry(index).about;
        if found.iter().all(|one| fits(one, about)) {
            return Ok(found);
        }
        let only_product: Vec<ProductId> = self.case.products().map(|product| product.id).collect();
        match (about, only_product.as_slice()) {
            (About::Product, [only]) if subject.is_empty() => Ok(vec![Subject::Product(*only)]),
            (about, _) => Err(NotRead::About { fact: fact.to_string(), about }),
        }
    }

    /// The items that a text names: ids and classes of content with commas between them, perhaps about one product. What
    /// is named and not there is added where the keeping or `suppose` lets it.
    ///
    /// # Errors
    /// A text that names no content, or content that the case does not have.
    pub fn items(
        &self,
        content: &str,
        product: Option<&str>,
        suppose: bool,
    ) -> Result<(BTreeSet<ItemId>, Vec<CaseEvent>), NotRead> {
        let (mut all, mut added) = (BTreeSet::new(), Vec::new());
        for one in content.split(',').map(str::trim) {
            let (items, events) = self.items_of(one, product, suppose)?;
            all.extend(items);
            added.extend(events);
        }
        Ok((all, added))
    }

    fn items_of(
        &self,
        content: &str,
        product: Option<&str>,
        suppose: bool,
    ) -> Result<(BTreeSet<ItemId>, Vec<CaseEvent>), NotRead> {
        let product_id = product.map(|name| self.product(name)).transpose()?.map(|found| found.id);
        if let Ok(id) = content.parse::<ItemId>() {
            let item = self.case.item(id);
            item.ok_or_else(|| NotRead::nothing(Kind::Item, content, []))?;
            return Ok((BTreeSet::from([id]), Vec::new()));
        }
        let class = ContentClass::from_word(content).ok_or_else(|| NotRead::no_content(content))?;
        let (found, new) = match self.keeping {
            Keeping::Scene => {
                let name = format!("{content} {}", product.unwrap_or(""));
                let id = ItemId::from_bytes(bytes("item", &name));
                (BTreeSet::from([id]), (self.case.item(id).is_none()).then_some(id))
            }
            Keeping::Case(draw) => {
                let mine = |item: &Item| {
                    item.class == class
                        && product_id.is_none_or(|id| item.product.is_none_or(|of| of == id))
                };
                let found: BTreeSet<ItemId> = self
                    .case
                    .items()
                    .filter(|record| !record.erased && mine(&record.item))
                    .filter(|record| !self.case.is_sent(record.item.id))
                    .map(|record| record.item.id)
                    .collect();
                match (found.is_empty(), suppose) {
                    (false, _) => (found, None),
                    (true, true) => {
                        let id = ItemId::from_bytes(draw());
                        (BTreeSet::from([id]), Some(id))
                    }
                    (true, false) => return Err(self.not_held(content)),
                }
            }
        };
        let added = new.map(|id| {
            let item = Item {
                id,
                class,
                product: product_id,
                digest: Digest::of(content.as_bytes()),
                report: None,
                declared: BTreeMap::new(),
                confidential: false,
            };
            ItemAdded { item, held_by: None }.into()
        });
        Ok((found, added.into_iter().collect()))
    }

    /// That the case has no content of a class, and which it has.
    #[must_use]
    pub fn not_held(&self, content: &str) -> NotRead {
        let held: BTreeSet<&str> =
            self.case.items().map(|record| record.item.class.as_str()).collect();
        let held = held.into_iter().map(str::to_owned).collect();
        NotRead::NotHeld { class: content.to_owned(), held }
    }
}

fn no_fact(name: &str) -> NotRead {
    NotRead::nothing(Kind::Fact, name, [])
}

pub(super) fn no_value(schema: &Schema, fact: &str, value: &FactValue) -> NotRead {
    let entry = schema.fact_named(fact).map(|index| schema.entry(index));
    let values = entry.into_iter().flat_map(|entry| &entry.values);
    let known = values.map(|one| one.value.as_str().to_owned()).collect();
    NotRead::NoValue { fact: fact.to_owned(), value: value.to_string(), known }
}

fn always(source: &str, events: Vec<CaseEvent>) -> Vec<Told> {
    let told = |event| Told { occurred: None, source: source.to_owned(), event };
    events.into_iter().map(told).collect()
}

fn no_act(act: &str) -> NotRead {
    NotRead::nothing(Kind::Act, act, Act::ALL.iter().map(|act| act.as_str()))
}

fn no_state(state: &str) -> NotRead {
    NotRead::nothing(Kind::State, state, Disclosure::ALL.iter().map(|state| state.as_str()))
}

//! A question of one's own: choices that become facts, and the answer beside them.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use tidegate_core::act::Act;
use tidegate_law::{
    About, Adoption, Book, FactEntry, FactIndex, FactName, FactValue, KnownBy, Names, StatuteKind,
};

use crate::question::{self, Described};
use crate::say::error::Said;
use crate::say::told::{GroundTold, Told};
use crate::web::access::{Access, Route};
use crate::web::{Frame, Page, Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/ask/own", Access::Anybody, own)]
}

/// A choice among values.
struct Choice {
    name: String,
    label: String,
    options: Vec<Chosen>,
}

/// One value of a choice.
struct Chosen {
    value: String,
    text: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "ask-own.html")]
struct OwnPage {
    frame: Frame,
    choices: Vec<Choice>,
    further: Vec<Choice>,
    further_open: bool,
    house: bool,
    day: String,
    left_out: Option<String>,
    told: Told,
    link: String,
}

type Asked = BTreeMap<String, String>;

/// The roles that one may choose, with the fact whose sentence names each.
const ROLES: [&str; 7] =
    ["finder", "provider", "operator", "critical", "collector", "platform", "steward"];

/// How a further fact is named in the address.
const FURTHER: &str = "f-";

async fn own(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Wrong> {
    let (frame, book) = (visit.frame(), visit.house.book());
    let now = visit.house.now().to_zoned_datetime(TimeZone::UTC).date();
    let day = asked.get("at").and_then(|text| text.parse::<Date>().ok()).unwrap_or(now);
    let at = day.to_zoned_datetime(TimeZone::UTC).map_or(visit.house.now(), |at| at.timestamp());
    let house = asked.get("house").is_some_and(|value| value == "on");
    let adoption = adoption(book, house, day);
    let asked = asked_about(book, asked);
    let described = described(&asked);
    let (told, left_out) = match question::answer(book, &described, &adoption, at) {
        Ok(told) => (told, None),
        Err(error) => {
            // What is not understood is left out and said; the rest of a bare question still has an answer.
            let bare = described_bare();
            let told = question::answer(book, &bare, &adoption, at).map_err(|_| Wrong::Fault)?;
            (told, Some(error.said(frame.voice())))
        }
    };
    let further = further(book, &asked, &frame);
    let page = OwnPage {
        choices: choices(book, &asked, &frame),
        further_open: asked
            .iter()
            .any(|(key, value)| key.starts_with(FURTHER) && !value.is_empty()),
        further,
        house,
        day: day.to_string(),
        left_out,
        told,
        link: link(&visit, &asked),
        frame,
    };
    Ok(Page(page).into_response())
}

/// The act that is asked about.
fn act(asked: &Asked) -> Act {
    asked.get("act").and_then(|word| Act::from_word(word)).unwrap_or(Act::Share)
}

/// What was said of what the act is asked about; what other acts turn on was said of another question.
fn asked_about(book: &Book, mut asked: Asked) -> Asked {
    let needs = Needs::of(book, act(&asked));
    asked.retain(|name, _| match name.strip_prefix(FURTHER) {
        // What the book does not know is left in, so that the answer can say so.
        Some(fact) => book.schema().fact_named(fact).is_none_or(|fact| needs.facts.contains(&fact)),
        None => needs.asks(name),
    });
    asked
}

/// What an answer about an act turns on.
struct Needs<'b> {
    book: &'b Book,
    act: Act,
    /// Every fact that some rule about the act looks at.
    facts: BTreeSet<FactIndex>,
}

impl<'b> Needs<'b> {
    fn of(book: &'b Book, act: Act) -> Self {
        let index = book.schema().act(act.as_str());
        let rules = index
            .into_iter()
            .flat_map(|index| book.rules().iter().flat_map(move |rule| rule.facts_about(index)));
        Self { book, act, facts: rules.collect() }
    }

    /// Whether rules about the act look at a fact of this name, or at one that begins so.
    fn looks_at(&self, name: &str) -> bool {
        let schema = self.book.schema();
        self.facts.iter().any(|fact| schema.entry(*fact).name.as_str().starts_with(name))
    }

    /// Whether the act is towards somebody.
    fn has_recipient(&self) -> bool {
        self.act.conveys() || self.act == Act::Assist || self.looks_at("recipient")
    }

    /// Whether a question of the form is one about the act.
    fn asks(&self, name: &str) -> bool {
        match name {
            "content" => self.act.is_with_content(),
            "state" => self.act.is_with_content() && self.looks_at("disclosure"),
            "role" => question::ROLES.iter().any(|(_, fact)| self.looks_at(fact)),
            "place" => ["actor_place", "actor_acts_in_", "actor_in_"]
                .iter()
                .any(|fact| self.looks_at(fact)),
            // What is published is for everybody.
            "recipient" => self.act != Act::Publish && self.has_recipient(),
            "recipient_place" => match self.act {
                Act::Publish => false,
                Act::Store => self.looks_at("kept_in"),
                _ => self.looks_at("recipient_place"),
            },
            "product_in" => self.looks_at("product_in_"),
            _ => true,
        }
    }
}

/// The address of this question, without what was left open.
fn link(visit: &Visit, asked: &Asked) -> String {
    let said: Vec<(&String, &String)> =
        asked.iter().filter(|(key, value)| *key != "lang" && !value.is_empty()).collect();
    let query = serde_urlencoded::to_string(said).unwrap_or_default();
    format!("{}/ask/own?{query}", visit.house.public())
}

fn adoption(book: &Book, house: bool, day: Date) -> Adoption {
    let mut adoption =
        Adoption { positions: book.suggested_positions(day, "book"), ..Adoption::default() };
    if house {
        let rules = book.statutes().iter().filter(|s| s.matter.kind == StatuteKind::House);
        adoption.house.extend(rules.map(|statute| statute.matter.id.clone()));
    }
    adoption
}

fn described(asked: &Asked) -> Described {
    let said = |key: &str| asked.get(key).filter(|value| !value.is_empty()).cloned();
    let product_in = match said("product_in").as_deref() {
        Some("cn") => vec!["CN".to_owned()],
        Some("eu") => vec!["EU".to_owned()],
        Some("both") => vec!["CN".to_owned(), "EU".to_owned()],
        Some("elsewhere") => vec!["US".to_owned()],
        _ => Vec::new(),
    };
    let facts = asked.iter().filter_map(|(key, value)| {
        let fact = key.strip_prefix(FURTHER).filter(|_| !value.is_empty())?;
        Some((fact.to_owned(), value.clone()))
    });
    Described {
        act: said("act").unwrap_or_else(|| "share".to_owned()),
        content: said("content").unwrap_or_else(|| "technical".to_owned()),
        state: said("state"),
        roles: said("role").into_iter().collect(),
        actor_place: said("place"),
        recipient: said("recipient"),
        recipient_place: said("recipient_place"),
        product_in,
        facts: facts.collect(),
    }
}

/// A question in which nothing is said but what must be.
fn described_bare() -> Described {
    described(&Asked::new())
}

fn choices(book: &Book, asked: &Asked, frame: &Frame) -> Vec<Choice> {
    let schema = book.schema();
    let acts = schema.acts().iter().filter(|act| Act::from_word(&act.name).is_some());
    let acts = acts.map(|act| (act.name.clone(), frame.pick(&act.words).to_owned()));
    let values = |fact: &str| -> Vec<(String, String)> {
        let entry = schema.fact_named(fact).map(|index| schema.entry(index));
        let values = entry.map(|entry| entry.values.as_slice()).unwrap_or_default();
        let said = |value: &tidegate_law::ValueEntry| {
            (value.value.to_string(), frame.pick(&value.words).to_owned())
        };
        values.iter().map(said).collect()
    };
    let roles = ROLES.iter().map(|role| {
        let fact = question::ROLES.iter().find(|(name, _)| name == role).map(|(_, fact)| *fact);
        let entry = fact.and_then(|fact| schema.fact_named(fact)).map(|index| schema.entry(index));
        let words = entry.and_then(|entry| said_true(entry, frame));
        ((*role).to_owned(), words.unwrap_or_else(|| (*role).to_owned()))
    });
    let places = || {
        let place = |value: &str, id: &str| (value.to_owned(), frame.say(id));
        vec![
            place("cn", "ask-own-place-cn"),
            place("hk_mo_tw", "ask-own-place-hk"),
            place("foreigner_in_cn", "ask-own-place-foreigner"),
            place("abroad", "ask-own-place-abroad"),
        ]
    };
    let markets = vec![
        ("cn".to_owned(), frame.say("ask-own-cn")),
        ("eu".to_owned(), frame.say("ask-own-eu")),
        ("both".to_owned(), frame.say("ask-own-both")),
        ("elsewhere".to_owned(), frame.say("ask-own-elsewhere")),
    ];
    let choice = |name: &str, label: &str, options, open: bool, first: &str| {
        choose(asked, frame, name, frame.say(label), options, open, first)
    };
    let needs = Needs::of(book, act(asked));
    let where_to = match needs.act {
        Act::Store => "ask-own-kept-in",
        _ => "ask-own-recipient-place",
    };
    let all = [
        choice("act", "ask-own-act", acts.collect(), false, "share"),
        choice("content", "ask-own-content", values("content"), false, "technical"),
        choice("state", "ask-own-state", values("disclosure"), true, ""),
        choice("role", "ask-own-role", roles.collect(), true, ""),
        choice("place", "ask-own-place", places(), true, ""),
        choice("recipient", "ask-own-recipient", values("recipient"), true, ""),
        choice("recipient_place", where_to, places(), true, ""),
        choice("product_in", "ask-own-product-in", markets, true, ""),
    ];
    all.into_iter().filter(|choice| needs.asks(&choice.name)).collect()
}

/// Facts that somebody may know, that the act turns on, and that the choices above leave open: those that the actor, an authority or the
/// world makes true. What only rules ask that begin with a tie on record is left to cases, which hold ties.
fn further(book: &Book, asked: &Asked, frame: &Frame) -> Vec<Choice> {
    let schema = book.schema();
    let on_record = |fact: &FactIndex| schema.entry(*fact).by == KnownBy::Record;
    let index = schema.act(act(asked).as_str());
    let rules = index
        .into_iter()
        .flat_map(|index| book.rules().iter().map(move |rule| rule.facts_about(index)));
    let general: BTreeSet<&FactName> = rules
        .filter(|facts| !facts.iter().any(on_record))
        .flatten()
        .map(|fact| &schema.entry(fact).name)
        .collect();
    let open = |entry: &&FactEntry| {
        general.contains(&entry.name)
            && matches!(entry.by, KnownBy::Actor | KnownBy::Authority | KnownBy::World)
            && entry.about != About::Reading
            // Where something is kept is asked above.
            && entry.name.as_str() != "kept_in"
    };
    let entries = book.schema().facts().iter().filter(open);
    let choice = |entry: &FactEntry| {
        let label = said_true(entry, frame).unwrap_or_else(|| left_open(entry, frame));
        let options = match entry.boolean {
            true => vec![
                ("true".to_owned(), frame.say("ask-own-yes")),
                ("false".to_owned(), frame.say("ask-own-no")),
            ],
            false => entry
                .values
                .iter()
                .map(|value| (value.value.to_string(), frame.pick(&value.words).to_owned()))
                .collect(),
        };
        let name = format!("{FURTHER}{}", entry.name);
        choose(asked, frame, &name, label, options, true, "")
    };
    entries.map(choice).collect()
}

/// The sentence of a fact if it is true, with the two sides named in general.
fn said_true(entry: &FactEntry, frame: &Frame) -> Option<String> {
    let value = FactValue::boolean(true);
    let said = || entry.say(&value, &Names::default(), frame.language());
    entry.boolean.then(said)
}

/// The sentence of an enumeration, with the place of its value left open.
fn left_open(entry: &FactEntry, frame: &Frame) -> String {
    entry.say(&FactValue::symbol("…"), &Names::default(), frame.language())
}

fn choose(
    asked: &Asked,
    frame: &Frame,
    name: &str,
    label: String,
    options: Vec<(String, String)>,
    open: bool,
    first: &str,
) -> Choice {
    let chosen = asked.get(name).map_or(first, String::as_str);
    let unknown = open.then(|| (String::new(), frame.say("ask-own-unknown")));
    let options = unknown.into_iter().chain(options).map(|(value, text)| {
        let chosen = value == chosen;
        Chosen { value, text, chosen }
    });
    Choice { name: name.to_owned(), label, options: options.collect() }
}

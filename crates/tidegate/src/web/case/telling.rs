//! Telling a case: a fact of the book with its source and time, or what happened in the words of scenes.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use tidegate_core::case::Case;
use tidegate_core::command::{Command, Verb};
use tidegate_core::event::{FactEstablished, FactWithdrawn, Subject};
use tidegate_core::office::Office;
use tidegate_law::time::Occurred;
use tidegate_law::{About, Book, FactEntry, FactName, FactValue, KnownBy, Names};

use super::asking::Choice;
use super::{Address, back, opened, recomputed, recorded_at};
use crate::desk::Order;
use crate::errand::{Agreed, Errand};
use crate::say::happened::Happened;
use crate::say::told::own_call;
use crate::web::access::{CASE_WORK, Route};
use crate::web::wrong::in_both;
use crate::web::{Frame, Page, Posted, Visit, Wrong};
use crate::words::Voice;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/at/{office}/cases/{handle}/fact", CASE_WORK, form),
        Route::post("/at/{office}/cases/{handle}/fact", CASE_WORK, establish),
        Route::post("/at/{office}/cases/{handle}/tell", CASE_WORK, tell),
        Route::post("/at/{office}/cases/{handle}/embargo", CASE_WORK, embargo),
    ]
}

/// How the form says that a fact is not known after all.
const UNKNOWN: &str = "?";

#[derive(Debug, Default, Deserialize)]
struct Sought {
    #[serde(default)]
    fact: String,
}

/// The values of the fact that was chosen, and what it may be about.
struct Chosen {
    name: String,
    values: Vec<Choice>,
    subjects: Vec<Choice>,
    known_by: String,
}

#[derive(Template)]
#[template(path = "case-fact.html")]
struct FactPage {
    frame: Frame,
    slug: String,
    handle: String,
    zone: String,
    facts: Vec<Choice>,
    chosen: Option<Chosen>,
}

async fn form(
    visit: Visit,
    Path((_, handle)): Address,
    Query(sought): Query<Sought>,
) -> Result<Response, Wrong> {
    let case = opened(&visit, &handle, "establishing a fact").await?;
    let (hosted, book, frame) = (visit.office()?, visit.house.book(), visit.frame());
    let entries = || book.schema().facts().iter().filter(|entry| of_a_case(entry));
    let facts = entries().map(|entry| Choice {
        value: entry.name.to_string(),
        text: sentence(book, entry, &entry_value(entry), &frame),
        chosen: entry.name.as_str() == sought.fact,
    });
    let chosen = entries().find(|entry| entry.name.as_str() == sought.fact);
    let chosen = chosen.map(|entry| chosen_of(book, hosted.office(), &case, entry, &frame));
    let page = FactPage {
        slug: hosted.slug().to_string(),
        handle: case.label().to_owned(),
        zone: hosted.office().zone.name().to_owned(),
        facts: facts.collect(),
        chosen,
        frame,
    };
    Ok(Page(page).into_response())
}

/// Whether somebody can establish the fact in a case: what follows from others, what an office reads into a text, and
/// what a single flow says of itself are not established there.
pub(super) fn of_a_case(entry: &FactEntry) -> bool {
    let stated = !matches!(entry.by, KnownBy::Derived | KnownBy::Reading);
    stated && !matches!(entry.about, About::Flow | About::Reading)
}

/// The value whose sentence names the fact in a list: that it holds.
fn entry_value(entry: &FactEntry) -> FactValue {
    entry.values.last().map_or_else(|| FactValue::boolean(true), |last| last.value.clone())
}

fn sentence(book: &Book, entry: &FactEntry, value: &FactValue, frame: &Frame) -> String {
    let finding = tidegate_law::Finding { fact: entry.name.clone(), value: value.clone() };
    book.say(&finding, &Names::default(), frame.language())
}

fn chosen_of(
    book: &Book,
    office: &Office,
    case: &Case,
    entry: &FactEntry,
    frame: &Frame,
) -> Chosen {
    let called = own_call(office);
    let values = entry.values.iter().map(|value| Choice {
        value: value.value.to_string(),
        text: sentence(book, entry, &value.value, frame),
        chosen: false,
    });
    let unknown =
        Choice { value: UNKNOWN.to_owned(), text: frame.say("case-fact-unknown"), chosen: false };
    let happened = Happened { book, case, called: &called, voice: frame.voice() };
    let subjects = subjects(case, entry.about).into_iter().map(|subject| Choice {
        value: subject.to_string(),
        text: happened.subject(subject).unwrap_or_else(|| frame.say("case-fact-the-flaw")),
        chosen: false,
    });
    Chosen {
        name: entry.name.to_string(),
        values: values.chain([unknown]).collect(),
        subjects: subjects.collect(),
        known_by: frame.known_by(&entry.by),
    }
}

/// What a fact of this sort may be about in a case.
pub(super) fn subjects(case: &Case, about: About) -> Vec<Subject> {
    match about {
        About::Vulnerability => vec![Subject::Case(case.id())],
        About::Product => case.products().map(|product| Subject::Product(product.id)).collect(),
        About::Item => case.items().map(|record| Subject::Item(record.item.id)).collect(),
        About::Actor | About::Recipient => {
            case.parties().map(|party| Subject::Party(party.id)).collect()
        }
        About::Flow | About::Reading => Vec::new(),
    }
}

#[derive(Debug, Deserialize)]
struct Stated {
    fact: String,
    value: String,
    about: String,
    #[serde(default)]
    time: String,
    source: String,
}

async fn establish(Path((_, handle)): Address, posted: Posted<Stated>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let case = opened(&visit, &handle, "establishing a fact").await?;
    let (hosted, book) = (visit.office()?, visit.house.book());
    let source = fields.source.trim();
    if source.is_empty() {
        return Err(Wrong::Asked(Voice::in_both(|voice| voice.say("case-fact-no-source"))));
    }
    let entry = book.schema().facts().iter().find(|entry| entry.name.as_str() == fields.fact);
    let entry = entry.filter(|entry| of_a_case(entry)).ok_or(Wrong::Form)?;
    let about = subjects(&case, entry.about);
    let about = about.into_iter().find(|subject| subject.to_string() == fields.about);
    let about = about.ok_or(Wrong::Form)?;
    let verb = stated(entry, about, &fields.value, source).ok_or(Wrong::Form)?;
    let mut command = Command::new(verb, source);
    let time = fields.time.trim();
    if !time.is_empty() {
        let occurred = Occurred::parse(time, Some(&hosted.office().zone.rules()));
        command = command.when(occurred.map_err(|error| Wrong::Asked(in_both(&error)))?);
    }
    let actor = visit.member()?.actor();
    let ack = hosted.desk().act(&actor, case.id(), &Order::new(command)).await?;
    recomputed(&visit, hosted, case.id()).await;
    Ok(back(hosted, &handle, ack.leaves.start))
}

/// The command that records a value of a fact, or that it is not known after all.
fn stated(entry: &FactEntry, about: Subject, value: &str, source: &str) -> Option<Verb> {
    let fact: FactName = entry.name.clone();
    if value == UNKNOWN {
        return Some(Verb::WithdrawFact(FactWithdrawn { about, fact, reason: source.to_owned() }));
    }
    let known = entry.values.iter().find(|known| known.value.as_str() == value)?;
    Some(Verb::EstablishFact(FactEstablished { about, fact, value: known.value.clone() }))
}

#[derive(Debug, Deserialize)]
struct Lines {
    lines: String,
    source: String,
}

/// Records what happened, line by line; every line is tried on the case before the first is recorded.
async fn tell(Path((_, handle)): Address, posted: Posted<Lines>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let (hosted, actor) = (visit.office()?, visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let recorded = errand.tell(&handle, &fields.lines, &fields.source).await?;
    Ok(recorded_at(&visit, hosted, &recorded).await)
}

/// Records an embargo that was agreed. A form gives each party that was ticked as a field of its own.
async fn embargo(
    Path((_, handle)): Address,
    posted: Posted<Vec<(String, String)>>,
) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let (hosted, actor) = (visit.office()?, visit.member()?.actor());
    let of = |name: &str| -> Vec<&str> {
        let mine = fields.iter().filter(|(field, _)| field == name);
        mine.map(|(_, value)| value.trim()).filter(|value| !value.is_empty()).collect()
    };
    let first = |name: &str| of(name).first().copied();
    let parties = of("party");
    let agreed = Agreed { parties: &parties, until: first("until"), terms: first("terms") };
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let recorded = errand.embargo(&handle, agreed, first("source").unwrap_or_default()).await?;
    Ok(recorded_at(&visit, hosted, &recorded).await)
}

//! A case as an organisation that takes part in it may know it, and what it says there.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Deserialize;
use tidegate_law::Finding;

use super::super::access::{OUR_CASES, Route};
use super::super::case::{Choice, recomputed};
use super::super::cases::DueShown;
use super::super::directing::{DirectiveShown, directive};
use super::super::report::{Read, read};
use super::super::thread::{Shown, asked};
use super::super::{Frame, Page, Posted, Visit, Wrong};
use crate::errand::{Answering, Errand, NotDone, Showing, own_facts, us};
use crate::finder::message::LONGEST;
use crate::say::error::Said as _;
use crate::say::happened::phase;
use crate::say::instant;
use crate::say::opened::bytes;
use crate::say::ours::{OurCaseTold, OurDutyTold};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/at/{office}/ours/{handle}", OUR_CASES, show),
        Route::post("/at/{office}/ours/{handle}/write", OUR_CASES, write),
        Route::post("/at/{office}/ours/{handle}/acknowledge", OUR_CASES, acknowledge),
        Route::post("/at/{office}/ours/{handle}/say", OUR_CASES, say),
        Route::post("/at/{office}/ours/{handle}/directives/{directive}/answer", OUR_CASES, answer),
        Route::post("/at/{office}/ours/{handle}/directives/{directive}/report", OUR_CASES, report),
    ]
}

type Address = Path<(String, String)>;

#[derive(Template)]
#[template(path = "ours-case.html")]
struct CasePage {
    frame: Frame,
    slug: String,
    rules: TimeZone,
    zone: String,
    told: OurCaseTold,
    directives: Vec<DirectiveShown>,
    facts: Vec<Choice>,
    most: usize,
    room: (u64, usize),
    typed: String,
    problem: Option<String>,
    wrote: bool,
    thread: Shown,
    /// How many people of the office read what is written here.
    readers: usize,
}

impl CasePage {
    /// A report by its fields; empty for what is none.
    fn read(&self, text: &str) -> Vec<Read> {
        read(text, &self.frame)
    }

    fn when(&self, at: &Timestamp) -> String {
        instant(*at, &self.rules)
    }

    fn size(&self, size: &u64) -> String {
        bytes(*size)
    }

    fn phase(&self) -> String {
        self.frame.say(phase(&self.told.state))
    }

    fn due(&self, duty: &OurDutyTold) -> Option<DueShown> {
        duty.due.map(|due| DueShown::of(due, self.told.at, &self.rules, &self.frame))
    }
}

#[derive(Deserialize)]
struct Written {
    #[serde(default)]
    text: String,
}

/// What somebody of the bearer answers to a directive.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Answered {
    answer: String,
    until: String,
    reasons: String,
}

/// What somebody of the bearer reports.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Reported {
    measure: u32,
    text: String,
    shown_done: String,
    shown_of: String,
    shown_before: String,
    shown_after: String,
    shown_on: String,
    shown_who: String,
}

/// Office, handle and directive, as the address has them.
type OfDirective = Path<(String, String, String)>;

#[derive(Deserialize)]
struct Nothing {}

#[derive(Deserialize)]
struct Saying {
    #[serde(default)]
    fact: String,
}

async fn show(visit: Visit, Path((_, handle)): Address) -> Result<Response, Wrong> {
    let wrote = visit.uri.query().is_some_and(|query| query.split('&').any(|one| one == "wrote"));
    shown(&visit, &handle, wrote, None).await
}

/// The page; with what was typed and what is wrong with it, where a message could not be sent.
async fn shown(
    visit: &Visit,
    handle: &str,
    wrote: bool,
    refused: Option<(String, String)>,
) -> Result<Response, Wrong> {
    let (frame, hosted, member) = (visit.frame(), visit.office()?, visit.member()?);
    let (actor, book) = (member.actor(), visit.house.book());
    let errand = Errand { desk: hosted.desk(), book, actor: &actor };
    let told = errand.our_case(handle, &member.name).await?;
    let status = match refused {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let (problem, typed) = refused.unzip();
    let names = us();
    let choices = |entry: &tidegate_law::FactEntry| -> Vec<Choice> {
        let choice = |value: &tidegate_law::ValueEntry| {
            let finding = Finding { fact: entry.name.clone(), value: value.value.clone() };
            Choice {
                value: format!("{}={}", entry.name, value.value),
                text: book.say(&finding, &names, frame.language()),
                chosen: false,
            }
        };
        entry.values.iter().rev().map(choice).collect()
    };
    let place = format!("/at/{}/ours/{}", hosted.slug(), told.handle);
    let page = CasePage {
        slug: hosted.slug().to_string(),
        directives: told
            .directives
            .iter()
            .map(|one| directive(one, &place, &frame, &hosted.office().zone.rules()))
            .collect(),
        thread: Shown::of(told.messages.len(), asked(&visit.uri), &frame),
        readers: errand.readers().await?,
        rules: hosted.office().zone.rules(),
        zone: hosted.office().zone.name().to_owned(),
        told,
        facts: own_facts(book).into_iter().flat_map(choices).collect(),
        most: LONGEST,
        room: visit.house.limits().shown(),
        typed: typed.unwrap_or_default(),
        problem,
        wrote,
        frame,
    };
    Ok((status, Page(page)).into_response())
}

fn back(visit: &Visit, handle: &str) -> Result<Response, Wrong> {
    let to = format!("/at/{}/ours/{handle}?wrote", visit.office()?.slug());
    Ok(Redirect::to(&to).into_response())
}

async fn write(Path((_, handle)): Address, posted: Posted<Written>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let (hosted, member) = (visit.office()?, visit.member()?);
    let actor = member.actor();
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    match errand.write_ours(&handle, &fields.text, &member.name).await {
        Ok(case) => {
            recomputed(&visit, hosted, case).await;
            back(&visit, &handle)
        }
        Err(why @ NotDone::NoText(_)) => {
            let why = why.said(&visit.voice());
            shown(&visit, &handle, false, Some((why, fields.text))).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn acknowledge(
    Path((_, handle)): Address,
    posted: Posted<Nothing>,
) -> Result<Response, Wrong> {
    let Posted { visit, fields: Nothing {} } = posted;
    let (hosted, member) = (visit.office()?, visit.member()?);
    let actor = member.actor();
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let case = errand.acknowledge_ours(&handle, &member.name).await?;
    recomputed(&visit, hosted, case).await;
    back(&visit, &handle)
}

async fn say(Path((_, handle)): Address, posted: Posted<Saying>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let (hosted, member) = (visit.office()?, visit.member()?);
    let actor = member.actor();
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let (fact, value) = match fields.fact.split_once('=') {
        Some((fact, "true")) => (fact, true),
        Some((fact, "false")) => (fact, false),
        _ => return Err(Wrong::Form),
    };
    let case = errand.say_ours(&handle, fact, value, &member.name).await?;
    recomputed(&visit, hosted, case).await;
    back(&visit, &handle)
}

async fn answer(
    Path((_, handle, directive)): OfDirective,
    posted: Posted<Answered>,
) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let (hosted, member) = (visit.office()?, visit.member()?);
    let actor = member.actor();
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let answering = Answering {
        directive: &directive,
        answer: &fields.answer,
        until: Some(&fields.until),
        reasons: Some(&fields.reasons),
    };
    let case = errand.answer_ours(&handle, answering, &member.name).await?;
    recomputed(&visit, hosted, case).await;
    back(&visit, &handle)
}

async fn report(
    Path((_, handle, directive)): OfDirective,
    posted: Posted<Reported>,
) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let (hosted, member) = (visit.office()?, visit.member()?);
    let actor = member.actor();
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let showing = Showing {
        measure: fields.measure,
        statement: &fields.text,
        done: &fields.shown_done,
        of: &fields.shown_of,
        before: &fields.shown_before,
        after: &fields.shown_after,
        on: &fields.shown_on,
        who: &fields.shown_who,
    };
    let case = errand.report_ours(&handle, &directive, showing, &member.name).await?;
    recomputed(&visit, hosted, case).await;
    back(&visit, &handle)
}

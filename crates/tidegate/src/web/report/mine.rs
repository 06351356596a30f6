//! The finder's page: the state of the case, who has what since when, and what the finder may do now.
//!
//! A code opens one case and no other. Others stand here by role, never by name. What may be done is asked of the gate
//! for the finder as a party; the page decides nothing, and each opening of it is a read on the log.

use std::collections::BTreeMap;

use askama::Template;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use tidegate_core::act::{Act, Recipient};
use tidegate_core::case::Case;
use tidegate_core::event::{Actor, CaseEvent};
use tidegate_core::gate;
use tidegate_core::id::{CaseId, PartyId};
use tidegate_core::item::ContentClass;
use tidegate_core::ledger::{Ledger, Onward};
use tidegate_core::party::Role;
use tidegate_core::situation::Flow;
use tidegate_law::Book;

use super::super::access::{Access, Route};
use super::super::visit::{cookie, set_cookie};
use super::super::{Frame, Page, Posted, Visit, Wrong};
use super::Nothing;
use crate::finder::{Code, STAYS};
use crate::say::told::{self, GroundTold};
use crate::say::{id, instant};
use crate::server::Hosted;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/at/{office}/mine", Access::Finder, page),
        Route::post("/at/{office}/mine", Access::Finder, come_back),
        Route::post("/at/{office}/mine/leave", Access::Finder, leave),
    ]
}

#[derive(Template)]
#[template(path = "come-back.html")]
struct ComeBackPage {
    frame: Frame,
    unknown: bool,
}

#[derive(Template)]
#[template(path = "mine.html")]
struct MinePage {
    frame: Frame,
    slug: String,
    handle: String,
    state: String,
    received: String,
    said: Vec<(String, String)>,
    knowers: Vec<(String, String, String)>,
    options: Vec<Choice>,
    unanswered: bool,
}

/// One thing that the finder may ask to do.
struct Choice {
    what: String,
    answer: String,
    class: &'static str,
    articles: String,
}

#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    code: String,
}

fn stay_cookie(hosted: &Hosted) -> String {
    format!("tidegate-finder-{}", hosted.slug())
}

/// Lets the answer carry the secret of a stay.
pub(super) fn stays(response: &mut Response, visit: &Visit, hosted: &Hosted, secret: &str) {
    let seconds = u32::try_from(STAYS.as_secs()).ok();
    set_cookie(response, &stay_cookie(hosted), secret, &visit.house, seconds);
}

/// The case in which this visitor stays.
pub(super) async fn case_of(hosted: &Hosted, headers: &HeaderMap) -> Result<Option<CaseId>, Wrong> {
    match cookie(headers, &stay_cookie(hosted)) {
        Some(secret) => Ok(hosted.desk().stay(secret).await?),
        None => Ok(None),
    }
}

/// To where the code is asked for.
pub(super) fn ask(hosted: &Hosted) -> Response {
    Redirect::to(&format!("/at/{}/mine", hosted.slug())).into_response()
}

async fn come_back(posted: Posted<Typed>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let (house, hosted) = (&visit.house, visit.office()?);
    let (rate, now) = (house.limits().attempts, house.now());
    house.rates().take(visit.from, "way-back", rate, now).map_err(Wrong::TooMany)?;
    let case = match Code::parse(&fields.code) {
        Some(code) => hosted.desk().way_back(&code).await?,
        None => None,
    };
    let Some(case) = case else {
        let page = ComeBackPage { frame: visit.frame(), unknown: true };
        let mut response = Page(page).into_response();
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(response);
    };
    let secret = hosted.desk().begin_stay(case).await?;
    let mut response = ask(hosted);
    stays(&mut response, &visit, hosted, &secret);
    Ok(response)
}

async fn leave(headers: HeaderMap, posted: Posted<Nothing>) -> Result<Response, Wrong> {
    let (visit, hosted) = (&posted.visit, posted.visit.office()?);
    if let Some(secret) = cookie(&headers, &stay_cookie(hosted)) {
        hosted.desk().end_stay(secret).await?;
    }
    let mut response = Redirect::to("/").into_response();
    set_cookie(&mut response, &stay_cookie(hosted), "", &visit.house, Some(0));
    Ok(response)
}

async fn page(visit: Visit, headers: HeaderMap) -> Result<Response, Wrong> {
    let hosted = visit.office()?;
    let Some(case) = case_of(hosted, &headers).await? else {
        return Ok(Page(ComeBackPage { frame: visit.frame(), unknown: false }).into_response());
    };
    let actor = Actor::Member("finder".to_owned());
    let case = hosted.desk().open_case(&actor, case, "the finder's own page").await?;
    let Some(report) = case.reports().next().map(|report| report.event.clone()) else {
        return Err(Wrong::Nowhere);
    };
    let (frame, zone) = (visit.frame(), hosted.office().zone.rules());
    let received = case.reports().next().map(|report| report.recorded).unwrap_or_default();
    let answered = case.is_acknowledged(report.report) || case.phase().as_str() != "received";
    let page = MinePage {
        slug: hosted.slug().to_string(),
        handle: case.label().to_owned(),
        state: frame.say(phase(&case)),
        received: instant(received, &zone),
        said: said(&case, &frame, &zone),
        knowers: knowers(&visit, hosted, &case, report.from),
        options: options(&visit, hosted, &case, report.from),
        unanswered: !answered,
        frame,
    };
    Ok(Page(page).into_response())
}

fn phase(case: &Case) -> &'static str {
    match case.phase().as_str() {
        "acknowledged" => "mine-acknowledged",
        "triaged" => "mine-triaged",
        "withdrawn" => "mine-withdrawn",
        "closed" => "mine-closed",
        "erased" => "mine-erased",
        _ => "mine-received",
    }
}

/// What the office said of the report, by event.
fn said(case: &Case, frame: &Frame, zone: &jiff::tz::TimeZone) -> Vec<(String, String)> {
    let line = |recorded: &tidegate_core::event::Recorded| {
        let what = match &recorded.event {
            CaseEvent::Acknowledged(_) => frame.say("mine-acknowledged"),
            CaseEvent::Triaged(triaged) => {
                frame.with("mine-judged", "reason", triaged.reason.as_str())
            }
            CaseEvent::Closed(closed) => {
                frame.with("mine-closed-because", "reason", closed.reason.as_str())
            }
            _ => return None,
        };
        Some((instant(recorded.recorded, zone), what))
    };
    case.record().iter().filter_map(line).collect()
}

/// Who has which content since when: by role, with the classes put together.
fn knowers(
    visit: &Visit,
    hosted: &Hosted,
    case: &Case,
    finder: PartyId,
) -> Vec<(String, String, String)> {
    let (book, frame, zone) = (visit.house.book(), visit.frame(), hosted.office().zone.rules());
    let ledger = Ledger::of(case, &onward(book));
    let mut found: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for item in case.items() {
        // What a finder said of themselves is kept as who they are, also where no name was given.
        let class = match item.item.class {
            ContentClass::FinderIdentity => frame.say("report-mine-of-yourself"),
            class => frame.pick(&told::class_name(book, class)).to_owned(),
        };
        for known in ledger.who_knows(item.item.id) {
            if known.who.party() == Some(finder) {
                continue;
            }
            let who = role(case, hosted, &known.who, book, &frame);
            let since = instant(known.since.latest(), &zone);
            let classes = found.entry((since, who)).or_default();
            if !classes.contains(&class) {
                classes.push(class.clone());
            }
        }
    }
    let comma = frame.say("list-comma");
    found.into_iter().map(|((since, who), what)| (who, what.join(&comma), since)).collect()
}

fn onward(book: &Book) -> Vec<Onward> {
    let edges = book.authorities().iter().flat_map(|entry| {
        entry.onward.iter().filter_map(|edge| {
            Some(Onward {
                from: entry.key.as_str().parse().ok()?,
                to: edge.to.as_str().parse().ok()?,
            })
        })
    });
    edges.collect()
}

/// A party by what it is in the matter, never by name; an office and an authority are no persons.
fn role(case: &Case, hosted: &Hosted, who: &Recipient, book: &Book, frame: &Frame) -> String {
    let Recipient::Party(party) = who else {
        return frame.pick(&told::party_name(case, who, book)).to_owned();
    };
    if *party == hosted.desk().office_party() {
        return frame.say("mine-this-office");
    }
    let Some(party) = case.party(*party) else { return frame.say("mine-role-other") };
    let said = [
        (Role::Manufacturer, "mine-role-manufacturer"),
        (Role::Supplier, "mine-role-supplier"),
        (Role::Coordinator, "mine-role-coordinator"),
        (Role::Authority, "mine-role-authority"),
        (Role::Operator, "mine-role-operator"),
    ];
    let known = said.into_iter().find(|(role, _)| party.is(*role));
    frame.say(known.map_or("mine-role-other", |(_, id)| id))
}

/// What the gate answers the finder now: telling the manufacturer, an authority, everybody.
fn options(visit: &Visit, hosted: &Hosted, case: &Case, finder: PartyId) -> Vec<Choice> {
    let (book, frame, at) = (visit.house.book(), visit.frame(), hosted.desk().now());
    let adoption = hosted.adoption();
    let law = gate::Desk { book, adoption: &adoption };
    let identity = ContentClass::FinderIdentity;
    let own = case.items().filter(|item| item.item.class != identity && !item.item.confidential);
    let items: Vec<_> = own.map(|item| item.item.id).collect();
    let makers = case.parties().filter(|party| party.is(Role::Manufacturer)).map(|party| party.id);
    let mut flows: Vec<(Act, Recipient)> =
        makers.map(|maker| (Act::Report, Recipient::Party(maker))).collect();
    for entry in book.authorities() {
        flows.extend(
            entry.key.as_str().parse().ok().map(|key| (Act::Report, Recipient::Capacity(key))),
        );
    }
    flows.push((Act::Publish, Recipient::public()));
    let choice = |(act, to): (Act, Recipient)| {
        let flow = Flow { act, from: finder, to, items: items.clone(), facts: BTreeMap::new() };
        let decision = gate::decide(&law, case, &flow, at).ok()?;
        let told = told::decision(&law, case, &decision);
        let mut articles: Vec<&str> = Vec::new();
        for passage in &told.passages {
            for ground in &passage.answer.grounds {
                if let GroundTold::Rule { rule, .. } | GroundTold::Open { rule, .. } = ground {
                    articles.push(frame.pick(&rule.citation));
                }
            }
            articles.extend(passage.answer.supports.iter().map(|rule| frame.pick(&rule.citation)));
        }
        articles.sort_unstable();
        articles.dedup();
        let act = frame.pick(&told::act_name(book, act)).to_owned();
        let to = frame.pick(&told.question.recipient).to_owned();
        Some(Choice {
            what: format!("{act} → {to}"),
            answer: frame.say(id::answer(told.law)),
            class: class(told.law),
            articles: articles.join(&frame.say("list-comma")),
        })
    };
    if items.is_empty() { Vec::new() } else { flows.into_iter().filter_map(choice).collect() }
}

fn class(answer: tidegate_law::AnswerKind) -> &'static str {
    use tidegate_law::AnswerKind;
    match answer {
        AnswerKind::Permit => "permit",
        AnswerKind::PermitIf => "permit_if",
        AnswerKind::Refuse => "refuse",
        AnswerKind::Escalate => "escalate",
        AnswerKind::Conflict => "conflict",
    }
}

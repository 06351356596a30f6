//! The finder's page: the state of the case, messages, who has what since when, and what the finder may do now.
//!
//! A code opens one case and no other. Others stand here by role, never by name. What may be done is asked of the law
//! for the finder as a party ([`options`]); the page decides nothing, and each opening of it is a read on the log. What
//! the finder wrote is not shown again: whoever comes by the code learns nothing of the flaw from it. What the office
//! wrote is shown once the gate has let it out ([`crate::finder::message`]).

mod files;
mod known;
mod options;
mod place;
mod reach;
mod taking_back;

use askama::Template;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Deserialize;
use tidegate_core::act::Recipient;
use tidegate_core::case::Case;
use tidegate_core::event::{Actor, CaseEvent, Closed, Given, Triaged};
use tidegate_core::id::CaseId;
use tidegate_core::place::Jurisdiction;

use super::super::access::{Access, Route};
use super::super::thread::{Shown, asked};
use super::super::visit::{cookie, set_cookie};
use super::super::{Frame, Page, Posted, Visit, Wrong};
use super::Nothing;
use crate::desk::{Ack, Desk, DeskError};
use crate::errand::Errand;
use crate::finder::message::{self, Between, Hand, Message, NoText, Text};
use crate::finder::{Code, STAYS};
use crate::notices::finder::Reach;
use crate::say::instant;
use crate::say::mine::{MineTold, OwnMessageTold, SaidTold};
use crate::say::opened::bytes;
use crate::say::work;
use crate::server::Hosted;
use place::{Place, Said};

pub(crate) use files::{own_file, sending, staying};
pub(crate) use place::move_to;
pub(crate) use reach::reach_at;
pub(crate) use taking_back::{is_as_shown, proof_of, take_it_back, weighed};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/at/{office}/mine", Access::Finder, page),
        Route::post("/at/{office}/mine", Access::Finder, come_back),
        Route::post("/at/{office}/mine/write", Access::Finder, write),
        Route::post("/at/{office}/mine/place", Access::Finder, place::say),
        Route::post("/at/{office}/mine/reach", Access::Finder, reach::say),
        Route::post("/at/{office}/mine/take-back", Access::Finder, taking_back::take_back),
        Route::get("/at/{office}/mine/taken-back/{event}", Access::Finder, taking_back::proof),
        Route::post("/at/{office}/mine/leave", Access::Finder, leave),
    ]
}

#[derive(Template)]
#[template(path = "come-back.html")]
struct ComeBackPage {
    frame: Frame,
    slug: String,
    unknown: bool,
    /// What was written when the stay was over.
    text: Option<String>,
}

impl ComeBackPage {
    fn of(visit: &Visit, hosted: &Hosted, unknown: bool, text: String) -> Self {
        let text = Some(text).filter(|text| !text.trim().is_empty());
        Self { frame: visit.frame(), slug: hosted.slug().to_string(), unknown, text }
    }

    /// As an answer to a form that did nothing.
    fn refusing(self) -> Response {
        let mut response = Page(self).into_response();
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        response
    }
}

#[derive(Template)]
#[template(path = "mine.html")]
struct MinePage {
    frame: Frame,
    slug: String,
    zone: String,
    rules: TimeZone,
    most: usize,
    room: (u64, usize),
    typed: String,
    problem: Option<String>,
    /// What is wrong with the address at which to be told.
    reach: Option<String>,
    /// Why nothing was taken back.
    kept: Option<String>,
    wrote: bool,
    /// Whether it was said just now where the finder is.
    placed: bool,
    /// Whether something was taken back just now.
    took: bool,
    told: MineTold,
    place: Place,
    thread: Shown,
    /// How many people of the office read what is written here.
    readers: usize,
    /// Whether an answer may be held back because it is not said where the finder is and lives.
    place_holds: bool,
}

impl MinePage {
    fn when(&self, at: &Timestamp) -> String {
        instant(*at, &self.rules)
    }

    fn placed(&self) -> String {
        let none = || self.frame.say("finder-not-said");
        let said = |code: &String| if code.is_empty() { none() } else { code.clone() };
        let home = said(&self.place.home);
        if self.place.organisation {
            return self.frame.with("mine-placed-seat", "home", home);
        }
        let words = [("present", said(&self.place.present).into()), ("home", home.into())];
        self.frame.voice().with("mine-placed", words)
    }

    fn size(&self, size: &u64) -> String {
        bytes(*size)
    }
}

/// What the finder wrote and what is wrong with it.
enum Refused {
    /// A message.
    Message(String, String),
    /// Where the finder is.
    Place(String, Said),
    /// At which address the finder is told.
    Reach(String),
    /// What the finder wanted to take back.
    TakingBack(String),
}

#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    code: String,
    /// What was written when the stay was over; it is sent once the code is there.
    #[serde(default)]
    text: String,
}

#[derive(Deserialize)]
struct Written {
    #[serde(default)]
    text: String,
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

/// The case to which a code leads, if it leads to one.
pub(crate) async fn come_by(visit: &Visit, code: &str) -> Result<Option<CaseId>, Wrong> {
    let (rate, now) = (visit.house.limits().attempts, visit.house.now());
    visit.house.rates().take(visit.from, "way-back", rate, now).map_err(Wrong::TooMany)?;
    match Code::parse(code) {
        Some(code) => Ok(visit.office()?.desk().way_back(&code).await?),
        None => Ok(None),
    }
}

async fn come_back(posted: Posted<Typed>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let hosted = visit.office()?;
    let Some(case) = come_by(&visit, &fields.code).await? else {
        return Ok(ComeBackPage::of(&visit, hosted, true, fields.text).refusing());
    };
    let secret = hosted.desk().begin_stay(case).await?;
    let mut response = match fields.text.trim().is_empty() {
        true => ask(hosted),
        false => wrote(&visit, hosted, case, fields.text).await?,
    };
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
        return Ok(Page(ComeBackPage::of(&visit, hosted, false, String::new())).into_response());
    };
    let says =
        |word| visit.uri.query().is_some_and(|query| query.split('&').any(|one| one == word));
    shown(&visit, case, says("wrote"), None).await
}

/// A case as its finder sees it. That it was opened for that is on the log.
pub(crate) async fn told(visit: &Visit, id: CaseId) -> Result<MineTold, Wrong> {
    let hosted = visit.office()?;
    let desk = hosted.desk();
    let between = desk.compute(id, |case, _, _| Between::of(case)).await?;
    let Some(Between { finder, .. }) = between else { return Err(Wrong::Nowhere) };
    let case = desk.open_case(&Actor::Party(finder), id, "the finder's own page").await?;
    let (reads, accounts) = (desk.reads(id).await?, desk.accounts().await?);
    let page = desk.on_page_of(id, &Recipient::Party(finder)).await?;
    let frame = visit.frame();
    let messages = message::messages(&case, &reads);
    let shown = |message: &Message| {
        let own = message.by == Hand::Finder;
        // An answer that the gate holds back is nothing to the finder.
        let at = if own { Some(message.written) } else { message.arrived }?;
        let parcel = page.get(&message.item).filter(|_| !own);
        Some(OwnMessageTold::of(&case, message, at, parcel))
    };
    let terms = case.reports().next().and_then(|report| report.event.terms);
    let terms = terms.and_then(|digest| hosted.office().good_faith_of(digest));
    Ok(MineTold {
        version: 1,
        handle: case.label().to_owned(),
        state: frame.say(phase(&case)),
        at: desk.now(),
        waits_since: message::waits_since(&case, &messages),
        said: followed(desk, &case, &frame).await?,
        messages: messages.iter().filter_map(shown).collect(),
        knows: known::knowers(visit, hosted, &case, finder),
        looks: known::looks(visit, hosted, &case, &reads, &accounts, finder),
        options: options::options(visit, hosted, &case, finder),
        terms: terms.map(|terms| frame.own(terms).to_owned()),
        shares_identity: case
            .reports()
            .next()
            .is_some_and(|report| case.may_be_named(report.event, desk.now())),
        place: place::told(&case, finder),
        mailed: desk.reaches_finder(id).await? != Reach::Not,
        read_by_keepers: desk.reaches_finder(id).await? == Reach::Keepers,
        given: taking_back::given(visit, id).await?,
        taken_back: taking_back::taken(&case, &frame),
        silent: case.has_taken_back(finder, Given::Messages),
    })
}

/// The page; with what was typed and what is wrong with it, where a message could not be sent.
async fn shown(
    visit: &Visit,
    id: CaseId,
    wrote: bool,
    refused: Option<Refused>,
) -> Result<Response, Wrong> {
    let hosted = visit.office()?;
    let wrong = refused.is_some();
    let (mut problem, mut typed, mut refused_place) = (None, None, None);
    let (mut reach, mut kept) = (None, None);
    match refused {
        Some(Refused::Message(why, text)) => (problem, typed) = (Some(why), Some(text)),
        Some(Refused::Place(why, written)) => refused_place = Some((why, written)),
        Some(Refused::Reach(why)) => reach = Some(why),
        Some(Refused::TakingBack(why)) => kept = Some(why),
        None => {}
    }
    let told = told(visit, id).await?;
    let page = MinePage {
        slug: hosted.slug().to_string(),
        zone: hosted.office().zone.name().to_owned(),
        rules: hosted.office().zone.rules(),
        most: message::LONGEST,
        room: visit.house.limits().shown(),
        typed: typed.unwrap_or_default(),
        problem,
        reach,
        kept,
        wrote,
        placed: !wrong && visit.uri.query().is_some_and(|query| query.contains("placed")),
        took: visit.uri.query().is_some_and(|query| query.contains("taken-back"))
            && !told.taken_back.is_empty(),
        place: Place::of(&told.place, refused_place),
        thread: Shown::of(told.messages.len(), asked(&visit.uri), &visit.frame()),
        readers: readers(visit).await?,
        place_holds: hosted.office().jurisdiction == Jurisdiction::CN && !told.place.is_whole(),
        told,
        frame: visit.frame(),
    };
    let mut response = Page(page).into_response();
    if wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// How many people of the office read what the finder writes.
async fn readers(visit: &Visit) -> Result<usize, Wrong> {
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let actor = Actor::Party(desk.office_party());
    Ok(Errand { desk, book, actor: &actor }.readers().await?)
}

/// Takes in a message of the finder's, unless it is none.
pub(crate) async fn written(
    visit: &Visit,
    case: CaseId,
    text: &str,
) -> Result<Result<Ack, NoText>, Wrong> {
    let (rate, now) = (visit.house.limits().reports, visit.house.now());
    visit.house.rates().take(visit.from, "messages", rate, now).map_err(Wrong::TooMany)?;
    match Text::parse(text) {
        Ok(text) => Ok(visit.office()?.desk().write_to_office(case, text).await?),
        Err(why) => Ok(Err(why)),
    }
}

/// Takes in a message of the finder's.
async fn write(headers: HeaderMap, posted: Posted<Written>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let hosted = visit.office()?;
    match case_of(hosted, &headers).await? {
        Some(case) => wrote(&visit, hosted, case, fields.text).await,
        // The stay is over: the code is asked for, and what was written goes with it.
        None => Ok(ComeBackPage::of(&visit, hosted, false, fields.text).refusing()),
    }
}

/// Writes to the office, and back to the messages; or what is wrong with the text.
async fn wrote(
    visit: &Visit,
    hosted: &Hosted,
    case: CaseId,
    text: String,
) -> Result<Response, Wrong> {
    match written(visit, case, &text).await? {
        Ok(_) => {
            let to = format!("/at/{}/mine?wrote#messages", hosted.slug());
            Ok(Redirect::to(&to).into_response())
        }
        Err(why) => {
            let problem = visit.frame().with(why.message(), "most", why.most());
            shown(visit, case, false, Some(Refused::Message(problem, text))).await
        }
    }
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

/// What the office said of the report; and of the case in which the matter goes on, by code alone: what the office
/// wrote there is for those of that case.
async fn followed(desk: &Desk, case: &Case, frame: &Frame) -> Result<Vec<SaidTold>, Wrong> {
    let mut all = said(case, frame);
    let Some(main) = case.work().merged_into().map(|link| link.other) else { return Ok(all) };
    let there = desk.compute(main, |main, _, _| {
        let line = |recorded: &tidegate_core::event::Recorded| {
            let what = match &recorded.event {
                CaseEvent::Triaged(Triaged { code: Some(code), .. }) => work::meaning(*code),
                CaseEvent::Closed(Closed { code: Some(code), .. }) => work::closing_code(*code),
                _ => return None,
            };
            let what = frame.with("mine-followed", "what", frame.say(what));
            Some(SaidTold { at: recorded.recorded, what })
        };
        main.record().iter().filter_map(line).collect::<Vec<_>>()
    });
    match there.await {
        Ok(there) => all.extend(there),
        Err(DeskError::Erased(_) | DeskError::NoSuchCase(_)) => {}
        Err(error) => return Err(error.into()),
    }
    all.sort_by_key(|said| said.at);
    Ok(all)
}

/// What the office said of the report, by event.
fn said(case: &Case, frame: &Frame) -> Vec<SaidTold> {
    let line = |recorded: &tidegate_core::event::Recorded| {
        let what = match &recorded.event {
            CaseEvent::Acknowledged(_) => frame.say("mine-acknowledged"),
            CaseEvent::Triaged(triaged) => {
                let reason = work::judged_for_finder(triaged, frame.voice());
                frame.with("mine-judged", "reason", reason)
            }
            CaseEvent::Closed(closed) => {
                let reason = work::closed(closed, frame.voice());
                frame.with("mine-closed-because", "reason", reason)
            }
            _ => return None,
        };
        Some(SaidTold { at: recorded.recorded, what })
    };
    case.record().iter().filter_map(line).collect()
}

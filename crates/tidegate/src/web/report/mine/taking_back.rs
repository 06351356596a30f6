//! Taking back, in two steps: what would come of it is shown first, and nothing is done; then it is done, and the proof of
//! it is handed out. The page says what ends, and as plainly what does not.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Deserialize;
use tidegate_core::case::Case;
use tidegate_core::event::{Actor, Given};
use tidegate_core::id::CaseId;

use super::{Between, Refused, ask, case_of, known, shown};
use crate::desk::Ack;
use crate::errand::{Errand, NotDone};
use crate::say::taking_back::{GivenTold, RetractionTold, TakingBackTold, all_given};
use crate::server::Hosted;
use crate::web::case::recomputed;
use crate::web::{Frame, Page, Posted, Visit, Wrong};

/// What a finder wants to take back.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    naming: String,
    address: String,
    messages: String,
    report: String,
    /// How many events the case had when the finder saw what comes of it; empty in the first step.
    confirmed: String,
}

impl Wanted {
    fn what(&self) -> BTreeSet<Given> {
        let chosen = |given: &Given| {
            let field = match given {
                Given::Naming => &self.naming,
                Given::Address => &self.address,
                Given::Messages => &self.messages,
                Given::Report => &self.report,
            };
            !field.is_empty()
        };
        Given::ALL.into_iter().filter(chosen).collect()
    }
}

#[derive(Template)]
#[template(path = "take-back.html")]
struct TakeBackPage {
    frame: Frame,
    slug: String,
    rules: TimeZone,
    told: TakingBackTold,
}

impl TakeBackPage {
    fn when(&self, at: &Timestamp) -> String {
        crate::say::instant(*at, &self.rules)
    }
}

/// Nobody acts for the finder: the errand is the finder's own.
fn errand<'e>(visit: &'e Visit, hosted: &'e Hosted, actor: &'e Actor) -> Errand<'e> {
    Errand { desk: hosted.desk(), book: visit.house.book(), actor }
}

/// What the finder can take back now.
pub(super) async fn given(visit: &Visit, case: CaseId) -> Result<Vec<GivenTold>, Wrong> {
    let (hosted, nobody) = (visit.office()?, Actor::Member(String::new()));
    let given = errand(visit, hosted, &nobody).given_by_finder(case).await?;
    let frame = visit.frame();
    Ok(given.into_iter().map(|one| GivenTold::of(one, frame.voice())).collect())
}

/// What was taken back in a case.
pub(super) fn taken(case: &Case, frame: &Frame) -> Vec<RetractionTold> {
    let one = case.retractions().map(|taken| RetractionTold {
        event: taken.seq,
        at: taken.recorded,
        words: taken.event.what.iter().map(|one| one.as_str().to_owned()).collect(),
        what: all_given(&taken.event.what, frame.voice()),
    });
    one.collect()
}

/// What would come of it, or why it cannot be. Nothing is recorded.
pub(crate) async fn weighed(
    visit: &Visit,
    case: CaseId,
    what: &BTreeSet<Given>,
) -> Result<Result<TakingBackTold, NotDone>, Wrong> {
    let (hosted, nobody) = (visit.office()?, Actor::Member(String::new()));
    let errand = errand(visit, hosted, &nobody);
    if let Err(no) = errand.can_take_back(case, what).await {
        return Ok(Err(no));
    }
    let kept = match what.contains(&Given::Report) {
        true => Some(errand.kept_by_law(case).await?),
        false => None,
    };
    let events = errand.events_of(case).await?;
    let frame = visit.frame();
    let knows = hosted.desk().compute(case, |case, _, _| {
        let finder = Between::of(case).map(|between| between.finder);
        finder.map(|finder| known::knowers(visit, hosted, case, finder)).unwrap_or_default()
    });
    let words = what.iter().map(|one| GivenTold::of(*one, frame.voice())).collect();
    Ok(Ok(TakingBackTold { version: 1, words, events, kept, knows: knows.await? }))
}

/// Whether the case is as it was when what comes of it was shown. Else that is shown again.
pub(crate) async fn is_as_shown(visit: &Visit, case: CaseId, events: u64) -> Result<bool, Wrong> {
    let (hosted, nobody) = (visit.office()?, Actor::Member(String::new()));
    Ok(errand(visit, hosted, &nobody).events_of(case).await? == events)
}

/// Takes it back; what follows from the case is computed at once.
pub(crate) async fn take_it_back(
    visit: &Visit,
    case: CaseId,
    what: BTreeSet<Given>,
) -> Result<Result<Ack, NotDone>, Wrong> {
    let (rate, now) = (visit.house.limits().reports, visit.house.now());
    visit.house.rates().take(visit.from, "messages", rate, now).map_err(Wrong::TooMany)?;
    let (hosted, nobody) = (visit.office()?, Actor::Member(String::new()));
    let done = errand(visit, hosted, &nobody).take_back(case, what).await;
    if done.is_ok() {
        recomputed(visit, hosted, case).await;
    }
    Ok(done)
}

/// The first step shows, the second does.
pub(super) async fn take_back(
    headers: HeaderMap,
    posted: Posted<Wanted>,
) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let hosted = visit.office()?;
    let Some(case) = case_of(hosted, &headers).await? else { return Ok(ask(hosted)) };
    let what = fields.what();
    let confirmed = match fields.confirmed.parse() {
        Ok(events) => is_as_shown(&visit, case, events).await?,
        Err(_) => false,
    };
    let refused = if confirmed {
        match take_it_back(&visit, case, what).await? {
            Ok(_) => {
                let to = format!("/at/{}/mine?taken-back#take-back", hosted.slug());
                return Ok(Redirect::to(&to).into_response());
            }
            Err(no) => no,
        }
    } else {
        match weighed(&visit, case, &what).await? {
            Ok(told) => {
                let (slug, rules) = (hosted.slug().to_string(), hosted.office().zone.rules());
                let page = TakeBackPage { frame: visit.frame(), slug, rules, told };
                return Ok(Page(page).into_response());
            }
            Err(no) => no,
        }
    };
    let problem = match Wrong::from(refused) {
        Wrong::Asked(words) => visit.frame().pick(&words).to_owned(),
        other => return Err(other),
    };
    shown(&visit, case, false, Some(Refused::TakingBack(problem))).await
}

/// The proof that the finder took something back; of no other event.
pub(crate) async fn proof_of(visit: &Visit, case: CaseId, event: &str) -> Result<Response, Wrong> {
    let event: u64 = event.parse().map_err(|_| Wrong::Nowhere)?;
    let desk = visit.office()?.desk();
    let own = desk.compute(case, |case, _, _| case.retractions().any(|taken| taken.seq == event));
    if !own.await? {
        return Err(Wrong::Nowhere);
    }
    let mut response = desk.event_proof(case, event).await?.into_response();
    let name = format!("attachment; filename=\"taken-back-{event}.tlog-proof\"");
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

pub(super) async fn proof(
    visit: Visit,
    headers: HeaderMap,
    Path((_, event)): Path<(String, String)>,
) -> Result<Response, Wrong> {
    let hosted = visit.office()?;
    match case_of(hosted, &headers).await? {
        Some(case) => proof_of(&visit, case, &event).await,
        None => Ok(ask(hosted)),
    }
}

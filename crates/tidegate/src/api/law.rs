//! The book and questions without a case, for anybody. Nothing is recorded.

use axum::Json;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use tidegate_law::Article;
use tidegate_law::time::{Occurred, zone};

use super::body::{AskBody, Sent, listed};
use crate::errand::{Beside, written, wrong};
use crate::question::{self, Described};
use crate::say::listed::{facts, statutes};
use crate::say::meeting::MeetingsTold;
use crate::say::shown::{shown, under};
use crate::web::access::{Access, Route};
use crate::web::{Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/law", Access::Anybody, law),
        Route::get("/api/v1/law/conflicts", Access::Anybody, conflicts),
        Route::get("/api/v1/law/{statute}", Access::Anybody, statute),
        Route::get("/api/v1/law/{statute}/{article}", Access::Anybody, article),
        Route::get("/api/v1/facts", Access::Anybody, facts_of_book),
        Route::post("/api/v1/ask", Access::Anybody, ask),
    ]
}

#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct At {
    /// The law of this day or instant; all of it if none.
    at: Option<String>,
}

/// An answer from the book, tagged with the book's digest and the version of its form: at one address the two decide
/// everything. The tag is weak (RFC 9110 section 8.8.1), since an answer may be compressed on its way. Whoever has it
/// already gets the tag alone; whoever keeps it asks again before using it.
fn of_book(visit: &Visit, headers: &HeaderMap, told: &impl Serialize) -> Response {
    let tag = format!("\"{}-{}\"", visit.house.book().digest(), env!("CARGO_PKG_VERSION"));
    let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|v| v.to_str().ok());
    let known = known.flat_map(|list| list.split(',')).map(str::trim);
    let has = known.map(|one| one.trim_start_matches("W/")).any(|one| one == tag || one == "*");
    let mut response = match has {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => Json(told).into_response(),
    };
    let headers = response.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(&format!("W/{tag}")) {
        headers.insert(header::ETAG, tag);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

#[utoipa::path(get, path = "/api/v1/law", operation_id = "law", responses(
    (status = 200, description = "As `tidegate law list --json`", body = crate::say::listed::StatutesTold),
    (status = 304, description = "The asker has this book")))]
pub(super) async fn law(visit: Visit, headers: HeaderMap) -> Response {
    of_book(&visit, &headers, &statutes(visit.house.book()))
}

#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Sides {
    /// The statute of the duty, by id; every one if none.
    duty: String,
    /// The statute of the prohibition, by id; every one if none.
    prohibition: String,
}

#[utoipa::path(get, path = "/api/v1/law/conflicts", operation_id = "conflicts", params(Sides), responses(
    (status = 200, description = "As `tidegate law conflicts --json`", body = MeetingsTold),
    (status = 304, description = "The asker has this book"),
    (status = 404, description = "No such statute", body = crate::web::Problem)))]
pub(super) async fn conflicts(
    visit: Visit,
    headers: HeaderMap,
    Query(sides): Query<Sides>,
) -> Result<Response, Wrong> {
    let book = visit.house.book();
    for id in [&sides.duty, &sides.prohibition] {
        if !id.is_empty() && book.statute(id).is_none() {
            return Err(Wrong::Nowhere);
        }
    }
    let house = std::sync::Arc::clone(&visit.house);
    // The first time it takes a second, which must not hold up others.
    let ready = tokio::task::spawn_blocking(move || house.meetings().len()).await;
    ready.map_err(|_| Wrong::Fault)?;
    let wanted = |id: &str, side: &str| id.is_empty() || id == side;
    let meetings = visit.house.meetings().iter().filter(|one| {
        wanted(&sides.duty, &one.duty.statute)
            && wanted(&sides.prohibition, &one.prohibition.statute)
    });
    let meetings = meetings.cloned().collect();
    let unfound = crate::say::meeting::unfound(book);
    let told = MeetingsTold { version: 1, book: book.digest().to_owned(), meetings, unfound };
    Ok(of_book(&visit, &headers, &told))
}

#[utoipa::path(get, path = "/api/v1/law/{statute}", operation_id = "statute",
    params(("statute" = String, Path, description = "The id of a statute"), At), responses(
    (status = 200, description = "As `tidegate law show ID --json`", body = crate::say::shown::Shown),
    (status = 304, description = "The asker has this book"),
    (status = 404, description = "No such statute", body = crate::web::Problem)))]
pub(super) async fn statute(
    visit: Visit,
    headers: HeaderMap,
    Path(id): Path<String>,
    Query(at): Query<At>,
) -> Result<Response, Wrong> {
    articles(&visit, &headers, &id, None, at.at.as_deref())
}

#[utoipa::path(get, path = "/api/v1/law/{statute}/{article}", operation_id = "article",
    params(("statute" = String, Path, description = "The id of a statute"),
        ("article" = String, Path, description = "The number of an article"), At), responses(
    (status = 200, description = "As `tidegate law show ID ARTICLE --json`", body = crate::say::shown::Shown),
    (status = 304, description = "The asker has this book"),
    (status = 404, description = "No such article", body = crate::web::Problem)))]
pub(super) async fn article(
    visit: Visit,
    headers: HeaderMap,
    Path(named): Path<(String, String)>,
    Query(at): Query<At>,
) -> Result<Response, Wrong> {
    let (id, article) = named;
    articles(&visit, &headers, &id, Some(&article), at.at.as_deref())
}

fn articles(
    visit: &Visit,
    headers: &HeaderMap,
    id: &str,
    article: Option<&str>,
    at: Option<&str>,
) -> Result<Response, Wrong> {
    let book = visit.house.book();
    let mut all = book.statutes().iter().enumerate();
    let (place, statute) = all.find(|(_, one)| one.matter.id == id).ok_or(Wrong::Nowhere)?;
    let at = at.map(|text| instant(text, &statute.matter.zone)).transpose()?;
    let wanted = |one: &&Article| article.is_none_or(|wanted| under(one, wanted));
    let chosen: Vec<&Article> = statute.articles.iter().filter(wanted).collect();
    if article.is_some() && chosen.is_empty() {
        return Err(Wrong::Nowhere);
    }
    Ok(of_book(visit, headers, &shown(book, place, statute, &chosen, at)))
}

fn instant(text: &str, named: &str) -> Result<jiff::Timestamp, Wrong> {
    let zone = zone(named).map_err(wrong)?;
    Ok(Occurred::parse(text, Some(&zone)).map_err(wrong)?.last_instant())
}

#[utoipa::path(get, path = "/api/v1/facts", operation_id = "facts", responses(
    (status = 200, description = "As `tidegate facts --json`", body = crate::say::listed::FactsListed),
    (status = 304, description = "The asker has this book")))]
pub(super) async fn facts_of_book(visit: Visit, headers: HeaderMap) -> Response {
    of_book(&visit, &headers, &facts(visit.house.book()))
}

#[utoipa::path(post, path = "/api/v1/ask", operation_id = "ask", request_body = AskBody, responses(
    (status = 200, description = "As `tidegate ask --json`", body = crate::say::told::Told),
    (status = 422, description = "A word that the book does not know", body = crate::web::Problem)))]
pub(super) async fn ask(visit: Visit, Sent(body): Sent<AskBody>) -> Result<Response, Wrong> {
    listed(&[&body.roles, &body.product_in, &body.facts, &body.house, &body.positions])?;
    let book = visit.house.book();
    let at = match &body.at {
        Some(text) => {
            let occurred = Occurred::parse(text, Some(&TimeZone::UTC));
            occurred.map_err(wrong)?.last_instant()
        }
        None => visit.house.now(),
    };
    let mut facts = Vec::new();
    for text in &body.facts {
        let (name, value) = written(text)?;
        facts.push((name.to_owned(), value.to_owned()));
    }
    let beside = beside(&visit, body.house, body.positions);
    let adoption = beside.adoption(book, at)?;
    let described = Described {
        act: body.act,
        content: body.content,
        state: body.state,
        roles: body.roles,
        actor_place: body.actor_place,
        recipient: body.recipient,
        recipient_place: body.recipient_place,
        product_in: body.product_in,
        facts,
    };
    let told = question::answer(book, &described, &adoption, at);
    let told = told.map_err(wrong)?;
    Ok(Json(told).into_response())
}

/// House rules and positions for one question.
pub(super) fn beside(visit: &Visit, house: Vec<String>, positions: Vec<String>) -> Beside {
    let voice = visit.voice();
    let (by, by_book) = (voice.say("ask-position-by"), voice.say("ask-by-book"));
    Beside { house, positions, by, by_book }
}

//! Cases, for members: the list, a case, its duties, its facts, and the gate. Each opening is on the log.

use axum::Json;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::body::{FactsBody, QuestionBody, Sent, listed};
use super::content::created_in;
use super::law::beside;
use crate::desk::{CaseRow, Desk};
use crate::errand::{self, Due, Errand, Establish, ListWritten, NotDone, Wanted, asked};
use crate::web::access::{CASE_WORK, Route};
use crate::web::{Visit, Wrong};
use crate::words::Voice;

/// The most cases in one answer.
pub(super) const MOST: usize = 200;
/// How many there are where nobody says.
pub(super) const USUAL: usize = 50;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/offices/{office}/cases", CASE_WORK, cases),
        Route::get("/api/v1/offices/{office}/duties", CASE_WORK, duties_of_all),
        Route::get("/api/v1/offices/{office}/cases/{case}", CASE_WORK, case),
        Route::get("/api/v1/offices/{office}/cases/{case}/duties", CASE_WORK, duties),
        Route::post("/api/v1/offices/{office}/cases/{case}/facts", CASE_WORK, establish),
        Route::post("/api/v1/offices/{office}/cases/{case}/ask", CASE_WORK, ask),
        Route::post("/api/v1/offices/{office}/cases/{case}/decisions", CASE_WORK, decide),
    ]
}

type Named = Path<(String, String)>;

#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Listing {
    /// How many at most; 50 if nobody says, 200 at most.
    limit: Option<usize>,
    /// Where to go on: from the `Link` of the answer before.
    cursor: Option<String>,
    /// `true` for what is due next, for which each case is opened, and each opening is on the log.
    due: Option<bool>,
}

#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Owing {
    /// Of this party alone.
    party: Option<String>,
    /// At this instant, in the office's zone; now if none.
    at: Option<String>,
    /// `true` for those as well that are met or whose clock has not started.
    all: Option<bool>,
}

#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct For {
    /// For what the case is opened; it stands on the log. May be given as the header `Purpose`, in UTF-8.
    purpose: Option<String>,
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/cases", operation_id = "cases",
    params(("office" = String, Path, description = "An office"), Listing, ListWritten), security(("bearer" = [])), responses(
    (status = 200, description = "As `tidegate cases --json`, newest change first, or what is due next first where a part is chosen; `Link` leads to the next page", body = crate::say::listed::CasesTold),
    (status = 401, description = "Nobody is signed in", body = crate::web::Problem),
    (status = 422, description = "The cursor leads nowhere", body = crate::web::Problem)))]
pub(super) async fn cases(
    visit: Visit,
    Query(listing): Query<Listing>,
    Query(written): Query<ListWritten>,
) -> Result<Response, Wrong> {
    if !written.query().is_empty() {
        return chosen(&visit, &listing, &written).await;
    }
    let (hosted, actor) = (visit.office()?, visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let before = match &listing.cursor {
        Some(cursor) => Some(before(hosted.desk(), cursor).await?),
        None => None,
    };
    let limit = listing.limit.unwrap_or(USUAL).clamp(1, MOST);
    let mut rows = errand.rows(before, limit + 1).await?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let told = errand.listed(&rows, listing.due.unwrap_or(false)).await?;
    let mut response = Json(told).into_response();
    if let (true, Some(last)) = (more, rows.last()) {
        let cursor = format!("{}~{}", last.changed.as_millisecond(), last.case);
        let due = if listing.due == Some(true) { "true" } else { "" };
        goes_on(&mut response, &visit, &[("due", due)], limit, &cursor);
    }
    Ok(response)
}

/// A part of the cases, by what is due next.
async fn chosen(
    visit: &Visit,
    listing: &Listing,
    written: &ListWritten,
) -> Result<Response, Wrong> {
    let (hosted, member) = (visit.office()?, visit.member()?);
    let actor = member.actor();
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let chosen = written.read(&member.login).ok_or(Wrong::Form)?;
    let after: Option<Due> = match listing.cursor.as_deref() {
        Some(cursor) => Some(cursor.parse().map_err(|_| Wrong::Form)?),
        None => None,
    };
    let limit = listing.limit.unwrap_or(USUAL).clamp(1, MOST);
    let (rows, next) = errand.rows_chosen(&chosen, after, limit).await?;
    let due = listing.due.unwrap_or(false);
    let mut response = Json(errand.listed(&rows, due).await?).into_response();
    if let Some(next) = next {
        let said = [("due", if due { "true" } else { "" })];
        let said: Vec<(&str, &str)> = said.into_iter().chain(written.query()).collect();
        goes_on(&mut response, visit, &said, limit, &next.to_string());
    }
    Ok(response)
}

/// Lets an answer lead to its next page: the same address with the same choice, from a place on.
pub(super) fn goes_on(
    response: &mut Response,
    visit: &Visit,
    chosen: &[(&str, &str)],
    limit: usize,
    cursor: &str,
) {
    let limit = limit.to_string();
    let place = [("limit", limit.as_str()), ("cursor", cursor)];
    let said = chosen.iter().filter(|(_, value)| !value.is_empty()).chain(&place);
    let query = serde_urlencoded::to_string(said.collect::<Vec<_>>()).unwrap_or_default();
    let link = format!("<{}?{query}>; rel=\"next\"", visit.uri.path());
    if let Ok(link) = HeaderValue::from_str(&link) {
        response.headers_mut().insert(header::LINK, link);
    }
}

/// The row behind which a page begins: the place of the last one before, even if the case has changed since.
async fn before(desk: &Desk, cursor: &str) -> Result<CaseRow, Wrong> {
    let (changed, case) = cursor.split_once('~').ok_or(Wrong::Form)?;
    let changed: i64 = changed.parse().map_err(|_| Wrong::Form)?;
    let changed = jiff::Timestamp::from_millisecond(changed).map_err(|_| Wrong::Form)?;
    let row = desk.find(case).await.map_err(|_| Wrong::Form)?;
    Ok(CaseRow { changed, ..row })
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/cases/{case}", operation_id = "case",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case"), For), security(("bearer" = [])), responses(
    (status = 200, description = "As `tidegate case CASE --json`", body = crate::say::cased::CaseTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem)))]
pub(super) async fn case(
    visit: Visit,
    headers: HeaderMap,
    Path(named): Named,
    Query(wanted): Query<For>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let actor = visit.member()?.actor();
    let purpose = purpose(wanted.purpose, &headers)?;
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let told = Errand { desk, book, actor: &actor }.case(&name, &purpose).await?;
    Ok(Json(told).into_response())
}

/// For what a case is opened, as whoever opens it says; it goes on the log as it was said, or the case stays closed.
fn purpose(wanted: Option<String>, headers: &HeaderMap) -> Result<String, Wrong> {
    let mut given = Vec::new();
    for value in headers.get_all("purpose") {
        given.push(
            std::str::from_utf8(value.as_bytes()).map_err(|_| NotDone::NoPurpose)?.to_owned(),
        );
    }
    // Of two purposes none is the one that was meant.
    if given.len() + usize::from(wanted.is_some()) > 1 {
        return Err(Wrong::Asked(Voice::in_both(|voice| voice.say("api-purposes"))));
    }
    let purpose = wanted.or_else(|| given.pop());
    Ok(errand::purpose(purpose.as_deref())?.to_owned())
}

/// A part of a list.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Part {
    /// How many cases at most; 50 if nobody says, 200 at most.
    limit: Option<usize>,
    /// Where to go on: from the `Link` of the answer before.
    cursor: Option<String>,
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/duties", operation_id = "duties-of-all",
    params(("office" = String, Path, description = "An office"), Owing, Part), security(("bearer" = [])), responses(
    (status = 200, description = "As `tidegate duties --json`, the case in which something is due next first; each case is opened, and that is on the log; `Link` leads to the next page", body = crate::say::listed::DutiesOfCases),
    (status = 422, description = "The cursor leads nowhere, or an instant that is none", body = crate::web::Problem)))]
pub(super) async fn duties_of_all(
    visit: Visit,
    Query(owing): Query<Owing>,
    Query(part): Query<Part>,
) -> Result<Response, Wrong> {
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let after: Option<Due> = part.cursor.as_deref().map(str::parse).transpose()?;
    let limit = part.limit.unwrap_or(USUAL).clamp(1, MOST);
    let errand = Errand { desk, book, actor: &actor };
    let (told, next) = errand.duties_by_due(owing.wanted(), after, limit).await?;
    let mut response = Json(told).into_response();
    if let Some(next) = next {
        let all = if owing.wanted().all { "true" } else { "" };
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let (party, at) = (text(&owing.party), text(&owing.at));
        let chosen = [("party", party.as_str()), ("at", at.as_str()), ("all", all)];
        goes_on(&mut response, &visit, &chosen, limit, &next.to_string());
    }
    Ok(response)
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/cases/{case}/duties", operation_id = "duties",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case"), Owing), security(("bearer" = [])), responses(
    (status = 200, description = "As `tidegate duties CASE --json`", body = crate::say::listed::DutiesOfCases),
    (status = 404, description = "No such case at this office", body = crate::web::Problem)))]
pub(super) async fn duties(
    visit: Visit,
    Path(named): Named,
    Query(owing): Query<Owing>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let errand = Errand { desk, book, actor: &actor };
    Ok(Json(errand.duties(Some(&name), owing.wanted()).await?).into_response())
}

impl Owing {
    fn wanted(&self) -> Wanted<'_> {
        let (party, at) = (self.party.as_deref(), self.at.as_deref());
        Wanted { party, at, all: self.all.unwrap_or(false) }
    }
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/facts", operation_id = "facts-establish",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")),
    request_body = FactsBody, security(("bearer" = [])), responses(
    (status = 201, description = "As `tidegate fact CASE NAME=VALUE --json`", body = crate::say::recorded::RecordedTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "The book or the case says no", body = crate::web::Problem)))]
pub(super) async fn establish(
    visit: Visit,
    Path(named): Named,
    Sent(body): Sent<FactsBody>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    listed(&[&body.facts])?;
    let establish = Establish {
        facts: &body.facts,
        about: &body.about,
        occurred: body.occurred.as_deref(),
        source: &body.source,
    };
    let told = Errand { desk, book, actor: &actor }.establish(&name, establish).await?;
    created_in(&visit, &name, &told).await
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/ask", operation_id = "ask-of-case",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")),
    request_body = QuestionBody, security(("bearer" = [])), responses(
    (status = 200, description = "As `tidegate ask CASE QUESTION --json`; only the opening of the case is recorded", body = crate::say::told::Told),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "The question is not understood", body = crate::web::Problem)))]
pub(super) async fn ask(
    visit: Visit,
    Path(named): Named,
    Sent(body): Sent<QuestionBody>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    listed(&[&body.house, &body.positions])?;
    let beside = beside(&visit, body.house, body.positions);
    let errand = Errand { desk, book, actor: &actor };
    let told = errand.ask(&name, &body.question, body.at.as_deref(), &beside).await?;
    Ok(Json(told).into_response())
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/decisions", operation_id = "decide",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")),
    request_body = QuestionBody, security(("bearer" = [])), responses(
    (status = 201, description = "As `tidegate ask CASE QUESTION --record --json`; the decision is on the log", body = crate::say::recorded::DecidedTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "The question is not understood, or supposes content", body = crate::web::Problem)))]
pub(super) async fn decide(
    visit: Visit,
    Path(named): Named,
    Sent(body): Sent<QuestionBody>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    if body.at.is_some() || !body.house.is_empty() || !body.positions.is_empty() {
        return Err(asked(visit.voice().say("ask-record-alone")).into());
    }
    let (member, desk) = (visit.member()?, visit.office()?.desk());
    let actor = member.actor();
    let errand = Errand { desk, book: visit.house.book(), actor: &actor };
    let told = errand.decide(&name, &body.question, member.session).await?;
    created_in(&visit, &name, &told).await
}

//! Triage over the interface: scores, tables and weaknesses for anybody, what was assessed of a case for members.
//!
//! What is asked without a case is computed and kept nowhere; the pages ask the same rows.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::body::{Sent, listed};
use super::content::created_in;
use crate::errand::{Errand, Prioritising, Scoring, Seeing, answered, table, vector, vector_of};
use crate::say::triage::{cvss, found, priority};
use crate::web::access::{Access, CASE_WORK, Route};
use crate::web::{Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/api/v1/cvss", Access::Anybody, score),
        Route::get("/api/v1/weaknesses", Access::Anybody, weaknesses),
        Route::get("/api/v1/decision-tables", Access::Anybody, tables),
        Route::post("/api/v1/decision-tables/{table}/outcome", Access::Anybody, outcome),
        Route::get("/api/v1/offices/{office}/cases/{case}/triage", CASE_WORK, triage),
        Route::post("/api/v1/offices/{office}/cases/{case}/severities", CASE_WORK, severity),
        Route::post("/api/v1/offices/{office}/cases/{case}/priorities", CASE_WORK, prioritise),
        Route::get(
            "/api/v1/offices/{office}/cases/{case}/priorities/{event}/selection",
            CASE_WORK,
            selection,
        ),
        Route::post("/api/v1/offices/{office}/cases/{case}/weaknesses", CASE_WORK, name_weaknesses),
        Route::post("/api/v1/offices/{office}/cases/{case}/exploitation", CASE_WORK, exploitation),
    ]
}

type Named = Path<(String, String)>;

/// A vector, or a version with values of its metrics.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ScoreBody {
    /// The vector; it counts where it is given.
    pub vector: Option<String>,
    /// The version of CVSS: `3.0`, `3.1` or `4.0`.
    pub cvss: Option<String>,
    /// Values by metric.
    pub metrics: BTreeMap<String, String>,
}

/// Answers to a decision table.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AnswersBody {
    /// Keys of values by point, each point by its id or its key.
    pub answers: BTreeMap<String, String>,
}

/// How severe somebody holds the flaw to be.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SeverityBody {
    /// Whose view it is: `reporter`, `analyst` or `manufacturer`; the office's if nobody says.
    pub view: Option<String>,
    /// The vector.
    pub vector: String,
    /// Why.
    pub reason: Option<String>,
}

/// How pressing the flaw is by a decision table.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PriorityBody {
    /// The table, by id or key.
    pub table: String,
    /// Keys of values by point, each point by its id or its key. What the case settles need not be answered.
    pub answers: BTreeMap<String, String>,
    /// Why.
    pub reason: Option<String>,
}

/// Of which kinds the flaw is.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WeaknessesBody {
    /// The kinds, such as `CWE-787`, in place of those that were named before.
    pub weaknesses: Vec<String>,
}

/// What was seen of exploitation.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ExploitationBody {
    /// `none`, `public_poc` or `active`.
    pub status: String,
    /// What shows it.
    pub evidence: String,
    /// The day of the evidence.
    pub dated: Option<String>,
    /// The entry of the catalogue of known exploited vulnerabilities.
    pub catalogued: Option<String>,
    /// Whether what follows is established as facts.
    pub establish: bool,
}

/// The pairs of a map, as errands take them.
fn pairs(map: &BTreeMap<String, String>) -> Result<Vec<(&str, &str)>, Wrong> {
    if map.len() > 100 {
        return Err(Wrong::TooLarge);
    }
    Ok(map.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect())
}

#[utoipa::path(post, path = "/api/v1/cvss", operation_id = "cvss", request_body = ScoreBody, responses(
    (status = 200, description = "The vector with its scores; nothing is kept", body = cvss::ScoreTold),
    (status = 422, description = "No vector", body = crate::web::Problem)))]
pub(super) async fn score(Sent(body): Sent<ScoreBody>) -> Result<Response, Wrong> {
    let read = match &body.vector {
        Some(text) => vector(text)?,
        None => vector_of(body.cvss.as_deref().unwrap_or("4.0"), pairs(&body.metrics)?)?,
    };
    Ok(Json(cvss::score(&read)).into_response())
}

#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Sought {
    /// A number or words.
    find: String,
}

/// The most weaknesses that are told at once.
const FOUND: usize = 50;

#[utoipa::path(get, path = "/api/v1/weaknesses", operation_id = "weaknesses", params(Sought), responses(
    (status = 200, description = "At most 50, the number itself first, then what is meant to be chosen", body = crate::say::triage::WeaknessesTold)))]
pub(super) async fn weaknesses(Query(sought): Query<Sought>) -> Response {
    Json(found(&sought.find, FOUND)).into_response()
}

#[utoipa::path(get, path = "/api/v1/decision-tables", operation_id = "decision-tables", responses(
    (status = 200, description = "Every table with its points, values and rows", body = priority::TablesTold)))]
pub(super) async fn tables() -> Response {
    Json(priority::all()).into_response()
}

#[utoipa::path(post, path = "/api/v1/decision-tables/{table}/outcome", operation_id = "decision-outcome",
    params(("table" = String, Path, description = "The id or key of a table")), request_body = AnswersBody, responses(
    (status = 200, description = "The row, or what is still possible; nothing is kept", body = priority::OutcomeTold),
    (status = 422, description = "No such table, point or value", body = crate::web::Problem)))]
pub(super) async fn outcome(
    Path(named): Path<String>,
    Sent(body): Sent<AnswersBody>,
) -> Result<Response, Wrong> {
    let table = table(&named)?;
    let given = answered(table, &pairs(&body.answers)?)?;
    Ok(Json(priority::outcome(table, &given)).into_response())
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/cases/{case}/triage", operation_id = "triage",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")), security(("bearer" = [])), responses(
    (status = 200, description = "As `tidegate triage CASE --json`", body = crate::say::triage::TriageTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem)))]
pub(super) async fn triage(visit: Visit, Path(named): Named) -> Result<Response, Wrong> {
    let (_, name) = named;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    Ok(Json(Errand { desk, book, actor: &actor }.triage(&name).await?.1).into_response())
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/severities", operation_id = "severity",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")),
    request_body = SeverityBody, security(("bearer" = [])), responses(
    (status = 201, description = "On record", body = crate::say::recorded::RecordedTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "No vector or no view, or the case says no", body = crate::web::Problem)))]
pub(super) async fn severity(
    visit: Visit,
    Path(named): Named,
    Sent(body): Sent<SeverityBody>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let scoring = Scoring {
        view: body.view.as_deref(),
        vector: &body.vector,
        reason: body.reason.as_deref(),
    };
    let told = Errand { desk, book, actor: &actor }.score(&name, scoring).await?;
    created_in(&visit, &name, &told).await
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/priorities", operation_id = "priority",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")),
    request_body = PriorityBody, security(("bearer" = [])), responses(
    (status = 201, description = "On record", body = crate::say::recorded::RecordedTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "No such table, point or value; a point that is open, or that the case settles otherwise", body = crate::web::Problem)))]
pub(super) async fn prioritise(
    visit: Visit,
    Path(named): Named,
    Sent(body): Sent<PriorityBody>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let answers = pairs(&body.answers)?;
    let (table, reason) = (body.table.as_str(), body.reason.as_deref());
    let prioritising = Prioritising { table, answers: &answers, reason };
    let told = Errand { desk, book, actor: &actor }.prioritise(&name, prioritising).await?;
    created_in(&visit, &name, &told).await
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/cases/{case}/priorities/{event}/selection", operation_id = "selection",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case"),
        ("event" = u64, Path, description = "The number of the event with the outcome")), security(("bearer" = [])), responses(
    (status = 200, description = "A list of selections in the form of SSVC 2.0.0", body = crate::say::triage::selection::SelectionList),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "No outcome with this number", body = crate::web::Problem)))]
pub(super) async fn selection(
    visit: Visit,
    Path(named): Path<(String, String, u64)>,
) -> Result<Response, Wrong> {
    let (_, name, event) = named;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let list = Errand { desk, book, actor: &actor }.selections(&name, event).await?;
    Ok(Json(list).into_response())
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/weaknesses", operation_id = "weaknesses-name",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")),
    request_body = WeaknessesBody, security(("bearer" = [])), responses(
    (status = 201, description = "On record", body = crate::say::recorded::RecordedTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "No weakness of the list, or a deprecated one", body = crate::web::Problem)))]
pub(super) async fn name_weaknesses(
    visit: Visit,
    Path(named): Named,
    Sent(body): Sent<WeaknessesBody>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    listed(&[&body.weaknesses])?;
    let all: Vec<&str> = body.weaknesses.iter().map(String::as_str).collect();
    let told = Errand { desk, book, actor: &actor }.name_weaknesses(&name, &all).await?;
    created_in(&visit, &name, &told).await
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/exploitation", operation_id = "exploitation",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")),
    request_body = ExploitationBody, security(("bearer" = [])), responses(
    (status = 201, description = "On record, with the facts that were established", body = crate::say::recorded::RecordedTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "No status, day or entry, nothing that shows it, or the case says no", body = crate::web::Problem)))]
pub(super) async fn exploitation(
    visit: Visit,
    Path(named): Named,
    Sent(body): Sent<ExploitationBody>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let seeing = Seeing {
        status: &body.status,
        evidence: &body.evidence,
        dated: body.dated.as_deref(),
        catalogued: body.catalogued.as_deref(),
        establish: body.establish,
    };
    let told = Errand { desk, book, actor: &actor }.see_exploitation(&name, seeing).await?;
    created_in(&visit, &name, &told).await
}

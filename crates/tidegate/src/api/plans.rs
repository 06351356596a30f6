//! The plan of a case, and what if something were otherwise, for members. The opening is on the log, and nothing else.

use axum::Json;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::body::{Sent, WhatIfBody, listed};
use super::law::beside;
use crate::errand::{Errand, Supposing};
use crate::web::access::{CASE_WORK, Route};
use crate::web::{Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/offices/{office}/cases/{case}/plan", CASE_WORK, plan),
        Route::post("/api/v1/offices/{office}/cases/{case}/what-if", CASE_WORK, what_if),
    ]
}

type Named = Path<(String, String)>;

#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Planning {
    /// At this instant, in the office's zone; now if none.
    at: Option<String>,
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/cases/{case}/plan", operation_id = "plan",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case"), Planning), security(("bearer" = [])), responses(
    (status = 200, description = "As `tidegate plan CASE --json`", body = crate::say::plan::PlanTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem)))]
pub(super) async fn plan(
    visit: Visit,
    Path(named): Named,
    Query(planning): Query<Planning>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let errand = Errand { desk, book, actor: &actor };
    let told = errand.plan(&name, planning.at.as_deref()).await?;
    Ok(Json(told).into_response())
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/what-if", operation_id = "what-if",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")),
    request_body = WhatIfBody, security(("bearer" = [])), responses(
    (status = 200, description = "As `tidegate what-if CASE --json`; only the opening of the case is recorded", body = crate::say::plan::WhatIfTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "The book or the case says no", body = crate::web::Problem)))]
pub(super) async fn what_if(
    visit: Visit,
    Path(named): Named,
    Sent(body): Sent<WhatIfBody>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    listed(&[&body.facts, &body.happened, &body.moved, &body.house, &body.positions])?;
    let supposing = Supposing {
        at: body.at.as_deref(),
        facts: &body.facts,
        happened: &body.happened,
        moved: &body.moved,
        beside: beside(&visit, body.house, body.positions),
    };
    let told = Errand { desk, book, actor: &actor }.what_if(&name, &supposing).await?;
    Ok(Json(told).into_response())
}

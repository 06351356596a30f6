//! Decisions that a duty asks for no report, for members: how they stand, what the book says of a duty, and a new one.

use axum::Json;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::body::{NotReportableBody, Sent};
use super::content::created_in;
use crate::errand::{Deciding, Errand, Reporting};
use crate::web::access::{CASE_WORK, Route};
use crate::web::{Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/offices/{office}/cases/{case}/not-reportable", CASE_WORK, decisions),
        Route::post("/api/v1/offices/{office}/cases/{case}/not-reportable", CASE_WORK, decide),
    ]
}

type Named = Path<(String, String)>;

#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Asked {
    /// The duty that is asked about: a rule, its citation, or the key of a form; none for the decisions alone.
    duty: Option<String>,
    /// Whose duty, by name.
    party: Option<String>,
    /// The product, by name.
    product: Option<String>,
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/cases/{case}/not-reportable", operation_id = "not-reportable",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case"), Asked), security(("bearer" = [])), responses(
    (status = 200, description = "As `tidegate not-reportable CASE --json`", body = crate::say::reportability::ReportabilityTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "No such duty, or one that is surely owed", body = crate::web::Problem)))]
pub(super) async fn decisions(
    visit: Visit,
    Path(named): Named,
    Query(asked): Query<Asked>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let reporting = asked.duty.as_deref().map(|duty| Reporting {
        duty,
        party: asked.party.as_deref(),
        product: asked.product.as_deref(),
    });
    let told = Errand { desk, book, actor: &actor }.reportability(&name, reporting).await?;
    Ok(Json(told).into_response())
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/not-reportable", operation_id = "not-reportable-decide",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")),
    request_body = NotReportableBody, security(("bearer" = [])), responses(
    (status = 201, description = "The decision, with the facts on which it rests", body = crate::say::reportability::FoundTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "No such duty, one that is surely owed, no name or reason, or an assertion of who reported against it that is not acknowledged", body = crate::web::Problem)))]
pub(super) async fn decide(
    visit: Visit,
    Path(named): Named,
    Sent(body): Sent<NotReportableBody>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let asked = Reporting {
        duty: &body.duty,
        party: body.party.as_deref(),
        product: body.product.as_deref(),
    };
    let against_finder = body.against_the_finder;
    let deciding = Deciding { by: &body.by, reasons: &body.reasons, against_finder };
    let told = Errand { desk, book, actor: &actor }.not_reportable(&name, asked, deciding).await?;
    created_in(&visit, &name, &told).await
}

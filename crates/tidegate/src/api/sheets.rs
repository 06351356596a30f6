//! Copy sheets of a case, for members. The opening is on the log, and nothing else; content stays shut.

use axum::Json;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use tidegate_law::FieldBasis;

use crate::errand::{Errand, Sheeting};
use crate::web::access::{CASE_WORK, Route};
use crate::web::{Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/api/v1/offices/{office}/cases/{case}/sheet", CASE_WORK, sheet)]
}

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Asked {
    /// The duty: a rule, its citation, or the key of a form.
    duty: String,
    /// How far the sheet goes: `law` (the legal minimum), `portal` or `optional`.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    with: Option<FieldBasis>,
    /// At this instant, in the office's zone; now if none.
    #[serde(default)]
    at: Option<String>,
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/cases/{case}/sheet", operation_id = "sheet",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case"), Asked), security(("bearer" = [])), responses(
    (status = 200, description = "As `tidegate sheet CASE --duty RULE --json`", body = crate::say::sheet::SheetsTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "No such duty, or no form for it", body = crate::web::Problem)))]
pub(super) async fn sheet(
    visit: Visit,
    Path(named): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let wanted = Sheeting {
        duty: &asked.duty,
        at: asked.at.as_deref(),
        extent: asked.with.unwrap_or(FieldBasis::Law),
    };
    let told = Errand { desk, book, actor: &actor }.sheets(&name, wanted).await?;
    Ok(Json(told).into_response())
}

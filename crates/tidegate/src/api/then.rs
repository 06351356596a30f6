//! "Why not earlier?", for members: a case as it was known at an instant, beside the case of today.

use axum::Json;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::errand::{AskedThen, Errand};
use crate::web::access::{CASE_WORK, Route};
use crate::web::{Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/api/v1/offices/{office}/cases/{case}/then", CASE_WORK, then)]
}

#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Then {
    /// The instant, in the office's zone; now if none.
    at: Option<String>,
    /// A flow that is asked about, as for `tidegate ask`.
    question: Option<String>,
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/cases/{case}/then", operation_id = "then",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case"), Then), security(("bearer" = [])), responses(
    (status = 200, description = "As `tidegate then CASE --json`; the opening is on the log", body = crate::say::then::ThenTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "The instant or the question is not understood", body = crate::web::Problem)))]
pub(super) async fn then(
    visit: Visit,
    Path(named): Path<(String, String)>,
    Query(wanted): Query<Then>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let (desk, actor) = (visit.office()?.desk(), visit.member()?.actor());
    let errand = Errand { desk, book: visit.house.book(), actor: &actor };
    let asked = wanted.question.as_deref().map_or(AskedThen::Nothing, AskedThen::Words);
    Ok(Json(errand.then(&name, wanted.at.as_deref(), asked).await?.1).into_response())
}

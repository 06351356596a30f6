//! Search over the records of cases, for programs. No case is opened for it.

use axum::Json;
use axum::extract::Query;
use serde::Deserialize;

use crate::errand::Errand;
use crate::say::found::SearchTold;
use crate::web::access::{CASE_WORK, Route};
use crate::web::{Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/api/v1/offices/{office}/search", CASE_WORK, search)]
}

/// What is sought.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Sought {
    /// Words; a case is found whose record has all of them. The last one may be the beginning of a word.
    q: String,
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/search", operation_id = "search",
    params(("office" = String, Path, description = "An office"), Sought), security(("bearer" = [])), responses(
    (status = 200, description = "Cases by words of their record, with handle and phase alone, and statutes by their names; no case is opened", body = SearchTold)))]
pub(super) async fn search(
    visit: Visit,
    Query(sought): Query<Sought>,
) -> Result<Json<SearchTold>, Wrong> {
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    Ok(Json(Errand { desk, book, actor: &actor }.search(&sought.q).await?))
}

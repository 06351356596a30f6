//! What an office asks of whom over all its cases, for members.

use axum::Json;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};

use crate::errand::{DirectivesWritten, Errand};
use crate::web::access::{CASE_WORK, Route};
use crate::web::{Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/api/v1/offices/{office}/directives", CASE_WORK, everywhere)]
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/directives", operation_id = "directives-everywhere",
    params(("office" = String, Path, description = "An office"), DirectivesWritten), security(("bearer" = [])), responses(
    (status = 200, description = "As `tidegate directives --json`; each case that is looked at is opened, and that is on the log", body = crate::say::directed::DirectivesListedTold),
    (status = 422, description = "A word that is not one of ours", body = crate::web::Problem)))]
pub(super) async fn everywhere(
    visit: Visit,
    Query(written): Query<DirectivesWritten>,
) -> Result<Response, Wrong> {
    let chosen = written.read().ok_or(Wrong::Form)?;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let told = Errand { desk, book, actor: &actor }.directives_everywhere(&chosen).await?;
    Ok(Json(told).into_response())
}

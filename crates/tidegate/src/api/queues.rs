//! The queues of an office, for members.

use axum::Json;
use axum::response::{IntoResponse, Response};

use crate::errand::Errand;
use crate::web::access::{CASE_WORK, Route};
use crate::web::{Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/api/v1/offices/{office}/queues", CASE_WORK, queues)]
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/queues", operation_id = "queues",
    params(("office" = String, Path, description = "An office")), security(("bearer" = [])), responses(
    (status = 200, description = "As `tidegate queues --json`; no case is opened", body = crate::say::queue::QueuesTold),
    (status = 401, description = "Nobody is signed in", body = crate::web::Problem)))]
pub(super) async fn queues(visit: Visit) -> Result<Response, Wrong> {
    let member = visit.member()?;
    let (desk, book, actor) = (visit.office()?.desk(), visit.house.book(), member.actor());
    let told = Errand { desk, book, actor: &actor }.queues(&member.login).await?;
    Ok(Json(told).into_response())
}

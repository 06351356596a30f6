//! Where the coordination of a case stands, for members. What is said in it is told by the row for events.

use axum::Json;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};

use crate::errand::Errand;
use crate::web::access::{CASE_WORK, Route};
use crate::web::{Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/api/v1/offices/{office}/cases/{case}/coordination", CASE_WORK, coordination)]
}

type Named = Path<(String, String)>;

#[utoipa::path(get, path = "/api/v1/offices/{office}/cases/{case}/coordination", operation_id = "coordination",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")), security(("bearer" = [])), responses(
    (status = 200, description = "Who takes part and how far each is, the embargo with its proposals and answers, the state of the case, and what manufacturers say", body = crate::say::coordination::CoordinationTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem)))]
pub(super) async fn coordination(visit: Visit, Path(named): Named) -> Result<Response, Wrong> {
    let (_, name) = named;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let told = Errand { desk, book, actor: &actor }.coordination(&name).await?;
    Ok(Json(told).into_response())
}

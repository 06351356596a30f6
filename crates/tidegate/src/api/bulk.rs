//! Floods, and one thing done to many cases at once, for members.

use axum::Json;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::body::Sent;
use super::content::created;
use crate::bulk::BulkAction;
use crate::errand::{Errand, SeenCase};
use crate::web::access::{CASE_WORK, Route};
use crate::web::{Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/offices/{office}/floods", CASE_WORK, floods),
        Route::get("/api/v1/offices/{office}/floods/{case}", CASE_WORK, flood),
        Route::post("/api/v1/offices/{office}/bulk/weighed", CASE_WORK, weigh),
        Route::post("/api/v1/offices/{office}/bulk", CASE_WORK, begin),
        Route::get("/api/v1/offices/{office}/bulk/{list}", CASE_WORK, bulk),
    ]
}

/// One thing to be done to many cases.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct BulkBody {
    /// What.
    pub action: BulkAction,
    /// To which cases, at most 200: by handle or id, with `:` and the number of events that each had when it was looked at
    /// (`seen`), so that a case in which somebody did something since is left as it is.
    pub cases: Vec<String>,
}

impl BulkBody {
    fn seen(&self) -> Result<Vec<SeenCase>, Wrong> {
        Ok(self.cases.iter().map(|one| one.parse()).collect::<Result<_, _>>()?)
    }
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/floods", operation_id = "floods",
    params(("office" = String, Path, description = "An office")), security(("bearer" = [])), responses(
    (status = 200, description = "As `tidegate floods --json`; no case is opened", body = crate::say::flood::FloodsTold),
    (status = 401, description = "Nobody is signed in", body = crate::web::Problem)))]
pub(super) async fn floods(visit: Visit) -> Result<Response, Wrong> {
    let (desk, actor) = (visit.office()?.desk(), visit.member()?.actor());
    let errand = Errand { desk, book: visit.house.book(), actor: &actor };
    Ok(Json(errand.floods().await?).into_response())
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/floods/{case}", operation_id = "flood",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case of the group")), security(("bearer" = [])), responses(
    (status = 200, description = "As `tidegate floods CASE --json`; the case is opened, and that is on the log", body = crate::say::flood::FloodOpened),
    (status = 404, description = "No such case at this office, or its report was judged", body = crate::web::Problem)))]
pub(super) async fn flood(
    visit: Visit,
    Path(named): Path<(String, String)>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let (desk, actor) = (visit.office()?.desk(), visit.member()?.actor());
    let errand = Errand { desk, book: visit.house.book(), actor: &actor };
    Ok(Json(errand.flood(&name).await?).into_response())
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/bulk/weighed", operation_id = "bulk-weigh",
    params(("office" = String, Path, description = "An office")),
    request_body = BulkBody, security(("bearer" = [])), responses(
    (status = 200, description = "What would become of each case and what the gate says; nothing is recorded but that the cases were opened", body = crate::say::bulk::BulkWeighed),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "Nothing of the kind is done, or no or too many cases are named", body = crate::web::Problem)))]
pub(super) async fn weigh(visit: Visit, Sent(body): Sent<BulkBody>) -> Result<Response, Wrong> {
    let (desk, actor) = (visit.office()?.desk(), visit.member()?.actor());
    let errand = Errand { desk, book: visit.house.book(), actor: &actor };
    Ok(Json(errand.weigh(&body.action, &body.seen()?).await?).into_response())
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/bulk", operation_id = "bulk-begin",
    params(("office" = String, Path, description = "An office")),
    request_body = BulkBody, security(("bearer" = [])), responses(
    (status = 201, description = "The list with what became of each case so far; where it is not over, the server goes on with it", body = crate::say::bulk::BulkTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "Nothing of the kind is done, or no or too many cases are named", body = crate::web::Problem)))]
pub(super) async fn begin(visit: Visit, Sent(body): Sent<BulkBody>) -> Result<Response, Wrong> {
    let (desk, member) = (visit.office()?.desk(), visit.member()?);
    let (actor, session) = (member.actor(), member.session);
    let errand = Errand { desk, book: visit.house.book(), actor: &actor };
    let cases = body.seen()?;
    let list = errand.begin_bulk(body.action, &cases, session).await?;
    Ok(created(&errand.bulk(&list).await?))
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/bulk/{list}", operation_id = "bulk",
    params(("office" = String, Path, description = "An office"),
        ("list" = String, Path, description = "The id of a list")), security(("bearer" = [])), responses(
    (status = 200, description = "What became of each case so far", body = crate::say::bulk::BulkTold),
    (status = 404, description = "No such list at this office", body = crate::web::Problem)))]
pub(super) async fn bulk(
    visit: Visit,
    Path(named): Path<(String, String)>,
) -> Result<Response, Wrong> {
    let (_, list) = named;
    let (desk, actor) = (visit.office()?.desk(), visit.member()?.actor());
    let errand = Errand { desk, book: visit.house.book(), actor: &actor };
    Ok(Json(errand.bulk(&list).await?).into_response())
}

//! The members of an office, for its administrators.

use axum::Json;
use axum::extract::Path;

use super::body::{EndBody, RolesBody, Sent};
use crate::errand::account::{accounts, ask_second_factor_of, end_of};
use crate::say::account::AccountsTold;
use crate::web::access::{ADMINISTRATION, Route};
use crate::web::{Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/offices/{office}/members", ADMINISTRATION, members),
        Route::post("/api/v1/offices/{office}/members/second-factor", ADMINISTRATION, ask),
        Route::post("/api/v1/offices/{office}/members/{login}/end", ADMINISTRATION, end),
    ]
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/members", operation_id = "members",
    params(("office" = String, Path, description = "An office")), security(("bearer" = [])), responses(
    (status = 200, description = "Every account, oldest first", body = AccountsTold)))]
pub(super) async fn members(visit: Visit) -> Result<Json<AccountsTold>, Wrong> {
    Ok(Json(accounts(visit.office()?.desk()).await?))
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/members/second-factor", operation_id = "members-second-factor",
    params(("office" = String, Path, description = "An office")), request_body = RolesBody,
    security(("bearer" = [])), responses(
    (status = 200, description = "These roles, and no others, must have a second factor from the next session on", body = AccountsTold)))]
pub(super) async fn ask(
    visit: Visit,
    Sent(body): Sent<RolesBody>,
) -> Result<Json<AccountsTold>, Wrong> {
    Ok(Json(ask_second_factor_of(visit.office()?.desk(), body.roles).await?))
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/members/{login}/end", operation_id = "member-end",
    params(("office" = String, Path, description = "An office"),
        ("login" = String, Path, description = "The login of a member")), request_body = EndBody,
    security(("bearer" = [])), responses(
    (status = 200, description = "It has ended", body = AccountsTold),
    (status = 404, description = "No such member", body = crate::web::Problem),
    (status = 422, description = "Administrators do not disable themselves, and no account is left without a way in", body = crate::web::Problem)))]
pub(super) async fn end(
    visit: Visit,
    Path(named): Path<(String, String)>,
    Sent(body): Sent<EndBody>,
) -> Result<Json<AccountsTold>, Wrong> {
    let asked = (named.1.as_str(), body.what);
    Ok(Json(end_of(visit.office()?.desk(), visit.member()?, asked).await?))
}

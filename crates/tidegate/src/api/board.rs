//! What waits for a member, the board of deadlines and the filters of a member, for programs. No case is opened for it.

use axum::Json;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::body::Sent;
use super::cases::{MOST, USUAL, goes_on};
use crate::board::filters::Saved;
use crate::board::{Chosen, Written};
use crate::errand::{Boarding, Due, Errand};
use crate::say::board::{FilterTold, FiltersTold};
use crate::web::access::{ANY_MEMBER, CASE_WORK, Route};
use crate::web::{Visit, Wrong, keep_filter};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/offices/{office}/home", ANY_MEMBER, home),
        Route::get("/api/v1/offices/{office}/board", CASE_WORK, board),
        Route::get("/api/v1/offices/{office}/board/filters", CASE_WORK, filters),
        Route::post("/api/v1/offices/{office}/board/filters", CASE_WORK, keep),
        Route::delete("/api/v1/offices/{office}/board/filters", CASE_WORK, forget),
    ]
}

/// A part of the board.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Part {
    /// How many clocks at most; 50 if nobody says, 200 at most.
    limit: Option<usize>,
    /// Where to go on: from the `Link` of the answer before.
    cursor: Option<String>,
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/board", operation_id = "board",
    params(("office" = String, Path, description = "An office"), Written, Part), security(("bearer" = [])), responses(
    (status = 200, description = "The clocks that run, what is due next first; no case is opened; `Link` leads to the next page", body = crate::say::board::BoardTold),
    (status = 422, description = "A word that is not one of ours, or a cursor that leads nowhere", body = crate::web::Problem)))]
pub(super) async fn board(
    visit: Visit,
    Query(written): Query<Written>,
    Query(part): Query<Part>,
) -> Result<Response, Wrong> {
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let chosen = Chosen::read(&written).ok_or(Wrong::Form)?;
    let after: Option<Due> = part.cursor.as_deref().map(str::parse).transpose()?;
    let limit = part.limit.unwrap_or(USUAL).clamp(1, MOST);
    let errand = Errand { desk, book, actor: &actor };
    let (told, next) = errand.board(Boarding { chosen: &chosen, after, limit }).await?;
    let mut response = Json(told).into_response();
    if let Some(next) = next {
        goes_on(&mut response, &visit, &written.query(), limit, &next.to_string());
    }
    Ok(response)
}

/// A filter that is to be kept.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FilterBody {
    /// What it is to be called.
    pub name: String,
    /// The choice, as the query of an address, such as `regime=cn-rmsv&by=office`.
    pub query: String,
}

/// Which filter is to be dropped.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Named {
    /// What it is called.
    name: String,
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/board/filters", operation_id = "filters",
    params(("office" = String, Path, description = "An office")), security(("bearer" = [])), responses(
    (status = 200, description = "The filters that whoever is signed in keeps", body = FiltersTold)))]
pub(super) async fn filters(visit: Visit) -> Result<Json<FiltersTold>, Wrong> {
    let saved = visit.office()?.desk().filters(&visit.member()?.login).await?;
    let told = |one: &Saved| FilterTold {
        name: one.name.clone(),
        query: serde_urlencoded::to_string(one.chosen.query()).unwrap_or_default(),
    };
    Ok(Json(FiltersTold { version: 1, filters: saved.iter().map(told).collect() }))
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/board/filters", operation_id = "filter-keep",
    params(("office" = String, Path, description = "An office")), request_body = FilterBody, security(("bearer" = [])), responses(
    (status = 204, description = "It is kept, in place of the one of the same name"),
    (status = 422, description = "A word that is not one of ours, a name that is none, or too many filters", body = crate::web::Problem)))]
pub(super) async fn keep(visit: Visit, Sent(body): Sent<FilterBody>) -> Result<StatusCode, Wrong> {
    let chosen: Written = serde_urlencoded::from_str(&body.query).map_err(|_| Wrong::Form)?;
    Chosen::read(&chosen).ok_or(Wrong::Form)?;
    let filter = Saved { name: body.name, chosen, view: "list".to_owned() };
    keep_filter(&visit, filter).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[utoipa::path(delete, path = "/api/v1/offices/{office}/board/filters", operation_id = "filter-drop",
    params(("office" = String, Path, description = "An office"), Named), security(("bearer" = [])), responses(
    (status = 204, description = "It is dropped"),
    (status = 404, description = "There is none of this name", body = crate::web::Problem)))]
pub(super) async fn forget(visit: Visit, Query(named): Query<Named>) -> Result<StatusCode, Wrong> {
    let login = &visit.member()?.login;
    let dropped = visit.office()?.desk().drop_filter(login, &named.name).await?;
    if dropped { Ok(StatusCode::NO_CONTENT) } else { Err(Wrong::Nowhere) }
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/home", operation_id = "home",
    params(("office" = String, Path, description = "An office")), security(("bearer" = [])), responses(
    (status = 200, description = "What waits for whoever is signed in, by their roles; no case is opened", body = crate::say::home::HomeTold)))]
pub(super) async fn home(visit: Visit) -> Result<Response, Wrong> {
    let (member, book) = (visit.member()?, visit.house.book());
    let (desk, actor) = (visit.office()?.desk(), member.actor());
    let told = Errand { desk, book, actor: &actor }
        .home(&member.login, member.roles.iter().copied())
        .await?;
    Ok(Json(told).into_response())
}

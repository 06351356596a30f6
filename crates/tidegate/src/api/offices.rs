//! The offices that the server hosts, and sessions at them.

use axum::Json;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::{Deserialize, Serialize};

use super::body::{RoleBody, Sent, SignInBody};
use super::content::created;
use crate::people::{ABSOLUTE, IDLE};
use crate::server::Hosted;
use crate::web::access::{Access, Route};
use crate::web::enter_demonstration;
use crate::web::visit::bearer;
use crate::web::{Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/offices", Access::Anybody, offices),
        Route::get("/api/v1/offices/{office}", Access::Anybody, office),
        Route::post("/api/v1/offices/{office}/sessions", Access::Anybody, begin),
        Route::delete("/api/v1/offices/{office}/sessions", Access::SignedIn, end),
        Route::post("/api/v1/offices/{office}/sessions/demonstration", Access::Anybody, enter),
    ]
}

/// The offices of a server.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OfficesListed {
    /// The version of this form.
    pub version: u32,
    /// Each office.
    pub offices: Vec<OfficeListed>,
}

/// An office, as anybody may know it.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OfficeListed {
    /// Its name in addresses.
    pub office: String,
    /// Its name in both languages.
    #[schema(value_type = Object)]
    pub name: tidegate_law::Words,
    /// Whose law it is under, by code.
    pub jurisdiction: String,
    /// The zone in which it counts and shows time.
    pub zone: String,
    /// The name of its log.
    pub log: String,
    /// The key that verifies the log.
    pub log_key: String,
}

/// A session that began.
#[derive(Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct SessionBegun {
    /// The version of this form.
    pub version: u32,
    /// The bearer token. It is shown once.
    pub token: String,
    /// The member's name, as it stands on record.
    pub name: String,
    /// After how many seconds without a request it ends.
    pub idle_seconds: i64,
    /// After how many seconds it ends, whatever happens.
    pub seconds: i64,
}

impl std::fmt::Debug for SessionBegun {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SessionBegun").field("name", &self.name).finish_non_exhaustive()
    }
}

fn listed(hosted: &Hosted) -> OfficeListed {
    let (office, log) = (hosted.office(), hosted.desk().log());
    OfficeListed {
        office: hosted.slug().to_string(),
        name: tidegate_law::Words { en: office.name.en.clone(), zh: office.name.zh.clone() },
        jurisdiction: office.jurisdiction.code().to_owned(),
        zone: office.zone.name().to_owned(),
        log: log.origin().to_string(),
        log_key: log.keys().first().map(ToString::to_string).unwrap_or_default(),
    }
}

#[utoipa::path(get, path = "/api/v1/offices", operation_id = "offices", responses(
    (status = 200, description = "The offices", body = OfficesListed)))]
pub(super) async fn offices(visit: Visit) -> Json<OfficesListed> {
    let offices = visit.house.offices().iter().map(|hosted| listed(hosted)).collect();
    Json(OfficesListed { version: 1, offices })
}

#[utoipa::path(get, path = "/api/v1/offices/{office}", operation_id = "office",
    params(("office" = String, Path, description = "An office")), responses(
    (status = 200, description = "The office", body = OfficeListed),
    (status = 404, description = "No such office", body = crate::web::Problem)))]
pub(super) async fn office(visit: Visit) -> Result<Json<OfficeListed>, Wrong> {
    Ok(Json(listed(visit.office()?)))
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/sessions", operation_id = "session-begin",
    params(("office" = String, Path, description = "An office")), request_body = SignInBody, responses(
    (status = 201, description = "The session", body = SessionBegun),
    (status = 401, description = "Login, passphrase or code are wrong, or a code is asked for", body = crate::web::Problem),
    (status = 429, description = "Too many attempts", body = crate::web::Problem)))]
pub(super) async fn begin(visit: Visit, Sent(body): Sent<SignInBody>) -> Result<Response, Wrong> {
    let (house, desk) = (&visit.house, visit.office()?.desk());
    house
        .rates()
        .take(visit.from, "sign-in", house.limits().attempts, house.now())
        .map_err(Wrong::TooMany)?;
    let account = match desk.recognise(&body.login, &body.passphrase).await {
        Ok(account) => account,
        Err(not) => return Err(not.into()),
    };
    let token = desk.enter_with(&account, body.code.as_deref()).await?;
    Ok(begun(token, account.name))
}

fn begun(token: String, name: String) -> Response {
    let (idle_seconds, seconds) = (IDLE.as_secs(), ABSOLUTE.as_secs());
    created(&SessionBegun { version: 1, token, name, idle_seconds, seconds })
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/sessions/demonstration", operation_id = "session-in-demonstration",
    params(("office" = String, Path, description = "An office")), request_body = RoleBody, responses(
    (status = 201, description = "The session", body = SessionBegun),
    (status = 404, description = "This is no demonstration, or nobody has that role here", body = crate::web::Problem)))]
pub(super) async fn enter(visit: Visit, Sent(body): Sent<RoleBody>) -> Result<Response, Wrong> {
    let (token, name) = enter_demonstration(&visit, body.role, body.organisation).await?;
    Ok(begun(token, name))
}

#[utoipa::path(delete, path = "/api/v1/offices/{office}/sessions", operation_id = "session-end",
    params(("office" = String, Path, description = "An office")), security(("bearer" = [])), responses(
    (status = 204, description = "The session of the token has ended"),
    (status = 401, description = "There is no token", body = crate::web::Problem)))]
pub(super) async fn end(visit: Visit, headers: HeaderMap) -> Result<StatusCode, Wrong> {
    let hosted = visit.office()?;
    let token = bearer(&headers).ok_or(Wrong::SignIn)?;
    hosted.desk().end_session(&token).await?;
    Ok(StatusCode::NO_CONTENT)
}

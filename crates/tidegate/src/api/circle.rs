//! Who of the office may see a case, for programs.

use axum::Json;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::body::{Sent, listed};
use super::content::created;
use crate::errand::{Admitting, Errand};
use crate::web::access::{CASE_WORK, Route};

use crate::web::{Visit, Wrong, may_settle, recomputed};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/offices/{office}/cases/{case}/circle", CASE_WORK, circle),
        Route::post("/api/v1/offices/{office}/cases/{case}/circle", CASE_WORK, admit),
        Route::get("/api/v1/offices/{office}/confined", CASE_WORK, keeperless),
        Route::post("/api/v1/offices/{office}/confined", CASE_WORK, keep),
    ]
}

type Named = Path<(String, String)>;

/// Something that is settled of who may see a case.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AdmissionBody {
    /// What: `confine`, `unconfine`, `let-in`, `keep-out` or `as-others`.
    pub what: String,
    /// Whom, by login: of confining the whole circle, else one.
    pub who: Vec<String>,
    /// As what somebody is let in: `analyst`, `coordinator`, `manufacturer` or `operator`.
    pub role: Option<String>,
    /// Why.
    pub reason: String,
}

/// A confined case that somebody keeps from now on.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct KeeperBody {
    /// The case, by its id.
    pub case: String,
    /// Why.
    pub reason: String,
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/cases/{case}/circle", operation_id = "circle",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")), security(("bearer" = [])), responses(
    (status = 200, description = "As `tidegate circle CASE --json`", body = crate::say::circle::CircleTold),
    (status = 404, description = "No such case at this office, or none that you may see", body = crate::web::Problem)))]
pub(super) async fn circle(visit: Visit, Path(named): Named) -> Result<Response, Wrong> {
    let (_, name) = named;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    Ok(Json(Errand { desk, book, actor: &actor }.circle(&name).await?).into_response())
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/circle", operation_id = "admit",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")),
    request_body = AdmissionBody, security(("bearer" = [])), responses(
    (status = 201, description = "On record", body = crate::say::recorded::RecordedTold),
    (status = 404, description = "No such case at this office, or none that you may see", body = crate::web::Problem),
    (status = 422, description = "You do not decide for the office, nobody would be left who does, or the case says no", body = crate::web::Problem)))]
pub(super) async fn admit(
    visit: Visit,
    Path(named): Named,
    Sent(body): Sent<AdmissionBody>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let actor = visit.member()?.actor();
    let hosted = visit.office()?;
    listed(&[&body.who])?;
    let who: Vec<&str> = body.who.iter().map(String::as_str).collect();
    let admitting = Admitting {
        what: &body.what,
        who: &who,
        role: body.role.as_deref(),
        reason: &body.reason,
        decides: may_settle(&visit)?,
    };
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let told = errand.admit(&name, admitting).await?;
    recomputed(&visit, hosted, told.case.parse().map_err(|_| Wrong::Fault)?).await;
    Ok(created(&told))
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/confined", operation_id = "keeperless",
    params(("office" = String, Path, description = "An office")), security(("bearer" = [])), responses(
    (status = 200, description = "The confined cases that nobody can keep who can sign in; none for whoever does not decide for the office", body = crate::say::circle::KeeperlessTold)))]
pub(super) async fn keeperless(visit: Visit) -> Result<Response, Wrong> {
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let mut told = Errand { desk, book, actor: &actor }.keeperless().await?;
    if !may_settle(&visit)? {
        told.cases.clear();
    }
    Ok(Json(told).into_response())
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/confined", operation_id = "keep-confined",
    params(("office" = String, Path, description = "An office")),
    request_body = KeeperBody, security(("bearer" = [])), responses(
    (status = 201, description = "On record: you are the circle of the case", body = crate::say::recorded::RecordedTold),
    (status = 404, description = "No case that nobody can keep", body = crate::web::Problem),
    (status = 422, description = "You do not decide for the office", body = crate::web::Problem)))]
pub(super) async fn keep(visit: Visit, Sent(body): Sent<KeeperBody>) -> Result<Response, Wrong> {
    let (hosted, member) = (visit.office()?, visit.member()?);
    let actor = member.actor();
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let decides = may_settle(&visit)?;
    let told = errand.keep_case(&body.case, &member.login, &body.reason, decides).await?;
    recomputed(&visit, hosted, told.case.parse().map_err(|_| Wrong::Fault)?).await;
    Ok(created(&told))
}

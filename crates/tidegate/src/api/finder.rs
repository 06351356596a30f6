//! What a finder needs before and after a report, without an account: what the law asks, and the way back to the case.
//!
//! A code gives the token of a stay, which opens one case and no other and is no member's session.

use axum::Json;
use axum::RequestExt as _;
use axum::extract::{Path, Query, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use tidegate_core::event::Given;
use tidegate_core::id::CaseId;

use super::body::{MessageBody, PlaceBody, ReachBody, Sent, WayBackBody};
use super::content::created;
use crate::errand::{self, NotDone};
use crate::finder::STAYS;
use crate::web::access::{Access, Route};
use crate::web::report::{
    come_by, is_as_shown, move_to, proof_of, reach_at, reception, take_it_back, told, weighed,
    written,
};
use crate::web::visit::bearer;
use crate::web::{Visit, Wrong};
use crate::words::Voice;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/offices/{office}/reception", Access::Anybody, before),
        Route::post("/api/v1/offices/{office}/stays", Access::Anybody, begin),
        Route::delete("/api/v1/offices/{office}/stays", Access::Finder, end),
        Route::get("/api/v1/offices/{office}/mine", Access::Finder, mine),
        Route::post("/api/v1/offices/{office}/mine/messages", Access::Finder, write),
        Route::post("/api/v1/offices/{office}/mine/place", Access::Finder, place),
        Route::post("/api/v1/offices/{office}/mine/reach", Access::Finder, reach),
        Route::post("/api/v1/offices/{office}/mine/take-back", Access::Finder, take_back),
        Route::get("/api/v1/offices/{office}/mine/taken-back/{event}", Access::Finder, taken_back),
        Route::get("/api/v1/offices/{office}/mine/receipt", Access::Finder, receipt),
    ]
}

/// A finder who came back.
#[derive(Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct StayBegun {
    /// The version of this form.
    pub version: u32,
    /// The bearer token for what is the finder's own. It is shown once.
    pub token: String,
    /// After how many seconds it ends.
    pub seconds: i64,
}

impl std::fmt::Debug for StayBegun {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StayBegun").finish_non_exhaustive()
    }
}

/// A message that a finder wrote.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct WrittenTold {
    /// The version of this form.
    pub version: u32,
    /// Its entry in the log.
    pub leaf: u64,
    /// How many entries the log has.
    pub size: u64,
}

/// What a finder takes back.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeBackBody {
    /// Which of what was given: `naming`, `address`, `messages`, `report`.
    pub words: Vec<String>,
    /// The number of `events` that was told with what would come of it: then it is done, if the case is still so. Without
    /// it, or where the case has changed, what would come of it is told, and nothing is done.
    #[serde(default)]
    pub confirmed: Option<u64>,
}

#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Before {
    /// Where the finder is: `cn`, `foreigner_in_cn`, `hk`, `mo`, `tw` or `abroad`.
    place: String,
    /// `true` if the product is made available in China.
    in_cn: bool,
    /// `true` if the product is made available in the Union.
    in_eu: bool,
    /// `true` if the flaw is exploited.
    exploited: bool,
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/reception", operation_id = "reception",
    params(("office" = String, Path, description = "An office"), Before), responses(
    (status = 200, description = "What the law asks of the finder, whom a report reaches, terms and limits, in the language asked for. Nothing is recorded", body = crate::say::beside::ReceptionTold),
    (status = 404, description = "No such office", body = crate::web::Problem),
    (status = 422, description = "No such place", body = crate::web::Problem)))]
pub(super) async fn before(visit: Visit, Query(asked): Query<Before>) -> Result<Response, Wrong> {
    let matter = (asked.in_cn, asked.in_eu, asked.exploited);
    let told = reception(&visit, &asked.place, matter)?;
    Ok(Json(told).into_response())
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/stays", operation_id = "stay-begin",
    params(("office" = String, Path, description = "An office")), request_body = WayBackBody, responses(
    (status = 201, description = "A token for the finder's own case", body = StayBegun),
    (status = 422, description = "No case has this code", body = crate::web::Problem),
    (status = 429, description = "Too many attempts", body = crate::web::Problem)))]
pub(super) async fn begin(visit: Visit, Sent(body): Sent<WayBackBody>) -> Result<Response, Wrong> {
    let unknown = || Wrong::Asked(Voice::in_both(|voice| voice.say("mine-unknown")));
    let case = come_by(&visit, &body.code).await?.ok_or_else(unknown)?;
    let token = visit.office()?.desk().begin_stay(case).await?;
    Ok(created(&StayBegun { version: 1, token, seconds: STAYS.as_secs() }))
}

/// The case of whoever holds the token of a stay.
pub(super) async fn own(visit: &Visit, headers: &HeaderMap) -> Result<CaseId, Wrong> {
    let token = bearer(headers).ok_or(Wrong::SignIn)?;
    visit.office()?.desk().stay(&token).await?.ok_or(Wrong::SignIn)
}

#[utoipa::path(delete, path = "/api/v1/offices/{office}/stays", operation_id = "stay-end",
    params(("office" = String, Path, description = "An office")), security(("finder" = [])), responses(
    (status = 204, description = "The token is good for nothing any more"),
    (status = 401, description = "There is no token of a finder", body = crate::web::Problem)))]
pub(super) async fn end(visit: Visit, headers: HeaderMap) -> Result<StatusCode, Wrong> {
    own(&visit, &headers).await?;
    let token = bearer(&headers).ok_or(Wrong::SignIn)?;
    visit.office()?.desk().end_stay(&token).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/mine", operation_id = "mine",
    params(("office" = String, Path, description = "An office")), security(("finder" = [])), responses(
    (status = 200, description = "The finder's own case: state, messages, who has and saw what, what may be done now, in the language asked for", body = crate::say::mine::MineTold),
    (status = 401, description = "There is no token of a finder", body = crate::web::Problem)))]
pub(super) async fn mine(visit: Visit, headers: HeaderMap) -> Result<Response, Wrong> {
    let case = own(&visit, &headers).await?;
    let no_store = [(header::CACHE_CONTROL, "no-store")];
    Ok((no_store, Json(told(&visit, case).await?)).into_response())
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/mine/messages", operation_id = "mine-write",
    params(("office" = String, Path, description = "An office")), request_body = MessageBody,
    security(("finder" = [])), responses(
    (status = 201, description = "It has reached the office", body = WrittenTold),
    (status = 401, description = "There is no token of a finder", body = crate::web::Problem),
    (status = 422, description = "A text that cannot be sent", body = crate::web::Problem),
    (status = 429, description = "Too many messages", body = crate::web::Problem)))]
pub(super) async fn write(visit: Visit, request: Request) -> Result<Response, Wrong> {
    // Nothing is read of what somebody sends who is no finder here.
    let case = own(&visit, request.headers()).await?;
    let Sent(body): Sent<MessageBody> = request.extract().await?;
    let ack = written(&visit, case, &body.text).await?.map_err(NotDone::NoText)?;
    Ok(created(&WrittenTold { version: 1, leaf: ack.leaves.start, size: ack.head.size }))
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/mine/place", operation_id = "mine-place",
    params(("office" = String, Path, description = "An office")), request_body = PlaceBody,
    security(("finder" = [])), responses(
    (status = 204, description = "It is on record; the gate answers accordingly from now on"),
    (status = 401, description = "There is no token of a finder", body = crate::web::Problem),
    (status = 422, description = "A code of no country", body = crate::web::Problem)))]
pub(super) async fn place(visit: Visit, request: Request) -> Result<StatusCode, Wrong> {
    let case = own(&visit, request.headers()).await?;
    let Sent(body): Sent<PlaceBody> = request.extract().await?;
    move_to(&visit, case, &body.present, &body.home).await?.map_err(errand::wrong)?;
    Ok(StatusCode::NO_CONTENT)
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/mine/reach", operation_id = "mine-reach",
    params(("office" = String, Path, description = "An office")), request_body = ReachBody,
    security(("finder" = [])), responses(
    (status = 204, description = "It is kept, and shown to nobody"),
    (status = 401, description = "There is no token of a finder", body = crate::web::Problem),
    (status = 422, description = "No mail address", body = crate::web::Problem)))]
pub(super) async fn reach(visit: Visit, request: Request) -> Result<StatusCode, Wrong> {
    let case = own(&visit, request.headers()).await?;
    let Sent(body): Sent<ReachBody> = request.extract().await?;
    if !reach_at(&visit, case, &body.address, body.readable).await? {
        let no_address = |voice: &Voice| voice.say("error-relay-address");
        return Err(NotDone::Said(Voice::in_both(no_address)).into());
    }
    Ok(StatusCode::NO_CONTENT)
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/mine/receipt", operation_id = "mine-receipt",
    params(("office" = String, Path, description = "An office")), security(("finder" = [])), responses(
    (status = 200, description = "The receipt of the report again", body = serde_json::Value),
    (status = 401, description = "There is no token of a finder", body = crate::web::Problem)))]
pub(super) async fn receipt(visit: Visit, headers: HeaderMap) -> Result<Response, Wrong> {
    let case = own(&visit, &headers).await?;
    Ok(Json(visit.office()?.desk().receipt_again(case).await?).into_response())
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/mine/take-back", operation_id = "mine-take-back",
    params(("office" = String, Path, description = "An office")), request_body = TakeBackBody,
    security(("finder" = [])), responses(
    (status = 200, description = "What would come of it, in the language asked for; nothing is done", body = crate::say::taking_back::TakingBackTold),
    (status = 201, description = "It is taken back and on the log", body = WrittenTold),
    (status = 401, description = "There is no token of a finder", body = crate::web::Problem),
    (status = 422, description = "Nothing is named, or it was never given or taken back before", body = crate::web::Problem)))]
pub(super) async fn take_back(visit: Visit, request: Request) -> Result<Response, Wrong> {
    let case = own(&visit, request.headers()).await?;
    let Sent(body): Sent<TakeBackBody> = request.extract().await?;
    let read = body.words.iter().map(|word| Given::from_word(word).ok_or(Wrong::Form));
    let what = read.collect::<Result<_, _>>()?;
    let confirmed = match body.confirmed {
        Some(events) => is_as_shown(&visit, case, events).await?,
        None => false,
    };
    if !confirmed {
        let told = weighed(&visit, case, &what).await??;
        return Ok(Json(told).into_response());
    }
    let ack = take_it_back(&visit, case, what).await??;
    Ok(created(&WrittenTold { version: 1, leaf: ack.leaves.start, size: ack.head.size }))
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/mine/taken-back/{event}", operation_id = "mine-taken-back",
    params(("office" = String, Path, description = "An office"), ("event" = String, Path, description = "The number of the event, as the finder's own case has it")),
    security(("finder" = [])), responses(
    (status = 200, description = "The proof, as a C2SP tlog-proof that carries what opens its leaf", body = String, content_type = "text/plain"),
    (status = 401, description = "There is no token of a finder", body = crate::web::Problem),
    (status = 404, description = "Nothing was taken back by this event", body = crate::web::Problem)))]
pub(super) async fn taken_back(
    visit: Visit,
    headers: HeaderMap,
    Path(named): Path<(String, String)>,
) -> Result<Response, Wrong> {
    let case = own(&visit, &headers).await?;
    proof_of(&visit, case, &named.1).await
}

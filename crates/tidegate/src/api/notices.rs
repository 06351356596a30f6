//! Notices, for members: listed with what became of each, sent again, how one is told; for administrators the ladder and
//! the webhooks.

use axum::Json;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use tidegate_core::case::Patience;

use super::body::{Sent, listed};
use super::content::created;
use crate::errand::{Errand, TellingMe};
use crate::people::MemberRole;
use crate::say::notices::FeedTold;
use crate::web::access::{Access, Route};
use crate::web::{Visit, Wrong};

/// Whoever keeps the settings of the office.
pub(crate) const SETTINGS: Access = Access::Members(&[MemberRole::Administrator]);

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/offices/{office}/notices", Access::SignedIn, notices),
        Route::post("/api/v1/offices/{office}/notices/{notice}/again", Access::SignedIn, again),
        Route::get("/api/v1/offices/{office}/reader", Access::SignedIn, reader),
        Route::post("/api/v1/offices/{office}/reader", Access::SignedIn, tell_me),
        Route::post("/api/v1/offices/{office}/reader/feed", Access::SignedIn, feed),
        Route::delete("/api/v1/offices/{office}/reader/feed", Access::SignedIn, no_feed),
        Route::get("/api/v1/offices/{office}/ladder", SETTINGS, ladder),
        Route::post("/api/v1/offices/{office}/ladder", SETTINGS, choose),
        Route::get("/api/v1/offices/{office}/patience", SETTINGS, patience),
        Route::post("/api/v1/offices/{office}/patience", SETTINGS, wait),
        Route::get("/api/v1/offices/{office}/webhooks", SETTINGS, webhooks),
        Route::post("/api/v1/offices/{office}/webhooks", SETTINGS, add),
        Route::delete("/api/v1/offices/{office}/webhooks/{webhook}", SETTINGS, remove),
    ]
}

/// What an operation is for, as a text.
pub(super) fn said(operation: &str) -> Option<&'static str> {
    Some(match operation {
        "notices" => "api-notices",
        "notice-again" => "api-notice-again",
        "reader" => "api-reader",
        "tell-me" => "api-tell-me",
        "feed-make" => "api-feed-make",
        "feed-revoke" => "api-feed-revoke",
        "ladder" => "api-ladder",
        "ladder-choose" => "api-ladder-choose",
        "patience" => "api-patience",
        "patience-choose" => "api-patience-choose",
        "webhooks" => "api-webhooks",
        "webhook-add" => "api-webhook-add",
        "webhook-drop" => "api-webhook-drop",
        "mine-reach" => "api-mine-reach",
        _ => return None,
    })
}

/// How a member wants to be told.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ReaderBody {
    /// The mail address; without one nothing is mailed any more.
    pub address: String,
    /// `en` or `zh`; both where it is empty.
    pub language: String,
    /// From which hour to which it is quiet, such as `22-7`.
    pub quiet: String,
    /// At which hour what can wait is sent together.
    pub digest: String,
}

/// The steps of a ladder.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LadderBody {
    /// The steps, such as `before-24h=analyst,office`; without any, the usual ones.
    pub steps: Vec<String>,
}

/// After how many days without an answer what is done.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PatienceBody {
    /// Who does not answer is reminded.
    pub remind: u16,
    /// The coordinator is told; later than that.
    pub escalate: u16,
    /// Whoever decides is told; later than that, within 366 days.
    pub decide: u16,
}

/// A webhook to add.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WebhookBody {
    /// Its name at the office.
    pub name: String,
    /// Where requests go: an `https://` address outside the network.
    pub url: String,
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/notices", operation_id = "notices",
    params(("office" = String, Path, description = "An office")), security(("bearer" = [])), responses(
    (status = 200, description = "One's own notices; all of them for an administrator", body = crate::say::notices::NoticesTold)))]
pub(super) async fn notices(visit: Visit) -> Result<Response, Wrong> {
    let member = visit.member()?;
    let (desk, book, actor) = (visit.office()?.desk(), visit.house.book(), member.actor());
    Ok(Json(Errand { desk, book, actor: &actor }.notices(member).await?).into_response())
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/notices/{notice}/again", operation_id = "notice-again",
    params(("office" = String, Path, description = "An office"),
        ("notice" = String, Path, description = "The id of a notice")), security(("bearer" = [])), responses(
    (status = 200, description = "The notice, which is sent again under the same name", body = crate::say::notices::NoticeTold),
    (status = 422, description = "No such notice", body = crate::web::Problem)))]
pub(super) async fn again(
    visit: Visit,
    Path(named): Path<(String, String)>,
) -> Result<Response, Wrong> {
    let member = visit.member()?;
    let (desk, book, actor) = (visit.office()?.desk(), visit.house.book(), member.actor());
    let errand = Errand { desk, book, actor: &actor };
    Ok(Json(errand.notice_again(member, &named.1).await?).into_response())
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/reader", operation_id = "reader",
    params(("office" = String, Path, description = "An office")), security(("bearer" = [])), responses(
    (status = 200, description = "How one is told", body = crate::say::notices::ReaderTold)))]
pub(super) async fn reader(visit: Visit) -> Result<Response, Wrong> {
    let member = visit.member()?;
    let (desk, book, actor) = (visit.office()?.desk(), visit.house.book(), member.actor());
    Ok(Json(Errand { desk, book, actor: &actor }.reader(member).await?).into_response())
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/reader", operation_id = "tell-me",
    params(("office" = String, Path, description = "An office")), request_body = ReaderBody,
    security(("bearer" = [])), responses(
    (status = 200, description = "How one is told from now on", body = crate::say::notices::ReaderTold),
    (status = 422, description = "No address, or no hour", body = crate::web::Problem)))]
pub(super) async fn tell_me(visit: Visit, Sent(body): Sent<ReaderBody>) -> Result<Response, Wrong> {
    let member = visit.member()?;
    let (desk, book, actor) = (visit.office()?.desk(), visit.house.book(), member.actor());
    let ReaderBody { address, language, quiet, digest } = body;
    let me = TellingMe { address, language, quiet, digest };
    Ok(Json(Errand { desk, book, actor: &actor }.tell_me(member, &me).await?).into_response())
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/reader/feed", operation_id = "feed-make",
    params(("office" = String, Path, description = "An office")), security(("bearer" = [])), responses(
    (status = 201, description = "A new secret link, told once; the one before is revoked", body = FeedTold)))]
pub(super) async fn feed(visit: Visit) -> Result<Response, Wrong> {
    let (hosted, login) = (visit.office()?, &visit.member()?.login);
    let secret = hosted.desk().make_feed(login).await?;
    let base = format!("{}/at/{}/", visit.house.public(), hosted.slug());
    Ok(created(&FeedTold::of(&base, Some(&secret))))
}

#[utoipa::path(delete, path = "/api/v1/offices/{office}/reader/feed", operation_id = "feed-revoke",
    params(("office" = String, Path, description = "An office")), security(("bearer" = [])), responses(
    (status = 200, description = "No secret link any more", body = FeedTold)))]
pub(super) async fn no_feed(visit: Visit) -> Result<Response, Wrong> {
    visit.office()?.desk().drop_feeds(&visit.member()?.login).await?;
    Ok(Json(FeedTold::of("", None)).into_response())
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/ladder", operation_id = "ladder",
    params(("office" = String, Path, description = "An office")), security(("bearer" = [])), responses(
    (status = 200, description = "As `tidegate notices ladder`", body = crate::say::notices::LadderTold)))]
pub(super) async fn ladder(visit: Visit) -> Result<Response, Wrong> {
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    Ok(Json(Errand { desk, book, actor: &actor }.ladder().await?).into_response())
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/ladder", operation_id = "ladder-choose",
    params(("office" = String, Path, description = "An office")), request_body = LadderBody,
    security(("bearer" = [])), responses(
    (status = 200, description = "The ladder from now on", body = crate::say::notices::LadderTold),
    (status = 422, description = "No ladder", body = crate::web::Problem)))]
pub(super) async fn choose(visit: Visit, Sent(body): Sent<LadderBody>) -> Result<Response, Wrong> {
    listed(&[&body.steps])?;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let errand = Errand { desk, book, actor: &actor };
    Ok(Json(errand.choose_ladder(&body.steps).await?).into_response())
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/patience", operation_id = "patience",
    params(("office" = String, Path, description = "An office")), security(("bearer" = [])), responses(
    (status = 200, description = "As `tidegate notices patience`", body = crate::say::notices::PatienceTold)))]
pub(super) async fn patience(visit: Visit) -> Result<Response, Wrong> {
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    Ok(Json(Errand { desk, book, actor: &actor }.patience().await?).into_response())
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/patience", operation_id = "patience-choose",
    params(("office" = String, Path, description = "An office")), request_body = PatienceBody,
    security(("bearer" = [])), responses(
    (status = 200, description = "The days from now on", body = crate::say::notices::PatienceTold),
    (status = 422, description = "Days that are not in order", body = crate::web::Problem)))]
pub(super) async fn wait(visit: Visit, Sent(body): Sent<PatienceBody>) -> Result<Response, Wrong> {
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let PatienceBody { remind, escalate, decide } = body;
    let errand = Errand { desk, book, actor: &actor };
    Ok(Json(errand.choose_patience(Patience { remind, escalate, decide }).await?).into_response())
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/webhooks", operation_id = "webhooks",
    params(("office" = String, Path, description = "An office")), security(("bearer" = [])), responses(
    (status = 200, description = "As `tidegate notices webhook`", body = crate::say::notices::WebhooksTold)))]
pub(super) async fn webhooks(visit: Visit) -> Result<Response, Wrong> {
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    Ok(Json(Errand { desk, book, actor: &actor }.webhooks().await?).into_response())
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/webhooks", operation_id = "webhook-add",
    params(("office" = String, Path, description = "An office")), request_body = WebhookBody,
    security(("bearer" = [])), responses(
    (status = 201, description = "The webhook with its secret, told once", body = crate::say::notices::WebhookTold),
    (status = 422, description = "No name, or no address", body = crate::web::Problem)))]
pub(super) async fn add(visit: Visit, Sent(body): Sent<WebhookBody>) -> Result<Response, Wrong> {
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let errand = Errand { desk, book, actor: &actor };
    Ok(created(&errand.add_webhook(&body.name, &body.url).await?))
}

#[utoipa::path(delete, path = "/api/v1/offices/{office}/webhooks/{webhook}", operation_id = "webhook-drop",
    params(("office" = String, Path, description = "An office"),
        ("webhook" = String, Path, description = "The name of a webhook")), security(("bearer" = [])), responses(
    (status = 200, description = "The webhooks that are left", body = crate::say::notices::WebhooksTold)))]
pub(super) async fn remove(
    visit: Visit,
    Path(named): Path<(String, String)>,
) -> Result<Response, Wrong> {
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    Ok(Json(Errand { desk, book, actor: &actor }.drop_webhook(&named.1).await?).into_response())
}

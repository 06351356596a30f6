//! Offers of cases to other offices, and those of others to this one, for members.

use axum::Json;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use tidegate_core::office::Office;

use super::body::{Sent, listed};
use super::content::{created, created_in};
use crate::errand::{Errand, Offering};
use crate::transfer::carry_all;
use crate::web::access::{CASE_WORK, Route};
use crate::web::{Visit, Wrong, addresses};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/offices/{office}/cases/{case}/transfers", CASE_WORK, offers),
        Route::post("/api/v1/offices/{office}/cases/{case}/transfers/weighed", CASE_WORK, weigh),
        Route::post("/api/v1/offices/{office}/cases/{case}/transfers", CASE_WORK, offer),
        Route::post("/api/v1/offices/{office}/cases/{case}/transfers/end", CASE_WORK, withdraw),
        Route::post(
            "/api/v1/offices/{office}/cases/{case}/transfers/hand-over",
            CASE_WORK,
            hand_over,
        ),
        Route::get("/api/v1/offices/{office}/transfers", CASE_WORK, coming),
        Route::post("/api/v1/offices/{office}/transfers/{transfer}", CASE_WORK, answer),
    ]
}

type Named = Path<(String, String)>;

/// An offer of a case to another office.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OfferBody {
    /// The organisation of the register that the other office is in the case, by name or id.
    pub to: String,
    /// The address of the other office, as the list of offers has it.
    pub address: String,
    /// The content that goes, by id; all that can go where none is named.
    pub items: Vec<String>,
    /// Why: `competence`, `place`, `capacity` or `asked`.
    pub reason: String,
    /// Why, beyond that; it stays in the case.
    pub note: Option<String>,
    /// Until when it can be accepted, in the office's zone; a fortnight where nothing is said.
    pub until: Option<String>,
}

impl OfferBody {
    fn offering<'b>(&'b self, items: &'b [&'b str], office: Option<&'b Office>) -> Offering<'b> {
        Offering {
            to: &self.to,
            address: &self.address,
            items,
            reason: &self.reason,
            note: self.note.as_deref(),
            until: self.until.as_deref(),
            office,
        }
    }
}

/// Why an offer is taken back.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OfferEndBody {
    /// Why.
    pub reason: String,
}

/// The answer to an offer.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OfferAnswerBody {
    /// Whether it is accepted.
    pub accepts: bool,
    /// Why not, where it is declined; the other office reads it.
    pub reason: Option<String>,
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/cases/{case}/transfers", operation_id = "offers",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")), security(("bearer" = [])), responses(
    (status = 200, description = "As `tidegate transfer CASE --json`", body = crate::say::transfer::TransfersTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem)))]
pub(super) async fn offers(visit: Visit, Path(named): Named) -> Result<Response, Wrong> {
    let (_, name) = named;
    let actor = visit.member()?.actor();
    let hosted = visit.office()?;
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let mut told = errand.transfers(&name).await?;
    told.addresses = addresses(&visit.house, hosted.slug().as_str());
    Ok(Json(told).into_response())
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/transfers/weighed", operation_id = "offer-weigh",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")),
    request_body = OfferBody, security(("bearer" = [])), responses(
    (status = 200, description = "What the gate says of it; only the opening of the case is recorded", body = crate::say::transfer::OfferWeighed),
    (status = 404, description = "No such case or organisation at this office", body = crate::web::Problem),
    (status = 422, description = "Not understood, or something of it never goes", body = crate::web::Problem)))]
pub(super) async fn weigh(
    visit: Visit,
    Path(named): Named,
    Sent(body): Sent<OfferBody>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let actor = visit.member()?.actor();
    listed(&[&body.items])?;
    let items: Vec<&str> = body.items.iter().map(String::as_str).collect();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let errand = Errand { desk, book, actor: &actor };
    let other = visit.house.office(&body.address);
    let other = other.as_ref().map(|other| other.office());
    Ok(Json(errand.weigh_offer(&name, body.offering(&items, other)).await?).into_response())
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/transfers", operation_id = "offer-make",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")),
    request_body = OfferBody, security(("bearer" = [])), responses(
    (status = 201, description = "Offered, if the gate would let it go; else nothing is offered, and the answer says why", body = crate::say::transfer::OfferWeighed),
    (status = 404, description = "No such case or organisation at this office", body = crate::web::Problem),
    (status = 422, description = "Not understood, or the case says no", body = crate::web::Problem)))]
pub(super) async fn offer(
    visit: Visit,
    Path(named): Named,
    Sent(body): Sent<OfferBody>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let actor = visit.member()?.actor();
    listed(&[&body.items])?;
    let items: Vec<&str> = body.items.iter().map(String::as_str).collect();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let errand = Errand { desk, book, actor: &actor };
    let other = visit.house.office(&body.address);
    let other = other.as_ref().map(|other| other.office());
    let told = errand.offer(&name, body.offering(&items, other)).await?;
    carry_all(&visit.house).await;
    created_in(&visit, &name, &told).await
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/transfers/end", operation_id = "offer-withdraw",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")),
    request_body = OfferEndBody, security(("bearer" = [])), responses(
    (status = 201, description = "Taken back", body = crate::say::transfer::TransfersTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "No offer waits, or nobody says why", body = crate::web::Problem)))]
pub(super) async fn withdraw(
    visit: Visit,
    Path(named): Named,
    Sent(body): Sent<OfferEndBody>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let errand = Errand { desk, book, actor: &actor };
    errand.withdraw_offer(&name, &body.reason).await?;
    carry_all(&visit.house).await;
    created_in(&visit, &name, &errand.transfers(&name).await?).await
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/transfers/hand-over", operation_id = "offer-hand-over",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")),
    security(("bearer" = [])), responses(
    (status = 201, description = "What the gate decided, recorded; the content went if it lets it", body = crate::say::transfer::OfferWeighed),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "No offer was accepted", body = crate::web::Problem)))]
pub(super) async fn hand_over(visit: Visit, Path(named): Named) -> Result<Response, Wrong> {
    let (_, name) = named;
    let member = visit.member()?;
    let (actor, session) = (member.actor(), member.session);
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let told = Errand { desk, book, actor: &actor }.hand_over(&name, session).await?;
    carry_all(&visit.house).await;
    created_in(&visit, &name, &told).await
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/transfers", operation_id = "offers-coming",
    params(("office" = String, Path, description = "An office")), security(("bearer" = [])), responses(
    (status = 200, description = "As `tidegate transfer --json`; no case is opened", body = crate::say::transfer::ComingTold),
    (status = 401, description = "Nobody is signed in", body = crate::web::Problem)))]
pub(super) async fn coming(visit: Visit) -> Result<Response, Wrong> {
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    Ok(Json(Errand { desk, book, actor: &actor }.coming().await?).into_response())
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/transfers/{transfer}", operation_id = "offer-answer",
    params(("office" = String, Path, description = "An office"),
        ("transfer" = String, Path, description = "The id of an offer")),
    request_body = OfferAnswerBody, security(("bearer" = [])), responses(
    (status = 201, description = "Answered", body = crate::say::transfer::ComingTold),
    (status = 422, description = "No such offer waits, or nobody says why not", body = crate::web::Problem)))]
pub(super) async fn answer(
    visit: Visit,
    Path(named): Named,
    Sent(body): Sent<OfferAnswerBody>,
) -> Result<Response, Wrong> {
    let (_, transfer) = named;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let errand = Errand { desk, book, actor: &actor };
    errand.answer_offer(&transfer, body.accepts, body.reason.as_deref()).await?;
    carry_all(&visit.house).await;
    Ok(created(&errand.coming().await?))
}

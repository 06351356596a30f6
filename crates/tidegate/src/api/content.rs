//! Content and messages of a case, for members: opened by a decision of the gate that is on the log first.
//!
//! The answer to such a wish is the answer of the gate, whatever it is; content is beside it where the gate lets it out.

use axum::Json;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use tidegate_core::id::ItemId;

use super::body::{AnswerBody, Sent};
use crate::errand::{Errand, reply};
use crate::web::access::{CASE_WORK, Route};
use crate::web::{Visit, Wrong, recomputed};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/api/v1/offices/{office}/cases/{case}/items/{item}/open", CASE_WORK, open),
        Route::post("/api/v1/offices/{office}/cases/{case}/messages/open", CASE_WORK, messages),
        Route::post("/api/v1/offices/{office}/cases/{case}/messages", CASE_WORK, write),
        Route::post("/api/v1/offices/{office}/cases/{case}/messages/{item}/send", CASE_WORK, send),
        Route::post(
            "/api/v1/offices/{office}/cases/{case}/acknowledgement",
            CASE_WORK,
            acknowledge,
        ),
    ]
}

type Named = Path<(String, String)>;
type OfItem = Path<(String, String, String)>;

/// What was recorded, which nobody keeps on its way.
pub(super) fn created(told: &impl Serialize) -> Response {
    (StatusCode::CREATED, [(header::CACHE_CONTROL, "no-store")], Json(told)).into_response()
}

/// What was recorded in a case; what follows from it is computed first, so that whoever asks next sees it.
pub(super) async fn created_in(
    visit: &Visit,
    name: &str,
    told: &impl Serialize,
) -> Result<Response, Wrong> {
    let hosted = visit.office()?;
    recomputed(visit, hosted, hosted.desk().find(name).await?.case).await;
    Ok(created(told))
}

fn item(text: &str) -> Result<ItemId, Wrong> {
    text.parse().map_err(|_| Wrong::Nowhere)
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/items/{item}/open", operation_id = "item-open",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case"),
        ("item" = String, Path, description = "The id of an item")), security(("bearer" = [])), responses(
    (status = 201, description = "What the gate answered, recorded; the content, if it let it out", body = crate::say::opened::OpenedTold),
    (status = 404, description = "No such case or item at this office", body = crate::web::Problem)))]
pub(super) async fn open(visit: Visit, Path(named): OfItem) -> Result<Response, Wrong> {
    let (_, name, id) = named;
    let (member, desk) = (visit.member()?, visit.office()?.desk());
    let actor = member.actor();
    let errand = Errand { desk, book: visit.house.book(), actor: &actor };
    let told = errand.open_items(&name, vec![item(&id)?], member.session).await?;
    created_in(&visit, &name, &told).await
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/messages/open", operation_id = "messages-open",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")), security(("bearer" = [])), responses(
    (status = 201, description = "The messages, with what they say if the gate let it out", body = crate::say::opened::MessagesTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem)))]
pub(super) async fn messages(visit: Visit, Path(named): Named) -> Result<Response, Wrong> {
    let (_, name) = named;
    let (member, desk, book) = (visit.member()?, visit.office()?.desk(), visit.house.book());
    let actor = member.actor();
    let thread = Errand { desk, book, actor: &actor }.messages(&name, member.session).await?;
    created_in(&visit, &name, &thread.told(book, desk.office())).await
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/messages", operation_id = "message-write",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")),
    request_body = AnswerBody, security(("bearer" = [])), responses(
    (status = 201, description = "Written; sent if the gate let it out, else it waits in the case", body = crate::say::opened::RepliedTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "A text that cannot be sent", body = crate::web::Problem)))]
pub(super) async fn write(
    visit: Visit,
    Path(named): Named,
    Sent(body): Sent<AnswerBody>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let (member, desk) = (visit.member()?, visit.office()?.desk());
    let actor = member.actor();
    let reply = reply(&body.text, &body.class, body.tells_nothing)?;
    let errand = Errand { desk, book: visit.house.book(), actor: &actor };
    let (_, replied) = errand.write(&name, reply, member.session).await?;
    created_in(&visit, &name, &errand.replied(&replied)).await
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/messages/{item}/send", operation_id = "message-send",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case"),
        ("item" = String, Path, description = "The id of an answer that waits")), security(("bearer" = [])), responses(
    (status = 201, description = "What the gate answered, recorded; sent if it let it out", body = crate::say::opened::RepliedTold),
    (status = 404, description = "No such case, or no such answer that waits", body = crate::web::Problem)))]
pub(super) async fn send(visit: Visit, Path(named): OfItem) -> Result<Response, Wrong> {
    let (_, name, id) = named;
    let (member, desk) = (visit.member()?, visit.office()?.desk());
    let actor = member.actor();
    let errand = Errand { desk, book: visit.house.book(), actor: &actor };
    let (_, replied) = errand.send(&name, item(&id)?, member.session).await?;
    created_in(&visit, &name, &errand.replied(&replied)).await
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/acknowledgement", operation_id = "acknowledge",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")), security(("bearer" = [])), responses(
    (status = 201, description = "The report is acknowledged; its finder sees it", body = crate::say::recorded::RecordedTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "It was acknowledged before, or there is no report", body = crate::web::Problem)))]
pub(super) async fn acknowledge(visit: Visit, Path(named): Named) -> Result<Response, Wrong> {
    let (_, name) = named;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let told = Errand { desk, book, actor: &actor }.acknowledge(&name).await?;
    created_in(&visit, &name, &told).await
}

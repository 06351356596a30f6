//! Taking in reports, without an account.

use axum::Json;
use axum::RequestExt as _;
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tidegate_core::digest::Digest;
use tidegate_core::report::Draft;

use super::body::{ReportBody, Sent};
use crate::desk::Intake;
use crate::errand::{asked, placed, taken, wrong};
use crate::finder::Holder;
use crate::reception::{Way, shut};
use crate::web::access::{Access, Route};
use crate::web::{Visit, Wrong};
use crate::words::Voice;

/// How long an idempotency key is: a short one is somebody else's as well.
const KEY: std::ops::RangeInclusive<usize> = 16..=200;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::post("/api/v1/offices/{office}/reports", Access::Anybody, report).with_files()]
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/reports", operation_id = "report",
    params(("office" = String, Path, description = "An office"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key with the same report opens one case and gives the same receipt; 16 to 200 characters that nobody else uses, such as a UUID")),
    request_body = ReportBody, responses(
    (status = 201, description = "Taken in: the receipt, and the document that it proves", body = crate::say::recorded::TakenTold),
    (status = 403, description = "The law forbids the office to take in reports through its form", body = crate::web::Problem),
    (status = 409, description = "The key was used for another report, or the terms are others by now", body = crate::web::Problem),
    (status = 413, description = "Larger than the server takes in", body = crate::web::Problem),
    (status = 422, description = "The form does not hold together", body = crate::web::Problem),
    (status = 429, description = "Too many reports", body = crate::web::Problem)))]
pub(super) async fn report(visit: Visit, request: Request) -> Result<Response, Wrong> {
    // Nothing of a report is read where none may be taken in, nor of one too many.
    let (house, desk) = (&visit.house, visit.office()?.desk());
    if let Some(shut) = shut(house.book(), desk.office(), Way::Form, desk.now()) {
        return Err(Wrong::Shut(Voice::in_both(|voice| voice.say(shut.refusal()))));
    }
    let limits = house.limits();
    let (rates, from, rate) = (house.rates(), visit.from, limits.reports);
    rates.look(from, "reports", rate, house.now()).map_err(Wrong::TooMany)?;
    let key = key(request.headers())?;
    let Sent(body): Sent<ReportBody> = request.extract().await?;
    rates.take(from, "reports", rate, house.now()).map_err(Wrong::TooMany)?;
    if body.files.len() > limits.files {
        return Err(Wrong::TooLarge);
    }
    let form = serde_json::to_vec(&body.report).map_err(asked)?;
    let draft = Draft::from_json(&form).map_err(wrong)?;
    let mut intake = Intake::new(draft, "interface", "report over the interface");
    for file in &body.files {
        intake.files.push(STANDARD.decode(file).map_err(asked)?);
    }
    intake.manufacturer_place = placed(body.manufacturer_place.as_deref())?;
    intake.idempotency_key = key;
    intake.terms = terms(&visit, body.terms.as_deref())?;
    let holder = match body.secret.as_deref() {
        Some(secret) => Some(Holder::parse(secret).ok_or_else(no_secret)?),
        None => None,
    };
    intake.way_back = holder.as_ref().map(|holder| holder.code().digest());
    let received = desk.receive(&intake).await?;
    let mut told = taken(desk, house.book(), &received, None)?;
    // Sent again with another secret, the code of that one leads nowhere and is not given.
    if let Some(code) = holder.map(|holder| holder.code())
        && desk.way_back(&code).await? == Some(received.case)
    {
        told.way_back = Some(code.to_string());
    }
    Ok((StatusCode::CREATED, Json(told)).into_response())
}

fn key(headers: &HeaderMap) -> Result<Option<String>, Wrong> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    let key = value.to_str().map_err(|_| Wrong::Form)?;
    if !KEY.contains(&key.len()) {
        return Err(Wrong::Asked(Voice::in_both(|voice| voice.say("api-key-length"))));
    }
    Ok(Some(key.to_owned()))
}

fn no_secret() -> Wrong {
    Wrong::Asked(Voice::in_both(|voice| voice.say("api-no-secret")))
}

/// The terms that the finder was shown. Nobody is held to terms that were not shown, and nobody loses those that were.
fn terms(visit: &Visit, shown: Option<&str>) -> Result<Option<Digest>, Wrong> {
    let Some(shown) = shown else { return Ok(None) };
    let hosted = visit.office()?;
    let stand = hosted.office().good_faith_at(hosted.desk().now());
    let stand = stand.and_then(|held| held.terms.digest().ok());
    match stand.filter(|digest| digest.to_string() == shown) {
        Some(digest) => Ok(Some(digest)),
        None => Err(Wrong::Changed(Voice::in_both(|voice| voice.say("finder-terms-changed")))),
    }
}

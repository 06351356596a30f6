//! The offers that other offices make to this one: what an offer says, which is nothing of the flaw, and the answer.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::access::{CASE_WORK, Route};
use super::{Frame, Page, Posted, Visit, Wrong};
use crate::errand::Errand;
use crate::say::instant;
use crate::say::transfer::ComingTold;
use crate::transfer::carry_all;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/at/{office}/transfers", CASE_WORK, show),
        Route::post("/at/{office}/transfers/{transfer}", CASE_WORK, answer),
    ]
}

#[derive(Template)]
#[template(path = "transfers.html")]
struct ComingPage {
    frame: Frame,
    slug: String,
    told: ComingTold,
    zone: TimeZone,
}

impl ComingPage {
    fn when(&self, at: &Timestamp) -> String {
        instant(*at, &self.zone)
    }
}

async fn show(visit: Visit) -> Result<Response, Wrong> {
    let (hosted, frame, actor) = (visit.office()?, visit.frame(), visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let told = errand.coming().await?;
    let zone = hosted.office().zone.rules();
    Ok(Page(ComingPage { slug: hosted.slug().to_string(), told, zone, frame }).into_response())
}

#[derive(Debug, Deserialize)]
struct Answering {
    /// `accept` or `decline`.
    answer: String,
    #[serde(default)]
    reason: String,
}

async fn answer(
    Path((_, transfer)): Path<(String, String)>,
    posted: Posted<Answering>,
) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let (hosted, actor) = (visit.office()?, visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let accepts = match fields.answer.as_str() {
        "accept" => true,
        "decline" => false,
        _ => return Err(Wrong::Form),
    };
    errand.answer_offer(&transfer, accepts, Some(&fields.reason)).await?;
    carry_all(&visit.house).await;
    Ok(Redirect::to(&format!("/at/{}/transfers", hosted.slug())).into_response())
}

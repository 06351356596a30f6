//! Checking a receipt in the visitor's own browser. No file is sent; the page only says which logs this server has, so
//! that a receipt finds its own.

use askama::Template;
use axum::response::IntoResponse;

use super::super::access::{Access, Route};
use super::super::{Frame, Page, Visit};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/verify", Access::Anybody, page)]
}

#[derive(Template)]
#[template(path = "verify.html")]
struct VerifyPage {
    frame: Frame,
    logs: Vec<Log>,
}

/// The log of an office that the server hosts.
struct Log {
    slug: String,
    name: String,
    origin: String,
    key: String,
}

async fn page(visit: Visit) -> impl IntoResponse {
    let frame = visit.frame();
    let hosted = visit.house.offices();
    let logs = hosted.iter().zip(&frame.offices).map(|(hosted, shown)| {
        let log = hosted.desk().log();
        let key = log.keys().first().map(ToString::to_string).unwrap_or_default();
        let (slug, name) = (hosted.slug().to_string(), shown.name.clone());
        Log { slug, name, origin: log.origin().to_string(), key }
    });
    let logs = logs.collect();
    Page(VerifyPage { frame, logs })
}

//! Where whoever reported by mail fetches the way back, once: opening the link shows a button, pressing it the code.

use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::access::{Access, Route};
use super::{Frame, Page, Posted, Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/at/{office}/claim/{link}", Access::Anybody, show),
        Route::post("/at/{office}/claim/{link}", Access::Anybody, fetch),
    ]
}

#[derive(Template)]
#[template(path = "claim.html")]
struct ClaimPage {
    frame: Frame,
    slug: String,
    /// Whether the link can still be used.
    waits: bool,
    /// The code, shown this once.
    code: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Nothing {}

type Link = Path<(String, String)>;

async fn show(visit: Visit, Path((_, link)): Link) -> Result<Response, Wrong> {
    let hosted = visit.office()?;
    let waits = hosted.desk().is_claimable(&link).await?;
    let slug = hosted.slug().to_string();
    Ok(Page(ClaimPage { frame: visit.frame(), slug, waits, code: None }).into_response())
}

async fn fetch(Path((_, link)): Link, posted: Posted<Nothing>) -> Result<Response, Wrong> {
    let Posted { visit, .. } = posted;
    let hosted = visit.office()?;
    let found = hosted.desk().claim(&link).await?;
    let code = found.map(|(_, code)| code.to_string());
    let slug = hosted.slug().to_string();
    let page = Page(ClaimPage { frame: visit.frame(), slug, waits: false, code });
    let mut response = page.into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

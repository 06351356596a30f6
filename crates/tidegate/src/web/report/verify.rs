//! Checking a receipt in the visitor's own browser; nothing is sent, so there is nothing here but the page.

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
}

async fn page(visit: Visit) -> impl IntoResponse {
    Page(VerifyPage { frame: visit.frame() })
}

//! The first page: what this is, and the four things to do.

use askama::Template;
use axum::response::IntoResponse;

use super::access::{Access, Route};
use super::{Frame, Page, Visit};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/", Access::Anybody, home)]
}

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    frame: Frame,
}

async fn home(visit: Visit) -> impl IntoResponse {
    Page(HomePage { frame: visit.frame() })
}

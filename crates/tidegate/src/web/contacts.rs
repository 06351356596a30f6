//! How a finder is reached: for the keepers of contacts, who are shown the address that the finder left for them, each time
//! on record and for a purpose. There is no list: whoever needs it names the case.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::access::{CONTACTS, Route};
use super::{Frame, Page, Posted, Visit, Wrong};
use crate::errand::Errand;
use crate::say::mine::ContactTold;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/at/{office}/contacts", CONTACTS, show),
        Route::post("/at/{office}/contacts", CONTACTS, read),
    ]
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Typed {
    case: String,
    purpose: String,
}

#[derive(Template)]
#[template(path = "contacts.html")]
struct ContactsPage {
    frame: Frame,
    slug: String,
    typed: Typed,
    problem: Option<String>,
    told: Option<ContactTold>,
}

async fn show(visit: Visit) -> Result<Response, Wrong> {
    let slug = visit.office()?.slug().to_string();
    let (typed, problem, told) = (Typed::default(), None, None);
    Ok(Page(ContactsPage { frame: visit.frame(), slug, typed, problem, told }).into_response())
}

async fn read(posted: Posted<Typed>) -> Result<Response, Wrong> {
    let Posted { visit, fields: typed } = posted;
    let (hosted, actor) = (visit.office()?, visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let (frame, slug) = (visit.frame(), hosted.slug().to_string());
    let (status, problem, told) =
        match errand.finder_contact(typed.case.trim(), typed.purpose.trim()).await {
            Ok(told) => (StatusCode::OK, None, Some(told)),
            Err(no) => match Wrong::from(no) {
                Wrong::Asked(words) => {
                    let problem = frame.pick(&words).to_owned();
                    (StatusCode::UNPROCESSABLE_ENTITY, Some(problem), None)
                }
                other => return Err(other),
            },
        };
    let mut response = Page(ContactsPage { frame, slug, typed, problem, told }).into_response();
    *response.status_mut() = status;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

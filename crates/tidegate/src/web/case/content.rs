//! Opening the content of an item, for the office's own use: by a decision of the gate that is on the log first.
//!
//! What is opened was written by somebody else. It is shown as plain text or handed over as a file of no kind, and is
//! never rendered.

use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use tidegate_core::gate;
use tidegate_core::id::ItemId;
use tidegate_core::item::ContentClass;

use super::Address;
use super::asking::Verdict;
use crate::errand::{Errand, Opened};
use crate::say::opened::printable;
use crate::say::told::{self, GroundTold, Told, class_name};
use crate::server::Hosted;
use crate::web::access::{CASE_WORK, Route};
use crate::web::attachments::leaving;
use crate::web::report::{Read, read};
use crate::web::{Frame, Page, Posted, Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::post("/at/{office}/cases/{handle}/open", CASE_WORK, open)]
}

#[derive(Debug, Deserialize)]
struct Opening {
    item: String,
    /// `file` to have it as a file.
    #[serde(default)]
    r#as: String,
}

#[derive(Template)]
#[template(path = "content.html")]
struct ContentPage {
    frame: Frame,
    slug: String,
    handle: String,
    class: String,
    item: String,
    text: String,
    /// The same by fields, where it is a report or a part of one.
    read: Vec<Read>,
    leaf: u64,
}

#[derive(Template)]
#[template(path = "content-shut.html")]
struct ShutPage {
    frame: Frame,
    slug: String,
    handle: String,
    verdict: Verdict,
    identity: bool,
    leaf: u64,
    told: Told,
}

async fn open(
    Path((_, handle)): Address,
    headers: HeaderMap,
    posted: Posted<Opening>,
) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let item: ItemId = fields.item.parse().map_err(|_| Wrong::Form)?;
    let (hosted, member) = (visit.office()?, visit.member()?);
    let (actor, session) = (member.actor(), member.session);
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let case = hosted.desk().find(&handle).await?.case;
    let mut opened = errand.contents(case, "opening an item", vec![item], session).await?;
    let Some(mut contents) = opened.contents.take() else { return shut(&visit, hosted, opened) };
    let bytes = contents.remove(&item).ok_or(Wrong::Fault)?;
    if let Some(manifest) = opened.files.remove(&item) {
        return Ok(leaving(hosted, manifest, item, &headers));
    }
    let text = std::str::from_utf8(&bytes).ok().filter(|text| printable(text));
    let Some(text) = text.filter(|_| fields.r#as != "file") else {
        return Ok(file(&item.to_string(), bytes));
    };
    let (frame, book) = (visit.frame(), visit.house.book());
    let class = opened.case.item(item).map(|record| class_name(book, record.item.class));
    let page = ContentPage {
        slug: hosted.slug().to_string(),
        handle,
        class: class.map(|class| frame.pick(&class).to_owned()).unwrap_or_default(),
        item: item.to_string(),
        read: read(text, &frame),
        text: text.to_owned(),
        leaf: opened.recorded.leaf,
        frame,
    };
    Ok(Page(page).into_response())
}

/// The reasons for which content stays shut.
pub(super) fn shut(visit: &Visit, hosted: &Hosted, opened: Opened) -> Result<Response, Wrong> {
    let (frame, book) = (visit.frame(), visit.house.book());
    let law = gate::Desk { book, adoption: &opened.adoption, office: Some(hosted.office()) };
    let told = told::decision(&law, &opened.case, &opened.decision);
    let mut items = opened.decision.flow.items.iter().filter_map(|item| opened.case.item(*item));
    let identity = items.any(|record| record.item.class == ContentClass::FinderIdentity);
    let page = ShutPage {
        slug: hosted.slug().to_string(),
        handle: opened.case.label().to_owned(),
        verdict: Verdict::of(&told, &frame, &hosted.office().zone.rules()),
        identity,
        leaf: opened.recorded.leaf,
        told,
        frame,
    };
    let mut response = Page(page).into_response();
    *response.status_mut() = StatusCode::FORBIDDEN;
    Ok(response)
}

/// Bytes as a file of no kind, which no browser shows.
fn file(name: &str, bytes: Vec<u8>) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static("application/octet-stream");
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let name = format!("attachment; filename=\"{name}.bin\"");
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    response
}

//! Opening the content of an item, for the office's own use: by a decision of the gate that is on the log first.
//!
//! What is opened was written by somebody else. It is shown as plain text or handed over as a file of no kind, and is
//! never rendered.

use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use tidegate_core::act::{Act, Recipient};
use tidegate_core::case::Case;
use tidegate_core::embargo::{Clearance, Dispatch};
use tidegate_core::gate::{self, GateDecision};
use tidegate_core::id::ItemId;
use tidegate_core::item::ContentClass;
use tidegate_core::situation::Flow;
use tidegate_law::Adoption;

use super::Address;
use super::asking::Verdict;
use crate::desk::DeskError;
use crate::say::told::{self, GroundTold, Told, class_name};
use crate::server::Hosted;
use crate::web::access::{CASE_WORK, Route};
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

/// A decision that was recorded, with what it was taken on.
pub(super) struct Taken {
    pub(super) case: Case,
    pub(super) decision: GateDecision,
    pub(super) adoption: Adoption,
    pub(super) clearance: Option<Clearance>,
    pub(super) leaf: u64,
}

async fn open(Path((_, handle)): Address, posted: Posted<Opening>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let item: ItemId = fields.item.parse().map_err(|_| Wrong::Form)?;
    let hosted = visit.office()?;
    let taken = decided(&visit, hosted, &handle, vec![item]).await?;
    let Some(clearance) = taken.clearance else { return shut(&visit, hosted, taken) };
    let session = visit.member()?.session;
    let desk = hosted.desk();
    let content = desk.open_item(&clearance, item).await?;
    let content = content.map(|plain| plain.bytes().to_vec());
    let dispatch = Dispatch::new(clearance, content, desk.now());
    let dispatch = dispatch.map_err(DeskError::from)?;
    if dispatch.session() != session {
        return Err(Wrong::NotYours);
    }
    let text = std::str::from_utf8(dispatch.bytes()).ok().filter(|text| printable(text));
    let Some(text) = text.filter(|_| fields.r#as != "file") else {
        return Ok(file(&item.to_string(), dispatch.bytes().to_vec()));
    };
    let (frame, book) = (visit.frame(), visit.house.book());
    let class = taken.case.item(item).map(|record| class_name(book, record.item.class));
    let page = ContentPage {
        slug: hosted.slug().to_string(),
        handle,
        class: class.map(|class| frame.pick(&class).to_owned()).unwrap_or_default(),
        item: item.to_string(),
        text: text.to_owned(),
        leaf: taken.leaf,
        frame,
    };
    Ok(Page(page).into_response())
}

/// Asks the gate whether the office may have content, in the name of who is signed in.
pub(super) async fn decided(
    visit: &Visit,
    hosted: &Hosted,
    handle: &str,
    items: Vec<ItemId>,
) -> Result<Taken, Wrong> {
    let (desk, member, book) = (hosted.desk(), visit.member()?, visit.house.book());
    let row = desk.find(handle).await?;
    let own = desk.office_party();
    let facts = Default::default();
    let flow = Flow { act: Act::Share, from: own, to: Recipient::Party(own), items, facts };
    let mut last = None;
    let kept = desk
        .decide(&member.actor(), row.case, "opening an item", member.session, |case, at| {
            let adoption = gate::adoption_of(desk.office(), at);
            let law = gate::Desk { book, adoption: &adoption, office: Some(desk.office()) };
            let decided = gate::confirmed(&law, case, &flow, at)?;
            last = Some((case.clone(), adoption));
            Ok::<_, DeskError>(decided)
        })
        .await?;
    let (case, adoption) = last.ok_or(Wrong::Fault)?;
    let decision = kept.decision;
    let leaf = kept.inclusion.index();
    Ok(Taken { case, decision, adoption, clearance: kept.clearance, leaf })
}

/// The reasons for which content stays shut.
pub(super) fn shut(visit: &Visit, hosted: &Hosted, taken: Taken) -> Result<Response, Wrong> {
    let (frame, book) = (visit.frame(), visit.house.book());
    let law = gate::Desk { book, adoption: &taken.adoption, office: Some(hosted.office()) };
    let told = told::decision(&law, &taken.case, &taken.decision);
    let mut items = taken.decision.flow.items.iter().filter_map(|item| taken.case.item(*item));
    let identity = items.any(|record| record.item.class == ContentClass::FinderIdentity);
    let page = ShutPage {
        slug: hosted.slug().to_string(),
        handle: taken.case.label().to_owned(),
        verdict: Verdict::of(&told, &frame, &hosted.office().zone.rules()),
        identity,
        leaf: taken.leaf,
        told,
        frame,
    };
    let mut response = Page(page).into_response();
    *response.status_mut() = StatusCode::FORBIDDEN;
    Ok(response)
}

/// Whether a text can be shown as one: no control characters but those that lay out lines.
fn printable(text: &str) -> bool {
    !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
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

#[cfg(test)]
mod tests {
    use super::printable;

    #[test]
    fn a_text_with_control_characters_is_a_file() {
        assert!(printable("a line\n\tand another\r\n案"));
        assert!(!printable("\u{1b}[31mred") && !printable("a\0b"));
    }
}

//! The receipt: what was recorded and when, its proof, and the way back with its picture.
//!
//! The code of the way back is shown only to the browser that sent the report, which can derive it; no server stores it.

use askama::Template;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use qrcode::QrCode;
use qrcode::render::svg;

use super::super::access::{Access, Route};
use super::super::visit::set_cookie;
use super::super::{Frame, Page, Posted, Visit, Wrong};
use super::{Nothing, draft_cookie, form, holder, mine};
use crate::finder::Code;
use crate::say::instant;
use crate::server::Hosted;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/at/{office}/receipt", Access::Finder, page),
        Route::get("/at/{office}/receipt/receipt.json", Access::Finder, receipt),
        Route::get("/at/{office}/receipt/report.json", Access::Finder, document),
        Route::post("/at/{office}/receipt/kept", Access::Finder, kept),
    ]
}

#[derive(Template)]
#[template(path = "receipt.html")]
struct ReceiptPage {
    frame: Frame,
    slug: String,
    handle: String,
    received: String,
    report: String,
    digest: String,
    index: u64,
    size: u64,
    log_key: String,
    way_back: Option<Back>,
}

/// The code, as text, as a link and as a picture.
struct Back {
    code: String,
    link: String,
    picture: String,
}

async fn page(visit: Visit, headers: HeaderMap) -> Result<Response, Wrong> {
    let hosted = visit.office()?;
    let Some(case) = mine::case_of(hosted, &headers).await? else { return Ok(mine::ask(hosted)) };
    let desk = hosted.desk();
    let receipt = desk.receipt_again(case).await?;
    let row = desk.find(&case.to_string()).await?;
    let proof = tidegate_log::Receipt::parse(receipt.proof.as_bytes()).map_err(|_| Wrong::Fault)?;
    let size = tidegate_log::Checkpoint::verify(&proof.proof().checkpoint().to_bytes(), desk.log());
    let code = match holder(&headers, hosted).map(|holder| holder.code()) {
        Some(code) if desk.way_back(&code).await? == Some(case) => Some(code),
        _ => None,
    };
    let page = ReceiptPage {
        frame: visit.frame(),
        slug: hosted.slug().to_string(),
        handle: row.handle,
        received: instant(receipt.claim.received, &hosted.office().zone.rules()),
        report: receipt.claim.report.to_string(),
        digest: receipt.claim.digest.to_string(),
        index: proof.proof().index(),
        size: size.map_err(|_| Wrong::Fault)?.size(),
        log_key: desk.log().keys().first().map(ToString::to_string).unwrap_or_default(),
        way_back: code.as_ref().map(|code| back(&visit, hosted, code)),
    };
    Ok(Page(page).into_response())
}

fn back(visit: &Visit, hosted: &Hosted, code: &Code) -> Back {
    // After the `#`, which no browser sends: the code reaches the server by a form alone.
    let link = format!("{}/at/{}/mine#{code}", visit.house.public(), hosted.slug());
    Back { code: code.to_string(), picture: picture(&link), link }
}

/// A text as a picture that a telephone reads.
pub(in crate::web) fn picture(text: &str) -> String {
    let picture = QrCode::new(text.as_bytes()).map_or_else(
        |_| String::new(),
        |picture| picture.render::<svg::Color<'_>>().min_dimensions(220, 220).build(),
    );
    let from = picture.find("<svg").unwrap_or_default();
    picture.get(from..).unwrap_or_default().to_owned()
}

async fn receipt(visit: Visit, headers: HeaderMap) -> Result<Response, Wrong> {
    let hosted = visit.office()?;
    let Some(case) = mine::case_of(hosted, &headers).await? else { return Ok(mine::ask(hosted)) };
    let receipt = hosted.desk().receipt_again(case).await?;
    let mut paper = serde_json::to_vec_pretty(&receipt).map_err(|_| Wrong::Fault)?;
    paper.push(b'\n');
    Ok(attached("tidegate-receipt.json", paper))
}

async fn document(visit: Visit, headers: HeaderMap) -> Result<Response, Wrong> {
    let hosted = visit.office()?;
    let holder = holder(&headers, hosted).ok_or(Wrong::Nowhere)?;
    let writing = hosted.desk().writing(&holder).await?.ok_or(Wrong::Nowhere)?;
    if writing.sent.is_none() {
        return Err(Wrong::Nowhere);
    }
    let draft = form::draft(&writing).map_err(|_| Wrong::Fault)?;
    let document = draft.canonical().map_err(|_| Wrong::Fault)?;
    Ok(attached("tidegate-report.json", document))
}

fn attached(name: &str, bytes: Vec<u8>) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

/// The finder has kept everything: the draft goes, and with it the code.
async fn kept(headers: HeaderMap, posted: Posted<Nothing>) -> Result<Response, Wrong> {
    let visit = &posted.visit;
    let hosted = visit.office()?;
    if let Some(holder) = holder(&headers, hosted) {
        hosted.desk().drop_writing(&holder).await?;
    }
    let mut response = Redirect::to(&format!("/at/{}/mine", hosted.slug())).into_response();
    set_cookie(&mut response, &draft_cookie(hosted), "", &visit.house, Some(0));
    Ok(response)
}

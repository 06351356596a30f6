//! The files that pages are made with: one style, one script. Embedded, and served under an address with their digest.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use include_dir::{Dir, include_dir};
use tidegate_core::digest::Digest;

use super::access::{Access, Route};
use super::wrong::Wrong;

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets");

/// Addresses by name.
static ADDRESSES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let named = FILES.files().filter_map(|file| {
        let name = file.path().to_str()?.to_owned();
        let digest = Digest::of(file.contents()).to_string();
        let short: String = digest.rsplit(':').next()?.chars().take(16).collect();
        Some((name.clone(), format!("/assets/{short}/{name}")))
    });
    named.collect()
});

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/assets/{digest}/{name}", Access::Anybody, asset)]
}

/// The address of a file.
pub(super) fn address(name: &str) -> String {
    ADDRESSES.get(name).cloned().unwrap_or_default()
}

async fn asset(Path((_, name)): Path<(String, String)>) -> Result<Response, Wrong> {
    let file = FILES.get_file(&name).ok_or(Wrong::Nowhere)?;
    let kind = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let mut response = file.contents().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    let for_ever = HeaderValue::from_static("public, max-age=31536000, immutable");
    headers.insert(header::CACHE_CONTROL, for_ever);
    Ok(response)
}

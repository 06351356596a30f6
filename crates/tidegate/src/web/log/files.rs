//! The log as static files: `checkpoint`, `tile/…` and `tile/entries/…` under the log's address (C2SP tlog-tiles).
//!
//! The path of a tile is read as the name of a tile and written anew, so that no other file can be named by it. A full
//! tile never changes; a partial one does not either, but gives way to the full one; the checkpoint changes with every
//! entry.

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tidegate_core::digest::Digest;
use tidegate_log::tiles::{self, TILE_WIDTH, Tile};

use super::super::access::{Access, Route};
use super::super::{Visit, Wrong};
use super::published;
use crate::desk::DeskError;
use crate::server::Hosted;

pub(crate) const TEXT: &str = "text/plain; charset=utf-8";
const BYTES: &str = "application/octet-stream";

/// Ask again each time; a program that has it already is told so.
pub(crate) const ASK_AGAIN: &str = "no-cache";
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const FOR_A_WHILE: &str = "public, max-age=60";

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/at/{office}/log/checkpoint", Access::Anybody, checkpoint),
        Route::get("/at/{office}/log/files", Access::Anybody, list),
        Route::get("/at/{office}/log/tile/{*path}", Access::Anybody, tile),
    ]
}

/// The newest signed head.
pub(crate) async fn checkpoint(visit: Visit, headers: HeaderMap) -> Result<Response, Wrong> {
    let note = published(visit.office()?).await?.checkpoint().note().to_bytes();
    Ok(file(&headers, note, TEXT, ASK_AGAIN))
}

/// The path of every file that the log consists of, one on each line, so that a copy can be fetched with any program.
pub(crate) async fn list(visit: Visit, headers: HeaderMap) -> Result<Response, Wrong> {
    let size = published(visit.office()?).await?.checkpoint().size();
    let mut lines = "checkpoint\n".to_owned();
    for tile in tiles::all(size) {
        lines.push_str(&format!("{tile}\n"));
    }
    Ok(file(&headers, lines.into_bytes(), TEXT, ASK_AGAIN))
}

async fn tile(
    visit: Visit,
    headers: HeaderMap,
    Path((_, path)): Path<(String, String)>,
) -> Result<Response, Wrong> {
    let Ok(tile) = Tile::parse(&format!("tile/{path}")) else {
        let said = format!("{}\n", visit.frame().say("log-page-no-tile"));
        let kind = [(header::CONTENT_TYPE, TEXT)];
        return Ok((StatusCode::BAD_REQUEST, kind, said).into_response());
    };
    of_tile(visit.office()?, &headers, &tile).await
}

/// A tile of the log.
pub(crate) async fn of_tile(
    hosted: &Hosted,
    headers: &HeaderMap,
    tile: &Tile,
) -> Result<Response, Wrong> {
    // What was published once stays; only what is not there yet makes the files be brought up to date.
    let seen = hosted.desk().archive().projection().seen().map_err(DeskError::from)?;
    let bytes = match seen.and_then(|seen| seen.tile(tile)) {
        Some(bytes) => bytes,
        None => published(hosted).await?.tile(tile).ok_or(Wrong::Nowhere)?,
    };
    let caching = if tile.width() == TILE_WIDTH { FOR_EVER } else { FOR_A_WHILE };
    Ok(file(headers, bytes, BYTES, caching))
}

/// A file with its mark, or only that it is still the same. The mark is a weak one, since the bytes may travel packed.
pub(super) fn file(
    asked: &HeaderMap,
    bytes: Vec<u8>,
    kind: &'static str,
    caching: &'static str,
) -> Response {
    let mark = format!("W/\"{}\"", Digest::of(&bytes));
    let known = asked.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let same = known.is_some_and(|known| known.split(',').any(|one| one.trim() == mark));
    let mut response = if same {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, kind)], bytes).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    if let Ok(mark) = HeaderValue::from_str(&mark) {
        headers.insert(header::ETAG, mark);
    }
    response
}

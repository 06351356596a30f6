//! The log, for anybody: the checkpoint and the tiles as static files (C2SP tlog-tiles), the key, and proofs.

use axum::extract::Path;
use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};
use tidegate_log::tiles::Tile;

use crate::desk::DeskError;
use crate::web::access::{Access, Route};
use crate::web::{Visit, Wrong};

const TEXT: (HeaderName, &str) = (header::CONTENT_TYPE, "text/plain; charset=utf-8");
/// A tile never changes once it is there.
const FOR_EVER: (HeaderName, &str) = (header::CACHE_CONTROL, "public, max-age=31536000, immutable");
const NOT_KEPT: (HeaderName, &str) = (header::CACHE_CONTROL, "no-cache");

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/offices/{office}/log/checkpoint", Access::Anybody, checkpoint),
        Route::get("/api/v1/offices/{office}/log/tile/{*tile}", Access::Anybody, tile),
        Route::get("/api/v1/offices/{office}/log/key", Access::Anybody, key),
        Route::get("/api/v1/offices/{office}/log/proof/{leaf}", Access::Anybody, proof),
    ]
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/log/checkpoint", operation_id = "log-checkpoint",
    params(("office" = String, Path, description = "An office")), responses(
    (status = 200, description = "The newest checkpoint as a signed note", body = String, content_type = "text/plain"),
    (status = 404, description = "The log is empty", body = crate::web::Problem)))]
pub(super) async fn checkpoint(visit: Visit) -> Result<Response, Wrong> {
    let desk = visit.office()?.desk();
    desk.sync().await?;
    let published = desk.archive().projection().published().map_err(DeskError::from)?;
    let note = published.ok_or(Wrong::Nowhere)?.note().to_string();
    Ok(([TEXT, NOT_KEPT], note).into_response())
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/log/tile/{tile}", operation_id = "log-tile",
    params(("office" = String, Path, description = "An office"),
        ("tile" = String, Path, description = "Level and index, such as `0/x001/234` or `entries/000.p/17`")), responses(
    (status = 200, description = "The tile", body = [u8], content_type = "application/octet-stream"),
    (status = 404, description = "No such tile", body = crate::web::Problem)))]
pub(super) async fn tile(
    visit: Visit,
    Path(named): Path<(String, String)>,
) -> Result<Response, Wrong> {
    let (_, path) = named;
    // The path is read as the name of a tile and written anew: nothing else can be named by it.
    let tile = Tile::parse(&format!("tile/{path}")).map_err(|_| Wrong::Nowhere)?;
    let seen = visit.office()?.desk().archive().projection().seen().map_err(DeskError::from)?;
    let bytes = seen.and_then(|seen| seen.tile(&tile)).ok_or(Wrong::Nowhere)?;
    let kind = (header::CONTENT_TYPE, "application/octet-stream");
    Ok(([kind, FOR_EVER], bytes).into_response())
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/log/key", operation_id = "log-key",
    params(("office" = String, Path, description = "An office")), responses(
    (status = 200, description = "The key that verifies the log; compare it with one from elsewhere", body = String, content_type = "text/plain")))]
pub(super) async fn key(visit: Visit) -> Result<Response, Wrong> {
    let log = visit.office()?.desk().log();
    let key = log.keys().first().map(ToString::to_string).unwrap_or_default();
    Ok(([TEXT, NOT_KEPT], format!("{key}\n")).into_response())
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/log/proof/{leaf}", operation_id = "log-proof",
    params(("office" = String, Path, description = "An office"),
        ("leaf" = u64, Path, description = "The number of an entry")), responses(
    (status = 200, description = "That the entry is in the log (C2SP tlog-proof)", body = String, content_type = "text/plain"),
    (status = 404, description = "No such entry", body = crate::web::Problem)))]
pub(super) async fn proof(
    visit: Visit,
    Path(named): Path<(String, String)>,
) -> Result<Response, Wrong> {
    let (_, leaf) = named;
    let leaf: u64 = leaf.parse().map_err(|_| Wrong::Nowhere)?;
    let proof = visit.office()?.desk().proof(leaf).await?.ok_or(Wrong::Nowhere)?;
    Ok(([TEXT, NOT_KEPT], proof).into_response())
}

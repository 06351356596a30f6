//! The log, for anybody: the checkpoint and the tiles as static files (C2SP tlog-tiles), the key, and proofs.

use axum::extract::{Path, Query};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use tidegate_log::tiles::Tile;

use crate::web::access::{Access, Route};
use crate::web::log as files;
use crate::web::{Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/offices/{office}/log/checkpoint", Access::Anybody, checkpoint),
        Route::get("/api/v1/offices/{office}/log/tile/{*tile}", Access::Anybody, tile),
        Route::get("/api/v1/offices/{office}/log/files", Access::Anybody, list),
        Route::get("/api/v1/offices/{office}/log/consistency", Access::Anybody, consistency),
        Route::get("/api/v1/offices/{office}/log/key", Access::Anybody, key),
        Route::get("/api/v1/offices/{office}/log/proof/{leaf}", Access::Anybody, proof),
    ]
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/log/checkpoint", operation_id = "log-checkpoint",
    params(("office" = String, Path, description = "An office")), responses(
    (status = 200, description = "The newest checkpoint as a signed note", body = String, content_type = "text/plain"),
    (status = 304, description = "The asker has it"),
    (status = 404, description = "The log is empty", body = crate::web::Problem)))]
pub(super) async fn checkpoint(visit: Visit, headers: HeaderMap) -> Result<Response, Wrong> {
    files::checkpoint(visit, headers).await
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/log/files", operation_id = "log-files",
    params(("office" = String, Path, description = "An office")), responses(
    (status = 200, description = "The path of each file of the log, one on each line", body = String, content_type = "text/plain"),
    (status = 304, description = "The asker has it"),
    (status = 404, description = "The log is empty", body = crate::web::Problem)))]
pub(super) async fn list(visit: Visit, headers: HeaderMap) -> Result<Response, Wrong> {
    files::list(visit, headers).await
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/log/tile/{tile}", operation_id = "log-tile",
    params(("office" = String, Path, description = "An office"),
        ("tile" = String, Path, description = "Level and index, such as `0/x001/234` or `entries/000.p/17`")), responses(
    (status = 200, description = "The tile", body = [u8], content_type = "application/octet-stream"),
    (status = 404, description = "No such tile", body = crate::web::Problem)))]
pub(super) async fn tile(
    visit: Visit,
    headers: HeaderMap,
    Path(named): Path<(String, String)>,
) -> Result<Response, Wrong> {
    let (_, path) = named;
    let tile = Tile::parse(&format!("tile/{path}")).map_err(|_| Wrong::Nowhere)?;
    files::of_tile(visit.office()?, &headers, &tile).await
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/log/key", operation_id = "log-key",
    params(("office" = String, Path, description = "An office")), responses(
    (status = 200, description = "The key that verifies the log; compare it with one from elsewhere", body = String, content_type = "text/plain")))]
pub(super) async fn key(visit: Visit) -> Result<Response, Wrong> {
    let log = visit.office()?.desk().log();
    let key = log.keys().first().map(ToString::to_string).unwrap_or_default();
    let kind = [(header::CONTENT_TYPE, files::TEXT), (header::CACHE_CONTROL, files::ASK_AGAIN)];
    Ok((kind, format!("{key}\n")).into_response())
}

/// Of which size.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Under {
    /// Under the checkpoint of this size; under the newest if none.
    size: String,
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/log/proof/{leaf}", operation_id = "log-proof",
    params(("office" = String, Path, description = "An office"),
        ("leaf" = u64, Path, description = "The number of an entry"), Under), responses(
    (status = 200, description = "That the entry is in the log (C2SP tlog-proof)", body = String, content_type = "text/plain"),
    (status = 304, description = "The asker has it"),
    (status = 404, description = "No such entry", body = crate::web::Problem)))]
pub(super) async fn proof(
    visit: Visit,
    headers: HeaderMap,
    Path(named): Path<(String, String)>,
    Query(under): Query<Under>,
) -> Result<Response, Wrong> {
    let (_, leaf) = named;
    files::of_entry(visit.office()?, &headers, &leaf, &under.size).await
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/log/consistency", operation_id = "log-consistency",
    params(("office" = String, Path, description = "An office"), files::Sizes), responses(
    (status = 200, description = "That the log of the later size begins with that of the earlier one, in the form in which a C2SP witness is asked", body = String, content_type = "text/plain"),
    (status = 304, description = "The asker has it"),
    (status = 404, description = "The log is not that long, or no checkpoint was signed at that size", body = crate::web::Problem)))]
pub(super) async fn consistency(
    visit: Visit,
    headers: HeaderMap,
    sizes: Query<files::Sizes>,
) -> Result<Response, Wrong> {
    files::consistency(visit, headers, sizes).await
}

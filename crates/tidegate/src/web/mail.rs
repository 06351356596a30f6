//! The office's own OpenPGP key, for whoever writes to it or checks what it signed.

use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::access::{Access, Route};
use super::{Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/at/{office}/mail-key.asc", Access::Anybody, key)]
}

async fn key(visit: Visit) -> Result<Response, Wrong> {
    let key = visit.office()?.desk().mail_key().await?.ok_or(Wrong::Nowhere)?;
    let kind = [(header::CONTENT_TYPE, "application/pgp-keys")];
    Ok((kind, key.public().map_err(|_| Wrong::Nowhere)?).into_response())
}

//! The OpenPGP keys of mails: that of whoever is signed in.

use axum::Json;
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};

use super::body::Sent;
use super::content::created;
use crate::errand::account::keep_mail_key;
use crate::say::account::MailKeyTold;
use crate::web::access::{Access, Route};
use crate::web::{Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    let own = "/api/v1/offices/{office}/account/mail-key";
    vec![
        Route::get(own, Access::SignedIn, key),
        Route::post(own, Access::SignedIn, keep),
        Route::delete(own, Access::SignedIn, remove),
    ]
}

/// What an operation is for, as a text.
pub(super) fn said(operation: &str) -> Option<&'static str> {
    Some(match operation {
        "mail-key" => "api-mail-key",
        "mail-key-keep" => "api-mail-key-keep",
        "mail-key-drop" => "api-mail-key-drop",
        _ => return None,
    })
}

/// A key to which mails are to be encrypted.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MailKeyBody {
    /// An OpenPGP public key in its armour.
    pub key: String,
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/account/mail-key", operation_id = "mail-key",
    params(("office" = String, Path, description = "An office")), security(("bearer" = [])), responses(
    (status = 200, description = "The key to which mails to one are encrypted", body = MailKeyTold),
    (status = 404, description = "No key is on record", body = crate::web::Problem)))]
pub(super) async fn key(visit: Visit) -> Result<Json<MailKeyTold>, Wrong> {
    let desk = visit.office()?.desk();
    let kept = desk.reader_key(&visit.member()?.login).await?.ok_or(Wrong::Nowhere)?;
    Ok(Json(MailKeyTold::of(&kept, desk.now())))
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/account/mail-key", operation_id = "mail-key-keep",
    params(("office" = String, Path, description = "An office")), request_body = MailKeyBody,
    security(("bearer" = [])), responses(
    (status = 201, description = "Mails to one are encrypted to it from now on", body = MailKeyTold),
    (status = 422, description = "Nothing can be encrypted to it", body = crate::web::Problem)))]
pub(super) async fn keep(visit: Visit, Sent(body): Sent<MailKeyBody>) -> Result<Response, Wrong> {
    let login = &visit.member()?.login;
    Ok(created(&keep_mail_key(visit.office()?.desk(), login, &body.key).await?))
}

#[utoipa::path(delete, path = "/api/v1/offices/{office}/account/mail-key", operation_id = "mail-key-drop",
    params(("office" = String, Path, description = "An office")), security(("bearer" = [])), responses(
    (status = 204, description = "No key is on record any more")))]
pub(super) async fn remove(visit: Visit) -> Result<StatusCode, Wrong> {
    visit.office()?.desk().drop_reader_key(&visit.member()?.login).await?;
    Ok(StatusCode::NO_CONTENT)
}

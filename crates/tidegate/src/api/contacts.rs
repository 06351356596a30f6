//! Reading the address that a finder left for the keepers of contacts; no token opens it.

use axum::Json;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::body::Sent;
use crate::errand::Errand;
use crate::say::mine::ContactTold;
use crate::web::access::{CONTACTS, Route};
use crate::web::{Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::post("/api/v1/offices/{office}/contacts/{case}", CONTACTS, contact)]
}

/// Why an address is read.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactBody {
    /// What it is needed for; it goes on the log.
    pub purpose: String,
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/contacts/{case}", operation_id = "contact",
    params(("office" = String, Path, description = "An office"), ("case" = String, Path, description = "A case by its handle")),
    request_body = ContactBody, security(("bearer" = [])), responses(
    (status = 200, description = "The address; that it was read is on the log, and the finder is told by role", body = ContactTold),
    (status = 422, description = "No finder of such a case lets an address be read", body = crate::web::Problem)))]
pub(super) async fn contact(
    visit: Visit,
    Path(named): Path<(String, String)>,
    Sent(body): Sent<ContactBody>,
) -> Result<Response, Wrong> {
    let (hosted, actor) = (visit.office()?, visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let told = errand.finder_contact(&named.1, &body.purpose).await?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(told)).into_response())
}

//! The register of transfers, for members. No case is opened for it, and no party is named in it.

use axum::Json;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::cases::{MOST, USUAL, goes_on};
use crate::errand::{Errand, Registering};
use crate::say::register::Chosen;
use crate::web::access::{REGISTERS, Route};
use crate::web::{Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/api/v1/offices/{office}/register", REGISTERS, register)]
}

#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// The year in the office's zone; this one if none.
    year: Option<i16>,
    /// `sell` for sales alone.
    act: String,
    /// One kind of recipient, such as `police`.
    kind: String,
    /// One outcome, such as `refused`.
    outcome: String,
    /// How many transfers at most; 50 if nobody says, 200 at most.
    limit: Option<usize>,
    /// Where to go on: from the `Link` of the answer before.
    cursor: Option<String>,
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/register", operation_id = "register",
    params(("office" = String, Path, description = "An office"), Wanted), security(("bearer" = [])), responses(
    (status = 200, description = "As `tidegate register --json`, the latest transfers first; `Link` leads to the next page", body = crate::say::register::RegisterTold),
    (status = 422, description = "A word that is not one of ours, or a cursor that leads nowhere", body = crate::web::Problem)))]
pub(super) async fn register(visit: Visit, Query(asked): Query<Wanted>) -> Result<Response, Wrong> {
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let chosen = Chosen::read(&asked.act, &asked.kind, &asked.outcome).ok_or(Wrong::Form)?;
    let limit = asked.limit.unwrap_or(USUAL).clamp(1, MOST);
    let wanted = Registering { year: asked.year, chosen, after: asked.cursor.as_deref(), limit };
    let found = Errand { desk, book, actor: &actor }.register(wanted).await?;
    let year = found.told.year;
    let mut response = Json(found.told).into_response();
    if let Some(next) = found.next {
        let year = year.to_string();
        let chosen = [
            ("year", year.as_str()),
            ("act", &asked.act),
            ("kind", &asked.kind),
            ("outcome", &asked.outcome),
        ];
        goes_on(&mut response, &visit, &chosen, limit, &next);
    }
    Ok(response)
}

//! Figures of an office, and its report to the public, for programs. No case is opened for them.

use axum::Json;
use axum::extract::Query;
use serde::Deserialize;
use tidegate_core::event::Actor;

use crate::errand::Errand;
use crate::say::figures::{FiguresTold, TransparencyTold};
use crate::web::access::{Access, REGISTERS, Route};
use crate::web::{Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/offices/{office}/figures", REGISTERS, figures),
        Route::get("/api/v1/offices/{office}/transparency", Access::Anybody, transparency),
    ]
}

/// Which months.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// How many months up to the present one; 12 if nobody says, 24 at most.
    months: Option<usize>,
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/figures", operation_id = "figures",
    params(("office" = String, Path, description = "An office"), Wanted), security(("bearer" = [])), responses(
    (status = 200, description = "Reports, times and duties by month and statute; no case is opened", body = FiguresTold)))]
pub(super) async fn figures(
    visit: Visit,
    Query(wanted): Query<Wanted>,
) -> Result<Json<FiguresTold>, Wrong> {
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let told = Errand { desk, book, actor: &actor }.figures(wanted.months.unwrap_or(12)).await?;
    Ok(Json(told))
}

/// Which year.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Year {
    /// The year in the office's zone; this one if none.
    year: Option<i16>,
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/transparency", operation_id = "transparency",
    params(("office" = String, Path, description = "An office"), Year), responses(
    (status = 200, description = "Counts of a year in which nobody can be found, with the size of the log and its signed checkpoint", body = TransparencyTold),
    (status = 422, description = "There is no such year", body = crate::web::Problem)))]
pub(super) async fn transparency(
    visit: Visit,
    Query(wanted): Query<Year>,
) -> Result<Json<TransparencyTold>, Wrong> {
    let nobody = Actor::Member(String::new());
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    Ok(Json(Errand { desk, book, actor: &nobody }.transparency(wanted.year).await?))
}

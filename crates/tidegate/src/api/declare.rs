//! Registers of what an office keeps, buys and files, for members: listed, asked, declared, and read with the receipt.

use axum::Json;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};

use super::body::{DeclareBody, Sent};
use super::content::created;
use crate::errand::{Declaring, Errand};
use crate::web::access::{CASE_WORK, REGISTERS, Route};
use crate::web::{Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/offices/{office}/registers/{register}", REGISTERS, listed),
        Route::post("/api/v1/offices/{office}/registers/{register}", CASE_WORK, declare),
        Route::get("/api/v1/offices/{office}/registers/{register}/{declaration}", REGISTERS, one),
    ]
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/registers/{register}", operation_id = "declarations",
    params(("office" = String, Path, description = "An office"),
        ("register" = String, Path, description = "`data`, `products` or `encryption`")), security(("bearer" = [])), responses(
    (status = 200, description = "As `tidegate declare REGISTER --json`", body = crate::say::declared::DeclarationsTold),
    (status = 422, description = "No such register", body = crate::web::Problem)))]
pub(super) async fn listed(
    visit: Visit,
    Path(named): Path<(String, String)>,
) -> Result<Response, Wrong> {
    let (_, register) = named;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let told = Errand { desk, book, actor: &actor }.declarations(&register).await?;
    Ok(Json(told).into_response())
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/registers/{register}", operation_id = "declare",
    params(("office" = String, Path, description = "An office"),
        ("register" = String, Path, description = "`data`, `products` or `encryption`")),
    request_body = DeclareBody, security(("bearer" = [])), responses(
    (status = 200, description = "What the book answers, where it was only asked", body = crate::say::declared::DeclaredTold),
    (status = 201, description = "The declaration with its receipt", body = crate::say::declared::DeclaredTold),
    (status = 422, description = "A field that is missing or unread, a secret, or no reasons where a person decides", body = crate::web::Problem)))]
pub(super) async fn declare(
    visit: Visit,
    Path(named): Path<(String, String)>,
    Sent(body): Sent<DeclareBody>,
) -> Result<Response, Wrong> {
    let (_, register) = named;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let errand = Errand { desk, book, actor: &actor };
    let (fields, facts, replaces) = (body.fields, body.facts, body.replaces);
    let declaring = Declaring { register, fields, facts, replaces };
    match body.by.as_deref() {
        None => Ok(Json(errand.supposed_declaration(&declaring)?).into_response()),
        Some(by) => Ok(created(&errand.declare(&declaring, by, body.reasons.as_deref()).await?)),
    }
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/registers/{register}/{declaration}", operation_id = "declaration",
    params(("office" = String, Path, description = "An office"),
        ("register" = String, Path, description = "`data`, `products` or `encryption`"),
        ("declaration" = String, Path, description = "The id or the handle of its file")), security(("bearer" = [])), responses(
    (status = 200, description = "The declaration with its receipt, asked again", body = crate::say::declared::DeclaredTold),
    (status = 404, description = "No such declaration", body = crate::web::Problem)))]
pub(super) async fn one(
    visit: Visit,
    Path(named): Path<(String, String, String)>,
) -> Result<Response, Wrong> {
    let (_, _, name) = named;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let told = Errand { desk, book, actor: &actor }.declaration(&name).await?;
    Ok(Json(told).into_response())
}

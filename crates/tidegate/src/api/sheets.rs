//! Copy sheets of a case, for members: shown with the content shut, opened by a decision of the gate, and recorded as
//! filed with the portal's reference and time.

use axum::Json;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use tidegate_law::FieldBasis;

use super::body::{FiledBody, Sent, SheetBody, listed};
use super::content::created_in;
use crate::errand::{Errand, PastedBack, Sheeting};
use crate::memo::sheet::pdf;
use crate::say::sheet::{SheetsTold, paper};
use crate::web::access::{CASE_WORK, Route};
use crate::web::{Visit, Wrong, sheet_file};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/offices/{office}/cases/{case}/sheet", CASE_WORK, sheet),
        Route::post("/api/v1/offices/{office}/cases/{case}/sheet/open", CASE_WORK, open),
        Route::post("/api/v1/offices/{office}/cases/{case}/sheet/pdf", CASE_WORK, as_pdf),
        Route::post("/api/v1/offices/{office}/cases/{case}/sheet/filed", CASE_WORK, filed),
    ]
}

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Asked {
    /// The duty: a rule, its citation, or the key of a form.
    duty: String,
    /// How far the sheet goes: `law` (the legal minimum), `portal` or `optional`.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    with: Option<FieldBasis>,
    /// At this instant, in the office's zone; now if none.
    #[serde(default)]
    at: Option<String>,
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/cases/{case}/sheet", operation_id = "sheet",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case"), Asked), security(("bearer" = [])), responses(
    (status = 200, description = "As `tidegate sheet CASE --duty RULE --json`", body = crate::say::sheet::SheetsTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "No such duty, or no form for it", body = crate::web::Problem)))]
pub(super) async fn sheet(
    visit: Visit,
    Path(named): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let wanted = Sheeting {
        duty: &asked.duty,
        at: asked.at.as_deref(),
        extent: asked.with.unwrap_or(FieldBasis::Law),
    };
    let told = Errand { desk, book, actor: &actor }.sheets(&name, wanted).await?;
    Ok(Json(told).into_response())
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/sheet/open", operation_id = "sheet-open",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")),
    request_body = SheetBody, security(("bearer" = [])), responses(
    (status = 201, description = "The sheets; with their content if the gate let it out, which is recorded", body = crate::say::sheet::SheetsTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "No such duty, no form for it, or content that the case does not hold", body = crate::web::Problem)))]
pub(super) async fn open(
    visit: Visit,
    Path(named): Path<(String, String)>,
    Sent(body): Sent<SheetBody>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let told = opened(&visit, &name, &body).await?;
    created_in(&visit, &name, &told).await
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/sheet/pdf", operation_id = "sheet-pdf",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")),
    request_body = SheetBody, security(("bearer" = [])), responses(
    (status = 200, description = "The same sheets as a PDF file, in the language that the request asks for", body = Vec<u8>, content_type = "application/pdf"),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "No such duty, no form for it, or content that the case does not hold", body = crate::web::Problem)))]
pub(super) async fn as_pdf(
    visit: Visit,
    Path(named): Path<(String, String)>,
    Sent(body): Sent<SheetBody>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let told = opened(&visit, &name, &body).await?;
    let zone = visit.office()?.office().zone.rules();
    let voice = visit.voice();
    let pages: Vec<_> = told.sheets.iter().map(|sheet| paper(sheet, &voice, &zone)).collect();
    let handle = told.sheets.first().map_or(name.as_str(), |sheet| sheet.handle.as_str());
    let bytes = pdf(&format!("Tidegate {handle}"), &pages);
    Ok(sheet_file(handle, "pdf", "application/pdf", bytes))
}

/// The sheets with their content, as far as the gate lets it out.
async fn opened(visit: &Visit, name: &str, body: &SheetBody) -> Result<SheetsTold, Wrong> {
    let member = visit.member()?;
    let actor = member.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let extent = body.with.unwrap_or(FieldBasis::Law);
    let wanted = Sheeting { duty: &body.duty, at: None, extent };
    let errand = Errand { desk, book, actor: &actor };
    Ok(match body.to_file {
        true => errand.sheets_to_file(name, wanted, member.session).await?,
        false => errand.sheets_opened(name, wanted, member.session).await?,
    })
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/sheet/filed", operation_id = "sheet-filed",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")),
    request_body = FiledBody, security(("bearer" = [])), responses(
    (status = 201, description = "That the duty was met by a filing, for each addressee", body = crate::say::recorded::RecordedTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "No such duty, no bearer or one who does not owe it, or a time that is none, to come, or before the clock", body = crate::web::Problem)))]
pub(super) async fn filed(
    visit: Visit,
    Path(named): Path<(String, String)>,
    Sent(body): Sent<FiledBody>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    listed(&[&body.fields])?;
    let back = PastedBack {
        duty: &body.duty,
        bearer: body.bearer.as_deref(),
        when: &body.when,
        before_clock: body.before_clock,
        reference: body.reference.as_deref(),
        without_reference: body.without_reference,
        fields: &body.fields,
    };
    let told = Errand { desk, book, actor: &actor }.filed(&name, back).await?;
    created_in(&visit, &name, &told).await
}

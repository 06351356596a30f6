//! Telling a case what happened, and recording a named person's decision, for members.

use axum::extract::Path;
use axum::response::Response;

use super::body::{EmbargoBody, LinesBody, Sent, listed};
use super::content::created_in;
use crate::errand::{Agreed, Errand};
use crate::web::access::{CASE_WORK, Route};
use crate::web::{Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/api/v1/offices/{office}/cases/{case}/events", CASE_WORK, tell),
        Route::post("/api/v1/offices/{office}/cases/{case}/embargo", CASE_WORK, embargo),
    ]
}

type Named = Path<(String, String)>;

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/events", operation_id = "tell",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")),
    request_body = LinesBody, security(("bearer" = [])), responses(
    (status = 201, description = "As `tidegate tell CASE LINE --json`; all lines, or none", body = crate::say::recorded::RecordedTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "A line that says nothing that can be recorded", body = crate::web::Problem)))]
pub(super) async fn tell(
    visit: Visit,
    Path(named): Named,
    Sent(body): Sent<LinesBody>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    listed(&[&body.lines])?;
    let errand = Errand { desk, book, actor: &actor };
    let told = errand.tell(&name, &body.lines.join("\n"), &body.source).await?;
    created_in(&visit, &name, &told).await
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/embargo", operation_id = "embargo",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")),
    request_body = EmbargoBody, security(("bearer" = [])), responses(
    (status = 201, description = "As `tidegate tell CASE LINE --json`", body = crate::say::recorded::RecordedTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "A party that the case does not know, fewer than two, an end that is past or gives no hour, or content that is public already", body = crate::web::Problem)))]
pub(super) async fn embargo(
    visit: Visit,
    Path(named): Named,
    Sent(body): Sent<EmbargoBody>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    listed(&[&body.parties])?;
    let parties: Vec<&str> = body.parties.iter().map(String::as_str).collect();
    let (until, terms) = (body.until.as_deref(), body.terms.as_deref());
    let agreed = Agreed { parties: &parties, until, terms };
    let told = Errand { desk, book, actor: &actor }.embargo(&name, agreed, &body.source).await?;
    created_in(&visit, &name, &told).await
}

//! Drills, for programs: a story for anybody, a copy of a case for members. Nothing of a drill is recorded; that a case
//! was opened is on the log.

use axum::Json;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};

use super::body::{DrillBody, Sent, listed};
use crate::drill::{Drill, NoDrill, STORIES, Step};
use crate::errand::{Errand, wrong};
use crate::say::drill::{DrillTold, drilled};
use crate::web::access::{Access, CASE_WORK, Route};
use crate::web::{Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/api/v1/drills", Access::Anybody, story),
        Route::post("/api/v1/offices/{office}/cases/{case}/drill", CASE_WORK, case),
    ]
}

#[utoipa::path(post, path = "/api/v1/drills", operation_id = "drill", request_body = DrillBody, responses(
    (status = 200, description = "As `tidegate drill --json`", body = crate::say::drill::DrillTold),
    (status = 422, description = "A step that the book or the story does not accept", body = crate::web::Problem)))]
pub(super) async fn story(visit: Visit, Sent(body): Sent<DrillBody>) -> Result<Response, Wrong> {
    listed(&[&body.steps, &body.house])?;
    let name = body.story.as_deref().unwrap_or(STORIES[0].0);
    let found = STORIES.into_iter().find(|(key, _)| *key == name);
    let (_, text) = found.ok_or_else(|| wrong(NoDrill::NoStory(name.to_owned())))?;
    let party = body.party.as_deref();
    let drill = Drill::of_scene(visit.house.book(), text, party, &body.house).map_err(wrong)?;
    let told = played(&drill, &body).map_err(wrong)?;
    Ok(Json(told).into_response())
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/drill", operation_id = "drill-case",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")),
    request_body = DrillBody, security(("bearer" = [])), responses(
    (status = 200, description = "As `tidegate drill --case CASE --json`; only the opening of the case is recorded", body = crate::say::drill::DrillTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "A step that the book or the copy does not accept", body = crate::web::Problem)))]
pub(super) async fn case(
    visit: Visit,
    Path(named): Path<(String, String)>,
    Sent(body): Sent<DrillBody>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    listed(&[&body.steps, &body.house])?;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let case = Errand { desk, book, actor: &actor }.open(&name, "drilling").await?;
    let party = body.party.as_deref();
    let drill = Drill::of_case(book, desk.office(), &case, party, desk.now()).map_err(wrong)?;
    let told = played(&drill, &body).map_err(wrong)?;
    Ok(Json(told).into_response())
}

fn played(drill: &Drill<'_>, body: &DrillBody) -> Result<DrillTold, NoDrill> {
    let speed = body.speed.unwrap_or(1);
    let steps = body.steps.iter().map(|line| drill.step(line, speed));
    let steps: Vec<Step> = steps.collect::<Result<_, _>>()?;
    drilled(drill, &drill.played(&steps, drill.ends())?)
}

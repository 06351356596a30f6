//! The office's own work on a case, for members: judging, closing, and who does what.

use axum::Json;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::body::{Sent, listed};
use super::content::created_in;
use crate::errand::{Arranging, Errand, Judging};
use crate::web::access::{CASE_WORK, Route};
use crate::web::{Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/offices/{office}/cases/{case}/work", CASE_WORK, work),
        Route::post("/api/v1/offices/{office}/cases/{case}/judgement", CASE_WORK, judge),
        Route::post("/api/v1/offices/{office}/cases/{case}/closing", CASE_WORK, close),
        Route::post("/api/v1/offices/{office}/cases/{case}/arrangements", CASE_WORK, arrange),
        Route::post("/api/v1/offices/{office}/cases/{case}/arrangements/weighed", CASE_WORK, weigh),
    ]
}

type Named = Path<(String, String)>;

/// A judgement of a report.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct JudgementBody {
    /// The code, such as `accepted` or `needs_information`.
    pub code: String,
    /// Why, beyond the code; who reported reads it.
    pub reason: Option<String>,
    /// Of a duplicate: the case that it repeats, by handle or id.
    pub duplicate_of: Option<String>,
    /// Where more must be known: what is missing, such as `versions`.
    pub missing: Vec<String>,
    /// Whether who reported is written to; the message passes the gate.
    pub tell: bool,
    /// What is written; what the code means if nothing.
    pub answer: Option<String>,
}

/// The closing of a case.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ClosingBody {
    /// The code, such as `repaired`.
    pub code: String,
    /// Why, beyond the code; who reported reads it.
    pub reason: Option<String>,
}

/// Something that the office arranges for its own work on a case.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ArrangementBody {
    /// What: `assign`, `take`, `queue`, `hold`, `resume`, `number`, `task`, `tasks`, `done`, `link`, `merge` or `split`.
    pub what: String,
    /// To whom, by login: of an assignment or a task. Whoever takes a case takes it for themselves.
    pub who: Option<String>,
    /// Of a hold: for what the case waits.
    pub reason: Option<String>,
    /// The note of a hold, the number, the task, the word of a list of tasks, or the word of a queue; without one
    /// the case is taken from its queue.
    pub text: Option<String>,
    /// Until when a hold lasts, by when a task is due, or from which start a list of tasks counts, in the office's zone.
    pub until: Option<String>,
    /// Whose number it is, by name or id; the office's if nobody says.
    pub of: Option<String>,
    /// The number of the event that set a task that is done.
    pub task: Option<u64>,
    /// Another case, by handle or id; of a merging the one in which the matter goes on.
    pub other: Option<String>,
    /// Of an assignment or a queue: the `turn` that was seen. Of merging or splitting: the `seen` of the case when it was
    /// weighed; what was confirmed with it before is not done again. Where somebody else was first since, nothing is recorded.
    pub seen: Option<u64>,
    /// Of merging: the `seen` of the other case when it was weighed.
    pub other_seen: Option<u64>,
    /// Of splitting: the products that go on in a new case, and content that is copied where the gate lets it, by id.
    pub chosen: Vec<String>,
}

#[utoipa::path(get, path = "/api/v1/offices/{office}/cases/{case}/work", operation_id = "work",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")), security(("bearer" = [])), responses(
    (status = 200, description = "As `tidegate work CASE --json`", body = crate::say::work::WorkTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem)))]
pub(super) async fn work(visit: Visit, Path(named): Named) -> Result<Response, Wrong> {
    let (_, name) = named;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    Ok(Json(Errand { desk, book, actor: &actor }.work(&name).await?.1).into_response())
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/judgement", operation_id = "judge",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")),
    request_body = JudgementBody, security(("bearer" = [])), responses(
    (status = 201, description = "On record, with what the gate made of the message to who reported", body = crate::say::work::JudgedTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "No such code or part, a duplicate of nothing, or the case says no", body = crate::web::Problem)))]
pub(super) async fn judge(
    visit: Visit,
    Path(named): Named,
    Sent(body): Sent<JudgementBody>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let member = visit.member()?;
    let (actor, session) = (member.actor(), member.session);
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    listed(&[&body.missing])?;
    let missing: Vec<&str> = body.missing.iter().map(String::as_str).collect();
    let judging = Judging {
        code: &body.code,
        reason: body.reason.as_deref(),
        duplicate_of: body.duplicate_of.as_deref(),
        missing: &missing,
        tell: body.tell,
        answer: body.answer.as_deref(),
    };
    let errand = Errand { desk, book, actor: &actor };
    let judged = errand.judge(&name, judging, session).await?;
    created_in(&visit, &name, &errand.judged(judged)).await
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/closing", operation_id = "close",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")),
    request_body = ClosingBody, security(("bearer" = [])), responses(
    (status = 201, description = "The case is closed", body = crate::say::recorded::RecordedTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "No such code, or the case says no", body = crate::web::Problem)))]
pub(super) async fn close(
    visit: Visit,
    Path(named): Named,
    Sent(body): Sent<ClosingBody>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let errand = Errand { desk, book, actor: &actor };
    let told = errand.close(&name, &body.code, body.reason.as_deref()).await?;
    created_in(&visit, &name, &told).await
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/arrangements", operation_id = "arrange",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")),
    request_body = ArrangementBody, security(("bearer" = [])), responses(
    (status = 201, description = "On record", body = crate::say::recorded::RecordedTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 409, description = "Somebody else was first", body = crate::web::Problem),
    (status = 422, description = "Not understood, nobody of that login, or the case says no", body = crate::web::Problem)))]
pub(super) async fn arrange(
    visit: Visit,
    Path(named): Named,
    Sent(body): Sent<ArrangementBody>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let member = visit.member()?;
    let actor = member.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    listed(&[&body.chosen])?;
    let chosen: Vec<&str> = body.chosen.iter().map(String::as_str).collect();
    let own = (body.what == "take").then_some(member.login.as_str());
    let arranging = Arranging {
        what: &body.what,
        who: own.or(body.who.as_deref()),
        reason: body.reason.as_deref(),
        text: body.text.as_deref(),
        until: body.until.as_deref(),
        of: body.of.as_deref(),
        task: body.task,
        other: body.other.as_deref(),
        seen: body.seen,
        other_seen: body.other_seen,
        chosen: &chosen,
        session: Some(member.session),
    };
    let told = Errand { desk, book, actor: &actor }.arrange(&name, arranging).await?;
    created_in(&visit, &name, &told).await
}

/// A merging or a splitting of which somebody asks what it would come to.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MergeOrSplitBody {
    /// The case in which it would go on, by handle or id; none of a splitting.
    pub other: Option<String>,
    /// Of splitting: products and content, by id.
    pub chosen: Vec<String>,
}

#[utoipa::path(post, path = "/api/v1/offices/{office}/cases/{case}/arrangements/weighed", operation_id = "arrangement-weigh",
    params(("office" = String, Path, description = "An office"),
        ("case" = String, Path, description = "The id or the handle of a case")),
    request_body = MergeOrSplitBody, security(("bearer" = [])), responses(
    (status = 200, description = "What it would come to; only the opening of the cases is recorded", body = crate::say::join::JoinTold),
    (status = 404, description = "No such case at this office", body = crate::web::Problem),
    (status = 422, description = "The two cannot be merged, or something of it stays", body = crate::web::Problem)))]
pub(super) async fn weigh(
    visit: Visit,
    Path(named): Named,
    Sent(body): Sent<MergeOrSplitBody>,
) -> Result<Response, Wrong> {
    let (_, name) = named;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    listed(&[&body.chosen])?;
    let errand = Errand { desk, book, actor: &actor };
    let told = match &body.other {
        Some(other) => errand.weigh_merge(&name, other.trim()).await?,
        None => {
            let chosen: Vec<&str> = body.chosen.iter().map(String::as_str).collect();
            errand.weigh_split(&name, &chosen).await?
        }
    };
    Ok(Json(told).into_response())
}

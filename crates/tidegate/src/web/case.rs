//! A case on one calm screen: what is due, what may be asked, what is known, who knows it, what happened.
//!
//! The case is opened through the desk, which puts the read and its purpose on the log first. [`screen`] builds what is
//! shown, [`line`](mod@line) draws the time line, [`asking`] puts flows to the gate, [`content`] opens an item with a
//! clearance, [`telling`] records facts and events, [`messages`] has what passes between office and finder, [`plan`] plans,
//! [`directives`] has what is asked of whom and what takes two signatures, [`coordination`] shows who takes part and the
//! embargo,
//! [`mod@work`] judges, closes and arranges, [`mod@join`] shows what merging and splitting come to, [`transfer`]
//! offers the case to another office, [`triage`] assesses the flaw, [`then`] shows what was known at an instant,
//! [`circle`] settles who of the office may see it, [`record`] has all that happened, [`sheet`] fills the forms of authorities, [`reportability`] has what a named person found to need no report.
//! The pages decide nothing.

mod asking;
mod circle;
mod content;
mod coordination;
mod directives;
mod join;
mod line;
mod messages;
mod participants;
mod plan;
mod record;
mod reportability;
mod screen;
mod sheet;
mod telling;
mod then;
mod transfer;
mod triage;
mod work;

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use tidegate_core::case::Case;
use tidegate_core::id::CaseId;

use super::access::{CASE_WORK, Route};
use super::{Page, Visit, Wrong};
use crate::clocks;
use crate::clocks::kept::{Alert, RunningClock};
use crate::errand::Errand;
use crate::organisations::part;
use crate::register;
use crate::say::recorded::RecordedTold;
use crate::server::Hosted;

pub(crate) use circle::may_settle;
pub(crate) use sheet::file as sheet_file;
pub(crate) use transfer::addresses;

pub(super) use asking::Choice;
pub(super) use line::shares;
pub(super) use work::{Fields, queue_name};

pub(super) fn routes() -> Vec<Route> {
    let mut routes = vec![Route::get("/at/{office}/cases/{handle}", CASE_WORK, show)];
    routes.extend(asking::routes());
    routes.extend(circle::routes());
    routes.extend(content::routes());
    routes.extend(directives::routes());
    routes.extend(coordination::routes());
    routes.extend(join::routes());
    routes.extend(messages::routes());
    routes.extend(participants::routes());
    routes.extend(plan::routes());
    routes.extend(record::routes());
    routes.extend(reportability::routes());
    routes.extend(sheet::routes());
    routes.extend(telling::routes());
    routes.extend(then::routes());
    routes.extend(transfer::routes());
    routes.extend(triage::routes());
    routes.extend(work::routes());
    routes
}

/// Office and handle, as the address has them.
type Address = Path<(String, String)>;

#[derive(Debug, Default, Deserialize)]
struct Asked {
    /// The leaf of what was just recorded.
    recorded: Option<u64>,
}

async fn show(
    visit: Visit,
    Path((_, handle)): Address,
    Query(asked): Query<Asked>,
) -> Result<Response, Wrong> {
    let case = opened(&visit, &handle, "looking at the case").await?;
    let (desk, actor) = (visit.office()?.desk(), visit.member()?.actor());
    let errand = Errand { desk, book: visit.house.book(), actor: &actor };
    let alerts = desk.kept_about::<Alert>(case.id()).await?;
    let alerts: Vec<Alert> = alerts.into_iter().map(|kept| kept.thing).collect();
    let clocks = desk.kept_about::<RunningClock>(case.id()).await?.into_iter();
    let clocks = clocks.map(|kept| kept.thing).filter(|clock| clock.perhaps);
    let around = screen::Around {
        perhaps: clocks.map(|clock| clock.key).collect(),
        alerts,
        same: desk.same_report(case.id()).await?,
        reads: desk.reads(case.id()).await?,
        leaves: desk.leaves(case.id()).await?,
        silent: errand.silent(&case).await?,
        ones: errand.same(&case).await?,
        recorded: asked.recorded,
    };
    Ok(Page(screen::page(&visit, &case, &around)?).into_response())
}

/// Opens a case for whoever is signed in; the read and its purpose are on the log before.
pub(super) async fn opened(visit: &Visit, handle: &str, purpose: &str) -> Result<Case, Wrong> {
    let (desk, member) = (visit.office()?.desk(), visit.member()?);
    let row = desk.find(handle).await?;
    Ok(desk.open_case(&member.actor(), row.case, purpose).await?)
}

/// Computes what follows from a case that was just changed, so that whoever changed it sees it at once. Where that fails
/// the worker does it later.
pub(crate) async fn recomputed(visit: &Visit, hosted: &Hosted, case: CaseId) {
    // Who changed it may have shut themselves out by it.
    let (desk, book) = (&hosted.desk().whole(), visit.house.book());
    for (what, done) in [
        ("clocks", clocks::refresh(desk, book, case).await),
        ("transfers", register::refresh(desk, book, case).await),
        ("lists of participants", part::refresh(desk, case).await),
    ] {
        if let Err(error) = done {
            tracing::warn!(%case, "the {what} are left to the worker: {error}");
        }
    }
}

/// Back to the case, saying which leaf has what was recorded.
fn back(hosted: &Hosted, handle: &str, leaf: u64) -> Response {
    Redirect::to(&format!("/at/{}/cases/{handle}?recorded={leaf}", hosted.slug())).into_response()
}

/// Back to the case with what an errand recorded, computed anew.
async fn recorded_at(visit: &Visit, hosted: &Hosted, recorded: &RecordedTold) -> Response {
    if let Ok(case) = recorded.case.parse() {
        recomputed(visit, hosted, case).await;
    }
    let leaf = recorded.events.first().map_or(0, |event| event.leaf);
    back(hosted, &recorded.handle, leaf)
}

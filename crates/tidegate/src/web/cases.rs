//! The list of cases, by what is due next: clear metadata only, and no decision or query per row.
//!
//! The rows are kept by [`crate::clocks`]; a page of the list reads one page of them. What is due, to whom and on what
//! ground stands in the case, which is read on record.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::access::{CASE_WORK, Route};
use super::{Frame, Page, Visit, Wrong};
use crate::clocks::kept::{Listed, Stage};
use crate::errand::{ByDue, Due, Errand};
use crate::say::duty::left;
use crate::say::happened::phase;
use crate::say::instant;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/at/{office}/cases", CASE_WORK, list)]
}

/// How many cases stand on a page.
const PAGE: usize = 50;
#[derive(Debug, Default, Deserialize)]
struct Asked {
    after: Option<String>,
}

/// A case in the list.
struct Row {
    handle: String,
    phase: String,
    opened: String,
    changed: String,
    due: Option<DueShown>,
}

/// A due time as pages show it: the instant, how it stands to now, and how it presses.
pub(super) struct DueShown {
    /// In UTC, for the script that lets it tick.
    pub(super) machine: String,
    /// In the zone of the office.
    pub(super) people: String,
    /// `in 23 h`.
    pub(super) left: String,
    /// `late`, `soon` or nothing.
    pub(super) class: &'static str,
    /// What the last alert says.
    pub(super) alert: Option<String>,
}

impl DueShown {
    pub(super) fn of(due: Timestamp, at: Timestamp, zone: &TimeZone, frame: &Frame) -> Self {
        let reached = |stage: &Stage| stage.moment(due).is_some_and(|moment| moment <= at);
        let stage = Stage::ALL.into_iter().rfind(reached);
        Self {
            machine: due.to_string(),
            people: instant(due, zone),
            left: left(due, at, frame.voice()),
            class: match stage {
                Some(Stage::Due | Stage::DayOver) => "late",
                Some(Stage::DayLeft | Stage::HourLeft) => "soon",
                None => "",
            },
            alert: stage.map(|stage| frame.say(stage.message())),
        }
    }
}

#[derive(Template)]
#[template(path = "cases.html")]
struct CasesPage {
    frame: Frame,
    slug: String,
    at: String,
    rows: Vec<Row>,
    behind: bool,
    first: bool,
    next: Option<String>,
}

async fn list(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Wrong> {
    let (frame, hosted) = (visit.frame(), visit.office()?);
    let (desk, actor) = (hosted.desk(), visit.member()?.actor());
    let after: Option<Due> = match asked.after.as_deref() {
        Some(text) => Some(text.parse().map_err(|_| Wrong::Form)?),
        None => None,
    };
    let errand = Errand { desk, book: visit.house.book(), actor: &actor };
    let ByDue { rows: listed, behind, next } = errand.by_due(after, PAGE).await?;
    let (at, zone) = (desk.now(), hosted.office().zone.rules());
    let row = |listed: &Listed| Row {
        handle: listed.handle.clone(),
        phase: frame.say(phase(&listed.state)),
        opened: day(listed.opened, &zone),
        changed: instant(listed.changed, &zone),
        due: listed.due.map(|due| DueShown::of(due, at, &zone, &frame)),
    };
    let rows = listed.iter().map(row).collect();
    let page = CasesPage {
        slug: hosted.slug().to_string(),
        at: instant(at, &zone),
        rows,
        behind,
        first: after.is_none(),
        next: next.map(|next| next.to_string()),
        frame,
    };
    Ok(Page(page).into_response())
}

fn day(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned_datetime(zone.clone()).date().to_string()
}

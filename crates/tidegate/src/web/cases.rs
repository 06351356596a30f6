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
use crate::clocks::Clocks;
use crate::clocks::kept::{Listed, Stage};
use crate::desk::Shelved;
use crate::follow::{self, Left};
use crate::say::duty::left;
use crate::say::happened::phase;
use crate::say::instant;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/at/{office}/cases", CASE_WORK, list)]
}

/// How many cases stand on a page.
const PAGE: u32 = 50;
/// Up to how many events of a moment ago are taken up before the list is shown; more are left to the worker.
const FRESH: u32 = 20;

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
    let desk = hosted.desk();
    let after = match asked.after.as_deref() {
        Some(text) => Some(place(text).ok_or(Wrong::Form)?),
        None => None,
    };
    // Whoever just took in a report finds it here; after a restart or a new book the worker has more to do.
    let behind =
        follow::round_if_short(&Clocks, desk, visit.house.book(), FRESH).await? == Left::More;
    let mut kept = desk.kept_by_due::<Listed>(after, None, PAGE + 1).await?;
    let more = kept.len() > PAGE as usize;
    kept.truncate(PAGE as usize);
    let next = kept.last().filter(|_| more).and_then(Shelved::place).map(written);
    let (at, zone) = (desk.now(), hosted.office().zone.rules());
    let row = |listed: &Listed| Row {
        handle: listed.handle.clone(),
        phase: frame.say(phase(&listed.state)),
        opened: day(listed.opened, &zone),
        changed: instant(listed.changed, &zone),
        due: listed.due.map(|due| DueShown::of(due, at, &zone, &frame)),
    };
    let rows = kept.iter().map(|kept| row(&kept.thing)).collect();
    let page = CasesPage {
        slug: hosted.slug().to_string(),
        at: instant(at, &zone),
        rows,
        behind,
        first: after.is_none(),
        next,
        frame,
    };
    Ok(Page(page).into_response())
}

fn day(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned_datetime(zone.clone()).date().to_string()
}

/// A place in the list as an address has it.
fn written((due, name): (i64, [u8; 32])) -> String {
    format!("{due}.{}", tidegate_core::digest::Digest::from_bytes(name))
}

fn place(text: &str) -> Option<(i64, [u8; 32])> {
    let (due, name) = text.split_once('.')?;
    let name: tidegate_core::digest::Digest = name.parse().ok()?;
    Some((due.parse().ok()?, *name.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::{place, written};

    #[test]
    fn a_place_in_the_list_reads_back_and_nothing_else_does() {
        let here = (-5_i64, [0xab; 32]);
        assert_eq!(place(&written(here)), Some(here));
        for wrong in ["", "5", "5.", "x.00", "5.zz", "1.2.3"] {
            assert_eq!(place(wrong), None, "{wrong}");
        }
    }
}

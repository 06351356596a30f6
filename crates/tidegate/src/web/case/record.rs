//! The record of a case: the newest of it on the screen of the case, all of it on a page of its own, in runs.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Deserialize;
use tidegate_core::case::Case;
use tidegate_core::event::{Actor, Recorded};

use super::Address;
use crate::desk::{Leaves, RecordKind};
use crate::say::happened::{Happened, when};
use crate::say::instant;
use crate::say::source::source;
use crate::say::told;
use crate::thread::{self, RUN};
use crate::web::access::{CASE_WORK, Route};
use crate::web::{Frame, Page, Visit, Wrong};

/// How many of the newest stand on the screen of the case.
const NEWEST: usize = 20;
/// How many of what stands beside a run of events are shown: the newest.
const MOST: usize = 100;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/at/{office}/cases/{handle}/record", CASE_WORK, show)]
}

/// Where an event is found, however old.
pub(super) fn address(slug: &str, case: &Case, event: u64) -> String {
    format!("/at/{slug}/cases/{}/record?event={event}#event-{event}", case.label())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    /// The event whose run is shown; else the newest are.
    event: Option<usize>,
}

/// An event of the record.
pub(super) struct EventShown {
    pub(super) seq: u64,
    pub(super) leaf: Option<u64>,
    pub(super) when: String,
    pub(super) what: String,
    pub(super) source: String,
    pub(super) by: String,
}

/// What stands on the log beside the events.
pub(super) struct LeafShown {
    pub(super) leaf: u64,
    pub(super) what: String,
    pub(super) when: String,
}

/// Some of the record.
pub(super) struct RecordShown {
    pub(super) events: Vec<EventShown>,
    pub(super) beside: Vec<LeafShown>,
    /// Where all of it is found, with how much that is; where more is not shown.
    pub(super) all: Option<usize>,
}

/// What the record is told with.
pub(super) struct Recording<'r> {
    pub(super) happened: &'r Happened<'r>,
    pub(super) frame: &'r Frame,
    pub(super) zone: &'r TimeZone,
    pub(super) leaves: &'r Leaves,
}

#[derive(Template)]
#[template(path = "case-record.html")]
struct RecordPage {
    frame: Frame,
    slug: String,
    handle: String,
    zone: String,
    before: Vec<(usize, String)>,
    record: RecordShown,
    after: Vec<(usize, String)>,
    log: String,
}

async fn show(
    visit: Visit,
    Path((_, handle)): Address,
    Query(asked): Query<Asked>,
) -> Result<Response, Wrong> {
    let case = super::opened(&visit, &handle, "looking at the record of the case").await?;
    let (hosted, frame) = (visit.office()?, visit.frame());
    let leaves = hosted.desk().leaves(case.id()).await?;
    let (zone, called) = (hosted.office().zone.rules(), told::own_call(hosted.office()));
    let (book, voice) = (visit.house.book(), frame.voice());
    let happened = Happened { book, case: &case, called: &called, voice };
    let recording = Recording { happened: &happened, frame: &frame, zone: &zone, leaves: &leaves };
    let all = case.record();
    let cut = thread::cut(all.len(), asked.event.map(|event| event.saturating_add(1)));
    let run = |run: &std::ops::Range<usize>| {
        let words = [("first", (run.start + 1).into()), ("last", run.end.into())];
        (run.start, voice.with("record-run", words))
    };
    let from = all.get(cut.open.start).map(|one| one.recorded);
    let until = all.get(cut.open.end).map(|one| one.recorded);
    let open = all.get(cut.open.clone()).unwrap_or_default();
    let beside: Vec<_> = leaves
        .beside
        .iter()
        .filter(|(_, _, at)| {
            (cut.open.start == 0 || from <= Some(*at)) && until.is_none_or(|until| *at < until)
        })
        .collect();
    let beside = beside.get(beside.len().saturating_sub(MOST)..).unwrap_or_default();
    let page = RecordPage {
        slug: hosted.slug().to_string(),
        handle: case.label().to_owned(),
        zone: hosted.office().zone.name().to_owned(),
        before: cut.before.iter().map(run).collect(),
        record: RecordShown {
            events: open.iter().map(|one| recording.event(one)).collect(),
            beside: beside.iter().map(|one| recording.beside(**one)).collect(),
            all: None,
        },
        after: cut.after.iter().map(run).collect(),
        log: hosted.desk().log().origin().to_string(),
        frame: visit.frame(),
    };
    Ok(Page(page).into_response())
}

impl Recording<'_> {
    /// The newest of the record, or all of it where that is hardly more.
    pub(super) fn newest(&self, case: &Case) -> RecordShown {
        let last = |length: usize| if length > RUN { length - NEWEST } else { 0 };
        let (events, beside) = (case.record(), &self.leaves.beside);
        let (first, others) = (last(events.len()), last(beside.len()));
        RecordShown {
            events: events.iter().skip(first).map(|one| self.event(one)).collect(),
            beside: beside.iter().skip(others).map(|one| self.beside(*one)).collect(),
            all: (first + others > 0).then_some(events.len()),
        }
    }

    /// An event in one line.
    pub(super) fn line(&self, one: &Recorded) -> String {
        format!("{} {}", when(&one.occurred, self.zone), self.happened.line(&one.event))
    }

    fn event(&self, one: &Recorded) -> EventShown {
        EventShown {
            seq: one.seq,
            leaf: self.leaves.events.get(&one.seq).copied(),
            when: when(&one.occurred, self.zone),
            what: self.happened.line(&one.event),
            source: source(&one.source, self.frame.voice()),
            by: match &one.actor {
                Actor::Party(id) => self.happened.party(*id),
                Actor::Member(label) => source(label, self.frame.voice()),
            },
        }
    }

    fn beside(&self, (kind, leaf, at): (RecordKind, u64, Timestamp)) -> LeafShown {
        let what = self.frame.say(match kind {
            RecordKind::Decision => "case-leaf-decision",
            RecordKind::Read => "case-leaf-read",
            RecordKind::Report => "case-leaf-report",
            RecordKind::Contents => "case-leaf-contents",
        });
        LeafShown { leaf, what, when: instant(at, self.zone) }
    }
}

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
use super::bulk::Offered;
use super::case::{Choice, queue_name};
use super::{Frame, Page, Visit, Wrong};
use crate::clocks::kept::{Listed, SilentSince, Stage};
use crate::errand::{ByDue, Due, Errand, ListWritten};
use crate::say::coordination::id::level;
use crate::say::duty::left;
use crate::say::happened::phase;
use crate::say::instant;
use crate::say::queue::QueuesTold;

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
    queue: Option<String>,
    with: Option<String>,
    held: bool,
    /// Since when somebody has not answered, and what is due then.
    silent: Option<String>,
    open: bool,
    due: Option<DueShown>,
}

/// A part of the list with its number: address, name, number, whether it is the one that is shown.
struct PartShown {
    address: String,
    name: String,
    cases: u64,
    shown: bool,
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
    /// Whether it never turns red: nobody knows yet whether it is owed.
    pub(super) calm: bool,
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
            calm: false,
        }
    }

    /// The same of what is owed only if what is not known turns out so.
    pub(super) fn perhaps(self) -> Self {
        let class = if self.class == "late" { "soon" } else { self.class };
        Self { class, calm: true, ..self }
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
    parts: Vec<PartShown>,
    chosen: bool,
    written: ListWritten,
    offered: Offered,
    queues: Vec<Choice>,
    people: Vec<Choice>,
    holds: Vec<Choice>,
    silences: Vec<Choice>,
}

async fn list(
    visit: Visit,
    Query(asked): Query<Asked>,
    Query(written): Query<ListWritten>,
) -> Result<Response, Wrong> {
    let (frame, hosted) = (visit.frame(), visit.office()?);
    let (desk, member) = (hosted.desk(), visit.member()?);
    let actor = member.actor();
    let after: Option<Due> = match asked.after.as_deref() {
        Some(text) => Some(text.parse().map_err(|_| Wrong::Form)?),
        None => None,
    };
    let errand = Errand { desk, book: visit.house.book(), actor: &actor };
    let chosen = written.read(&member.login).ok_or(Wrong::Form)?;
    let told = errand.queues(&member.login).await?;
    let ByDue { rows: listed, behind, next } = errand.chosen(&chosen, after, PAGE).await?;
    let (at, zone) = (desk.now(), hosted.office().zone.rules());
    let row = |listed: &Listed| Row {
        handle: listed.handle.clone(),
        phase: frame.say(phase(&listed.state)),
        opened: day(listed.opened, &zone),
        changed: instant(listed.changed, &zone),
        queue: listed.queue.as_ref().map(|word| queue_name(hosted, word, &frame)),
        with: listed.assigned.clone(),
        held: listed.held,
        silent: listed.silent.map(|silent| said_silent(&frame, &silent, &zone)),
        open: listed.open(),
        due: listed.due.map(|due| DueShown::of(due, at, &zone, &frame)),
    };
    let rows = listed.iter().map(row).collect();
    let page = CasesPage {
        slug: hosted.slug().to_string(),
        at: instant(at, &zone),
        rows,
        behind,
        first: after.is_none(),
        next: next.map(|next| address(&written, &next.to_string())),
        parts: parts(&frame, &told, &written),
        chosen: !chosen.is_all(),
        queues: queues(&frame, &told, &written),
        people: people(&visit, &frame, &written).await?,
        holds: holds(&frame, &written),
        silences: silences(&frame, &written),
        written,
        offered: Offered::of(&visit, &frame, None).await?,
        frame,
    };
    Ok(Page(page).into_response())
}

/// The address of a part of the list.
fn address(written: &ListWritten, after: &str) -> String {
    let place = Some(("after", after)).filter(|(_, after)| !after.is_empty());
    let fields: Vec<(&str, &str)> = written.query().into_iter().chain(place).collect();
    match serde_urlencoded::to_string(&fields) {
        Ok(query) if !query.is_empty() => format!("cases?{query}"),
        _ => "cases".to_owned(),
    }
}

/// The parts of the list that are counted.
fn parts(frame: &Frame, told: &QueuesTold, written: &ListWritten) -> Vec<PartShown> {
    let all = ListWritten::default;
    let part = |part: ListWritten, name: String, cases: u64| PartShown {
        address: address(&part, ""),
        name,
        cases,
        shown: part == *written,
    };
    let text = str::to_owned;
    let mut parts = vec![
        part(ListWritten { who: text("mine"), ..all() }, frame.say("queues-mine"), told.mine),
        part(
            ListWritten { who: text("nobody"), ..all() },
            frame.say("queues-nobodys"),
            told.nobodys,
        ),
        part(ListWritten { hold: text("yes"), ..all() }, frame.say("queues-on-hold"), told.on_hold),
        part(ListWritten { silent: text("yes"), ..all() }, frame.say("queues-silent"), told.silent),
    ];
    for queue in &told.queues {
        let chosen = ListWritten { queue: queue.word.clone(), ..all() };
        parts.push(part(chosen, frame.pick(&queue.name).to_owned(), queue.cases));
    }
    if !told.queues.is_empty() {
        let none = ListWritten { queue: text("none"), ..all() };
        parts.push(part(none, frame.say("queues-in-none"), told.in_none));
    }
    parts
}

fn choice(value: &str, text: String, chosen: &str) -> Choice {
    Choice { value: value.to_owned(), text, chosen: value == chosen }
}

fn queues(frame: &Frame, told: &QueuesTold, written: &ListWritten) -> Vec<Choice> {
    let mut queues = vec![
        choice("", frame.say("register-every"), &written.queue),
        choice("none", frame.say("queues-in-none"), &written.queue),
    ];
    let each = told.queues.iter();
    queues.extend(
        each.map(|one| choice(&one.word, frame.pick(&one.name).to_owned(), &written.queue)),
    );
    queues
}

async fn people(visit: &Visit, frame: &Frame, written: &ListWritten) -> Result<Vec<Choice>, Wrong> {
    let mut people = vec![
        choice("", frame.say("register-every"), &written.who),
        choice("mine", frame.say("queues-mine"), &written.who),
        choice("nobody", frame.say("queues-nobodys"), &written.who),
    ];
    for one in visit.office()?.desk().accounts().await? {
        let text = format!("{} ({})", one.name, one.login);
        people.push(choice(&one.login, text, &written.who));
    }
    Ok(people)
}

fn holds(frame: &Frame, written: &ListWritten) -> Vec<Choice> {
    let all = [("", "register-every"), ("yes", "queues-on-hold"), ("no", "queues-not-on-hold")];
    all.map(|(value, id)| choice(value, frame.say(id), &written.hold)).into()
}

fn silences(frame: &Frame, written: &ListWritten) -> Vec<Choice> {
    let all = [("", "register-every"), ("yes", "queues-silent"), ("no", "queues-not-silent")];
    all.map(|(value, id)| choice(value, frame.say(id), &written.silent)).into()
}

fn said_silent(frame: &Frame, silent: &SilentSince, zone: &TimeZone) -> String {
    let words = [
        ("since", day(silent.since, zone).into()),
        ("level", frame.say(level(silent.level)).into()),
    ];
    frame.voice().with("clock-silent", words)
}

fn day(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned_datetime(zone.clone()).date().to_string()
}

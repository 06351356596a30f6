//! The board of deadlines: every clock that runs, as a list, a month, or a time line.
//!
//! What is chosen stands in the address. The rows are kept by [`crate::clocks`]: no case is opened for a page of the
//! board, and what it says of a clock is its clause, its due time, how binding it is and whether this office owes it. A
//! party and a product are content; they stand in the case, which is read on record.

mod drawing;
mod month;

use askama::Template;
use axum::extract::Query;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::access::{CASE_WORK, Route};
use super::case::Choice;
use super::cases::DueShown;
use super::{Frame, Page, Posted, Visit, Wrong};
use crate::board::filters::{self, Saved};
use crate::board::{Bearer, Chosen, Ends, FORCES, Written};
use crate::errand::{Boarding, Due, Errand};
use crate::say::board::{ClockListed, state, table};
use crate::say::happened::phase;
use crate::say::{id, instant};
use crate::words::Voice;
use drawing::Line;
use month::Sheet;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/at/{office}/board", CASE_WORK, show),
        Route::get("/at/{office}/board.csv", CASE_WORK, download),
        Route::post("/at/{office}/board/filters", CASE_WORK, keep),
        Route::post("/at/{office}/board/filters/drop", CASE_WORK, forget),
    ]
}

/// How many clocks stand on a page.
const PAGE: usize = 50;
/// How many stand in a table for spreadsheets.
const TABLE: usize = 1_000;

/// How the board is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum View {
    #[default]
    List,
    Calendar,
    Line,
}

impl View {
    const ALL: [Self; 3] = [Self::List, Self::Calendar, Self::Line];

    fn word(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Calendar => "calendar",
            Self::Line => "line",
        }
    }

    fn message(self) -> &'static str {
        match self {
            Self::List => "board-view-list",
            Self::Calendar => "board-view-calendar",
            Self::Line => "board-view-line",
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    view: View,
    /// The month of the calendar, such as `2026-11`.
    month: String,
    /// Behind which clock the page begins.
    after: String,
}

/// A clock in the list.
struct Row {
    handle: String,
    due: DueShown,
    over: bool,
    /// How it stands, where that is to be said.
    state: Option<String>,
    citation: String,
    /// Where its article is read; none of what no law says.
    article: Option<String>,
    force: String,
    force_class: &'static str,
    by: String,
    phase: String,
}

/// A filter that the member keeps.
struct FilterShown {
    name: String,
    address: String,
}

/// What the form of the choice offers.
struct Choices {
    regimes: Vec<Choice>,
    forces: Vec<Choice>,
    by: Vec<Choice>,
    states: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "board.html")]
struct BoardPage {
    frame: Frame,
    slug: String,
    at: String,
    behind: bool,
    view: View,
    written: Written,
    choices: Choices,
    views: Vec<(String, String, bool)>,
    rows: Vec<Row>,
    line: Option<Line>,
    month: Option<Sheet>,
    looked: usize,
    first: Option<String>,
    next: Option<String>,
    csv: String,
    filters: Vec<FilterShown>,
    most: bool,
}

impl BoardPage {
    fn looked(&self) -> String {
        self.frame.count("board-looked", self.looked)
    }
}

fn read(written: &Written) -> Result<Chosen, Wrong> {
    Chosen::read(written).ok_or(Wrong::Form)
}

async fn show(
    visit: Visit,
    Query(asked): Query<Asked>,
    Query(written): Query<Written>,
) -> Result<Response, Wrong> {
    let (frame, hosted, book) = (visit.frame(), visit.office()?, visit.house.book());
    let (member, zone) = (visit.member()?, hosted.office().zone.rules());
    let actor = member.actor();
    let errand = Errand { desk: hosted.desk(), book, actor: &actor };
    let chosen = read(&written)?;
    let after: Option<Due> = match asked.after.as_str() {
        "" => None,
        text => Some(text.parse().map_err(|_| Wrong::Form)?),
    };
    let saved = hosted.desk().filters(&member.login).await?;
    let mut page = BoardPage {
        slug: hosted.slug().to_string(),
        at: instant(hosted.desk().now(), &zone),
        behind: false,
        view: asked.view,
        choices: choices(&frame, &written, book),
        views: views(&frame, &written, asked.view),
        rows: Vec::new(),
        line: None,
        month: None,
        looked: 0,
        first: after.is_some().then(|| address(&written, asked.view, &[])),
        next: None,
        csv: format!("board.csv{}", query(&written, &[])),
        most: saved.len() >= filters::MOST,
        filters: saved.iter().map(shown).collect(),
        written,
        frame,
    };
    if asked.view == View::Calendar {
        let month = month::read(&asked.month, hosted.desk().now(), &zone).ok_or(Wrong::Form)?;
        let found = errand.month(&chosen, month).await?;
        page.behind = found.behind;
        page.month = Some(month::sheet(&page.frame, &page.written, month, found, &zone));
        return Ok(Page(page).into_response());
    }
    let (told, next) = errand.board(Boarding { chosen: &chosen, after, limit: PAGE }).await?;
    page.behind = told.behind;
    page.looked = told.looked;
    page.next =
        next.map(|next| address(&page.written, asked.view, &[("after", &next.to_string())]));
    let row = |clock: &ClockListed| row(clock, told.at, &page.frame, &zone);
    let rows = told.clocks.iter().map(row).collect();
    if asked.view == View::Line {
        page.line = drawing::line(&told, &page.frame, &page.slug, &zone);
    }
    page.rows = rows;
    Ok(Page(page).into_response())
}

fn row(clock: &ClockListed, at: jiff::Timestamp, frame: &Frame, zone: &TimeZone) -> Row {
    Row {
        handle: clock.handle.clone(),
        due: match DueShown::of(clock.due, at, zone, frame) {
            due if clock.perhaps => due.perhaps(),
            due => due,
        },
        over: clock.over && !clock.perhaps,
        state: (clock.over || clock.perhaps).then(|| frame.say(state(clock))),
        citation: frame.pick(&clock.citation).to_owned(),
        article: clock.rule.contains('/').then(|| frame.article(&clock.rule)),
        force: frame.say(id::force(clock.force)),
        force_class: frame.force_class(&clock.force),
        by: frame.say(clock.by.message()),
        phase: frame.say(phase(&clock.phase)),
    }
}

/// The choice as the query of an address, with more of it.
fn query(written: &Written, more: &[(&str, &str)]) -> String {
    let pairs: Vec<(&str, &str)> =
        written.query().into_iter().chain(more.iter().copied()).collect();
    match serde_urlencoded::to_string(&pairs) {
        Ok(query) if !query.is_empty() => format!("?{query}"),
        _ => String::new(),
    }
}

/// The address of the board with this choice, as a view.
fn address(written: &Written, view: View, more: &[(&str, &str)]) -> String {
    let shown: &[(&str, &str)] = if view == View::List { &[] } else { &[("view", view.word())] };
    format!("board{}", query(written, &[shown, more].concat()))
}

fn shown(saved: &Saved) -> FilterShown {
    let view = View::ALL.into_iter().find(|view| view.word() == saved.view).unwrap_or_default();
    FilterShown { name: saved.name.clone(), address: address(&saved.chosen, view, &[]) }
}

/// The three views of one choice: address, name, whether it is the one that is shown.
fn views(frame: &Frame, written: &Written, shown: View) -> Vec<(String, String, bool)> {
    let one = |view: View| (address(written, view, &[]), frame.say(view.message()), view == shown);
    View::ALL.map(one).into()
}

fn choices(frame: &Frame, written: &Written, book: &tidegate_law::Book) -> Choices {
    let every = |chosen: &str| Choice {
        value: String::new(),
        text: frame.say("register-every"),
        chosen: chosen.is_empty(),
    };
    let choice = |value: &str, text: String, chosen: &str| Choice {
        value: value.to_owned(),
        text,
        chosen: value == chosen,
    };
    let regimes = book.statutes().iter().map(|statute| {
        choice(&statute.matter.id, frame.pick(&statute.short()).to_owned(), &written.regime)
    });
    let forces =
        FORCES.map(|(force, word)| choice(word, frame.say(id::force(force)), &written.force));
    let by = Bearer::ALL.map(|(_, word, message)| choice(word, frame.say(message), &written.by));
    let states = Ends::ALL.map(|(_, word, text)| choice(word, frame.say(text), &written.state));
    Choices {
        regimes: std::iter::once(every(&written.regime)).chain(regimes).collect(),
        forces: std::iter::once(every(&written.force)).chain(forces).collect(),
        by: std::iter::once(every(&written.by)).chain(by).collect(),
        states: std::iter::once(every(&written.state)).chain(states).collect(),
    }
}

async fn download(visit: Visit, Query(written): Query<Written>) -> Result<Response, Wrong> {
    let (hosted, actor) = (visit.office()?, visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let chosen = read(&written)?;
    let (told, _) = errand.board(Boarding { chosen: &chosen, after: None, limit: TABLE }).await?;
    let zone = hosted.office().zone.rules();
    Ok(spreadsheet("board.csv", table(&told.clocks, &visit.voice(), &zone)))
}

/// A table for spreadsheets, to be kept as a file. The mark at its beginning lets them read it as UTF-8.
pub(super) fn spreadsheet(name: &str, table: String) -> Response {
    let mut response = format!("\u{feff}{table}").into_response();
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(kept) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, kept);
    }
    response
}

/// A filter that is to be kept, as the form of the board sends it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Keeping {
    name: String,
    view: View,
    regime: String,
    force: String,
    by: String,
    state: String,
    from: String,
    until: String,
}

async fn keep(posted: Posted<Keeping>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let Keeping { name, view, regime, force, by, state, from, until } = fields;
    let chosen = Written { regime, force, by, state, from, until };
    read(&chosen)?;
    kept(&visit, Saved { name: name.trim().to_owned(), chosen, view: view.word().to_owned() })
        .await?;
    let slug = visit.office()?.slug().to_string();
    Ok(Redirect::to(&format!("/at/{slug}/board")).into_response())
}

/// Keeps a filter of whoever is signed in.
///
/// # Errors
/// [`Wrong::Asked`] where it cannot be called so, or there are as many as there may be.
pub(crate) async fn kept(visit: &Visit, filter: Saved) -> Result<(), Wrong> {
    let asked = |id| Err(Wrong::Asked(Voice::in_both(|voice| voice.say(id))));
    if !filters::is_name(&filter.name) {
        return asked("board-filter-name-wrong");
    }
    let login = &visit.member()?.login;
    if !visit.office()?.desk().keep_filter(login, &filter).await? {
        return asked("board-filter-most");
    }
    Ok(())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Dropping {
    name: String,
}

async fn forget(posted: Posted<Dropping>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let hosted = visit.office()?;
    hosted.desk().drop_filter(&visit.member()?.login, &fields.name).await?;
    Ok(Redirect::to(&format!("/at/{}/board", hosted.slug())).into_response())
}

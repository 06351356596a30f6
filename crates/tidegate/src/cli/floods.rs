//! `tidegate floods`: reports that nobody judged, put together by product; with a case, the group of that case.
//!
//! The list opens nothing; a group opens the one case that it is named by, and the log has it.

use jiff::tz::TimeZone;

use super::office::{Acting, at_desk, failed, not_done};
use super::remote::Remote;
use super::{Exit, Failure, Globals, Terminal};
use crate::errand::Errand;
use crate::follow::Left;
use crate::say::flood::{FloodOpened, FloodsTold};
use crate::say::instant;
use crate::standing;

/// How many cases are computed at once.
const ROUND: u32 = 500;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "CASE")]
    case: Option<String>,
    #[command(flatten)]
    acting: Acting,
}

/// What was asked for.
enum Found {
    All(FloodsTold),
    One(FloodOpened),
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let (found, zone) = match Remote::of(globals, terminal)? {
        Some(remote) => match &arguments.case {
            Some(case) => remote.flood(case).map(|(one, zone)| (Found::One(one), zone))?,
            None => remote.floods().map(|(all, zone)| (Found::All(all), zone))?,
        },
        None => here(arguments, globals)?,
    };
    match found {
        Found::All(told) if terminal.json => terminal.json(&told)?,
        Found::One(told) if terminal.json => terminal.json(&told)?,
        Found::All(told) => all(&told, &zone, terminal)?,
        Found::One(told) => one(&told, &zone, terminal)?,
    }
    Ok(Exit::Done)
}

fn here(arguments: &Arguments, globals: &Globals) -> Result<(Found, TimeZone), Failure> {
    let book = globals.book()?;
    at_desk(globals, &book, async |desk| {
        let actor = arguments.acting.member();
        let errand = Errand { desk, book: &book, actor: &actor };
        // Nobody waits for a page here: everything is put together first.
        while standing::round(desk, &book, ROUND).await.map_err(failed)? == Left::More {}
        let found = match &arguments.case {
            Some(case) => Found::One(errand.flood(case).await.map_err(not_done)?),
            None => Found::All(errand.floods().await.map_err(not_done)?),
        };
        Ok((found, desk.office().zone.rules()))
    })
}

fn all(told: &FloodsTold, zone: &TimeZone, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let words =
        [("all", told.all.into()), ("looked", told.looked.into()), ("single", told.single.into())];
    let line = terminal.with("floods-looked", words);
    terminal.paragraph(&line, 0)?;
    let rows: Vec<Vec<String>> = told
        .floods
        .iter()
        .map(|one| {
            let (cases, alike) = (one.cases.to_string(), one.alike.to_string());
            let (first, last) = (instant(one.first, zone), instant(one.last, zone));
            vec![one.handle.clone(), cases, alike, first, last, one.lacking.to_string()]
        })
        .collect();
    let heads = [
        "floods-head-group",
        "floods-head-size",
        "floods-head-alike",
        "floods-head-first",
        "floods-head-last",
        "floods-head-lacking",
    ];
    terminal.table(&heads, &rows)
}

fn one(told: &FloodOpened, zone: &TimeZone, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let products = told.products.join(&terminal.say("list-comma"));
    let line = terminal.with("floods-product", [("product", products.into())]);
    terminal.title(&line)?;
    let row = |one: &crate::say::flood::FloodMember| {
        let set = one.set.map_or_else(|| "–".to_owned(), |set| set.to_string());
        let parts = [("has", one.has.into()), ("all", (one.has + one.lacks).into())];
        let (like, parts) = (one.likeness, terminal.with("work-report-count", parts));
        vec![one.handle.clone(), set, format!("{like} %"), parts, instant(one.received, zone)]
    };
    let rows: Vec<Vec<String>> = told.members.iter().map(row).collect();
    let heads = [
        "cases-head-case",
        "floods-head-set",
        "floods-head-like",
        "work-report",
        "floods-head-received",
    ];
    terminal.table(&heads, &rows)
}

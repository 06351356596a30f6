//! `tidegate cases`: every case by what is due next.
//!
//! A list shows clear metadata only. The next due time follows from what a case says, so each case is opened for it,
//! and each opening is on the log; `--no-due` opens none.

use jiff::Timestamp;
use serde::Serialize;
use tidegate_core::gate;
use tidegate_law::{Book, Words};

use super::duties::{cited, next, sure};
use super::office::{Acting, at_desk, failed};
use super::{Exit, Failure, Globals, Terminal};
use crate::clocks::owed;
use crate::desk::Desk;
use crate::say::duty::left;
use crate::say::instant;

/// How many rows are asked for at once.
const PAGE: u32 = 200;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(long)]
    no_due: bool,
    #[arg(long, value_name = "COUNT", default_value_t = 100)]
    limit: usize,
    #[command(flatten)]
    acting: Acting,
}

#[derive(Serialize)]
struct Told {
    version: u32,
    at: Timestamp,
    /// How many cases were opened to compute what is due; the log has each opening.
    opened: usize,
    cases: Vec<Listed>,
}

/// A case in the list.
#[derive(Serialize)]
struct Listed {
    case: String,
    handle: String,
    state: String,
    opened: Timestamp,
    changed: Timestamp,
    events: u64,
    /// Live duties whose text has a word and no number.
    without_number: usize,
    next: Option<Next>,
}

/// The next due time of a case.
#[derive(Serialize)]
struct Next {
    strict: Timestamp,
    bearer: String,
    citation: Words,
    sure: bool,
}

/// A row of the desk's list. The desk's own type, so that the list shows what the desk gives.
pub(super) struct Row {
    pub(super) case: tidegate_core::id::CaseId,
    pub(super) handle: String,
    pub(super) state: String,
    opened: Timestamp,
    changed: Timestamp,
    version: u64,
}

/// The rows of the list, newest change first, at most `limit`.
pub(super) async fn rows(desk: &Desk, limit: usize) -> Result<Vec<Row>, Failure> {
    let mut rows = Vec::new();
    let mut before = None;
    loop {
        let page = desk.cases(before.as_ref(), PAGE).await.map_err(failed)?;
        let Some(last) = page.last().cloned() else { return Ok(rows) };
        for row in page {
            if rows.len() == limit {
                return Ok(rows);
            }
            rows.push(Row {
                case: row.case,
                handle: row.handle,
                state: row.state,
                opened: row.opened,
                changed: row.changed,
                version: row.version,
            });
        }
        before = Some(last);
    }
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let book = globals.book()?;
    let (told, zone) = at_desk(globals, &book, async |desk| {
        let at = desk.now();
        let mut told = Told { version: 1, at, opened: 0, cases: Vec::new() };
        for row in rows(desk, arguments.limit).await? {
            let mut listed = Listed {
                case: row.case.to_string(),
                handle: row.handle.clone(),
                state: row.state.clone(),
                opened: row.opened,
                changed: row.changed,
                events: row.version,
                without_number: 0,
                next: None,
            };
            if !arguments.no_due && row.state != "erased" {
                due(&mut listed, desk, &book, &row, arguments, at).await?;
                told.opened += 1;
            }
            told.cases.push(listed);
        }
        told.cases.sort_by_key(|one| {
            let due = one.next.as_ref().map(|next| next.strict);
            (due.is_none(), due, std::cmp::Reverse(one.changed))
        });
        Ok((told, desk.office().zone.rules()))
    })?;
    if terminal.json {
        terminal.json(&told)?;
        return Ok(Exit::Done);
    }
    if told.cases.is_empty() {
        let line = terminal.say("cases-none");
        terminal.line(&line)?;
        return Ok(Exit::Done);
    }
    let rows: Vec<Vec<String>> =
        told.cases.iter().map(|one| cells(one, &told, &zone, terminal)).collect();
    let heads = ["head-case", "head-phase", "head-next-due", "head-duty", "head-changed"];
    terminal.table(&heads, &rows)?;
    if told.opened > 0 {
        let line = terminal.with("cases-opened", [("count", told.opened.into())]);
        terminal.paragraph(&line, 0)?;
    }
    Ok(Exit::Done)
}

async fn due(
    listed: &mut Listed,
    desk: &Desk,
    book: &Book,
    row: &Row,
    arguments: &Arguments,
    at: Timestamp,
) -> Result<(), Failure> {
    let actor = arguments.acting.member();
    let case = desk.open_case(&actor, row.case, "listing what is due").await.map_err(failed)?;
    let adoption = gate::adoption_of(desk.office(), at);
    let owed = owed(book, &adoption, &case, at);
    let live = owed.iter().filter(|one| one.duty.live() && one.duty.when.deadline().is_none());
    listed.without_number = live.filter(|one| one.duty.when.word.is_some()).count();
    listed.next = next(&owed).and_then(|one| {
        let strict = one.duty.when.deadline()?.strict.earliest;
        let bearer = case.party(one.bearer).map(|party| party.name.clone()).unwrap_or_default();
        let words = |language| cited(one, language).to_owned();
        let citation = Words {
            en: words(tidegate_law::Language::English),
            zh: words(tidegate_law::Language::Chinese),
        };
        Some(Next { strict, bearer, citation, sure: sure(one) })
    });
    Ok(())
}

fn cells(
    one: &Listed,
    told: &Told,
    zone: &jiff::tz::TimeZone,
    terminal: &Terminal<'_>,
) -> Vec<String> {
    let (due, what) = match &one.next {
        Some(next) => {
            let due = format!(
                "{}\n{}",
                instant(next.strict, zone),
                left(next.strict, told.at, &terminal.voice)
            );
            let words = [
                ("bearer", next.bearer.as_str().into()),
                ("citation", next.citation.in_language(terminal.language()).into()),
            ];
            let what = match next.sure {
                true => terminal.with("cases-next", words),
                false => terminal.with("cases-next-if", words),
            };
            (due, what)
        }
        None if one.without_number > 0 => {
            let words = [("count", one.without_number.into())];
            ("–".to_owned(), terminal.with("cases-without-number", words))
        }
        None => ("–".to_owned(), "–".to_owned()),
    };
    let state = terminal.say(crate::say::happened::phase(&one.state));
    vec![one.handle.clone(), state, due, what, instant(one.changed, zone)]
}

//! `tidegate cases`: every case by what is due next.
//!
//! A list shows clear metadata only. The next due time follows from what a case says, so each case is opened for it,
//! and each opening is on the log; `--no-due` opens none. `--queue`, `--who`, `--hold` and `--silent` choose a part of them.

use super::office::{Acting, at_desk, failed, not_done};
use super::remote::Remote;
use super::{Exit, Failure, Globals, Terminal};
use crate::clocks;
use crate::errand::{Errand, ListWritten};
use crate::follow::Left;
use crate::say::duty::left;
use crate::say::instant;
use crate::say::listed::{CasesTold, Listed};

/// How many cases are computed at once.
const ROUND: u32 = 500;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(long)]
    no_due: bool,
    #[arg(long, value_name = "COUNT", default_value_t = 100)]
    limit: usize,
    #[arg(long, value_name = "WORD")]
    queue: Option<String>,
    #[arg(long, value_name = "WHO")]
    who: Option<String>,
    #[arg(long, value_name = "yes|no", value_parser = ["yes", "no"])]
    hold: Option<String>,
    #[arg(long, value_name = "yes|no", value_parser = ["yes", "no"])]
    silent: Option<String>,
    #[command(flatten)]
    acting: Acting,
}

impl Arguments {
    fn written(&self) -> ListWritten {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let (queue, who) = (text(&self.queue), text(&self.who));
        let (hold, silent) = (text(&self.hold), text(&self.silent));
        ListWritten { queue, who, hold, silent }
    }
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let (mut told, zone) = match Remote::of(globals, terminal)? {
        Some(remote) => remote.cases(arguments.limit, !arguments.no_due, &arguments.written())?,
        None => {
            let book = globals.book()?;
            at_desk(globals, &book, async |desk| {
                let actor = arguments.acting.member();
                let errand = Errand { desk, book: &book, actor: &actor };
                let written = arguments.written();
                let rows = if written.query().is_empty() {
                    errand.rows(None, arguments.limit).await.map_err(not_done)?
                } else {
                    // Nobody waits for a page here: everything is put in its place first.
                    while clocks::round(desk, &book, ROUND).await.map_err(failed)? == Left::More {}
                    let chosen = written.read(&actor.to_string()).unwrap_or_default();
                    let rows = errand.rows_chosen(&chosen, None, arguments.limit).await;
                    rows.map_err(not_done)?.0
                };
                let told = errand.listed(&rows, !arguments.no_due).await.map_err(not_done)?;
                Ok((told, desk.office().zone.rules()))
            })?
        }
    };
    told.sort();
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

fn cells(
    one: &Listed,
    told: &CasesTold,
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
                ("bearer", next.called.in_language(terminal.language()).to_owned().into()),
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

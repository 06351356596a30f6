//! `tidegate directives`: what the office asks of whom over all its cases, what is late first. Each case that is looked
//! at is opened, and that is on the log.

use super::office::{Acting, at_desk, failed, not_done};
use super::remote::Remote;
use super::{Exit, Failure, Globals, Terminal, usage};
use crate::clocks;
use crate::errand::{DirectivesWritten, Errand};
use crate::follow::Left;
use crate::say::directed::{DirectiveListed, table};
use crate::say::directive::awaiting;
use crate::say::instant;

/// How many cases are computed at once.
const ROUND: u32 = 500;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(long, value_name = "WORD")]
    state: Option<String>,
    #[arg(long, value_name = "directive|request", value_parser = ["directive", "request"])]
    kind: Option<String>,
    #[arg(long, value_name = "yes|no", value_parser = ["yes", "no"])]
    late: Option<String>,
    #[arg(long, value_name = "TEXT")]
    bearer: Option<String>,
    #[arg(long)]
    csv: bool,
    #[command(flatten)]
    acting: Acting,
}

impl Arguments {
    fn written(&self) -> DirectivesWritten {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let (state, kind) = (text(&self.state), text(&self.kind));
        let (late, bearer) = (text(&self.late), text(&self.bearer));
        DirectivesWritten { state, kind, late, bearer }
    }
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let written = arguments.written();
    let words = [("state", written.state.as_str().into())];
    let chosen = written.read().ok_or_else(|| usage(terminal.with("directed-no-state", words)))?;
    let (told, zone) = match Remote::of(globals, terminal)? {
        Some(remote) => remote.directives_everywhere(&written)?,
        None => {
            let book = globals.book()?;
            at_desk(globals, &book, async |desk| {
                let actor = arguments.acting.member();
                let errand = Errand { desk, book: &book, actor: &actor };
                // Nobody waits for a page here: everything is put in its place first.
                while clocks::round(desk, &book, ROUND).await.map_err(failed)? == Left::More {}
                let told = errand.directives_everywhere(&chosen).await.map_err(not_done)?;
                Ok((told, desk.office().zone.rules()))
            })?
        }
    };
    if terminal.json {
        terminal.json(&told)?;
        return Ok(Exit::Done);
    }
    if arguments.csv {
        let text = table(&told, &terminal.voice, &zone);
        terminal.text(&text)?;
        return Ok(Exit::Done);
    }
    if told.directives.is_empty() {
        let line = terminal.say("directed-nothing");
        terminal.line(&line)?;
        return Ok(Exit::Done);
    }
    let rows = told.directives.iter().map(|one| cells(one, &zone, terminal));
    let rows: Vec<Vec<String>> = rows.collect();
    let heads = [
        "head-case",
        "directed-head-bearer",
        "directed-head-measure",
        "head-due",
        "directed-head-state",
    ];
    terminal.table(&heads, &rows)?;
    let line = terminal.with("directed-opened", [("count", told.opened.to_string().into())]);
    terminal.paragraph(&line, 0)?;
    Ok(Exit::Done)
}

fn cells(one: &DirectiveListed, zone: &jiff::tz::TimeZone, terminal: &Terminal<'_>) -> Vec<String> {
    let measures = one.measures.iter();
    let measures = measures.map(|measure| DirectiveListed::measure(measure, zone, &terminal.voice));
    let due = one.next_due.map(|due| instant(due, zone)).unwrap_or_default();
    let due = if one.late { format!("{due}\n{}", terminal.say("directed-late")) } else { due };
    vec![
        one.handle.clone(),
        one.to.in_language(terminal.language()).to_owned(),
        measures.collect::<Vec<_>>().join("\n"),
        due.trim().to_owned(),
        one.awaiting().map(|awaits| terminal.say(awaiting(awaits))).unwrap_or_default(),
    ]
}

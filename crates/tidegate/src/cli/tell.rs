//! `tidegate tell CASE LINE…`: says to a case what happened, in the words of scenes.
//!
//! All lines are read and tried on a copy of the case first; only if every one is accepted is the first recorded.

use tidegate_core::case::Case;
use tidegate_core::command::{Command, Rejection};
use tidegate_core::event::Actor;
use tidegate_core::scene::{Line, NotRead};
use tidegate_law::Book;
use tidegate_law::time::zone;

use super::office::{Acting, at_desk, not_done, open_case};
use super::remote::Remote;
use super::terminal::in_a_shell;
use super::{Exit, Failure, Globals, Terminal, input, usage, wrong};
use crate::desk::{Desk, Order};
use crate::errand::Errand;
use crate::say::error::Said;
use crate::say::hint::HintTold;
use crate::say::recorded::RecordedTold;
use crate::telling::Telling;

mod content;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "CASE")]
    case: String,
    #[arg(value_name = "LINE", required_unless_present = "content")]
    lines: Vec<String>,
    #[arg(long, value_name = "CLASS=FILE")]
    content: Vec<String>,
    #[arg(long, value_name = "PARTY", requires = "content")]
    held_by: Option<String>,
    #[arg(long, value_name = "TEXT")]
    source: Option<String>,
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
    #[command(flatten)]
    acting: Acting,
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let text = match arguments.lines.as_slice() {
        [only] if only == "-" => input::text("-".as_ref())?,
        lines => lines.join("\n"),
    };
    let source = arguments.source.clone().unwrap_or_else(|| terminal.say("tell-source"));
    let mut lines = Vec::new();
    for (place, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let at = |why: NotRead| wrong_line(place + 1, &why.said(&terminal.voice), terminal);
        lines.push((place + 1, Line::told(line, &source).map_err(at)?));
    }
    if lines.is_empty() && arguments.content.is_empty() {
        return Err(usage(terminal.say("tell-nothing")));
    }
    if let Some(remote) = Remote::of(globals, terminal)? {
        // The zone of a line without offset is the office's; a line `zone` says another.
        if !arguments.content.is_empty() || arguments.zone.is_some() {
            return Err(usage(terminal.say("remote-tell-alone")));
        }
        show(&remote.tell(&arguments.case, &text, &source)?, terminal)?;
        return Ok(Exit::Done);
    }
    let contents = content::read(&arguments.content, terminal)?;
    let book = globals.book()?;
    let actor = arguments.acting.member();
    let told = at_desk(globals, &book, async |desk| {
        let case = open_case(desk, &actor, &arguments.case, "recording what happened").await?;
        let named = arguments.zone.as_deref().unwrap_or(desk.office().zone.name()).to_owned();
        let told = Teach { book: &book, desk, actor: &actor, zone: named };
        let (after, commands) = told.commands(case.clone(), &lines, terminal)?;
        let errand = Errand { desk, book: &book, actor: &actor };
        let hints = errand.hints(&after);
        let held_by = arguments.held_by.as_deref();
        let orders = content::orders(&told, after, contents, held_by, &source)?;
        let orders = commands.into_iter().map(Order::new).chain(orders).collect();
        Ok(RecordedTold { hints, ..told.record(&case, orders).await? })
    })?;
    show(&told, terminal)?;
    Ok(Exit::Done)
}

fn wrong_line(line: usize, why: &str, terminal: &Terminal<'_>) -> Failure {
    let words = [("line", line.into()), ("why", why.to_owned().into())];
    usage(terminal.with("tell-line", words))
}

/// Telling a case at a desk.
pub(super) struct Teach<'t> {
    pub(super) book: &'t Book,
    pub(super) desk: &'t Desk,
    pub(super) actor: &'t Actor,
    /// The zone of times without offset; a line `zone` changes it.
    pub(super) zone: String,
}

impl Teach<'_> {
    /// The commands that the lines make, each tried on the case as the ones before leave it; and the case after all.
    fn commands(
        &self,
        case: Case,
        lines: &[(usize, Line)],
        terminal: &Terminal<'_>,
    ) -> Result<(Case, Vec<Command>), Failure> {
        let here = zone(&self.zone).map_err(wrong)?;
        self.telling()
            .commands(case, lines, here)
            .map_err(|wrong| wrong_line(wrong.line, &wrong.why.said(&terminal.voice), terminal))
    }

    fn telling(&self) -> Telling<'_> {
        Telling {
            book: self.book,
            actor: self.actor,
            now: self.desk.now(),
            office: Some(&self.desk.office().name),
        }
    }

    /// Tries a command on a copy of the case.
    pub(super) fn attempt(&self, case: &mut Case, command: &Command) -> Result<(), Rejection> {
        self.telling().attempt(case, command)
    }

    /// Records the orders one after the other.
    async fn record(&self, case: &Case, orders: Vec<Order>) -> Result<RecordedTold, Failure> {
        let errand = Errand { desk: self.desk, book: self.book, actor: self.actor };
        errand.record(case, orders).await.map_err(not_done)
    }
}

/// Prints what was recorded.
pub(super) fn show(told: &RecordedTold, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    if terminal.json {
        return terminal.json(told);
    }
    let words = [("count", told.events.len().into()), ("handle", told.handle.as_str().into())];
    let title = terminal.with("tell-recorded", words);
    terminal.title(&title)?;
    for entry in &told.events {
        let words = [
            ("event", entry.event.into()),
            ("leaf", entry.leaf.into()),
            ("what", entry.what.as_str().into()),
        ];
        let line = terminal.with("tell-entry", words);
        terminal.paragraph(&line, 2)?;
    }
    hinted(&told.hints, &told.handle, terminal)
}

/// What a case seems to lack, each with the command that says it.
pub(super) fn hinted(
    hints: &[HintTold],
    handle: &str,
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    for hint in hints {
        let words = hint.words.in_language(terminal.language()).to_owned();
        terminal.paragraph(&words, 2)?;
        let lines: Vec<String> = hint.lines.iter().map(|line| in_a_shell(line)).collect();
        terminal.line(&format!("    tidegate tell {handle} {}", lines.join(" ")))?;
    }
    Ok(())
}

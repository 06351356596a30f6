//! `tidegate demo`: three stories and a proof, every answer computed while it is told.

use std::io::IsTerminal as _;
use std::time::Duration;

use serde::Serialize;

use super::{Exit, Failure, Globals, Terminal, usage};
use crate::demo::proof::{self, Proof};
use crate::demo::{self, Page, Told};

/// How long each step stays alone, in seconds, where somebody watches. Some fifty steps: about a minute.
const PACE: f64 = 1.2;
/// The longest pace that is taken, in seconds.
const SLOWEST: f64 = 60.0;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(long, conflicts_with = "pace")]
    fast: bool,
    #[arg(long, value_name = "SECONDS")]
    pace: Option<f64>,
}

#[derive(Serialize)]
struct Played {
    version: u32,
    story: Told,
    proof: Proof,
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let pause = pause(arguments, terminal)?;
    let book = globals.book()?;
    let story = demo::told(&book, &terminal.voice)?;
    if terminal.json {
        let proof = proof::prove(book.digest())?;
        terminal.json(&Played { version: 1, story, proof })?;
        return Ok(Exit::Done);
    }
    let voice = crate::words::Voice::of(terminal.language());
    let mut page = Page::new(&voice, terminal.colour, terminal.width);
    page.opening();
    for step in &story.steps {
        show(terminal, &mut page, pause)?;
        page.step(step);
    }
    show(terminal, &mut page, pause)?;
    page.proof(&proof::prove(book.digest())?);
    show(terminal, &mut page, pause)?;
    page.closing();
    show(terminal, &mut page, Duration::ZERO)?;
    Ok(Exit::Done)
}

/// How long to wait after each step: as asked, else a little where a person watches a terminal.
fn pause(arguments: &Arguments, terminal: &Terminal<'_>) -> Result<Duration, Failure> {
    let seconds = match arguments.pace {
        Some(seconds) => seconds,
        None if arguments.fast || !std::io::stdout().is_terminal() => 0.0,
        None => PACE,
    };
    if !(0.0..=SLOWEST).contains(&seconds) {
        let words = [("pace", seconds.to_string().into()), ("most", SLOWEST.to_string().into())];
        return Err(usage(terminal.with("pace-none", words)));
    }
    Ok(Duration::from_secs_f64(seconds))
}

fn show(terminal: &mut Terminal<'_>, page: &mut Page<'_>, pause: Duration) -> Result<(), Failure> {
    terminal.text(&page.take())?;
    terminal.flush()?;
    std::thread::sleep(pause);
    Ok(())
}

//! `tidegate ask`: may this flow take place? About a kept case, a story, or a situation described by flags.
//!
//! Questions are free: without `--record` neither question nor answer is recorded or tied to a person, and only a
//! question about a kept case needs an office.

use std::path::PathBuf;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use tidegate_law::{Adoption, Book};

use super::office::{Acting, not_done};
use super::{Exit, Failure, Globals, Terminal, usage};
use crate::errand::{Beside, NotDone, written};
use crate::say::error::Said;
use crate::say::text;
use crate::say::told::Told;

mod hypothesis;
mod kept;
mod story;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "QUESTION")]
    question: Vec<String>,
    #[arg(long, value_name = "FILE")]
    scene: Option<PathBuf>,
    #[arg(long, value_name = "TIME")]
    pub(super) at: Option<String>,
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
    #[arg(long, value_name = "ID")]
    pub(super) house: Vec<String>,
    #[arg(long, value_name = "READING=VALUE")]
    pub(super) position: Vec<String>,
    #[arg(long, conflicts_with = "scene")]
    record: bool,
    #[command(flatten)]
    acting: Acting,
    #[command(flatten)]
    hypothesis: hypothesis::Described,
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let question = arguments.question.join(" ");
    match (&arguments.scene, question.is_empty()) {
        (Some(_), true) => Err(usage(terminal.say("ask-no-question"))),
        (Some(scene), false) => {
            if arguments.hypothesis.is_described() {
                return Err(usage(terminal.say("ask-scene-or-flags")));
            }
            story::ask(arguments, scene, &question, terminal, globals)
        }
        (None, false) if arguments.hypothesis.is_described() => {
            Err(usage(terminal.say("ask-scene-or-flags")))
        }
        (None, false) => kept::ask(arguments, terminal, globals),
        (None, true) => hypothesis::ask(arguments, terminal, globals),
    }
}

/// Prints an answer and gives its exit code: that of the gate where there is one.
fn print(told: &Told, zone: &TimeZone, terminal: &mut Terminal<'_>) -> Result<Exit, Failure> {
    if terminal.json {
        terminal.json(told)?;
    } else {
        text::answer(told, &terminal.voice, zone).print(terminal)?;
    }
    Ok(told.gate.unwrap_or(told.law).into())
}

/// What `--house` and `--position` switch on, for this question alone.
fn beside(arguments: &Arguments, terminal: &Terminal<'_>) -> Beside {
    Beside {
        house: arguments.house.clone(),
        positions: arguments.position.clone(),
        by: terminal.say("ask-position-by"),
        by_book: terminal.say("ask-by-book"),
    }
}

/// What is wrong with a question, in the language of the terminal.
fn not_asked(error: NotDone, terminal: &Terminal<'_>) -> Failure {
    match error {
        NotDone::Desk(_) | NotDone::Wrong(_) | NotDone::Fault(_) => not_done(error),
        asked => usage(asked.said(&terminal.voice)),
    }
}

fn adoption(
    arguments: &Arguments,
    book: &Book,
    at: Timestamp,
    terminal: &Terminal<'_>,
) -> Result<Adoption, Failure> {
    let adopted = beside(arguments, terminal).adoption(book, at);
    adopted.map_err(|error| not_asked(error, terminal))
}

/// `NAME=VALUE`, `NAME` for true, `not NAME` for false.
fn pair(text: &str, terminal: &Terminal<'_>) -> Result<(String, String), Failure> {
    let (name, value) = written(text).map_err(|error| not_asked(error, terminal))?;
    Ok((name.to_owned(), value.to_owned()))
}

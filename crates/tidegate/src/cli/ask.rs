//! `tidegate ask`: may this flow take place? About a kept case, a story, or a situation described by flags.
//!
//! Questions are free: without `--record` neither question nor answer is recorded or tied to a person, and only a
//! question about a kept case needs an office.

use std::path::PathBuf;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use tidegate_law::{Adoption, Book, FactName, FactValue, Position, StatuteKind};

use super::office::Acting;
use super::{Exit, Failure, Globals, Terminal, usage};
use crate::say::text;
use crate::say::told::Told;

mod hypothesis;
pub(super) mod kept;
mod story;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "QUESTION")]
    question: Vec<String>,
    #[arg(long, value_name = "FILE")]
    scene: Option<PathBuf>,
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
    #[arg(long, value_name = "ID")]
    house: Vec<String>,
    #[arg(long, value_name = "READING=VALUE")]
    position: Vec<String>,
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
fn adoption(
    arguments: &Arguments,
    book: &Book,
    at: Timestamp,
    terminal: &Terminal<'_>,
) -> Result<Adoption, Failure> {
    let mut adoption = Adoption::default();
    for id in &arguments.house {
        let house = book.statute(id).filter(|s| s.matter.kind == StatuteKind::House);
        if house.is_none() {
            return Err(usage(terminal.with("ask-no-house", [("id", id.as_str().into())])));
        }
        adoption.house.insert(id.clone());
    }
    let day = at.to_zoned_datetime(TimeZone::UTC).date();
    let by = terminal.say("ask-position-by");
    for written in &arguments.position {
        if written == "suggested" {
            adoption.positions.extend(book.suggested_positions(day, &terminal.say("ask-by-book")));
            continue;
        }
        let (fact, value) = pair(written, terminal)?;
        let reading = book.reading(&FactName::new(&fact)).ok_or_else(|| {
            usage(terminal.with("ask-no-reading", [("reading", fact.as_str().into())]))
        })?;
        let value = FactValue::symbol(value);
        if !reading.values.iter().any(|(known, _)| *known == value) {
            let known: Vec<&str> = reading.values.iter().map(|(value, _)| value.as_str()).collect();
            let words = [
                ("fact", fact.as_str().into()),
                ("value", value.to_string().into()),
                ("known", known.join(", ").into()),
            ];
            return Err(usage(terminal.with("ask-no-value", words)));
        }
        let fact = FactName::new(fact);
        adoption.positions.push(Position { fact, value, adopted: day, by: by.clone() });
    }
    Ok(adoption)
}

/// `NAME=VALUE`, `NAME` for true, `not NAME` for false.
fn pair(written: &str, terminal: &Terminal<'_>) -> Result<(String, String), Failure> {
    let (name, value) = match written.split_once('=') {
        Some((name, value)) => (name.trim(), value.trim()),
        None => match written.trim().strip_prefix("not ") {
            Some(name) => (name.trim(), "false"),
            None => (written.trim(), "true"),
        },
    };
    if name.is_empty() || value.is_empty() {
        return Err(usage(terminal.with("ask-no-pair", [("written", written.into())])));
    }
    Ok((name.to_owned(), value.to_owned()))
}

//! `tidegate drill [STORY]`: a zero-day again with clocks that run faster, and what was met of what was due.
//!
//! With `--steps` the steps come from a file and the same file gives the same score. Without, they are read from the
//! standard input as they are written, each at the instant of the story that the clock shows then.

use std::io::BufRead as _;
use std::path::{Path, PathBuf};

use super::office::{Acting, at_desk, open_case};
use super::{Exit, Failure, Globals, Terminal, input, usage, wrong};
use crate::drill::{Drill, NoDrill, Pace, STORIES, Step};
use crate::say::drill as told;
use crate::say::instant;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "STORY", default_value = "log4shell")]
    story: String,
    #[arg(long, value_name = "CASE", conflicts_with = "story")]
    case: Option<String>,
    #[arg(long, value_name = "PARTY")]
    party: Option<String>,
    #[arg(long, value_name = "NUMBER", default_value_t = 720)]
    speed: u32,
    #[arg(long, value_name = "FILE")]
    steps: Option<PathBuf>,
    #[arg(long, value_name = "ID")]
    house: Vec<String>,
    #[command(flatten)]
    acting: Acting,
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    if arguments.case.is_some() && globals.server.is_some() {
        return Err(usage(terminal.say("remote-not-here")));
    }
    let book = globals.book()?;
    let party = arguments.party.as_deref();
    match &arguments.case {
        None => {
            let text = story(&arguments.story)?;
            let drill = Drill::of_scene(&book, &text, party, &arguments.house).map_err(wrong)?;
            play(&drill, arguments, terminal, globals)
        }
        Some(name) => {
            let (office, case) = at_desk(globals, &book, async |desk| {
                let case = open_case(desk, &arguments.acting.member(), name, "drilling").await?;
                Ok((desk.office().clone(), case))
            })?;
            // The office is closed by now: nothing of the drill can reach it.
            let now = globals.clock.now();
            let drill = Drill::of_case(&book, &office, &case, party, now).map_err(wrong)?;
            play(&drill, arguments, terminal, globals)
        }
    }
}

/// A story that the program carries, by its name, or a file in the words of scenes.
fn story(name: &str) -> Result<String, Failure> {
    match STORIES.iter().find(|(key, _)| *key == name) {
        Some((_, text)) => Ok((*text).to_owned()),
        None => input::text(Path::new(name)),
    }
}

fn play(
    drill: &Drill<'_>,
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let (steps, at) = match &arguments.steps {
        Some(path) => {
            let text = input::text(path)?;
            let lines = text.lines().map(str::trim);
            let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
            let steps = lines.map(|line| drill.step(line, arguments.speed));
            (steps.collect::<Result<Vec<Step>, _>>().map_err(wrong)?, drill.ends())
        }
        None => live(drill, arguments.speed, terminal, globals)?,
    };
    let played = drill.played(&steps, at).map_err(wrong)?;
    let told = told::drilled(drill, &played).map_err(wrong)?;
    if terminal.json {
        terminal.json(&told)?;
    } else {
        told::page(&told, &terminal.voice, drill.zone()).print(terminal)?;
    }
    Ok(Exit::Done)
}

/// Reads steps as they are written, until the story is over, the input ends or somebody writes `end`.
fn live(
    drill: &Drill<'_>,
    speed: u32,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<(Vec<Step>, jiff::Timestamp), Failure> {
    let pace = Pace::new(globals.clock.now(), speed);
    let words = [("speed", pace.speed().into())];
    let line = terminal.with("drill-live", words);
    terminal.complain(&line);
    let (mut steps, mut shown, mut at) = (Vec::new(), 0, drill.begins());
    shown = news(drill, at, shown, terminal);
    for line in std::io::stdin().lock().lines() {
        let line = line.map_err(input::InputError::at(Path::new("-")))?;
        let line = line.trim();
        let now = pace.now(drill.begins(), globals.clock.now());
        at = now.min(drill.ends());
        shown = news(drill, at, shown, terminal);
        if line == "end" || now >= drill.ends() {
            break;
        }
        if line.is_empty() {
            continue;
        }
        steps.push(Step { at, line: line.to_owned() });
        match drill.played(&steps, at) {
            Ok(_) => {
                let line = format!("{}  {line}", instant(at, drill.zone()));
                terminal.complain(&super::plain(&line));
            }
            Err(why @ NoDrill::Many) => return Err(wrong(why)),
            Err(why) => {
                steps.pop();
                let said = crate::say::error::Said::said(&why, &terminal.voice);
                terminal.complain(&super::plain(&said));
            }
        }
    }
    Ok((steps, at))
}

/// Tells what has happened since; how much was told by now.
fn news(
    drill: &Drill<'_>,
    at: jiff::Timestamp,
    shown: usize,
    terminal: &mut Terminal<'_>,
) -> usize {
    let Ok(played) = drill.played(&[], at) else { return shown };
    let Ok(told) = told::drilled(drill, &played) else { return shown };
    let language = terminal.language();
    for one in told.happened.iter().skip(shown) {
        let words = one.words.in_language(language);
        let line = format!("{}  {words}", instant(one.at, drill.zone()));
        terminal.complain(&super::plain(&line));
    }
    told.happened.len()
}

//! A question about a story: the same words as in a scene.

use std::path::Path;

use jiff::tz::TimeZone;
use tidegate_core::gate;
use tidegate_core::item::ContentClass;
use tidegate_core::scene::{Ask, Line, NotRead, Scene, Stage};

use super::{Arguments, pair, print};
use crate::cli::{Exit, Failure, Globals, Terminal, input, wrong};
use crate::say::{duty, known, owed, told};

pub(super) fn ask(
    arguments: &Arguments,
    path: &Path,
    question: &str,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let ask = Ask::parse(question).map_err(wrong)?;
    let book = globals.book()?;
    let text = input::text(path)?;
    let at_line = input::in_story(path);
    let scene = Scene::parse(&text).map_err(&at_line)?;
    let mut stage = scene.stage(&book).map_err(&at_line)?;
    for line in beside(arguments, terminal)? {
        stage.play(&line).map_err(wrong)?;
    }
    let zone = stage.zone().clone();
    match &ask {
        Ask::May { .. } => {
            let decision = stage.decide(&ask).map_err(wrong)?;
            print(&told::decision(&stage.desk(), stage.case(), &decision), &zone, terminal)
        }
        Ask::Duties(of) => duties(&stage, of.as_deref(), &zone, terminal),
        Ask::WhoKnows(content) => who_knows(&stage, content, &zone, terminal),
    }
}

/// What the flags add to the story.
fn beside(arguments: &Arguments, terminal: &Terminal<'_>) -> Result<Vec<Line>, Failure> {
    let mut lines = Vec::new();
    lines.extend(arguments.zone.iter().cloned().map(Line::Zone));
    lines.extend(arguments.house.iter().cloned().map(Line::House));
    for written in &arguments.position {
        let (fact, value) = match written.as_str() {
            "suggested" => ("*".to_owned(), "suggested".to_owned()),
            other => pair(other, terminal)?,
        };
        lines.push(Line::Position(fact, value));
    }
    lines.extend(arguments.at.iter().cloned().map(Line::At));
    Ok(lines)
}

fn duties(
    stage: &Stage<'_>,
    of: Option<&str>,
    zone: &TimeZone,
    terminal: &mut Terminal<'_>,
) -> Result<Exit, Failure> {
    let (desk, case, at) = (stage.desk(), stage.case(), stage.instant());
    let of = of.map(|name| stage.named(name)).transpose().map_err(wrong)?;
    let bearers = case.parties().filter(|party| of.is_none_or(|one| party.id == one.id));
    let list: Vec<gate::OwedBy> =
        bearers.flat_map(|party| gate::duties(&desk, case, party, at)).collect();
    let told = owed::duties(&desk, case, &list, at);
    if terminal.json {
        terminal.json(&told)?;
    } else {
        duty::duties(&told, &terminal.voice, zone).print(terminal)?;
    }
    Ok(Exit::Done)
}

fn who_knows(
    stage: &Stage<'_>,
    content: &str,
    zone: &TimeZone,
    terminal: &mut Terminal<'_>,
) -> Result<Exit, Failure> {
    let class = ContentClass::from_word(content);
    let class = class.ok_or_else(|| wrong(NotRead::no_content(content)))?;
    let told = known::known(stage.desk().book, stage.case(), class, stage.instant());
    if terminal.json {
        terminal.json(&told)?;
    } else {
        known::page(&told, &terminal.voice, zone).print(terminal)?;
    }
    Ok(Exit::Done)
}

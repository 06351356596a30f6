//! `tidegate declare REGISTER`: what the office keeps, buys or files, put to the book, on the log and with a receipt.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;

use super::input::InputError;
use super::office::{Acting, at_desk, not_done};
use super::remote::Remote;
use super::{Exit, Failure, Globals, Terminal, usage};
use crate::errand::{Declaring, Errand};
use crate::say::declared::{DeclarationsTold, DeclaredTold, answer};
use crate::say::{instant, text};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "REGISTER", value_parser = crate::say::declared::REGISTERS)]
    register: String,
    #[arg(value_name = "DECLARATION", conflicts_with_all = ["set", "by"])]
    declaration: Option<String>,
    #[arg(long, value_name = "FIELD=TEXT")]
    set: Vec<String>,
    #[arg(long, value_name = "FACT=VALUE", requires = "set")]
    fact: Vec<String>,
    #[arg(long, value_name = "DECLARATION", requires = "by")]
    replaces: Option<String>,
    #[arg(long, value_name = "NAME", requires = "set")]
    by: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "by")]
    reasons: Option<String>,
    #[arg(long, value_name = "FILE")]
    receipt: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    document: Option<PathBuf>,
    #[command(flatten)]
    acting: Acting,
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let remote = Remote::of(globals, terminal)?;
    if arguments.set.is_empty() && arguments.declaration.is_none() {
        let (told, zone) = list(arguments, globals, remote.as_ref())?;
        match terminal.json {
            true => terminal.json(&told)?,
            false => listed(&told, &zone, terminal)?,
        }
        return Ok(Exit::Done);
    }
    let declaring = Declaring {
        register: arguments.register.clone(),
        fields: pairs(&arguments.set, terminal)?,
        facts: pairs(&arguments.fact, terminal)?,
        replaces: arguments.replaces.clone(),
    };
    let (told, zone) = one(arguments, &declaring, globals, remote.as_ref())?;
    if let Some(place) = &told.recorded {
        let receipt = serde_json::to_string_pretty(&place.receipt);
        let receipt = receipt.map_err(|error| Failure::Fault(error.into()))?;
        written(arguments.receipt.as_deref(), receipt.as_bytes())?;
        written(arguments.document.as_deref(), place.document.as_bytes())?;
    }
    match terminal.json {
        true => terminal.json(&told)?,
        false => shown(&arguments.register, &told, &zone, terminal)?,
    }
    // Whoever reads a declaration on record is told its answer; who declares gets the answer as the exit.
    let answer = told.answer.filter(|_| arguments.declaration.is_none());
    Ok(answer.map_or(Exit::Done, Exit::from))
}

fn list(
    arguments: &Arguments,
    globals: &Globals,
    remote: Option<&Remote>,
) -> Result<(DeclarationsTold, TimeZone), Failure> {
    if let Some(remote) = remote {
        return remote.declarations(&arguments.register);
    }
    let book = globals.book()?;
    at_desk(globals, &book, async |desk| {
        let actor = arguments.acting.member();
        let errand = Errand { desk, book: &book, actor: &actor };
        let told = errand.declarations(&arguments.register).await.map_err(not_done)?;
        Ok((told, desk.office().zone.rules()))
    })
}

fn one(
    arguments: &Arguments,
    declaring: &Declaring,
    globals: &Globals,
    remote: Option<&Remote>,
) -> Result<(DeclaredTold, TimeZone), Failure> {
    let (by, reasons) = (arguments.by.as_deref(), arguments.reasons.as_deref());
    if let Some(remote) = remote {
        return match &arguments.declaration {
            Some(name) => remote.declaration(&arguments.register, name),
            None => remote.declare(declaring, by, reasons),
        };
    }
    let book = globals.book()?;
    at_desk(globals, &book, async |desk| {
        let actor = arguments.acting.member();
        let errand = Errand { desk, book: &book, actor: &actor };
        let told = match (&arguments.declaration, by) {
            (Some(name), _) => errand.declaration(name).await,
            (None, Some(by)) => errand.declare(declaring, by, reasons).await,
            (None, None) => errand.supposed_declaration(declaring),
        };
        Ok((told.map_err(not_done)?, desk.office().zone.rules()))
    })
}

fn pairs(written: &[String], terminal: &Terminal<'_>) -> Result<BTreeMap<String, String>, Failure> {
    let pair = |text: &String| {
        let pair = text.split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned()));
        let words = [("written", text.as_str().into())];
        pair.ok_or_else(|| usage(terminal.with("ask-no-pair", words)))
    };
    written.iter().map(pair).collect()
}

fn written(path: Option<&Path>, bytes: &[u8]) -> Result<(), Failure> {
    match path {
        Some(path) => Ok(std::fs::write(path, bytes).map_err(InputError::at(path))?),
        None => Ok(()),
    }
}

fn listed(
    told: &DeclarationsTold,
    zone: &TimeZone,
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    let title = terminal.say(crate::say::declared::register(&told.register));
    terminal.title(&title)?;
    if told.declarations.is_empty() {
        let none = terminal.say("declare-none");
        return terminal.line(&none);
    }
    let row = |one: &crate::say::declared::DeclarationListed| {
        let answer = terminal.say(answer(&told.register, one.answer));
        let state = match one.replaced_by {
            Some(_) => terminal.say("declare-replaced"),
            None => answer,
        };
        vec![one.handle.clone(), one.title.clone(), state, instant(one.at, zone)]
    };
    let rows: Vec<Vec<String>> = told.declarations.iter().map(row).collect();
    terminal.table(
        &["declare-head-file", "declare-head-title", "declare-head-answer", "declare-head-at"],
        &rows,
    )
}

fn shown(
    register: &str,
    told: &DeclaredTold,
    zone: &TimeZone,
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    let title = terminal.say(answer(register, told.answer));
    terminal.title(&title)?;
    if let Some(place) = &told.recorded {
        let words = [
            ("handle", place.handle.as_str().into()),
            ("at", instant(place.at, zone).into()),
            ("by", place.decided_by.as_str().into()),
        ];
        let line = terminal.with("declare-recorded", words);
        terminal.paragraph(&line, 2)?;
        if let Some(reasons) = &place.reasons {
            let line = terminal.with("declare-reasons", [("reasons", reasons.as_str().into())]);
            terminal.paragraph(&line, 2)?;
        }
        if !place.same_today {
            let line = terminal.say("declare-other-today");
            terminal.paragraph(&line, 2)?;
        }
    }
    for one in &told.answers {
        terminal.line("")?;
        text::answer(one, &terminal.voice, zone).print(terminal)?;
    }
    text::duties_beside(&told.duties, &terminal.voice).print(terminal)?;
    Ok(())
}

//! `tidegate memo CASE QUESTION`: the one-page decision memo in both languages.

use std::path::PathBuf;

use clap::ValueEnum;
use tidegate_core::gate;
use tidegate_law::Words;

use super::office::{Acting, at_desk, failed, not_done, open_case};
use super::{Exit, Failure, Globals, InputError, Lang, Terminal, input, usage, wrong};
use crate::clocks::owed;
use crate::errand::flowing;
use crate::memo::sheet::{Sheet, document};
use crate::memo::{Memo, relied};
use crate::say::owed::duty;
use crate::say::told;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "CASE")]
    case: String,
    #[arg(value_name = "QUESTION", required = true)]
    question: Vec<String>,
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    #[arg(long, value_name = "FORM", value_enum, default_value_t = Form::Markdown)]
    form: Form,
    #[arg(long, value_name = "LANG", value_enum)]
    only: Option<Lang>,
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    acting: Acting,
}

/// How the memo is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Markdown.
    Markdown,
    /// Plain text.
    Text,
    /// HTML.
    Html,
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    if let Some(path) = arguments.out.as_deref().filter(|path| path.exists()) {
        let words = [("path", path.display().to_string().into())];
        return Err(usage(terminal.with("report-file-exists", words)));
    }
    let memo = made(arguments, globals)?;
    if terminal.json {
        terminal.json(&memo)?;
        return Ok(Exit::Done);
    }
    let pages: Vec<Sheet> = match arguments.only {
        Some(Lang::En) => vec![memo.page(tidegate_law::Language::English)],
        Some(Lang::Zh) => vec![memo.page(tidegate_law::Language::Chinese)],
        None => memo.pages().to_vec(),
    };
    let text = match arguments.form {
        Form::Markdown => joined(&pages, Sheet::markdown, "---\n\n"),
        Form::Text => joined(&pages, Sheet::plain, "\n"),
        Form::Html => document(&format!("Tidegate {}", memo.handle), &pages),
    };
    match &arguments.out {
        None => terminal.text(&text)?,
        Some(path) => {
            std::fs::write(path, text).map_err(InputError::at(path))?;
            let words = [("path", path.display().to_string().into())];
            let line = terminal.with("memo-written", words);
            terminal.line(&line)?;
        }
    }
    Ok(Exit::Done)
}

fn joined(pages: &[Sheet], write: impl Fn(&Sheet) -> String, between: &str) -> String {
    pages.iter().map(write).collect::<Vec<_>>().join(between)
}

fn made(arguments: &Arguments, globals: &Globals) -> Result<Memo, Failure> {
    let book = globals.book()?;
    let question = arguments.question.join(" ");
    at_desk(globals, &book, async |desk| {
        let actor = arguments.acting.member();
        let case = open_case(desk, &actor, &arguments.case, "writing a decision memo").await?;
        let office = desk.office();
        let at = match &arguments.at {
            Some(text) => input::instant(text, office.zone.name())?,
            None => desk.now(),
        };
        let asked = flowing(&book, office, case, &question, at).map_err(not_done)?;
        let adoption = gate::adoption_of(office, at);
        let law = gate::Desk { book: &book, adoption: &adoption, office: Some(office) };
        let decision = gate::decide(&law, &asked.case, &asked.flow, at).map_err(wrong)?;
        let answer = told::decision(&law, &asked.case, &decision);
        let owed = owed(&book, &adoption, &asked.case, at);
        let mine = owed.iter().filter(|one| one.bearer == asked.flow.from && one.duty.live());
        let head = desk.head().await.map_err(failed)?;
        Ok(Memo {
            version: 1,
            office: Words { en: office.name.en.clone(), zh: office.name.zh.clone() },
            handle: asked.case.label().to_owned(),
            question: question.clone(),
            made: desk.now(),
            zone: office.zone.name().to_owned(),
            facts: relied(&asked.case, &answer),
            clocks: mine.map(|one| duty(&law, &asked.case, one, at)).collect(),
            answer,
            log: desk.log().origin().to_string(),
            size: head.map_or(0, |head| head.size),
        })
    })
}

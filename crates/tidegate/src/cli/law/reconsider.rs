//! `tidegate law reconsider OLD NEW`: every open case again under a changed book, with a bar that shows how far it is.
//!
//! A small program of the rules that are written otherwise is asked first whether a case is concerned at all; only
//! what is concerned is compared in full. The solver is not needed, and neither version is adopted.

use std::path::PathBuf;

use serde::Serialize;
use tidegate_core::gate::adoption_of;
use tidegate_law::RuleId;

use super::diff::{folders, versions};
use crate::cli::office::{Acting, at_desk_in, not_done};
use crate::cli::progress::Progress;
use crate::cli::{Exit, Failure, Globals, Terminal, input, usage};
use crate::errand::{Amended, Errand, Reconsidered};
use crate::say::amended::{self, OfficeTouched};

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Arguments {
    #[arg(value_name = "OLD")]
    old: PathBuf,
    #[arg(value_name = "NEW")]
    new: PathBuf,
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    #[command(flatten)]
    acting: Acting,
}

/// What came of the open cases.
#[derive(Debug, Serialize)]
struct Told {
    version: u32,
    old: String,
    new: String,
    /// Open cases that were looked at.
    opened: usize,
    /// Those to which no rule that is written otherwise can apply.
    not_concerned: usize,
    /// Those that were compared in full and in which nothing changes.
    same: usize,
    /// Those in which something changes.
    touched: usize,
    milliseconds: u128,
    offices: Vec<OfficeTouched>,
}

pub(in crate::cli) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    if globals.server.is_some() {
        return Err(usage(terminal.say("remote-not-here")));
    }
    let versions = versions(&arguments.old, &arguments.new, terminal, globals)?;
    let at = arguments.at.as_deref().map(|text| input::instant(text, "UTC")).transpose()?;
    let changes = versions.rules();
    let pairs = changes.iter().filter_map(|change| change.old.zip(change.new));
    let renamed = pairs.filter(|(old, new)| old.id != new.id && old.condition == new.condition);
    let renamed =
        renamed.map(|(old, new)| -> (RuleId, RuleId) { (old.id.clone(), new.id.clone()) });
    let amended = Amended::of(&versions, renamed.collect());
    let mut told = Told {
        version: 1,
        old: versions.old.digest().to_owned(),
        new: versions.new.digest().to_owned(),
        opened: 0,
        not_concerned: 0,
        same: 0,
        touched: 0,
        milliseconds: 0,
        offices: Vec::new(),
    };
    let book = globals.book()?;
    let actor = arguments.acting.member();
    for folder in folders(globals)? {
        let office = at_desk_in(&folder, globals, &book, async |desk| {
            let errand = Errand { desk, book: &book, actor: &actor };
            let adopted = adoption_of(desk.office(), at.unwrap_or_else(|| desk.now()));
            let concern = versions.concern(&adopted);
            let rows = errand.open_cases().await.map_err(not_done)?;
            let (mut cases, mut progress) = (Vec::new(), Progress::new(rows.len()));
            let mut read = rows.len();
            for row in &rows {
                let found = errand.reconsidered(&amended, &concern, row, at).await;
                match found.map_err(not_done)? {
                    Reconsidered::NotConcerned => {
                        told.not_concerned += 1;
                        read -= 1;
                    }
                    Reconsidered::Same => told.same += 1,
                    Reconsidered::Touched(case) => cases.push(*case),
                }
                progress.step();
            }
            progress.done();
            told.milliseconds += progress.took().as_millis();
            let name = &desk.office().name;
            let office = tidegate_law::Words { en: name.en.clone(), zh: name.zh.clone() };
            let zone = Some(desk.office().zone.rules());
            Ok(OfficeTouched { office, opened: rows.len(), read, cases, zone })
        })?;
        told.opened += office.opened;
        told.touched += office.cases.len();
        told.offices.push(office);
    }
    print(&told, terminal)?;
    Ok(if told.touched == 0 { Exit::Done } else { Exit::Fault })
}

fn print(told: &Told, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    if terminal.json {
        return terminal.json(told);
    }
    let words = [
        ("opened", told.opened.into()),
        ("apart", told.not_concerned.into()),
        ("same", told.same.into()),
        ("touched", told.touched.into()),
    ];
    let line = terminal.with("reconsider-sum", words);
    terminal.paragraph(&line, 0)?;
    for office in &told.offices {
        terminal.line("")?;
        amended::page(office, &terminal.voice).print(terminal)?;
    }
    Ok(())
}

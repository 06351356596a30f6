//! `tidegate law diff OLD NEW`: in which situations two versions of the book decide otherwise, each shown with both
//! outcomes, and which open cases that touches.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use tidegate_law::{Definition, DefinitionChange, Found, NoVersions, RuleId, Versions};

use super::prove::{self, Compared, Proved, Under};
use crate::book;
use crate::cli::office::{Acting, at_desk_in, not_done};
use crate::cli::progress::Progress;
use crate::cli::{Exit, Failure, Globals, Terminal, input, usage};
use crate::errand::{Amended, Beside, Errand, NotDone};
use crate::say::amended::{self, OfficeTouched};
use crate::say::differing::{self, DifferenceTold, ProofsTold, Verdict};
use crate::say::error::Said;
use crate::server::OpenOffice;

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Arguments {
    #[arg(value_name = "OLD")]
    old: PathBuf,
    #[arg(value_name = "NEW")]
    new: PathBuf,
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    #[arg(long, value_name = "ID")]
    house: Vec<String>,
    #[arg(long, value_name = "READING=VALUE")]
    position: Vec<String>,
    #[arg(long)]
    without_proofs: bool,
    #[arg(long)]
    cases: bool,
    #[command(flatten)]
    acting: Acting,
}

pub(in crate::cli) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    if arguments.cases && globals.server.is_some() {
        return Err(usage(terminal.say("remote-not-here")));
    }
    let versions = versions(&arguments.old, &arguments.new, terminal, globals)?;
    let at = arguments.at.as_deref().map(|text| input::instant(text, "UTC")).transpose()?;
    let now = at.unwrap_or_else(|| globals.clock.now());
    let beside = Beside {
        house: arguments.house.clone(),
        positions: arguments.position.clone(),
        by: terminal.say("ask-position-by"),
        by_book: terminal.say("ask-by-book"),
    };
    let adopted = beside.adoption(&versions.new, now).or_else(|error| {
        // What the new version no longer has may still be adopted of the old one.
        beside.adoption(&versions.old, now).map_err(|_| error)
    });
    let adoption = adopted.map_err(|error| not_adopted(error, terminal))?;
    let definitions = versions.definitions();
    let world = definitions.iter().any(|one| one.what == Definition::World);
    let calendars = definitions.iter().filter(|one| one.what == Definition::Calendar);
    let calendars = calendars.map(|one| one.name.clone()).collect();
    let under = Under { adoption, at: now, only: at.is_some(), world, calendars };
    let proved = if arguments.without_proofs {
        Proved::NoSolver
    } else {
        prove::compared(&versions, under)?
    };
    let solved = matches!(proved, Proved::Done(_));
    let compared = match proved {
        Proved::Done(compared) => compared,
        Proved::NoSolver => unproved(&versions),
    };
    let mut told = told(&versions, &compared, solved, now);
    told.at = at;
    let none = Vec::new();
    let definition = |one| {
        let shown = |one: &DefinitionChange| compared.calendars.get(&one.name).unwrap_or(&none);
        differing::definition(&versions, one, shown(one))
    };
    told.definitions = definitions.iter().map(definition).collect();
    told.verdict = told.judged();
    if arguments.cases {
        let renamed = renamed(&compared);
        let amended = Amended::of(&versions, renamed);
        told.offices = Some(cases(arguments, &amended, at, globals)?);
    }
    print(&told, arguments, solved, terminal)?;
    Ok(if told.verdict == Verdict::Same { Exit::Done } else { Exit::Fault })
}

/// Both versions, read under the facts of both. Which of the two has a fault is said before the faults.
pub(super) fn versions(
    old_path: &Path,
    new_path: &Path,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Versions, Failure> {
    let in_use = globals.law.as_deref();
    let mut read = |path: &Path| {
        book::version(path, in_use).map_err(|error| {
            if matches!(error, book::NoBook::Faults(_)) {
                faulty(path, terminal);
            }
            Failure::from(error)
        })
    };
    let (old, new) = (read(old_path)?, read(new_path)?);
    Versions::load(&old, &new).map_err(|error| match error {
        NoVersions::Old(faults) => {
            faulty(old_path, terminal);
            Failure::Book(faults)
        }
        NoVersions::New(faults) => {
            faulty(new_path, terminal);
            Failure::Book(faults)
        }
        NoVersions::Apart(why) => {
            usage(terminal.with("differ-apart", [("why", why.as_str().into())]))
        }
    })
}

fn faulty(path: &Path, terminal: &mut Terminal<'_>) {
    if !terminal.json {
        let path = path.display().to_string();
        let line = terminal.with("differ-faulty", [("path", path.into())]);
        terminal.complain(&line);
    }
}

fn not_adopted(error: NotDone, terminal: &Terminal<'_>) -> Failure {
    match error {
        NotDone::Desk(_) | NotDone::Wrong(_) | NotDone::Fault(_) => not_done(error),
        asked => usage(asked.said(&terminal.voice)),
    }
}

/// What is written otherwise, without a proof of anything but that what is the same to the letter is the same.
fn unproved(versions: &Versions) -> Compared<'_> {
    let rules = versions.rules().into_iter().map(|change| {
        let same = change.decides_the_same();
        (change, if same { Found::Same { proved: false } } else { Found::Unproved })
    });
    let (rules, took) = (rules.collect(), std::time::Duration::ZERO);
    Compared { rules, acts: Vec::new(), world: None, calendars: BTreeMap::new(), took }
}

/// The rules that stand under another name and decide the same.
fn renamed(compared: &Compared<'_>) -> BTreeMap<RuleId, RuleId> {
    let pairs = compared.rules.iter().filter_map(|(change, _)| change.old.zip(change.new));
    let renamed = pairs.filter(|(old, new)| old.id != new.id);
    renamed.map(|(old, new)| (old.id.clone(), new.id.clone())).collect()
}

fn told(
    versions: &Versions,
    compared: &Compared<'_>,
    solved: bool,
    at: jiff::Timestamp,
) -> DifferenceTold {
    let rules = compared.rules.iter();
    let rules = rules.filter_map(|(change, found)| differing::rule(versions, change, found, at));
    let witness = |one| differing::witness(versions, one);
    DifferenceTold {
        version: 1,
        old: versions.old.digest().to_owned(),
        new: versions.new.digest().to_owned(),
        at: None,
        verdict: Verdict::Unproved,
        proofs: solved.then_some(ProofsTold {
            rules: compared.rules.len(),
            acts: compared.acts.len(),
            milliseconds: compared.took.as_millis(),
        }),
        rules: rules.collect(),
        acts: compared.acts.iter().map(|act| differing::act(versions, act)).collect(),
        world: compared.world.as_ref().map(|world| world.found.iter().map(witness).collect()),
        definitions: Vec::new(),
        offices: None,
    }
}

fn print(
    told: &DifferenceTold,
    arguments: &Arguments,
    solved: bool,
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    if terminal.json {
        return terminal.json(told);
    }
    differing::page(told, &terminal.voice).print(terminal)?;
    if !solved && !arguments.without_proofs {
        let line = terminal.say("prove-no-solver");
        terminal.line("")?;
        terminal.paragraph(&line, 0)?;
    }
    for office in told.offices.iter().flatten() {
        terminal.line("")?;
        amended::page(office, &terminal.voice).print(terminal)?;
    }
    Ok(())
}

/// The folders of the offices: that of the data, or each within it.
pub(super) fn folders(globals: &Globals) -> Result<Vec<PathBuf>, Failure> {
    let offices = OpenOffice::find(&globals.data).context("looking for offices")?;
    Ok(match offices.is_empty() {
        // The desk says that there is no office.
        true => vec![globals.data.clone()],
        false => offices.into_iter().map(|office| office.folder).collect(),
    })
}

/// The open cases of each office in the folder, one after the other.
fn cases(
    arguments: &Arguments,
    amended: &Amended<'_>,
    at: Option<jiff::Timestamp>,
    globals: &Globals,
) -> Result<Vec<OfficeTouched>, Failure> {
    let book = globals.book()?;
    let actor = arguments.acting.member();
    let mut all = Vec::new();
    for folder in folders(globals)? {
        let touched = at_desk_in(&folder, globals, &book, async |desk| {
            let errand = Errand { desk, book: &book, actor: &actor };
            let rows = errand.open_cases().await.map_err(not_done)?;
            let (mut cases, mut progress) = (Vec::new(), Progress::new(rows.len()));
            for row in &rows {
                cases.extend(errand.touched(amended, row, at).await.map_err(not_done)?);
                progress.step();
            }
            progress.done();
            let name = &desk.office().name;
            let office = tidegate_law::Words { en: name.en.clone(), zh: name.zh.clone() };
            let zone = Some(desk.office().zone.rules());
            Ok(OfficeTouched { office, opened: rows.len(), read: rows.len(), cases, zone })
        });
        all.push(touched?);
    }
    Ok(all)
}

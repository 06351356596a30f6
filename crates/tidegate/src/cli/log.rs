//! `tidegate log`: checks the log and every record, shows where it stands, and gives it to others.
//!
//! None of these needs the writer: they work on a log that the writer refuses to open. `check` needs no office at all.

mod check;

use std::path::{Path, PathBuf};

use serde::Serialize;
use tidegate_log::fsck::Difference;

use super::office::{failed, settings, wait};
use super::{Exit, Failure, Globals, InputError, Terminal, input, usage};
use crate::desk::{Archive, Finding};
use crate::say::error::Said as _;
use crate::words::Voice;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Fsck(Fsck),
    Show(Show),
    Key(Key),
    Export(Export),
    Check(check::Arguments),
}

#[derive(Debug, clap::Args)]
struct Fsck {
    #[arg(long, value_name = "FILE")]
    known: Vec<PathBuf>,
    #[arg(long)]
    rebuild: bool,
}

#[derive(Debug, clap::Args)]
struct Show {}

#[derive(Debug, clap::Args)]
struct Key {}

#[derive(Debug, clap::Args)]
struct Export {
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    match &arguments.command {
        Command::Fsck(arguments) => fsck(arguments, terminal, globals),
        Command::Show(Show {}) => show(terminal, globals),
        Command::Key(Key {}) => key(terminal, globals),
        Command::Export(arguments) => export(arguments, terminal, globals),
        Command::Check(arguments) => check::run(arguments, terminal),
    }
}

/// Opens the reading half, works with it and closes it.
fn at_archive<T>(
    globals: &Globals,
    work: impl AsyncFnOnce(&Archive) -> Result<T, Failure>,
) -> Result<T, Failure> {
    wait(async {
        let (archive, pen) = Archive::open(&settings(globals, "")).await.map_err(failed)?;
        let outcome = work(&archive).await;
        let closed = pen.close().await;
        archive.close().await;
        let outcome = outcome?;
        closed.map_err(|error| failed(error.into()))?;
        Ok(outcome)
    })
}

/// What a check found.
#[derive(Serialize)]
struct Checked {
    version: u32,
    clean: bool,
    size: u64,
    root: Option<String>,
    checkpoints: u64,
    cases: u64,
    erased: u64,
    records: u64,
    findings: Vec<String>,
    /// The same in the language asked for, for people.
    #[serde(skip)]
    said: Vec<String>,
}

/// What differs, in the reader's language, and how much more there is than is listed.
fn said<'d>(
    differences: impl Iterator<Item = &'d Difference>,
    records: &[Finding],
    more: u64,
    voice: &Voice,
) -> Vec<String> {
    let log = differences.map(|difference| difference.said(voice));
    let more = (more > 0).then(|| voice.with("fsck-more", [("count", more.into())]));
    log.chain(records.iter().map(|finding| finding.said(voice))).chain(more).collect()
}

fn fsck(arguments: &Fsck, terminal: &mut Terminal<'_>, globals: &Globals) -> Result<Exit, Failure> {
    let known: Vec<Vec<u8>> =
        arguments.known.iter().map(|path| checkpoint(path, terminal)).collect::<Result<_, _>>()?;
    let voice = Voice::of(terminal.language());
    let checked = at_archive(globals, async |archive| {
        if arguments.rebuild {
            archive.rebuild().await.map_err(failed)?;
        }
        let report = archive.fsck(&known).await.map_err(failed)?;
        Ok(Checked {
            version: 1,
            clean: report.is_clean(),
            size: report.log.size,
            root: report.log.root.map(|root| root.to_string()),
            checkpoints: report.log.checkpoints,
            cases: report.cases,
            erased: report.erased,
            records: report.opened,
            findings: report.lines(),
            said: said(report.differences(), &report.records, report.log.findings.omitted, &voice),
        })
    })?;
    if terminal.json {
        terminal.json(&checked)?;
    } else {
        let title = match checked.clean {
            true => terminal.say("fsck-clean"),
            false => terminal.with("fsck-differs", [("count", checked.findings.len().into())]),
        };
        terminal.title(&title)?;
        let words = [
            ("size", checked.size.into()),
            ("checkpoints", checked.checkpoints.into()),
            ("cases", checked.cases.into()),
            ("erased", checked.erased.into()),
            ("records", checked.records.into()),
        ];
        let line = terminal.with("fsck-counts", words);
        terminal.paragraph(&line, 2)?;
        for finding in &checked.said {
            terminal.paragraph(&format!("- {finding}"), 2)?;
        }
        let line = match (checked.clean, known.is_empty()) {
            (true, true) => terminal.say("fsck-end"),
            (true, false) => terminal.say("fsck-known"),
            (false, _) => terminal.say("fsck-next"),
        };
        terminal.paragraph(&line, 2)?;
    }
    Ok(if checked.clean { Exit::Done } else { Exit::NotVerified })
}

/// A signed checkpoint: a file of its own, or the one in a receipt.
fn checkpoint(path: &Path, terminal: &Terminal<'_>) -> Result<Vec<u8>, Failure> {
    let bytes = input::bytes(path)?;
    let Ok(receipt) = tidegate_core::receipt::Receipt::from_json(&bytes) else {
        tidegate_log::Note::parse(&bytes)
            .map_err(|error| input::in_file(path, &error, terminal))?;
        return Ok(bytes);
    };
    let proof = tidegate_log::Receipt::parse(receipt.proof.as_bytes());
    let proof = proof.map_err(|error| input::in_file(path, &error, terminal))?;
    Ok(proof.proof().checkpoint().to_bytes())
}

/// Where the log stands.
#[derive(Serialize)]
struct Standing {
    version: u32,
    log: String,
    key: String,
    files: PathBuf,
    /// How many entries the files cover; those of the last command are there once it has ended.
    size: Option<u64>,
    root: Option<String>,
    checkpoint: Option<String>,
}

fn standing(archive: &Archive) -> Result<Standing, Failure> {
    let published = archive.projection().published();
    let published = published.map_err(|error| Failure::Fault(anyhow::Error::new(error)))?;
    let log = archive.log();
    Ok(Standing {
        version: 1,
        log: log.origin().to_string(),
        key: log.keys().first().map(ToString::to_string).unwrap_or_default(),
        files: archive.projection().directory().to_owned(),
        size: published.as_ref().map(tidegate_log::Checkpoint::size),
        root: published.as_ref().map(|checkpoint| checkpoint.root().as_hash().to_string()),
        checkpoint: published.map(|checkpoint| checkpoint.note().to_string()),
    })
}

fn show(terminal: &mut Terminal<'_>, globals: &Globals) -> Result<Exit, Failure> {
    let told = at_archive(globals, async |archive| {
        archive.sync().await.map_err(failed)?;
        standing(archive)
    })?;
    if terminal.json {
        terminal.json(&told)?;
        return Ok(Exit::Done);
    }
    let title = terminal.with("log-title", [("log", told.log.as_str().into())]);
    terminal.title(&title)?;
    let lines = [
        terminal.with("log-size", [("size", told.size.unwrap_or_default().into())]),
        terminal.with("log-key", [("key", told.key.as_str().into())]),
        terminal.with("log-files", [("path", told.files.display().to_string().into())]),
    ];
    for line in lines {
        terminal.line(&format!("  {line}"))?;
    }
    if let Some(checkpoint) = &told.checkpoint {
        let line = terminal.say("log-checkpoint");
        terminal.line("")?;
        terminal.title(&line)?;
        for line in checkpoint.lines() {
            terminal.line(&format!("  {line}"))?;
        }
    }
    Ok(Exit::Done)
}

fn key(terminal: &mut Terminal<'_>, globals: &Globals) -> Result<Exit, Failure> {
    let told = at_archive(globals, async |archive| standing(archive))?;
    if terminal.json {
        terminal.json(&told)?;
    } else {
        terminal.line(&told.key)?;
    }
    Ok(Exit::Done)
}

/// What was given to others.
#[derive(Serialize)]
struct Exported {
    version: u32,
    log: String,
    size: u64,
    folder: PathBuf,
    files: usize,
}

fn export(
    arguments: &Export,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let to = &arguments.folder;
    let shown = to.display().to_string();
    if std::fs::read_dir(to).is_ok_and(|mut inside| inside.next().is_some()) || to.is_file() {
        return Err(usage(terminal.with("log-not-empty", [("path", shown.into())])));
    }
    let (told, from) = at_archive(globals, async |archive| {
        archive.sync().await.map_err(failed)?;
        let told = standing(archive)?;
        let from = told.files.clone();
        Ok((told, from))
    })?;
    let files = copy(&from, to)?;
    let exported = Exported {
        version: 1,
        log: told.log,
        size: told.size.unwrap_or_default(),
        folder: to.clone(),
        files,
    };
    if terminal.json {
        terminal.json(&exported)?;
        return Ok(Exit::Done);
    }
    let words = [("files", files.into()), ("path", shown.into()), ("size", exported.size.into())];
    let line = terminal.with("log-exported", words);
    terminal.paragraph(&line, 0)?;
    Ok(Exit::Done)
}

/// Copies a folder of plain files, the checkpoint last: a reader who sees it finds all that it covers.
fn copy(from: &Path, to: &Path) -> anyhow::Result<usize> {
    let mut folders = vec![PathBuf::new()];
    let mut files = 0;
    let mut last = Vec::new();
    while let Some(inner) = folders.pop() {
        let (source, target) = (from.join(&inner), to.join(&inner));
        std::fs::create_dir_all(&target).map_err(InputError::at(&target))?;
        if !source.is_dir() {
            continue;
        }
        for entry in std::fs::read_dir(&source).map_err(InputError::at(&source))? {
            let entry = entry.map_err(InputError::at(&source))?;
            let place = inner.join(entry.file_name());
            if entry.path().is_dir() {
                folders.push(place);
            } else if inner.as_os_str().is_empty() {
                last.push(place);
            } else {
                files += copy_file(&from.join(&place), &to.join(&place))?;
            }
        }
    }
    for place in last {
        files += copy_file(&from.join(&place), &to.join(&place))?;
    }
    Ok(files)
}

fn copy_file(from: &Path, to: &Path) -> anyhow::Result<usize> {
    std::fs::copy(from, to).map_err(InputError::at(to))?;
    Ok(1)
}

//! `tidegate log check DIR --key KEY`: checks a copy of a log offline, without its office and without trust in it.
//!
//! The copy is what anybody can fetch: the checkpoint and the tiles. It needs no office here and writes nothing.

use std::path::{Path, PathBuf};

use serde::Serialize;
use tidegate_log::checkpoint::{Checkpoint, TrustedLog};
use tidegate_log::fsck::check_copy;
use tidegate_log::tiles::Tile;

use super::super::{Exit, Failure, Terminal, input, usage, verify};
use super::{checkpoint, said};
use crate::words::Voice;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    #[arg(long, value_name = "KEY", env = "TIDEGATE_LOG_KEY")]
    key: Option<String>,
    #[arg(long, value_name = "FILE")]
    known: Vec<PathBuf>,
}

/// What a check of a copy found.
#[derive(Serialize)]
struct Checked {
    version: u32,
    clean: bool,
    log: String,
    size: u64,
    root: Option<String>,
    checkpoints: u64,
    findings: Vec<String>,
    /// The same in the language asked for, for people.
    #[serde(skip)]
    said: Vec<String>,
}

pub(super) fn run(arguments: &Arguments, terminal: &mut Terminal<'_>) -> Result<Exit, Failure> {
    let key = arguments.key.as_deref();
    let log = verify::key(key.ok_or_else(|| usage(terminal.say("verify-no-key")))?)?;
    let log = TrustedLog::named_by(log);
    let mut notes = vec![input::bytes(&arguments.folder.join("checkpoint"))?];
    for path in &arguments.known {
        notes.push(checkpoint(path, terminal)?);
    }
    // In the order in which they were signed; what is no checkpoint of this log is found out all the same.
    notes.sort_by_key(|note| Checkpoint::verify(note, &log).map_or(0, |known| known.size()));
    let outcome = check_copy(&log, &notes, |tile| tile_file(&arguments.folder, tile));
    let findings = outcome.findings.differences.iter().map(ToString::to_string);
    let checked = Checked {
        version: 1,
        clean: outcome.findings.is_clean(),
        log: log.origin().to_string(),
        size: outcome.size,
        root: outcome.root.map(|root| root.to_string()),
        checkpoints: outcome.checkpoints,
        findings: findings.collect(),
        said: said(
            outcome.findings.differences.iter(),
            &[],
            outcome.findings.omitted,
            &Voice::of(terminal.language()),
        ),
    };
    told(&checked, arguments.known.is_empty(), terminal)?;
    Ok(if checked.clean { Exit::Done } else { Exit::NotVerified })
}

/// The file of a tile, whose path is made of digits and a few letters only.
fn tile_file(folder: &Path, tile: &Tile) -> Option<Vec<u8>> {
    std::fs::read(folder.join(tile.to_string())).ok()
}

fn told(checked: &Checked, alone: bool, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    if terminal.json {
        return terminal.json(checked);
    }
    let title = match checked.clean {
        true => terminal.say("fsck-clean"),
        false => terminal.with("fsck-differs", [("count", checked.findings.len().into())]),
    };
    terminal.title(&title)?;
    let words = [
        ("log", checked.log.as_str().into()),
        ("size", checked.size.into()),
        ("checkpoints", checked.checkpoints.into()),
    ];
    let line = terminal.with("log-check-counts", words);
    terminal.paragraph(&line, 2)?;
    for finding in &checked.said {
        terminal.paragraph(&format!("- {finding}"), 2)?;
    }
    let line = match (checked.clean, alone) {
        (true, true) => terminal.say("fsck-end"),
        (true, false) => terminal.say("fsck-known"),
        (false, _) => terminal.say("log-check-next"),
    };
    terminal.paragraph(&line, 2)?;
    Ok(())
}

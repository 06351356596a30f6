//! `tidegate verify RECEIPT [REPORT] --key KEY`: checks a receipt offline, without trust in the office. The proof that
//! something was taken back carries its own content and needs no report.
//!
//! The key comes from elsewhere: from the office's public page, a letter, a business card; never from the receipt.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use tidegate_core::declaration::Declaration;
use tidegate_core::digest::Digest;
use tidegate_core::event::{CaseEvent, Recorded};
use tidegate_core::receipt::{NotProven, Proven, Receipt};
use tidegate_core::report::Draft;
use tidegate_law::time::written_in;
use tidegate_log::{TrustedLog, VerifierKey};

use crate::desk::{ProvenEvent, prove_event};
use crate::say::taking_back::all_given;

use super::{Exit, Failure, Terminal, input, usage, wrong};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "RECEIPT")]
    receipt: PathBuf,
    #[arg(value_name = "REPORT")]
    report: Option<PathBuf>,
    #[arg(long, value_name = "KEY", env = "TIDEGATE_LOG_KEY")]
    key: Option<String>,
    #[arg(long = "file", value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// What was proven.
#[derive(Serialize)]
struct Told {
    version: u32,
    verified: bool,
    office: String,
    report: String,
    /// What the receipt is of: a `report`, or a `declaration` of the office.
    of: &'static str,
    digest: String,
    received: Timestamp,
    log: String,
    index: u64,
    size: u64,
    /// The files that came with it, each with its digest, which the report names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    files: Vec<FileProven>,
}

/// A file that came with the report.
#[derive(Serialize)]
struct FileProven {
    file: String,
    name: String,
    sha256: String,
}

pub(super) fn run(arguments: &Arguments, terminal: &mut Terminal<'_>) -> Result<Exit, Failure> {
    let written = arguments.key.as_deref().ok_or_else(|| usage(terminal.say("verify-no-key")))?;
    let key = key(written)?;
    let (bytes, log) = (input::bytes(&arguments.receipt)?, TrustedLog::named_by(key));
    if let Some(proven) = prove_event(&bytes, &log) {
        let proven = proven.map_err(|error| Failure::NotVerified(anyhow::Error::new(error)))?;
        return event(&proven, terminal);
    }
    let receipt = Receipt::from_json(&bytes)
        .map_err(|error| input::in_file(&arguments.receipt, &error, terminal))?;
    let report = arguments.report.as_ref();
    let report = report.ok_or_else(|| usage(terminal.say("verify-no-report")))?;
    let report = input::bytes(report)?;
    let proven = receipt.verify(&report, &log).or_else(|error| match (error, draft(&report)) {
        // The form as the finder wrote it, instead of the document that came with the receipt.
        (NotProven::OtherReport { .. }, Some((_, document))) => receipt.verify(&document, &log),
        (error, _) => Err(error),
    });
    let proven = proven.map_err(|error| Failure::NotVerified(anyhow::Error::new(error)))?;
    let declared = serde_json::from_slice::<Declaration>(&report).is_ok();
    let files = came(&arguments.files, &report, terminal)?;
    told(&proven, declared, files, terminal)
}

/// The files, each of which the proven report must list by its length and digest.
fn came(
    paths: &[PathBuf],
    report: &[u8],
    terminal: &Terminal<'_>,
) -> Result<Vec<FileProven>, Failure> {
    let listed = draft(report).map(|(draft, _)| draft.files).unwrap_or_default();
    let one = |path: &PathBuf| {
        let (size, sha256) = digest(path)?;
        let entry = listed.iter().find(|entry| entry.size == size && entry.sha256 == sha256);
        let words =
            [("file", path.display().to_string().into()), ("digest", sha256.to_string().into())];
        let other = || Failure::NotVerified(anyhow!(terminal.with("verify-other-file", words)));
        let name = entry.ok_or_else(other)?.name.clone();
        Ok(FileProven { file: path.display().to_string(), name, sha256: sha256.to_string() })
    };
    paths.iter().map(one).collect()
}

/// How long a file is and its digest, read piece by piece.
fn digest(path: &Path) -> Result<(u64, Digest), Failure> {
    let reading = || format!("reading {}", path.display());
    let mut file = std::fs::File::open(path).with_context(reading)?;
    let (mut hash, mut size, mut read) = (Sha256::new(), 0, vec![0; 1 << 20]);
    loop {
        let count = file.read(&mut read).with_context(reading)?;
        let Some(now) = read.get(..count).filter(|now| !now.is_empty()) else { break };
        hash.update(now);
        size += now.len() as u64;
    }
    Ok((size, Digest::from_bytes(hash.finalize().into())))
}

/// An event that was proven, for programs.
#[derive(Serialize)]
struct EventTold<'e> {
    version: u32,
    verified: bool,
    of: &'static str,
    event: &'e Recorded,
    log: &'e str,
    index: u64,
    size: u64,
}

fn event(proven: &ProvenEvent, terminal: &mut Terminal<'_>) -> Result<Exit, Failure> {
    let ProvenEvent { recorded, origin, index, size } = proven;
    let (index, size) = (*index, *size);
    if terminal.json {
        let (version, verified, of) = (1, true, "event");
        terminal.json(&EventTold {
            version,
            verified,
            of,
            event: recorded,
            log: origin,
            index,
            size,
        })?;
        return Ok(Exit::Done);
    }
    let line = terminal.say("verify-holds");
    terminal.title(&line)?;
    let what = match &recorded.event {
        CaseEvent::TakenBack(taken) => {
            let what = all_given(&taken.what, &terminal.voice);
            terminal.with("event-taken-back", [("what", what.into())])
        }
        other => other.word().to_owned(),
    };
    let words = [
        ("what", what.into()),
        ("at", written_in(recorded.recorded, &TimeZone::UTC).into()),
        ("actor", recorded.actor.to_string().into()),
        ("index", index.to_string().into()),
        ("size", size.to_string().into()),
        ("log", origin.as_str().into()),
    ];
    let line = terminal.with("verify-event", words);
    terminal.paragraph(&line, 2)?;
    Ok(Exit::Done)
}

/// The key as it is written, or in a file.
pub(super) fn key(written: &str) -> Result<VerifierKey, Failure> {
    let path = Path::new(written);
    let text = if path.is_file() { input::text(path)? } else { written.to_owned() };
    VerifierKey::parse(text.trim()).map_err(wrong)
}

/// The report, whatever form it has, with its canonical bytes.
fn draft(bytes: &[u8]) -> Option<(Draft, Vec<u8>)> {
    let draft = Draft::from_json(bytes)
        .or_else(|_| Draft::from_toml(bytes))
        .or_else(|_| Draft::from_markdown(bytes))
        .ok()?;
    let document = draft.canonical().ok()?;
    Some((draft, document))
}

fn told(
    proven: &Proven,
    declared: bool,
    files: Vec<FileProven>,
    terminal: &mut Terminal<'_>,
) -> Result<Exit, Failure> {
    if terminal.json {
        terminal.json(&Told {
            version: 1,
            verified: true,
            office: proven.office.to_string(),
            report: proven.report.to_string(),
            of: if declared { "declaration" } else { "report" },
            digest: proven.digest.to_string(),
            received: proven.received,
            log: proven.origin.clone(),
            index: proven.index,
            size: proven.size,
            files,
        })?;
        return Ok(Exit::Done);
    }
    let line = terminal.say("verify-holds");
    terminal.title(&line)?;
    let words = [
        ("report", proven.report.to_string().into()),
        ("office", proven.office.to_string().into()),
        ("received", written_in(proven.received, &TimeZone::UTC).into()),
        ("log", proven.origin.as_str().into()),
        ("index", proven.index.to_string().into()),
        ("size", proven.size.to_string().into()),
    ];
    let id = if declared { "verify-what-declaration" } else { "verify-what" };
    let line = terminal.with(id, words);
    terminal.paragraph(&line, 2)?;
    let id = if declared { "verify-digest-declaration" } else { "verify-digest" };
    let line = terminal.with(id, [("digest", proven.digest.to_string().into())]);
    terminal.paragraph(&line, 2)?;
    for one in files {
        let words =
            [("file", one.file.into()), ("name", one.name.into()), ("digest", one.sha256.into())];
        let line = terminal.with("verify-file", words);
        terminal.paragraph(&line, 2)?;
    }
    Ok(Exit::Done)
}

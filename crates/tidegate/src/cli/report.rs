//! `tidegate report`: takes a report in, and gives the receipt that proves it.
//!
//! The form comes from a file, from flags, or from both; flags stand over the file. The receipt is written to a file
//! that nobody overwrites; where it cannot be written it is printed, so that it is never lost.

use std::path::PathBuf;

use serde::Serialize;
use tidegate_core::party::{Party, PartyKind};
use tidegate_core::report::Draft;
use tidegate_law::{Book, Words};
use tidegate_log::{TrustedLog, VerifierKey};

use super::office::{Acting, at_desk, failed, not_done};
use super::remote::Remote;
use super::terminal::in_a_shell;
use super::{Exit, Failure, Globals, Terminal, usage, wrong};
use crate::desk::{Desk, Intake};
use crate::errand::{placed, taken};
use crate::reception::{self, Shut, Way};
use crate::say::recorded::{Reached, TakenTold};

mod form;
mod paper;
mod shut;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    #[command(flatten)]
    form: form::Flags,
    #[command(flatten)]
    acting: Acting,
    #[arg(long, value_name = "KEY")]
    idempotency_key: Option<String>,
    #[arg(long, value_name = "TEXT")]
    source: Option<String>,
    #[arg(long, value_name = "AUTHORITY")]
    office_is: Option<String>,
    #[arg(long, value_name = "FILE")]
    receipt: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    document: Option<PathBuf>,
}

/// What was recorded.
#[derive(Serialize)]
struct Told {
    version: u32,
    case: String,
    handle: String,
    /// Whether the same report had been taken in before under the same key.
    repeated: bool,
    received: jiff::Timestamp,
    report: String,
    digest: String,
    receipt: Option<PathBuf>,
    document: Option<PathBuf>,
    log: String,
    log_key: String,
    index: u64,
    size: u64,
    /// The earlier case with a report of the same words, which a member may close this one as a duplicate of.
    same_as: Option<String>,
    manufacturer: Option<String>,
    /// The code with which the finder comes back to the server; shown once.
    way_back: Option<String>,
    reaches: Vec<Reached>,
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let (draft, files) = form::read(arguments.file.as_deref(), &arguments.form, terminal)?;
    for path in [&arguments.receipt, &arguments.document].into_iter().flatten() {
        paper::free(path, terminal)?;
    }
    let told = match Remote::of(globals, terminal)? {
        Some(remote) => Ok(sent(arguments, &remote, &draft, &files, terminal)?),
        None => here(arguments, draft, files, terminal, globals)?,
    };
    let told = match told {
        Ok(told) => told,
        Err(shut) => return shut::refused(&shut, terminal),
    };
    if terminal.json {
        terminal.json(&told)?;
    } else {
        show(&told, terminal)?;
    }
    Ok(Exit::Done)
}

/// Sends the report to a server. What it proves is checked here, against the key that the server gives.
fn sent(
    arguments: &Arguments,
    remote: &Remote,
    draft: &Draft,
    files: &[Vec<u8>],
    terminal: &mut Terminal<'_>,
) -> Result<Told, Failure> {
    if arguments.office_is.is_some() || arguments.source.is_some() {
        return Err(usage(terminal.say("remote-report-alone")));
    }
    let place = arguments.form.manufacturer_place.as_deref();
    let taken = remote.report(draft, files, place, arguments.idempotency_key.as_deref())?;
    let key = VerifierKey::parse(&taken.log_key).map_err(not_verified)?;
    let log = TrustedLog::named_by(key);
    // What was sent, not what the server says was sent.
    let document = draft.canonical().map_err(usage)?;
    taken.receipt.verify(&document, &log).map_err(not_verified)?;
    papers(arguments, taken, terminal)
}

fn not_verified(error: impl std::error::Error + Send + Sync + 'static) -> Failure {
    Failure::NotVerified(anyhow::Error::new(error))
}

/// Takes the report in at the office of the folder, unless the law forbids it to collect.
fn here(
    arguments: &Arguments,
    draft: Draft,
    files: Vec<Vec<u8>>,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Result<Told, Shut>, Failure> {
    let book = globals.book()?;
    at_desk(globals, &book, async |desk| {
        if let Some(shut) = reception::shut(&book, desk.office(), Way::ByHand, desk.now()) {
            return Ok(Err(shut));
        }
        let intake = intake(arguments, desk, &book, draft.clone(), files, terminal)?;
        let received = desk.receive(&intake).await.map_err(failed)?;
        let told = taken(desk, &book, &received, arguments.office_is.as_deref());
        let mut told = papers(arguments, told.map_err(not_done)?, terminal)?;
        let again = desk.same_report(received.case).await.map_err(failed)?;
        told.same_as = again.map(|again| again.handle);
        Ok(Ok(told))
    })
}

fn intake(
    arguments: &Arguments,
    desk: &Desk,
    book: &Book,
    draft: Draft,
    files: Vec<Vec<u8>>,
    terminal: &Terminal<'_>,
) -> Result<Intake, Failure> {
    let source = arguments.source.as_deref().unwrap_or("finder's report");
    let mut intake = Intake::new(draft, &arguments.acting.name(), source);
    intake.files = files;
    let place = arguments.form.manufacturer_place.as_deref();
    intake.manufacturer_place = placed(place).map_err(not_done)?;
    intake.idempotency_key.clone_from(&arguments.idempotency_key);
    if let Some(key) = &arguments.office_is {
        let known = book.authorities().iter().any(|entry| entry.key.as_str() == key);
        if !known {
            let known: Vec<&str> =
                book.authorities().iter().map(|entry| entry.key.as_str()).collect();
            let words = [("key", key.as_str().into()), ("known", known.join(", ").into())];
            return Err(usage(terminal.with("report-no-authority", words)));
        }
        let office = desk.office();
        let kind = PartyKind::Organisation;
        let mut party = Party::new(desk.office_party(), office.name.en.clone(), kind);
        party.established = Some(office.jurisdiction);
        party.authority = Some(key.parse().map_err(wrong)?);
        party.roles.insert(tidegate_core::party::Role::Authority);
        intake.office = Some(party);
    }
    Ok(intake)
}

/// Writes receipt and document to their files.
fn papers(
    arguments: &Arguments,
    taken: TakenTold,
    terminal: &mut Terminal<'_>,
) -> Result<Told, Failure> {
    let default = PathBuf::from(format!("receipt-{}.json", taken.handle));
    let receipt = arguments.receipt.clone().unwrap_or(default);
    let mut paper = serde_json::to_vec_pretty(&taken.receipt)
        .map_err(|error| Failure::Fault(anyhow::Error::new(error)))?;
    paper.push(b'\n');
    let receipt = paper::keep(&receipt, &paper, terminal)?;
    // Who typed the report has no file of it: without the document, the receipt could not be verified.
    let typed = || PathBuf::from(format!("report-{}.json", taken.handle));
    let document = arguments.document.clone().or_else(|| arguments.file.is_none().then(typed));
    let document = match document {
        Some(path) => paper::keep(&path, taken.document.as_bytes(), terminal)?,
        None => None,
    };
    Ok(Told {
        version: 1,
        case: taken.case,
        handle: taken.handle,
        repeated: taken.repeated,
        received: taken.received,
        report: taken.report,
        digest: taken.digest,
        receipt,
        document,
        log: taken.log,
        log_key: taken.log_key,
        index: taken.index,
        size: taken.size,
        same_as: None,
        manufacturer: taken.manufacturer,
        way_back: taken.way_back,
        reaches: taken.reaches,
    })
}

fn show(told: &Told, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let id = [("handle", told.handle.as_str().into())];
    let title = match told.repeated {
        true => terminal.with("report-repeated", id),
        false => terminal.with("report-recorded", id),
    };
    terminal.title(&title)?;
    let shown = |path: &Option<PathBuf>| path.as_deref().map(|path| path.display().to_string());
    let (receipt, document) = (shown(&told.receipt), shown(&told.document));
    let received = told.received.to_string();
    let mut lines = vec![
        terminal.with("report-case", [("case", told.case.as_str().into())]),
        terminal.with("report-received", [("received", received.into())]),
        terminal.with("report-digest", [("digest", told.digest.as_str().into())]),
    ];
    lines.extend(
        receipt.iter().map(|p| terminal.with("report-receipt", [("path", p.as_str().into())])),
    );
    lines.extend(
        document.iter().map(|p| terminal.with("report-document", [("path", p.as_str().into())])),
    );
    let same = told.same_as.as_deref();
    let code = told.way_back.as_deref();
    lines.extend(code.map(|code| terminal.with("report-way-back", [("code", code.into())])));
    lines.extend(same.map(|handle| terminal.with("report-again", [("handle", handle.into())])));
    for line in lines {
        terminal.paragraph(&line, 2)?;
    }
    terminal.line("")?;
    let line = terminal.say("report-verify");
    terminal.paragraph(&line, 0)?;
    let receipt = receipt.unwrap_or_else(|| "RECEIPT".to_owned());
    let document = document.unwrap_or_else(|| terminal.say("report-your-file"));
    terminal.line(&format!(
        "  tidegate verify {} {} --key '{}'",
        in_a_shell(&receipt),
        in_a_shell(&document),
        told.log_key
    ))?;
    terminal.line("")?;
    let line = terminal.say("report-reaches");
    terminal.title(&line)?;
    let language = terminal.language();
    for reached in &told.reaches {
        let who = reached.who.in_language(language);
        let line = match &reached.through {
            None => terminal.with("report-reaches-desk", [("who", who.into())]),
            Some(Words { .. }) => {
                let by = reached.through.as_ref().map_or("", |by| by.in_language(language));
                let basis = reached.basis.as_deref().unwrap_or_default();
                let words = [("recipient", who.into()), ("by", by.into()), ("basis", basis.into())];
                terminal.with("reaches-through", words)
            }
        };
        terminal.paragraph(&format!("- {line}"), 2)?;
    }
    let line = match &told.manufacturer {
        Some(name) => terminal.with("report-manufacturer", [("name", name.as_str().into())]),
        None => terminal.say("report-nobody-else"),
    };
    terminal.paragraph(&line, 2)
}

//! `tidegate report`: takes a report in, and gives the receipt that proves it.
//!
//! The form comes from a file, from flags, or from both; flags stand over the file. The receipt is written to a file
//! that nobody overwrites; where it cannot be written it is printed, so that it is never lost.

use std::path::PathBuf;

use serde::Serialize;
use tidegate_core::case::Case;
use tidegate_core::command::{Command, Verb};
use tidegate_core::event::CaseEvent;
use tidegate_core::party::{Party, PartyKind};
use tidegate_core::report::Draft;
use tidegate_core::scene::{Keeping, Line, Teller};
use tidegate_law::{Book, Words};

use super::office::{Acting, at_desk, failed};
use super::{Exit, Failure, Globals, Terminal, usage, wrong};
use crate::desk::{Desk, Intake, Order, Taken};
use crate::reception::{Way, shut};
use crate::telling::{draw, verb};

mod form;
mod paper;
mod reach;

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
    reaches: Vec<reach::Reached>,
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
    let book = globals.book()?;
    let told = at_desk(globals, &book, async |desk| {
        if let Some(shut) = shut(&book, desk.office(), Way::ByHand, desk.now()) {
            return Ok(Err(shut));
        }
        let intake = intake(arguments, desk, &book, draft.clone(), files, terminal)?;
        let taken = desk.receive(&intake).await.map_err(failed)?;
        // The receipt first: whatever fails from here on, the finder has it.
        let mut told = told(arguments, desk, &book, &taken, terminal)?;
        let again = desk.same_report(taken.case).await.map_err(failed)?;
        told.same_as = again.map(|again| again.handle);
        if !taken.ack.repeated {
            match named(desk, &book, arguments, &intake, &taken).await {
                Ok(manufacturer) => told.manufacturer = manufacturer,
                Err(failure) => {
                    let words = [("why", failure.said(&terminal.voice).into())];
                    let line = terminal.with("report-not-named", words);
                    terminal.complain(&super::plain(&line));
                }
            }
        }
        Ok(Ok(told))
    })?;
    let told = match told {
        Ok(told) => told,
        Err(shut) => return reach::refused(&shut, terminal),
    };
    if terminal.json {
        terminal.json(&told)?;
    } else {
        show(&told, terminal)?;
    }
    Ok(Exit::Done)
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

/// Lets the manufacturer that the finder names join the case, and records the markets, as the report says.
async fn named(
    desk: &Desk,
    book: &Book,
    arguments: &Arguments,
    intake: &Intake,
    taken: &Taken,
) -> Result<Option<String>, Failure> {
    let product = &intake.draft.product;
    let place = arguments.form.manufacturer_place.as_deref().unwrap_or("?").to_uppercase();
    let name = product.manufacturer.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let words = |list: &[&str]| list.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
    let source = intake.source.clone();
    let mut lines = Vec::new();
    if let Some(name) = name {
        let words = words(&[name, "manufacturer", &place, "organisation"]);
        lines.push(Line::Party { words, source: source.clone() });
    }
    let markets: Vec<&str> = product.markets.iter().map(|market| market.code()).collect();
    let markets = markets.join(",");
    let mut of = words(&[&product.name]);
    if let Some(name) = name.filter(|name| !name.contains(',')) {
        of.extend(words(&["of", name]));
    }
    if !markets.is_empty() {
        of.extend(words(&["in", &markets]));
    }
    if of.len() > 1 {
        lines.push(Line::Product { words: of, source });
    }
    let mut case: Case = desk
        .open_case(&intake.actor, taken.case, "adding the parties that the report names")
        .await
        .map_err(failed)?;
    let zone = desk.office().zone.rules();
    for line in lines {
        let teller = Teller { book, case: &case, zone: &zone, keeping: Keeping::Case(&draw) };
        for told in teller.tell(&line).map_err(usage)? {
            let command = Command::new(joined(told.event)?, told.source);
            let ack = desk.act(&intake.actor, taken.case, &Order::new(command.clone())).await;
            let ack = ack.map_err(failed)?;
            let events = case.handle(&command, &intake.actor, ack.recorded).map_err(wrong)?;
            events.into_iter().try_for_each(|event| case.apply(event)).map_err(wrong)?;
        }
    }
    Ok(name.map(str::to_owned))
}

fn joined(event: CaseEvent) -> Result<Verb, Failure> {
    verb(event).ok_or_else(|| usage("the report names something that cannot be told"))
}

fn told(
    arguments: &Arguments,
    desk: &Desk,
    book: &Book,
    taken: &Taken,
    terminal: &mut Terminal<'_>,
) -> Result<Told, Failure> {
    // The receipt is verified before it is handed out.
    let proven = taken.receipt.verify(&taken.document, desk.log());
    let proven = proven.map_err(|error| Failure::NotVerified(anyhow::Error::new(error)))?;
    let default = PathBuf::from(format!("receipt-{}.json", taken.handle));
    let receipt = arguments.receipt.clone().unwrap_or(default);
    let mut paper = serde_json::to_vec_pretty(&taken.receipt)
        .map_err(|error| Failure::Fault(anyhow::Error::new(error)))?;
    paper.push(b'\n');
    let receipt = paper::keep(&receipt, &paper, terminal)?;
    let document = match &arguments.document {
        Some(path) => paper::keep(path, &taken.document, terminal)?,
        None => None,
    };
    Ok(Told {
        version: 1,
        case: taken.case.to_string(),
        handle: taken.handle.clone(),
        repeated: taken.ack.repeated,
        received: taken.receipt.claim.received,
        report: taken.receipt.claim.report.to_string(),
        digest: taken.receipt.claim.digest.to_string(),
        receipt,
        document,
        log: desk.log().origin().to_string(),
        log_key: desk.log().keys().first().map(ToString::to_string).unwrap_or_default(),
        index: proven.index,
        size: proven.size,
        same_as: None,
        manufacturer: None,
        reaches: reach::of(desk, book, arguments.office_is.as_deref()),
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
        quoted(&receipt),
        quoted(&document),
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

/// A path as a shell takes it.
fn quoted(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./".contains(c);
    if !path.is_empty() && path.chars().all(plain) {
        path.to_owned()
    } else {
        format!("'{}'", path.replace('\'', r"'\''"))
    }
}

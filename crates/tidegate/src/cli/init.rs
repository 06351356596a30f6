//! `tidegate init`: a new office with its keys, its log and its positions.

use std::path::PathBuf;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use tidegate_core::id::OfficeId;
use tidegate_core::office::{Bilingual, Change, Changed, Office, Position, Reception, Zone};
use tidegate_core::place::Jurisdiction;
use tidegate_law::{Book, FactName, FactValue, Words};

use super::office::{failed, settings, wait};
use super::{Exit, Failure, Globals, Terminal, usage, wrong};
use crate::desk::Desk;
use crate::keys::Random;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(long, value_name = "NAME")]
    name: String,
    #[arg(long, value_name = "NAME")]
    name_zh: Option<String>,
    #[arg(long, value_name = "CODE")]
    jurisdiction: String,
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
    #[arg(long, value_name = "ID")]
    house: Vec<String>,
    #[arg(long, value_name = "READING=VALUE")]
    positions: Vec<String>,
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    #[arg(long, value_name = "WHOSE")]
    reports: Option<String>,
    #[arg(long, value_name = "LOG")]
    log: Option<String>,
}

/// What was made.
#[derive(Serialize)]
struct Told {
    version: u32,
    office: OfficeId,
    name: Words,
    jurisdiction: Jurisdiction,
    zone: String,
    created: Timestamp,
    data: PathBuf,
    keys: PathBuf,
    root: &'static str,
    log: String,
    log_key: String,
    book: String,
    house: Vec<String>,
    positions: Vec<Adopted>,
    /// Whose products the reports are about that it takes in, if that was said.
    reports: Option<Reception>,
}

/// A position that was adopted.
#[derive(Serialize)]
struct Adopted {
    reading: String,
    question: Words,
    value: String,
    adopted: Date,
    by: String,
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let book = globals.book()?;
    let now = globals.clock.now();
    let office = office(arguments, &book, now, terminal)?;
    let origin = match &arguments.log {
        Some(log) => log.clone(),
        None => origin(&office.name.en),
    };
    let settings = settings(globals, book.digest());
    let (keys, root) = (settings.keys.clone(), settings.root.kind());
    let log_key = wait(async {
        let desk = Desk::create(settings, office.clone(), &origin).await.map_err(failed)?;
        let key = desk.log().keys().first().map(ToString::to_string).unwrap_or_default();
        desk.close().await.map_err(failed)?;
        Ok(key)
    })?;
    let told = Told {
        version: 1,
        office: office.id,
        name: Words { en: office.name.en.clone(), zh: office.name.zh.clone() },
        jurisdiction: office.jurisdiction,
        zone: office.zone.name().to_owned(),
        created: now,
        data: globals.data.clone(),
        keys,
        root,
        log: origin,
        log_key,
        book: book.digest().to_owned(),
        house: office.house_statutes.iter().cloned().collect(),
        positions: office.positions.iter().map(|one| adopted(&book, one)).collect(),
        reports: office.reception_at(now),
    };
    if terminal.json {
        terminal.json(&told)?;
    } else {
        show(&told, terminal)?;
    }
    Ok(Exit::Done)
}

fn adopted(book: &Book, position: &Position) -> Adopted {
    let question = book.reading(&position.fact).map(|reading| reading.question.clone());
    Adopted {
        reading: position.fact.to_string(),
        question: question.unwrap_or_default(),
        value: position.value.to_string(),
        adopted: position.adopted,
        by: position.by.clone(),
    }
}

fn office(
    arguments: &Arguments,
    book: &Book,
    now: Timestamp,
    terminal: &Terminal<'_>,
) -> Result<Office, Failure> {
    let jurisdiction: Jurisdiction =
        arguments.jurisdiction.to_uppercase().parse().map_err(wrong)?;
    let zone: Zone = match &arguments.zone {
        Some(zone) => zone.parse().map_err(wrong)?,
        None if jurisdiction == Jurisdiction::CN => "Asia/Shanghai".parse().map_err(wrong)?,
        None => return Err(usage(terminal.say("init-needs-zone"))),
    };
    for id in &arguments.house {
        house(id, book, terminal)?;
    }
    let name = arguments.name.trim().to_owned();
    if name.is_empty() || name.chars().any(char::is_control) {
        return Err(usage(terminal.say("init-name")));
    }
    let id = Random::bytes().map_err(|error| Failure::Fault(anyhow::Error::new(error)))?;
    let day = now.to_zoned_datetime(zone.rules()).date();
    let changes = reports(arguments, now, day, terminal)?;
    Ok(Office {
        id: OfficeId::from_bytes(id),
        name: Bilingual { zh: arguments.name_zh.clone().unwrap_or_else(|| name.clone()), en: name },
        jurisdiction,
        zone,
        house_statutes: arguments.house.iter().cloned().collect(),
        positions: positions(arguments, book, day, terminal)?,
        changes,
        residency: None,
    })
}

/// Whose products the reports are about that the office takes in, signed as the positions are.
fn reports(
    arguments: &Arguments,
    now: Timestamp,
    day: Date,
    terminal: &Terminal<'_>,
) -> Result<Vec<Change>, Failure> {
    let Some(written) = &arguments.reports else { return Ok(Vec::new()) };
    let about = reception(written, terminal)?;
    let by = arguments.by.as_deref().map(str::trim).filter(|by| !by.is_empty());
    let by = by.ok_or_else(|| usage(terminal.say("init-needs-by")))?.to_owned();
    let reason = arguments.reason.clone().unwrap_or_else(|| "the office's own".to_owned());
    let what = Changed::Reports { about };
    Ok(vec![Change { what, recorded: now, from: day, by, reason }])
}

/// Whose products reports are about, as it is written.
pub(super) fn reception(written: &str, terminal: &Terminal<'_>) -> Result<Reception, Failure> {
    let found = Reception::ALL.into_iter().find(|one| one.as_str() == written.trim());
    found.ok_or_else(|| {
        let known: Vec<&str> = Reception::ALL.iter().map(|one| one.as_str()).collect();
        let words = [("written", written.into()), ("known", known.join(", ").into())];
        usage(terminal.with("reception-no-such", words))
    })
}

/// The positions adopted, each dated and signed. Later ones stand over earlier ones on the same reading.
fn positions(
    arguments: &Arguments,
    book: &Book,
    day: Date,
    terminal: &Terminal<'_>,
) -> Result<Vec<Position>, Failure> {
    let wanted: Vec<&str> =
        arguments.positions.iter().map(String::as_str).filter(|one| *one != "none").collect();
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let Some(by) = arguments.by.as_deref().map(str::trim).filter(|by| !by.is_empty()) else {
        return Err(usage(terminal.say("init-needs-by")));
    };
    let mut positions: Vec<Position> = Vec::new();
    let mut adopt = |fact: FactName, value: FactValue, why: &str| {
        positions.retain(|position| position.fact != fact);
        let reason = arguments.reason.clone().unwrap_or_else(|| why.to_owned());
        positions.push(Position { fact, value, adopted: day, by: by.to_owned(), reason });
    };
    for written in wanted {
        if written == "suggested" {
            for reading in book.readings() {
                adopt(reading.fact.clone(), reading.suggested.clone(), &reading.why.en);
            }
            continue;
        }
        let (fact, value) = position(written, book, terminal)?;
        adopt(fact, value, "the office's own");
    }
    Ok(positions)
}

/// A position as it is written: READING=VALUE, both of the book.
pub(super) fn position(
    written: &str,
    book: &Book,
    terminal: &Terminal<'_>,
) -> Result<(FactName, FactValue), Failure> {
    let Some((name, value)) = written.split_once('=') else {
        return Err(usage(terminal.with("init-no-position", [("written", written.into())])));
    };
    let fact = FactName::new(name.trim());
    let reading = book
        .reading(&fact)
        .ok_or_else(|| usage(terminal.with("ask-no-reading", [("reading", name.into())])))?;
    let value = FactValue::symbol(value.trim());
    if !reading.values.iter().any(|(known, _)| *known == value) {
        let known: Vec<&str> = reading.values.iter().map(|(value, _)| value.as_str()).collect();
        let words = [
            ("fact", name.into()),
            ("value", value.to_string().into()),
            ("known", known.join(", ").into()),
        ];
        return Err(usage(terminal.with("ask-no-value", words)));
    }
    Ok((fact, value))
}

/// House rules of the book, by their id.
pub(super) fn house(id: &str, book: &Book, terminal: &Terminal<'_>) -> Result<String, Failure> {
    let found = book.statute(id).filter(|found| found.matter.kind.is_adopted());
    match found {
        Some(_) => Ok(id.to_owned()),
        None => Err(usage(terminal.with("ask-no-house", [("id", id.into())]))),
    }
}

/// The name of the log, made of that of the office: `acme-psirt/log`.
fn origin(name: &str) -> String {
    let mut slug = String::new();
    for c in name.to_lowercase().chars().take(60) {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "office/log".to_owned() } else { format!("{slug}/log") }
}

fn show(told: &Told, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let language = terminal.language();
    let name = told.name.in_language(language).to_owned();
    let title = terminal.with("init-made", [("name", name.into())]);
    terminal.title(&title)?;
    let path = |path: &PathBuf| path.display().to_string();
    let place = [
        ("jurisdiction", told.jurisdiction.code().into()),
        ("zone", told.zone.as_str().into()),
        ("office", told.office.to_string().into()),
    ];
    let lines = [
        terminal.with("init-place", place),
        terminal.with("init-data", [("path", path(&told.data).into())]),
        terminal.with("init-keys", [("path", path(&told.keys).into())]),
        match told.root {
            "passphrase" => terminal.say("init-root-passphrase"),
            "environment" => terminal.say("init-root-environment"),
            _ => terminal.say("init-root-file"),
        },
        terminal.with("init-log", [("log", told.log.as_str().into())]),
    ];
    for line in lines {
        terminal.paragraph(&line, 2)?;
    }
    terminal.line(&format!("    {}", told.log_key))?;
    for id in &told.house {
        let line = terminal.with("init-house", [("id", id.as_str().into())]);
        terminal.paragraph(&line, 2)?;
    }
    if told.positions.is_empty() {
        let line = terminal.say("init-no-positions");
        terminal.paragraph(&line, 2)?;
    } else {
        let line = terminal.with("init-positions", [("count", told.positions.len().into())]);
        terminal.paragraph(&line, 2)?;
        for one in &told.positions {
            let question = one.question.in_language(language);
            let line = format!("- {} = {} · {question}", one.reading, one.value);
            terminal.paragraph(&line, 4)?;
        }
    }
    let line = terminal.say("init-backup");
    terminal.line("")?;
    terminal.paragraph(&line, 0)?;
    let line = terminal.say("init-next");
    terminal.paragraph(&line, 0)
}

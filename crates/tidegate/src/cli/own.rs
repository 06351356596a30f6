//! `tidegate office`: what the office decided about itself: show it, adopt a position, switch house rules on or off,
//! say which reports it takes in, record the filing of its platform, and set up queues and lists of tasks ([`work`]).
//!
//! A decision is signed, has a reason, and counts from the instant at which it is recorded or from a later day. Nothing
//! is replaced: an answer of an earlier instant is given again under what counted then.

mod work;

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use tidegate_core::office::{Bilingual, Change, Changed, Filing, Office, Reception};
use tidegate_core::word::AuthorityKey;
use tidegate_law::{Book, FactName, Words};

use super::office::{at_desk_of, failed};
use super::{Exit, Failure, Globals, Terminal, init, input, usage};
use crate::desk::Terms;
use crate::reception::{self, Shut, Way};
use crate::say::instant;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Show(Show),
    Adopt(Adopt),
    House(House),
    Reports(Reports),
    Filed(Filed),
    Unfiled(Unfiled),
    Authority(Authority),
    GoodFaith(GoodFaith),
    Names(work::Names),
    Queue(work::Queue),
    Tasks(work::Tasks),
}

#[derive(Debug, clap::Args)]
struct Show {}

#[derive(Debug, clap::Args)]
struct Adopt {
    #[arg(value_name = "READING=VALUE")]
    position: String,
    #[command(flatten)]
    signed: Signed,
}

#[derive(Debug, clap::Args)]
struct House {
    #[arg(value_name = "ID")]
    statute: String,
    #[arg(value_name = "on|off", value_enum)]
    switch: Switch,
    #[command(flatten)]
    signed: Signed,
}

#[derive(Debug, clap::Args)]
struct Reports {
    #[arg(value_name = "WHOSE")]
    whose: String,
    #[command(flatten)]
    signed: Signed,
}

#[derive(Debug, clap::Args)]
struct Authority {
    #[arg(value_name = "KEY|none")]
    key: String,
    #[command(flatten)]
    signed: Signed,
}

#[derive(Debug, clap::Args)]
struct Filed {
    #[arg(value_name = "NUMBER")]
    number: String,
    #[arg(long = "with", value_name = "AUTHORITY", default_value = "cn_miit")]
    authority: String,
    #[arg(long, value_name = "DAY")]
    on: String,
    #[command(flatten)]
    signed: Signed,
}

#[derive(Debug, clap::Args)]
struct Unfiled {
    #[command(flatten)]
    signed: Signed,
}

#[derive(Debug, clap::Args)]
struct GoodFaith {
    #[arg(long, value_name = "FILE", required_unless_present = "none", requires = "zh")]
    en: Option<PathBuf>,
    #[arg(long, value_name = "FILE", requires = "en")]
    zh: Option<PathBuf>,
    #[arg(long, conflicts_with_all = ["en", "zh"])]
    none: bool,
    #[command(flatten)]
    signed: Signed,
}

/// Who decided, why, and from when it counts.
#[derive(Debug, clap::Args)]
struct Signed {
    #[arg(long, value_name = "NAME")]
    by: String,
    #[arg(long, value_name = "TEXT")]
    reason: String,
    #[arg(long, value_name = "DAY")]
    from: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Switch {
    On,
    Off,
}

/// The office as it is shown.
#[derive(Serialize)]
struct Told {
    version: u32,
    at: Timestamp,
    /// The whole description with all that was ever adopted.
    office: Office,
    /// The positions that count now.
    positions: Vec<PositionTold>,
    /// The house rules that are on now.
    house: Vec<String>,
    /// Whose products the reports are about that it takes in now, if that was said.
    reports: Option<Reception>,
    /// The filing of its platform that counts now.
    filing: Option<Filing>,
    /// The terms of good faith that stand now.
    good_faith: Option<Words>,
}

/// A position that counts.
#[derive(Serialize)]
struct PositionTold {
    reading: String,
    question: Words,
    value: String,
    from: Date,
    by: String,
    reason: String,
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let book = globals.book()?;
    match &arguments.command {
        Command::Show(Show {}) => show(&book, terminal, globals),
        Command::Adopt(adopt) => {
            let (fact, value) = init::position(&adopt.position, &book, terminal)?;
            change(Changed::Position { fact, value }, &adopt.signed, &book, terminal, globals)
        }
        Command::House(house) => {
            let statute = init::house(&house.statute, &book, terminal)?;
            let on = house.switch == Switch::On;
            change(Changed::House { statute, on }, &house.signed, &book, terminal, globals)
        }
        Command::Reports(reports) => {
            let about = init::reception(&reports.whose, terminal)?;
            change(Changed::Reports { about }, &reports.signed, &book, terminal, globals)
        }
        Command::Filed(filed) => {
            let filing = filing(filed, &book, terminal)?;
            change(Changed::Filed(filing), &filed.signed, &book, terminal, globals)
        }
        Command::Unfiled(unfiled) => {
            change(Changed::FilingEnded, &unfiled.signed, &book, terminal, globals)
        }
        Command::Authority(Authority { key, signed }) => {
            let key = authority(key, &book, terminal)?;
            change(Changed::Authority { key }, signed, &book, terminal, globals)
        }
        Command::Names(names) => change(names.changed(), &names.signed, &book, terminal, globals),
        Command::Queue(queue) => change(queue.changed(), &queue.signed, &book, terminal, globals),
        Command::Tasks(tasks) => {
            let what = tasks.changed(terminal)?;
            change(what, &tasks.signed, &book, terminal, globals)
        }
        Command::GoodFaith(GoodFaith { en, zh, none: _, signed }) => {
            let terms = match (en, zh) {
                (Some(en), Some(zh)) => Some(Bilingual { en: terms(en)?, zh: terms(zh)? }),
                _ => None,
            };
            change(Changed::GoodFaith { terms }, signed, &book, terminal, globals)
        }
    }
}

/// A filing as it is written: the authority is one of the book.
fn filing(filed: &Filed, book: &Book, terminal: &Terminal<'_>) -> Result<Filing, Failure> {
    let known: Vec<&str> = book.authorities().iter().map(|entry| entry.key.as_str()).collect();
    if !known.contains(&filed.authority.as_str()) {
        let words = [("key", filed.authority.as_str().into()), ("known", known.join(", ").into())];
        return Err(usage(terminal.with("report-no-authority", words)));
    }
    let (number, authority) = (filed.number.trim().to_owned(), filed.authority.clone());
    Ok(Filing { number, authority, filed: day(&filed.on, terminal)? })
}

/// A day as it is written.
fn day(text: &str, terminal: &Terminal<'_>) -> Result<Date, Failure> {
    let wrong = || usage(terminal.with("adoption-no-day", [("written", text.into())]));
    text.trim().parse().map_err(|_| wrong())
}

/// An authority of the register, or `none`.
fn authority(
    written: &str,
    book: &Book,
    terminal: &Terminal<'_>,
) -> Result<Option<AuthorityKey>, Failure> {
    if written == "none" {
        return Ok(None);
    }
    let keys = || book.authorities().iter().map(|entry| entry.key.as_str());
    match keys().find(|key| *key == written).and_then(|key| key.parse().ok()) {
        Some(key) => Ok(Some(key)),
        None => {
            let known = keys().collect::<Vec<_>>().join(", ");
            let words = [("written", written.into()), ("known", known.into())];
            Err(usage(terminal.with("adoption-no-authority", words)))
        }
    }
}

/// The terms in a file, without what an editor leaves at the ends of lines.
fn terms(path: &Path) -> Result<String, Failure> {
    Ok(input::text(path)?.replace("\r\n", "\n").trim().to_owned())
}

fn change(
    what: Changed,
    signed: &Signed,
    book: &Book,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let from = signed.from.as_ref().map(|text| day(text, terminal)).transpose()?;
    let terms = Terms { by: signed.by.clone(), reason: signed.reason.clone(), from };
    let (change, zone, shut) = at_desk_of(globals, book, async |desk| {
        let change = desk.change_office(what, terms).map_err(failed)?;
        let zone = desk.office().zone.rules();
        let shut = closed(&change, desk.office(), book, change.begins(&zone), terminal);
        Ok((change, zone, shut))
    })?;
    if terminal.json {
        terminal.json(&change)?;
        return Ok(Exit::Done);
    }
    let line = said(&change, book, terminal);
    terminal.paragraph(&line, 0)?;
    let from = instant(change.begins(&zone), &zone);
    let line = terminal.with("adoption-done", [("from", from.into())]);
    terminal.paragraph(&line, 0)?;
    for line in shut {
        terminal.paragraph(&line, 0)?;
    }
    Ok(Exit::Done)
}

/// What is to be said where a change leaves the form closed by law: that, and what the office does about it.
fn closed(
    change: &Change,
    office: &Office,
    book: &Book,
    at: Timestamp,
    terminal: &Terminal<'_>,
) -> Vec<String> {
    let of_reports = matches!(
        change.what,
        Changed::Reports { .. }
            | Changed::Filed(_)
            | Changed::FilingEnded
            | Changed::Authority { .. }
    );
    let shut = reception::shut(book, office, Way::Form, at).filter(|_| of_reports);
    let Some(shut) = shut.filter(|shut| *shut != Shut::NoForm) else { return Vec::new() };
    let name = Words { en: office.name.en.clone(), zh: office.name.zh.clone() };
    let name = name.in_language(terminal.language()).to_owned();
    let message = terminal.with(shut.message(), [("office", name.into())]);
    vec![message, terminal.say(shut.remedy())]
}

/// A change in a line.
fn said(change: &Change, book: &Book, terminal: &Terminal<'_>) -> String {
    let words = |id: &str| {
        [
            ("id", id.to_owned().into()),
            ("day", change.from.to_string().into()),
            ("by", change.by.clone().into()),
            ("reason", change.reason.clone().into()),
        ]
    };
    match &change.what {
        Changed::House { statute, on: true } => terminal.with("adoption-house-on", words(statute)),
        Changed::House { statute, on: false } => {
            terminal.with("adoption-house-off", words(statute))
        }
        Changed::Authority { key: Some(key) } => {
            terminal.with("adoption-authority", words(key.as_str()))
        }
        Changed::Authority { key: None } => terminal.with("adoption-authority-none", words("")),
        Changed::GoodFaith { terms: Some(terms) } => {
            let (language, words) = (terminal.language(), words(""));
            let terms = Words { en: terms.en.clone(), zh: terms.zh.clone() };
            let line = terminal.with("adoption-good-faith", words);
            format!("{line}\n{}", terms.in_language(language))
        }
        Changed::GoodFaith { terms: None } => terminal.with("adoption-good-faith-back", words("")),
        Changed::Position { fact, value } => {
            terminal.with("adoption-adopted", words(&format!("{fact} = {value}")))
        }
        Changed::Reports { about } => {
            let about = terminal.say(reception::said(Some(*about)));
            terminal.with("adoption-adopted", words(&about))
        }
        Changed::Filed(filing) => {
            let filing = reception::filed(filing, book, &terminal.voice);
            terminal.with("adoption-adopted", words(&filing))
        }
        Changed::Names { names } => {
            let names = names.join(&terminal.say("list-comma"));
            terminal.with("adoption-names", words(&names))
        }
        Changed::Queue { word, name: Some(_) } => terminal.with("adoption-queue", words(word)),
        Changed::Queue { word, name: None } => terminal.with("adoption-queue-gone", words(word)),
        Changed::Tasks { word, list: Some(_) } => terminal.with("adoption-tasks", words(word)),
        Changed::Tasks { word, list: None } => terminal.with("adoption-tasks-gone", words(word)),
        Changed::FilingEnded => {
            terminal.with("adoption-adopted", words(&terminal.say("reception-unfiled")))
        }
    }
}

fn show(book: &Book, terminal: &mut Terminal<'_>, globals: &Globals) -> Result<Exit, Failure> {
    let (office, at) =
        at_desk_of(globals, book, async |desk| Ok((desk.office().clone(), desk.now())))?;
    let told = told(book, office, at);
    if terminal.json {
        terminal.json(&told)?;
        return Ok(Exit::Done);
    }
    let language = terminal.language();
    let office = &told.office;
    let name = Words { en: office.name.en.clone(), zh: office.name.zh.clone() };
    let words = [
        ("name", name.in_language(language).into()),
        ("jurisdiction", office.jurisdiction.code().into()),
        ("zone", office.zone.name().into()),
    ];
    let title = terminal.with("adoption-title", words);
    terminal.title(&title)?;
    section("adoption-positions", told.positions.is_empty(), "adoption-no-position", terminal)?;
    for held in &told.positions {
        let words = [
            ("id", format!("{} = {}", held.reading, held.value).into()),
            ("day", held.from.to_string().into()),
            ("by", held.by.as_str().into()),
            ("reason", held.reason.as_str().into()),
        ];
        let line = terminal.with("adoption-adopted", words);
        terminal.paragraph(&format!("- {}", held.question.in_language(language)), 2)?;
        terminal.paragraph(&line, 4)?;
    }
    section("adoption-house", told.house.is_empty(), "adoption-no-house", terminal)?;
    for id in &told.house {
        let line = terminal.with("adoption-house-stands", [("id", id.as_str().into())]);
        terminal.paragraph(&format!("- {line}"), 2)?;
    }
    let (title, line) = ("reception-reports", terminal.say(reception::said(told.reports)));
    section(title, false, title, terminal)?;
    terminal.paragraph(&format!("- {line}"), 2)?;
    if let Some(filing) = &told.filing {
        let line = reception::filed(filing, book, &terminal.voice);
        terminal.paragraph(&format!("- {line}"), 2)?;
    }
    section("adoption-terms", told.good_faith.is_none(), "adoption-no-terms", terminal)?;
    if let Some(terms) = &told.good_faith {
        terminal.paragraph(terms.in_language(language), 2)?;
    }
    work::show(office, told.at, terminal)?;
    section("adoption-changes", office.changes.is_empty(), "adoption-no-changes", terminal)?;
    for one in &office.changes {
        let line = said(one, book, terminal);
        terminal.paragraph(&format!("- {line}"), 2)?;
    }
    Ok(Exit::Done)
}

fn section(
    title: &str,
    empty: bool,
    none: &str,
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    let (title, none) = (terminal.say(title), terminal.say(none));
    terminal.line("")?;
    terminal.title(&title)?;
    if empty { terminal.paragraph(&none, 2) } else { Ok(()) }
}

fn told(book: &Book, office: Office, at: Timestamp) -> Told {
    let mut positions: Vec<PositionTold> = Vec::new();
    for held in office.positions_at(at) {
        let reading = held.fact.to_string();
        positions.retain(|earlier| earlier.reading != reading);
        positions.push(PositionTold {
            question: question(book, &held.fact),
            reading,
            value: held.value.to_string(),
            from: held.adopted,
            by: held.by,
            reason: held.reason,
        });
    }
    let house = office.house_at(at).into_iter().collect();
    let (reports, filing) = (office.reception_at(at), office.filing_at(at).cloned());
    let good_faith = office.good_faith_at(at).map(|held| held.terms);
    let good_faith = good_faith.map(|terms| Words { en: terms.en.clone(), zh: terms.zh.clone() });
    Told { version: 1, at, office, positions, house, reports, filing, good_faith }
}

fn question(book: &Book, fact: &FactName) -> Words {
    book.reading(fact).map(|reading| reading.question.clone()).unwrap_or_default()
}

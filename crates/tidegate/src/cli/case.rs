//! `tidegate case ID`: everything on record of a case but the content itself.

use jiff::tz::TimeZone;
use tidegate_core::case::Case;
use tidegate_core::id::PartyId;
use tidegate_core::item::ContentClass;
use tidegate_law::{Book, Words};

use super::duties::table;
use super::office::{Acting, at_desk, not_done};
use super::remote::Remote;
use super::{Exit, Failure, Globals, Terminal, usage};
use crate::errand::{Errand, purpose};
use crate::say::cased::CaseTold;
use crate::say::happened::{Happened, phase, since, when};
use crate::say::instant;
use crate::say::source::source;
use crate::words::Voice;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "CASE")]
    case: String,
    #[arg(long, value_name = "TEXT")]
    purpose: Option<String>,
    #[command(flatten)]
    acting: Acting,
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let book = globals.book()?;
    let (told, zone) = match Remote::of(globals, terminal)? {
        Some(remote) => remote.case(&arguments.case, arguments.purpose.as_deref())?,
        None => at_desk(globals, &book, async |desk| {
            let actor = arguments.acting.member();
            let errand = Errand { desk, book: &book, actor: &actor };
            let purpose = purpose(arguments.purpose.as_deref()).map_err(not_done)?;
            let told = errand.case(&arguments.case, purpose).await;
            Ok((told.map_err(not_done)?, desk.office().zone.rules()))
        })?,
    };
    if terminal.json {
        terminal.json(&told)?;
        return Ok(Exit::Done);
    }
    // The record is the case: what the commands say of it is built from what was told.
    let case = Case::replay(told.record.iter().cloned()).map_err(usage)?;
    show(&book, &case, &told, &zone, terminal)?;
    Ok(Exit::Done)
}

fn show(
    book: &Book,
    case: &Case,
    told: &CaseTold,
    zone: &TimeZone,
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    let words = [
        ("handle", told.handle.as_str().into()),
        ("phase", terminal.say(phase(&told.phase)).into()),
        ("at", instant(told.at, zone).into()),
    ];
    let title = terminal.with("case-title", words);
    terminal.title(&title)?;
    terminal.line(&format!("  {}", told.case))?;
    if let Some(handle) = &told.same_as {
        let line = terminal.with("report-again", [("handle", handle.as_str().into())]);
        terminal.paragraph(&line, 2)?;
    }
    people(case, told, terminal)?;
    content(book, told, zone, terminal)?;
    section("case-duties", terminal)?;
    table(&told.duties, zone, terminal)?;
    section("case-time-line", terminal)?;
    let voice = Voice::of(terminal.language());
    let ids = told.parties.iter().map(|party| party.id);
    let called: Vec<(PartyId, Words)> = ids.zip(told.called.iter().cloned()).collect();
    let happened = Happened { book, case, called: &called, voice: &voice };
    let rows: Vec<Vec<String>> = told
        .record
        .iter()
        .map(|one| {
            vec![
                one.seq.to_string(),
                when(&one.occurred, zone),
                happened.line(&one.event),
                source(&one.source, &terminal.voice),
                source(&one.actor.to_string(), &terminal.voice),
            ]
        })
        .collect();
    let heads = ["head-number", "head-when", "head-what", "head-source", "head-recorded-by"];
    terminal.table(&heads, &rows)?;
    let words = [
        ("events", told.log.events.into()),
        ("log", told.log.origin.as_str().into()),
        ("size", told.log.size.into()),
    ];
    let line = terminal.with("case-log", words);
    terminal.paragraph(&line, 0)
}

fn section(id: &str, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let title = match id {
        "case-duties" => terminal.say("case-duties"),
        "case-time-line" => terminal.say("case-time-line"),
        "case-parties" => terminal.say("case-parties"),
        "case-content" => terminal.say("case-content"),
        "case-facts" => terminal.say("case-facts"),
        "asserted-title" => terminal.say("asserted-title"),
        _ => terminal.say("case-knows"),
    };
    terminal.line("")?;
    terminal.title(&title)
}

fn people(case: &Case, told: &CaseTold, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    section("case-parties", terminal)?;
    let language = terminal.language();
    let rows: Vec<Vec<String>> = told
        .parties
        .iter()
        .enumerate()
        .map(|(place, party)| {
            let called = told.called.get(place).map(|name| name.in_language(language));
            let roles: Vec<&str> = party.roles.iter().map(|role| role.as_str()).collect();
            let place = party.established.map(|place| place.code().to_owned());
            let makes = case.products().filter(|product| product.providers.contains(&party.id));
            let makes: Vec<&str> = makes.map(|product| product.name.as_str()).collect();
            vec![
                called.unwrap_or(&party.name).to_owned(),
                roles.join(", "),
                place.unwrap_or_else(|| "?".to_owned()),
                makes.join(", "),
            ]
        })
        .collect();
    terminal.table(&["head-party", "head-roles", "head-place", "head-provides"], &rows)?;
    for product in &told.products {
        let markets: Vec<String> =
            product.supplies.iter().map(|supply| supply.into.code().to_owned()).collect();
        let ids: Vec<String> = [
            product.purl.as_ref().map(ToString::to_string),
            product.cpe.as_ref().map(ToString::to_string),
        ]
        .into_iter()
        .flatten()
        .collect();
        let words = [
            ("product", product.name.as_str().into()),
            ("markets", if markets.is_empty() { "?".into() } else { markets.join(", ").into() }),
            ("ids", ids.join(" ").into()),
        ];
        let line = terminal.with("case-product", words);
        terminal.paragraph(&line, 2)?;
    }
    Ok(())
}

fn content(
    book: &Book,
    told: &CaseTold,
    zone: &TimeZone,
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    let language = terminal.language();
    let class = |class: ContentClass| {
        crate::say::told::class_name(book, class).in_language(language).to_owned()
    };
    let state = |word: &str| {
        crate::say::told::value_name(book, "disclosure", word).in_language(language).to_owned()
    };
    section("case-content", terminal)?;
    let rows: Vec<Vec<String>> = told
        .items
        .iter()
        .map(|item| {
            let mut shown = state(&item.disclosure);
            if let Some(perhaps) = &item.perhaps {
                shown = format!("{shown} / {}?", state(perhaps));
            }
            let product = item.product.clone().unwrap_or_default();
            vec![class(item.class), product, shown, item.item.clone()]
        })
        .collect();
    terminal.table(&["head-content", "head-product", "head-disclosure", "head-id"], &rows)?;
    section("case-facts", terminal)?;
    let rows: Vec<Vec<String>> = told
        .facts
        .iter()
        .map(|fact| {
            let said = fact.said.in_language(language);
            let fact_value = format!("{said}\n{} = {}", fact.fact, fact.value);
            vec![fact_value, since(&fact.occurred, zone), source(&fact.source, &terminal.voice)]
        })
        .collect();
    if rows.is_empty() {
        let line = terminal.say("case-no-facts");
        terminal.paragraph(&line, 2)?;
    } else {
        terminal.table(&["head-fact", "head-when", "head-source"], &rows)?;
    }
    if !told.asserted.is_empty() {
        section("asserted-title", terminal)?;
    }
    for one in &told.asserted {
        let remedy = crate::say::asserted::remedy(one, &told.handle, &terminal.voice);
        let line = format!("- {} {remedy}", one.words.in_language(language));
        terminal.paragraph(&line, 2)?;
    }
    section("case-knows", terminal)?;
    let mut seen: Vec<String> = Vec::new();
    for known in &told.knows {
        let words = [
            ("who", known.who.in_language(language).to_owned().into()),
            ("content", class(known.class).into()),
            ("since", since(&known.since, zone).into()),
        ];
        let line = terminal.with("case-known", words);
        if !seen.contains(&line) {
            terminal.paragraph(&format!("- {line}"), 2)?;
            seen.push(line);
        }
    }
    Ok(())
}

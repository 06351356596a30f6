//! `tidegate case ID`: everything on record of a case but the content itself.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;
use tidegate_core::case::Case;
use tidegate_core::event::Recorded;
use tidegate_core::gate;
use tidegate_core::item::ContentClass;
use tidegate_core::ledger::{Knowledge, Ledger};
use tidegate_core::party::Party;
use tidegate_core::product::Product;
use tidegate_law::{Book, Language};

use super::duties::table;
use super::office::{Acting, at_desk, failed, open_case};
use super::{Exit, Failure, Globals, Terminal};
use crate::clocks::owed;
use crate::say::happened::{Happened, phase, since, started, when};
use crate::say::instant;
use crate::say::owed::{DutiesTold, StartTold, duties};
use crate::words::Voice;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "CASE")]
    case: String,
    #[command(flatten)]
    acting: Acting,
}

/// A case as it is shown.
#[derive(Serialize)]
struct Told {
    version: u32,
    case: String,
    handle: String,
    phase: &'static str,
    at: Timestamp,
    /// The earlier case with a report of the same words.
    same_as: Option<String>,
    parties: Vec<Party>,
    products: Vec<Product>,
    items: Vec<ItemTold>,
    facts: Vec<FactTold>,
    knows: Vec<KnowsTold>,
    duties: DutiesTold,
    /// The record, event by event; content is never in it.
    record: Vec<Recorded>,
    log: LogTold,
}

/// A piece of content by its clear envelope.
#[derive(Serialize)]
struct ItemTold {
    item: String,
    class: ContentClass,
    product: Option<String>,
    digest: String,
    disclosure: &'static str,
    /// The state that may have been reached, where only an interval is known.
    perhaps: Option<&'static str>,
    confidential: bool,
    erased: bool,
}

/// What is known of a fact.
#[derive(Serialize)]
struct FactTold {
    about: String,
    fact: String,
    value: String,
    said: tidegate_law::Words,
    occurred: StartTold,
    recorded: Timestamp,
    source: String,
}

/// That somebody knows something.
#[derive(Serialize)]
struct KnowsTold {
    who: tidegate_law::Words,
    class: ContentClass,
    since: StartTold,
}

/// Where the log stands.
#[derive(Serialize)]
struct LogTold {
    origin: String,
    size: u64,
    events: u64,
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let book = globals.book()?;
    let (case, told, zone) = at_desk(globals, &book, async |desk| {
        let actor = arguments.acting.member();
        let case = open_case(desk, &actor, &arguments.case, "showing the case").await?;
        let at = desk.now();
        let adoption = gate::adoption_of(desk.office(), at);
        let mut owed = owed(&book, &adoption, &case, at);
        owed.retain(|one| one.duty.live());
        let asked = gate::Desk { book: &book, adoption: &adoption };
        let head = desk.head().await.map_err(failed)?;
        let log = LogTold {
            origin: desk.log().origin().to_string(),
            size: head.map_or(0, |head| head.size),
            events: case.version(),
        };
        let duties = duties(&asked, &case, &owed, at);
        let mut told = told(&book, &case, duties, log, at);
        let again = desk.same_report(case.id()).await.map_err(failed)?;
        told.same_as = again.map(|again| again.handle);
        Ok((case, told, desk.office().zone.rules()))
    })?;
    if terminal.json {
        terminal.json(&told)?;
    } else {
        show(&book, &case, &told, &zone, terminal)?;
    }
    Ok(Exit::Done)
}

fn told(book: &Book, case: &Case, duties: DutiesTold, log: LogTold, at: Timestamp) -> Told {
    let voices = (Voice::of(Language::English), Voice::of(Language::Chinese));
    let english = Happened { book, case, voice: &voices.0 };
    let chinese = Happened { book, case, voice: &voices.1 };
    let item = |record: &tidegate_core::case::ItemRecord| {
        let state = record.disclosure_as_of(at);
        ItemTold {
            item: record.item.id.to_string(),
            class: record.item.class,
            product: record.item.product.map(|id| english.product(id)),
            digest: record.item.digest.to_string(),
            disclosure: state.settled.as_str(),
            perhaps: state.certain().is_none().then_some(state.possible.as_str()),
            confidential: record.item.confidential,
            erased: record.erased,
        }
    };
    let mut facts = Vec::new();
    for (about, fact, history) in case.facts() {
        let Some(last) = history.last() else { continue };
        let Some(value) = &last.value else { continue };
        facts.push(FactTold {
            about: english.subject(about).unwrap_or_default(),
            fact: fact.to_string(),
            value: value.to_string(),
            said: tidegate_law::Words {
                en: english.fact(about, fact, value),
                zh: chinese.fact(about, fact, value),
            },
            occurred: started(&last.occurred),
            recorded: last.recorded,
            source: last.source.clone(),
        });
    }
    let ledger = Ledger::of(case, &gate::onward(book));
    let knows = |knowledge: &Knowledge, class| KnowsTold {
        who: crate::say::told::party_name(case, &knowledge.who, book),
        class,
        since: started(&knowledge.since),
    };
    Told {
        version: 1,
        case: case.id().to_string(),
        handle: case.label().to_owned(),
        phase: case.phase().as_str(),
        at,
        same_as: None,
        parties: case.parties().cloned().collect(),
        products: case.products().cloned().collect(),
        items: case.items().map(item).collect(),
        facts,
        knows: case
            .items()
            .flat_map(|record| {
                let class = record.item.class;
                ledger.who_knows(record.item.id).map(move |known| knows(known, class))
            })
            .collect(),
        duties,
        record: case.record().to_vec(),
        log,
    }
}

fn show(
    book: &Book,
    case: &Case,
    told: &Told,
    zone: &TimeZone,
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    let words = [
        ("handle", told.handle.as_str().into()),
        ("phase", terminal.say(phase(told.phase)).into()),
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
    let happened = Happened { book, case, voice: &voice };
    let rows: Vec<Vec<String>> = told
        .record
        .iter()
        .map(|one| {
            vec![
                one.seq.to_string(),
                when(&one.occurred, zone),
                happened.line(&one.event),
                one.source.clone(),
                one.actor.to_string(),
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
        _ => terminal.say("case-knows"),
    };
    terminal.line("")?;
    terminal.title(&title)
}

fn people(case: &Case, told: &Told, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    section("case-parties", terminal)?;
    let rows: Vec<Vec<String>> = told
        .parties
        .iter()
        .map(|party| {
            let roles: Vec<&str> = party.roles.iter().map(|role| role.as_str()).collect();
            let place = party.established.map(|place| place.code().to_owned());
            let makes = case.products().filter(|product| product.providers.contains(&party.id));
            let makes: Vec<&str> = makes.map(|product| product.name.as_str()).collect();
            vec![
                party.name.clone(),
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
    told: &Told,
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
            let mut shown = state(item.disclosure);
            if let Some(perhaps) = item.perhaps {
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
            vec![fact_value, since(&fact.occurred, zone), fact.source.clone()]
        })
        .collect();
    if rows.is_empty() {
        let line = terminal.say("case-no-facts");
        terminal.paragraph(&line, 2)?;
    } else {
        terminal.table(&["head-fact", "head-when", "head-source"], &rows)?;
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

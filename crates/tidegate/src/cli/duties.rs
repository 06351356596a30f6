//! `tidegate duties [CASE]`: who owes what to whom by when, with live clocks.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;
use tidegate_core::case::Case;
use tidegate_core::gate::{self, OwedBy};
use tidegate_core::office::Office;
use tidegate_core::scene::{Keeping, Teller};
use tidegate_law::{Book, DutyInstance, DutyState, Force, Language, Owed};

use super::office::{Acting, at_desk, failed, open_case};
use super::{Exit, Failure, Globals, Terminal, input, usage};
use crate::clocks::owed;
use crate::desk::Desk;
use crate::say::duty::{self, runs};
use crate::say::owed::{DutiesTold, DutyTold, duties as told_of};
use crate::say::{id, instant};
use crate::telling::draw;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "CASE")]
    case: Option<String>,
    #[arg(long, value_name = "PARTY")]
    party: Option<String>,
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    #[arg(long)]
    all: bool,
    #[arg(long)]
    explain: bool,
    #[command(flatten)]
    acting: Acting,
}

/// The duties of one case.
#[derive(Serialize)]
struct OfCase {
    case: String,
    handle: String,
    /// How many were left out because they are met or their clock has not started.
    left_out: usize,
    duties: DutiesTold,
}

/// The duties of every case asked about.
#[derive(Serialize)]
struct Told {
    version: u32,
    at: Timestamp,
    cases: Vec<OfCase>,
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let book = globals.book()?;
    let (told, zone) = at_desk(globals, &book, async |desk| {
        let zone = desk.office().zone.clone();
        let at = match &arguments.at {
            Some(text) => input::instant(text, zone.name())?,
            None => desk.now(),
        };
        let mut told = Told { version: 1, at, cases: Vec::new() };
        let adoption = gate::adoption_of(desk.office(), at);
        for case in cases(arguments, desk).await? {
            let mut owed = asked(arguments, &book, desk.office(), &case, at)?;
            let found = owed.len();
            owed.retain(|one| arguments.all || one.duty.live() || waits(&book, &one.duty));
            let desk = gate::Desk { book: &book, adoption: &adoption };
            told.cases.push(OfCase {
                case: case.id().to_string(),
                handle: case.label().to_owned(),
                left_out: found - owed.len(),
                duties: told_of(&desk, &case, &owed, at),
            });
        }
        Ok((told, zone.rules()))
    })?;
    if terminal.json {
        terminal.json(&told)?;
    } else if arguments.explain {
        explain(&told, &zone, terminal)?;
    } else {
        show(&told, &zone, terminal)?;
    }
    Ok(Exit::Done)
}

async fn cases(arguments: &Arguments, desk: &Desk) -> Result<Vec<Case>, Failure> {
    let actor = arguments.acting.member();
    let purpose = "asking for duties";
    if let Some(name) = &arguments.case {
        return Ok(vec![open_case(desk, &actor, name, purpose).await?]);
    }
    let mut cases = Vec::new();
    for row in super::cases::rows(desk, usize::MAX).await? {
        if row.state != "erased" {
            cases.push(desk.open_case(&actor, row.case, purpose).await.map_err(failed)?);
        }
    }
    Ok(cases)
}

fn asked(
    arguments: &Arguments,
    book: &Book,
    office: &Office,
    case: &Case,
    at: Timestamp,
) -> Result<Vec<OwedBy>, Failure> {
    let adoption = gate::adoption_of(office, at);
    let zone = office.zone.rules();
    let teller = Teller { book, case, zone: &zone, keeping: Keeping::Case(&draw) };
    let only = match (&arguments.party, &arguments.case) {
        (Some(name), Some(_)) => Some(teller.party(name).map_err(usage)?.id),
        // Over all cases, a party that a case does not have owes nothing there.
        (Some(name), None) => match teller.party(name) {
            Ok(party) => Some(party.id),
            Err(_) => return Ok(Vec::new()),
        },
        (None, _) => None,
    };
    let mut owed = owed(book, &adoption, case, at);
    owed.retain(|one| only.is_none_or(|id| one.bearer == id));
    Ok(owed)
}

/// The first due time of a live duty that is owed or may be owed, by law or house rule.
pub(super) fn next(owed: &[OwedBy]) -> Option<&OwedBy> {
    owed.iter().find(|one| {
        let counts = matches!(one.duty.force, Force::Binding | Force::House);
        counts && one.duty.live() && one.duty.when.deadline().is_some()
    })
}

/// Whether a duty with a number is surely owed and waits only for the event that starts its clock: left
/// out, nobody would know that the clock can start.
fn waits(book: &Book, duty: &DutyInstance) -> bool {
    let numbered = book.rule(&duty.rule).and_then(|rule| rule.duty.as_ref()?.within).is_some();
    numbered && duty.state == DutyState::NotStarted && duty.owed == Owed::Yes
}

fn show(told: &Told, zone: &TimeZone, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    if told.cases.is_empty() {
        let line = terminal.say("cases-none");
        return terminal.line(&line);
    }
    for of in &told.cases {
        let count = runs(&of.duties.duties).count();
        let words = [
            ("handle", of.handle.as_str().into()),
            ("count", count.into()),
            ("at", instant(told.at, zone).into()),
        ];
        let title = terminal.with("duties-of-case", words);
        terminal.title(&title)?;
        table(&of.duties, zone, terminal)?;
        if of.left_out > 0 {
            let line = terminal.with("duties-left-out", [("count", of.left_out.into())]);
            terminal.paragraph(&line, 0)?;
        }
        terminal.line("")?;
    }
    let zone = zone.iana_name().unwrap_or("UTC").to_owned();
    let line = terminal.with("duties-key", [("zone", zone.into())]);
    terminal.paragraph(&line, 0)
}

/// A table of duties, in the order given.
pub(super) fn table(
    told: &DutiesTold,
    zone: &TimeZone,
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    if told.duties.is_empty() {
        let line = terminal.say("duties-none");
        return terminal.line(&line);
    }
    let rows: Vec<Vec<String>> =
        runs(&told.duties).filter_map(|group| row(group, told.at, zone, terminal)).collect();
    terminal.table(&["head-due", "head-bearer", "head-duty", "head-to", "head-state"], &rows)
}

/// One duty, with all to whom it is owed.
fn row(
    group: &[DutyTold],
    at: Timestamp,
    zone: &TimeZone,
    terminal: &Terminal<'_>,
) -> Option<Vec<String>> {
    let told = group.first()?;
    let language = terminal.language();
    let due = due(told, at, zone, terminal);
    let mut what = format!(
        "{} · {}",
        told.rule.citation.in_language(language),
        told.rule.sentence.in_language(language)
    );
    if told.rule.force != Force::Binding {
        what = format!("[{}] {what}", terminal.say(id::force(told.rule.force)));
    }
    let mut state = terminal.say(id::state(told.state));
    if let Some(depends) = duty::depends(told, &terminal.voice) {
        state = format!("{state}\n{depends}");
    }
    let names: Vec<&str> = group
        .iter()
        .filter_map(|one| one.to.as_ref())
        .map(|to| to.words.in_language(language))
        .collect();
    let any = told.to.as_ref().is_some_and(|to| to.any_of);
    let to = match (names.is_empty(), any) {
        (true, _) => "–".to_owned(),
        (false, true) => terminal.with("duties-any", [("to", names.join("; ").into())]),
        (false, false) => names.join("; "),
    };
    let bearer = told.bearer.in_language(language).to_owned();
    Some(vec![due, bearer, what, to, state])
}

fn due(told: &DutyTold, at: Timestamp, zone: &TimeZone, terminal: &Terminal<'_>) -> String {
    let language = terminal.language();
    let done = matches!(told.state, DutyState::Met | DutyState::Late | DutyState::MetPerhapsLate);
    match (&told.due, &told.word, &told.keep_through) {
        (Some(due), _, _) => {
            let mut text = clock(due.strict, zone);
            if due.strict_at_the_latest != due.strict {
                let last = clock(due.strict_at_the_latest, zone);
                text =
                    terminal.with("due-between", [("first", text.into()), ("last", last.into())]);
            }
            if !done {
                text = format!("{text}\n{}", duty::left(due.strict, at, &terminal.voice));
            }
            if let Some(latest) = due.latest_arguable {
                let latest = clock(latest, zone);
                let latest = terminal.with("due-latest", [("latest", latest.into())]);
                text = format!("{text}\n{latest}");
            }
            text
        }
        (None, _, Some(day)) => terminal.with("duty-keep", [("day", day.to_string().into())]),
        (None, Some(word), None) => word.words.in_language(language).to_owned(),
        (None, None, None) => "–".to_owned(),
    }
}

/// An instant to the minute; the zone stands in the heading.
fn clock(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned_datetime(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
}

fn explain(told: &Told, zone: &TimeZone, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    for of in &told.cases {
        let title = terminal.with("duties-case", [("handle", of.handle.as_str().into())]);
        terminal.title(&title)?;
        duty::duties(&of.duties, &terminal.voice, zone).print(terminal)?;
        terminal.line("")?;
    }
    Ok(())
}

/// Whether a duty is owed for sure, for those who count.
pub(super) fn sure(owed: &OwedBy) -> bool {
    owed.duty.owed == Owed::Yes
}

/// The citation of a duty.
pub(super) fn cited(owed: &OwedBy, language: Language) -> &str {
    owed.duty.citation.in_language(language)
}

//! `tidegate duties [CASE]`: who owes what to whom by when, with live clocks.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use tidegate_law::{DutyState, Force};

use super::office::{Acting, at_desk, not_done};
use super::remote::Remote;
use super::tell::hinted;
use super::{Exit, Failure, Globals, Terminal};
use crate::errand::{Errand, Wanted};
use crate::say::duty::{self, runs};
use crate::say::listed::DutiesOfCases;
use crate::say::owed::{DutiesTold, DutyTold};
use crate::say::{id, instant};

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

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let wanted = Wanted {
        party: arguments.party.as_deref(),
        at: arguments.at.as_deref(),
        all: arguments.all,
    };
    let name = arguments.case.as_deref();
    let (told, zone) = match Remote::of(globals, terminal)? {
        Some(remote) => remote.duties(name, wanted)?,
        None => {
            let book = globals.book()?;
            at_desk(globals, &book, async |desk| {
                let actor = arguments.acting.member();
                let errand = Errand { desk, book: &book, actor: &actor };
                let told = errand.duties(name, wanted).await.map_err(not_done)?;
                Ok((told, desk.office().zone.rules()))
            })?
        }
    };
    if terminal.json {
        terminal.json(&told)?;
    } else if arguments.explain {
        explain(&told, &zone, terminal)?;
    } else {
        show(&told, &zone, terminal)?;
    }
    Ok(Exit::Done)
}

fn show(told: &DutiesOfCases, zone: &TimeZone, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    if told.behind {
        let line = terminal.say("duties-behind");
        terminal.complain(&line);
    }
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
        hinted(&of.duties.hints, &of.handle, terminal)?;
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
    for one in &told.asserted {
        state = format!("{state}\n{}", one.words.in_language(language));
    }
    for line in duty::settled(told, &terminal.voice, zone) {
        state = format!("{state}\n{line}");
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

fn explain(
    told: &DutiesOfCases,
    zone: &TimeZone,
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    for of in &told.cases {
        let title = terminal.with("duties-case", [("handle", of.handle.as_str().into())]);
        terminal.title(&title)?;
        duty::duties(&of.duties, &terminal.voice, zone).print(terminal)?;
        terminal.line("")?;
    }
    Ok(())
}

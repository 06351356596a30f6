//! `tidegate register`: every sale and other transfer of vulnerability information that is on record.

use super::office::{at_desk, failed};
use super::remote::Remote;
use super::{Exit, Failure, Globals, Terminal, usage};
use crate::follow::Left;
use crate::register;
use crate::register::kept::{Kind, Outcome};
use crate::say::happened::answered;
use crate::say::instant;
use crate::say::register::{
    Beside, Chosen, CountTold, RegisterTold, TransferTold, register as told_of,
};

/// How many cases are looked at before it is asked whether there are more.
const ROUND: u32 = 500;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(long, value_name = "YEAR")]
    year: Option<i16>,
    #[arg(long)]
    sales: bool,
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    #[arg(long, value_name = "OUTCOME")]
    outcome: Option<String>,
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let chosen = chosen(arguments, terminal)?;
    if let Some(remote) = Remote::of(globals, terminal)? {
        let (kind, outcome) = (arguments.kind.as_deref(), arguments.outcome.as_deref());
        let (told, zone) = remote.register(arguments.year, (arguments.sales, kind, outcome))?;
        return printed(&told, &zone, terminal);
    }
    let book = globals.book()?;
    let (told, zone) = at_desk(globals, &book, async |desk| {
        while register::round(desk, &book, ROUND).await.map_err(failed)? == Left::More {}
        let (at, zone) = (desk.now(), desk.office().zone.rules());
        let year = arguments.year.unwrap_or_else(|| at.to_zoned_datetime(zone.clone()).year());
        let entries = register::of_year(desk, year).await.map_err(failed)?;
        let erased = desk.erased().await.map_err(failed)?;
        let unread = register::unread(desk).await.map_err(failed)?;
        let beside = Beside { year, at, erased, unread, behind: false };
        Ok((told_of(&book, &entries, chosen, beside), zone))
    })?;
    printed(&told, &zone, terminal)
}

fn printed(
    told: &RegisterTold,
    zone: &jiff::tz::TimeZone,
    terminal: &mut Terminal<'_>,
) -> Result<Exit, Failure> {
    if terminal.json {
        terminal.json(told)?;
    } else {
        show(told, zone, terminal)?;
    }
    Ok(Exit::Done)
}

fn chosen(arguments: &Arguments, terminal: &Terminal<'_>) -> Result<Chosen, Failure> {
    let kind = one_of(arguments.kind.as_deref(), &Kind::ALL, Kind::word, |words| {
        terminal.with("register-no-kind", words)
    })?;
    let outcome = one_of(arguments.outcome.as_deref(), &Outcome::ALL, Outcome::word, |words| {
        terminal.with("register-no-outcome", words)
    })?;
    Ok(Chosen { sales: arguments.sales, kind, outcome })
}

fn one_of<T: Copy>(
    word: Option<&str>,
    all: &[T],
    named: fn(T) -> &'static str,
    unknown: impl Fn([(&'static str, fluent_bundle::FluentValue<'static>); 2]) -> String,
) -> Result<Option<T>, Failure> {
    let Some(word) = word else { return Ok(None) };
    let known: Vec<&str> = all.iter().map(|one| named(*one)).collect();
    let found = all.iter().copied().find(|one| named(*one) == word);
    let words = [("word", word.to_owned().into()), ("known", known.join(", ").into())];
    found.map(Some).ok_or_else(|| usage(unknown(words)))
}

fn show(
    told: &RegisterTold,
    zone: &jiff::tz::TimeZone,
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    let title = format!("{} {}", terminal.say("register-title"), told.year);
    terminal.title(&title)?;
    terminal.line("")?;
    for count in told.counts.iter().filter(|count| always(count) || count.all > 0) {
        let line = counted(count, terminal);
        terminal.paragraph(&line, 2)?;
    }
    terminal.line("")?;
    if told.transfers.is_empty() {
        let line = terminal.say("register-none");
        terminal.paragraph(&line, 0)?;
    } else {
        let heads = [
            "register-head-asked",
            "head-case",
            "register-head-act",
            "register-head-kind",
            "register-head-outcome",
            "register-head-grounds",
        ];
        let rows: Vec<Vec<String>> =
            told.transfers.iter().map(|one| cells(one, zone, terminal)).collect();
        terminal.table(&heads, &rows)?;
    }
    if told.unread > 0 {
        let line = terminal.with("register-unread", [("count", told.unread.into())]);
        terminal.paragraph(&line, 0)?;
    }
    let erased = terminal.with("register-erased", [("count", told.erased.into())]);
    let line = format!("{} {erased}", terminal.say("register-note"));
    terminal.paragraph(&line, 0)
}

/// What is counted even where there is none: transfers to police and intelligence bodies.
fn always(count: &CountTold) -> bool {
    matches!(count.kind, Kind::Police | Kind::Intelligence) || count.passed_on > 0
}

fn counted(count: &CountTold, terminal: &Terminal<'_>) -> String {
    let outcomes = count.by_outcome.iter().filter(|(_, count)| *count > 0);
    let mut parts: Vec<(usize, &str)> =
        outcomes.map(|(outcome, count)| (*count, outcome.message())).collect();
    if count.passed_on > 0 {
        parts.push((count.passed_on, "register-head-passed-on"));
    }
    let parts: Vec<String> = parts
        .into_iter()
        .map(|(count, message)| {
            let words = [("count", count.into()), ("outcome", terminal.say(message).into())];
            terminal.with("register-one-counted", words)
        })
        .collect();
    let counts =
        if parts.is_empty() { "0".to_owned() } else { parts.join(&terminal.say("list-comma")) };
    let kind = terminal.say(count.kind.message());
    terminal.with("register-counted", [("kind", kind.into()), ("counts", counts.into())])
}

fn cells(one: &TransferTold, zone: &jiff::tz::TimeZone, terminal: &Terminal<'_>) -> Vec<String> {
    let language = terminal.language();
    let pick = |words: &tidegate_law::Words| words.in_language(language).to_owned();
    let content: Vec<String> = one.content.iter().map(pick).collect();
    let content = match content.is_empty() {
        true => terminal.say("register-no-content"),
        false => content.join(&terminal.say("list-comma")),
    };
    let by = terminal.say(one.by.message());
    let mut recipient = format!("{}\n{}", pick(&one.recipient), terminal.say(one.kind.message()));
    for onward in &one.onward {
        let basis = [("basis", onward.basis.as_str().into())];
        let line = terminal.with("register-onward", basis);
        recipient = format!("{recipient}\n{line} {}", pick(&onward.recipient));
    }
    let mut outcome = terminal.say(one.outcome.message());
    if let (Outcome::Open, Some(answer)) = (one.outcome, one.answer) {
        outcome = format!("{outcome}: {}", terminal.say(answered(answer)));
    }
    let mut grounds: Vec<String> = one.rules.iter().map(|rule| pick(&rule.citation)).collect();
    if one.no_need {
        grounds.push(terminal.say("register-no-need"));
    }
    vec![
        instant(one.at, zone),
        one.handle.clone(),
        format!("{by}: {}\n{content}", pick(&one.act.words)),
        recipient,
        outcome,
        grounds.join("\n"),
    ]
}

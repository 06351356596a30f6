//! `tidegate replay FILE…`: time lines of others through clocks and gate, as the law of each day had it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::Serialize;
use tidegate_law::{Adoption, Book, FactName, Force, Language, Names, Words};

use super::progress::Progress;
use super::{Exit, Failure, Globals, Terminal, input, usage};
use crate::replay::record::{self, BadRecord, Record};
use crate::replay::{
    DutyFound, DutyStanding, FlowFound, FlowStanding, Replayed, Tally, adoption, replay,
};
use crate::say::Basis;

/// The columns of a title in the list.
const TITLE: usize = 34;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    #[arg(long = "case", value_name = "ID")]
    case: Option<String>,
}

/// The last line of the JSON form.
#[derive(Serialize)]
struct Summary<'t> {
    version: u32,
    summary: &'t Tally,
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let book = globals.book()?;
    let adoption = adoption(&book);
    let mut tally = Tally::new();
    let records = read(&arguments.files, arguments.case.as_deref(), &mut tally)?;
    if let (Some(id), true) = (&arguments.case, records.is_empty()) {
        return Err(usage(terminal.with("replay-no-case", [("id", id.clone().into())])));
    }
    let mut progress = Progress::new(records.len());
    for (file, place, record) in &records {
        progress.step();
        match replay(&book, &adoption, record) {
            Ok(replayed) => {
                tally.add(&replayed);
                progress.aside(|| shown(&book, terminal, &replayed, arguments.case.is_some()))?;
            }
            Err(why) => tally.bad.push(BadRecord {
                file: file.clone(),
                place: *place,
                id: Some(record.id.clone()),
                why,
            }),
        }
    }
    progress.done();
    if terminal.json {
        return json(terminal, &Summary { version: 1, summary: &tally }).map(|()| Exit::Done);
    }
    if arguments.case.is_none() {
        summary(terminal, &tally)?;
    }
    bad(terminal, &tally.bad)?;
    Ok(Exit::Done)
}

/// A record with its file and its place there.
type Found = (String, usize, Record);

fn read(files: &[PathBuf], only: Option<&str>, tally: &mut Tally) -> Result<Vec<Found>, Failure> {
    let mut records = Vec::new();
    for path in files {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let read = record::read(&name, &input::bytes(Path::new(path))?).map_err(usage)?;
        if only.is_none() {
            tally.bad.extend(read.bad);
        }
        let wanted = |record: &Record| only.is_none_or(|id| record.id == id);
        let found = read.records.into_iter().filter(|(_, record)| wanted(record));
        records.extend(found.map(|(place, record)| (name.clone(), place, record)));
    }
    Ok(records)
}

fn shown(
    book: &Book,
    terminal: &mut Terminal<'_>,
    replayed: &Replayed,
    whole: bool,
) -> Result<(), Failure> {
    if terminal.json {
        return json(terminal, replayed);
    }
    if whole { account(book, terminal, replayed) } else { line(terminal, replayed) }
}

/// One object on one line.
fn json(terminal: &mut Terminal<'_>, value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string(value)
        .map_err(|error| Failure::Fault(anyhow::Error::new(error).context("writing JSON")))?;
    terminal.text(&format!("{text}\n"))
}

/// A case in one line: what the law of the day said of its flows, and what became of its binding duties.
fn line(terminal: &mut Terminal<'_>, replayed: &Replayed) -> Result<(), Failure> {
    let mut flows: BTreeMap<FlowStanding, usize> = BTreeMap::new();
    for flow in &replayed.flows {
        *flows.entry(flow.standing).or_default() += 1;
    }
    let mut duties: BTreeMap<DutyStanding, usize> = BTreeMap::new();
    for duty in replayed.duties.iter().filter(|duty| duty.force == Force::Binding) {
        *duties.entry(duty.standing).or_default() += 1;
    }
    let counted = |list: Vec<(String, usize)>| {
        let list: Vec<String> =
            list.iter().map(|(word, count)| format!("{word} {count}")).collect();
        if list.is_empty() { "–".to_owned() } else { list.join(", ") }
    };
    let flows = counted(flows.iter().map(|(one, n)| (terminal.say(flow_word(*one)), *n)).collect());
    let duties =
        counted(duties.iter().map(|(one, n)| (terminal.say(duty_word(*one)), *n)).collect());
    let title: String = replayed.title.chars().take(TITLE).collect();
    let arguments = [
        ("id", replayed.id.clone().into()),
        ("title", title.into()),
        ("flows", flows.into()),
        ("duties", duties.into()),
    ];
    let line = terminal.with("replay-line", arguments);
    terminal.line(&line)
}

/// The whole account of a case.
fn account(book: &Book, terminal: &mut Terminal<'_>, replayed: &Replayed) -> Result<(), Failure> {
    terminal.title(&format!("{}  {}", replayed.id, replayed.title))?;
    let days = [("events", replayed.events.into()), ("days", replayed.days.into())];
    let text = terminal.with("replay-days", days);
    terminal.paragraph(&text, 2)?;
    terminal.line("")?;
    for happened in &replayed.told {
        terminal
            .paragraph(&format!("{}  {}  {}", happened.when, happened.event, happened.text), 2)?;
    }
    terminal.line("")?;
    let title = terminal.say("replay-flows");
    terminal.title(&title)?;
    for flow in &replayed.flows {
        flow_account(book, terminal, flow)?;
    }
    terminal.line("")?;
    let title = terminal.say("replay-duties");
    terminal.title(&title)?;
    for duty in &replayed.duties {
        duty_account(book, terminal, duty)?;
    }
    terminal.line("")?;
    let text = terminal.say("replay-how");
    terminal.paragraph(&text, 2)
}

fn flow_account(book: &Book, terminal: &mut Terminal<'_>, flow: &FlowFound) -> Result<(), Failure> {
    let standing = terminal.say(flow_word(flow.standing));
    let arguments = [
        ("when", flow.when.clone().into()),
        ("event", flow.event.clone().into()),
        ("from", flow.from.clone().into()),
        ("to", flow.to.clone().into()),
        ("standing", standing.into()),
    ];
    let text = terminal.with("replay-flow", arguments);
    terminal.paragraph(&text, 2)?;
    if !flow.citations.is_empty() {
        let list = flow.citations.iter().map(|words| said(words, terminal.language()));
        let text = list.collect::<Vec<_>>().join(", ");
        let text = terminal.with("replay-citations", [("list", text.into())]);
        terminal.paragraph(&text, 6)?;
    }
    unknown(book, terminal, &flow.unknown)
}

fn duty_account(book: &Book, terminal: &mut Terminal<'_>, duty: &DutyFound) -> Result<(), Failure> {
    let language = terminal.language();
    let binding = match duty.force {
        Force::Binding => "replay-binding",
        Force::Recommended | Force::Norm => "replay-encouraged",
        Force::House => "replay-house",
    };
    let arguments = [
        ("bearer", duty.bearer.clone().into()),
        ("citation", said(&duty.citation, language).into()),
        ("words", said(&duty.words, language).into()),
        ("binding", terminal.say(binding).into()),
        ("standing", terminal.say(duty_word(duty.standing)).into()),
    ];
    let text = terminal.with("replay-duty", arguments);
    terminal.paragraph(&text, 2)?;
    if let Some((first, last)) = &duty.due {
        let arguments = [("first", first.clone().into()), ("last", last.clone().into())];
        let text = terminal.with("replay-due", arguments);
        terminal.paragraph(&text, 6)?;
    }
    unknown(book, terminal, &duty.unknown)
}

fn unknown(book: &Book, terminal: &mut Terminal<'_>, facts: &[String]) -> Result<(), Failure> {
    if facts.is_empty() {
        return Ok(());
    }
    let (adoption, names) = (Adoption::default(), Names::default());
    let basis = Basis { book, adoption: &adoption, at: Timestamp::UNIX_EPOCH, names: &names };
    let language = terminal.language();
    let said = facts
        .iter()
        .map(|fact| basis.unknown(&FactName::new(fact)).words.in_language(language).to_owned());
    let list = said.collect::<Vec<_>>().join(&terminal.say("list-and"));
    let text = terminal.with("replay-unknown", [("list", list.into())]);
    terminal.paragraph(&text, 6)
}

fn summary(terminal: &mut Terminal<'_>, tally: &Tally) -> Result<(), Failure> {
    let row = |what: String, count: usize| vec![what, count.to_string()];
    let mut rows = vec![
        row(terminal.say("replay-cases"), tally.cases),
        row(terminal.say("replay-events"), tally.events),
        row(terminal.say("replay-events-by-day"), tally.days),
        row(terminal.say("replay-undated"), tally.undated),
        row(terminal.say("replay-unmapped"), tally.unmapped.values().sum()),
        row(terminal.say("replay-bad"), tally.bad.len()),
    ];
    terminal.line("")?;
    terminal.table(&["replay-head-what", "replay-head-count"], &rows)?;
    rows.clear();
    for standing in FlowStanding::ALL {
        let count = tally.flows.get(&standing).copied().unwrap_or_default();
        rows.push(row(terminal.say(flow_word(standing)), count));
    }
    terminal.table(&["replay-head-flows", "replay-head-count"], &rows)?;
    let count = |counts: &BTreeMap<DutyStanding, usize>, standing: DutyStanding| {
        counts.get(&standing).copied().unwrap_or_default().to_string()
    };
    let rows: Vec<Vec<String>> = DutyStanding::ALL
        .into_iter()
        .map(|standing| {
            let word = terminal.say(duty_word(standing));
            vec![word, count(&tally.duties, standing), count(&tally.encouraged, standing)]
        })
        .collect();
    terminal
        .table(&["replay-head-duties", "replay-head-binding", "replay-head-encouraged"], &rows)?;
    let rows: Vec<Vec<String>> =
        tally.cited.iter().map(|(citation, count)| row(citation.clone(), *count)).collect();
    if !rows.is_empty() {
        terminal.table(&["replay-head-cited", "replay-head-count"], &rows)?;
    }
    for (kinds, id) in
        [(&tally.noted, "replay-noted-types"), (&tally.unmapped, "replay-unmapped-types")]
    {
        if !kinds.is_empty() {
            let list: Vec<String> =
                kinds.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
            let text = terminal.with(id, [("list", list.join(", ").into())]);
            terminal.paragraph(&text, 0)?;
        }
    }
    let text = terminal.say("replay-how");
    terminal.paragraph(&text, 0)
}

fn bad(terminal: &mut Terminal<'_>, bad: &[BadRecord]) -> Result<(), Failure> {
    for record in bad {
        let arguments = [
            ("file", record.file.clone().into()),
            ("place", record.place.into()),
            ("why", record.why.clone().into()),
        ];
        let text = terminal.with("replay-bad-record", arguments);
        terminal.line(&text)?;
    }
    Ok(())
}

fn said(words: &Words, language: Language) -> String {
    words.in_language(language).to_owned()
}

fn flow_word(standing: FlowStanding) -> &'static str {
    match standing {
        FlowStanding::NotForbidden => "replay-not-forbidden",
        FlowStanding::NotForbiddenIf => "replay-not-forbidden-if",
        FlowStanding::Unclear => "replay-unclear",
        FlowStanding::Conflict => "replay-conflict",
        FlowStanding::RefusedIf => "replay-refused-if",
        FlowStanding::Refused => "replay-refused",
    }
}

fn duty_word(standing: DutyStanding) -> &'static str {
    match standing {
        DutyStanding::Evidence => "replay-evidence",
        DutyStanding::OwedIf => "replay-owed-if",
        DutyStanding::NoEvidence => "replay-no-evidence",
        DutyStanding::Open => "replay-open",
    }
}

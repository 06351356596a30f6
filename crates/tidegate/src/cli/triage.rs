//! `tidegate triage CASE`: how severe a flaw is, how pressing, of which kind, and whether it is exploited.
//!
//! Without anything to do it shows what stands and what was recorded before. One thing is done at a time.

use jiff::tz::TimeZone;

use super::office::{Acting, at_desk, not_done};
use super::remote::Remote;
use super::{Exit, Failure, Globals, Terminal, usage};
use crate::api::{ExploitationBody, PriorityBody, SeverityBody, WeaknessesBody};
use crate::errand::{Errand, Prioritising, Scoring, Seeing};
use crate::say::instant;
use crate::say::recorded::RecordedTold;
use crate::say::triage::TriageTold;
use crate::say::triage::selection::SelectionList;

#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("doing").args(
    ["score", "table", "weakness", "no_weakness", "exploitation", "selection"])))]
pub(super) struct Arguments {
    #[arg(value_name = "CASE")]
    case: String,
    #[arg(long, value_name = "VECTOR")]
    score: Option<String>,
    #[arg(long, value_name = "WHOSE", requires = "score")]
    view: Option<String>,
    #[arg(long, value_name = "TABLE")]
    table: Option<String>,
    #[arg(long, value_name = "POINT=VALUE", requires = "table")]
    answer: Vec<String>,
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    #[arg(long, value_name = "CWE")]
    weakness: Vec<String>,
    #[arg(long)]
    no_weakness: bool,
    #[arg(long, value_name = "STATUS")]
    exploitation: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "exploitation")]
    evidence: Option<String>,
    #[arg(long, value_name = "DAY", requires = "exploitation")]
    dated: Option<String>,
    #[arg(long, value_name = "CVE", requires = "exploitation")]
    catalogued: Option<String>,
    #[arg(long, requires = "exploitation")]
    establish: bool,
    #[arg(long, value_name = "NUMBER")]
    selection: Option<u64>,
    #[command(flatten)]
    acting: Acting,
}

/// What is asked for.
enum Doing {
    Score(SeverityBody),
    Prioritise(PriorityBody),
    Name(WeaknessesBody),
    See(ExploitationBody),
    Select(u64),
    Look,
}

/// What came of it.
enum Done {
    Recorded(RecordedTold),
    Selected(SelectionList),
    Looked(Box<TriageTold>, TimeZone),
}

impl Arguments {
    fn doing(&self, terminal: &Terminal<'_>) -> Result<Doing, Failure> {
        let reason = self.reason.clone();
        if let Some(vector) = self.score.clone() {
            return Ok(Doing::Score(SeverityBody { view: self.view.clone(), vector, reason }));
        }
        if let Some(table) = self.table.clone() {
            let mut answers = std::collections::BTreeMap::new();
            for text in &self.answer {
                let pair = text.split_once('=').ok_or_else(|| {
                    let words = [("written", text.as_str().into())];
                    usage(terminal.with("ask-no-pair", words))
                })?;
                answers.insert(pair.0.trim().to_owned(), pair.1.trim().to_owned());
            }
            return Ok(Doing::Prioritise(PriorityBody { table, answers, reason }));
        }
        if self.no_weakness || !self.weakness.is_empty() {
            return Ok(Doing::Name(WeaknessesBody { weaknesses: self.weakness.clone() }));
        }
        if let Some(status) = self.exploitation.clone() {
            return Ok(Doing::See(ExploitationBody {
                status,
                evidence: self.evidence.clone().unwrap_or_default(),
                dated: self.dated.clone(),
                catalogued: self.catalogued.clone(),
                establish: self.establish,
            }));
        }
        Ok(self.selection.map_or(Doing::Look, Doing::Select))
    }
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let doing = arguments.doing(terminal)?;
    let case = &arguments.case;
    let done = match Remote::of(globals, terminal)? {
        Some(remote) => match &doing {
            Doing::Score(body) => Done::Recorded(remote.severity(case, body)?),
            Doing::Prioritise(body) => Done::Recorded(remote.priority(case, body)?),
            Doing::Name(body) => Done::Recorded(remote.weaknesses(case, body)?),
            Doing::See(body) => Done::Recorded(remote.exploitation(case, body)?),
            Doing::Select(event) => Done::Selected(remote.selection(case, *event)?),
            Doing::Look => {
                let (told, zone) = remote.triage(case)?;
                Done::Looked(Box::new(told), zone)
            }
        },
        None => here(arguments, &doing, globals)?,
    };
    told(&done, terminal)?;
    Ok(Exit::Done)
}

fn here(arguments: &Arguments, doing: &Doing, globals: &Globals) -> Result<Done, Failure> {
    let (book, case) = (globals.book()?, &arguments.case);
    at_desk(globals, &book, async |desk| {
        let actor = arguments.acting.member();
        let errand = Errand { desk, book: &book, actor: &actor };
        let recorded = match doing {
            Doing::Score(body) => {
                let (view, reason) = (body.view.as_deref(), body.reason.as_deref());
                errand.score(case, Scoring { view, vector: &body.vector, reason }).await
            }
            Doing::Prioritise(body) => {
                let answers: Vec<(&str, &str)> =
                    body.answers.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
                let (table, reason) = (body.table.as_str(), body.reason.as_deref());
                errand.prioritise(case, Prioritising { table, answers: &answers, reason }).await
            }
            Doing::Name(body) => {
                let all: Vec<&str> = body.weaknesses.iter().map(String::as_str).collect();
                errand.name_weaknesses(case, &all).await
            }
            Doing::See(body) => {
                let seeing = Seeing {
                    status: &body.status,
                    evidence: &body.evidence,
                    dated: body.dated.as_deref(),
                    catalogued: body.catalogued.as_deref(),
                    establish: body.establish,
                };
                errand.see_exploitation(case, seeing).await
            }
            Doing::Select(event) => {
                let list = errand.selections(case, *event).await.map_err(not_done)?;
                return Ok(Done::Selected(list));
            }
            Doing::Look => {
                let (_, told) = errand.triage(case).await.map_err(not_done)?;
                return Ok(Done::Looked(Box::new(told), desk.office().zone.rules()));
            }
        };
        Ok(Done::Recorded(recorded.map_err(not_done)?))
    })
}

fn told(done: &Done, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    match done {
        // A list of selections has one form, for programs.
        Done::Selected(list) => terminal.json(list),
        Done::Recorded(told) if terminal.json => terminal.json(told),
        Done::Looked(told, _) if terminal.json => terminal.json(told),
        Done::Recorded(told) => {
            let words = [
                ("handle", told.handle.as_str().into()),
                ("leaf", told.events.first().map_or(0, |event| event.leaf).into()),
                ("size", told.size.into()),
            ];
            let line = terminal.with("triage-recorded", words);
            terminal.paragraph(&line, 0)
        }
        Done::Looked(told, zone) => looked(told, zone, terminal),
    }
}

fn looked(told: &TriageTold, zone: &TimeZone, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let language = terminal.language();
    let title = terminal.say("triage-title");
    terminal.title(&format!("{title} · {}", told.handle))?;
    let mut lines: Vec<String> =
        told.summary.iter().map(|one| one.in_language(language).to_owned()).collect();
    if lines.is_empty() && told.exploitation.stands.is_none() {
        lines.push(terminal.say("triage-none"));
    }
    if let Some(stands) = &told.exploitation.stands {
        let words = [("status", stands.words.in_language(language).to_owned().into())];
        lines.push(terminal.with("triage-exploitation-stands", words));
    }
    for one in &told.due {
        lines.push(format!("{} · {}", instant(one.due, zone), one.words.in_language(language)));
    }
    for one in &told.severities {
        lines.push(format!(
            "{} · {} · {} {} · {} · {}",
            one.recorded.event,
            instant(one.recorded.at, zone),
            one.score.written,
            one.score.vector,
            one.view.words.in_language(language),
            one.recorded.by
        ));
    }
    for one in &told.priorities {
        let path = one.path.iter().map(|step| {
            let point = step.point.words.in_language(language);
            format!("{point} {}", step.value.words.in_language(language))
        });
        let path: Vec<String> = path.collect();
        lines.push(format!(
            "{} · {} · {} → {}",
            one.recorded.event,
            one.name.in_language(language),
            path.join(" · "),
            one.outcome.words.in_language(language)
        ));
    }
    for one in &told.weaknesses {
        lines.push(format!("{} {}", one.id, one.name));
    }
    for one in &told.exploitation.seen {
        let day = one.dated.map(|day| day.to_string()).unwrap_or_default();
        let status = one.status.words.in_language(language);
        lines.push(format!("{} · {status} · {} {day}", one.recorded.event, one.evidence));
    }
    for line in lines {
        terminal.paragraph(&format!("- {}", line.trim_end()), 2)?;
    }
    Ok(())
}

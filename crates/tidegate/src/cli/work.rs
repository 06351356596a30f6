//! `tidegate work CASE`: the office's own work on a case: judge, close, assign, hold, number, tasks and links.
//!
//! Without anything to do it shows how the work stands. One thing is done at a time.

mod join;

use jiff::tz::TimeZone;
use tidegate_core::id::SessionId;

use super::office::{Acting, at_desk, not_done};
use super::remote::Remote;
use super::{Exit, Failure, Globals, Terminal};
use crate::errand::{Arranging, Errand, Judging};
use crate::say::instant;
use crate::say::join::JoinTold;
use crate::say::recorded::RecordedTold;
use crate::say::work::{JudgedTold, WorkTold};
use crate::telling::draw;

#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("doing").args(
    ["judge", "close", "assign", "take", "release", "queue", "unqueue", "hold", "resume", "number", "task", "tasks",
        "done", "link", "merge_into", "split"])))]
pub(super) struct Arguments {
    #[arg(value_name = "CASE")]
    case: String,
    #[arg(long, value_name = "CODE")]
    judge: Option<String>,
    #[arg(long, value_name = "CODE")]
    close: Option<String>,
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    #[arg(long, value_name = "CASE", requires = "judge")]
    duplicate_of: Option<String>,
    #[arg(long, value_name = "PART", requires = "judge")]
    missing: Vec<String>,
    #[arg(long, requires = "judge")]
    tell: bool,
    #[arg(long, value_name = "TEXT", requires = "judge")]
    answer: Option<String>,
    #[arg(long, value_name = "LOGIN")]
    assign: Option<String>,
    #[arg(long)]
    take: bool,
    #[arg(long)]
    release: bool,
    #[arg(long, value_name = "WORD")]
    queue: Option<String>,
    #[arg(long)]
    unqueue: bool,
    #[arg(long, value_name = "FOR", requires = "until")]
    hold: Option<String>,
    #[arg(long, value_name = "TIME")]
    until: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "hold")]
    note: Option<String>,
    #[arg(long)]
    resume: bool,
    #[arg(long, value_name = "TEXT")]
    number: Option<String>,
    #[arg(long, value_name = "PARTY", requires = "number")]
    of: Option<String>,
    #[arg(long, value_name = "TEXT")]
    task: Option<String>,
    #[arg(long, value_name = "WORD")]
    tasks: Option<String>,
    #[arg(long, value_name = "LOGIN")]
    who: Option<String>,
    #[arg(long, value_name = "NUMBER")]
    done: Option<u64>,
    #[arg(long, value_name = "CASE")]
    link: Option<String>,
    #[arg(long, value_name = "ID")]
    split: Vec<String>,
    #[arg(long, value_name = "CASE")]
    merge_into: Option<String>,
    #[arg(long)]
    weigh: bool,
    #[command(flatten)]
    acting: Acting,
}

/// What is asked for.
enum Doing<'a> {
    Judge(Judging<'a>),
    Close(&'a str),
    Arrange(Arranging<'a>),
    Weigh(Option<&'a str>, &'a [&'a str]),
    Look,
}

impl Arguments {
    fn doing<'a>(&'a self, missing: &'a [&'a str], own: &'a str) -> Doing<'a> {
        let arrange =
            |what| Arranging { what, until: self.until.as_deref(), ..Arranging::default() };
        if self.weigh && (self.merge_into.is_some() || !self.split.is_empty()) {
            return Doing::Weigh(self.merge_into.as_deref(), missing);
        }
        if let Some(code) = &self.judge {
            return Doing::Judge(Judging {
                code,
                reason: self.reason.as_deref(),
                duplicate_of: self.duplicate_of.as_deref(),
                missing,
                tell: self.tell,
                answer: self.answer.as_deref(),
            });
        }
        if let Some(code) = &self.close {
            return Doing::Close(code);
        }
        if let Some(login) = &self.assign {
            return Doing::Arrange(Arranging { who: Some(login), ..arrange("assign") });
        }
        if self.take {
            return Doing::Arrange(Arranging { who: Some(own), ..arrange("take") });
        }
        if self.queue.is_some() || self.unqueue {
            let text = self.queue.as_deref();
            return Doing::Arrange(Arranging { text, ..arrange("queue") });
        }
        if self.release {
            return Doing::Arrange(arrange("assign"));
        }
        if let Some(reason) = &self.hold {
            let (reason, text) = (Some(reason.as_str()), self.note.as_deref());
            return Doing::Arrange(Arranging { reason, text, ..arrange("hold") });
        }
        if self.resume {
            return Doing::Arrange(arrange("resume"));
        }
        if let Some(text) = &self.number {
            let (text, of) = (Some(text.as_str()), self.of.as_deref());
            return Doing::Arrange(Arranging { text, of, ..arrange("number") });
        }
        if let Some(text) = &self.task {
            let (text, who) = (Some(text.as_str()), self.who.as_deref());
            return Doing::Arrange(Arranging { text, who, ..arrange("task") });
        }
        if let Some(list) = &self.tasks {
            let (text, who) = (Some(list.as_str()), self.who.as_deref());
            return Doing::Arrange(Arranging { text, who, ..arrange("tasks") });
        }
        if self.done.is_some() {
            return Doing::Arrange(Arranging { task: self.done, ..arrange("done") });
        }
        if !self.split.is_empty() {
            let session = Some(SessionId::from_bytes(draw()));
            return Doing::Arrange(Arranging { chosen: missing, session, ..arrange("split") });
        }
        if let Some(other) = &self.merge_into {
            return Doing::Arrange(Arranging { other: Some(other), ..arrange("merge") });
        }
        match &self.link {
            Some(other) => Doing::Arrange(Arranging { other: Some(other), ..arrange("link") }),
            None => Doing::Look,
        }
    }
}

/// What came of it.
enum Done {
    Judged(Box<JudgedTold>),
    Recorded(RecordedTold),
    Weighed(Box<JoinTold>, TimeZone),
    Looked(Box<WorkTold>, TimeZone),
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    // A judgement says what is missing, and splitting what is split off; never both.
    let several = if arguments.split.is_empty() { &arguments.missing } else { &arguments.split };
    let missing: Vec<&str> = several.iter().map(String::as_str).collect();
    let own = arguments.acting.member().to_string();
    let doing = arguments.doing(&missing, &own);
    let case = &arguments.case;
    let done = match Remote::of(globals, terminal)? {
        Some(remote) => match doing {
            Doing::Judge(judging) => Done::Judged(Box::new(remote.judge(case, judging)?)),
            Doing::Close(code) => {
                Done::Recorded(remote.close(case, code, arguments.reason.as_deref())?)
            }
            Doing::Arrange(arranging) => Done::Recorded(remote.arrange(case, arranging)?),
            Doing::Weigh(other, chosen) => {
                let (told, zone) = remote.weigh_join(case, other, chosen)?;
                Done::Weighed(Box::new(told), zone)
            }
            Doing::Look => {
                let (told, zone) = remote.work(case)?;
                Done::Looked(Box::new(told), zone)
            }
        },
        None => here(arguments, doing, globals)?,
    };
    told(&done, terminal)?;
    Ok(Exit::Done)
}

fn here(arguments: &Arguments, doing: Doing<'_>, globals: &Globals) -> Result<Done, Failure> {
    let (book, case) = (globals.book()?, &arguments.case);
    at_desk(globals, &book, async |desk| {
        let actor = arguments.acting.member();
        let errand = Errand { desk, book: &book, actor: &actor };
        Ok(match &doing {
            Doing::Judge(judging) => {
                let session = SessionId::from_bytes(draw());
                let judged = errand.judge(case, *judging, session).await.map_err(not_done)?;
                Done::Judged(Box::new(errand.judged(judged)))
            }
            Doing::Close(code) => {
                let reason = arguments.reason.as_deref();
                Done::Recorded(errand.close(case, code, reason).await.map_err(not_done)?)
            }
            Doing::Arrange(arranging) => {
                Done::Recorded(errand.arrange(case, *arranging).await.map_err(not_done)?)
            }
            Doing::Weigh(other, chosen) => {
                let told = match other {
                    Some(other) => errand.weigh_merge(case, other).await,
                    None => errand.weigh_split(case, chosen).await,
                };
                Done::Weighed(Box::new(told.map_err(not_done)?), desk.office().zone.rules())
            }
            Doing::Look => {
                let (_, told) = errand.work(case).await.map_err(not_done)?;
                Done::Looked(Box::new(told), desk.office().zone.rules())
            }
        })
    })
}

fn told(done: &Done, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    match done {
        Done::Judged(told) if terminal.json => terminal.json(told),
        Done::Recorded(told) if terminal.json => terminal.json(told),
        Done::Looked(told, _) if terminal.json => terminal.json(told),
        Done::Weighed(told, _) if terminal.json => terminal.json(told),
        Done::Weighed(told, zone) => join::weighed(told, zone, terminal),
        Done::Judged(told) => {
            recorded(&told.recorded, terminal)?;
            let sent = told.replied.as_ref().map(|replied| replied.sent);
            match sent {
                Some(true) => line("work-told", terminal),
                Some(false) => line("work-held-back", terminal),
                None => Ok(()),
            }
        }
        Done::Recorded(told) => recorded(told, terminal),
        Done::Looked(told, zone) => looked(told, zone, terminal),
    }
}

fn line(id: &str, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let text = terminal.say(id);
    terminal.paragraph(&text, 0)
}

pub(super) fn recorded(told: &RecordedTold, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let leaf = told.events.first().map_or(0, |event| event.leaf);
    let words = [
        ("handle", told.handle.as_str().into()),
        ("leaf", leaf.into()),
        ("size", told.size.into()),
    ];
    let line = terminal.with("work-recorded", words);
    terminal.paragraph(&line, 0)
}

fn looked(told: &WorkTold, zone: &TimeZone, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let language = terminal.language();
    let title = terminal.say("work-title");
    terminal.title(&format!("{title} · {}", told.handle))?;
    let mut lines: Vec<String> = Vec::new();
    for one in &told.judgements {
        let words = one.words.in_language(language);
        lines.push(format!("{} · {} · {words}", instant(one.at, zone), one.by));
    }
    let assigned = told.assigned.clone().unwrap_or_else(|| terminal.say("work-nobody"));
    lines.push(format!("{} · {assigned}", terminal.say("work-assigned")));
    let queue = told.queue.clone().unwrap_or_else(|| terminal.say("queues-none"));
    lines.push(format!("{} · {queue}", terminal.say("work-queue")));
    if let Some(held) = &told.held {
        let words = [
            ("until", instant(held.until, zone).into()),
            ("reason", held.reason.words.in_language(language).to_owned().into()),
            ("note", held.note.clone().unwrap_or_default().into()),
        ];
        lines.push(terminal.with("work-held-line", words));
        lines.push(terminal.say("work-hold-note"));
    }
    for number in &told.numbers {
        lines.push(format!("{} · {}", number.name.in_language(language), number.reference));
    }
    for task in &told.tasks {
        let due = task.due.map(|due| instant(due, zone)).unwrap_or_default();
        let mark = if task.done.is_some() { "x" } else { " " };
        let who = task.who.clone().unwrap_or_default();
        lines.push(
            format!("[{mark}] {} {} {who} {due}", task.task, task.what).trim_end().to_owned(),
        );
    }
    for link in &told.links {
        lines.push(format!("{} {}", link.how.words.in_language(language), link.handle));
    }
    if let Some(report) = &told.report {
        let words = [
            ("has", report.has.len().into()),
            ("all", (report.has.len() + report.lacks.len()).into()),
        ];
        lines.push(terminal.with("work-report-count", words));
        for part in &report.lacks {
            lines.push(format!(
                "{} · {} · {}",
                terminal.say("work-lacks"),
                part.code,
                part.words.in_language(language)
            ));
        }
    }
    for one in &told.alike {
        let like = terminal.with("work-alike-line", [("likeness", one.likeness.into())]);
        lines.push(format!("{} · {like}", one.handle));
    }
    for line in lines {
        terminal.paragraph(&format!("- {line}"), 2)?;
    }
    Ok(())
}

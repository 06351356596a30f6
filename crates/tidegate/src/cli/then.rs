//! `tidegate then CASE`: why not earlier? The case as the office knew it at an instant, beside the case of today.

use jiff::tz::TimeZone;
use tidegate_law::Words;

use super::office::{Acting, at_desk, not_done};
use super::remote::Remote;
use super::{Exit, Failure, Globals, Terminal};
use crate::errand::{AskedThen, Errand};
use crate::say::duty::gathered;
use crate::say::happened::{phase, since};
use crate::say::instant;
use crate::say::text::heading;
use crate::say::then::{SituationTold, ThenTold};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "CASE")]
    case: String,
    #[arg(value_name = "QUESTION")]
    question: Option<String>,
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    #[command(flatten)]
    acting: Acting,
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let Arguments { case, question, at, acting } = arguments;
    let (at, question) = (at.as_deref(), question.as_deref());
    let (told, zone) = match Remote::of(globals, terminal)? {
        Some(remote) => remote.then(case, at, question)?,
        None => {
            let book = globals.book()?;
            at_desk(globals, &book, async |desk| {
                let actor = acting.member();
                let errand = Errand { desk, book: &book, actor: &actor };
                let asked = question.map_or(AskedThen::Nothing, AskedThen::Words);
                let (_, told) = errand.then(case, at, asked).await.map_err(not_done)?;
                Ok((told, desk.office().zone.rules()))
            })?
        }
    };
    if terminal.json {
        terminal.json(&told)?;
        return Ok(Exit::Done);
    }
    let line = terminal.with("then-lead", [("at", instant(told.at, &zone).into())]);
    terminal.title(&format!("{line} · {}", told.handle))?;
    later(&told, &zone, terminal)?;
    match &told.known {
        Some(known) => side("then-known", known, &zone, terminal)?,
        None => {
            let line = terminal.say("then-unknown");
            terminal.paragraph(&line, 0)?;
        }
    }
    side("then-today", &told.today, &zone, terminal)?;
    moments(&told, &zone, terminal)?;
    Ok(Exit::Done)
}

fn section(id: &str, lines: Vec<String>, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    if lines.is_empty() {
        return Ok(());
    }
    let title = terminal.say(id);
    terminal.paragraph(&title, 2)?;
    lines.iter().try_for_each(|line| terminal.paragraph(&format!("- {line}"), 4))
}

fn later(told: &ThenTold, zone: &TimeZone, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let language = terminal.language();
    let lines = told.only_later.iter().map(|one| {
        let words = [
            ("what", one.what.in_language(language).to_owned().into()),
            ("happened", since(&one.happened, zone).into()),
            ("recorded", instant(one.recorded, zone).into()),
        ];
        terminal.with("then-later-line", words)
    });
    let lines = lines.collect();
    section("then-later", lines, terminal)
}

fn side(
    title: &str,
    side: &SituationTold,
    zone: &TimeZone,
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    let (language, voice) = (terminal.language(), terminal.voice);
    let pick = |words: &Words| words.in_language(language).to_owned();
    terminal.line("")?;
    let (title, phase) = (voice.say(title), voice.say(phase(&side.phase)));
    terminal.title(&format!("{title} · {} · {phase}", instant(side.at, zone)))?;
    if let Some(told) = &side.answer {
        let (headline, line) = heading(told, &voice, zone);
        terminal.paragraph(&headline, 2)?;
        terminal.paragraph(&line, 2)?;
    }
    if let Some(why) = &side.unanswered {
        terminal.paragraph(&pick(why), 2)?;
    }
    let duties = gathered(&side.duties.duties).into_iter().map(|owed| {
        let (duty, rule) = (&owed.duty, pick(&owed.duty.rule.citation));
        let started = duty.started.as_ref().map(|start| since(start, zone));
        let started = started.map_or_else(
            || voice.say("then-not-started"),
            |at| voice.with("then-started", [("at", at.into())]),
        );
        let due = duty.due.as_ref().map(|due| instant(due.strict, zone));
        let due = due.map(|at| voice.with("then-due", [("at", at.into())]));
        let parts = [Some(rule), Some(pick(&duty.bearer)), Some(started), due];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    });
    let duties = duties.collect();
    section("then-duties", duties, terminal)?;
    let facts = side.facts.iter().map(|fact| {
        let words = [
            ("said", pick(&fact.said).into()),
            ("since", since(&fact.occurred, zone).into()),
            ("recorded", instant(fact.recorded, zone).into()),
        ];
        voice.with("then-fact", words)
    });
    let facts = facts.collect();
    section("then-facts", facts, terminal)?;
    let knows = side.knows.iter().map(|one| {
        let words = [
            ("who", pick(&one.who).into()),
            ("class", one.class.as_str().into()),
            ("since", since(&one.since, zone).into()),
        ];
        voice.with("then-knows", words)
    });
    let knows = knows.collect();
    section("then-ledger", knows, terminal)?;
    let law = side.house.iter().chain(&side.positions).cloned().collect();
    section("then-law", law, terminal)
}

fn moments(told: &ThenTold, zone: &TimeZone, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let language = terminal.language();
    terminal.line("")?;
    let lines = told.moments.iter().map(|one| {
        let word = terminal.say(if one.known { "then-was-known" } else { "then-happened" });
        format!("{} · {word} · {}", instant(one.at, zone), one.what.in_language(language))
    });
    let lines = lines.collect();
    section("then-moments", lines, terminal)
}

//! A question about a case that is kept: law and need to know. A question is free; `--record` puts it on the log.
//!
//! The case is opened for the question, and that opening is on the log; the question and its answer are not, unless
//! `--record` asks for it. What is recorded is confirmed by Cedar first: where the two engines differ, the flow is
//! refused and nothing is recorded.

use jiff::tz::TimeZone;
use tidegate_core::id::SessionId;

use super::{Arguments, beside, not_asked, print};
use crate::cli::office::at_desk;
use crate::cli::remote::Remote;
use crate::cli::{Exit, Failure, Globals, Terminal, usage};
use crate::errand::Errand;
use crate::keys::Random;
use crate::say::recorded::DecidedTold;

pub(super) fn ask(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let Some((name, question)) = named(&arguments.question) else {
        return Err(usage(terminal.say("ask-no-question")));
    };
    if arguments.record
        && (arguments.at.is_some() || !arguments.position.is_empty() || !arguments.house.is_empty())
    {
        return Err(usage(terminal.say("ask-record-alone")));
    }
    let remote = Remote::of(globals, terminal)?;
    if arguments.record {
        let (kept, zone) = match &remote {
            Some(remote) => remote.decide(&name, &question)?,
            None => {
                let book = globals.book()?;
                let actor = arguments.acting.member();
                at_desk(globals, &book, async |desk| {
                    let session = Random::bytes();
                    let session = session.map_err(|e| Failure::Fault(anyhow::Error::new(e)))?;
                    let session = SessionId::from_bytes(session);
                    let errand = Errand { desk, book: &book, actor: &actor };
                    let kept = errand.decide(&name, &question, session).await;
                    Ok((
                        kept.map_err(|error| not_asked(error, terminal))?,
                        desk.office().zone.rules(),
                    ))
                })?
            }
        };
        return decided(&kept, &zone, terminal);
    }
    let at = arguments.at.as_deref();
    let (told, zone) = match &remote {
        Some(remote) => remote.ask_kept(&name, &question, arguments)?,
        None => {
            let book = globals.book()?;
            let actor = arguments.acting.member();
            let beside = beside(arguments, terminal);
            at_desk(globals, &book, async |desk| {
                let errand = Errand { desk, book: &book, actor: &actor };
                let told = errand.ask(&name, &question, at, &beside).await;
                let told = told.map_err(|error| not_asked(error, terminal))?;
                Ok((told, desk.office().zone.rules()))
            })?
        }
    };
    print(&told, &zone, terminal)
}

fn decided(
    kept: &DecidedTold,
    zone: &TimeZone,
    terminal: &mut Terminal<'_>,
) -> Result<Exit, Failure> {
    let (told, recorded) = (&kept.answer, &kept.recorded);
    let exit = Exit::from(told.gate.unwrap_or(told.law));
    let released = told.ruling.is_some();
    if terminal.json {
        terminal.json(kept)?;
    } else {
        print(told, zone, terminal)?;
        let words = [
            ("leaf", recorded.leaf.into()),
            ("size", recorded.size.into()),
            ("decision", recorded.decision.as_str().into()),
        ];
        let line = terminal.with("ask-recorded", words);
        terminal.line("")?;
        terminal.paragraph(&line, 0)?;
        if let Some(until) = recorded.cleared_until {
            let words = [("until", until.to_string().into())];
            let line = terminal.with("ask-cleared", words);
            terminal.paragraph(&line, 0)?;
        }
    }
    Ok(if released { Exit::Done } else { exit })
}

/// The case and the question, however the words were quoted.
fn named(words: &[String]) -> Option<(String, String)> {
    let words = words.join(" ");
    let (name, question) = words.trim().split_once(char::is_whitespace)?;
    Some((name.to_owned(), question.trim().to_owned()))
}

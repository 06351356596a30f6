//! A question about a case that is kept: law and need to know. A question is free; `--record` puts it on the log.
//!
//! The case is opened for the question, and that opening is on the log; the question and its answer are not, unless
//! `--record` asks for it. What is recorded is confirmed by Cedar first: where the two engines differ, the flow is
//! refused and nothing is recorded.

use jiff::Timestamp;
use serde::Serialize;
use tidegate_core::case::Case;
use tidegate_core::command::Command;
use tidegate_core::event::Actor;
use tidegate_core::gate;
use tidegate_core::id::SessionId;
use tidegate_core::office::Office;
use tidegate_core::scene::{Ask, Keeping, Teller};
use tidegate_core::situation::Flow;
use tidegate_law::Book;

use super::{Arguments, adoption, print};
use crate::cli::office::{at_desk, failed, open_case};
use crate::cli::{Exit, Failure, Globals, Terminal, input, usage, wrong};
use crate::desk::Desk;
use crate::keys::Random;
use crate::say::told::{self, Told};
use crate::telling::{draw, verb};

/// A flow of a kept case, ready to be decided.
pub(in crate::cli) struct Asked {
    /// The case; with the content that the question supposes, if it supposes any.
    pub(in crate::cli) case: Case,
    /// The flow.
    pub(in crate::cli) flow: Flow,
    /// Whether the question supposes content that the case does not have.
    pub(in crate::cli) supposes: bool,
}

/// Reads a question about a flow against a case.
pub(in crate::cli) fn read(
    book: &Book,
    office: &Office,
    mut case: Case,
    question: &str,
    at: Timestamp,
) -> Result<Asked, Failure> {
    let ask = Ask::parse(question).map_err(usage)?;
    let zone = office.zone.rules();
    let (flow, added) = {
        let teller = Teller { book, case: &case, zone: &zone, keeping: Keeping::Case(&draw) };
        teller.flow(&ask).map_err(usage)?
    };
    let supposes = !added.is_empty();
    let actor = Actor::Member("question".to_owned());
    for verb in added.into_iter().filter_map(verb) {
        let command = Command::new(verb, "question");
        let at = at.max(case.last_recorded());
        for event in case.handle(&command, &actor, at).map_err(wrong)? {
            case.apply(event).map_err(wrong)?;
        }
    }
    Ok(Asked { case, flow, supposes })
}

/// A decision that was recorded.
#[derive(Serialize)]
struct Kept {
    version: u32,
    answer: Told,
    recorded: Recorded,
}

/// Where it was recorded.
#[derive(Serialize)]
struct Recorded {
    decision: String,
    event: u64,
    leaf: u64,
    size: u64,
    at: Timestamp,
    cleared_until: Option<Timestamp>,
}

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
    let book = globals.book()?;
    let actor = arguments.acting.member();
    let (told, recorded, zone) = at_desk(globals, &book, async |desk| {
        let case = open_case(desk, &actor, &name, "asking a question").await?;
        let office = desk.office();
        let at = match &arguments.at {
            Some(text) => input::instant(text, office.zone.name())?,
            None => desk.now(),
        };
        let asked = read(&book, office, case, &question, at)?;
        let mut adopted = gate::adoption_of(office, at);
        let beside = adoption(arguments, &book, at, terminal)?;
        adopted.house.extend(beside.house);
        adopted.positions.extend(beside.positions);
        let zone = office.zone.rules();
        if arguments.record {
            if asked.supposes {
                return Err(usage(terminal.say("ask-supposed")));
            }
            let (told, kept) = record(desk, &book, &actor, &asked).await?;
            return Ok((told, Some(kept), zone));
        }
        let law = gate::Desk { book: &book, adoption: &adopted };
        let decision = gate::decide(&law, &asked.case, &asked.flow, at).map_err(wrong)?;
        Ok((told::decision(&law, &asked.case, &decision), None, zone))
    })?;
    let Some(recorded) = recorded else { return print(&told, &zone, terminal) };
    let exit = Exit::from(told.gate.unwrap_or(told.law));
    let released = told.ruling.is_some();
    if terminal.json {
        terminal.json(&Kept { version: 1, answer: told, recorded })?;
    } else {
        print(&told, &zone, terminal)?;
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

/// Puts the flow to the gate at the desk: confirmed by Cedar, recorded, and under a signed head.
async fn record(
    desk: &Desk,
    book: &Book,
    actor: &Actor,
    asked: &Asked,
) -> Result<(Told, Recorded), Failure> {
    let session = Random::bytes().map_err(|error| Failure::Fault(anyhow::Error::new(error)))?;
    let session = SessionId::from_bytes(session);
    let kept = desk
        .decide(actor, asked.case.id(), "asked of the gate", session, |case, at| {
            let adoption = gate::adoption_of(desk.office(), at);
            gate::confirmed(&gate::Desk { book, adoption: &adoption }, case, &asked.flow, at)
        })
        .await
        .map_err(failed)?;
    let decision = &kept.decision;
    let adoption = gate::adoption_of(desk.office(), decision.at);
    let law = gate::Desk { book, adoption: &adoption };
    let recorded = Recorded {
        decision: kept.event.decision.to_string(),
        event: kept.ack.events.start,
        leaf: kept.inclusion.index(),
        size: kept.ack.head.size,
        at: kept.ack.recorded,
        cleared_until: kept.clearance.as_ref().map(|clearance| clearance.expires()),
    };
    Ok((told::decision(&law, &asked.case, decision), recorded))
}

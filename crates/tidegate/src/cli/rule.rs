//! `tidegate rule CASE QUESTION`: records a ruling where the law is unclear or two rules collide.
//!
//! A ruling names who decides, who countersigns, why and until when. What it goes over is what the gate states against
//! the flow at this moment; it is shown before anything is recorded. Where the law refuses, or where somebody has no
//! need to know, there is nothing to rule on. What no ruling may go over is refused by the core, whoever asks.
//!
//! Whoever holds the office's files names both persons. At a server nobody signs for somebody else: there the command
//! proposes the ruling, and another person signs it.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use tidegate_core::command::{Command, Verb};
use tidegate_core::gate::{self, Barred, GateDecision};
use tidegate_core::id::RulingId;
use tidegate_core::ruling::{RulingTerms, may_concern};
use tidegate_law::time::Occurred;
use tidegate_law::{AnswerKind, Book};

use super::office::{Acting, at_desk, failed, not_done, open_case};
use super::remote::Remote;
use super::{Exit, Failure, Globals, Terminal, usage, wrong};
use crate::api::{ProposalBody, ProposedRulingBody};
use crate::clock::Clock;
use crate::desk::Order;
use crate::errand::{Flowing, flowing};
use crate::say::recorded::RuledTold;
use crate::say::told::party_name;
use crate::say::{instant, over};
use crate::telling::draw;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "CASE")]
    case: String,
    #[arg(value_name = "QUESTION", required = true)]
    question: Vec<String>,
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    #[arg(long, value_name = "NAME")]
    countersigned_by: Option<String>,
    #[arg(long, value_name = "TEXT")]
    reasons: String,
    #[arg(long, value_name = "TIME")]
    expires: String,
    #[command(flatten)]
    acting: Acting,
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    if let Some(remote) = Remote::of(globals, terminal)? {
        return proposed(arguments, &remote, terminal);
    }
    let (Some(by), Some(countersigned_by)) = (&arguments.by, &arguments.countersigned_by) else {
        return Err(usage(terminal.say("rule-names-here")));
    };
    let book = globals.book()?;
    // One instant for the whole command: a ruling is recorded at the instant that it names.
    let now = globals.clock.now();
    let globals = Globals { clock: Clock::fixed(now), ..globals.clone() };
    let (told, zone) = at_desk(&globals, &book, async |desk| {
        let actor = arguments.acting.member();
        let case = open_case(desk, &actor, &arguments.case, "ruling on a flow").await?;
        let (office, at) = (desk.office(), desk.now());
        let question = arguments.question.join(" ");
        let asked = flowing(&book, office, case, &question, at).map_err(not_done)?;
        if asked.supposes {
            return Err(usage(terminal.say("ask-supposed")));
        }
        let adoption = gate::adoption_of(office, at);
        let law = gate::Desk { book: &book, adoption: &adoption, office: Some(office) };
        let decision = gate::decide(&law, &asked.case, &asked.flow, at).map_err(wrong)?;
        let over = decision.over();
        let over = over.map_err(|barred| no_ruling(&law, &asked, &decision, &barred, terminal))?;
        let terms = RulingTerms {
            id: RulingId::from_bytes(draw()),
            decided_by: by.clone(),
            countersigned_by: countersigned_by.clone(),
            act: asked.flow.act,
            from: asked.flow.from,
            to: asked.flow.to.clone(),
            items: asked.flow.items.iter().copied().collect(),
            over,
            book: Some(decision.book.clone()),
            reasons: arguments.reasons.clone(),
            recorded: at,
            expires: Some(expires(arguments, office)?),
        };
        let command = Command::new(Verb::RecordRuling(terms.clone()), "ruling");
        asked.case.handle(&command, &actor, at).map_err(wrong)?;
        if !terminal.json {
            before(&book, &terms, decision.law, terminal)?;
        }
        let ack = desk.act(&actor, asked.case.id(), &Order::new(command)).await.map_err(failed)?;
        let told = RuledTold {
            version: 1,
            case: asked.case.id().to_string(),
            ruling: terms,
            law: decision.law,
            event: ack.events.start,
            leaf: ack.leaves.start,
            size: ack.head.size,
        };
        Ok((told, office.zone.rules()))
    })?;
    printed(&told, &zone, terminal)
}

/// At a server another person signs what this one proposes.
fn proposed(
    arguments: &Arguments,
    remote: &Remote,
    terminal: &mut Terminal<'_>,
) -> Result<Exit, Failure> {
    if arguments.by.is_some() || arguments.countersigned_by.is_some() {
        return Err(usage(terminal.say("rule-names-there")));
    }
    let ruling = ProposedRulingBody {
        letter: None,
        question: arguments.question.join(" "),
        reasons: arguments.reasons.clone(),
        expires: arguments.expires.clone(),
    };
    let body = ProposalBody { ruling: Some(ruling), ..ProposalBody::default() };
    let told = remote.propose(&arguments.case, &body)?;
    if terminal.json {
        terminal.json(&told)?;
    } else {
        terminal.line(&terminal.say("rule-proposed"))?;
    }
    Ok(Exit::Done)
}

fn printed(
    told: &RuledTold,
    zone: &TimeZone,
    terminal: &mut Terminal<'_>,
) -> Result<Exit, Failure> {
    if terminal.json {
        terminal.json(told)?;
    } else {
        after(told, zone, terminal)?;
    }
    Ok(Exit::Done)
}

/// Why there is nothing to rule on. What no ruling may go over is said before that the law leaves no room for one.
fn no_ruling(
    law: &gate::Desk<'_>,
    asked: &Flowing,
    decision: &GateDecision,
    barred: &Barred,
    terminal: &Terminal<'_>,
) -> Failure {
    let items = decision.flow.items.iter().filter_map(|id| asked.case.item(*id));
    if let Err(never) = may_concern(decision.flow.act, items.map(|record| &record.item)) {
        return wrong(never);
    }
    if *barred == Barred::NoRoom {
        let answer = terminal.say(crate::say::id::answer(decision.law));
        return usage(terminal.with("rule-no-room", [("answer", answer.into())]));
    }
    let mut why = over::barred(&terminal.voice, law.book, decision.at, barred);
    if let Some(passage) = decision.withheld().filter(|passage| !passage.need.is_open()) {
        let who = party_name(&asked.case, &passage.reached.recipient, law.book, law.office);
        let words = [
            ("who", who.in_language(terminal.language()).into()),
            ("why", terminal.say(crate::say::id::need(&passage.need)).into()),
        ];
        why = terminal.with("rule-no-need", words);
    }
    usage(terminal.with("rule-without-effect", [("why", why.into())]))
}

/// What the ruling goes over, before it is recorded.
fn before(
    book: &Book,
    ruling: &RulingTerms,
    law: AnswerKind,
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    let answer = terminal.say(crate::say::id::answer(law));
    let line = terminal.with("rule-over", [("answer", answer.into())]);
    terminal.paragraph(&line, 0)?;
    for one in &ruling.over {
        let said = over::over(&terminal.voice, book, ruling.recorded, one);
        terminal.paragraph(&format!("- {said}"), 2)?;
    }
    Ok(())
}

fn after(told: &RuledTold, zone: &TimeZone, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let title = terminal.with("rule-recorded", [("ruling", told.ruling.id.to_string().into())]);
    terminal.title(&title)?;
    let expires = told.ruling.expires.unwrap_or(told.ruling.recorded);
    let words = [
        ("by", told.ruling.decided_by.as_str().into()),
        ("countersigned", told.ruling.countersigned_by.as_str().into()),
        ("expires", instant(expires, zone).into()),
    ];
    let line = terminal.with("rule-signed", words);
    terminal.paragraph(&line, 2)?;
    let words = [("leaf", told.leaf.into()), ("size", told.size.into())];
    let line = terminal.with("rule-leaf", words);
    terminal.paragraph(&line, 2)
}

fn expires(
    arguments: &Arguments,
    office: &tidegate_core::office::Office,
) -> Result<Timestamp, Failure> {
    let zone = office.zone.rules();
    Ok(Occurred::parse(&arguments.expires, Some(&zone)).map_err(wrong)?.last_instant())
}

//! `tidegate not-reportable CASE`: decisions that a duty asks for no report, what the book says of one, and a new one.

use jiff::tz::TimeZone;

use super::office::{Acting, at_desk, not_done};
use super::remote::Remote;
use super::{Exit, Failure, Globals, Terminal};
use crate::errand::{Deciding, Errand, Reporting};
use crate::say::instant;
use crate::say::reportability::{FoundTold, ReportabilityTold, text};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "CASE")]
    case: String,
    #[arg(long, value_name = "RULE")]
    duty: Option<String>,
    #[arg(long, value_name = "NAME", requires = "duty")]
    party: Option<String>,
    #[arg(long, value_name = "NAME", requires = "duty")]
    product: Option<String>,
    #[arg(long, value_name = "NAME", requires_all = ["duty", "reasons"])]
    by: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "by")]
    reasons: Option<String>,
    #[arg(long, requires = "by")]
    against_the_finder: bool,
    #[command(flatten)]
    acting: Acting,
}

impl Arguments {
    fn asked(&self) -> Option<Reporting<'_>> {
        self.duty.as_deref().map(|duty| Reporting {
            duty,
            party: self.party.as_deref(),
            product: self.product.as_deref(),
        })
    }

    fn decided(&self) -> Option<(Reporting<'_>, Deciding<'_>)> {
        let deciding = Deciding {
            by: self.by.as_deref()?,
            reasons: self.reasons.as_deref()?,
            against_finder: self.against_the_finder,
        };
        Some((self.asked()?, deciding))
    }
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let remote = Remote::of(globals, terminal)?;
    match arguments.decided() {
        Some((asked, deciding)) => {
            let (told, zone) = decide(arguments, globals, remote.as_ref(), asked, deciding)?;
            recorded(&told, &zone, terminal)?;
        }
        None => {
            let (told, zone) = look(arguments, globals, remote.as_ref())?;
            if terminal.json {
                terminal.json(&told)?;
            } else {
                text(&told, &terminal.voice, &zone).print(terminal)?;
            }
        }
    }
    Ok(Exit::Done)
}

fn look(
    arguments: &Arguments,
    globals: &Globals,
    remote: Option<&Remote>,
) -> Result<(ReportabilityTold, TimeZone), Failure> {
    if let Some(remote) = remote {
        return remote.reportability(&arguments.case, arguments.asked());
    }
    let book = globals.book()?;
    at_desk(globals, &book, async |desk| {
        let actor = arguments.acting.member();
        let errand = Errand { desk, book: &book, actor: &actor };
        let told = errand.reportability(&arguments.case, arguments.asked()).await;
        Ok((told.map_err(not_done)?, desk.office().zone.rules()))
    })
}

fn decide(
    arguments: &Arguments,
    globals: &Globals,
    remote: Option<&Remote>,
    asked: Reporting<'_>,
    deciding: Deciding<'_>,
) -> Result<(FoundTold, TimeZone), Failure> {
    if let Some(remote) = remote {
        return remote.not_reportable(&arguments.case, asked, deciding);
    }
    let book = globals.book()?;
    at_desk(globals, &book, async |desk| {
        let actor = arguments.acting.member();
        let errand = Errand { desk, book: &book, actor: &actor };
        let told = errand.not_reportable(&arguments.case, asked, deciding).await;
        Ok((told.map_err(not_done)?, desk.office().zone.rules()))
    })
}

fn recorded(told: &FoundTold, zone: &TimeZone, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    if terminal.json {
        return terminal.json(told);
    }
    let words = [
        ("by", told.found.decided_by.as_str().into()),
        ("at", instant(told.found.recorded, zone).into()),
    ];
    let title = terminal.with("not-reportable-recorded", words);
    terminal.title(&title)?;
    let words = [("leaf", told.leaf.into()), ("size", told.size.into())];
    let line = terminal.with("rule-leaf", words);
    terminal.paragraph(&line, 2)?;
    let line = terminal.say("not-reportable-until");
    terminal.paragraph(&line, 2)
}

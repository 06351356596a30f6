//! `tidegate what-if CASE`: the plan as it is and as it would be, side by side. The case stays as it is.

use super::office::{Acting, at_desk, not_done};
use super::remote::Remote;
use super::{Exit, Failure, Globals, Terminal};
use crate::errand::{Beside, Errand, Supposing};
use crate::say::plan::compared_text;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "CASE")]
    case: String,
    #[arg(long, value_name = "NAME=VALUE")]
    fact: Vec<String>,
    #[arg(long, value_name = "LINE")]
    happens: Vec<String>,
    #[arg(long, value_name = "NUMBER=TIME")]
    moved: Vec<String>,
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    #[arg(long, value_name = "ID")]
    house: Vec<String>,
    #[arg(long, value_name = "READING=VALUE")]
    position: Vec<String>,
    #[command(flatten)]
    acting: Acting,
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let supposing = Supposing {
        at: arguments.at.as_deref(),
        facts: &arguments.fact,
        happened: &arguments.happens,
        moved: &arguments.moved,
        beside: Beside {
            house: arguments.house.clone(),
            positions: arguments.position.clone(),
            by: terminal.say("ask-position-by"),
            by_book: terminal.say("ask-by-book"),
        },
    };
    let name = &arguments.case;
    let (told, zone) = match Remote::of(globals, terminal)? {
        Some(remote) => remote.what_if(name, &supposing)?,
        None => {
            let book = globals.book()?;
            at_desk(globals, &book, async |desk| {
                let actor = arguments.acting.member();
                let errand = Errand { desk, book: &book, actor: &actor };
                let told = errand.what_if(name, &supposing).await.map_err(not_done)?;
                Ok((told, desk.office().zone.rules()))
            })?
        }
    };
    if terminal.json {
        terminal.json(&told)?;
    } else {
        compared_text(&told, &terminal.voice, &zone).print(terminal)?;
    }
    Ok(Exit::Done)
}

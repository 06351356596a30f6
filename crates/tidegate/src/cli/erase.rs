//! `tidegate erase CASE`: the key of a case is destroyed, once nothing of it must be kept any more.

use serde::Serialize;
use tidegate_core::event::Erased;

use super::office::{Acting, at_desk, failed};
use super::{Exit, Failure, Globals, Terminal};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "CASE")]
    case: String,
    #[arg(long, value_name = "TEXT")]
    ground: String,
    #[command(flatten)]
    acting: Acting,
}

/// What was recorded.
#[derive(Serialize)]
struct Told {
    version: u32,
    case: String,
    handle: String,
    leaf: u64,
    recorded: jiff::Timestamp,
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let book = globals.book()?;
    let actor = arguments.acting.member();
    let told = at_desk(globals, &book, async |desk| {
        let row = desk.find(&arguments.case).await.map_err(failed)?;
        let erased = Erased { items: Default::default(), ground: arguments.ground.clone() };
        let ack = desk.erase_case(&actor, row.case, "erasure", &erased, &book).await;
        let ack = ack.map_err(failed)?;
        Ok(Told {
            version: 1,
            case: row.case.to_string(),
            handle: row.handle,
            leaf: ack.leaves.end.saturating_sub(1),
            recorded: ack.recorded,
        })
    })?;
    if terminal.json {
        terminal.json(&told)?;
    } else {
        let words = [("handle", told.handle.as_str().into()), ("leaf", told.leaf.into())];
        let line = terminal.with("erase-done", words);
        terminal.paragraph(&line, 0)?;
    }
    Ok(Exit::Done)
}

//! `tidegate queues`: the queues of the office, and how many open cases lie in each. No case is opened for it.

use super::office::{Acting, at_desk, failed, not_done};
use super::remote::Remote;
use super::{Exit, Failure, Globals, Terminal};
use crate::clocks;
use crate::errand::Errand;
use crate::follow::Left;

/// How many cases are computed at once.
const ROUND: u32 = 500;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    acting: Acting,
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let told = match Remote::of(globals, terminal)? {
        Some(remote) => remote.queues()?,
        None => {
            let book = globals.book()?;
            at_desk(globals, &book, async |desk| {
                let actor = arguments.acting.member();
                let errand = Errand { desk, book: &book, actor: &actor };
                // Nobody waits for a page here: everything is counted first.
                while clocks::round(desk, &book, ROUND).await.map_err(failed)? == Left::More {}
                errand.queues(&actor.to_string()).await.map_err(not_done)
            })?
        }
    };
    if terminal.json {
        terminal.json(&told)?;
        return Ok(Exit::Done);
    }
    let language = terminal.language();
    let queues = told.queues.iter().map(|queue| {
        let name = queue.name.in_language(language).to_owned();
        vec![queue.word.clone(), name, queue.cases.to_string()]
    });
    let all = [
        ("queues-open", told.open),
        ("queues-in-none", told.in_none),
        ("queues-mine", told.mine),
        ("queues-nobodys", told.nobodys),
        ("queues-on-hold", told.on_hold),
        ("queues-silent", told.silent),
    ];
    let all = all.map(|(id, count)| vec![String::new(), terminal.say(id), count.to_string()]);
    let rows: Vec<Vec<String>> = queues.chain(all).collect();
    terminal.table(&["head-word", "work-queue", "head-count"], &rows)?;
    Ok(Exit::Done)
}

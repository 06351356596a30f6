//! `tidegate bulk WHAT CASE...`: one thing done to many cases at once. Without `--do` it shows what would become of each.

use tidegate_core::id::SessionId;

use super::office::{Acting, at_desk, failed, not_done};
use super::progress::Progress;
use super::remote::Remote;
use super::{Exit, Failure, Globals, Terminal};
use crate::bulk::{self, BulkAction, Outcome};
use crate::errand::{ACTIONS, Errand, SeenCase};
use crate::follow::Left;
use crate::say::bulk::{BulkRowTold, BulkTold, BulkWeighed};
use crate::telling::draw;

/// How many cases are gone through at once.
const ROUND: usize = 500;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "WHAT", value_parser = ACTIONS)]
    what: String,
    #[arg(value_name = "CASE", required = true)]
    cases: Vec<String>,
    #[arg(long = "do")]
    done: bool,
    #[arg(long, value_name = "CODE", default_value = "", hide_default_value = true)]
    code: String,
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    reason: String,
    #[arg(long, value_name = "CASE", default_value = "", hide_default_value = true)]
    duplicate_of: String,
    #[arg(long, value_name = "PART")]
    missing: Vec<String>,
    #[arg(long)]
    tell: bool,
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    answer: String,
    #[arg(long, value_name = "LOGIN", default_value = "", hide_default_value = true)]
    who: String,
    #[arg(long, value_name = "WORD", default_value = "", hide_default_value = true)]
    queue: String,
    #[arg(long, value_name = "TIME", default_value = "", hide_default_value = true)]
    until: String,
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    note: String,
    #[arg(long, value_name = "ORGANISATION", default_value = "", hide_default_value = true)]
    party: String,
    #[arg(long, value_name = "CLASS", default_value = "", hide_default_value = true)]
    class: String,
    #[arg(long, value_name = "WORD", default_value = "", hide_default_value = true)]
    list: String,
    #[command(flatten)]
    acting: Acting,
}

impl Arguments {
    fn action(&self) -> BulkAction {
        BulkAction {
            what: self.what.clone(),
            code: self.code.clone(),
            reason: self.reason.clone(),
            duplicate_of: self.duplicate_of.clone(),
            missing: self.missing.clone(),
            tell: self.tell,
            answer: self.answer.clone(),
            who: self.who.clone(),
            queue: self.queue.clone(),
            until: self.until.clone(),
            note: self.note.clone(),
            party: self.party.clone(),
            class: self.class.clone(),
            list: self.list.clone(),
        }
    }
}

/// What was asked for.
enum Came {
    Weighed(BulkWeighed),
    Done(BulkTold),
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let action = arguments.action();
    let came = match Remote::of(globals, terminal)? {
        Some(remote) if arguments.done => {
            let mut told = remote.bulk(&action, &arguments.cases)?;
            let mut progress = Progress::new(told.rows.len());
            while !told.over {
                progress.reach(told.gone_through);
                std::thread::sleep(std::time::Duration::from_secs(1));
                told = remote.bulk_again(&told.id)?;
            }
            progress.done();
            Came::Done(told)
        }
        Some(remote) => Came::Weighed(remote.weigh(&action, &arguments.cases)?),
        None => here(arguments, action, globals)?,
    };
    let (words, rows) = match &came {
        Came::Weighed(told) if terminal.json => return terminal.json(told).map(|()| Exit::Done),
        Came::Done(told) if terminal.json => return terminal.json(told).map(|()| Exit::Done),
        Came::Weighed(told) => (&told.action, shown(&told.rows, Outcome::would, terminal)),
        Came::Done(told) => (&told.action, shown(&told.rows, Outcome::message, terminal)),
    };
    let title = words.in_language(terminal.language()).to_owned();
    terminal.title(&title)?;
    let head = if arguments.done { "bulk-head-became" } else { "bulk-head-would" };
    terminal.table(&["cases-head-case", head, "bulk-head-why"], &rows)?;
    if !arguments.done {
        let line = terminal.say("bulk-weighed-terminal");
        terminal.paragraph(&line, 0)?;
    }
    Ok(Exit::Done)
}

fn here(arguments: &Arguments, action: BulkAction, globals: &Globals) -> Result<Came, Failure> {
    let book = globals.book()?;
    at_desk(globals, &book, async |desk| {
        let actor = arguments.acting.member();
        let errand = Errand { desk, book: &book, actor: &actor };
        let cases = arguments.cases.iter().map(|one| one.parse());
        let cases: Vec<SeenCase> = cases.collect::<Result<_, _>>().map_err(not_done)?;
        if !arguments.done {
            return Ok(Came::Weighed(errand.weigh(&action, &cases).await.map_err(not_done)?));
        }
        let session = SessionId::from_bytes(draw());
        let list = errand.begin_bulk(action.clone(), &cases, session).await.map_err(not_done)?;
        let mut progress = Progress::new(cases.len());
        while bulk::round(desk, &book, ROUND).await.map_err(failed)? == Left::More {
            progress.reach(errand.bulk(&list).await.map_err(not_done)?.gone_through);
        }
        progress.done();
        Ok(Came::Done(errand.bulk(&list).await.map_err(not_done)?))
    })
}

fn shown(
    rows: &[BulkRowTold],
    said: fn(Outcome) -> &'static str,
    terminal: &Terminal<'_>,
) -> Vec<Vec<String>> {
    let row = |row: &BulkRowTold| {
        let words = row.words.as_ref().map(|words| words.in_language(terminal.language()));
        let said = terminal.say(row.outcome.map_or("bulk-waits", said));
        vec![row.handle.clone(), said, words.unwrap_or_default().to_owned()]
    };
    rows.iter().map(row).collect()
}

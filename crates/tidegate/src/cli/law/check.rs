//! `tidegate law check`: compiles a whole book and shows every fault with its source.

use std::path::PathBuf;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;
use tidegate_law::{Book, RuleKind};

use crate::book::load;
use crate::cli::{Exit, Failure, Globals, Terminal};

/// After how many days a statute should be compared with its source again.
const STALE_AFTER: i32 = 180;

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Arguments {
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// A book that compiles.
#[derive(Serialize)]
struct Checked {
    version: u32,
    book: String,
    statutes: usize,
    articles: usize,
    prohibitions: usize,
    permissions: usize,
    duties: usize,
    readings: usize,
    facts: usize,
    stale: Vec<Stale>,
}

/// A statute that was not compared with its source for long.
#[derive(Serialize)]
struct Stale {
    statute: String,
    checked: Date,
    days: i32,
}

pub(in crate::cli) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let book = load(arguments.folder.as_deref().or(globals.law.as_deref()))?;
    let today = globals.clock.now().to_zoned_datetime(TimeZone::UTC).date();
    let checked = checked(&book, today);
    if terminal.json {
        terminal.json(&checked)?;
        return Ok(Exit::Done);
    }
    let counts = [
        ("statutes", checked.statutes.into()),
        ("articles", checked.articles.into()),
        ("prohibitions", checked.prohibitions.into()),
        ("permissions", checked.permissions.into()),
        ("duties", checked.duties.into()),
        ("readings", checked.readings.into()),
        ("facts", checked.facts.into()),
    ];
    let line = terminal.with("check-counts", counts);
    terminal.paragraph(&line, 0)?;
    let line = terminal.with("check-digest", [("digest", checked.book.as_str().into())]);
    terminal.line(&line)?;
    for stale in &checked.stale {
        let words = [
            ("statute", stale.statute.as_str().into()),
            ("day", stale.checked.to_string().into()),
            ("days", i64::from(stale.days).into()),
        ];
        let line = terminal.with("check-stale", words);
        terminal.paragraph(&line, 0)?;
    }
    Ok(Exit::Done)
}

fn checked(book: &Book, today: Date) -> Checked {
    let of_kind = |kind| book.rules().iter().filter(|rule| rule.kind == kind).count();
    let stale = book.statutes().iter().filter_map(|statute| {
        let checked = statute.matter.checked;
        let days = today.since(checked).map_or(0, |span| span.get_days());
        (days > STALE_AFTER).then(|| Stale { statute: statute.matter.id.clone(), checked, days })
    });
    Checked {
        version: 1,
        book: book.digest().to_owned(),
        statutes: book.statutes().len(),
        articles: book.statutes().iter().map(|statute| statute.articles.len()).sum(),
        prohibitions: of_kind(RuleKind::Prohibition),
        permissions: of_kind(RuleKind::Permission),
        duties: of_kind(RuleKind::Duty),
        readings: book.readings().len(),
        facts: book.schema().facts().len(),
        stale: stale.collect(),
    }
}

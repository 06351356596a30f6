//! `tidegate law check`: compiles a whole book, shows every fault with its source, and proves
//! of every rule what a rule has to be.

use std::path::PathBuf;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;
use tidegate_law::{Book, RuleKind};

use super::prove::{self, Proofs, Proved};
use crate::book::load;
use crate::cli::{Exit, Failure, Globals, Terminal};

/// After how many days a statute should be compared with its source again.
const STALE_AFTER: i32 = 180;

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Arguments {
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    #[arg(long)]
    without_proofs: bool,
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
    /// What the solver proved; absent where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    proofs: Option<Proofs>,
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
    let mut checked = checked(&book, today);
    if !arguments.without_proofs
        && let Proved::Done(proofs) = prove::proofs(&book)?
    {
        checked.proofs = Some(proofs);
    }
    let exit = match &checked.proofs {
        Some(proofs) if !proofs.clean() => Exit::Fault,
        _ => Exit::Done,
    };
    if terminal.json {
        terminal.json(&checked)?;
        return Ok(exit);
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
    match &checked.proofs {
        Some(proofs) => proved(proofs, terminal)?,
        None if arguments.without_proofs => {}
        None => {
            let line = terminal.say("prove-no-solver");
            terminal.paragraph(&line, 0)?;
        }
    }
    Ok(exit)
}

/// What was proved, and each finding against it.
fn proved(proofs: &Proofs, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let words = [
        ("rules", proofs.rules.into()),
        ("pairs", proofs.compared.into()),
        ("seconds", format!("{:.1}", proofs.milliseconds as f64 / 1000.0).into()),
    ];
    let id = if proofs.clean() { "prove-clean" } else { "prove-findings" };
    let line = terminal.with(id, words);
    terminal.paragraph(&line, 0)?;
    let lists = [
        ("prove-may-err", &proofs.may_err),
        ("prove-dead", &proofs.dead),
        ("prove-irrefutable", &proofs.irrefutable),
    ];
    for (id, rule) in lists.iter().flat_map(|(id, list)| list.iter().map(move |rule| (*id, rule))) {
        let line = terminal.with(id, [("rule", rule.as_str().into())]);
        terminal.paragraph(&line, 2)?;
    }
    let pairs = [
        ("prove-implied", &proofs.implied),
        ("prove-marked", &proofs.marked),
        ("prove-wrongly-marked", &proofs.wrongly_marked),
    ];
    for (id, (one, other)) in
        pairs.iter().flat_map(|(id, list)| list.iter().map(move |it| (*id, it)))
    {
        let words = [("rule", one.as_str().into()), ("other", other.as_str().into())];
        let line = terminal.with(id, words);
        terminal.paragraph(&line, 2)?;
    }
    Ok(())
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
        proofs: None,
    }
}

//! `tidegate law list`: the statutes of the book.

use tidegate_law::StatuteKind;

use crate::cli::remote::Remote;
use crate::cli::{Exit, Failure, Globals, Terminal};
use crate::say::listed::{LeftOutTold, StatuteTold, statutes};

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Arguments {
    #[arg(long)]
    left_out: bool,
}

pub(in crate::cli) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let told = match Remote::of(globals, terminal)? {
        Some(remote) => remote.statutes()?,
        None => statutes(&*globals.book()?),
    };
    if terminal.json {
        terminal.json(&told)?;
        return Ok(Exit::Done);
    }
    let language = terminal.language();
    if arguments.left_out {
        return left_out(&told.left_out, terminal);
    }
    let off = |kind: &str, entry: &StatuteTold| {
        format!("{} · {}", entry.title.in_language(language), terminal.say(kind))
    };
    let rows: Vec<Vec<String>> = told
        .statutes
        .iter()
        .map(|entry| {
            vec![
                entry.id.clone(),
                match entry.kind {
                    StatuteKind::Statute => entry.title.in_language(language).to_owned(),
                    StatuteKind::Norm => off("statute-norm", entry),
                    StatuteKind::House => off("statute-house", entry),
                },
                entry.jurisdiction.clone(),
                in_force(entry),
                entry.articles.to_string(),
                entry.rules.to_string(),
                certainty(entry),
                entry.checked.to_string(),
            ]
        })
        .collect();
    let heads = [
        "head-id",
        "head-title",
        "head-jurisdiction",
        "head-in-force",
        "head-articles",
        "head-rules",
        "head-certainty",
        "head-checked",
    ];
    terminal.table(&heads, &rows)?;
    let counts = [
        ("statutes", rows.len().into()),
        ("rules", told.statutes.iter().map(|entry| entry.rules).sum::<usize>().into()),
        ("digest", told.book.as_str().into()),
    ];
    let line = terminal.with("law-count", counts);
    terminal.line(&line)?;
    let line = terminal.say("law-certainty-key");
    terminal.paragraph(&line, 0)?;
    Ok(Exit::Done)
}

/// What is not in the book, with the reason.
fn left_out(all: &[LeftOutTold], terminal: &mut Terminal<'_>) -> Result<Exit, Failure> {
    let language = terminal.language();
    let lead = terminal.say("left-out-lead");
    terminal.paragraph(&lead, 0)?;
    for one in all {
        let words = format!("{} · {}", one.jurisdiction, one.words.in_language(language));
        terminal.paragraph(&words, 0)?;
        terminal.paragraph(one.why.in_language(language), 4)?;
    }
    Ok(Exit::Done)
}

fn in_force(entry: &StatuteTold) -> String {
    match entry.until {
        Some(until) => format!("{} – {until}", entry.from),
        None => format!("{} –", entry.from),
    }
}

fn certainty(entry: &StatuteTold) -> String {
    if entry.certainty == entry.lowest_certainty {
        format!("{:?}", entry.certainty)
    } else {
        format!("{:?}–{:?}", entry.certainty, entry.lowest_certainty)
    }
}

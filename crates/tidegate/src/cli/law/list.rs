//! `tidegate law list`: the statutes of the book.

use jiff::civil::Date;
use serde::Serialize;
use tidegate_law::{Certainty, Statute, StatuteKind, Words};

use crate::cli::{Exit, Failure, Globals, Terminal};

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Arguments {}

#[derive(Serialize)]
struct Listed {
    version: u32,
    book: String,
    statutes: Vec<Entry>,
}

/// A statute in the list.
#[derive(Serialize)]
struct Entry {
    id: String,
    kind: StatuteKind,
    short: Words,
    title: Words,
    jurisdiction: String,
    from: Date,
    until: Option<Date>,
    articles: usize,
    rules: usize,
    certainty: Certainty,
    lowest_certainty: Certainty,
    checked: Date,
}

pub(in crate::cli) fn run(
    _: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let book = globals.book()?;
    let entries: Vec<Entry> =
        book.statutes().iter().enumerate().map(|(place, one)| entry(&book, place, one)).collect();
    if terminal.json {
        let listed = Listed { version: 1, book: book.digest().to_owned(), statutes: entries };
        terminal.json(&listed)?;
        return Ok(Exit::Done);
    }
    let language = terminal.language();
    let rows: Vec<Vec<String>> = entries
        .iter()
        .map(|entry| {
            vec![
                entry.id.clone(),
                match entry.kind {
                    StatuteKind::Statute => entry.title.in_language(language).to_owned(),
                    StatuteKind::House => {
                        let kind = terminal.say("statute-house");
                        format!("{} · {kind}", entry.title.in_language(language))
                    }
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
    let digest = book.digest().to_owned();
    let counts = [
        ("statutes", rows.len().into()),
        ("rules", book.rules().len().into()),
        ("digest", digest.into()),
    ];
    let line = terminal.with("law-count", counts);
    terminal.line(&line)?;
    let line = terminal.say("law-certainty-key");
    terminal.paragraph(&line, 0)?;
    Ok(Exit::Done)
}

fn entry(book: &tidegate_law::Book, place: usize, statute: &Statute) -> Entry {
    let matter = &statute.matter;
    let lowest = statute.articles.iter().map(|article| article.certainty).max();
    Entry {
        id: matter.id.clone(),
        kind: matter.kind,
        short: statute.short(),
        title: statute.title(),
        jurisdiction: matter.jurisdiction.clone(),
        from: matter.from,
        until: matter.until,
        articles: statute.articles.len(),
        rules: book.rules().iter().filter(|rule| rule.statute == place).count(),
        certainty: matter.certainty,
        lowest_certainty: lowest.unwrap_or(matter.certainty),
        checked: matter.checked,
    }
}

fn in_force(entry: &Entry) -> String {
    match entry.until {
        Some(until) => format!("{} – {until}", entry.from),
        None => format!("{} –", entry.from),
    }
}

fn certainty(entry: &Entry) -> String {
    if entry.certainty == entry.lowest_certainty {
        format!("{:?}", entry.certainty)
    } else {
        format!("{:?}–{:?}", entry.certainty, entry.lowest_certainty)
    }
}

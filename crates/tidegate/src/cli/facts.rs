//! `tidegate facts`: what the rules look at, who can make it true, and what it means.

use tidegate_law::FactEntry;

use super::{Exit, Failure, Globals, Terminal, usage};
use crate::say::id;
use crate::say::listed::{FactListed, FactsListed, fact};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "FACT")]
    fact: Option<String>,
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let book = globals.book()?;
    let wanted = arguments.fact.as_deref();
    let chosen: Vec<&FactEntry> = book
        .schema()
        .facts()
        .iter()
        .filter(|fact| wanted.is_none_or(|name| fact.name.as_str() == name))
        .collect();
    if let (Some(name), true) = (wanted, chosen.is_empty()) {
        return Err(usage(terminal.with("facts-none", [("fact", name.into())])));
    }
    let entries: Vec<FactListed> = chosen.iter().map(|one| fact(&book, one)).collect();
    if terminal.json {
        let listed = FactsListed { version: 1, book: book.digest().to_owned(), facts: entries };
        terminal.json(&listed)?;
        return Ok(Exit::Done);
    }
    if wanted.is_some() {
        for (of, entry) in chosen.iter().zip(&entries) {
            one(terminal, of, entry)?;
        }
        return Ok(Exit::Done);
    }
    let language = terminal.language();
    let rows: Vec<Vec<String>> = chosen
        .iter()
        .zip(&entries)
        .map(|(fact, entry)| {
            let said = if fact.boolean { entry.values.last() } else { None };
            let meaning = match said {
                Some(value) => value.words.in_language(language).to_owned(),
                None => {
                    entry.values.iter().map(|v| v.value.as_str()).collect::<Vec<_>>().join(" | ")
                }
            };
            vec![
                entry.fact.clone(),
                terminal.say(id::about(fact.about)),
                terminal.say(id::known_by(fact.by)),
                meaning,
            ]
        })
        .collect();
    terminal.table(&["head-fact", "head-about", "head-by", "head-meaning"], &rows)?;
    let count = terminal.with("facts-count", [("count", rows.len().into())]);
    terminal.line(&count)?;
    Ok(Exit::Done)
}

fn one(terminal: &mut Terminal<'_>, fact: &FactEntry, entry: &FactListed) -> Result<(), Failure> {
    terminal.title(&entry.fact)?;
    let about = terminal.say(id::about(fact.about));
    let by = terminal.say(id::known_by(fact.by));
    let line = terminal.with("facts-of", [("about", about.into()), ("by", by.into())]);
    terminal.line(&line)?;
    for value in &entry.values {
        terminal.line(&format!("  {} = {}", entry.fact, value.value))?;
        terminal.paragraph(&value.words.en, 4)?;
        terminal.paragraph(&value.words.zh, 4)?;
    }
    if let Some(assumed) = &entry.assumed {
        let line = terminal.with("facts-assumed", [("value", assumed.to_string().into())]);
        terminal.line(&line)?;
    }
    Ok(())
}

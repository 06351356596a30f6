//! `tidegate facts`: what the rules look at, who can make it true, and what it means.

use serde::Serialize;
use tidegate_law::{About, FactEntry, FactValue, KnownBy, Names, Words};

use super::{Exit, Failure, Globals, Terminal, usage};
use crate::say::id;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "FACT")]
    fact: Option<String>,
}

#[derive(Serialize)]
struct Listed {
    version: u32,
    book: String,
    facts: Vec<Entry>,
}

/// A fact for machines.
#[derive(Serialize)]
struct Entry {
    fact: String,
    about: About,
    by: KnownBy,
    assumed: Option<FactValue>,
    values: Vec<Value>,
}

#[derive(Serialize)]
struct Value {
    value: FactValue,
    words: Words,
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
    let entries: Vec<Entry> = chosen.iter().map(|fact| entry(&book, fact)).collect();
    if terminal.json {
        let listed = Listed { version: 1, book: book.digest().to_owned(), facts: entries };
        terminal.json(&listed)?;
        return Ok(Exit::Done);
    }
    if wanted.is_some() {
        for (fact, entry) in chosen.iter().zip(&entries) {
            one(terminal, fact, entry)?;
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

fn one(terminal: &mut Terminal<'_>, fact: &FactEntry, entry: &Entry) -> Result<(), Failure> {
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

fn entry(book: &tidegate_law::Book, fact: &FactEntry) -> Entry {
    let names = Names::default();
    let said = |value: &FactValue, language| {
        let finding = tidegate_law::Finding { fact: fact.name.clone(), value: value.clone() };
        book.say(&finding, &names, language)
    };
    let values = fact.values.iter().map(|entry| Value {
        value: entry.value.clone(),
        words: Words {
            en: said(&entry.value, tidegate_law::Language::English),
            zh: said(&entry.value, tidegate_law::Language::Chinese),
        },
    });
    Entry {
        fact: fact.name.to_string(),
        about: fact.about,
        by: fact.by,
        assumed: fact.assume.clone(),
        values: values.collect(),
    }
}

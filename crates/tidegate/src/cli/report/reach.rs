//! Everybody a report reaches by being taken in here; and that it is not taken in, where the law forbids it.

use serde::Serialize;
use tidegate_law::{Book, Words};

use crate::cli::{Exit, Failure, Terminal};
use crate::desk::Desk;
use crate::reception::Shut;
use crate::say::told::{GroundTold, value_name};

/// Somebody who is reached.
#[derive(Serialize)]
pub(super) struct Reached {
    pub(super) who: Words,
    /// Who passes it on; none for the desk itself.
    pub(super) through: Option<Words>,
    /// The clause that says so.
    pub(super) basis: Option<String>,
}

/// The desk, and those to whom an authority passes on what it receives, nearest first.
pub(super) fn of(desk: &Desk, book: &Book, authority: Option<&str>) -> Vec<Reached> {
    let name = &desk.office().name;
    let who = Words { en: name.en.clone(), zh: name.zh.clone() };
    let mut reached = vec![Reached { who, through: None, basis: None }];
    let mut keys: Vec<String> = authority.into_iter().map(str::to_owned).collect();
    let mut next = 0;
    while let Some(key) = keys.get(next).cloned() {
        next += 1;
        let entry = book.authorities().iter().find(|entry| entry.key.as_str() == key);
        for edge in entry.map(|entry| entry.onward.as_slice()).unwrap_or_default() {
            let to = edge.to.as_str().to_owned();
            if keys.contains(&to) {
                continue;
            }
            reached.push(Reached {
                who: value_name(book, "recipient", &to),
                through: Some(value_name(book, "recipient", &key)),
                basis: Some(edge.basis.clone()),
            });
            keys.push(to);
        }
    }
    reached
}

/// That nothing was taken in, and why.
#[derive(Serialize)]
struct Refused<'r> {
    version: u32,
    refused: &'r Shut,
}

/// Says why the office takes nothing in; nothing is on record.
pub(super) fn refused(shut: &Shut, terminal: &mut Terminal<'_>) -> Result<Exit, Failure> {
    if terminal.json {
        terminal.json(&Refused { version: 1, refused: shut })?;
        return Ok(Exit::Refused);
    }
    let why = terminal.say(shut.refusal());
    terminal.paragraph(&why, 0)?;
    if let Shut::NotSaid { answer } | Shut::Forbidden { answer } = shut {
        let language = terminal.language();
        for ground in &answer.grounds {
            if let GroundTold::Rule { rule, .. } | GroundTold::Open { rule, .. } = ground {
                let citation = rule.citation.in_language(language);
                let line = format!("- {citation}: {}", rule.sentence.in_language(language));
                terminal.paragraph(&line, 2)?;
            }
        }
        let doubt = terminal.say("reception-doubt");
        terminal.paragraph(&doubt, 2)?;
    }
    let how = terminal.say(shut.remedy());
    terminal.paragraph(&how, 0)?;
    Ok(Exit::Refused)
}

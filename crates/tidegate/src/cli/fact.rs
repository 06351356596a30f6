//! `tidegate fact CASE NAME[=VALUE]`: establishes facts in a case, each with its source and its time.

use tidegate_law::Book;

use super::office::{Acting, at_desk, not_done};
use super::remote::Remote;
use super::tell::show;
use super::{Exit, Failure, Globals, Terminal, usage};
use crate::errand::{Errand, Establish, NotDone};

/// The most corrections that turn one name into another that is still suggested.
const NEAR: usize = 4;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "CASE")]
    case: String,
    #[arg(value_name = "NAME[=VALUE]", required = true)]
    facts: Vec<String>,
    #[arg(long, value_name = "SUBJECT", default_value = "")]
    about: String,
    #[arg(long, value_name = "TIME")]
    occurred: Option<String>,
    #[arg(long, value_name = "TEXT")]
    source: String,
    #[command(flatten)]
    acting: Acting,
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let establish = Establish {
        facts: &arguments.facts,
        about: &arguments.about,
        occurred: arguments.occurred.as_deref(),
        source: &arguments.source,
    };
    let told = match Remote::of(globals, terminal)? {
        Some(remote) => remote.establish(&arguments.case, establish)?,
        None => {
            let book = globals.book()?;
            let actor = arguments.acting.member();
            at_desk(globals, &book, async |desk| {
                let errand = Errand { desk, book: &book, actor: &actor };
                let told = errand.establish(&arguments.case, establish).await;
                told.map_err(|error| match error {
                    NotDone::NoFact(name) => unknown(&book, &name, terminal),
                    NotDone::NoPair(_) => unknown(&book, "", terminal),
                    other => not_done(other),
                })
            })?
        }
    };
    show(&told, terminal)?;
    Ok(Exit::Done)
}

/// That there is no such fact, and which it may have been.
fn unknown(book: &Book, name: &str, terminal: &Terminal<'_>) -> Failure {
    let message = terminal.with("facts-none", [("fact", name.into())]);
    let mut near: Vec<(usize, &str)> = book
        .schema()
        .facts()
        .iter()
        .map(|entry| (distance(name, entry.name.as_str()), entry.name.as_str()))
        .filter(|(distance, known)| *distance <= NEAR || known.contains(name))
        .collect();
    near.sort_unstable();
    let list: Vec<String> = near.iter().take(3).map(|(_, known)| format!("`{known}`")).collect();
    if list.is_empty() || name.is_empty() {
        return usage(message);
    }
    let more = terminal.with("usage-suggested", [("list", list.join(", ").into())]);
    usage(format!("{message}{more}"))
}

/// How many letters must be added, left out or changed to turn one word into the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().take(100).collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (place, left) in one.chars().take(100).enumerate() {
        let mut before = place;
        let mut last = place + 1;
        let mut next = vec![last];
        for (right, above) in other.iter().zip(row.iter().skip(1)) {
            let changed = before + usize::from(left != *right);
            last = changed.min(above + 1).min(last + 1);
            next.push(last);
            before = *above;
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_near_and_another_word_is_not() {
        assert_eq!(distance("remedy_provided", "remedy_provided"), 0);
        assert_eq!(distance("remedy_provded", "remedy_provided"), 1);
        assert_eq!(distance("exploted", "exploited"), 1);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}

//! `tidegate fact CASE NAME[=VALUE]`: establishes facts in a case, each with its source and its time.

use tidegate_core::command::Command;
use tidegate_core::scene::{Keeping, Teller};
use tidegate_law::time::zone;
use tidegate_law::{Book, FactName};

use super::office::{Acting, at_desk, open_case};
use super::tell::{Teach, show};
use super::{Exit, Failure, Globals, Terminal, usage, wrong};
use crate::desk::Order;
use crate::telling::{draw, verb};

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
    let book = globals.book()?;
    let mut facts = Vec::new();
    for written in &arguments.facts {
        let (name, value) = match written.split_once('=') {
            Some((name, value)) => (name.trim(), value.trim()),
            None => match written.trim().strip_prefix("not ") {
                Some(name) => (name.trim(), "false"),
                None => (written.trim(), "true"),
            },
        };
        if book.schema().fact(&FactName::new(name)).is_none() {
            return Err(unknown(&book, name, terminal));
        }
        facts.push((name, value));
    }
    let actor = arguments.acting.member();
    let told = at_desk(globals, &book, async |desk| {
        let case = open_case(desk, &actor, &arguments.case, "establishing a fact").await?;
        let here = desk.office().zone.rules();
        let occurred = arguments.occurred.as_deref();
        let teller =
            Teller { book: &book, case: &case, zone: &here, keeping: Keeping::Case(&draw) };
        let occurred = occurred.map(|text| teller.time(text)).transpose().map_err(usage)?;
        let zone = zone(desk.office().zone.name()).map(|_| desk.office().zone.name().to_owned());
        let zone = zone.map_err(wrong)?;
        let told = Teach { book: &book, desk, actor: &actor, zone };
        let mut tried = case.clone();
        let mut orders = Vec::new();
        for (name, value) in &facts {
            for event in teller.establish(name, value, &arguments.about).map_err(usage)? {
                let Some(verb) = verb(event) else { continue };
                let source = arguments.source.clone();
                let command = Command { occurred: occurred.clone(), source, verb };
                told.attempt(&mut tried, &command).map_err(wrong)?;
                orders.push(Order::new(command));
            }
        }
        told.record(case, orders).await
    })?;
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

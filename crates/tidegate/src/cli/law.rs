//! `tidegate law`: the book, as a table, article by article, checked, analysed as a whole, and compared with another
//! version of it.

use tidegate_law::Book;

use super::{Exit, Failure, Globals, Terminal, usage};

mod check;
mod conflicts;
mod diff;
mod list;
mod prove;
mod reconsider;
mod show;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    List(list::Arguments),
    Show(show::Arguments),
    Check(check::Arguments),
    Conflicts(conflicts::Arguments),
    Diff(diff::Arguments),
    Reconsider(reconsider::Arguments),
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    match &arguments.command {
        Command::List(arguments) => list::run(arguments, terminal, globals),
        Command::Show(arguments) => show::run(arguments, terminal, globals),
        Command::Check(arguments) => check::run(arguments, terminal, globals),
        Command::Conflicts(arguments) => conflicts::run(arguments, terminal, globals),
        Command::Diff(arguments) => diff::run(arguments, terminal, globals),
        Command::Reconsider(arguments) => reconsider::run(arguments, terminal, globals),
    }
}

/// That the book has no statute of this id, and which it has.
fn no_statute(book: &Book, id: &str, terminal: &Terminal<'_>) -> Failure {
    let known: Vec<&str> = book.statutes().iter().map(|one| one.matter.id.as_str()).collect();
    let words = [("id", id.into()), ("known", known.join(", ").into())];
    usage(terminal.with("law-no-statute", words))
}

//! `tidegate help COMMAND`: the manual page of a command.

use clap::CommandFactory;

use super::{Cli, Exit, Failure, Terminal, manual, usage};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "COMMAND")]
    path: Vec<String>,
}

pub(super) fn run(arguments: &Arguments, terminal: &mut Terminal<'_>) -> Result<Exit, Failure> {
    let mut root = manual::spoken(Cli::command(), &terminal.voice);
    root.build();
    let mut page = &mut root;
    for word in &arguments.path {
        let unknown =
            || terminal.with("usage-unknown-command", [("word", format!("`{word}`").into())]);
        page = page.find_subcommand_mut(word).ok_or_else(|| usage(unknown()))?;
    }
    let text = page.render_long_help();
    let text = if terminal.colour { text.ansi().to_string() } else { text.to_string() };
    terminal.text(&text)?;
    Ok(Exit::Done)
}

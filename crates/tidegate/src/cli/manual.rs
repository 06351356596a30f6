//! The manual: what `--help` says, from `words/*/*.ftl`, so that it exists in both languages.
//!
//! A command `tidegate law show` has the message `help-law-show`: its value is the line in lists; `.long` the manual
//! page, `.after` the examples below the options; an argument `at` has `.at`. The arguments that every command takes
//! stand at the message `help-tidegate`. A test walks the whole tree.

use clap::{Arg, Command};

use crate::words::Voice;

/// The command tree with its texts in the language of the voice.
pub(super) fn spoken(command: Command, voice: &Voice) -> Command {
    let template = format!(
        "{{before-help}}{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}\n",
        voice.say("manual-usage")
    );
    page(command, "help-tidegate", voice, &template)
}

fn page(command: Command, id: &str, voice: &Voice, template: &str) -> Command {
    let mut command = command
        .about(voice.say(id))
        .help_template(template.to_owned())
        .subcommand_help_heading(voice.say("manual-commands"))
        .subcommand_value_name(voice.say("manual-command"))
        .mut_args(|argument| described(argument, id, voice));
    if let Some(long) = voice.part(id, "long") {
        command = command.long_about(long);
    }
    if let Some(after) = voice.part(id, "after") {
        command = command.after_help(after.clone()).after_long_help(after);
    }
    let stem = if id == "help-tidegate" { "help" } else { id }.to_owned();
    command.mut_subcommands(|inner| {
        let id = format!("{stem}-{}", inner.get_name());
        page(inner, &id, voice, template)
    })
}

/// An argument with its text. Defaults, variables and values stand in the text, in both languages.
fn described(argument: Arg, id: &str, voice: &Voice) -> Arg {
    let text = voice.part(id, argument.get_id().as_str()).unwrap_or_default();
    let heading = match (id, argument.is_positional()) {
        ("help-tidegate", _) => "manual-globals",
        (_, true) => "manual-arguments",
        (_, false) => "manual-options",
    };
    let takes_value = argument.get_action().takes_values();
    let argument = argument.help(text).help_heading(voice.say(heading));
    if takes_value {
        argument.hide_default_value(true).hide_env(true).hide_possible_values(true)
    } else {
        argument
    }
}

//! `tidegate sign-in LOGIN --server URL`: begins a session at a server and prints its token.
//!
//! The token is the one line of the standard output, so that a shell can take it into `TIDEGATE_TOKEN`; it is shown once
//! and kept nowhere. The passphrase is typed without being shown, or is the first line of the standard
//! input; so is the code of a second factor, which is the second.

use super::member::{code, once};
use super::remote::Remote;
use super::{Exit, Failure, Globals, Terminal, usage};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "LOGIN")]
    login: String,
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let Some(remote) = Remote::of(globals, terminal)? else {
        return Err(usage(terminal.say("remote-no-server")));
    };
    let passphrase = once(terminal)?;
    let begun = remote.sign_in(&arguments.login, &passphrase, || code(terminal))?;
    if terminal.json {
        terminal.json(&begun)?;
    } else {
        terminal.line(&begun.token)?;
    }
    Ok(Exit::Done)
}

//! `tidegate token`: the tokens by which programs work at a server: list, make, revoke.
//!
//! A token is made once and printed once, as the one line of the output. What opens an account is a session and not a
//! token, so these commands run with the session of `tidegate sign-in`.

use super::member::once;
use super::remote::Remote;
use super::{Exit, Failure, Globals, Terminal, usage};
use crate::say::account::TokenTold;
use crate::say::instant;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    List(List),
    Make(Make),
    Revoke(Revoke),
}

#[derive(Debug, clap::Args)]
struct List {}

#[derive(Debug, clap::Args)]
struct Make {
    #[arg(value_name = "NAME")]
    name: String,
    #[arg(long, value_name = "SCOPE", required = true, value_delimiter = ',')]
    scope: Vec<String>,
    #[arg(long, value_name = "DAYS", default_value_t = 90)]
    days: u16,
}

#[derive(Debug, clap::Args)]
struct Revoke {
    #[arg(value_name = "TOKEN")]
    token: String,
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let Some(remote) = Remote::of(globals, terminal)? else {
        return Err(usage(terminal.say("remote-no-server")));
    };
    match &arguments.command {
        Command::List(List {}) => list(&remote, terminal),
        Command::Make(arguments) => make(arguments, &remote, terminal),
        Command::Revoke(arguments) => revoke(arguments, &remote, terminal),
    }
}

fn list(remote: &Remote, terminal: &mut Terminal<'_>) -> Result<Exit, Failure> {
    let (account, zone) = remote.account()?;
    if terminal.json {
        terminal.json(&account.tokens)?;
        return Ok(Exit::Done);
    }
    if account.tokens.is_empty() {
        let line = terminal.say("token-none");
        terminal.paragraph(&line, 0)?;
        return Ok(Exit::Done);
    }
    let comma = terminal.say("list-comma");
    let row = |one: &TokenTold| {
        let scopes: Vec<&str> = one.scopes.iter().map(|scope| scope.word()).collect();
        let used = one.seen.map(|seen| instant(seen, &zone)).unwrap_or_default();
        let (token, name) = (one.token.clone(), one.name.clone());
        vec![token, name, scopes.join(&comma), instant(one.ends, &zone), used]
    };
    let rows: Vec<Vec<String>> = account.tokens.iter().map(row).collect();
    terminal.table(&["head-id", "head-name", "head-scopes", "head-ends", "head-used"], &rows)?;
    Ok(Exit::Done)
}

fn make(arguments: &Make, remote: &Remote, terminal: &mut Terminal<'_>) -> Result<Exit, Failure> {
    let passphrase = once(terminal)?;
    let Make { name, scope, days } = arguments;
    let made = remote.make_token(&passphrase, (name, scope, *days))?;
    if terminal.json {
        terminal.json(&made)?;
    } else {
        terminal.line(&made.shown)?;
    }
    Ok(Exit::Done)
}

fn revoke(
    arguments: &Revoke,
    remote: &Remote,
    terminal: &mut Terminal<'_>,
) -> Result<Exit, Failure> {
    remote.end_token(&arguments.token)?;
    if !terminal.json {
        let line = terminal.say("token-revoked");
        terminal.paragraph(&line, 0)?;
    }
    Ok(Exit::Done)
}

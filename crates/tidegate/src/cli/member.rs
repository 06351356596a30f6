//! `tidegate member`: who may sign in at the pages: add, list, disable, and the keys to
//! which mails to them are encrypted.
//!
//! A passphrase is read from the terminal without showing it, or as one line from the standard input; never from an
//! argument, where other accounts of the machine could read it.

use std::collections::BTreeSet;
use std::io::{BufRead as _, IsTerminal as _};
use std::path::PathBuf;

use anyhow::Context as _;
use jiff::Timestamp;
use serde::Serialize;
use tidegate_core::event::Actor;
use tidegate_core::id::PartyId;
use zeroize::Zeroizing;

use super::office::{at_desk, failed, not_done};
use super::{Exit, Failure, Globals, Terminal, usage, wrong};
use crate::errand::Errand;
use crate::people::{Account, MemberRole, Passphrase};
use crate::say::account::MailKeyTold;
use crate::say::instant;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Add(Add),
    List(List),
    Disable(Disable),
    Key(Key),
}

#[derive(Debug, clap::Args)]
struct Key {
    #[arg(value_name = "LOGIN")]
    login: String,
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    #[arg(long, conflicts_with = "file")]
    drop: bool,
}

#[derive(Debug, clap::Args)]
struct Add {
    #[arg(value_name = "LOGIN")]
    login: String,
    #[arg(long, value_name = "NAME")]
    name: String,
    #[arg(long, value_name = "ROLE", required = true, value_delimiter = ',')]
    role: Vec<String>,
    #[arg(long, value_name = "ORGANISATION")]
    organisation: Option<String>,
}

#[derive(Debug, clap::Args)]
struct List {}

#[derive(Debug, clap::Args)]
struct Disable {
    #[arg(value_name = "LOGIN")]
    login: String,
}

/// Accounts as they are shown; never with anything of the passphrase.
#[derive(Serialize)]
struct Told {
    version: u32,
    members: Vec<MemberTold>,
}

/// An account.
#[derive(Serialize)]
struct MemberTold {
    login: String,
    name: String,
    roles: BTreeSet<MemberRole>,
    /// The organisation whose person it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    organisation: Option<PartyId>,
    created: Timestamp,
    disabled: Option<Timestamp>,
}

impl From<Account> for MemberTold {
    fn from(account: Account) -> Self {
        let Account { login, name, roles, organisation, created, disabled, .. } = account;
        Self { login, name, roles, organisation, created, disabled }
    }
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    match &arguments.command {
        Command::Add(arguments) => add(arguments, terminal, globals),
        Command::List(List {}) => list(terminal, globals),
        Command::Disable(arguments) => disable(arguments, terminal, globals),
        Command::Key(arguments) => key(arguments, terminal, globals),
    }
}

fn add(arguments: &Add, terminal: &mut Terminal<'_>, globals: &Globals) -> Result<Exit, Failure> {
    let roles = arguments
        .role
        .iter()
        .map(|written| role(written, terminal))
        .collect::<Result<BTreeSet<_>, _>>()?;
    let passphrase = passphrase(terminal)?;
    let book = globals.book()?;
    let account = at_desk(globals, &book, async |desk| {
        let Add { login, name, .. } = arguments;
        let mut account =
            Account::new(login, name, roles, &passphrase, desk.now()).map_err(wrong)?;
        if let Some(named) = &arguments.organisation {
            let actor = Actor::Member(String::new());
            let errand = Errand { desk, book: &book, actor: &actor };
            let entry = errand.named_organisation(named).await.map_err(not_done)?;
            account = account.of_organisation(entry.organisation.id);
        }
        desk.add_account(&account).await.map_err(failed)?.map_err(wrong)?;
        Ok(account)
    })?;
    told("member-added", account, terminal)
}

fn disable(
    arguments: &Disable,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let book = globals.book()?;
    let account = at_desk(globals, &book, async |desk| {
        desk.disable_account(&arguments.login).await.map_err(failed)
    })?;
    let Some(account) = account else {
        let words = [("login", arguments.login.as_str().into())];
        return Err(usage(terminal.with("member-none", words)));
    };
    told("member-disabled", account, terminal)
}

/// Shows the key to which mails to somebody are encrypted, puts one on record, or takes it off.
fn key(arguments: &Key, terminal: &mut Terminal<'_>, globals: &Globals) -> Result<Exit, Failure> {
    let read = |path: &PathBuf| {
        std::fs::read_to_string(path).with_context(|| format!("reading `{}`", path.display()))
    };
    let text = arguments.file.as_ref().map(read).transpose()?;
    let book = globals.book()?;
    let (known, kept, at, zone) = at_desk(globals, &book, async |desk| {
        let account = desk.account(&arguments.login).await.map_err(failed)?;
        let zone = desk.office().zone.rules();
        let Some(account) = account else { return Ok((false, None, desk.now(), zone)) };
        if arguments.drop {
            desk.drop_reader_key(&account.login).await.map_err(failed)?;
        }
        if let Some(text) = &text {
            let kept = desk.keep_reader_key(&account.login, text).await.map_err(failed)?;
            kept.map_err(wrong)?;
        }
        Ok((true, desk.reader_key(&account.login).await.map_err(failed)?, desk.now(), zone))
    })?;
    let login = ("login", arguments.login.as_str().into());
    if !known {
        return Err(usage(terminal.with("member-none", [login])));
    }
    let told = kept.map(|kept| MailKeyTold::of(&kept, at));
    if terminal.json {
        terminal.json(&told)?;
        return Ok(Exit::Done);
    }
    let line = match &told {
        None => terminal.with("member-no-key", [login]),
        Some(told) => {
            let since = instant(told.since, &zone).into();
            let key = told.key.fingerprint.as_str().into();
            terminal.with("member-key", [login, ("key", key), ("at", since)])
        }
    };
    terminal.paragraph(&line, 0)?;
    if let Some(why) = told.as_ref().and_then(|told| told.key.no_use_message()) {
        let line = terminal.say(why);
        terminal.paragraph(&line, 0)?;
    }
    Ok(Exit::Done)
}

/// What became of one account.
fn told(id: &str, account: Account, terminal: &mut Terminal<'_>) -> Result<Exit, Failure> {
    let roles = roles(&account.roles, terminal);
    let words = [
        ("login", account.login.as_str().into()),
        ("name", account.name.as_str().into()),
        ("roles", roles.into()),
    ];
    let line = terminal.with(id, words);
    if terminal.json {
        terminal.json(&Told { version: 1, members: vec![account.into()] })?;
    } else {
        terminal.paragraph(&line, 0)?;
    }
    Ok(Exit::Done)
}

fn list(terminal: &mut Terminal<'_>, globals: &Globals) -> Result<Exit, Failure> {
    let book = globals.book()?;
    let (accounts, zone) = at_desk(globals, &book, async |desk| {
        Ok((desk.accounts().await.map_err(failed)?, desk.office().zone.rules()))
    })?;
    let members: Vec<MemberTold> = accounts.into_iter().map(MemberTold::from).collect();
    if terminal.json {
        terminal.json(&Told { version: 1, members })?;
        return Ok(Exit::Done);
    }
    if members.is_empty() {
        let line = terminal.say("member-nobody");
        terminal.paragraph(&line, 0)?;
        return Ok(Exit::Done);
    }
    let state = |one: &MemberTold| match one.disabled {
        Some(at) => terminal.with("member-since-disabled", [("at", instant(at, &zone).into())]),
        None => terminal.say("member-may-sign-in"),
    };
    let rows: Vec<Vec<String>> = members
        .iter()
        .map(|one| {
            vec![one.login.clone(), one.name.clone(), roles(&one.roles, terminal), state(one)]
        })
        .collect();
    terminal.table(&["head-login", "head-name", "head-roles", "head-state"], &rows)?;
    Ok(Exit::Done)
}

fn role(written: &str, terminal: &Terminal<'_>) -> Result<MemberRole, Failure> {
    let known = MemberRole::ALL.into_iter().find(|role| role.word() == written.trim());
    known.ok_or_else(|| {
        let known: Vec<&str> = MemberRole::ALL.iter().map(|role| role.word()).collect();
        let words = [("written", written.into()), ("known", known.join(", ").into())];
        usage(terminal.with("member-no-role", words))
    })
}

fn roles(roles: &BTreeSet<MemberRole>, terminal: &Terminal<'_>) -> String {
    let names: Vec<String> = roles.iter().map(|role| terminal.say(role.message())).collect();
    names.join(&terminal.say("list-comma"))
}

/// The passphrase: asked for twice and not shown where a person types it, else the first line of the standard input.
fn passphrase(terminal: &mut Terminal<'_>) -> Result<Passphrase, Failure> {
    if !std::io::stdin().is_terminal() {
        let mut line = Zeroizing::new(String::new());
        std::io::stdin().lock().read_line(&mut line).map_err(unread)?;
        return Ok(Passphrase::new(line.trim_end_matches(['\r', '\n'])));
    }
    let first = typed(&terminal.say("member-passphrase"))?;
    let second = typed(&terminal.say("member-passphrase-again"))?;
    if *first != *second {
        return Err(usage(terminal.say("member-passphrases-differ")));
    }
    Ok(Passphrase::new(first.as_str()))
}

/// The passphrase of an account that there is: asked for once.
pub(super) fn once(terminal: &mut Terminal<'_>) -> Result<Passphrase, Failure> {
    if std::io::stdin().is_terminal() {
        let typed = typed(&terminal.say("member-passphrase"))?;
        return Ok(Passphrase::new(typed.as_str()));
    }
    passphrase(terminal)
}

/// A secret: typed without being shown, or the next line of the standard input.
pub(super) fn hidden(terminal: &Terminal<'_>, prompt: &str) -> Result<Zeroizing<String>, Failure> {
    if std::io::stdin().is_terminal() {
        return typed(&terminal.say(prompt));
    }
    let mut line = Zeroizing::new(String::new());
    std::io::stdin().lock().read_line(&mut line).map_err(unread)?;
    Ok(line)
}

/// A code of the second factor, which the server asks for: typed, or the next line of the standard input.
pub(super) fn code(terminal: &Terminal<'_>) -> Result<Zeroizing<String>, Failure> {
    hidden(terminal, "member-code")
}

fn typed(prompt: &str) -> Result<Zeroizing<String>, Failure> {
    let console = console::Term::stderr();
    console.write_str(prompt).map_err(unread)?;
    Ok(Zeroizing::new(console.read_secure_line().map_err(unread)?))
}

fn unread(why: std::io::Error) -> anyhow::Error {
    super::InputError::at("-".as_ref())(why)
}

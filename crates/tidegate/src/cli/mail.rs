//! `tidegate mail`: the office's own OpenPGP key, and reports by mail: open and shut, deliver one, see what was put
//! aside.
//!
//! `receive` is what a mail server pipes a message to. It opens no desk, so it works while a server runs: it delivers
//! into the folder that the server empties. What was put aside is seen here alone, by whoever works at the machine.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::office::{at_desk, failed};
use super::{Exit, Failure, Globals, Terminal, usage, wrong};
use crate::incoming::folder::{deliver, make};
use crate::incoming::{MailAside, MailOpen};
use crate::notices::relay::is_address;
use crate::say::instant;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Key(Key),
    Open(Open),
    Shut(Shut),
    Receive(Receive),
    List(List),
    Read(Read),
    Drop(Read),
}

#[derive(Debug, clap::Args)]
struct Open {
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
struct Shut {}

#[derive(Debug, clap::Args)]
struct Receive {}

#[derive(Debug, clap::Args)]
struct List {}

#[derive(Debug, clap::Args)]
struct Read {
    #[arg(value_name = "MAIL")]
    mail: String,
}

/// The messages that were put aside, as they are shown; never what they hold.
#[derive(Serialize)]
struct AsideTold {
    version: u32,
    mails: Vec<AsideListed>,
}

/// A message that was put aside.
#[derive(Serialize)]
struct AsideListed {
    mail: String,
    at: jiff::Timestamp,
    why: &'static str,
    digest: String,
}

#[derive(Debug, clap::Args)]
struct Key {
    #[arg(long, value_name = "ADDRESS")]
    make: Option<String>,
}

/// The key of the office as it is shown; never with anything of its private part.
#[derive(Serialize)]
struct KeyTold {
    version: u32,
    fingerprint: String,
    made: jiff::Timestamp,
    public: String,
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    match &arguments.command {
        Command::Key(arguments) => key(arguments, terminal, globals),
        Command::Open(arguments) => open(arguments, terminal, globals),
        Command::Shut(Shut {}) => shut(terminal, globals),
        Command::Receive(Receive {}) => receive(terminal, globals),
        Command::List(List {}) => list(terminal, globals),
        Command::Read(arguments) => read(arguments, terminal, globals),
        Command::Drop(arguments) => remove(arguments, terminal, globals),
    }
}

/// The Maildir beside the data of the office.
fn beside(globals: &Globals) -> PathBuf {
    let folder = globals.data.join("mail");
    std::path::absolute(&folder).unwrap_or(folder)
}

/// A line, or the same as JSON.
fn said(text: &str, folder: Option<&Path>, terminal: &mut Terminal<'_>) -> Result<Exit, Failure> {
    match terminal.json {
        true => terminal.json(&serde_json::json!({ "version": 1, "folder": folder }))?,
        false => terminal.paragraph(text, 0)?,
    }
    Ok(Exit::Done)
}

fn open(arguments: &Open, terminal: &mut Terminal<'_>, globals: &Globals) -> Result<Exit, Failure> {
    let absolute = |path: &PathBuf| std::path::absolute(path).unwrap_or_else(|_| path.clone());
    let folder = arguments.folder.as_ref().map_or_else(|| beside(globals), absolute);
    let book = globals.book()?;
    at_desk(globals, &book, async |desk| {
        make(&folder).map_err(Failure::Fault)?;
        let open = MailOpen { version: 1, folder: folder.clone() };
        desk.keep(&open).await.map_err(failed)
    })?;
    let shown = folder.display().to_string();
    let line = terminal.with("mail-opened", [("folder", shown.into())]);
    said(&line, Some(&folder), terminal)
}

fn shut(terminal: &mut Terminal<'_>, globals: &Globals) -> Result<Exit, Failure> {
    let book = globals.book()?;
    at_desk(globals, &book, async |desk| desk.drop_kept::<MailOpen>("mail").await.map_err(failed))?;
    let line = terminal.say("mail-shut");
    said(&line, None, terminal)
}

fn receive(terminal: &mut Terminal<'_>, globals: &Globals) -> Result<Exit, Failure> {
    let folder = beside(globals);
    if !folder.join("new").is_dir() {
        return Err(usage(terminal.say("mail-not-open")));
    }
    deliver(&folder, std::io::stdin().lock()).map_err(Failure::Fault)?;
    Ok(Exit::Done)
}

fn list(terminal: &mut Terminal<'_>, globals: &Globals) -> Result<Exit, Failure> {
    let book = globals.book()?;
    let (mails, zone) = at_desk(globals, &book, async |desk| {
        Ok((desk.mails_aside().await.map_err(failed)?, desk.office().zone.rules()))
    })?;
    if terminal.json {
        let listed = |mail: &MailAside| AsideListed {
            mail: mail.id.clone(),
            at: mail.at,
            why: mail.why.word(),
            digest: mail.digest.to_string(),
        };
        terminal.json(&AsideTold { version: 1, mails: mails.iter().map(listed).collect() })?;
        return Ok(Exit::Done);
    }
    if mails.is_empty() {
        let line = terminal.say("mail-none-aside");
        terminal.paragraph(&line, 0)?;
        return Ok(Exit::Done);
    }
    let row = |mail: &MailAside| {
        vec![mail.id.clone(), instant(mail.at, &zone), terminal.say(mail.why.message())]
    };
    let rows: Vec<Vec<String>> = mails.iter().map(row).collect();
    terminal.table(&["head-mail", "head-put-aside", "head-why"], &rows)?;
    Ok(Exit::Done)
}

/// A message as it came, on the standard output.
fn read(arguments: &Read, terminal: &mut Terminal<'_>, globals: &Globals) -> Result<Exit, Failure> {
    let book = globals.book()?;
    let found = at_desk(globals, &book, async |desk| {
        desk.mail_aside(&arguments.mail).await.map_err(failed)
    })?;
    let words = [("mail", arguments.mail.as_str().into())];
    let found = found.ok_or_else(|| usage(terminal.with("mail-none-such", words)))?;
    let raw = found.raw();
    if terminal.json {
        terminal.json(&serde_json::json!({ "version": 1, "mail": found.id,
            "message": String::from_utf8_lossy(&raw) }))?;
    } else {
        terminal.text(&String::from_utf8_lossy(&raw))?;
    }
    Ok(Exit::Done)
}

fn remove(
    arguments: &Read,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let book = globals.book()?;
    let dropped = at_desk(globals, &book, async |desk| {
        desk.drop_mail_aside(&arguments.mail).await.map_err(failed)
    })?;
    let words = [("mail", arguments.mail.as_str().into())];
    if !dropped {
        return Err(usage(terminal.with("mail-none-such", words)));
    }
    let line = terminal.with("mail-dropped", words);
    said(&line, None, terminal)
}

fn key(arguments: &Key, terminal: &mut Terminal<'_>, globals: &Globals) -> Result<Exit, Failure> {
    if arguments.make.as_deref().is_some_and(|address| !is_address(address)) {
        return Err(usage(terminal.say("error-relay-address")));
    }
    let book = globals.book()?;
    let (told, zone) = at_desk(globals, &book, async |desk| {
        if let Some(address) = &arguments.make {
            desk.make_mail_key(address).await.map_err(failed)?.map_err(wrong)?;
        }
        let key = desk.mail_key().await.map_err(failed)?;
        let told: Option<Result<KeyTold, Failure>> = key.map(|key| {
            let (fingerprint, made) = (key.fingerprint(), key.made());
            Ok(KeyTold { version: 1, fingerprint, made, public: key.public().map_err(wrong)? })
        });
        Ok((told.transpose()?, desk.office().zone.rules()))
    })?;
    if terminal.json {
        terminal.json(&told)?;
        return Ok(Exit::Done);
    }
    let Some(told) = told else {
        let line = terminal.say("mail-no-key");
        terminal.paragraph(&line, 0)?;
        return Ok(Exit::Done);
    };
    let made = instant(told.made, &zone);
    let words = [("key", told.fingerprint.as_str().into()), ("at", made.into())];
    let line = terminal.with("mail-key", words);
    terminal.paragraph(&line, 0)?;
    for line in told.public.lines() {
        terminal.line(line)?;
    }
    Ok(Exit::Done)
}

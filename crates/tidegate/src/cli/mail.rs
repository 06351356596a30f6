//! `tidegate mail`: the office's own OpenPGP key, and reports by mail: open and shut, deliver one, see what was put
//! aside.
//!
//! `receive` is what a mail server pipes a message to. It opens no desk, so it works while a server runs: it delivers
//! into the folder that is open, and ends with the codes that a mail server reads (sysexits). What was put aside is seen
//! here alone, by whoever works at the machine: that it was read is noted, and what it holds does not steer the terminal.

use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

use super::office::{at_desk, failed};
use super::{Exit, Failure, Globals, Terminal, usage, wrong};
use crate::incoming::folder::{NotDelivered, deliver, drop_aside, make, mark, marked, unmark};
use crate::incoming::{LONGEST, MailAside, MailOpen, MailReader, MailsGone, Outcome};
use crate::notices::relay::is_address;
use crate::say::instant;
use crate::say::opened::bytes;

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
    Take(Named),
    Drop(Named),
    Again(Again),
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
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
struct Again {
    #[arg(value_name = "CASE")]
    case: String,
}

#[derive(Debug, clap::Args)]
struct Named {
    #[arg(value_name = "MAIL")]
    mail: String,
}

/// The messages that were put aside, as they are shown; never what they hold.
#[derive(Serialize)]
struct AsideTold {
    version: u32,
    mails: Vec<AsideListed>,
    gone: Vec<GoneListed>,
}

/// What is left of messages of machines that went.
#[derive(Serialize)]
struct GoneListed {
    why: &'static str,
    count: u64,
    at: jiff::Timestamp,
    digests: Vec<String>,
}

/// A message that was put aside.
#[derive(Serialize)]
struct AsideListed {
    mail: String,
    at: jiff::Timestamp,
    why: &'static str,
    digest: String,
    size: u64,
    read: Vec<jiff::Timestamp>,
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
        Command::Take(arguments) => take(arguments, terminal, globals),
        Command::Drop(arguments) => remove(arguments, terminal, globals),
        Command::Again(arguments) => again(arguments, terminal, globals),
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
        desk.keep(&open).await.map_err(failed)?;
        mark(&beside(globals), &folder).map_err(Failure::Fault)
    })?;
    let shown = folder.display().to_string();
    let line = terminal.with("mail-opened", [("folder", shown.into())]);
    said(&line, Some(&folder), terminal)
}

fn shut(terminal: &mut Terminal<'_>, globals: &Globals) -> Result<Exit, Failure> {
    let book = globals.book()?;
    unmark(&beside(globals)).map_err(Failure::Fault)?;
    at_desk(globals, &book, async |desk| desk.drop_kept::<MailOpen>("mail").await.map_err(failed))?;
    let line = terminal.say("mail-shut");
    said(&line, None, terminal)
}

fn receive(terminal: &mut Terminal<'_>, globals: &Globals) -> Result<Exit, Failure> {
    let later = |message: String| Failure::Undelivered(Exit::MailLater, message);
    let folder = marked(&beside(globals)).ok_or_else(|| later(terminal.say("mail-not-open")))?;
    match deliver(&folder, std::io::stdin().lock()) {
        Ok(()) => Ok(Exit::Done),
        Err(NotDelivered::TooLong) => {
            let words = [("most", (LONGEST >> 20).into())];
            Err(Failure::Undelivered(Exit::MailRefused, terminal.with("mail-too-long", words)))
        }
        Err(NotDelivered::Full) => Err(later(terminal.say("mail-full"))),
        Err(NotDelivered::Failed(error)) => Err(later(format!("{error:#}"))),
    }
}

fn list(terminal: &mut Terminal<'_>, globals: &Globals) -> Result<Exit, Failure> {
    let book = globals.book()?;
    let (mails, gone, zone) = at_desk(globals, &book, async |desk| {
        let (mails, gone) = (desk.mails_aside().await, desk.mails_gone().await);
        Ok((mails.map_err(failed)?, gone.map_err(failed)?, desk.office().zone.rules()))
    })?;
    if terminal.json {
        let listed = |mail: &MailAside| AsideListed {
            mail: mail.id.clone(),
            at: mail.at,
            why: mail.why.word(),
            digest: mail.digest.to_string(),
            size: mail.size,
            read: mail.read.clone(),
        };
        let left = |gone: &MailsGone| GoneListed {
            why: gone.why.word(),
            count: gone.count,
            at: gone.at,
            digests: gone.digests.iter().map(ToString::to_string).collect(),
        };
        let gone = gone.iter().map(left).collect();
        terminal.json(&AsideTold {
            version: 1,
            mails: mails.iter().map(listed).collect(),
            gone,
        })?;
        return Ok(Exit::Done);
    }
    for gone in &gone {
        let words = [("count", gone.count.into()), ("at", instant(gone.at, &zone).into())];
        let line = terminal.with("mail-machines-gone", words);
        terminal.paragraph(&line, 0)?;
    }
    if mails.is_empty() {
        let line = terminal.say("mail-none-aside");
        terminal.paragraph(&line, 0)?;
        return Ok(Exit::Done);
    }
    let row = |mail: &MailAside| {
        let read = mail.read.last().map(|at| instant(*at, &zone)).unwrap_or_default();
        let why = terminal.say(mail.why.message());
        vec![mail.id.clone(), instant(mail.at, &zone), bytes(mail.size), read, why]
    };
    let rows: Vec<Vec<String>> = mails.iter().map(row).collect();
    terminal.table(
        &["head-mail", "head-put-aside", "head-size", "head-mail-read", "head-why"],
        &rows,
    )?;
    Ok(Exit::Done)
}

/// A message as it came, to a file; on a terminal without what would steer it.
fn read(arguments: &Read, terminal: &mut Terminal<'_>, globals: &Globals) -> Result<Exit, Failure> {
    let book = globals.book()?;
    let found = at_desk(globals, &book, async |desk| {
        desk.read_mail_aside(&arguments.mail).await.map_err(failed)
    })?;
    let words = || [("mail", arguments.mail.as_str().into())];
    let (row, raw) = found.ok_or_else(|| usage(terminal.with("mail-none-such", words())))?;
    let raw = raw.ok_or_else(|| usage(terminal.with("mail-content-gone", words())))?;
    if let Some(to) = &arguments.to {
        let mut options = std::fs::OpenOptions::new();
        let file = options.write(true).create_new(true).mode(0o600).open(to);
        let written = file.and_then(|mut file| file.write_all(&raw).and_then(|()| file.flush()));
        written.map_err(|error| {
            let about = format!("writing `{}`", to.display());
            Failure::Fault(anyhow::Error::new(error).context(about))
        })?;
        let line = terminal.with("mail-written", [("file", to.display().to_string().into())]);
        return said(&line, None, terminal);
    }
    if terminal.json {
        terminal.json(&serde_json::json!({ "version": 2, "mail": row.id,
            "base64": STANDARD.encode(&*raw) }))?;
        return Ok(Exit::Done);
    }
    for line in String::from_utf8_lossy(&raw).lines() {
        terminal.line(line)?;
    }
    Ok(Exit::Done)
}

/// Takes a message again: somebody looked at it, so it is no machine's and not one too many.
fn take(
    arguments: &Named,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let book = globals.book()?;
    let reader = MailReader::of_this_program().map_err(Failure::Fault)?;
    let (outcome, handle) = at_desk(globals, &book, async |desk| {
        let outcome =
            desk.take_mail_again(&book, &reader, &arguments.mail).await.map_err(failed)?;
        let case = match outcome {
            Some(Outcome::Report(case) | Outcome::Again(case) | Outcome::Message(case)) => {
                Some(desk.find(&case.to_string()).await.map_err(failed)?.handle)
            }
            Some(Outcome::Aside(_) | Outcome::NoRoom | Outcome::Later) | None => None,
        };
        Ok((outcome, case))
    })?;
    match (outcome, handle) {
        (Some(_), Some(handle)) => {
            let line = terminal.with("mail-taken", [("handle", handle.as_str().into())]);
            match terminal.json {
                true => terminal.json(&serde_json::json!({ "version": 1, "handle": handle }))?,
                false => terminal.paragraph(&line, 0)?,
            }
            Ok(Exit::Done)
        }
        (Some(Outcome::Later), None) => Err(usage(terminal.say("mail-not-now"))),
        (Some(Outcome::Aside(why)), None) => {
            let why = terminal.say(why.message());
            Err(usage(terminal.with("mail-still-aside", [("why", why.into())])))
        }
        (_, _) => {
            let words = [("mail", arguments.mail.as_str().into())];
            Err(usage(terminal.with("mail-content-gone", words)))
        }
    }
}

fn remove(
    arguments: &Named,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let book = globals.book()?;
    let dropped = at_desk(globals, &book, async |desk| {
        drop_aside(desk, &arguments.mail).await.map_err(failed)
    })?;
    let words = [("mail", arguments.mail.as_str().into())];
    if !dropped {
        return Err(usage(terminal.with("mail-none-such", words)));
    }
    let line = terminal.with("mail-dropped", words);
    said(&line, None, terminal)
}

/// Has the parcels of a case sent again that were given up.
fn again(
    arguments: &Again,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let book = globals.book()?;
    let count = at_desk(globals, &book, async |desk| {
        let case = desk.find(&arguments.case).await.map_err(failed)?.case;
        desk.send_parcels_again(case).await.map_err(failed)
    })?;
    if terminal.json {
        terminal.json(&serde_json::json!({ "version": 1, "again": count }))?;
        return Ok(Exit::Done);
    }
    let line = terminal.with("mail-again", [("count", count.into())]);
    terminal.paragraph(&line, 0)?;
    Ok(Exit::Done)
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

//! `tidegate notices`: what was sent to tell somebody, and how: list, send again, the mail relay, the ladder, webhooks,
//! and how each member wants to be told.
//!
//! A relay and a webhook into the network are set here alone, by whoever works at the machine of the office. Secrets are
//! named by file or variable and never taken as an argument; that of a webhook is shown once.

use std::path::PathBuf;

use serde::Serialize;
use tidegate_core::case::Patience;
use tidegate_law::Language;

use super::office::{at_desk, failed};
use super::{Exit, Failure, Globals, Terminal, usage, wrong};
use crate::notices::ladder::Ladder;
use crate::notices::patience::NoPatience;
use crate::notices::reader::Reader;
use crate::notices::relay::{CredentialsIn, MailRelay, Security, is_address};
use crate::notices::webhook::Webhook;
use crate::say::instant;
use crate::say::notices::{self, NoticeTold, PatienceTold};

/// How many notices are listed unless more are asked for.
const LISTED: u32 = 50;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    List(List),
    Again(Again),
    Relay(Relay),
    Ladder(Steps),
    Patience(Days),
    Webhook(Hook),
    Reader(Read),
}

#[derive(Debug, clap::Args)]
struct List {
    #[arg(long, value_name = "NUMBER", default_value_t = LISTED)]
    most: u32,
}

#[derive(Debug, clap::Args)]
struct Again {
    #[arg(value_name = "NOTICE")]
    notice: String,
}

#[derive(Debug, clap::Args)]
struct Relay {
    #[arg(value_name = "HOST", requires = "from")]
    host: Option<String>,
    #[arg(long, value_name = "PORT", default_value_t = 465)]
    port: u16,
    #[arg(long, value_name = "HOW", default_value = "tls")]
    security: String,
    #[arg(long, value_name = "ADDRESS")]
    from: Option<String>,
    #[arg(long, value_name = "ADDRESS")]
    own_address: Option<String>,
    #[arg(long, value_name = "FILE")]
    credentials: Option<PathBuf>,
    #[arg(long, value_name = "NAME", conflicts_with = "credentials")]
    variable: Option<String>,
}

#[derive(Debug, clap::Args)]
struct Steps {
    #[arg(value_name = "STEP=WHOM")]
    steps: Vec<String>,
}

#[derive(Debug, clap::Args)]
struct Days {
    #[arg(value_name = "DAYS", num_args = 3)]
    days: Vec<u16>,
}

#[derive(Debug, clap::Args)]
struct Hook {
    #[arg(value_name = "NAME")]
    name: Option<String>,
    #[arg(value_name = "ADDRESS", requires = "name")]
    address: Option<String>,
    #[arg(long)]
    inside: bool,
    #[arg(long, conflicts_with = "address", requires = "name")]
    drop: bool,
}

#[derive(Debug, clap::Args)]
struct Read {
    #[arg(value_name = "LOGIN")]
    login: String,
    #[arg(value_name = "ADDRESS")]
    address: String,
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<String>,
    #[arg(long, value_name = "FROM-TO")]
    quiet: Option<String>,
    #[arg(long, value_name = "HOUR")]
    digest: Option<i8>,
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    match &arguments.command {
        Command::List(arguments) => list(arguments, terminal, globals),
        Command::Again(arguments) => again(arguments, terminal, globals),
        Command::Relay(arguments) => relay(arguments, terminal, globals),
        Command::Ladder(arguments) => ladder(arguments, terminal, globals),
        Command::Patience(arguments) => patience(arguments, terminal, globals),
        Command::Webhook(arguments) => webhook(arguments, terminal, globals),
        Command::Reader(arguments) => reader(arguments, terminal, globals),
    }
}

fn list(arguments: &List, terminal: &mut Terminal<'_>, globals: &Globals) -> Result<Exit, Failure> {
    let book = globals.book()?;
    let (told, zone) = at_desk(globals, &book, async |desk| {
        let found = desk.notices(arguments.most).await.map_err(failed)?;
        Ok((notices::all(&found, desk.now()), desk.office().zone.rules()))
    })?;
    if terminal.json {
        terminal.json(&told)?;
        return Ok(Exit::Done);
    }
    if told.notices.is_empty() {
        let line = terminal.say("notices-none");
        terminal.paragraph(&line, 0)?;
        return Ok(Exit::Done);
    }
    let row = |one: &NoticeTold| {
        vec![
            one.notice.clone(),
            terminal.say(one.message),
            one.handle.clone().unwrap_or_default(),
            one.due.map(|due| instant(due, &zone)).unwrap_or_default(),
            notices::addressee(&one.to, &terminal.voice),
            match one.sealing_message {
                Some(sealing) => {
                    let words = [
                        ("state", notices::stands(one, &terminal.voice).into()),
                        ("why", terminal.say(sealing).into()),
                    ];
                    terminal.with("notice-because", words)
                }
                None => notices::stands(one, &terminal.voice),
            },
        ]
    };
    let rows: Vec<Vec<String>> = told.notices.iter().map(row).collect();
    let heads = ["head-notice", "head-tells", "head-case", "head-due", "head-to", "head-state"];
    terminal.table(&heads, &rows)?;
    Ok(Exit::Done)
}

fn again(
    arguments: &Again,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let book = globals.book()?;
    let found = at_desk(globals, &book, async |desk| {
        let found = desk.send_again(&arguments.notice).await.map_err(failed)?;
        Ok(found.map(|notice| notices::all(&[notice], desk.now())))
    })?;
    let words = [("notice", arguments.notice.as_str().into())];
    let Some(told) = found else { return Err(usage(terminal.with("notices-no-such", words))) };
    done(&told, terminal.with("notices-again", words), terminal)
}

fn relay(
    arguments: &Relay,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let book = globals.book()?;
    let chosen = chosen_relay(arguments, terminal)?;
    let kept = at_desk(globals, &book, async |desk| {
        if let Some(relay) = &chosen {
            desk.keep(relay).await.map_err(failed)?;
        }
        desk.mail_relay().await.map_err(failed)
    })?;
    let line = match &kept {
        None => terminal.say("notices-no-relay"),
        Some(relay) => {
            let words = [
                ("host", relay.host.as_str().into()),
                ("port", relay.port.to_string().into()),
                ("from", relay.from.as_str().into()),
            ];
            terminal.with("notices-relay", words)
        }
    };
    done(&kept, line, terminal)
}

fn chosen_relay(arguments: &Relay, terminal: &Terminal<'_>) -> Result<Option<MailRelay>, Failure> {
    let (Some(host), Some(from)) = (&arguments.host, &arguments.from) else { return Ok(None) };
    let known = Security::ALL.into_iter().find(|(word, _)| *word == arguments.security);
    let words = [("written", arguments.security.as_str().into())];
    let (_, security) = known.ok_or_else(|| usage(terminal.with("notices-no-security", words)))?;
    let absolute = |path: &PathBuf| std::path::absolute(path).unwrap_or_else(|_| path.clone());
    let file = arguments.credentials.as_ref().map(|path| CredentialsIn::File(absolute(path)));
    let variable = arguments.variable.clone().map(CredentialsIn::Variable);
    let (host, from, office) = (host.clone(), from.clone(), arguments.own_address.clone());
    let (port, credentials) = (arguments.port, file.or(variable));
    let relay = MailRelay { version: 1, host, port, security, credentials, from, office };
    relay.checked().map(Some).map_err(wrong)
}

fn ladder(
    arguments: &Steps,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let book = globals.book()?;
    let chosen = match arguments.steps.as_slice() {
        [] => None,
        [usual] if usual == "usual" => Some(Ladder::default()),
        steps => Some(Ladder::read(steps).map_err(wrong)?),
    };
    let kept = at_desk(globals, &book, async |desk| {
        if let Some(ladder) = &chosen {
            desk.choose_ladder(ladder).await.map_err(failed)?;
        }
        desk.ladder().await.map_err(failed)
    })?;
    done(&kept, kept.written().join("\n"), terminal)
}

fn patience(
    arguments: &Days,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let book = globals.book()?;
    let chosen = match arguments.days.as_slice() {
        [remind, escalate, decide] => {
            let (remind, escalate, decide) = (*remind, *escalate, *decide);
            let chosen = Patience { remind, escalate, decide };
            Some(chosen)
                .filter(|one| one.is_in_order())
                .ok_or_else(|| wrong(NoPatience))
                .map(Some)?
        }
        _ => None,
    };
    let kept = at_desk(globals, &book, async |desk| {
        if let Some(patience) = chosen {
            desk.choose_patience(patience).await.map_err(failed)?;
        }
        desk.patience().await.map_err(failed)
    })?;
    let told = PatienceTold::from(kept);
    let words = [
        ("remind", told.remind.to_string().into()),
        ("escalate", told.escalate.to_string().into()),
        ("decide", told.decide.to_string().into()),
    ];
    done(&told, terminal.with("notices-patience-told", words), terminal)
}

/// A webhook as it is shown; its secret only when it is made.
#[derive(Serialize)]
struct HookTold {
    version: u32,
    name: String,
    url: String,
    inside: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
}

impl HookTold {
    fn of(hook: Webhook, made: bool) -> Self {
        let secret = made.then(|| hook.secret().to_owned());
        Self { version: 1, name: hook.name, url: hook.url, inside: hook.inside, secret }
    }

    fn line(&self, terminal: &Terminal<'_>) -> String {
        let words = [("name", self.name.as_str().into()), ("url", self.url.as_str().into())];
        let line = terminal.with("notices-webhook", words);
        match &self.secret {
            Some(secret) => {
                let shown = [("secret", secret.as_str().into())];
                format!("{line}\n{}", terminal.with("notices-webhook-secret", shown))
            }
            None => line,
        }
    }
}

fn webhook(
    arguments: &Hook,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let book = globals.book()?;
    let told: Vec<HookTold> =
        at_desk(globals, &book, async |desk| match (&arguments.name, &arguments.address) {
            (Some(name), Some(url)) => {
                let made = Webhook::new(name, url, arguments.inside, desk.now()).map_err(failed)?;
                let hook = made.map_err(wrong)?;
                desk.keep(&hook).await.map_err(failed)?;
                Ok(vec![HookTold::of(hook, true)])
            }
            (name, _) => {
                if let (Some(name), true) = (name, arguments.drop) {
                    desk.drop_kept::<Webhook>(name).await.map_err(failed)?;
                }
                let all = desk.webhooks().await.map_err(failed)?.into_iter();
                Ok(all.map(|hook| HookTold::of(hook, false)).collect())
            }
        })?;
    let lines: Vec<String> = told.iter().map(|one| one.line(terminal)).collect();
    let none = || terminal.say("notices-no-webhook");
    let text = if lines.is_empty() { none() } else { lines.join("\n") };
    done(&told, text, terminal)
}

fn reader(
    arguments: &Read,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let wrong_hour = || usage(terminal.say("notices-no-hours"));
    let hour = |text: &str| text.parse().ok().filter(|hour: &i8| (0..24).contains(hour));
    let quiet = arguments.quiet.as_deref().map(|text| {
        let (from, to) = text.split_once('-')?;
        Some((hour(from)?, hour(to)?))
    });
    let quiet = quiet.map(|read| read.ok_or_else(wrong_hour)).transpose()?;
    if arguments.digest.is_some_and(|hour| !(0..24).contains(&hour)) {
        return Err(wrong_hour());
    }
    if !is_address(&arguments.address) {
        return Err(usage(terminal.say("error-relay-address")));
    }
    let language = match arguments.language.as_deref() {
        None => None,
        Some("en") => Some(Language::English),
        Some("zh") => Some(Language::Chinese),
        Some(_) => return Err(usage(terminal.say("notices-no-language"))),
    };
    let (login, address) = (arguments.login.to_lowercase(), arguments.address.clone());
    let reader = Reader { version: 1, login, address, language, quiet, digest: arguments.digest };
    let book = globals.book()?;
    let known = at_desk(globals, &book, async |desk| {
        let known = desk.accounts().await.map_err(failed)?;
        let known = known.iter().any(|account| account.login == reader.login);
        if known {
            desk.keep(&reader).await.map_err(failed)?;
        }
        Ok(known)
    })?;
    let words = [("login", reader.login.as_str().into())];
    if !known {
        return Err(usage(terminal.with("member-none", words)));
    }
    let words =
        [("login", reader.login.as_str().into()), ("address", reader.address.as_str().into())];
    done(&reader, terminal.with("notices-reader", words), terminal)
}

/// What came of it, as JSON or in lines.
fn done(
    told: &impl Serialize,
    lines: String,
    terminal: &mut Terminal<'_>,
) -> Result<Exit, Failure> {
    if terminal.json {
        terminal.json(told)?;
        return Ok(Exit::Done);
    }
    for line in lines.lines() {
        terminal.paragraph(line, 0)?;
    }
    Ok(Exit::Done)
}

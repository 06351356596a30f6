//! `tidegate single-sign-on`: providers of OpenID Connect: list, set, end, expect somebody, let in by them alone.
//!
//! The client secret is typed without being shown, or is one line of the standard input; never an argument, where other
//! accounts of the machine could read it.

use jiff::tz::TimeZone;

use super::member::hidden;
use super::office::{Acting, at_desk, failed};
use super::remote::Remote;
use super::{Exit, Failure, Globals, Terminal, wrong};
use crate::api::{ExpectedBody, ProviderBody};
use crate::desk::Desk;
use crate::errand::single as errand;
use crate::errand::single::Expecting;
use crate::people::{AskedAfter, NoProvider};
use crate::say::instant;
use crate::say::single::{ExpectedTold, ProviderTold, SignInChangeTold, SingleTold};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    List(List),
    Set(Set),
    End(End),
    Expect(Expect),
    Forget(Forget),
    Only(Only),
}

#[derive(Debug, clap::Args)]
struct List {}

#[derive(Debug, clap::Args)]
struct Set {
    #[arg(value_name = "PROVIDER")]
    provider: String,
    #[arg(long, value_name = "TEXT")]
    label: String,
    #[arg(long, value_name = "ADDRESS")]
    issuer: String,
    #[arg(long, value_name = "ID")]
    client: String,
    #[arg(long)]
    inside: bool,
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = After::UnlessSaid)]
    after: After,
    #[arg(long, value_name = "VALUE")]
    acr: Vec<String>,
    #[arg(long)]
    keep_secret: bool,
    #[command(flatten)]
    acting: Acting,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum After {
    UnlessSaid,
    Always,
    Never,
}

impl From<After> for AskedAfter {
    fn from(after: After) -> Self {
        match after {
            After::UnlessSaid => Self::UnlessSaid,
            After::Always => Self::Always,
            After::Never => Self::Never,
        }
    }
}

#[derive(Debug, clap::Args)]
struct End {
    #[arg(value_name = "PROVIDER")]
    provider: String,
    #[command(flatten)]
    acting: Acting,
}

#[derive(Debug, clap::Args)]
struct Expect {
    #[arg(value_name = "PROVIDER")]
    provider: String,
    #[arg(value_name = "LOGIN")]
    login: String,
    #[arg(long, value_name = "SUBJECT", required_unless_present = "email")]
    subject: Option<String>,
    #[arg(long, value_name = "ADDRESS", conflicts_with = "subject")]
    email: Option<String>,
    #[command(flatten)]
    acting: Acting,
}

#[derive(Debug, clap::Args)]
struct Forget {
    #[arg(value_name = "ID")]
    expected: String,
    #[command(flatten)]
    acting: Acting,
}

#[derive(Debug, clap::Args)]
struct Only {
    #[arg(value_name = "LOGIN")]
    login: String,
    #[arg(long)]
    not: bool,
    #[command(flatten)]
    acting: Acting,
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let secret = match &arguments.command {
        Command::Set(Set { keep_secret: false, .. }) => {
            let secret = hidden(terminal, "single-secret-typed")?;
            Some(secret.trim().to_owned())
        }
        _ => None,
    };
    let (told, zone) = match Remote::of(globals, terminal)? {
        Some(remote) => there(&arguments.command, secret, &remote)?,
        None => {
            let book = globals.book()?;
            at_desk(globals, &book, async |desk| {
                let told = here(&arguments.command, secret, desk).await;
                let told = told.map_err(|not| match not {
                    NoProvider::Desk(error) => failed(error),
                    not => wrong(not),
                })?;
                Ok((told, desk.office().zone.rules()))
            })?
        }
    };
    show(&told, &zone, terminal)
}

fn body(arguments: &Set, secret: Option<String>) -> ProviderBody {
    let Set { provider, label, issuer, client, inside, after, acr, .. } = arguments;
    ProviderBody {
        provider: provider.clone(),
        label: label.clone(),
        issuer: issuer.clone(),
        client: client.clone(),
        secret,
        inside: *inside,
        after: (*after).into(),
        acr: acr.clone(),
    }
}

async fn here(
    command: &Command,
    secret: Option<String>,
    desk: &Desk,
) -> Result<SingleTold, NoProvider> {
    match command {
        Command::List(List {}) => Ok(errand::single(desk).await?),
        Command::Set(one) => {
            errand::provide(desk, &one.acting.name(), body(one, secret).into()).await
        }
        Command::End(one) => errand::provide_no_more(desk, &one.acting.name(), &one.provider).await,
        Command::Expect(one) => {
            let asked = Expecting {
                provider: &one.provider,
                login: &one.login,
                subject: one.subject.as_deref(),
                email: one.email.as_deref(),
            };
            errand::expect(desk, &one.acting.name(), asked).await
        }
        Command::Forget(one) => {
            errand::expect_no_more(desk, &one.acting.name(), &one.expected).await
        }
        Command::Only(one) => errand::only(desk, &one.acting.name(), (&one.login, !one.not)).await,
    }
}

fn there(
    command: &Command,
    secret: Option<String>,
    remote: &Remote,
) -> Result<(SingleTold, TimeZone), Failure> {
    match command {
        Command::List(List {}) => return remote.single(),
        Command::Set(one) => remote.provide(&body(one, secret))?,
        Command::End(one) => remote.provide_no_more(&one.provider)?,
        Command::Expect(one) => remote.expect(&ExpectedBody {
            provider: one.provider.clone(),
            login: one.login.clone(),
            subject: one.subject.clone(),
            email: one.email.clone(),
        })?,
        Command::Forget(one) => remote.expect_no_more(&one.expected)?,
        Command::Only(one) => remote.only(&one.login, !one.not)?,
    };
    remote.single()
}

fn show(told: &SingleTold, zone: &TimeZone, terminal: &mut Terminal<'_>) -> Result<Exit, Failure> {
    if terminal.json {
        terminal.json(told)?;
        return Ok(Exit::Done);
    }
    if told.providers.is_empty() {
        let line = terminal.say("single-none");
        terminal.paragraph(&line, 0)?;
    } else {
        let row = |one: &ProviderTold| {
            let (name, issuer) = (one.provider.clone(), one.issuer.clone());
            vec![name, one.label.clone(), issuer, terminal.say(one.after.message())]
        };
        let rows: Vec<Vec<String>> = told.providers.iter().map(row).collect();
        terminal.table(&["head-provider", "head-name", "head-issuer", "head-factor"], &rows)?;
    }
    if !told.expected.is_empty() {
        let row = |one: &ExpectedTold| {
            let whom = one.subject.clone().or_else(|| one.email.clone()).unwrap_or_default();
            vec![one.expected.clone(), one.login.clone(), one.provider.clone(), whom]
        };
        let rows: Vec<Vec<String>> = told.expected.iter().map(row).collect();
        terminal.table(&["head-id", "head-login", "head-provider", "head-whom"], &rows)?;
    }
    if !told.changes.is_empty() {
        let row = |one: &SignInChangeTold| {
            let (id, login, provider) = one.sentence();
            let words = [("login", login.into()), ("provider", provider.into())];
            vec![instant(one.at, zone), one.by.clone(), terminal.with(id, words)]
        };
        let rows: Vec<Vec<String>> = told.changes.iter().map(row).collect();
        terminal.table(&["head-when", "head-recorded-by", "head-what"], &rows)?;
    }
    Ok(Exit::Done)
}

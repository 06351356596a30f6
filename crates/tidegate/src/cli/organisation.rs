//! `tidegate organisation`: the register of organisations: add, list, show, change.
//!
//! Each argument is a field as it is written in the form of the pages; keys and a security.txt are files.

use std::path::{Path, PathBuf};

use tidegate_core::event::Actor;
use tidegate_core::organisation::Profile;

use super::office::{Acting, at_desk, not_done};
use super::{Exit, Failure, Globals, InputError, Terminal};
use crate::errand::Errand;
use crate::say::organisation::OrganisationTold;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Add(Box<Add>),
    List(List),
    Show(Show),
    Change(Box<Change>),
    Catalogue(Catalogue),
}

#[derive(Debug, clap::Args)]
struct Add {
    #[arg(value_name = "NAME")]
    name: String,
    #[command(flatten)]
    fields: Fields,
    #[command(flatten)]
    acting: Acting,
}

#[derive(Debug, clap::Args)]
struct List {}

#[derive(Debug, clap::Args)]
struct Show {
    #[arg(value_name = "ORGANISATION")]
    organisation: String,
}

#[derive(Debug, clap::Args)]
struct Change {
    #[arg(value_name = "ORGANISATION")]
    organisation: String,
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    #[command(flatten)]
    fields: Fields,
    #[command(flatten)]
    acting: Acting,
}

#[derive(Debug, clap::Args)]
struct Catalogue {
    #[arg(value_name = "ORGANISATION")]
    organisation: String,
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    #[command(flatten)]
    acting: Acting,
}

#[derive(Debug, clap::Args)]
struct Fields {
    #[arg(long, value_name = "NAME")]
    zh: Option<String>,
    #[arg(long, value_name = "NAME")]
    alias: Vec<String>,
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    #[arg(long, value_name = "ROLE", value_delimiter = ',')]
    role: Vec<String>,
    #[arg(long, value_name = "KEY")]
    authority: Option<String>,
    #[arg(long, value_name = "PLACE")]
    established: Option<String>,
    #[arg(long, value_name = "PLACE", value_delimiter = ',')]
    market: Vec<String>,
    #[arg(long, value_name = "DOMAIN", value_delimiter = ',')]
    domain: Vec<String>,
    #[arg(long, value_name = "CONTACT")]
    contact: Vec<String>,
    #[arg(long, value_name = "FILE")]
    key: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    security_txt: Option<PathBuf>,
}

impl Fields {
    /// The profile with every field that was given in place of the one it had.
    fn onto(&self, mut profile: Profile) -> Result<Profile, Failure> {
        let texts = [
            (&self.zh, &mut profile.name_zh),
            (&self.kind, &mut profile.kind),
            (&self.authority, &mut profile.authority),
            (&self.established, &mut profile.established),
        ];
        for (given, field) in texts {
            if let Some(given) = given {
                field.clone_from(given);
            }
        }
        let lists = [
            (&self.alias, &mut profile.aliases),
            (&self.role, &mut profile.roles),
            (&self.market, &mut profile.markets),
            (&self.domain, &mut profile.domains),
            (&self.contact, &mut profile.contacts),
        ];
        for (given, field) in lists {
            if !given.is_empty() {
                field.clone_from(given);
            }
        }
        if !self.key.is_empty() {
            profile.keys = self.key.iter().map(|file| read(file)).collect::<Result<_, _>>()?;
        }
        if let Some(file) = &self.security_txt {
            profile.security_txt = read(file)?;
        }
        Ok(profile)
    }
}

fn read(file: &Path) -> Result<String, Failure> {
    Ok(std::fs::read_to_string(file).map_err(InputError::at(file))?)
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    match &arguments.command {
        Command::Add(arguments) => add(arguments, terminal, globals),
        Command::List(List {}) => list(terminal, globals),
        Command::Show(arguments) => show(arguments, terminal, globals),
        Command::Change(arguments) => change(arguments, terminal, globals),
        Command::Catalogue(arguments) => catalogue(arguments, terminal, globals),
    }
}

/// Who reads where nothing is recorded.
fn reader() -> Actor {
    Actor::Member(String::new())
}

fn add(arguments: &Add, terminal: &mut Terminal<'_>, globals: &Globals) -> Result<Exit, Failure> {
    let (book, actor) = (globals.book()?, arguments.acting.member());
    let written = Profile { name: arguments.name.clone(), ..Profile::default() };
    let profile = arguments.fields.onto(written)?;
    let told = at_desk(globals, &book, async |desk| {
        let errand = Errand { desk, book: &book, actor: &actor };
        errand.register_organisation(&profile).await.map_err(not_done)
    })?;
    said(&told, terminal)
}

fn change(
    arguments: &Change,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let (book, actor) = (globals.book()?, arguments.acting.member());
    let told = at_desk(globals, &book, async |desk| {
        let errand = Errand { desk, book: &book, actor: &actor };
        let named = &arguments.organisation;
        let before = errand.named_organisation(named).await.map_err(not_done)?.organisation;
        let mut profile = arguments.fields.onto(before.profile())?;
        if let Some(name) = &arguments.name {
            profile.name.clone_from(name);
        }
        errand.rewrite_organisation(&before.id.to_string(), &profile).await.map_err(not_done)
    })?;
    said(&told, terminal)
}

fn show(arguments: &Show, terminal: &mut Terminal<'_>, globals: &Globals) -> Result<Exit, Failure> {
    let (book, actor) = (globals.book()?, reader());
    let told = at_desk(globals, &book, async |desk| {
        let errand = Errand { desk, book: &book, actor: &actor };
        errand.organisation(&arguments.organisation).await.map_err(not_done)
    })?;
    said(&told, terminal)
}

fn list(terminal: &mut Terminal<'_>, globals: &Globals) -> Result<Exit, Failure> {
    let (book, actor) = (globals.book()?, reader());
    let told = at_desk(globals, &book, async |desk| {
        let errand = Errand { desk, book: &book, actor: &actor };
        errand.organisations().await.map_err(not_done)
    })?;
    if terminal.json {
        terminal.json(&told)?;
        return Ok(Exit::Done);
    }
    if told.organisations.is_empty() {
        let line = terminal.say("organisations-none");
        terminal.paragraph(&line, 0)?;
        return Ok(Exit::Done);
    }
    let rows: Vec<Vec<String>> = told
        .organisations
        .into_iter()
        .map(|one| {
            let established = one.established.unwrap_or_default();
            vec![one.name, one.roles.join(", "), established, one.id]
        })
        .collect();
    let heads =
        ["head-name", "head-roles", "organisation-head-established", "organisation-head-id"];
    terminal.table(&heads, &rows)?;
    Ok(Exit::Done)
}

fn catalogue(
    arguments: &Catalogue,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let (book, actor) = (globals.book()?, arguments.acting.member());
    let text = arguments.file.as_deref().map(read).transpose()?;
    let told = at_desk(globals, &book, async |desk| {
        let errand = Errand { desk, book: &book, actor: &actor };
        let named = &arguments.organisation;
        match &text {
            None => errand.catalogue(named).await.map_err(not_done),
            Some(text) => errand.take_into_catalogue(named, text).await.map_err(not_done),
        }
    })?;
    if terminal.json {
        terminal.json(&told)?;
        return Ok(Exit::Done);
    }
    if told.products.is_empty() {
        let line = terminal.say("catalogue-none");
        terminal.paragraph(&line, 0)?;
    }
    for one in &told.products {
        let (product, count) = (&one.product, one.components.len());
        let version = product.version.as_deref().unwrap_or_default();
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        let components = terminal.with("catalogue-components", [("count", count.into())]);
        terminal.paragraph(&format!("{} {version} · {components}", product.name), 0)?;
        for part in &one.components {
            let version = part.version.as_deref().unwrap_or_default();
            terminal.paragraph(format!("{} {version}", part.name).trim_end(), 2)?;
        }
    }
    Ok(Exit::Done)
}

/// An organisation as text: each field that says something, on a line.
fn said(told: &OrganisationTold, terminal: &mut Terminal<'_>) -> Result<Exit, Failure> {
    if terminal.json {
        terminal.json(told)?;
        return Ok(Exit::Done);
    }
    terminal.paragraph(&format!("{} · {}", told.name, told.id), 0)?;
    let contact = |one: &crate::say::organisation::ContactTold| {
        std::iter::once(&one.to).chain(&one.languages).cloned().collect::<Vec<_>>().join(" ")
    };
    let contacts: Vec<String> = told.contacts.iter().map(contact).collect();
    let keys: Vec<String> =
        told.keys.iter().map(|key| format!("{} {}", key.kind, key.fingerprint)).collect();
    let voice = terminal.voice.language();
    let faults = told.security_txt.iter().flat_map(|text| &text.faults);
    let faults: Vec<String> = faults.map(|fault| fault.in_language(voice).to_owned()).collect();
    let one = |text: &Option<String>| text.iter().cloned().collect::<Vec<_>>();
    let fields = [
        ("organisation-field-name-zh", one(&told.name_zh)),
        ("organisation-field-aliases", told.aliases.clone()),
        ("organisation-field-kind", vec![told.kind.clone()]),
        ("organisation-field-roles", told.roles.clone()),
        ("organisation-field-authority", one(&told.authority)),
        ("organisation-field-established", one(&told.established)),
        ("organisation-field-markets", told.markets.clone()),
        ("organisation-field-domains", told.domains.clone()),
        ("organisation-field-contacts", contacts),
        ("organisation-field-keys", keys),
        ("organisation-field-security-txt", faults),
    ];
    for (label, values) in fields {
        if !values.is_empty() {
            let colon = terminal.say("list-colon");
            let line = format!("{}{colon}{}", terminal.say(label), values.join("; "));
            terminal.paragraph(&line, 2)?;
        }
    }
    Ok(Exit::Done)
}

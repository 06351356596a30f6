//! The commands: the face of Tidegate in a terminal.
//!
//! Each command is a file in `cli/` with its arguments and a `run`; it asks the book or the desk, and hands what it
//! learned to [`crate::say`] and the [`Terminal`]. No command decides anything, touches the store, or writes to the
//! terminal by another way. Every text stands in `words/*/*.ftl` in both languages, the manual included
//! (`manual`). How to add a command: a file, a variant of `Command`, a message `help-NAME`.

use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use tidegate_law::Language;

use crate::clock::Clock;
use crate::words::{Voice, language_of};

mod ask;
mod attach;
mod bulk;
mod case;
mod cases;
mod circle;
mod declare;
mod demo;
mod directive;
mod directives;
mod drill;
mod duties;
mod erase;
mod exit;
mod fact;
mod facts;
mod floods;
mod help;
mod init;
mod input;
mod law;
mod log;
mod mail;
mod manual;
mod member;
mod memo;
mod not_reportable;
mod notices;
mod office;
mod organisation;
mod own;
mod plan;
mod progress;
mod queues;
mod register;
mod remote;
mod replay;
mod report;
mod rule;
mod scene;
mod serve;
mod sheet;
mod sign_in;
mod single_sign_on;
mod tell;
mod terminal;
mod then;
mod token;
mod transfer;
mod triage;
mod usage;
mod verify;
mod what_if;
mod work;

#[cfg(test)]
mod tests;

pub(crate) use exit::plain;
pub use exit::{Exit, Failure, usage, wrong};
pub(crate) use input::{InputError, StoryError};
pub use terminal::{Colour, Terminal};
pub(crate) use terminal::{wrapped, wrapped_by};

/// Tidegate in a terminal.
#[derive(Debug, Parser)]
#[command(name = "tidegate", version, disable_help_flag = true, disable_help_subcommand = true)]
#[command(disable_version_flag = true, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    globals: Globals,
    #[command(subcommand)]
    command: Command,
}

// Every command. The order is that of the manual.
#[derive(Debug, Subcommand)]
enum Command {
    Ask(Box<ask::Arguments>),
    Attach(attach::Arguments),
    Bulk(Box<bulk::Arguments>),
    Case(case::Arguments),
    Cases(cases::Arguments),
    Circle(circle::Arguments),
    Declare(Box<declare::Arguments>),
    Duties(duties::Arguments),
    Erase(erase::Arguments),
    Fact(fact::Arguments),
    Demo(demo::Arguments),
    Directive(Box<directive::Arguments>),
    Directives(directives::Arguments),
    Drill(drill::Arguments),
    Facts(facts::Arguments),
    Floods(floods::Arguments),
    Help(help::Arguments),
    Init(init::Arguments),
    Law(law::Arguments),
    Log(log::Arguments),
    Mail(mail::Arguments),
    Member(member::Arguments),
    Memo(memo::Arguments),
    NotReportable(not_reportable::Arguments),
    Notices(notices::Arguments),
    Office(own::Arguments),
    Organisation(organisation::Arguments),
    Plan(plan::Arguments),
    Queues(queues::Arguments),
    Report(Box<report::Arguments>),
    Register(register::Arguments),
    Rule(rule::Arguments),
    Replay(replay::Arguments),
    Scene(scene::Arguments),
    Serve(serve::Arguments),
    Sheet(sheet::Arguments),
    SignIn(sign_in::Arguments),
    SingleSignOn(single_sign_on::Arguments),
    Tell(tell::Arguments),
    Then(then::Arguments),
    Transfer(Box<transfer::Arguments>),
    Triage(Box<triage::Arguments>),
    Token(token::Arguments),
    Verify(verify::Arguments),
    WhatIf(what_if::Arguments),
    Work(Box<work::Arguments>),
}

impl Command {
    /// Whether it works on the folder of an office and cannot do so over the network.
    fn needs_folder(&self) -> bool {
        matches!(
            self,
            Self::Erase(_)
                | Self::Init(_)
                | Self::Log(_)
                | Self::Mail(_)
                | Self::Member(_)
                | Self::Memo(_)
                | Self::Notices(_)
                | Self::Office(_)
                | Self::Organisation(_)
                | Self::Serve(_)
        )
    }

    fn run(self, terminal: &mut Terminal<'_>, globals: &Globals) -> Result<Exit, Failure> {
        if globals.server.is_some() && self.needs_folder() {
            return Err(usage(terminal.say("remote-not-here")));
        }
        match self {
            Self::Ask(arguments) => ask::run(&arguments, terminal, globals),
            Self::Attach(arguments) => attach::run(&arguments, terminal, globals),
            Self::Bulk(arguments) => bulk::run(&arguments, terminal, globals),
            Self::Case(arguments) => case::run(&arguments, terminal, globals),
            Self::Cases(arguments) => cases::run(&arguments, terminal, globals),
            Self::Circle(arguments) => circle::run(&arguments, terminal, globals),
            Self::Declare(arguments) => declare::run(&arguments, terminal, globals),
            Self::Duties(arguments) => duties::run(&arguments, terminal, globals),
            Self::Erase(arguments) => erase::run(&arguments, terminal, globals),
            Self::Fact(arguments) => fact::run(&arguments, terminal, globals),
            Self::Demo(arguments) => demo::run(&arguments, terminal, globals),
            Self::Directive(arguments) => directive::run(&arguments, terminal, globals),
            Self::Directives(arguments) => directives::run(&arguments, terminal, globals),
            Self::Drill(arguments) => drill::run(&arguments, terminal, globals),
            Self::Facts(arguments) => facts::run(&arguments, terminal, globals),
            Self::Floods(arguments) => floods::run(&arguments, terminal, globals),
            Self::Help(arguments) => help::run(&arguments, terminal),
            Self::Init(arguments) => init::run(&arguments, terminal, globals),
            Self::Law(arguments) => law::run(&arguments, terminal, globals),
            Self::Log(arguments) => log::run(&arguments, terminal, globals),
            Self::Mail(arguments) => mail::run(&arguments, terminal, globals),
            Self::Member(arguments) => member::run(&arguments, terminal, globals),
            Self::Memo(arguments) => memo::run(&arguments, terminal, globals),
            Self::NotReportable(arguments) => not_reportable::run(&arguments, terminal, globals),
            Self::Notices(arguments) => notices::run(&arguments, terminal, globals),
            Self::Office(arguments) => own::run(&arguments, terminal, globals),
            Self::Organisation(arguments) => organisation::run(&arguments, terminal, globals),
            Self::Plan(arguments) => plan::run(&arguments, terminal, globals),
            Self::Queues(arguments) => queues::run(&arguments, terminal, globals),
            Self::Report(arguments) => report::run(&arguments, terminal, globals),
            Self::Register(arguments) => register::run(&arguments, terminal, globals),
            Self::Rule(arguments) => rule::run(&arguments, terminal, globals),
            Self::Replay(arguments) => replay::run(&arguments, terminal, globals),
            Self::Scene(arguments) => scene::run(&arguments, terminal, globals),
            Self::Serve(arguments) => serve::run(&arguments, terminal, globals),
            Self::Sheet(arguments) => sheet::run(&arguments, terminal, globals),
            Self::SignIn(arguments) => sign_in::run(&arguments, terminal, globals),
            Self::SingleSignOn(arguments) => single_sign_on::run(&arguments, terminal, globals),
            Self::Tell(arguments) => tell::run(&arguments, terminal, globals),
            Self::Then(arguments) => then::run(&arguments, terminal, globals),
            Self::Transfer(arguments) => transfer::run(&arguments, terminal, globals),
            Self::Triage(arguments) => triage::run(&arguments, terminal, globals),
            Self::Token(arguments) => token::run(&arguments, terminal, globals),
            Self::Verify(arguments) => verify::run(&arguments, terminal),
            Self::WhatIf(arguments) => what_if::run(&arguments, terminal, globals),
            Self::Work(arguments) => work::run(&arguments, terminal, globals),
        }
    }
}

/// What every command takes.
#[derive(Debug, Clone, Args)]
pub struct Globals {
    /// Print JSON instead of text.
    #[arg(long, global = true)]
    pub json: bool,
    /// The language of texts; from the locale if it is not given.
    #[arg(long, global = true, value_name = "LANG", value_enum)]
    pub lang: Option<Lang>,
    /// A folder with another book than the one built in.
    #[arg(long, global = true, value_name = "DIR", env = "TIDEGATE_LAW")]
    pub law: Option<PathBuf>,
    /// The folder of the office's data.
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "TIDEGATE_DATA",
        default_value = "./tidegate-data"
    )]
    pub data: PathBuf,
    /// Work against a server instead of the folder.
    #[arg(long, global = true, value_name = "URL", env = "TIDEGATE_SERVER")]
    pub server: Option<String>,
    /// The office at the server, by its name in addresses.
    #[arg(id = "at-office", long = "office", global = true, value_name = "SLUG")]
    pub office: Option<String>,
    /// Print without colours.
    #[arg(long, global = true)]
    pub no_color: bool,
    #[arg(short = 'h', long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
    #[arg(skip = Clock::System)]
    /// What tells the time; tests set it.
    pub clock: Clock,
}

impl Globals {
    /// Loads the book: of `--law`, else the one built in.
    ///
    /// # Errors
    /// [`Failure::Book`] with every fault, or a folder that cannot be read.
    pub fn book(&self) -> Result<crate::book::Loaded, Failure> {
        Ok(crate::book::load(self.law.as_deref())?)
    }
}

/// A language by its code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// English.
    En,
    /// Simplified Chinese.
    Zh,
}

/// What the commands find around them; a test makes its own.
#[derive(Debug, Clone)]
pub struct Surroundings {
    /// The language of the locale.
    pub language: Language,
    /// Whether colours may be used.
    pub colour: bool,
    /// The width of the terminal in columns.
    pub width: usize,
    /// What tells the time.
    pub clock: Clock,
}

impl Surroundings {
    /// Those of this process: its locale, its terminal, the machine's clock.
    #[must_use]
    pub fn of_process() -> Self {
        let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let locale = set("LC_ALL").or_else(|| set("LC_MESSAGES")).or_else(|| set("LANG"));
        let terminal = std::io::stdout().is_terminal();
        Self {
            language: language_of(&locale.unwrap_or_default()),
            colour: terminal && set("NO_COLOR").is_none(),
            width: terminal::width(terminal),
            clock: Clock::System,
        }
    }
}

/// The whole program: arguments in, texts out, an exit code back.
#[must_use]
pub fn main() -> ExitCode {
    // Not a command for people: the process that reads one mail.
    if crate::incoming::apart::is_asked(std::env::args_os()) {
        return crate::incoming::apart::read_one();
    }
    // The journal writes to stderr from other threads: a lock held here would stop them for as long as a server runs.
    let (mut out, mut err) = (std::io::stdout().lock(), std::io::stderr());
    let surroundings = Surroundings::of_process();
    let exit = run(std::env::args_os(), &surroundings, &mut out, &mut err);
    ExitCode::from(exit.code())
}

/// Runs one command line, its first word being the name of the program.
pub fn run(
    arguments: impl IntoIterator<Item = OsString>,
    surroundings: &Surroundings,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Exit {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let wanted = early_language(&arguments).unwrap_or(surroundings.language);
    let colour = surroundings.colour && !arguments.iter().any(|word| word == "--no-color");
    let json = arguments.iter().any(|word| word == "--json");
    let mut terminal =
        Terminal { voice: Voice::of(wanted), json, colour, width: surroundings.width, out, err };
    let parsed = manual::spoken(Cli::command(), &terminal.voice)
        .try_get_matches_from(arguments)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let outcome = match parsed {
        Ok(Cli { mut globals, command }) => {
            globals.clock = surroundings.clock.clone();
            command.run(&mut terminal, &globals)
        }
        Err(error) => not_parsed(&error, &mut terminal),
    };
    let outcome = outcome.and_then(|exit| terminal.flush().map(|()| exit));
    outcome.unwrap_or_else(|failure| exit::report(failure, &mut terminal))
}

/// Help and version are asked for through errors of the parser; the rest is wrong use.
fn not_parsed(error: &clap::Error, terminal: &mut Terminal<'_>) -> Result<Exit, Failure> {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let text = error.render();
            let text = if terminal.colour { text.ansi().to_string() } else { text.to_string() };
            terminal.text(&text)?;
            Ok(Exit::Done)
        }
        _ => Err(usage::failure(error, &terminal.voice)),
    }
}

/// The language asked for, found before the arguments are parsed: the manual needs it.
fn early_language(arguments: &[OsString]) -> Option<Language> {
    let words: Vec<&str> = arguments.iter().filter_map(|word| word.to_str()).collect();
    let after = words.windows(2).find_map(|pair| match pair {
        ["--lang", code] => Some(*code),
        _ => None,
    });
    let joined = words.iter().find_map(|word| word.strip_prefix("--lang="));
    match after.or(joined)? {
        "zh" => Some(Language::Chinese),
        "en" => Some(Language::English),
        _ => None,
    }
}

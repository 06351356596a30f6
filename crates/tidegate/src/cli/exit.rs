//! How a command ends: the exit codes, and what is printed where it cannot do what was asked.

use std::fmt::Write as _;

use miette::{GraphicalReportHandler, GraphicalTheme};
use serde::Serialize;
use tidegate_law::{AnswerKind, BookError};

use super::Terminal;
use crate::book::NoBook;
use crate::say::error::whole;
use crate::words::Voice;

/// The exit codes. Scripts rely on them: the list only grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done; of a question: not forbidden, perhaps on conditions.
    Done,
    /// Something failed: a file, the disk, a fault in the book, a scene that differs.
    Fault,
    /// Wrong use, or input that is not understood.
    Usage,
    /// The flow is refused.
    Refused,
    /// The law is unclear; a named person decides.
    Escalate,
    /// Two binding rules collide.
    Conflict,
    /// A receipt or a log does not prove what it should.
    NotVerified,
    /// A message is not taken and will not be: `EX_UNAVAILABLE` of sysexits(3), as a mail server reads it.
    MailRefused,
    /// A message is not taken now, to be tried again: `EX_TEMPFAIL` of sysexits(3).
    MailLater,
}

impl Exit {
    /// The code for the operating system.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Fault => 1,
            Self::Usage => 2,
            Self::Refused => 3,
            Self::Escalate => 4,
            Self::Conflict => 5,
            Self::NotVerified => 6,
            Self::MailRefused => 69,
            Self::MailLater => 75,
        }
    }
}

impl From<AnswerKind> for Exit {
    fn from(answer: AnswerKind) -> Self {
        match answer {
            AnswerKind::Permit | AnswerKind::PermitIf => Self::Done,
            AnswerKind::Escalate => Self::Escalate,
            AnswerKind::Conflict => Self::Conflict,
            AnswerKind::Refuse => Self::Refused,
        }
    }
}

/// Why a command could not do what was asked.
#[derive(Debug)]
pub enum Failure {
    /// Wrong use or bad input: what is wrong and what would be right. Exit code 2.
    Usage(String),
    /// Wrong use or bad input, as an error that has its words in both languages. Exit code 2.
    Wrong(anyhow::Error),
    /// Something failed, with what we were doing. Exit code 1.
    Fault(anyhow::Error),
    /// The book has faults. Exit code 1.
    Book(Vec<BookError>),
    /// A proof does not hold. Exit code 6.
    NotVerified(anyhow::Error),
    /// A message is not delivered: with the code that a mail server reads, and why.
    Undelivered(Exit, String),
    /// Nobody reads the output any more; no error.
    Closed,
}

/// A [`Failure::Usage`] from any message, for `map_err`.
pub fn usage(message: impl std::fmt::Display) -> Failure {
    Failure::Usage(message.to_string())
}

/// A [`Failure::Wrong`] from an error of ours, for `map_err`.
pub fn wrong(error: impl std::error::Error + Send + Sync + 'static) -> Failure {
    Failure::Wrong(anyhow::Error::new(error))
}

impl Failure {
    /// What it says in the language of `voice`; nothing where nobody reads any more.
    pub(super) fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Usage(message) | Self::Undelivered(_, message) => message.clone(),
            Self::Wrong(error) | Self::Fault(error) | Self::NotVerified(error) => {
                whole(error, voice)
            }
            Self::Book(faults) => voice.with("book-faults", [("count", faults.len().into())]),
            Self::Closed => String::new(),
        }
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Fault(error)
    }
}

impl From<NoBook> for Failure {
    fn from(error: NoBook) -> Self {
        match error {
            NoBook::Unreadable(error) => Self::Fault(error),
            NoBook::Faults(faults) => Self::Book(faults),
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            Self::Closed
        } else {
            Self::Fault(anyhow::Error::new(error).context("writing the output"))
        }
    }
}

#[derive(Serialize)]
struct Told<'t> {
    version: u32,
    error: Message<'t>,
}

#[derive(Serialize)]
struct Message<'t> {
    exit: u8,
    message: &'t str,
    faults: Vec<FaultAt>,
}

/// A fault of the book, for machines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct FaultAt {
    /// `path:line: what is wrong`.
    message: String,
    line: usize,
    clause: String,
}

impl FaultAt {
    pub(super) fn of(fault: &BookError) -> Self {
        Self { message: fault.to_string(), line: fault.line(), clause: fault.clause().to_owned() }
    }
}

/// Prints why a command failed, on the error output, and says with which code it ends.
pub(super) fn report(failure: Failure, terminal: &mut Terminal<'_>) -> Exit {
    // The text before the error comes first; that it cannot be written any more changes nothing here.
    let _ = terminal.flush();
    let message = failure.said(&terminal.voice);
    let (exit, faults) = match failure {
        Failure::Closed => return Exit::Done,
        Failure::Usage(_) | Failure::Wrong(_) => (Exit::Usage, Vec::new()),
        Failure::Fault(_) => (Exit::Fault, Vec::new()),
        Failure::NotVerified(_) => (Exit::NotVerified, Vec::new()),
        Failure::Undelivered(exit, _) => (exit, Vec::new()),
        Failure::Book(faults) => (Exit::Fault, faults),
    };
    if terminal.json {
        let faults = faults.iter().map(FaultAt::of).collect();
        let told =
            Told { version: 1, error: Message { exit: exit.code(), message: &message, faults } };
        terminal.complain(&serde_json::to_string_pretty(&told).unwrap_or_default());
    } else {
        for fault in &faults {
            let shown = shown(fault, terminal);
            terminal.complain(&shown);
        }
        terminal.complain(&format!("tidegate: {}", plain(&message)));
    }
    exit
}

/// A fault with its source.
pub(super) fn shown(fault: &BookError, terminal: &Terminal<'_>) -> String {
    let theme =
        if terminal.colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let mut text = String::new();
    let handler = GraphicalReportHandler::new_themed(theme).with_width(terminal.width);
    match handler.render_report(&mut text, fault) {
        Ok(()) => text,
        Err(_) => fault.to_string(),
    }
}

/// A text without control characters: what a person typed or a file holds must not steer the terminal. Marks that turn
/// the direction of text, or are not seen at all, are shown by their code point, so that nothing reads as what it is not.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        if deceives(c) {
            let _ = write!(plain, "[U+{:04X}]", u32::from(c));
        } else if c.is_control() && c != '\n' && c != '\t' {
            plain.push('\u{fffd}');
        } else {
            plain.push(c);
        }
    }
    plain
}

/// Whether a character turns the direction of what follows, or takes no room (Unicode TR 36, 2.10 and CVE-2021-42574).
pub(crate) fn deceives(c: char) -> bool {
    matches!(c, '\u{061c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

//! What is said where a command line is not understood.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::Failure;
use super::exit::plain;
use crate::words::Voice;

/// The longest input that is repeated to the person who typed it.
const SHOWN: usize = 80;

/// Wrong use, in the language of the voice, with what to do next.
pub(super) fn failure(error: &clap::Error, voice: &Voice) -> Failure {
    let context = |kind: ContextKind| error.get(kind).map(value).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg);
    let given = context(ContextKind::InvalidValue);
    let mut message = match error.kind() {
        ErrorKind::UnknownArgument => {
            voice.with("usage-unknown-argument", [("argument", argument.into())])
        }
        ErrorKind::InvalidSubcommand => {
            let word = context(ContextKind::InvalidSubcommand);
            voice.with("usage-unknown-command", [("word", word.into())])
        }
        ErrorKind::MissingRequiredArgument => {
            voice.with("usage-missing", [("argument", argument.into())])
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            voice.say("usage-no-command")
        }
        ErrorKind::InvalidValue if given.is_empty() => {
            voice.with("usage-no-value", [("argument", argument.into())])
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let arguments = [("argument", argument.into()), ("value", given.into())];
            voice.with("usage-value", arguments)
        }
        ErrorKind::ArgumentConflict => {
            let other = context(ContextKind::PriorArg);
            let arguments = [("argument", argument.into()), ("other", other.into())];
            voice.with("usage-conflict", arguments)
        }
        ErrorKind::InvalidUtf8 => voice.say("usage-utf8"),
        _ => voice.with("usage-other", [("argument", argument.into())]),
    };
    for (kind, id) in [
        (ContextKind::ValidValue, "usage-valid"),
        (ContextKind::SuggestedSubcommand, "usage-suggested"),
        (ContextKind::SuggestedArg, "usage-suggested"),
    ] {
        let list = context(kind);
        if !list.is_empty() {
            message.push_str(&voice.with(id, [("list", list.into())]));
        }
    }
    message.push_str(&voice.say("usage-see-help"));
    Failure::Usage(message)
}

/// A value of the parser's context, in backticks, cut where it is too long to be read.
fn value(value: &ContextValue) -> String {
    let quoted = |text: &str| {
        let mut short: String = plain(text).chars().take(SHOWN).collect();
        if short.chars().count() < text.chars().count() {
            short.push('…');
        }
        format!("`{short}`")
    };
    match value {
        ContextValue::String(text) if text.is_empty() => String::new(),
        ContextValue::String(text) => quoted(text),
        ContextValue::Strings(list) => {
            list.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", ")
        }
        ContextValue::StyledStr(text) => plain(&text.to_string()),
        ContextValue::Number(number) => number.to_string(),
        ContextValue::Bool(value) => value.to_string(),
        _ => String::new(),
    }
}

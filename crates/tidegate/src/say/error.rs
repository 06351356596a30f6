//! What went wrong, said in the reader's language, with what to do next.
//!
//! Every error of the core and of the shell says itself through [`Said`], matched variant by variant, so that a new
//! reason does not compile before it has its words in both languages. [`said`] finds the words of an error that is
//! only known as one; [`whole`] says a chain of them, each thing once. `Display` stays for journals and tests. What
//! the system, the database or a parser says of itself is quoted as it is, as a detail.

mod case;
mod coordination;
mod desk;
mod drill;
mod fsck;
mod log;
mod notices;
mod organisation;
mod people;
mod report;
mod scene;
mod written;

#[cfg(test)]
mod tests;

use std::error::Error;
use std::fmt::Display;

use fluent_bundle::FluentValue;
use tidegate_core::command::Rejection;
use tidegate_core::gate::{NoFlow, NotConfirmed};
use tidegate_core::receipt::NotProven;
use tidegate_core::report::ReportError;
use tidegate_core::ruling::NoRuling;
use tidegate_log::ReceiptError;
use tidegate_log::note::NoteError;

use crate::desk::DeskError;
use crate::keys::{KeyError, RandomError};
use crate::people::NoAccount;
use crate::projection::ProjectionError;
use crate::store::StoreError;
use crate::words::Voice;

/// An error that has its words in both languages.
pub trait Said {
    /// What went wrong and what to do next, in the language of `voice`.
    fn said(&self, voice: &Voice) -> String;
}

type Finder = fn(&(dyn Error + 'static), &Voice) -> Option<String>;

fn words_of<E: Said + Error + 'static>(
    error: &(dyn Error + 'static),
    voice: &Voice,
) -> Option<String> {
    error.downcast_ref::<E>().map(|error| error.said(voice))
}

/// The errors that reach the faces of the product; what is inside them they say themselves.
const KNOWN: [Finder; 46] = [
    words_of::<crate::openpgp::NoKey>,
    words_of::<crate::openpgp::NoOwnKey>,
    words_of::<tidegate_core::triage::cvss::NotAVector>,
    words_of::<tidegate_core::triage::weakness::NotACwe>,
    words_of::<crate::people::NoProvider>,
    words_of::<crate::say::directive::NoBasis>,
    words_of::<crate::organisations::catalogue::NotTakenIn>,
    words_of::<tidegate_core::organisation::NotAnOrganisation>,
    words_of::<tidegate_core::declaration::NotDeclared>,
    words_of::<crate::drill::NoDrill>,
    words_of::<crate::errand::NotDone>,
    words_of::<DeskError>,
    words_of::<Rejection>,
    words_of::<tidegate_core::case::Misfit>,
    words_of::<NoFlow>,
    words_of::<NotConfirmed>,
    words_of::<NoRuling>,
    words_of::<tidegate_core::embargo::NotCleared>,
    words_of::<tidegate_core::embargo::Shut>,
    words_of::<ReportError>,
    words_of::<NotProven>,
    words_of::<StoreError>,
    words_of::<ProjectionError>,
    words_of::<KeyError>,
    words_of::<RandomError>,
    words_of::<crate::seal::SealError>,
    words_of::<crate::store::writer::SubmitError>,
    words_of::<crate::store::writer::WriterError>,
    words_of::<NoAccount>,
    words_of::<crate::notices::ladder::NoLadder>,
    words_of::<crate::notices::patience::NoPatience>,
    words_of::<crate::notices::relay::NoMailRelay>,
    words_of::<crate::notices::webhook::NoWebhook>,
    words_of::<crate::question::NotUnderstood>,
    words_of::<crate::telling::NotTold>,
    words_of::<tidegate_core::scene::NotRead>,
    words_of::<tidegate_core::scene::SceneError>,
    words_of::<crate::cli::InputError>,
    words_of::<crate::cli::StoryError>,
    words_of::<tidegate_law::time::TimeError>,
    words_of::<tidegate_core::place::NotAJurisdiction>,
    words_of::<tidegate_core::office::NoSuchZone>,
    words_of::<tidegate_core::id::IdError>,
    words_of::<NoteError>,
    words_of::<ReceiptError>,
    words_of::<tidegate_log::note::KeyError>,
];

/// The words of an error, if it is one of ours.
#[must_use]
pub fn said(error: &(dyn Error + 'static), voice: &Voice) -> Option<String> {
    KNOWN.iter().find_map(|words| words(error, voice))
}

/// A chain of errors from what was being done to why it failed. One of ours says what is below it by itself.
#[must_use]
pub fn whole(error: &anyhow::Error, voice: &Voice) -> String {
    let mut parts: Vec<String> = Vec::new();
    for cause in error.chain() {
        if let Some(words) = said(cause, voice) {
            parts.push(words);
            break;
        }
        let words = cause.to_string();
        // An error that ends in what is below it has said that already.
        if !parts.last().is_some_and(|above| above.ends_with(&words)) {
            parts.push(words);
        }
    }
    parts.join(": ")
}

/// An argument of a text.
fn word(value: &impl Display) -> FluentValue<'static> {
    value.to_string().into()
}

/// A text with one argument.
fn one(voice: &Voice, id: &str, name: &'static str, value: &impl Display) -> String {
    voice.with(id, [(name, word(value))])
}

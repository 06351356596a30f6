//! What a person wrote and nobody understands: times, places, zones, ids, names of products, files.

use tidegate_core::digest::DigestError;
use tidegate_core::id::IdError;
use tidegate_core::office::NoSuchZone;
use tidegate_core::place::NotAJurisdiction;
use tidegate_core::product::{NotACpe, NotAPurl, NotVers};
use tidegate_core::word::NotAWord;
use tidegate_law::time::TimeError;

use super::desk::file;
use super::{Said, one, word};
use crate::cli::{InputError, StoryError};
use crate::words::Voice;

impl Said for InputError {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Unreadable { path, why } => file(voice, path, why),
            Self::TooLarge(path) => one(voice, "error-input-too-large", "path", &path.display()),
            Self::NotText(path) => one(voice, "error-input-not-text", "path", &path.display()),
        }
    }
}

impl Said for StoryError {
    fn said(&self, voice: &Voice) -> String {
        format!("{}:{}: {}", self.path.display(), self.error.line, self.error.why.said(voice))
    }
}

impl Said for TimeError {
    fn said(&self, voice: &Voice) -> String {
        let text = |id: &str, text: &str| one(voice, id, "text", &text);
        match self {
            Self::NotAnInstant(written) => text("error-time-not-an-instant", written),
            Self::NoZone(written) => text("error-time-no-zone", written),
            Self::NoSuchZone(written) => text("error-no-such-zone", written),
            Self::OffsetConflict(written) => text("error-time-offset-conflict", written),
            Self::LocalTime(written) => text("error-time-local", written),
            Self::Backwards(written) => text("error-time-backwards", written),
            Self::NotStored(written) => text("error-time-not-stored", written),
            Self::NotAPeriod { text: written, hint } => voice
                .with("error-time-not-a-period", [("text", word(written)), ("hint", word(hint))]),
            Self::NotAWord(written) => text("error-time-not-a-word", written),
            Self::NotACounting(written) => text("error-time-not-a-counting", written),
            Self::NotACalendar(why) => one(voice, "error-time-not-a-calendar", "why", why),
            Self::OutOfRange => voice.say("error-time-out-of-range"),
        }
    }
}

impl Said for NotAJurisdiction {
    fn said(&self, voice: &Voice) -> String {
        one(voice, "error-not-a-jurisdiction", "text", &self.text())
    }
}

impl Said for NoSuchZone {
    fn said(&self, voice: &Voice) -> String {
        one(voice, "error-no-such-zone", "text", &self.text())
    }
}

impl Said for NotAWord {
    fn said(&self, voice: &Voice) -> String {
        one(voice, "error-not-a-word", "text", &self.text())
    }
}

impl Said for NotAPurl {
    fn said(&self, voice: &Voice) -> String {
        one(voice, "error-not-a-purl", "text", &self.text())
    }
}

impl Said for NotVers {
    fn said(&self, voice: &Voice) -> String {
        voice.with("error-not-vers", [("text", word(&self.text())), ("why", word(&self.why()))])
    }
}

impl Said for NotACpe {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Older(text) => one(voice, "error-cpe-older", "text", text),
            Self::Form(text) => one(voice, "error-not-a-cpe", "text", text),
        }
    }
}

impl Said for IdError {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Prefix { text, noun: _, prefix } => {
                voice.with("error-id-prefix", [("text", word(text)), ("prefix", word(prefix))])
            }
            Self::Form { text, noun: _, prefix } => {
                voice.with("error-id-form", [("text", word(text)), ("prefix", word(prefix))])
            }
        }
    }
}

impl Said for DigestError {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Form(text) => one(voice, "error-digest-form", "text", text),
            Self::Salt => voice.say("error-digest-salt"),
        }
    }
}

//! Why a report is not taken in, and why a receipt proves nothing.

use tidegate_core::receipt::{NotMade, NotProven};
use tidegate_core::report::{FieldFault, ReportError};

use super::{Said, one, word};
use crate::words::Voice;

impl Said for ReportError {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::TooLarge(bytes) => one(voice, "error-report-too-large", "bytes", bytes),
            Self::TooDeep => voice.say("error-report-too-deep"),
            Self::Encoding => voice.say("error-report-encoding"),
            Self::Field { field, why } => voice
                .with("error-report-field", [("field", word(field)), ("why", fault(why, voice))]),
            Self::Form(why) => one(voice, "error-report-form", "why", why),
            Self::NoFrontMatter => voice.say("error-report-no-front-matter"),
            Self::Twice(field) => one(voice, "error-report-twice", "field", field),
        }
    }
}

fn fault<'f>(fault: &FieldFault, voice: &Voice) -> fluent_bundle::FluentValue<'f> {
    match fault {
        FieldFault::Empty => voice.say("error-field-empty"),
        FieldFault::TooLong(most) => one(voice, "error-field-too-long", "most", most),
        FieldFault::TooMany(most) => one(voice, "error-field-too-many", "most", most),
        FieldFault::Null => voice.say("error-field-null"),
        FieldFault::NoHour => voice.say("error-field-no-hour"),
        FieldFault::Path => voice.say("error-field-path"),
        FieldFault::MediaType => voice.say("error-field-media-type"),
        FieldFault::TooLarge => voice.say("error-field-too-large"),
        FieldFault::Numbered(prefix) => one(voice, "error-field-numbered", "prefix", prefix),
        FieldFault::Vector => voice.say("error-field-vector"),
        FieldFault::NotAnonymous => voice.say("error-field-not-anonymous"),
        FieldFault::NoName => voice.say("error-field-no-name"),
        FieldFault::Ahead => voice.say("error-field-ahead"),
        FieldFault::NotATable => voice.say("error-field-not-a-table"),
        FieldFault::Unread(why) => one(voice, "error-field-unread", "why", why),
    }
    .into()
}

impl Said for NotProven {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Form(why) => one(voice, "error-receipt-form", "why", why),
            Self::TooLarge(bytes) => one(voice, "error-receipt-too-large", "bytes", bytes),
            Self::OtherReport { shown, claimed } => {
                let words = [("shown", word(shown)), ("claimed", word(claimed))];
                voice.with("error-receipt-other-report", words)
            }
            Self::OtherClaim => voice.say("error-receipt-other-claim"),
            Self::Log(error) => one(voice, "error-receipt-log", "why", &error.said(voice)),
        }
    }
}

impl Said for NotMade {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Claim(not) => one(voice, "error-canonical", "why", not),
            Self::Log(error) => one(voice, "error-receipt-not-made", "why", &error.said(voice)),
        }
    }
}

//! Notices as the text of a mail.
//!
//! The subject holds a handle and one neutral word. Where the mail is encrypted, nothing but that it is one can be read
//! by whoever carries it; where a key is on record and cannot be used, the mail says so and goes as one without.

use jiff::tz::TimeZone;
use tidegate_core::office::Bilingual;
use tidegate_law::Language;

use super::kept::Sealing;
use super::{Notice, NoticeKind};
use crate::say::instant;
use crate::words::Voice;

/// How many notices one mail names; the rest is counted.
const NAMED: usize = 50;

/// How the way back of a report by mail is told.
pub(super) enum Back {
    /// By a link.
    Link(String),
    /// Not at all, since the mail goes in the clear and the report came encrypted.
    Withheld,
    /// There is none to tell.
    None,
}

/// What mails are written with.
#[derive(Debug, Clone)]
pub(super) struct Writing {
    /// The office.
    pub(super) office: Bilingual,
    /// Its zone.
    pub(super) zone: TimeZone,
    /// Where its pages are: `https://desk.example/at/desk/`.
    pub(super) base: String,
}

impl Writing {
    /// The line above a mail with these notices.
    pub(super) fn subject(&self, notices: &[Notice], language: Option<Language>) -> String {
        in_languages(language, " / ", |voice| match notices {
            [one] => match (&one.handle, one.kind) {
                (Some(handle), NoticeKind::DutyDue { .. }) => {
                    voice.with("notice-subject-deadline", [("handle", handle.as_str().into())])
                }
                (Some(handle), _) => {
                    voice.with("notice-subject", [("handle", handle.as_str().into())])
                }
                (None, _) => voice.say("notice-subject-office"),
            },
            many => voice.with("notice-subject-many", [("count", many.len().into())]),
        })
    }

    /// What a mail with these notices says.
    pub(super) fn body(
        &self,
        notices: &[Notice],
        language: Option<Language>,
        sealing: Option<Sealing>,
        claim: &Back,
    ) -> String {
        in_languages(language, "\n----\n\n", |voice| {
            let office = match voice.language() {
                Language::English => &self.office.en,
                Language::Chinese => &self.office.zh,
            };
            let mut text = format!("{office}\n\n");
            for notice in notices.iter().take(NAMED) {
                text.push_str(&self.lines(notice, voice, claim));
                text.push('\n');
            }
            if let Some(more) = notices.len().checked_sub(NAMED).filter(|more| *more > 0) {
                let line = voice.with("notice-more", [("count", more.into())]);
                text.push_str(&format!("{line}\n{}notices\n\n", self.base));
            }
            if let Some(why) = sealing.and_then(Sealing::remedy) {
                text.push_str(&format!("{}\n\n", voice.say(why)));
            }
            text.push_str(&voice.say("notice-foot"));
            text.push('\n');
            text
        })
    }

    fn lines(&self, notice: &Notice, voice: &Voice, claim: &Back) -> String {
        let mut lines = vec![voice.say(notice.kind.message())];
        if let Some(handle) = &notice.handle {
            lines.push(voice.with("notice-case", [("handle", handle.as_str().into())]));
        }
        if let Some(due) = notice.due {
            lines.push(voice.with("notice-due", [("at", instant(due, &self.zone).into())]));
        }
        if notice.late {
            lines.push(voice.say("notice-late"));
        }
        match (notice.kind, claim) {
            (NoticeKind::ReportTaken, Back::Link(claim)) => {
                lines.push(voice.say("notice-claim"));
                lines.push(format!("{}claim/{claim}", self.base));
            }
            (NoticeKind::ReportTaken, Back::Withheld) => {
                lines.push(voice.say("notice-claim-withheld"));
                lines.push(format!("{}mail-key.asc", self.base));
            }
            (NoticeKind::AnswerUnproven, _) => {
                lines.push(voice.say("notice-answer-unproven-how"));
                lines.push(format!("{}{}", self.base, notice.path));
            }
            _ => lines.push(format!("{}{}", self.base, notice.path)),
        }
        lines.push(String::new());
        lines.join("\n")
    }
}

/// A text in the reader's language, or in both.
fn in_languages(
    language: Option<Language>,
    between: &str,
    say: impl Fn(&Voice) -> String,
) -> String {
    match language {
        Some(language) => say(&Voice::of(language)),
        None => {
            [Language::English, Language::Chinese].map(|one| say(&Voice::of(one))).join(between)
        }
    }
}

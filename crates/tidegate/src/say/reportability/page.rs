//! Decisions that a duty asks for no report, as a short text in one language.

use jiff::tz::TimeZone;
use tidegate_law::Words;

use super::{AssessedTold, ChangedTold, FindingTold, OwedTold, ReplayedTold, ReportabilityTold};
use crate::say::happened::since;
use crate::say::instant;
use crate::say::lines::Page;
use crate::words::Voice;

/// What is on record, and what the book says of the duty that was asked about.
#[must_use]
pub fn text(told: &ReportabilityTold, voice: &Voice, zone: &TimeZone) -> Page {
    let mut page = Page::default();
    if let Some(asked) = &told.asked {
        page.title(heading(asked, voice));
        page.line(2, voice.say(owed(asked.owed)));
        for one in &asked.asserted {
            page.line(2, one.words.in_language(voice.language()));
        }
        rests_on(&mut page, asked, voice);
        page.gap();
    }
    let count = told.decisions.len();
    page.title(voice.with("not-reportable-headline", [("count", count.into())]));
    for one in &told.decisions {
        page.gap();
        page.title(heading(&one.assessed, voice));
        page.line(2, decided(one, voice, zone));
        if one.against_finder {
            page.line(2, voice.say("not-reportable-against-line"));
        }
        page.line(2, voice.say(owed(one.assessed.owed)));
        rests_on(&mut page, &one.assessed, voice);
        page.line(2, standing(one, voice, zone));
        for changed in &one.changed {
            page.line(4, format!("- {}", change(changed, voice)));
        }
        page.line(2, voice.say(replayed(one.replayed)));
    }
    page
}

/// The duty, whose it is and about which product.
#[must_use]
pub fn heading(told: &AssessedTold, voice: &Voice) -> String {
    let language = voice.language();
    let words = [
        ("rule", told.duty.citation.in_language(language).into()),
        ("what", told.duty.sentence.in_language(language).into()),
        ("bearer", told.bearer.in_language(language).into()),
        ("product", told.product.as_deref().unwrap_or("–").into()),
    ];
    voice.with("not-reportable-heading", words)
}

/// Who decided, when and why.
#[must_use]
pub fn decided(told: &FindingTold, voice: &Voice, zone: &TimeZone) -> String {
    let words = [
        ("by", told.decided_by.as_str().into()),
        ("at", instant(told.recorded, zone).into()),
        ("reasons", told.reasons.as_str().into()),
        ("event", told.event.to_string().into()),
    ];
    voice.with("not-reportable-decided", words)
}

/// Whether a duty is owed, as a message.
#[must_use]
pub fn owed(owed: OwedTold) -> &'static str {
    match owed {
        OwedTold::NotOwed => "not-reportable-not-owed",
        OwedTold::Perhaps => "not-reportable-perhaps",
        OwedTold::Encouraged => "not-reportable-encouraged",
    }
}

/// Whether a decision stands, and why not.
#[must_use]
pub fn standing(told: &FindingTold, voice: &Voice, zone: &TimeZone) -> String {
    match (&told.started_since, told.stands) {
        (_, true) => voice.say("not-reportable-stands"),
        (Some(start), false) => {
            voice.with("not-reportable-started", [("at", since(start, zone).into())])
        }
        (None, false) => voice.say("not-reportable-changed"),
    }
}

/// A fact that is known otherwise: what was known of it then, and what now.
#[must_use]
pub fn change(told: &ChangedTold, voice: &Voice) -> String {
    let said = |value: &Option<String>, words: &Words| {
        let fact = words.in_language(voice.language()).to_owned();
        match value {
            Some(_) => fact,
            None => voice.with("not-reportable-not-known", [("fact", fact.into())]),
        }
    };
    let words = [
        ("then", said(&told.then, &told.then_words).into()),
        ("now", said(&told.now, &told.now_words).into()),
    ];
    voice.with("not-reportable-change", words)
}

/// What came of asking again, as a message.
#[must_use]
pub fn replayed(told: ReplayedTold) -> &'static str {
    match told {
        ReplayedTold::Same => "not-reportable-same",
        ReplayedTold::SameUnderAnotherBook => "not-reportable-same-other-book",
        ReplayedTold::OtherUnderAnotherBook => "not-reportable-other-book",
        ReplayedTold::Other => "not-reportable-other",
    }
}

fn rests_on(page: &mut Page, told: &AssessedTold, voice: &Voice) {
    let language = voice.language();
    page.line(2, voice.say("not-reportable-rests"));
    for one in &told.looked_at {
        for fact in &one.known {
            page.line(4, format!("- {}", fact.words.in_language(language)));
        }
        for fact in &one.unknown {
            let words = [("fact", fact.words.in_language(language).into())];
            page.line(4, format!("- {}", voice.with("not-reportable-not-known", words)));
        }
    }
}

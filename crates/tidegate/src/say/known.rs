//! Who knows an item since when, as the ledger of a case has it.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;
use tidegate_core::case::Case;
use tidegate_core::gate;
use tidegate_core::item::ContentClass;
use tidegate_core::ledger::Ledger;
use tidegate_law::{Book, Words};

use super::Page;
use super::owed::StartTold;
use super::told::{class_name, party_name};
use crate::words::Voice;

/// Who knows a class of content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KnownTold {
    /// The version of this form.
    pub version: u32,
    /// The instant asked about.
    pub at: Timestamp,
    /// The class of content.
    pub content: Words,
    /// Who knows it.
    pub knows: Vec<KnowsTold>,
}

/// Somebody who knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KnowsTold {
    /// Who.
    pub who: Words,
    /// Since when.
    pub since: StartTold,
}

/// Who knows the items of a class at an instant.
#[must_use]
pub fn known(book: &Book, case: &Case, class: ContentClass, at: Timestamp) -> KnownTold {
    let ledger = Ledger::of(case, &gate::onward(book));
    let mut knows = Vec::new();
    for item in case.items().filter(|item| item.item.class == class) {
        for knowledge in ledger.who_knows(item.item.id) {
            if !knowledge.since.possibly_by(at) {
                continue;
            }
            let since = StartTold {
                written: knowledge.since.to_string(),
                earliest: knowledge.since.earliest(),
                latest: knowledge.since.latest(),
            };
            let one = KnowsTold { who: party_name(case, &knowledge.who, book, None), since };
            if !knows.contains(&one) {
                knows.push(one);
            }
        }
    }
    KnownTold { version: 1, at, content: class_name(book, class), knows }
}

/// The same as a page.
#[must_use]
pub fn page(told: &KnownTold, voice: &Voice, zone: &TimeZone) -> Page {
    let language = voice.language();
    let mut page = Page::default();
    let arguments = [
        ("content", told.content.in_language(language).into()),
        ("at", super::instant(told.at, zone).into()),
    ];
    page.title(voice.with("known-headline", arguments));
    if told.knows.is_empty() {
        page.line(2, voice.say("known-nobody"));
    }
    for one in &told.knows {
        let known = one.since.earliest == one.since.latest;
        let since = if known {
            super::instant(one.since.earliest, zone)
        } else {
            one.since.written.clone()
        };
        let who = one.who.in_language(language);
        let arguments = [("who", who.into()), ("since", since.into())];
        page.line(2, format!("- {}", voice.with("known-since", arguments)));
    }
    page
}

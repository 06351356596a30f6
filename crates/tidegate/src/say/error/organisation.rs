//! Why what was written is no organisation, and no catalogue.

use tidegate_core::organisation::catalogue::NotACatalogue;
use tidegate_core::organisation::catalogue::bill::NotABill;
use tidegate_core::organisation::{NotAKey, NotAnOrganisation};

use super::{Said, one};
use crate::organisations::catalogue::NotTakenIn;
use crate::words::Voice;

impl Said for NotAnOrganisation {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Name => voice.say("error-organisation-name"),
            Self::Kind(kind) => one(voice, "error-organisation-kind", "kind", kind),
            Self::NoRole => voice.say("error-organisation-no-role"),
            Self::Role(role) => one(voice, "error-organisation-role", "role", role),
            Self::Place(not) => not.said(voice),
            Self::Authority(key) => one(voice, "error-organisation-authority", "key", key),
            Self::Domain(domain) => one(voice, "error-organisation-domain", "domain", domain),
            Self::Contact(contact) => one(voice, "error-organisation-contact", "contact", contact),
            Self::Key(not) => not.said(voice),
            Self::SecurityTxt => voice.say("error-organisation-security-txt"),
            Self::TooMany => voice.say("error-organisation-too-many"),
        }
    }
}

impl Said for NotAKey {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Kind(text) => one(voice, "error-key-kind", "text", text),
            Self::Private => voice.say("error-key-private"),
            Self::Damaged => voice.say("error-organisation-key"),
        }
    }
}

impl Said for NotTakenIn {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Lines(lines) => {
                let mut said: Vec<String> =
                    lines.iter().take(20).map(|line| line.said(voice)).collect();
                if let Some(more) = lines.len().checked_sub(20).filter(|more| *more > 0) {
                    said.push(one(voice, "error-catalogue-more", "count", &more));
                }
                said.join(&voice.say("list-and"))
            }
            Self::Bill(not) => not.said(voice),
            Self::Long => voice.say("error-catalogue-long"),
        }
    }
}

impl Said for NotABill {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Form => voice.say("error-bill-form"),
            Self::NoProduct => voice.say("error-bill-no-product"),
            Self::Long => voice.say("error-catalogue-long"),
        }
    }
}

impl Said for NotACatalogue {
    fn said(&self, voice: &Voice) -> String {
        let line = |id: &str, line: &usize, text: &str| {
            voice.with(id, [("line", line.to_string().into()), ("text", text.to_owned().into())])
        };
        match self {
            Self::NoHead => voice.say("error-catalogue-no-head"),
            Self::Column(column) => one(voice, "error-catalogue-column", "column", column),
            Self::Fields(place) => one(voice, "error-catalogue-fields", "line", place),
            Self::Quotation(place) => one(voice, "error-catalogue-quotation", "line", place),
            Self::NoName(place) => one(voice, "error-catalogue-no-name", "line", place),
            Self::Purl(place, text) => line("error-catalogue-purl", place, text),
            Self::Cpe(place, text) => line("error-catalogue-cpe", place, text),
            Self::Component(place, text) => line("error-catalogue-component", place, text),
            Self::Long => voice.say("error-catalogue-long"),
        }
    }
}

//! Why what was written is no organisation.

use tidegate_core::organisation::{NotAKey, NotAnOrganisation};

use super::{Said, one};
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
            Self::Damaged => voice.say("error-key-damaged"),
        }
    }
}

//! Why there is no such relay, ladder, patience, webhook or key.

use super::{Said, one};
use crate::notices::ladder::NoLadder;
use crate::notices::patience::NoPatience;
use crate::notices::relay::NoMailRelay;
use crate::notices::webhook::NoWebhook;
use crate::openpgp::{NoKey, NoOwnKey, NoUse};
use crate::say::instant;
use crate::words::Voice;

impl Said for NoMailRelay {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Host => voice.say("error-relay-host"),
            Self::Address => voice.say("error-relay-address"),
            Self::Open => voice.say("error-relay-open"),
            Self::Variable => voice.say("error-relay-variable"),
        }
    }
}

impl Said for NoLadder {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Step(written) => one(voice, "error-ladder-step", "written", written),
            Self::Whom(written) => one(voice, "error-ladder-whom", "written", written),
            Self::Many => voice.say("error-ladder-many"),
        }
    }
}

impl Said for NoPatience {
    fn said(&self, voice: &Voice) -> String {
        voice.say("error-patience")
    }
}

impl Said for NoKey {
    fn said(&self, voice: &Voice) -> String {
        let (fingerprint, why) = match self {
            Self::Not(not) => return not.said(voice),
            Self::NoUse { fingerprint, why } => (fingerprint.as_str(), why),
        };
        let with = |message| one(voice, message, "key", &fingerprint);
        match why {
            NoUse::Damaged => with("error-key-unsigned"),
            NoUse::Age => voice.say("error-key-age"),
            NoUse::Revoked => with("error-key-revoked"),
            NoUse::CannotEncrypt => with("error-key-cannot-encrypt"),
            NoUse::Expired { on } => {
                let day = instant(*on, &jiff::tz::TimeZone::UTC);
                voice.with("error-key-expired", [("key", fingerprint.into()), ("at", day.into())])
            }
        }
    }
}

impl Said for NoOwnKey {
    fn said(&self, voice: &Voice) -> String {
        voice.say("error-own-key")
    }
}

impl Said for NoWebhook {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Name => voice.say("error-webhook-name"),
            Self::Address => voice.say("error-webhook-address"),
        }
    }
}

//! Why there is no such relay, ladder or webhook.

use super::{Said, one};
use crate::notices::ladder::NoLadder;
use crate::notices::relay::NoMailRelay;
use crate::notices::webhook::NoWebhook;
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

impl Said for NoWebhook {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Name => voice.say("error-webhook-name"),
            Self::Address => voice.say("error-webhook-address"),
        }
    }
}

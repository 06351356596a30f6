//! Why there is no such account, why nobody is signed in, and why a question is not understood.

use super::{Said, one, word};
use crate::people::{NoAccount, NotSignedIn};
use crate::question::NotUnderstood;
use crate::words::Voice;

impl Said for NoAccount {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Login => voice.say("error-account-login"),
            Self::Name => voice.say("error-account-name"),
            Self::NoRole => voice.say("error-account-no-role"),
            Self::Length => voice.say("error-account-length"),
            Self::Easy => voice.say("error-account-easy"),
            Self::Taken => voice.say("error-account-taken"),
        }
    }
}

impl Said for NotSignedIn {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Refused => voice.say("error-sign-in-refused"),
            Self::Desk(error) => error.said(voice),
        }
    }
}

impl Said for NotUnderstood {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Fact(fact) => one(voice, "facts-none", "fact", fact),
            Self::Value { what, value, known } => {
                let words = [
                    ("fact", word(what)),
                    ("value", word(value)),
                    ("known", word(&known.join(", "))),
                ];
                voice.with("ask-no-value", words)
            }
            Self::Place(not) => not.said(voice),
        }
    }
}

//! Why there is no such account, why nobody is signed in, and why a question is not understood.

use super::{Said, one, word};
use crate::people::{NoAccount, NotChanged, NotSignedIn};
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
            Self::Common => voice.say("error-account-common"),
            Self::Organisation => voice.say("error-account-organisation"),
            Self::Taken => voice.say("error-account-taken"),
        }
    }
}

impl Said for NotSignedIn {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Refused => voice.say("error-sign-in-refused"),
            Self::Code => voice.say("error-sign-in-code"),
            Self::Desk(error) => error.said(voice),
        }
    }
}

impl Said for NotChanged {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Refused => voice.say("error-account-refused"),
            Self::Account(not) => not.said(voice),
            Self::Code => voice.say("error-account-code"),
            Self::Token => voice.say("error-account-token"),
            Self::NoMember => voice.say("error-account-none"),
            Self::Own => voice.say("error-account-own"),
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

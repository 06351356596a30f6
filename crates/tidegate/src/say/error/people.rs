//! Why there is no such account, why nobody is signed in, and why a question is not understood.

use super::{Said, one, word};
use crate::people::{NoAccount, NoProvider, NotChanged, NotSignedIn, NotSingle};
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
            Self::Passkey => voice.say("error-sign-in-passkey"),
            Self::Regressed => voice.say("error-passkey-regressed"),
            Self::SingleOnly => voice.say("error-sign-in-single-only"),
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
            Self::Passkey => voice.say("error-passkey"),
            Self::NoScript => voice.say("error-passkey-no-script"),
            Self::NoSite => voice.say("error-passkey-no-site"),
            Self::PasskeyName => voice.say("error-passkey-name"),
            Self::NoPasskey => voice.say("error-passkey-none"),
            Self::Regressed => voice.say("error-passkey-regressed"),
            Self::LastFactor => voice.say("error-account-last-factor"),
            Self::OnlyWayIn => voice.say("error-account-only-way-in"),
            Self::NoFactor => voice.say("error-account-no-factor"),
            Self::SingleOnly => voice.say("error-account-single-only"),
            Self::NoLink => voice.say("error-account-no-link"),
            Self::Token => voice.say("error-account-token"),
            Self::NoMember => voice.say("error-account-none"),
            Self::Own => voice.say("error-account-own"),
            Self::Desk(error) => error.said(voice),
        }
    }
}

impl Said for NoProvider {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Name => voice.say("error-provider-name"),
            Self::Label => voice.say("error-provider-label"),
            Self::Issuer => voice.say("error-provider-issuer"),
            Self::Client => voice.say("error-provider-client"),
            Self::Many => voice.say("error-provider-many"),
            Self::None => voice.say("error-provider-none"),
            Self::InUse => voice.say("error-provider-in-use"),
            Self::Changing => voice.say("error-provider-changing"),
            Self::Unlinked => voice.say("error-provider-unlinked"),
            Self::Expected => voice.say("error-provider-expected"),
            Self::NoMember => voice.say("error-account-none"),
            Self::Desk(error) => error.said(voice),
        }
    }
}

impl Said for NotSingle {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::None => voice.say("error-provider-none"),
            Self::Silent => voice.say("error-single-silent"),
            Self::Stale => voice.say("error-single-stale"),
            Self::Declined => voice.say("error-single-declined"),
            Self::Unproven => voice.say("error-single-unproven"),
            Self::Unknown => voice.say("error-single-unknown"),
            Self::Disabled => voice.say("error-single-disabled"),
            Self::Taken => voice.say("error-single-taken"),
            Self::Demonstration => voice.say("error-single-demonstration"),
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

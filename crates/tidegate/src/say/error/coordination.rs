//! Why a machine of coordination has no such step.

use tidegate_core::command::Rejection;
use tidegate_core::coordination::{Breach, NoConsentStep, NoEmbargoStep, NoReportStep};

use tidegate_core::id::PartyId;

use super::{Said, one};
use crate::say::coordination::id;
use crate::words::Voice;

/// Why what is said of an embargo, of the case or of a product is not recorded.
pub(super) fn said(rejection: &Rejection, voice: &Voice) -> String {
    let about = |id: &str, party: &PartyId| one(voice, id, "id", party);
    match rejection {
        Rejection::ReportClosed(party) => about("error-report-closed", party),
        Rejection::TermsTaken => voice.say("error-terms-taken"),
        Rejection::TermsDecided => voice.say("error-terms-decided"),
        Rejection::NotAsked(party) => about("error-not-asked", party),
        Rejection::AnsweredBefore(party) => about("error-answered-before", party),
        Rejection::NotAnAnswer => voice.say("error-not-an-answer"),
        Rejection::ShorterTermsFirst(until) => {
            let until = until.strftime("%Y-%m-%d %H:%M UTC");
            one(voice, "error-shorter-terms-first", "at", &until)
        }
        Rejection::MarkedBefore(mark) => {
            one(voice, "error-marked-before", "what", &voice.say(id::mark(*mark)))
        }
        Rejection::WhoseMark => voice.say("error-whose-mark"),
        Rejection::NobodysMark => voice.say("error-nobodys-mark"),
        Rejection::NotAManufacturer(party) => about("error-not-a-manufacturer", party),
        other => other.to_string(),
    }
}

impl Said for NoReportStep {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Closed => voice.say("error-report-step-closed"),
            Self::NotReceived => voice.say("error-report-step-not-received"),
            Self::NotPrioritised => voice.say("error-report-step-not-prioritised"),
            Self::NotFrom { from, step: _ } => {
                one(voice, "error-report-step-not-from", "state", &voice.say(id::report(*from)))
            }
        }
    }
}

impl Said for NoEmbargoStep {
    fn said(&self, voice: &Voice) -> String {
        voice.say(match self {
            Self::Over => "error-embargo-over",
            Self::NothingProposed => "error-embargo-nothing-proposed",
            Self::NoneHolds => "error-no-embargo",
        })
    }
}

impl Said for NoConsentStep {
    fn said(&self, voice: &Voice) -> String {
        voice.say(match self {
            Self::AgreedAlready => "error-consent-agreed-already",
            Self::AskedAlready => "error-consent-asked-already",
            Self::Declined => "error-consent-declined",
            Self::NeverAgreed => "error-consent-never-agreed",
        })
    }
}

impl Said for Breach {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::RemedyBeforeAccepting => voice.say("error-remedy-before-accepting"),
            Self::EmbargoAfter(mark) => {
                one(voice, "error-embargo-after", "what", &voice.say(id::mark(*mark)))
            }
        }
    }
}

//! Why a machine of coordination has no such step.

use tidegate_core::coordination::{Breach, NoConsentStep, NoEmbargoStep, NoReportStep};

use super::{Said, one};
use crate::say::coordination::id;
use crate::words::Voice;

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

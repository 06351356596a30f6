//! A participant's consent to the embargo. Eleven transitions; a reset leads back from everywhere.

use serde::{Deserialize, Serialize};

/// Whether a participant agreed to the embargo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// There is no embargo that it was asked about.
    NoEmbargo,
    /// It was asked and has not answered.
    Invited,
    /// It agreed.
    Signatory,
    /// It declined.
    Declined,
    /// It agreed to terms that have been revised since.
    Lapsed,
}

/// What changes a participant's consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentStep {
    /// It is asked.
    Invite,
    /// It accepts.
    Accept,
    /// It declines.
    Decline,
    /// The terms were revised without it.
    Revise,
    /// The embargo is over (EMB-13-001).
    Reset,
}

/// Why a participant's consent cannot change so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoConsentStep {
    /// It agreed already.
    #[error("the participant agreed to the embargo already")]
    AgreedAlready,
    /// It was asked already.
    #[error("the participant was asked already")]
    AskedAlready,
    /// It declined; it is asked again first.
    #[error("the participant declined and must be asked again first")]
    Declined,
    /// It agreed to nothing that could be revised.
    #[error("the participant agreed to no terms that could be revised")]
    NeverAgreed,
}

impl Consent {
    /// All states.
    pub const ALL: [Self; 5] =
        [Self::NoEmbargo, Self::Invited, Self::Signatory, Self::Declined, Self::Lapsed];

    /// The word for it, as serialised.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoEmbargo => "no_embargo",
            Self::Invited => "invited",
            Self::Signatory => "signatory",
            Self::Declined => "declined",
            Self::Lapsed => "lapsed",
        }
    }

    /// The state after a step.
    ///
    /// # Errors
    /// Why the step is not possible here.
    pub fn after(self, step: ConsentStep) -> Result<Self, NoConsentStep> {
        use ConsentStep as Step;
        match (self, step) {
            (_, Step::Reset) => Ok(Self::NoEmbargo),
            (Self::NoEmbargo | Self::Lapsed | Self::Declined, Step::Invite) => Ok(Self::Invited),
            (Self::NoEmbargo | Self::Invited | Self::Lapsed, Step::Accept) => Ok(Self::Signatory),
            (Self::NoEmbargo | Self::Invited | Self::Lapsed, Step::Decline) => Ok(Self::Declined),
            (Self::Signatory, Step::Revise) => Ok(Self::Lapsed),
            (Self::Signatory, Step::Invite | Step::Accept | Step::Decline) => {
                Err(NoConsentStep::AgreedAlready)
            }
            (Self::Invited, Step::Invite) => Err(NoConsentStep::AskedAlready),
            (Self::Declined, Step::Accept | Step::Decline) => Err(NoConsentStep::Declined),
            (Self::NoEmbargo | Self::Invited | Self::Declined | Self::Lapsed, Step::Revise) => {
                Err(NoConsentStep::NeverAgreed)
            }
        }
    }
}

impl ConsentStep {
    /// All steps.
    pub const ALL: [Self; 5] =
        [Self::Invite, Self::Accept, Self::Decline, Self::Revise, Self::Reset];

    /// The word for it, as serialised.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invite => "invite",
            Self::Accept => "accept",
            Self::Decline => "decline",
            Self::Revise => "revise",
            Self::Reset => "reset",
        }
    }
}

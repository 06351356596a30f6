//! Embargo management: whether an embargo is proposed, holds, is revised or is over. One per case; ten transitions.

use serde::{Deserialize, Serialize};

/// How far an embargo by agreement has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EmbargoStage {
    /// There is none, and none is proposed.
    None,
    /// One is proposed.
    Proposed,
    /// One holds.
    Active,
    /// One holds, and other terms are proposed.
    Revise,
    /// It is over and does not come back.
    Exited,
}

/// What is done about an embargo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EmbargoStep {
    /// Propose terms: the first, other ones in answer, or a revision.
    Propose,
    /// Accept proposed terms.
    Accept,
    /// Reject what is proposed.
    Reject,
    /// End it.
    Terminate,
}

/// Why a step about an embargo is not possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoEmbargoStep {
    /// It is over.
    #[error("the embargo is over and does not come back")]
    Over,
    /// Nothing is proposed that could be accepted or rejected.
    #[error("no embargo is proposed that could be answered")]
    NothingProposed,
    /// None holds that could end.
    #[error("no embargo holds that could end")]
    NoneHolds,
}

impl EmbargoStage {
    /// All stages.
    pub const ALL: [Self; 5] =
        [Self::None, Self::Proposed, Self::Active, Self::Revise, Self::Exited];

    /// The word for it, as serialised.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Proposed => "proposed",
            Self::Active => "active",
            Self::Revise => "revise",
            Self::Exited => "exited",
        }
    }

    /// Whether an embargo holds: while new terms are discussed the old ones do.
    #[must_use]
    pub fn holds(self) -> bool {
        matches!(self, Self::Active | Self::Revise)
    }

    /// The stage after a step.
    ///
    /// # Errors
    /// Why the step is not possible here.
    pub fn after(self, step: EmbargoStep) -> Result<Self, NoEmbargoStep> {
        use EmbargoStep as Step;
        match (self, step) {
            (Self::None | Self::Proposed, Step::Propose) => Ok(Self::Proposed),
            (Self::Active | Self::Revise, Step::Propose) => Ok(Self::Revise),
            (Self::Proposed | Self::Revise, Step::Accept) | (Self::Revise, Step::Reject) => {
                Ok(Self::Active)
            }
            (Self::Proposed, Step::Reject) => Ok(Self::None),
            (Self::Active | Self::Revise, Step::Terminate) => Ok(Self::Exited),
            (Self::Exited, _) => Err(NoEmbargoStep::Over),
            (Self::None | Self::Active, Step::Accept | Step::Reject) => {
                Err(NoEmbargoStep::NothingProposed)
            }
            (Self::None | Self::Proposed, Step::Terminate) => Err(NoEmbargoStep::NoneHolds),
        }
    }
}

impl EmbargoStep {
    /// All steps.
    pub const ALL: [Self; 4] = [Self::Propose, Self::Accept, Self::Reject, Self::Terminate];

    /// The word for it, as serialised.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Propose => "propose",
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::Terminate => "terminate",
        }
    }
}

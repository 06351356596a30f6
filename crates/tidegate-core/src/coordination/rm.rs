//! Report management: how far one participant has come with the report. Start S, end C, eleven transitions.

use serde::{Deserialize, Serialize};

/// How far a participant has come with the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportState {
    /// It has not received the report.
    Start,
    /// It received the report and has not judged it.
    Received,
    /// It found that the report shows no flaw, or too little.
    Invalid,
    /// It found that the report shows a flaw.
    Valid,
    /// It lets the work wait.
    Deferred,
    /// It works on it.
    Accepted,
    /// It is done with it.
    Closed,
}

/// What a participant does with the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportStep {
    /// Receive it.
    Receive,
    /// Find that it shows a flaw.
    Validate,
    /// Find that it shows none.
    Invalidate,
    /// Work on it.
    Accept,
    /// Let the work wait.
    Defer,
    /// Be done with it.
    Close,
}

/// Why a participant cannot take a step with the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoReportStep {
    /// It is closed, and stays so.
    #[error("the report is closed and is not opened again")]
    Closed,
    /// The report has not been received.
    #[error("the report was not received yet")]
    NotReceived,
    /// A valid report is not closed before it was accepted or deferred (RMB-10-002).
    #[error("a valid report is accepted or deferred before it is closed")]
    NotPrioritised,
    /// The state knows no such step.
    #[error("no step `{}` leads on from `{}`", .step.as_str(), .from.as_str())]
    NotFrom {
        /// The state.
        from: ReportState,
        /// The step.
        step: ReportStep,
    },
}

impl ReportState {
    /// All states, the start first and the end last.
    pub const ALL: [Self; 7] = [
        Self::Start,
        Self::Received,
        Self::Invalid,
        Self::Valid,
        Self::Deferred,
        Self::Accepted,
        Self::Closed,
    ];

    /// The word for it, as serialised.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Received => "received",
            Self::Invalid => "invalid",
            Self::Valid => "valid",
            Self::Deferred => "deferred",
            Self::Accepted => "accepted",
            Self::Closed => "closed",
        }
    }

    /// The state after a step.
    ///
    /// # Errors
    /// Why the step is not possible here.
    pub fn after(self, step: ReportStep) -> Result<Self, NoReportStep> {
        use ReportStep as Step;
        match (self, step) {
            (Self::Start, Step::Receive) => Ok(Self::Received),
            (Self::Received | Self::Invalid, Step::Validate) => Ok(Self::Valid),
            (Self::Received, Step::Invalidate) => Ok(Self::Invalid),
            (Self::Valid | Self::Deferred, Step::Accept) => Ok(Self::Accepted),
            (Self::Valid | Self::Accepted, Step::Defer) => Ok(Self::Deferred),
            (Self::Accepted | Self::Deferred | Self::Invalid, Step::Close) => Ok(Self::Closed),
            (Self::Closed, _) => Err(NoReportStep::Closed),
            (Self::Start, _) => Err(NoReportStep::NotReceived),
            (Self::Valid, Step::Close) => Err(NoReportStep::NotPrioritised),
            (from, step) => Err(NoReportStep::NotFrom { from, step }),
        }
    }

    /// The steps that are possible, in the order of [`ReportStep::ALL`].
    pub fn steps(self) -> impl Iterator<Item = ReportStep> {
        ReportStep::ALL.into_iter().filter(move |step| self.after(*step).is_ok())
    }

    /// Whether another participant may be told to have come from here to `later` with steps that were not heard of:
    /// forward only, along the machine (ADR-0067 of Vultron). Staying where one is counts.
    #[must_use]
    pub fn leads_to(self, later: Self) -> bool {
        let mut reached = vec![self];
        let mut next = 0;
        while let Some(state) = reached.get(next).copied() {
            next += 1;
            for after in ReportStep::ALL.into_iter().filter_map(|step| state.after(step).ok()) {
                if !reached.contains(&after) {
                    reached.push(after);
                }
            }
        }
        reached.contains(&later)
    }
}

impl ReportStep {
    /// All steps.
    pub const ALL: [Self; 6] =
        [Self::Receive, Self::Validate, Self::Invalidate, Self::Accept, Self::Defer, Self::Close];

    /// The word for it, as serialised.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Receive => "receive",
            Self::Validate => "validate",
            Self::Invalidate => "invalidate",
            Self::Accept => "accept",
            Self::Defer => "defer",
            Self::Close => "close",
        }
    }
}

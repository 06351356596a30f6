//! How far the handling of a case has come, and whether there is an embargo.
//!
//! Phases only go forward, and an embargo that ended does not come back. How each participant is with the report, and
//! what is proposed and answered about an embargo, stands in [`Coordination`](super::Coordination). An embargo is an
//! agreement; the law is not in it.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::event::{CaseEvent, ExitReason, Verdict};
use crate::id::PartyId;
use tidegate_law::time::Occurred;

/// How far the handling has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Open, without a report.
    Opened,
    /// A report was received.
    Received,
    /// The report was acknowledged.
    Acknowledged,
    /// The report was judged.
    Triaged(Verdict),
    /// The report was withdrawn.
    Withdrawn,
    /// The case was closed.
    Closed,
    /// The content's key was destroyed.
    Erased,
}

impl Phase {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Received => "received",
            Self::Acknowledged => "acknowledged",
            Self::Triaged(_) => "triaged",
            Self::Withdrawn => "withdrawn",
            Self::Closed => "closed",
            Self::Erased => "erased",
        }
    }

    /// The phase that `event` leads to.
    pub(super) fn after(self, event: &CaseEvent) -> Self {
        match (self, event) {
            (Self::Erased, _) => Self::Erased,
            (_, CaseEvent::Erased(erased)) if erased.items.is_empty() => Self::Erased,
            (Self::Closed, _) => Self::Closed,
            (_, CaseEvent::Closed(_)) => Self::Closed,
            (_, CaseEvent::Withdrawn(_)) => Self::Withdrawn,
            (_, CaseEvent::Triaged(triaged)) => Self::Triaged(triaged.verdict),
            (Self::Opened, CaseEvent::Received(_)) => Self::Received,
            (Self::Received, CaseEvent::Acknowledged(_)) => Self::Acknowledged,
            (phase, _) => phase,
        }
    }
}

/// Whether there is an embargo by agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EmbargoState {
    /// None was agreed.
    None,
    /// One holds.
    Active {
        /// Between whom.
        parties: BTreeSet<PartyId>,
        /// Until when, if a time was set.
        until: Option<Timestamp>,
        /// Under which terms, if any were named.
        terms: Option<String>,
    },
    /// It ended and does not come back.
    Exited {
        /// Why.
        reason: ExitReason,
        /// When.
        since: Occurred,
    },
}

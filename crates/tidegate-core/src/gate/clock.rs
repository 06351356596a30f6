//! The clocks of a case: every period that runs or ran, under a name that stays.
//!
//! A clock is one instance of a duty whose text has a number and whose start event has occurred. Its
//! key is the digest of what makes it that instance: case, rule, bearer, subject, start event and
//! addressee. Whoever replays the same events gets the same keys, so that a worker can keep one row
//! for each, alert before, at and after the strict due time, and never alert twice for one clock. A
//! row whose key is no longer listed lost its ground (the start was corrected, a fact withdrawn, the
//! duty fell away) and is closed; a clock that was met stays listed, with its state. What cannot be
//! counted is listed too: it alerts at once. Nothing is stored here.

use jiff::Timestamp;
use serde::Serialize;
use tidegate_law::time::{Limit, Occurred, Uncounted};
use tidegate_law::{DutyState, FactValue, Force, Owed, Per, RuleId, Words};

use crate::case::Case;
use crate::digest::{Digest, NotCanonical, canonical_digest};
use crate::gate::{Desk, OwedBy, duties};
use crate::id::{CaseId, PartyId, ProductId};

/// What makes a clock this clock and no other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct ClockKey {
    /// The case.
    pub case: CaseId,
    /// The rule.
    pub rule: RuleId,
    /// Who owes it.
    pub bearer: PartyId,
    /// What one instance of the duty is about.
    pub per: Per,
    /// The product it is about, if it is about one.
    pub product: Option<ProductId>,
    /// The event that started it.
    pub event: String,
    /// When that was at the earliest; how a source writes it is no part of the key.
    pub started: Timestamp,
    /// The bound that it was before.
    pub started_before: Timestamp,
    /// To whom it is owed.
    pub to: Option<FactValue>,
}

impl ClockKey {
    /// The key as one value for a row: SHA-256 of its canonical form.
    ///
    /// # Errors
    /// Where the form cannot be made canonical, which its types exclude.
    pub fn digest(&self) -> Result<Digest, NotCanonical> {
        canonical_digest(self)
    }
}

/// When a clock ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ends {
    /// At a time that was counted.
    At {
        /// The strict due time if the start was at its earliest; alerts go by it.
        strict: Timestamp,
        /// The strict due time if the start was at its latest: after it, no evidence is no evidence.
        latest: Timestamp,
        /// The last arguable instant, if later; shown, never relied on.
        arguable: Option<Timestamp>,
    },
    /// At a time that cannot be counted; it alerts until somebody has looked.
    CannotBeCounted(Uncounted),
}

/// A clock of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RunningClock {
    /// Which one.
    pub key: ClockKey,
    /// The citation of its rule.
    pub citation: Words,
    /// How binding it is.
    pub force: Force,
    /// Whether it is owed for sure, or only if what is not known turns out so.
    pub sure: bool,
    /// Whether one addressee among several suffices.
    pub any_of: bool,
    /// When it ends.
    pub ends: Ends,
    /// What became of the duty by the instant asked about.
    pub state: DutyState,
}

/// Every clock of a case at an instant: those that cannot be counted first, then by due time.
pub fn clocks(desk: &Desk<'_>, case: &Case, at: Timestamp) -> Vec<RunningClock> {
    let owed = case.parties().flat_map(|party| duties(desk, case, party, at));
    let mut clocks: Vec<RunningClock> = owed.filter_map(|one| clock(case.id(), one)).collect();
    clocks.sort_by(|one, other| (one.strict(), &one.key).cmp(&(other.strict(), &other.key)));
    clocks
}

/// The clock of an instance, if it has a number and has started.
fn clock(case: CaseId, owed: OwedBy) -> Option<RunningClock> {
    let OwedBy { bearer, product, duty } = owed;
    let ends = match duty.when.limit {
        Limit::None => return None,
        Limit::CannotBeCounted(why) => Ends::CannotBeCounted(why),
        Limit::Counted(deadline) => Ends::At {
            strict: deadline.strict.earliest,
            latest: deadline.strict.latest,
            arguable: deadline.latest_arguable,
        },
    };
    let start: Occurred = duty.start?;
    let key = ClockKey {
        case,
        rule: duty.rule,
        bearer,
        per: duty.per,
        product,
        event: duty.start_event,
        started: start.earliest(),
        started_before: start.latest(),
        to: duty.to,
    };
    let sure = duty.owed == Owed::Yes;
    Some(RunningClock {
        key,
        citation: duty.citation,
        force: duty.force,
        sure,
        any_of: duty.any_of,
        ends,
        state: duty.state,
    })
}

impl RunningClock {
    /// Whether it still runs, or ran out without evidence: whether it may alert.
    pub fn alerts(&self) -> bool {
        matches!(self.state, DutyState::Open | DutyState::NoEvidence)
    }

    /// The instant by which alerts go; none where it cannot be counted.
    pub fn strict(&self) -> Option<Timestamp> {
        match self.ends {
            Ends::At { strict, .. } => Some(strict),
            Ends::CannotBeCounted(_) => None,
        }
    }
}

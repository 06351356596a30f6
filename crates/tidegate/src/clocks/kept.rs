//! What is kept of clocks on the shelf: the clocks that run, the alerts that were raised, the row of the list, and
//! when a case is to be computed again.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tidegate_core::case::Level;
use tidegate_core::id::{CaseId, PartyId};
use tidegate_law::{DutyState, Force, Words};

use crate::desk::Kept;

/// A clock that runs and has a due time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunningClock {
    /// The version of this form.
    pub version: u32,
    /// The case.
    pub case: CaseId,
    /// What tells it from the other clocks of the case: the digest of rule, bearer, subject, start event and addressee.
    pub key: String,
    /// The rule.
    pub rule: String,
    /// The rule as it is cited.
    pub citation: Words,
    /// How binding it is.
    pub force: Force,
    /// Who owes.
    pub bearer: PartyId,
    /// To whom, as a capacity of the book.
    pub to: Option<String>,
    /// The strict due time, at the earliest; alerts go by it.
    pub due: Timestamp,
    /// Whether it is owed only if what is not known turns out so.
    #[serde(default)]
    pub perhaps: bool,
    /// Whether it is open, or over without evidence that it was met.
    pub state: DutyState,
}

impl RunningClock {
    /// Whether lists and alerts go by it: law and house rules, not what is only recommended, and not somebody's silence.
    #[must_use]
    pub fn counts(&self) -> bool {
        matches!(self.force, Force::Binding | Force::House) && !self.is_of_silence()
    }
}

impl Kept for RunningClock {
    const ROOM: &'static str = "clock";

    fn name(&self) -> String {
        format!("{}|{}", self.case, self.key)
    }

    fn due(&self) -> Option<Timestamp> {
        Some(self.due)
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.case)
    }
}

/// When before, at and after a due time somebody is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// A day is left.
    DayLeft,
    /// An hour is left.
    HourLeft,
    /// It is due now.
    Due,
    /// It was due a day ago.
    DayOver,
}

impl Stage {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::DayLeft, Self::HourLeft, Self::Due, Self::DayOver];

    /// When it is reached; none at the end of time.
    #[must_use]
    pub fn moment(self, due: Timestamp) -> Option<Timestamp> {
        let after = match self {
            Self::DayLeft => SignedDuration::from_hours(-24),
            Self::HourLeft => SignedDuration::from_hours(-1),
            Self::Due => SignedDuration::ZERO,
            Self::DayOver => SignedDuration::from_hours(24),
        };
        due.checked_add(after).ok()
    }

    /// The text that says it.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::DayLeft => "alert-day-left",
            Self::HourLeft => "alert-hour-left",
            Self::Due => "alert-due",
            Self::DayOver => "alert-day-over",
        }
    }
}

/// That a clock reached a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alert {
    /// The version of this form.
    pub version: u32,
    /// The case.
    pub case: CaseId,
    /// The clock, as in [`RunningClock::key`].
    pub clock: String,
    /// The rule as it is cited.
    pub citation: Words,
    /// When the clock is due.
    pub due: Timestamp,
    /// What was reached.
    pub stage: Stage,
    /// When that was noticed.
    pub raised: Timestamp,
}

impl Alert {
    /// The alerts of the stages that a clock has reached by `at`.
    pub fn reached(clock: &RunningClock, at: Timestamp) -> impl Iterator<Item = Self> {
        let reached = move |stage: &Stage| stage.moment(clock.due).is_some_and(|then| then <= at);
        Stage::ALL.into_iter().filter(reached).map(move |stage| Self {
            version: 1,
            case: clock.case,
            clock: clock.key.clone(),
            citation: clock.citation.clone(),
            due: clock.due,
            stage,
            raised: at,
        })
    }

    /// Whether it is of this clock, as it runs now.
    #[must_use]
    pub fn is_of(&self, clock: &RunningClock) -> bool {
        self.clock == clock.key && self.due == clock.due
    }
}

impl Kept for Alert {
    const ROOM: &'static str = "alert";

    fn name(&self) -> String {
        format!("{}|{}|{}|{}", self.case, self.clock, self.due, self.stage.message())
    }

    fn due(&self) -> Option<Timestamp> {
        self.stage.moment(self.due)
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.case)
    }
}

/// A case as a list shows it: clear metadata, and when something is due next. Never what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    /// The version of this form.
    pub version: u32,
    /// The case.
    pub case: CaseId,
    /// Its neutral handle.
    pub handle: String,
    /// The phase of the work.
    pub state: String,
    /// When it was opened.
    pub opened: Timestamp,
    /// When it last changed.
    pub changed: Timestamp,
    /// When something is due next, by law or house rule.
    pub due: Option<Timestamp>,
    /// The queue in which it waits; none of a case that is at its end.
    #[serde(default)]
    pub queue: Option<String>,
    /// Who works on it, by login; none of a case that is at its end.
    #[serde(default)]
    pub assigned: Option<String>,
    /// Whether the office's own work on it waits.
    #[serde(default)]
    pub held: bool,
    /// The number of the event that last gave it to somebody or put it in a queue.
    #[serde(default)]
    pub turn: u64,
    /// Since when a participant has not answered, where that is long.
    #[serde(default)]
    pub silent: Option<SilentSince>,
}

/// That a participant has not answered for long: nobody's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SilentSince {
    /// Since when.
    pub since: Timestamp,
    /// How long that is, as a step of the office's patience.
    pub level: Level,
}

impl Listed {
    /// Whether work on it goes on; that the finder took the report back does not end it.
    #[must_use]
    pub fn open(&self) -> bool {
        !matches!(self.state.as_str(), "closed" | "erased")
    }
}

/// Later than any due time; what has none stands beyond it.
const FAR: i64 = 200_000_000_000_000;

impl Kept for Listed {
    const ROOM: &'static str = "listed";

    fn name(&self) -> String {
        self.case.to_string()
    }

    /// What is due next comes first. Cases in which nothing is due stand after all others, the last changed first.
    fn due(&self) -> Option<Timestamp> {
        let beyond = FAR.saturating_sub(self.changed.as_millisecond());
        self.due.or_else(|| Timestamp::from_millisecond(beyond).ok())
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.case)
    }
}

/// That a case was computed, with how many events, and when it is to be computed again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Looked {
    /// The version of this form.
    pub version: u32,
    /// The case.
    pub case: CaseId,
    /// How many events it had.
    pub events: u64,
    /// When it is to be computed again; never where nothing can become due any more.
    pub again: Option<Timestamp>,
}

impl Kept for Looked {
    const ROOM: &'static str = "looked";

    fn name(&self) -> String {
        self.case.to_string()
    }

    fn due(&self) -> Option<Timestamp> {
        self.again
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.case)
    }
}

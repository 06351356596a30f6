//! What happened before a duty is asked about, as a difference between two versions of it is told.

use jiff::Timestamp;

use crate::fact::FactValue;
use crate::statute::RuleId;

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happened {
    /// A start event.
    Event {
        /// Which one, a value of `StartEvent`.
        event: String,
        /// When.
        at: Timestamp,
        /// Whether it was about another product than the one asked about.
        another: bool,
    },
    /// Something was filed.
    Filed {
        /// For which duty, if that was said.
        rule: Option<RuleId>,
        /// With whom.
        to: FactValue,
        /// Which class of content it held, if that is known.
        content: Option<FactValue>,
        /// When.
        at: Timestamp,
    },
}

/// A course of events, and the instant at which it is asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    /// What happened, in order.
    pub happened: Vec<Happened>,
    /// When it is asked.
    pub asked: Timestamp,
    /// The place of action for a calendar with several places.
    pub place: Option<String>,
}

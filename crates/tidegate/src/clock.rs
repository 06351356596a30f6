//! The one place that reads the wall clock.
//!
//! The desk asks once per command and hands the instant inward; law, case and log never ask. An
//! instant that goes on record is never earlier than the head of the log ([`Clock::at`]), so a
//! clock that jumps back cannot put an event before its predecessor. This module never sleeps and
//! never knows a time zone: everything here is an instant in UTC with millisecond precision.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::{RoundMode, Timestamp, TimestampRound, Unit};

/// A source of the present instant (UTC, whole milliseconds).
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's wall clock.
    System,
    /// An instant that moves only when told to: for the demo, for replays and for tests.
    Fixed(FixedClock),
}

/// The hand of a [`Clock::Fixed`]; clones share one hand.
#[derive(Debug, Clone)]
pub struct FixedClock(Arc<Mutex<Timestamp>>);

impl Clock {
    /// A clock that stands at `at` until [`FixedClock::set`] moves it.
    #[must_use]
    pub fn fixed(at: Timestamp) -> Self {
        Self::Fixed(FixedClock(Arc::new(Mutex::new(at))))
    }

    /// The present instant, rounded down to the millisecond.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        match self {
            Self::System => whole_milliseconds(Timestamp::now()),
            Self::Fixed(hand) => whole_milliseconds(hand.read()),
        }
    }

    /// The instant to put on record: now, but never before the head of the log.
    #[must_use]
    pub fn at(&self, head: Option<Timestamp>) -> Timestamp {
        let now = self.now();
        head.map_or(now, |head| now.max(head))
    }
}

impl FixedClock {
    /// Moves the hand to `at`, forwards or back.
    pub fn set(&self, at: Timestamp) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = at;
    }

    fn read(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn whole_milliseconds(at: Timestamp) -> Timestamp {
    let round = TimestampRound::new().smallest(Unit::Millisecond).mode(RoundMode::Floor);
    at.round(round).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_on_record_is_never_before_the_head() {
        let head: Timestamp = "2026-11-02T09:00:00Z".parse().unwrap();
        let Clock::Fixed(hand) = Clock::fixed(head) else { unreachable!() };
        let clock = Clock::Fixed(hand.clone());
        hand.set("2026-11-02T08:00:00Z".parse().unwrap());
        assert_eq!(clock.at(Some(head)), head);
        hand.set("2026-11-02T10:00:00.1239Z".parse().unwrap());
        assert_eq!(clock.at(Some(head)).to_string(), "2026-11-02T10:00:00.123Z");
    }
}

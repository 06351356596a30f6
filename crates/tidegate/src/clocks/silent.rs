//! The clock of whoever does not answer: it runs to the next step of the office's own patience.
//!
//! It stands on the board and in calendars beside those of the law, as something of the house, and says of nobody who is
//! silent. It alerts nobody by itself: who is told of each step is in [`crate::notices::occasion`].

use jiff::tz::TimeZone;
use tidegate_core::case::{Level, Silence};
use tidegate_core::id::CaseId;
use tidegate_law::{DutyState, Force};

use super::kept::{RunningClock, SilentSince};
use crate::say::coordination::id;
use crate::words::Voice;

/// What the key of such a clock begins with.
const KEY: &str = "silent:";
/// What stands for the rule.
const RULE: &str = "silence";

impl RunningClock {
    /// Whether it is the clock of somebody's silence.
    #[must_use]
    pub fn is_of_silence(&self) -> bool {
        self.key.starts_with(KEY)
    }
}

/// The clock of a silence, its day in the zone of the office; none once the last step is reached.
pub(super) fn clock(case: CaseId, silence: &Silence, zone: &TimeZone) -> Option<RunningClock> {
    let (next, due) = silence.next?;
    let citation = Voice::in_both(|voice| {
        let day = silence.since.to_zoned_datetime(zone.clone()).date().to_string();
        let words = [("since", day.into()), ("level", voice.say(id::level(next)).into())];
        voice.with("clock-silent", words)
    });
    Some(RunningClock {
        version: 1,
        case,
        key: format!("{KEY}{}:{}:{}", silence.party, silence.since, next.as_str()),
        rule: RULE.to_owned(),
        citation,
        force: Force::House,
        bearer: silence.party,
        to: None,
        due,
        perhaps: false,
        state: DutyState::Open,
    })
}

/// Whoever is silent longest, as a list shows it; nobody of whom not long yet nothing was heard.
pub(super) fn longest(silences: &[Silence]) -> Option<SilentSince> {
    let heard = silences.iter().filter(|one| one.level > Level::Wait);
    let first = heard.max_by_key(|one| (one.level, std::cmp::Reverse(one.since)))?;
    Some(SilentSince { since: first.since, level: first.level })
}

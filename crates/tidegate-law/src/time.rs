//! Statutory time: when something occurred, how long a period the law gives, how that period is counted, and when it ends.
//!
//! Everything here is arithmetic on arguments: no clock, no file, no environment. Calendars of public holidays come in as
//! parsed text, time zones from the database that is compiled in. Two rules hold throughout. A vague adverb stays a
//! [`Word`] and is never turned into a number. And what is not known never makes a deadline later: an instant known only
//! as a day gives an interval of due times, and a year whose calendar is not announced is reported as a [`CalendarGap`].
//!
//! Start with [`Deadline::compute`]; the counting rules themselves are in `count`.

mod calendar;
mod count;
mod counting;
mod deadline;
mod explain;
mod occurred;
mod period;
mod retention;
mod uncounted;
mod word;

pub use calendar::{Calendar, CalendarGap, Calendars, Day};
pub use counting::Counting;
pub use deadline::{Deadline, Due, Mention, MentionKey, Timeliness};
pub use explain::{Explanation, Line, Said, Step};
pub use occurred::Occurred;
pub use period::Period;
pub use retention::Retention;
pub use uncounted::{Limit, Uncounted};
pub use word::Word;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use thiserror::Error;

/// Why a text about time, or a calculation with it, was not accepted.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum TimeError {
    /// The text is not a day, an instant or an interval in a form that is read here.
    #[error(
        "`{0}` is not a day or an instant; write `2026-11-23`, `2026-11-23 09:15 +08:00` or `2026-11-23T01:15:00Z`"
    )]
    NotAnInstant(String),
    /// The text has neither offset nor zone, and no default zone was given.
    #[error(
        "`{0}` has no time zone; add an offset such as `+08:00` or a zone such as `[Asia/Shanghai]`"
    )]
    NoZone(String),
    /// The named zone is not in the time zone database.
    #[error("there is no time zone `{0}`; use an IANA name such as `Asia/Shanghai`")]
    NoSuchZone(String),
    /// The offset in the text is not the one of the zone in the text.
    #[error("the offset in `{0}` does not belong to its zone at that time; keep one of the two")]
    OffsetConflict(String),
    /// The local time was skipped or occurred twice because clocks were changed.
    #[error(
        "`{0}` is skipped or occurs twice because clocks change then; write it with its offset"
    )]
    LocalTime(String),
    /// An interval ends before it begins.
    #[error("`{0}` ends before it begins; write the earlier time first")]
    Backwards(String),
    /// A stored instant is not in the form that is stored.
    #[error("`{0}` is not a stored time; expected `v1|EARLIEST|LATEST|AS WRITTEN`")]
    NotStored(String),
    /// The text is not a period that a rule may use.
    #[error("`{text}` is not a period of a rule; {hint}")]
    NotAPeriod {
        /// What was read.
        text: String,
        /// What to write instead.
        hint: &'static str,
    },
    /// The text is no known word for a time limit.
    #[error("`{0}` is no word for a time limit; use one of {list}", list = Word::list())]
    NotAWord(String),
    /// The text names no known way of counting periods.
    #[error("`{0}` is no way of counting periods; use one of {list}", list = Counting::list())]
    NotACounting(String),
    /// A calendar file cannot be read.
    #[error("the calendar cannot be used: {0}")]
    NotACalendar(String),
    /// The result lies beyond the year 9999.
    #[error("the period ends beyond the last date that can be written, in the year 9999")]
    OutOfRange,
}

/// Input as it may stand in a message: escaped and cut to a length that fits a line.
pub(crate) fn shown(text: &str) -> String {
    let mut short: String = text.chars().take(60).flat_map(char::escape_debug).collect();
    if text.chars().nth(60).is_some() {
        short.push('…');
    }
    short
}

/// The time zone of an IANA name, such as `Asia/Shanghai`.
///
/// # Errors
/// [`TimeError::NoSuchZone`] if the compiled-in database has no such name.
pub fn zone(name: &str) -> Result<TimeZone, TimeError> {
    match TimeZone::get(name) {
        Ok(zone) if !zone.is_unknown() => Ok(zone),
        _ => Err(TimeError::NoSuchZone(shown(name))),
    }
}

/// An instant as people read it in `zone`: `2026-11-25 09:15 +08:00`, with seconds only where there are any.
///
/// [`Occurred::parse`] reads this form. The end of a day, 24:00, appears as 00:00 of the next day.
pub fn written_in(instant: Timestamp, zone: &TimeZone) -> String {
    let local = instant.to_zoned_datetime(zone.clone());
    let form = match (local.second(), local.subsec_nanosecond()) {
        (0, 0) => "%Y-%m-%d %H:%M %:z",
        (_, 0) => "%Y-%m-%d %H:%M:%S %:z",
        _ => "%Y-%m-%d %H:%M:%S%.f %:z",
    };
    local.strftime(form).to_string()
}

/// The first instant of `day` in `zone`.
pub(crate) fn start_of(day: Date, zone: &TimeZone) -> Result<Timestamp, TimeError> {
    day.to_zoned_datetime(zone.clone()).map(|z| z.timestamp()).map_err(|_| TimeError::OutOfRange)
}

/// 24:00 of `day` in `zone`, which is the first instant of the next day.
pub(crate) fn end_of(day: Date, zone: &TimeZone) -> Result<Timestamp, TimeError> {
    start_of(day.tomorrow().map_err(|_| TimeError::OutOfRange)?, zone)
}

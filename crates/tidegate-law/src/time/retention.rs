//! How long something must be kept at least.
//!
//! A duty to keep is the reverse of a duty to act: where the start is uncertain, the later end is the safe one.

use super::count::{local_day, months_after};
use super::{Occurred, Period, TimeError, end_of};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use serde::Serialize;
use std::num::NonZeroU16;

/// A record is kept through a day, and not before the end of that day may it go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Retention {
    /// The last day on which the record must still be there.
    pub through: Date,
    /// 24:00 of that day in the zone asked about.
    pub until: Timestamp,
}

impl Retention {
    /// Keep for at least so many months from `start`, by the Gregorian calendar: the same date, or the last day of the
    /// month where there is none.
    ///
    /// # Errors
    /// [`TimeError::OutOfRange`] beyond the year 9999.
    pub fn months(
        months: NonZeroU16,
        start: &Occurred,
        zone: &TimeZone,
    ) -> Result<Self, TimeError> {
        let day = local_day(start.last_instant(), zone);
        Self::through(months_after(day, months.get())?, zone)
    }

    /// Keep for at least `period` from `start`; none where the period is in working days, which no duty to keep uses.
    ///
    /// # Errors
    /// [`TimeError::NotAPeriod`] for working days, [`TimeError::OutOfRange`] beyond the year 9999.
    pub fn compute(period: Period, start: &Occurred, zone: &TimeZone) -> Result<Self, TimeError> {
        let last = start.last_instant();
        let day = match period {
            Period::Months(n) => return Self::months(n, start, zone),
            Period::Days(n) => local_day(last, zone).checked_add(i32::from(n.get()).days()),
            Period::Hours(n) => {
                last.checked_add(i32::from(n.get()).hours()).map(|end| local_day(end, zone))
            }
            Period::WorkingDays(_) => {
                let hint = "a duty to keep is written in months or days, as `P6M`";
                return Err(TimeError::NotAPeriod { text: period.to_string(), hint });
            }
        };
        Self::through(day.map_err(|_| TimeError::OutOfRange)?, zone)
    }

    fn through(day: Date, zone: &TimeZone) -> Result<Self, TimeError> {
        Ok(Self { through: day, until: end_of(day, zone)? })
    }
}

//! The counting rules themselves.
//!
//! # Regulation (EEC, Euratom) No 1182/71
//! - *Hours.* Strict is the event plus so many hours. Art. 3(1) does not count the hour during which the event occurs, and
//!   Art. 3(2)(a) lets the period start with the first hour after it, so the latest arguable end is the next full hour,
//!   in the zone of the place of action, plus so many hours. An event exactly on the full hour opens the hour that then
//!   begins; that hour is the one not counted, and the next full hour is an hour later. Art. 3(4) excepts hours from the
//!   roll-over, so hours never roll.
//! - *Days and months.* The day of the event is not counted (3(1)); the period ends with the last hour of the last day,
//!   for months of the same date or, where there is none, of the last day of the month (3(2)(b), (c)). A last day that is
//!   a Saturday, a Sunday or a public holiday of the place of action rolls to the next working day (3(4)).
//! - *Working days* are all days but public holidays, Saturdays and Sundays (2(2)); a worked Saturday is none.
//! - *Art. 3(5)*, at least two working days in a period of two days or more, is never applied to the strict time. For
//!   days it gives a latest arguable time; for hours it is disputed and only mentioned.
//!
//! # China
//! The vulnerability rules (RMSV) define no counting. Days are 24 hours each from the event, to be safe; the latest
//! arguable end is 24:00 of the last day with the day of the event not counted (Civil Code Arts. 201 to 203 by analogy).
//! That a last day on a holiday rolls over (203), and that days mean working days (Administrative Penalty Law Art. 85, for
//! that law only), are readings to mention and never to rely on.

use super::calendar::is_weekend;
use super::explain::{civil_code, eu};
use super::{
    Calendar, CalendarGap, Counting, Day, Explanation, Mention, Period, Step, TimeError, end_of,
};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan as _};

/// What counting from one instant gives.
pub(super) struct Counted {
    pub(super) strict: Timestamp,
    /// The last day, if the strict time is its 24:00.
    pub(super) last_day: Option<Date>,
    pub(super) latest: Option<Timestamp>,
    pub(super) explanation: Explanation,
    pub(super) mentions: Vec<Mention>,
    pub(super) gap: Option<CalendarGap>,
}

/// One end of the interval in which the period starts.
#[derive(Clone, Copy)]
pub(super) struct Start {
    /// The instant whose day and hour count.
    pub(super) instant: Timestamp,
    /// The bound to which exact hours are added: the instant, or the open end of an interval.
    pub(super) bound: Timestamp,
}

pub(super) struct Counter<'a> {
    counting: Counting,
    zone: &'a TimeZone,
    calendar: &'a Calendar,
    explanation: Explanation,
    gap: Option<CalendarGap>,
}

/// Strict time, last day if it ends at 24:00, latest arguable time.
type Ends = (Timestamp, Option<Date>, Option<Timestamp>);

/// Counts `period` from one instant.
pub(super) fn count(
    counting: Counting,
    period: Period,
    from: Start,
    zone: &TimeZone,
    calendar: &Calendar,
) -> Result<Counted, TimeError> {
    let mut counter =
        Counter { counting, zone, calendar, explanation: Explanation::default(), gap: None };
    let (strict, last_day, latest) = match counting {
        Counting::Plain => counter.plain(period, from)?,
        Counting::Eu118271 => counter.eu(period, from)?,
        Counting::Cn => counter.cn(period, from)?,
        Counting::Date => counter.date(period, from)?,
    };
    let day = local_day(from.instant, zone);
    let mentions = match (counting, period) {
        (Counting::Eu118271, Period::Hours(n)) if n.get() >= 48 => {
            vec![Mention::eu_two_working_days()]
        }
        (Counting::Cn, Period::Days(n)) => counter.mentions_of_cn(day, n.get())?,
        (Counting::Cn, Period::Months(n)) => {
            counter.roll_over_of_cn(months_after(day, n.get())?)?.into_iter().collect()
        }
        _ => Vec::new(),
    };
    if let Some(CalendarGap { place, first, last }) = counter.gap.clone() {
        counter.step(Step::CalendarNotKnown { place, first, last }, None);
    }
    let Counter { explanation, gap, .. } = counter;
    Ok(Counted { strict, last_day, latest, explanation, mentions, gap })
}

/// The date of `instant` in `zone`.
pub(super) fn local_day(instant: Timestamp, zone: &TimeZone) -> Date {
    zone.to_datetime(instant).date()
}

/// The same date so many months later, or the last day of that month.
pub(super) fn months_after(day: Date, months: u16) -> Result<Date, TimeError> {
    day.checked_add(i32::from(months).months()).map_err(|_| TimeError::OutOfRange)
}

fn days_after(day: Date, days: u16) -> Result<Date, TimeError> {
    day.checked_add(i32::from(days).days()).map_err(|_| TimeError::OutOfRange)
}

fn hours_after(instant: Timestamp, hours: u32) -> Result<Timestamp, TimeError> {
    let hours = SignedDuration::from_hours(i64::from(hours));
    instant.checked_add(hours).map_err(|_| TimeError::OutOfRange)
}

/// The first full hour after the hour in which `instant` lies, by the offset that `zone` has then.
fn next_full_hour(instant: Timestamp, zone: &TimeZone) -> Result<Timestamp, TimeError> {
    let local = instant.as_second() + i64::from(zone.to_offset(instant).seconds());
    let next = instant.as_second() - local.rem_euclid(3600) + 3600;
    Timestamp::from_second(next).map_err(|_| TimeError::OutOfRange)
}

impl Counter<'_> {
    fn plain(&mut self, period: Period, from: Start) -> Result<Ends, TimeError> {
        match period {
            Period::Hours(n) => Ok((self.hours(n.get(), from, None)?, None, None)),
            Period::Days(n) => Ok((self.days_as_hours(n.get(), from)?, None, None)),
            Period::Months(n) => Ok((self.same_time(n.get(), from)?, None, None)),
            Period::WorkingDays(n) => self.working_days(n.get(), from),
        }
    }

    fn eu(&mut self, period: Period, from: Start) -> Result<Ends, TimeError> {
        let day = local_day(from.instant, self.zone);
        match period {
            Period::Hours(n) => {
                let strict = self.hours(n.get(), from, Some("3(3)"))?;
                let first = next_full_hour(from.instant, self.zone)?;
                self.step(Step::HourOfEventNotCounted { from: first }, eu("3(1), 3(2)(a)"));
                Ok((strict, None, Some(hours_after(first, u32::from(n.get()))?)))
            }
            Period::Days(n) => {
                self.step(Step::DayOfEventNotCounted { day }, eu("3(1)"));
                let last = days_after(day, n.get())?;
                self.step(Step::LastDay { day: last }, eu("3(2)(b)"));
                let last = self.rolled(last)?;
                let strict = self.end_of_day(last, eu("3(2)(b)"))?;
                // Longer periods hold two working days in every calendar.
                let short = (2..=7).contains(&n.get());
                let latest = if short { self.two_working_days(day, last)? } else { None };
                Ok((strict, Some(last), latest))
            }
            Period::Months(n) => {
                self.step(Step::DayOfEventNotCounted { day }, eu("3(1)"));
                let last = months_after(day, n.get())?;
                let step = if last.day() == day.day() {
                    Step::LastDay { day: last }
                } else {
                    Step::LastDayOfMonth { day: last }
                };
                self.step(step, eu("3(2)(c)"));
                let last = self.rolled(last)?;
                Ok((self.end_of_day(last, eu("3(2)(c)"))?, Some(last), None))
            }
            Period::WorkingDays(n) => self.working_days(n.get(), from),
        }
    }

    fn cn(&mut self, period: Period, from: Start) -> Result<Ends, TimeError> {
        let day = local_day(from.instant, self.zone);
        let (strict, last) = match period {
            Period::Hours(n) => return Ok((self.hours(n.get(), from, None)?, None, None)),
            Period::WorkingDays(n) => return self.working_days(n.get(), from),
            Period::Days(n) => (self.days_as_hours(n.get(), from)?, days_after(day, n.get())?),
            Period::Months(n) => (self.same_time(n.get(), from)?, months_after(day, n.get())?),
        };
        self.step(Step::LatestEndOfDay { day: last }, civil_code("201, 203"));
        Ok((strict, None, Some(end_of(last, self.zone)?)))
    }

    fn date(&mut self, period: Period, from: Start) -> Result<Ends, TimeError> {
        let day = local_day(from.instant, self.zone);
        let last = match period {
            Period::Hours(n) => return Ok((self.hours(n.get(), from, None)?, None, None)),
            Period::WorkingDays(n) => return self.working_days(n.get(), from),
            Period::Days(n) => days_after(day, n.get())?,
            Period::Months(n) => months_after(day, n.get())?,
        };
        self.step(Step::LastDay { day: last }, None);
        Ok((self.end_of_day(last, None)?, Some(last), None))
    }

    fn hours(&mut self, n: u16, from: Start, cite: Option<&str>) -> Result<Timestamp, TimeError> {
        self.step(Step::ExactHours { hours: n }, cite.and_then(eu));
        hours_after(from.bound, u32::from(n))
    }

    fn days_as_hours(&mut self, n: u16, from: Start) -> Result<Timestamp, TimeError> {
        self.step(Step::DaysAsHours { days: n }, None);
        hours_after(from.bound, u32::from(n) * 24)
    }

    /// The same time of day so many months later; where there is no such date, the end of the month, so that a later
    /// event never has the earlier deadline. A change of clocks between the two may shift the time by as much.
    fn same_time(&mut self, months: u16, from: Start) -> Result<Timestamp, TimeError> {
        let cite = if self.counting == Counting::Cn { civil_code("202") } else { None };
        let local = from.instant.to_zoned_datetime(self.zone.clone());
        let end = local.checked_add(i32::from(months).months());
        let end = end.map_err(|_| TimeError::OutOfRange)?;
        let day = months_after(local.date(), months)?;
        if day.day() != local.day() {
            self.step(Step::LastDayOfMonth { day }, cite.clone());
            return self.end_of_day(day, cite);
        }
        self.step(Step::SameTime { day }, cite);
        let open_end = from.bound.duration_since(from.instant);
        end.timestamp().checked_add(open_end).map_err(|_| TimeError::OutOfRange)
    }

    fn working_days(&mut self, n: u16, from: Start) -> Result<Ends, TimeError> {
        let day = local_day(from.instant, self.zone);
        let (of_start, of_days) = match self.counting {
            Counting::Eu118271 => (eu("3(1)"), eu("2(2), 3(3)")),
            Counting::Cn => (civil_code("201"), None),
            Counting::Plain | Counting::Date => (None, None),
        };
        self.step(Step::DayOfEventNotCounted { day }, of_start);
        let (last, passed_over) = self.working_day(day, n)?;
        self.step(Step::LastWorkingDay { day: last, passed_over }, of_days);
        let cite = if self.counting == Counting::Cn { civil_code("203") } else { None };
        Ok((self.end_of_day(last, cite)?, Some(last), None))
    }

    /// The `n`th working day after `day`, and how many days off lie between.
    fn working_day(&mut self, mut day: Date, n: u16) -> Result<(Date, u32), TimeError> {
        let (mut left, mut passed_over) = (n, 0);
        while left > 0 {
            day = day.tomorrow().map_err(|_| TimeError::OutOfRange)?;
            if self.is_off(day) {
                passed_over += 1;
            } else {
                left -= 1;
            }
        }
        Ok((day, passed_over))
    }

    /// `day`, or the next working day if it is a day off: Art. 3(4) of the Regulation.
    fn rolled(&mut self, day: Date) -> Result<Date, TimeError> {
        let mut last = day;
        while self.is_off(last) {
            last = last.tomorrow().map_err(|_| TimeError::OutOfRange)?;
        }
        if last != day {
            self.step(Step::RolledOver { from: day, to: last }, eu("3(4)"));
        }
        Ok(last)
    }

    /// The end under Art. 3(5) of the Regulation, if days after `day` up to `last` hold fewer than two working days.
    fn two_working_days(&mut self, day: Date, last: Date) -> Result<Option<Timestamp>, TimeError> {
        let (second, _) = self.working_day(day, 2)?;
        if second <= last {
            return Ok(None);
        }
        self.step(Step::TwoWorkingDays { day: second }, eu("3(5)"));
        Ok(Some(end_of(second, self.zone)?))
    }

    fn end_of_day(&mut self, day: Date, cite: Option<super::Said>) -> Result<Timestamp, TimeError> {
        self.step(Step::EndOfDay { day }, cite);
        end_of(day, self.zone)
    }

    /// Whether `day` is known to be a day off. A day that is not known is none, and is noted.
    fn is_off(&mut self, day: Date) -> bool {
        // Art. 2(2): under the Regulation Saturdays and Sundays are no working days, whatever a calendar says.
        if self.counting == Counting::Eu118271 && is_weekend(day) {
            return true;
        }
        match self.calendar.day(day) {
            Day::Off => true,
            Day::Working => false,
            Day::Unknown => {
                let new =
                    CalendarGap { place: self.calendar.name().clone(), first: day, last: day };
                let gap = self.gap.get_or_insert(new);
                gap.first = gap.first.min(day);
                gap.last = gap.last.max(day);
                false
            }
        }
    }

    /// The readings of days that give another time than the latest arguable one.
    fn mentions_of_cn(&mut self, day: Date, days: u16) -> Result<Vec<Mention>, TimeError> {
        let last = days_after(day, days)?;
        let mut mentions: Vec<_> = self.roll_over_of_cn(last)?.into_iter().collect();
        let (working, gap) = self.aside(|counter| Ok(counter.working_day(day, days)?.0))?;
        if working != last || gap.is_some() {
            mentions.push(Mention::cn_working_days(end_of(working, self.zone)?, gap));
        }
        Ok(mentions)
    }

    /// The reading that a last day on a holiday rolls over, if `last` is a holiday or may be one.
    fn roll_over_of_cn(&mut self, last: Date) -> Result<Option<Mention>, TimeError> {
        let (rolled, gap) = self.aside(|counter| {
            let mut day = last;
            while counter.is_off(day) {
                day = day.tomorrow().map_err(|_| TimeError::OutOfRange)?;
            }
            Ok(day)
        })?;
        if rolled == last && gap.is_none() {
            return Ok(None);
        }
        Ok(Some(Mention::cn_roll_over(end_of(rolled, self.zone)?, gap)))
    }

    /// Looks something up without letting it mark the deadline itself: mentions carry their own gap.
    fn aside<T>(
        &mut self,
        look: impl FnOnce(&mut Self) -> Result<T, TimeError>,
    ) -> Result<(T, Option<CalendarGap>), TimeError> {
        let own = self.gap.take();
        let found = look(self)?;
        let gap = std::mem::replace(&mut self.gap, own);
        Ok((found, gap))
    }

    fn step(&mut self, step: Step, cite: Option<super::Said>) {
        self.explanation.add(step, cite, self.zone);
    }
}

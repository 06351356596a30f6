//! A month of the board as a sheet of days.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;

use super::super::Frame;
use super::{View, address, query};
use crate::board::Written;
use crate::errand::Month;
use crate::say::board::ClockListed;
use crate::say::instant;

/// How many clocks of a day are named on the sheet; the others are counted.
const NAMED: usize = 3;

/// The sheet.
pub(super) struct Sheet {
    /// Such as `2026-11`.
    pub(super) name: String,
    pub(super) before: String,
    pub(super) after: String,
    pub(super) weekdays: Vec<String>,
    pub(super) weeks: Vec<Vec<Day>>,
    pub(super) empty: bool,
    /// From when on no more were looked at.
    pub(super) until: Option<String>,
}

/// A day on the sheet; one of another month has no number.
pub(super) struct Day {
    pub(super) number: Option<i8>,
    pub(super) date: String,
    pub(super) today: bool,
    pub(super) count: String,
    pub(super) address: String,
    pub(super) named: Vec<Named>,
    pub(super) more: Option<String>,
}

/// A clock that is named.
pub(super) struct Named {
    pub(super) handle: String,
    pub(super) citation: String,
    pub(super) class: &'static str,
}

/// The first day of a month that an address names; of the present one where it names none.
pub(super) fn read(written: &str, at: Timestamp, zone: &TimeZone) -> Option<Date> {
    if written.is_empty() {
        return Some(at.to_zoned_datetime(zone.clone()).date().first_of_month());
    }
    let day: Date = format!("{written}-01").parse().ok()?;
    (written.len() == 7 && (1970..=9000).contains(&day.year())).then_some(day)
}

/// The sheet of a month, beginning with Monday.
pub(super) fn sheet(
    frame: &Frame,
    written: &Written,
    first: Date,
    found: Month,
    zone: &TimeZone,
) -> Sheet {
    let today = found.at.to_zoned_datetime(zone.clone()).date();
    let empty = found.clocks.is_empty();
    let mut by_day: BTreeMap<Date, Vec<ClockListed>> = BTreeMap::new();
    for (day, clock) in found.clocks {
        by_day.entry(day).or_default().push(clock);
    }
    let blank = usize::try_from(first.weekday().to_monday_zero_offset()).unwrap_or_default();
    let mut days: Vec<Day> = (0..blank).map(|_| Day::blank()).collect();
    let month = first.series(jiff::Span::new().days(1));
    for date in month.take_while(|date| *date <= first.last_of_month()) {
        let clocks = by_day.get(&date).map(Vec::as_slice).unwrap_or_default();
        days.push(Day::of(date, clocks, frame, written, date == today));
    }
    while !days.len().is_multiple_of(7) {
        days.push(Day::blank());
    }
    let mut weeks: Vec<Vec<Day>> = Vec::new();
    for day in days {
        match weeks.last_mut().filter(|week| week.len() < 7) {
            Some(week) => week.push(day),
            None => weeks.push(vec![day]),
        }
    }
    let step = |day: Option<Date>| {
        let name = day.map(name).unwrap_or_default();
        address(written, View::Calendar, &[("month", &name)])
    };
    Sheet {
        name: name(first),
        before: step(first.yesterday().ok().map(Date::first_of_month)),
        after: step(first.last_of_month().tomorrow().ok()),
        weekdays: Weekday::Monday
            .cycle_forward()
            .take(7)
            .map(|day| frame.say(weekday(day)))
            .collect(),
        weeks,
        empty,
        until: found.until.map(|until| instant(until, zone)),
    }
}

fn name(day: Date) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "weekday-monday",
        Weekday::Tuesday => "weekday-tuesday",
        Weekday::Wednesday => "weekday-wednesday",
        Weekday::Thursday => "weekday-thursday",
        Weekday::Friday => "weekday-friday",
        Weekday::Saturday => "weekday-saturday",
        Weekday::Sunday => "weekday-sunday",
    }
}

impl Day {
    fn blank() -> Self {
        Self {
            number: None,
            date: String::new(),
            today: false,
            count: String::new(),
            address: String::new(),
            named: Vec::new(),
            more: None,
        }
    }

    fn of(
        date: Date,
        clocks: &[ClockListed],
        frame: &Frame,
        written: &Written,
        today: bool,
    ) -> Self {
        let named = clocks.iter().take(NAMED).map(|clock| Named {
            handle: clock.handle.clone(),
            citation: frame.pick(&clock.citation).to_owned(),
            class: if clock.over && !clock.perhaps { "late" } else { "" },
        });
        let (text, more) = (date.to_string(), clocks.len().saturating_sub(NAMED));
        let span = Written { from: text.clone(), until: text.clone(), ..written.clone() };
        Self {
            number: Some(date.day()),
            today,
            count: if clocks.is_empty() {
                String::new()
            } else {
                frame.count("board-due-count", clocks.len())
            },
            address: format!("board{}", query(&span, &[])),
            named: named.collect(),
            more: (more > 0).then(|| frame.count("board-day-more", more)),
            date: text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_read_and_nothing_else_is() {
        let at: Timestamp = "2026-10-31T20:00:00Z".parse().unwrap();
        let zone = tidegate_law::time::zone("Asia/Shanghai").unwrap();
        assert_eq!(read("", at, &zone).unwrap().to_string(), "2026-11-01");
        assert_eq!(read("2026-02", at, &zone).unwrap().to_string(), "2026-02-01");
        for wrong in ["2026", "2026-13", "2026-2", "2026-02-03", "never", "-002-01"] {
            assert_eq!(read(wrong, at, &zone), None, "{wrong}");
        }
    }
}

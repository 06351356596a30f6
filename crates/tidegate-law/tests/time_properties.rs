//! What holds of every deadline.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use std::num::NonZeroU16;
use tidegate_law::time::{
    Calendar, Calendars, Counting, Deadline, Occurred, Period, Retention, Said, Timeliness, zone,
};

const CN: &str = include_str!("../../../law/calendars/cn.toml");
const EU: &str = include_str!("../../../law/calendars/eu.toml");

const ZONES: [&str; 6] =
    ["Asia/Shanghai", "Europe/Dublin", "Europe/Berlin", "Asia/Kolkata", "Europe/Lisbon", "UTC"];

/// Starts from 2019 to 2030, so beyond both ends of what the calendars know, on full hours more often than by chance.
fn instants() -> impl Strategy<Value = Timestamp> {
    prop_oneof![
        (1_546_300_800_i64..1_893_456_000).prop_map(|s| Timestamp::from_second(s).unwrap()),
        (429_528_i64..525_960).prop_map(|hour| Timestamp::from_second(hour * 3600).unwrap()),
    ]
}

fn starts() -> impl Strategy<Value = Occurred> {
    prop_oneof![
        instants().prop_map(Occurred::at),
        (instants(), 0_i64..300).prop_map(|(first, hours)| {
            Occurred::between(first, first + SignedDuration::from_hours(hours)).unwrap()
        }),
    ]
}

fn periods() -> impl Strategy<Value = Period> {
    (1_u16..200, 0..4).prop_map(|(n, unit)| {
        let n = NonZeroU16::new(n).unwrap();
        match unit {
            0 => Period::Hours(n),
            1 => Period::Days(n),
            2 => Period::WorkingDays(n),
            _ => Period::Months(n),
        }
    })
}

fn zones() -> impl Strategy<Value = TimeZone> {
    prop::sample::select(&ZONES).prop_map(|name| zone(name).unwrap())
}

fn calendars() -> impl Strategy<Value = Calendar> {
    let eu = Calendars::parse(EU).unwrap();
    let mut all: Vec<_> = eu.codes().map(|code| eu.at(Some(code)).clone()).collect();
    all.push(Calendars::parse(CN).unwrap().at(None).clone());
    prop::sample::select(all)
}

fn countings() -> impl Strategy<Value = Counting> {
    prop::sample::select(&Counting::ALL)
}

fn compute(
    counting: Counting,
    period: Period,
    start: &Occurred,
    tz: &TimeZone,
    days: &Calendar,
) -> Deadline {
    Deadline::compute(counting, period, start, tz, days).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn strict_is_never_after_the_latest_arguable(
        counting in countings(), period in periods(), start in starts(), tz in zones(), days in calendars(),
    ) {
        let deadline = compute(counting, period, &start, &tz, &days);
        prop_assert!(start.earliest() < deadline.strict.earliest);
        prop_assert!(deadline.strict.earliest <= deadline.strict.latest);
        if let Some(latest) = deadline.latest_arguable {
            prop_assert!(deadline.strict.latest <= latest && deadline.strict.earliest < latest);
        }
        if start.is_instant() {
            prop_assert_eq!(deadline.strict.earliest, deadline.strict.latest);
        }
        for mention in &deadline.mentions {
            prop_assert!(mention.by.is_none() || mention.by >= deadline.latest_arguable);
        }
        prop_assert!(!deadline.explanation.lines.is_empty());
    }

    #[test]
    fn hours_never_roll(
        counting in countings(), n in 1_u16..200, start in instants(), tz in zones(), days in calendars(),
    ) {
        let hours = Period::Hours(NonZeroU16::new(n).unwrap());
        let deadline = compute(counting, hours, &Occurred::at(start), &tz, &days);
        let exact = start + SignedDuration::from_hours(i64::from(n));
        prop_assert_eq!(deadline.strict.earliest, exact);
        prop_assert_eq!(deadline.gap, None);
        if let Some(latest) = deadline.latest_arguable {
            let more = latest.duration_since(exact);
            prop_assert!(more > SignedDuration::ZERO && more <= SignedDuration::from_hours(1));
        }
    }

    #[test]
    fn months_never_leave_the_month_unless_they_roll(
        n in 1_u16..60, start in instants(), tz in zones(), counting in countings(),
    ) {
        let months = Period::Months(NonZeroU16::new(n).unwrap());
        // Without a calendar only the Union's weekends roll.
        let none = Calendar::unknown(Said::new("nowhere", "某地"));
        let deadline = compute(counting, months, &Occurred::at(start), &tz, &none);
        let from = tz.to_datetime(start).date();
        let month = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
        let on_time = tz.to_datetime(deadline.strict.earliest).date();
        match deadline.last_day {
            Some(last) if counting == Counting::Eu118271 => {
                let unrolled = last.checked_sub(jiff::Span::new().days(2)).unwrap();
                prop_assert!(month(unrolled) <= month(from) + i32::from(n));
                prop_assert!(month(last) >= month(from) + i32::from(n));
            }
            Some(last) => {
                prop_assert_eq!(month(last), month(from) + i32::from(n));
                prop_assert_eq!(last.day(), from.day().min(last.days_in_month()));
            }
            None if on_time.day() == from.day() => {
                prop_assert_eq!(month(on_time), month(from) + i32::from(n));
            }
            // Where there is no such date, the end of the month is the first instant of the next.
            None => {
                prop_assert_eq!((month(on_time), on_time.day()), (month(from) + i32::from(n) + 1, 1));
                prop_assert!(on_time.yesterday().unwrap().day() < from.day());
            }
        }
    }

    #[test]
    fn a_holiday_more_makes_nothing_earlier(
        counting in countings(), period in periods(), start in starts(), tz in zones(), days in calendars(), off in 0..400_i32,
    ) {
        let day = tz.to_datetime(start.earliest()).date();
        let holiday = day.checked_add(jiff::Span::new().days(off)).unwrap();
        let before = compute(counting, period, &start, &tz, &days);
        let after = compute(counting, period, &start, &tz, &days.clone().with_holiday(holiday, "new"));
        prop_assert!(before.strict.earliest <= after.strict.earliest);
        prop_assert!(before.strict.latest <= after.strict.latest);
    }

    #[test]
    fn not_knowing_the_calendar_makes_nothing_later(
        counting in countings(), period in periods(), start in starts(), tz in zones(), days in calendars(),
    ) {
        let known = compute(counting, period, &start, &tz, &days);
        let unknown = compute(counting, period, &start, &tz, &Calendar::unknown(Said::new("nowhere", "某地")));
        prop_assert!(unknown.strict.earliest <= known.strict.earliest);
        prop_assert!(unknown.strict.latest <= known.strict.latest);
        prop_assert!(unknown.gap.is_some() || unknown.strict == known.strict);
    }

    /// Months to the same time of day are left to zones without summer time: the hour that occurs twice has no order.
    #[test]
    fn a_vaguer_start_never_makes_the_alert_later(
        counting in countings(), period in periods(), first in instants(), before in 0..100_i64, after in 0..100_i64, tz in zones(),
        days in calendars(),
    ) {
        let by_clock = matches!((counting, period), (Counting::Cn | Counting::Plain, Period::Months(_)));
        let tz = if by_clock { zone("Asia/Shanghai").unwrap() } else { tz };
        let (one, two) = (SignedDuration::from_hours(before), SignedDuration::from_hours(after));
        let vague = Occurred::between(first - one, first + two).unwrap();
        let exact = compute(counting, period, &Occurred::at(first), &tz, &days);
        let vague = compute(counting, period, &vague, &tz, &days);
        prop_assert!(vague.strict.earliest <= exact.strict.earliest);
        prop_assert!(after == 0 || vague.strict.latest >= exact.strict.latest);
    }

    #[test]
    fn a_later_event_never_has_the_earlier_deadline(
        counting in countings(), period in periods(), first in instants(), seconds in 0..40_000_000_i64, tz in zones(), days in calendars(),
    ) {
        let by_clock = matches!((counting, period), (Counting::Cn | Counting::Plain, Period::Months(_)));
        let tz = if by_clock { zone("Asia/Shanghai").unwrap() } else { tz };
        let later = first + SignedDuration::from_secs(seconds);
        let one = compute(counting, period, &Occurred::at(first), &tz, &days);
        let two = compute(counting, period, &Occurred::at(later), &tz, &days);
        prop_assert!(one.strict.earliest <= two.strict.earliest);
        prop_assert!(one.latest_arguable.is_none() || two.latest_arguable.is_none() || one.latest_arguable <= two.latest_arguable);
    }

    #[test]
    fn timeliness_only_worsens(
        counting in countings(), period in periods(), start in starts(), tz in zones(), days in calendars(), a in instants(), b in instants(),
    ) {
        let deadline = compute(counting, period, &start, &tz, &days);
        let rank = |at| match deadline.timeliness(&Occurred::at(at)) {
            Timeliness::InTime => 0,
            Timeliness::CannotTell => 1,
            Timeliness::Arguable => 2,
            Timeliness::Late => 3,
        };
        prop_assert!(rank(a.min(b)) <= rank(a.max(b)));
        prop_assert_eq!(rank(deadline.strict.earliest), 0);
    }

    #[test]
    fn what_is_kept_is_kept_no_shorter_for_a_vaguer_start(n in 1_u16..200, first in instants(), hours in 0..200_i64, tz in zones()) {
        let months = NonZeroU16::new(n).unwrap();
        let vague = Occurred::between(first, first + SignedDuration::from_hours(hours)).unwrap();
        let exact = Retention::months(months, &Occurred::at(first), &tz).unwrap();
        prop_assert!(Retention::months(months, &vague, &tz).unwrap().until >= exact.until);
        prop_assert!(exact.through >= date(2019, 1, 1));
    }
}

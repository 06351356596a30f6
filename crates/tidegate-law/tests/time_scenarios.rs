//! The due times of the scenarios and the worked examples of the counting rules.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use std::num::NonZeroU16;
use tidegate_law::time::{
    Calendar, Calendars, Counting, Deadline, MentionKey, Occurred, Period, Retention, Said,
    Timeliness, zone,
};

const CN: &str = include_str!("../../../law/calendars/cn.toml");
const EU: &str = include_str!("../../../law/calendars/eu.toml");

fn at(text: &str) -> Timestamp {
    Occurred::parse(text, None).unwrap().earliest()
}

fn compute(rule: Counting, period: &str, start: &str, tz: &TimeZone, days: &Calendar) -> Deadline {
    let start = Occurred::parse(start, Some(tz)).unwrap();
    Deadline::compute(rule, period.parse().unwrap(), &start, tz, days).unwrap()
}

fn cn(period: &str, start: &str) -> Deadline {
    let calendars = Calendars::parse(CN).unwrap();
    let days = calendars.at(None);
    compute(Counting::Cn, period, start, days.zone().unwrap(), days)
}

fn eu(period: &str, start: &str, place: &str) -> Deadline {
    let calendars = Calendars::parse(EU).unwrap();
    let days = calendars.at(Some(place));
    compute(Counting::Eu118271, period, start, days.zone().unwrap(), days)
}

/// Due at one instant, with that latest arguable instant.
#[track_caller]
fn due(deadline: &Deadline, strict: &str, latest: Option<&str>) {
    assert_eq!(deadline.strict.earliest, at(strict), "{deadline:#?}");
    assert_eq!(deadline.strict.latest, at(strict));
    assert_eq!(deadline.latest_arguable, latest.map(at));
    assert_eq!(deadline.gap, None);
}

#[test]
fn s01_two_days_and_one_day_in_china_and_six_months_of_logs() {
    let report = cn("P2D", "2026-11-23T09:15+08:00");
    due(&report, "2026-11-25T01:15Z", Some("2026-11-26T00:00+08:00"));
    assert!(report.mentions.is_empty(), "Monday to Wednesday reads the same in working days");
    due(&cn("PT24H", "2026-11-23T09:15+08:00"), "2026-11-24T09:15+08:00", None);
    let start = Occurred::parse("2026-11-23T09:15+08:00", None).unwrap();
    let six = NonZeroU16::new(6).unwrap();
    let kept = Retention::months(six, &start, &zone("Asia/Shanghai").unwrap()).unwrap();
    assert_eq!(kept.through, date(2027, 5, 23));
    assert_eq!(kept.until, at("2027-05-24T00:00+08:00"));
}

#[test]
fn s16_two_days_end_in_the_same_week() {
    let report = cn("P2D", "2027-12-13T20:00+08:00");
    due(&report, "2027-12-15T20:00+08:00", Some("2027-12-16T00:00+08:00"));
    let unknown: Vec<_> = report.mentions.iter().map(|m| (m.key, m.by, m.gap.is_some())).collect();
    let expected = [(MentionKey::CnRollOver, None, true), (MentionKey::CnWorkingDays, None, true)];
    assert_eq!(unknown, expected, "2027 is not announced, and nothing is assumed of it");
}

#[test]
fn s17_hours_in_the_union_do_not_wait_for_monday() {
    due(&eu("PT24H", "2026-11-20T16:40Z", "IE"), "2026-11-21T16:40Z", Some("2026-11-21T17:00Z"));
    let notification = eu("PT72H", "2026-11-20T16:40Z", "IE");
    due(&notification, "2026-11-23T16:40Z", Some("2026-11-23T17:00Z"));
    let mentions: Vec<_> = notification.mentions.iter().map(|m| (m.key, m.by)).collect();
    assert_eq!(mentions, [(MentionKey::EuTwoWorkingDays, None)]);
    assert!(eu("PT24H", "2026-11-20T16:40Z", "IE").mentions.is_empty());
}

#[test]
fn s19_one_month_ends_with_the_month_and_rolls_over_a_sunday() {
    let october = eu("P1M", "2026-10-31 09:00 +01:00", "DE");
    due(&october, "2026-12-01T00:00+01:00", None);
    assert_eq!(october.last_day, Some(date(2026, 11, 30)));
    let january = eu("P1M", "2027-01-29 15:30 +01:00", "DE");
    due(&january, "2027-03-02T00:00+01:00", None);
    assert_eq!(january.last_day, Some(date(2027, 3, 1)));
}

#[test]
fn s21_both_stages_run_from_the_same_moment() {
    due(&eu("PT24H", "2026-11-24T08:05Z", "DE"), "2026-11-25T08:05Z", Some("2026-11-25T09:00Z"));
    due(&eu("PT72H", "2026-11-24T08:05Z", "DE"), "2026-11-27T08:05Z", Some("2026-11-27T09:00Z"));
}

#[test]
fn s24_a_holiday_is_mentioned_and_never_due() {
    let report = cn("P2D", "2026-09-30 15:00 +08:00");
    due(&report, "2026-10-02T15:00+08:00", Some("2026-10-03T00:00+08:00"));
    let by = |key| report.mentions.iter().find(|m| m.key == key).and_then(|m| m.by);
    assert_eq!(by(MentionKey::CnRollOver), Some(at("2026-10-09T00:00+08:00")));
    assert_eq!(by(MentionKey::CnWorkingDays), Some(at("2026-10-10T00:00+08:00")));
}

#[test]
fn s26_directives_give_dates() {
    let tz = zone("America/New_York").unwrap();
    let none = Calendar::unknown(Said::new("the United States", "某地"));
    let listed = |period, day| compute(Counting::Date, period, day, &tz, &none).last_day;
    assert_eq!(listed("P21D", "2026-06-08"), Some(date(2026, 6, 29)));
    assert_eq!(listed("P3D", "2026-10-26"), Some(date(2026, 10, 29)));
    assert_eq!(listed("P14D", "2026-10-26"), Some(date(2026, 11, 9)));
    assert_eq!(listed("P3D", "2026-10-24"), Some(date(2026, 10, 27)));
}

#[test]
fn s27_an_incident_on_a_saturday() {
    let aware = "2026-11-21 09:00 +01:00";
    due(&eu("PT24H", aware, "DE"), "2026-11-22T09:00+01:00", Some("2026-11-22T10:00+01:00"));
    due(&eu("PT72H", aware, "DE"), "2026-11-24T09:00+01:00", Some("2026-11-24T10:00+01:00"));
    due(&eu("P1M", "2026-11-23 16:00 +01:00", "DE"), "2026-12-24T00:00+01:00", None);
}

#[test]
fn the_worked_example_of_the_regulation() {
    let example = eu("PT72H", "2022-12-22 12:17", "DE");
    assert_eq!(example.latest_arguable, Some(at("2022-12-25 13:00 +01:00")));
    assert_eq!(example.strict.earliest, at("2022-12-25 12:17 +01:00"));
    let english = example.explanation.english();
    assert!(english.contains("2022-12-22 13:00 +01:00 (Regulation 1182/71, Art. 3(1), 3(2)(a))"));
}

#[test]
fn the_full_hour_is_that_of_the_place() {
    let kolkata = zone("Asia/Kolkata").unwrap();
    let none = Calendar::unknown(Said::new("India", "某地"));
    let start = "2026-11-23T10:10Z";
    let there = compute(Counting::Eu118271, "PT24H", start, &kolkata, &none);
    assert_eq!(there.latest_arguable, Some(at("2026-11-24T10:30Z")));
}

#[test]
fn a_day_as_start_gives_an_interval() {
    let report = cn("P2D", "2021-11-24");
    assert_eq!(report.strict.earliest, at("2021-11-26 00:00 +08:00"));
    assert_eq!(report.strict.latest, at("2021-11-27 00:00 +08:00"));
    assert_eq!(report.latest_arguable, Some(at("2021-11-27 00:00 +08:00")));
    let shanghai = zone("Asia/Shanghai").unwrap();
    let done = |text| report.timeliness(&Occurred::parse(text, Some(&shanghai)).unwrap());
    assert_eq!(done("2021-11-25"), Timeliness::InTime);
    assert_eq!(done("2021-11-26"), Timeliness::CannotTell);
    assert_eq!(done("2021-12-09"), Timeliness::Late);
    assert_eq!(eu("P1M", "2026-10-30", "DE").strict.earliest, at("2026-12-01 00:00 +01:00"));
    let plain = compute(
        Counting::Plain,
        "P1M",
        "2027-01-28",
        &shanghai,
        &Calendar::unknown(Said::new("x", "某地")),
    );
    assert_eq!(plain.strict.earliest, at("2027-02-28 00:00 +08:00"));
    assert_eq!(plain.strict.latest, at("2027-03-01 00:00 +08:00"));
}

#[test]
fn days_roll_over_easter_and_hours_do_not() {
    // Holy Thursday 2026-04-02, 14 days before 16 April; Good Friday to Easter Monday are days off in Germany.
    assert_eq!(eu("P1D", "2026-04-02 10:00", "DE").last_day, Some(date(2026, 4, 7)));
    assert_eq!(eu("P14D", "2026-03-21 10:00", "DE").last_day, Some(date(2026, 4, 7)));
    // Good Friday is a working day in Ireland; it is no public holiday there.
    assert_eq!(eu("P1D", "2026-04-02 10:00", "IE").last_day, Some(date(2026, 4, 3)));
    let hours = eu("PT24H", "2026-04-02 10:00", "DE");
    assert_eq!(hours.strict.earliest, at("2026-04-03 10:00 +02:00"));
}

#[test]
fn two_working_days_are_arguable_for_days_only() {
    // Two days from Holy Thursday end on Saturday, roll to Tuesday and hold one working day.
    let days = eu("P2D", "2026-04-02 10:00", "DE");
    assert_eq!(days.last_day, Some(date(2026, 4, 7)));
    assert_eq!(days.latest_arguable, Some(at("2026-04-09 00:00 +02:00")));
    assert_eq!(days.timeliness(&Occurred::at(at("2026-04-08 12:00 +02:00"))), Timeliness::Arguable);
}

#[test]
fn working_days_skip_weekends_and_holidays_and_count_worked_weekends() {
    // New Year 2023 was 31 December to 2 January; Spring Festival began on 21 January.
    assert_eq!(cn("P10WD", "2023-01-01 00:00 +08:00").last_day, Some(date(2023, 1, 16)));
    // 28 and 29 January 2023, Saturday and Sunday, were worked.
    assert_eq!(cn("P2WD", "2023-01-20 09:00 +08:00").last_day, Some(date(2023, 1, 29)));
    assert_eq!(eu("P3WD", "2026-12-24 09:00", "DE").last_day, Some(date(2026, 12, 30)));
}

#[test]
fn an_unannounced_year_is_unknown_and_makes_nothing_later() {
    let filing = cn("P10WD", "2027-03-01 09:00 +08:00");
    assert_eq!(filing.last_day, Some(date(2027, 3, 11)), "no weekend is known to be one");
    let gap = filing.gap.clone().unwrap();
    assert_eq!((gap.first, gap.last), (date(2027, 3, 2), date(2027, 3, 11)));
    let late = Occurred::at(at("2027-03-12 09:00 +08:00"));
    assert_eq!(filing.timeliness(&late), Timeliness::CannotTell);
    assert!(filing.explanation.english().contains("is not known here"));
    assert!(filing.explanation.chinese().contains("尚不可知"));
    // The Union's institutions have no list here, but Saturday and Sunday are days off by the Regulation.
    let reply = eu("P14D", "2026-11-28 09:00", "EU");
    assert_eq!(reply.last_day, Some(date(2026, 12, 14)));
    assert_eq!(reply.gap.unwrap().first, date(2026, 12, 14));
}

#[test]
fn nights_on_which_clocks_change() {
    // Dublin and Berlin change at 01:00Z on 2026-03-29 and 2026-10-25; 24 hours stay 24 hours.
    due(
        &eu("PT24H", "2026-03-28 12:30", "IE"),
        "2026-03-29 13:30 +01:00",
        Some("2026-03-29 14:00 +01:00"),
    );
    due(
        &eu("PT24H", "2026-10-24 12:30", "DE"),
        "2026-10-25 11:30 +01:00",
        Some("2026-10-25 12:00 +01:00"),
    );
    // The end of a day is 24:00 by the clock of the place, whatever its length.
    assert_eq!(eu("P1D", "2026-10-23 08:00", "DE").strict.earliest, at("2026-10-27 00:00 +01:00"));
    assert_eq!(eu("P1M", "2026-02-27 08:00", "DE").strict.earliest, at("2026-03-28 00:00 +01:00"));
    for twice_or_never in ["2026-10-25 02:30", "2026-03-29 02:30"] {
        let berlin = zone("Europe/Berlin").unwrap();
        assert!(Occurred::parse(twice_or_never, Some(&berlin)).is_err());
        assert!(Occurred::parse(&format!("{twice_or_never} +01:00"), Some(&berlin)).is_ok());
    }
}

#[test]
fn months_of_short_february() {
    let last = |start, period| eu(period, start, "DE").last_day.unwrap();
    assert_eq!(last("2028-01-31 10:00", "P1M"), date(2028, 2, 29));
    assert_eq!(last("2027-01-31 10:00", "P1M"), date(2027, 3, 1), "28 February is a Sunday");
    assert_eq!(last("2028-02-29 10:00", "P12M"), date(2029, 2, 28));
    // To the same time of day, unless the month has no such date.
    assert_eq!(cn("P1M", "2026-08-30 15:00").strict.earliest, at("2026-09-30 15:00 +08:00"));
    assert_eq!(cn("P1M", "2026-08-31 15:00").strict.earliest, at("2026-10-01 00:00 +08:00"));
    let kept = |day: Date, months: &str| {
        let shanghai = zone("Asia/Shanghai").unwrap();
        let start = Occurred::day(day, &shanghai).unwrap();
        Retention::compute(months.parse().unwrap(), &start, &shanghai).unwrap().through
    };
    assert_eq!(kept(date(2027, 8, 31), "P6M"), date(2028, 2, 29));
    assert_eq!(kept(date(2026, 8, 31), "P6M"), date(2027, 2, 28));
    assert_eq!(kept(date(2026, 8, 31), "P30D"), date(2026, 9, 30));
}

#[test]
fn a_period_beyond_the_calendar_is_an_error() {
    let tz = zone("Europe/Berlin").unwrap();
    let start = Occurred::parse("9999-11-01", Some(&tz)).unwrap();
    let none = Calendar::unknown(Said::new("nowhere", "某地"));
    for counting in Counting::ALL {
        for period in ["PT60000H", "P65535D", "P65535WD", "P65535M"] {
            let period: Period = period.parse().unwrap();
            assert!(Deadline::compute(counting, period, &start, &tz, &none).is_err());
        }
    }
}

#[test]
fn a_deadline_speaks_both_languages() {
    let report = cn("P2D", "2026-09-30 15:00 +08:00");
    let said = report.said(&zone("Asia/Shanghai").unwrap());
    assert_eq!(
        said.en,
        "2 days: by 2026-10-02 15:00 +08:00, latest arguable 2026-10-03 00:00 +08:00"
    );
    assert_eq!(said.zh, "2日：2026-10-02 15:00 +08:00之前，最迟可主张2026-10-03 00:00 +08:00");
    let month = eu("P1M", "2027-01-29 15:30 +01:00", "DE");
    assert_eq!(
        month.explanation.english(),
        "The day of the event, 2027-01-29 (Friday), is not counted (Regulation 1182/71, Art. 3(1)). \
         That month has no such date, so the last day is 2027-02-28 (Sunday) (Regulation 1182/71, Art. 3(2)(c)). \
         2027-02-28 (Sunday) is a day off, so the last day is the next working day, 2027-03-01 (Monday) \
         (Regulation 1182/71, Art. 3(4)). It ends at 24:00 on 2027-03-01 (Monday) (Regulation 1182/71, Art. 3(2)(c))."
    );
    assert!(
        month
            .explanation
            .chinese()
            .contains("最后一日顺延至下一个工作日2027年3月1日(第1182/71号条例第3(4)条)。")
    );
    let json = serde_json::to_value(&month).unwrap();
    assert_eq!(json["explanation"]["lines"][2]["step"]["step"], "rolled-over");
    assert_eq!(json["counting"], "eu-1182-71");
    assert_eq!(json["period"], "P1M");
}

//! What is read and written: times, periods, words, ways of counting, calendars.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use jiff::civil::date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use tidegate_law::time::{
    Calendars, Counting, Day, Occurred, Period, TimeError, Word, written_in, zone,
};

fn shanghai() -> TimeZone {
    zone("Asia/Shanghai").unwrap()
}

fn read(text: &str) -> Occurred {
    Occurred::parse(text, Some(&shanghai())).unwrap()
}

fn refused(text: &str, default: Option<&TimeZone>) -> TimeError {
    Occurred::parse(text, default).unwrap_err()
}

#[test]
fn one_instant_in_many_forms() {
    let expected: Timestamp = "2026-11-23T01:15:00Z".parse().unwrap();
    for text in [
        "2026-11-23T09:15+08:00",
        "2026-11-23 09:15 +08:00",
        "2026-11-23 09:15:00+0800",
        "2026-11-23T01:15:00.000Z",
        "2026-11-23t01:15:00z",
        "2026-11-23 01:15 Z",
        "2026-11-23T09:15+08:00[Asia/Shanghai]",
        "2026-11-23T09:15[Asia/Shanghai]",
        "2026-11-23 09:15 +08:00 [Asia/Shanghai]",
        "2026-11-23 09:15",
        "  2026-11-23T09:15  ",
        "2026-11-23T02:15[Europe/Berlin]",
        "2026-11-23T09:15[+08:00]",
    ] {
        let time = read(text);
        assert_eq!((time.earliest(), time.latest()), (expected, expected), "{text}");
        assert!(time.is_instant());
    }
    assert_eq!(read("2026-11-23T01:15:00.123456789Z").earliest().subsec_nanosecond(), 123_456_789);
}

#[test]
fn a_day_is_an_interval_in_its_zone() {
    let day = read("2021-11-24");
    assert_eq!(day.earliest().to_string(), "2021-11-23T16:00:00Z");
    assert_eq!(day.latest().to_string(), "2021-11-24T16:00:00Z");
    assert_eq!(day.last_instant().to_string(), "2021-11-24T15:59:59.999999999Z");
    assert_eq!(day.written(), "2021-11-24[Asia/Shanghai]");
    assert_eq!(Occurred::parse("2021-11-24[+08:00]", None).unwrap().latest(), day.latest());
    let three = read("2021-11-24/2021-11-26[Asia/Shanghai]");
    assert_eq!(three.latest().duration_since(three.earliest()), SignedDuration::from_hours(72));
    // The day on which clocks go forward has 23 hours.
    let short = Occurred::parse("2026-03-29[Europe/Dublin]", None).unwrap();
    assert_eq!(short.latest().duration_since(short.earliest()), SignedDuration::from_hours(23));
}

#[test]
fn what_cannot_be_a_time_is_refused_with_a_reason() {
    let tz = shanghai();
    for text in [
        "",
        "yesterday",
        "2026",
        "2026-11",
        "2026-13-01",
        "2026-02-30",
        "26-11-23",
        "2026-11-23T",
        "2026-11-23TT",
        "2026-11-23T09",
        "2026-11-23T9:15",
        "2026-11-23T25:00",
        "2026-11-23T09:15+99:00",
        "2026-11-23x09:15",
        "2026-11-23T09:15 tomorrow",
        "20261123T0915",
        "２０２６-11-23",
        "2026-11-23T09:15+08:00 and more",
        "/",
        "2026-11-23/",
        "2026-11-23T09:15[",
        "-2026-11-23",
        "+002026-11-23",
        "\u{0}2026-11-23",
    ] {
        assert!(matches!(refused(text, Some(&tz)), TimeError::NotAnInstant(_)), "{text}");
    }
    assert!(matches!(refused("2026-11-23", None), TimeError::NoZone(_)));
    assert!(matches!(refused("2026-11-23T09:15", None), TimeError::NoZone(_)));
    assert!(matches!(refused("2026-11-23[Mars/Olympus]", None), TimeError::NoSuchZone(_)));
    assert!(matches!(refused("2026-11-23T09:15[Mars/Olympus]", None), TimeError::NoSuchZone(_)));
    let conflict = refused("2026-11-23T09:15+01:00[Asia/Shanghai]", None);
    assert!(matches!(conflict, TimeError::OffsetConflict(_)));
    assert!(matches!(refused("2021-11-26/2021-11-24", Some(&tz)), TimeError::Backwards(_)));
    // Samoa crossed the date line and had no 30 December 2011.
    assert!(matches!(refused("2011-12-30[Pacific/Apia]", None), TimeError::LocalTime(_)));
    let long = refused(&"9".repeat(1_000_000), None).to_string();
    assert!(long.len() < 250, "{long}");
    assert!(!refused("a\u{1b}[31m", None).to_string().contains('\u{1b}'));
}

#[test]
fn order_is_honest_about_overlap() {
    let (day, morning, next) = (read("2021-11-24"), read("2021-11-24 09:00"), read("2021-11-25"));
    assert!(day.certainly_before(&next) && !next.possibly_before(&day));
    assert!(!day.certainly_before(&morning) && day.possibly_before(&morning));
    assert!(!morning.certainly_before(&day) && morning.possibly_before(&day));
    assert!(!morning.possibly_before(&morning), "an instant is not before itself");
    assert!(day.possibly_before(&day), "two events of one day may be in either order");
    assert!(day.certainly_before(&read("2021-11-25 00:00")));
    assert!(day.possibly_by(morning.earliest()) && !day.certainly_by(morning.earliest()));
}

#[test]
fn the_stored_form_of_version_one_is_read() {
    let stored = r#""v1|2021-11-23T16:00:00Z|2021-11-24T16:00:00Z|2021-11-24[Asia/Shanghai]""#;
    let day: Occurred = serde_json::from_str(stored).unwrap();
    assert_eq!(day, read("2021-11-24"));
    assert_eq!(serde_json::to_string(&day).unwrap(), stored);
    for wrong in [
        "",
        "v2|a|b|c",
        "v1|2021-11-24T16:00:00Z",
        "2021-11-24",
        "v1|2021-11-24T16:00:00Z|2021-11-23T16:00:00Z|x",
    ] {
        assert!(serde_json::from_value::<Occurred>(wrong.into()).is_err(), "{wrong}");
    }
}

#[test]
fn periods_words_and_countings_keep_their_text() {
    for text in ["PT24H", "PT48H", "PT72H", "P2D", "P14D", "P1M", "P6M", "P10WD", "P120M"] {
        assert_eq!(text.parse::<Period>().unwrap().to_string(), text);
    }
    for word in Word::ALL {
        assert_eq!(word.key().parse::<Word>().unwrap(), word);
        assert!(!word.chinese().is_empty());
    }
    assert_eq!("without undue delay".parse::<Word>().unwrap(), Word::WithoutUndueDelay);
    for counting in Counting::ALL {
        assert_eq!(serde_json::to_value(counting).unwrap(), counting.key());
        assert_eq!(counting.key().parse::<Counting>().unwrap(), counting);
    }
    assert_eq!("P10WD".parse::<Period>().unwrap().said().zh, "10个工作日");
    assert_eq!("P1M".parse::<Period>().unwrap().said().en, "1 month");
}

#[test]
fn wrong_periods_say_what_to_write() {
    let message = |text: &str| text.parse::<Period>().unwrap_err().to_string();
    assert_eq!(
        message("P1W"),
        "`P1W` is not a period of a rule; write weeks as days, one week as `P7D`"
    );
    assert!(message("P1Y").contains("`P12M`"));
    assert!(message("PT30M").contains("no minutes"));
    assert!(message("P24H").contains("need a `T`"));
    for number in ["PT0H", "P0D", "P65536D", "P01M", "PT999999999999H"] {
        assert!(message(number).contains("1 to 65535"), "{number}");
    }
    for other in [
        "", "P", "PT", "2 days", "p2d", "P-2D", "P+2D", "P1DT2H", "P2D ", "P1.5D", "P٢D", "PD",
        "PTH", "PWD", "48",
    ] {
        assert!(message(other).contains("days as `P2D`"), "{other}");
    }
    assert!("soon".parse::<Word>().unwrap_err().to_string().contains("`promptly`"));
    assert!("us".parse::<Counting>().unwrap_err().to_string().contains("`eu-1182-71`"));
}

#[test]
fn a_wrong_calendar_says_where() {
    let message = |text: &str| Calendars::parse(text).unwrap_err().to_string();
    let place = |rest: &str| {
        format!("form = 1\n[XX]\nname = \"X\"\nchinese = \"某\"\nzone = \"UTC\"\n{rest}")
    };
    assert!(message("").contains("form = 1"));
    assert!(message("form = 2").contains("form = 1"));
    assert!(message("form = [").contains("the calendar cannot be used"));
    assert!(message("form = 1\n[XX]\nname = \"X\"").contains("`XX`"));
    assert!(message(&place("holidays = 1")).contains("holidays"));
    assert!(message(&place("on = { a = [\"2026-02-30\"] }")).contains("`2026-02-30` is not a day"));
    assert!(message(&place("known = \"2026-02-02..2026-02-01\"")).contains("ends before"));
    assert!(message(&place("on = { a = [\"0001-01-01..9999-01-01\"] }")).contains("longer than"));
    assert!(message(&place("every_year = { 13-01 = \"a\" }")).contains("`13-01`"));
    let both =
        "[[XX.notice]]\nyear = 1\nsource = []\noff = [\"2026-01-01 a\"]\nwork = [\"2026-01-01\"]";
    assert!(message(&place(both)).contains("both a day off and a working day"));
    let fine = Calendars::parse(&place("known = \"2026-01-01..2026-01-31\"")).unwrap();
    assert_eq!(fine.at(None).day(date(2026, 1, 1)), Day::Working);
    assert_eq!(fine.at(Some("XX")).day(date(2026, 1, 3)), Day::Off);
    assert_eq!(fine.at(Some("XX")).day(date(2026, 2, 1)), Day::Unknown);
    assert_eq!(fine.at(Some("YY")).day(date(2026, 1, 1)), Day::Unknown);
}

const ZONES: [&str; 6] =
    ["Asia/Shanghai", "Europe/Dublin", "Europe/Berlin", "Asia/Kolkata", "America/New_York", "UTC"];

fn instants() -> impl Strategy<Value = Timestamp> {
    (946_684_800_i64..4_102_444_800, prop_oneof![Just(0), 0..1_000_000_000])
        .prop_map(|(second, nano)| Timestamp::new(second, nano).unwrap())
}

proptest! {
    #[test]
    fn an_instant_is_read_as_it_is_written(instant in instants(), name in prop::sample::select(&ZONES)) {
        let tz = zone(name).unwrap();
        let time = Occurred::parse(&written_in(instant, &tz), None).unwrap();
        prop_assert_eq!(time.earliest(), instant);
        prop_assert!(time.is_instant());
    }

    #[test]
    fn a_time_survives_storing_and_its_own_text(a in instants(), b in instants(), name in prop::sample::select(&ZONES)) {
        let tz = zone(name).unwrap();
        let day = Occurred::day(tz.to_datetime(a).date(), &tz).unwrap();
        let between = Occurred::between(a.min(b), a.max(b)).unwrap();
        for time in [day, between, Occurred::at(a)] {
            let stored = serde_json::to_string(&time).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Occurred>(&stored).unwrap(), &time);
            prop_assert_eq!(&Occurred::parse(time.written(), None).unwrap(), &time);
        }
    }

    #[test]
    fn certain_order_is_possible_and_excludes_the_reverse(a in instants(), b in instants(), c in instants(), d in instants()) {
        let one = Occurred::between(a.min(b), a.max(b)).unwrap();
        let two = Occurred::between(c.min(d), c.max(d)).unwrap();
        if one.certainly_before(&two) {
            prop_assert!(one.possibly_before(&two));
            prop_assert!(!two.possibly_before(&one));
        } else if !one.is_instant() || !two.is_instant() || a != c {
            prop_assert!(two.possibly_before(&one));
        }
    }

    #[test]
    fn no_text_breaks_a_reader(text in "\\PC{0,40}|[-0-9TZ:+. PDHWM\\[\\]/|v]{0,40}") {
        let _ = Occurred::parse(&text, Some(&shanghai()));
        let _ = serde_json::from_value::<Occurred>(text.clone().into());
        let _ = text.parse::<Period>();
        let _ = text.parse::<Word>();
        let _ = Calendars::parse(&text);
    }
}

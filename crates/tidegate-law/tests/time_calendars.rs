//! The calendars against their sources and against a second one.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test reads the corpora, stops at the first surprise and says what it left out"
)]

use jiff::civil::{Date, date};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::PathBuf;
use tidegate_law::time::{Calendars, Day};

const CN: &str = include_str!("../../../law/calendars/cn.toml");
const EU: &str = include_str!("../../../law/calendars/eu.toml");

/// A source file, or none where the corpora are absent.
fn source(name: &str) -> Option<Value> {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpora");
    let folder = std::env::var("TIDEGATE_CORPORA").unwrap_or_else(|_| default.to_owned());
    let path = PathBuf::from(folder).join("calendars").join(name);
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("left out: 1 comparison with calendars/{name}, which is not here");
        return None;
    };
    Some(serde_json::from_str(&text).unwrap())
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

#[test]
fn china_agrees_with_the_notices() {
    let calendars = Calendars::parse(CN).unwrap();
    let cn = calendars.at(None);
    assert_eq!(cn.known(), Some((date(2019, 1, 1), date(2026, 12, 24))));
    assert_eq!(cn.day(date(2026, 10, 1)), Day::Off);
    assert_eq!(cn.holiday(date(2026, 10, 1)), Some("国庆节"));
    assert_eq!(cn.day(date(2026, 10, 10)), Day::Working, "a worked Saturday");
    assert_eq!(cn.day(date(2026, 12, 31)), Day::Unknown);
    assert_eq!(cn.day(date(2027, 1, 1)), Day::Unknown);
    let Some(file) = source("china-state-council-holiday-cn.json") else { return };
    let days = file["years"].as_array().unwrap().iter().flat_map(|y| y["days"].as_array().unwrap());
    let mut count = 0;
    for entry in days {
        let expected = if entry["isOffDay"] == true { Day::Off } else { Day::Working };
        assert_eq!(cn.day(day(entry["date"].as_str().unwrap())), expected, "{entry}");
        count += 1;
    }
    assert_eq!(count, 286);
}

/// The second source lists days off that it takes from the same notices, without most weekends.
#[test]
fn china_agrees_with_the_second_source() {
    let calendars = Calendars::parse(CN).unwrap();
    let cn = calendars.at(None);
    let Some(file) = source("pypi-holidays-2021-2028.json") else { return };
    let second: BTreeSet<Date> = file["countries"]["CN"]["national"]
        .as_object()
        .unwrap()
        .keys()
        .map(|text| day(text))
        .filter(|day| *day <= date(2026, 12, 24))
        .collect();
    let mut only_second: Vec<_> = second.iter().filter(|day| cn.day(**day) != Day::Off).collect();
    let weekday = |day: &Date| day.weekday().to_monday_zero_offset() < 5;
    let mut only_first = Vec::new();
    let mut both = 0;
    for day in date(2021, 1, 1).series(jiff::Span::new().days(1)) {
        if day > date(2026, 12, 24) {
            break;
        }
        match (cn.holiday(day).is_some(), second.contains(&day)) {
            (true, true) => both += 1,
            (true, false) if weekday(&day) => only_first.push(day),
            _ => {}
        }
    }
    only_second.sort();
    println!(
        "China 2021 to 2026: {both} days in both; only in the second {only_second:?}; weekdays only in the notices {only_first:?}"
    );
    assert_eq!((both, only_second.len(), only_first.len()), (130, 0, 0));
}

#[test]
fn the_member_states_agree_with_the_source() {
    let calendars = Calendars::parse(EU).unwrap();
    assert_eq!(calendars.codes().count(), 28, "27 Member States and the institutions");
    let file = source("pypi-holidays-2021-2028.json");
    let (mut same, mut left_out) = (0, 0);
    for code in calendars.codes() {
        let place = calendars.at(Some(code));
        assert!(place.zone().is_some());
        if code == "EU" {
            assert_eq!(place.known(), None);
            continue;
        }
        assert_eq!(place.known(), Some((date(2021, 1, 1), date(2028, 12, 31))), "{code}");
        assert_eq!(place.day(date(2026, 12, 25)), Day::Off, "{code}");
        let Some(file) = &file else { continue };
        let listed = file["countries"][code]["national"].as_object().unwrap();
        for date in date(2021, 1, 1).series(jiff::Span::new().days(1)).take(2922) {
            let title = listed.get(&date.to_string()).and_then(Value::as_str);
            let swapped = |t: &str| t.starts_with("Day off (substituted") || t == "Non-working day";
            match (title, place.holiday(date)) {
                (None, None) => {}
                (Some(title), None) if swapped(title) => left_out += 1,
                (Some(_), Some(_)) => same += 1,
                (title, ours) => panic!("{code} {date}: source {title:?}, ours {ours:?}"),
            }
        }
    }
    if file.is_some() {
        println!(
            "Member States 2021 to 2028: {same} holidays the same, {left_out} swapped days left out"
        );
        assert_eq!(left_out, 23);
    }
}

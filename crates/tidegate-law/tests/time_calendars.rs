//! The calendars against their sources and against a second one.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

#[path = "folder/corpora.rs"]
mod corpora;

use jiff::civil::{Date, Weekday, date};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use tidegate_law::time::{Calendar, Calendars, Day};

const CN: &str = include_str!("../../../law/calendars/cn.toml");
const EU: &str = include_str!("../../../law/calendars/eu.toml");

/// A source of the calendars, or none where the corpora are absent.
fn source(name: &str) -> Option<Value> {
    let text = corpora::corpus(&format!("calendars/{name}"), "1 comparison")?;
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

/// The holidays of the institutions, by the decision of the Commission for 2023: 18 days that are weekdays, no other year,
/// and those that move with Easter on the days on which the package has them for Germany.
fn institutions(place: &Calendar, german: Option<&Map<String, Value>>) {
    assert_eq!(place.known(), Some((date(2023, 1, 1), date(2023, 12, 31))));
    let year = date(2023, 1, 1).series(jiff::Span::new().days(1)).take(365);
    let off: Vec<_> = year.filter(|day| place.holiday(*day).is_some()).collect();
    assert_eq!(off.len(), 18, "the total of the decision");
    assert!(off.iter().all(|day| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)));
    let Some(german) = german else { return };
    let moving = ["Good Friday", "Easter Monday", "Ascension Day", "Pentecost Monday"];
    let mut same = 0;
    for (day, title) in german.iter().filter(|(day, _)| day.starts_with("2023-")) {
        if title.as_str().is_some_and(|title| moving.contains(&title)) {
            assert!(place.holiday(day.parse().unwrap()).is_some(), "{day} {title}");
            same += 1;
        }
    }
    assert_eq!(same, moving.len());
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
            let german = file.as_ref().map(|file| &file["countries"]["DE"]["national"]);
            institutions(place, german.and_then(Value::as_object));
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

/// The calendars of further places, each a file of its own.
const OTHERS: [(&str, &str, &str); 6] = [
    ("GB", include_str!("../../../law/calendars/gb.toml"), "2028-12-31"),
    ("IN", include_str!("../../../law/calendars/in.toml"), "2026-12-31"),
    ("JP", include_str!("../../../law/calendars/jp.toml"), "2027-12-31"),
    ("KR", include_str!("../../../law/calendars/kr.toml"), "2026-12-31"),
    ("SG", include_str!("../../../law/calendars/sg.toml"), "2026-12-31"),
    ("US", include_str!("../../../law/calendars/us.toml"), "2028-12-31"),
];

#[test]
fn other_places_agree_with_the_source_and_know_no_more() {
    let file = source("pypi-holidays-2021-2028.json");
    for (code, text, last) in OTHERS {
        let calendars = Calendars::parse(text).unwrap();
        let place = calendars.at(None);
        assert_eq!(place.known(), Some((date(2021, 1, 1), day(last))), "{code}");
        let after = day(last).tomorrow().unwrap();
        assert_eq!(place.day(after), Day::Unknown, "{code}: a year that is not announced");
        assert_eq!(place.day(date(2026, 12, 25)) == Day::Off, code != "JP", "{code}");
        let Some(file) = &file else { continue };
        let listed = file["countries"][code]["national"].as_object().unwrap();
        for date in date(2021, 1, 1).series(jiff::Span::new().days(1)) {
            if date > day(last) {
                break;
            }
            let named = listed.get(&date.to_string()).is_some();
            assert_eq!(place.holiday(date).is_some(), named, "{code} {date}");
        }
    }
}

/// What the second package has and the first has not, on weekdays, and why: place, name, how often.
const ONLY_SECOND: &[(&str, &str, usize, &str)] = &[
    ("CY", "Clean Monday", 6, "counted from the Western Easter"),
    ("CY", "Good Friday", 6, "counted from the Western Easter"),
    ("CY", "Easter Monday", 5, "counted from the Western Easter"),
    ("CY", "Easter Tuesday", 8, "a holiday of banks"),
    ("CY", "Pentecost Monday", 6, "counted from the Western Easter"),
    ("CY", "Dormition of the Theotokos", 6, "put on 15 July; it is on 15 August"),
    ("CY", "Christmas Eve", 5, "not in the first source"),
    ("DK", "Store Bededag", 5, "abolished from 2024"),
    ("DK", "Christmas Eve", 5, "a day off by custom"),
    ("GB", "Easter Monday", 8, "not in Scotland"),
    ("GB", "Late Summer Bank Holiday", 8, "another day in Scotland"),
    ("GR", "Labour Day", 1, "moved after Easter in 2024"),
    ("IE", "St. Stephen's Day Shift", 4, "not in the first source"),
    ("IE", "New Year shift", 3, "not in the first source"),
    ("IE", "Christmas Shift", 2, "not in the first source"),
    ("IE", "Saint Patrick substitute", 1, "not in the first source"),
    ("KR", "Buddha's Birthday", 1, "another day of the lunar calendar in 2023"),
    ("NL", "Liberation Day", 6, "a public holiday every five years in the first source"),
    ("SE", "Midsummer's Eve", 8, "a day off by custom"),
    ("SE", "Christmas Eve", 5, "a day off by custom"),
    ("SE", "New Year's Eve", 5, "a day off by custom"),
    ("SG", "Hari Raya Puasa", 1, "the moon was computed a day earlier for 2026"),
    ("SK", "Day of Blessed Virgin Mary, patron saint of Slovakia", 1, "a working day in 2026"),
    ("SK", "Day of the Constitution of the Slovak Republic", 4, "a working day by newer law"),
    ("SK", "Liberation Day", 1, "a working day in 2026"),
    ("SK", "Struggle for Freedom and Democracy Day", 4, "a working day by newer law"),
];

/// What the first package has and the second has not, on weekdays: places whose newer holidays or
/// substitute days the second does not know, and how many days.
const ONLY_FIRST: &[(&str, usize, &str)] = &[
    ("BG", 3, "substitute days"),
    ("CY", 29, "the Eastern Easter, and the Dormition on 15 August"),
    ("GB", 1, "the coronation of 2023"),
    ("GR", 4, "Labour Day moved"),
    ("HU", 2, "Christmas Eve from 2026"),
    ("IE", 7, "Saint Brigid from 2023, and a day of remembrance in 2022"),
    ("IT", 2, "Saint Francis from 2027"),
    ("JP", 12, "substitute days and a day between two holidays"),
    ("KR", 26, "substitute days, elections, temporary holidays, and two days of 2026"),
    ("LV", 2, "two days by law of 2023"),
    ("PL", 3, "Christmas Eve from 2025"),
    ("RO", 8, "two days from 2024"),
    ("SG", 1, "polling day of 2023"),
    ("SI", 1, "a day of solidarity in 2023"),
    ("US", 8, "Juneteenth from 2021"),
];

/// India is not in the second package, and is compared below. The comparison is told where it fails, day by day.
#[test]
fn every_place_agrees_with_a_second_source_but_for_what_is_explained() {
    let second: Value = serde_json::from_str(include_str!("data/workalendar.json")).unwrap();
    let eu = Calendars::parse(EU).unwrap();
    let (mut both, mut places) = (0, 0);
    for (code, names) in second["places"].as_object().unwrap() {
        places += 1;
        let own = OTHERS.iter().find(|(other, ..)| other == code);
        let own = own.map(|(_, text, _)| Calendars::parse(text).unwrap());
        let place = own.as_ref().map_or_else(|| eu.at(Some(code)), |own| own.at(None));
        let weekday = |day: &Date| day.weekday().to_monday_zero_offset() < 5;
        let mut theirs = BTreeSet::new();
        for (name, days) in names.as_object().unwrap() {
            let days: Vec<Date> =
                days.as_array().unwrap().iter().map(|d| day(d.as_str().unwrap())).collect();
            theirs.extend(days.iter().copied());
            let lacking: Vec<&Date> =
                days.iter().filter(|d| weekday(d) && place.holiday(**d).is_none()).collect();
            let explained = ONLY_SECOND.iter().find(|(at, what, ..)| at == code && what == name);
            let many = explained.map_or(0, |(_, _, many, _)| *many);
            assert_eq!(lacking.len(), many, "{code}, only in the second, {name}: {lacking:?}");
        }
        let (first, last) = place.known().unwrap();
        let mut lacking = Vec::new();
        for day in first.series(jiff::Span::new().days(1)).take_while(|day| *day <= last) {
            match (place.holiday(day).is_some(), theirs.contains(&day)) {
                (true, true) => both += 1,
                (true, false) if weekday(&day) => lacking.push(day),
                _ => {}
            }
        }
        let explained = ONLY_FIRST.iter().find(|(at, ..)| at == code);
        let many = explained.map_or(0, |(_, many, _)| *many);
        assert_eq!(lacking.len(), many, "{code}, only in the first: {lacking:?}");
    }
    assert_eq!(places, 32, "the 27 Member States, and five of the six other places");
    println!("32 places: {both} holidays in both sources");
}

/// Holidays of India on which its stock exchange trades or closes on another day: name and how many days.
const EXCHANGE_TRADES: &[(&str, usize)] = &[
    ("Buddha Purnima", 5),
    ("Diwali", 2),
    ("Eid al-Adha", 1),
    ("Eid al-Fitr", 1),
    ("Holi", 2),
    ("Janmashtami (Vaishnava)", 5),
    ("Prophet's Birthday", 5),
];

/// Days on which the stock exchange of India is closed and the first source has no holiday, and why.
const EXCHANGE_CLOSED: &[(&str, &str)] = &[
    ("2021-03-11", "Maha Shivaratri, which the first source has in two years only"),
    ("2021-05-13", "Eid al-Fitr, a day earlier"),
    ("2021-09-10", "Ganesh Chaturthi, of Maharashtra"),
    ("2021-11-05", "Diwali Balipratipada"),
    ("2022-08-31", "Ganesh Chaturthi, of Maharashtra"),
    ("2022-10-26", "Diwali Balipratipada"),
    ("2023-03-07", "Holi, a day earlier"),
    ("2023-05-01", "Maharashtra Day"),
    ("2023-09-19", "Ganesh Chaturthi, of Maharashtra"),
    ("2023-11-14", "Diwali Balipratipada"),
    ("2024-01-22", "a closure for one day"),
    ("2024-03-08", "Maha Shivaratri, which the first source has in two years only"),
    ("2024-05-01", "Maharashtra Day"),
    ("2024-05-20", "an election in Mumbai"),
    ("2024-11-01", "Diwali, a day later"),
    ("2024-11-20", "an election in Maharashtra"),
    ("2025-05-01", "Maharashtra Day"),
    ("2025-08-27", "Ganesh Chaturthi, of Maharashtra"),
    ("2025-10-21", "Diwali, a day later"),
    ("2025-10-22", "Diwali Balipratipada"),
    ("2026-01-15", "an election in Mumbai"),
    ("2026-03-03", "Holi, a day earlier"),
    ("2026-05-28", "Eid al-Adha, a day later"),
    ("2026-09-14", "Ganesh Chaturthi, of Maharashtra"),
    ("2026-11-10", "Diwali Balipratipada"),
];

/// The second source of India: when its stock exchange is closed. It sits in Maharashtra and keeps days of that state.
#[test]
fn india_agrees_with_the_days_of_its_exchange_but_for_what_is_explained() {
    let second: Value =
        serde_json::from_str(include_str!("data/exchange-calendars-in.json")).unwrap();
    let days = second["days"].as_array().unwrap().iter();
    let closed: BTreeSet<Date> = days.map(|text| day(text.as_str().unwrap())).collect();
    let (_, text, _) = OTHERS.iter().find(|(code, ..)| *code == "IN").unwrap();
    let calendars = Calendars::parse(text).unwrap();
    let india = calendars.at(None);
    let (first, last) = india.known().unwrap();
    let (mut both, mut trades) = (0, std::collections::BTreeMap::new());
    for day in first.series(jiff::Span::new().days(1)).take_while(|day| *day <= last) {
        let weekday = day.weekday().to_monday_zero_offset() < 5;
        match (india.holiday(day), closed.contains(&day)) {
            (Some(_), true) => both += 1,
            (Some(name), false) if weekday => *trades.entry(name.to_owned()).or_insert(0) += 1,
            _ => {}
        }
    }
    let explained: std::collections::BTreeMap<String, usize> =
        EXCHANGE_TRADES.iter().map(|(name, many)| ((*name).to_owned(), *many)).collect();
    assert_eq!(trades, explained);
    let lacking: Vec<String> =
        closed.iter().filter(|day| india.holiday(**day).is_none()).map(Date::to_string).collect();
    let explained: Vec<&str> = EXCHANGE_CLOSED.iter().map(|(day, _)| *day).collect();
    assert_eq!(lacking, explained);
    assert_eq!(both, 64);
}

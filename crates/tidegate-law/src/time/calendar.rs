//! Public holidays and worked weekends, as data.
//!
//! A calendar knows the days between two dates and says of every other day that it does not know. It never assumes that
//! a year without an announced calendar has no holidays. The files, their sources and how to add a year are described in
//! `law/calendars/README.md`.

use super::{Said, TimeError, shown};
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a calendar says of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// An ordinary working day, or a weekend day that was declared one.
    Working,
    /// A weekend day or a public holiday.
    Off,
    /// The calendar of that day is not announced or not at hand.
    Unknown,
}

/// Days that a result rests on and of which the calendar knows nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CalendarGap {
    /// The place, such as mainland China.
    pub place: Said,
    /// The first unknown day that was looked up.
    pub first: Date,
    /// The last unknown day that was looked up.
    pub last: Date,
}

/// The public holidays of one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    name: Said,
    zone: Option<TimeZone>,
    known: Option<(Date, Date)>,
    every_year: BTreeMap<(i8, i8), String>,
    off: BTreeMap<Date, String>,
    worked: BTreeMap<Date, String>,
}

/// The places of one calendar file, by their code: `CN`, or `DE`, `IE`, … and `EU` for the Union's institutions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendars {
    places: BTreeMap<String, Calendar>,
    nowhere: Calendar,
}

impl Calendar {
    /// A calendar that knows no day, for a place that is not known or has no file.
    pub fn unknown(place: Said) -> Self {
        Self {
            name: place,
            zone: None,
            known: None,
            every_year: BTreeMap::new(),
            off: BTreeMap::new(),
            worked: BTreeMap::new(),
        }
    }

    /// The name of the place.
    pub fn name(&self) -> &Said {
        &self.name
    }

    /// The time zone of the place's capital, if the file gives one.
    pub fn zone(&self) -> Option<&TimeZone> {
        self.zone.as_ref()
    }

    /// The first and the last day of which it knows whether they are working days.
    pub fn known(&self) -> Option<(Date, Date)> {
        self.known
    }

    /// What it says of `date`.
    pub fn day(&self, date: Date) -> Day {
        if self.worked.contains_key(&date) {
            Day::Working
        } else if self.off.contains_key(&date) {
            Day::Off
        } else if !self.known.is_some_and(|(first, last)| first <= date && date <= last) {
            Day::Unknown
        } else if self.holiday(date).is_some() || is_weekend(date) {
            Day::Off
        } else {
            Day::Working
        }
    }

    /// The name of the holiday on `date`, in the language of the source.
    pub fn holiday(&self, date: Date) -> Option<&str> {
        let fixed = || self.every_year.get(&(date.month(), date.day()));
        self.off.get(&date).or_else(fixed).map(String::as_str)
    }

    /// The same calendar with one more public holiday.
    #[must_use]
    pub fn with_holiday(mut self, date: Date, name: &str) -> Self {
        self.worked.remove(&date);
        self.off.insert(date, name.to_owned());
        self
    }
}

/// Whether `date` is a Saturday or a Sunday.
pub(super) fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

impl Calendars {
    /// Reads a calendar file.
    ///
    /// # Errors
    /// [`TimeError::NotACalendar`], naming the place and the entry.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let wrong = |error: toml::de::Error| TimeError::NotACalendar(error.to_string());
        let mut file: toml::Table = text.parse().map_err(wrong)?;
        if file.remove("form").and_then(|form| form.as_integer()) != Some(1) {
            return Err(TimeError::NotACalendar("`form = 1` is missing at the top".to_owned()));
        }
        let mut places = BTreeMap::new();
        for (code, value) in file {
            let at =
                |detail: String| TimeError::NotACalendar(format!("`{}`: {detail}", shown(&code)));
            let raw: RawPlace = value.try_into().map_err(|e: toml::de::Error| at(e.to_string()))?;
            let calendar = raw.checked().map_err(at)?;
            places.insert(code, calendar);
        }
        Ok(Self {
            places, nowhere: Calendar::unknown(Said::new("the place of action", "行为地"))
        })
    }

    /// The calendar of a place; without a place, the file's only one. Where neither exists, one that knows no day.
    pub fn at(&self, place: Option<&str>) -> &Calendar {
        let found = match place {
            Some(code) => self.places.get(code),
            None if self.places.len() == 1 => self.places.values().next(),
            None => None,
        };
        found.unwrap_or(&self.nowhere)
    }

    /// The codes of its places, sorted.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.places.keys().map(String::as_str)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPlace {
    name: String,
    chinese: String,
    zone: String,
    known: Option<String>,
    #[serde(default)]
    every_year: BTreeMap<String, String>,
    #[serde(default)]
    on: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    notice: Vec<RawNotice>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawNotice {
    #[serde(rename = "year")]
    _year: i16,
    #[serde(rename = "source")]
    _source: Vec<String>,
    off: Vec<String>,
    work: Vec<String>,
}

impl RawPlace {
    fn checked(self) -> Result<Calendar, String> {
        let zone = super::zone(&self.zone).map_err(|error| error.to_string())?;
        let name = Said::new(self.name, self.chinese);
        let mut calendar = Calendar { zone: Some(zone), ..Calendar::unknown(name) };
        calendar.known = self.known.as_deref().map(range).transpose()?;
        for (day, name) in self.every_year {
            // 2000 is a leap year, so 29 February is a day of some years.
            let date: Date = format!("2000-{day}").parse().map_err(|_| no_day(&day))?;
            calendar.every_year.insert((date.month(), date.day()), name);
        }
        for (name, days) in &self.on {
            days.iter().try_for_each(|day| insert(&mut calendar.off, day, name))?;
        }
        for notice in &self.notice {
            for entry in &notice.off {
                let (days, name) = entry.split_once(' ').unwrap_or((entry, ""));
                insert(&mut calendar.off, days, name)?;
            }
            for entry in &notice.work {
                let (days, name) = entry.split_once(' ').unwrap_or((entry, ""));
                insert(&mut calendar.worked, days, name)?;
            }
        }
        match calendar.worked.keys().find(|day| calendar.off.contains_key(day)) {
            Some(day) => Err(format!("`{day}` is both a day off and a working day")),
            None => Ok(calendar),
        }
    }
}

fn no_day(text: &str) -> String {
    format!("`{}` is not a day", shown(text))
}

/// `2026-10-01..2026-10-07` or a single day.
fn range(text: &str) -> Result<(Date, Date), String> {
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let day = |part: &str| part.parse::<Date>().map_err(|_| no_day(part));
    let (first, last) = (day(first)?, day(last)?);
    if last < first {
        Err(format!("`{}` ends before it begins", shown(text)))
    } else {
        Ok((first, last))
    }
}

fn insert(into: &mut BTreeMap<Date, String>, days: &str, name: &str) -> Result<(), String> {
    let (first, last) = range(days)?;
    if first.checked_add(jiff::Span::new().days(60)).is_ok_and(|limit| limit < last) {
        return Err(format!("`{}` is longer than any holiday", shown(days)));
    }
    let mut day = first;
    loop {
        into.insert(day, name.to_owned());
        if day >= last {
            return Ok(());
        }
        day = day.tomorrow().map_err(|_| no_day(days))?;
    }
}

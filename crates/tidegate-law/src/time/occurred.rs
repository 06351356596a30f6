//! When something occurred: an instant, or an interval where the source gives only a day.
//!
//! There is no total order on such times, and none is offered: [`Occurred::certainly_before`] and
//! [`Occurred::possibly_before`] differ exactly where two intervals overlap.

use super::{TimeError, end_of, shown, start_of, zone};
use jiff::fmt::temporal::Pieces;
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{Timestamp, ToSpan as _, ZonedDateTime, civil::Date};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The longest text that is read as a time.
const LONGEST: usize = 160;

/// An instant, or an interval from `earliest` up to but without `latest`, and how it was written.
///
/// # Stored form
/// One string in four parts, `v1|EARLIEST|LATEST|AS WRITTEN`, the bounds as RFC 3339 in UTC:
/// `v1|2021-11-23T16:00:00Z|2021-11-24T16:00:00Z|2021-11-24[Asia/Shanghai]`. An instant has two equal bounds. The
/// bounds are what counts; they are stored so that a later change of a zone's rules cannot move a recorded event. What
/// was written is kept with its zone, so that it can be read without a default.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Occurred {
    earliest: Timestamp,
    latest: Timestamp,
    written: String,
}

impl Occurred {
    /// An instant.
    pub fn at(instant: Timestamp) -> Self {
        Self { earliest: instant, latest: instant, written: instant.to_string() }
    }

    /// A whole day in `zone`, from 00:00 to 24:00.
    ///
    /// # Errors
    /// [`TimeError::LocalTime`] for a day that the zone skipped, [`TimeError::OutOfRange`] at the end of the year 9999.
    pub fn day(day: Date, zone: &TimeZone) -> Result<Self, TimeError> {
        let written = format!("{day}[{}]", zone_name(zone));
        let (earliest, latest) = (start_of(day, zone)?, end_of(day, zone)?);
        if earliest == latest {
            return Err(TimeError::LocalTime(written));
        }
        Ok(Self { earliest, latest, written })
    }

    /// Some time from `earliest` up to but without `latest`; the instant itself if both are equal.
    ///
    /// # Errors
    /// [`TimeError::Backwards`] if `latest` is before `earliest`.
    pub fn between(earliest: Timestamp, latest: Timestamp) -> Result<Self, TimeError> {
        let written = format!("{earliest}/{latest}");
        if latest < earliest {
            return Err(TimeError::Backwards(written));
        }
        Ok(Self { earliest, latest, written })
    }

    /// Reads a day, an instant, or two of them with `/` between.
    ///
    /// | text | is |
    /// |---|---|
    /// | `2026-11-23T09:15+08:00`, `2026-11-23 09:15 +08:00` | an instant |
    /// | `2026-11-23T01:15:00.5Z` (RFC 3339) | an instant |
    /// | `2026-11-23 09:15 [Asia/Shanghai]` (RFC 9557) | an instant |
    /// | `2026-11-23 09:15` | an instant in `default_zone` |
    /// | `2021-11-24`, `2021-11-24[Asia/Shanghai]` | the day, 00:00 to 24:00, in `default_zone` or the zone given |
    /// | `2021-11-24/2021-11-26` | from the start of the first day to the end of the last |
    ///
    /// # Errors
    /// One of the first variants of [`TimeError`]; local times that clock changes skip or repeat are refused.
    pub fn parse(text: &str, default_zone: Option<&TimeZone>) -> Result<Self, TimeError> {
        let text = text.trim();
        if text.len() > LONGEST {
            return Err(TimeError::NotAnInstant(shown(text)));
        }
        let Some((first, last)) = split_interval(text) else {
            return parse_one(text, default_zone);
        };
        let (first, last) =
            (parse_one(first.trim(), default_zone)?, parse_one(last.trim(), default_zone)?);
        if last.latest < first.earliest {
            return Err(TimeError::Backwards(shown(text)));
        }
        let written = format!("{}/{}", first.written, last.written);
        Ok(Self { earliest: first.earliest, latest: last.latest, written })
    }

    /// The earliest instant it can have been.
    pub fn earliest(&self) -> Timestamp {
        self.earliest
    }

    /// The bound that it was before; for an instant, the instant itself.
    pub fn latest(&self) -> Timestamp {
        self.latest
    }

    /// The last instant it can have been: for a day, one nanosecond before 24:00.
    pub fn last_instant(&self) -> Timestamp {
        if self.is_instant() {
            return self.latest;
        }
        // INVARIANT: `latest` is later than `earliest`, so it is not the smallest timestamp.
        self.latest.checked_sub(1.nanosecond()).unwrap_or(self.earliest)
    }

    /// Whether it is known to the instant.
    pub fn is_instant(&self) -> bool {
        self.earliest == self.latest
    }

    /// How it was written, with its zone.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// Whether it was before `other`, whichever instants the two were.
    pub fn certainly_before(&self, other: &Self) -> bool {
        self.last_instant() < other.earliest
    }

    /// Whether there are instants of the two for which it was before `other`.
    pub fn possibly_before(&self, other: &Self) -> bool {
        self.earliest < other.last_instant()
    }

    /// Whether it had occurred at `instant`, whichever instant it was.
    pub fn certainly_by(&self, instant: Timestamp) -> bool {
        self.last_instant() <= instant
    }

    /// Whether it may have occurred at `instant` or before.
    pub fn possibly_by(&self, instant: Timestamp) -> bool {
        self.earliest <= instant
    }
}

/// The name of a zone as it stands in brackets: an IANA name, or an offset.
fn zone_name(zone: &TimeZone) -> String {
    match (zone.iana_name(), zone.to_fixed_offset()) {
        (Some(name), _) => name.to_owned(),
        (None, Ok(offset)) => offset.to_string(),
        (None, Err(_)) => "Etc/Unknown".to_owned(),
    }
}

/// The two sides of a `/` that is not part of a zone in brackets.
fn split_interval(text: &str) -> Option<(&str, &str)> {
    let mut in_brackets = false;
    for (at, c) in text.char_indices() {
        match c {
            '[' => in_brackets = true,
            ']' => in_brackets = false,
            '/' if !in_brackets => return Some((text.get(..at)?, text.get(at + 1..)?)),
            _ => {}
        }
    }
    None
}

/// Whether `text` has the form of `pattern`, in which `9` stands for a digit.
fn has_form(text: &str, pattern: &str) -> bool {
    text.len() == pattern.len()
        && text.bytes().zip(pattern.bytes()).all(|(b, p)| match p {
            b'9' => b.is_ascii_digit(),
            _ => b == p,
        })
}

fn parse_one(text: &str, default_zone: Option<&TimeZone>) -> Result<Occurred, TimeError> {
    let wrong = || TimeError::NotAnInstant(shown(text));
    let (date, rest) = text.split_at_checked(10).ok_or_else(wrong)?;
    if !has_form(date, "9999-99-99") {
        return Err(wrong());
    }
    let day: Date = date.parse().map_err(|_| wrong())?;
    if rest.is_empty() {
        let zone = default_zone.ok_or_else(|| TimeError::NoZone(shown(text)))?;
        return Occurred::day(day, zone);
    }
    let note = rest.trim_start().strip_prefix('[').and_then(|name| name.strip_suffix(']'));
    if let Some(name) = note {
        return Occurred::day(day, &bracketed(name, text)?);
    }
    let rest = rest.strip_prefix(['T', 't', ' ']).ok_or_else(wrong)?;
    if !rest.get(..5).is_some_and(|minutes| has_form(minutes, "99:99")) {
        return Err(wrong());
    }
    let compact =
        format!("{date}T{}", rest.replace(" +", "+").replace(" -", "-").replace(" Z", "Z"));
    instant(&compact.replace(" [", "["), text, default_zone)
}

/// A zone from between brackets: a name, or an offset such as `+08:00`.
fn bracketed(name: &str, text: &str) -> Result<TimeZone, TimeError> {
    if !name.starts_with(['+', '-']) {
        return zone(name);
    }
    let probe = format!("2000-01-01[{name}]");
    let pieces = Pieces::parse(&probe).map_err(|_| TimeError::NotAnInstant(shown(text)))?;
    pieces.to_time_zone().ok().flatten().ok_or_else(|| TimeError::NoSuchZone(shown(name)))
}

/// An instant from RFC 3339 or RFC 9557, or from a local time in the default zone.
fn instant(
    compact: &str,
    text: &str,
    default_zone: Option<&TimeZone>,
) -> Result<Occurred, TimeError> {
    let wrong = || TimeError::NotAnInstant(shown(text));
    let pieces = Pieces::parse(compact).map_err(|_| wrong())?;
    let local = pieces.date().to_datetime(pieces.time().ok_or_else(wrong)?);
    let annotated = match pieces.time_zone_annotation() {
        Some(note) => Some(note.to_time_zone().map_err(|_| TimeError::NoSuchZone(shown(text)))?),
        None => None,
    };
    let done = |at: Timestamp, written: String| Occurred { earliest: at, latest: at, written };
    match (pieces.to_numeric_offset(), annotated) {
        (Some(offset), None) => {
            let at = offset.to_timestamp(local).map_err(|_| TimeError::OutOfRange)?;
            Ok(done(at, text.to_owned()))
        }
        (Some(_), Some(_)) => {
            let conflict = |_| TimeError::OffsetConflict(shown(text));
            let at: ZonedDateTime = compact.parse().map_err(conflict)?;
            Ok(done(at.timestamp(), text.to_owned()))
        }
        (None, annotated) => {
            let given = annotated.is_some();
            let zone = annotated.or_else(|| default_zone.cloned());
            let zone = zone.ok_or_else(|| TimeError::NoZone(shown(text)))?;
            let at = zone.to_ambiguous_timestamp(local);
            if !matches!(at.offset(), AmbiguousOffset::Unambiguous { .. }) {
                return Err(TimeError::LocalTime(shown(text)));
            }
            let at = at.unambiguous().map_err(|_| TimeError::OutOfRange)?;
            let note = if given { String::new() } else { format!("[{}]", zone_name(&zone)) };
            Ok(done(at, format!("{text}{note}")))
        }
    }
}

impl fmt::Display for Occurred {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl From<Occurred> for String {
    fn from(time: Occurred) -> Self {
        format!("v1|{}|{}|{}", time.earliest, time.latest, time.written)
    }
}

impl TryFrom<String> for Occurred {
    type Error = TimeError;

    fn try_from(stored: String) -> Result<Self, TimeError> {
        let wrong = || TimeError::NotStored(shown(&stored));
        let mut parts = stored.splitn(4, '|');
        let mut next = || parts.next().ok_or_else(wrong);
        if next()? != "v1" {
            return Err(wrong());
        }
        let earliest: Timestamp = next()?.parse().map_err(|_| wrong())?;
        let latest: Timestamp = next()?.parse().map_err(|_| wrong())?;
        let written = next()?.to_owned();
        if latest < earliest || written.len() > 4 * LONGEST {
            return Err(wrong());
        }
        Ok(Self { earliest, latest, written })
    }
}

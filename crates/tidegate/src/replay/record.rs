//! Records of time lines: JSON lines, a JSON array, either compressed with xz. Read leniently, line by line.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use tidegate_law::time::Occurred;

/// The most bytes that a file may have once it is unpacked.
const MOST_BYTES: usize = 256 << 20;
/// The first bytes of an xz file (The .xz File Format, 2.1.1.1).
const XZ: &[u8] = &[0xfd, b'7', b'z', b'X', b'Z', 0];

/// A record. Fields that are not used here are passed over.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Record {
    /// Its id.
    pub id: String,
    /// Its title.
    #[serde(default)]
    pub title: Option<String>,
    /// Who makes the product.
    #[serde(default)]
    pub vendor: Option<String>,
    /// Where the maker is established, if the record says so.
    #[serde(default)]
    pub vendor_country: Option<String>,
    /// The product.
    #[serde(default)]
    pub product: Option<String>,
    /// Where the finder is, if the record says so.
    #[serde(default)]
    pub finder_country: Option<String>,
    /// What happened.
    #[serde(default)]
    pub events: Vec<Event>,
}

impl Record {
    /// What the record is about: its title, else the product, else its id.
    #[must_use]
    pub fn name(&self) -> &str {
        let named = [self.title.as_deref(), self.product.as_deref()].into_iter().flatten();
        named.into_iter().find(|name| !name.trim().is_empty()).unwrap_or(&self.id)
    }
}

/// An event of a record.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Event {
    /// When, as written.
    pub date: String,
    /// What kind of event.
    #[serde(rename = "type")]
    pub kind: String,
    /// By whom.
    #[serde(default)]
    pub actor: Option<String>,
    /// In whose words.
    #[serde(default)]
    pub text: Option<String>,
}

impl Event {
    /// When it occurred: a day in UTC where no time is given, and where the time is midnight to the second, which is how
    /// such records write a day. `None` if the date cannot be read.
    #[must_use]
    pub fn occurred(&self) -> Option<Occurred> {
        let text = self.date.trim();
        if let Ok(day) = text.parse::<Date>()
            && text.len() == 10
        {
            return Occurred::day(day, &TimeZone::UTC).ok();
        }
        let at = text.parse::<Timestamp>().ok().or_else(|| {
            let local = text.parse::<DateTime>().ok()?;
            TimeZone::UTC.to_timestamp(local).ok()
        })?;
        let local = at.to_zoned_datetime(TimeZone::UTC);
        if local.time() == jiff::civil::Time::midnight() {
            return Occurred::day(local.date(), &TimeZone::UTC).ok();
        }
        Some(Occurred::at(at))
    }
}

/// A record that cannot be read or replayed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BadRecord {
    /// The file.
    pub file: String,
    /// The line, or the place in the array, counted from 1.
    pub place: usize,
    /// The id, where it could be read.
    pub id: Option<String>,
    /// What is wrong.
    pub why: String,
}

/// The records of a file, and those that are not ones.
#[derive(Debug, Default)]
pub struct Read {
    /// Those that can be read, each with its place counted from 1.
    pub records: Vec<(usize, Record)>,
    /// Those that cannot.
    pub bad: Vec<BadRecord>,
}

/// Reads a file's bytes.
///
/// # Errors
/// Bytes that are neither text nor xz, or unpack to more than 256 MiB.
pub fn read(file: &str, bytes: &[u8]) -> anyhow::Result<Read> {
    let text = text(file, bytes)?;
    let mut read = Read::default();
    let mut take = |place: usize, value: Result<serde_json::Value, String>| {
        let id = value.as_ref().ok().and_then(|value| value.get("id")?.as_str().map(str::to_owned));
        let record = value.and_then(|value| {
            serde_json::from_value::<Record>(value).map_err(|error| error.to_string())
        });
        match record {
            Ok(record) => read.records.push((place, record)),
            Err(why) => read.bad.push(BadRecord { file: file.to_owned(), place, id, why }),
        }
    };
    if text.trim_start().starts_with('[') {
        match serde_json::from_str::<Vec<serde_json::Value>>(&text) {
            Ok(values) => {
                values.into_iter().enumerate().for_each(|(at, value)| take(at + 1, Ok(value)));
            }
            Err(error) => take(1, Err(error.to_string())),
        }
        return Ok(read);
    }
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        take(at + 1, serde_json::from_str(line).map_err(|error| error.to_string()));
    }
    Ok(read)
}

fn text(file: &str, bytes: &[u8]) -> anyhow::Result<String> {
    let plain = if bytes.starts_with(XZ) {
        let mut plain = Bounded(Vec::new());
        lzma_rs::xz_decompress(&mut std::io::Cursor::new(bytes), &mut plain).map_err(|error| {
            anyhow::anyhow!("`{file}` is damaged and cannot be unpacked: {error:?}")
        })?;
        plain.0
    } else {
        bytes.to_vec()
    };
    String::from_utf8(plain)
        .map_err(|_| anyhow::anyhow!("`{file}` is not text in UTF-8; save it as UTF-8"))
}

/// Takes no more than [`MOST_BYTES`].
struct Bounded(Vec<u8>);

impl std::io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.0.len() + bytes.len() > MOST_BYTES {
            return Err(std::io::Error::other("it unpacks to more than 256 MiB"));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(date: &str) -> Event {
        Event { date: date.to_owned(), kind: "other".to_owned(), actor: None, text: None }
    }

    #[test]
    fn a_day_stays_a_day_and_an_instant_an_instant() {
        for day in ["2021-11-24", "2021-11-24T00:00:00", "2021-11-24T00:00:00.000+00:00"] {
            let occurred = event(day).occurred().unwrap();
            assert!(!occurred.is_instant(), "{day}");
            assert_eq!(occurred.earliest().to_string(), "2021-11-24T00:00:00Z");
        }
        for instant in
            ["2024-07-31T17:55:25.000+00:00", "2024-07-31T17:55:25", "2024-07-31T17:55:25Z"]
        {
            let occurred = event(instant).occurred().unwrap();
            assert_eq!(occurred.earliest().to_string(), "2024-07-31T17:55:25Z");
            assert!(occurred.is_instant());
        }
        assert_eq!(event("last spring").occurred(), None);
    }

    #[test]
    fn bad_records_are_listed_and_stop_nothing() {
        let lines = "{\"id\":\"a\",\"events\":[]}\n{\"id\":\"b\",\"events\":7}\nnonsense\n\n{\"id\":\"c\"}\n";
        let read = read("made", lines.as_bytes()).unwrap();
        let ids: Vec<&str> = read.records.iter().map(|(_, record)| record.id.as_str()).collect();
        assert_eq!(ids, ["a", "c"]);
        assert_eq!(read.bad.iter().map(|bad| bad.place).collect::<Vec<_>>(), [2, 3]);
        assert_eq!(read.bad[0].id.as_deref(), Some("b"));
    }

    #[test]
    fn a_damaged_archive_is_named() {
        let mut bytes = XZ.to_vec();
        bytes.extend([1; 40]);
        assert!(
            super::read("x.xz", &bytes).unwrap_err().to_string().starts_with("`x.xz` is damaged")
        );
    }
}

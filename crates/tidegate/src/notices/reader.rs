//! How a member wants to be told: at which address, in which language, and when rather not.
//!
//! Quiet hours and digests put off what is not binding. What the law binds to a time is sent at once, always.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use tidegate_core::organisation::PublicKey;
use tidegate_law::Language;

use crate::desk::{Desk, DeskError, Kept};
use crate::openpgp::{NoKey, usable_key};

/// How many are read at a time.
const PAGE: u32 = 200;

/// What a member chose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reader {
    /// The version of this form.
    pub version: u32,
    /// Whose choice it is, by login.
    pub login: String,
    /// The mail address.
    pub address: String,
    /// The language of the mails; both where there is none.
    pub language: Option<Language>,
    /// From which hour to which it is quiet, in the zone of the office; over midnight where the first is the later.
    pub quiet: Option<(i8, i8)>,
    /// At which hour of the day what can wait is sent together, in the zone of the office.
    pub digest: Option<i8>,
}

/// The key to which the mails to a member are encrypted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReaderKey {
    /// The version of this form.
    version: u32,
    /// Whose it is, by login.
    login: String,
    /// The key.
    pub key: PublicKey,
    /// Since when it is on record.
    pub since: Timestamp,
}

impl Kept for ReaderKey {
    const ROOM: &'static str = "reader-key";

    fn name(&self) -> String {
        self.login.clone()
    }
}

impl Kept for Reader {
    const ROOM: &'static str = "reader";

    fn name(&self) -> String {
        self.login.clone()
    }

    /// All of them at one instant: they are listed and never sorted.
    fn due(&self) -> Option<Timestamp> {
        Some(Timestamp::UNIX_EPOCH)
    }
}

impl Reader {
    /// When something that was raised at `raised` is to be sent: at once where it binds.
    #[must_use]
    pub fn ready(&self, raised: Timestamp, binding: bool, zone: &TimeZone) -> Timestamp {
        if binding {
            return raised;
        }
        let digest = self.digest.map_or(raised, |hour| next_hour(raised, hour, zone));
        let Some((from, to)) = self.quiet.filter(|(from, to)| from != to) else { return digest };
        let hour = digest.to_zoned_datetime(zone.clone()).hour();
        let quiet = match from < to {
            true => (from..to).contains(&hour),
            false => hour >= from || hour < to,
        };
        if quiet { next_hour(digest, to, zone) } else { digest }
    }
}

/// The first instant at or after `at` at which the clocks of the zone show the hour.
fn next_hour(at: Timestamp, hour: i8, zone: &TimeZone) -> Timestamp {
    let Ok(time) = Time::new(hour, 0, 0, 0) else { return at };
    let day = at.to_zoned_datetime(zone.clone()).date();
    let on = |day: Date| {
        let local = day.to_datetime(time).to_zoned_datetime(zone.clone()).ok()?;
        Some(local.timestamp()).filter(|found| *found >= at)
    };
    on(day).or_else(|| on(day.tomorrow().ok()?)).unwrap_or(at)
}

impl Desk {
    /// What a member chose.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn reader(&self, login: &str) -> Result<Option<Reader>, DeskError> {
        Ok(self.kept::<Reader>(login).await?.map(|kept| kept.thing))
    }

    /// The key to which the mails to a member are encrypted, if one is on record.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn reader_key(&self, login: &str) -> Result<Option<ReaderKey>, DeskError> {
        Ok(self.kept::<ReaderKey>(login).await?.map(|kept| kept.thing))
    }

    /// Puts a key of a member on record, in place of the one before.
    ///
    /// # Errors
    /// [`NoKey`] where nothing can be encrypted to it now; what keys and the disk may give.
    pub async fn keep_reader_key(
        &self,
        login: &str,
        text: &str,
    ) -> Result<Result<ReaderKey, NoKey>, DeskError> {
        let since = self.now();
        let key = match usable_key(text, since) {
            Ok(key) => key,
            Err(no) => return Ok(Err(no)),
        };
        let kept = ReaderKey { version: 1, login: login.to_owned(), key, since };
        self.keep(&kept).await?;
        Ok(Ok(kept))
    }

    /// Takes the key of a member off record.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn drop_reader_key(&self, login: &str) -> Result<bool, DeskError> {
        self.drop_kept::<ReaderKey>(login).await
    }

    /// What all members chose.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn readers(&self) -> Result<Vec<Reader>, DeskError> {
        let (mut readers, mut after) = (Vec::new(), None);
        loop {
            let page = self.kept_by_due::<Reader>(after, None, PAGE).await?;
            let Some(last) = page.last() else { return Ok(readers) };
            after = last.place();
            readers.extend(page.into_iter().map(|found| found.thing));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reader(quiet: Option<(i8, i8)>, digest: Option<i8>) -> Reader {
        let (login, address) = ("analyst".to_owned(), "analyst@desk.example".to_owned());
        Reader { version: 1, login, address, language: None, quiet, digest }
    }

    /// When something that was raised at this time of Shanghai is sent.
    fn ready(reader: &Reader, raised: &str, binding: bool) -> String {
        let zone = TimeZone::get("Asia/Shanghai").unwrap();
        let raised = format!("{raised}+08:00").parse().unwrap();
        let sent = reader.ready(raised, binding, &zone).to_zoned_datetime(zone.clone());
        sent.strftime("%dT%H:%M").to_string()
    }

    #[test]
    fn what_binds_waits_for_nothing() {
        let reader = reader(Some((22, 7)), Some(8));
        assert_eq!(ready(&reader, "2026-11-02T23:30:00", true), "02T23:30");
    }

    #[test]
    fn quiet_hours_put_off_the_rest_over_midnight() {
        let reader = reader(Some((22, 7)), None);
        assert_eq!(ready(&reader, "2026-11-02T23:30:00", false), "03T07:00");
        assert_eq!(ready(&reader, "2026-11-03T06:59:00", false), "03T07:00");
        assert_eq!(ready(&reader, "2026-11-03T07:00:00", false), "03T07:00");
        assert_eq!(ready(&reader, "2026-11-03T12:00:00", false), "03T12:00");
    }

    #[test]
    fn a_digest_is_sent_at_its_hour_and_not_while_it_is_quiet() {
        assert_eq!(ready(&reader(None, Some(8)), "2026-11-02T09:00:00", false), "03T08:00");
        assert_eq!(
            ready(&reader(Some((22, 9)), Some(8)), "2026-11-02T09:00:00", false),
            "03T09:00"
        );
    }
}

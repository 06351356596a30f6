//! How much is taken in and answered: reports by hour, of one address and in all, and one answer to an address an hour.
//!
//! A sender of a mail is whoever somebody wrote there. So an address is answered no more than once an hour, and what
//! comes beyond what a person sends is put aside and not answered. Of addresses only keyed digests are kept, for a day.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tidegate_core::digest::Digest;
use tidegate_core::id::CaseId;

use super::parsed::Parsed;
use crate::desk::{Desk, DeskError, Kept};

/// How many reports of one address are taken in within an hour.
const OF_ONE: u32 = 10;
/// How many reports are taken in within an hour.
const OF_ALL: u32 = 200;
/// How many answers are taken into a case within an hour.
const OF_CASE: u32 = 30;
/// How long that is.
const HOUR: SignedDuration = SignedDuration::from_hours(1);
/// How long what was counted is kept.
const KEPT: SignedDuration = SignedDuration::from_hours(24);

/// What was counted under a name.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MailCount {
    version: u32,
    name: String,
    count: u32,
    since: Timestamp,
}

impl Kept for MailCount {
    const ROOM: &'static str = "mail-count";

    fn name(&self) -> String {
        self.name.clone()
    }

    fn due(&self) -> Option<Timestamp> {
        Some(self.since)
    }
}

/// When an address may be answered again that is answered now.
fn answers_again(at: Timestamp) -> Timestamp {
    at.saturating_add(HOUR).unwrap_or(at)
}

impl Desk {
    fn counted(&self, what: &str, address: &str) -> Result<String, DeskError> {
        let key = self.form_key()?.derive(b"tg1|mail-count");
        let digest = key.digest(what, address.to_ascii_lowercase().as_bytes());
        Ok(format!("{what}/{}", Digest::from_bytes(digest)))
    }

    /// Counts a report of an address; `false` where there are too many, and then it is not counted. The same message is
    /// counted once, however often it is tried.
    pub(super) async fn count_report(&self, from: &str, message: &str) -> Result<bool, DeskError> {
        let names = [(self.counted("from", from)?, OF_ONE), (self.counted("all", "")?, OF_ALL)];
        self.count(&names, message).await
    }

    /// The same with an answer that is taken into a case.
    pub(super) async fn count_answer(
        &self,
        case: CaseId,
        parsed: &Parsed,
    ) -> Result<bool, DeskError> {
        let names = [(self.counted("answers", &case.to_string())?, OF_CASE)];
        self.count(&names, &parsed.digest().to_string()).await
    }

    async fn count(&self, names: &[(String, u32)], message: &str) -> Result<bool, DeskError> {
        let now = self.now();
        let once = self.counted("message", message)?;
        if self.kept::<MailCount>(&once).await?.is_some() {
            return Ok(true);
        }
        let mut anew = Vec::new();
        for (name, most) in names {
            let found = self.kept::<MailCount>(name).await?.map(|kept| kept.thing);
            let found = found.filter(|found| answers_again(found.since) > now);
            let (count, since) = found.map_or((0, now), |found| (found.count, found.since));
            if count >= *most {
                return Ok(false);
            }
            let (name, count) = (name.clone(), count + 1);
            anew.push(self.to_keep(&MailCount { version: 1, name, count, since })?);
        }
        anew.push(self.to_keep(&MailCount { version: 1, name: once, count: 1, since: now })?);
        self.shelve(anew).await?;
        Ok(true)
    }

    /// When an address may be answered, if it may not now.
    pub(crate) async fn may_answer(
        &self,
        address: &str,
        at: Timestamp,
    ) -> Result<Option<Timestamp>, DeskError> {
        let found = self.kept::<MailCount>(&self.counted("answered", address)?).await?;
        let next = found.map(|kept| answers_again(kept.thing.since));
        Ok(next.filter(|next| *next > at))
    }

    /// Notes that an address was answered.
    pub(crate) async fn note_answer(&self, address: &str, at: Timestamp) -> Result<(), DeskError> {
        let name = self.counted("answered", address)?;
        self.keep(&MailCount { version: 1, name, count: 1, since: at }).await
    }

    /// Drops what was counted a day ago.
    pub(super) async fn sweep_counts(&self) -> Result<(), DeskError> {
        let now = self.now();
        self.drop_due_before::<MailCount>(now.checked_sub(KEPT).unwrap_or(now)).await
    }
}

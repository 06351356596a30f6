//! What programs of a member fetch under a secret link: the deadlines as a calendar, the notices as a feed.
//!
//! The link is the key: a secret of which the shelf keeps only a digest, made and revoked by the member, and worth
//! nothing once the account is disabled. Entries carry a handle, a citation and a time; never content. The calendar is
//! RFC 5545 with times in UTC, the feed RFC 4287. Whoever does not work on cases has an empty calendar.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use tidegate_core::id::{CaseId, PartyId};

use super::Notice;
use crate::clocks::kept::{Listed, RunningClock};
use crate::desk::{Desk, DeskError, Kept, Shelved};
use crate::keys::Random;
use crate::people::{Account, MemberRole};
use crate::words::Voice;

/// How many entries a calendar or a feed has at most.
const MOST: u32 = 500;
/// How long what is over stays in the calendar.
const OVER: SignedDuration = SignedDuration::from_hours(24 * 60);
/// How long a line is at most, in octets (RFC 5545, section 3.1).
const LINE: usize = 75;
/// A secret link of a member; its secret is in the link and nowhere else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feed {
    /// The version of this form.
    version: u32,
    /// The digest of its secret, in hexadecimal.
    secret: String,
    /// Whose it is.
    login: String,
    /// Since when there is one.
    since: Timestamp,
}

impl Kept for Feed {
    const ROOM: &'static str = "feed";

    fn name(&self) -> String {
        self.secret.clone()
    }

    fn due(&self) -> Option<Timestamp> {
        Some(self.since)
    }
}

/// A deadline in a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// What the entry is called, always the same for the same clock.
    pub uid: String,
    /// The neutral handle of the case.
    pub handle: String,
    /// The page that says more, behind that of the office.
    pub path: String,
    /// The rule as it is cited.
    pub citation: String,
    /// When it is due.
    pub due: Timestamp,
}

impl Deadline {
    fn of(clock: &RunningClock, handle: String, path: String, voice: &Voice) -> Self {
        let citation = clock.citation.in_language(voice.language()).to_owned();
        Self { uid: uid(clock), handle, path, citation, due: clock.due }
    }
}

impl Desk {
    /// Makes a secret link in place of those that the member has; gives its secret.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn make_feed(&self, login: &str) -> Result<String, DeskError> {
        self.drop_feeds(login).await?;
        let secret = URL_SAFE_NO_PAD.encode(Random::bytes::<32>()?);
        let (login, since) = (login.to_owned(), self.now());
        self.keep(&Feed { version: 1, secret: digest(&secret), login, since }).await?;
        Ok(secret)
    }

    /// Revokes the secret links of a member; whether there was one.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn drop_feeds(&self, login: &str) -> Result<bool, DeskError> {
        let (mut dropped, mut after) = (false, None);
        loop {
            let page = self.kept_by_due::<Feed>(after, None, MOST).await?;
            let Some(last) = page.last() else { return Ok(dropped) };
            after = last.place();
            for feed in page.iter().filter(|feed| feed.thing.login == login) {
                dropped |= self.drop_kept::<Feed>(&feed.thing.secret).await?;
            }
        }
    }

    /// Since when a member has a secret link.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn has_feed(&self, login: &str) -> Result<Option<Timestamp>, DeskError> {
        let mut after = None;
        loop {
            let page = self.kept_by_due::<Feed>(after, None, MOST).await?;
            let Some(last) = page.last() else { return Ok(None) };
            after = last.place();
            if let Some(feed) = page.iter().find(|feed| feed.thing.login == login) {
                return Ok(Some(feed.thing.since));
            }
        }
    }

    /// Whose secret link it is; nobody's where the account is disabled.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn feed_of(&self, secret: &str) -> Result<Option<Account>, DeskError> {
        let Some(feed) = self.kept::<Feed>(&digest(secret)).await? else { return Ok(None) };
        let account = self.kept::<Account>(&feed.thing.login).await?;
        Ok(account.map(|found| found.thing).filter(|account| account.disabled.is_none()))
    }

    /// The deadlines of somebody who works on cases: a member has those of the office, somebody of an organisation what
    /// the organisation owes in the cases that it knows of; the first due first.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn deadlines_of(
        &self,
        account: &Account,
        voice: &Voice,
    ) -> Result<Vec<Deadline>, DeskError> {
        if !MemberRole::CASE_WORK.iter().any(|role| account.roles.contains(role)) {
            return Ok(Vec::new());
        }
        let from = self.now().checked_sub(OVER).unwrap_or(Timestamp::MIN);
        if let Some(own) = account.organisation {
            return self.deadlines_of_organisation(own, from, voice).await;
        }
        let (mut deadlines, mut after) = (Vec::new(), Some((from.as_millisecond(), [0; 32])));
        let desk = self.seen_by(&account.login, false);
        // What is only recommended does not take the place of what is owed: it is passed over before it is counted.
        while deadlines.len() < MOST as usize {
            let page = desk.kept_by_due::<RunningClock>(after, None, MOST).await?;
            let Some(last) = page.last().and_then(Shelved::place) else { break };
            after = Some(last);
            let counting = page.into_iter().map(|kept| kept.thing);
            for clock in counting.filter(|clock| clock.counts() || clock.is_of_silence()) {
                let Some(handle) = self.handle_of(clock.case).await? else { continue };
                let path = format!("cases/{handle}");
                deadlines.push(Deadline::of(&clock, handle, path, voice));
            }
        }
        deadlines.truncate(MOST as usize);
        Ok(deadlines)
    }

    async fn deadlines_of_organisation(
        &self,
        own: PartyId,
        from: Timestamp,
        voice: &Voice,
    ) -> Result<Vec<Deadline>, DeskError> {
        let mut deadlines = Vec::new();
        for (case, part) in self.part_of(own).await?.cases {
            let clocks = self.kept_about::<RunningClock>(case).await?;
            let owed = clocks.iter().map(|kept| &kept.thing);
            let owed = owed.filter(|one| one.bearer == own && one.counts() && one.due >= from);
            let path = format!("ours/{}", part.handle);
            let of = |clock| Deadline::of(clock, part.handle.clone(), path.clone(), voice);
            deadlines.extend(owed.map(of));
        }
        deadlines.sort_by_key(|one| one.due);
        deadlines.truncate(MOST as usize);
        Ok(deadlines)
    }

    /// The notices of a member, the last raised first.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn notices_of(&self, login: &str) -> Result<Vec<Notice>, DeskError> {
        let ours = self.account(login).await?.is_some_and(|one| one.organisation.is_none());
        let mut all = match ours {
            true => self.seen_by(login, false).notices(MOST).await?,
            false => self.notices(MOST).await?,
        };
        all.retain(|notice| crate::say::notices::is_of(notice, login));
        all.sort_by_key(|notice| std::cmp::Reverse(notice.raised));
        Ok(all)
    }

    async fn handle_of(&self, case: CaseId) -> Result<Option<String>, DeskError> {
        let listed = self.kept::<Listed>(&case.to_string()).await?;
        Ok(listed.map(|listed| listed.thing.handle))
    }
}

fn digest(secret: &str) -> String {
    let bytes: [u8; 32] = Sha256::digest(secret.as_bytes()).into();
    tidegate_core::digest::Digest::from_bytes(bytes).to_string()
}

fn uid(clock: &RunningClock) -> String {
    let named = Sha256::digest(format!("{}|{}", clock.case, clock.key).as_bytes());
    named.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// Deadlines as a calendar (RFC 5545); `base` is where the pages of the office are.
#[must_use]
pub fn calendar(
    deadlines: &[Deadline],
    office: &str,
    base: &str,
    at: Timestamp,
    voice: &Voice,
) -> String {
    let mut text = String::new();
    let mut line = |name: &str, value: &str| folded(&mut text, &format!("{name}:{value}"));
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", "-//Tidegate//Deadlines//EN");
    line("CALSCALE", "GREGORIAN");
    line("METHOD", "PUBLISH");
    line("X-WR-CALNAME", &escaped(&voice.with("feed-calendar", [("office", office.into())])));
    for one in deadlines {
        line("BEGIN", "VEVENT");
        line("UID", &format!("{}@{}", one.uid, host(base)));
        line("DTSTAMP", &utc(at));
        line("DTSTART", &utc(one.due));
        line("SUMMARY", &escaped(&format!("{}: {}", one.handle, one.citation)));
        line("URL", &format!("{base}{}", one.path));
        line("TRANSP", "TRANSPARENT");
        line("END", "VEVENT");
    }
    line("END", "VCALENDAR");
    text
}

/// Notices as a feed (RFC 4287).
#[must_use]
pub fn atom(notices: &[Notice], office: &str, base: &str, at: Timestamp, voice: &Voice) -> String {
    let title = voice.with("feed-notices", [("office", office.into())]);
    let updated = notices.iter().map(|notice| notice.raised).max().unwrap_or(at);
    let (title, base) = (markup(&title), markup(base));
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n\
         <id>{base}notices</id>\n<title>{title}</title>\n<updated>{updated}</updated>\n\
         <author><name>Tidegate</name></author>\n<link href=\"{base}notices\"/>\n"
    );
    for notice in notices {
        let said = voice.say(notice.kind.message());
        let title = match &notice.handle {
            Some(handle) => format!("{handle}: {said}"),
            None => said,
        };
        let (title, path) = (markup(&title), markup(&notice.path));
        let due = notice.due.map(|due| due.to_string()).unwrap_or_default();
        text.push_str(&format!(
            "<entry>\n<id>urn:uuid:{}</id>\n<title>{title}</title>\n<updated>{}</updated>\n\
             <link href=\"{base}{path}\"/>\n<summary>{due}</summary>\n</entry>\n",
            as_uuid(notice.id()),
            notice.raised,
        ));
    }
    text.push_str("</feed>\n");
    text
}

/// 128 bits in the form of RFC 9562.
fn as_uuid(id: &str) -> String {
    let part = |from: usize, to: usize| id.get(from..to).unwrap_or_default();
    [part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32)].join("-")
}

fn host(base: &str) -> &str {
    let rest = base.split_once("://").map_or(base, |(_, rest)| rest);
    rest.split(['/', ':']).next().unwrap_or("localhost")
}

fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A text as a value (RFC 5545, section 3.3.11).
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
    text.replace("\r\n", "\\n").replace(['\n', '\r'], "\\n")
}

/// A text between the marks of XML.
fn markup(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_control()).collect();
    let text = plain.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;")
}

/// Adds a line, broken where it is too long, and never within a character.
fn folded(text: &mut String, line: &str) {
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > LINE {
            text.push_str("\r\n ");
            length = 1;
        }
        text.push(c);
        length += c.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use tidegate_law::Language;

    const BASE: &str = "https://desk.example/at/desk/";

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_calendar_is_read_back_as_it_was_written() {
        let citation =
            "网络产品安全漏洞管理规定 第七条第一款第二项; RMSV 7(2), \\ 两日内".repeat(3);
        let deadline = Deadline {
            uid: "00112233445566778899aabbccddeeff".to_owned(),
            handle: "TG-7KQ2-M4XD".to_owned(),
            path: "cases/TG-7KQ2-M4XD".to_owned(),
            citation: citation.clone(),
            due: at("2026-11-04T09:00:00Z"),
        };
        let voice = Voice::of(Language::English);
        let text = calendar(&[deadline], "Desk", BASE, at("2026-11-02T09:00:00Z"), &voice);
        assert!(text.split("\r\n").all(|line| line.len() <= LINE), "{text}");
        assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "{text}");
        let whole = text.replace("\r\n ", "");
        let field = |name: &str| {
            let mut lines = whole.split("\r\n").filter_map(|line| line.split_once(':'));
            lines.find(|(key, _)| *key == name).unwrap().1.to_owned()
        };
        assert_eq!(field("DTSTART"), "20261104T090000Z");
        assert_eq!(field("UID"), "00112233445566778899aabbccddeeff@desk.example");
        let summary = field("SUMMARY").replace("\\;", ";").replace("\\,", ",");
        assert_eq!(summary.replace("\\\\", "\\"), format!("TG-7KQ2-M4XD: {citation}"));
        assert_eq!(whole.matches("BEGIN:VEVENT").count(), whole.matches("END:VEVENT").count());
    }
}

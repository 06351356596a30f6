//! Sending what is due: take it, try, note what became of it.
//!
//! Before an attempt the notice is taken for a while in one write; if the attempt is never heard of, it is due again
//! and goes under the same name. So delivery is at least once, and whoever gets it twice can tell. What goes to one
//! address at one time goes as one mail, whose name is kept with the notices.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use tidegate_law::Language;

use super::mail::{self, Letter, Writing};
use super::reader::Reader;
use super::relay::MailRelay;
use super::webhook::{self, Webhook};
use super::{Addressee, Notice, Why};
use crate::desk::{Desk, DeskError, Shelved};
use crate::keys::Random;

/// How long an attempt may take before the notice is due again.
const LEASE: SignedDuration = SignedDuration::from_mins(3);
/// How many notices are looked at in one round.
const ROUND: u32 = 400;
/// How many go in one mail.
const TOGETHER: usize = 200;

/// Where a notice goes.
enum Way {
    Mail { address: String, language: Option<Language> },
    Hook(Box<Webhook>),
    Later(Timestamp),
    None(Why),
}

/// What goes out as one: a mail, or one request.
struct Batch {
    notices: Vec<Shelved<Notice>>,
    to: Target,
}

enum Target {
    Mail { address: String, language: Option<Language> },
    Hook(Box<Webhook>),
}

/// One round of an office.
struct Round<'d> {
    desk: &'d Desk,
    writing: Writing,
    relay: Option<MailRelay>,
    readers: Vec<Reader>,
    hooks: Vec<Webhook>,
}

/// Sends what is due by now; `base` is where the pages of the office are, such as `https://desk.example/at/desk/`.
///
/// # Errors
/// [`DeskError`] where the shelf cannot be read or written. What cannot be delivered is no error; it is noted.
pub async fn round(desk: &Desk, base: &str) -> Result<(), DeskError> {
    let at = desk.now();
    let now = at.checked_add(SignedDuration::from_millis(1)).unwrap_or(at);
    let due = desk.kept_by_due::<Notice>(None, Some(now), ROUND).await?;
    if due.is_empty() {
        return Ok(());
    }
    let (office, zone) = (desk.office().name.clone(), desk.office().zone.rules());
    let writing = Writing { office, zone, base: base.to_owned() };
    let (relay, readers) = (desk.mail_relay().await?, desk.readers().await?);
    let round = Round { desk, writing, relay, readers, hooks: desk.webhooks().await? };
    for batch in round.sorted(due, at).await? {
        round.attempt(batch).await?;
    }
    Ok(())
}

impl Round<'_> {
    /// What is due as mails and requests; what waits or has no way is noted here.
    async fn sorted(
        &self,
        due: Vec<Shelved<Notice>>,
        at: Timestamp,
    ) -> Result<Vec<Batch>, DeskError> {
        let mut mails: BTreeMap<(String, String), Batch> = BTreeMap::new();
        let mut batches = Vec::new();
        for kept in due {
            let notice = &kept.thing;
            match self.way(notice, at).await? {
                Way::Later(next) => {
                    let later = notice.clone().put_off(next);
                    self.desk.keep_instead(&later, kept).await?;
                }
                Way::None(why) => {
                    let tried = notice.clone().taken(at).after(Err(why), at);
                    self.desk.keep_instead(&tried, kept).await?;
                }
                Way::Hook(hook) => {
                    batches.push(Batch { notices: vec![kept], to: Target::Hook(hook) });
                }
                Way::Mail { address, language } => {
                    let key = (address.clone(), notice.bundle.clone().unwrap_or_default());
                    let to = Target::Mail { address, language };
                    let batch = mails.entry(key).or_insert(Batch { notices: Vec::new(), to });
                    if batch.notices.len() < TOGETHER {
                        batch.notices.push(kept);
                    }
                }
            }
        }
        batches.extend(mails.into_values());
        Ok(batches)
    }

    async fn way(&self, notice: &Notice, at: Timestamp) -> Result<Way, DeskError> {
        let mail = |address: &str, language| match self.relay {
            Some(_) => Way::Mail { address: address.to_owned(), language },
            None => Way::None(Why::NoRelay),
        };
        Ok(match &notice.to {
            Addressee::Finder => {
                let Some(case) = notice.case else { return Ok(Way::None(Why::NoAddress)) };
                if self.desk.finder_is_silent(case).await? {
                    return Ok(Way::None(Why::NoAddress));
                }
                let left = self.desk.finder_address(case).await?;
                left.map_or(Way::None(Why::NoAddress), |left| {
                    mail(&left.address, Some(left.language))
                })
            }
            Addressee::Webhook(name) => {
                let hook = self.hooks.iter().find(|hook| hook.name == *name);
                hook.map_or(Way::None(Why::NoAddress), |hook| Way::Hook(Box::new(hook.clone())))
            }
            Addressee::Address(address) => mail(address, None),
            Addressee::Office => {
                let address = self.relay.as_ref().and_then(|relay| relay.office.as_deref());
                address.map_or(Way::None(Why::NoAddress), |address| mail(address, None))
            }
            Addressee::Member(login) => {
                let Some(reader) = self.readers.iter().find(|reader| reader.login == *login) else {
                    return Ok(Way::None(Why::NoAddress));
                };
                let ready = reader.ready(notice.raised, notice.kind.binding(), &self.writing.zone);
                match notice.attempts == 0 && ready > at {
                    true => Way::Later(ready),
                    false => mail(&reader.address, reader.language),
                }
            }
        })
    }

    /// Takes what goes together, sends it, and notes what became of it.
    async fn attempt(&self, Batch { notices, to }: Batch) -> Result<(), DeskError> {
        let at = self.desk.now();
        let until = at.saturating_add(LEASE).unwrap_or(at);
        let known = notices.iter().find_map(|one| one.thing.bundle.clone());
        // Alone it goes under its own name, and never under another one later.
        let bundle = match (known, notices.as_slice()) {
            (Some(known), _) => known,
            (None, [one]) => one.thing.id().to_owned(),
            (None, _) => format!("{:032x}", Random::id()?),
        };
        let mut taken = Vec::new();
        let mut changes = Vec::new();
        for kept in notices {
            let mut notice = kept.thing.clone().taken(until);
            notice.bundle = Some(bundle.clone());
            changes.push(self.desk.to_keep_instead(&notice, kept)?);
            taken.push(notice);
        }
        // Somebody else has one of them: it is looked at again in the next round.
        if !self.desk.shelve(changes).await? {
            return Ok(());
        }
        let outcome = self.sent(&taken, to, at).await;
        self.note(&taken, outcome).await
    }

    async fn sent(&self, notices: &[Notice], to: Target, at: Timestamp) -> Result<(), Why> {
        let Some(first) = notices.first() else { return Ok(()) };
        match to {
            Target::Hook(hook) => {
                let body = webhook::body(first, &self.writing.base);
                webhook::send(*hook, first.id().to_owned(), body, at).await
            }
            Target::Mail { address, language } => {
                let relay = self.relay.as_ref().ok_or(Why::NoRelay)?;
                let letter = Letter {
                    id: first.bundle.clone().unwrap_or_else(|| first.id().to_owned()),
                    to: address.parse().map_err(|_| Why::NotAnAddress)?,
                    subject: self.writing.subject(notices, language),
                    body: self.writing.body(notices, language),
                    at,
                };
                mail::send(relay, letter).await
            }
        }
    }

    /// Notes what became of an attempt. What was erased or changed meanwhile stays as it is.
    async fn note(&self, taken: &[Notice], outcome: Result<(), Why>) -> Result<(), DeskError> {
        let at = self.desk.now();
        for notice in taken {
            let Some(kept) = self.desk.kept::<Notice>(notice.id()).await? else { continue };
            if kept.thing == *notice {
                let done = notice.clone().after(outcome, at);
                self.desk.keep_instead(&done, kept).await?;
            }
        }
        Ok(())
    }
}

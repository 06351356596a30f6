//! Sending what is due: take it, try, note what became of it.
//!
//! Before an attempt the notice is taken for a while in one write; if the attempt is never heard of, it is due again
//! and goes under the same name. So delivery is at least once, and whoever gets it twice can tell. What goes to one
//! address at one time goes as one mail, whose name is kept with the notices.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use tidegate_core::id::CaseId;
use tidegate_core::organisation::{KeyKind, PublicKey};
use tidegate_law::Language;

use super::mail::{Back, Writing};
use super::reader::Reader;
use super::relay::MailRelay;
use super::webhook::{self, Webhook};
use super::{Addressee, Notice, NoticeKind, Sealing, Why};
use crate::desk::{Desk, DeskError, Shelved};
use crate::keys::Random;
use crate::mail::{self, Letter};
use crate::openpgp::{OwnKey, Recipient};

/// How long an attempt may take before the notice is due again.
const LEASE: SignedDuration = SignedDuration::from_mins(3);
/// How many notices are looked at in one round.
const ROUND: u32 = 400;
/// How many go in one mail.
const TOGETHER: usize = 200;

/// Where a notice goes.
enum Way {
    Mail(Box<Reached>),
    Hook(Box<Webhook>),
    Later(Timestamp),
    None(Why),
}

/// Who reads a mail: where, in which language, and with which keys.
#[derive(Clone)]
struct Reached {
    address: String,
    language: Option<Language>,
    keys: Vec<PublicKey>,
    /// The case of whose finder it is; what goes to a finder is of one case.
    case: Option<CaseId>,
    /// How the way back of a report by mail is fetched.
    claim: Option<Claim>,
}

/// How the way back of a report by mail is fetched.
#[derive(Clone)]
struct Claim {
    token: String,
    /// Whether the report came encrypted, so that this never goes in the clear.
    closed: bool,
}

/// What goes out as one: a mail, or one request.
struct Batch {
    notices: Vec<Shelved<Notice>>,
    to: Target,
}

enum Target {
    Mail(Box<Reached>),
    Hook(Box<Webhook>),
}

/// The answers to reports that are due, by the address that they go to.
type Answers = BTreeMap<String, Vec<(Shelved<Notice>, Box<Reached>)>>;

/// Of the answers to one address the one that was tried the least: one that fails keeps none of the others waiting. These
/// stay due, and are put off once it was sent.
fn first_to_answer(
    all: Vec<(Shelved<Notice>, Box<Reached>)>,
) -> Option<(Shelved<Notice>, Box<Reached>)> {
    all.into_iter().min_by_key(|(kept, _)| (kept.thing.attempts, kept.thing.raised))
}

/// One round of an office.
struct Round<'d> {
    desk: &'d Desk,
    writing: Writing,
    relay: Option<MailRelay>,
    readers: Vec<Reader>,
    hooks: Vec<Webhook>,
    /// The keys of organisations, by the mail addresses of their contacts.
    keys: BTreeMap<String, Vec<PublicKey>>,
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
    let keys = keys_of_contacts(desk, &due).await?;
    let round = Round { desk, writing, relay, readers, hooks: desk.webhooks().await?, keys };
    for batch in round.sorted(due, at).await? {
        // What cannot be noted of one keeps no other from being sent.
        if let Err(error) = round.attempt(batch).await {
            tracing::error!("what became of a notice could not be noted: {error}");
        }
    }
    Ok(())
}

/// The keys of the organisations whose contacts are told something now.
async fn keys_of_contacts(
    desk: &Desk,
    due: &[Shelved<Notice>],
) -> Result<BTreeMap<String, Vec<PublicKey>>, DeskError> {
    let mut keys: BTreeMap<String, Vec<PublicKey>> = BTreeMap::new();
    if !due.iter().any(|one| matches!(one.thing.to, Addressee::Address(_))) {
        return Ok(keys);
    }
    for entry in desk.organisations().await? {
        for contact in &entry.organisation.contacts {
            if let Some(address) = contact.to.strip_prefix("mailto:") {
                let own = entry.organisation.keys.iter().filter(|key| key.kind == KeyKind::Openpgp);
                keys.entry(address.to_lowercase()).or_default().extend(own.cloned());
            }
        }
    }
    Ok(keys)
}

/// The keys that something can be encrypted to now, or why it is to none of them; nothing where there is no key.
fn usable(keys: &[PublicKey], at: Timestamp) -> (Vec<Recipient>, Option<Sealing>) {
    let (mut usable, mut why) = (Vec::new(), None);
    for key in keys {
        match Recipient::registered(key, at) {
            Ok(recipient) => usable.push(recipient),
            Err(no) => why = why.or(Some(Sealing::from(no))),
        }
    }
    let sealing = if usable.is_empty() { why } else { Some(Sealing::Encrypted) };
    (usable, sealing)
}

impl Round<'_> {
    /// What is due as mails and requests; what waits or has no way is noted here.
    async fn sorted(
        &self,
        due: Vec<Shelved<Notice>>,
        at: Timestamp,
    ) -> Result<Vec<Batch>, DeskError> {
        let mut mails: BTreeMap<(String, String, String), Batch> = BTreeMap::new();
        let (mut batches, mut answers) = (Vec::new(), Answers::default());
        for kept in due {
            let notice = &kept.thing;
            // One of which something is damaged holds up no other; it is tried like one that nobody took.
            let way = match self.way(notice, at).await {
                Ok(way) => way,
                Err(error) => {
                    tracing::error!("a notice could not be sent: {error}");
                    Way::None(Why::Unreachable)
                }
            };
            match way {
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
                Way::Mail(reached) if notice.kind == NoticeKind::ReportTaken => {
                    // Whoever is written to in somebody else's name gets no more than this.
                    match self.desk.may_answer(&reached.address, at).await? {
                        None => answers
                            .entry(reached.address.clone())
                            .or_default()
                            .push((kept, reached)),
                        Some(next) => {
                            let later = notice.clone().put_off(next);
                            self.desk.keep_instead(&later, kept).await?;
                        }
                    }
                }
                Way::Mail(reached) => {
                    let bundle = notice.bundle.clone().unwrap_or_default();
                    let case = reached.case.map(|case| case.to_string()).unwrap_or_default();
                    let key = (reached.address.clone(), bundle, case);
                    let to = Target::Mail(reached);
                    let batch = mails.entry(key).or_insert(Batch { notices: Vec::new(), to });
                    if batch.notices.len() < TOGETHER {
                        batch.notices.push(kept);
                    }
                }
            }
        }
        batches.extend(mails.into_values());
        for (kept, reached) in answers.into_values().filter_map(first_to_answer) {
            batches.push(Batch { notices: vec![kept], to: Target::Mail(reached) });
        }
        Ok(batches)
    }

    /// Whether the case was kept from who is to be told, after it was settled that they be told.
    async fn is_kept_from(&self, notice: &Notice) -> Result<bool, DeskError> {
        let Some(case) = notice.case else { return Ok(false) };
        let circle = self.desk.circle_of(case);
        Ok(match &notice.to {
            _ if circle.is_plain() => false,
            Addressee::Member(login) => {
                let account = self.desk.account(login).await?;
                account.is_some_and(|one| one.organisation.is_none() && !circle.admits(login))
            }
            Addressee::Webhook(_) | Addressee::Office => circle.confined.is_some(),
            Addressee::Address(_) | Addressee::Finder => false,
        })
    }

    async fn way(&self, notice: &Notice, at: Timestamp) -> Result<Way, DeskError> {
        if self.is_kept_from(notice).await? {
            return Ok(Way::None(Why::KeptFrom));
        }
        let mail = |address: &str, language, keys: &[PublicKey]| match self.relay {
            Some(_) => {
                let (address, keys) = (address.to_owned(), keys.to_vec());
                Way::Mail(Box::new(Reached { address, language, keys, case: None, claim: None }))
            }
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
                    match mail(&left.address, Some(left.language), left.key.as_slice()) {
                        Way::Mail(reached) => {
                            let closed = left.closed;
                            let claim = left.claim.map(|token| Claim { token, closed });
                            Way::Mail(Box::new(Reached { case: Some(case), claim, ..*reached }))
                        }
                        other => other,
                    }
                })
            }
            Addressee::Webhook(name) => {
                let hook = self.hooks.iter().find(|hook| hook.name == *name);
                hook.map_or(Way::None(Why::NoAddress), |hook| Way::Hook(Box::new(hook.clone())))
            }
            Addressee::Address(address) => {
                let keys = self.keys.get(&address.to_lowercase());
                mail(address, None, keys.map_or(&[], Vec::as_slice))
            }
            Addressee::Office => {
                let address = self.relay.as_ref().and_then(|relay| relay.office.as_deref());
                address.map_or(Way::None(Why::NoAddress), |address| mail(address, None, &[]))
            }
            Addressee::Member(login) => {
                let Some(reader) = self.readers.iter().find(|reader| reader.login == *login) else {
                    return Ok(Way::None(Why::NoAddress));
                };
                let ready = reader.ready(notice.raised, notice.kind.binding(), &self.writing.zone);
                match notice.attempts == 0 && ready > at {
                    true => Way::Later(ready),
                    false => {
                        let key = self.desk.reader_key(login).await?.map(|kept| kept.key);
                        mail(&reader.address, reader.language, key.as_slice())
                    }
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
        let (closed, sealing) = match &to {
            Target::Mail(reached) => usable(&reached.keys, at),
            Target::Hook(_) => (Vec::new(), None),
        };
        let own = if closed.is_empty() { None } else { self.desk.mail_key().await? };
        let answered = match (&to, taken.as_slice()) {
            (Target::Mail(reached), [one]) if one.kind == NoticeKind::ReportTaken => {
                let link = reached.claim.as_ref().map(|claim| claim.token.clone());
                Some((reached.address.clone(), link))
            }
            (Target::Mail(_) | Target::Hook(_), _) => None,
        };
        let outcome = self.sent(&taken, to, (closed, own, sealing), at).await;
        if let (Ok(()), Some((address, link))) = (outcome, answered) {
            self.desk.note_answer(&address, at).await?;
            if let Some(link) = link {
                self.desk.claim_went(&link, at).await?;
            }
        }
        self.note(&taken, outcome, sealing).await
    }

    async fn sent(
        &self,
        notices: &[Notice],
        to: Target,
        (closed, own, sealing): (Vec<Recipient>, Option<OwnKey>, Option<Sealing>),
        at: Timestamp,
    ) -> Result<(), Why> {
        let Some(first) = notices.first() else { return Ok(()) };
        match to {
            Target::Hook(hook) => {
                let body = webhook::body(first, &self.writing.base);
                webhook::send(*hook, first.id().to_owned(), body, at).await
            }
            Target::Mail(reached) => {
                let Reached { address, language, claim, .. } = *reached;
                let claim =
                    claim.map_or(Back::None, |claim| match claim.closed && closed.is_empty() {
                        true => Back::Withheld,
                        false => Back::Link(claim.token),
                    });
                let relay = self.relay.as_ref().ok_or(Why::NoRelay)?;
                let letter = Letter {
                    id: first.bundle.clone().unwrap_or_else(|| first.id().to_owned()),
                    to: address.parse().map_err(|_| Why::NotAnAddress)?,
                    subject: self.writing.subject(notices, language),
                    body: self.writing.body(notices, language, sealing, &claim),
                    files: Vec::new(),
                    answers: None,
                    at,
                    closed,
                    own,
                };
                mail::send(relay, letter).await
            }
        }
    }

    /// Notes what became of an attempt. What was erased or changed meanwhile stays as it is.
    async fn note(
        &self,
        taken: &[Notice],
        outcome: Result<(), Why>,
        sealing: Option<Sealing>,
    ) -> Result<(), DeskError> {
        let at = self.desk.now();
        for notice in taken {
            let Some(kept) = self.desk.kept::<Notice>(notice.id()).await? else { continue };
            if kept.thing == *notice {
                let mut done = notice.clone().after(outcome, at);
                done.sealing = sealing;
                self.desk.keep_instead(&done, kept).await?;
            }
        }
        Ok(())
    }
}

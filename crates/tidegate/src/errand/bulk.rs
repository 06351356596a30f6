//! One thing done to many cases at once: what would become of each, and doing it, one case after the other.
//!
//! Looking at it opens each case on record, tries what would be recorded on a copy, and asks the gate about what would go
//! out, supposing that it was written. Doing it records in each case what is to be recorded there and puts each message to
//! the gate for itself; the answer may be another one by then, and the row says which it was. How it goes on after a crash
//! is told in [`crate::bulk`]; what is done to one case in [`doing`].

mod doing;
mod weighing;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use tidegate_core::case::Case;
use tidegate_core::command::Verb;
use tidegate_core::event::{Arranged, Arrangement, PartyJoined, ReasonCode};
use tidegate_core::id::{CaseId, ItemId, PartyId, SessionId};
use tidegate_core::item::ContentClass;

use super::judge::Judging;
use super::work::{closing, holding, said, word, written};
use super::{Errand, NotDone};
use crate::bulk::{Bulk, BulkAction, BulkRow, MOST, Outcome};
use crate::desk::DeskError;
use crate::finder::message::Reply;
use crate::follow::Left;
use crate::keys::Random;
use crate::say::bulk::{BulkRowTold, BulkTold, BulkWeighed, action};
use crate::words::Voice;

/// For what a case is opened.
const PURPOSE: &str = "one of several cases at once";
/// How long whoever asked waits at most; the worker goes on.
const PATIENCE: Duration = Duration::from_secs(3);
/// What can be done to many cases at once.
pub const ACTIONS: [&str; 8] =
    ["assign", "queue", "hold", "ask-back", "judge", "close", "share", "tasks"];

/// What is done to one case.
struct Prepared {
    /// What is recorded.
    verbs: Vec<Verb>,
    /// The case that it repeats, which is to name it.
    main: Option<Case>,
    /// What is written to who reported.
    reply: Option<Reply>,
    /// Whom something is given, and what.
    share: Option<(PartyId, Vec<ItemId>)>,
}

impl Prepared {
    fn of(verbs: Vec<Verb>) -> Self {
        Self { verbs, main: None, reply: None, share: None }
    }
}

/// A case with the number of events that it had when somebody looked at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenCase {
    /// Its handle or id.
    pub name: String,
    /// How many events it had; none where nobody looked.
    pub seen: Option<u64>,
}

impl std::str::FromStr for SeenCase {
    type Err = NotDone;

    /// `HANDLE` or `HANDLE:EVENTS`.
    fn from_str(text: &str) -> Result<Self, NotDone> {
        let Some((name, seen)) = text.split_once(':') else {
            return Ok(Self { name: text.trim().to_owned(), seen: None });
        };
        let seen = seen.trim().parse().map_err(|_| NotDone::NoPlace)?;
        Ok(Self { name: name.trim().to_owned(), seen: Some(seen) })
    }
}

fn arranged(arrangement: Arrangement) -> Prepared {
    Prepared::of(vec![Verb::Arrange(Arranged { arrangement })])
}

fn some(text: &str) -> Option<String> {
    written(Some(text)).map(str::to_owned)
}

fn many() -> NotDone {
    NotDone::Said(Voice::in_both(|voice| voice.with("bulk-many", [("most", MOST.into())])))
}

impl Errand<'_> {
    /// What would become of each case. Nothing is recorded but that the cases were opened.
    ///
    /// # Errors
    /// Where nothing of the kind is done to many cases, none or too many are named, or one is not there.
    pub async fn weigh(
        &self,
        wanted: &BulkAction,
        cases: &[SeenCase],
    ) -> Result<BulkWeighed, NotDone> {
        self.can(wanted, cases).await?;
        let at = self.desk.now();
        let party = match wanted.what.as_str() {
            "share" => Some(self.named_organisation(&wanted.party).await?.organisation.name),
            _ => None,
        };
        let action = action(wanted, party.as_deref());
        let mut told = BulkWeighed { version: 1, at, action, rows: Vec::new() };
        for one in cases {
            let case = self.open(&one.name, PURPOSE).await?;
            let (outcome, words) = self.weighed(&case, wanted).await?;
            let (handle, seen) = (case.label().to_owned(), case.version());
            let (outcome, words) = (Some(outcome), Some(words));
            told.rows.push(BulkRowTold { handle, seen, outcome, words });
        }
        Ok(told)
    }

    /// Begins to do it: what is to be done and to which cases is kept, and as many are gone through as are done in a
    /// moment. Gives the id of the list.
    ///
    /// # Errors
    /// As [`Errand::weigh`].
    pub async fn begin_bulk(
        &self,
        wanted: BulkAction,
        cases: &[SeenCase],
        session: SessionId,
    ) -> Result<String, NotDone> {
        self.can(&wanted, cases).await?;
        let id: [u8; 16] = Random::bytes().map_err(DeskError::from)?;
        let id: String = id.iter().map(|byte| format!("{byte:02x}")).collect();
        let mut rows: BTreeMap<CaseId, BulkRow> = BTreeMap::new();
        for one in cases {
            let row = self.desk.find(&one.name).await?;
            let (place, seen) = (rows.len(), one.seen.unwrap_or(row.version));
            let (list, handle) = (id.clone(), row.handle);
            let (case, begun, outcome, words) = (row.case, None, None, None);
            let row =
                BulkRow { version: 1, list, place, case, handle, seen, begun, outcome, words };
            rows.entry(case).or_insert(row);
        }
        let (begun, mut action) = (self.desk.now(), wanted);
        // A list of tasks counts from one start, whenever the rest of the cases is gone through.
        if action.what == "tasks" && action.until.trim().is_empty() {
            action.until = begun.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        }
        let list = Bulk {
            version: 1,
            id: id.clone(),
            by: self.actor.to_string(),
            session,
            begun,
            action,
            count: rows.len(),
            over: false,
        };
        let mut changes = vec![self.desk.to_keep_new(&list)?];
        for row in rows.values() {
            changes.push(self.desk.to_keep_new(row)?);
        }
        self.desk.shelve(changes).await?;
        self.go_on(&id, MOST).await?;
        Ok(id)
    }

    /// Goes on with a list for at most `limit` cases, and no longer than somebody waits.
    ///
    /// # Errors
    /// [`DeskError`]; what cannot be done to a case is no error and stands in its row.
    pub async fn go_on(&self, id: &str, limit: usize) -> Result<Left, NotDone> {
        // One at a time, whoever goes on with it.
        let _turn = self.desk.turn_of(id).await;
        let Some(list) = self.desk.kept::<Bulk>(id).await?.map(|kept| kept.thing) else {
            return Ok(Left::Nothing);
        };
        let (begun, mut done) = (Instant::now(), 0);
        for place in 0..list.count {
            let Some(kept) = self.desk.kept::<BulkRow>(&BulkRow::named(id, place)).await? else {
                continue;
            };
            if kept.thing.outcome.is_some() {
                continue;
            }
            if done >= limit || begun.elapsed() > PATIENCE {
                return Ok(Left::More);
            }
            done += 1;
            let mut row = kept.thing;
            let (outcome, words) = self.do_one(&list, &mut row).await?;
            let row = BulkRow { outcome: Some(outcome), words: Some(words), ..row };
            self.desk.keep(&row).await?;
        }
        let action = BulkAction { answer: String::new(), ..list.action.clone() };
        self.desk.keep(&Bulk { over: true, action, ..list }).await?;
        Ok(Left::Nothing)
    }

    /// What became of a list so far.
    ///
    /// # Errors
    /// [`DeskError::NoSuchCase`] where there is no such list.
    pub async fn bulk(&self, id: &str) -> Result<BulkTold, NotDone> {
        let none = || DeskError::NoSuchCase(id.chars().take(80).collect());
        let list = self.desk.kept::<Bulk>(id).await?.ok_or_else(none)?.thing;
        let mut rows = Vec::with_capacity(list.count);
        for place in 0..list.count {
            let kept = self.desk.kept::<BulkRow>(&BulkRow::named(id, place)).await?;
            // What is about an erased case goes with it.
            let Some(row) = kept.map(|kept| kept.thing) else { continue };
            let BulkRow { handle, seen, outcome, words, .. } = row;
            rows.push(BulkRowTold { handle, seen, outcome, words });
        }
        Ok(BulkTold {
            version: 1,
            id: list.id.clone(),
            by: list.by.clone(),
            begun: list.begun,
            action: action(&list.action, None),
            gone_through: rows.iter().filter(|row| row.outcome.is_some()).count(),
            over: list.over,
            rows,
        })
    }

    /// Whether it can be done at all, whatever the cases say.
    async fn can(&self, wanted: &BulkAction, cases: &[SeenCase]) -> Result<(), NotDone> {
        match cases.len() {
            0 => return Err(said("bulk-none")),
            count if count > MOST => return Err(many()),
            _ => {}
        }
        match wanted.what.as_str() {
            "assign" => match written(Some(&wanted.who)) {
                Some(login) => self.is_member(login).await,
                None => Ok(()),
            },
            "queue" => written(Some(&wanted.queue)).map_or(Ok(()), |queue| self.is_queue(queue)),
            "hold" => self.hold(wanted).map(drop),
            "ask-back" => Ok(()),
            "judge" => {
                let missing: Vec<&str> = wanted.missing.iter().map(String::as_str).collect();
                judging(wanted, &missing).reply().map(drop)
            }
            "close" => closing(&wanted.code, Some(&wanted.reason)).map(drop),
            "share" => {
                class(&wanted.class)?;
                self.named_organisation(&wanted.party).await.map(drop)
            }
            "tasks" => self.task_list(wanted).map(drop),
            other => word(other, None, ACTIONS.into_iter()),
        }
    }

    fn hold(&self, wanted: &BulkAction) -> Result<Arrangement, NotDone> {
        let reason = holding(&wanted.code)?;
        let until = written(Some(&wanted.until)).ok_or_else(|| said("work-hold-until"))?;
        let until = self.instant(Some(until))?;
        Ok(Arrangement::Held { reason, note: some(&wanted.note), until })
    }

    fn task_list(&self, wanted: &BulkAction) -> Result<Vec<Verb>, NotDone> {
        self.tasks_of(&wanted.list, written(Some(&wanted.until)), written(Some(&wanted.who)))
    }

    /// What is done to a case.
    async fn prepared(&self, case: &Case, wanted: &BulkAction) -> Result<Prepared, NotDone> {
        Ok(match wanted.what.as_str() {
            "assign" => arranged(Arrangement::Assigned { to: some(&wanted.who) }),
            "queue" => arranged(Arrangement::Queued { to: some(&wanted.queue) }),
            "hold" => arranged(self.hold(wanted)?),
            "close" => Prepared::of(vec![closing(&wanted.code, Some(&wanted.reason))?]),
            "tasks" => Prepared::of(self.task_list(wanted)?),
            "share" => self.sharing(case, wanted).await?,
            "ask-back" => {
                let shape = self.desk.shape(case.id()).await?;
                let lacks = shape.map(|shape| tidegate_core::event::missing(&shape.has));
                let lacks = lacks.unwrap_or_default();
                let missing: Vec<&str> = lacks.iter().map(|part| part.as_str()).collect();
                let code = ReasonCode::NeedsInformation.as_str();
                let judging = Judging { code, tell: true, ..judging(wanted, &missing) };
                self.judgement(case, judging).await?
            }
            _ => {
                let missing: Vec<&str> = wanted.missing.iter().map(String::as_str).collect();
                self.judgement(case, judging(wanted, &missing)).await?
            }
        })
    }

    async fn judgement(&self, case: &Case, judging: Judging<'_>) -> Result<Prepared, NotDone> {
        let reply = judging.reply()?;
        let (verbs, main) = self.judging(case, judging).await?;
        Ok(Prepared { verbs, main, reply, share: None })
    }

    /// Every item of a class that is no message and no file goes to the organisation; it joins where it did not yet.
    async fn sharing(&self, case: &Case, wanted: &BulkAction) -> Result<Prepared, NotDone> {
        let (class, entry) = (class(&wanted.class)?, self.named_organisation(&wanted.party).await?);
        let to = entry.organisation.id;
        let party = case.party(to).is_none().then(|| entry.organisation.party());
        let verbs = party.map(|party| Verb::JoinParty(PartyJoined { party })).into_iter().collect();
        let ours = case.items().filter(|item| item.item.class == class && !item.erased);
        let items: Vec<ItemId> =
            ours.map(|item| item.item.id).filter(|item| !case.is_sent(*item)).collect();
        if items.is_empty() {
            return Err(said("bulk-nothing-to-share"));
        }
        Ok(Prepared { share: Some((to, items)), ..Prepared::of(verbs) })
    }
}

fn judging<'j>(wanted: &'j BulkAction, missing: &'j [&'j str]) -> Judging<'j> {
    Judging {
        code: &wanted.code,
        reason: written(Some(&wanted.reason)),
        duplicate_of: written(Some(&wanted.duplicate_of)),
        missing,
        tell: wanted.tell,
        answer: written(Some(&wanted.answer)),
    }
}

/// A class of content that can be given to somebody: never who the finder is.
fn class(text: &str) -> Result<ContentClass, NotDone> {
    let may = |class: &ContentClass| *class != ContentClass::FinderIdentity;
    let all = || ContentClass::ALL.iter().copied().filter(may);
    word(text, all().find(|class| class.as_str() == text), all().map(ContentClass::as_str))
}

/// What was wrong with a case of a list, in words; a fault of ours is said in the journal and nowhere else.
fn not_done(error: NotDone) -> Result<(Outcome, tidegate_law::Words), NotDone> {
    use crate::say::error::Said as _;
    let words = |error: &NotDone| Voice::in_both(|voice| error.said(voice));
    match error {
        NotDone::Faster(words) => Ok((Outcome::Faster, words)),
        NotDone::Desk(DeskError::Contended(_)) => {
            Ok((Outcome::Faster, Voice::in_both(|voice| voice.say("bulk-changing"))))
        }
        NotDone::Desk(error) if !error.is_of_the_asker() => {
            tracing::error!("a case of a list could not be done: {error}");
            Ok((Outcome::Fault, Voice::in_both(|voice| voice.say("bulk-fault-text"))))
        }
        NotDone::Fault(error) => Err(NotDone::Fault(error)),
        error => Ok((Outcome::No, words(&error))),
    }
}

/// A line of the terminal and the page about a case in which somebody was faster.
fn overtaken(case: &Case, at: &impl Fn(Timestamp) -> String) -> NotDone {
    let last = case.record().last();
    let by = last.map(|last| last.actor.to_string()).unwrap_or_default();
    let when = at(case.last_recorded());
    NotDone::Faster(Voice::in_both(|voice| {
        voice.with("bulk-overtaken", [("by", by.clone().into()), ("at", when.clone().into())])
    }))
}

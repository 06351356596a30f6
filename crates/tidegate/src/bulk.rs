//! One thing done to many cases at once: what is to be done, to which cases, and what became of each.
//!
//! Nothing of it is a decision: each case gets its own events, and each message passes the gate by itself. What is kept
//! here is the list that is being gone through. It is gone through one case after the other, by whoever asked for it and
//! then by the worker, and what became of each is kept before the next one begins. A case in which somebody did something
//! after it was looked at is left as it is. After a crash what was done is found in the record of the case, by the source
//! that each event names: nothing is done twice and nothing is lost half-way. The errand is in [`crate::errand`].

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tidegate_core::event::Actor;
use tidegate_core::id::{CaseId, ItemId, SessionId};
use tidegate_law::{Book, Words};

use crate::desk::{Desk, DeskError, Kept};
use crate::errand::{Errand, NotDone};
use crate::follow::Left;
use crate::people::{Account, MemberRole};

/// The most cases of one list.
pub const MOST: usize = 200;
/// How long what became of a list is kept.
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// What is done to each case. Which of the fields count depends on what is done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct BulkAction {
    /// What: `assign`, `queue`, `hold`, `judge`, `ask-back`, `close`, `share` or `tasks`.
    pub what: String,
    /// Of a judgement or a closing: the code; of a hold: for what the cases wait.
    pub code: String,
    /// Why, beyond the code; who reported reads it.
    pub reason: String,
    /// Of duplicates: the case that they repeat, by handle or id.
    pub duplicate_of: String,
    /// Of a judgement that more must be known: what is missing. Asking back asks each for what it lacks.
    pub missing: Vec<String>,
    /// Whether who reported is written to; each message passes the gate.
    pub tell: bool,
    /// What is written; what the code means if nothing.
    pub answer: String,
    /// To whom, by login; to nobody if nothing.
    pub who: String,
    /// In which queue, by its word; in none if nothing.
    pub queue: String,
    /// Until when, or from which start a list of tasks counts, in the office's zone.
    pub until: String,
    /// Of a hold: what else is to be said.
    pub note: String,
    /// Of sharing: the organisation, by name or id.
    pub party: String,
    /// Of sharing: what, as a class of content such as `technical`.
    pub class: String,
    /// The list of tasks that is set, by its word.
    pub list: String,
}

/// What became of a case of the list, or what would.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It is done, or would be.
    Done,
    /// It is on record, and the gate holds back what was to go out, or would.
    HeldBack,
    /// The case, the office or the book says no. Nothing was recorded.
    No,
    /// Somebody else did something in it after it was looked at. Nothing was recorded.
    Faster,
    /// Our fault; what was recorded before stands in the case.
    Fault,
}

impl Outcome {
    /// All of them, in the order in which they are counted.
    pub const ALL: [Self; 5] = [Self::Done, Self::HeldBack, Self::No, Self::Faster, Self::Fault];

    /// The text that says what became of a case.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::Done => "bulk-done",
            Self::HeldBack => "bulk-held-back",
            Self::No => "bulk-no",
            Self::Faster => "bulk-faster",
            Self::Fault => "bulk-fault",
        }
    }

    /// The text that says what would become of it.
    #[must_use]
    pub fn would(self) -> &'static str {
        match self {
            Self::Done => "bulk-would",
            Self::HeldBack => "bulk-would-hold",
            Self::No | Self::Faster | Self::Fault => "bulk-would-not",
        }
    }
}

/// A list that is gone through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bulk {
    /// The version of this form.
    pub version: u32,
    /// Its id, 128 random bits.
    pub id: String,
    /// Who asked for it, as the record names the member.
    pub by: String,
    /// In which session.
    pub session: SessionId,
    /// When.
    pub begun: Timestamp,
    /// What is done. Once all is done no text of a message is kept in it.
    pub action: BulkAction,
    /// How many cases.
    pub count: usize,
    /// Whether all were gone through.
    pub over: bool,
}

impl Kept for Bulk {
    const ROOM: &'static str = "bulk";

    fn name(&self) -> String {
        self.id.clone()
    }

    /// Until it is over the worker takes it up at once; then when it is to be forgotten.
    fn due(&self) -> Option<Timestamp> {
        if self.over { self.begun.checked_add(KEPT).ok() } else { Some(self.begun) }
    }
}

impl Bulk {
    /// The source that the events of this list name.
    #[must_use]
    pub fn source(&self) -> String {
        format!("one of {} cases at once, list {}", self.count, self.id)
    }
}

/// A case of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BulkRow {
    /// The version of this form.
    pub version: u32,
    /// Of which list.
    pub list: String,
    /// Its place in it.
    pub place: usize,
    /// The case.
    pub case: CaseId,
    /// Its neutral handle.
    pub handle: String,
    /// How many events it had when it was looked at.
    pub seen: u64,
    /// The id under which a message is written, drawn when the case was begun with; none before. What was done before a
    /// crash is known by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begun: Option<ItemId>,
    /// What became of it.
    pub outcome: Option<Outcome>,
    /// That in words, in both languages.
    pub words: Option<Words>,
}

impl BulkRow {
    /// The name of a row.
    #[must_use]
    pub fn named(list: &str, place: usize) -> String {
        format!("{list}|{place}")
    }
}

impl Kept for BulkRow {
    const ROOM: &'static str = "bulk-row";

    fn name(&self) -> String {
        Self::named(&self.list, self.place)
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.case)
    }
}

/// Goes on with the lists that are not over, for at most `limit` cases, and forgets those that are old.
///
/// # Errors
/// [`DeskError`].
pub async fn round(desk: &Desk, book: &Book, limit: usize) -> Result<Left, DeskError> {
    const LISTS: u32 = 10;
    let at = desk.now();
    let now = at.checked_add(SignedDuration::from_millis(1)).unwrap_or(at);
    let due = desk.kept_by_due::<Bulk>(None, Some(now), LISTS).await?;
    let mut left = Left::Nothing;
    for list in due.into_iter().map(|kept| kept.thing) {
        if list.over {
            forget(desk, &list).await?;
            continue;
        }
        if !may_go_on(desk, &list.by).await? {
            tracing::warn!(list = %list.id, "whoever asked for it may work on cases no more; the rest is left");
            desk.keep(&Bulk { over: true, ..list }).await?;
            continue;
        }
        let actor = Actor::Member(list.by.clone());
        match (Errand { desk, book, actor: &actor }).go_on(&list.id, limit).await {
            Ok(one) if one == Left::More => left = one,
            Ok(_) => {}
            Err(NotDone::Desk(error)) => return Err(error),
            Err(error) => tracing::error!("a list of cases could not be gone through: {error}"),
        }
    }
    Ok(left)
}

/// Whether whoever is named so may still work on cases: not once every account of that name was disabled or lost its
/// roles. Who has no account holds the files of the office.
async fn may_go_on(desk: &Desk, name: &str) -> Result<bool, DeskError> {
    let accounts = desk.accounts().await?;
    let mut named = accounts.iter().filter(|one| one.name == name).peekable();
    let works = |one: &Account| {
        let roles = MemberRole::CASE_WORK.iter().any(|role| one.roles.contains(role));
        one.disabled.is_none() && one.organisation.is_none() && roles
    };
    Ok(named.peek().is_none() || named.any(works))
}

async fn forget(desk: &Desk, list: &Bulk) -> Result<(), DeskError> {
    let mut changes = vec![desk.to_drop::<Bulk>(&list.id)?];
    for place in 0..list.count {
        let name = BulkRow::named(&list.id, place);
        if desk.kept::<BulkRow>(&name).await?.is_some() {
            changes.push(desk.to_drop::<BulkRow>(&name)?);
        }
    }
    desk.shelve(changes).await?;
    Ok(())
}

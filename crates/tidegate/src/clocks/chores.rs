//! What is given to a member with a time: tasks of a case, and the end of a hold of a case that is theirs.
//!
//! A row names no content: what a task is stands in the case. The rows of one member stand together, by a number that only
//! the office's key makes of the login, as in [`super::places`]; they are written with the row of the list or not at all.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::case::Work;
use tidegate_core::id::CaseId;

use super::kept::Listed;
use crate::desk::{Desk, DeskError, Kept, Shelved};
use crate::store::rows::Shelve;

/// How many of one member are looked at for a page.
const MOST: u32 = 500;

/// What is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// A task, by the number of the event that set it.
    Task(u64),
    /// The case waits no longer.
    HoldEnds,
}

/// Something that is given to a member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chore {
    /// The version of this form.
    pub version: u32,
    /// The member, as the number that the office's key makes of the login: below 2^47.
    pub number: i64,
    /// The case.
    pub case: CaseId,
    /// Its neutral handle.
    pub handle: String,
    /// What.
    pub sort: Sort,
    /// By when, or when the hold ends; none of a task without a time.
    pub until: Option<Timestamp>,
}

impl Kept for Chore {
    const ROOM: &'static str = "chore";

    fn name(&self) -> String {
        match self.sort {
            Sort::Task(task) => format!("{}|{task}", self.case),
            Sort::HoldEnds => format!("{}|hold", self.case),
        }
    }

    /// A room is sorted by instants; here the number of the member stands for one, so that theirs stand together.
    fn due(&self) -> Option<Timestamp> {
        Timestamp::from_millisecond(self.number).ok()
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.case)
    }
}

fn mark(desk: &Desk, login: &str) -> Result<i64, DeskError> {
    desk.place_mark(&format!("chore|{login}"))
}

impl Desk {
    /// What is given to a member, the first due first; what has no time stands last.
    ///
    /// # Errors
    /// As [`Desk::kept`].
    pub async fn chores_of(&self, login: &str) -> Result<Vec<Chore>, DeskError> {
        let kept = self.kept_at::<Chore>(mark(self, login)?, MOST).await?;
        let mut all: Vec<Chore> = kept.into_iter().map(|kept| kept.thing).collect();
        all.sort_by_key(|one| (one.until.is_none(), one.until, one.name()));
        Ok(all)
    }
}

/// What is given to whom in a case that is not at its end.
pub(super) fn of_case(desk: &Desk, listed: &Listed, work: &Work) -> Result<Vec<Chore>, DeskError> {
    if !listed.open() {
        return Ok(Vec::new());
    }
    let tasks = work.open_tasks().filter_map(|task| {
        let login = task.who.as_deref().or(work.assigned.as_deref())?;
        Some((login, Sort::Task(task.number), task.due))
    });
    let hold = work.held.as_ref().zip(work.assigned.as_deref());
    let hold = hold.map(|(held, login)| (login, Sort::HoldEnds, Some(held.until)));
    let given = tasks.chain(hold).map(|(login, sort, until)| {
        let (case, handle) = (listed.case, listed.handle.clone());
        Ok(Chore { version: 1, number: mark(desk, login)?, case, handle, sort, until })
    });
    given.collect()
}

/// The changes of the shelf after which a case has these rows.
pub(super) fn changes(
    desk: &Desk,
    given: &[Chore],
    known: &[Shelved<Chore>],
) -> Result<Vec<Shelve>, DeskError> {
    let mut changes = Vec::new();
    for old in known.iter().map(|old| &old.thing) {
        if !given.iter().any(|one| one.name() == old.name()) {
            changes.push(desk.to_drop::<Chore>(&old.name())?);
        }
    }
    for one in given.iter().filter(|one| !known.iter().any(|old| old.thing == **one)) {
        changes.push(desk.to_keep(one)?);
    }
    Ok(changes)
}

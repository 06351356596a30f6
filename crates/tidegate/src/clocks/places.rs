//! Where the cases lie: in which queue, with whom, whether they wait, and whether somebody does not answer. A row for each, by which they are counted.
//!
//! What is counted is a number that only the office's key makes of a queue or a login, so nobody reads from the file which
//! queues there are. The rows are written with the row of the list or not at all, so numbers and list never differ. A case
//! that is at its end lies nowhere.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::case::Work;
use tidegate_core::id::CaseId;

use super::kept::Listed;
use crate::desk::{Desk, DeskError, Kept, Shelved};
use crate::store::rows::Shelve;

/// A place in which a case can lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place<'p> {
    /// Open.
    Open,
    /// In this queue, or in none.
    Queue(Option<&'p str>),
    /// With this member, by login, or with nobody.
    With(Option<&'p str>),
    /// On hold.
    Held,
    /// A participant has not answered for long.
    Silent,
}

impl Place<'_> {
    fn text(self) -> String {
        match self {
            Self::Open => "open".to_owned(),
            Self::Queue(queue) => format!("queue|{}", queue.unwrap_or_default()),
            Self::With(login) => format!("with|{}", login.unwrap_or_default()),
            Self::Held => "held".to_owned(),
            Self::Silent => "silent".to_owned(),
        }
    }
}

/// That a case lies in a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lies {
    /// The version of this form.
    pub version: u32,
    /// The place, as the number that the office's key makes of it: below 2^47.
    pub number: i64,
    /// The case.
    pub case: CaseId,
}

impl Kept for Lies {
    const ROOM: &'static str = "lies";

    fn name(&self) -> String {
        format!("{}|{}", self.number, self.case)
    }

    /// A room is sorted by instants; here the number of the place stands for one, so that its cases stand together.
    fn due(&self) -> Option<Timestamp> {
        Timestamp::from_millisecond(self.number).ok()
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.case)
    }
}

impl Listed {
    /// The same with how the office's own work on the case stands. What is at its end is in no queue and with nobody.
    pub(super) fn with(mut self, work: &Work) -> Self {
        self.turn = work.turns();
        if self.open() {
            self.queue.clone_from(&work.queue);
            self.assigned.clone_from(&work.assigned);
            self.held = work.held.is_some();
        }
        self
    }

    /// Where it lies.
    fn places(&self) -> Vec<Place<'_>> {
        if !self.open() {
            return Vec::new();
        }
        let queue = Place::Queue(self.queue.as_deref());
        let with = Place::With(self.assigned.as_deref());
        let held = self.held.then_some(Place::Held);
        let silent = self.silent.map(|_| Place::Silent);
        [Place::Open, queue, with].into_iter().chain(held).chain(silent).collect()
    }
}

impl Desk {
    /// How many cases lie in a place.
    ///
    /// # Errors
    /// [`DeskError::Store`], and what keys may give.
    pub async fn lie_in(&self, place: Place<'_>) -> Result<u64, DeskError> {
        self.kept_count_at::<Lies>(self.place_mark(&place.text())?).await
    }
}

/// The changes of the shelf after which a case lies where its row says.
pub(super) fn changes(
    desk: &Desk,
    listed: &Listed,
    known: &[Shelved<Lies>],
) -> Result<Vec<Shelve>, DeskError> {
    let numbers = listed.places().into_iter().map(|place| desk.place_mark(&place.text()));
    let numbers: BTreeSet<i64> = numbers.collect::<Result<_, _>>()?;
    let mut changes = Vec::new();
    for old in known.iter().map(|old| &old.thing) {
        if !numbers.contains(&old.number) {
            changes.push(desk.to_drop::<Lies>(&old.name())?);
        }
    }
    for number in numbers {
        if !known.iter().any(|old| old.thing.number == number) {
            changes.push(desk.to_keep(&Lies { version: 1, number, case: listed.case })?);
        }
    }
    Ok(changes)
}

//! Who looks: the desk as one member of the office sees it.
//!
//! A case can be confined to a circle, and a member can be kept out of one; a member without a role over all cases can
//! be let into one ([`tidegate_core::case::Circle`]). All of it is held here and nowhere else: [`Desk::seen_by`] is the
//! same desk without what the member may not see, and every way to a case, to a list of cases and to what is kept about
//! one goes through it. What is not seen is absent: the answer is the one of a case that never was. The truth is in the
//! events of the case; the shelf keeps of each case that is not plain who may see it, written with the event in one
//! transaction, and the desk holds that in memory. It stays after an erasure, so that nobody sees then what was kept from
//! them before.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::case::{Case, Circle};
use tidegate_core::event::CaseRole;
use tidegate_core::id::CaseId;

use super::archive::Loaded;
use super::{Archive, Desk, DeskError, Kept};
use crate::store::rows::{CaseRow, ShelfRow, Shelve};

/// How many rows are read at a time.
const PAGE: u32 = 200;

/// Who may see a case that is not plain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CircleKept {
    /// The version of this form.
    version: u32,
    /// The case.
    case: CaseId,
    /// Who may see it.
    circle: Circle,
    /// Since when.
    since: Timestamp,
}

impl Kept for CircleKept {
    const ROOM: &'static str = "circle";

    fn name(&self) -> String {
        self.case.to_string()
    }

    fn due(&self) -> Option<Timestamp> {
        Some(self.since)
    }
}

/// The cases that are not plain, by who may see them.
#[derive(Debug, Default)]
pub(super) struct Circles(RwLock<HashMap<CaseId, Circle>>);

impl Circles {
    fn read<T>(&self, read: impl FnOnce(&HashMap<CaseId, Circle>) -> T) -> T {
        read(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Holds what was settled, once it is on record.
    pub(super) fn settle(&self, case: CaseId, circle: Option<Circle>) {
        let Some(circle) = circle else { return };
        let mut circles = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if circle.is_plain() {
            circles.remove(&case);
        } else {
            circles.insert(case, circle);
        }
    }
}

/// A member who looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sight {
    /// What the member signs in as.
    login: String,
    /// Whether the roles of the office let the member see no case, so that only those are seen into which the member
    /// was let.
    guest: bool,
}

impl Sight {
    fn sees(&self, circle: Option<&Circle>) -> bool {
        match circle {
            Some(circle) if self.guest => circle.let_in.contains_key(&self.login),
            Some(circle) => circle.admits(&self.login),
            None => !self.guest,
        }
    }
}

impl Desk {
    /// The desk as a member of the office sees it. A guest sees only the cases into which they were let.
    #[must_use]
    pub fn seen_by(&self, login: &str, guest: bool) -> Self {
        self.with_sight(Some(Sight { login: login.to_owned(), guest }))
    }

    /// The desk as the service itself sees it, which computes lists and clocks of every case.
    #[must_use]
    pub(crate) fn whole(&self) -> Self {
        self.with_sight(None)
    }

    fn with_sight(&self, sight: Option<Sight>) -> Self {
        Self {
            archive: Arc::clone(&self.archive),
            writer: self.writer.clone(),
            closing: None,
            clock: self.clock.clone(),
            book: self.book.clone(),
            turns: Arc::clone(&self.turns),
            circles: Arc::clone(&self.circles),
            sight,
        }
    }

    /// Whether whoever looks was let into single cases and sees no other.
    #[must_use]
    pub fn is_guests(&self) -> bool {
        self.sight.as_ref().is_some_and(|sight| sight.guest)
    }

    /// Whether whoever looks may see the case.
    #[must_use]
    pub fn sees(&self, case: CaseId) -> bool {
        let Some(sight) = &self.sight else { return true };
        self.circles.read(|circles| sight.sees(circles.get(&case)))
    }

    /// Whether any case is not plain.
    #[must_use]
    pub(crate) fn has_circles(&self) -> bool {
        self.circles.read(|circles| !circles.is_empty())
    }

    /// Who may see a case, beside what the roles of the office say.
    #[must_use]
    pub fn circle_of(&self, case: CaseId) -> Circle {
        self.circles.read(|circles| circles.get(&case).cloned()).unwrap_or_default()
    }

    /// As what a member was let into a case.
    #[must_use]
    pub fn role_in(&self, case: CaseId, login: &str) -> Option<CaseRole> {
        self.circles.read(|circles| circles.get(&case)?.let_in.get(login).copied())
    }

    /// The cases that are confined, with who may see them; for the service itself.
    #[must_use]
    pub(crate) fn confined(&self) -> Vec<(CaseId, Circle)> {
        self.circles.read(|circles| {
            let confined = circles.iter().filter(|(_, circle)| circle.confined.is_some());
            confined.map(|(case, circle)| (*case, circle.clone())).collect()
        })
    }

    /// The cases into which a member was let.
    #[must_use]
    pub fn let_into(&self, login: &str) -> Vec<CaseId> {
        self.circles.read(|circles| {
            let into = circles.iter().filter(|(_, circle)| circle.let_in.contains_key(login));
            into.map(|(case, _)| *case).collect()
        })
    }

    /// A case replayed, for whoever looks; absent for whom it is not.
    pub(super) async fn load(&self, case: CaseId) -> Result<Loaded, DeskError> {
        if !self.sees(case) {
            return Err(DeskError::NoSuchCase(case.to_string()));
        }
        let loaded = self.archive().load(case).await?;
        // What the events say counts, whatever is held in memory.
        match &self.sight {
            Some(sight) if !sight.sees(Some(&loaded.case.circle())) => {
                Err(DeskError::NoSuchCase(case.to_string()))
            }
            _ => Ok(loaded),
        }
    }

    /// Whether whoever looks may see what is kept in a row.
    pub(super) fn shows(&self, row: &ShelfRow) -> bool {
        row.case.is_none_or(|case| self.sees(case))
    }

    /// The cases of which whoever looks sees nothing; none where nobody in particular looks.
    pub(super) fn unseen(&self) -> Vec<CaseId> {
        let Some(sight) = &self.sight else { return Vec::new() };
        self.circles.read(|circles| {
            let unseen = circles.iter().filter(|(_, circle)| !sight.sees(Some(circle)));
            unseen.map(|(case, _)| *case).collect()
        })
    }

    /// Rows of cases that whoever looks may see, as many as asked for if there are so many.
    pub(super) async fn seen_cases(
        &self,
        before: Option<&CaseRow>,
        limit: u32,
    ) -> Result<Vec<CaseRow>, DeskError> {
        let (mut rows, mut before) = (Vec::new(), before.cloned());
        loop {
            let left = limit.saturating_sub(u32::try_from(rows.len()).unwrap_or(u32::MAX));
            let page = self.store().cases(before.as_ref(), left).await?;
            let Some(last) = page.last().cloned() else { return Ok(rows) };
            before = Some(last);
            let more = page.len() == left as usize;
            rows.extend(page.into_iter().filter(|row| self.sees(row.case)));
            if !more || rows.len() >= limit as usize {
                return Ok(rows);
            }
        }
    }

    /// What the shelf keeps of who may see a case, where a command changed it.
    pub(super) fn circle_changed(
        &self,
        before: &Circle,
        case: &Case,
    ) -> Result<Option<(Circle, Shelve)>, DeskError> {
        let circle = case.circle();
        if circle == *before {
            return Ok(None);
        }
        let (id, since) = (case.id(), case.last_recorded());
        let change = match circle.is_plain() {
            true => self.to_drop::<CircleKept>(&id.to_string())?,
            false => {
                let circle = circle.clone();
                self.to_keep(&CircleKept { version: 1, case: id, circle, since })?
            }
        };
        Ok(Some((circle, change)))
    }

    /// Reads who may see what, when the desk is opened.
    pub(super) async fn learn_circles(&self) -> Result<(), DeskError> {
        let mut after = None;
        loop {
            let page = self.kept_by_due::<CircleKept>(after, None, PAGE).await?;
            let Some(last) = page.last() else { return Ok(()) };
            after = last.place();
            for kept in page {
                self.circles.settle(kept.thing.case, Some(kept.thing.circle));
            }
        }
    }
}

impl Archive {
    /// What the shelf has of who may see a case.
    pub(super) async fn kept_circle(&self, case: CaseId) -> Result<Circle, DeskError> {
        let kept = self.kept::<CircleKept>(&case.to_string(), |_| true).await?;
        Ok(kept.map(|kept| kept.thing.circle).unwrap_or_default())
    }
}

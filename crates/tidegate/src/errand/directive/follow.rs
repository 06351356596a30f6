//! The due time that a decision table proposes for a directive: taken over, or set otherwise with a reason.

use jiff::Timestamp;
use tidegate_core::case::Case;
use tidegate_core::directive::DueFollowed;

use crate::errand::{Errand, NotDone};
use crate::say::triage::priority;

impl Errand<'_> {
    /// What an outcome of the case proposes, with the reason where another time is set.
    ///
    /// # Errors
    /// [`NotDone::NoEvent`] for an event from which no due time follows, or no longer follows.
    pub(super) fn followed(
        &self,
        case: &Case,
        event: u64,
        due: Option<Timestamp>,
        overruled: Option<String>,
    ) -> Result<DueFollowed, NotDone> {
        let (triage, at) = (case.triage(), self.desk.now());
        let proposed = priority::due(self.book, case, &triage, at);
        let proposed = proposed.into_iter().find(|one| one.event == event);
        let found = triage.priorities.iter().find(|one| one.event == event);
        let (proposed, found) = proposed.zip(found).ok_or(NotDone::NoEvent(event))?;
        let differs = due.is_some_and(|due| due != proposed.due);
        Ok(DueFollowed {
            event,
            table: found.what.table.clone(),
            row: proposed.row,
            outcome: proposed.outcome,
            proposed: proposed.due,
            overruled: overruled.filter(|_| differs),
        })
    }
}

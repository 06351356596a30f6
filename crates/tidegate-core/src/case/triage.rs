//! What was assessed of a flaw, as the events of its case have it: every view, and which one of each stands.

use jiff::Timestamp;

use super::Case;
use crate::event::{
    Actor, Appraisal, CaseEvent, ExploitationSeen, PriorityFound, SeverityHeld, View,
    WeaknessesNamed,
};
use crate::triage::table::PointId;

/// An assessment with the event that has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated<T> {
    /// The number of the event.
    pub event: u64,
    /// When it was recorded.
    pub at: Timestamp,
    /// Who recorded it.
    pub by: Actor,
    /// What.
    pub what: T,
}

/// What was assessed of a flaw, each list in the order in which it was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Triage {
    /// How severe it was held to be.
    pub severities: Vec<Stated<SeverityHeld>>,
    /// How pressing it was found.
    pub priorities: Vec<Stated<PriorityFound>>,
    /// Of which kinds it was said to be.
    pub weaknesses: Vec<Stated<WeaknessesNamed>>,
    /// Whether it was seen to be exploited.
    pub exploitation: Vec<Stated<ExploitationSeen>>,
}

impl Triage {
    /// The view that stands: the last one of this sort.
    #[must_use]
    pub fn severity(&self, view: View) -> Option<&Stated<SeverityHeld>> {
        self.severities.iter().rev().find(|held| held.what.view == view)
    }

    /// The view that is told first: of the office, of the manufacturer, of who reported.
    #[must_use]
    pub fn first(&self) -> Option<&Stated<SeverityHeld>> {
        let order = [View::Analyst, View::Manufacturer, View::Reporter];
        order.into_iter().find_map(|view| self.severity(view))
    }

    /// Whether an assessment of severity stands, and no later one of the same view took its place.
    #[must_use]
    pub fn stands(&self, held: &Stated<SeverityHeld>) -> bool {
        self.severity(held.what.view).is_some_and(|last| last.event == held.event)
    }

    /// The last outcome of each table, in the order in which they were found.
    #[must_use]
    pub fn outcomes(&self) -> Vec<&Stated<PriorityFound>> {
        let later = |held: &Stated<PriorityFound>| {
            let same = |one: &&Stated<PriorityFound>| one.what.table.is_of(&held.what.table);
            self.priorities.iter().rev().find(same).map(|last| last.event) != Some(held.event)
        };
        self.priorities.iter().filter(|held| !later(held)).collect()
    }

    /// The last outcome of a table, in whatever version.
    #[must_use]
    pub fn outcome(&self, table: &PointId) -> Option<&Stated<PriorityFound>> {
        self.priorities.iter().rev().find(|held| held.what.table.is_of(table))
    }
}

impl Case {
    /// What was assessed of the flaw.
    #[must_use]
    pub fn triage(&self) -> Triage {
        let mut triage = Triage::default();
        for one in self.record() {
            let CaseEvent::Assessed(assessed) = &one.event else { continue };
            let (event, at, by) = (one.seq, one.recorded, one.actor.clone());
            match assessed.appraisal.clone() {
                Appraisal::Severity(what) => triage.severities.push(Stated { event, at, by, what }),
                Appraisal::Priority(what) => triage.priorities.push(Stated { event, at, by, what }),
                Appraisal::Weaknesses(what) => {
                    triage.weaknesses.push(Stated { event, at, by, what });
                }
                Appraisal::Exploitation(what) => {
                    triage.exploitation.push(Stated { event, at, by, what });
                }
            }
        }
        triage
    }
}

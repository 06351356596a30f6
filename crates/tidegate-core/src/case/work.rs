//! What the office arranged for its own work on a case, as its events have it.

use jiff::Timestamp;

use super::{Case, Transfer};
use crate::event::{Actor, Arrangement, CaseEvent, HoldReason, Recorded, Relation, TransferTaken};
use crate::id::{CaseId, PartyId};

/// What the office arranged for its own work, as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Work {
    /// What the member signs in as who works on it.
    pub assigned: Option<String>,
    /// The word of the queue in which it waits.
    pub queue: Option<String>,
    /// Who last gave it to somebody or put it in a queue.
    pub turn: Option<Turn>,
    /// What it waits for, where the office holds it.
    pub held: Option<Held>,
    /// The last number that each party has for the matter.
    pub numbers: Vec<(PartyId, String)>,
    /// What was to be done, in the order in which it was set.
    pub tasks: Vec<Task>,
    /// The offers of it to other offices, in the order in which they were made.
    pub offers: Vec<Transfer>,
    /// From where it came, where another office had it before.
    pub taken: Option<TransferTaken>,
    /// The cases that it belongs to.
    pub links: Vec<Link>,
}

/// The last time that a case was given to somebody, or put in a queue or taken from one. Whoever saw the one before learns
/// by it that somebody else was first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// The number of the event.
    pub number: u64,
    /// Who did it.
    pub by: Actor,
    /// When.
    pub at: Timestamp,
}

/// That the office's own work waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// For what.
    pub reason: HoldReason,
    /// What else was said of it.
    pub note: Option<String>,
    /// Since when.
    pub since: Timestamp,
    /// Until when.
    pub until: Timestamp,
}

/// Something that is to be done, or was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// The number of the event that set it.
    pub number: u64,
    /// What.
    pub what: String,
    /// By whom.
    pub who: Option<String>,
    /// By when.
    pub due: Option<Timestamp>,
    /// Since when it is done.
    pub done: Option<Timestamp>,
}

/// Another case that this one belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The other case.
    pub other: CaseId,
    /// Its neutral handle.
    pub handle: String,
    /// How.
    pub how: Relation,
}

impl Work {
    /// The case in which the matter goes on, where it was merged into another.
    #[must_use]
    pub fn merged_into(&self) -> Option<&Link> {
        self.links.iter().rev().find(|link| link.how == Relation::MergedInto)
    }

    /// What is still to be done.
    pub fn open_tasks(&self) -> impl Iterator<Item = &Task> {
        self.tasks.iter().filter(|task| task.done.is_none())
    }

    /// The number of its last [`Turn`]; 0, which is the opening, where it had none.
    #[must_use]
    pub fn turns(&self) -> u64 {
        self.turn.as_ref().map_or(0, |turn| turn.number)
    }

    fn take(&mut self, arrangement: &Arrangement, recorded: &Recorded) {
        let (seq, at) = (recorded.seq, recorded.recorded);
        match arrangement {
            Arrangement::Assigned { to } => {
                self.assigned.clone_from(to);
                self.turn = Some(Turn { number: seq, by: recorded.actor.clone(), at });
            }
            Arrangement::Queued { to } => {
                self.queue.clone_from(to);
                self.turn = Some(Turn { number: seq, by: recorded.actor.clone(), at });
            }
            Arrangement::Held { reason, note, until } => {
                let (reason, note, until) = (*reason, note.clone(), *until);
                self.held = Some(Held { reason, note, since: at, until });
            }
            Arrangement::Resumed => self.held = None,
            Arrangement::Numbered { of, reference } => {
                self.numbers.retain(|(party, _)| party != of);
                self.numbers.push((*of, reference.clone()));
            }
            Arrangement::TaskSet { what, who, due } => {
                let (what, who, due) = (what.clone(), who.clone(), *due);
                self.tasks.push(Task { number: seq, what, who, due, done: None });
            }
            Arrangement::TaskDone { task } => {
                if let Some(task) = self.tasks.iter_mut().find(|one| one.number == *task) {
                    task.done = Some(at);
                }
            }
            Arrangement::Offered { offer } => {
                let (offer, steps) = ((**offer).clone(), Vec::new());
                self.offers.push(Transfer { offer, offered: at, steps });
            }
            Arrangement::OfferStep { transfer, step } => {
                let mut offers = self.offers.iter_mut();
                if let Some(offer) = offers.find(|one| one.offer.transfer == *transfer) {
                    offer.steps.push((step.clone(), at));
                }
            }
            // Who may see the case is in its circle.
            Arrangement::Admission { .. } => {}
            Arrangement::TakenOver { taken } => self.taken = Some(taken.clone()),
            Arrangement::Linked { other, handle, how } => {
                let link = Link { other: *other, handle: handle.clone(), how: *how };
                if !self.links.contains(&link) {
                    self.links.push(link);
                }
            }
        }
    }
}

impl Case {
    /// What the office arranged for its own work, as it stands.
    #[must_use]
    pub fn work(&self) -> Work {
        let mut work = Work::default();
        for recorded in self.record() {
            if let CaseEvent::Arranged(arranged) = &recorded.event {
                work.take(&arranged.arrangement, recorded);
            }
        }
        work
    }
}

//! What still holds of the words that who reported gave, and what was taken back of them.

use jiff::Timestamp;

use super::Case;
use crate::event::{Actor, CaseEvent, Given, Received};
use crate::id::PartyId;

impl Case {
    /// When a party took this back, if it did by an instant. With the report every other word is taken back.
    pub fn taken_back_at(&self, by: PartyId, what: Given, at: Timestamp) -> Option<Timestamp> {
        let takes = |event: &CaseEvent| match event {
            CaseEvent::TakenBack(taken) => {
                let whole = taken.what.contains(&Given::Report);
                taken.by == by && (whole || taken.what.contains(&what))
            }
            CaseEvent::Withdrawn(withdrawn) => withdrawn.by == by,
            _ => false,
        };
        let by_then = self.record().iter().filter(|one| one.recorded <= at);
        by_then.filter(|one| takes(&one.event)).map(|one| one.recorded).next()
    }

    /// Whether a party took this back.
    pub fn has_taken_back(&self, by: PartyId, what: Given) -> bool {
        self.taken_back_at(by, what, Timestamp::MAX).is_some()
    }

    /// Whether who sent a report agrees at an instant that the manufacturer is told who it is.
    pub fn may_be_named(&self, received: &Received, at: Timestamp) -> bool {
        let back = self.taken_back_at(received.from, Given::Naming, at);
        received.share_identity && back.is_none()
    }

    /// Since when it lies with the office that something was taken back, or that somebody wrote who takes no messages any
    /// more: until a member records something in the case.
    pub fn taken_back_unheeded(&self) -> Option<Timestamp> {
        let mut since = None;
        for one in self.record() {
            match (&one.event, &one.actor) {
                (CaseEvent::TakenBack(_), _) => since = since.or(Some(one.recorded)),
                (CaseEvent::Withdrawn(_), Actor::Party(_)) => since = since.or(Some(one.recorded)),
                // Nobody answers who takes no messages any more; what they write is to be read all the same.
                (CaseEvent::MessageWritten(message), Actor::Party(by))
                    if *by == message.from
                        && self.taken_back_at(*by, Given::Messages, one.recorded).is_some() =>
                {
                    since = since.or(Some(one.recorded));
                }
                // That the gate was asked something is no answer to the finder's wish.
                (CaseEvent::DecisionRecorded(_), _) | (_, Actor::Party(_)) => {}
                (_, Actor::Member(_)) => since = None,
            }
        }
        since
    }
}

//! Taking back: what who reported gave of their own will ends by their own will. What a law demands of others does not.

use std::collections::BTreeSet;

use super::Rejection;
use crate::case::{Case, Phase};
use crate::event::{CaseEvent, Given, TakenBack, Withdrawn};
use crate::id::PartyId;

/// Only who reported takes back, and only what was given and holds still.
pub(super) fn take_back(case: &Case, taken: &TakenBack) -> Result<(), Rejection> {
    if case.reports().next().is_none() {
        return Err(Rejection::NoReport);
    }
    if case.reports().all(|entry| entry.event.from != taken.by) {
        return Err(Rejection::NotTheReporter(taken.by));
    }
    if taken.what.is_empty() {
        return Err(Rejection::NothingTakenBack);
    }
    let closed = case.phase() == Phase::Closed;
    if closed && taken.what.contains(&Given::Report) {
        return Err(Rejection::Ended(Phase::Closed));
    }
    let holds = case.holds_of(taken.by);
    match taken.what.iter().find(|one| !holds.contains(one)) {
        Some(one) => Err(Rejection::NotGiven(*one)),
        None => Ok(()),
    }
}

/// What happens by it: with the report the case comes to its end. There is no reason, for none is asked for.
pub(super) fn taken_back(taken: TakenBack) -> Vec<CaseEvent> {
    let withdrawn = Withdrawn { by: taken.by, reason: String::new() };
    let with_report = taken.what.contains(&Given::Report).then(|| withdrawn.into());
    std::iter::once(taken.into()).chain(with_report).collect()
}

impl Case {
    /// What a party gave with a report and did not take back. Whether there is an address, the case does not know.
    pub fn holds_of(&self, by: PartyId) -> BTreeSet<Given> {
        let mut own = self.reports().filter(|entry| entry.event.from == by).peekable();
        if own.peek().is_none() {
            return BTreeSet::new();
        }
        let named = own.any(|entry| self.may_be_named(entry.event, jiff::Timestamp::MAX));
        let holds = |given: &Given| match given {
            Given::Naming => named,
            Given::Address => true,
            Given::Messages => !self.has_taken_back(by, *given),
            Given::Report => !self.has_taken_back(by, *given) && self.phase() != Phase::Closed,
        };
        Given::ALL.into_iter().filter(holds).collect()
    }
}

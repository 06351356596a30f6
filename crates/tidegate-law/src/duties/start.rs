//! Which start events a duty has, by when they had occurred.

use super::{Asked, Clock, Extent, Filing, Owing};
use crate::statute::{Duty, Governed, Per, RuleId, Starts};
use crate::time::Occurred;

/// The start event of duties that begin with the law itself.
pub(super) const ENTRY_INTO_FORCE: &str = "entry_into_force";

impl Asked<'_> {
    /// The starts that the law of their time governs; one `None` if there is none yet.
    pub(super) fn governed(&self) -> Vec<Option<Occurred>> {
        let mut starts: Vec<Option<Occurred>> = self.starts().into_iter().map(Some).collect();
        if starts.is_empty() {
            starts.push(None);
        }
        let given = self.duty.given.as_ref().map(|event| self.events(event).into_iter().next());
        let mut governed: Vec<Option<Occurred>> = Vec::new();
        for start in starts {
            let (start, governs) = match &given {
                None => (start.clone(), start),
                Some(given) => {
                    (start.zip(given.clone()).map(|(one, other)| later(one, other)), given.clone())
                }
            };
            let governs = governs.filter(|_| self.duty.governed == Governed::AtStart);
            // An interval that straddles a commencement leaves the duty standing: none vanishes.
            let ends = governs.as_ref().map_or([self.at; 2], |g| [g.earliest(), g.last_instant()]);
            let in_force = ends.iter().any(|end| self.rule.in_force(*end));
            if in_force && !governed.contains(&start) {
                governed.push(start);
            }
        }
        governed
    }

    /// The start events that lie before the instant, oldest first.
    fn starts(&self) -> Vec<Occurred> {
        if self.duty.from == ENTRY_INTO_FORCE {
            // The law itself starts this clock.
            let from = self.rule.from;
            return (from <= self.at).then(|| Occurred::at(from)).into_iter().collect();
        }
        let mut found = match &self.duty.after {
            Some(after) => self.submissions(after),
            None => {
                let other = self.duty.or_from.iter().flat_map(|event| self.events(event));
                sorted(self.events(&self.duty.from).into_iter().chain(other))
            }
        };
        if self.duty.starts == Starts::Once {
            found.truncate(1);
        }
        found
    }

    /// The events of the bearer of a kind, each once, oldest first.
    pub(super) fn events(&self, event: &str) -> Vec<Occurred> {
        let mine = |clock: &&Clock| {
            clock.event == event
                && clock.occurred.possibly_by(self.at)
                && regards(self.duty, self.owing, &clock.extent) != Regards::Another
        };
        sorted(self.owing.clocks.iter().filter(mine).map(|clock| clock.occurred.clone()))
    }

    /// The day that was announced as the last one, though it lies ahead; of several the earliest.
    pub(super) fn announced(&self, event: &str) -> Option<Occurred> {
        let mine = |clock: &&Clock| {
            clock.event == event
                && regards(self.duty, self.owing, &clock.extent) != Regards::Another
        };
        let all = self.owing.clocks.iter().filter(mine).map(|clock| clock.occurred.clone());
        sorted(all).into_iter().next()
    }

    /// The submissions of another duty that start this one. What goes to several addressees is one
    /// submission; it starts the clock when the first of them has it. Where each incident is reported
    /// anew there are as many submissions as incidents at most: an amended filing starts nothing.
    fn submissions(&self, after: &RuleId) -> Vec<Occurred> {
        let before = self.law.book.rule(after).and_then(|rule| rule.duty.as_ref());
        let mut rounds: Vec<Occurred> = Vec::new();
        let addressees = before.map(|duty| duty.to.capacities()).unwrap_or_default();
        let mine = |filing: &&Filing| {
            filing.rule.as_ref() == Some(after)
                && filing.occurred.possibly_by(self.at)
                && regards(self.duty, self.owing, &filing.extent) != Regards::Another
        };
        for to in addressees {
            let made = self.owing.filings.iter().filter(mine).filter(|filing| filing.to == *to);
            for (round, made) in
                sorted(made.map(|one| one.occurred.clone())).into_iter().enumerate()
            {
                match rounds.get_mut(round) {
                    None => rounds.push(made),
                    Some(first) if made.earliest() < first.earliest() => *first = made,
                    Some(_) => {}
                }
            }
        }
        if let Some(duty) = before.filter(|duty| duty.after.is_none()) {
            rounds.truncate(self.events(&duty.from).len().max(1));
        }
        rounds
    }
}

/// How what something is about stands to the subject of a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Regards {
    /// It is about the subject.
    This,
    /// It is about another product.
    Another,
    /// It is not said about which.
    NotSaid,
}

/// How an extent stands to the subject of a duty.
pub(super) fn regards(duty: &Duty, owing: &Owing<'_>, extent: &Extent) -> Regards {
    let product = match duty.per {
        Per::Product => owing.product,
        Per::Vulnerability | Per::Bearer => None,
    };
    match (product, extent) {
        (None, _) | (Some(_), Extent::Whole) => Regards::This,
        (Some(product), Extent::Products(list)) if list.contains(product) => Regards::This,
        (Some(_), Extent::Products(_)) => Regards::Another,
        (Some(_), Extent::NotSaid) => Regards::NotSaid,
    }
}

/// Each once, oldest first. Of what one source gives as a day and another to the minute, the one that
/// ends earlier comes first.
fn sorted(all: impl Iterator<Item = Occurred>) -> Vec<Occurred> {
    let mut all: Vec<Occurred> = all.collect();
    all.sort_by_key(|one| (one.latest(), one.earliest()));
    all.dedup_by_key(|one| (one.latest(), one.earliest()));
    all
}

/// The later of two events: a duty cannot begin before all that it supposes has happened.
fn later(one: Occurred, other: Occurred) -> Occurred {
    if other.earliest() > one.earliest() { other } else { one }
}

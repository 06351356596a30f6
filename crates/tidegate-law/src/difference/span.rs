//! Times of the law: between two dates on which something begins or ends, nothing changes.

use jiff::{Span as Length, Timestamp};
use serde::Serialize;

#[cfg(feature = "analysis")]
use crate::statute::Rule;

/// A time within which the same rules of a comparison are in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Span {
    /// Its first instant.
    pub from: Timestamp,
    /// The first instant after it, if it ends.
    pub until: Option<Timestamp>,
}

impl Span {
    /// The spans between the dates of some rules in which one of them is in force.
    #[cfg(feature = "analysis")]
    pub(crate) fn of<'r>(rules: impl Iterator<Item = &'r Rule> + Clone) -> Vec<Self> {
        let mut dates: Vec<Timestamp> =
            rules.clone().flat_map(|rule| [Some(rule.from), rule.until]).flatten().collect();
        dates.sort();
        dates.dedup();
        let ends = dates.iter().skip(1).copied().map(Some).chain([None]);
        let spans = dates.iter().zip(ends).map(|(from, until)| Self { from: *from, until });
        spans.filter(|span| rules.clone().any(|rule| rule.in_force(span.from))).collect()
    }

    /// Whether an instant lies in it.
    #[must_use]
    pub fn holds(&self, at: Timestamp) -> bool {
        self.from <= at && self.until.is_none_or(|until| at < until)
    }

    /// The instant in it that is closest to another.
    #[must_use]
    pub fn closest(&self, to: Timestamp) -> Timestamp {
        let last = self.until.and_then(before);
        last.map_or(to, |last| to.min(last)).max(self.from)
    }

    /// The instants around its dates, each with whether it lies in it: the second before, the first, the last, the first
    /// after.
    #[cfg(feature = "analysis")]
    pub(crate) fn around(&self) -> Vec<(Timestamp, bool)> {
        let first = [before(self.from).map(|at| (at, false)), Some((self.from, true))];
        let until = self.until.map(|until| (until, false));
        let last = self.until.and_then(before).map(|at| (at, true));
        first.into_iter().chain([last, until]).flatten().collect()
    }
}

/// The second before an instant.
fn before(at: Timestamp) -> Option<Timestamp> {
    at.checked_sub(Length::new().seconds(1)).ok()
}

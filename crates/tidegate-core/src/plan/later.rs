//! The instants at which something changes: where the search for the earliest lawful moment looks.
//!
//! Between two of them law, facts and states are the same, so the gate's answer is.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::case::{Case, EmbargoState};
use crate::gate::Desk;

/// Every instant after `at` at which law, facts, states of disclosure, supplies or embargo change, as known by now.
pub(super) fn instants(desk: &Desk<'_>, case: &Case, at: Timestamp) -> BTreeSet<Timestamp> {
    let mut all = BTreeSet::new();
    for rule in desk.book.rules() {
        all.insert(rule.from);
        all.extend(rule.until);
    }
    for recorded in case.record() {
        all.insert(recorded.occurred.earliest());
        all.insert(recorded.occurred.latest());
    }
    if let EmbargoState::Active { until, .. } = case.embargo() {
        all.extend(*until);
    }
    for product in case.products() {
        let begin = product.supplies.iter().filter_map(|supply| supply.from);
        let begin = begin.filter_map(|day| day.to_zoned_datetime(TimeZone::UTC).ok());
        all.extend(begin.map(|day| day.timestamp()));
    }
    all.split_off(&at).into_iter().filter(|instant| *instant > at).collect()
}

//! What a party must keep at an instant, and until when: asked before anything of a case is erased.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use tidegate_law::{Force, Owed, RuleId, Words};

use crate::case::Case;
use crate::gate::{Desk, duties};
use crate::party::Party;

/// A duty to keep a record, the time of which is not over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Retained {
    /// The rule.
    pub rule: RuleId,
    /// Its citation in force when the record was made.
    pub citation: Words,
    /// What is to be kept.
    pub words: Words,
    /// Of what force the rule is: binding, or of the house.
    pub force: Force,
    /// The last day on which the record must still be there.
    pub through: Date,
    /// The first instant at which it need not be there any more, in the zone in which the statute counts.
    pub until: Timestamp,
    /// Whether it is owed for sure. Where it is not, the duty is presumed: an unknown fact lets nothing be destroyed.
    pub owed: Owed,
}

/// The binding duties and house rules by which `bearer` must keep what the case records at `at`, the longest first.
pub fn retained(desk: &Desk<'_>, case: &Case, bearer: &Party, at: Timestamp) -> Vec<Retained> {
    let duties = duties(desk, case, bearer, at).into_iter().map(|one| one.duty);
    let binding = duties.filter(|duty| matches!(duty.force, Force::Binding | Force::House));
    let mut kept: Vec<Retained> = binding
        .filter_map(|duty| {
            let keep = *duty.when.keep()?;
            (at < keep.until).then_some(Retained {
                rule: duty.rule,
                citation: duty.citation,
                words: duty.words,
                force: duty.force,
                through: keep.through,
                until: keep.until,
                owed: duty.owed,
            })
        })
        .collect();
    kept.sort_by(|a, b| (b.until, &a.rule).cmp(&(a.until, &b.rule)));
    kept.dedup_by(|a, b| a.rule == b.rule && a.until == b.until);
    kept
}

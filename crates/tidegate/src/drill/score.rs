//! What was met of what was due, by the duties as they stand at the end.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::gate::OwedBy;
use tidegate_law::time::Occurred;
use tidegate_law::{DutyState, Force, Owed, Weight};

/// What became of a duty in a drill.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Met in time, or the text has no number.
    Met,
    /// Met; whether in time cannot be told.
    PerhapsLate,
    /// Met late.
    Late,
    /// Not met, and the time has passed.
    Missed,
    /// Its time has not passed yet.
    Runs,
    /// Not met; the text has no number that could have passed.
    Open,
}

/// A duty of the trained party whose clock had started, with all to whom it is owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tested {
    /// The instances: several addressees of whom one suffices are one duty.
    pub owed: Vec<OwedBy>,
    /// What became of it.
    pub outcome: Outcome,
    /// When it was met.
    pub met: Option<Occurred>,
    /// Whether it counts: it binds, and it is surely owed.
    pub counts: bool,
}

impl Tested {
    /// Whether its text has a number, so that its time can pass.
    #[must_use]
    pub fn has_number(&self) -> bool {
        self.owed.iter().any(|one| one.duty.when.deadline().is_some())
    }
}

/// How many duties had which outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Score {
    /// Duties with a number that count and that were met, or whose time has passed.
    pub due: usize,
    /// Met in time.
    pub met: usize,
    /// Met, whether in time cannot be told.
    pub perhaps_late: usize,
    /// Met late.
    pub late: usize,
    /// Missed.
    pub missed: usize,
    /// Met, and the text has no number.
    pub done: usize,
    /// Not met, and the text has no number.
    pub open: usize,
    /// Not due yet.
    pub runs: usize,
    /// Of a hundred that were due, how many were met in time; none where nothing was due.
    pub percent: Option<usize>,
}

/// What was met, by the duties at the end of the drill, the first due first.
#[must_use]
pub fn score(owed: &[OwedBy]) -> (Vec<Tested>, Score) {
    let mut groups: BTreeMap<Key<'_>, Vec<&OwedBy>> = BTreeMap::new();
    for (place, one) in owed.iter().enumerate() {
        let duty = &one.duty;
        // A duty that goes on (to keep a channel, a log) is neither due nor over.
        if duty.state == DutyState::NotStarted || lasts(one) {
            continue;
        }
        let start = duty.start.as_ref().map(Occurred::earliest);
        let product = one.product.map(|id| id.to_string());
        let apart = (!duty.any_of).then_some(place);
        groups.entry((duty.rule.as_str(), product, start, apart)).or_default().push(one);
    }
    let mut tested: Vec<Tested> = groups.into_values().map(|group| test(&group)).collect();
    tested.sort_by_key(|one| {
        let first = one.owed.first().map(|one| &one.duty);
        let due = first.and_then(|duty| duty.when.deadline()).map(|due| due.strict.earliest);
        (!one.counts, due.is_none(), due, first.map(|duty| duty.rule.clone()))
    });
    let mut score = Score::default();
    for one in tested.iter().filter(|one| one.counts) {
        let counter = match one.outcome {
            Outcome::Met if !one.has_number() => &mut score.done,
            Outcome::Met => &mut score.met,
            Outcome::PerhapsLate => &mut score.perhaps_late,
            Outcome::Late => &mut score.late,
            Outcome::Missed => &mut score.missed,
            Outcome::Runs => &mut score.runs,
            Outcome::Open => &mut score.open,
        };
        *counter += 1;
    }
    score.due = score.met + score.perhaps_late + score.late + score.missed;
    score.percent = (score.met * 100).checked_div(score.due);
    (tested, score)
}

type Key<'o> = (&'o str, Option<String>, Option<Timestamp>, Option<usize>);

fn lasts(one: &OwedBy) -> bool {
    let word = one.duty.when.word;
    word == Some(tidegate_law::time::Word::Continuous) || one.duty.when.keep().is_some()
}

fn test(group: &[&OwedBy]) -> Tested {
    let outcomes = group.iter().map(|one| outcome(one));
    let outcome = outcomes.min().unwrap_or(Outcome::Open);
    let evidence = group.iter().flat_map(|one| &one.duty.evidence);
    let met = evidence
        .filter(|one| match one.weight {
            Weight::InTime | Weight::Already | Weight::PerhapsLate | Weight::Late => true,
            Weight::BeforeStart | Weight::ProductNotSaid => false,
        })
        .map(|one| &one.occurred)
        .min_by_key(|occurred| occurred.earliest());
    let counts = group.iter().any(|one| {
        let binds = matches!(one.duty.force, Force::Binding | Force::House);
        binds && one.duty.owed == Owed::Yes
    });
    let owed = group.iter().map(|one| (*one).clone()).collect();
    Tested { owed, outcome, met: met.cloned(), counts }
}

fn outcome(one: &OwedBy) -> Outcome {
    match one.duty.state {
        DutyState::Met => Outcome::Met,
        DutyState::MetPerhapsLate => Outcome::PerhapsLate,
        DutyState::Late => Outcome::Late,
        DutyState::NoEvidence => Outcome::Missed,
        DutyState::Open | DutyState::NotStarted | DutyState::NotReportable => {
            match one.duty.when.deadline() {
                Some(_) => Outcome::Runs,
                None => Outcome::Open,
            }
        }
    }
}

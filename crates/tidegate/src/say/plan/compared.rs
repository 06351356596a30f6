//! Two plans beside each other: as the case is, and as it would be.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use jiff::Timestamp;

use super::{PlanTold, PlannedTold, StandingTold, StepTold};
use crate::say::told::WayTold;

/// What would be otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct WhatIfTold {
    /// The version of this form.
    pub version: u32,
    /// What was supposed, as it was written.
    pub supposed: Vec<String>,
    /// The plan of the case.
    pub before: PlanTold,
    /// The plan of the case as it would be.
    pub after: PlanTold,
    /// Every duty of either plan, by its place in each.
    pub changes: Vec<ChangeTold>,
    /// Every step of either plan, by its place in each.
    #[serde(default)]
    pub steps: Vec<ChangeTold>,
}

/// A duty or a step in both plans.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ChangeTold {
    /// Its place among those before; none where it is not owed, or not taken, before.
    pub before: Option<usize>,
    /// Its place among those after; none where it is not owed, or not taken, after.
    pub after: Option<usize>,
    /// Whether it stands otherwise.
    pub changed: bool,
}

/// Puts two plans beside each other.
#[must_use]
pub fn what_if(supposed: Vec<String>, before: PlanTold, after: PlanTold) -> WhatIfTold {
    let changes = paired(&keyed(&before), &keyed(&after), |one, other| {
        let pair = (before.duties.get(one), after.duties.get(other));
        matches!(pair, (Some(one), Some(other))
            if stands(one, before.at) == stands(other, after.at))
    });
    let steps = paired(&steps_keyed(&before), &steps_keyed(&after), |one, other| {
        let pair = (before.steps.get(one), after.steps.get(other));
        matches!(pair, (Some(one), Some(other)) if taken(one, before.at) == taken(other, after.at))
    });
    WhatIfTold { version: 1, supposed, before, after, changes, steps }
}

impl WhatIfTold {
    /// Whether anything is otherwise: a duty, or a step of the plan.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.changes.iter().chain(&self.steps).any(|change| change.changed)
    }
}

/// Each thing of either side once, by its places; those that are only after come last.
fn paired<K: PartialEq>(
    old: &[(K, usize)],
    new: &[(K, usize)],
    same: impl Fn(usize, usize) -> bool,
) -> Vec<ChangeTold> {
    let mut changes = Vec::new();
    for (key, place) in old {
        let after = new.iter().find(|(known, _)| known == key).map(|(_, place)| *place);
        let changed = !after.is_some_and(|after| same(*place, after));
        changes.push(ChangeTold { before: Some(*place), after, changed });
    }
    for (key, place) in new {
        if !old.iter().any(|(known, _)| known == key) {
            changes.push(ChangeTold { before: None, after: Some(*place), changed: true });
        }
    }
    changes
}

/// What makes a duty the same in both plans: bearer, rule, product, and which of several it is.
type Key = (String, String, Option<String>, usize);

fn keyed(plan: &PlanTold) -> Vec<(Key, usize)> {
    let mut counted: BTreeMap<(String, String, Option<String>), usize> = BTreeMap::new();
    let key = |(place, planned): (usize, &PlannedTold)| {
        let duty = &planned.duty;
        let what = (duty.bearer.en.clone(), duty.rule.rule.clone(), duty.product.clone());
        let count = counted.entry(what.clone()).or_default();
        *count += 1;
        ((what.0, what.1, what.2, *count), place)
    };
    plan.duties.iter().enumerate().map(key).collect()
}

/// What makes a step the same in both plans: who does what for which rules, and which of several it is.
type StepKey = (String, String, Vec<String>, usize);

fn steps_keyed(plan: &PlanTold) -> Vec<(StepKey, usize)> {
    let mut counted: BTreeMap<(String, String, Vec<String>), usize> = BTreeMap::new();
    let key = |(place, step): (usize, &StepTold)| {
        let rules = step.rules.iter().map(|rule| rule.rule.clone()).collect();
        let what = (step.by.en.clone(), step.words.en.clone(), rules);
        let count = counted.entry(what.clone()).or_default();
        *count += 1;
        ((what.0, what.1, what.2, *count), place)
    };
    plan.steps.iter().enumerate().map(key).collect()
}

/// What of a duty has to be the same for nothing to have changed: what becomes of it and when, what the gate says of it
/// now and which rules stand against it, and what would open the way. The number of a step is not, and an instant that
/// is that of the plan is "at once" in both.
fn stands(planned: &PlannedTold, now: Timestamp) -> impl PartialEq + '_ {
    let (kind, step, ways, earliest) = match &planned.standing {
        StandingTold::Step { at, timing, .. } => (0, Some((later(*at, now), *timing)), None, None),
        StandingTold::Lasts => (1, None, None, None),
        StandingTold::Begins => (2, None, None, None),
        StandingTold::Waits { ways } => (3, None, Some(ways), None),
        StandingTold::Barred => (4, None, None, None),
        StandingTold::Residual(told) => {
            (5, None, Some(&told.ways), told.earliest.map(|at| later(at, now)))
        }
    };
    let alternatives: Vec<_> = match &planned.standing {
        StandingTold::Residual(told) => {
            told.alternatives.iter().map(|one| (&one.order.key, one.stands)).collect()
        }
        _ => Vec::new(),
    };
    let due = planned.duty.due.as_ref().map(|due| due.strict);
    let against: Vec<&str> = planned.blocked_by.iter().map(|rule| rule.rule.as_str()).collect();
    let gate = (planned.now, against, ways.map(|ways| ways_of(ways)));
    ((kind, step, earliest), alternatives, due, planned.duty.sure, gate, &planned.to)
}

/// What of a step has to be the same: when, with what, to whom, on which conditions, and what the gate says.
fn taken(step: &StepTold, now: Timestamp) -> impl PartialEq + '_ {
    let conditions: Vec<_> = step.conditions.iter().map(|one| (&one.fact, &one.value)).collect();
    let order = step.opens.as_ref().map(|order| &order.key);
    let flow = (&step.to, &step.content, &step.reaches, step.answer, &step.ruling);
    (later(step.at, now), flow, conditions, order, step.sure, &step.products)
}

/// An instant that is not the plan's own.
fn later(at: Timestamp, now: Timestamp) -> Option<Timestamp> {
    (at != now).then_some(at)
}

fn ways_of(ways: &[WayTold]) -> Vec<Vec<&str>> {
    ways.iter().map(|way| way.moves.iter().map(|one| one.words.en.as_str()).collect()).collect()
}

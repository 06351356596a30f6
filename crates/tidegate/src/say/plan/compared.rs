//! Two plans beside each other: as the case is, and as it would be.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{PlanTold, PlannedTold, StandingTold};

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
}

/// A duty in both plans.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ChangeTold {
    /// Its place among the duties before; none where it is not owed before.
    pub before: Option<usize>,
    /// Its place among the duties after; none where it is not owed after.
    pub after: Option<usize>,
    /// Whether it stands otherwise.
    pub changed: bool,
}

/// Puts two plans beside each other.
#[must_use]
pub fn what_if(supposed: Vec<String>, before: PlanTold, after: PlanTold) -> WhatIfTold {
    let (old, new) = (keyed(&before), keyed(&after));
    let mut changes = Vec::new();
    for (key, place) in &old {
        let other = new.iter().find(|(known, _)| known == key).map(|(_, place)| *place);
        let pair = (before.duties.get(*place), other.and_then(|place| after.duties.get(place)));
        let changed = match pair {
            (Some(one), Some(other)) => stands(one) != stands(other),
            _ => true,
        };
        changes.push(ChangeTold { before: Some(*place), after: other, changed });
    }
    for (key, place) in &new {
        if !old.iter().any(|(known, _)| known == key) {
            changes.push(ChangeTold { before: None, after: Some(*place), changed: true });
        }
    }
    WhatIfTold { version: 1, supposed, before, after, changes }
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

/// What of a duty has to be the same for nothing to have changed; the number of a step is not.
fn stands(planned: &PlannedTold) -> impl PartialEq + '_ {
    let standing = match &planned.standing {
        StandingTold::Step { at, timing, .. } => (0, Some((*at, *timing))),
        StandingTold::Lasts => (1, None),
        StandingTold::Begins => (2, None),
        StandingTold::Waits { .. } => (3, None),
        StandingTold::Barred => (4, None),
        StandingTold::Residual(_) => (5, None),
    };
    let due = planned.duty.due.as_ref().map(|due| due.strict);
    (standing, due, planned.duty.sure, planned.now, &planned.to)
}

//! Steps carried out on a copy of the case: what the gate says of each after those before it.

use std::collections::BTreeSet;

use jiff::Timestamp;
use tidegate_law::time::Occurred;
use tidegate_law::{Decision, FactName, FactValue, Finding};

use super::passes;
use super::task::planner;
use crate::case::Case;
use crate::command::{Command, Verb};
use crate::gate::{Depth, Desk, GateDecision, decide, decide_to};
use crate::situation::Flow;

/// How often conditions are taken up before a flow is held for one that does not pass.
const ROUNDS: usize = 4;

/// The case as it is after some steps.
#[derive(Debug, Clone)]
pub(super) struct Rehearsal<'p> {
    pub(super) desk: Desk<'p>,
    pub(super) case: Case,
}

/// A flow that was put to the gate, with what is undertaken with it.
#[derive(Debug, Clone)]
pub(super) struct Tried {
    pub(super) flow: Flow,
    pub(super) decision: GateDecision,
    pub(super) conditions: Vec<Finding>,
}

impl Tried {
    pub(super) fn passes(&self) -> bool {
        passes(&self.decision)
    }
}

impl Rehearsal<'_> {
    /// The whole answer of the gate to a flow.
    pub(super) fn whole(&self, flow: &Flow, at: Timestamp) -> Option<GateDecision> {
        decide(&self.desk, &self.case, flow, at).ok()
    }

    /// Puts a flow to the gate, taking up the conditions on which it lets it pass; what it refuses it refuses in brief.
    /// None where the case knows nobody or nothing of what the flow names.
    pub(super) fn attempt(&self, flow: &Flow, at: Timestamp) -> Option<Tried> {
        let mut flow = flow.clone();
        let mut conditions = Vec::new();
        for _ in 0..ROUNDS {
            let brief = decide_to(Depth::Brief, &self.desk, &self.case, &flow, at).ok()?;
            let decision = if passes(&brief) { self.whole(&flow, at)? } else { brief };
            let new = conditions_of(&decision);
            let new: Vec<Finding> =
                new.into_iter().filter(|one| !flow.facts.contains_key(&one.fact)).collect();
            if !passes(&decision) || new.is_empty() {
                return Some(Tried { flow, decision, conditions });
            }
            flow.facts.extend(new.iter().map(|one| (one.fact.clone(), one.value.clone())));
            conditions.extend(new);
        }
        None
    }

    /// Puts a flow to the gate with facts that its actor undertakes.
    pub(super) fn attempt_with(
        &self,
        flow: &Flow,
        with: &[Finding],
        at: Timestamp,
    ) -> Option<Tried> {
        let mut flow = flow.clone();
        let facts = with.iter().map(|one| (one.fact.clone(), one.value.clone()));
        flow.facts.extend(facts.collect::<Vec<(FactName, FactValue)>>());
        let mut tried = self.attempt(&flow, at)?;
        tried.conditions.extend(with.iter().cloned());
        Some(tried)
    }

    /// Records what is so once a step was taken at an instant. What the case does not take, such as anything once it
    /// has ended, changes nothing.
    pub(super) fn carry_out(&mut self, effects: &[Verb], at: Timestamp) {
        for verb in effects {
            let recorded = at.max(self.case.last_recorded());
            let command = Command::new(verb.clone(), "plan").when(Occurred::at(at));
            let events = self.case.handle(&command, &planner(), recorded).unwrap_or_default();
            for event in events {
                // INVARIANT: `handle` tried the events on this very case.
                if self.case.apply(event).is_err() {
                    return;
                }
            }
        }
    }
}

/// Conditions under which the gate lets a flow pass: one set of each passage, each fact once.
fn conditions_of(decision: &GateDecision) -> BTreeSet<Finding> {
    let sets = decision.passages.iter().filter_map(|passage| match &passage.answer.decision {
        Decision::PermitIf { conditions } => conditions.iter().next(),
        Decision::Permit
        | Decision::Refuse { .. }
        | Decision::Escalate { .. }
        | Decision::Conflict { .. } => None,
    });
    sets.flatten().cloned().collect()
}

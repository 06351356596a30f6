//! Counting what was replayed.

use std::collections::BTreeMap;

use serde::Serialize;
use tidegate_law::Force;

use super::Replayed;
use super::judge::{DutyStanding, FlowStanding};
use super::record::BadRecord;

/// The sums over every record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// The version of this form.
    pub version: u32,
    /// Records replayed.
    pub cases: usize,
    /// Their events.
    pub events: usize,
    /// Events known by their day alone.
    pub days: usize,
    /// Flows that took place, by what the law of the day says.
    pub flows: BTreeMap<FlowStanding, usize>,
    /// Binding duties by what became of them.
    pub duties: BTreeMap<DutyStanding, usize>,
    /// Encouragements and norms by what became of them.
    pub encouraged: BTreeMap<DutyStanding, usize>,
    /// The prohibitions cited, in English, with the number of flows.
    pub cited: BTreeMap<String, usize>,
    /// Types of events that were only noted.
    pub noted: BTreeMap<String, usize>,
    /// Types of events that are not known here.
    pub unmapped: BTreeMap<String, usize>,
    /// Events whose date cannot be read.
    pub undated: usize,
    /// Records that could not be read or replayed.
    pub bad: Vec<BadRecord>,
}

impl Tally {
    /// Nothing counted.
    #[must_use]
    pub fn new() -> Self {
        Self { version: 1, ..Self::default() }
    }

    /// Counts a record.
    pub fn add(&mut self, replayed: &Replayed) {
        self.cases += 1;
        self.events += replayed.events;
        self.days += replayed.days;
        self.undated += replayed.undated.len();
        for flow in &replayed.flows {
            *self.flows.entry(flow.standing).or_default() += 1;
            for citation in &flow.citations {
                *self.cited.entry(citation.en.clone()).or_default() += 1;
            }
        }
        for duty in &replayed.duties {
            let counts = match duty.force {
                Force::Binding => &mut self.duties,
                Force::Recommended | Force::Norm | Force::House => &mut self.encouraged,
            };
            *counts.entry(duty.standing).or_default() += 1;
        }
        for kind in &replayed.noted {
            *self.noted.entry(kind.clone()).or_default() += 1;
        }
        for kind in &replayed.unmapped {
            *self.unmapped.entry(kind.clone()).or_default() += 1;
        }
    }
}

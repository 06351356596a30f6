//! The reasons of a decision, read from the bytes that were recorded: the grounds of that day, under the book of that
//! day, and nothing that would be computed anew.

use std::collections::BTreeSet;

use serde::Deserialize;
use tidegate_law::RuleId;

/// What a recorded decision rests on.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Reasons {
    /// The rules that stand against the flow: grounds, collisions, and what readings would have forbid it.
    pub(super) against: Vec<RuleId>,
    /// The rules that speak for it.
    pub(super) supports: Vec<RuleId>,
    /// Whether it was refused because nobody granted the recipient the content, and not by law.
    pub(super) no_need: bool,
}

/// The form of a decision, of which only the reasons are read.
#[derive(Deserialize)]
struct Taken {
    law: String,
    gate: String,
    passages: Vec<Passage>,
}

#[derive(Deserialize)]
struct Passage {
    answer: Answered,
}

#[derive(Deserialize)]
struct Answered {
    decision: Decision,
    supports: Vec<RuleId>,
}

#[derive(Deserialize)]
struct Decision {
    #[serde(default)]
    grounds: Vec<Ground>,
    #[serde(default)]
    collisions: Vec<Collision>,
    #[serde(default)]
    doubts: Vec<Doubt>,
}

#[derive(Deserialize)]
struct Ground {
    rule: Option<RuleId>,
}

#[derive(Deserialize)]
struct Collision {
    duty: RuleId,
    prohibition: RuleId,
}

#[derive(Deserialize)]
struct Doubt {
    rules: Vec<RuleId>,
}

impl Reasons {
    /// The reasons of a decision by its canonical bytes. A form of another version has none that are read here; its
    /// answer stands in the event all the same.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let Ok(taken) = serde_json::from_slice::<Taken>(bytes) else { return Self::default() };
        let no_need = taken.gate == "refuse" && taken.law != "refuse";
        let (mut against, mut supports) = (BTreeSet::new(), BTreeSet::new());
        for Passage { answer } in taken.passages {
            let Decision { grounds, collisions, doubts } = answer.decision;
            against.extend(grounds.into_iter().filter_map(|ground| ground.rule));
            against.extend(collisions.into_iter().flat_map(|one| [one.prohibition, one.duty]));
            against.extend(doubts.into_iter().flat_map(|doubt| doubt.rules));
            supports.extend(answer.supports);
        }
        let listed = |set: BTreeSet<RuleId>| set.into_iter().collect();
        Self { against: listed(against), supports: listed(supports), no_need }
    }
}

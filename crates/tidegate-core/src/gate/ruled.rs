//! Whether a ruling releases the flow, and if not, why not.
//!
//! A ruling is compared with what stands against the flow at the moment, not with what stood when it was made. Where
//! anything else has come up, where the book is another, where somebody has no need to know, it does not apply; the
//! answer says so and names what it does not go over.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use tidegate_law::{AnswerKind, Decision, Doubt, FactName, Finding, Ground};

use crate::case::Case;
use crate::gate::{GateDecision, Passage};
use crate::id::{ItemId, RulingId};
use crate::ruling::{NoRuling, Over, Ruling, may_be_ruled_on};

/// A ruling on the flow that does not release it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unreleased {
    /// The ruling.
    pub ruling: RulingId,
    /// Why not.
    pub because: Barred,
}

/// Why no ruling releases a flow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "because", rename_all = "snake_case")]
pub enum Barred {
    /// The law is neither unclear nor does it collide.
    NoRoom,
    /// Somebody whom the flow reaches has no need to know.
    NoNeed,
    /// The law permits it on conditions, which are to be undertaken: a ruling does not dispense with them.
    Conditions {
        /// The facts that the conditions are about.
        facts: Vec<FactName>,
    },
    /// An item is what no ruling lets out.
    Beyond {
        /// The item.
        item: ItemId,
    },
    /// It was made under another book.
    OtherBook,
    /// It released its one flow.
    Spent,
    /// Something stands against the flow that it does not go over.
    NotOver {
        /// What.
        against: Vec<Over>,
    },
}

impl GateDecision {
    /// What stands against the flow and a ruling must go over, each once and in order.
    ///
    /// # Errors
    /// [`Barred`] where no ruling could release the flow, whatever it went over.
    pub fn over(&self) -> Result<Vec<Over>, Barred> {
        let open = self.passages.iter().any(|passage| passage.need.is_open());
        let room = matches!(self.law, AnswerKind::Escalate | AnswerKind::Conflict);
        if self.law == AnswerKind::Refuse || !(room || open) {
            return Err(Barred::NoRoom);
        }
        if !self.passages.iter().all(|one| one.need.granted() || one.need.is_open()) {
            return Err(Barred::NoNeed);
        }
        let mut over = BTreeSet::new();
        over.extend(open.then(Over::need));
        let mut conditions = BTreeSet::new();
        for passage in &self.passages {
            against(passage, &mut over, &mut conditions)?;
        }
        if conditions.is_empty() {
            Ok(over.into_iter().collect())
        } else {
            Err(Barred::Conditions { facts: conditions.into_iter().collect() })
        }
    }
}

/// What stands against one passage.
fn against(
    passage: &Passage,
    over: &mut BTreeSet<Over>,
    conditions: &mut BTreeSet<FactName>,
) -> Result<(), Barred> {
    match &passage.answer.decision {
        Decision::Permit => {}
        Decision::PermitIf { conditions: sets } => {
            conditions.extend(sets.iter().flatten().map(|finding| finding.fact.clone()));
        }
        Decision::Refuse { .. } => return Err(Barred::NoRoom),
        Decision::Escalate { doubts } => doubts.iter().for_each(|one| doubt(one, over)),
        Decision::Conflict { collisions, grounds } => {
            for collision in collisions.iter() {
                let (duty, prohibition) = (collision.duty.clone(), collision.prohibition.clone());
                over.insert(Over::Collision { duty, prohibition });
                under(&collision.under, over);
            }
            grounds.iter().try_for_each(|one| ground(one, over))?;
        }
    }
    Ok(())
}

fn ground(ground: &Ground, over: &mut BTreeSet<Over>) -> Result<(), Barred> {
    match ground {
        Ground::Rule { rule, under: readings } => {
            over.insert(Over::Rule(rule.clone()));
            under(readings, over);
        }
        Ground::Open { rule, unknown } => {
            over.insert(Over::Rule(rule.clone()));
            over.extend(unknown.iter().cloned().map(Over::Unknown));
        }
        Ground::TooMuchUnknown { .. } | Ground::Contradiction { .. } => return Err(Barred::NoRoom),
    }
    Ok(())
}

/// A combination of readings under which the flow is not permitted, and what then forbids it.
fn doubt(doubt: &Doubt, over: &mut BTreeSet<Over>) {
    if doubt.answer != AnswerKind::Permit {
        over.extend(doubt.rules.iter().cloned().map(Over::Rule));
        under(&doubt.readings, over);
    }
}

fn under(readings: &[Finding], over: &mut BTreeSet<Over>) {
    over.extend(readings.iter().map(Over::reading));
}

/// The ruling that releases the flow; else the one last made that covers it, with the reason why it does not.
pub(super) fn ruled(
    case: &Case,
    decision: &GateDecision,
) -> (Option<RulingId>, Option<Unreleased>) {
    if decision.gate == AnswerKind::Permit {
        return (None, None);
    }
    let flow = &decision.flow;
    let items: BTreeSet<ItemId> = flow.items.iter().copied().collect();
    let mut covering: Vec<&Ruling> = case
        .rulings()
        .filter(|ruling| ruling.covers(flow.act, flow.from, &flow.to, &items, decision.at))
        .collect();
    covering.sort_by_key(|ruling| ruling.terms().recorded);
    let over = decision.over();
    let mut unreleased = None;
    for ruling in covering {
        match releases(case, decision, ruling, &items, &over) {
            Ok(()) => return (Some(ruling.id()), None),
            Err(because) => unreleased = Some(Unreleased { ruling: ruling.id(), because }),
        }
    }
    (None, unreleased)
}

fn releases(
    case: &Case,
    decision: &GateDecision,
    ruling: &Ruling,
    items: &BTreeSet<ItemId>,
    over: &Result<Vec<Over>, Barred>,
) -> Result<(), Barred> {
    let against = over.as_ref().map_err(Barred::clone)?;
    if case.is_spent(ruling.id()) {
        return Err(Barred::Spent);
    }
    if ruling.terms().book.as_ref() != Some(&decision.book) {
        return Err(Barred::OtherBook);
    }
    // What an item is found to be after a ruling was made counts as well.
    if let Some(item) = items.iter().find(|item| beyond(case, **item)) {
        return Err(Barred::Beyond { item: *item });
    }
    let against = ruling.lacks(against);
    if against.is_empty() { Ok(()) } else { Err(Barred::NotOver { against }) }
}

/// Whether no ruling lets an item out.
fn beyond(case: &Case, item: ItemId) -> bool {
    let allowed: Option<Result<(), NoRuling>> =
        case.item(item).map(|record| may_be_ruled_on(&record.item));
    !matches!(allowed, Some(Ok(()))) || case.found_to_be_tool(item) == Some(true)
}

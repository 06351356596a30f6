//! Cedar's word on a decision before it is recorded.
//!
//! The gate decides with the compiled form of the rules. Before a decision goes to the log, the
//! rules of each passage are put to Cedar as well, in the two completions that set every unknown
//! fact to its first and to its last value. Where Cedar cannot evaluate a rule, or names other rules
//! than the compiled form does, the decision is not used: the flow is refused and the fault named.

use jiff::Timestamp;
use thiserror::Error;

use crate::case::Case;
use crate::gate::{Desk, GateDecision, NoFlow, decide};
use crate::situation::{Facts, Flow};
use tidegate_law::{Reference, ReferenceError, Situation};

/// Why a decision is not used.
#[derive(Debug, Error)]
pub enum NotConfirmed {
    /// The flow cannot be put to the gate.
    #[error(transparent)]
    NoFlow(NoFlow),
    /// The reference engine cannot answer.
    #[error("the flow is refused, because the reference engine gives no answer: {0}")]
    Reference(ReferenceError),
    /// The two disagree.
    #[error(
        "the flow is refused, because the compiled rules and Cedar differ on `{act}`; report this as a fault of the engine"
    )]
    Disagreement {
        /// The act.
        act: String,
    },
}

impl From<NoFlow> for NotConfirmed {
    fn from(error: NoFlow) -> Self {
        Self::NoFlow(error)
    }
}

impl From<ReferenceError> for NotConfirmed {
    fn from(error: ReferenceError) -> Self {
        Self::Reference(error)
    }
}

/// A decision that Cedar has confirmed. Only this yields a permit, a release, or the event that goes on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmed {
    decision: GateDecision,
}

impl Confirmed {
    /// The decision.
    pub fn decision(&self) -> &GateDecision {
        &self.decision
    }

    /// The decision, which alone lets nothing out.
    pub fn into_decision(self) -> GateDecision {
        self.decision
    }
}

/// Decides on a flow and has Cedar confirm it. The decision is taken here and not handed in, so that none can be
/// altered between the gate and the record.
///
/// # Errors
/// [`NotConfirmed`]; the flow must then be refused.
pub fn confirmed(
    desk: &Desk<'_>,
    case: &Case,
    flow: &Flow,
    at: Timestamp,
) -> Result<Confirmed, NotConfirmed> {
    let decision = decide(desk, case, flow, at)?;
    agree(desk, case, &decision)?;
    Ok(Confirmed { decision })
}

fn agree(desk: &Desk<'_>, case: &Case, decision: &GateDecision) -> Result<(), NotConfirmed> {
    let law = desk.book.in_force(desk.adoption, decision.at);
    let reference = Reference::of_book(&law)?;
    let name = decision.flow.act.as_str();
    let act = desk.book.schema().act(name);
    let act = act.ok_or_else(|| ReferenceError::Refused(format!("there is no act `{name}`")))?;
    let facts = Facts { book: desk.book, case, at: decision.at };
    for passage in &decision.passages {
        let Some(item) = case.item(passage.item) else { continue };
        let product = passage.product.and_then(|id| case.product(id));
        let known = facts.of_flow(&decision.flow, item, product, &passage.reached.recipient);
        for last in [false, true] {
            let whole = complete(desk, &known, last);
            let said = (
                reference.prohibitions(act, &whole)?,
                reference.duties(&whole)?,
                reference.flows(act, &whole)?,
            );
            if said != reference.compiled(act, &whole) {
                return Err(NotConfirmed::Disagreement { act: name.to_owned() });
            }
        }
    }
    Ok(())
}

/// Every unknown fact set to its first or its last value.
fn complete(desk: &Desk<'_>, known: &Situation, last: bool) -> Situation {
    let schema = desk.book.schema();
    let mut whole = known.clone();
    for entry in schema.facts() {
        let Some(fact) = schema.fact(&entry.name) else { continue };
        let value = if last { entry.values.last() } else { entry.values.first() };
        if let (false, Some(value)) = (whole.is_known(fact), value) {
            whole.set(schema, fact, &value.value);
        }
    }
    whole
}

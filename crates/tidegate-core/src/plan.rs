//! The plan of a case: every duty of every bearer, what the gate says of each now, and an order of steps that the gate
//! lets pass one after the other.
//!
//! A step whose effect opens the way for others comes before them; one that the law lets pass later stands at the
//! earliest instant at which it does. What depends on somebody else's act waits, and says for what. Where nothing lawful
//! is in time, the collision is named with the orders that the book knows, and a named person decides. A plan records
//! nothing, permits nothing and lets nothing out: each flow is put to the gate again when it takes place. It is a
//! function of book, adoption, case and instant, so it is made anew whenever one of them changes.
//!
//! `task` groups the duties and finds their flows, `rehearse` carries out steps on a copy of the case, `later` finds
//! the instants at which something changes, `walk` goes through the orders of the book, `make` puts it together.

use jiff::Timestamp;
use tidegate_law::{AnswerKind, Collision, Finding, Ground, RuleId, WayOut};

use crate::act::Act;
use crate::case::Case;
use crate::command::Verb;
use crate::event::Filed;
use crate::gate::{Barred, Desk, GateDecision, OwedBy};
use crate::id::PartyId;
use crate::item::Item;
use crate::ruling::Over;
use crate::situation::Flow;

mod later;
mod make;
mod rehearse;
pub(crate) mod task;
mod walk;

/// The plan of a case at an instant.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The digest of the book that was asked.
    pub book: String,
    /// The instant for which it was made.
    pub at: Timestamp,
    /// The case, with content that duties ask for and that it does not hold yet.
    pub case: Case,
    /// That content: it is still to be written.
    pub supposed: Vec<Item>,
    /// Every duty that runs or may begin, in the order in which they press.
    pub duties: Vec<Planned>,
    /// The steps in their order.
    pub steps: Vec<Step>,
}

/// A duty in the plan: one rule of one bearer, owed to nobody, to one or to several.
#[derive(Debug, Clone)]
pub struct Planned {
    /// The duty, once for each addressee.
    pub owed: Vec<OwedBy>,
    /// What the gate says now of the flow to each of them; nothing where the duty is no flow.
    pub now: Vec<GateDecision>,
    /// What becomes of it.
    pub standing: Standing,
}

/// What becomes of a duty in the plan.
#[derive(Debug, Clone)]
pub enum Standing {
    /// A step meets it.
    Step {
        /// The place of the step.
        step: usize,
        /// How the step stands to the due time.
        timing: Timing,
    },
    /// It goes on without an end, or is to keep something: no one step meets it.
    Lasts,
    /// Its clock has not started.
    Begins,
    /// It is lawful once somebody else has acted, or something has happened.
    Waits {
        /// What would open the way: each suffices.
        ways: Vec<WayOut>,
    },
    /// It is only recommended, and the law or the need to know stands against it.
    Barred,
    /// Nothing lawful is in time.
    Residual(Box<Residual>),
}

/// How a step stands to the due time of a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Timing {
    /// Before it.
    InTime,
    /// The text has no number: the step comes as soon as it is lawful.
    NoNumber,
    /// Whether before it depends on instants that the sources do not give, or cannot be counted.
    Perhaps,
    /// After it.
    Late,
}

/// A step.
#[derive(Debug, Clone)]
pub struct Step {
    /// Why it is there.
    pub why: Why,
    /// Who takes it.
    pub by: PartyId,
    /// When, at the earliest lawful moment.
    pub at: Timestamp,
    /// The flows, with the facts that are undertaken with them; none where the step is no flow.
    pub flows: Vec<Flow>,
    /// What the gate says of each at that moment, after the steps before.
    pub decisions: Vec<GateDecision>,
    /// What is undertaken with it.
    pub conditions: Vec<Finding>,
    /// The duties that it meets, by their places in the plan.
    pub duties: Vec<usize>,
    /// Whether each of these is owed for sure. What is perhaps owed opens no way for other steps.
    pub sure: bool,
    /// What is recorded once it was taken.
    pub effects: Vec<Verb>,
}

/// Why a step is in a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It meets a duty.
    Duty,
    /// It opens the way for a duty that collided, as an order of the book says.
    Opens {
        /// The key of the way through.
        through: String,
        /// The key of the order.
        order: String,
        /// The place of the step in it.
        step: usize,
    },
}

/// A duty for which nothing lawful is in time.
#[derive(Debug, Clone)]
pub struct Residual {
    /// What collides.
    pub collisions: Vec<Collision>,
    /// Every prohibition that stands against it, and every fact that nobody knows.
    pub grounds: Vec<Ground>,
    /// What would make it lawful, whenever that comes.
    pub ways: Vec<WayOut>,
    /// The first instant known by now at which the gate lets it pass, if there is one.
    pub earliest: Option<Timestamp>,
    /// The orders of the book for this collision, each walked.
    pub alternatives: Vec<Alternative>,
    /// What a ruling of a named person would have to go over, for each flow; or why there is no room for one.
    pub rulings: Vec<Result<Vec<Over>, Barred>>,
}

/// An order of the book, walked step by step.
#[derive(Debug, Clone)]
pub struct Alternative {
    /// The key of the way through.
    pub through: String,
    /// The key of the order.
    pub order: String,
    /// Its steps.
    pub walked: Vec<Walked>,
    /// The readings on which it rests and which the office has not taken.
    pub under: Vec<Finding>,
    /// How far it leads.
    pub stands: Stands,
}

/// How far an order leads, from the best to the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stands {
    /// The gate lets every step of it pass.
    Lawful,
    /// It would, once something is so that is not established.
    Wants,
    /// It needs somebody whom the case does not name.
    Nobody,
    /// The gate does not let a step of it pass.
    Refused,
}

/// One step of an order that was walked.
#[derive(Debug, Clone)]
pub struct Walked {
    /// What the gate says of its flows.
    pub decisions: Vec<GateDecision>,
    /// What is undertaken with it.
    pub conditions: Vec<Finding>,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a step of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is for people: the law is asked nothing.
    Words,
    /// The duty is met already, or is not owed.
    Done,
    /// The gate lets it pass.
    Lawful,
    /// It supposes facts that are not established; what follows is walked as if they were.
    Wants(Vec<Finding>),
    /// The case names nobody to whom it could go.
    Nobody,
    /// The gate does not let it pass.
    Refused,
}

/// The plan of a case: a function of book, adoption, case and instant.
pub fn plan(desk: &Desk<'_>, case: &Case, at: Timestamp) -> Plan {
    make::plan(desk, case, at)
}

/// What a filing lets out, as a flow: what its rule asks for, to whom it went; and the case with the content that the rule
/// asks for and that it does not hold. None where the rule asks for no flow, or its bearer files with itself.
pub fn filing(desk: &Desk<'_>, case: &Case, filed: &Filed, at: Timestamp) -> Option<(Case, Flow)> {
    task::filing(desk, case, filed, at)
}

/// Whether a flow may take place: the gate lets it pass, or a ruling releases it.
pub fn passes(decision: &GateDecision) -> bool {
    decision.gate.allows() || decision.ruling.is_some()
}

impl Standing {
    /// Whether the plan meets the duty in time, or its text has no number.
    pub fn met(&self) -> bool {
        match self {
            Self::Step { timing, .. } => matches!(timing, Timing::InTime | Timing::NoNumber),
            Self::Lasts | Self::Begins => true,
            Self::Waits { .. } | Self::Barred | Self::Residual(_) => false,
        }
    }
}

impl Planned {
    /// The duty, with its first addressee.
    pub fn first(&self) -> Option<&OwedBy> {
        self.owed.first()
    }

    /// The answer of the gate now: the worst where there are several flows; none where there is no flow.
    pub fn answer(&self) -> Option<AnswerKind> {
        let any_of = self.first().is_some_and(|one| one.duty.any_of);
        let answers = self.now.iter().map(|decision| decision.gate);
        if any_of { answers.min() } else { answers.max() }
    }

    /// Every prohibition that stands against it now, each once.
    pub fn blockers(&self) -> Vec<&RuleId> {
        let mut rules: Vec<&RuleId> = Vec::new();
        for decision in self.now.iter().filter(|decision| !passes(decision)) {
            for passage in &decision.passages {
                let grounds = passage.answer.decision.grounds().iter().filter_map(Ground::rule);
                for rule in grounds {
                    if !rules.contains(&rule) {
                        rules.push(rule);
                    }
                }
            }
        }
        rules
    }
}

impl Step {
    /// The act, where the step is a flow.
    pub fn act(&self) -> Option<Act> {
        self.flows.first().map(|flow| flow.act)
    }
}

impl Plan {
    /// The duties for which nothing lawful is in time.
    pub fn residuals(&self) -> impl Iterator<Item = (&Planned, &Residual)> {
        self.duties.iter().filter_map(|planned| match &planned.standing {
            Standing::Residual(residual) => Some((planned, residual.as_ref())),
            Standing::Step { .. }
            | Standing::Lasts
            | Standing::Begins
            | Standing::Waits { .. }
            | Standing::Barred => None,
        })
    }
}

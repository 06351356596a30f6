//! Plans in the form in which they are told: versioned, in both languages, every step cited.
//!
//! `made` turns a plan of the core into the form, `text` says it in one language, `compared` puts two beside each other.

mod beside;
mod compared;
mod made;
mod text;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_law::{AnswerKind, Certainty, Words};

use super::owed::DutyTold;
use super::rule::{FactTold, RuleTold};
use super::schema::Bilingual;
use super::told::{CollisionTold, GroundTold, WayTold};

pub use beside::compared_text;
pub(crate) use beside::sides;
pub use compared::{ChangeTold, WhatIfTold, what_if};
pub use made::plan;
pub(crate) use text::{line_of, same_orders, standing};
pub use text::{opens, outcome, plan_text, stands, timing};

/// The plan of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PlanTold {
    /// The version of this form.
    pub version: u32,
    /// The digest of the book that answered.
    pub book: String,
    /// The instant for which it was made.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The case.
    pub case: String,
    /// Its neutral handle.
    pub handle: String,
    /// Content that duties ask for and that the case does not hold: it is still to be written.
    #[schema(value_type = Vec<Bilingual>)]
    pub to_write: Vec<Words>,
    /// The steps in their order.
    pub steps: Vec<StepTold>,
    /// Every duty that runs or may begin.
    pub duties: Vec<PlannedTold>,
}

/// A step of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct StepTold {
    /// Its number, counted from 1.
    pub number: usize,
    /// The earliest lawful moment, at which it is planned.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Who takes it.
    #[schema(value_type = Bilingual)]
    pub by: Words,
    /// What to do.
    #[schema(value_type = Bilingual)]
    pub words: Words,
    /// About which products, where the case has several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub products: Vec<String>,
    /// To whom; empty where it is no flow.
    #[schema(value_type = Vec<Bilingual>)]
    pub to: Vec<Words>,
    /// With what.
    #[schema(value_type = Vec<Bilingual>)]
    pub content: Vec<Words>,
    /// Whom it reaches besides, because it is passed on.
    #[schema(value_type = Vec<Bilingual>)]
    pub reaches: Vec<Words>,
    /// What is undertaken with it.
    pub conditions: Vec<FactTold>,
    /// The readings that the office has taken and on which it rests: with another the gate answers otherwise, or the duty
    /// is not owed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub readings: Vec<FactTold>,
    /// The rules for which it is there.
    pub rules: Vec<RuleTold>,
    /// Whether some duty that it meets is owed for sure.
    pub sure: bool,
    /// What the gate says of it at that moment, after the steps before; none where it is no flow.
    #[schema(value_type = Option<String>)]
    pub answer: Option<AnswerKind>,
    /// The ruling under which it takes place, if it does under one.
    pub ruling: Option<String>,
    /// The order of the book by which it opens the way for later steps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opens: Option<OrderTold>,
}

/// An order of steps of the book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OrderTold {
    /// Its key: of the collision and of the order.
    pub key: String,
    /// What it is.
    #[schema(value_type = Bilingual)]
    pub words: Words,
    /// What limits it.
    #[schema(value_type = Option<Bilingual>)]
    pub limits: Option<Words>,
    /// How sure we are of it.
    #[schema(value_type = String)]
    pub certainty: Certainty,
    /// Where it is described.
    #[schema(value_type = Bilingual)]
    pub source: Words,
}

/// A duty in the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PlannedTold {
    /// The duty, with its first addressee.
    pub duty: DutyTold,
    /// All to whom it is owed still.
    #[schema(value_type = Vec<Bilingual>)]
    pub to: Vec<Words>,
    /// What the gate says of it now; none where it is no flow.
    #[schema(value_type = Option<String>)]
    pub now: Option<AnswerKind>,
    /// The prohibitions that stand against it now.
    pub blocked_by: Vec<RuleTold>,
    /// What becomes of it.
    pub standing: StandingTold,
}

/// What becomes of a duty in a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "standing", rename_all = "snake_case")]
pub enum StandingTold {
    /// A step meets it.
    Step {
        /// The number of the step.
        number: usize,
        /// When.
        #[schema(value_type = String, format = DateTime)]
        at: Timestamp,
        /// How that stands to the due time.
        timing: TimingTold,
    },
    /// It goes on without an end, or is to keep something.
    Lasts,
    /// Its clock has not started.
    Begins,
    /// It is lawful once somebody else has acted, or something has happened.
    Waits {
        /// What would open the way: each suffices.
        ways: Vec<WayTold>,
    },
    /// It is only recommended, and the law or the need to know stands against it.
    Barred,
    /// Nothing lawful is in time.
    Residual(ResidualTold),
}

/// How a step stands to the due time of a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TimingTold {
    /// Before it.
    InTime,
    /// The text has no number.
    NoNumber,
    /// That depends on instants that the sources do not give, or the time cannot be counted.
    Perhaps,
    /// After it.
    Late,
}

/// A duty for which nothing lawful is in time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ResidualTold {
    /// What collides.
    pub collisions: Vec<CollisionTold>,
    /// Everything that stands against it.
    pub grounds: Vec<GroundTold>,
    /// What would make it lawful, whenever that comes.
    pub ways: Vec<WayTold>,
    /// The first instant known by now at which the gate lets it pass.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub earliest: Option<Timestamp>,
    /// The orders of the book for this collision.
    pub alternatives: Vec<AlternativeTold>,
    /// What a named person decides, with reasons, as the book has it for this collision.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<Bilingual>)]
    pub decides: Vec<Words>,
    /// What a named person would decide.
    pub decisions: Vec<ToDecide>,
}

/// A flow on which a named person may decide, with what the decision goes over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ToDecide {
    /// The flow as a question in the words of scenes; none where no one question says it.
    pub question: Option<String>,
    /// The items that the decision would let out.
    pub items: Vec<String>,
    /// The act.
    pub act: String,
    /// Who acts, by id.
    pub from: String,
    /// To whom, by id or capacity.
    pub recipient: String,
    /// To whom.
    #[schema(value_type = Bilingual)]
    pub to: Words,
    /// What a ruling would go over; empty where there is no room for one.
    #[schema(value_type = Vec<Bilingual>)]
    pub over: Vec<Words>,
    /// Why there is no room for one.
    #[schema(value_type = Option<Bilingual>)]
    pub barred: Option<Words>,
}

/// An order of the book, walked step by step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct AlternativeTold {
    /// The order.
    pub order: OrderTold,
    /// The readings on which it rests and which the office has not taken.
    pub under: Vec<FactTold>,
    /// How far it leads.
    pub stands: StandsTold,
    /// Its steps.
    pub steps: Vec<WalkedTold>,
}

/// How far an order leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StandsTold {
    /// The gate lets every step of it pass.
    Lawful,
    /// It would, once something is so that is not established.
    Wants,
    /// It needs somebody whom the case does not name.
    Nobody,
    /// The gate does not let a step of it pass.
    Refused,
}

/// A step of an order that was walked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct WalkedTold {
    /// What to do.
    #[schema(value_type = Bilingual)]
    pub words: Words,
    /// What became of it.
    pub outcome: OutcomeTold,
    /// The facts that it supposes and that are not established.
    pub wants: Vec<FactTold>,
    /// What is undertaken with it.
    pub conditions: Vec<FactTold>,
    /// What the gate says of it; none where the law is asked nothing.
    #[schema(value_type = Option<String>)]
    pub answer: Option<AnswerKind>,
    /// The prohibitions that stand against it.
    pub blocked_by: Vec<RuleTold>,
}

/// What became of a step of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeTold {
    /// It is for people: the law is asked nothing.
    Words,
    /// The duty is met already, or is not owed.
    Done,
    /// The gate lets it pass.
    Lawful,
    /// It supposes facts that are not established.
    Wants,
    /// The case names nobody to whom it could go.
    Nobody,
    /// The gate does not let it pass.
    Refused,
}

impl PlannedTold {
    /// Whether the plan meets the duty in time, or its text has no number, or nothing is to be done yet.
    #[must_use]
    pub fn calm(&self) -> bool {
        match &self.standing {
            StandingTold::Step { timing, .. } => {
                matches!(timing, TimingTold::InTime | TimingTold::NoNumber)
            }
            StandingTold::Lasts | StandingTold::Begins => true,
            StandingTold::Waits { .. } | StandingTold::Barred | StandingTold::Residual(_) => false,
        }
    }
}

impl AlternativeTold {
    /// Whether the gate lets every step pass, and no other reading is needed for it.
    #[must_use]
    pub fn lawful(&self) -> bool {
        self.stands == StandsTold::Lawful && self.under.is_empty()
    }

    /// The text for how far it leads.
    #[must_use]
    pub fn stands_id(&self) -> &'static str {
        if self.stands == StandsTold::Lawful && !self.under.is_empty() {
            return "order-on-reading";
        }
        stands(self.stands)
    }
}

impl WalkedTold {
    /// The text for what became of it.
    #[must_use]
    pub fn outcome_id(&self) -> &'static str {
        outcome(self.outcome)
    }
}

impl ToDecide {
    /// The items with spaces between, for a field of a form.
    #[must_use]
    pub fn items_in_line(&self) -> String {
        self.items.join(" ")
    }
}

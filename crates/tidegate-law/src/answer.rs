//! The five answers, with their reasons. None can be built without them.

use serde::{Deserialize, Serialize};

use crate::fact::{FactName, FactValue};
use crate::statute::RuleId;

/// A list with at least one element.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct NonEmpty<T>(Vec<T>);

impl<T> NonEmpty<T> {
    /// A list, if there is anything in it.
    pub fn new(list: Vec<T>) -> Option<Self> {
        (!list.is_empty()).then_some(Self(list))
    }

    /// A list of one.
    pub fn one(element: T) -> Self {
        Self(vec![element])
    }

    /// The elements.
    pub fn as_slice(&self) -> &[T] {
        &self.0
    }

    /// The elements in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }
}

/// One fact with a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Finding {
    /// The fact.
    pub fact: FactName,
    /// Its value.
    pub value: FactValue,
}

/// The five answers, without their reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerKind {
    /// Not forbidden.
    Permit,
    /// Not forbidden on conditions that the actor may undertake.
    PermitIf,
    /// The law is unclear: a named human decides.
    Escalate,
    /// Two binding rules collide for the same actor.
    Conflict,
    /// Forbidden, or not known to be allowed.
    Refuse,
}

impl AnswerKind {
    /// The word of the answer as scenes write it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Permit => "PERMIT",
            Self::PermitIf => "PERMIT IF",
            Self::Escalate => "ESCALATE",
            Self::Conflict => "CONFLICT",
            Self::Refuse => "REFUSE",
        }
    }

    /// Whether the flow may take place, on conditions where there are any.
    pub fn allows(self) -> bool {
        matches!(self, Self::Permit | Self::PermitIf)
    }
}

/// A decision of the law with its reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Decision {
    /// Nothing in force forbids it.
    Permit,
    /// Nothing forbids it once one of these sets of facts is undertaken.
    PermitIf {
        /// Each set suffices; none is larger than needed.
        conditions: NonEmpty<Vec<Finding>>,
    },
    /// It is forbidden, or would be if an unknown fact were so.
    Refuse {
        /// Every ground.
        grounds: NonEmpty<Ground>,
    },
    /// Readings of the text disagree.
    Escalate {
        /// What each combination of readings gives.
        doubts: NonEmpty<Doubt>,
    },
    /// A live binding duty demands what a prohibition forbids.
    Conflict {
        /// Each pair that collides.
        collisions: NonEmpty<Collision>,
        /// Every ground of refusal.
        grounds: NonEmpty<Ground>,
    },
}

impl Decision {
    /// Which of the five it is.
    pub fn kind(&self) -> AnswerKind {
        match self {
            Self::Permit => AnswerKind::Permit,
            Self::PermitIf { .. } => AnswerKind::PermitIf,
            Self::Refuse { .. } => AnswerKind::Refuse,
            Self::Escalate { .. } => AnswerKind::Escalate,
            Self::Conflict { .. } => AnswerKind::Conflict,
        }
    }

    /// The grounds of refusal, if there are any.
    pub fn grounds(&self) -> &[Ground] {
        match self {
            Self::Refuse { grounds } | Self::Conflict { grounds, .. } => grounds.as_slice(),
            Self::Permit | Self::PermitIf { .. } | Self::Escalate { .. } => &[],
        }
    }
}

/// A ground of refusal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "ground", rename_all = "snake_case")]
pub enum Ground {
    /// A prohibition that applies.
    Rule {
        /// The prohibition.
        rule: RuleId,
        /// Readings under which, taken together, it applies; empty if it applies under each. Where one set does not say
        /// it all, the rule is a ground once for each: it applies wherever one of them is taken whole, and nowhere else.
        under: Vec<Finding>,
    },
    /// A prohibition that applies unless facts that are not known are otherwise.
    Open {
        /// The prohibition.
        rule: RuleId,
        /// The facts that would decide it.
        unknown: Vec<FactName>,
    },
    /// More facts are unknown than can be gone through.
    TooMuchUnknown {
        /// All of them.
        unknown: Vec<FactName>,
    },
    /// What is said to be known cannot be true together.
    Contradiction {
        /// What the world does not allow, by the key of the constraint.
        constraint: String,
    },
}

impl Ground {
    /// The prohibition, where the ground is one.
    pub fn rule(&self) -> Option<&RuleId> {
        match self {
            Self::Rule { rule, .. } | Self::Open { rule, .. } => Some(rule),
            Self::TooMuchUnknown { .. } | Self::Contradiction { .. } => None,
        }
    }
}

/// What one combination of readings gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Doubt {
    /// The readings taken.
    pub readings: Vec<Finding>,
    /// The answer under them.
    pub answer: AnswerKind,
    /// The prohibitions that apply under them.
    pub rules: Vec<RuleId>,
}

/// A duty and a prohibition that match the same flow.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Collision {
    /// What the actor shall do.
    pub duty: RuleId,
    /// What the actor shall not do.
    pub prohibition: RuleId,
    /// Readings under which, taken together, they collide; empty if under each. The pair stands once for each such set.
    pub under: Vec<Finding>,
}

/// A reading that the answer rests on, and what the others give.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadingUsed {
    /// The reading taken by the office.
    pub taken: Finding,
    /// The answer under each other value.
    pub others: Vec<(FactValue, AnswerKind)>,
}

/// The whole answer to a question of law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The decision and its reasons.
    pub decision: Decision,
    /// The readings that change the answer, as the office has taken them.
    pub readings: Vec<ReadingUsed>,
    /// Duties, permissions and encouragements that speak for the flow.
    pub supports: Vec<RuleId>,
    /// Recommendations and norms that speak against it.
    pub advice: Vec<RuleId>,
    /// Prohibitions of this act that were looked at and do not apply.
    pub lifted: Vec<RuleId>,
    /// What would make the flow lawful: each a minimal set of moves, by their keys.
    pub ways_out: Vec<crate::ways::WayOut>,
}

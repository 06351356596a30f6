//! The answer of the law: its grounds, doubts, readings and ways out.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tidegate_law::{
    Answer, AnswerKind, Decision, FactValue, Finding, Ground, MoveKind, Situation, Words,
};

use crate::say::Basis;
use crate::say::owed::DutyTold;
use crate::say::rule::{FactTold, RuleTold, UnknownTold};
use crate::say::schema::Bilingual;

/// An answer of the law with its reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct AnswerTold {
    /// Which of the five.
    #[schema(value_type = String)]
    pub answer: AnswerKind,
    /// The grounds of a refusal or conflict.
    pub grounds: Vec<GroundTold>,
    /// The duty and the prohibition that collide.
    pub collisions: Vec<CollisionTold>,
    /// What each combination of readings gives.
    pub doubts: Vec<DoubtTold>,
    /// The sets of conditions; each set suffices.
    pub conditions: Vec<Vec<FactTold>>,
    /// The office's positions on which the answer rests.
    pub readings: Vec<ReadingTold>,
    /// What speaks for the flow.
    pub supports: Vec<RuleTold>,
    /// Encouragements and norms that speak against it.
    pub advice: Vec<RuleTold>,
    /// Prohibitions of this act that were looked at and do not apply.
    pub lifted: Vec<RuleTold>,
    /// What would make the flow lawful; each way suffices.
    pub ways_out: Vec<WayTold>,
    /// Duties of the actor to do just this whose clock could start at any moment: then they would collide with the
    /// grounds. Told where there is a case and the flow is not allowed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub could_require: Vec<DutyTold>,
}

/// A ground of refusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "ground", rename_all = "snake_case")]
pub enum GroundTold {
    /// A prohibition that applies.
    Rule {
        /// The prohibition.
        rule: RuleTold,
        /// The readings under which alone it applies.
        under: Vec<FactTold>,
    },
    /// A prohibition that applies unless facts that are not known are otherwise.
    Open {
        /// The prohibition.
        rule: RuleTold,
        /// The facts that would decide it.
        unknown: Vec<UnknownTold>,
    },
    /// More is unknown than can be gone through.
    TooMuchUnknown {
        /// All of it.
        unknown: Vec<UnknownTold>,
    },
    /// What is said to be known cannot be true together.
    Contradiction {
        /// The key in `world.cedar`.
        constraint: String,
    },
}

/// A duty and a prohibition that match the same flow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct CollisionTold {
    /// What the actor shall do.
    pub duty: RuleTold,
    /// What the actor shall not do.
    pub prohibition: RuleTold,
    /// The readings under which they collide.
    pub under: Vec<FactTold>,
}

/// What one combination of readings gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DoubtTold {
    /// The readings taken.
    pub readings: Vec<FactTold>,
    /// The answer under them.
    #[schema(value_type = String)]
    pub answer: AnswerKind,
    /// The prohibitions that apply under them.
    pub rules: Vec<RuleTold>,
}

/// A position on which the answer rests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ReadingTold {
    /// The reading.
    pub reading: String,
    /// Where the doubt stands.
    #[schema(value_type = Bilingual)]
    pub citation: Words,
    /// The question.
    #[schema(value_type = Bilingual)]
    pub question: Words,
    /// The value taken.
    pub taken: String,
    /// What it means.
    #[schema(value_type = Bilingual)]
    pub meaning: Words,
    /// The day on which the office adopted it; none where it was taken for this question alone.
    #[schema(value_type = Option<String>, format = Date)]
    pub adopted: Option<Date>,
    /// Who adopted it.
    pub by: Option<String>,
    /// What the other values give.
    pub others: Vec<OtherTold>,
}

/// What another value of a reading gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OtherTold {
    /// The value.
    pub value: String,
    /// What it means.
    #[schema(value_type = Bilingual)]
    pub meaning: Words,
    /// The answer under it.
    #[schema(value_type = String)]
    pub answer: AnswerKind,
}

/// A way out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct WayTold {
    /// What to do, all of it.
    pub moves: Vec<MoveTold>,
    /// The answer afterwards.
    #[schema(value_type = String)]
    pub answer: AnswerKind,
    /// The conditions that remain.
    pub conditions: Vec<FactTold>,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct MoveTold {
    /// Its key.
    pub key: String,
    /// What kind of change it is.
    #[schema(value_type = String)]
    pub kind: MoveKind,
    /// What to do.
    #[schema(value_type = Bilingual)]
    pub words: Words,
}

impl AnswerTold {
    /// The prohibitions on which the answer rests: the grounds, what collides, and those of each reading.
    pub fn rules(&self) -> impl Iterator<Item = &RuleTold> {
        let grounds = self.grounds.iter().filter_map(|ground| match ground {
            GroundTold::Rule { rule, .. } | GroundTold::Open { rule, .. } => Some(rule),
            GroundTold::TooMuchUnknown { .. } | GroundTold::Contradiction { .. } => None,
        });
        let collisions = self.collisions.iter().map(|one| &one.prohibition);
        let doubts = self.doubts.iter().flat_map(|doubt| &doubt.rules);
        grounds.chain(collisions).chain(doubts)
    }

    /// Whether a way out waits while a duty that collides runs, and so may come too late for it.
    #[must_use]
    pub fn waits_while_a_duty_runs(&self) -> bool {
        let waits = |way: &WayTold| way.moves.iter().any(|step| step.kind == MoveKind::Time);
        !self.collisions.is_empty() && self.ways_out.iter().any(waits)
    }
}

impl Basis<'_> {
    /// An answer of the law with its reasons; the situation tells the facts on which each ground rests.
    #[must_use]
    pub fn answer(&self, answer: &Answer, situation: Option<&Situation>) -> AnswerTold {
        let rules = |list: &[tidegate_law::RuleId]| -> Vec<RuleTold> {
            list.iter().map(|id| self.rule(id, situation)).collect()
        };
        let mut told = AnswerTold {
            answer: answer.decision.kind(),
            grounds: answer
                .decision
                .grounds()
                .iter()
                .map(|ground| self.ground(ground, situation))
                .collect(),
            collisions: Vec::new(),
            doubts: Vec::new(),
            conditions: Vec::new(),
            readings: answer.readings.iter().map(|used| self.reading(used)).collect(),
            supports: rules(&answer.supports),
            advice: rules(&answer.advice),
            lifted: answer.lifted.iter().map(|id| self.rule(id, None)).collect(),
            ways_out: answer.ways_out.iter().map(|way| self.way(way)).collect(),
            could_require: Vec::new(),
        };
        match &answer.decision {
            Decision::Permit | Decision::Refuse { .. } => {}
            Decision::PermitIf { conditions } => {
                told.conditions = conditions.iter().map(|set| self.facts(set)).collect();
            }
            Decision::Escalate { doubts } => {
                told.doubts = doubts
                    .iter()
                    .map(|doubt| DoubtTold {
                        readings: self.facts(&doubt.readings),
                        answer: doubt.answer,
                        rules: rules(&doubt.rules),
                    })
                    .collect();
            }
            Decision::Conflict { collisions, .. } => {
                told.collisions = collisions
                    .iter()
                    .map(|collision| CollisionTold {
                        duty: self.rule(&collision.duty, situation),
                        prohibition: self.rule(&collision.prohibition, situation),
                        under: self.facts(&collision.under),
                    })
                    .collect();
            }
        }
        told
    }

    /// Facts with their values.
    #[must_use]
    pub fn facts(&self, findings: &[Finding]) -> Vec<FactTold> {
        findings.iter().map(|finding| self.fact(finding)).collect()
    }

    pub(in crate::say) fn ground(
        &self,
        ground: &Ground,
        situation: Option<&Situation>,
    ) -> GroundTold {
        let unknown = |facts: &[tidegate_law::FactName]| {
            facts.iter().map(|fact| self.unknown(fact)).collect::<Vec<_>>()
        };
        match ground {
            Ground::Rule { rule, under } => {
                GroundTold::Rule { rule: self.rule(rule, situation), under: self.facts(under) }
            }
            Ground::Open { rule, unknown: facts } => {
                GroundTold::Open { rule: self.rule(rule, situation), unknown: unknown(facts) }
            }
            Ground::TooMuchUnknown { unknown: facts } => {
                GroundTold::TooMuchUnknown { unknown: unknown(facts) }
            }
            Ground::Contradiction { constraint } => {
                GroundTold::Contradiction { constraint: constraint.clone() }
            }
        }
    }

    fn reading(&self, used: &tidegate_law::ReadingUsed) -> ReadingTold {
        let position = self
            .adoption
            .position(&used.taken.fact)
            .filter(|position| position.value == used.taken.value);
        let reading = self.book.reading(&used.taken.fact);
        let meaning = |value: &FactValue| {
            let values = reading.map(|reading| reading.values.as_slice()).unwrap_or_default();
            let known = values.iter().find(|(known, _)| known == value);
            known.map_or_else(
                || Words { en: value.to_string(), zh: value.to_string() },
                |(_, words)| words.clone(),
            )
        };
        ReadingTold {
            reading: used.taken.fact.to_string(),
            citation: self.place_of_reading(&used.taken.fact),
            question: reading.map(|reading| reading.question.clone()).unwrap_or_default(),
            taken: used.taken.value.to_string(),
            meaning: meaning(&used.taken.value),
            adopted: position.map(|position| position.adopted),
            by: position.map(|position| position.by.clone()),
            others: used
                .others
                .iter()
                .map(|(value, answer)| OtherTold {
                    value: value.to_string(),
                    meaning: meaning(value),
                    answer: *answer,
                })
                .collect(),
        }
    }

    /// The clause under which a doubt stands.
    #[must_use]
    pub fn place_of_reading(&self, fact: &tidegate_law::FactName) -> Words {
        let Some(reading) = self.book.reading(fact) else { return Words::default() };
        let Some(statute) = self.book.statutes().get(reading.statute) else {
            return Words::default();
        };
        let short = statute.short();
        Words {
            en: format!("{} {}", short.en, reading.article),
            zh: format!("{}{}", short.zh, reading.article),
        }
    }

    pub(in crate::say) fn way(&self, way: &tidegate_law::WayOut) -> WayTold {
        let moves = way.moves.iter().map(|step| MoveTold {
            key: step.key.clone(),
            kind: step.kind,
            words: step.words.clone(),
        });
        WayTold {
            moves: moves.collect(),
            answer: way.answer,
            conditions: self.facts(&way.conditions),
        }
    }
}

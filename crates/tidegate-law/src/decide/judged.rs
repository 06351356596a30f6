//! The decision in places and sets, before it is put in words, and the way there that allocates
//! nothing: where no rule is open, programs and sets are all there is.

use crate::answer::AnswerKind;
use crate::book::LawInForce;
use crate::decide::completion::{self, Found, Literal, Verdict};
use crate::decide::{Live, Question};
use crate::fact::FactValue;
use crate::program::{RuleSet, Truths};
use crate::schema::{ActIndex, FactIndex};
use crate::situation::Situation;

/// An answer as a kind and its grounds: what is counted when a great many are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// Which of the five answers.
    pub kind: AnswerKind,
    /// The prohibitions that apply, or may for all that is known.
    pub grounds: RuleSet,
}

/// Many questions decided one after another in the same room: nothing is allocated where what is
/// known decides.
#[derive(Debug)]
pub struct Sitting<'l, 'b> {
    law: &'l LawInForce<'b>,
    room: Situation,
}

impl<'l, 'b> Sitting<'l, 'b> {
    /// The outcome of a question; [`LawInForce::decide`] gives the same in words.
    pub fn outcome(&mut self, question: &Question<'_>) -> Outcome {
        let judged = if self.law.has_positions_for(question.situation) {
            self.room.clone_from(question.situation);
            self.law.take_positions(&mut self.room);
            self.law.judge(question.act, &self.room, question.live)
        } else {
            self.law.judge(question.act, question.situation, question.live)
        };
        Outcome { kind: judged.kind(), grounds: judged.grounds() }
    }
}

/// What a decision comes to.
#[derive(Debug)]
pub(crate) enum Judged {
    /// What is said to be known contradicts this sentence about the world.
    Contradiction(usize),
    /// No prohibition applies, whatever is open.
    Permit,
    /// Nothing that is open matters: these prohibitions apply, and these duties demand the flow.
    Settled { applying: RuleSet, duties: RuleSet },
    /// More is open than can be gone through.
    TooMuchUnknown { applying: RuleSet, unknown: Vec<FactIndex> },
    /// The world allows no completion.
    NoWorld,
    /// None applies once the actor undertakes one of these sets.
    PermitIf { conditions: Vec<Vec<Literal>> },
    /// Everything that is open was gone through, and it comes down to the readings.
    Weighed { certain: RuleSet, open: RuleSet, verdicts: Vec<Verdict> },
}

impl Judged {
    /// Which of the five answers it is.
    pub(crate) fn kind(&self) -> AnswerKind {
        match self {
            Self::Permit => AnswerKind::Permit,
            Self::PermitIf { .. } => AnswerKind::PermitIf,
            Self::Settled { duties, .. } if !duties.is_empty() => AnswerKind::Conflict,
            Self::Contradiction(_)
            | Self::NoWorld
            | Self::TooMuchUnknown { .. }
            | Self::Settled { .. } => AnswerKind::Refuse,
            Self::Weighed { verdicts, .. } => {
                let all = |kind| verdicts.iter().all(|verdict| verdict.kind == kind);
                if verdicts.iter().any(|verdict| verdict.kind == AnswerKind::Conflict) {
                    AnswerKind::Conflict
                } else if all(AnswerKind::Refuse) {
                    AnswerKind::Refuse
                } else {
                    AnswerKind::Escalate
                }
            }
        }
    }

    /// The prohibitions that apply or may.
    fn grounds(&self) -> RuleSet {
        match self {
            Self::Contradiction(_) | Self::Permit | Self::NoWorld | Self::PermitIf { .. } => {
                RuleSet::default()
            }
            Self::Settled { applying, .. } | Self::TooMuchUnknown { applying, .. } => *applying,
            Self::Weighed { certain, verdicts, .. } => {
                verdicts.iter().fold(*certain, |all, verdict| all.with(&verdict.open))
            }
        }
    }
}

impl<'b> LawInForce<'b> {
    /// A sitting under this law.
    pub fn sitting(&self) -> Sitting<'_, 'b> {
        Sitting { law: self, room: Situation::unknown(&self.book.schema) }
    }

    /// Decides on an act in a situation in which the office's positions are taken.
    pub(crate) fn judge(
        &self,
        act: ActIndex,
        situation: &Situation,
        live: Option<&Live>,
    ) -> Judged {
        let programs = &self.book.programs;
        if let Some(constraint) = programs.world.first(situation) {
            return Judged::Contradiction(constraint);
        }
        let Some(of_act) = programs.of_act(act) else { return Judged::Permit };
        let forbidding = of_act.forbidding.run(situation).among(&self.in_force);
        if forbidding.is_empty() {
            return Judged::Permit;
        }
        let direct = live.and_then(|live| live.direct(self, situation));
        let direct = direct.as_ref().unwrap_or(situation);
        let obliging = of_act.obliging.run(direct).among(&self.in_force);
        let duties = self.live(obliging, live, direct);
        if forbidding.open.is_empty() && duties.open.is_empty() {
            return Judged::Settled { applying: forbidding.certain, duties: duties.certain };
        }
        let applying = forbidding.certain;
        match completion::gone_through(self, situation, direct, &forbidding, &duties) {
            Found::TooMany(unknown) => Judged::TooMuchUnknown { applying, unknown },
            Found::NoWorld => Judged::NoWorld,
            Found::Nothing => Judged::Permit,
            Found::Conditions(conditions) => Judged::PermitIf { conditions },
            Found::Verdicts(verdicts) => {
                Judged::Weighed { certain: applying, open: forbidding.open, verdicts }
            }
        }
    }

    /// Whether a prohibition applies whatever is open: then no completion is permitted, and none need be gone through to
    /// know that much.
    pub(crate) fn refuses_whatever(&self, act: ActIndex, situation: &Situation) -> bool {
        let of_act = self.book.programs.of_act(act);
        let forbidding =
            of_act.map(|of_act| of_act.forbidding.run(situation).among(&self.in_force));
        forbidding.is_some_and(|forbidding| !forbidding.certain.is_empty())
    }

    /// The duties that are live towards the recipient of the flow. A duty towards others is no reason
    /// to tell this one.
    fn live(&self, duties: Truths, live: Option<&Live>, situation: &Situation) -> Truths {
        let Some(live) = live else { return duties };
        let schema = &self.book.schema;
        let recipient = schema.fact_named("recipient");
        let may_be = |capacity: &FactValue| {
            recipient.is_none_or(|fact| {
                let place = schema.value(fact, capacity);
                place.is_some_and(|place| situation.mask(fact) & (1 << place) != 0)
            })
        };
        let owed = |place: &usize| {
            self.book.rules.get(*place).is_some_and(|rule| live.towards(&rule.id, may_be))
        };
        let of = |set: RuleSet| set.iter().filter(owed).collect();
        Truths { certain: of(duties.certain), open: of(duties.open) }
    }
}

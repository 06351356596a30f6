//! May this flow take place? Five answers, from rules, facts, readings and an instant.
//!
//! The programs of the book say which rules apply, and which may for all that is known
//! ([`crate::program`]). Where none is open that is the decision. What stays open is gone through
//! completely: every combination of the facts that are not known, as far as the world allows it
//! (`completion`); where these are too many the answer is a refusal that names them all. `judged` has
//! the decision in places and sets, `worded` puts it in words. Nothing here reads a clock or a file.

use std::collections::BTreeSet;

use crate::answer::{Answer, AnswerKind, Decision, Finding, ReadingUsed};
use crate::book::LawInForce;
use crate::fact::FactValue;
use crate::schema::ActIndex;
use crate::situation::Situation;
use crate::statute::{RuleId, RuleKind};
use crate::ways::{self, Move};

mod completion;
mod conditions;
mod judged;
mod lanes;
mod worded;

pub use completion::{COMPLETED_FACTS_MAX, UNKNOWN_FACTS_MAX};
pub(crate) use judged::Judged;
pub use judged::{Outcome, Sitting};

/// The duties of an actor that are live, each with those to whom it is owed still; `None` for a duty
/// that is owed to nobody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Live {
    owed: BTreeSet<(RuleId, Option<FactValue>)>,
    passed_on_by: Option<FactValue>,
}

impl FromIterator<(RuleId, Option<FactValue>)> for Live {
    fn from_iter<T: IntoIterator<Item = (RuleId, Option<FactValue>)>>(all: T) -> Self {
        Self { owed: all.into_iter().collect(), passed_on_by: None }
    }
}

impl Live {
    /// Whether a duty is live towards a recipient whose capacity may be one of some values.
    pub fn towards(&self, duty: &RuleId, may_be: impl Fn(&FactValue) -> bool) -> bool {
        let mut mine = self.owed.iter().filter(|(rule, _)| rule == duty);
        mine.any(|(_, to)| to.as_ref().is_none_or(&may_be))
    }

    /// The same where the law passes the flow on from its first recipient, in this capacity, to the one
    /// asked about: a duty that demands the flow demands it with everybody whom it reaches.
    #[must_use]
    pub fn passed_on_by(self, first: FactValue) -> Self {
        Self { passed_on_by: Some(first), ..self }
    }

    /// What a duty is held against where that is another flow: the one that the actor itself makes.
    fn direct(&self, law: &LawInForce<'_>, situation: &Situation) -> Option<Situation> {
        let recipient = law.book.schema.fact_named("recipient")?;
        let first = self.passed_on_by.as_ref()?;
        let mut direct = situation.clone();
        direct.set(&law.book.schema, recipient, first);
        Some(direct)
    }
}

/// A question of law.
#[derive(Debug, Clone, Copy)]
pub struct Question<'q> {
    /// What is done.
    pub act: ActIndex,
    /// What is known.
    pub situation: &'q Situation,
    /// The duties of the actor that are live; none: any duty in force counts.
    pub live: Option<&'q Live>,
    /// Moves that this case offers besides those of the book, such as a genuine other recipient.
    pub offers: &'q [Move],
}

impl LawInForce<'_> {
    /// Answers a question of law with its readings, supports and ways out.
    pub fn answer(&self, question: &Question<'_>) -> Answer {
        let situation = self.with_positions(question.situation);
        let decision = self.worded(self.judge(question.act, &situation, question.live), &situation);
        let kind = decision.kind();
        let (supports, advice) = self.beside(question.act, &situation);
        // Another recipient leaves a duty towards this one unmet: it is no way out of a conflict.
        let offers = if kind == AnswerKind::Conflict { &[] } else { question.offers };
        let settled = Question { offers, situation: &situation, ..*question };
        let ways_out = if kind.allows() { Vec::new() } else { ways::out(self, &settled) };
        Answer {
            readings: self.readings_used(&settled, kind),
            lifted: self.lifted(question.act, &situation),
            decision,
            supports,
            advice,
            ways_out,
        }
    }

    /// Answers with what speaks for the flow and against it, without readings and ways out: for whoever looks through
    /// many instants for the one that matters.
    pub fn answer_in_brief(&self, question: &Question<'_>) -> Answer {
        let situation = self.with_positions(question.situation);
        let (supports, advice) = self.beside(question.act, &situation);
        let (readings, lifted, ways_out) = (Vec::new(), Vec::new(), Vec::new());
        Answer { decision: self.decide(question), readings, supports, advice, lifted, ways_out }
    }

    /// Decides, without anything beside the decision.
    pub fn decide(&self, question: &Question<'_>) -> Decision {
        let situation = self.with_positions(question.situation);
        self.worded(self.judge(question.act, &situation, question.live), &situation)
    }

    /// What speaks for the flow, and what recommendations and norms say against it.
    fn beside(&self, act: ActIndex, situation: &Situation) -> (Vec<RuleId>, Vec<RuleId>) {
        let (mut supports, mut advice) = (Vec::new(), Vec::new());
        let Some(programs) = self.book.programs.of_act(act) else { return (supports, advice) };
        for program in [&programs.obliging, &programs.beside] {
            let holding = program.run(situation).certain.among(&self.in_force);
            for rule in self.book.rules_in(&holding) {
                match rule.kind {
                    RuleKind::Prohibition => advice.push(rule.id.clone()),
                    RuleKind::Duty | RuleKind::Permission => supports.push(rule.id.clone()),
                }
            }
        }
        (supports, advice)
    }

    /// The prohibitions of the act that certainly do not apply.
    fn lifted(&self, act: ActIndex, situation: &Situation) -> Vec<RuleId> {
        let Some(programs) = self.book.programs.of_act(act) else { return Vec::new() };
        let truths = programs.forbidding.run(situation);
        let lifted = programs.prohibitions.among(&self.in_force);
        let lifted = lifted.without(&truths.certain).without(&truths.open);
        self.book.rules_in(&lifted).map(|rule| rule.id.clone()).collect()
    }

    /// The positions that matter: with another value the answer would be another. The positions of the
    /// office are taken in the situation of the question.
    fn readings_used(&self, question: &Question<'_>, kind: AnswerKind) -> Vec<ReadingUsed> {
        let Some(programs) = self.book.programs.of_act(question.act) else { return Vec::new() };
        let schema = &self.book.schema;
        let mut flipped = question.situation.clone();
        let mut used = Vec::new();
        for fact in &programs.readings {
            let Some(value) = question.situation.known(schema, *fact) else { continue };
            let entry = schema.entry(*fact);
            let mut others = Vec::new();
            for (place, other) in entry.values.iter().enumerate() {
                if other.value == *value {
                    continue;
                }
                flipped.set_place(*fact, place);
                let answer = self.judge(question.act, &flipped, question.live).kind();
                if answer != kind {
                    others.push((other.value.clone(), answer));
                }
            }
            flipped.set(schema, *fact, value);
            if !others.is_empty() {
                let taken = Finding { fact: entry.name.clone(), value: value.clone() };
                used.push(ReadingUsed { taken, others });
            }
        }
        used
    }
}

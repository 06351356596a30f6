//! May this flow take place? Five answers, from rules, facts, readings and an instant.
//!
//! First every rule is evaluated after Kleene. What stays open is gone through completely: every
//! combination of the facts that are not known, as far as the world allows it. Values of a fact that
//! no open rule tells apart are taken together, so the number of combinations stays small; beyond
//! twelve facts the answer is a refusal that names them all. Nothing here reads a clock or a file.

use std::collections::{BTreeMap, BTreeSet};

use crate::answer::{
    Answer, AnswerKind, Collision, Decision, Doubt, Finding, Ground, NonEmpty, ReadingUsed,
};
use crate::book::{ActRules, LawInForce};
use crate::fact::FactValue;
use crate::schema::{ActIndex, FactIndex, KnownBy};
use crate::situation::{Condition, Situation, Truth};
use crate::statute::{Rule, RuleId, RuleKind};
use crate::ways::{self, Move};

mod completion;

pub(crate) use completion::combinations;
use completion::{Completion, Residual};

/// The most unknown facts that are gone through.
pub const UNKNOWN_FACTS_MAX: usize = 12;
/// The most combinations of their values that are gone through.
const COMPLETIONS_MAX: usize = 1 << 14;

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

    /// What a duty is held against: the flow as the actor itself makes it.
    fn direct(&self, law: &LawInForce<'_>, situation: &Situation) -> Situation {
        let mut direct = situation.clone();
        let recipient = law.book.schema.fact_named("recipient");
        if let (Some(first), Some(recipient)) = (&self.passed_on_by, recipient) {
            direct.set(&law.book.schema, recipient, first);
        }
        direct
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
        let decision = self.decide(question);
        let (supports, advice) = self.beside(question);
        // Another recipient leaves a duty towards this one unmet: it is no way out of a conflict.
        let offers = if decision.kind() == AnswerKind::Conflict { &[] } else { question.offers };
        let question = &Question { offers, ..*question };
        let ways_out =
            if decision.kind().allows() { Vec::new() } else { ways::out(self, question) };
        Answer {
            readings: self.readings_used(question, decision.kind()),
            lifted: self.lifted(question),
            decision,
            supports,
            advice,
            ways_out,
        }
    }

    /// Answers with what speaks for the flow and against it, without readings and ways out: for whoever looks through
    /// many instants for the one that matters.
    pub fn answer_in_brief(&self, question: &Question<'_>) -> Answer {
        let (supports, advice) = self.beside(question);
        let (readings, lifted, ways_out) = (Vec::new(), Vec::new(), Vec::new());
        Answer { decision: self.decide(question), readings, supports, advice, lifted, ways_out }
    }

    /// Decides, without anything beside the decision.
    pub fn decide(&self, question: &Question<'_>) -> Decision {
        let Some(rules) = self.act_rules(question.act) else { return Decision::Permit };
        let situation = self.with_positions(question.situation);
        self.decide_filled(rules, question, &situation)
    }

    fn decide_filled(
        &self,
        rules: &ActRules<'_>,
        question: &Question<'_>,
        situation: &Situation,
    ) -> Decision {
        if let Some(broken) =
            self.book.world.iter().find(|known| known.condition.truth(situation) == Truth::False)
        {
            let constraint = broken.key.clone();
            return Decision::Refuse {
                grounds: NonEmpty::one(Ground::Contradiction { constraint }),
            };
        }
        let mut certain = Vec::new();
        let mut open = Vec::new();
        for rule in &rules.forbidding {
            match rule.condition.truth(situation) {
                Truth::True => certain.push(*rule),
                Truth::Unknown => open.push(*rule),
                Truth::False => {}
            }
        }
        if certain.is_empty() && open.is_empty() {
            return Decision::Permit;
        }
        let direct = question.live.map(|live| live.direct(self, situation));
        let direct = direct.as_ref().unwrap_or(situation);
        let duties: Vec<&Rule> = rules
            .obliging
            .iter()
            .copied()
            .filter(|duty| self.is_live(question.live, &duty.id, direct))
            .filter(|duty| duty.flow().is_some_and(|flow| flow.truth(direct) != Truth::False))
            .collect();
        let live = question.live;
        Judgement { law: self, situation, direct, live, certain, open, duties }.decide()
    }

    /// Whether a duty is live towards the recipient of the flow. A duty towards others is no reason to
    /// tell this one.
    fn is_live(&self, live: Option<&Live>, duty: &RuleId, situation: &Situation) -> bool {
        let schema = &self.book.schema;
        let recipient = schema.fact_named("recipient");
        let may_be = |capacity: &FactValue| {
            recipient.is_none_or(|fact| {
                let place = schema.value(fact, capacity);
                place.is_some_and(|place| situation.mask(fact) & (1 << place) != 0)
            })
        };
        live.is_none_or(|live| live.towards(duty, may_be))
    }

    /// What speaks for the flow, and what recommendations and norms say against it.
    fn beside(&self, question: &Question<'_>) -> (Vec<RuleId>, Vec<RuleId>) {
        let (mut supports, mut advice) = (Vec::new(), Vec::new());
        let situation = self.with_positions(question.situation);
        let Some(rules) = self.act_rules(question.act) else { return (supports, advice) };
        for rule in rules.obliging.iter().chain(&rules.beside) {
            let condition = rule.flow().unwrap_or(&rule.condition);
            if condition.truth(&situation) == Truth::True {
                match rule.kind {
                    RuleKind::Prohibition => advice.push(rule.id.clone()),
                    RuleKind::Duty | RuleKind::Permission => supports.push(rule.id.clone()),
                }
            }
        }
        (supports, advice)
    }

    fn lifted(&self, question: &Question<'_>) -> Vec<RuleId> {
        let situation = self.with_positions(question.situation);
        let Some(rules) = self.act_rules(question.act) else { return Vec::new() };
        let lifted = |rule: &&&Rule| rule.condition.truth(&situation) == Truth::False;
        rules.forbidding.iter().filter(lifted).map(|rule| rule.id.clone()).collect()
    }

    /// The positions that matter: with another value the answer would be another.
    fn readings_used(&self, question: &Question<'_>, kind: AnswerKind) -> Vec<ReadingUsed> {
        let Some(rules) = self.act_rules(question.act) else { return Vec::new() };
        let mut facts: Vec<FactIndex> = rules
            .forbidding
            .iter()
            .flat_map(|rule| rule.condition.facts())
            .chain(
                rules.obliging.iter().filter_map(|rule| rule.flow()).flat_map(|flow| flow.facts()),
            )
            .filter(|fact| self.book.schema.entry(*fact).by == KnownBy::Reading)
            .collect();
        facts.sort();
        facts.dedup();
        let filled = self.with_positions(question.situation);
        let mut used = Vec::new();
        for fact in facts {
            let Some(value) = filled.known(&self.book.schema, fact) else { continue };
            let entry = self.book.schema.entry(fact);
            let mut others = Vec::new();
            for other in entry.values.iter().filter(|other| other.value != *value) {
                let mut flipped = filled.clone();
                flipped.set(&self.book.schema, fact, &other.value);
                let answer = self.decide_filled(rules, question, &flipped).kind();
                if answer != kind {
                    others.push((other.value.clone(), answer));
                }
            }
            if !others.is_empty() {
                let taken = Finding { fact: entry.name.clone(), value: value.clone() };
                used.push(ReadingUsed { taken, others });
            }
        }
        used
    }
}

/// One decision in the making: rules that apply, rules that may, duties that demand the flow.
struct Judgement<'j, 'b> {
    law: &'j LawInForce<'b>,
    situation: &'j Situation,
    direct: &'j Situation,
    live: Option<&'j Live>,
    certain: Vec<&'j Rule>,
    open: Vec<&'j Rule>,
    duties: Vec<&'j Rule>,
}

/// What a combination of readings gives.
struct Verdict {
    readings: Vec<Finding>,
    kind: AnswerKind,
    applying: BTreeSet<RuleId>,
    open: BTreeSet<RuleId>,
    duties: BTreeSet<RuleId>,
}

impl Judgement<'_, '_> {
    fn decide(&self) -> Decision {
        let demands: Vec<Condition> = self
            .duties
            .iter()
            .filter_map(|duty| Some(duty.flow()?.simplified(self.direct)))
            .collect();
        let residual = match Residual::of(self.law, self.situation, &self.open, demands) {
            Ok(residual) => residual,
            Err(unknown) => {
                let mut grounds: Vec<Ground> =
                    self.certain.iter().map(|rule| certain(rule)).collect();
                grounds.push(Ground::TooMuchUnknown { unknown });
                return refuse(grounds);
            }
        };
        let completions = residual.completions(self.law, self.situation);
        let judged: Vec<(Completion, Vec<&Rule>)> = completions
            .into_iter()
            .map(|completion| {
                let applying = self.applying(&completion.situation);
                (completion, applying)
            })
            .collect();
        if judged.is_empty() {
            let constraint = "completion".to_owned();
            return refuse(vec![Ground::Contradiction { constraint }]);
        }
        if judged.iter().all(|(_, applying)| applying.is_empty()) {
            return Decision::Permit;
        }
        if let Some(conditions) =
            NonEmpty::new(residual.conditions(self.law, &judged.iter().collect::<Vec<_>>()))
        {
            return Decision::PermitIf { conditions };
        }
        let verdicts = self.verdicts(&residual, &judged);
        self.combine(&residual, verdicts)
    }

    /// The prohibitions that apply in a completion.
    fn applying(&self, situation: &Situation) -> Vec<&Rule> {
        let open = self.open.iter().filter(|rule| rule.condition.truth(situation) != Truth::False);
        self.certain.iter().chain(open).copied().collect()
    }

    /// The duties that demand the flow in a completion.
    fn demanding(&self, situation: &Situation) -> BTreeSet<RuleId> {
        let direct = self.live.map(|live| live.direct(self.law, situation));
        let direct = direct.as_ref().unwrap_or(situation);
        let demands =
            |duty: &&&Rule| duty.flow().is_some_and(|flow| flow.truth(direct) == Truth::True);
        self.duties.iter().filter(demands).map(|duty| duty.id.clone()).collect()
    }

    /// One verdict for each combination of readings.
    fn verdicts(&self, residual: &Residual, judged: &[(Completion, Vec<&Rule>)]) -> Vec<Verdict> {
        let mut verdicts: Vec<Verdict> = Vec::new();
        for readings in residual.reading_combinations(judged) {
            let mine: Vec<&(Completion, Vec<&Rule>)> = judged
                .iter()
                .filter(|(completion, _)| completion.has_readings(residual, &readings))
                .collect();
            verdicts.push(self.verdict(residual, &readings, &mine));
        }
        verdicts
    }

    fn verdict(
        &self,
        residual: &Residual,
        readings: &[usize],
        mine: &[&(Completion, Vec<&Rule>)],
    ) -> Verdict {
        let ids = |rules: &[&Rule]| rules.iter().map(|r| r.id.clone()).collect::<BTreeSet<_>>();
        let mut applying: Option<BTreeSet<RuleId>> = None;
        let mut open = BTreeSet::new();
        let mut duties: Option<BTreeSet<RuleId>> = None;
        let mut refused = false;
        let mut permitted = false;
        for (completion, rules) in mine {
            let here = ids(rules);
            if here.is_empty() {
                permitted = true;
                continue;
            }
            refused = true;
            open.extend(here.iter().cloned());
            applying = Some(applying.map_or(here.clone(), |all| &all & &here));
            let live = self.demanding(&completion.situation);
            duties = Some(duties.map_or(live.clone(), |all| &all & &live));
        }
        let applying = if permitted { BTreeSet::new() } else { applying.unwrap_or_default() };
        let duties = duties.unwrap_or_default();
        let kind = if !refused {
            AnswerKind::Permit
        } else if !residual.conditions(self.law, mine).is_empty() {
            AnswerKind::PermitIf
        } else if duties.is_empty() {
            AnswerKind::Refuse
        } else {
            AnswerKind::Conflict
        };
        Verdict { readings: residual.readings(self.law, readings), kind, applying, open, duties }
    }

    /// Refuse, conflict, escalate, in this order of what the readings leave.
    fn combine(&self, residual: &Residual, verdicts: Vec<Verdict>) -> Decision {
        let grounds = self.grounds(residual, &verdicts);
        let collisions = collisions(&verdicts);
        if let Some(collisions) = NonEmpty::new(collisions)
            && let Some(grounds) = NonEmpty::new(grounds.clone())
        {
            return Decision::Conflict { collisions, grounds };
        }
        if verdicts.iter().all(|verdict| verdict.kind == AnswerKind::Refuse) {
            return refuse(grounds);
        }
        match NonEmpty::new(doubts(&verdicts)) {
            Some(doubts) => Decision::Escalate { doubts },
            None => refuse(grounds),
        }
    }

    /// Every ground, each once: under which readings, or with which facts unknown.
    fn grounds(&self, residual: &Residual, verdicts: &[Verdict]) -> Vec<Ground> {
        let mut grounds: Vec<Ground> = self.certain.iter().map(|rule| certain(rule)).collect();
        for rule in &self.open {
            let applies: Vec<&Verdict> =
                verdicts.iter().filter(|v| v.applying.contains(&rule.id)).collect();
            let may = verdicts.iter().any(|v| v.open.contains(&rule.id));
            if !applies.is_empty() {
                let under = if applies.len() == verdicts.len() {
                    Vec::new()
                } else {
                    common(applies.iter().map(|verdict| verdict.readings.as_slice()))
                };
                grounds.push(Ground::Rule { rule: rule.id.clone(), under });
            } else if may {
                let unknown = residual.names_in(self.law, &rule.condition, self.situation);
                grounds.push(Ground::Open { rule: rule.id.clone(), unknown });
            }
        }
        grounds
    }
}

fn certain(rule: &Rule) -> Ground {
    Ground::Rule { rule: rule.id.clone(), under: Vec::new() }
}

/// A refusal; without any ground it is one all the same, and says that none could be named.
fn refuse(grounds: Vec<Ground>) -> Decision {
    let nothing = || NonEmpty::one(Ground::TooMuchUnknown { unknown: Vec::new() });
    Decision::Refuse { grounds: NonEmpty::new(grounds).unwrap_or_else(nothing) }
}

/// The pairs that collide, with the readings common to all verdicts in which they do.
fn collisions(verdicts: &[Verdict]) -> Vec<Collision> {
    let mut pairs: BTreeSet<(RuleId, RuleId)> = BTreeSet::new();
    for verdict in verdicts.iter().filter(|verdict| verdict.kind == AnswerKind::Conflict) {
        for duty in &verdict.duties {
            let rules = if verdict.applying.is_empty() { &verdict.open } else { &verdict.applying };
            pairs.extend(rules.iter().map(|rule| (duty.clone(), rule.clone())));
        }
    }
    pairs
        .into_iter()
        .map(|(duty, prohibition)| {
            let mine: Vec<&[Finding]> = verdicts
                .iter()
                .filter(|v| v.duties.contains(&duty) && v.open.contains(&prohibition))
                .map(|v| v.readings.as_slice())
                .collect();
            let under =
                if mine.len() == verdicts.len() { Vec::new() } else { common(mine.into_iter()) };
            Collision { duty, prohibition, under }
        })
        .collect()
}

/// What each combination of readings gives, with no reading that makes no difference.
fn doubts(verdicts: &[Verdict]) -> Vec<Doubt> {
    let mut kept: Vec<usize> = (0..verdicts.first().map_or(0, |v| v.readings.len())).collect();
    for place in kept.clone() {
        let fewer: Vec<usize> = kept.iter().copied().filter(|other| *other != place).collect();
        let tells = |verdict: &Verdict| -> Vec<Finding> {
            fewer.iter().filter_map(|at| verdict.readings.get(*at).cloned()).collect()
        };
        let mut seen: BTreeMap<Vec<Finding>, AnswerKind> = BTreeMap::new();
        if verdicts.iter().all(|v| *seen.entry(tells(v)).or_insert(v.kind) == v.kind) {
            kept = fewer;
        }
    }
    let mut doubts: BTreeMap<Vec<Finding>, Doubt> = BTreeMap::new();
    for verdict in verdicts {
        let readings: Vec<Finding> =
            kept.iter().filter_map(|at| verdict.readings.get(*at).cloned()).collect();
        let doubt = doubts.entry(readings.clone()).or_insert_with(|| Doubt {
            readings,
            answer: verdict.kind,
            rules: Vec::new(),
        });
        doubt.rules.extend(verdict.open.iter().cloned());
        doubt.rules.sort();
        doubt.rules.dedup();
    }
    doubts.into_values().collect()
}

/// The findings that all lists share.
fn common<'f>(mut lists: impl Iterator<Item = &'f [Finding]>) -> Vec<Finding> {
    let first = lists.next().unwrap_or_default().to_vec();
    lists.fold(first, |kept, list| kept.into_iter().filter(|f| list.contains(f)).collect())
}

//! What the gate says of a step of a drill: the answer in a line, with the articles on which it rests.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use tidegate_core::gate::{Desk, GateDecision};
use tidegate_core::plan::passes;
use tidegate_law::{AnswerKind, Decision, Finding, Ground, Language, Names, RuleId, Words};

use crate::drill::Put;
use crate::say::rule::RuleTold;
use crate::say::schema::Bilingual;
use crate::say::told::party_name;
use crate::say::{Basis, id};
use crate::words::Voice;

/// What the gate says of a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PutTold {
    /// The answer.
    #[schema(value_type = String)]
    pub answer: AnswerKind,
    /// The prohibitions that stand against it.
    pub rules: Vec<RuleTold>,
    /// The duties that ask for it and collide with them.
    pub demanded_by: Vec<RuleTold>,
    /// The answer as a line, such as `refused: RMSV 9(7)`.
    #[schema(value_type = Bilingual)]
    pub words: Words,
    /// What stands against it alone, such as `RMSV 9(7)`; empty where it passes.
    #[schema(value_type = Bilingual)]
    pub against: Words,
}

/// A step that was put to the gate.
pub(super) fn told(desk: &Desk<'_>, put: &Put) -> PutTold {
    let decision = &put.decision;
    let names = Names {
        actor: party_name(&put.case, &decision.flow.from.into(), desk.book, desk.office),
        recipient: party_name(&put.case, &decision.flow.to, desk.book, desk.office),
    };
    let (book, adoption, at) = (desk.book, desk.adoption, decision.at);
    let basis = Basis { book, adoption, at, names: &names };
    let rules = |ids: BTreeSet<RuleId>| ids.iter().map(|id| basis.rule(id, None)).collect();
    let mut told = PutTold {
        answer: decision.gate,
        rules: rules(prohibitions(decision)),
        demanded_by: rules(demanded(decision)),
        words: Words::default(),
        against: Words::default(),
    };
    let conditions: Vec<Words> = conditions(decision).iter().map(|one| basis.words(one)).collect();
    let [en, zh] = [Language::English, Language::Chinese].map(|language| {
        let voice = Voice::of(language);
        let against = match passes(decision) {
            true => String::new(),
            false => against(decision, &told, &voice),
        };
        (line(&told, &against, &conditions, &voice), against)
    });
    told.words = Words { en: en.0, zh: zh.0 };
    told.against = Words { en: en.1, zh: zh.1 };
    told
}

/// The answer in a line.
fn line(told: &PutTold, against: &str, conditions: &[Words], voice: &Voice) -> String {
    let language = voice.language();
    match told.answer {
        AnswerKind::Permit => voice.say(id::answer(told.answer)),
        AnswerKind::PermitIf => {
            let all: Vec<&str> = conditions.iter().map(|one| one.in_language(language)).collect();
            let facts = all.join(&voice.say("list-and"));
            voice.with("drill-step-provided", [("facts", facts.into())])
        }
        AnswerKind::Refuse => voice.with("drill-step-refused", [("what", against.into())]),
        AnswerKind::Escalate => voice.with("drill-step-undecided", [("what", against.into())]),
        AnswerKind::Conflict => {
            let duty = cited(&told.demanded_by, voice);
            let words = [("duty", duty.into()), ("what", against.into())];
            voice.with("drill-step-conflict", words)
        }
    }
}

/// What stands against a step: prohibitions, or why a recipient was not granted it, or that too much is not known.
fn against(decision: &GateDecision, told: &PutTold, voice: &Voice) -> String {
    let need = decision.withheld().map(|passage| voice.say(id::need(&passage.need)));
    let mut parts = Vec::new();
    if !told.rules.is_empty() {
        parts.push(cited(&told.rules, voice));
    }
    parts.extend(need);
    match parts.is_empty() {
        true => voice.say("drill-step-not-known"),
        false => parts.join(&voice.say("list-comma")),
    }
}

/// The citations of rules, each once.
fn cited(rules: &[RuleTold], voice: &Voice) -> String {
    let mut all: Vec<&str> = Vec::new();
    for rule in rules {
        let citation = rule.citation.in_language(voice.language());
        if !all.contains(&citation) {
            all.push(citation);
        }
    }
    all.join(&voice.say("list-comma"))
}

/// The prohibitions that stand against a flow, on one reading at the least.
fn prohibitions(decision: &GateDecision) -> BTreeSet<RuleId> {
    let mut rules = BTreeSet::new();
    for passage in &decision.passages {
        let law = &passage.answer.decision;
        rules.extend(law.grounds().iter().filter_map(Ground::rule).cloned());
        if let Decision::Escalate { doubts } = law {
            rules.extend(doubts.iter().flat_map(|doubt| doubt.rules.iter().cloned()));
        }
    }
    rules
}

/// The duties that collide with them.
fn demanded(decision: &GateDecision) -> BTreeSet<RuleId> {
    let mut rules = BTreeSet::new();
    for passage in &decision.passages {
        if let Decision::Conflict { collisions, .. } = &passage.answer.decision {
            rules.extend(collisions.iter().map(|one| one.duty.clone()));
        }
    }
    rules
}

/// What would have to be undertaken: one set for each passage, each fact once.
fn conditions(decision: &GateDecision) -> BTreeSet<Finding> {
    let mut all = BTreeSet::new();
    for passage in &decision.passages {
        if let Decision::PermitIf { conditions } = &passage.answer.decision {
            all.extend(conditions.iter().next().into_iter().flatten().cloned());
        }
    }
    all
}

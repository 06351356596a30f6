//! Cedar itself as the reference that the compiled form is held against.
//!
//! For a situation in which every fact is known, the Cedar authorizer says which prohibitions and
//! which duties match. Cedar skips a policy that errors, which for a prohibition would fail open;
//! so any diagnostic error is an error here.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::str::FromStr;

use cedar_policy::{
    Authorizer, Context, Decision, Entities, EntityId, EntityTypeName, EntityUid, Policy, PolicyId,
    PolicySet, Request, RestrictedExpression,
};
use thiserror::Error;

use crate::book::{Book, LawInForce};
use crate::program::{Program, RuleSet};
use crate::schema::ActIndex;
use crate::situation::Situation;
use crate::statute::{RuleId, RuleKind};

/// Why the reference engine gives no answer. The gate refuses in each of these cases.
#[derive(Debug, Error)]
pub enum ReferenceError {
    /// A fact is not known; the reference engine takes complete situations only.
    #[error("the fact `{0}` is not known")]
    Unknown(String),
    /// Cedar does not accept the request or a rule.
    #[error("the reference engine does not accept the question: {0}")]
    Refused(String),
    /// A rule could not be evaluated.
    #[error("the rule `{0}` could not be evaluated")]
    Evaluation(String),
}

/// Rules as Cedar policies.
#[derive(Debug, Clone)]
pub(crate) struct Sets {
    prohibitions: PolicySet,
    duties: PolicySet,
    flows: PolicySet,
    authorizer: Authorizer,
    entities: Entities,
}

impl Sets {
    fn of(book: &Book, counts: impl Fn(usize) -> bool) -> Result<Self, ReferenceError> {
        let mut prohibitions = PolicySet::new();
        let base =
            Policy::parse(Some(PolicyId::new("base")), "permit(principal, action, resource);")
                .map_err(refused)?;
        prohibitions.add(base).map_err(refused)?;
        let (mut duties, mut flows) = (PolicySet::new(), PolicySet::new());
        let placed = book.rules.iter().zip(&book.forms).enumerate();
        for (_, (rule, forms)) in placed.filter(|(place, _)| counts(*place)) {
            let policy = |json: &serde_json::Value| {
                Policy::from_json(Some(PolicyId::new(rule.id.as_str())), json.clone())
                    .map_err(refused)
            };
            match rule.kind {
                RuleKind::Prohibition => prohibitions.add(policy(&forms.rule)?).map_err(refused)?,
                RuleKind::Duty => duties.add(policy(&forms.rule)?).map_err(refused)?,
                RuleKind::Permission => {}
            }
            if let Some(flow) = &forms.flow {
                flows.add(policy(flow)?).map_err(refused)?;
            }
        }
        let authorizer = Authorizer::new();
        let entities = book.schema.cedar().action_entities().map_err(refused)?;
        Ok(Self { prohibitions, duties, flows, authorizer, entities })
    }
}

/// The rules in force as Cedar policies.
#[derive(Debug)]
pub struct Reference<'l> {
    law: &'l LawInForce<'l>,
    sets: Cow<'l, Sets>,
}

impl<'l> Reference<'l> {
    /// Builds the policy sets of the law in force and of nothing else.
    ///
    /// # Errors
    /// Where Cedar does not accept a rule, which a loaded book excludes.
    pub fn new(law: &'l LawInForce<'l>) -> Result<Self, ReferenceError> {
        let sets = Sets::of(law.book, |place| law.in_force.contains(place))?;
        Ok(Self { law, sets: Cow::Owned(sets) })
    }

    /// Takes the policy sets of the whole book, which are built once in its life, and of what matches names the rules in
    /// force: the same answers, and nothing is built for a decision.
    ///
    /// # Errors
    /// As [`Reference::new`].
    pub fn of_book(law: &'l LawInForce<'l>) -> Result<Self, ReferenceError> {
        let sets =
            law.book.cedar.get_or_init(|| Sets::of(law.book, |_| true).map_err(|e| e.to_string()));
        match sets {
            Ok(sets) => Ok(Self { law, sets: Cow::Borrowed(sets) }),
            Err(why) => Err(ReferenceError::Refused(why.clone())),
        }
    }

    /// Every prohibition that matches, whatever its force.
    ///
    /// # Errors
    /// An unknown fact, or a rule that cannot be evaluated.
    pub fn prohibitions(
        &self,
        act: ActIndex,
        situation: &Situation,
    ) -> Result<BTreeSet<RuleId>, ReferenceError> {
        let name = &self.law.book.schema.act_entry(act).name;
        self.ask(&self.sets.prohibitions, name, situation, Decision::Deny)
    }

    /// Every prohibition that matches a request made by [`Reference::request`].
    ///
    /// # Errors
    /// A rule that cannot be evaluated.
    pub fn prohibitions_of(&self, request: &Request) -> Result<BTreeSet<RuleId>, ReferenceError> {
        self.evaluate(&self.sets.prohibitions, request, Decision::Deny)
    }

    /// Every duty whose trigger holds.
    ///
    /// # Errors
    /// An unknown fact, or a rule that cannot be evaluated.
    pub fn duties(&self, situation: &Situation) -> Result<BTreeSet<RuleId>, ReferenceError> {
        self.ask(&self.sets.duties, "owe", situation, Decision::Allow)
    }

    /// Every duty whose own words permit the flow.
    ///
    /// # Errors
    /// An unknown fact, or a rule that cannot be evaluated.
    pub fn flows(
        &self,
        act: ActIndex,
        situation: &Situation,
    ) -> Result<BTreeSet<RuleId>, ReferenceError> {
        let name = &self.law.book.schema.act_entry(act).name;
        self.ask(&self.sets.flows, name, situation, Decision::Allow)
    }

    /// The same from the programs of the book, for comparison: prohibitions, duties, flows.
    pub fn compiled(
        &self,
        act: ActIndex,
        situation: &Situation,
    ) -> (BTreeSet<RuleId>, BTreeSet<RuleId>, BTreeSet<RuleId>) {
        let programs = &self.law.book.programs;
        let holding = |program: &Program| program.run(situation).certain.among(&self.law.in_force);
        let ids = |set: &RuleSet, kind: RuleKind| {
            let rules = self.law.book.rules_in(set).filter(|rule| rule.kind == kind);
            rules.map(|rule| rule.id.clone()).collect()
        };
        let about = programs.of_act(act).map_or_else(RuleSet::default, |of_act| {
            let all = [&of_act.forbidding, &of_act.obliging, &of_act.beside];
            all.into_iter().fold(RuleSet::default(), |set, program| set.with(&holding(program)))
        });
        let prohibitions = ids(&about, RuleKind::Prohibition);
        let duties = ids(&holding(&programs.owed), RuleKind::Duty);
        (prohibitions, duties, ids(&about, RuleKind::Duty))
    }

    fn ask(
        &self,
        set: &PolicySet,
        act: &str,
        situation: &Situation,
        telling: Decision,
    ) -> Result<BTreeSet<RuleId>, ReferenceError> {
        self.evaluate(set, &self.request(act, situation)?, telling)
    }

    fn evaluate(
        &self,
        set: &PolicySet,
        request: &Request,
        telling: Decision,
    ) -> Result<BTreeSet<RuleId>, ReferenceError> {
        let response = self.sets.authorizer.is_authorized(request, set, &self.sets.entities);
        if let Some(error) = response.diagnostics().errors().next() {
            return Err(ReferenceError::Evaluation(error.to_string()));
        }
        if response.decision() != telling {
            return Ok(BTreeSet::new());
        }
        let reasons = response.diagnostics().reason();
        let named = reasons.filter_map(|id| RuleId::parse(id.as_ref()));
        let in_force = |id: &RuleId| self.law.rules.iter().any(|rule| rule.id == *id);
        Ok(named.filter(in_force).collect())
    }

    /// The request for an act in a complete situation, checked against the schema.
    ///
    /// # Errors
    /// An unknown fact.
    pub fn request(&self, act: &str, situation: &Situation) -> Result<Request, ReferenceError> {
        let schema = &self.law.book.schema;
        let mut pairs = Vec::with_capacity(schema.facts().len());
        for (place, fact) in schema.facts().iter().enumerate() {
            let value = situation
                .known(schema, crate::schema::FactIndex(place))
                .ok_or_else(|| ReferenceError::Unknown(fact.name.to_string()))?;
            let expression = if fact.boolean {
                RestrictedExpression::new_bool(value.as_str() == "true")
            } else {
                RestrictedExpression::new_entity_uid(uid(&fact.cedar_type, value.as_str())?)
            };
            pairs.push((fact.name.to_string(), expression));
        }
        let context = Context::from_pairs(pairs).map_err(refused)?;
        let (actor, item) = (uid("Party", "actor")?, uid("Item", "item")?);
        Request::new(actor, uid("Action", act)?, item, context, Some(schema.cedar()))
            .map_err(refused)
    }
}

fn uid(kind: &str, id: &str) -> Result<EntityUid, ReferenceError> {
    let name = EntityTypeName::from_str(kind).map_err(refused)?;
    Ok(EntityUid::from_type_name_and_id(name, EntityId::new(id)))
}

fn refused(error: impl std::fmt::Display) -> ReferenceError {
    ReferenceError::Refused(error.to_string())
}

#[cfg(test)]
mod tests;

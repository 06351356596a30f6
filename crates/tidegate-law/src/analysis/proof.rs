//! Questions to the solver about two versions at once: whether there is a situation in which all of some expressions
//! hold, and whether two sets of prohibitions forbid the same. The expressions are Cedar's own form of the rules.

use std::collections::BTreeMap;

use cedar_policy::{EvalResult, Policy, PolicyId, PolicySet, RequestEnv};
use cedar_policy_symcc::solver::Solver;
use cedar_policy_symcc::{CedarSymCompiler, CompiledPolicy, CompiledPolicySet};
use serde_json::{Value as Json, json};

use super::{NoProof, no_proof};
use crate::fact::FactValue;
use crate::schema::Schema;
use crate::situation::Situation;

/// A solver with the schema that both versions share.
pub(super) struct Prover<'s, S: Solver> {
    schema: &'s Schema,
    solver: CedarSymCompiler<S>,
    environments: BTreeMap<String, RequestEnv>,
}

impl<'s, S: Solver> Prover<'s, S> {
    pub(super) fn new(schema: &'s Schema, solver: S) -> Result<Self, NoProof> {
        let solver = CedarSymCompiler::new(solver).map_err(|error| no_proof("solver", &error))?;
        let all = schema.cedar().request_envs();
        let named = all.map(|one| (one.action().id().unescaped().to_owned(), one));
        Ok(Self { schema, solver, environments: named.collect() })
    }

    /// Whether in no situation all of some expressions hold.
    ///
    /// # Errors
    /// A question that the solver does not answer.
    pub(super) async fn never(
        &mut self,
        about: &str,
        act: &str,
        all: &[Json],
    ) -> Result<bool, NoProof> {
        let compiled = self.compiled(about, act, all)?;
        let never = self.solver.check_never_matches_opt(&compiled).await;
        never.map_err(|error| no_proof(about, &error))
    }

    /// A situation in which all of some expressions hold, as the solver gives it; none if there is none.
    ///
    /// # Errors
    /// A question that the solver does not answer.
    pub(super) async fn model(
        &mut self,
        about: &str,
        act: &str,
        all: &[Json],
    ) -> Result<Option<Situation>, NoProof> {
        let compiled = self.compiled(about, act, all)?;
        let found = self.solver.check_never_matches_with_counterexample_opt(&compiled).await;
        let Some(found) = found.map_err(|error| no_proof(about, &error))? else { return Ok(None) };
        let mut situation = Situation::unknown(self.schema);
        let context = found.request.context();
        for (place, entry) in self.schema.facts().iter().enumerate() {
            let value = context.and_then(|all| all.get(entry.name.as_str()));
            let value = match value {
                Some(EvalResult::Bool(value)) => FactValue::boolean(value),
                Some(EvalResult::EntityUid(uid)) => FactValue::symbol(uid.id().unescaped()),
                _ => continue,
            };
            situation.set(self.schema, crate::schema::FactIndex(place), &value);
        }
        Ok(Some(situation))
    }

    /// Whether two sets of prohibitions forbid the same act in the same situations, among those in which some
    /// expressions hold: the equivalence of two sets of Cedar's rules, each allowing what it does not forbid.
    ///
    /// # Errors
    /// A question that the solver does not answer.
    pub(super) async fn forbids_the_same(
        &mut self,
        act: &str,
        (old, new): (&[&Json], &[&Json]),
        among: &[Json],
    ) -> Result<bool, NoProof> {
        let old = self.set(act, old, among)?;
        let new = self.set(act, new, among)?;
        let same = self.solver.check_equivalent_opt(&old, &new).await;
        same.map_err(|error| no_proof(act, &error))
    }

    fn set(
        &self,
        act: &str,
        forbidding: &[&Json],
        among: &[Json],
    ) -> Result<CompiledPolicySet, NoProof> {
        let mut set = PolicySet::new();
        let whatever = whole("permit", among);
        for (place, rule) in
            std::iter::once(&whatever).chain(forbidding.iter().copied()).enumerate()
        {
            let id = PolicyId::new(format!("rule{place}"));
            let rule = Policy::from_json(Some(id), rule.clone());
            let rule = rule.map_err(|error| no_proof(act, &error))?;
            set.add(rule).map_err(|error| no_proof(act, &error))?;
        }
        CompiledPolicySet::compile(&set, self.environment(act)?, self.schema.cedar())
            .map_err(|error| no_proof(act, &error))
    }

    fn compiled(&self, about: &str, act: &str, all: &[Json]) -> Result<CompiledPolicy, NoProof> {
        let rule = Policy::from_json(Some(PolicyId::new(about)), whole("permit", all))
            .map_err(|error| no_proof(about, &error))?;
        CompiledPolicy::compile(&rule, self.environment(act)?, self.schema.cedar())
            .map_err(|error| no_proof(about, &error))
    }

    fn environment(&self, act: &str) -> Result<&RequestEnv, NoProof> {
        self.environments.get(act).ok_or_else(|| no_proof(act, &"no such act"))
    }
}

/// A rule of whatever head in which all of some expressions hold.
fn whole(effect: &str, all: &[Json]) -> Json {
    let all: Vec<Json> = all.iter().map(|one| json!({"kind": "when", "body": one})).collect();
    json!({
        "effect": effect, "principal": {"op": "All"}, "action": {"op": "All"},
        "resource": {"op": "All"}, "conditions": all,
    })
}

/// What must hold for a rule to apply, as one expression, from its clauses.
pub(super) fn applies(clauses: Option<&Json>) -> Json {
    let list = clauses.and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
    let parts = list.iter().map(|clause| {
        let body = clause.get("body").cloned().unwrap_or(Json::Null);
        if clause.get("kind").and_then(Json::as_str) == Some("unless") { not(&body) } else { body }
    });
    let joined = parts.reduce(|left, right| json!({"&&": {"left": left, "right": right}}));
    joined.unwrap_or_else(|| json!({"Value": true}))
}

/// That something does not hold.
pub(super) fn not(one: &Json) -> Json {
    json!({"!": {"arg": one}})
}

/// That one of some holds; halved again and again, so that no expression is deep.
pub(super) fn any(all: &[Json]) -> Json {
    match all {
        [] => json!({"Value": false}),
        [one] => one.clone(),
        many => {
            let (left, right) = many.split_at(many.len() / 2);
            json!({"||": {"left": any(left), "right": any(right)}})
        }
    }
}

/// That a fact has a value.
pub(super) fn is(schema: &Schema, fact: crate::schema::FactIndex, place: usize) -> Json {
    let entry = schema.entry(fact);
    let value = entry.values.get(place).map(|one| one.value.as_str()).unwrap_or_default();
    let value = if entry.boolean {
        json!({"Value": value == "true"})
    } else {
        json!({"Value": {"__entity": {"type": entry.cedar_type, "id": value}}})
    };
    let named = json!({".": {"left": {"Var": "context"}, "attr": entry.name.as_str()}});
    json!({"==": {"left": named, "right": value}})
}

/// All of some expressions as one.
pub(super) fn all(parts: &[Json]) -> Json {
    let joined = parts.iter().cloned();
    let joined = joined.reduce(|left, right| json!({"&&": {"left": left, "right": right}}));
    joined.unwrap_or_else(|| json!({"Value": true}))
}

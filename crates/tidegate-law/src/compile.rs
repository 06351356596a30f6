//! From Cedar's own JSON form of a rule to a [`Condition`] over facts.
//!
//! Only a small part of Cedar is a rule of the book: tests of facts joined by and, or, not. What
//! Cedar accepts beyond that is refused here, so that the compiled form and Cedar cannot differ.

use serde_json::Value as Json;

use crate::fact::FactValue;
use crate::schema::{FactIndex, Schema};
use crate::situation::Condition;

/// A clause of a rule: what must be so, or what lifts it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clause {
    /// `when`.
    When(Condition),
    /// `unless`.
    Unless(Condition),
}

impl Clause {
    /// The clause as a condition of the rule.
    fn condition(self) -> Condition {
        match self {
            Self::When(condition) => condition,
            Self::Unless(condition) => Condition::Not(Box::new(condition)),
        }
    }
}

/// Compiles the clauses of a policy.
pub(crate) fn clauses(schema: &Schema, policy: &Json) -> Result<Vec<Clause>, String> {
    // A rule speaks of facts alone: a head that names a party or an item would be lost here.
    for head in ["principal", "resource"] {
        let op = policy.get(head).and_then(|head| head.get("op")).and_then(Json::as_str);
        if op != Some("All") {
            return Err(format!("the head of a rule names no {head}; say it as a fact instead"));
        }
    }
    let list = policy.get("conditions").and_then(Json::as_array).cloned().unwrap_or_default();
    let mut clauses = Vec::new();
    for condition in &list {
        let body = condition.get("body").ok_or("a condition has no body")?;
        let compiled = expression(schema, body)?;
        match condition.get("kind").and_then(Json::as_str) {
            Some("when") => clauses.push(Clause::When(compiled)),
            Some("unless") => clauses.push(Clause::Unless(compiled)),
            other => return Err(format!("unknown kind of condition {other:?}")),
        }
    }
    Ok(clauses)
}

/// Compiles the clauses of a policy to one condition.
pub(crate) fn conditions(schema: &Schema, policy: &Json) -> Result<Condition, String> {
    Ok(join(clauses(schema, policy)?.into_iter().map(Clause::condition).collect()))
}

/// One condition from many.
pub(crate) fn join(mut all: Vec<Condition>) -> Condition {
    all.retain(|condition| *condition != Condition::Constant(true));
    match all.len() {
        0 => Condition::Constant(true),
        1 => all.remove(0),
        _ => Condition::All(all),
    }
}

fn expression(schema: &Schema, json: &Json) -> Result<Condition, String> {
    let Some((op, body)) = json.as_object().and_then(|object| object.iter().next()) else {
        return Err("an expression is empty".to_owned());
    };
    let side = |name: &str| body.get(name).ok_or_else(|| format!("`{op}` has no {name} side"));
    match op.as_str() {
        "Value" => body.as_bool().map(Condition::Constant).ok_or_else(|| beyond("a bare value")),
        "&&" => {
            Ok(flatten_all(expression(schema, side("left")?)?, expression(schema, side("right")?)?))
        }
        "||" => {
            Ok(flatten_any(expression(schema, side("left")?)?, expression(schema, side("right")?)?))
        }
        "!" => Ok(Condition::Not(Box::new(expression(schema, side("arg")?)?))),
        "." => {
            let fact = fact(schema, json)?;
            if !schema.entry(fact).boolean {
                return Err(format!("`{}` is not a boolean", schema.entry(fact).name));
            }
            Ok(Condition::Is { fact, values: 0b10 })
        }
        "==" => equality(schema, side("left")?, side("right")?),
        "!=" => Ok(Condition::Not(Box::new(equality(schema, side("left")?, side("right")?)?))),
        "contains" => {
            let fact = fact(schema, side("right")?)?;
            let members = side("left")?.get("Set").and_then(Json::as_array).cloned();
            let members =
                members.ok_or_else(|| beyond("`contains` on something else than a set"))?;
            let mut values = 0;
            for member in &members {
                values |= value(schema, fact, member)?;
            }
            Ok(Condition::Is { fact, values })
        }
        "if-then-else" => {
            let test = expression(schema, side("if")?)?;
            let then = expression(schema, side("then")?)?;
            let otherwise = expression(schema, side("else")?)?;
            Ok(Condition::Any(vec![
                Condition::All(vec![test.clone(), then]),
                Condition::All(vec![Condition::Not(Box::new(test)), otherwise]),
            ]))
        }
        other => Err(beyond(&format!("`{other}`"))),
    }
}

fn beyond(what: &str) -> String {
    format!("{what} is not part of the language of the book; law/README.md lists what is")
}

fn flatten_all(left: Condition, right: Condition) -> Condition {
    let mut parts = match left {
        Condition::All(parts) => parts,
        other => vec![other],
    };
    match right {
        Condition::All(more) => parts.extend(more),
        other => parts.push(other),
    }
    Condition::All(parts)
}

fn flatten_any(left: Condition, right: Condition) -> Condition {
    let mut parts = match left {
        Condition::Any(parts) => parts,
        other => vec![other],
    };
    match right {
        Condition::Any(more) => parts.extend(more),
        other => parts.push(other),
    }
    Condition::Any(parts)
}

fn equality(schema: &Schema, left: &Json, right: &Json) -> Result<Condition, String> {
    let (named, other) = if fact(schema, left).is_ok() { (left, right) } else { (right, left) };
    let fact = fact(schema, named)?;
    Ok(Condition::Is { fact, values: value(schema, fact, other)? })
}

fn fact(schema: &Schema, json: &Json) -> Result<FactIndex, String> {
    let access = json.get(".").ok_or_else(|| beyond("an expression that is no fact"))?;
    let of_context = access.pointer("/left/Var").and_then(Json::as_str) == Some("context");
    let name = access.get("attr").and_then(Json::as_str).unwrap_or_default();
    if !of_context {
        return Err(beyond(&format!("`{name}` of something else than `context`")));
    }
    schema.fact_named(name).ok_or_else(|| format!("the schema has no fact `{name}`"))
}

fn value(schema: &Schema, fact: FactIndex, json: &Json) -> Result<u64, String> {
    let inner = json.get("Value").ok_or_else(|| beyond("a comparison of two facts"))?;
    let value = match inner {
        Json::Bool(value) => FactValue::boolean(*value),
        _ => inner
            .pointer("/__entity/id")
            .and_then(Json::as_str)
            .map(FactValue::symbol)
            .ok_or_else(|| beyond("this value"))?,
    };
    let name = &schema.entry(fact).name;
    let place = schema.value(fact, &value);
    place.map(|place| 1 << place).ok_or_else(|| format!("`{name}` has no value `{value}`"))
}

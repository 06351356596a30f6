//! Ways through: lawful orders of steps where a duty and a prohibition collide.
//!
//! The book lists them in `ways-through.toml`, each with its source, how sure we are of it and what limits it. An
//! order is no rule: it permits nothing. Whoever plans walks it step by step and asks the law at each one, so an order
//! that the law has left behind shows as refused and not as a way. Where no order meets everything, or the choice among
//! them is no question of law, it says what a named person has to decide. Beside them stand the collisions that sources
//! tell of and that no pair of rules can show, each with the reason.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::answer::Finding;
use crate::fact::{FactName, FactValue};
use crate::schema::{ActIndex, Schema, Words};
use crate::statute::{Certainty, RuleId};

/// The orders of steps for one kind of collision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Through {
    /// Its key.
    pub key: String,
    /// Who stands between what.
    pub words: Words,
    /// The duties that may collide so.
    pub duties: Vec<RuleId>,
    /// The prohibitions against which they may.
    pub prohibitions: Vec<RuleId>,
    /// The orders, in the order in which they are told; none where nothing but a decision is left.
    pub orders: Vec<Order>,
    /// What a named person decides and gives reasons for, if the orders do not settle it.
    pub decides: Option<Words>,
}

/// A collision of which sources tell and which no pair of a duty and a prohibition of the book can show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unfound {
    /// Its key.
    pub key: String,
    /// Who stands between what.
    pub words: Words,
    /// Why no meeting of the book shows it.
    pub why: Words,
    /// What the sources advise, where they do.
    pub advice: Option<Words>,
    /// How sure we are of it.
    pub certainty: Certainty,
    /// Where it is described.
    pub source: Words,
}

/// One order of steps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Order {
    /// Its key within the collision.
    pub key: String,
    /// What it is, in a few words.
    pub words: Words,
    /// What limits it, where something does.
    pub limits: Option<Words>,
    /// The readings under which alone it is one.
    pub under: Vec<Finding>,
    /// How sure we are of it.
    pub certainty: Certainty,
    /// Where it is described.
    pub source: Words,
    /// The steps.
    pub steps: Vec<OrderStep>,
}

/// One step of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OrderStep {
    /// What to do, as an infinitive.
    pub words: Words,
    /// What of it the law can be asked about.
    pub does: Does,
}

/// What a step does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "does", rename_all = "snake_case")]
pub enum Does {
    /// It meets another duty of the same bearer.
    Duty {
        /// Which.
        rule: RuleId,
    },
    /// It meets the duty that collided.
    Meets,
    /// It conveys or publishes what the duty that collided is about.
    Flow(OrderFlow),
    /// It is for people: a letter, a decision, another's act. The law is asked nothing.
    Words,
}

/// A flow that opens the way for those after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OrderFlow {
    /// The act.
    pub act: String,
    /// To whom, a value of `recipient`.
    pub to: FactValue,
    /// Where that recipient is, a value of `recipient_place`, if the order says so.
    pub place: Option<FactValue>,
    /// What has to be so already.
    pub needs: Vec<Finding>,
    /// What the actor undertakes with it.
    pub with: Vec<Finding>,
    /// The state of disclosure that the content reaches, a value of `disclosure`, if it changes.
    pub leaves: Option<FactValue>,
}

impl Through {
    /// Whether this is the collision of a duty with a prohibition.
    pub fn is_of(&self, duty: &RuleId, prohibition: &RuleId) -> bool {
        self.duties.contains(duty) && self.prohibitions.contains(prohibition)
    }

    /// Every rule that it names.
    pub(crate) fn rules(&self) -> impl Iterator<Item = &RuleId> {
        let steps = self.orders.iter().flat_map(|order| &order.steps);
        let named = steps.filter_map(|step| match &step.does {
            Does::Duty { rule } => Some(rule),
            Does::Meets | Does::Flow(_) | Does::Words => None,
        });
        self.duties.iter().chain(&self.prohibitions).chain(named)
    }

    /// Reads `ways-through.toml`.
    pub(crate) fn parse_all(
        schema: &Schema,
        text: &str,
    ) -> Result<(Vec<Self>, Vec<Unfound>), String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        let throughs = file.through.into_iter().map(|written| written.checked(schema));
        let unfound = file.unfound.into_iter().map(WrittenUnfound::checked);
        Ok((throughs.collect::<Result<_, String>>()?, unfound.collect::<Result<_, String>>()?))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    through: Vec<Written>,
    #[serde(default)]
    unfound: Vec<WrittenUnfound>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenUnfound {
    key: String,
    en: String,
    zh: String,
    why_en: String,
    why_zh: String,
    advice_en: Option<String>,
    advice_zh: Option<String>,
    certainty: Certainty,
    source_en: String,
    source_zh: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    key: String,
    en: String,
    zh: String,
    duties: Vec<String>,
    prohibitions: Vec<String>,
    #[serde(default)]
    order: Vec<WrittenOrder>,
    decides_en: Option<String>,
    decides_zh: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenOrder {
    key: String,
    en: String,
    zh: String,
    limits_en: Option<String>,
    limits_zh: Option<String>,
    #[serde(default)]
    under: BTreeMap<String, String>,
    certainty: Certainty,
    source_en: String,
    source_zh: String,
    step: Vec<WrittenStep>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenStep {
    en: String,
    zh: String,
    duty: Option<String>,
    #[serde(default)]
    meets: bool,
    flow: Option<WrittenFlow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFlow {
    act: String,
    to: String,
    place: Option<String>,
    #[serde(default)]
    needs: BTreeMap<String, String>,
    #[serde(default)]
    with: BTreeMap<String, String>,
    leaves: Option<String>,
}

impl Written {
    fn checked(self, schema: &Schema) -> Result<Through, String> {
        let orders = self.order.into_iter().map(|order| order.checked(schema));
        let decides = both("the decision", &self.key, self.decides_en, self.decides_zh)?;
        if orders.len() == 0 && decides.is_none() {
            return Err(format!("`{}` has neither an order nor a decision", self.key));
        }
        Ok(Through {
            decides,
            words: Words { en: self.en, zh: self.zh },
            duties: rules(&self.duties)?,
            prohibitions: rules(&self.prohibitions)?,
            orders: orders
                .collect::<Result<_, String>>()
                .map_err(|error| format!("`{}`: {error}", self.key))?,
            key: self.key,
        })
    }
}

impl WrittenUnfound {
    fn checked(self) -> Result<Unfound, String> {
        Ok(Unfound {
            words: Words { en: self.en, zh: self.zh },
            why: Words { en: self.why_en, zh: self.why_zh },
            advice: both("the advice", &self.key, self.advice_en, self.advice_zh)?,
            certainty: self.certainty,
            source: Words { en: self.source_en, zh: self.source_zh },
            key: self.key,
        })
    }
}

impl WrittenOrder {
    fn checked(self, schema: &Schema) -> Result<Order, String> {
        let limits = both("the limit", &self.key, self.limits_en, self.limits_zh)?;
        let steps = self.step.into_iter().map(|step| step.checked(schema));
        Ok(Order {
            words: Words { en: self.en, zh: self.zh },
            limits,
            under: findings(schema, &self.under)?,
            certainty: self.certainty,
            source: Words { en: self.source_en, zh: self.source_zh },
            steps: steps.collect::<Result<_, String>>()?,
            key: self.key,
        })
    }
}

impl WrittenStep {
    fn checked(self, schema: &Schema) -> Result<OrderStep, String> {
        let does = match (self.duty, self.meets, self.flow) {
            (Some(duty), false, None) => Does::Duty { rule: rule(&duty)? },
            (None, true, None) => Does::Meets,
            (None, false, Some(flow)) => Does::Flow(flow.checked(schema)?),
            (None, false, None) => Does::Words,
            _ => return Err(format!("the step `{}` does more than one thing", self.en)),
        };
        Ok(OrderStep { words: Words { en: self.en, zh: self.zh }, does })
    }
}

impl WrittenFlow {
    fn checked(self, schema: &Schema) -> Result<OrderFlow, String> {
        let known: Option<ActIndex> = schema.act(&self.act);
        known.ok_or_else(|| format!("there is no act `{}`", self.act))?;
        let one = |fact: &str, word: String| finding(schema, fact, &word).map(|found| found.value);
        Ok(OrderFlow {
            to: one("recipient", self.to)?,
            place: self.place.map(|word| one("recipient_place", word)).transpose()?,
            needs: findings(schema, &self.needs)?,
            with: findings(schema, &self.with)?,
            leaves: self.leaves.map(|word| one("disclosure", word)).transpose()?,
            act: self.act,
        })
    }
}

/// Words that may be absent, but not in one language.
fn both(
    what: &str,
    key: &str,
    en: Option<String>,
    zh: Option<String>,
) -> Result<Option<Words>, String> {
    match (en, zh) {
        (Some(en), Some(zh)) => Ok(Some(Words { en, zh })),
        (None, None) => Ok(None),
        (Some(_), None) | (None, Some(_)) => {
            Err(format!("{what} of `{key}` stands in one language"))
        }
    }
}

fn rule(text: &str) -> Result<RuleId, String> {
    RuleId::parse(text).ok_or_else(|| format!("`{text}` is not STATUTE/ARTICLE/KEY"))
}

fn rules(list: &[String]) -> Result<Vec<RuleId>, String> {
    list.iter().map(|text| rule(text)).collect()
}

fn finding(schema: &Schema, fact: &str, value: &str) -> Result<Finding, String> {
    let value = FactValue::symbol(value);
    let known = schema.fact_named(fact).and_then(|index| schema.value(index, &value));
    known.ok_or_else(|| format!("there is no fact `{fact}` with the value `{value}`"))?;
    Ok(Finding { fact: FactName::new(fact), value })
}

fn findings(schema: &Schema, written: &BTreeMap<String, String>) -> Result<Vec<Finding>, String> {
    written.iter().map(|(fact, value)| finding(schema, fact, value)).collect()
}

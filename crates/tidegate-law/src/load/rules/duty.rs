//! Reading the body of a duty from its annotations.

use std::str::FromStr;

use serde::de::DeserializeOwned;
use serde_json::{Value as Json, json};

use super::{RuleReader, Written};
use crate::fact::FactValue;
use crate::schema::{FactIndex, KnownBy};
use crate::situation::Condition;
use crate::statute::{Addressees, Duty, RuleId, Statute};
use crate::time::{Period, Word};

impl RuleReader<'_> {
    pub(super) fn duty(
        &self,
        statute: &Statute,
        one: &Written,
        trigger: &Condition,
    ) -> Result<Duty, String> {
        self.looks_at_no_flow(trigger)?;
        let act = one
            .annotation("act")
            .map(|name| self.schema.act(name).ok_or_else(|| format!("there is no act `{name}`")))
            .transpose()?;
        let to = self.addressees(one)?;
        let content = self.values(one, "content", "content")?;
        let from = one.annotation("from").ok_or("a duty needs @from(\"start event\")")?.to_owned();
        let given = one.annotation("given").map(str::to_owned);
        let already = one.annotation("already").map(str::to_owned);
        let or_from = one.annotation("or_from").map(str::to_owned);
        let due = one.annotation("due").map(str::to_owned);
        let named = given.iter().chain(&already).chain(&or_from).chain(&due);
        for event in named.chain([&from]) {
            if self.schema.start_event(event).is_none() {
                return Err(format!("there is no start event `{event}`"));
            }
        }
        let after = one.annotation("after").map(|key| self.after(statute, key)).transpose()?;
        if (from == "filing") != after.is_some() {
            return Err("@from(\"filing\") and @after(\"key\") go together".to_owned());
        }
        let flow = match (act, &to) {
            (None, Addressees::Nobody) => None,
            (None, _) => return Err("a duty with addressees needs @act".to_owned()),
            (Some(_), to) => Some(self.flow(trigger, to, &content)?),
        };
        let within = parsed::<Period>(one, "within")?;
        let (retain, word) = (parsed::<Period>(one, "retain")?, parsed::<Word>(one, "word")?);
        if within.is_none() && word.is_none() && retain.is_none() && due.is_none() {
            return Err("a duty needs @within, @word or @retain, or a date by @due".to_owned());
        }
        if within.is_some() && due.is_some() {
            return Err("a duty has a period or a date: write @within or @due".to_owned());
        }
        if matches!(retain, Some(Period::WorkingDays(_))) {
            return Err("a duty to keep is written in months, days or hours, as `P6M`".to_owned());
        }
        let fields = one.list("fields");
        let (per, starts) = (worded(one, "per")?, worded(one, "starts")?);
        let governed = worded(one, "governed")?;
        Ok(Duty {
            act,
            to,
            content,
            fields,
            within,
            word,
            from,
            or_from,
            after,
            given,
            due,
            governed,
            retain,
            per,
            starts,
            already,
            flow,
        })
    }

    /// A trigger speaks of the bearer, the product and the vulnerability, never of a flow.
    fn looks_at_no_flow(&self, trigger: &Condition) -> Result<(), String> {
        use crate::schema::About::{Flow, Item, Recipient};
        for fact in trigger.facts() {
            let entry = self.schema.entry(fact);
            if matches!(entry.about, Flow | Item | Recipient) && entry.by != KnownBy::Reading {
                let name = &entry.name;
                return Err(format!(
                    "the trigger of a duty cannot look at `{name}`: it speaks of a flow"
                ));
            }
        }
        Ok(())
    }

    fn addressees(&self, one: &Written) -> Result<Addressees, String> {
        let to = self.values(one, "to", "recipient")?;
        let all = [to, self.values(one, "to_all", "recipient")?].concat();
        let any = self.values(one, "to_any", "recipient")?;
        match (all.is_empty(), any.is_empty()) {
            (true, true) => Ok(Addressees::Nobody),
            (false, true) => Ok(Addressees::All(all)),
            (true, false) => Ok(Addressees::Any(any)),
            (false, false) => Err("use either @to, @to_all or @to_any".to_owned()),
        }
    }

    /// The values of a fact that an annotation lists.
    fn values(&self, one: &Written, key: &str, fact: &str) -> Result<Vec<FactValue>, String> {
        let index = self.schema.fact_named(fact).ok_or_else(|| format!("no fact `{fact}`"))?;
        one.list(key)
            .into_iter()
            .map(|name| {
                let value = FactValue::symbol(&name);
                let known = self.schema.value(index, &value).is_some();
                known.then_some(value).ok_or_else(|| format!("`{fact}` has no value `{name}`"))
            })
            .collect()
    }

    /// The duty whose filing starts the clock: an earlier one of this statute by its key, or one of
    /// any statute by its whole id, which is looked up when every file has been read.
    fn after(&self, statute: &Statute, named: &str) -> Result<RuleId, String> {
        if named.contains('/') {
            return RuleId::parse(named)
                .ok_or_else(|| format!("`{named}` is no id of a rule; write STATUTE/ARTICLE/KEY"));
        }
        let suffix = format!("/{named}");
        let found = self.rules.iter().find(|(rule, ..)| rule.id.as_str().ends_with(&suffix));
        found
            .map(|(rule, ..)| rule.id.clone())
            .ok_or_else(|| format!("`{}` has no duty `{named}` above this one", statute.matter.id))
    }

    /// Trigger, addressees and content conjoined.
    fn flow(
        &self,
        trigger: &Condition,
        to: &Addressees,
        content: &[FactValue],
    ) -> Result<Condition, String> {
        let mut parts = vec![trigger.clone()];
        for (fact, list) in [("recipient", to.capacities()), ("content", content)] {
            if list.is_empty() {
                continue;
            }
            let index = self.schema.fact_named(fact).ok_or_else(|| format!("no fact `{fact}`"))?;
            parts.push(Condition::Is { fact: index, values: self.mask(index, list) });
        }
        Ok(Condition::All(parts))
    }

    fn mask(&self, fact: FactIndex, list: &[FactValue]) -> u64 {
        list.iter().filter_map(|value| self.schema.value(fact, value)).fold(0, |m, p| m | 1 << p)
    }

    /// The same in Cedar's JSON, for the reference engine.
    pub(super) fn flow_form(&self, rule: &Json, duty: &Duty, acts: u64) -> Json {
        let mut form = rule.clone();
        let entities: Vec<Json> = (0..self.schema.acts().len())
            .filter(|place| acts & (1 << place) != 0)
            .filter_map(|place| self.schema.acts().get(place))
            .map(|act| json!({"type": "Action", "id": act.name}))
            .collect();
        let mut more = Vec::new();
        for (fact, kind, list) in [
            ("recipient", "Capacity", duty.to.capacities()),
            ("content", "Content", duty.content.as_slice()),
        ] {
            if list.is_empty() {
                continue;
            }
            let set: Vec<Json> = list
                .iter()
                .map(|value| json!({"Value": {"__entity": {"type": kind, "id": value.as_str()}}}))
                .collect();
            let named = json!({".": {"left": {"Var": "context"}, "attr": fact}});
            more.push(json!({"kind": "when", "body": {"contains": {"left": {"Set": set}, "right": named}}}));
        }
        if let Some(object) = form.as_object_mut() {
            object.insert("action".to_owned(), json!({"op": "in", "entities": entities}));
            if let Some(Json::Array(list)) = object.get_mut("conditions") {
                list.extend(more);
            }
        }
        form
    }
}

/// An annotation read as a period or a word.
fn parsed<T: FromStr<Err: std::fmt::Display>>(
    one: &Written,
    key: &str,
) -> Result<Option<T>, String> {
    one.annotation(key).map(|text| text.parse::<T>().map_err(|e| e.to_string())).transpose()
}

/// An annotation read as one of the words of an enumeration; its default where the rule has none.
fn worded<T: Default + DeserializeOwned>(one: &Written, key: &str) -> Result<T, String> {
    let Some(text) = one.annotation(key) else { return Ok(T::default()) };
    serde_json::from_value(Json::String(text.to_owned())).map_err(|_| {
        format!("`{text}` is nothing that @{key} knows; law/README.md lists its words")
    })
}

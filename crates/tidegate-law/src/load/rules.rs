//! Reading the rules of one statute: Cedar blocks with their annotations.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;
use serde_json::Value as Json;

use crate::compile;
use crate::error::{BookError, SourceFile};
use crate::literate::Literate;
use crate::load::ahead::Blocks;
use crate::load::written::Written;
use crate::load::{CedarForms, end_of_day, start_of_day};
use crate::schema::{Schema, Words};
use crate::statute::{Certainty, Force, Rule, RuleId, RuleKind, Scope, Statute};

mod duty;

/// Reads rules and scopes of one statute.
pub(crate) struct RuleReader<'a> {
    schema: &'a Schema,
    file: &'a SourceFile,
    statute: usize,
    literate: &'a Literate,
    pub(crate) errors: Vec<BookError>,
    pub(crate) scopes: Vec<Scope>,
    scope_bodies: BTreeMap<String, Json>,
    pub(crate) rules: Vec<(Rule, CedarForms, Range<usize>)>,
}

impl<'a> RuleReader<'a> {
    pub(crate) fn new(
        schema: &'a Schema,
        file: &'a SourceFile,
        statute: usize,
        literate: &'a Literate,
    ) -> Self {
        Self {
            schema,
            file,
            statute,
            literate,
            errors: Vec::new(),
            scopes: Vec::new(),
            scope_bodies: BTreeMap::new(),
            rules: Vec::new(),
        }
    }

    /// Scopes first, wherever they stand, then the rules in order.
    pub(crate) fn read(&mut self, statute: &Statute, blocks: Blocks) {
        self.errors.extend(blocks.errors);
        let (scopes, rules): (Vec<_>, Vec<_>) =
            blocks.written.into_iter().partition(|(_, one)| one.annotation("scope").is_some());
        for (article, one) in &scopes {
            self.scope(*article, one);
        }
        for (article, one) in &rules {
            match self.rule(statute, *article, one) {
                Ok((rule, forms)) => {
                    if self.rules.iter().any(|(other, ..)| other.id == rule.id) {
                        self.fault(*article, one, format!("the rule `{}` stands twice", rule.id));
                    }
                    self.rules.push((rule, forms, one.span.clone()));
                }
                Err(message) => self.fault(*article, one, message),
            }
        }
        for (article, one) in &rules {
            self.implied(*article, one);
        }
    }

    /// Gives a rule that is marked as implied the identity of the other, which may stand below it.
    fn implied(&mut self, article: usize, one: &Written) {
        let Some(key) = one.annotation("implied_by") else { return };
        let suffix = format!("/{key}");
        let other = self
            .rules
            .iter()
            .find(|(rule, _, span)| *span != one.span && rule.id.as_str().ends_with(&suffix));
        let Some(other) = other.map(|(rule, ..)| rule.id.clone()) else {
            self.fault(article, one, format!("this statute has no other rule `{key}`"));
            return;
        };
        if let Some((rule, ..)) = self.rules.iter_mut().find(|(_, _, span)| *span == one.span) {
            rule.implied_by = Some(other);
        }
    }

    fn number(&self, article: usize) -> String {
        self.literate.articles.get(article).map(|a| a.number.clone()).unwrap_or_default()
    }

    fn fault(&mut self, article: usize, one: &Written, message: String) {
        let clause = self.number(article);
        self.errors.push(BookError::at(self.file, Some(one.span.clone()), clause, message));
    }

    fn scope(&mut self, article: usize, one: &Written) {
        let key = one.annotation("scope").unwrap_or_default().to_owned();
        if self.scopes.iter().any(|other| other.key == key) {
            self.fault(article, one, format!("the scope `{key}` stands twice"));
            return;
        }
        match (compile::conditions(self.schema, &one.json), words(one)) {
            (Ok(condition), Ok(words)) => {
                let body = one.json.get("conditions").cloned().unwrap_or(Json::Null);
                self.scope_bodies.insert(key.clone(), body);
                self.scopes.push(Scope { key, words, condition });
            }
            (Err(message), _) | (_, Err(message)) => self.fault(article, one, message),
        }
    }

    fn rule(
        &self,
        statute: &Statute,
        article: usize,
        one: &Written,
    ) -> Result<(Rule, CedarForms), String> {
        known_annotations(one)?;
        let (kind, key) = kind(one)?;
        let heading = self.literate.articles.get(article).ok_or("no article")?;
        if !self.literate.marked.get(article).copied().unwrap_or(false) {
            let number = &heading.number;
            return Err(format!(
                "`{number}` carries a rule and needs a line `Certainty: V|S|M|U.`"
            ));
        }
        let mut json = one.json.clone();
        let mut parts = Vec::new();
        let bound = one.list("bound");
        for name in &bound {
            let scope = self.scopes.iter().find(|scope| scope.key == *name);
            let scope = scope.ok_or_else(|| format!("this statute has no scope `{name}`"))?;
            parts.push(scope.condition.clone());
            if let (Some(Json::Array(list)), Some(Json::Array(more))) =
                (json.get_mut("conditions"), self.scope_bodies.get(name))
            {
                list.extend(more.iter().cloned());
            }
        }
        parts.push(compile::conditions(self.schema, &one.json)?);
        let condition = compile::join(parts);
        let acts = self.acts(&one.json)?;
        let duty =
            (kind == RuleKind::Duty).then(|| self.duty(statute, one, &condition)).transpose()?;
        let acts = match &duty {
            Some(duty) => duty.act.map_or(0, |act| self.fulfilling(act.0)),
            None => acts,
        };
        let flow = duty
            .as_ref()
            .filter(|duty| duty.flow.is_some())
            .map(|duty| self.flow_form(&json, duty, acts));
        let dates = Dates::of(one, statute)?;
        let rule = Rule {
            id: RuleId::new(&statute.matter.id, &heading.number, &key),
            kind,
            statute: self.statute,
            article: heading.number.clone(),
            formerly: dates.formerly,
            words: words(one)?,
            force: one.annotation("force").map_or(Ok(statute.matter.force), force)?,
            certainty: one.annotation("certainty").map_or(Ok(heading.certainty), certainty)?,
            from: dates.from,
            until: dates.until,
            acts,
            condition,
            bound,
            clauses: compile::clauses(self.schema, &one.json)?,
            duty,
            implied_by: None,
            cedar: one.text.clone(),
            line: self.file.line_of(one.span.start),
        };
        Ok((rule, CedarForms { rule: json, flow }))
    }

    /// The acts named by the action of a rule.
    fn acts(&self, json: &Json) -> Result<u64, String> {
        let action = json.get("action").ok_or("the rule names no action")?;
        let mut names = Vec::new();
        if let Some(id) = action.pointer("/entity/id").and_then(Json::as_str) {
            names.push(id);
        }
        for entity in action.get("entities").and_then(Json::as_array).into_iter().flatten() {
            names.extend(entity.get("id").and_then(Json::as_str));
        }
        if names.is_empty() {
            return Err(
                "the rule must name its action, for example `action == Action::\"publish\"`"
                    .to_owned(),
            );
        }
        let mut set = 0;
        for name in names {
            set |=
                self.schema.acts_under(name).ok_or_else(|| format!("there is no act `{name}`"))?;
        }
        Ok(set)
    }

    /// The acts that fulfil a duty: the act itself, or any way of providing but selling.
    fn fulfilling(&self, act: usize) -> u64 {
        let provide = self.schema.acts_under("provide").unwrap_or(0);
        let sell = self.schema.act("sell").map_or(0, |sell| 1 << sell.0);
        if provide & (1 << act) != 0 { provide & !sell } else { 1 << act }
    }
}

/// The dates of a rule.
struct Dates {
    from: jiff::Timestamp,
    until: Option<jiff::Timestamp>,
    formerly: Vec<(jiff::Timestamp, String)>,
}

impl Dates {
    fn of(one: &Written, statute: &Statute) -> Result<Self, String> {
        let zone = &statute.matter.zone;
        let day = |text: &str| text.parse::<Date>().map_err(|_| format!("`{text}` is not a date"));
        let from = match one.annotation("from_date") {
            Some(text) => start_of_day(day(text)?, zone)?.max(statute.from),
            None => statute.from,
        };
        let until = match one.annotation("until_date") {
            Some(text) => Some(end_of_day(day(text)?, zone)?),
            None => statute.until,
        };
        let mut formerly = Vec::new();
        for part in one.list("formerly") {
            let (number, date) =
                part.split_once(" until ").ok_or("write @formerly(\"NUMBER until YYYY-MM-DD\")")?;
            formerly.push((end_of_day(day(date.trim())?, zone)?, number.trim().to_owned()));
        }
        formerly.sort();
        Ok(Self { from, until, formerly })
    }
}

const ANNOTATIONS: &[&str] = &[
    "prohibition",
    "permission",
    "duty",
    "en",
    "zh",
    "bound",
    "force",
    "certainty",
    "from_date",
    "until_date",
    "formerly",
    "implied_by",
    "act",
    "to",
    "to_all",
    "to_any",
    "content",
    "fields",
    "within",
    "word",
    "from",
    "or_from",
    "after",
    "given",
    "due",
    "governed",
    "retain",
    "per",
    "starts",
    "already",
];

fn known_annotations(one: &Written) -> Result<(), String> {
    match one.annotations.keys().find(|key| !ANNOTATIONS.contains(&key.as_str())) {
        Some(key) => Err(format!("unknown annotation `@{key}`; law/README.md lists them")),
        None => Ok(()),
    }
}

fn kind(one: &Written) -> Result<(RuleKind, String), String> {
    let effect = one.json.get("effect").and_then(Json::as_str).unwrap_or_default();
    let owe = one.json.pointer("/action/entity/id").and_then(Json::as_str) == Some("owe");
    let named = |key: &str| one.annotation(key).map(str::to_owned);
    match (named("prohibition"), named("permission"), named("duty"), effect) {
        (Some(key), None, None, "forbid") => Ok((RuleKind::Prohibition, key)),
        (None, Some(key), None, "permit") if !owe => Ok((RuleKind::Permission, key)),
        (None, None, Some(key), "permit") if owe => Ok((RuleKind::Duty, key)),
        _ => Err("a rule is a `forbid` with @prohibition, a `permit` with @permission, or a `permit` of `Action::\"owe\"` with @duty".to_owned()),
    }
}

fn words(one: &Written) -> Result<Words, String> {
    match (one.annotation("en"), one.annotation("zh")) {
        (Some(en), Some(zh)) if !en.is_empty() && !zh.is_empty() => {
            Ok(Words { en: en.to_owned(), zh: zh.to_owned() })
        }
        _ => Err("the rule needs @en and @zh, one plain sentence each".to_owned()),
    }
}

fn force(text: &str) -> Result<Force, String> {
    serde_json::from_value(Json::String(text.to_owned()))
        .map_err(|_| format!("`{text}` is no force: binding, recommended, norm or house"))
}

fn certainty(text: &str) -> Result<Certainty, String> {
    serde_json::from_value(Json::String(text.to_owned()))
        .map_err(|_| format!("`{text}` is no certainty: V, S, M or U"))
}

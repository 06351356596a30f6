//! A rule, its article and its facts, in the form in which they are told.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tidegate_law::{
    Certainty, FactName, Finding, Force, KnownBy, Rule, RuleId, RuleKind, Situation, Words,
};

use super::schema::Bilingual;
use super::{Basis, witness};

/// So many values of a fact are told at most in place of one that is not known.
const TOLD_AT_MOST: usize = 6;

/// A rule as an answer names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct RuleTold {
    /// Its id.
    pub rule: String,
    /// Shall, shall not, may.
    #[schema(value_type = String)]
    pub kind: RuleKind,
    /// The citation in force at the instant asked about.
    #[schema(value_type = Bilingual)]
    pub citation: Words,
    /// The heading of its article.
    #[schema(value_type = Bilingual)]
    pub article: Words,
    /// What it says in one sentence.
    #[schema(value_type = Bilingual)]
    pub sentence: Words,
    /// How binding it is.
    #[schema(value_type = String)]
    pub force: Force,
    /// How its text was read.
    #[schema(value_type = String)]
    pub certainty: Certainty,
    /// Where its text was read.
    pub source: String,
    /// The day on which the text was last compared with its source.
    #[schema(value_type = Option<String>, format = Date)]
    pub checked: Option<Date>,
    /// The facts on which it applies here.
    pub facts: Vec<FactTold>,
}

/// A fact with its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FactTold {
    /// Its name.
    pub fact: String,
    /// Its value.
    pub value: String,
    /// The sentence.
    #[schema(value_type = Bilingual)]
    pub words: Words,
}

/// A fact that is not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct UnknownTold {
    /// Its name.
    pub fact: String,
    /// Who can make it true.
    #[schema(value_type = Option<String>)]
    pub by: Option<KnownBy>,
    /// The sentence if it were true; with an ellipsis where a value would stand.
    #[schema(value_type = Bilingual)]
    pub words: Words,
}

impl Basis<'_> {
    /// A rule by its id, with the facts on which it applies. A rule that the book does not have, as in a record made
    /// under another book, is told by its id.
    #[must_use]
    pub fn rule(&self, id: &RuleId, situation: Option<&Situation>) -> RuleTold {
        match self.book.rule(id) {
            Some(rule) => self.told(rule, self.at, situation),
            None => RuleTold {
                rule: id.to_string(),
                kind: RuleKind::Prohibition,
                citation: Words { en: id.to_string(), zh: id.to_string() },
                article: Words::default(),
                sentence: Words::default(),
                force: Force::Binding,
                certainty: Certainty::U,
                source: String::new(),
                checked: None,
                facts: Vec::new(),
            },
        }
    }

    /// A rule of the book as cited at an instant.
    #[must_use]
    pub fn told(&self, rule: &Rule, cited: Timestamp, situation: Option<&Situation>) -> RuleTold {
        let article = self.book.article_of(rule);
        let statute = self.book.statute_of(rule);
        RuleTold {
            rule: rule.id.to_string(),
            kind: rule.kind,
            citation: self.book.citation(rule, cited),
            article: article.map(|article| article.title.clone()).unwrap_or_default(),
            sentence: rule.words.clone(),
            force: rule.force,
            certainty: rule.certainty,
            source: article.map_or_else(String::new, |article| article.source.clone()),
            checked: Some(statute.matter.checked),
            facts: situation.map_or_else(Vec::new, |situation| self.rests_on(rule, situation)),
        }
    }

    /// The facts on which a rule applies, readings left out: they are told apart.
    fn rests_on(&self, rule: &Rule, situation: &Situation) -> Vec<FactTold> {
        let schema = self.book.schema();
        let mut filled = situation.clone();
        for position in &self.adoption.positions {
            if let Some(fact) = schema.fact(&position.fact)
                && !filled.is_known(fact)
            {
                filled.set(schema, fact, &position.value);
            }
        }
        witness::of(&rule.condition, &filled)
            .into_iter()
            .filter(|fact| schema.entry(*fact).by != KnownBy::Reading)
            .filter_map(|fact| {
                let value = filled.known(schema, fact)?.clone();
                Some(Finding { fact: schema.entry(fact).name.clone(), value })
            })
            .filter(|finding| !self.says_nothing(finding))
            .map(|finding| self.fact(&finding))
            .collect()
    }

    /// Whether a fact only repeats the name of the recipient: "ENISA is ENISA".
    fn says_nothing(&self, finding: &Finding) -> bool {
        let schema = self.book.schema();
        finding.fact.as_str() == "recipient"
            && schema.fact(&finding.fact).is_some_and(|index| {
                let values = &schema.entry(index).values;
                values.iter().any(|entry| {
                    entry.value == finding.value && entry.words == self.names.recipient
                })
            })
    }

    /// A fact with its value, as a sentence.
    #[must_use]
    pub fn fact(&self, finding: &Finding) -> FactTold {
        FactTold {
            fact: finding.fact.to_string(),
            value: finding.value.to_string(),
            words: self.words(finding),
        }
    }

    /// A fact that is not known, as the sentence that would decide.
    #[must_use]
    pub fn unknown(&self, fact: &FactName) -> UnknownTold {
        let schema = self.book.schema();
        let entry = schema.fact(fact).map(|index| schema.entry(index));
        let any = "…";
        let value = match entry {
            Some(entry) if entry.boolean => true.into(),
            Some(_) | None => tidegate_law::FactValue::symbol(any),
        };
        // A few values are all told, in place of what is not known.
        let values = entry.filter(|entry| !entry.boolean && entry.values.len() <= TOLD_AT_MOST);
        let or = |words: Words| match values {
            None => words,
            Some(entry) => {
                let list = |of: fn(&Words) -> &str, or: &str| {
                    let all: Vec<&str> = entry.values.iter().map(|one| of(&one.words)).collect();
                    all.join(or)
                };
                Words {
                    en: words.en.replace(any, &list(|one| &one.en, " or ")),
                    zh: words.zh.replace(any, &list(|one| &one.zh, "，或者")),
                }
            }
        };
        let words = match self.book.reading(fact) {
            Some(reading) => reading.question.clone(),
            None => or(self.words(&Finding { fact: fact.clone(), value })),
        };
        UnknownTold { fact: fact.to_string(), by: entry.map(|entry| entry.by), words }
    }
}

//! Rules, facts and conditions as plain sentences in English and Chinese.

use crate::answer::Finding;
use crate::book::Book;
use crate::compile::Clause;
use crate::fact::FactValue;
use crate::schema::{FactEntry, FactIndex, Language, Words};
use crate::situation::Condition;
use crate::statute::Rule;

/// How the parties of a flow are called in sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    /// Who acts.
    pub actor: Words,
    /// Who receives.
    pub recipient: Words,
}

impl Default for Names {
    /// "the actor" and "the recipient".
    fn default() -> Self {
        let words = |en: &str, zh: &str| Words { en: en.to_owned(), zh: zh.to_owned() };
        Self {
            actor: words("the actor", "行为人"), recipient: words("the recipient", "接收方")
        }
    }
}

impl Names {
    fn fill(&self, text: &str, language: Language) -> String {
        text.replace("{actor}", self.actor.in_language(language))
            .replace("{recipient}", self.recipient.in_language(language))
    }
}

impl FactEntry {
    /// The sentence for a value of this fact.
    pub fn say(&self, value: &FactValue, names: &Names, language: Language) -> String {
        let words = self
            .values
            .iter()
            .find(|entry| entry.value == *value)
            .map_or(value.as_str(), |entry| entry.words.in_language(language));
        let sentence = if self.boolean {
            words.to_owned()
        } else {
            self.sentence.in_language(language).replace("{}", words)
        };
        names.fill(&sentence, language)
    }
}

impl Book {
    /// The sentence for a fact with a value; for a reading what the value means.
    pub fn say(&self, finding: &Finding, names: &Names, language: Language) -> String {
        if let Some(reading) = self.reading(&finding.fact) {
            let words = reading.values.iter().find(|(value, _)| *value == finding.value);
            let words =
                words.map_or(finding.value.as_str(), |(_, words)| words.in_language(language));
            let fact = &finding.fact;
            return match language {
                Language::English => format!("on reading {fact} {words}"),
                Language::Chinese => format!("按解释{fact}，{words}"),
            };
        }
        match self.schema.fact(&finding.fact) {
            Some(index) => self.schema.entry(index).say(&finding.value, names, language),
            None => format!("{} = {}", finding.fact, finding.value),
        }
    }

    /// A condition as a sentence.
    pub fn say_condition(
        &self,
        condition: &Condition,
        names: &Names,
        language: Language,
    ) -> String {
        Sentence { book: self, names, language }.say(condition, false)
    }
}

/// A rule in plain sentences, clause by clause.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct RuleSaid {
    /// Who is bound, in the words of the scopes.
    pub bound: Vec<String>,
    /// What must be so, each sentence with those it stands beside.
    pub when: Vec<String>,
    /// What lifts it: any one of these.
    pub unless: Vec<String>,
}

impl Book {
    /// A rule in plain sentences: who is bound, when it applies, what lifts it.
    pub fn say_rule(&self, rule: &Rule, names: &Names, language: Language) -> RuleSaid {
        let sentence = Sentence { book: self, names, language };
        let mut said = RuleSaid { bound: Vec::new(), when: Vec::new(), unless: Vec::new() };
        for (statute, scope) in self.scopes() {
            if statute.matter.id == self.statute_of(rule).matter.id
                && rule.bound.contains(&scope.key)
            {
                said.bound.push(scope.words.in_language(language).to_owned());
            }
        }
        for clause in &rule.clauses {
            match clause {
                Clause::When(Condition::All(parts)) => {
                    said.when.extend(parts.iter().map(|part| sentence.say(part, false)));
                }
                Clause::When(condition) => said.when.push(sentence.say(condition, false)),
                Clause::Unless(Condition::Any(parts)) => {
                    said.unless.extend(parts.iter().map(|part| sentence.say(part, false)));
                }
                Clause::Unless(condition) => said.unless.push(sentence.say(condition, false)),
            }
        }
        said
    }
}

struct Sentence<'s> {
    book: &'s Book,
    names: &'s Names,
    language: Language,
}

impl Sentence<'_> {
    fn pick(&self, en: &'static str, zh: &'static str) -> &'static str {
        match self.language {
            Language::English => en,
            Language::Chinese => zh,
        }
    }

    /// The sentence of a condition or, pushed down to its tests, of its negation.
    fn say(&self, condition: &Condition, negated: bool) -> String {
        match condition {
            Condition::Constant(value) if *value != negated => {
                self.pick("always", "始终").to_owned()
            }
            Condition::Constant(_) => self.pick("never", "从不").to_owned(),
            Condition::Is { fact, values } => self.test(*fact, *values, negated),
            Condition::Not(part) => self.say(part, !negated),
            Condition::All(parts) => self.list(parts, negated, negated),
            Condition::Any(parts) => self.list(parts, negated, !negated),
        }
    }

    fn list(&self, parts: &[Condition], negated: bool, alternative: bool) -> String {
        let said: Vec<String> = parts
            .iter()
            .filter(|part| !matches!(part, Condition::Constant(_)))
            .map(|part| {
                let text = self.say(part, negated);
                if nested(part) { self.bracket(&text) } else { text }
            })
            .collect();
        let (and, or) = (self.pick(", and ", "，并且"), self.pick(", or ", "，或者"));
        said.join(if alternative { or } else { and })
    }

    /// The sentence for a fact with one of some values; the values of an enumeration are joined.
    fn values(&self, entry: &FactEntry, chosen: &[&FactValue]) -> String {
        let or = self.pick(" or ", "或者");
        let reading = self.book.reading(&entry.name).is_some();
        if entry.boolean || reading || chosen.len() == 1 {
            let said: Vec<String> = chosen
                .iter()
                .map(|value| {
                    let finding = Finding { fact: entry.name.clone(), value: (*value).clone() };
                    self.book.say(&finding, self.names, self.language)
                })
                .collect();
            return said.join(or);
        }
        let words: Vec<&str> = entry
            .values
            .iter()
            .filter(|value| chosen.contains(&&value.value))
            .map(|value| value.words.in_language(self.language))
            .collect();
        let sentence = entry.sentence.in_language(self.language).replace("{}", &words.join(or));
        self.names.fill(&sentence, self.language)
    }

    fn bracket(&self, text: &str) -> String {
        match self.language {
            Language::English => format!("({text})"),
            Language::Chinese => format!("（{text}）"),
        }
    }

    fn test(&self, fact: FactIndex, values: u64, negated: bool) -> String {
        let entry = self.book.schema.entry(fact);
        let every = entry.values.len();
        let all = if every >= 64 { u64::MAX } else { (1u64 << every) - 1 };
        let (mut values, mut negated) = (values & all, negated);
        if entry.boolean && negated {
            (values, negated) = (all & !values, false);
        }
        let chosen: Vec<&FactValue> = entry
            .values
            .iter()
            .enumerate()
            .filter(|(place, _)| values & (1 << place) != 0)
            .map(|(_, entry)| &entry.value)
            .collect();
        let text = self.values(entry, &chosen);
        if negated {
            match self.language {
                Language::English => format!("it is not so that {text}"),
                Language::Chinese => format!("并非{text}"),
            }
        } else {
            text
        }
    }
}

/// Whether a part reads as a list of its own.
fn nested(part: &Condition) -> bool {
    match part {
        Condition::All(parts) | Condition::Any(parts) => parts.len() > 1,
        Condition::Not(part) => nested(part),
        Condition::Constant(_) | Condition::Is { .. } => false,
    }
}

//! The facts of the book, read from the Cedar schema and its annotations.
//!
//! One file, `law/schema.cedarschema`, says which facts exist, what values they take, what they mean
//! in English and Chinese, whom they speak of and who can make them true. Forms, sentences, scenes
//! and rules all speak of these facts; a new fact needs no new code. This module never decides
//! anything. Read [`crate::situation`] next.

use std::collections::BTreeMap;

use cedar_policy::SchemaFragment;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::error::{BookError, SourceFile};
use crate::fact::{FactName, FactValue};

mod joint;

/// The most values a fact may take, and the most acts: a set of them is 64 bits.
const LIMIT: usize = 64;
/// The most facts a book may have.
const FACTS_MAX: usize = 256;

/// A language in which the product speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[serde(rename = "en")]
    English,
    /// Simplified Chinese.
    #[serde(rename = "zh")]
    Chinese,
}

/// One thing said in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Words {
    /// English.
    pub en: String,
    /// Simplified Chinese.
    pub zh: String,
}

impl Words {
    /// The words in a language.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::English => &self.en,
            Language::Chinese => &self.zh,
        }
    }
}

/// The place of a fact in a [`crate::Situation`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactIndex(pub(crate) usize);

/// The place of an act among the acts of the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActIndex(pub(crate) usize);

/// Whom or what a fact speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// The vulnerability, that is, the case.
    Vulnerability,
    /// The product.
    Product,
    /// The item of content.
    Item,
    /// Who acts.
    Actor,
    /// Who receives.
    Recipient,
    /// This flow alone.
    Flow,
    /// A doubt of the text.
    Reading,
}

/// Who can make a fact true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KnownBy {
    /// The actor may undertake it.
    Actor,
    /// An authority or another party gives it: a consent, an assessment, a proof.
    Authority,
    /// It is so or it is not.
    World,
    /// The case gives it: roles, places, states of items.
    Derived,
    /// The record holds it or does not: a tie to a jurisdiction, a status, an incident. Never unknown.
    Record,
    /// A reading of the text.
    Reading,
}

/// One value of a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ValueEntry {
    /// The value as rules spell it.
    pub value: FactValue,
    /// The value in words; for a boolean the whole sentence.
    pub words: Words,
}

/// One fact of the book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactEntry {
    /// Its name.
    pub name: FactName,
    /// Its values in their order; for a boolean `false`, `true`.
    pub values: Vec<ValueEntry>,
    /// Whether it is a boolean.
    pub boolean: bool,
    /// For an enumeration, the sentence with `{}` where the value stands.
    pub sentence: Words,
    /// Whom it speaks of.
    pub about: About,
    /// Who can make it true.
    pub by: KnownBy,
    /// The value where nobody says otherwise.
    pub assume: Option<FactValue>,
    /// The Cedar type of its values.
    pub cedar_type: String,
}

/// One act of the book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActEntry {
    /// Its name, for example `share`.
    pub name: String,
    /// The groups it belongs to, for example `provide`.
    pub groups: Vec<String>,
    /// The act in words, an infinitive.
    pub words: Words,
}

/// The facts, acts and start events of the book.
#[derive(Debug, Clone)]
pub struct Schema {
    facts: Vec<FactEntry>,
    acts: Vec<ActEntry>,
    start_events: Vec<ValueEntry>,
    by_name: BTreeMap<FactName, FactIndex>,
    cedar: cedar_policy::Schema,
}

impl Schema {
    /// Reads a schema in Cedar's human syntax.
    ///
    /// # Errors
    /// Points at the file where it is not a schema, or a fact lacks a sentence in either language.
    pub fn parse(file: &SourceFile) -> Result<Self, Vec<BookError>> {
        let whole = |message: String| vec![BookError::whole(file, message)];
        let fragment = fragment(file).map_err(whole)?;
        let cedar = cedar_policy::Schema::from_schema_fragments([fragment.clone()])
            .map_err(|e| whole(format!("the schema does not parse: {e}")))?;
        let json = fragment.to_json_value().map_err(|e| whole(e.to_string()))?;
        Reader { file, root: json.get("").cloned().unwrap_or(Json::Null), errors: Vec::new() }
            .read(cedar)
    }

    /// The schema of a file with the facts, values and acts that another version of it has besides, so that situations
    /// of both are one. What each says of its facts stays its own; the order of facts is that of `order`, then of `then`.
    ///
    /// # Errors
    /// The name of a fact that is of another type in the two, or that a file does not parse.
    pub(crate) fn joined(
        own: &SourceFile,
        order: &SourceFile,
        then: &SourceFile,
    ) -> Result<Self, String> {
        let json = |file: &SourceFile| -> Result<Json, String> {
            let json = fragment(file)?.to_json_value().map_err(|error| error.to_string())?;
            Ok(json.get("").cloned().unwrap_or(Json::Null))
        };
        let mut root = json(order)?;
        joint::merge(&mut root, &json(then)?)?;
        joint::own(&mut root, &json(own)?);
        let whole = serde_json::json!({ "": root });
        let fragment = SchemaFragment::from_json_value(whole).map_err(|error| error.to_string())?;
        let cedar = cedar_policy::Schema::from_schema_fragments([fragment])
            .map_err(|error| error.to_string())?;
        let both = SourceFile::new(&*own.path, format!("{}\n{}", order.text, then.text));
        let read = Reader { file: &both, root, errors: Vec::new() }.read(cedar);
        read.map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
    }

    /// Every fact in the order of the schema.
    pub fn facts(&self) -> &[FactEntry] {
        &self.facts
    }

    /// Every act that a flow may be, with `owe`.
    pub fn acts(&self) -> &[ActEntry] {
        &self.acts
    }

    /// Every start event of clocks.
    pub fn start_events(&self) -> &[ValueEntry] {
        &self.start_events
    }

    /// A start event by name.
    pub fn start_event(&self, name: &str) -> Option<&ValueEntry> {
        self.start_events.iter().find(|e| e.value.as_str() == name)
    }

    /// The place of every fact, in the order of the schema.
    pub(crate) fn places(&self) -> impl Iterator<Item = FactIndex> + use<> {
        (0..self.facts.len()).map(FactIndex)
    }

    /// The set of all values of a fact, one bit each.
    pub(crate) fn every(&self, fact: FactIndex) -> u64 {
        u64::MAX >> (LIMIT - self.entry(fact).values.len().clamp(1, LIMIT))
    }

    /// The place of a fact.
    pub fn fact(&self, name: &FactName) -> Option<FactIndex> {
        self.by_name.get(name).copied()
    }

    /// The place of a fact by its name as text.
    pub fn fact_named(&self, name: &str) -> Option<FactIndex> {
        self.fact(&FactName::new(name))
    }

    /// The entry of a fact.
    pub fn entry(&self, fact: FactIndex) -> &FactEntry {
        // INVARIANT: a `FactIndex` is only made by this schema, for a place that exists.
        #[expect(clippy::indexing_slicing, reason = "indices are made by this schema alone")]
        &self.facts[fact.0]
    }

    /// The place of a value among those of its fact.
    pub fn value(&self, fact: FactIndex, value: &FactValue) -> Option<usize> {
        self.entry(fact).values.iter().position(|entry| entry.value == *value)
    }

    /// The place of an act.
    pub fn act(&self, name: &str) -> Option<ActIndex> {
        self.acts.iter().position(|act| act.name == name).map(ActIndex)
    }

    /// The entry of an act.
    pub fn act_entry(&self, act: ActIndex) -> &ActEntry {
        // INVARIANT: an `ActIndex` is only made by this schema, for a place that exists.
        #[expect(clippy::indexing_slicing, reason = "indices are made by this schema alone")]
        &self.acts[act.0]
    }

    /// The set of acts that an act or group name stands for, one bit per act.
    pub(crate) fn acts_under(&self, name: &str) -> Option<u64> {
        let mut set = 0;
        for (place, act) in self.acts.iter().enumerate() {
            if act.name == name || act.groups.iter().any(|group| group == name) {
                set |= 1 << place;
            }
        }
        (set != 0).then_some(set)
    }

    /// The schema as Cedar holds it.
    pub fn cedar(&self) -> &cedar_policy::Schema {
        &self.cedar
    }
}

/// A schema as Cedar reads it.
fn fragment(file: &SourceFile) -> Result<SchemaFragment, String> {
    let read = SchemaFragment::from_cedarschema_str(&file.text);
    read.map(|(fragment, _)| fragment).map_err(|e| format!("the schema does not parse: {e}"))
}

/// Reads facts out of the JSON form of the schema, which carries the annotations.
struct Reader<'a> {
    file: &'a SourceFile,
    root: Json,
    errors: Vec<BookError>,
}

impl Reader<'_> {
    fn read(mut self, cedar: cedar_policy::Schema) -> Result<Schema, Vec<BookError>> {
        let attributes = self.root.pointer("/commonTypes/Facts/attributes").cloned();
        let Some(Json::Object(attributes)) = attributes else {
            return Err(vec![BookError::whole(self.file, "the schema has no record `Facts`")]);
        };
        let mut facts: Vec<FactEntry> =
            attributes.iter().filter_map(|(name, json)| self.fact(name, json)).collect();
        facts.sort_by_cached_key(|fact| self.position(&format!("{}:", fact.name)));
        let acts = self.acts();
        let start_events = self.enumeration("StartEvent");
        if facts.len() > FACTS_MAX || acts.len() > LIMIT {
            let message = format!("a book has at most {FACTS_MAX} facts and {LIMIT} acts");
            self.errors.push(BookError::whole(self.file, message));
        }
        if !self.errors.is_empty() {
            return Err(self.errors);
        }
        let by_name =
            facts.iter().enumerate().map(|(i, fact)| (fact.name.clone(), FactIndex(i))).collect();
        Ok(Schema { facts, acts, start_events, by_name, cedar })
    }

    /// The place in the text, for the order of the author and for errors.
    fn position(&self, needle: &str) -> usize {
        let marked = format!("\n  {needle}");
        self.file.text.find(&marked).map_or(usize::MAX, |at| at + 3)
    }

    fn fault(&mut self, needle: &str, message: String) {
        let at = self.position(needle);
        let span = (at < self.file.text.len()).then(|| at..at + needle.len());
        self.errors.push(BookError::at(self.file, span, "schema", message));
    }

    fn fact(&mut self, name: &str, json: &Json) -> Option<FactEntry> {
        let kind = json.get("name").and_then(Json::as_str).unwrap_or("?").to_owned();
        let boolean = kind == "Bool";
        let about = match note(json, "about").map(as_enum::<About>) {
            Some(Ok(about)) => about,
            _ => return self.lacks(name, "about"),
        };
        let by = match note(json, "by").map(as_enum::<KnownBy>) {
            Some(Ok(by)) => by,
            _ => return self.lacks(name, "by"),
        };
        let values = if boolean {
            let side = |en: &str, zh: &str| {
                Some(Words { en: note(json, en)?.to_owned(), zh: note(json, zh)?.to_owned() })
            };
            let (Some(no), Some(yes)) = (side("en_not", "zh_not"), side("en", "zh")) else {
                return self.lacks(name, "en, @en_not, @zh or @zh_not");
            };
            vec![
                ValueEntry { value: false.into(), words: no },
                ValueEntry { value: true.into(), words: yes },
            ]
        } else {
            self.enumeration(&kind)
        };
        if values.is_empty() || values.len() > LIMIT {
            self.fault(&format!("{name}:"), format!("`{kind}` has no values, or too many"));
            return None;
        }
        let sentence = Words {
            en: note(json, "en").unwrap_or("{}").to_owned(),
            zh: note(json, "zh").unwrap_or("{}").to_owned(),
        };
        let assume = note(json, "assume").map(FactValue::symbol);
        // What the record does not hold is not on record: that much is always known.
        let assume = if by == KnownBy::Record { Some(false.into()) } else { assume };
        if by == KnownBy::Record && !boolean {
            self.fault(&format!("{name}:"), "what is on record is a boolean".to_owned());
            return None;
        }
        let name = FactName::new(name);
        Some(FactEntry { name, values, boolean, sentence, about, by, assume, cedar_type: kind })
    }

    fn lacks<T>(&mut self, name: &str, what: &str) -> Option<T> {
        self.fault(&format!("{name}:"), format!("the fact `{name}` needs an annotation @{what}"));
        None
    }

    fn enumeration(&mut self, kind: &str) -> Vec<ValueEntry> {
        let json = self.root.pointer(&format!("/entityTypes/{kind}")).cloned();
        let Some(json) = json else { return Vec::new() };
        let symbols = json.get("enum").and_then(Json::as_array).cloned().unwrap_or_default();
        let said = |lang: &str, symbol: &str| {
            note(&json, &format!("{lang}_{symbol}")).unwrap_or(symbol).to_owned()
        };
        symbols
            .iter()
            .filter_map(Json::as_str)
            .map(|symbol| ValueEntry {
                value: FactValue::symbol(symbol),
                words: Words { en: said("en", symbol), zh: said("zh", symbol) },
            })
            .collect()
    }

    fn acts(&mut self) -> Vec<ActEntry> {
        let Some(Json::Object(actions)) = self.root.get("actions").cloned() else {
            return Vec::new();
        };
        let mut acts = Vec::new();
        for (name, json) in &actions {
            let principals = json.pointer("/appliesTo/principalTypes").and_then(Json::as_array);
            if principals.is_none_or(Vec::is_empty) {
                continue;
            }
            let groups = json.get("memberOf").and_then(Json::as_array).cloned().unwrap_or_default();
            let groups = groups
                .iter()
                .filter_map(|group| group.get("id").and_then(Json::as_str))
                .map(str::to_owned)
                .collect();
            let words = Words {
                en: note(json, "en").unwrap_or(name).to_owned(),
                zh: note(json, "zh").unwrap_or(name).to_owned(),
            };
            acts.push(ActEntry { name: name.clone(), groups, words });
        }
        acts
    }
}

fn note<'a>(json: &'a Json, key: &str) -> Option<&'a str> {
    json.get("annotations")?.get(key)?.as_str()
}

fn as_enum<T: for<'de> Deserialize<'de>>(text: &str) -> Result<T, serde_json::Error> {
    serde_json::from_value(Json::String(text.to_owned()))
}

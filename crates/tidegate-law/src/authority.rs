//! The register of authorities: who receives what, where they sit, and to whom they pass it on.

use serde::{Deserialize, Serialize};

use crate::fact::FactValue;
use crate::schema::{Schema, Words};

/// What kind of public body somebody is, where transfers to it are counted apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PublicBody {
    /// A body of the police.
    Police,
    /// A body of intelligence or state security.
    Intelligence,
}

/// An authority, or a desk of one, that receives filings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AuthorityEntry {
    /// The capacity in which it receives, a value of `recipient`.
    pub key: FactValue,
    /// Its name.
    pub name: Words,
    /// Its jurisdiction: `CN`, `EU`, a member state.
    pub jurisdiction: String,
    /// Where it sits, a value of `recipient_place`.
    pub place: FactValue,
    /// What it is as an authority that acts, a value of `actor_authority`.
    pub acts_as: Option<FactValue>,
    /// Whether it is a body of the police or of intelligence, where the book says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<PublicBody>,
    /// Through which channel it receives, where the book knows one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<Words>,
    /// The languages in which it receives, where the book knows them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// To whom a filing is passed on, and on what ground.
    pub onward: Vec<Onward>,
}

/// An edge by which a filing reaches somebody else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Onward {
    /// Who receives next, a value of `recipient`.
    pub to: FactValue,
    /// The clause that says so, in words and number.
    pub basis: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    authority: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    key: String,
    en: String,
    zh: String,
    jurisdiction: String,
    place: String,
    #[serde(default)]
    acts_as: Option<String>,
    #[serde(default)]
    body: Option<PublicBody>,
    #[serde(default)]
    channel: Option<Words>,
    #[serde(default)]
    languages: Vec<String>,
    #[serde(default)]
    onward: Vec<Onward>,
}

impl AuthorityEntry {
    /// Reads the register.
    pub(crate) fn parse_all(schema: &Schema, text: &str) -> Result<Vec<Self>, String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        file.authority.into_iter().map(|written| written.checked(schema)).collect()
    }
}

impl Written {
    fn checked(self, schema: &Schema) -> Result<AuthorityEntry, String> {
        let value = |fact: &str, name: &str| {
            let index =
                schema.fact_named(fact).ok_or_else(|| format!("there is no fact `{fact}`"))?;
            let value = FactValue::symbol(name);
            let known = schema.value(index, &value).is_some();
            known.then_some(value).ok_or_else(|| format!("`{fact}` has no value `{name}`"))
        };
        for edge in &self.onward {
            value("recipient", edge.to.as_str())?;
        }
        Ok(AuthorityEntry {
            key: value("recipient", &self.key)?,
            place: value("recipient_place", &self.place)?,
            acts_as: self.acts_as.map(|name| value("actor_authority", &name)).transpose()?,
            name: Words { en: self.en, zh: self.zh },
            jurisdiction: self.jurisdiction,
            body: self.body,
            channel: self.channel,
            languages: self.languages,
            onward: self.onward,
        })
    }
}

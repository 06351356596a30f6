//! Items: single pieces of content, each with its class and its own state of disclosure.
//!
//! An item is the clear envelope that rules look at: class, product, digest, declared facts. The content itself is never
//! here; it is [`Embargoed`](crate::embargo::Embargoed). Disclosure belongs to each item, not to the case: a public CVE
//! id does not make the details public.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use tidegate_law::{FactName, FactValue};

use crate::digest::Digest;
use crate::id::{ItemId, ProductId, ReportId};

/// The clear envelope of one piece of content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its id.
    pub id: ItemId,
    /// What kind of content it is.
    pub class: ContentClass,
    /// The product it is about, once that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<ProductId>,
    /// The digest of its salted bytes: who has the content can check it, who has not cannot guess it.
    pub digest: Digest,
    /// The report it came with, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<ReportId>,
    /// What the sender declared of it, such as `attack_tool` or `operator_in_use_detail`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub declared: BTreeMap<FactName, FactValue>,
    /// Whether the sender meant it for the receiving office alone; what the gate makes of it stands in
    /// [`crate::gate::Need`].
    #[serde(default, skip_serializing_if = "is_open")]
    pub confidential: bool,
}

impl Item {
    /// Whether its sender declared it a program or tool for attacks.
    pub(crate) fn declared_tool(&self) -> bool {
        let declared = self.declared.get(&FactName::new("attack_tool"));
        declared.is_some_and(|value| value.as_str() == "true")
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_open(confidential: &bool) -> bool {
    !confidential
}

/// What kind of content an item is: the values of `Content` in the schema of the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContentClass {
    /// That the vulnerability exists.
    Existence,
    /// A general description without technical detail.
    General,
    /// Technical details.
    Technical,
    /// A proof of concept or another program.
    ProofOfConcept,
    /// A remedy: patch, workaround or fix code.
    Remedy,
    /// Who the finder is.
    FinderIdentity,
    /// Data of customers or of operations, which tell nothing of the vulnerability.
    Data,
}

impl ContentClass {
    /// Every class.
    pub const ALL: [Self; 7] = [
        Self::Existence,
        Self::General,
        Self::Technical,
        Self::ProofOfConcept,
        Self::Remedy,
        Self::FinderIdentity,
        Self::Data,
    ];

    /// Whether whoever has it knows that there is a flaw, and something of what it is.
    pub fn describes(self) -> bool {
        matches!(self, Self::General | Self::Technical | Self::ProofOfConcept)
    }

    /// The word for it in the schema.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Existence => "existence",
            Self::General => "general",
            Self::Technical => "technical",
            Self::ProofOfConcept => "proof_of_concept",
            Self::Remedy => "remedy",
            Self::FinderIdentity => "finder_identity",
            Self::Data => "data",
        }
    }

    /// The class of that word, if there is one.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.as_str() == word)
    }

    /// Whether somebody who has content of the class `had` can be told something of this class that is nothing new.
    pub(crate) fn is_within(self, had: Self) -> bool {
        match self {
            Self::Existence => !matches!(had, Self::FinderIdentity | Self::Data),
            Self::General => matches!(had, Self::General | Self::Technical),
            Self::Technical
            | Self::Remedy
            | Self::ProofOfConcept
            | Self::FinderIdentity
            | Self::Data => had == self,
        }
    }
}

impl fmt::Display for ContentClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How far an item is disclosed: the values of `Disclosure` in the schema of the book, in rising order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Disclosure {
    /// Known to those who were told.
    Undisclosed,
    /// Known to exist, with its details undisclosed.
    ExistencePublic,
    /// Public, without a remedy.
    PublicNoRemedy,
    /// Public, with a remedy.
    PublicWithRemedy,
}

impl Disclosure {
    /// Every state, in rising order.
    pub const ALL: [Self; 4] =
        [Self::Undisclosed, Self::ExistencePublic, Self::PublicNoRemedy, Self::PublicWithRemedy];

    /// The word for it in the schema.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Undisclosed => "undisclosed",
            Self::ExistencePublic => "existence_public",
            Self::PublicNoRemedy => "public_no_remedy",
            Self::PublicWithRemedy => "public_with_remedy",
        }
    }

    /// The state of that word, if there is one.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// Whether the content itself is public.
    pub fn is_public(self) -> bool {
        self >= Self::PublicNoRemedy
    }
}

impl fmt::Display for Disclosure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_and_states_are_the_words_of_the_schema() {
        let schema = include_str!("../../../law/schema.cedarschema");
        let listed = |name: &str| -> Vec<String> {
            let start = schema.find(&format!("entity {name} enum [")).unwrap();
            let list = &schema[start..][..schema[start..].find(']').unwrap()];
            list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
        };
        assert_eq!(listed("Content"), ContentClass::ALL.map(|class| class.as_str().to_owned()));
        assert_eq!(listed("Disclosure"), Disclosure::ALL.map(|state| state.as_str().to_owned()));
        for class in ContentClass::ALL {
            assert_eq!(serde_json::to_value(class).unwrap(), class.as_str());
            assert_eq!(ContentClass::from_word(class.as_str()), Some(class));
        }
        for state in Disclosure::ALL {
            assert_eq!(serde_json::to_value(state).unwrap(), state.as_str());
            assert_eq!(Disclosure::from_word(state.as_str()), Some(state));
        }
    }
}

//! Parties: legal entities and individuals, where they are and what they are in the matter.
//!
//! A party is one legal entity or one individual, never a group: nexus and knowledge belong to entities, so
//! [`Party::part_of`] says who belongs to whom and merges nothing. What is not known stays unknown (`None`); a rule
//! that needs it will name it. A finder's true name is not here: it is an item of its own class, and the party carries
//! the name the finder goes by.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};
use tidegate_law::PublicBody;

use crate::id::PartyId;
use crate::place::Jurisdiction;
use crate::word::AuthorityKey;

/// A legal entity or an individual that takes part in a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// Its id.
    pub id: PartyId,
    /// The name it goes by in this case; for a finder who stays unnamed, a pseudonym or [`Party::UNNAMED_FINDER`].
    pub name: String,
    /// Individual or organisation.
    pub kind: PartyKind,
    /// Where an organisation is established, or where an individual ordinarily lives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub established: Option<Jurisdiction>,
    /// Where an individual physically is, if that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub present_in: Option<Jurisdiction>,
    /// Everywhere it acts in this matter; `None` where nobody said, which is not the same as nowhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acts_in: Option<BTreeSet<Jurisdiction>>,
    /// Nationality, recorded only where a cited rule needs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nationality: Option<Nationality>,
    /// The entity or group it belongs to. Knowledge is never merged along this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<PartyId>,
    /// Which authority it is, if it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<AuthorityKey>,
    /// Whether it is a body of the police or of intelligence, where that was said: transfers to it are counted apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<PublicBody>,
    /// Whether it maintains the open-source product (RMSV, reading Q9).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_source_maintainer: Option<bool>,
    /// Whether it is an open-source software steward for the product (CRA, Article 3(14)).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub steward: Option<bool>,
    /// What it is in the matter, in the field's words.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub roles: BTreeSet<Role>,
}

impl Party {
    /// What a finder goes by who stays unnamed.
    pub const UNNAMED_FINDER: &'static str = "unnamed finder";
    /// What a finder goes by whose name only the office has, as an item of its own.
    pub const FINDER_NAMED_TO_OFFICE: &'static str = "finder, named to the office";

    /// A party of which only the name and kind are known.
    pub fn new(id: PartyId, name: impl Into<String>, kind: PartyKind) -> Self {
        Self {
            id,
            name: name.into(),
            kind,
            established: None,
            present_in: None,
            acts_in: None,
            nationality: None,
            part_of: None,
            authority: None,
            body: None,
            open_source_maintainer: None,
            steward: None,
            roles: BTreeSet::new(),
        }
    }

    /// Whether it has `role` in the matter.
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
}

/// Whether a party is an individual or an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyKind {
    /// A natural person.
    Individual,
    /// A legal person or another organisation.
    Organisation,
}

/// An individual's nationality and the rule that made it necessary to record it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nationality {
    /// Of which jurisdiction.
    pub of: Jurisdiction,
    /// The citation of the rule that needs it, such as `cn-rmsv 9(7)`.
    pub needed_by: String,
}

/// What a party is in the matter: the words of ISO/IEC 29147 and 30111, CSAF and Vultron, which agree here (checked
/// against the latter two, not against the ISO texts).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Found the flaw.
    Finder,
    /// Reports a flaw, found by itself or by another.
    Reporter,
    /// Makes the product or has it made under its name.
    Manufacturer,
    /// Makes the product available without making it.
    Supplier,
    /// Brings parties together.
    Coordinator,
    /// Acts with public powers.
    Authority,
    /// Runs the product.
    Operator,
    /// Everybody else.
    Public,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 8] = [
        Self::Finder,
        Self::Reporter,
        Self::Manufacturer,
        Self::Supplier,
        Self::Coordinator,
        Self::Authority,
        Self::Operator,
        Self::Public,
    ];

    /// The word for it, as it is serialised.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Finder => "finder",
            Self::Reporter => "reporter",
            Self::Manufacturer => "manufacturer",
            Self::Supplier => "supplier",
            Self::Coordinator => "coordinator",
            Self::Authority => "authority",
            Self::Operator => "operator",
            Self::Public => "public",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_party_with_little_known_serialises_to_little() {
        let party = Party::new(PartyId::from_bytes([1; 16]), "lin", PartyKind::Individual);
        let json = serde_json::to_value(&party).unwrap();
        assert_eq!(json.as_object().unwrap().len(), 3);
        assert_eq!(serde_json::from_value::<Party>(json).unwrap(), party);
    }

    #[test]
    fn a_role_is_serialised_as_its_word() {
        for role in Role::ALL {
            assert_eq!(serde_json::to_value(role).unwrap(), role.as_str());
        }
    }
}

//! What a member of an office may be.

use std::collections::BTreeSet;
use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::event::CaseRole;
use tidegate_core::office::Office;

/// The role of a member of an office. One member may have several.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum MemberRole {
    /// Works on the reports about the products of a manufacturer (its PSIRT).
    Manufacturer,
    /// Runs systems with the product in them.
    Operator,
    /// Works on cases for an authority.
    Analyst,
    /// Decides for an authority, with a second person.
    DecisionMaker,
    /// Brings finders and manufacturers together.
    Coordinator,
    /// Sees the log and figures, never content.
    Auditor,
    /// Sees accounts and settings, never content.
    Administrator,
    /// Reads the address that a finder left for it, on record each time; sees nothing else of a case by that.
    ContactKeeper,
    /// Lets the people of an organisation in, and nobody else; sees no content by that.
    OrganisationAdministrator,
}

impl MemberRole {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Manufacturer,
        Self::Operator,
        Self::Analyst,
        Self::DecisionMaker,
        Self::Coordinator,
        Self::Auditor,
        Self::Administrator,
        Self::ContactKeeper,
        Self::OrganisationAdministrator,
    ];

    /// Who works on cases.
    pub const CASE_WORK: [Self; 5] =
        [Self::Manufacturer, Self::Operator, Self::Analyst, Self::DecisionMaker, Self::Coordinator];

    /// What the people of an organisation can be.
    pub const OF_ORGANISATIONS: [Self; 4] =
        [Self::Manufacturer, Self::Operator, Self::Coordinator, Self::OrganisationAdministrator];

    /// The name, as it stands on record, of whoever enters a demonstration in this role.
    #[must_use]
    pub fn in_demonstration(self) -> String {
        format!("demonstration {self}")
    }

    /// The word for it in stored forms and in addresses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Manufacturer => "manufacturer",
            Self::Operator => "operator",
            Self::Analyst => "analyst",
            Self::DecisionMaker => "decision-maker",
            Self::Coordinator => "coordinator",
            Self::Auditor => "auditor",
            Self::Administrator => "administrator",
            Self::ContactKeeper => "contact-keeper",
            Self::OrganisationAdministrator => "organisation-administrator",
        }
    }

    /// The id of its name among the words.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::Manufacturer => "role-manufacturer",
            Self::Operator => "role-operator",
            Self::Analyst => "role-analyst",
            Self::DecisionMaker => "role-decision-maker",
            Self::Coordinator => "role-coordinator",
            Self::Auditor => "role-auditor",
            Self::Administrator => "role-administrator",
            Self::ContactKeeper => "role-contact-keeper",
            Self::OrganisationAdministrator => "role-organisation-administrator",
        }
    }
}

impl From<CaseRole> for MemberRole {
    fn from(role: CaseRole) -> Self {
        match role {
            CaseRole::Manufacturer => Self::Manufacturer,
            CaseRole::Operator => Self::Operator,
            CaseRole::Analyst => Self::Analyst,
            CaseRole::Coordinator => Self::Coordinator,
        }
    }
}

impl fmt::Display for MemberRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// Whether somebody with these roles decides for an office: at an authority its decision-makers do, elsewhere everybody
/// who works on cases.
#[must_use]
pub fn decides(roles: &BTreeSet<MemberRole>, office: &Office, at: Timestamp) -> bool {
    office.authority_at(at).is_none() || roles.contains(&MemberRole::DecisionMaker)
}

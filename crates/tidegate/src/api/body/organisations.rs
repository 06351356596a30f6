//! What is sent about organisations: their entries, their people, their catalogues, and what passes in a case.

use serde::{Deserialize, Serialize};
use tidegate_core::organisation::Profile;

use crate::people::MemberRole;

/// What is written of an organisation.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OrganisationBody {
    /// Its name.
    pub name: String,
    /// Its name in Chinese.
    pub name_zh: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// `organisation`, which is meant where nothing is said, or `individual`.
    pub kind: String,
    /// What it is: `manufacturer`, `supplier`, `operator`, `authority`, `coordinator`.
    pub roles: Vec<String>,
    /// The key of the authority in the book.
    pub authority: String,
    /// Where it is established, by code.
    pub established: String,
    /// The markets in which it makes products available, by code.
    pub markets: Vec<String>,
    /// Its domains.
    pub domains: Vec<String>,
    /// Contacts, each an address and the tags of languages, such as `psirt@example.com en zh`.
    pub contacts: Vec<String>,
    /// Public keys: OpenPGP in its armour, or `age1…`.
    pub keys: Vec<String>,
    /// Its security.txt.
    pub security_txt: String,
}

impl From<OrganisationBody> for Profile {
    fn from(body: OrganisationBody) -> Self {
        Self {
            name: body.name,
            name_zh: body.name_zh,
            aliases: body.aliases,
            kind: body.kind,
            roles: body.roles,
            authority: body.authority,
            established: body.established,
            markets: body.markets,
            domains: body.domains,
            contacts: body.contacts,
            keys: body.keys,
            security_txt: body.security_txt,
        }
    }
}

/// What is taken into a catalogue.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CatalogueBody {
    /// CSV with the heads name, version, purl, cpe, supplier, component_of; or CycloneDX or SPDX 2.3 as JSON.
    pub text: String,
}

/// Somebody of an organisation who is to be let in.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PersonBody {
    /// What they will sign in as.
    pub login: String,
    /// Their name, as it stands on record.
    pub name: String,
    /// What they do: `manufacturer`, `operator`, `coordinator`, `organisation-administrator`.
    pub roles: Vec<MemberRole>,
}

/// An organisation of the register that is to join a case.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct JoinBody {
    /// Its id or one of its names.
    pub organisation: String,
}

/// That a party which a case only names is somebody who is known.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SameBody {
    /// The party of the case, by name or id.
    pub party: String,
    /// An organisation of the register, by id or one of its names; or `office`.
    pub with: String,
}

/// An item that is put to the gate for a participant.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LetOutBody {
    /// The id or a name of the organisation.
    pub organisation: String,
    /// The id of the item.
    pub item: String,
    /// Whether it is mailed, encrypted to the key of the organisation, instead of lying on its page.
    pub by_mail: bool,
}

/// A message of the office to a participant.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ToParticipantBody {
    /// The id or a name of the organisation.
    pub organisation: String,
    /// What it says.
    pub text: String,
    /// Of which class that is, such as `existence`.
    pub class: String,
    /// Whether it tells nothing that the participant does not know.
    pub tells_nothing: bool,
}

/// A message of an organisation to the office.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TextBody {
    /// What it says.
    pub text: String,
}

/// A fact that an organisation says of itself, or that its remedy is there.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OurFactBody {
    /// The fact, such as `remedy_provided`.
    pub fact: String,
    /// Whether it is so.
    pub value: bool,
}

//! Organisations: the parties with which an office works from case to case, as its register knows them.
//!
//! The id of an organisation is the id of its party in every case in which it takes part, so that what a case says of
//! the party and what the register says of the organisation never need to be compared by name. The register is a book of
//! addresses: nothing is decided on it. What counts in a case is the event by which the party joined it. What people
//! write is read once, here ([`Organisation::read`]); the fields of a form are a [`Profile`].

pub mod catalogue;
mod key;
mod security_txt;

pub use key::{KeyKind, NotAKey, PublicKey};
pub use security_txt::{Fault, Place, SecurityTxt};

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::id::PartyId;
use crate::party::{Party, PartyKind, Role};
use crate::place::{Jurisdiction, NotAJurisdiction};
use crate::word::{AuthorityKey, shown};

/// The longest name, in characters.
const NAME: usize = 200;
/// The most entries of a list.
const MOST: usize = 100;
/// The longest security.txt, in bytes (RFC 9116, 5.3 asks parsers for a limit).
const SECURITY_TXT: usize = 32 * 1024;

/// What an organisation can be in the matter; finders, reporters and the public are nobody's register.
pub const ROLES: [Role; 5] =
    [Role::Manufacturer, Role::Supplier, Role::Operator, Role::Authority, Role::Coordinator];

/// An organisation of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Its id, and that of its party in every case.
    pub id: PartyId,
    /// Its name.
    pub name: String,
    /// Its name in Chinese, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_zh: Option<String>,
    /// Other names it goes by: brands, former names, short forms.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub aliases: BTreeSet<String>,
    /// Legal entity, or a single person such as a maintainer.
    pub kind: PartyKind,
    /// What it is, in the field's words.
    pub roles: BTreeSet<Role>,
    /// Which authority of the book it is, if it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<AuthorityKey>,
    /// Where it is established.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub established: Option<Jurisdiction>,
    /// The markets in which it makes products available.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub markets: BTreeSet<Jurisdiction>,
    /// The domains that are its own, in lower case.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub domains: BTreeSet<String>,
    /// How its response team is reached.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<Contact>,
    /// Its public keys.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<PublicKey>,
    /// Its security.txt, as it was read or pasted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub security_txt: Option<String>,
}

/// How a response team is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Where: `mailto:`, `https:` or `tel:`.
    pub to: String,
    /// In which languages, by their tags; empty where nobody said.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub languages: BTreeSet<String>,
}

/// What somebody writes of an organisation: the fields of a form, each as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Profile {
    /// The name.
    pub name: String,
    /// The name in Chinese.
    pub name_zh: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// `organisation`, which is meant where nothing is said, or `individual`.
    pub kind: String,
    /// Roles by their words, such as `manufacturer`.
    pub roles: Vec<String>,
    /// The key of the authority in the book.
    pub authority: String,
    /// Where it is established, by code.
    pub established: String,
    /// Markets, by code.
    pub markets: Vec<String>,
    /// Domains.
    pub domains: Vec<String>,
    /// Contacts, each an address and the tags of languages, such as `psirt@example.com en zh`.
    pub contacts: Vec<String>,
    /// Public keys: OpenPGP in its armour, or `age1…`.
    pub keys: Vec<String>,
    /// A security.txt.
    pub security_txt: String,
}

/// Why what was written is no organisation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAnOrganisation {
    /// A name is missing, too long, or holds control characters.
    #[error("an organisation has a name, and each name is one line of at most {NAME} characters")]
    Name,
    /// The kind is not one.
    #[error("`{0}` is neither `organisation` nor `individual`")]
    Kind(String),
    /// There is no role.
    #[error("say what the organisation is, such as `manufacturer`")]
    NoRole,
    /// The role is none that an organisation of the register has.
    #[error("`{0}` is no role of an organisation")]
    Role(String),
    /// A place is not one.
    #[error(transparent)]
    Place(#[from] NotAJurisdiction),
    /// The key of an authority is not one.
    #[error("`{0}` is not the key of an authority")]
    Authority(String),
    /// A domain is not one.
    #[error("`{0}` is not a domain such as `example.com`")]
    Domain(String),
    /// A contact is not one.
    #[error(
        "`{0}` is not a contact such as `psirt@example.com en zh` or `https://example.com/report`"
    )]
    Contact(String),
    /// A key is not one.
    #[error(transparent)]
    Key(#[from] NotAKey),
    /// The security.txt is too long.
    #[error("a security.txt has at most {SECURITY_TXT} bytes")]
    SecurityTxt,
    /// A list is too long.
    #[error("a list has at most {MOST} entries")]
    TooMany,
}

impl Organisation {
    /// Reads what somebody wrote of an organisation.
    ///
    /// # Errors
    /// [`NotAnOrganisation`] for the first field that cannot be read.
    pub fn read(id: PartyId, profile: &Profile) -> Result<Self, NotAnOrganisation> {
        let lists = [&profile.aliases, &profile.roles, &profile.markets, &profile.domains];
        let lists = lists.into_iter().chain([&profile.contacts, &profile.keys]);
        if lists.into_iter().any(|list| list.len() > MOST) {
            return Err(NotAnOrganisation::TooMany);
        }
        let kind = match profile.kind.trim() {
            "" | "organisation" => PartyKind::Organisation,
            "individual" => PartyKind::Individual,
            other => return Err(NotAnOrganisation::Kind(shown(other))),
        };
        let roles = each(&profile.roles).map(role).collect::<Result<BTreeSet<_>, _>>()?;
        if roles.is_empty() {
            return Err(NotAnOrganisation::NoRole);
        }
        let authority = match profile.authority.trim() {
            "" => None,
            key => Some(key.parse().map_err(|_| NotAnOrganisation::Authority(shown(key)))?),
        };
        let established = match profile.established.trim() {
            "" => None,
            code => Some(code.parse()?),
        };
        if profile.security_txt.len() > SECURITY_TXT {
            return Err(NotAnOrganisation::SecurityTxt);
        }
        let security_txt = profile.security_txt.trim().replace("\r\n", "\n");
        Ok(Self {
            id,
            name: name(&profile.name)?,
            name_zh: match profile.name_zh.trim() {
                "" => None,
                written => Some(name(written)?),
            },
            aliases: each(&profile.aliases).map(name).collect::<Result<_, _>>()?,
            kind,
            roles,
            authority,
            established,
            markets: each(&profile.markets).map(str::parse).collect::<Result<_, _>>()?,
            domains: each(&profile.domains).map(domain).collect::<Result<_, _>>()?,
            contacts: each(&profile.contacts).map(Contact::read).collect::<Result<_, _>>()?,
            keys: each(&profile.keys).map(PublicKey::read).collect::<Result<_, _>>()?,
            security_txt: Some(security_txt).filter(|text| !text.is_empty()),
        })
    }

    /// The fields of a form that would be read as this organisation.
    #[must_use]
    pub fn profile(&self) -> Profile {
        Profile {
            name: self.name.clone(),
            name_zh: self.name_zh.clone().unwrap_or_default(),
            aliases: self.aliases.iter().cloned().collect(),
            kind: match self.kind {
                PartyKind::Organisation => "organisation".to_owned(),
                PartyKind::Individual => "individual".to_owned(),
            },
            roles: self.roles.iter().map(ToString::to_string).collect(),
            authority: self.authority.as_ref().map(ToString::to_string).unwrap_or_default(),
            established: self.established.map(|place| place.to_string()).unwrap_or_default(),
            markets: self.markets.iter().map(ToString::to_string).collect(),
            domains: self.domains.iter().cloned().collect(),
            contacts: self.contacts.iter().map(Contact::written).collect(),
            keys: self.keys.iter().map(|key| key.text.clone()).collect(),
            security_txt: self.security_txt.clone().unwrap_or_default(),
        }
    }

    /// The organisation as a party that joins a case.
    #[must_use]
    pub fn party(&self) -> Party {
        Party {
            established: self.established,
            authority: self.authority.clone(),
            roles: self.roles.clone(),
            ..Party::new(self.id, self.name.clone(), self.kind)
        }
    }

    /// Whether a name is one of its names, in whatever case it is written.
    #[must_use]
    pub fn goes_by(&self, name: &str) -> bool {
        let wanted = folded(name);
        let names = std::iter::once(&self.name).chain(&self.name_zh).chain(&self.aliases);
        !wanted.is_empty() && names.into_iter().any(|known| folded(known) == wanted)
    }
}

impl Contact {
    fn read(written: &str) -> Result<Self, NotAnOrganisation> {
        let not = || NotAnOrganisation::Contact(shown(written));
        let separates = |c: char| c.is_whitespace() || c == ',';
        let mut parts = written.split(separates).filter(|part| !part.is_empty());
        let to = parts.next().ok_or_else(not)?;
        let to = match to.split_once(':') {
            None if is_mailbox(to) => format!("mailto:{to}"),
            Some(("mailto", mailbox)) if is_mailbox(mailbox) => to.to_owned(),
            Some(("https", rest)) if rest.len() > 2 && rest.starts_with("//") => to.to_owned(),
            Some(("tel", number)) if number.starts_with('+') => to.to_owned(),
            _ => return Err(not()),
        };
        let languages: BTreeSet<String> = parts.map(str::to_owned).collect();
        let tag = |tag: &String| {
            tag.len() <= 35 && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        };
        if to.len() > 500 || languages.len() > MOST || !languages.iter().all(tag) {
            return Err(not());
        }
        Ok(Self { to, languages })
    }

    /// As it is written in a form.
    #[must_use]
    pub fn written(&self) -> String {
        let languages = self.languages.iter().map(String::as_str);
        std::iter::once(self.to.as_str()).chain(languages).collect::<Vec<_>>().join(" ")
    }
}

/// Whether it has the form of an address of mail, as far as that can be told without sending one.
fn is_mailbox(text: &str) -> bool {
    let fits = |c: char| !c.is_whitespace() && !c.is_control() && !"<>()[],;:\\\"".contains(c);
    let Some((local, host)) = text.rsplit_once('@') else { return false };
    !local.is_empty() && !local.contains('@') && local.chars().all(fits) && domain(host).is_ok()
}

/// Entries that are not blank.
fn each(list: &[String]) -> impl Iterator<Item = &str> {
    list.iter().map(|one| one.trim()).filter(|one| !one.is_empty())
}

fn role(written: &str) -> Result<Role, NotAnOrganisation> {
    let known = ROLES.into_iter().find(|role| role.as_str() == written);
    known.ok_or_else(|| NotAnOrganisation::Role(shown(written)))
}

fn name(written: &str) -> Result<String, NotAnOrganisation> {
    let written = written.trim();
    let fits =
        (1..=NAME).contains(&written.chars().count()) && !written.chars().any(char::is_control);
    if fits { Ok(written.to_owned()) } else { Err(NotAnOrganisation::Name) }
}

/// A host name of at least two labels (RFC 1123, 2.1), in lower case; names in other scripts in their ASCII form.
fn domain(written: &str) -> Result<String, NotAnOrganisation> {
    let lower = written.trim_end_matches('.').to_ascii_lowercase();
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let fits = lower.len() <= 253 && lower.contains('.') && lower.split('.').all(label);
    if fits { Ok(lower) } else { Err(NotAnOrganisation::Domain(shown(written))) }
}

/// A name as it is compared: in lower case, without marks and spaces and without the form of the firm.
#[must_use]
pub fn folded(name: &str) -> String {
    /// Forms of firms that people leave out.
    const FORMS: [&str; 12] = [
        "inc",
        "llc",
        "ltd",
        "limited",
        "gmbh",
        "ag",
        "corp",
        "corporation",
        "co",
        "sa",
        "plc",
        "bv",
    ];
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.collect();
    let kept =
        words.iter().enumerate().filter(|(place, word)| *place == 0 || !FORMS.contains(word));
    kept.map(|(_, word)| *word).collect::<String>()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: PartyId = PartyId::from_bytes([7; 16]);

    fn profile() -> Profile {
        let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        Profile {
            name: "Acme Ltd.".to_owned(),
            name_zh: "艾克米有限公司".to_owned(),
            aliases: list(&["Acme Networks", ""]),
            roles: list(&["manufacturer", "supplier"]),
            established: "DE".to_owned(),
            markets: list(&["EU", "CN"]),
            domains: list(&["Acme.Example."]),
            contacts: list(&["psirt@acme.example en, zh", "https://acme.example/report"]),
            ..Profile::default()
        }
    }

    #[test]
    fn what_is_read_is_written_and_read_the_same() {
        let read = Organisation::read(ID, &profile()).unwrap();
        assert_eq!(read.contacts[0].to, "mailto:psirt@acme.example");
        assert_eq!(read.domains.first().map(String::as_str), Some("acme.example"));
        assert_eq!(Organisation::read(ID, &read.profile()).unwrap(), read);
        let json = serde_json::to_string(&read).unwrap();
        assert_eq!(serde_json::from_str::<Organisation>(&json).unwrap(), read);
        assert_eq!(read.party().id, read.id);
    }

    #[test]
    fn it_goes_by_each_of_its_names_and_by_no_part_of_one() {
        let read = Organisation::read(ID, &profile()).unwrap();
        for name in ["ACME", "acme ltd", "Acme-Networks", "艾克米有限公司"] {
            assert!(read.goes_by(name), "{name}");
        }
        for name in ["", "Ac", "Networks", "ltd"] {
            assert!(!read.goes_by(name), "{name}");
        }
    }

    #[test]
    fn what_is_no_field_of_an_organisation_is_refused_by_name() {
        let refused = |change: &dyn Fn(&mut Profile)| {
            let mut changed = profile();
            change(&mut changed);
            Organisation::read(ID, &changed).unwrap_err()
        };
        assert_eq!(refused(&|p| p.name = " ".to_owned()), NotAnOrganisation::Name);
        assert_eq!(refused(&|p| p.roles.clear()), NotAnOrganisation::NoRole);
        let finder = NotAnOrganisation::Role("finder".to_owned());
        assert_eq!(refused(&|p| p.roles = vec!["finder".to_owned()]), finder);
        let domain = NotAnOrganisation::Domain("acme".to_owned());
        assert_eq!(refused(&|p| p.domains = vec!["acme".to_owned()]), domain);
        for contact in ["acme", "http://acme.example", "javascript:1", "a@b", "a@b.example e_n"] {
            let found = refused(&|p| p.contacts = vec![contact.to_owned()]);
            assert_eq!(found, NotAnOrganisation::Contact(contact.to_owned()));
        }
        let long = || (0..=MOST).map(|n| n.to_string()).collect();
        assert_eq!(refused(&|p| p.aliases = long()), NotAnOrganisation::TooMany);
    }
}

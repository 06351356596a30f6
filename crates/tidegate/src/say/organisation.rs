//! Organisations of the register and their people, in the form in which they are told.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::organisation::{Fault, KeyKind, Organisation, PublicKey, SecurityTxt};
use tidegate_core::party::PartyKind;
use tidegate_law::Words;

use super::schema::Bilingual;
use crate::openpgp::Recipient;
use crate::organisations::{Edition, Registered};
use crate::people::{Account, MemberRole};
use crate::words::Voice;

/// The organisations of the register.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OrganisationsTold {
    /// The version of this form.
    pub version: u32,
    /// The organisations, by name.
    pub organisations: Vec<OrganisationListed>,
}

/// An organisation in the list.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OrganisationListed {
    /// Its id, and that of its party in every case.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its name in Chinese.
    pub name_zh: Option<String>,
    /// What it is, by the words for it.
    pub roles: Vec<String>,
    /// Where it is established, by code.
    pub established: Option<String>,
    /// When it was last written.
    #[schema(value_type = String, format = DateTime)]
    pub changed: Timestamp,
}

/// An organisation.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OrganisationTold {
    /// The version of this form.
    pub version: u32,
    /// Its id, and that of its party in every case.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its name in Chinese.
    pub name_zh: Option<String>,
    /// Other names it goes by.
    pub aliases: Vec<String>,
    /// `organisation` or `individual`.
    pub kind: String,
    /// What it is, by the words for it.
    pub roles: Vec<String>,
    /// The key of the authority in the book.
    pub authority: Option<String>,
    /// Where it is established, by code.
    pub established: Option<String>,
    /// The markets in which it makes products available, by code.
    pub markets: Vec<String>,
    /// Its domains.
    pub domains: Vec<String>,
    /// How its response team is reached.
    pub contacts: Vec<ContactTold>,
    /// Its public keys.
    pub keys: Vec<KeyTold>,
    /// Its security.txt.
    pub security_txt: Option<SecurityTxtTold>,
    /// Who wrote it when, the latest first.
    pub editions: Vec<EditionTold>,
}

/// How a response team is reached.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ContactTold {
    /// Where.
    pub to: String,
    /// In which languages, by tag.
    pub languages: Vec<String>,
}

/// A public key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct KeyTold {
    /// `openpgp` or `age`.
    pub kind: String,
    /// What people compare.
    pub fingerprint: String,
    /// The key.
    pub text: String,
    /// Until when mails can be encrypted to it, where it says so.
    #[schema(value_type = Option<String>, format = DateTime)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// Why mails are not encrypted to it: `expired`, `revoked`, `damaged`, `cannot-encrypt`; or `age`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_use: Option<String>,
}

impl KeyTold {
    /// A key as it stands at an instant.
    #[must_use]
    pub fn of(key: &PublicKey, at: Timestamp) -> Self {
        let kind = match key.kind {
            KeyKind::Openpgp => "openpgp",
            KeyKind::Age => "age",
        };
        let (until, no_use) = match Recipient::registered(key, at) {
            Ok(recipient) => (recipient.until(), None),
            Err(why) => (None, Some(why.word().to_owned())),
        };
        let (fingerprint, text) = (key.fingerprint.clone(), key.text.clone());
        Self { kind: kind.to_owned(), fingerprint, text, until, no_use }
    }

    /// The text that says why mails are not encrypted to it.
    #[must_use]
    pub fn no_use_message(&self) -> Option<&'static str> {
        Some(match self.no_use.as_deref()? {
            "expired" => "key-expired",
            "revoked" => "key-revoked",
            "age" => "key-age",
            "damaged" => "key-damaged",
            _ => "key-cannot-encrypt",
        })
    }
}

/// A security.txt, as far as it could be read.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct SecurityTxtTold {
    /// The text.
    pub text: String,
    /// The contacts in it.
    pub contacts: Vec<String>,
    /// When it ends to be meant.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub expires: Option<Timestamp>,
    /// Whether it is meant no more.
    pub expired: bool,
    /// Whether a signature stands around it, which was not checked.
    pub signed: bool,
    /// What is wrong with it, by RFC 9116.
    #[schema(value_type = Vec<Bilingual>)]
    pub faults: Vec<Words>,
}

/// Who wrote an organisation when.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct EditionTold {
    /// Which writing it was.
    pub number: u32,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// Which fields it wrote otherwise than before.
    pub fields: Vec<String>,
}

/// The people of an organisation.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PeopleTold {
    /// The version of this form.
    pub version: u32,
    /// The id of the organisation.
    pub organisation: String,
    /// The name of the organisation.
    pub name: String,
    /// The people, those that came first first.
    pub people: Vec<PersonTold>,
}

/// Somebody of an organisation.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PersonTold {
    /// What they sign in as.
    pub login: String,
    /// Their name.
    pub name: String,
    /// What they are.
    pub roles: Vec<MemberRole>,
    /// When the account was made.
    #[schema(value_type = String, format = DateTime)]
    pub created: Timestamp,
    /// When it was ended.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub disabled: Option<Timestamp>,
}

/// Somebody who was let in, with the first passphrase.
#[derive(Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct LetInTold {
    /// The version of this form.
    pub version: u32,
    /// The account.
    pub person: PersonTold,
    /// The first passphrase. It is told once and kept nowhere.
    pub passphrase: String,
}

impl std::fmt::Debug for LetInTold {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LetInTold").field("person", &self.person).finish_non_exhaustive()
    }
}

/// The product catalogue of an organisation.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct CatalogueTold {
    /// The version of this form.
    pub version: u32,
    /// The id of the organisation.
    pub organisation: String,
    /// The name of the organisation.
    pub name: String,
    /// How many identifiers of what was just taken in could not be read; their parts are kept by name.
    pub unread: usize,
    /// The products.
    pub products: Vec<ProductTold>,
    /// When it was last written.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub changed: Option<Timestamp>,
    /// By whom.
    pub by: Option<String>,
}

/// A product of a catalogue.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ProductTold {
    /// The product.
    pub product: PartTold,
    /// The components in it.
    pub components: Vec<PartTold>,
}

/// A product or a component.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PartTold {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: Option<String>,
    /// Its package URL.
    pub purl: Option<String>,
    /// Its CPE name.
    pub cpe: Option<String>,
    /// Who supplies it.
    pub supplier: Option<String>,
}

impl From<&Registered> for OrganisationListed {
    fn from(entry: &Registered) -> Self {
        let organisation = &entry.organisation;
        Self {
            id: organisation.id.to_string(),
            name: organisation.name.clone(),
            name_zh: organisation.name_zh.clone(),
            roles: texts(&organisation.roles),
            established: organisation.established.map(|place| place.to_string()),
            changed: entry.changed,
        }
    }
}

impl From<&Account> for PersonTold {
    fn from(account: &Account) -> Self {
        Self {
            login: account.login.clone(),
            name: account.name.clone(),
            roles: account.roles.iter().copied().collect(),
            created: account.created,
            disabled: account.disabled,
        }
    }
}

impl OrganisationTold {
    /// An organisation at an instant, with its editions, the latest first.
    #[must_use]
    pub fn of(entry: &Registered, editions: &[Edition], at: Timestamp) -> Self {
        let Organisation { id, name, name_zh, authority, established, .. } = &entry.organisation;
        let organisation = &entry.organisation;
        Self {
            version: 1,
            id: id.to_string(),
            name: name.clone(),
            name_zh: name_zh.clone(),
            aliases: texts(&organisation.aliases),
            kind: match organisation.kind {
                PartyKind::Organisation => "organisation".to_owned(),
                PartyKind::Individual => "individual".to_owned(),
            },
            roles: texts(&organisation.roles),
            authority: authority.as_ref().map(ToString::to_string),
            established: established.map(|place| place.to_string()),
            markets: texts(&organisation.markets),
            domains: texts(&organisation.domains),
            contacts: organisation.contacts.iter().map(contact).collect(),
            keys: organisation.keys.iter().map(|key| KeyTold::of(key, at)).collect(),
            security_txt: organisation.security_txt.as_deref().map(|text| security_txt(text, at)),
            editions: editions
                .iter()
                .enumerate()
                .map(|(place, one)| edition(one, editions.get(place + 1)))
                .collect(),
        }
    }
}

fn texts<'t, T: ToString + 't>(all: impl IntoIterator<Item = &'t T>) -> Vec<String> {
    all.into_iter().map(ToString::to_string).collect()
}

fn contact(contact: &tidegate_core::organisation::Contact) -> ContactTold {
    ContactTold { to: contact.to.clone(), languages: texts(&contact.languages) }
}

fn security_txt(text: &str, at: Timestamp) -> SecurityTxtTold {
    let read = SecurityTxt::read(text);
    SecurityTxtTold {
        contacts: read.values("contact").map(str::to_owned).collect(),
        expires: read.expires,
        expired: read.is_expired(at),
        signed: read.signed,
        faults: read
            .faults
            .iter()
            .map(|fault| Voice::in_both(|voice| said(*fault, voice)))
            .collect(),
        text: text.to_owned(),
    }
}

/// What is wrong with a security.txt, in words.
fn said(fault: Fault, voice: &Voice) -> String {
    let at = |id: &str, line: usize| voice.with(id, [("line", line.to_string().into())]);
    match fault {
        Fault::Line(place) => at("security-txt-line", place.0),
        Fault::Empty(place) => at("security-txt-empty", place.0),
        Fault::NotHttps(place) => at("security-txt-not-https", place.0),
        Fault::NoContact => voice.say("security-txt-no-contact"),
        Fault::Expires => voice.say("security-txt-expires"),
        Fault::NoDate => voice.say("security-txt-no-date"),
        Fault::Languages => voice.say("security-txt-languages"),
        Fault::Long => voice.say("security-txt-long"),
    }
}

/// An edition, with the names of the fields that the one before had otherwise.
fn edition(one: &Edition, before: Option<&Edition>) -> EditionTold {
    let fields = |edition: &Edition| serde_json::to_value(edition.organisation.profile());
    let (new, old) = (fields(one).unwrap_or_default(), before.map(fields));
    let old = old.and_then(Result::ok).unwrap_or_default();
    let written = new.as_object().into_iter().flatten();
    let otherwise =
        written.filter(|(name, value)| before.is_some() && old.get(name) != Some(value));
    EditionTold {
        number: one.number,
        at: one.at,
        by: one.by.clone(),
        fields: otherwise.map(|(name, _)| name.clone()).collect(),
    }
}

//! What is sent to the interface: read whole, within the limit, as JSON and as nothing else.

mod organisations;

pub use organisations::{
    CatalogueBody, JoinBody, LetOutBody, OrganisationBody, OurFactBody, PersonBody, SameBody,
    TextBody, ToParticipantBody,
};

use std::collections::BTreeMap;

use axum::RequestExt as _;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tidegate_core::id::PartyId;
use tidegate_law::FieldBasis;

use crate::errand::asked;
use crate::people::{MemberRole, Passphrase};
use crate::web::Wrong;

/// A body of JSON.
#[derive(Debug)]
pub(super) struct Sent<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Sent<T> {
    type Rejection = Wrong;

    async fn from_request(request: Request, _: &S) -> Result<Self, Wrong> {
        let kind = request.headers().get(header::CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if kind.split(';').next().map(str::trim) != Some("application/json") {
            return Err(Wrong::Kind);
        }
        let bytes: Bytes = request.extract().await.map_err(|_| Wrong::TooLarge)?;
        let read = serde_json::from_slice(&bytes);
        Ok(Self(read.map_err(asked)?))
    }
}

/// The most entries of one list of a body.
const LISTED: usize = 100;

/// Refuses a body with a list that nobody writes by hand.
pub(super) fn listed(lists: &[&[String]]) -> Result<(), Wrong> {
    if lists.iter().any(|list| list.len() > LISTED) { Err(Wrong::TooLarge) } else { Ok(()) }
}

/// A question without a case.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AskBody {
    /// What is to be done, such as `share`.
    pub act: String,
    /// With what: a value of the fact `content`.
    pub content: String,
    /// How public it is: a value of the fact `disclosure`.
    pub state: Option<String>,
    /// What whoever acts is, such as `finder`.
    pub roles: Vec<String>,
    /// Where whoever acts is.
    pub actor_place: Option<String>,
    /// With whom: a value of the fact `recipient`.
    pub recipient: Option<String>,
    /// Where they are.
    pub recipient_place: Option<String>,
    /// Where the product is made available, by code.
    pub product_in: Vec<String>,
    /// Further facts, each as `NAME=VALUE`.
    pub facts: Vec<String>,
    /// At which instant, as a day or an instant in UTC; now if none.
    pub at: Option<String>,
    /// House rules that are switched on for this question.
    pub house: Vec<String>,
    /// Positions that are taken for this question, each as `READING=VALUE`, or `suggested`.
    pub positions: Vec<String>,
}

/// A question about a flow of a case, in the words of scenes.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct QuestionBody {
    /// Such as `Acme may share technical with CNVD`.
    pub question: String,
    /// At which instant, in the office's zone; now if none. Not for a decision that is recorded.
    pub at: Option<String>,
    /// House rules that are switched on beside the office's. Not for a decision that is recorded.
    pub house: Vec<String>,
    /// Positions that are taken beside the office's. Not for a decision that is recorded.
    pub positions: Vec<String>,
}

/// What is supposed of a case.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WhatIfBody {
    /// At which instant, in the office's zone; now if none.
    pub at: Option<String>,
    /// Facts since that instant, each as `NAME=VALUE`, `NAME` or `not NAME`, perhaps with ` of SUBJECT`.
    pub facts: Vec<String>,
    /// What else happened, each a line in the words of scenes; at that instant where it gives no time.
    pub happened: Vec<String>,
    /// Events of the case that occurred at another time, each as `NUMBER=TIME`.
    pub moved: Vec<String>,
    /// House rules that are switched on beside the office's.
    pub house: Vec<String>,
    /// Positions that are taken beside the office's.
    pub positions: Vec<String>,
}

/// A drill: a story of the program, or a case where the address names one, with the steps of the trained party.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DrillBody {
    /// The story, `log4shell` if none; not for a case.
    pub story: Option<String>,
    /// For whom; whoever the story names first, or the first manufacturer of the case, if none.
    pub party: Option<String>,
    /// The steps: `TIME LINE` at an instant of the story, or `+MINUTES:SECONDS LINE` after a time of the drill.
    pub steps: Vec<String>,
    /// How many seconds of the story pass in one of the drill; one if none.
    pub speed: Option<u32>,
    /// House rules that count in the story; not for a case, which has the office's.
    pub house: Vec<String>,
}

/// Facts that are established in a case.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FactsBody {
    /// Each as `NAME=VALUE`, `NAME`, or `not NAME`.
    pub facts: Vec<String>,
    /// What they are about; nothing for the case as a whole.
    #[serde(default)]
    pub about: String,
    /// Since when they are so; since now if nobody says.
    #[serde(default)]
    pub occurred: Option<String>,
    /// How it is known.
    pub source: String,
}

/// What happened, in the words of scenes.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinesBody {
    /// Each line, such as `2026-11-24 10:00 Acme exploited`.
    pub lines: Vec<String>,
    /// How it is known.
    pub source: String,
}

/// An embargo that was agreed.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EmbargoBody {
    /// Between whom, by name or id; at least two.
    pub parties: Vec<String>,
    /// Until when, with the hour, such as `2027-02-01 09:00`; none for an embargo until a remedy is there.
    #[serde(default)]
    pub until: Option<String>,
    /// Under which terms, such as `TLP:AMBER`.
    #[serde(default)]
    pub terms: Option<String>,
    /// How it is known.
    pub source: String,
}

/// An answer to the finder.
#[derive(Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerBody {
    /// What it says.
    pub text: String,
    /// What it is about: `existence`, `general`, `technical` or `remedy`.
    pub class: String,
    /// Whether it tells the finder nothing of the flaw that is new; what is not said so is taken for more.
    #[serde(default)]
    pub tells_nothing: bool,
}

/// A message of the finder's.
#[derive(Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MessageBody {
    /// What it says.
    pub text: String,
}

/// Where a finder says to be, by codes such as `CN`. What is left out is not known any more.
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PlaceBody {
    /// Where they are now.
    pub present: String,
    /// Where they ordinarily live, or where an organisation is established.
    pub home: String,
}

/// Where a finder wants to be told that the office wrote.
#[derive(Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReachBody {
    /// The mail address; an empty one takes it back.
    pub address: String,
    /// Whether the keepers of contacts may read it, each time on record.
    #[serde(default)]
    pub readable: bool,
}

/// The code with which a finder comes back.
#[derive(Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WayBackBody {
    /// The code, as it came with the receipt.
    pub code: String,
}

/// A copy sheet that is to be opened.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SheetBody {
    /// The duty: a rule, its citation, or the key of a form.
    pub duty: String,
    /// How far the sheet goes: `law` (the legal minimum), `portal` or `optional`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub with: Option<FieldBasis>,
    /// Whether the filing itself is put to the gate; else only its opening for the office's own use.
    #[serde(default)]
    pub to_file: bool,
}

/// That a duty was met by a filing.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FiledBody {
    /// The duty: a rule, its citation, or the key of a form.
    pub duty: String,
    /// For which of those who owe the duty it was filed: a party of the case, or `all`; the office, or the only one,
    /// where none is named.
    #[serde(default)]
    pub bearer: Option<String>,
    /// When, as the portal says, in the office's zone where it gives none.
    pub when: String,
    /// That it was before the clock of the duty started, as whoever records it knows.
    #[serde(default)]
    pub before_clock: bool,
    /// The portal's reference.
    #[serde(default)]
    pub reference: Option<String>,
    /// That the portal gave none.
    #[serde(default)]
    pub without_reference: bool,
    /// The fields that were filled in; all that the law asks for where none is named.
    #[serde(default)]
    pub fields: Vec<String>,
}

/// What the office keeps, buys or files.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclareBody {
    /// The fields of the register by their names, as `tidegate declare --help` lists them.
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
    /// What else is so, by the book's names of facts.
    #[serde(default)]
    pub facts: BTreeMap<String, String>,
    /// The id or the handle of the declaration that it replaces.
    #[serde(default)]
    pub replaces: Option<String>,
    /// Who decides, by name; where nobody does the book is only asked, and nothing is recorded.
    #[serde(default)]
    pub by: Option<String>,
    /// Why; needed where the book leaves it to a named person.
    #[serde(default)]
    pub reasons: Option<String>,
}

/// That a named person finds a duty to ask for no report.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NotReportableBody {
    /// The duty: a rule, its citation, or the key of a form.
    pub duty: String,
    /// Whose duty, by name; who alone bears it where none is named, else the one maker, else the office.
    #[serde(default)]
    pub party: Option<String>,
    /// The product, by name; the one that it can be about where none is named.
    #[serde(default)]
    pub product: Option<String>,
    /// Who decides, by name.
    pub by: String,
    /// Why.
    pub reasons: String,
    /// `true` to decide although who reported says otherwise and nobody has established it; the reasons answer that.
    #[serde(default)]
    pub against_the_finder: bool,
}

/// A report.
#[derive(Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportBody {
    /// The form, as `tidegate report` takes it.
    pub report: serde_json::Value,
    /// The files that the form lists, each in base64.
    #[serde(default)]
    pub files: Vec<String>,
    /// Where the manufacturer is, by code.
    #[serde(default)]
    pub manufacturer_place: Option<String>,
    /// The digest of the office's terms of good faith that the finder was shown.
    #[serde(default)]
    pub terms: Option<String>,
    /// A secret of the finder's for the way back: 32 random bytes in base64url. The code that the answer gives is made
    /// from it; the office keeps neither.
    #[serde(default)]
    pub secret: Option<String>,
}

/// As whom somebody enters a demonstration.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RoleBody {
    /// A role of the office, such as `analyst`.
    #[schema(value_type = String)]
    pub role: MemberRole,
    /// The id of the organisation as whose person; none as a member of the office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub organisation: Option<PartyId>,
}

/// Who signs in.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignInBody {
    /// The login.
    pub login: String,
    /// The passphrase.
    #[schema(value_type = String)]
    pub passphrase: Passphrase,
    /// A code of the authenticator, or a recovery code, where the member has a second factor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

impl std::fmt::Debug for SignInBody {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SignInBody").field("login", &self.login).finish_non_exhaustive()
    }
}

/// Bodies with secrets or content in them are named and no more where a program is looked at.
macro_rules! unshown {
    ($($body:ident),+) => {$(
        impl std::fmt::Debug for $body {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($body)).finish_non_exhaustive()
            }
        }
    )+};
}

unshown!(ReportBody, AnswerBody, MessageBody, WayBackBody);
unshown!(PassphraseBody, NewPassphraseBody, CodeBody, CodesEndBody, TokenBody);

/// The passphrase again, before something changes.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PassphraseBody {
    /// The passphrase.
    #[schema(value_type = String)]
    pub passphrase: Passphrase,
}

/// A new passphrase.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPassphraseBody {
    /// The passphrase that there is.
    #[schema(value_type = String)]
    pub passphrase: Passphrase,
    /// The one that there shall be.
    #[schema(value_type = String)]
    pub passphrase_new: Passphrase,
}

/// A code of an authenticator.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CodeBody {
    /// The code.
    pub code: String,
}

/// No code shall be asked for any more.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CodesEndBody {
    /// The passphrase.
    #[schema(value_type = String)]
    pub passphrase: Passphrase,
    /// A code, or a recovery code.
    pub code: String,
}

/// A token that shall be made.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TokenBody {
    /// The passphrase.
    #[schema(value_type = String)]
    pub passphrase: Passphrase,
    /// What the member calls it.
    pub name: String,
    /// What it is for, such as `cases:read`.
    pub scopes: Vec<String>,
    /// In how many days it ends, 365 at most.
    pub days: u16,
}

/// Whose roles must have a second factor.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RolesBody {
    /// The roles; none, and nobody must.
    pub roles: std::collections::BTreeSet<MemberRole>,
}

/// What of an account is ended.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndBody {
    /// What.
    pub what: crate::errand::account::Ended,
}

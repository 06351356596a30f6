//! What a finder is told on coming back: the state, messages, who has what, what may be done now. In the language asked
//! for; others stand here by role and never by name.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use tidegate_core::case::Case;

use super::opened::FileTold;
use super::taking_back::{GivenTold, RetractionTold};
use crate::attachments::Manifest;
use crate::finder::message::{Hand, Message};
use crate::outbox::Parcel;

/// A case as its finder sees it.
#[derive(Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct MineTold {
    /// The version of this form.
    pub version: u32,
    /// The neutral handle of the case.
    pub handle: String,
    /// How the report stands, in words.
    pub state: String,
    /// The instant at which it is told.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Since when the finder waits for an answer; none where the office had the last word.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub waits_since: Option<Timestamp>,
    /// What the office said of the report.
    pub said: Vec<SaidTold>,
    /// The messages, as far as they reached the finder.
    pub messages: Vec<OwnMessageTold>,
    /// Who has which content since when.
    pub knows: Vec<KnowerTold>,
    /// Who looked at the case and opened content.
    pub looks: Vec<LookTold>,
    /// What the law answers the finder now.
    pub options: Vec<OptionTold>,
    /// The terms of good faith under which the report was made.
    pub terms: Option<String>,
    /// Whether the finder agreed that the manufacturer learns who reports.
    pub shares_identity: bool,
    /// Where the finder is, as far as the finder said it.
    pub place: PlaceTold,
    /// Whether the finder is told by mail that the office wrote; at which address stands nowhere.
    #[serde(default)]
    pub mailed: bool,
    /// Whether the keepers of contacts may read that address.
    #[serde(default)]
    pub read_by_keepers: bool,
    /// What the finder gave and can take back.
    #[serde(default)]
    pub given: Vec<GivenTold>,
    /// What the finder took back.
    #[serde(default)]
    pub taken_back: Vec<RetractionTold>,
    /// Whether the office writes no more, as the finder wished.
    #[serde(default)]
    pub silent: bool,
}

/// Where a finder is, by codes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PlaceTold {
    /// Where they are now; none where it was not said.
    pub present: Option<String>,
    /// Where they ordinarily live, or where an organisation is established; none where it was not said.
    pub home: Option<String>,
    /// Whether the finder reports as an organisation.
    pub organisation: bool,
}

/// Something that the office said of the report.
#[derive(Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct SaidTold {
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// What, in words.
    pub what: String,
}

/// A message as the finder sees it.
#[derive(Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OwnMessageTold {
    /// Whether the finder wrote it.
    pub own: bool,
    /// By which way an own one came: `page`, `mail-proven` or `mail-unproven`.
    #[serde(default)]
    pub by_way: String,
    /// When it was written, or reached the finder.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// When the other first saw it.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub seen: Option<Timestamp>,
    /// What it says; none of the finder's own, which are not shown again.
    pub text: Option<String>,
    /// How many bytes it has, where it is a file.
    #[serde(default)]
    pub size: Option<u64>,
    /// The file, where it is one that the office sent.
    #[serde(default)]
    pub file: Option<FileTold>,
    /// The item under which it is fetched.
    #[serde(default)]
    pub item: Option<String>,
}

impl OwnMessageTold {
    /// A message that is there for its reader since `at`, with what lies on the reader's page of it.
    #[must_use]
    pub fn of(case: &Case, message: &Message, at: Timestamp, parcel: Option<&Parcel>) -> Self {
        let (own, sent) = (message.by == Hand::Finder, case.file(message.item));
        let bytes = parcel.map(|parcel| &parcel.bytes);
        let text = bytes.filter(|_| sent.is_none());
        let file = bytes.filter(|_| sent.is_some()).and_then(|bytes| Manifest::read(bytes));
        Self {
            own,
            by_way: message.origin.word().to_owned(),
            at,
            seen: message.seen,
            text: text.map(|bytes| String::from_utf8_lossy(bytes).into_owned()),
            size: sent.map(|file| file.size),
            item: file.is_some().then(|| message.item.to_string()),
            file: file.map(|manifest| manifest.told()),
        }
    }
}

/// Somebody who has something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct KnowerTold {
    /// Who, by role.
    pub who: String,
    /// Which classes of content.
    pub what: String,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    pub since: Timestamp,
}

/// Members of a role who looked at the case, or opened some of its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct LookTold {
    /// Who, by role.
    pub who: String,
    /// What they did.
    pub what: String,
    /// The first time.
    #[schema(value_type = String, format = DateTime)]
    pub first: Timestamp,
    /// The last time.
    #[schema(value_type = String, format = DateTime)]
    pub last: Timestamp,
    /// How many times.
    pub times: usize,
}

/// One thing that the finder may ask to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OptionTold {
    /// What, in words.
    pub what: String,
    /// The answer, in words.
    pub answer: String,
    /// The answer as one of the five.
    pub class: String,
    /// The articles on which it rests.
    pub articles: String,
    /// What must be done with it.
    pub conditions: Vec<String>,
    /// The address at which the same is asked in words.
    pub link: String,
    /// Whether the law, as the book has it, lets the finder do it now, with a condition or without.
    pub open: bool,
    /// Whether it is something to do while an answer is waited for: open, and neither publishing nor selling.
    #[serde(default)]
    pub meanwhile: bool,
}

impl PlaceTold {
    /// Whether it is known where the finder is and lives, or that it is outside of the mainland at least.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let abroad = self.present.as_deref().is_some_and(|place| place != "CN");
        self.home.is_some() || (!self.organisation && abroad)
    }
}

/// Not shown where a program is looked at: messages may say what the flaw is.
impl std::fmt::Debug for MineTold {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MineTold").field("handle", &self.handle).finish_non_exhaustive()
    }
}

/// The address that a finder left for the keepers of contacts.
#[derive(Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = FinderContactTold)]
pub struct ContactTold {
    /// The version of this form.
    pub version: u32,
    /// The neutral handle of the case.
    pub handle: String,
    /// The mail address.
    pub address: String,
    /// The language of the mails, by its tag.
    pub language: String,
}

/// Says of which case, never the address.
impl std::fmt::Debug for ContactTold {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ContactTold").field("handle", &self.handle).finish_non_exhaustive()
    }
}

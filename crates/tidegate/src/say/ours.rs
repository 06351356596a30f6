//! What an organisation may know of its cases, and who takes part in a case, in the form in which they are told.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_law::{DutyState, Force, Words};

use super::directive::{DirectiveTold, PartDone};
use super::mine::OwnMessageTold;
use super::opened::FileTold;
use super::organisation::OrganisationTold;
use super::recorded::DecisionPlace;
use super::rule::RuleTold;
use super::schema::Bilingual;
use super::told::Told;
use crate::notices::{Standing, Why};
use crate::outbox::mailed::Posting;

/// The matters of an organisation.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OursTold {
    /// The version of this form.
    pub version: u32,
    /// The organisation, as the office knows it.
    pub organisation: OrganisationTold,
    /// The instant at which they are told.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Whether cases that changed are still to be looked at.
    pub behind: bool,
    /// The cases of which it knows, what is due for it first.
    pub cases: Vec<OurCaseListed>,
}

/// A case in the list of an organisation.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OurCaseListed {
    /// Its neutral handle.
    pub handle: String,
    /// The phase of the work.
    pub state: String,
    /// When it was opened.
    #[schema(value_type = String, format = DateTime)]
    pub opened: Timestamp,
    /// When something is due for the organisation next, by law or house rule.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due: Option<Timestamp>,
}

/// A case as an organisation that takes part in it may know it.
#[derive(Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OurCaseTold {
    /// The version of this form.
    pub version: u32,
    /// Its neutral handle.
    pub handle: String,
    /// The phase of the work.
    pub state: String,
    /// The instant at which it is told.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// When the organisation reported it, if it did.
    #[schema(value_type = Vec<String>)]
    pub reported: Vec<Timestamp>,
    /// What the office let out to it.
    pub received: Vec<ReceivedTold>,
    /// The messages between it and the office.
    pub messages: Vec<OwnMessageTold>,
    /// Since when the office waits for its answer, where it does.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub awaited: Option<Timestamp>,
    /// What it owes now.
    pub duties: Vec<OurDutyTold>,
    /// The directives and requests that it bears and whose letter reached it.
    #[serde(default)]
    pub directives: Vec<DirectiveTold>,
    /// What it said itself, as it stands on record.
    pub said: Vec<OurSayingTold>,
}

/// Something that the office let out to an organisation.
#[derive(Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ReceivedTold {
    /// When it was let out.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Of which class it is.
    #[schema(value_type = Bilingual)]
    pub what: Words,
    /// What it says; nothing where it is a file.
    pub text: String,
    /// The item under which it is fetched, where it is a file.
    #[serde(default)]
    pub item: Option<String>,
    /// The file, where it is one.
    #[serde(default)]
    pub file: Option<FileTold>,
}

impl std::fmt::Debug for ReceivedTold {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ReceivedTold").field("at", &self.at).finish_non_exhaustive()
    }
}

/// A duty of an organisation.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OurDutyTold {
    /// The rule, with its article and sentence.
    pub rule: RuleTold,
    /// To whom, where to somebody.
    #[schema(value_type = Vec<Bilingual>)]
    pub to: Vec<Words>,
    /// Whether it is owed for sure; else something that decides it is not known.
    pub sure: bool,
    /// The strict due time.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due: Option<Timestamp>,
    /// The word of the text, where it has one and no number.
    #[schema(value_type = Option<Bilingual>)]
    pub word: Option<Words>,
    /// What became of it.
    #[schema(value_type = String)]
    pub state: DutyState,
}

/// All that an organisation owes at an office, in order of time.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = OwedByUsTold)]
pub struct OwedTold {
    /// The version of this form.
    pub version: u32,
    /// The instant at which it is told.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Whether cases that changed are still to be looked at.
    pub behind: bool,
    /// The name of the organisation.
    pub organisation: String,
    /// What is to be done, what is due first.
    pub owed: Vec<OwedListed>,
    /// What was verified, or is asked no more.
    pub settled: Vec<OwedListed>,
    /// How many older cases were not looked at.
    pub left_out: usize,
}

/// One thing that an organisation owes: a measure of a directive, or a duty.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OwedListed {
    /// The handle of the case.
    pub case: String,
    /// `directive`, `request` or `duty`.
    pub kind: String,
    /// Until when.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due: Option<Timestamp>,
    /// The word of the text, where it has one and no number.
    #[schema(value_type = Option<Bilingual>)]
    pub word: Option<Words>,
    /// Whether the time of what surely binds is over.
    pub late: bool,
    /// How binding it is; none of what a directive asks.
    #[schema(value_type = Option<String>)]
    pub force: Option<Force>,
    /// Whether it is owed for sure; else something that decides it is not known.
    pub sure: bool,
    /// To whom, where to somebody.
    #[schema(value_type = Vec<Bilingual>)]
    pub to: Vec<Words>,
    /// What.
    #[schema(value_type = Bilingual)]
    pub what: Words,
    /// By which article.
    #[schema(value_type = Option<Bilingual>)]
    pub why: Option<Words>,
    /// Who asks for it; none where the law does.
    #[schema(value_type = Option<Bilingual>)]
    pub by: Option<Words>,
    /// The product, as the letter names it.
    pub product: Option<String>,
    /// Which versions.
    pub versions: Option<String>,
    /// `open`, `reported`, `sent_back` or `met`.
    pub state: String,
    /// That an answer waits for a decision.
    #[schema(value_type = Option<Bilingual>)]
    pub asked: Option<Words>,
    /// How much of it was reported last.
    pub part: Option<PartDone>,
    /// The directive, by id.
    pub directive: Option<String>,
    /// Which measure of it, counted from one.
    pub measure: Option<u32>,
}

/// Something that an organisation said of itself.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OurSayingTold {
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// What.
    #[schema(value_type = Bilingual)]
    pub what: Words,
}

/// Who of the register takes part in a case, who may have to be told, and what there is to tell.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ParticipantsTold {
    /// The version of this form.
    pub version: u32,
    /// The case.
    pub case: String,
    /// Its neutral handle.
    pub handle: String,
    /// The organisations of the register that take part.
    pub participants: Vec<TakingPartTold>,
    /// Organisations of the register that may have to be told, each with why.
    pub suggested: Vec<SuggestedTold>,
    /// Parties that the case only names, each with who is known by its name.
    #[serde(default)]
    pub same: Vec<super::same::SameTold>,
    /// What the case holds that can be put to the gate, by its class.
    pub items: Vec<HeldItemTold>,
}

/// An organisation that takes part in a case.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct TakingPartTold {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is, by the words for it.
    pub roles: Vec<String>,
    /// Whether it knows on record that there is the case.
    pub knows: bool,
    /// Whether it agreed to the embargo that holds.
    #[serde(default)]
    pub agreed: bool,
    /// The items that were let out to it.
    pub has: Vec<String>,
    /// Whether something can be mailed to it, encrypted: it has an address and a key that is of use.
    pub mails: bool,
    /// What was let out to it by mail, with what became of each.
    pub mailed: Vec<MailedTold>,
}

/// What became of an item that was let out by mail.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct MailedTold {
    /// The item.
    pub item: String,
    /// `waiting`, `sent`, `failed` (it is tried again) or `given-up`.
    pub state: String,
    /// The id of the text that says it.
    #[serde(skip)]
    pub state_message: &'static str,
    /// When it came to that.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub since: Option<Timestamp>,
    /// Why it was not delivered, as a word: `no-key`, `key-expired`, `unreachable`, …
    pub why: Option<String>,
    /// The id of the text that says why and what to do.
    #[serde(skip)]
    pub why_message: Option<&'static str>,
    /// How often it was tried.
    pub attempts: u32,
}

impl MailedTold {
    /// What became of a parcel.
    #[must_use]
    pub fn of(posting: &Posting) -> Self {
        let (since, why) = match posting.standing {
            Standing::Waiting => (None, None),
            Standing::Sent { at } => (Some(at), None),
            Standing::Failed { at, why } | Standing::GivenUp { at, why } => (Some(at), Some(why)),
        };
        let (state, state_message) = super::notices::state(posting.standing);
        let word = |why: Why| why.message().split_once('-').map(|(_, word)| word.to_owned());
        Self {
            item: posting.item.to_string(),
            state: state.to_owned(),
            state_message,
            since,
            why: why.and_then(word),
            why_message: why.map(Why::message),
            attempts: posting.attempts,
        }
    }
}

/// An organisation that may have to be told.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct SuggestedTold {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Why.
    #[schema(value_type = Bilingual)]
    pub why: Words,
    /// The article that has it told, as `statute/article`.
    pub rule: Option<String>,
}

/// An item that can be put to the gate.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct HeldItemTold {
    /// Its id.
    pub id: String,
    /// Of which class it is.
    #[schema(value_type = Bilingual)]
    pub what: Words,
}

/// The messages between the office and a participant.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct LettersTold {
    /// The version of this form.
    pub version: u32,
    /// The handle of the case.
    pub handle: String,
    /// The id of the organisation.
    pub organisation: String,
    /// Its name.
    pub name: String,
    /// What the gate answered to the wish to read them; none where there are none.
    pub answer: Option<Told>,
    /// Where that is on record.
    pub recorded: Option<DecisionPlace>,
    /// The messages, in the order in which they were written.
    pub letters: Vec<LetterTold>,
}

/// A message between the office and a participant.
#[derive(Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct LetterTold {
    /// The item that holds the text.
    pub item: String,
    /// Whether the office wrote it.
    pub own: bool,
    /// When it was written.
    #[schema(value_type = String, format = DateTime)]
    pub written: Timestamp,
    /// When it reached the other; none for one that the gate holds back.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub arrived: Option<Timestamp>,
    /// When the other first saw it.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub seen: Option<Timestamp>,
    /// What it says, where the gate let the office read it.
    pub text: Option<String>,
    /// How many bytes it has, where it is a file.
    #[serde(default)]
    pub size: Option<u64>,
    /// The file, where it is one and the gate let the office have it.
    #[serde(default)]
    pub file: Option<FileTold>,
}

impl std::fmt::Debug for LetterTold {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LetterTold").field("item", &self.item).finish_non_exhaustive()
    }
}

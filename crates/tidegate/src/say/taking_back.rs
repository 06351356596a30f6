//! What a finder takes back, told before it is done and after: what ends by it, and what does not.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tidegate_core::event::Given;
use tidegate_law::Words;

use super::mine::KnowerTold;
use super::schema::Bilingual;
use crate::words::Voice;

/// What would come of taking something back. Nothing of it is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct TakingBackTold {
    /// The version of this form.
    pub version: u32,
    /// Each word that would be taken back.
    pub words: Vec<GivenTold>,
    /// How many events the case has; who confirms says it, so that what is done is what was shown.
    pub events: u64,
    /// What the office has to keep, and until when; asked only where the report is taken back.
    pub kept: Option<Vec<KeptTold>>,
    /// Who has what already; nobody unlearns it.
    pub knows: Vec<KnowerTold>,
}

/// A word that would be taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct GivenTold {
    /// Which: `naming`, `address`, `messages` or `report`.
    pub word: String,
    /// What it is called, in the language asked for.
    pub name: String,
    /// What ends by it, in the language asked for.
    pub ends: String,
    /// What does not, in the language asked for.
    pub stays: String,
}

impl GivenTold {
    /// The word with what ends and what stays.
    #[must_use]
    pub fn of(one: Given, voice: &Voice) -> Self {
        let (ends, stays) = match one {
            Given::Naming => ("take-back-naming-ends", "take-back-naming-stays"),
            Given::Address => ("take-back-address-ends", "take-back-address-stays"),
            Given::Messages => ("take-back-messages-ends", "take-back-messages-stays"),
            Given::Report => ("take-back-report-ends", "take-back-report-stays"),
        };
        let (ends, stays) = (voice.say(ends), voice.say(stays));
        Self { word: one.as_str().to_owned(), name: given(one, voice), ends, stays }
    }
}

/// That a law, or a rule of the house, has the office keep the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct KeptTold {
    /// The clause.
    #[schema(value_type = Bilingual)]
    pub citation: Words,
    /// The last day on which the record must still be there.
    #[schema(value_type = String, format = Date)]
    pub through: Date,
    /// Whether it is a rule of the house and no law.
    pub house: bool,
    /// Whether it is owed for sure; where not, it is presumed.
    pub sure: bool,
}

/// Something that was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct RetractionTold {
    /// The number of the event; its proof goes by it.
    pub event: u64,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Which words.
    pub words: Vec<String>,
    /// What they are called, in the language asked for.
    pub what: String,
}

/// What one of the words is called.
#[must_use]
pub fn given(one: Given, voice: &Voice) -> String {
    voice.say(match one {
        Given::Naming => "given-naming",
        Given::Address => "given-address",
        Given::Messages => "given-messages",
        Given::Report => "given-report",
    })
}

/// What several of them are called.
#[must_use]
pub fn all_given(what: &BTreeSet<Given>, voice: &Voice) -> String {
    let names: Vec<String> = what.iter().map(|one| given(*one, voice)).collect();
    names.join(&voice.say("list-comma"))
}

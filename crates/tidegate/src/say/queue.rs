//! Queues in the form in which they are told.

use serde::{Deserialize, Serialize};
use tidegate_law::Words;

use super::schema::Bilingual;

/// The queues of an office, and how many open cases lie in each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct QueuesTold {
    /// The version of this form.
    pub version: u32,
    /// Whether cases that changed are still to be counted anew.
    pub behind: bool,
    /// The queues, by word.
    pub queues: Vec<QueueTold>,
    /// How many cases are open.
    pub open: u64,
    /// How many of them are in no queue.
    pub in_none: u64,
    /// How many are with whoever asks.
    pub mine: u64,
    /// How many are with nobody.
    pub nobodys: u64,
    /// How many are on hold.
    pub on_hold: u64,
    /// In how many a participant has not answered for long.
    #[serde(default)]
    pub silent: u64,
}

/// A queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct QueueTold {
    /// Its word.
    pub word: String,
    /// What it is called.
    #[schema(value_type = Bilingual)]
    pub name: Words,
    /// How many open cases are in it.
    pub cases: u64,
}

//! Events that say who and what a case is about, and what is so.

use std::fmt;

use serde::{Deserialize, Serialize};
use tidegate_law::{FactName, FactValue};

use crate::id::{CaseId, ItemId, OfficeId, PartyId, ProductId};
use crate::item::Item;
use crate::party::Party;
use crate::product::{Product, Supply};
use crate::word::StartEvent;

/// The case was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opened {
    /// The case.
    pub case: CaseId,
    /// The office that owns it.
    pub office: OfficeId,
    /// A neutral handle for lists, which says nothing of the content, such as `2026-0017`.
    pub handle: String,
}

/// A party took part; joining again with the same id corrects what is known of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartyJoined {
    /// The party, whole.
    pub party: Party,
}

/// A party was found to be another: what the record says of the one it says of the other, and of neither twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartiesUnited {
    /// The party that it was taken for.
    pub party: PartyId,
    /// What that was called; it is a second name from now on.
    pub name: String,
    /// The party that it is, whole, with what was known of both.
    pub with: Party,
}

/// A product was named; naming it again with the same id corrects what is known of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProductNamed {
    /// The product, whole.
    pub product: Product,
}

/// A product was found to be made available somewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupplyEstablished {
    /// Which product.
    pub product: ProductId,
    /// By whom, where, since when.
    pub supply: Supply,
}

/// A piece of content was added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemAdded {
    /// Its clear envelope.
    pub item: Item,
    /// Who had it when it was added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_by: Option<PartyId>,
}

/// What a fact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// The case, which is the vulnerability.
    Case(CaseId),
    /// A party, as actor or recipient.
    Party(PartyId),
    /// A product.
    Product(ProductId),
    /// An item.
    Item(ItemId),
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Case(id) => id.fmt(f),
            Self::Party(id) => id.fmt(f),
            Self::Product(id) => id.fmt(f),
            Self::Item(id) => id.fmt(f),
        }
    }
}

/// A fact was established; the envelope says when it came true and from what source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactEstablished {
    /// What it is about.
    pub about: Subject,
    /// Which fact of the book.
    pub fact: FactName,
    /// Its value.
    pub value: FactValue,
}

/// A fact was found to be not known after all: from then on it is unknown, which is not false.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactWithdrawn {
    /// What it was about.
    pub about: Subject,
    /// Which fact of the book.
    pub fact: FactName,
    /// Why.
    pub reason: String,
}

/// A clock of a party was started; the envelope says when. Signal, knowledge and exploitation have separate clocks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockStarted {
    /// Whose clock.
    pub party: PartyId,
    /// What started it, such as `learned`.
    pub start: StartEvent,
    /// For which product, where not for all of the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<ProductId>,
}

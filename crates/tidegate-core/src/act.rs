//! Acts: what may be done with content, and to whom.
//!
//! The acts are those of the book's schema. A recipient is a party of the case or a capacity such as the public.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::id::PartyId;
use crate::word::Capacity;

/// What somebody does with content: the actions of the schema that a flow can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Give it to somebody.
    Share,
    /// Report it to an authority or to the provider.
    Report,
    /// Tell those whom it concerns.
    Notify,
    /// Give it for money.
    Sell,
    /// Make it public.
    Publish,
    /// Gather it.
    Collect,
    /// Make use of it.
    Use,
    /// Help somebody with it.
    Assist,
    /// Keep it somewhere. Who keeps it with another gives it to them, and asks about `transfer` too.
    Store,
    /// Hand it over, copy by copy or as a stream, to where another keeps or works with it.
    Transfer,
    /// Buy the product or service itself; no content goes anywhere.
    Procure,
}

impl Act {
    /// Every act.
    pub const ALL: [Self; 11] = [
        Self::Share,
        Self::Report,
        Self::Notify,
        Self::Sell,
        Self::Publish,
        Self::Collect,
        Self::Use,
        Self::Assist,
        Self::Store,
        Self::Transfer,
        Self::Procure,
    ];

    /// The word for it in the schema.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Share => "share",
            Self::Report => "report",
            Self::Notify => "notify",
            Self::Sell => "sell",
            Self::Publish => "publish",
            Self::Collect => "collect",
            Self::Use => "use",
            Self::Assist => "assist",
            Self::Store => "store",
            Self::Transfer => "transfer",
            Self::Procure => "procure",
        }
    }

    /// The act of that word, if there is one.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.as_str() == word)
    }

    /// Whether the recipient has the content afterwards.
    pub fn conveys(self) -> bool {
        match self {
            Self::Share
            | Self::Report
            | Self::Notify
            | Self::Sell
            | Self::Publish
            | Self::Transfer => true,
            Self::Collect | Self::Use | Self::Assist | Self::Store | Self::Procure => false,
        }
    }

    /// Whether the act is done with content; what is bought is a product.
    pub fn is_with_content(self) -> bool {
        self != Self::Procure
    }
}

impl fmt::Display for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// To whom: a party of the case, or everybody of a capacity.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recipient {
    /// This party.
    Party(PartyId),
    /// Whoever has this capacity, such as `public` or `cn_miit`.
    Capacity(Capacity),
}

impl Recipient {
    /// Everybody.
    pub fn public() -> Self {
        Self::Capacity(Capacity::public())
    }

    /// Whether this is everybody.
    pub fn is_public(&self) -> bool {
        matches!(self, Self::Capacity(capacity) if capacity.is_public())
    }

    /// The party, if it is one.
    pub fn party(&self) -> Option<PartyId> {
        match self {
            Self::Party(party) => Some(*party),
            Self::Capacity(_) => None,
        }
    }
}

impl From<PartyId> for Recipient {
    fn from(party: PartyId) -> Self {
        Self::Party(party)
    }
}

impl From<Capacity> for Recipient {
    fn from(capacity: Capacity) -> Self {
        Self::Capacity(capacity)
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Party(party) => party.fmt(f),
            Self::Capacity(capacity) => capacity.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acts_are_actions_of_the_schema() {
        let schema = include_str!("../../../law/schema.cedarschema");
        for act in Act::ALL {
            assert!(schema.contains(&format!("\naction \"{act}\" ")), "{act}");
            assert_eq!(serde_json::to_value(act).unwrap(), act.as_str());
            assert_eq!(Act::from_word(act.as_str()), Some(act));
        }
        let flows = schema.matches("appliesTo").count();
        assert_eq!(flows, Act::ALL.len() + 1, "all but `owe`");
    }

    #[test]
    fn a_recipient_is_serialised_with_its_kind() {
        assert_eq!(
            serde_json::to_value(Recipient::public()).unwrap(),
            serde_json::json!({"capacity": "public"})
        );
    }
}

//! What of a case is damaged, and how: said by [`crate::say::error`] in both languages, and here for journals.

use std::fmt;

use tidegate_core::embargo::Unsealing;
use tidegate_core::id::ItemId;
use tidegate_core::seal::NotSealed;

use crate::seal::SealError;

/// A piece of what is stored of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// The opening of the case.
    Opening,
    /// An event, by its number.
    Event(u64),
    /// A record beside the events, by its name.
    Record(String),
    /// The claim that a receipt proves.
    Claim,
    /// That somebody read the case.
    Read,
    /// A list of contents.
    Contents,
    /// The content of an item.
    Item(ItemId),
    /// What lies in the outbox, by its name.
    Dispatch(String),
    /// The record of an erasure.
    Erasure,
}

impl fmt::Display for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Opening => f.write_str("the opening"),
            Self::Event(seq) => write!(f, "event {seq}"),
            Self::Record(name) => write!(f, "record `{name}`"),
            Self::Claim => f.write_str("the claim"),
            Self::Read => f.write_str("a read"),
            Self::Contents => f.write_str("a list of contents"),
            Self::Item(item) => write!(f, "item `{item}`"),
            Self::Dispatch(name) => write!(f, "dispatch {name}"),
            Self::Erasure => f.write_str("the erasure"),
        }
    }
}

/// What is wrong with a piece.
#[derive(Debug)]
pub enum Flaw {
    /// It is not there.
    Missing,
    /// It is cut short.
    Short,
    /// It does not open.
    Sealed(SealError),
    /// Its bytes are not those that were sealed.
    Changed,
    /// It is of another kind than its name says.
    Kind,
    /// It says another place or time than its row.
    Elsewhere,
    /// It is of another case.
    OtherCase,
    /// It cannot be read; what the parser says.
    Form(String),
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("it is missing"),
            Self::Short => f.write_str("it is cut short"),
            Self::Sealed(error) => error.fmt(f),
            Self::Changed => f.write_str("its content is not the one that was sealed"),
            Self::Kind => f.write_str("its kind was changed"),
            Self::Elsewhere => f.write_str("it says another place or time than its row"),
            Self::OtherCase => f.write_str("it is another case's"),
            Self::Form(why) => f.write_str(why),
        }
    }
}

impl From<SealError> for Flaw {
    fn from(error: SealError) -> Self {
        Self::Sealed(error)
    }
}

impl From<NotSealed> for Flaw {
    fn from(error: NotSealed) -> Self {
        Self::Sealed(error.into())
    }
}

impl From<Unsealing> for Flaw {
    fn from(error: Unsealing) -> Self {
        match error {
            Unsealing::Lock(error) => error.into(),
            Unsealing::Changed(_) => Self::Changed,
        }
    }
}

impl From<serde_json::Error> for Flaw {
    fn from(error: serde_json::Error) -> Self {
        Self::Form(error.to_string())
    }
}

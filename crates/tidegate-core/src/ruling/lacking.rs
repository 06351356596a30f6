//! What a ruling may lack.

use std::fmt;

/// What a ruling needs and does not have. A value and not a text, so that it can be said in any language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lacking {
    /// The digest of the book under which it is made.
    Book,
    /// The person who decides.
    Decider,
    /// The person who countersigns.
    Countersigner,
    /// The reasons.
    Reasons,
    /// The items.
    Items,
    /// The grounds that it goes over.
    Grounds,
}

impl fmt::Display for Lacking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Book => "digest of the book under which it is made",
            Self::Decider => "person who decides",
            Self::Countersigner => "person who countersigns",
            Self::Reasons => "reasons",
            Self::Items => "items",
            Self::Grounds => "grounds that it goes over",
        })
    }
}

//! Typed identifiers: 128 bits with a prefix that says of what, such as `case_0123…`.
//!
//! Ids of two kinds cannot be swapped. The bits come from outside (random where a URL shows them); nothing is ever
//! read out of them. The text form is Crockford's base32 in lower case, 26 characters after the prefix.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What an id is the id of. Implemented by the types of [`kind`] and by nothing else.
pub trait Kind: sealed::Sealed + 'static {
    /// The prefix of the text form, without the underscore.
    const PREFIX: &'static str;
    /// The noun for messages, with its article.
    const NOUN: &'static str;
}

mod sealed {
    pub trait Sealed {}
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident $alias:ident $prefix:literal $noun:literal;)*) => {
        /// The kinds of things that have ids.
        pub mod kind {
            $($(#[$doc])* #[derive(Debug)] pub enum $kind {})*
        }
        $(
            impl sealed::Sealed for kind::$kind {}
            impl Kind for kind::$kind {
                const PREFIX: &'static str = $prefix;
                const NOUN: &'static str = $noun;
            }
            $(#[$doc])*
            pub type $alias = Id<kind::$kind>;
        )*
    };
}

kinds! {
    /// The id of a case.
    Case CaseId "case" "a case";
    /// The id of a party, one legal entity or individual.
    Party PartyId "party" "a party";
    /// The id of a product.
    Product ProductId "product" "a product";
    /// The id of an item of content.
    Item ItemId "item" "an item";
    /// The id of an office.
    Office OfficeId "office" "an office";
    /// The id of a report.
    Report ReportId "report" "a report";
    /// The id of an event.
    Event EventId "event" "an event";
    /// The id of proposed terms of an embargo.
    Terms TermsId "terms" "proposed terms";
    /// The id of a ruling.
    Ruling RulingId "ruling" "a ruling";
    /// The id of a directive, or of a request where there is no binding basis.
    Directive DirectiveId "directive" "a directive";
    /// The id of a proposal, which waits for a second signature.
    Proposal ProposalId "proposal" "a proposal";
    /// The id of an offer of a case to another office.
    Transfer TransferId "transfer" "an offer of a case";
    /// The id of a session, the one sitting for which a clearance is good.
    Session SessionId "session" "a session";
}

/// An identifier of 128 bits of the kind `K`.
pub struct Id<K> {
    bytes: [u8; 16],
    kind: PhantomData<fn() -> K>,
}

impl<K: Kind> Id<K> {
    /// An id from 16 bytes of the caller; random ones where the id is shown in a URL.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self { bytes, kind: PhantomData }
    }

    /// The 16 bytes.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.bytes
    }
}

/// Why a text is not the id that was expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// The prefix is missing or names another kind of thing.
    #[error("`{text}` is not the id of {noun}; it must begin with `{prefix}_`")]
    Prefix {
        /// What was read.
        text: String,
        /// What was expected, with its article.
        noun: &'static str,
        /// The prefix that was expected.
        prefix: &'static str,
    },
    /// What follows the prefix is not 26 characters of base32.
    #[error(
        "`{text}` is not the id of {noun}; after `{prefix}_` come 26 characters, digits and letters without i, l, o and u"
    )]
    Form {
        /// What was read.
        text: String,
        /// What was expected, with its article.
        noun: &'static str,
        /// The prefix that was expected.
        prefix: &'static str,
    },
}

/// Crockford's base32, in lower case.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// 26 characters hold 130 bits; the first one is at most 7.
const LENGTH: usize = 26;

impl<K: Kind> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(K::PREFIX)?;
        f.write_str("_")?;
        let number = u128::from_be_bytes(self.bytes);
        (0..LENGTH).rev().try_for_each(|place| {
            let digit = (number >> (5 * place)) & 31;
            let letter = usize::try_from(digit).ok().and_then(|at| ALPHABET.get(at));
            // INVARIANT: five bits always name one of the 32 letters.
            write!(f, "{}", char::from(letter.copied().unwrap_or(b'0')))
        })
    }
}

impl<K: Kind> FromStr for Id<K> {
    type Err = IdError;

    /// Reads the text form; capital letters are read as small ones, nothing else is forgiven.
    fn from_str(text: &str) -> Result<Self, IdError> {
        let shown = || crate::word::shown(text);
        let rest = text.strip_prefix(K::PREFIX).and_then(|rest| rest.strip_prefix('_'));
        let rest = rest.ok_or_else(|| IdError::Prefix {
            text: shown(),
            noun: K::NOUN,
            prefix: K::PREFIX,
        })?;
        decode(rest)
            .map(|number| Self::from_bytes(number.to_be_bytes()))
            .ok_or_else(|| IdError::Form { text: shown(), noun: K::NOUN, prefix: K::PREFIX })
    }
}

fn decode(text: &str) -> Option<u128> {
    if text.len() != LENGTH || text.as_bytes().first().is_none_or(|first| *first > b'7') {
        return None;
    }
    text.bytes().try_fold(0_u128, |number, letter| {
        let letter = letter.to_ascii_lowercase();
        let digit = ALPHABET.iter().position(|known| *known == letter)?;
        Some(number << 5 | u128::try_from(digit).ok()?)
    })
}

impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K> Copy for Id<K> {}
impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}
impl<K> Eq for Id<K> {}
impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.bytes.cmp(&other.bytes)
    }
}
impl<K> Hash for Id<K> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bytes.hash(state);
    }
}
impl<K: Kind> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
impl<K: Kind> Serialize for Id<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
impl<'de, K: Kind> Deserialize<'de> for Id<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_id_reads_back_what_it_writes(bytes: [u8; 16]) {
            let id = CaseId::from_bytes(bytes);
            prop_assert_eq!(id.to_string().parse::<CaseId>(), Ok(id));
            let json = serde_json::to_string(&id).unwrap();
            prop_assert_eq!(serde_json::from_str::<CaseId>(&json).unwrap(), id);
            prop_assert!(id.to_string().parse::<PartyId>().is_err());
        }

        #[test]
        fn order_of_texts_is_order_of_ids(a: [u8; 16], b: [u8; 16]) {
            let (a, b) = (ItemId::from_bytes(a), ItemId::from_bytes(b));
            prop_assert_eq!(a.cmp(&b), a.to_string().cmp(&b.to_string()));
        }

        #[test]
        fn no_text_makes_reading_panic(text: String) {
            let _ = text.parse::<CaseId>();
        }
    }

    #[test]
    fn a_wrong_id_says_what_was_expected() {
        let error = "party_1".parse::<CaseId>().unwrap_err().to_string();
        assert_eq!(error, "`party_1` is not the id of a case; it must begin with `case_`");
        for wrong in ["case_", "case_8zzzzzzzzzzzzzzzzzzzzzzzzz", "case_0000000000000000000000000u"]
        {
            assert!(matches!(wrong.parse::<CaseId>(), Err(IdError::Form { .. })), "{wrong}");
        }
        assert_eq!(
            "case_7ZZZZZZZZZZZZZZZZZZZZZZZZZ".parse::<CaseId>(),
            Ok(CaseId::from_bytes([0xff; 16]))
        );
    }
}

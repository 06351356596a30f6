//! How answers are said: to a lawyer, to an engineer, and to a machine.
//!
//! [`told`] and [`owed`] turn answers and duties into versioned forms that carry everything in both languages, ids and
//! instants included: that is the JSON. [`text`] and [`duty`] say the same forms in one language, as short text. The
//! first line is the answer and what it is about; then each ground with its citation as in force, its sentence, the
//! facts it rests on, how sure we are of the text and how binding it is. Honest words: "not forbidden",
//! never "allowed"; house rules and encouragements are named as such; what was not checked is said.
//!
//! Nothing here decides, and nothing here writes to the terminal but through [`crate::cli::Terminal`].

pub mod account;
pub mod amended;
pub mod asserted;
pub mod attached;
pub mod beside;
pub mod board;
pub mod bulk;
pub mod cased;
pub mod circle;
pub mod coordination;
pub mod declared;
pub mod differing;
pub mod directed;
pub mod directive;
pub mod drill;
pub mod duty;
pub mod error;
pub mod figures;
pub mod flood;
pub mod found;
pub mod happened;
pub mod hint;
pub mod home;
pub mod id;
pub mod join;
pub mod known;
mod lines;
pub mod listed;
pub mod meeting;
pub mod mine;
pub mod notices;
pub mod opened;
pub mod organisation;
pub mod ours;
pub mod outline;
pub mod over;
pub mod owed;
pub mod plan;
pub mod queue;
pub mod recorded;
pub mod register;
pub mod reportability;
pub mod rule;
pub mod same;
pub mod schema;
pub mod sheet;
pub mod shown;
pub mod single;
pub mod source;
pub mod taking_back;
pub mod text;
pub mod then;
pub mod told;
pub mod transfer;
pub mod triage;
mod witness;
pub mod work;

#[cfg(test)]
mod tests;

pub use lines::Page;

use jiff::tz::TimeZone;
use jiff::{RoundMode, Timestamp, TimestampRound, Unit};
use tidegate_law::time::written_in;
use tidegate_law::{Adoption, Book, Finding, Language, Names, Words};

/// The book, the office and the instant of an answer, with the names of the two sides.
#[derive(Debug, Clone, Copy)]
pub struct Basis<'b> {
    /// The book that answered.
    pub book: &'b Book,
    /// House rules switched on and positions adopted.
    pub adoption: &'b Adoption,
    /// The instant asked about.
    pub at: Timestamp,
    /// How the two sides are called.
    pub names: &'b Names,
}

impl Basis<'_> {
    /// A fact with its value as a sentence in both languages.
    #[must_use]
    pub fn words(&self, finding: &Finding) -> Words {
        Words {
            en: self.book.say(finding, self.names, Language::English),
            zh: self.book.say(finding, self.names, Language::Chinese),
        }
    }
}

/// An instant for people, to the second: `2021-11-24 09:00 +08:00`. JSON has it whole.
#[must_use]
pub fn instant(at: Timestamp, zone: &TimeZone) -> String {
    let round = TimestampRound::new().smallest(Unit::Second).mode(RoundMode::Floor);
    written_in(at.round(round).unwrap_or(at), zone)
}

//! How answers are said: to a lawyer, to an engineer, and to a machine.
//!
//! [`told`] and [`owed`] turn answers and duties into versioned forms that carry everything in both languages, ids and
//! instants included: that is the JSON. [`text`] and [`duty`] say the same forms in one language, as short text. The
//! first line is the answer and what it is about; then each ground with its citation as in force, its sentence, the
//! facts it rests on, how sure we are of the text and how binding it is. Honest words (DESIGN 3.17): "not forbidden",
//! never "allowed"; house rules and encouragements are named as such; what was not checked is said.
//!
//! Nothing here decides, and nothing here writes to the terminal but through [`crate::cli::Terminal`].

pub mod duty;
pub mod id;
mod lines;
pub mod owed;
pub mod rule;
pub mod text;
pub mod told;
mod witness;

pub use lines::Page;

use jiff::Timestamp;
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

//! A condition as an outline: what must all hold, and of what one is enough. A long rule is read like a list in a
//! statute, not like a formula.

use serde::{Deserialize, Serialize};
use tidegate_law::{Book, Condition, Language, Names, Words};

use super::schema::Bilingual;
/// A condition as an outline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Outline {
    /// All of these hold.
    All {
        /// The parts.
        #[schema(no_recursion)]
        parts: Vec<Outline>,
    },
    /// At least one of these holds.
    Any {
        /// The parts.
        #[schema(no_recursion)]
        parts: Vec<Outline>,
    },
    /// This holds.
    So {
        /// The sentence.
        #[schema(value_type = Bilingual)]
        words: Words,
    },
}

/// The outline of a condition; negations are carried down to the single facts.
#[must_use]
pub fn outline(book: &Book, condition: &Condition, names: &Names) -> Outline {
    drawn(book, condition, names, false)
}

fn drawn(book: &Book, condition: &Condition, names: &Names, negated: bool) -> Outline {
    match condition {
        Condition::Not(part) => drawn(book, part, names, !negated),
        Condition::All(parts) | Condition::Any(parts) => {
            let every = matches!(condition, Condition::All(_)) != negated;
            let mut list = Vec::new();
            for part in parts {
                match drawn(book, part, names, negated) {
                    Outline::All { parts } if every => list.extend(parts),
                    Outline::Any { parts } if !every => list.extend(parts),
                    one => list.push(one),
                }
            }
            match (list.pop(), list.is_empty()) {
                (Some(only), true) => only,
                (last, _) => {
                    list.extend(last);
                    if every { Outline::All { parts: list } } else { Outline::Any { parts: list } }
                }
            }
        }
        Condition::Is { .. } | Condition::Constant(_) => {
            let single = if negated {
                Condition::Not(Box::new(condition.clone()))
            } else {
                condition.clone()
            };
            let said = |language| book.say_condition(&single, names, language);
            Outline::So {
                words: Words { en: said(Language::English), zh: said(Language::Chinese) },
            }
        }
    }
}

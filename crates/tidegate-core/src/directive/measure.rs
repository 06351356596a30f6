//! One thing that a directive asks for.

use std::fmt;

use jiff::Timestamp;
use serde::de::{self, MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What sort of thing is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureKind {
    /// Remove the flaw.
    Repair,
    /// Lessen what it can do.
    Mitigate,
    /// Tell the users.
    NotifyUsers,
    /// Supply the product no longer until it is repaired.
    WithdrawFromSupply,
    /// Report back.
    ReportBack,
    /// Something else, which the text says.
    Other,
}

impl MeasureKind {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Repair,
        Self::Mitigate,
        Self::NotifyUsers,
        Self::WithdrawFromSupply,
        Self::ReportBack,
        Self::Other,
    ];

    /// The word for it in stored forms and in addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Repair => "repair",
            Self::Mitigate => "mitigate",
            Self::NotifyUsers => "notify_users",
            Self::WithdrawFromSupply => "withdraw_from_supply",
            Self::ReportBack => "report_back",
            Self::Other => "other",
        }
    }

    /// The kind of that word, if there is one.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// One thing that a directive asks for. A measure in words alone is written as a text, the form of the first records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// What sort of thing.
    pub kind: MeasureKind,
    /// What, in words.
    pub text: String,
    /// Until when, where it has a time of its own.
    pub due: Option<Timestamp>,
}

impl Measure {
    /// A measure in words alone.
    pub fn in_words(text: impl Into<String>) -> Self {
        Self { kind: MeasureKind::Other, text: text.into(), due: None }
    }
}

/// A measure with its kind, as it is stored.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    kind: MeasureKind,
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    due: Option<Timestamp>,
}

impl Serialize for Measure {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self { kind, text, due } = self;
        match (kind, due) {
            (MeasureKind::Other, None) => to.serialize_str(text),
            _ => Stored { kind: *kind, text: text.clone(), due: *due }.serialize(to),
        }
    }
}

impl<'de> Deserialize<'de> for Measure {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Either;

        impl<'de> Visitor<'de> for Either {
            type Value = Measure;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a measure: a text, or its kind with a text")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Measure, E> {
                Ok(Measure::in_words(text))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Measure, A::Error> {
                let Stored { kind, text, due } =
                    Stored::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Measure { kind, text, due })
            }
        }

        from.deserialize_any(Either)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measure_in_words_stays_the_text_it_was_and_others_carry_their_kind() {
        for (form, measure) in [
            ("\"provide a fixed firmware\"", Measure::in_words("provide a fixed firmware")),
            (
                "{\"kind\":\"repair\",\"text\":\"firmware\",\"due\":\"2026-12-01T00:00:00Z\"}",
                Measure {
                    kind: MeasureKind::Repair,
                    text: "firmware".to_owned(),
                    due: Some("2026-12-01T00:00:00Z".parse().unwrap()),
                },
            ),
        ] {
            assert_eq!(serde_json::from_str::<Measure>(form).unwrap(), measure);
            assert_eq!(serde_json::to_string(&measure).unwrap(), form);
        }
        for bad in ["7", "{\"kind\":\"rob\",\"text\":\"x\"}", "{\"text\":\"x\"}"] {
            assert!(serde_json::from_str::<Measure>(bad).is_err(), "{bad}");
        }
    }
}

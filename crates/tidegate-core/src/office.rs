//! An office: who runs this desk, and owns its cases, keys and log.
//!
//! Nothing crosses offices except a dispatch that arrives as a report. The office adopts positions on what the law
//! leaves open and switches house statutes on; it never changes a statute.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use tidegate_law::{FactName, FactValue};

use crate::id::OfficeId;
use crate::place::Jurisdiction;
use crate::word::shown;

/// Who runs this desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// Its id.
    pub id: OfficeId,
    /// Its name.
    pub name: Bilingual,
    /// Where it is.
    pub jurisdiction: Jurisdiction,
    /// The zone in which its days begin.
    pub zone: Zone,
    /// The house statutes that it has switched on, by the key of the statute file, such as `house/cn-practice`.
    #[serde(default)]
    pub house_statutes: BTreeSet<String>,
    /// Its positions on readings of the law; the last one on a fact counts.
    #[serde(default)]
    pub positions: Vec<Position>,
    /// Where it keeps what it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub residency: Option<Residency>,
}

impl Office {
    /// The position on `reading` that was adopted on `day` or last before it.
    pub fn position(&self, reading: &FactName, day: Date) -> Option<&Position> {
        self.positions
            .iter()
            .filter(|position| position.fact == *reading && position.adopted <= day)
            .max_by_key(|position| position.adopted)
    }
}

/// A name in the two languages of the product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// In English.
    pub en: String,
    /// In Simplified Chinese.
    pub zh: String,
}

/// What an office holds to be the right reading of a text that is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// The reading, such as `rmsv_q8a`.
    pub fact: FactName,
    /// The value held to be right, such as `overseas`.
    pub value: FactValue,
    /// The day of adoption, in the office's zone.
    pub adopted: Date,
    /// Who adopted it, by name.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// Where an office says that content and keys are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Residency {
    /// Where content lies.
    pub content_in: Jurisdiction,
    /// Where the keys lie.
    pub keys_in: Jurisdiction,
    /// The day of the declaration, in the office's zone.
    pub declared: Date,
    /// Who declared it, by name.
    pub by: String,
}

/// The IANA name of a time zone, such as `Asia/Shanghai`; known to the database that is compiled in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zone(String);

/// A text names no time zone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no time zone `{0}`; use an IANA name such as `Asia/Shanghai`")]
pub struct NoSuchZone(String);

impl NoSuchZone {
    /// What was written instead.
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl Zone {
    /// The name.
    pub fn name(&self) -> &str {
        &self.0
    }

    /// The zone itself.
    pub fn rules(&self) -> TimeZone {
        // INVARIANT: the name was found in the compiled-in database when this was made.
        tidegate_law::time::zone(&self.0).unwrap_or(TimeZone::UTC)
    }
}

impl std::str::FromStr for Zone {
    type Err = NoSuchZone;

    fn from_str(text: &str) -> Result<Self, NoSuchZone> {
        let known = text.len() <= 64 && tidegate_law::time::zone(text).is_ok();
        if known { Ok(Self(text.to_owned())) } else { Err(NoSuchZone(shown(text))) }
    }
}

impl TryFrom<String> for Zone {
    type Error = NoSuchZone;

    fn try_from(text: String) -> Result<Self, NoSuchZone> {
        text.parse()
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_position_of_the_day_counts() {
        let held = |value: &str, adopted: &str| Position {
            fact: FactName::new("rmsv_q8a"),
            value: FactValue::symbol(value),
            adopted: adopted.parse().unwrap(),
            by: "Wang".into(),
            reason: "counsel's memo".into(),
        };
        let office = Office {
            id: OfficeId::from_bytes([1; 16]),
            name: Bilingual { en: "Desk".into(), zh: "台".into() },
            jurisdiction: Jurisdiction::CN,
            zone: "Asia/Shanghai".parse().unwrap(),
            house_statutes: BTreeSet::new(),
            positions: vec![held("overseas", "2026-02-01"), held("not_overseas", "2026-06-01")],
            residency: None,
        };
        let on = |day: &str| {
            let held = office.position(&FactName::new("rmsv_q8a"), day.parse().unwrap());
            held.map(|position| position.value.to_string())
        };
        assert_eq!(on("2026-01-31"), None);
        assert_eq!(on("2026-05-31").as_deref(), Some("overseas"));
        assert_eq!(on("2026-06-01").as_deref(), Some("not_overseas"));
        assert!("Mars/Olympus".parse::<Zone>().is_err());
        let json = serde_json::to_string(&office).unwrap();
        assert_eq!(serde_json::from_str::<Office>(&json).unwrap(), office);
    }
}

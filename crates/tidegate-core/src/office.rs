//! An office: who runs this desk, and owns its cases, keys and log.
//!
//! Nothing crosses offices except a dispatch that arrives as a report. The office adopts positions on what the law
//! leaves open and switches house statutes on; it never changes a statute.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use tidegate_law::{FactName, FactValue};

use crate::digest::{Digest, NotCanonical, canonical_digest};
use crate::id::{OfficeId, PartyId};
use crate::place::Jurisdiction;
use crate::word::{AuthorityKey, shown};

mod change;
mod reception;
mod work;

pub use change::{Change, Changed, GoodFaith};
pub use reception::{Filing, Reception};
pub use work::{ListedTask, Queue, TaskList, is_line, is_name, is_word};

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
    /// The house statutes that it switched on when it was set up, by the key of the statute file, such as `house/cn-practice`.
    #[serde(default)]
    pub house_statutes: BTreeSet<String>,
    /// The positions on readings of the law that it took when it was set up; the last one on a fact counts.
    #[serde(default)]
    pub positions: Vec<Position>,
    /// What it decided about itself since, in the order of recording; added to and never edited.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// Where it keeps what it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub residency: Option<Residency>,
}

impl Office {
    /// The office as a party of its cases.
    pub fn party(&self) -> PartyId {
        PartyId::from_bytes(*self.id.as_bytes())
    }

    /// The positions that count at an instant, oldest first; the last one on a reading stands.
    pub fn positions_at(&self, at: Timestamp) -> Vec<Position> {
        let day = self.day(at);
        let founding = self.positions.iter().filter(|position| position.adopted <= day).cloned();
        let mut positions: Vec<Position> = founding.collect();
        positions.sort_by_key(|position| position.adopted);
        positions.extend(self.counting(at).filter_map(|change| match &change.what {
            Changed::Position { fact, value } => Some(Position {
                fact: fact.clone(),
                value: value.clone(),
                adopted: change.from,
                by: change.by.clone(),
                reason: change.reason.clone(),
            }),
            Changed::House { .. }
            | Changed::Authority { .. }
            | Changed::GoodFaith { .. }
            | Changed::Reports { .. }
            | Changed::Filed(_)
            | Changed::FilingEnded
            | Changed::Names { .. }
            | Changed::Queue { .. }
            | Changed::Tasks { .. } => None,
        }));
        positions
    }

    /// The house statutes that are on at an instant.
    pub fn house_at(&self, at: Timestamp) -> BTreeSet<String> {
        let mut house = self.house_statutes.clone();
        for change in self.counting(at) {
            match &change.what {
                Changed::House { statute, on: true } => drop(house.insert(statute.clone())),
                Changed::House { statute, on: false } => drop(house.remove(statute)),
                Changed::Position { .. }
                | Changed::Authority { .. }
                | Changed::GoodFaith { .. }
                | Changed::Reports { .. }
                | Changed::Filed(_)
                | Changed::FilingEnded
                | Changed::Names { .. }
                | Changed::Queue { .. }
                | Changed::Tasks { .. } => {}
            }
        }
        house
    }

    /// Which authority of the register the office is at an instant; none where it is none, or never said so.
    pub fn authority_at(&self, at: Timestamp) -> Option<&AuthorityKey> {
        let said = self.counting(at).filter_map(|change| {
            let Changed::Authority { key } = &change.what else { return None };
            Some(key.as_ref())
        });
        said.last().flatten()
    }

    /// What it is called besides its name at an instant.
    pub fn names_at(&self, at: Timestamp) -> &[String] {
        let said = self.counting(at).filter_map(|change| match &change.what {
            Changed::Names { names } => Some(names.as_slice()),
            _ => None,
        });
        said.last().unwrap_or_default()
    }

    /// Whether a name is one of its names at an instant, in whatever case it is written.
    pub fn goes_by(&self, name: &str, at: Timestamp) -> bool {
        let wanted = crate::organisation::folded(name);
        let own = [&self.name.en, &self.name.zh].into_iter().chain(self.names_at(at));
        !wanted.is_empty() && own.into_iter().any(|own| crate::organisation::folded(own) == wanted)
    }

    /// The terms of good faith that stand at an instant; none where the office made none, or took them back.
    pub fn good_faith_at(&self, at: Timestamp) -> Option<GoodFaith<'_>> {
        let said = self.counting(at).filter_map(|change| {
            let Changed::GoodFaith { terms } = &change.what else { return None };
            Some((change, terms.as_ref()))
        });
        let (change, terms) = said.last()?;
        Some(GoodFaith { terms: terms?, since: change.begins(&self.zone.rules()), by: &change.by })
    }

    /// The terms of good faith with that digest, whether they still stand or not.
    pub fn good_faith_of(&self, digest: Digest) -> Option<&Bilingual> {
        let mut all = self.changes.iter().filter_map(|change| {
            let Changed::GoodFaith { terms } = &change.what else { return None };
            terms.as_ref()
        });
        all.find(|terms| terms.digest().is_ok_and(|known| known == digest))
    }

    /// The day of an instant in the office's zone.
    pub fn day(&self, at: Timestamp) -> Date {
        at.to_zoned_datetime(self.zone.rules()).date()
    }

    /// The changes that count at an instant, in the order in which they began to; at once, in that of recording.
    fn counting(&self, at: Timestamp) -> impl Iterator<Item = &Change> {
        let (day, zone) = (self.day(at), self.zone.rules());
        let mut counting: Vec<&Change> =
            self.changes.iter().filter(|change| change.counts(at, day)).collect();
        counting.sort_by_key(|change| change.begins(&zone));
        counting.into_iter()
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

impl Bilingual {
    /// The digest of both texts.
    ///
    /// # Errors
    /// Where the form cannot be made canonical, which its types exclude.
    pub fn digest(&self) -> Result<Digest, NotCanonical> {
        canonical_digest(self)
    }
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
    fn what_counts_is_what_was_adopted_by_then() {
        let held = |value: &str, adopted: &str| Position {
            fact: FactName::new("rmsv_q8a"),
            value: FactValue::symbol(value),
            adopted: adopted.parse().unwrap(),
            by: "Wang".into(),
            reason: "counsel's memo".into(),
        };
        let positions = vec![held("overseas", "2026-02-01"), held("not_overseas", "2026-06-01")];
        let mut office = Office { positions, ..office() };
        let held = |office: &Office, instant: &str| {
            let held = office.positions_at(at(instant));
            held.last().map(|position| position.value.to_string())
        };
        let on = |day: &str| held(&office, &format!("{day}T04:00:00Z"));
        assert_eq!(on("2026-01-31"), None);
        assert_eq!(on("2026-05-31").as_deref(), Some("overseas"));
        assert_eq!(on("2026-06-01").as_deref(), Some("not_overseas"));
        let value = FactValue::symbol("overseas");
        let back = Changed::Position { fact: FactName::new("rmsv_q8a"), value };
        let switch = |on| Changed::House { statute: "house-cn-practice".into(), on };
        office.changes = vec![
            change(switch(true), "2026-07-01T01:00:00Z", "2026-07-01"),
            change(back, "2026-07-01T02:00:00Z", "2026-07-01"),
            change(switch(false), "2026-07-02T02:00:00Z", "2026-08-01"),
        ];
        // To the second on the day itself; from the first instant of a later day in the office's zone.
        assert_eq!(held(&office, "2026-07-01T01:59:59Z").as_deref(), Some("not_overseas"));
        assert_eq!(held(&office, "2026-07-01T02:00:00Z").as_deref(), Some("overseas"));
        assert!(office.house_at(at("2026-07-01T00:59:59Z")).is_empty());
        assert_eq!(office.house_at(at("2026-07-31T15:59:59Z")).len(), 1);
        assert!(office.house_at(at("2026-07-31T16:00:00Z")).is_empty());
        assert!("Mars/Olympus".parse::<Zone>().is_err());
        let json = serde_json::to_string(&office).unwrap();
        assert_eq!(serde_json::from_str::<Office>(&json).unwrap(), office);
    }
    fn office() -> Office {
        Office {
            id: OfficeId::from_bytes([1; 16]),
            name: Bilingual { en: "Desk".into(), zh: "台".into() },
            jurisdiction: Jurisdiction::CN,
            zone: "Asia/Shanghai".parse().unwrap(),
            house_statutes: BTreeSet::new(),
            positions: Vec::new(),
            changes: Vec::new(),
            residency: None,
        }
    }

    fn at(instant: &str) -> Timestamp {
        instant.parse().unwrap()
    }

    fn change(what: Changed, recorded: &str, from: &str) -> Change {
        Change {
            what,
            recorded: at(recorded),
            from: from.parse().unwrap(),
            by: "Wang".into(),
            reason: "a ruling of the court".into(),
        }
    }

    #[test]
    fn it_goes_by_each_of_its_names_from_the_instant_on_at_which_it_says_so() {
        let mut office = office();
        let names = |names: &[&str]| Changed::Names {
            names: names.iter().map(|name| (*name).to_owned()).collect(),
        };
        office.changes = vec![
            change(names(&["Nordhafen", "北港"]), "2026-07-01T01:00:00Z", "2026-07-01"),
            change(names(&["Hafenwerk"]), "2026-08-01T01:00:00Z", "2026-08-01"),
        ];
        let by = |name: &str, instant: &str| office.goes_by(name, at(instant));
        assert!(by("desk", "2026-06-01T00:00:00Z") && by("台", "2026-06-01T00:00:00Z"));
        assert!(!by("Nordhafen GmbH", "2026-06-01T00:00:00Z"));
        assert!(by("Nordhafen GmbH", "2026-07-02T00:00:00Z") && by("北港", "2026-07-02T00:00:00Z"));
        assert!(
            !by("Nordhafen", "2026-08-02T00:00:00Z") && by("HAFENWERK AG", "2026-08-02T00:00:00Z")
        );
        assert!(!by("", "2026-08-02T00:00:00Z") && !by("Nord", "2026-07-02T00:00:00Z"));
    }

    #[test]
    fn terms_and_the_authority_count_from_their_recording_until_they_are_taken_back() {
        let mut office = office();
        assert_eq!(office.good_faith_at(at("2027-01-01T00:00:00Z")), None);
        let promise = |text: &str| Bilingual { en: text.into(), zh: text.into() };
        let terms = |text: Option<&str>| Changed::GoodFaith { terms: text.map(promise) };
        office.changes.extend([
            change(terms(Some("no suit")), "2026-08-01T00:00:00Z", "2026-08-01"),
            change(terms(Some("no suit, no letter")), "2026-08-02T00:00:00Z", "2026-09-01"),
            change(terms(None), "2026-10-01T00:00:00Z", "2026-10-01"),
        ]);
        let said = |instant: &str| office.good_faith_at(at(instant)).map(|said| &*said.terms.en);
        assert_eq!(
            said("2026-07-31T23:59:59Z"),
            None,
            "terms never count before they are recorded"
        );
        assert_eq!(said("2026-08-31T15:59:59Z"), Some("no suit"));
        assert_eq!(said("2026-08-31T16:00:00Z"), Some("no suit, no letter"));
        assert_eq!(said("2026-10-01T00:00:00Z"), None, "taken back");
        let is =
            |key: Option<&str>| Changed::Authority { key: key.map(|key| key.parse().unwrap()) };
        office.changes.extend([
            change(is(Some("cn_miit")), "2026-10-02T00:00:00Z", "2026-10-02"),
            change(is(None), "2026-11-01T00:00:00Z", "2026-11-01"),
        ]);
        let is = |instant: &str| office.authority_at(at(instant)).map(ToString::to_string);
        assert_eq!(is("2026-10-01T23:59:59Z"), None);
        assert_eq!(is("2026-10-31T00:00:00Z").as_deref(), Some("cn_miit"));
        assert_eq!(is("2026-11-01T00:00:00Z"), None);
        let shown = promise("no suit");
        assert_eq!(office.good_faith_of(shown.digest().unwrap()), Some(&shown));
        assert_eq!(office.good_faith_of(promise("another").digest().unwrap()), None);
    }
}

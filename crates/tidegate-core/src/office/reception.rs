//! What reports an office takes in, and the filing of the platform through which it does.
//!
//! Both are among what an office decides about itself. Whether it may collect at all is not decided here: the book is
//! asked, with what stands here as facts.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Changed, Office};

/// Whose products the reports are about that an office takes in, and by which way they come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reception {
    /// Through a form, about its own products, networks and systems, and no others.
    Own,
    /// Through a public form, about the products of others.
    Public,
    /// By hand, from letters and calls: there is no form.
    ByHand,
}

impl Reception {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Own, Self::Public, Self::ByHand];

    /// The word for it, as it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Public => "public",
            Self::ByHand => "by-hand",
        }
    }
}

/// The filing of a collection platform with an authority, as the office records it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Filing {
    /// The number under which it is filed.
    pub number: String,
    /// With whom, by the key of the book, such as `cn_miit`.
    pub authority: String,
    /// The day of the filing.
    pub filed: Date,
}

/// The authority with which RMSV 10(1) has platforms filed, by its key in the book.
const MIIT: &str = "cn_miit";

impl Office {
    /// What reports it takes in at an instant, if that was said.
    pub fn reception_at(&self, at: Timestamp) -> Option<Reception> {
        let said = self.counting(at).filter_map(|change| match &change.what {
            Changed::Reports { about } => Some(*about),
            Changed::Position { .. }
            | Changed::House { .. }
            | Changed::Authority { .. }
            | Changed::GoodFaith { .. }
            | Changed::Filed(_)
            | Changed::FilingEnded
            | Changed::Names { .. }
            | Changed::Queue { .. }
            | Changed::Tasks { .. } => None,
        });
        said.last()
    }

    /// The filing of its platform that counts at an instant.
    pub fn filing_at(&self, at: Timestamp) -> Option<&Filing> {
        let said = self.counting(at).filter_map(|change| match &change.what {
            Changed::Filed(filing) => Some(Some(filing)),
            Changed::FilingEnded => Some(None),
            Changed::Position { .. }
            | Changed::House { .. }
            | Changed::Authority { .. }
            | Changed::GoodFaith { .. }
            | Changed::Reports { .. }
            | Changed::Names { .. }
            | Changed::Queue { .. }
            | Changed::Tasks { .. } => None,
        });
        said.last().flatten()
    }

    /// Whether its platform is filed with MIIT at an instant: the fact of the book that says so.
    pub fn is_filed_at(&self, at: Timestamp) -> bool {
        self.filing_at(at).is_some_and(|filing| filing.authority == MIIT)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Bilingual, Change};
    use super::*;
    use crate::id::OfficeId;
    use crate::place::Jurisdiction;

    #[test]
    fn what_was_said_last_counts_and_a_filing_counts_until_it_ends() {
        let at = |instant: &str| -> Timestamp { instant.parse().unwrap() };
        let change = |what: Changed, recorded: &str, from: &str| Change {
            what,
            recorded: at(recorded),
            from: from.parse().unwrap(),
            by: "Wang".into(),
            reason: "so it is".into(),
        };
        let about = |about| Changed::Reports { about };
        let filed = |authority: &str| {
            let (number, authority) = ("0123".to_owned(), authority.to_owned());
            Changed::Filed(Filing { number, authority, filed: "2026-06-30".parse().unwrap() })
        };
        let office = Office {
            id: OfficeId::from_bytes([1; 16]),
            name: Bilingual { en: "Desk".into(), zh: "台".into() },
            jurisdiction: Jurisdiction::CN,
            zone: "Asia/Shanghai".parse().unwrap(),
            house_statutes: Default::default(),
            positions: Vec::new(),
            changes: vec![
                change(about(Reception::Own), "2026-07-01T03:00:00Z", "2026-07-01"),
                change(about(Reception::Public), "2026-07-01T04:00:00Z", "2026-07-01"),
                change(filed("cn_miit"), "2026-07-01T05:00:00Z", "2026-07-03"),
                change(Changed::FilingEnded, "2026-07-04T00:00:00Z", "2026-07-04"),
                change(filed("cn_mps"), "2026-07-05T00:00:00Z", "2026-07-05"),
            ],
            residency: None,
        };
        let reception = |instant: &str| office.reception_at(at(instant));
        assert_eq!(reception("2026-07-01T02:59:59Z"), None);
        assert_eq!(reception("2026-07-01T03:59:59Z"), Some(Reception::Own));
        assert_eq!(reception("2026-07-01T04:00:00Z"), Some(Reception::Public));
        // From the first instant of the third of July in Shanghai until the end was recorded.
        let filed = |instant: &str| office.is_filed_at(at(instant));
        assert!(!filed("2026-07-02T15:59:59Z") && filed("2026-07-02T16:00:00Z"));
        assert!(filed("2026-07-03T23:59:59Z") && !filed("2026-07-04T00:00:00Z"));
        assert_eq!(office.filing_at(at("2026-07-04T00:00:00Z")), None);
        assert!(!filed("2026-07-05T00:00:00Z"), "another authority is not MIIT");
        let json = serde_json::to_string(&office).unwrap();
        assert_eq!(serde_json::from_str::<Office>(&json).unwrap(), office);
        assert!(
            json.contains(r#"{"reports":{"about":"own"}}"#) && json.contains(r#""filing-ended""#)
        );
    }
}

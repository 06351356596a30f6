//! What an office decides about itself: positions, house rules that go on or off, which reports it takes in, the filing
//! of its platform, what else it is called, which authority it is, what it promises to whoever reports in good faith, and the queues and lists of
//! tasks of its own work.
//!
//! Changes are added and never replaced. Each counts from the instant at which it was recorded, or from a later day: a
//! decision of an earlier instant is answered again under what counted then, to the second.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use tidegate_law::{FactName, FactValue};

use super::{Bilingual, Filing, Reception, TaskList};
use crate::word::AuthorityKey;

/// A decision of an office about itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// What is changed.
    pub what: Changed,
    /// When it was recorded. It never counts before.
    pub recorded: Timestamp,
    /// The day from whose beginning it counts, in the office's zone; that of recording or later.
    pub from: Date,
    /// Who decided it, by name.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// What an office may change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Changed {
    /// The position on a reading.
    Position {
        /// The reading, such as `rmsv_q8a`.
        fact: FactName,
        /// The value held to be right.
        value: FactValue,
    },
    /// House rules by the key of their file, switched on or off.
    House {
        /// The key, such as `house-cn-practice`.
        statute: String,
        /// Whether they are on from then.
        on: bool,
    },
    /// Whose products the reports are about that it takes in.
    Reports {
        /// Whose, and by which way they come.
        about: Reception,
    },
    /// Its collection platform is filed with an authority.
    Filed(Filing),
    /// The filing of its platform does not count any more.
    FilingEnded,
    /// Which authority of the register the office is, or that it is none. What reaches it then reaches whom the register
    /// makes that authority pass it on to.
    Authority {
        /// The key, such as `cn_miit`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        key: Option<AuthorityKey>,
    },
    /// What the office promises to whoever reports in good faith, or that it promises nothing any more.
    GoodFaith {
        /// The terms.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        terms: Option<Bilingual>,
    },
    /// What the office is called besides its name: brands, forms of its firm. Each time the whole list.
    Names {
        /// The names.
        names: Vec<String>,
    },
    /// A queue in which cases wait, or that there is none of this word any more.
    Queue {
        /// The word, such as `triage`.
        word: String,
        /// What it is called.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<Bilingual>,
    },
    /// A list of tasks that are set in a case at once, or that there is none of this word any more.
    Tasks {
        /// The word, such as `coordinated-disclosure`.
        word: String,
        /// The list.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        list: Option<TaskList>,
    },
}

/// The terms of good faith that stand at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GoodFaith<'o> {
    /// The terms.
    pub terms: &'o Bilingual,
    /// Since when they stand.
    pub since: Timestamp,
    /// Who decided them, by name.
    pub by: &'o str,
}

impl Change {
    /// Whether it counts at an instant; `day` is the day of that instant in the office's zone.
    pub(super) fn counts(&self, at: Timestamp, day: Date) -> bool {
        self.recorded <= at && self.from <= day
    }

    /// The first instant at which it counts.
    pub fn begins(&self, zone: &TimeZone) -> Timestamp {
        let midnight = self.from.to_zoned_datetime(zone.clone());
        midnight.map_or(self.recorded, |begins| begins.timestamp().max(self.recorded))
    }
}

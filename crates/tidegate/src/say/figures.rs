//! Figures of an office in the form in which they are told: for its own people whole, for the public as counts in which
//! nobody can be found.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_law::Words;

use super::board::row;
use super::schema::Bilingual;
use crate::standing::kept::Tally;
use crate::standing::months::Month;
use crate::words::Voice;

/// Below this, and above nothing, a count of the public report is not shown: so few can be recognised.
pub const FEW: u64 = 5;

/// The figures of an office.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FiguresTold {
    /// The version of this form.
    pub version: u32,
    /// The instant at which they are told.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Whether cases that changed a moment ago are still to be counted.
    pub behind: bool,
    /// The months, the first first.
    pub months: Vec<MonthTold>,
    /// The binding duties of the cases of these months, by statute.
    pub regimes: Vec<RegimeTold>,
    /// How many cases are held: reported, not published, not ended.
    pub held: u64,
    /// Since when the oldest of these.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub held_since: Option<Timestamp>,
}

/// A month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct MonthTold {
    /// Such as `2026-11`, in the office's zone.
    pub month: String,
    /// How many cases began with a report in it.
    pub received: u64,
    /// How many of these were acknowledged.
    pub acknowledged: u64,
    /// After how many minutes, of half of these.
    pub to_acknowledge: Option<u64>,
    /// For how many of them a remedy is known to have been provided.
    pub repaired: u64,
    /// After how many minutes, of half of these.
    pub to_repair: Option<u64>,
    /// How many of them are held.
    pub held: u64,
    /// How many of their binding duties are over without evidence.
    pub over: u64,
}

impl From<&Month> for MonthTold {
    fn from(month: &Month) -> Self {
        Self {
            month: month.month.clone(),
            received: month.received,
            acknowledged: month.acknowledged,
            to_acknowledge: month.to_acknowledge,
            repaired: month.repaired,
            to_repair: month.to_repair,
            held: month.held,
            over: month.regimes.values().map(|tally| tally.over).sum(),
        }
    }
}

/// The binding duties under one statute.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct RegimeTold {
    /// The statute, by its id.
    pub regime: String,
    /// How it is cited.
    #[schema(value_type = Bilingual)]
    pub short: Words,
    /// What became of them.
    pub duties: Tally,
}

/// The months as a table for spreadsheets.
#[must_use]
pub fn table(told: &FiguresTold, voice: &Voice) -> String {
    let mut table = row(HEADS.map(|head| voice.say(head)));
    let hours = |minutes: Option<u64>| minutes.map(hours).unwrap_or_default();
    for month in &told.months {
        table.push_str(&row([
            month.month.clone(),
            month.received.to_string(),
            month.acknowledged.to_string(),
            hours(month.to_acknowledge),
            month.repaired.to_string(),
            hours(month.to_repair),
            month.held.to_string(),
            month.over.to_string(),
        ]));
    }
    table
}

/// The heads of the table of months.
pub const HEADS: [&str; 8] = [
    "figures-head-month",
    "figures-received",
    "figures-acknowledged",
    "figures-to-acknowledge",
    "figures-repaired",
    "figures-to-repair",
    "figures-held",
    "figures-over",
];

/// Minutes as hours with one decimal.
#[must_use]
pub fn hours(minutes: u64) -> String {
    let tenths = minutes.saturating_mul(10) / 60;
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// What an office tells the public about a year.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct TransparencyTold {
    /// The version of this form.
    pub version: u32,
    /// The instant at which it is told.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The year, in the office's zone.
    pub year: i16,
    /// How many cases began with a report.
    pub received: Shown,
    /// How many of these were acknowledged.
    pub acknowledged: Shown,
    /// For how many of them a remedy is known to have been provided.
    pub repaired: Shown,
    /// How many of them are held: not published, not ended.
    pub held: Shown,
    /// How many entries the log of the office has.
    pub entries: u64,
    /// The signed checkpoint over these.
    pub checkpoint: Option<String>,
}

/// A count as the public may see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// This many.
    Count(u64),
    /// At least one, and fewer than [`FEW`].
    Few,
    /// It is not shown, since it would tell how few the others are.
    Withheld,
}

impl Shown {
    /// A count by itself.
    #[must_use]
    pub fn of(count: u64) -> Self {
        if count > 0 && count < FEW { Self::Few } else { Self::Count(count) }
    }

    /// A count of a part of a whole. Where the rest is small it would be known by subtraction.
    #[must_use]
    pub fn part(count: u64, whole: u64) -> Self {
        let rest = whole.saturating_sub(count);
        match (Self::of(whole), Self::of(count), Self::of(rest)) {
            (Self::Count(_), Self::Count(count), Self::Count(_)) => Self::Count(count),
            (Self::Count(_), Self::Few, _) => Self::Few,
            _ => Self::Withheld,
        }
    }
}

/// What is counted of a year, as the public may see it: received, acknowledged, repaired, held.
#[must_use]
pub fn shown(months: &[Month]) -> [Shown; 4] {
    let sum = |of: fn(&Month) -> u64| months.iter().map(of).sum::<u64>();
    let received = sum(|month| month.received);
    let part = |count| Shown::part(count, received);
    [
        Shown::of(received),
        part(sum(|month| month.acknowledged)),
        part(sum(|month| month.repaired)),
        part(sum(|month| month.held)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_count_of_a_few_is_shown_nor_one_from_which_it_could_be_told() {
        assert_eq!(Shown::of(0), Shown::Count(0));
        assert_eq!(Shown::of(4), Shown::Few);
        assert_eq!(Shown::of(5), Shown::Count(5));
        assert_eq!(Shown::part(7, 20), Shown::Count(7));
        assert_eq!(Shown::part(20, 20), Shown::Count(20));
        assert_eq!(Shown::part(2, 20), Shown::Few);
        assert_eq!(Shown::part(18, 20), Shown::Withheld, "two were not");
        assert_eq!(Shown::part(0, 3), Shown::Withheld, "of a few nothing is told");
    }

    #[test]
    fn minutes_are_told_as_hours() {
        assert_eq!([hours(0), hours(90), hours(59)], ["0.0", "1.5", "0.9"]);
    }
}

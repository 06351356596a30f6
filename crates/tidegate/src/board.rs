//! The board of deadlines: what is chosen of the clocks that run, and the choices that members keep.
//!
//! A choice stands in the address of the page, so it can be sent to a colleague; it holds words of ours alone. What the
//! board shows is what [`crate::clocks`] keeps: no case is opened for it. The rows are read in [`crate::errand`].

pub mod filters;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use tidegate_core::id::PartyId;
use tidegate_law::Force;

use crate::clocks::kept::RunningClock;

/// Who owes, as far as a list may say it: a party's name is content, and stands in the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Bearer {
    /// This office.
    Office,
    /// Another party of the case.
    Other,
}

impl Bearer {
    /// The words for them in addresses, with the texts that say them.
    pub const ALL: [(Self, &'static str, &'static str); 2] =
        [(Self::Office, "office", "board-by-office"), (Self::Other, "other", "board-by-other")];

    /// Who owes a clock, as an office sees it.
    #[must_use]
    pub fn of(clock: &RunningClock, office: PartyId) -> Self {
        if clock.bearer == office { Self::Office } else { Self::Other }
    }

    /// The text that says it.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::Office => "board-by-office",
            Self::Other => "board-by-other",
        }
    }
}

/// How a clock stands: whether its time is over, and whether it is owed for sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// It is still to come.
    Open,
    /// It is over, without evidence.
    Over,
    /// It is owed for sure.
    Sure,
    /// It is owed only if what is not known turns out so.
    Perhaps,
}

impl Ends {
    /// The words for them in addresses, with the texts that say them.
    pub const ALL: [(Self, &'static str, &'static str); 4] = [
        (Self::Open, "open", "board-open"),
        (Self::Over, "over", "board-over"),
        (Self::Sure, "sure", "board-sure"),
        (Self::Perhaps, "perhaps", "board-perhaps"),
    ];
}

/// The words for how binding a rule is in addresses.
pub const FORCES: [(Force, &str); 4] = [
    (Force::Binding, "binding"),
    (Force::House, "house"),
    (Force::Recommended, "recommended"),
    (Force::Norm, "norm"),
];

/// What is chosen of the board, as an address has it. Empty fields choose nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Written {
    /// A statute, by its id.
    pub regime: String,
    /// How binding: `binding`, `house`, `recommended` or `norm`.
    pub force: String,
    /// Who owes: `office` or `other`.
    pub by: String,
    /// How it stands: `open` or `over` by its time, `sure` or `perhaps` by whether it is owed for sure.
    pub state: String,
    /// From this day on, in the office's zone.
    pub from: String,
    /// Up to and with this day.
    pub until: String,
}

/// What is chosen, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chosen {
    regime: Option<String>,
    force: Option<Force>,
    by: Option<Bearer>,
    ends: Option<Ends>,
    from: Option<Date>,
    until: Option<Date>,
}

/// One of a list of words; none where nothing is chosen, and no answer where it is no word of ours.
fn word<T: Copy>(
    written: &str,
    all: impl IntoIterator<Item = (T, &'static str)>,
) -> Option<Option<T>> {
    if written.is_empty() {
        return Some(None);
    }
    all.into_iter().find(|(_, word)| *word == written).map(|(value, _)| Some(value))
}

fn day(written: &str) -> Option<Option<Date>> {
    if written.is_empty() { Some(None) } else { written.parse().ok().map(Some) }
}

impl Chosen {
    /// Reads a choice; none where a word is not one of ours, or a day is none.
    #[must_use]
    pub fn read(written: &Written) -> Option<Self> {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
        let regime = written.regime.as_str();
        if regime.len() > 60 || !regime.chars().all(plain) {
            return None;
        }
        Some(Self {
            regime: Some(regime.to_owned()).filter(|regime| !regime.is_empty()),
            force: word(&written.force, FORCES)?,
            by: word(&written.by, Bearer::ALL.map(|(by, word, _)| (by, word)))?,
            ends: word(&written.state, Ends::ALL.map(|(ends, word, _)| (ends, word)))?,
            from: day(&written.from)?,
            until: day(&written.until)?,
        })
    }

    /// The span of due times that is chosen: from the first instant on, before the second.
    #[must_use]
    pub fn span(&self, at: Timestamp, zone: &TimeZone) -> (Option<Timestamp>, Option<Timestamp>) {
        let begins =
            |day: Date| day.to_zoned_datetime(zone.clone()).map(|day| day.timestamp()).ok();
        let from = self.from.and_then(begins);
        let until = self.until.and_then(|day| day.tomorrow().ok()).and_then(begins);
        match self.ends {
            None | Some(Ends::Sure | Ends::Perhaps) => (from, until),
            Some(Ends::Open) => (Some(from.map_or(at, |from| from.max(at))), until),
            Some(Ends::Over) => (from, Some(until.map_or(at, |until| until.min(at)))),
        }
    }

    /// Whether a clock is chosen; its due time aside.
    #[must_use]
    pub fn holds(&self, clock: &RunningClock, office: PartyId) -> bool {
        let regime = self.regime.as_deref().is_none_or(|regime| regime == statute(&clock.rule));
        let owed = match self.ends {
            Some(Ends::Sure) => !clock.perhaps,
            Some(Ends::Perhaps) => clock.perhaps,
            None | Some(Ends::Open | Ends::Over) => true,
        };
        regime
            && owed
            && self.force.is_none_or(|force| force == clock.force)
            && self.by.is_none_or(|by| by == Bearer::of(clock, office))
    }
}

/// The statute of a rule, by its id.
#[must_use]
pub fn statute(rule: &str) -> &str {
    rule.split('/').next().unwrap_or(rule)
}

impl Written {
    /// The choice as it stands in an address, without what is empty.
    #[must_use]
    pub fn query(&self) -> Vec<(&'static str, &str)> {
        let all = [
            ("regime", self.regime.as_str()),
            ("force", &self.force),
            ("by", &self.by),
            ("state", &self.state),
            ("from", &self.from),
            ("until", &self.until),
        ];
        all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(name: &str, value: &str) -> Written {
        let pair = serde_urlencoded::to_string([(name, value)]).unwrap();
        serde_urlencoded::from_str(&pair).unwrap()
    }

    #[test]
    fn a_choice_holds_words_of_ours_alone() {
        for (name, value) in [
            ("force", "binding"),
            ("by", "office"),
            ("state", "over"),
            ("state", "perhaps"),
            ("from", "2026-11-02"),
            ("regime", "cn-rmsv"),
        ] {
            assert!(Chosen::read(&written(name, value)).is_some(), "{name}={value}");
        }
        for (name, value) in [
            ("force", "strong"),
            ("by", "Acme"),
            ("state", "maybe"),
            ("from", "soon"),
            ("until", "2026-02-30"),
            ("regime", "<script>"),
        ] {
            assert!(Chosen::read(&written(name, value)).is_none(), "{name}={value}");
        }
    }

    #[test]
    fn days_are_those_of_the_office_and_the_last_one_is_whole() {
        let zone = tidegate_law::time::zone("Asia/Shanghai").unwrap();
        let at: Timestamp = "2026-11-02T09:00:00Z".parse().unwrap();
        let span =
            Written { from: "2026-11-01".into(), until: "2026-11-03".into(), ..Written::default() };
        let chosen = Chosen::read(&span).unwrap();
        let (from, until) = chosen.span(at, &zone);
        assert_eq!(from.unwrap().to_string(), "2026-10-31T16:00:00Z");
        assert_eq!(until.unwrap().to_string(), "2026-11-03T16:00:00Z");
        let open = Chosen::read(&Written { state: "open".into(), ..span.clone() }).unwrap();
        assert_eq!(open.span(at, &zone), (Some(at), until));
        let over = Chosen::read(&Written { state: "over".into(), ..span }).unwrap();
        assert_eq!(over.span(at, &zone), (from, Some(at)));
    }
}

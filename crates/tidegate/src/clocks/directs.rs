//! Which cases have directives or requests: a row for each, so that a list over all of them opens no other case.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::case::Case;
use tidegate_core::id::CaseId;

use crate::desk::Kept;

/// Later than any due time; what has none stands beyond it.
const FAR: i64 = 200_000_000_000_000;

/// That a case has directives or requests: how many, and when something that is open is due first. Nobody's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Directs {
    /// The version of this form.
    pub version: u32,
    /// The case.
    pub case: CaseId,
    /// How many there are.
    pub all: u32,
    /// How many of them still ask for something.
    pub open: u32,
    /// When something of those is due first.
    pub due: Option<Timestamp>,
    /// When the last was issued.
    pub issued: Timestamp,
}

impl Directs {
    /// The row of a case; none where it has neither directives nor requests.
    pub(super) fn of(case: &Case) -> Option<Self> {
        let standings = case.directive_standings();
        let issued = standings.iter().map(|one| one.issued.recorded).max()?;
        let open = || standings.iter().filter(|one| one.awaits.is_open());
        Some(Self {
            version: 1,
            case: case.id(),
            all: u32::try_from(standings.len()).unwrap_or(u32::MAX),
            open: u32::try_from(open().count()).unwrap_or(u32::MAX),
            due: open().filter_map(|one| one.next_due()).min(),
            issued,
        })
    }
}

impl Kept for Directs {
    const ROOM: &'static str = "directs";

    fn name(&self) -> String {
        self.case.to_string()
    }

    /// What is due first comes first; then those that are open without a time, then the others, the last issued first.
    fn due(&self) -> Option<Timestamp> {
        let beyond = if self.open > 0 { FAR } else { FAR.saturating_add(FAR / 4) };
        let beyond = beyond.saturating_sub(self.issued.as_millisecond());
        self.due.or_else(|| Timestamp::from_millisecond(beyond).ok())
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.case)
    }
}

//! The board of deadlines in the form in which it is told, and as a table for spreadsheets.

use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use tidegate_law::{Force, Words};

use super::schema::Bilingual;
use super::{id, instant};
use crate::board::Bearer;
use crate::words::Voice;

/// A part of the board.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct BoardTold {
    /// The version of this form.
    pub version: u32,
    /// The instant at which it is told.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Whether cases that changed a moment ago are still to be put in order.
    pub behind: bool,
    /// How many clocks were looked at, chosen or not.
    pub looked: usize,
    /// The clocks, what is due next first.
    pub clocks: Vec<ClockListed>,
}

/// A clock in a list: clear metadata, and no party, product or content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ClockListed {
    /// The case.
    pub case: String,
    /// Its neutral handle.
    pub handle: String,
    /// The phase of the work.
    pub phase: String,
    /// The rule.
    pub rule: String,
    /// The statute, by its id.
    pub regime: String,
    /// The rule as it is cited.
    #[schema(value_type = Bilingual)]
    pub citation: Words,
    /// What is owed, in one sentence of the book; none where no rule of it asks.
    #[serde(default)]
    #[schema(value_type = Option<Bilingual>)]
    pub duty: Option<Words>,
    /// To whom: capacities and authorities of the book.
    #[serde(default)]
    #[schema(value_type = Vec<Bilingual>)]
    pub to: Vec<Words>,
    /// How binding it is.
    #[schema(value_type = String)]
    pub force: Force,
    /// Who owes.
    pub by: Bearer,
    /// The strict due time.
    #[schema(value_type = String, format = DateTime)]
    pub due: Timestamp,
    /// Whether that is over.
    pub over: bool,
    /// Whether it is owed only if what is not known turns out so.
    #[serde(default)]
    pub perhaps: bool,
}

/// A filter that a member keeps.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FilterTold {
    /// What the member calls it.
    pub name: String,
    /// The choice, as the query of an address.
    pub query: String,
}

/// The filters of a member.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FiltersTold {
    /// The version of this form.
    pub version: u32,
    /// In the order in which they were kept.
    pub filters: Vec<FilterTold>,
}

/// Clocks as a table for spreadsheets (RFC 4180), with a heading in one language.
#[must_use]
pub fn table(clocks: &[ClockListed], voice: &Voice, zone: &TimeZone) -> String {
    let heads = [
        "cases-head-case",
        "board-head-due",
        "board-head-state",
        "board-head-clause",
        "board-head-duty",
        "board-head-to",
        "board-head-force",
        "board-head-by",
        "cases-head-phase",
    ];
    let mut table = row(heads.map(|head| voice.say(head)));
    for clock in clocks {
        table.push_str(&row([
            clock.handle.clone(),
            instant(clock.due, zone),
            voice.say(state(clock)),
            clock.citation.in_language(voice.language()).to_owned(),
            clock
                .duty
                .as_ref()
                .map(|duty| duty.in_language(voice.language()))
                .unwrap_or_default()
                .to_owned(),
            addressees(clock, voice),
            voice.say(id::force(clock.force)),
            voice.say(clock.by.message()),
            voice.say(super::happened::phase(&clock.phase)),
        ]));
    }
    table
}

/// One row of a table for spreadsheets. A cell that a spreadsheet would take for a formula begins with an apostrophe.
#[must_use]
pub fn row<const N: usize>(cells: [String; N]) -> String {
    let mut row = String::new();
    for (place, cell) in cells.iter().enumerate() {
        let comma = if place == 0 { "" } else { "," };
        let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
        let cell = cell.replace('"', "\"\"");
        // Writing to a string does not fail.
        let _written = write!(row, "{comma}\"{guard}{cell}\"");
    }
    row.push_str("\r\n");
    row
}

/// To whom it is owed, in one line.
#[must_use]
pub fn addressees(clock: &ClockListed, voice: &Voice) -> String {
    let to: Vec<&str> = clock.to.iter().map(|to| to.in_language(voice.language())).collect();
    to.join(&voice.say("list-comma"))
}

/// The text of how a clock stands.
#[must_use]
pub fn state(clock: &ClockListed) -> &'static str {
    match (clock.perhaps, clock.over) {
        (false, false) => "board-open",
        (false, true) => "board-over",
        (true, false) => "board-perhaps",
        (true, true) => "board-perhaps-over",
    }
}

#[cfg(test)]
mod tests {
    use super::row;

    #[test]
    fn a_cell_is_quoted_and_never_a_formula() {
        let cells = ["a, \"b\"".to_owned(), "=1+1".to_owned()];
        assert_eq!(row(cells), "\"a, \"\"b\"\"\",\"'=1+1\"\r\n");
    }
}

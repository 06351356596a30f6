//! The clocks of directives: one for each measure that is open, has a time, and whose directive reached its bearer.
//!
//! They stand beside those of the law on the board, in calendars and on the ladder, and are told apart by what they
//! cite: the directive, with the article that makes it binding. A request binds nobody and alerts nobody.

use jiff::Timestamp;
use tidegate_core::case::Case;
use tidegate_core::directive::{DirectiveStanding, Done, MeasureStanding};
use tidegate_law::{Book, DutyState, Force, Words};

use super::kept::RunningClock;
use crate::say::directive::basis_told;
use crate::words::Voice;

/// What the key of such a clock begins with.
const KEY: &str = "directive:";
/// What stands for the rule where a directive cites no article.
const RULE: &str = "directive";

impl RunningClock {
    /// Whether it is the clock of a directive, and none of the law.
    #[must_use]
    pub fn directs(&self) -> bool {
        self.key.starts_with(KEY)
    }
}

/// The clocks of the directives of a case at an instant.
pub(super) fn of_case(book: &Book, case: &Case, at: Timestamp) -> Vec<RunningClock> {
    let standings = case.directive_standings();
    let runs = |one: &&DirectiveStanding<'_>| {
        one.awaits.is_open() && case.directive_reached(one.issued.event)
    };
    standings.iter().filter(runs).flat_map(|one| clocks(book, case, one, at)).collect()
}

fn clocks(
    book: &Book,
    case: &Case,
    standing: &DirectiveStanding<'_>,
    at: Timestamp,
) -> Vec<RunningClock> {
    let issued = standing.issued.event;
    let basis = issued.basis.as_deref();
    let told = basis.map(|basis| basis_told(book, basis, standing.issued.recorded));
    let binds = told.as_ref().is_some_and(|told| told.binds);
    let citation = cited(binds, told.map(|told| told.citation));
    let open = |measure: &&MeasureStanding| matches!(measure.done, Done::Open | Done::SentBack);
    let clock = |measure: &MeasureStanding| {
        let due = measure.due?;
        Some(RunningClock {
            version: 1,
            case: case.id(),
            key: format!("{KEY}{}:{}", issued.directive, measure.number),
            rule: basis.unwrap_or(RULE).to_owned(),
            citation: citation.clone(),
            force: if binds { Force::Binding } else { Force::Recommended },
            bearer: issued.to,
            to: None,
            due,
            perhaps: false,
            state: if due < at { DutyState::NoEvidence } else { DutyState::Open },
        })
    };
    standing.measures.iter().filter(open).filter_map(clock).collect()
}

/// A directive as a clock cites it.
fn cited(binds: bool, basis: Option<Words>) -> Words {
    let title = if binds { "clock-directive" } else { "clock-request" };
    Voice::in_both(|voice| match &basis {
        None => voice.say(title),
        Some(basis) => {
            let basis = basis.in_language(voice.language()).to_owned();
            let title = voice.say(title);
            voice.with("clock-cites", [("title", title.into()), ("basis", basis.into())])
        }
    })
}

//! What merging or splitting comes to, at the terminal.

use jiff::tz::TimeZone;

use crate::cli::{Failure, Terminal};
use crate::say::instant;
use crate::say::join::{ClockMoved, JoinTold};

/// Shows what it comes to.
pub(super) fn weighed(
    told: &JoinTold,
    zone: &TimeZone,
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    let language = terminal.language();
    terminal.title(&format!("{} → {}", told.case.handle, told.other.handle))?;
    let none = terminal.say("join-none");
    for (head, lines) in [("join-goes", &told.goes), ("join-stays", &told.stays)] {
        let head = terminal.say(head);
        terminal.paragraph(&head, 0)?;
        if lines.is_empty() {
            terminal.paragraph(&none, 2)?;
        }
        for line in lines {
            terminal.paragraph(&format!("- {}", line.in_language(language)), 2)?;
        }
    }
    let head = terminal.say("join-clocks");
    terminal.paragraph(&head, 0)?;
    if told.clocks.is_empty() {
        terminal.paragraph(&none, 2)?;
    }
    for clock in &told.clocks {
        let line = moved(clock, zone, terminal);
        terminal.paragraph(&line, 2)?;
    }
    let head = terminal.say("join-finder");
    terminal.paragraph(&head, 0)?;
    terminal.paragraph(told.finder.in_language(language), 2)
}

fn moved(clock: &ClockMoved, zone: &TimeZone, terminal: &Terminal<'_>) -> String {
    let language = terminal.language();
    let time = |at: Option<jiff::Timestamp>| {
        at.map_or_else(|| terminal.say("join-no-time"), |at| instant(at, zone))
    };
    let to = clock.to.as_ref().map(|to| to.in_language(language).to_owned());
    let bearer = clock.bearer.in_language(language).to_owned();
    let who: Vec<String> =
        [Some(bearer), to, clock.product.clone()].into_iter().flatten().collect();
    let citation = clock.citation.in_language(language);
    format!("- {citation} · {} · {} → {}", who.join(" · "), time(clock.before), time(clock.after))
}

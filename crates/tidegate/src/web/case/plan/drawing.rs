//! The time line of a plan: one row for each duty that runs, from the start of its clock to its due time, with the step
//! that meets it or the mark that nothing does.
//!
//! Places are shares of the width and heights are fixed, so that the text keeps its size on any screen. Distances grow
//! with the logarithm of the time between two moments, as on the page of the case.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::super::line::shares;
use crate::say::instant;
use crate::say::plan::{PlanTold, PlannedTold, StandingTold, standing};
use crate::web::Frame;

/// How high a row is.
const ROW: usize = 46;
/// What is left free above the rows for the mark of now.
const TOP: usize = 24;
/// What is left free at either end, in hundredths of the width.
const MARGIN: f64 = 4.0;

/// The drawing.
pub(super) struct Line {
    pub(super) height: usize,
    /// Where the present instant lies.
    pub(super) now: String,
    pub(super) rows: Vec<Row>,
}

/// A duty.
pub(super) struct Row {
    /// The line of its text, and of its bar.
    pub(super) text: usize,
    pub(super) bar: usize,
    pub(super) number_line: usize,
    pub(super) label: String,
    pub(super) title: String,
    /// Where its description stands on the page.
    pub(super) target: String,
    pub(super) start: String,
    pub(super) end: String,
    /// Where it is due.
    pub(super) due: Option<String>,
    /// Where its step lies, with the number.
    pub(super) step: Option<(String, usize)>,
    /// Whether nothing lawful is in time.
    pub(super) blocked: bool,
    /// Whether the plan leaves something to somebody: a decision, another's act, a step that is late.
    pub(super) calm: bool,
}

/// Draws the plan.
pub(super) fn line(plan: &PlanTold, frame: &Frame, zone: &TimeZone) -> Line {
    let rows: Vec<(usize, &PlannedTold)> =
        plan.duties.iter().enumerate().filter(|(_, planned)| runs(planned)).collect();
    let times = instants(plan, rows.iter().map(|(_, planned)| *planned));
    let place = places(&times);
    let several = rows.windows(2).any(|pair| match pair {
        [(_, one), (_, other)] => one.duty.bearer != other.duty.bearer,
        _ => false,
    });
    let row = |(number, (of, planned)): (usize, &(usize, &PlannedTold))| {
        let started = planned.duty.started.as_ref().map_or(plan.at, |start| start.earliest);
        let due = planned.duty.due.as_ref().map(|due| due.strict);
        let step = match &planned.standing {
            StandingTold::Step { number, at, .. } => Some((*at, *number)),
            _ => None,
        };
        let cited = frame.pick(&planned.duty.rule.citation);
        let mut label = cited.to_owned();
        if several {
            label = format!("{} · {label}", frame.pick(&planned.duty.bearer));
        }
        if let Some(due) = due {
            label = format!("{label} · {}", instant(due, zone));
        }
        let top = TOP + number * ROW;
        let stands = standing(planned, frame.voice(), zone);
        Row {
            text: top + 14,
            bar: top + 30,
            number_line: top + 35,
            title: format!("{cited}: {} · {stands}", frame.pick(&planned.duty.rule.sentence)),
            label,
            target: match step {
                Some((_, number)) => format!("#step-{number}"),
                None => format!("#duty-{of}"),
            },
            start: place(started),
            end: place(due.unwrap_or(plan.at).max(plan.at)),
            due: due.map(&place),
            step: step.map(|(at, number)| (place(at), number)),
            blocked: matches!(planned.standing, StandingTold::Residual(_)),
            calm: planned.calm(),
        }
    };
    Line {
        height: TOP + rows.len() * ROW + 8,
        now: place(plan.at),
        rows: rows.iter().enumerate().map(row).collect(),
    }
}

/// Whether a duty has a place on the line: its clock runs and something is to be done.
fn runs(planned: &PlannedTold) -> bool {
    match &planned.standing {
        StandingTold::Step { .. } | StandingTold::Waits { .. } | StandingTold::Residual(_) => true,
        StandingTold::Lasts | StandingTold::Begins | StandingTold::Barred => false,
    }
}

fn instants<'p>(
    plan: &PlanTold,
    rows: impl Iterator<Item = &'p PlannedTold>,
) -> BTreeSet<Timestamp> {
    let mut times: BTreeSet<Timestamp> = plan.steps.iter().map(|step| step.at).collect();
    times.insert(plan.at);
    for planned in rows {
        times.extend(planned.duty.started.as_ref().map(|start| start.earliest));
        times.extend(planned.duty.due.as_ref().map(|due| due.strict));
    }
    times
}

/// Where an instant lies, as a share of the width.
fn places(times: &BTreeSet<Timestamp>) -> impl Fn(Timestamp) -> String + use<> {
    let times: Vec<Timestamp> = times.iter().copied().collect();
    let shares = shares(&times);
    move |at| {
        let place = times.iter().position(|known| *known == at);
        let share = place.and_then(|place| shares.get(place)).copied().unwrap_or(0.5);
        format!("{:.2}%", MARGIN + share * (100.0 - 2.0 * MARGIN))
    }
}

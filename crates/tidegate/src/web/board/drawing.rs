//! The time line of the board: one row for each clock, from now to its due time.
//!
//! Places are shares of the width and heights are fixed, so that the text keeps its size on any screen. Distances grow
//! with the logarithm of the time between two moments: what is due within hours is not lost beside what is due in a year.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::super::Frame;
use super::super::case::shares;
use crate::say::board::BoardTold;
use crate::say::duty::left;
use crate::say::instant;

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

/// A clock.
pub(super) struct Row {
    pub(super) text: usize,
    pub(super) bar: usize,
    pub(super) label: String,
    pub(super) title: String,
    pub(super) address: String,
    pub(super) start: String,
    pub(super) end: String,
    pub(super) due: String,
    pub(super) over: bool,
}

/// Draws a part of the board; nothing where it is empty.
pub(super) fn line(told: &BoardTold, frame: &Frame, slug: &str, zone: &TimeZone) -> Option<Line> {
    if told.clocks.is_empty() {
        return None;
    }
    let dues = told.clocks.iter().map(|clock| clock.due);
    let mut times: Vec<Timestamp> = dues.chain([told.at]).collect();
    times.sort();
    times.dedup();
    let shares = shares(&times);
    let place = |at: Timestamp| {
        let share = times.iter().zip(&shares).find(|(time, _)| **time == at);
        let share = share.map_or(0.5, |(_, share)| *share);
        format!("{:.2}%", MARGIN + share * (100.0 - 2.0 * MARGIN))
    };
    let rows = told.clocks.iter().enumerate().map(|(number, clock)| {
        let top = TOP + number * ROW;
        let (cited, due) = (frame.pick(&clock.citation), instant(clock.due, zone));
        let stands = left(clock.due, told.at, frame.voice());
        let (start, end) = if clock.over { (clock.due, told.at) } else { (told.at, clock.due) };
        Row {
            text: top + 14,
            bar: top + 30,
            label: format!("{} · {cited} · {stands}", clock.handle),
            // The text that is seen stands first in the name that is heard.
            title: format!("{} · {cited} · {stands} · {due}", clock.handle),
            address: format!("/at/{slug}/cases/{}", clock.handle),
            start: place(start),
            end: place(end),
            due: place(clock.due),
            over: clock.over && !clock.perhaps,
        }
    });
    Some(Line {
        height: TOP + told.clocks.len() * ROW + 8,
        now: place(told.at),
        rows: rows.collect(),
    })
}

//! Figures as bars: one drawing for each figure, one bar for each month. The table beside them says the same in numbers.

use super::super::Frame;
use crate::say::figures::{FiguresTold, MonthTold, hours};

/// How high the highest bar is, and what is left free above it and below.
const HIGH: f64 = 90.0;
const TOP: f64 = 18.0;
const BELOW: f64 = 22.0;

/// The drawing of one figure. Places are shares of the width, so that the text keeps its size on any screen.
pub(super) struct Bars {
    pub(super) title: String,
    pub(super) label: String,
    pub(super) height: String,
    pub(super) base: String,
    pub(super) names: String,
    pub(super) bars: Vec<Bar>,
}

/// The bar of a month.
pub(super) struct Bar {
    pub(super) title: String,
    pub(super) month: String,
    /// Whether the month is named below: not every one, so that the names do not run into each other.
    pub(super) named: bool,
    pub(super) middle: String,
    pub(super) left: String,
    pub(super) width: String,
    pub(super) y: String,
    pub(super) high: String,
    pub(super) value: String,
    pub(super) above: String,
}

type Figure = (&'static str, fn(&MonthTold) -> u64, fn(u64) -> String);

/// The figures that are drawn, each with its value of a month and how that is said.
const FIGURES: [Figure; 5] = [
    ("figures-received", |month| month.received, |value| value.to_string()),
    ("figures-to-acknowledge", |month| month.to_acknowledge.unwrap_or_default(), hours),
    ("figures-to-repair", |month| month.to_repair.unwrap_or_default(), hours),
    ("figures-held", |month| month.held, |value| value.to_string()),
    ("figures-over", |month| month.over, |value| value.to_string()),
];

/// Each figure over the months; none in which there is nothing to draw.
pub(super) fn all(told: &FiguresTold, frame: &Frame) -> Vec<Bars> {
    let drawn = FIGURES.iter().filter(|(_, of, _)| told.months.iter().any(|month| of(month) > 0));
    drawn.map(|(title, of, say)| bars(&frame.say(title), &told.months, *of, *say)).collect()
}

fn bars(
    title: &str,
    months: &[MonthTold],
    of: fn(&MonthTold) -> u64,
    say: fn(u64) -> String,
) -> Bars {
    let most = months.iter().map(of).max().unwrap_or_default().max(1);
    let share = |value: u64| value as f64 / most as f64;
    let slot = 100.0 / f64::from(u32::try_from(months.len()).unwrap_or(1).max(1));
    let bar = |(place, month): (u32, &MonthTold)| {
        let value = of(month);
        let high = HIGH * share(value);
        let left = slot * f64::from(place);
        Bar {
            title: format!("{title} · {} · {}", month.month, say(value)),
            month: month.month.get(2..).unwrap_or_default().replace('-', "/"),
            named: place % 3 == 2,
            middle: format!("{:.2}%", left + slot / 2.0),
            left: format!("{:.2}%", left + slot * 0.15),
            width: format!("{:.2}%", slot * 0.7),
            y: format!("{:.1}", TOP + HIGH - high),
            high: format!("{high:.1}"),
            value: if value == 0 { String::new() } else { say(value) },
            above: format!("{:.1}", TOP + HIGH - high - 4.0),
        }
    };
    let told: Vec<String> = months
        .iter()
        .filter(|month| of(month) > 0)
        .map(|month| format!("{} {}", month.month, say(of(month))))
        .collect();
    Bars {
        title: title.to_owned(),
        label: format!("{title} · {}", told.join(" · ")),
        height: format!("{:.0}", TOP + HIGH + BELOW),
        base: format!("{:.0}", TOP + HIGH),
        names: format!("{:.0}", TOP + HIGH + 16.0),
        bars: (0_u32..).zip(months).map(bar).collect(),
    }
}

//! The time line of a case as a drawing: what happened, now, and what is due.
//!
//! A case may lie quiet for years and then have six events in an hour. Drawn to scale these would be one dot, so the
//! distance between two moments grows with the logarithm of the time between them; the page says so.

use jiff::Timestamp;

/// How wide the drawing is, in its own units.
const WIDTH: i32 = 1000;
/// What is left free at either end.
const MARGIN: i32 = 20;
/// How near two marks may stand before they are drawn as one.
const NEAR: i32 = 14;

/// How many moments a mark names; the number stands above it.
const NAMED: usize = 12;

/// What a mark stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    /// It happened.
    Past,
    /// The present instant.
    Now,
    /// It is due, or was.
    Due,
}

/// A moment that is to be drawn.
#[derive(Debug, Clone)]
pub(super) struct Moment {
    pub(super) at: Timestamp,
    pub(super) sort: Sort,
    /// What stands at it, in one line.
    pub(super) title: String,
    /// What it is called below the line, where it is named there.
    pub(super) target: String,
}

/// A mark on the line: one moment, or several that stand too near.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) x: i32,
    pub(super) class: &'static str,
    pub(super) title: String,
    pub(super) target: String,
    pub(super) count: usize,
}

/// Lays the moments out from left to right.
pub(super) fn marks(mut moments: Vec<Moment>) -> Vec<Mark> {
    moments.sort_by_key(|moment| (moment.at, moment.sort));
    let mut marks: Vec<Mark> = Vec::new();
    let mut last: Option<Sort> = None;
    for (moment, x) in moments.iter().zip(places(&moments)) {
        match marks.last_mut().filter(|mark| last == Some(moment.sort) && x - mark.x < NEAR) {
            Some(mark) => {
                mark.count += 1;
                if mark.count <= NAMED {
                    mark.title.push('\n');
                    mark.title.push_str(&moment.title);
                } else if mark.count == NAMED + 1 {
                    mark.title.push_str("\n…");
                }
            }
            None => marks.push(Mark {
                x,
                class: class(moment.sort),
                title: moment.title.clone(),
                target: moment.target.clone(),
                count: 1,
            }),
        }
        last = Some(moment.sort);
    }
    marks
}

fn class(sort: Sort) -> &'static str {
    match sort {
        Sort::Past => "past",
        Sort::Now => "now",
        Sort::Due => "due",
    }
}

/// Where each moment lies; they are sorted by time.
fn places(moments: &[Moment]) -> Vec<i32> {
    let times: Vec<Timestamp> = moments.iter().map(|moment| moment.at).collect();
    let free = f64::from(WIDTH - 2 * MARGIN);
    let place = |share: f64| {
        #[expect(clippy::cast_possible_truncation, reason = "between 0 and the width of the line")]
        let x = (share * free).round() as i32;
        MARGIN + x
    };
    shares(&times).into_iter().map(place).collect()
}

/// How far each of some instants, in their order, lies from the first to the last: between 0 and 1.
pub(in crate::web) fn shares(times: &[Timestamp]) -> Vec<f64> {
    let mut far: Vec<f64> = Vec::with_capacity(times.len());
    let (mut sum, mut before) = (0.0, None::<Timestamp>);
    for at in times {
        if let Some(before) = before {
            let minutes = at.duration_since(before).as_secs_f64().max(0.0) / 60.0;
            sum += minutes.ln_1p();
        }
        before = Some(*at);
        far.push(sum);
    }
    far.into_iter().map(|far| if sum > 0.0 { far / sum } else { 0.5 }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(at: &str, sort: Sort) -> Moment {
        let (title, target) = (at.to_owned(), String::new());
        Moment { at: at.parse().unwrap(), sort, title, target }
    }

    #[test]
    fn moments_lie_in_order_within_the_line() {
        let marks = marks(vec![
            moment("2026-11-04T09:00:00Z", Sort::Due),
            moment("2021-11-24T00:00:00Z", Sort::Past),
            moment("2026-11-02T09:00:00Z", Sort::Past),
            moment("2026-11-02T10:00:00Z", Sort::Now),
        ]);
        let classes: Vec<&str> = marks.iter().map(|mark| mark.class).collect();
        assert_eq!(classes, ["past", "past", "now", "due"]);
        assert!(marks.windows(2).all(|pair| pair[0].x < pair[1].x), "{marks:?}");
        assert_eq!((marks[0].x, marks[3].x), (MARGIN, WIDTH - MARGIN));
        let hour = marks[2].x - marks[1].x;
        assert!(hour > 100, "an hour is seen beside five years: {hour}");
    }

    #[test]
    fn a_mark_of_many_moments_names_the_first_and_counts_all() {
        let marks = marks(vec![moment("2026-11-02T09:00:00Z", Sort::Past); 300]);
        assert_eq!((marks.len(), marks[0].count), (1, 300));
        assert_eq!(marks[0].title.lines().count(), NAMED + 1);
        assert!(marks[0].title.ends_with('…'));
    }

    #[test]
    fn moments_at_one_time_are_one_mark_and_a_single_one_stands_in_the_middle() {
        let at = "2026-11-02T09:00:00Z";
        let one = marks(vec![moment(at, Sort::Past), moment(at, Sort::Past)]);
        assert_eq!(one.len(), 1);
        assert_eq!((one[0].count, one[0].x), (2, WIDTH / 2));
        assert_eq!(marks(Vec::new()), Vec::new());
    }
}

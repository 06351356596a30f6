//! Duties that are due at another time because a calendar is another: each with a course of events that shows it. That
//! none is found is no proof that there is none.

use std::collections::BTreeSet;

use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::witnessed::Beside;
use super::{Otherwise, RuleChange, Span, Versions, Witnessed};
use crate::book::Adoption;
use crate::statute::Rule;
use crate::time::{Calendars, Deadline, Occurred, Period};

/// How many days that are others are looked at, the first of them.
const DAYS: usize = 60;
/// How many days before such a day a duty may begin whose period it falls into.
const BEFORE: i32 = 40;
/// The hour at which a duty begins.
const HOUR: i8 = 9;

impl Versions {
    /// Of each duty that counts by a calendar that is another in the two versions, a course of events in which it is due
    /// at another time, where one is found.
    pub(crate) fn due_otherwise(&self, calendar: &str, adoption: &Adoption) -> Vec<Witnessed> {
        let calendars = self.old.calendars(calendar).zip(self.new.calendars(calendar));
        let Some((before, after)) = calendars else { return Vec::new() };
        let codes: BTreeSet<&str> = before.codes().chain(after.codes()).collect();
        let duties = self.new.rules.iter().filter_map(|new| Some((self.old.rule(&new.id)?, new)));
        let of = |rule: &Rule, old: bool| {
            let book = if old { &self.old } else { &self.new };
            book.statute_of(rule).matter.calendar == calendar
        };
        let duties = duties.filter(|(old, new)| of(old, true) && of(new, false));
        let found = duties.filter_map(|(old, new)| {
            let period = new.duty.as_ref()?.within?;
            let pair = [before, after];
            codes.iter().find_map(|code| self.shown(old, new, period, pair, code, adoption))
        });
        found.collect()
    }

    fn shown(
        &self,
        old: &Rule,
        new: &Rule,
        period: Period,
        [before, after]: [&Calendars; 2],
        code: &str,
        adoption: &Adoption,
    ) -> Option<Witnessed> {
        let statute = self.new.statute_of(new);
        let zone = TimeZone::get(&statute.matter.zone).ok()?;
        let [one, two] = [before, after].map(|calendars| calendars.at(Some(code)));
        let due = |start: &Occurred, calendar| {
            let counted = Deadline::compute(statute.counting, period, start, &zone, calendar);
            counted.ok().map(|due| (due.strict, due.latest_arguable))
        };
        let days = others(before, after, code);
        let starts = days
            .iter()
            .flat_map(|day| (0..=BEFORE).filter_map(|back| day.checked_sub(back.days()).ok()));
        let begun = starts.filter_map(|day| {
            let at = day.at(HOUR, 0, 0, 0).to_zoned_datetime(zone.clone()).ok()?.timestamp();
            let start = Occurred::at(at);
            let counts = old.in_force(at) && new.in_force(at);
            (counts && due(&start, one) != due(&start, two)).then_some(at)
        });
        let begun = begun.into_iter().next()?;
        let change = RuleChange { old: Some(old), new: Some(new), aspects: Vec::new() };
        let told = [new.condition.clone()];
        let situation = self.situation(&told, &Beside::default())?;
        let mut history = self.courses(&change, begun).into_iter().next()?;
        history.place = Some(code.to_owned());
        let mut adoption = adoption.clone();
        if statute.matter.kind.is_adopted() {
            adoption.house.insert(statute.matter.id.clone());
        }
        let side = self.instances(&change, &situation, &adoption, (history, true));
        let confirmed = !side.same();
        Some(Witnessed {
            otherwise: Otherwise::Duty,
            act: None,
            span: Span { from: begun, until: None },
            story: self.told(&situation, &told),
            situation,
            adoption,
            sides: vec![side],
            confirmed,
        })
    }
}

/// The first days of which two calendars of a place say something else.
fn others(before: &Calendars, after: &Calendars, code: &str) -> Vec<Date> {
    let [one, two] = [before, after].map(|calendars| calendars.at(Some(code)));
    let known = [one.known(), two.known()].into_iter().flatten();
    let (first, last) = known.fold((None, None), |(first, last), (from, to)| {
        (
            Some(first.map_or(from, |first: Date| first.min(from))),
            Some(last.map_or(to, |last: Date| last.max(to))),
        )
    });
    let (Some(first), Some(last)) = (first, last) else { return Vec::new() };
    let days = first.series(1.day()).take_while(|day| *day <= last);
    days.filter(|day| one.day(*day) != two.day(*day)).take(DAYS).collect()
}

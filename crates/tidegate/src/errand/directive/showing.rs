//! What the bearer of a directive says it did, and shows in numbers and versions: read from what somebody wrote.

use jiff::civil::Date;
use tidegate_core::event::MeasureShown;

use super::super::NotDone;
use crate::words::Voice;

/// What somebody says of a measure. What is empty is not said.
#[derive(Debug, Clone, Copy, Default)]
pub struct Showing<'a> {
    /// Which measure, counted from one.
    pub measure: u32,
    /// What was done.
    pub statement: &'a str,
    /// On how many installations it was carried out.
    pub done: &'a str,
    /// Of how many.
    pub of: &'a str,
    /// The version before.
    pub before: &'a str,
    /// The version after.
    pub after: &'a str,
    /// On which day, such as `2026-11-23`.
    pub on: &'a str,
    /// Who carried it out.
    pub who: &'a str,
}

impl Showing<'_> {
    /// What it comes to, where anything of it was said. Versions without numbers are of one installation.
    pub(in crate::errand) fn shown(&self) -> Result<Option<MeasureShown>, NotDone> {
        let said = |text: &str| {
            let text = text.trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        let number = |text: Option<String>| text.map(|text| text.parse()).transpose();
        let wrong = |id: &'static str| NotDone::Said(Voice::in_both(|voice| voice.say(id)));
        let done: Option<u32> =
            number(said(self.done)).map_err(|_| wrong("measure-shown-number"))?;
        let of: Option<u32> = number(said(self.of)).map_err(|_| wrong("measure-shown-number"))?;
        let (before, after, who) = (said(self.before), said(self.after), said(self.who));
        let on: Option<Date> = said(self.on)
            .map(|day| day.parse())
            .transpose()
            .map_err(|_| wrong("measure-shown-day"))?;
        let (done, of) = match (done, of) {
            (None, None)
                if before.is_none() && after.is_none() && on.is_none() && who.is_none() =>
            {
                return Ok(None);
            }
            (None, None) => (1, 1),
            (Some(done), Some(of)) => (done, of),
            (Some(_), None) | (None, Some(_)) => return Err(wrong("measure-shown-number")),
        };
        Ok(Some(MeasureShown { done, of, before, after, on, who }))
    }
}

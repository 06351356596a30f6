//! What may be recorded of an assessment: texts that can be read, and evidence that is not of tomorrow.

use jiff::Timestamp;
use jiff::tz::Offset;

use super::check::{LINE, NAME, NOTE, text, text_if};
use super::{Part, Rejection};
use crate::event::Appraisal;

/// Whether it makes sense now. Which row of a table was found, the table says and not the case.
pub(super) fn appraisal(appraisal: &Appraisal, at: Timestamp) -> Result<(), Rejection> {
    match appraisal {
        Appraisal::Severity(held) => text_if(Part::Reason, held.reason.as_ref(), NOTE),
        Appraisal::Priority(found) => {
            text(Part::Outcome, &found.outcome, NAME)?;
            text_if(Part::Reason, found.reason.as_ref(), NOTE)
        }
        Appraisal::Weaknesses(named) => text(Part::Source, &named.list, NAME),
        Appraisal::Exploitation(seen) => {
            text(Part::Evidence, &seen.evidence, LINE)?;
            text_if(Part::Number, seen.catalogued.as_ref(), NAME)?;
            // A day is of whatever zone its source is in: it is over nowhere only where it has begun nowhere.
            let latest = Offset::constant(14).to_datetime(at).date();
            match seen.dated {
                Some(day) if day > latest => Err(Rejection::Future(at)),
                Some(_) | None => Ok(()),
            }
        }
    }
}

//! What a report of a measure shows, in a sentence.

use serde::{Deserialize, Serialize};
use tidegate_core::event::MeasureReported;
use tidegate_law::Words;

use crate::words::Voice;

/// How much of a measure was reported as carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PartDone {
    /// On how many installations.
    pub done: u32,
    /// Of how many.
    pub of: u32,
}

/// The step of a report: whole or in part, with what it shows.
pub(super) fn reported(reported: &MeasureReported) -> Words {
    let Some(shown) = &reported.shown else {
        return Voice::in_both(|voice| {
            let words = [("number", reported.measure.into()), ("until", "".into())];
            voice.with("directive-step-reported", words)
        });
    };
    Voice::in_both(|voice| {
        let id = match shown.is_part() {
            true => "directive-step-reported-in-part",
            false => "directive-step-reported-whole",
        };
        let words = [
            ("number", reported.measure.into()),
            ("done", shown.done.to_string().into()),
            ("of", shown.of.to_string().into()),
        ];
        let one = |id: &str, value: String| voice.with(id, [("value", value.into())]);
        let mut parts = vec![voice.with(id, words)];
        parts.extend(shown.before.clone().map(|text| one("measure-shown-before", text)));
        parts.extend(shown.after.clone().map(|text| one("measure-shown-after", text)));
        parts.extend(shown.on.map(|day| one("measure-shown-on", day.to_string())));
        parts.extend(shown.who.clone().map(|text| one("measure-shown-who", text)));
        parts.join(&voice.say("list-comma"))
    })
}

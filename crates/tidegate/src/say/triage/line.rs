//! An assessment in one line of the record.

use tidegate_core::event::Appraisal;
use tidegate_core::id::PartyId;

use super::cvss::{score, severity_said};
use super::seen::status;
use super::view;
use crate::triage::tables;
use crate::words::Voice;

/// What was assessed, in a line.
pub(in crate::say) fn assessed(
    appraisal: &Appraisal,
    party: impl Fn(PartyId) -> String,
    voice: &Voice,
) -> String {
    match appraisal {
        Appraisal::Severity(held) => {
            let told = score(&held.vector);
            let whose = held.by.map_or_else(|| voice.say(view(held.view)), party);
            let words = [
                ("score", told.written.as_str().into()),
                ("severity", severity_said(&told, voice).into()),
                ("vector", told.vector.as_str().into()),
                ("view", whose.into()),
            ];
            voice.with("event-severity", words)
        }
        Appraisal::Priority(found) => {
            let language = voice.language();
            let table = tables().table(found.table.as_str());
            let name = table.map(|table| table.name.in_language(language).to_owned());
            let outcome = tables().point(&found.of).and_then(|of| of.value(&found.outcome));
            let outcome = outcome.map(|value| value.name.in_language(language).to_owned());
            let words = [
                ("table", name.unwrap_or_else(|| found.table.to_string()).into()),
                ("version", found.table.version().into()),
                ("row", found.row.into()),
                ("outcome", outcome.unwrap_or_else(|| found.outcome.clone()).into()),
            ];
            voice.with("event-priority", words)
        }
        Appraisal::Weaknesses(named) if named.weaknesses.is_empty() => {
            voice.say("event-no-weaknesses")
        }
        Appraisal::Weaknesses(named) => {
            let all: Vec<String> = named.weaknesses.iter().map(ToString::to_string).collect();
            voice.with("event-weaknesses", [("weaknesses", all.join(", ").into())])
        }
        Appraisal::Exploitation(seen) => {
            let words = [
                ("status", voice.say(status(seen.status)).into()),
                ("evidence", seen.evidence.as_str().into()),
            ];
            voice.with("event-exploitation", words)
        }
    }
}

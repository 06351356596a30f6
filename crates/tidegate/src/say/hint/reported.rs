//! What a reporter says is so, where clocks of the office would run from the moment on at which it became aware that it is.

use std::collections::BTreeSet;

use tidegate_core::act::Recipient;
use tidegate_core::assertion::Assertion;
use tidegate_core::case::Case;
use tidegate_core::gate::{Desk, OwedBy};
use tidegate_core::office::Office;
use tidegate_core::report::Answer;
use tidegate_law::{DutyState, FactName, Force, Owed};

use super::HintTold;
use crate::say::asserted;
use crate::say::told::party_name;
use crate::words::Voice;

/// What reporters say and nobody has established, each once, with the numbered duties of the office that wait for it.
pub(super) fn reported(
    desk: &Desk<'_>,
    office: &Office,
    case: &Case,
    owed: &[OwedBy],
    said: &[Assertion],
) -> Vec<HintTold> {
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let mut hints = Vec::new();
    for one in said.iter().filter(|one| one.answer == Answer::Yes) {
        let (Some(fact), Some(event)) = (one.topic.fact(), one.topic.start()) else { continue };
        let waiting: Vec<&OwedBy> = owed
            .iter()
            .filter(|owed| owed.bearer == office.party() && waits(desk, owed, &fact, event))
            .collect();
        if waiting.is_empty() || !told.insert(event) {
            continue;
        }
        let called = party_name(case, &Recipient::Party(office.party()), desk.book, desk.office);
        let entry = desk.book.schema().start_event(event);
        let words = Voice::in_both(|voice| {
            let language = voice.language();
            let cited: BTreeSet<&str> =
                waiting.iter().map(|one| one.duty.citation.in_language(language)).collect();
            let cited: Vec<&str> = cited.into_iter().collect();
            let said = asserted::words(one.topic, one.answer);
            let happened = entry.map(|entry| entry.words.in_language(language));
            let words = [
                ("said", said.in_language(language).to_owned().into()),
                ("name", called.in_language(language).into()),
                ("event", happened.unwrap_or_default().into()),
                ("duties", cited.join(&voice.say("list-comma")).into()),
            ];
            voice.with("hint-reported", words)
        });
        let lines = vec![format!("fact {fact}"), format!("office {event}")];
        hints.push(HintTold { words, lines });
    }
    hints
}

/// Whether a duty with a number waits for this: it has not started, would start from this event, and at most one thing
/// besides is not known that decides whether it is owed.
fn waits(desk: &Desk<'_>, owed: &OwedBy, fact: &FactName, event: &str) -> bool {
    let duty = &owed.duty;
    let numbered = desk.book.rule(&duty.rule).and_then(|rule| rule.duty.as_ref()?.within);
    let near = match &duty.owed {
        Owed::Yes => true,
        Owed::If { unknown, readings } => {
            readings.is_empty() && unknown.iter().filter(|one| *one != fact).count() <= 1
        }
    };
    numbered.is_some()
        && near
        && matches!(duty.force, Force::Binding | Force::House)
        && duty.state == DutyState::NotStarted
        && duty.start_event == event
}

//! How duties look: what, to whom, when, and what became of them.

use tidegate_law::{DutyState, Force};

use super::Page;
use super::paint::Colour;
use crate::demo::duty::{DutiesTold, DutyTold};

impl Page<'_> {
    pub(super) fn duties(&mut self, told: &DutiesTold) {
        self.question(&self.voice.with("demo-ask-duties", [("who", told.who.clone().into())]));
        if told.duties.is_empty() {
            self.paragraph(5, "", &self.voice.say("demo-no-duties"));
        }
        for duty in &told.duties {
            self.duty(duty);
        }
        if !told.others.is_empty() {
            let list = told.others.join(self.comma());
            self.paragraph(5, "", &self.voice.with("demo-other-duties", [("list", list.into())]));
        }
    }

    fn duty(&mut self, duty: &DutyTold) {
        let owed = duty.owed_if.is_empty() && duty.readings.is_empty();
        let (colour, id) = match (duty.force, owed) {
            (Force::Binding, true) => (Colour::Yellow, "demo-owed"),
            (Force::Binding, false) => (Colour::Yellow, "demo-owed-if"),
            (Force::House, _) => (Colour::Cyan, "demo-owed-practice"),
            (Force::Recommended | Force::Norm, _) => (Colour::Cyan, "demo-encouraged"),
        };
        self.word(colour, "◷", &self.voice.say(id));
        self.cited(&duty.rule);
        let to = duty.to.join(if duty.any_of { self.or() } else { self.and() });
        if !to.is_empty() {
            self.entry("demo-to", &to);
        }
        if !duty.owed_if.is_empty() {
            self.entry("demo-if", &duty.owed_if.join(self.and()));
        }
        for reading in &duty.readings {
            self.entry("demo-if-reading", reading);
        }
        match (&duty.due, &duty.period) {
            (Some((first, last)), Some(period)) => {
                let id = if first == last { "demo-due-at" } else { "demo-due-between" };
                let arguments = [
                    ("period", period.clone().into()),
                    ("first", first.clone().into()),
                    ("last", last.clone().into()),
                ];
                let mut due = self.voice.with(id, arguments);
                if let Some(latest) = &duty.latest {
                    due.push_str(
                        &self.voice.with("demo-due-latest", [("latest", latest.clone().into())]),
                    );
                }
                self.entry("demo-due", &due);
            }
            _ => {
                if let Some(word) = &duty.word {
                    self.entry("demo-due", word);
                }
            }
        }
        let state = self.voice.say(state_word(duty.state));
        self.entry("demo-state", &state);
    }
}

fn state_word(state: DutyState) -> &'static str {
    match state {
        DutyState::NotStarted => "demo-state-not-started",
        DutyState::Open => "demo-state-open",
        DutyState::Met => "demo-state-met",
        DutyState::MetPerhapsLate => "demo-state-met-perhaps-late",
        DutyState::Late => "demo-state-late",
        DutyState::NoEvidence => "demo-state-no-evidence",
        DutyState::NotReportable => "state-not-reportable",
    }
}

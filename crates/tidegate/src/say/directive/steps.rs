//! The steps in the life of a directive, each in a sentence.

use jiff::Timestamp;
use tidegate_core::directive::Step;
use tidegate_core::event::{DirectiveAnswer, MeasureResult, Review};
use tidegate_law::Words;

use super::{DirectiveStepTold, Telling, shown};
use crate::words::Voice;

impl Telling<'_> {
    pub(super) fn step(&self, step: &Step<'_>) -> DirectiveStepTold {
        let (at, words, said) = match step {
            Step::Answered(entry) => {
                let (id, until, said) = match &entry.event.answer {
                    DirectiveAnswer::Acknowledges => ("directive-step-acknowledged", None, None),
                    DirectiveAnswer::AsksForTime { until, reasons } => {
                        ("directive-step-time", Some(*until), Some(reasons.clone()))
                    }
                    DirectiveAnswer::Contests { reasons } => {
                        ("directive-step-contested", None, Some(reasons.clone()))
                    }
                };
                (entry.recorded, self.stepped(id, until, None), said)
            }
            Step::Reviewed(entry) => {
                let (id, until) = match &entry.event.review {
                    Review::Upheld => ("directive-step-upheld", None),
                    Review::Extended { until } => ("directive-step-extended", Some(*until)),
                    Review::Withdrawn => ("directive-step-withdrawn", None),
                };
                (entry.recorded, self.stepped(id, until, None), Some(entry.event.reasons.clone()))
            }
            Step::Reported(entry) => {
                let words = shown::reported(entry.event);
                (entry.recorded, words, Some(entry.event.statement.clone()))
            }
            Step::Verified(entry) => {
                let id = match entry.event.result {
                    MeasureResult::Effective => "directive-step-verified",
                    MeasureResult::Partial => "directive-step-partial",
                    MeasureResult::Ineffective => "directive-step-ineffective",
                };
                let number = entry.event.number.unwrap_or(1);
                (entry.recorded, self.stepped(id, None, Some(number)), entry.event.finding.clone())
            }
        };
        DirectiveStepTold { event: step.seq(), at, words, said }
    }

    fn stepped(&self, id: &str, until: Option<Timestamp>, number: Option<u32>) -> Words {
        let zone = self.office.zone.rules();
        let until = until.map(|until| crate::say::instant(until, &zone)).unwrap_or_default();
        Voice::in_both(|voice| {
            let words =
                [("until", until.clone().into()), ("number", number.unwrap_or_default().into())];
            voice.with(id, words)
        })
    }
}

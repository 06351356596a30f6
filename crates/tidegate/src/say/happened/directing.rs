//! Lines about directives, and about what takes two signatures.

use tidegate_core::event::{CaseEvent, DirectiveAnswer, Review, Settlement};
use tidegate_core::proposal::Matter;

use super::Happened;

impl Happened<'_> {
    /// Directives, what became of them, and proposals.
    pub(super) fn directing(&self, event: &CaseEvent) -> String {
        match event {
            CaseEvent::DirectiveIssued(e) => {
                let words = [("by", self.party(e.by).into()), ("to", self.party(e.to).into())];
                match e.basis {
                    Some(_) => self.voice.with("event-directive", words),
                    None => self.voice.with("event-request", words),
                }
            }
            CaseEvent::DirectiveAnswered(e) => {
                let id = match e.answer {
                    DirectiveAnswer::Acknowledges => "event-directive-acknowledged",
                    DirectiveAnswer::AsksForTime { .. } => "event-directive-time",
                    DirectiveAnswer::Contests { .. } => "event-directive-contested",
                };
                self.one(id, "by", self.party(e.by))
            }
            CaseEvent::DirectiveReviewed(e) => {
                self.one(reviewed(&e.review), "by", self.party(e.by))
            }
            CaseEvent::MeasureReported(e) => {
                let words = [("by", self.party(e.by).into()), ("number", e.measure.into())];
                self.voice.with("event-measure-reported", words)
            }
            CaseEvent::Proposed(e) => {
                let id = match &e.matter {
                    Matter::Directive(order) if order.basis.is_none() => "event-proposed-request",
                    Matter::Directive(_) => "event-proposed-directive",
                    Matter::Review { .. } => "event-proposed-review",
                    Matter::Release(_) => "event-proposed-release",
                    Matter::Ruling(_) => "event-proposed-ruling",
                };
                self.one(id, "name", e.signed.name.clone())
            }
            CaseEvent::ProposalSettled(e) => {
                let id = match e.outcome {
                    Settlement::Signed => "event-proposal-signed",
                    Settlement::Declined { .. } => "event-proposal-declined",
                    Settlement::TakenBack { .. } => "event-proposal-back",
                };
                self.one(id, "name", e.signed.name.clone())
            }
            other => other.word().replace('_', " "),
        }
    }
}

fn reviewed(review: &Review) -> &'static str {
    match review {
        Review::Upheld => "event-directive-upheld",
        Review::Extended { .. } => "event-directive-extended",
        Review::Withdrawn => "event-directive-withdrawn",
    }
}

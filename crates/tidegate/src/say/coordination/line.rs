//! The events of coordination, one line each.

use tidegate_core::event::CaseEvent;

use super::id;
use crate::say::happened::Happened;
use crate::say::instant;

impl Happened<'_> {
    /// What participants do with the report, propose and answer, and what has happened to the case.
    pub(in crate::say) fn participating(&self, event: &CaseEvent) -> String {
        let say = |id: &str| self.voice.say(id);
        match event {
            CaseEvent::ReportManaged(e) => {
                let words = [
                    ("who", self.party(e.participant).into()),
                    ("step", say(id::step(e.step)).into()),
                    ("why", e.reason.as_str().into()),
                ];
                self.voice.with("event-report-managed", words)
            }
            CaseEvent::EmbargoProposed(e) => {
                let to: Vec<String> = e.to.iter().map(|party| self.party(*party)).collect();
                let words = [
                    ("by", self.party(e.by).into()),
                    ("to", to.join(&say("list-comma")).into()),
                    ("until", instant(e.until, &e.zone.rules()).into()),
                ];
                self.voice.with("event-embargo-proposed", words)
            }
            CaseEvent::EmbargoInvited(e) => {
                let words =
                    [("by", self.party(e.by).into()), ("who", self.party(e.participant).into())];
                self.voice.with("event-embargo-invited", words)
            }
            CaseEvent::EmbargoAnswered(e) => {
                let words = [
                    ("who", self.party(e.by).into()),
                    ("answer", say(id::answer(e.answer)).into()),
                ];
                match e.proposal {
                    Some(_) => self.voice.with("event-embargo-answered", words),
                    None => self.voice.with("event-embargo-joined", words),
                }
            }
            CaseEvent::CaseMarked(e) => {
                let mark = say(id::mark(e.mark));
                match e.manufacturer {
                    None => mark,
                    Some(maker) => {
                        let words = [("who", self.party(maker).into()), ("what", mark.into())];
                        self.voice.with("event-marked", words)
                    }
                }
            }
            CaseEvent::StatusGiven(e) => {
                let words = [
                    ("who", self.party(e.manufacturer).into()),
                    ("product", self.product(e.product).into()),
                    ("status", say(id::status(e.status)).into()),
                    ("why", e.reason.as_str().into()),
                ];
                self.voice.with("event-status", words)
            }
            other => other.word().replace('_', " "),
        }
    }
}

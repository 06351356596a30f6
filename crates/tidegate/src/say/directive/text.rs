//! Directives as text for a terminal.

use jiff::tz::TimeZone;
use tidegate_core::directive::{Awaits, Done, MeasureKind};

use super::{
    DirectionTold, DirectiveTold, DirectivesTold, MeasureTold, ProposalTold, awaiting, done, kind,
};
use crate::say::{Page, instant};
use crate::words::Voice;

/// The directives of a case, and what waits for a second signature.
#[must_use]
pub fn text(told: &DirectivesTold, voice: &Voice, zone: &TimeZone) -> Page {
    let mut page = Page::default();
    let writer = Writer { voice, zone };
    if told.proposals.is_empty() && told.directives.is_empty() {
        page.title(voice.say("directive-none"));
        return page;
    }
    for proposal in &told.proposals {
        writer.proposal(proposal, &mut page);
        page.gap();
    }
    for directive in &told.directives {
        writer.directive(directive, &mut page);
        page.gap();
    }
    page
}

/// What was recorded of a proposal or a directive, in one line.
#[must_use]
pub fn recorded(id: &str, name: &str, voice: &Voice) -> String {
    voice.with(id, [("id", name.to_owned().into())])
}

struct Writer<'w> {
    voice: &'w Voice,
    zone: &'w TimeZone,
}

impl Writer<'_> {
    fn pick(&self, words: &tidegate_law::Words) -> String {
        words.in_language(self.voice.language()).to_owned()
    }

    fn proposal(&self, told: &ProposalTold, page: &mut Page) {
        let words = [
            ("what", self.pick(&told.words).into()),
            ("by", told.signed.name.as_str().into()),
            ("at", instant(told.at, self.zone).into()),
        ];
        page.title(self.voice.with("directive-text-proposed", words));
        page.line(2, told.proposal.clone());
        match &told.order {
            Some(order) => self.order(order, page),
            None => page.line(2, told.reasons.clone()),
        }
        for over in &told.over {
            page.line(4, self.pick(over));
        }
    }

    fn directive(&self, told: &DirectiveTold, page: &mut Page) {
        let title = if told.order.binding { "directive-title" } else { "directive-title-request" };
        let awaits = Awaits::ALL.into_iter().find(|one| one.as_str() == told.awaits);
        let state = awaits.map(|one| self.voice.say(awaiting(one))).unwrap_or_default();
        let words = [
            ("title", self.voice.say(title).into()),
            ("by", self.pick(&told.order.by).into()),
            ("to", self.pick(&told.order.to).into()),
            ("state", state.into()),
        ];
        page.title(self.voice.with("directive-text-title", words));
        page.line(2, told.directive.clone());
        if told.late {
            page.line(2, self.voice.say("directive-late"));
        }
        if let Some(held) = &told.held {
            page.line(2, self.voice.say("directive-not-served"));
            let why = held.why.iter().chain(&held.decide.over).chain(&held.decide.barred);
            why.for_each(|why| page.line(4, self.pick(why)));
        }
        self.order(&told.order, page);
        for step in &told.steps {
            let at = instant(step.at, self.zone);
            page.line(2, format!("{at} · {}", self.pick(&step.words)));
            if let Some(said) = &step.said {
                page.line(4, said.clone());
            }
        }
    }

    fn order(&self, order: &DirectionTold, page: &mut Page) {
        if let Some(product) = &order.product {
            let versions = order.versions.as_deref().unwrap_or_default();
            page.line(2, format!("{product} {versions}").trim().to_owned());
        }
        if let Some(basis) = &order.basis {
            let words = [("value", self.pick(&basis.citation).into())];
            page.line(2, self.voice.with("directive-letter-basis", words));
            page.line(4, self.pick(&basis.text));
        }
        if let Some(reasons) = &order.reasons {
            page.line(2, reasons.clone());
        }
        for measure in &order.measures {
            page.line(2, self.measure(measure));
        }
        if let Some(follows) = &order.follows {
            let words = [("words", self.pick(&follows.words).into())];
            page.line(2, self.voice.with("directives-page-follows", words));
            let due = instant(follows.proposed, self.zone);
            if let Some(why) = &follows.overruled {
                let words = [("due", due.into()), ("why", why.as_str().into())];
                page.line(2, self.voice.with("directives-page-overruled", words));
            }
        }
    }

    fn measure(&self, measure: &MeasureTold) -> String {
        let sort = MeasureKind::from_word(&measure.kind).unwrap_or(MeasureKind::Other);
        let states = [Done::Open, Done::Reported, Done::SentBack, Done::Met];
        let state = states.into_iter().find(|one| one.as_str() == measure.done);
        let state = state.map(|one| self.voice.say(done(one))).unwrap_or_default();
        let due = measure.due.map(|due| instant(due, self.zone));
        let words = [
            ("number", measure.number.into()),
            ("kind", self.voice.say(kind(sort)).into()),
            ("text", measure.text.as_str().into()),
            ("state", state.into()),
            ("due", due.clone().unwrap_or_default().into()),
        ];
        match due {
            Some(_) => self.voice.with("directive-text-measure-due", words),
            None => self.voice.with("directive-text-measure", words),
        }
    }
}

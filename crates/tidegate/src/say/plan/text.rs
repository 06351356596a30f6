//! A plan as a short text in one language.

use jiff::tz::TimeZone;
use tidegate_law::{AnswerKind, Words};

use super::{
    AlternativeTold, OutcomeTold, PlanTold, PlannedTold, ResidualTold, StandingTold, StandsTold,
    StepTold, TimingTold,
};
use crate::say::lines::Page;
use crate::say::rule::{FactTold, RuleTold};
use crate::say::told::WayTold;
use crate::say::{duty, id, instant};
use crate::words::Voice;

/// The letters that count orders.
const LETTERS: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

/// The whole plan as a page; instants are written in `zone`.
#[must_use]
pub fn plan_text(told: &PlanTold, voice: &Voice, zone: &TimeZone) -> Page {
    let mut page = Page::default();
    let words = [("handle", told.handle.as_str().into()), ("at", instant(told.at, zone).into())];
    page.title(voice.with("plan-headline", words));
    let speaker = Speaker { told, voice, zone };
    if told.steps.is_empty() {
        page.line(2, voice.say("plan-no-steps"));
    }
    for step in &told.steps {
        speaker.step(&mut page, step);
    }
    speaker.section(&mut page, "plan-title-residual", |standing| {
        matches!(standing, StandingTold::Residual(_))
    });
    speaker.section(&mut page, "plan-title-waits", |standing| {
        matches!(standing, StandingTold::Waits { .. })
    });
    speaker.section(&mut page, "plan-title-barred", |standing| {
        matches!(standing, StandingTold::Barred)
    });
    speaker.section(&mut page, "plan-title-begins", |standing| {
        matches!(standing, StandingTold::Begins)
    });
    speaker
        .section(&mut page, "plan-title-lasts", |standing| matches!(standing, StandingTold::Lasts));
    page.gap();
    page.line(0, voice.say("plan-note"));
    page
}

/// What becomes of a duty, in a few words.
#[must_use]
pub(crate) fn standing(planned: &PlannedTold, voice: &Voice, zone: &TimeZone) -> String {
    match &planned.standing {
        StandingTold::Step { number, at, timing: of } => {
            let words = [
                ("number", (*number).into()),
                ("at", instant(*at, zone).into()),
                ("timing", voice.say(timing(*of)).into()),
            ];
            voice.with("plan-by-step", words)
        }
        StandingTold::Lasts => voice.say("plan-lasts"),
        StandingTold::Begins => voice.say("plan-begins"),
        StandingTold::Waits { .. } => voice.say("plan-waits"),
        StandingTold::Barred => voice.say("plan-barred"),
        StandingTold::Residual(_) => voice.say("plan-residual"),
    }
}

/// The strict due time of a duty.
pub(super) fn due(planned: &PlannedTold, zone: &TimeZone) -> Option<String> {
    planned.duty.due.as_ref().map(|due| instant(due.strict, zone))
}

/// A duty in one line: who, by which clause, what.
#[must_use]
pub(crate) fn line_of(planned: &PlannedTold, voice: &Voice) -> String {
    let language = voice.language();
    let rule = &planned.duty.rule;
    let to: Vec<&str> = planned.to.iter().map(|to| to.in_language(language)).collect();
    let mut line = format!(
        "{} · {} · {}",
        planned.duty.bearer.in_language(language),
        rule.citation.in_language(language),
        rule.sentence.in_language(language),
    );
    if !to.is_empty() {
        line.push_str(&format!(" → {}", to.join(&voice.say("list-comma"))));
    }
    line
}

/// How a step stands to a due time.
#[must_use]
pub fn timing(timing: TimingTold) -> &'static str {
    match timing {
        TimingTold::InTime => "plan-in-time",
        TimingTold::NoNumber => "plan-no-number",
        TimingTold::Perhaps => "plan-perhaps",
        TimingTold::Late => "plan-late",
    }
}

/// How far an order leads.
#[must_use]
pub fn stands(stands: StandsTold) -> &'static str {
    match stands {
        StandsTold::Lawful => "order-lawful",
        StandsTold::Wants => "order-wants",
        StandsTold::Nobody => "order-nobody",
        StandsTold::Refused => "order-refused",
    }
}

/// What became of a step of an order.
#[must_use]
pub fn outcome(outcome: OutcomeTold) -> &'static str {
    match outcome {
        OutcomeTold::Words => "walked-words",
        OutcomeTold::Done => "walked-done",
        OutcomeTold::Lawful => "walked-lawful",
        OutcomeTold::Wants => "walked-wants",
        OutcomeTold::Nobody => "walked-nobody",
        OutcomeTold::Refused => "walked-refused",
    }
}

/// That a step opens the way by an order of the book, with the order.
#[must_use]
pub fn opens(step: &StepTold, voice: &Voice) -> Option<String> {
    let order = step.opens.as_ref()?;
    let language = voice.language();
    let words = [
        ("order", order.words.in_language(language).into()),
        ("source", order.source.in_language(language).into()),
    ];
    Some(voice.with("plan-opens", words))
}

struct Speaker<'s> {
    told: &'s PlanTold,
    voice: &'s Voice,
    zone: &'s TimeZone,
}

impl Speaker<'_> {
    fn pick<'w>(&self, words: &'w Words) -> &'w str {
        words.in_language(self.voice.language())
    }

    fn listed(&self, words: &[Words]) -> String {
        let list: Vec<&str> = words.iter().map(|one| self.pick(one)).collect();
        list.join(&self.voice.say("list-comma"))
    }

    fn joined(&self, facts: &[FactTold]) -> String {
        let list: Vec<&str> = facts.iter().map(|one| self.pick(&one.words)).collect();
        list.join(&self.voice.say("list-and"))
    }

    fn cited(&self, rules: &[RuleTold]) -> String {
        let list: Vec<&str> = rules.iter().map(|rule| self.pick(&rule.citation)).collect();
        list.join(&self.voice.say("list-comma"))
    }

    fn step(&self, page: &mut Page, step: &StepTold) {
        page.gap();
        let mut line = format!("{}. {} · ", step.number, instant(step.at, self.zone));
        line.push_str(&format!("{} · {}", self.pick(&step.by), self.pick(&step.words)));
        if !step.products.is_empty() {
            let products = step.products.join(&self.voice.say("list-comma"));
            line.push_str(&format!(" · {products}"));
        }
        if !step.sure {
            line.push_str(&self.voice.say("plan-if-owed"));
        }
        page.title(line);
        if !step.to.is_empty() {
            let mut to = format!("→ {}", self.listed(&step.to));
            if !step.reaches.is_empty() {
                let reaches = self.listed(&step.reaches);
                to.push_str(&self.voice.with("plan-reaches", [("who", reaches.into())]));
            }
            page.line(3, to);
            let content = self.listed(&step.content);
            page.line(3, self.voice.with("plan-content", [("content", content.into())]));
        }
        if let Some(answer) = step.answer {
            page.line(3, self.gate(answer, step.ruling.as_deref()));
        }
        if !step.conditions.is_empty() {
            let conditions = self.joined(&step.conditions);
            page.line(3, self.voice.with("plan-provided", [("facts", conditions.into())]));
        }
        if !step.readings.is_empty() {
            let readings = self.joined(&step.readings);
            page.line(3, self.voice.with("plan-readings", [("readings", readings.into())]));
        }
        if !step.rules.is_empty() {
            page.line(3, self.cited(&step.rules));
        }
        if let Some(opens) = opens(step, self.voice) {
            page.line(3, opens);
        }
        if let Some(limits) = step.opens.as_ref().and_then(|order| order.limits.as_ref()) {
            page.line(3, self.pick(limits));
        }
        for planned in self.told.duties.iter().filter(|one| number_of(one) == Some(step.number)) {
            if let (Some(due), StandingTold::Step { timing: of, .. }) =
                (due(planned, self.zone), &planned.standing)
            {
                let citation = self.pick(&planned.duty.rule.citation);
                let timing = self.voice.say(timing(*of));
                let words =
                    [("cited", citation.into()), ("due", due.into()), ("timing", timing.into())];
                page.line(3, self.voice.with("plan-due", words));
            }
            if let Some(doubt) = duty::doubt_of_calendar(&planned.duty, self.voice) {
                page.line(5, doubt);
            }
        }
    }

    fn gate(&self, answer: AnswerKind, ruling: Option<&str>) -> String {
        match ruling {
            Some(ruling) => self.voice.with("answer-ruling", [("ruling", ruling.into())]),
            None => {
                let answer = self.voice.say(id::answer(answer));
                self.voice.with("plan-gate", [("answer", answer.into())])
            }
        }
    }

    fn section(&self, page: &mut Page, title: &str, wanted: impl Fn(&StandingTold) -> bool) {
        let mut list = self.told.duties.iter().filter(|one| wanted(&one.standing)).peekable();
        if list.peek().is_none() {
            return;
        }
        page.gap();
        page.title(self.voice.say(title));
        for planned in list {
            self.planned(page, planned);
        }
    }

    fn planned(&self, page: &mut Page, planned: &PlannedTold) {
        page.line(2, format!("- {}", line_of(planned, self.voice)));
        if let Some(depends) = duty::depends(&planned.duty, self.voice) {
            page.line(4, depends);
        }
        if let Some(due) = due(planned, self.zone) {
            page.line(4, self.voice.with("plan-due-by", [("due", due.into())]));
        }
        if let Some(doubt) = duty::doubt_of_calendar(&planned.duty, self.voice) {
            page.line(4, doubt);
        }
        if let Some(now) = planned.now.filter(|now| !now.allows()) {
            let answer = self.gate(now, None);
            let blocked = self.cited(&planned.blocked_by);
            let line = if blocked.is_empty() { answer } else { format!("{answer} · {blocked}") };
            page.line(4, line);
        }
        match &planned.standing {
            StandingTold::Waits { ways } => self.ways(page, ways),
            StandingTold::Residual(residual) => self.residual(page, residual),
            StandingTold::Step { .. }
            | StandingTold::Lasts
            | StandingTold::Begins
            | StandingTold::Barred => {}
        }
    }

    fn ways(&self, page: &mut Page, ways: &[WayTold]) {
        for way in ways {
            let moves: Vec<&str> = way.moves.iter().map(|step| self.pick(&step.words)).collect();
            let moves = moves.join(&self.voice.say("list-and-also"));
            page.line(4, self.voice.with("plan-way", [("way", moves.into())]));
        }
    }

    fn residual(&self, page: &mut Page, residual: &ResidualTold) {
        for collision in &residual.collisions {
            let words = [
                ("duty", self.pick(&collision.duty.citation).into()),
                ("prohibition", self.pick(&collision.prohibition.citation).into()),
            ];
            page.line(4, self.voice.with("collision-against", words));
        }
        if let Some(earliest) = residual.earliest {
            let at = instant(earliest, self.zone);
            page.line(4, self.voice.with("plan-earliest", [("at", at.into())]));
        }
        match same_orders(self.told, residual) {
            Some(cited) => {
                let cited = self.pick(cited);
                page.line(4, self.voice.with("plan-same-orders", [("cited", cited.into())]));
            }
            None => {
                for (place, one) in residual.alternatives.iter().enumerate() {
                    self.alternative(page, LETTERS.get(place).copied().unwrap_or("-"), one);
                }
            }
        }
        self.ways(page, &residual.ways);
        if same_orders(self.told, residual).is_none() {
            for what in &residual.decides {
                let what = self.pick(what);
                page.line(4, self.voice.with("plan-decides", [("what", what.into())]));
            }
        }
        let mut said: Vec<&Words> = Vec::new();
        for decide in &residual.decisions {
            match &decide.barred {
                Some(why) if said.contains(&why) => {}
                Some(why) => {
                    page.line(4, self.pick(why));
                    said.push(why);
                }
                None => {
                    let over = self.listed(&decide.over);
                    let words = [("to", self.pick(&decide.to).into()), ("over", over.into())];
                    page.line(4, self.voice.with("plan-to-decide", words));
                    if let Some(question) = &decide.question {
                        let words = [
                            ("handle", self.told.handle.as_str().into()),
                            ("question", question.as_str().into()),
                        ];
                        page.code(6, self.voice.with("plan-rule-command", words));
                    }
                }
            }
        }
    }

    fn alternative(&self, page: &mut Page, letter: &str, one: &AlternativeTold) {
        let words = self.pick(&one.order.words);
        let stands = self.voice.say(one.stands_id());
        let mut line = format!("{letter}. {words}: {stands}");
        if !one.under.is_empty() {
            let under = self.joined(&one.under);
            line.push_str(&self.voice.with("plan-under", [("readings", under.into())]));
        }
        page.line(4, line);
        for (place, step) in one.steps.iter().enumerate() {
            let what = self.voice.say(outcome(step.outcome));
            let mut line = format!("{}. {} · {what}", place + 1, self.pick(&step.words));
            if !step.wants.is_empty() {
                line.push_str(&self.voice.say("list-colon"));
                line.push_str(&self.joined(&step.wants));
            }
            if !step.blocked_by.is_empty() {
                line.push_str(&format!(" · {}", self.cited(&step.blocked_by)));
            }
            page.line(7, line);
        }
        if let Some(limits) = &one.order.limits {
            let limits = self.pick(limits);
            page.line(7, self.voice.with("plan-limits", [("limits", limits.into())]));
        }
        let certainty = self.voice.say(id::certainty(one.order.certainty));
        page.line(
            7,
            format!("[{certainty} · {}]", one.order.source.in_language(self.voice.language())),
        );
    }
}

/// The citation of an earlier duty with the same orders, so that they are said once.
#[must_use]
pub(crate) fn same_orders<'t>(told: &'t PlanTold, residual: &ResidualTold) -> Option<&'t Words> {
    let mut with = told.duties.iter().filter_map(|planned| match &planned.standing {
        StandingTold::Residual(other) if !other.alternatives.is_empty() => {
            Some((other, &planned.duty.rule.citation))
        }
        _ => None,
    });
    let (first, cited) = with.find(|(other, _)| other.alternatives == residual.alternatives)?;
    (!std::ptr::eq(first, residual)).then_some(cited)
}

fn number_of(planned: &PlannedTold) -> Option<usize> {
    match &planned.standing {
        StandingTold::Step { number, .. } => Some(*number),
        StandingTold::Lasts
        | StandingTold::Begins
        | StandingTold::Waits { .. }
        | StandingTold::Barred
        | StandingTold::Residual(_) => None,
    }
}

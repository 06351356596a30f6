//! Two plans beside each other as a text: of each duty and each step that is otherwise, how it stands before and after.
//! What stays as it is, is counted.

use jiff::tz::TimeZone;

use super::text::{due, line_of, standing};
use super::{ChangeTold, PlannedTold, StandingTold, StepTold, WhatIfTold};
use crate::say::duty::doubt_of_calendar;
use crate::say::lines::Page;
use crate::say::told::WayTold;
use crate::say::{id, instant};
use crate::words::Voice;

/// What would be otherwise, line by line.
#[must_use]
pub fn compared_text(told: &WhatIfTold, voice: &Voice, zone: &TimeZone) -> Page {
    let mut page = Page::default();
    page.title(voice.with("what-if-headline", [("handle", told.before.handle.as_str().into())]));
    for one in &told.supposed {
        page.line(2, format!("- {one}"));
    }
    page.gap();
    if !told.differs() {
        page.line(0, voice.say("what-if-nothing"));
        page.gap();
        page.line(0, voice.say("what-if-note"));
        return page;
    }
    page.title(voice.say("what-if-title-duties"));
    let folded = |page: &mut Page, all: &[ChangeTold], text: &str| {
        let same = all.iter().filter(|change| !change.changed).count();
        if same > 0 {
            page.line(2, voice.with(text, [("count", same.into())]));
        }
    };
    for change in told.changes.iter().filter(|change| change.changed) {
        let before = change.before.and_then(|place| told.before.duties.get(place));
        let after = change.after.and_then(|place| told.after.duties.get(place));
        let Some(either) = before.or(after) else { continue };
        page.line(2, line_of(either, voice));
        let (before, after) = sides(before, after, voice, zone);
        both(&mut page, &before.join(" · "), &after.join(" · "), voice);
    }
    folded(&mut page, &told.changes, "what-if-same-duties");
    page.gap();
    page.title(voice.say("what-if-title-steps"));
    for change in told.steps.iter().filter(|change| change.changed) {
        let side = |steps: &[StepTold], place: Option<usize>| {
            let step = place.and_then(|place| steps.get(place));
            step.map_or_else(|| voice.say("what-if-no-step"), |step| taken(step, voice, zone))
        };
        let before = change.before.and_then(|place| told.before.steps.get(place));
        let Some(step) = before.or(change.after.and_then(|at| told.after.steps.get(at))) else {
            continue;
        };
        page.line(2, what(step, voice));
        let before = side(&told.before.steps, change.before);
        both(&mut page, &before, &side(&told.after.steps, change.after), voice);
    }
    folded(&mut page, &told.steps, "what-if-same-steps");
    page.gap();
    page.line(0, voice.say("what-if-note"));
    page
}

fn both(page: &mut Page, before: &str, after: &str, voice: &Voice) {
    page.line(4, voice.with("what-if-before", [("what", before.into())]));
    page.line(4, voice.with("what-if-after", [("what", after.into())]));
}

/// How a duty stands on either side: first what becomes of it, then whatever is so on that side alone.
#[must_use]
pub(crate) fn sides(
    before: Option<&PlannedTold>,
    after: Option<&PlannedTold>,
    voice: &Voice,
    zone: &TimeZone,
) -> (Vec<String>, Vec<String>) {
    let side = |planned: Option<&PlannedTold>| {
        let gone = || vec![voice.say("what-if-not-owed")];
        planned.map_or_else(gone, |planned| parts(planned, voice, zone))
    };
    let (one, other) = (side(before), side(after));
    let alone = |mine: &[String], theirs: &[String]| {
        let parts = mine.iter().enumerate();
        let parts = parts.filter(|(place, part)| *place == 0 || !theirs.contains(part));
        parts.map(|(_, part)| part.clone()).collect::<Vec<_>>()
    };
    (alone(&one, &other), alone(&other, &one))
}

/// Everything that is told of how a duty stands.
fn parts(planned: &PlannedTold, voice: &Voice, zone: &TimeZone) -> Vec<String> {
    let language = voice.language();
    let mut parts = vec![standing(planned, voice, zone)];
    parts.extend(due(planned, zone).map(|due| voice.with("plan-due-by", [("due", due.into())])));
    parts.extend(doubt_of_calendar(&planned.duty, voice));
    if !planned.duty.sure {
        parts.push(voice.say("what-if-perhaps"));
    }
    if !planned.duty.readings.is_empty() {
        let taken = planned.duty.readings.iter().map(|one| one.words.in_language(language));
        let taken = taken.collect::<Vec<_>>().join(&voice.say("list-and"));
        parts.push(voice.with("plan-readings", [("readings", taken.into())]));
    }
    if !planned.to.is_empty() {
        let to: Vec<&str> = planned.to.iter().map(|to| to.in_language(language)).collect();
        parts.push(format!("→ {}", to.join(&voice.say("list-comma"))));
    }
    if let Some(now) = planned.now {
        let answer = voice.say(id::answer(now));
        let mut gate = voice.with("plan-gate", [("answer", answer.into())]);
        let cited = planned.blocked_by.iter().map(|rule| rule.citation.in_language(language));
        let cited: Vec<&str> = cited.collect();
        if !cited.is_empty() {
            let cited = cited.join(&voice.say("list-comma"));
            gate.push_str(&voice.with("what-if-against", [("cited", cited.into())]));
        }
        parts.push(gate);
    }
    parts.extend(opening(planned, voice, zone));
    parts
}

/// What would open the way for a duty.
fn opening(planned: &PlannedTold, voice: &Voice, zone: &TimeZone) -> Vec<String> {
    let language = voice.language();
    let way = |way: &WayTold| {
        let moves: Vec<&str> =
            way.moves.iter().map(|one| one.words.in_language(language)).collect();
        let way = moves.join(&voice.say("list-and-also"));
        voice.with("plan-way", [("way", way.into())])
    };
    match &planned.standing {
        StandingTold::Waits { ways } => ways.iter().map(way).collect(),
        StandingTold::Residual(told) => {
            let mut all: Vec<String> = told.ways.iter().map(way).collect();
            all.extend(
                told.earliest
                    .map(|at| voice.with("plan-earliest", [("at", instant(at, zone).into())])),
            );
            all.extend(told.alternatives.iter().map(|one| {
                let words = one.order.words.in_language(language);
                format!("{words} ({})", voice.say(one.stands_id()))
            }));
            all
        }
        StandingTold::Step { .. }
        | StandingTold::Lasts
        | StandingTold::Begins
        | StandingTold::Barred => Vec::new(),
    }
}

/// Who does what in a step, by which rules.
fn what(step: &StepTold, voice: &Voice) -> String {
    let language = voice.language();
    let rules: Vec<&str> =
        step.rules.iter().map(|rule| rule.citation.in_language(language)).collect();
    let by = step.by.in_language(language);
    let mut line = format!("{by} · {}", step.words.in_language(language));
    if !rules.is_empty() {
        line.push_str(&format!(" · {}", rules.join(&voice.say("list-comma"))));
    }
    line
}

/// How a step is taken: its number, when, with what, to whom, and what the gate says.
fn taken(step: &StepTold, voice: &Voice, zone: &TimeZone) -> String {
    let language = voice.language();
    let listed = |all: &[tidegate_law::Words]| {
        let all: Vec<&str> = all.iter().map(|one| one.in_language(language)).collect();
        all.join(&voice.say("list-comma"))
    };
    let number = voice.with("what-if-step", [("number", step.number.into())]);
    let mut parts = vec![number, instant(step.at, zone)];
    if !step.sure {
        parts.push(voice.say("what-if-perhaps"));
    }
    if !step.to.is_empty() {
        let mut to = format!("→ {}", listed(&step.to));
        if !step.reaches.is_empty() {
            to.push_str(&voice.with("plan-reaches", [("who", listed(&step.reaches).into())]));
        }
        parts.push(to);
        parts.push(voice.with("plan-content", [("content", listed(&step.content).into())]));
    }
    if let Some(answer) = step.answer {
        let answer = voice.say(id::answer(answer));
        parts.push(voice.with("plan-gate", [("answer", answer.into())]));
    }
    if !step.conditions.is_empty() {
        let facts: Vec<&str> =
            step.conditions.iter().map(|one| one.words.in_language(language)).collect();
        let facts = facts.join(&voice.say("list-and"));
        parts.push(voice.with("plan-provided", [("facts", facts.into())]));
    }
    parts.extend(super::opens(step, voice));
    parts.join(" · ")
}

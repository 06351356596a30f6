//! What differs between two versions as a page in one language.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use tidegate_law::{Aspect, Definition, Force, Matters, Otherwise, Turn};

use super::{
    ActDiffers, DefinitionDiffers, DifferenceTold, FoundTold, OutcomeTold, OwedTold, RuleDiffers,
    Verdict, WitnessTold,
};
use crate::say::told::{AnswerTold, GroundTold};
use crate::say::{Page, id, instant};
use crate::words::Voice;

/// How much of the digest of a book is shown to people.
const SHORT: usize = 12;

/// Added, removed, changed.
#[must_use]
pub fn turn(turn: Turn) -> &'static str {
    match turn {
        Turn::Added => "differ-added",
        Turn::Removed => "differ-removed",
        Turn::Changed => "differ-changed",
    }
}

/// The whole comparison but for the cases.
#[must_use]
pub fn page(told: &DifferenceTold, voice: &Voice) -> Page {
    let mut page = Page::default();
    let short = |digest: &str| digest.chars().take(SHORT).collect::<String>();
    let words = [("old", short(&told.old).into()), ("new", short(&told.new).into())];
    page.title(voice.with("differ-title", words));
    let nothing = told.rules.is_empty() && told.definitions.is_empty();
    page.line(0, voice.say(if nothing { "differ-nothing" } else { verdict(told.verdict) }));
    if let Some(at) = told.at {
        page.line(0, voice.with("differ-only", [("at", instant(at, &TimeZone::UTC).into())]));
    }
    if let Some(proofs) = told.proofs.as_ref().filter(|proofs| proofs.rules > 0) {
        let words = [
            ("rules", proofs.rules.into()),
            ("acts", proofs.acts.into()),
            ("seconds", format!("{:.1}", proofs.milliseconds as f64 / 1000.0).into()),
        ];
        page.line(0, voice.with("differ-proofs", words));
    }
    section(&mut page, "differ-rules", told.rules.is_empty(), voice);
    told.rules.iter().for_each(|one| rule(&mut page, one, voice));
    if told.proofs.is_some() && !told.acts.is_empty() {
        section(&mut page, "differ-acts", false, voice);
        let first = told.rules.first().map(|rule| tidegate_law::time::zone(&rule.zone));
        let zone = first.and_then(Result::ok).unwrap_or(TimeZone::UTC);
        acts(&mut page, &told.acts, &zone, voice);
    }
    if let Some(all) = told.world.as_ref().filter(|all| !all.is_empty()) {
        section(&mut page, "differ-world", false, voice);
        all.iter().for_each(|one| witness(&mut page, one, &TimeZone::UTC, voice));
    }
    if !told.definitions.is_empty() {
        section(&mut page, "differ-definitions", false, voice);
        told.definitions.iter().for_each(|one| definition(&mut page, one, voice));
    }
    page
}

fn section(page: &mut Page, title: &str, empty: bool, voice: &Voice) {
    if !empty {
        page.gap();
        page.title(voice.say(title));
    }
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Same => "differ-verdict-same",
        Verdict::Differ => "differ-verdict-differ",
        Verdict::Unproved => "differ-verdict-unproved",
        Verdict::Fault => "differ-verdict-fault",
    }
}

fn rule(page: &mut Page, told: &RuleDiffers, voice: &Voice) {
    let language = voice.language();
    page.gap();
    let marks = [voice.say(turn(told.turn)), voice.say(id::kind(told.kind)), told.rule.clone()];
    page.line(0, format!("{} [{}]", told.citation.in_language(language), marks.join(" · ")));
    page.line(2, told.sentence.in_language(language));
    if let Some(formerly) = &told.formerly {
        page.line(2, voice.with("differ-formerly", [("rule", formerly.as_str().into())]));
    }
    if let Some(said) = &told.said {
        let words = said.in_language(language).to_owned();
        page.line(2, voice.with("differ-said", [("words", words.into())]));
    }
    let aspects: Vec<String> = told.aspects.iter().map(|one| voice.say(aspect(*one))).collect();
    if !aspects.is_empty() {
        let aspects = aspects.join(&voice.say("list-comma"));
        page.line(2, voice.with("differ-written", [("aspects", aspects.into())]));
    }
    let found = match &told.found {
        FoundTold::Unproved => Some("differ-unproved"),
        FoundTold::Same { proved: true } => Some("differ-same-proved"),
        FoundTold::Same { proved: false } => Some("differ-same-letter"),
        FoundTold::Unwitnessed => Some("differ-unwitnessed"),
        FoundTold::Differs { witnesses } => {
            let zone = tidegate_law::time::zone(&told.zone).unwrap_or(TimeZone::UTC);
            witnesses.iter().for_each(|one| witness(page, one, &zone, voice));
            None
        }
    };
    if let Some(found) = found {
        page.line(2, voice.say(found));
    }
}

/// Acts to which the same happens at the same time, told once.
fn acts(page: &mut Page, told: &[ActDiffers], zone: &TimeZone, voice: &Voice) {
    let mut groups: Vec<(Vec<&str>, Vec<String>, String)> = Vec::new();
    for one in told {
        let span = span(one.from, one.until, zone, voice);
        let lines: Vec<String> =
            one.witnesses.iter().filter_map(|witness| turned(witness, voice)).collect();
        let name = one.words.in_language(voice.language());
        match groups.iter_mut().find(|(_, known, when)| *known == lines && *when == span) {
            Some((names, ..)) => names.push(name),
            None => groups.push((vec![name], lines, span)),
        }
    }
    for (names, lines, span) in groups {
        let names = names.join(&voice.say("list-comma"));
        let words = [("act", names.into()), ("span", span.into())];
        let id = if lines.is_empty() { "differ-act-same" } else { "differ-act" };
        page.line(2, format!("- {}", voice.with(id, words)));
        lines.into_iter().for_each(|line| page.line(6, line));
    }
}

/// A change from one answer to another, with the story.
fn turned(told: &WitnessTold, voice: &Voice) -> Option<String> {
    let side = told.sides.first()?;
    let (OutcomeTold::Answer(old), OutcomeTold::Answer(new)) = (&side.old, &side.new) else {
        return None;
    };
    let words = [
        ("old", voice.say(id::answer(old.answer)).into()),
        ("new", voice.say(id::answer(new.answer)).into()),
        ("story", story(told, voice).into()),
    ];
    let line = voice.with("differ-act-turn", words);
    let unconfirmed = || format!("{line} · {}", voice.say("differ-unconfirmed"));
    Some(if told.confirmed { line.clone() } else { unconfirmed() })
}

fn witness(page: &mut Page, told: &WitnessTold, zone: &TimeZone, voice: &Voice) {
    let language = voice.language();
    let words = [
        ("span", span(told.from, told.until, zone, voice).into()),
        (
            "act",
            told.act
                .as_ref()
                .map(|act| act.in_language(language))
                .unwrap_or_default()
                .to_owned()
                .into(),
        ),
    ];
    page.line(2, voice.with(otherwise(told.otherwise), words));
    page.line(4, voice.say("differ-suppose"));
    told.story.iter().for_each(|line| page.line(6, format!("- {}", line.in_language(language))));
    if !told.adopted.is_empty() {
        let adopted = told.adopted.join(&voice.say("list-comma"));
        page.line(6, format!("- {}", voice.with("differ-adopted", [("ids", adopted.into())])));
    }
    for side in &told.sides {
        let mut at = voice.with("differ-at", [("at", instant(side.at, zone).into())]);
        let happened = side.happened.iter().map(|one| {
            let words = one.words.in_language(language);
            let when = instant(one.at, zone);
            if one.another_product {
                let words = words.to_owned();
                voice
                    .with("differ-happened-another", [("words", words.into()), ("at", when.into())])
            } else {
                format!("{words} ({when})")
            }
        });
        let happened: Vec<String> = happened.collect();
        if !happened.is_empty() {
            let happened = happened.join(&voice.say("list-and"));
            at = voice.with("differ-happened", [("happened", happened.into())]);
        }
        page.line(4, at);
        let (old, new) = (filled(&side.old), filled(&side.new));
        let fields = !old.is_empty() && !new.is_empty() && old != new;
        for (id, outcome) in [("differ-old", &side.old), ("differ-new", &side.new)] {
            page.line(6, voice.with(id, [("outcome", said(outcome, fields, zone, voice).into())]));
        }
    }
    unconfirmed(page, told, voice);
}

fn unconfirmed(page: &mut Page, told: &WitnessTold, voice: &Voice) {
    if !told.confirmed {
        page.line(4, voice.say("differ-unconfirmed"));
    }
}

fn story(told: &WitnessTold, voice: &Voice) -> String {
    let language = voice.language();
    let story: Vec<&str> = told.story.iter().map(|line| line.in_language(language)).collect();
    story.join(&voice.say("list-and"))
}

/// A time of the law.
fn span(from: Timestamp, until: Option<Timestamp>, zone: &TimeZone, voice: &Voice) -> String {
    let said = |at: Timestamp| instant(at, zone);
    match until {
        None => voice.with("differ-span-from", [("from", said(from).into())]),
        Some(until) => {
            voice.with("differ-span", [("from", said(from).into()), ("until", said(until).into())])
        }
    }
}

fn said(outcome: &OutcomeTold, fields: bool, zone: &TimeZone, voice: &Voice) -> String {
    match outcome {
        OutcomeTold::Answer(answer) => {
            let kind = voice.say(id::answer(answer.answer));
            let grounds = grounds(answer, voice);
            if grounds.is_empty() { kind } else { format!("{kind} · {grounds}") }
        }
        OutcomeTold::Duties { duties } if duties.is_empty() => voice.say("differ-not-owed"),
        OutcomeTold::Duties { duties } => {
            let alike = |one: &OwedTold, other: &OwedTold| {
                OwedTold { to: None, ..one.clone() } == OwedTold { to: None, ..other.clone() }
            };
            let runs = duties.chunk_by(alike);
            let all: Vec<String> = runs.map(|run| duty(run, fields, zone, voice)).collect();
            all.join(&voice.say("list-and"))
        }
    }
}

/// The grounds of an answer, or what speaks for it where there is none, in a line.
#[must_use]
pub fn grounds(answer: &AnswerTold, voice: &Voice) -> String {
    let language = voice.language();
    let mut all: Vec<String> = Vec::new();
    for ground in &answer.grounds {
        match ground {
            GroundTold::Rule { rule, .. } | GroundTold::Open { rule, .. } => all.push(format!(
                "{}: {}",
                rule.citation.in_language(language),
                rule.sentence.in_language(language)
            )),
            GroundTold::TooMuchUnknown { .. } => all.push(voice.say("differ-too-much")),
            GroundTold::Contradiction { constraint } => {
                let words = [("key", constraint.as_str().into())];
                all.push(voice.with("differ-contradiction", words));
            }
        }
    }
    for one in &answer.collisions {
        let duty = one.duty.citation.in_language(language).to_owned();
        all.push(voice.with("differ-demanded", [("rule", duty.into())]));
    }
    for (id, rules) in [("differ-supports", &answer.supports), ("differ-advice", &answer.advice)] {
        let cited: Vec<&str> =
            rules.iter().map(|rule| rule.citation.in_language(language)).collect();
        if !cited.is_empty() {
            let cited = cited.join(&voice.say("list-comma"));
            all.push(voice.with(id, [("rules", cited.into())]));
        }
    }
    all.dedup();
    all.join(&voice.say("list-and"))
}

/// What the filings must say.
fn filled(outcome: &OutcomeTold) -> BTreeSet<&String> {
    match outcome {
        OutcomeTold::Answer(_) => BTreeSet::new(),
        OutcomeTold::Duties { duties } => duties.iter().flat_map(|one| &one.fields).collect(),
    }
}

/// A duty with all to whom it is owed; with what the filing must say where the two versions differ in that.
fn duty(run: &[OwedTold], fields: bool, zone: &TimeZone, voice: &Voice) -> String {
    let language = voice.language();
    let Some(told) = run.first() else { return String::new() };
    let mut parts = Vec::new();
    if told.force != Force::Binding {
        parts.push(voice.say(id::force(told.force)));
    }
    let to: Vec<&str> =
        run.iter().filter_map(|one| Some(one.to.as_ref()?.in_language(language))).collect();
    if !to.is_empty() {
        let id = if told.any_of { "duty-to-any" } else { "duty-to" };
        parts.push(voice.with(id, [("to", to.join(&voice.say("list-and")).into())]));
    }
    if let Some(due) = &told.due {
        let at = instant(due.strict, zone);
        parts.push(voice.with("duty-due", [("due", at.into())]));
    }
    if let Some(word) = &told.word {
        let word = word.in_language(language).to_owned();
        parts.push(voice.with("duty-word", [("word", word.into())]));
    }
    if let Some(day) = told.keep_through {
        parts.push(voice.with("duty-keep", [("day", day.to_string().into())]));
    }
    if fields {
        let fields = told.fields.join(", ");
        parts.push(voice.with("duty-fields", [("fields", fields.into())]));
    }
    parts.push(voice.with("duty-state", [("state", voice.say(id::state(told.state)).into())]));
    parts.join(&voice.say("list-comma"))
}

fn definition(page: &mut Page, told: &DefinitionDiffers, voice: &Voice) {
    let words = [
        ("what", voice.say(what(told.what)).into()),
        ("name", told.name.as_str().into()),
        ("turn", voice.say(turn(told.turn)).into()),
        ("matters", voice.say(matters(told.matters)).into()),
    ];
    page.line(2, format!("- {}", voice.with("differ-definition", words)));
    for one in &told.witnesses {
        let Some(side) = one.sides.first() else { continue };
        let duties = [&side.old, &side.new].into_iter().find_map(|outcome| match outcome {
            OutcomeTold::Duties { duties } => duties.first(),
            OutcomeTold::Answer(_) => None,
        });
        let Some(duty) = duties else { continue };
        page.line(6, duty.citation.in_language(voice.language()));
        let zone = duty.due.as_ref().and_then(|due| tidegate_law::time::zone(&due.zone).ok());
        witness(page, one, &zone.unwrap_or(TimeZone::UTC), voice);
    }
}

fn otherwise(otherwise: Otherwise) -> &'static str {
    match otherwise {
        Otherwise::Answer => "differ-answer",
        Otherwise::Grounds => "differ-grounds",
        Otherwise::Beside => "differ-beside",
        Otherwise::Owed => "differ-owed",
        Otherwise::Duty => "differ-duty",
    }
}

fn matters(matters: Matters) -> &'static str {
    match matters {
        Matters::Words => "differ-matters-words",
        Matters::ThroughRules => "differ-matters-rules",
        Matters::Ways => "differ-matters-ways",
        Matters::World => "differ-matters-world",
        Matters::Open => "differ-matters-open",
    }
}

fn what(what: Definition) -> &'static str {
    match what {
        Definition::Statute => "differ-what-statute",
        Definition::Article => "differ-what-article",
        Definition::Scope => "differ-what-scope",
        Definition::Reading => "differ-what-reading",
        Definition::Fact => "differ-what-fact",
        Definition::Act => "differ-what-act",
        Definition::StartEvent => "differ-what-start-event",
        Definition::World => "differ-what-world",
        Definition::Calendar => "differ-what-calendar",
        Definition::Authority => "differ-what-authority",
        Definition::Move => "differ-what-move",
        Definition::WayThrough => "differ-what-way-through",
    }
}

fn aspect(aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Name => "differ-aspect-name",
        Aspect::Words => "differ-aspect-words",
        Aspect::Certainty => "differ-aspect-certainty",
        Aspect::Citation => "differ-aspect-citation",
        Aspect::Written => "differ-aspect-written",
        Aspect::Condition => "differ-aspect-condition",
        Aspect::Acts => "differ-aspect-acts",
        Aspect::Force => "differ-aspect-force",
        Aspect::Dates => "differ-aspect-dates",
        Aspect::Period => "differ-aspect-period",
        Aspect::Word => "differ-aspect-word",
        Aspect::Addressees => "differ-aspect-addressees",
        Aspect::Content => "differ-aspect-content",
        Aspect::Fields => "differ-aspect-fields",
        Aspect::Start => "differ-aspect-start",
        Aspect::Governed => "differ-aspect-governed",
        Aspect::Keep => "differ-aspect-keep",
        Aspect::Per => "differ-aspect-per",
        Aspect::Starts => "differ-aspect-starts",
        Aspect::Already => "differ-aspect-already",
        Aspect::Counting => "differ-aspect-counting",
    }
}

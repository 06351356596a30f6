//! Duties as a short text in one language.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use tidegate_law::{Force, Words};

use super::id;
use super::lines::Page;
use super::owed::{DutiesTold, DutyTold};
use super::text::Speaker;
use crate::words::Voice;

/// Duties as a page, each with its due time and the way in which that was counted; instants are written in `zone`.
#[must_use]
pub fn duties(told: &DutiesTold, voice: &Voice, zone: &TimeZone) -> Page {
    let mut page = Page::default();
    let at = super::instant(told.at, zone);
    let count = told.duties.len();
    page.title(voice.with("duties-headline", [("count", count.into()), ("at", at.into())]));
    for group in runs(&told.duties) {
        if let Some(first) = group.first() {
            page.gap();
            duty(&mut page, first, group, voice, zone);
        }
    }
    page
}

/// How a due time stands to now: `in 23 h`, `2 d ago`.
#[must_use]
pub fn left(due: Timestamp, at: Timestamp, voice: &Voice) -> String {
    let seconds = due.duration_since(at).as_secs();
    let (days, hours, minutes) =
        (seconds.abs() / 86_400, seconds.abs() / 3_600, seconds.abs() / 60);
    let span = match (days, hours) {
        (2.., _) => voice.with("span-days", [("count", days.into())]),
        (_, 2..) => voice.with("span-hours", [("count", hours.into())]),
        _ => voice.with("span-minutes", [("count", minutes.into())]),
    };
    let words = [("span", span.into())];
    if seconds < 0 { voice.with("due-over", words) } else { voice.with("due-in", words) }
}

/// Runs of duties that are one duty, owed to several.
pub fn runs(duties: &[DutyTold]) -> impl Iterator<Item = &[DutyTold]> {
    duties.chunk_by(but_for_addressee)
}

/// A duty that is owed to nobody, to one or to several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwedTold {
    /// The duty, with the first addressee.
    pub duty: DutyTold,
    /// All addressees.
    pub to: Vec<Words>,
    /// Whether one of them suffices.
    pub any_of: bool,
}

/// Duties, those that are owed to several said once.
#[must_use]
pub fn gathered(duties: &[DutyTold]) -> Vec<OwedTold> {
    let gather = |run: &[DutyTold]| {
        let duty = run.first()?.clone();
        let to = run.iter().filter_map(|one| Some(one.to.as_ref()?.words.clone())).collect();
        let any_of = duty.to.as_ref().is_some_and(|to| to.any_of);
        Some(OwedTold { duty, to, any_of })
    };
    runs(duties).filter_map(gather).collect()
}

/// What the calendar does not say of the due time: days that are not known, or that it cannot be counted at all.
#[must_use]
pub fn doubt_of_calendar(told: &DutyTold, voice: &Voice) -> Option<String> {
    let language = voice.language();
    if let Some(uncounted) = &told.uncounted {
        let why = uncounted.words.in_language(language);
        return Some(voice.with("duty-uncounted", [("why", why.into())]));
    }
    let gap = told.due.as_ref()?.calendar_gap.as_ref()?;
    let words = [
        ("place", gap.place.in_language(language).into()),
        ("first", gap.first.to_string().into()),
        ("last", gap.last.to_string().into()),
    ];
    Some(voice.with("duty-gap", words))
}

/// What it depends on whether a duty is owed, in plain sentences; nothing where it surely is.
#[must_use]
pub fn depends(told: &DutyTold, voice: &Voice) -> Option<String> {
    let language = voice.language();
    let open: Vec<&str> = told.unknown.iter().map(|one| one.words.in_language(language)).collect();
    let list = open.join(&voice.say("list-and"));
    (!told.sure).then(|| voice.with("duties-owed-if", [("facts", list.into())]))
}

/// What settled a duty beside its state: the references of its addressees, and who decided that it asks for no report.
#[must_use]
pub fn settled(told: &DutyTold, voice: &Voice, zone: &TimeZone) -> Vec<String> {
    let reference = |one: &super::owed::ReferenceTold| {
        let when = super::happened::since(&one.when, zone);
        let words = [("reference", one.reference.as_str().into()), ("when", when.into())];
        voice.with("duty-reference", words)
    };
    let decided = told.not_reportable.iter().map(|one| {
        let words = [
            ("by", one.by.as_str().into()),
            ("at", super::instant(one.recorded, zone).into()),
            ("reasons", one.reasons.as_str().into()),
        ];
        voice.with("not-reportable-line", words)
    });
    told.filed.iter().map(reference).chain(decided).collect()
}

/// Whether two duties are one, owed to several.
fn but_for_addressee(one: &DutyTold, other: &DutyTold) -> bool {
    one.to.is_some() == other.to.is_some()
        && *one == DutyTold { to: one.to.clone(), ..other.clone() }
}

/// One duty: who shall do what, to whom (the addressees of all in the group), by when, on what ground.
fn duty(page: &mut Page, told: &DutyTold, group: &[DutyTold], voice: &Voice, zone: &TimeZone) {
    let language = voice.language();
    let speaker = Speaker { voice, language };
    let what = told.rule.sentence.in_language(language);
    let arguments = [("bearer", told.bearer.in_language(language).into()), ("what", what.into())];
    let id = match told.rule.force {
        Force::Binding if told.sure => "duty-shall",
        Force::Binding => "duty-shall-if",
        Force::House => "duty-house",
        Force::Recommended | Force::Norm => "duty-should",
    };
    page.title(voice.with(id, arguments));
    page.line(2, speaker.cited(&told.rule));
    if let Some(to) = &told.to {
        let id = if to.any_of { "duty-to-any" } else { "duty-to" };
        let all: Vec<&str> = group
            .iter()
            .filter_map(|one| one.to.as_ref())
            .map(|to| to.words.in_language(language))
            .collect();
        page.line(2, voice.with(id, [("to", all.join(&voice.say("list-and")).into())]));
    }
    when(page, told, voice, zone);
    for one in &told.asserted {
        page.line(2, one.words.in_language(language));
    }
    page.line(2, voice.with("duty-state", [("state", voice.say(id::state(told.state)).into())]));
    for line in settled(told, voice, zone) {
        page.line(2, line);
    }
    for noted in &told.noted {
        let id = id::weight(noted.weight);
        page.line(2, voice.with(id, [("at", noted.occurred.as_str().into())]));
    }
    if !told.unknown.is_empty() {
        page.line(2, voice.say("duty-unknown"));
        for fact in &told.unknown {
            let name = voice.with("in-brackets", [("text", fact.fact.as_str().into())]);
            page.line(4, format!("- {}{name}", fact.words.in_language(language)));
        }
    }
    for reading in &told.readings {
        let meaning = reading.words.in_language(language);
        page.line(2, voice.with("reading-taken", [("meaning", meaning.into())]));
    }
    if !told.fields.is_empty() {
        page.line(2, voice.with("duty-fields", [("fields", told.fields.join(", ").into())]));
    }
    page.line(2, format!("[{}]", speaker.marks(&told.rule)));
}

fn when(page: &mut Page, told: &DutyTold, voice: &Voice, zone: &TimeZone) {
    let language = voice.language();
    let event = told.start_event.words.in_language(language);
    match &told.started {
        Some(started) => {
            let known = started.earliest == started.latest;
            let written = if known {
                super::instant(started.earliest, zone)
            } else {
                started.written.clone()
            };
            let arguments = [("event", event.into()), ("started", written.into())];
            page.line(2, voice.with("duty-started", arguments));
        }
        None => page.line(2, voice.with("duty-not-started", [("event", event.into())])),
    }
    if let Some(word) = &told.word {
        let text = word.words.in_language(language);
        if word.word == "no-time-stated" {
            page.line(2, text);
        } else {
            page.line(2, voice.with("duty-word", [("word", text.into())]));
        }
    }
    if let Some(due) = &told.due {
        let said = due.words.in_language(language);
        page.line(2, voice.with("duty-due", [("due", said.into())]));
        for step in &due.counting {
            let text = step.words.in_language(language);
            let line = match &step.citation {
                Some(citation) => {
                    let citation = citation.in_language(language);
                    let arguments = [("citation", citation.into()), ("text", text.into())];
                    format!("- {}", voice.with("cited-text", arguments))
                }
                None => format!("- {text}"),
            };
            page.line(4, line);
        }
    }
    if let Some(doubt) = doubt_of_calendar(told, voice) {
        page.line(if told.due.is_some() { 4 } else { 2 }, doubt);
    }
    if let Some(day) = told.keep_through {
        page.line(2, voice.with("duty-keep", [("day", day.to_string().into())]));
    }
}

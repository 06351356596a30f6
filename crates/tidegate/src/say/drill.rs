//! A drill in the form in which it is told: what happened, what was done, and what was met; and as a text.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use tidegate_core::act::Recipient;
use tidegate_law::{AnswerKind, Force, Language, Words};

mod put;

pub use put::PutTold;

use super::happened::Happened;
use super::lines::Page;
use super::owed::{self, DutyTold};
use super::schema::Bilingual;
use super::told::{own_call, party_name};
use super::{id, instant};
use crate::drill::{Drill, NoDrill, Outcome, Played, Score, Tested, score};
use crate::telling::quoted;
use crate::words::Voice;

/// A drill at an instant of its story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DrillTold {
    /// The version of this form.
    pub version: u32,
    /// That nothing of this is real: always so.
    pub drill: bool,
    /// The digest of the book that answered.
    pub book: String,
    /// Whose steps are drilled.
    #[schema(value_type = Bilingual)]
    pub who: Words,
    /// The first instant of the story.
    #[schema(value_type = String, format = DateTime)]
    pub begins: Timestamp,
    /// The last one.
    #[schema(value_type = String, format = DateTime)]
    pub ends: Timestamp,
    /// The instant of the story at which the drill stands.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// What had happened by then.
    pub happened: Vec<OccurrenceTold>,
    /// What the trained party did.
    pub steps: Vec<DrillStepTold>,
    /// Its duties whose clock had started.
    pub duties: Vec<DrilledTold>,
    /// What was met.
    pub score: Score,
}

/// Something that happened in the story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OccurrenceTold {
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// What.
    #[schema(value_type = Bilingual)]
    pub words: Words,
}

/// A step of the trained party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DrillStepTold {
    /// When, in the time of the story.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// What, in the words of scenes.
    pub line: String,
    /// The answer of the gate where content goes out: outside a drill only a permit lets it.
    #[schema(value_type = Option<String>)]
    pub gate: Option<AnswerKind>,
    /// What the gate says of it, with the articles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub put: Option<PutTold>,
}

/// A duty in a drill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DrilledTold {
    /// The duty, with the first addressee.
    pub duty: DutyTold,
    /// All addressees; of those of whom one suffices all are named.
    #[schema(value_type = Vec<Bilingual>)]
    pub to: Vec<Words>,
    /// What became of it.
    pub outcome: Outcome,
    /// What the gate says of the step that met it, where it does not let that step pass and no other met it as well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub against: Option<PutTold>,
    /// When it was met.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub met: Option<Timestamp>,
    /// Whether it counts for the score: it binds, and it is surely owed.
    pub counts: bool,
    /// The step that would meet it, in the words of scenes, without a time.
    pub step: String,
}

/// A drill as it stands.
///
/// # Errors
/// As [`Drill::played`].
pub fn drilled(drill: &Drill<'_>, played: &Played) -> Result<DrillTold, NoDrill> {
    let desk = drill.desk();
    let (book, case) = (desk.book, &played.case);
    let called = desk.office.map(own_call);
    let called = called.as_ref().map_or(&[][..], |called| &called[..]);
    let voices = [Voice::of(Language::English), Voice::of(Language::Chinese)];
    let said = |event: &_| {
        let [en, zh] =
            voices.each_ref().map(|voice| Happened { book, case, called, voice }.line(event));
        Words { en, zh }
    };
    let happened = drill
        .happened(played.at)
        .map(|one| OccurrenceTold { at: one.occurred.earliest(), words: said(&one.event) });
    let who = Recipient::Party(drill.who());
    let (tested, score) = score(played);
    let name = case.party(drill.who()).map_or("?", |party| party.name.as_str());
    Ok(DrillTold {
        version: 1,
        drill: true,
        book: book.digest().to_owned(),
        who: party_name(case, &who, book, desk.office),
        begins: drill.begins(),
        ends: drill.ends(),
        at: played.at,
        happened: happened.collect(),
        steps: played
            .steps
            .iter()
            .map(|one| DrillStepTold {
                at: one.step.at,
                line: one.step.line.clone(),
                gate: one.put.as_ref().map(|put| put.decision.gate),
                put: one.put.as_ref().map(|put| put::told(&desk, put)),
            })
            .collect(),
        duties: tested.iter().filter_map(|one| told(drill, played, one, name)).collect(),
        score,
    })
}

fn told(drill: &Drill<'_>, played: &Played, tested: &Tested, who: &str) -> Option<DrilledTold> {
    let desk = drill.desk();
    let first = tested.owed.first()?;
    let told = |one| owed::duty(&desk, &played.case, one, played.at);
    let to = tested.owed.iter().filter_map(|one| Some(told(one).to?.words)).collect();
    let product = first.product.and_then(|id| played.case.product(id));
    let product = product.map(|one| format!(" of {}", quoted(&one.name)));
    let who = quoted(who);
    let to_whom = first.duty.to.as_ref().map_or_else(|| who.clone(), ToString::to_string);
    let product = product.unwrap_or_default();
    Some(DrilledTold {
        step: format!("{who} files {}{product} to {to_whom}", first.duty.rule),
        duty: told(first),
        to,
        outcome: tested.outcome,
        against: tested
            .against
            .and_then(|step| played.steps.get(step)?.put.as_ref())
            .map(|put| put::told(&desk, put)),
        met: tested.met.as_ref().map(tidegate_law::time::Occurred::earliest),
        counts: tested.counts,
    })
}

/// The text for an outcome.
#[must_use]
pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Met => "drill-met",
        Outcome::PerhapsLate => "drill-perhaps",
        Outcome::Against => "drill-against-gate",
        Outcome::Late => "drill-late",
        Outcome::Missed => "drill-missed",
        Outcome::Runs => "drill-runs",
        Outcome::Open => "drill-open",
    }
}

/// What became of a duty, with the articles where it was met against the gate.
#[must_use]
pub fn became(one: &DrilledTold, voice: &Voice) -> String {
    let against = one.against.as_ref().map(|put| put.against.in_language(voice.language()));
    match (one.outcome, against) {
        (Outcome::Against, Some(against)) => {
            voice.with("drill-against", [("what", against.into())])
        }
        (Outcome::Late, Some(against)) => {
            voice.with("drill-late-against", [("what", against.into())])
        }
        (other, _) => voice.say(outcome(other)),
    }
}

/// The score in one line.
#[must_use]
pub fn scored(score: &Score, voice: &Voice) -> String {
    let words = [
        ("due", score.due.into()),
        ("met", score.met.into()),
        ("perhaps", score.perhaps_late.into()),
        ("against", score.against.into()),
        ("late", score.late.into()),
        ("missed", score.missed.into()),
    ];
    let line = voice.with("drill-score", words);
    match score.percent {
        Some(percent) => {
            format!("{line} {}", voice.with("drill-percent", [("percent", percent.into())]))
        }
        None => voice.say("drill-nothing-due"),
    }
}

/// What became of duties without a number, in one line.
#[must_use]
pub fn beside(score: &Score, voice: &Voice) -> String {
    let words = [
        ("done", score.done.into()),
        ("against", score.done_against.into()),
        ("open", score.open.into()),
    ];
    voice.with("drill-no-number", words)
}

/// How many steps the gate does not let pass, in one line; none where there is no such step.
#[must_use]
pub fn stopped(score: &Score, voice: &Voice) -> Option<String> {
    let (refused, undecided) = (score.steps_refused, score.steps_undecided);
    let words = [("refused", refused.into()), ("undecided", undecided.into())];
    (refused + undecided > 0).then(|| voice.with("drill-stopped", words))
}

/// When a duty is due and what became of it, in one line.
#[must_use]
pub fn fate(one: &DrilledTold, voice: &Voice, zone: &TimeZone) -> String {
    let due = match (&one.duty.due, &one.duty.word) {
        (Some(due), _) => voice.with("plan-due-by", [("due", instant(due.strict, zone).into())]),
        (None, Some(word)) => word.words.in_language(voice.language()).to_owned(),
        (None, None) => voice.say("plan-no-number"),
    };
    let became = became(one, voice);
    match one.met {
        Some(met) => voice.with(
            "drill-fate-met",
            [("due", due.into()), ("became", became.into()), ("at", instant(met, zone).into())],
        ),
        None => voice.with("drill-fate", [("due", due.into()), ("became", became.into())]),
    }
}

/// A drill as a page.
#[must_use]
pub fn page(told: &DrillTold, voice: &Voice, zone: &TimeZone) -> Page {
    let language = voice.language();
    let mut page = Page::default();
    let at = instant(told.at, zone);
    let who = told.who.in_language(language);
    page.title(voice.with("drill-headline", [("who", who.into()), ("at", at.into())]));
    page.line(0, voice.say("drill-note"));
    page.gap();
    page.title(voice.say("drill-happened"));
    for one in &told.happened {
        page.line(2, format!("{}  {}", instant(one.at, zone), one.words.in_language(language)));
    }
    page.gap();
    page.title(voice.say("drill-steps"));
    if told.steps.is_empty() {
        page.line(2, voice.say("drill-no-steps"));
    }
    for step in &told.steps {
        page.line(2, format!("{}  {}", instant(step.at, zone), step.line));
        if let Some(put) = &step.put {
            let answer = put.words.in_language(language);
            page.line(4, voice.with("plan-gate", [("answer", answer.into())]));
        }
    }
    for (counts, title) in [(true, "drill-duties"), (false, "drill-beside")] {
        let mut of = told.duties.iter().filter(|one| one.counts == counts).peekable();
        if of.peek().is_some() {
            page.gap();
            page.title(voice.say(title));
        }
        for one in of {
            duty(&mut page, one, voice, zone);
        }
    }
    page.gap();
    page.title(scored(&told.score, voice));
    page.line(0, beside(&told.score, voice));
    if let Some(stopped) = stopped(&told.score, voice) {
        page.line(0, stopped);
    }
    page
}

fn duty(page: &mut Page, one: &DrilledTold, voice: &Voice, zone: &TimeZone) {
    let language = voice.language();
    let cited = one.duty.rule.citation.in_language(language);
    let what = one.duty.rule.sentence.in_language(language);
    let force = match one.duty.rule.force {
        Force::Binding => String::new(),
        other => format!("[{}] ", voice.say(id::force(other))),
    };
    page.line(2, format!("- {force}{cited} · {what}"));
    let to: Vec<&str> = one.to.iter().map(|to| to.in_language(language)).collect();
    if !to.is_empty() {
        let any = one.duty.to.as_ref().is_some_and(|to| to.any_of);
        let id = if any { "duty-to-any" } else { "duty-to" };
        page.line(4, voice.with(id, [("to", to.join(&voice.say("list-and")).into())]));
    }
    page.line(4, fate(one, voice, zone));
}

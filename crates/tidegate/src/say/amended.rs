//! What an amended book changes in the open cases of offices, in the form in which it is told. Content is never told.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;
use tidegate_law::{Force, Turn, Words};

use super::owed::DutyTold;
use super::told::{PassageTold, Told};
use super::{Page, id, instant};
use crate::words::Voice;

/// The open cases of an office, those in which something changes.
#[derive(Debug, Clone, Serialize)]
pub struct OfficeTouched {
    /// The office.
    pub office: Words,
    /// How many open cases it has.
    pub opened: usize,
    /// How many of them were opened for it; that is on its log.
    pub read: usize,
    /// Those in which something changes.
    pub cases: Vec<CaseTouched>,
    /// Its zone.
    #[serde(skip)]
    pub zone: Option<TimeZone>,
}

/// A case in which something changes.
#[derive(Debug, Clone, Serialize)]
pub struct CaseTouched {
    /// Its id.
    pub case: String,
    /// Its handle.
    pub handle: String,
    /// The instant asked about.
    pub at: Timestamp,
    /// The duties that are others.
    pub duties: Vec<DutyTouched>,
    /// The answers that are others.
    pub answers: Vec<AnswerTouched>,
}

/// A duty that one version has and the other has not, or has otherwise.
#[derive(Debug, Clone, Serialize)]
pub struct DutyTouched {
    /// Added, removed, changed.
    pub turn: Turn,
    /// Under the old version.
    pub old: Option<DutyTold>,
    /// Under the new version.
    pub new: Option<DutyTold>,
}

/// A flow to which the answer is another.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerTouched {
    /// Why it is asked.
    pub stands: Stands,
    /// The answer under the old version.
    pub old: Told,
    /// The answer under the new version.
    pub new: Told,
}

/// Why a flow is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stands {
    /// It is on record: it was decided on, or took place.
    Recorded,
    /// A duty of one of the two versions demands it now.
    Demanded,
}

/// The cases of an office as a page.
#[must_use]
pub fn page(told: &OfficeTouched, voice: &Voice) -> Page {
    let language = voice.language();
    let mut page = Page::default();
    let zone = told.zone.clone().unwrap_or(TimeZone::UTC);
    let words = [
        ("office", told.office.in_language(language).to_owned().into()),
        ("touched", told.cases.len().into()),
        ("opened", told.opened.into()),
        ("read", told.read.into()),
    ];
    page.title(voice.with("differ-office", words));
    for case in &told.cases {
        page.gap();
        let at = instant(case.at, &zone);
        page.line(
            0,
            voice.with("differ-case", [("handle", case.handle.as_str().into()), ("at", at.into())]),
        );
        let alike = |one: &DutyTouched, other: &DutyTouched| one.but_for_addressee(other);
        for run in case.duties.chunk_by(alike) {
            duty(&mut page, run, &zone, voice);
        }
        case.answers.iter().for_each(|one| answer(&mut page, one, voice));
    }
    page.gap();
    page
}

impl DutyTouched {
    /// Whether another is the same duty, owed to another addressee.
    fn but_for_addressee(&self, other: &Self) -> bool {
        let without = |told: &Option<DutyTold>| {
            told.clone().map(|duty| DutyTold { to: None, noted: Vec::new(), ..duty })
        };
        self.turn == other.turn
            && without(&self.old) == without(&other.old)
            && without(&self.new) == without(&other.new)
    }

    /// The duty as the new version has it, else as the old one had it.
    fn told(&self) -> Option<&DutyTold> {
        self.new.as_ref().or(self.old.as_ref())
    }
}

/// A duty, with all to whom it is owed.
fn duty(page: &mut Page, run: &[DutyTouched], zone: &TimeZone, voice: &Voice) {
    let language = voice.language();
    let Some((told, one)) = run.first().and_then(|told| Some((told, told.told()?))) else { return };
    let to = run.iter().filter_map(|told| told.told()?.to.as_ref());
    let to: Vec<&str> = to.map(|to| to.words.in_language(language)).collect();
    let to = if to.is_empty() { "–".to_owned() } else { to.join("; ") };
    let words = [
        ("turn", voice.say(super::differing::turn(told.turn)).into()),
        ("bearer", one.bearer.in_language(language).to_owned().into()),
        ("rule", one.rule.citation.in_language(language).to_owned().into()),
        ("words", one.rule.sentence.in_language(language).to_owned().into()),
        ("to", to.into()),
    ];
    page.line(2, format!("- {}", voice.with("differ-case-duty", words)));
    for (side, told) in [("differ-old", &told.old), ("differ-new", &told.new)] {
        let said = told
            .as_ref()
            .map_or_else(|| voice.say("differ-not-owed"), |one| stands(one, zone, voice));
        page.line(6, voice.with(side, [("outcome", said.into())]));
    }
}

/// By when a duty is due, and what became of it.
fn stands(told: &DutyTold, zone: &TimeZone, voice: &Voice) -> String {
    let language = voice.language();
    let mut parts = Vec::new();
    if told.rule.force != Force::Binding {
        parts.push(voice.say(id::force(told.rule.force)));
    }
    if let Some(due) = &told.due {
        parts.push(voice.with("duty-due", [("due", instant(due.strict, zone).into())]));
    }
    if let Some(day) = told.keep_through {
        parts.push(voice.with("duty-keep", [("day", day.to_string().into())]));
    }
    if let (None, None, Some(word)) = (&told.due, told.keep_through, &told.word) {
        let word = word.words.in_language(language).to_owned();
        parts.push(voice.with("duty-word", [("word", word.into())]));
    }
    if let Some(why) = &told.uncounted {
        let why = why.words.in_language(language).to_owned();
        parts.push(voice.with("duty-uncounted", [("why", why.into())]));
    }
    parts.push(voice.with("duty-state", [("state", voice.say(id::state(told.state)).into())]));
    parts.extend(super::duty::depends(told, voice));
    parts.join(&voice.say("list-and"))
}

fn answer(page: &mut Page, told: &AnswerTouched, voice: &Voice) {
    let stands = match told.stands {
        Stands::Recorded => "differ-flow-recorded",
        Stands::Demanded => "differ-flow-demanded",
    };
    page.line(2, format!("- {}", voice.say(stands)));
    let heading = |told| super::text::heading(told, voice, &TimeZone::UTC).0;
    let (old, new) = (heading(&told.old), heading(&told.new));
    if old == new {
        page.line(6, old);
    } else {
        page.line(6, voice.with("differ-old", [("outcome", old.into())]));
        page.line(6, voice.with("differ-new", [("outcome", new.into())]));
    }
    // Of many whom a flow reaches, those to whom the answer is another.
    for before in &told.old.passages {
        let after = told.new.passages.iter().find(|after| same_passage(before, after));
        let Some(after) = after else { continue };
        let sides = [before, after].map(|passage| passed(passage, voice));
        if sides.first() == sides.last() {
            continue;
        }
        let language = voice.language();
        let words = [
            ("content", before.content.in_language(language).to_owned().into()),
            ("recipient", before.recipient.in_language(language).to_owned().into()),
        ];
        page.line(6, voice.with("differ-passage", words));
        for (id, said) in ["differ-old", "differ-new"].into_iter().zip(sides) {
            page.line(8, voice.with(id, [("outcome", said.into())]));
        }
    }
}

/// Whether two passages are of the same content about the same product to the same recipient.
fn same_passage(one: &PassageTold, other: &PassageTold) -> bool {
    (&one.content, &one.product, &one.recipient)
        == (&other.content, &other.product, &other.recipient)
}

/// What the law says of a passage, with the grounds, and whether the recipient may have it.
fn passed(passage: &PassageTold, voice: &Voice) -> String {
    let mut parts = vec![voice.say(id::answer(passage.answer.answer))];
    let grounds = super::differing::grounds(&passage.answer, voice);
    parts.extend((!grounds.is_empty()).then_some(grounds));
    if let Some(need) = passage.need.as_ref().filter(|need| !need.granted()) {
        parts.push(voice.say(id::need(need)));
    }
    parts.join(" · ")
}

//! An answer as a short text in one language.

use jiff::tz::TimeZone;
use tidegate_law::{AnswerKind, Force, Language, Words};

use super::declared::DutyBesideTold;
use super::id;
use super::lines::Page;
use super::owed::DutyTold;
use super::rule::{FactTold, RuleTold, UnknownTold};
use super::told::{
    AnswerTold, CollisionTold, DoubtTold, GroundTold, PassageTold, ReadingTold, Told, WayTold,
};
use crate::words::Voice;

/// How much of the digest of a book is shown to people.
const SHORT: usize = 12;
/// The letters that count ways out.
const LETTERS: [&str; 12] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];

/// The whole answer as a page; instants are written in `zone`.
#[must_use]
pub fn answer(told: &Told, voice: &Voice, zone: &TimeZone) -> Page {
    let mut page = Page::default();
    let speaker = Speaker { voice, language: voice.language() };
    page.title(speaker.headline(told));
    page.line(2, speaker.second_line(told, zone));
    let mut passages = told.passages.iter();
    if let Some(first) = passages.next() {
        if !first.through.is_empty() {
            page.line(2, speaker.through(first));
        }
        speaker.reasons(&mut page, &first.answer);
        let others: Vec<&PassageTold> = passages.collect();
        if !others.is_empty() {
            page.gap();
            page.title(voice.say("title-reaches"));
            others.iter().for_each(|other| page.line(2, speaker.other(other)));
        }
    }
    page.gap();
    let book: String = told.book.chars().take(SHORT).collect();
    page.line(0, voice.with("answer-not-checked", [("book", book.into())]));
    page
}

/// The duties that a declaration has to do with, each with what decides it; an empty page where there is none.
#[must_use]
pub fn duties_beside(duties: &[DutyBesideTold], voice: &Voice) -> Page {
    let mut page = Page::default();
    let speaker = Speaker { voice, language: voice.language() };
    if !duties.is_empty() {
        page.gap();
        page.title(voice.say("declare-duties"));
    }
    for duty in duties {
        let owed = voice.say(super::declared::owed(duty.owed));
        page.line(2, format!("- {}: {owed}", speaker.cited(&duty.rule)));
        speaker.rule(&mut page, &duty.rule);
        if !duty.unknown.is_empty() {
            page.line(5, voice.say("duty-unknown"));
            speaker.unknown(&mut page, &duty.unknown);
        }
        if !duty.because.is_empty() {
            let facts = [("facts", speaker.joined(&duty.because).into())];
            page.line(5, voice.with("declare-duty-because", facts));
        }
    }
    page
}

/// The first two lines of an answer: what is answered about what, and what law and gate say.
#[must_use]
pub fn heading(told: &Told, voice: &Voice, zone: &TimeZone) -> (String, String) {
    let speaker = Speaker { voice, language: voice.language() };
    (speaker.headline(told), speaker.second_line(told, zone))
}

/// What an answer is about: the act with its content and recipient.
#[must_use]
pub fn about(told: &Told, voice: &Voice) -> String {
    Speaker { voice, language: voice.language() }.flow(told)
}

/// Says the parts of an answer in one language.
pub(super) struct Speaker<'v> {
    pub(super) voice: &'v Voice,
    pub(super) language: Language,
}

impl Speaker<'_> {
    fn pick<'w>(&self, words: &'w Words) -> &'w str {
        words.in_language(self.language)
    }

    fn joined(&self, list: &[FactTold]) -> String {
        let said: Vec<&str> = list.iter().map(|fact| self.pick(&fact.words)).collect();
        said.join(&self.voice.say("list-and"))
    }

    fn flow(&self, told: &Told) -> String {
        let question = &told.question;
        let content: Vec<&str> = question.content.iter().map(|words| self.pick(words)).collect();
        let content = content.join(&self.voice.say("list-comma"));
        let arguments =
            [("content", content.into()), ("recipient", self.pick(&question.recipient).into())];
        self.voice.with(question_id(&question.act), arguments)
    }

    fn headline(&self, told: &Told) -> String {
        let question = &told.question;
        let flow = self.flow(told);
        let id = if told.gate == Some(AnswerKind::Refuse) && told.law.allows() {
            "headline-not-granted"
        } else if told.gate == Some(AnswerKind::Escalate) && told.law.allows() {
            id::headline(AnswerKind::Escalate)
        } else if told.law == AnswerKind::Refuse && house_only(told) {
            "headline-refuse-house"
        } else {
            id::headline(told.law)
        };
        let arguments = [("actor", self.pick(&question.actor).into()), ("flow", flow.into())];
        self.voice.with(id, arguments)
    }

    fn second_line(&self, told: &Told, zone: &TimeZone) -> String {
        let at = super::instant(told.at, zone);
        let law = self.voice.say(id::answer(told.law));
        let mut line = match told.gate {
            None => {
                let arguments = [("law", law.into()), ("at", at.into())];
                self.voice.with("answer-law-only", arguments)
            }
            Some(gate) => {
                let gate = self.voice.say(id::answer(gate));
                let arguments = [("law", law.into()), ("gate", gate.into()), ("at", at.into())];
                self.voice.with("answer-law-and-gate", arguments)
            }
        };
        // Where the gate refuses for want of a need to know, the passage that has none is told.
        let mut needs = told.passages.iter().filter_map(|passage| passage.need.as_ref());
        let first = needs.clone().next();
        let need = needs.find(|need| !need.granted()).or(first);
        if let Some(need) = need {
            line.push_str(&self.voice.say("list-and"));
            line.push_str(&self.voice.say(id::need(need)));
        }
        if let Some(ruling) = &told.ruling {
            let ruling = self.voice.with("answer-ruling", [("ruling", ruling.as_str().into())]);
            line.push_str(&self.voice.say("list-and"));
            line.push_str(&ruling);
        }
        if let Some(unreleased) = &told.unreleased {
            line.push_str(&self.voice.say("list-and"));
            line.push_str(self.pick(&unreleased.words));
        }
        line
    }

    /// Everything that an answer rests on.
    pub(super) fn reasons(&self, page: &mut Page, answer: &AnswerTold) {
        self.section(page, "title-collisions", &answer.collisions, Self::collision);
        self.numbered(page, "title-grounds", &answer.grounds, Self::ground);
        self.section(page, "title-could-require", &answer.could_require, Self::ahead);
        self.section(page, "title-doubts", &answer.doubts, Self::doubt);
        self.section(page, "title-conditions", &answer.conditions, |me, page, set| {
            page.line(2, format!("- {}", me.joined(set)));
        });
        self.section(page, "title-readings", &answer.readings, Self::reading);
        // A duty that collides was told already.
        let told = |rule: &&RuleTold| !answer.collisions.iter().any(|c| c.duty.rule == rule.rule);
        let supports: Vec<&RuleTold> = answer.supports.iter().filter(told).collect();
        self.section(page, "title-supports", &supports, |me, page, rule| me.brief(page, rule));
        self.section(page, "title-advice", &answer.advice, Self::brief);
        if answer.answer.allows() && !answer.lifted.is_empty() {
            page.gap();
            page.title(self.voice.say("title-lifted"));
            let list: Vec<String> = answer.lifted.iter().map(|rule| self.cited(rule)).collect();
            page.line(2, list.join(&self.voice.say("list-comma")));
        }
        if !answer.answer.allows() {
            self.ways(page, &answer.ways_out);
            if answer.waits_while_a_duty_runs() {
                page.line(2, self.voice.say("ways-late"));
            }
        }
    }

    /// A duty that is not owed yet and would ask for what is refused.
    fn ahead(&self, page: &mut Page, duty: &DutyTold) {
        self.brief(page, &duty.rule);
        let words = [
            ("who", self.pick(&duty.bearer).into()),
            ("event", self.pick(&duty.start_event.words).into()),
        ];
        page.line(5, self.voice.with("could-require", words));
        if !duty.unknown.is_empty() {
            page.line(5, self.voice.say("duty-unknown"));
            self.unknown(page, &duty.unknown);
        }
    }

    fn section<T>(
        &self,
        page: &mut Page,
        title: &str,
        list: &[T],
        say: impl Fn(&Self, &mut Page, &T),
    ) {
        if list.is_empty() {
            return;
        }
        page.gap();
        page.title(self.voice.say(title));
        list.iter().for_each(|one| say(self, page, one));
    }

    fn numbered<T>(
        &self,
        page: &mut Page,
        title: &str,
        list: &[T],
        say: impl Fn(&Self, &mut Page, usize, &T),
    ) {
        if list.is_empty() {
            return;
        }
        page.gap();
        page.title(self.voice.say(title));
        list.iter().enumerate().for_each(|(place, one)| say(self, page, place + 1, one));
    }

    fn ground(&self, page: &mut Page, number: usize, ground: &GroundTold) {
        match ground {
            GroundTold::Rule { rule, under } => {
                page.line(2, format!("{number}. {}", self.cited(rule)));
                self.rule(page, rule);
                if !under.is_empty() {
                    let under = self.joined(under);
                    page.line(5, self.voice.with("ground-under", [("readings", under.into())]));
                }
            }
            GroundTold::Open { rule, unknown } => {
                page.line(2, format!("{number}. {}", self.cited(rule)));
                self.rule(page, rule);
                page.line(5, self.voice.say("ground-unknown"));
                self.unknown(page, unknown);
            }
            GroundTold::TooMuchUnknown { unknown } => {
                page.line(2, format!("{number}. {}", self.voice.say("ground-too-much-unknown")));
                self.unknown(page, unknown);
            }
            GroundTold::Contradiction { constraint } => {
                let key = [("constraint", constraint.as_str().into())];
                page.line(2, format!("{number}. {}", self.voice.with("ground-contradiction", key)));
            }
        }
    }

    fn unknown(&self, page: &mut Page, list: &[UnknownTold]) {
        for fact in list {
            let name = self.voice.with("in-brackets", [("text", fact.fact.as_str().into())]);
            let mut line = format!("- {}{name}", self.pick(&fact.words));
            if let Some(by) = fact.by {
                line.push_str(&format!(" · {}", self.voice.say(id::known_by(by))));
            }
            page.line(7, line);
        }
    }

    /// The citation of a rule with the heading of its article.
    pub(super) fn cited(&self, rule: &RuleTold) -> String {
        let (citation, article) = (self.pick(&rule.citation), self.pick(&rule.article));
        if article.is_empty() { citation.to_owned() } else { format!("{citation} {article}") }
    }

    /// Force, certainty, the day of checking and the id: one line.
    pub(super) fn marks(&self, rule: &RuleTold) -> String {
        let mut marks = vec![
            self.voice.say(id::force(rule.force)),
            self.voice.say(id::certainty(rule.certainty)),
        ];
        if let Some(day) = rule.checked {
            marks.push(self.voice.with("rule-checked", [("day", day.to_string().into())]));
        }
        marks.push(rule.rule.clone());
        marks.join(" · ")
    }

    fn rule(&self, page: &mut Page, rule: &RuleTold) {
        page.line(5, self.pick(&rule.sentence));
        if !rule.facts.is_empty() {
            let facts = self.joined(&rule.facts);
            page.line(5, self.voice.with("ground-facts", [("facts", facts.into())]));
        }
        page.line(5, format!("[{}]", self.marks(rule)));
    }

    fn brief(&self, page: &mut Page, rule: &RuleTold) {
        page.line(2, format!("- {}", self.cited(rule)));
        page.line(4, self.pick(&rule.sentence));
        page.line(4, format!("[{}]", self.marks(rule)));
    }

    fn collision(&self, page: &mut Page, collision: &CollisionTold) {
        let arguments = [
            ("duty", self.pick(&collision.duty.citation).into()),
            ("prohibition", self.pick(&collision.prohibition.citation).into()),
        ];
        page.line(2, format!("- {}", self.voice.with("collision-against", arguments)));
        page.line(4, self.pick(&collision.duty.sentence));
        page.line(4, format!("[{}]", self.marks(&collision.duty)));
        if !collision.under.is_empty() {
            let under = self.joined(&collision.under);
            page.line(4, self.voice.with("ground-under", [("readings", under.into())]));
        }
    }

    fn doubt(&self, page: &mut Page, doubt: &DoubtTold) {
        let arguments = [
            ("readings", self.joined(&doubt.readings).into()),
            ("answer", self.voice.say(id::answer(doubt.answer)).into()),
        ];
        let mut line = format!("- {}", self.voice.with("doubt-gives", arguments));
        let rules: Vec<&str> = doubt.rules.iter().map(|rule| self.pick(&rule.citation)).collect();
        if !rules.is_empty() {
            let rules = rules.join(&self.voice.say("list-comma"));
            line.push_str(&self.voice.with("in-brackets", [("text", rules.into())]));
        }
        page.line(2, line);
    }

    fn reading(&self, page: &mut Page, reading: &ReadingTold) {
        let arguments = [
            ("citation", self.pick(&reading.citation).into()),
            ("text", self.pick(&reading.question).into()),
        ];
        page.line(2, format!("- {}", self.voice.with("cited-text", arguments)));
        let meaning = self.pick(&reading.meaning);
        let taken = match (&reading.adopted, &reading.by) {
            (Some(day), Some(by)) => {
                let arguments = [
                    ("meaning", meaning.into()),
                    ("day", day.to_string().into()),
                    ("by", by.as_str().into()),
                ];
                self.voice.with("reading-adopted", arguments)
            }
            _ => self.voice.with("reading-taken", [("meaning", meaning.into())]),
        };
        page.line(4, taken);
        for other in &reading.others {
            let arguments = [
                ("meaning", self.pick(&other.meaning).into()),
                ("answer", self.voice.say(id::answer(other.answer)).into()),
            ];
            page.line(4, self.voice.with("reading-other", arguments));
        }
    }

    fn ways(&self, page: &mut Page, ways: &[WayTold]) {
        page.gap();
        if ways.is_empty() {
            page.line(0, self.voice.say("ways-none"));
            return;
        }
        page.title(self.voice.say("title-ways"));
        for (place, way) in ways.iter().enumerate() {
            let letter = LETTERS.get(place).copied().unwrap_or("-");
            let steps: Vec<&str> = way.moves.iter().map(|step| self.pick(&step.words)).collect();
            let mut line = format!("{letter}. {}", steps.join(&self.voice.say("list-and-also")));
            if !way.conditions.is_empty() {
                let conditions = self.joined(&way.conditions);
                line.push_str(&self.voice.with("way-if", [("conditions", conditions.into())]));
            }
            page.line(2, line);
        }
    }

    fn through(&self, passage: &PassageTold) -> String {
        let last = passage.through.last();
        let arguments = [
            ("recipient", self.pick(&passage.recipient).into()),
            ("by", last.map_or("", |step| self.pick(&step.by)).into()),
            ("basis", last.map_or("", |step| step.basis.as_str()).into()),
        ];
        self.voice.with("reaches-through", arguments)
    }

    fn other(&self, passage: &PassageTold) -> String {
        let whom = if passage.through.is_empty() {
            self.pick(&passage.recipient).to_owned()
        } else {
            self.through(passage)
        };
        let about = match &passage.product {
            Some(product) => format!("{} · {product}", self.pick(&passage.content)),
            None => self.pick(&passage.content).to_owned(),
        };
        let law = self.voice.say(id::answer(passage.answer.answer));
        let mut line = format!("- {whom} · {about} · {law}");
        for ground in &passage.answer.grounds {
            if let GroundTold::Rule { rule, .. } | GroundTold::Open { rule, .. } = ground {
                line.push_str(&format!(" · {}", self.pick(&rule.citation)));
            }
        }
        if let Some(need) = &passage.need {
            line.push_str(&format!(" · {}", self.voice.say(id::need(need))));
        }
        line
    }
}

/// Whether house rules alone refuse: that is no refusal by law, and never looks like one.
fn house_only(told: &Told) -> bool {
    let mut grounds = told.passages.iter().flat_map(|passage| &passage.answer.grounds).peekable();
    grounds.peek().is_some()
        && grounds.all(|ground| match ground {
            GroundTold::Rule { rule, .. } | GroundTold::Open { rule, .. } => {
                rule.force == Force::House
            }
            GroundTold::TooMuchUnknown { .. } | GroundTold::Contradiction { .. } => false,
        })
}

/// The text for the flow that was asked about.
pub(crate) fn question_id(act: &str) -> &'static str {
    match act {
        "report" => "flow-report",
        "notify" => "flow-notify",
        "sell" => "flow-sell",
        "publish" => "flow-publish",
        "collect" => "flow-collect",
        "use" => "flow-use",
        "assist" => "flow-assist",
        "store" => "flow-store",
        "transfer" => "flow-transfer",
        "procure" => "flow-procure",
        _ => "flow-share",
    }
}

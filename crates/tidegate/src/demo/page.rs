//! How the demo looks: a line of time that turns, questions, answers set off, reasons below, one hundred columns.
//!
//! Colour only repeats what the words and marks say. Practice that is not law is never red.

use jiff::civil::Date;
use tidegate_law::{AnswerKind, Certainty, Language};

use super::answer::{AnswerTold, Cited, ReadingTold};
use super::narration;
use super::tell::{Knower, Step};
use crate::words::Voice;

mod duty;
mod paint;
mod plan;
mod proof;

use paint::{Colour, columns, padded, wrapped};

/// The most columns used.
const WIDTH: usize = 100;
/// The columns from one date to the next.
const STOP: usize = 16;

/// Lays out the steps of the demo as text.
#[derive(Debug)]
pub struct Page<'v> {
    voice: &'v Voice,
    colour: bool,
    width: usize,
    text: String,
    /// Whether the date has just turned.
    turned: bool,
    /// The rules whose sentence was shown in this act.
    shown: Vec<String>,
}

impl<'v> Page<'v> {
    /// An empty page for a terminal of so many columns.
    #[must_use]
    pub fn new(voice: &'v Voice, colour: bool, width: usize) -> Self {
        Self {
            voice,
            colour,
            width: width.clamp(60, WIDTH),
            text: String::new(),
            turned: false,
            shown: Vec::new(),
        }
    }

    /// What was laid out since the last call.
    pub fn take(&mut self) -> String {
        std::mem::take(&mut self.text)
    }

    /// The first lines.
    pub fn opening(&mut self) {
        let title = self.voice.say("demo-title");
        self.line("");
        self.rule(&title, '━');
        self.paragraph(2, "", &self.voice.say("demo-opening"));
    }

    /// A step.
    pub fn step(&mut self, step: &Step) {
        match step {
            Step::Act { act } => self.act(act),
            Step::Day { days, place, .. } => self.day(days, *place),
            Step::Event { act, key, sources } => self.event(act, key, sources),
            Step::House { act } => {
                self.line("");
                let text = self.told(&format!("demo-{act}-house"));
                self.paragraph(2, "", &text);
            }
            Step::Answer(answer) => self.answer(answer),
            Step::Duties(duties) => self.duties(duties),
            Step::Plan(told) => self.plan(told),
            Step::Knows { act, who } => {
                self.knows(who);
                self.note(&format!("demo-{act}-note-knows"));
            }
        }
    }

    fn act(&mut self, act: &str) {
        self.shown.clear();
        self.line("");
        let title = self.told(&format!("demo-{act}-title"));
        self.rule(&title, '━');
        let opening = self.told(&format!("demo-{act}-opening"));
        self.paragraph(2, "", &opening);
    }

    fn day(&mut self, days: &[Date], place: usize) {
        let (mut rail, mut names) = (String::new(), String::new());
        for (at, day) in days.iter().enumerate() {
            let mark = match at.cmp(&place) {
                std::cmp::Ordering::Less => "●",
                std::cmp::Ordering::Equal => "◆",
                std::cmp::Ordering::Greater => "○",
            };
            let piece = if at < place { "━" } else { "─" };
            let name = padded(&short(*day, self.voice.language()), STOP);
            if at == place {
                rail.push_str(&self.paint(Colour::Cyan, mark));
                names.push_str(&self.paint(Colour::Bold, &name));
            } else {
                rail.push_str(mark);
                names.push_str(&name);
            }
            if at + 1 < days.len() {
                rail.push_str(&piece.repeat(STOP - 1));
            }
        }
        self.line("");
        self.line(&format!("  {rail}"));
        self.line(format!("  {names}").trim_end());
        if let Some(day) = days.get(place) {
            self.line("");
            let text = long(*day, self.voice.language());
            let text = self.paint(Colour::Bold, &text);
            self.line(&format!("  {text}"));
        }
        self.turned = true;
    }

    fn event(&mut self, act: &str, key: &str, sources: &[String]) {
        if !std::mem::take(&mut self.turned) {
            self.line("");
        }
        let text = self.told(&format!("demo-{act}-event-{key}"));
        self.paragraph(2, "", &text);
        if !sources.is_empty() {
            let list = sources.join("; ");
            let text = self.voice.with("demo-source", [("list", list.into())]);
            self.dim(5, &text);
        }
    }

    fn question(&mut self, text: &str) {
        self.line("");
        let mark = self.paint(Colour::Bold, "▸");
        for (at, line) in wrapped(text, self.width - 4).into_iter().enumerate() {
            let line = self.paint(Colour::Bold, &line);
            self.line(&if at == 0 { format!("  {mark} {line}") } else { format!("    {line}") });
        }
    }

    fn answer(&mut self, told: &AnswerTold) {
        let question = self.told(&format!("demo-{}-ask-{}", told.act, told.key));
        self.question(&question);
        let (colour, mark) = mark(told.answer);
        self.word(colour, mark, &self.voice.say(answer_word(told.answer)));
        for ground in &told.grounds {
            self.cited(ground);
        }
        if let Some((first, others)) = told.collisions.split_first() {
            // A collision is read whole, even where its rules were read before.
            self.shown.clear();
            self.cited(&first.duty);
            self.paragraph(9, "", &self.voice.say("demo-against"));
            self.cited(&first.prohibition);
            for other in others {
                let arguments = [
                    ("duty", other.duty.citation.clone().into()),
                    ("prohibition", other.prohibition.citation.clone().into()),
                ];
                self.paragraph(7, "", &self.voice.with("demo-collision-too", arguments));
            }
        }
        self.list("demo-witness", &told.witness);
        for set in &told.conditions {
            self.list("demo-condition", set);
        }
        for (readings, answer) in &told.doubts {
            let answer = self.voice.say(answer_word(*answer));
            let readings = readings.join(self.comma());
            let arguments = [("readings", readings.into()), ("answer", answer.into())];
            self.paragraph(7, "· ", &self.voice.with("demo-doubt", arguments));
        }
        for reading in &told.readings {
            self.reading(reading);
        }
        if let Some((_, basis)) = told.reaches.first() {
            let who: Vec<&str> = told.reaches.iter().map(|(who, _)| who.as_str()).collect();
            let arguments = [("who", who.join(self.and()).into()), ("basis", basis.clone().into())];
            self.paragraph(7, "", &self.voice.with("demo-reaches", arguments));
        }
        let ways: Vec<String> = told.ways_out.iter().map(|way| way.join(self.then())).collect();
        self.list("demo-ways", &ways);
        self.note(&format!("demo-{}-note-{}", told.act, told.key));
    }

    fn cited(&mut self, cited: &Cited) {
        let read = self.voice.say(match cited.certainty {
            Certainty::V => "demo-read-v",
            Certainty::S => "demo-read-s",
            Certainty::M | Certainty::U => "demo-read-u",
        });
        let arguments = [
            ("since", cited.since.clone().into()),
            ("read", read.into()),
            ("checked", cited.checked.clone().into()),
        ];
        let id = if cited.house { "demo-practice" } else { "demo-force" };
        let about = self.voice.with(id, arguments);
        let citation = self.paint(Colour::Bold, &cited.citation);
        let about = self.paint(Colour::Dim, &about);
        self.line(&format!("       {citation}  {about}"));
        if !self.shown.contains(&cited.rule) {
            self.shown.push(cited.rule.clone());
            self.paragraph(9, "", &cited.sentence);
        }
        if !cited.open.is_empty() {
            let list = cited.open.join(self.comma());
            self.paragraph(9, "", &self.voice.with("demo-open", [("list", list.into())]));
        }
    }

    fn reading(&mut self, reading: &ReadingTold) {
        let arguments =
            [("place", reading.place.clone().into()), ("taken", reading.taken.clone().into())];
        self.paragraph(7, "", &self.voice.with("demo-reading", arguments));
        for (other, answer) in &reading.others {
            let answer = self.voice.say(answer_word(*answer));
            let arguments = [("other", other.clone().into()), ("answer", answer.into())];
            self.paragraph(9, "", &self.voice.with("demo-reading-other", arguments));
        }
    }

    fn knows(&mut self, who: &[Knower]) {
        self.question(&self.voice.say("demo-ask-knows"));
        for knower in who {
            let mut text = format!("{}  {}", knower.since, knower.who);
            if let Some(through) = &knower.through {
                text.push_str(&self.voice.with("demo-through", [("who", through.clone().into())]));
            }
            self.paragraph(5, "· ", &text);
        }
    }

    /// A note of the narration, if there is one for this answer.
    fn note(&mut self, id: &str) {
        if let Some(text) = narration::text(self.voice, id) {
            self.line("");
            self.paragraph(5, "", &text);
        }
    }

    /// A text of the narration that each cue must have; its id where it has none, which a test finds.
    fn told(&self, id: &str) -> String {
        narration::text(self.voice, id).unwrap_or_else(|| id.to_owned())
    }

    fn word(&mut self, colour: Colour, mark: &str, word: &str) {
        let word = self.paint(colour, &format!("{mark} {word}"));
        self.line(&format!("    {word}"));
    }

    fn list(&mut self, id: &str, list: &[String]) {
        if list.is_empty() {
            return;
        }
        self.paragraph(7, "", &self.voice.say(id));
        for entry in list {
            self.paragraph(9, "· ", entry);
        }
    }

    /// A label with its text, hanging.
    fn entry(&mut self, id: &str, text: &str) {
        let label = format!("{} ", padded(&self.voice.say(id), 8));
        self.paragraph(9, &label, text);
    }

    fn fact(&mut self, label: &str, text: &str) {
        let label = padded(label, 12);
        self.line(&format!("       {label} {text}"));
    }

    fn dim(&mut self, indent: usize, text: &str) {
        for line in wrapped(text, self.width - indent) {
            let line = self.paint(Colour::Dim, &line);
            self.line(&format!("{:indent$}{line}", ""));
        }
    }

    /// A paragraph behind an indent and a first mark, its later lines below the text of the first.
    fn paragraph(&mut self, indent: usize, mark: &str, text: &str) {
        let hang = indent + columns(mark);
        for (at, line) in wrapped(text, self.width.saturating_sub(hang)).into_iter().enumerate() {
            if at == 0 {
                self.line(&format!("{:indent$}{mark}{line}", ""));
            } else {
                self.line(&format!("{:hang$}{line}", ""));
            }
        }
    }

    fn rule(&mut self, title: &str, piece: char) {
        let used = columns(title) + 6;
        let rest = piece.to_string().repeat(self.width.saturating_sub(used));
        let title = self.paint(Colour::Bold, title);
        self.line(format!("  {piece}{piece} {title} {rest}").trim_end());
    }

    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn paint(&self, colour: Colour, text: &str) -> String {
        if self.colour { colour.over(text) } else { text.to_owned() }
    }

    fn comma(&self) -> &'static str {
        self.either("; ", "；")
    }

    fn and(&self) -> &'static str {
        self.either(" and ", "、")
    }

    fn then(&self) -> &'static str {
        self.either(", and ", "，并")
    }

    fn or(&self) -> &'static str {
        self.either(", or ", "，或者")
    }

    fn either(&self, en: &'static str, zh: &'static str) -> &'static str {
        match self.voice.language() {
            Language::English => en,
            Language::Chinese => zh,
        }
    }
}

/// The mark and colour of an answer. The word beside them says the same.
fn mark(answer: AnswerKind) -> (Colour, &'static str) {
    match answer {
        AnswerKind::Permit | AnswerKind::PermitIf => (Colour::Green, "✓"),
        AnswerKind::Refuse => (Colour::Red, "✗"),
        AnswerKind::Escalate => (Colour::Yellow, "?"),
        AnswerKind::Conflict => (Colour::Magenta, "⇄"),
    }
}

/// The word of an answer in `words/*/*.ftl`.
pub(super) fn answer_word(answer: AnswerKind) -> &'static str {
    match answer {
        AnswerKind::Permit => "demo-answer-permit",
        AnswerKind::PermitIf => "demo-answer-permit-if",
        AnswerKind::Refuse => "demo-answer-refuse",
        AnswerKind::Escalate => "demo-answer-escalate",
        AnswerKind::Conflict => "demo-answer-conflict",
    }
}

/// `24 Nov`, `11月24日`.
fn short(day: Date, language: Language) -> String {
    match language {
        Language::English => day.strftime("%-d %b %Y").to_string(),
        Language::Chinese => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
    }
}

/// `24 November 2021`, `2021年11月24日`.
fn long(day: Date, language: Language) -> String {
    match language {
        Language::English => day.strftime("%-d %B %Y").to_string(),
        Language::Chinese => short(day, language),
    }
}

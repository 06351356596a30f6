//! The memo in one language, section by section.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use tidegate_law::{Force, Language, Words};

use super::Memo;
use super::sheet::Sheet;
use crate::say::duty::{depends, runs};
use crate::say::owed::DutyTold;
use crate::say::rule::{FactTold, RuleTold, UnknownTold};
use crate::say::text::question_id;
use crate::say::told::{AnswerTold, GroundTold, PassageTold};
use crate::say::{happened, id, instant};
use crate::words::Voice;

pub(super) fn page(memo: &Memo, language: Language) -> Sheet {
    let code = match language {
        Language::English => "en",
        Language::Chinese => "zh-Hans",
    };
    let voice = Voice::of(language);
    let zone = tidegate_law::time::zone(&memo.zone).unwrap_or(TimeZone::UTC);
    let mut writer = Writer { memo, voice: &voice, zone, sheet: Sheet::new(code) };
    writer.head();
    writer.answer();
    writer.facts();
    writer.clocks();
    writer.signatures();
    writer.foot();
    writer.sheet
}

struct Writer<'m> {
    memo: &'m Memo,
    voice: &'m Voice,
    zone: TimeZone,
    sheet: Sheet,
}

impl Writer<'_> {
    fn pick<'w>(&self, words: &'w Words) -> &'w str {
        words.in_language(self.voice.language())
    }

    fn at(&self, at: Timestamp) -> String {
        instant(at, &self.zone)
    }

    fn heading(&mut self, id: &str) {
        let text = self.voice.say(id);
        self.sheet.heading(text);
    }

    fn head(&mut self) {
        let memo = self.memo;
        let title = self.voice.with("memo-title", [("handle", memo.handle.as_str().into())]);
        self.sheet.title(title);
        let words = [
            ("office", self.pick(&memo.office).into()),
            ("made", self.at(memo.made).into()),
            ("at", self.at(memo.answer.at).into()),
        ];
        let line = self.voice.with("memo-made", words);
        self.sheet.text(line);
        self.heading("memo-question");
        let question = &memo.answer.question;
        let content: Vec<&str> = question.content.iter().map(|words| self.pick(words)).collect();
        let words = [
            ("content", content.join(&self.voice.say("list-comma")).into()),
            ("recipient", self.pick(&question.recipient).into()),
        ];
        let flow = self.voice.with(question_id(&question.act), words);
        let words = [("actor", self.pick(&question.actor).into()), ("flow", flow.into())];
        let line = self.voice.with("memo-may", words);
        self.sheet.strong(line);
        let line = self.voice.with("memo-asked", [("question", memo.question.as_str().into())]);
        self.sheet.text(line);
    }

    fn answer(&mut self) {
        let told = &self.memo.answer;
        self.heading("memo-answer");
        let law = self.voice.say(id::answer(told.law));
        let line = match told.gate {
            Some(gate) => {
                let gate = self.voice.say(id::answer(gate));
                self.voice.with("memo-law-and-gate", [("law", law.into()), ("gate", gate.into())])
            }
            None => law,
        };
        self.sheet.strong(line);
        if let Some(ruling) = &told.ruling {
            let line = self.voice.with("answer-ruling", [("ruling", ruling.as_str().into())]);
            self.sheet.text(line);
        }
        if let Some(unreleased) = &told.unreleased {
            let line = self.pick(&unreleased.words).to_owned();
            self.sheet.text(line);
        }
        let mut passages = told.passages.iter();
        if let Some(first) = passages.next() {
            if !first.through.is_empty() {
                let line = self.through(first);
                self.sheet.text(line);
            }
            self.reasons(&first.answer);
        }
        let others: Vec<String> = passages.map(|other| self.other(other)).collect();
        if !others.is_empty() {
            self.heading("title-reaches");
            others.into_iter().for_each(|line| self.sheet.point(0, line));
        }
    }

    fn reasons(&mut self, answer: &AnswerTold) {
        // Each rule is told once: what collides is not told again as a ground or as support.
        let mut told: Vec<&str> = Vec::new();
        if !answer.collisions.is_empty() {
            self.heading("title-collisions");
            for collision in &answer.collisions {
                let words = [
                    ("duty", self.pick(&collision.duty.citation).into()),
                    ("prohibition", self.pick(&collision.prohibition.citation).into()),
                ];
                let line = self.voice.with("collision-against", words);
                self.sheet.point(0, line);
                for rule in [&collision.duty, &collision.prohibition] {
                    if !told.contains(&rule.rule.as_str()) {
                        self.rule(1, rule);
                        told.push(&rule.rule);
                    }
                }
                self.under(&collision.under);
            }
        }
        let new = |ground: &&GroundTold| match ground {
            GroundTold::Rule { rule, .. } => !told.contains(&rule.rule.as_str()),
            _ => true,
        };
        let grounds: Vec<&GroundTold> = answer.grounds.iter().filter(new).collect();
        if !grounds.is_empty() {
            self.heading("title-grounds");
            grounds.into_iter().for_each(|ground| self.ground(ground));
        }
        let supports: Vec<&RuleTold> =
            answer.supports.iter().filter(|rule| !told.contains(&rule.rule.as_str())).collect();
        if !supports.is_empty() {
            self.heading("title-supports");
            supports.into_iter().for_each(|rule| self.rule(0, rule));
        }
        if !answer.conditions.is_empty() {
            self.heading("title-conditions");
            for set in &answer.conditions {
                let line = self.joined(set);
                self.sheet.point(0, line);
            }
        }
        if !answer.advice.is_empty() {
            self.heading("title-advice");
            answer.advice.iter().for_each(|rule| self.rule(0, rule));
        }
        self.readings(answer);
        self.unknown(answer);
        self.ways(answer);
    }

    /// A rule: citation as in force, sentence, force, how its text was read and when.
    fn rule(&mut self, depth: usize, rule: &RuleTold) {
        let (citation, article) = (self.pick(&rule.citation), self.pick(&rule.article));
        let mut marks = vec![
            self.voice.say(id::force(rule.force)),
            self.voice.say(id::certainty(rule.certainty)),
        ];
        if let Some(day) = rule.checked {
            marks.push(self.voice.with("rule-checked", [("day", day.to_string().into())]));
        }
        let line = format!(
            "{citation} {article} · {} [{} · {}]",
            self.pick(&rule.sentence),
            marks.join(" · "),
            rule.rule
        );
        self.sheet.point(depth, line);
    }

    fn ground(&mut self, ground: &GroundTold) {
        match ground {
            GroundTold::Rule { rule, under } => {
                self.rule(0, rule);
                self.under(under);
            }
            GroundTold::Open { rule, .. } => {
                self.rule(0, rule);
                let line = self.voice.say("memo-open");
                self.sheet.point(1, line);
            }
            GroundTold::TooMuchUnknown { .. } => {
                let line = self.voice.say("ground-too-much-unknown");
                self.sheet.point(0, line);
            }
            GroundTold::Contradiction { constraint } => {
                let words = [("constraint", constraint.as_str().into())];
                let line = self.voice.with("ground-contradiction", words);
                self.sheet.point(0, line);
            }
        }
    }

    fn under(&mut self, readings: &[FactTold]) {
        if !readings.is_empty() {
            let readings = self.joined(readings);
            let line = self.voice.with("ground-under", [("readings", readings.into())]);
            self.sheet.point(1, line);
        }
    }

    fn joined(&self, facts: &[FactTold]) -> String {
        let said: Vec<&str> = facts.iter().map(|fact| self.pick(&fact.words)).collect();
        said.join(&self.voice.say("list-and"))
    }

    /// Positions with what the other readings give, and readings on which the office has none.
    fn readings(&mut self, answer: &AnswerTold) {
        if answer.readings.is_empty() && answer.doubts.is_empty() {
            return;
        }
        self.heading("memo-readings");
        for reading in &answer.readings {
            let line =
                format!("{}: {}", self.pick(&reading.citation), self.pick(&reading.question));
            self.sheet.point(0, line);
            let meaning = self.pick(&reading.meaning);
            let line = match (&reading.adopted, &reading.by) {
                (Some(day), Some(by)) => {
                    let words = [
                        ("meaning", meaning.into()),
                        ("day", day.to_string().into()),
                        ("by", by.as_str().into()),
                    ];
                    self.voice.with("reading-adopted", words)
                }
                _ => self.voice.with("reading-taken", [("meaning", meaning.into())]),
            };
            self.sheet.point(1, line);
            for other in &reading.others {
                let words = [
                    ("meaning", self.pick(&other.meaning).into()),
                    ("answer", self.voice.say(id::answer(other.answer)).into()),
                ];
                let line = self.voice.with("reading-other", words);
                self.sheet.point(1, line);
            }
        }
        for doubt in &answer.doubts {
            let words = [
                ("readings", self.joined(&doubt.readings).into()),
                ("answer", self.voice.say(id::answer(doubt.answer)).into()),
            ];
            let line = self.voice.with("doubt-gives", words);
            self.sheet.point(0, line);
            doubt.rules.iter().for_each(|rule| self.rule(1, rule));
        }
    }

    fn unknown(&mut self, answer: &AnswerTold) {
        let mut lines: Vec<String> = Vec::new();
        for ground in &answer.grounds {
            let (GroundTold::Open { unknown, .. } | GroundTold::TooMuchUnknown { unknown }) =
                ground
            else {
                continue;
            };
            for fact in unknown {
                let line = self.open_fact(fact);
                if !lines.contains(&line) {
                    lines.push(line);
                }
            }
        }
        if !lines.is_empty() {
            self.heading("memo-unknown");
            lines.into_iter().for_each(|line| self.sheet.point(0, line));
        }
    }

    fn open_fact(&self, fact: &UnknownTold) -> String {
        let line = format!("{} ({})", self.pick(&fact.words), fact.fact);
        match fact.by {
            Some(by) => format!("{line} · {}", self.voice.say(id::known_by(by))),
            None => line,
        }
    }

    fn ways(&mut self, answer: &AnswerTold) {
        if answer.answer.allows() {
            return;
        }
        self.heading("title-ways");
        if answer.ways_out.is_empty() {
            let line = self.voice.say("ways-none");
            self.sheet.text(line);
        }
        for way in &answer.ways_out {
            let steps: Vec<&str> = way.moves.iter().map(|step| self.pick(&step.words)).collect();
            let mut line = steps.join(&self.voice.say("list-and-also"));
            if !way.conditions.is_empty() {
                let conditions = self.joined(&way.conditions);
                line.push_str(&self.voice.with("way-if", [("conditions", conditions.into())]));
            }
            self.sheet.point(0, line);
        }
    }

    fn through(&self, passage: &PassageTold) -> String {
        let last = passage.through.last();
        let words = [
            ("recipient", self.pick(&passage.recipient).into()),
            ("by", last.map_or("", |step| self.pick(&step.by)).into()),
            ("basis", last.map_or("", |step| step.basis.as_str()).into()),
        ];
        self.voice.with("reaches-through", words)
    }

    fn other(&self, passage: &PassageTold) -> String {
        let whom = match passage.through.is_empty() {
            true => self.pick(&passage.recipient).to_owned(),
            false => self.through(passage),
        };
        let law = self.voice.say(id::answer(passage.answer.answer));
        format!("{whom} · {} · {law}", self.pick(&passage.content))
    }

    fn facts(&mut self) {
        self.heading("memo-facts");
        if self.memo.facts.is_empty() {
            let line = self.voice.say("memo-no-facts");
            self.sheet.text(line);
        }
        for fact in &self.memo.facts {
            let said = self.pick(&fact.words);
            let line = match (&fact.source, &fact.since) {
                (Some(source), Some(since)) => {
                    let words = [
                        ("said", said.into()),
                        ("source", source.as_str().into()),
                        ("since", happened::since(since, &self.zone).into()),
                    ];
                    self.voice.with("memo-fact-from", words)
                }
                _ => self.voice.with("memo-fact-derived", [("said", said.into())]),
            };
            self.sheet.point(0, line);
        }
    }

    fn clocks(&mut self) {
        self.heading("memo-clocks");
        let clocks = &self.memo.clocks;
        if clocks.is_empty() {
            let line = self.voice.say("memo-no-clocks");
            self.sheet.text(line);
        }
        let mut without = Vec::new();
        for group in runs(clocks) {
            match group.first() {
                Some(first) if first.due.is_some() => {
                    let line = self.clock(first, group);
                    self.sheet.point(0, line);
                }
                Some(first) => {
                    let word = first.word.as_ref().map(|word| self.pick(&word.words));
                    let word = word.map_or_else(|| self.voice.say("memo-no-number"), str::to_owned);
                    let line = format!("{} ({word})", self.pick(&first.rule.citation));
                    if !without.contains(&line) {
                        without.push(line);
                    }
                }
                None => {}
            }
        }
        if !without.is_empty() {
            let list = without.join(&self.voice.say("list-comma"));
            let line = self.voice.with("memo-without-number", [("list", list.into())]);
            self.sheet.point(0, line);
        }
    }

    /// A duty with a due time, and all to whom it is owed.
    fn clock(&self, duty: &DutyTold, group: &[DutyTold]) -> String {
        let mut when = duty.due.as_ref().map_or_else(String::new, |due| self.at(due.strict));
        if let Some(latest) = duty.due.as_ref().and_then(|due| due.latest_arguable) {
            let latest = self.voice.with("due-latest", [("latest", self.at(latest).into())]);
            when.push_str(&self.voice.with("in-brackets", [("text", latest.into())]));
        }
        let mut line = format!("{when} · {}", self.pick(&duty.rule.citation));
        let to: Vec<&str> =
            group.iter().filter_map(|one| one.to.as_ref()).map(|to| self.pick(&to.words)).collect();
        if !to.is_empty() {
            line.push_str(&format!(" → {}", to.join("; ")));
        }
        line.push_str(&format!(" · {}", self.pick(&duty.rule.sentence)));
        if duty.rule.force != Force::Binding {
            line.push_str(&format!(" [{}]", self.voice.say(id::force(duty.rule.force))));
        }
        line.push_str(&format!(" · {}", self.voice.say(id::state(duty.state))));
        if let Some(depends) = depends(duty, self.voice) {
            line.push_str(&format!(" · {depends}"));
        }
        line
    }

    fn signatures(&mut self) {
        self.heading("memo-signatures");
        let roles = ["memo-decides", "memo-countersigns", "memo-counsel"];
        let heads = ["memo-role", "memo-name", "memo-decision", "memo-date"];
        let say = |id: &&str| self.voice.say(id);
        let heads: Vec<String> = heads.iter().map(say).collect();
        let empty = || " ".repeat(16);
        let rows = roles.iter().map(|role| vec![say(role), empty(), empty(), empty()]).collect();
        self.sheet.table(heads, rows);
    }

    fn foot(&mut self) {
        let memo = self.memo;
        let line = self.voice.say("memo-not-checked");
        self.sheet.text(line);
        let words = [
            ("book", memo.answer.book.as_str().into()),
            ("log", memo.log.as_str().into()),
            ("size", memo.size.into()),
        ];
        let line = self.voice.with("memo-foot", words);
        self.sheet.text(line);
    }
}

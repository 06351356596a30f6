//! A story at any of its days: what had happened by then, and what the law answered, computed when it is asked.
//!
//! The terminal tells a story from its beginning to its end; here its clock is turned by hand. The scene is played up
//! to the end of the day, with the house rules of its second half or without them, and each question is put to the
//! gate anew. Nothing is remembered between two turns.

use anyhow::Context as _;
use jiff::ToSpan as _;
use jiff::civil::Date;
use tidegate_core::gate::{self, OwedBy};
use tidegate_core::scene::{Ask, Line, Scene, Stage};
use tidegate_law::Book;

use super::cue::{Cue, cues};
use crate::say::owed::{self, DutyTold};
use crate::say::told::{self, Told};

/// A story whose clock can be turned.
#[derive(Debug, Clone, Copy)]
pub struct Turning {
    /// The act of the demo.
    pub act: &'static str,
    scene: &'static str,
    /// The questions: a key and the words of a scene.
    questions: &'static [(&'static str, &'static str)],
    /// The party whose duties are shown, and the rules that are picked, by the last part of their ids.
    duties: (&'static str, &'static [&'static str]),
}

/// Log4Shell, 24 November to 22 December 2021.
pub const LOG4SHELL: Turning = Turning {
    act: "log4shell",
    scene: include_str!("../../../../scenes/demo/log4shell.scene"),
    questions: &[
        ("apache", "engineer may report technical of log4j to Apache"),
        ("miit", "engineer may report technical of log4j to cn_miit"),
        ("foreign-authority", "engineer may report technical to foreign_authority"),
        (
            "blog",
            "engineer may publish technical if not early_assessed, \
             not operator_in_use_detail, not exaggerates, not major_event_window",
        ),
        ("sale", "engineer may sell technical to broker if written_legal_basis"),
    ],
    duties: ("employer", &["report-miit", "finder-tells-government", "report-platforms"]),
};

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happening {
    /// The day.
    pub day: Date,
    /// The key of its narration, such as `leak`.
    pub key: String,
    /// Where it is told.
    pub sources: Vec<String>,
}

/// A story at the end of a day.
#[derive(Debug, Clone)]
pub struct Turned {
    /// What had happened by then, in order.
    pub past: Vec<Happening>,
    /// Each question by its key with the answer.
    pub answers: Vec<(&'static str, Told)>,
    /// The duties that are shown.
    pub duties: Vec<DutyTold>,
}

impl Turning {
    /// Everything that happens in the story, in order.
    ///
    /// # Errors
    /// A scene that is not understood: it was written for another book.
    pub fn happenings(&self) -> anyhow::Result<Vec<Happening>> {
        let scene = self.parsed()?;
        let mut lines = scene.lines.iter().peekable();
        let (mut found, mut day, mut sources) = (Vec::new(), None, Vec::<String>::new());
        for (number, cue) in cues(self.scene)? {
            while let Some((_, line)) = lines.next_if(|(at, _)| *at < number) {
                if let Line::Event { source, .. } = line
                    && !sources.contains(source)
                    && !["the same", "invented"].contains(&source.as_str())
                {
                    sources.push(source.clone());
                }
            }
            match (cue, day) {
                (Cue::Day(turned), _) => {
                    day = Some(turned);
                    sources.clear();
                }
                (Cue::Event(key, own), Some(day)) => {
                    let own = own.map(|own| own.split("; ").map(str::to_owned).collect());
                    let sources = own.unwrap_or_else(|| sources.clone());
                    found.push(Happening { day, key, sources });
                }
                _ => {}
            }
        }
        Ok(found)
    }

    /// The first and the last day.
    ///
    /// # Errors
    /// As [`Turning::happenings`].
    pub fn days(&self) -> anyhow::Result<(Date, Date)> {
        let found = self.happenings()?;
        let first = found.first().map(|one| one.day);
        let last = found.last().map(|one| one.day);
        first.zip(last).context("the story has no day")
    }

    /// The story at the end of `day`, with the house rules of its second half if `press`.
    ///
    /// # Errors
    /// A scene that the book or the case does not accept.
    pub fn at(&self, book: &Book, day: Date, press: bool) -> anyhow::Result<Turned> {
        let stage = self.stage(book, day, press)?;
        let mut past = self.happenings()?;
        past.retain(|one| one.day <= day);
        let mut answers = Vec::new();
        for (key, question) in self.questions {
            // Each on a stage of its own: a question brings the content that it names.
            let mut stage = stage.clone();
            let ask = Ask::parse(question)?;
            let decision = stage.decide(&ask)?;
            answers.push((*key, told::decision(&stage.desk(), stage.case(), &decision)));
        }
        let duties = self.owed(&stage);
        Ok(Turned { past, answers, duties })
    }

    /// The days between the first and a day.
    #[must_use]
    pub fn day_after(first: Date, days: i16) -> Date {
        first.checked_add(i32::from(days).days()).unwrap_or(first)
    }

    fn parsed(&self) -> anyhow::Result<Scene> {
        Scene::parse(self.scene).with_context(|| format!("reading the scene `{}`", self.act))
    }

    fn stage<'b>(&self, book: &'b Book, day: Date, press: bool) -> anyhow::Result<Stage<'b>> {
        let scene = self.parsed()?;
        let later = cues(self.scene)?
            .into_iter()
            .find(|(_, cue)| matches!(cue, Cue::Day(turned) if *turned > day))
            .map_or(usize::MAX, |(number, _)| number);
        let mut stage = Stage::new(book);
        for (number, line) in &scene.lines {
            let told = match line {
                Line::At(_) | Line::Ask { .. } => false,
                // The press tells the law in its own words from the first day on, or not at all.
                Line::House(_) => press,
                Line::Zone(_) | Line::Position(..) | Line::Party { .. } | Line::Product { .. } => {
                    true
                }
                Line::Event { .. } => *number < later,
            };
            if told {
                stage.play(line)?;
            }
        }
        let end = Self::day_after(day, 1);
        stage.play(&Line::At(format!("{end} 00:00 +08:00")))?;
        Ok(stage)
    }

    fn owed(&self, stage: &Stage<'_>) -> Vec<DutyTold> {
        let (who, rules) = self.duties;
        let Some(party) = stage.party(who) else { return Vec::new() };
        let (desk, case, at) = (stage.desk(), stage.case(), stage.instant());
        let mut owed: Vec<OwedBy> = gate::duties(&desk, case, party, at);
        owed.retain(|one| {
            let key = one.duty.rule.as_str().rsplit('/').next().unwrap_or_default();
            rules.contains(&key)
        });
        owed::duties(&desk, case, &owed, at).duties
    }
}

#[cfg(test)]
mod tests {
    use tidegate_law::AnswerKind::{Permit, PermitIf, Refuse};

    use super::*;

    fn answers(day: &str, press: bool) -> Vec<(&'static str, tidegate_law::AnswerKind)> {
        let book = crate::book::load(None).unwrap();
        let turned = LOG4SHELL.at(&book, day.parse().unwrap(), press).unwrap();
        turned.answers.iter().map(|(key, told)| (*key, told.law)).collect()
    }

    #[test]
    fn the_answers_turn_with_the_clock() {
        let first = answers("2021-11-24", false);
        assert_eq!(first[0], ("apache", Permit));
        assert_eq!(first[2], ("foreign-authority", Refuse));
        assert_eq!(first[3], ("blog", Refuse));
        let leaked = answers("2021-12-08", false);
        assert_eq!(leaked[2], ("foreign-authority", Permit));
        assert_eq!(leaked[3], ("blog", Refuse));
        assert_eq!(answers("2021-12-10", false)[3], ("blog", PermitIf));
    }

    #[test]
    fn what_the_press_told_adds_a_duty_and_nothing_before_its_day_has_happened() {
        let book = crate::book::load(None).unwrap();
        let at = |press| LOG4SHELL.at(&book, "2021-12-01".parse().unwrap(), press).unwrap();
        let house = |turned: &Turned| {
            turned.duties.iter().any(|duty| duty.rule.rule.ends_with("finder-tells-government"))
        };
        assert!(!house(&at(false)));
        assert!(house(&at(true)));
        assert_eq!(at(false).past.len(), 1);
        assert!(
            LOG4SHELL
                .happenings()
                .unwrap()
                .iter()
                .all(|one| one.key == "verdict" || !one.sources.is_empty())
        );
    }
}

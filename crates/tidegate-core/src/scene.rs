//! Scenes: a story in plain text, questions, and the answers expected below a line `----`.
//!
//! A lawyer reads a scene, a developer runs it. The words are those of the book's schema. A scene is
//! parsed into lines ([`Line`]), built into a case, and each `ask` is answered by the same gate and
//! duties as everything else. [`bless`] rewrites the answers; a changed answer is read before it is
//! kept. The grammar stands in `scenes/README.md`.

use std::fmt::Write as _;

use tidegate_law::Book;

mod answer;
mod not_read;
mod parse;
mod stage;
mod teller;

pub use not_read::{Form, Kind, NotRead};
pub use parse::{Ask, Line, SceneError};
pub use stage::Stage;
pub use teller::{Keeping, Teller, Told};

/// A scene: its title, its lines, and its questions with the answers expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scene {
    /// The first heading.
    pub title: String,
    /// Every line with its number, counted from 1.
    pub lines: Vec<(usize, Line)>,
}

/// One question of a scene with its expected and its given answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The line of the question, counted from 1.
    pub line: usize,
    /// The question as written.
    pub question: String,
    /// The answer expected, line by line.
    pub expected: String,
    /// The answer given, line by line.
    pub given: String,
}

impl Asked {
    /// Whether the answer is as expected.
    pub fn holds(&self) -> bool {
        self.expected == self.given
    }
}

impl Scene {
    /// Reads a scene.
    ///
    /// # Errors
    /// The line that is not understood, with what would be.
    pub fn parse(text: &str) -> Result<Self, SceneError> {
        parse::scene(text)
    }

    /// Plays the scene: builds the case line by line and answers each question where it stands.
    ///
    /// # Errors
    /// A line that the case or the book does not accept.
    pub fn play(&self, book: &Book) -> Result<Vec<Asked>, SceneError> {
        let mut stage = Stage::new(book);
        let mut asked = Vec::new();
        for (number, line) in &self.lines {
            match line {
                Line::Ask { ask, question, expected } => asked.push(Asked {
                    line: *number,
                    question: question.clone(),
                    expected: expected.clone(),
                    given: stage.answer(ask).map_err(SceneError::at(*number))?,
                }),
                other => {
                    stage.play(other).map_err(SceneError::at(*number))?;
                }
            }
        }
        Ok(asked)
    }

    /// The stage after the whole scene, for questions that it does not ask itself.
    ///
    /// # Errors
    /// A line that the case or the book does not accept.
    pub fn stage<'b>(&self, book: &'b Book) -> Result<Stage<'b>, SceneError> {
        let mut stage = Stage::new(book);
        for (number, line) in &self.lines {
            if !matches!(line, Line::Ask { .. }) {
                stage.play(line).map_err(SceneError::at(*number))?;
            }
        }
        Ok(stage)
    }
}

/// The text of a scene with the answers that the book gives now.
///
/// # Errors
/// Where the scene cannot be read or played.
pub fn bless(book: &Book, text: &str) -> Result<String, SceneError> {
    let asked = Scene::parse(text)?.play(book)?;
    let mut blessed = String::new();
    let mut lines = text.lines().enumerate().peekable();
    while let Some((place, line)) = lines.next() {
        let _ = writeln!(blessed, "{line}");
        let Some(answer) = asked.iter().find(|asked| asked.line == place + 1) else { continue };
        let _ = writeln!(blessed, "----\n{}", answer.given);
        if lines.next_if(|(_, next)| next.trim() == "----").is_some() {
            while lines.next_if(|(_, next)| !next.trim().is_empty()).is_some() {}
        } else if lines.peek().is_some_and(|(_, next)| !next.trim().is_empty()) {
            blessed.push('\n');
        }
    }
    Ok(blessed)
}

//! `tidegate scene FILE…`: plays stories and shows where the answers differ from those expected.

use std::path::{Path, PathBuf};

use serde::Serialize;
use tidegate_core::scene::{Asked, Scene, bless};
use tidegate_law::Book;

use super::terminal::Colour;
use super::{Exit, Failure, Globals, InputError, Terminal, input};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    #[arg(long)]
    bless: bool,
}

#[derive(Serialize)]
struct Told {
    version: u32,
    book: String,
    questions: usize,
    differing: usize,
    blessed: usize,
    scenes: Vec<Played>,
}

#[derive(Serialize)]
struct Played {
    file: String,
    title: String,
    questions: Vec<Question>,
}

#[derive(Serialize)]
struct Question {
    line: usize,
    question: String,
    holds: bool,
    expected: String,
    given: String,
}

impl From<Asked> for Question {
    fn from(asked: Asked) -> Self {
        let holds = asked.holds();
        let Asked { line, question, expected, given } = asked;
        Self { line, question, holds, expected, given }
    }
}

pub(super) fn run(
    arguments: &Arguments,
    terminal: &mut Terminal<'_>,
    globals: &Globals,
) -> Result<Exit, Failure> {
    let book = globals.book()?;
    let mut told = Told {
        version: 1,
        book: book.digest().to_owned(),
        questions: 0,
        differing: 0,
        blessed: 0,
        scenes: Vec::new(),
    };
    for path in scenes(&arguments.files)? {
        if arguments.bless {
            told.blessed += usize::from(rewrite(&book, &path)?);
        }
        let played = play(&book, &path)?;
        told.questions += played.questions.len();
        told.differing += played.questions.iter().filter(|question| !question.holds).count();
        if !terminal.json {
            show(terminal, &played)?;
        }
        told.scenes.push(played);
    }
    let differing = told.differing;
    if terminal.json {
        terminal.json(&told)?;
    } else {
        let counts = [
            ("scenes", told.scenes.len().into()),
            ("questions", told.questions.into()),
            ("differing", differing.into()),
        ];
        let line = terminal.with("scene-count", counts);
        terminal.line(&line)?;
        if arguments.bless {
            let line = terminal.with("scene-blessed", [("count", told.blessed.into())]);
            terminal.line(&line)?;
        }
    }
    Ok(if differing == 0 { Exit::Done } else { Exit::Fault })
}

/// The files named, and for a folder every scene in it, in the order of their names.
fn scenes(named: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in named {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let mut inside = Vec::new();
        for entry in std::fs::read_dir(path).map_err(InputError::at(path))? {
            let inner = entry.map_err(InputError::at(path))?.path();
            if inner.extension().is_some_and(|ending| ending == "scene") {
                inside.push(inner);
            }
        }
        inside.sort();
        files.append(&mut inside);
    }
    Ok(files)
}

fn rewrite(book: &Book, path: &Path) -> Result<bool, Failure> {
    let text = input::text(path)?;
    let blessed = bless(book, &text).map_err(input::in_story(path))?;
    if blessed == text {
        return Ok(false);
    }
    std::fs::write(path, blessed).map_err(InputError::at(path))?;
    Ok(true)
}

fn play(book: &Book, path: &Path) -> Result<Played, Failure> {
    let text = input::text(path)?;
    let scene = Scene::parse(&text).map_err(input::in_story(path))?;
    let asked = scene.play(book).map_err(input::in_story(path))?;
    let questions = asked.into_iter().map(Question::from).collect();
    Ok(Played { file: path.display().to_string(), title: scene.title, questions })
}

fn show(terminal: &mut Terminal<'_>, played: &Played) -> Result<(), Failure> {
    let differing = played.questions.iter().filter(|question| !question.holds).count();
    let counts = [
        ("file", played.file.as_str().into()),
        ("questions", played.questions.len().into()),
        ("differing", differing.into()),
    ];
    let line = terminal.with("scene-file", counts);
    terminal.line(&line)?;
    for question in played.questions.iter().filter(|question| !question.holds) {
        terminal.line("")?;
        terminal.title(&format!("{}:{}  {}", played.file, question.line, question.question))?;
        for (mark, text) in difference(&question.expected, &question.given) {
            let line = format!("  {mark} {text}");
            match mark {
                '-' => terminal.coloured(&line, Colour::Red)?,
                '+' => terminal.coloured(&line, Colour::Green)?,
                _ => terminal.line(&line)?,
            }
        }
    }
    Ok(())
}

/// The lines of two answers: `-` only expected, `+` only given, ` ` in both.
fn difference<'a>(expected: &'a str, given: &'a str) -> Vec<(char, &'a str)> {
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), given.lines().collect());
    let mut told = Vec::new();
    let (mut from, mut to) = (0, 0);
    while let (Some(left), Some(right)) = (old.get(from), new.get(to)) {
        if left == right {
            told.push((' ', *left));
            (from, to) = (from + 1, to + 1);
        } else if new.iter().skip(to).any(|line| line == left) {
            told.push(('+', *right));
            to += 1;
        } else {
            told.push(('-', *left));
            from += 1;
        }
    }
    told.extend(old.iter().skip(from).map(|line| ('-', *line)));
    told.extend(new.iter().skip(to).map(|line| ('+', *line)));
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_names_what_is_gone_and_what_is_new() {
        let told = difference("PERMIT\n  a\n  b", "REFUSE\n  a\n  c\n  b");
        let lines: Vec<String> = told.iter().map(|(mark, text)| format!("{mark}{text}")).collect();
        assert_eq!(lines, ["-PERMIT", "+REFUSE", "   a", "+  c", "   b"]);
    }

    #[test]
    fn what_is_taken_and_what_is_left_make_both_answers_again() {
        let (old, new) = ("a\nb\nc\nb", "b\nc\na\nb\nd");
        let told = difference(old, new);
        let side = |other: char| {
            let lines: Vec<&str> =
                told.iter().filter(|(mark, _)| *mark != other).map(|(_, text)| *text).collect();
            lines.join("\n")
        };
        assert_eq!((side('+'), side('-')), (old.to_owned(), new.to_owned()));
    }
}

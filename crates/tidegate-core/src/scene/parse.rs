//! The grammar of scenes.

use thiserror::Error;

use crate::act::Act;
use crate::scene::Scene;
use crate::scene::not_read::{Form, NotRead};

/// A line that is not understood, or that the case does not accept.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}: {why}")]
pub struct SceneError {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub why: NotRead,
}

impl SceneError {
    pub(super) fn at(line: usize) -> impl Fn(NotRead) -> Self {
        move |why| Self { line, why }
    }
}

/// A line of a scene.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// `zone Asia/Shanghai`: the zone of times without offset, and in which answers are written.
    Zone(String),
    /// `house cn-practice`: house rules are switched on.
    House(String),
    /// `position rmsv_q9 maintainer_is_provider`, or `positions suggested`.
    Position(String, String),
    /// `party NAME ROLES PLACE …`.
    Party {
        /// Name, roles, place and more, word by word.
        words: Vec<String>,
        /// From what source, after ` -- `.
        source: String,
    },
    /// `product NAME of PROVIDERS …`.
    Product {
        /// Name, providers, markets and more, word by word.
        words: Vec<String>,
        /// From what source, after ` -- `.
        source: String,
    },
    /// `TIME  EVENT …`: something happened.
    Event {
        /// When, as written; empty where a line told of a kept case gives no time.
        time: String,
        /// What, word by word.
        words: Vec<String>,
        /// From what source, after ` -- `.
        source: String,
    },
    /// `at TIME`: the instant of the questions that follow.
    At(String),
    /// A question with the answer expected.
    Ask {
        /// What is asked.
        ask: Ask,
        /// As written.
        question: String,
        /// The lines below `----`.
        expected: String,
    },
}

/// A question of a scene.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// `ask duties [of PARTY]`.
    Duties(Option<String>),
    /// `ask PARTY may ACT CONTENT[,CONTENT…] [of PRODUCT] [with|to PARTY] [if FACT=VALUE, …]`.
    May {
        /// Who.
        actor: String,
        /// Which act.
        act: String,
        /// Which content.
        content: String,
        /// About which product, if said.
        product: Option<String>,
        /// To whom; the public if nobody is named.
        to: Option<String>,
        /// Facts of the flow.
        facts: Vec<(String, String)>,
    },
    /// `ask who knows CONTENT`.
    WhoKnows(String),
}

pub(super) fn scene(text: &str) -> Result<Scene, SceneError> {
    let mut title = String::new();
    let mut lines = Vec::new();
    let mut rest = text.lines().enumerate().peekable();
    while let Some((place, raw)) = rest.next() {
        let number = place + 1;
        let line = raw.trim();
        if let Some(heading) = line.strip_prefix("# ") {
            if title.is_empty() {
                title = heading.to_owned();
            }
            continue;
        }
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(question) = line.strip_prefix("ask ") {
            let mut expected = Vec::new();
            if rest.peek().is_some_and(|(_, next)| next.trim() == "----") {
                rest.next();
                while let Some((_, next)) = rest.next_if(|(_, next)| !next.trim().is_empty()) {
                    expected.push(next.trim_end());
                }
            }
            let ask = ask(question).map_err(SceneError::at(number))?;
            let expected = expected.join("\n");
            lines.push((number, Line::Ask { ask, question: line.to_owned(), expected }));
            continue;
        }
        lines.push((number, plain(line).map_err(SceneError::at(number))?));
    }
    Ok(Scene { title, lines })
}

fn plain(line: &str) -> Result<Line, NotRead> {
    let (body, source) = line.split_once(" -- ").unwrap_or((line, "scene"));
    line_of(body, source)
}

impl Line {
    /// A line told of a kept case: one of a scene that says who takes part or what happened. Without a time it
    /// happens now; without a source it has that of `source`.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn told(line: &str, source: &str) -> Result<Self, NotRead> {
        let (body, source) = line.split_once(" -- ").unwrap_or((line, source));
        let timed = body.trim_start().starts_with(|c: char| c.is_ascii_digit());
        let first = body.split_whitespace().next().unwrap_or_default();
        match first {
            "party" | "product" | "zone" => line_of(body, source),
            "house" | "position" | "positions" => Err(NotRead::OfTheOffice(first.to_owned())),
            "at" | "ask" => Err(NotRead::TellsNothing(first.to_owned())),
            _ if timed => line_of(body, source),
            _ => {
                let (time, words, source) = (String::new(), words(body)?, source.to_owned());
                Ok(Self::Event { time, words, source })
            }
        }
    }
}

impl Ask {
    /// Reads a question as a scene writes it, without the `ask`.
    ///
    /// # Errors
    /// What would be right.
    pub fn parse(question: &str) -> Result<Self, NotRead> {
        ask(question.trim().trim_end_matches('?').trim_end())
    }
}

/// The words of a line; what stands in double quotes is one word.
fn words(line: &str) -> Result<Vec<String>, NotRead> {
    let mut words = Vec::new();
    let mut rest = line.trim_start();
    while !rest.is_empty() {
        let (word, after) = match rest.strip_prefix('"') {
            Some(quoted) => {
                let end = quoted.split_once('"');
                end.ok_or(NotRead::QuoteOpen)?
            }
            None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
        };
        words.push(word.to_owned());
        rest = after.trim_start();
    }
    Ok(words)
}

fn line_of(body: &str, source: &str) -> Result<Line, NotRead> {
    let mut words = words(body)?;
    let first = words.first().cloned().unwrap_or_default();
    if first.starts_with(|c: char| c.is_ascii_digit()) {
        let clock = words.get(1).is_some_and(|word| word.contains(':'));
        let offset = clock && words.get(2).is_some_and(|w| w.starts_with(['+', '-']) || w == "Z");
        let used = 1 + usize::from(clock) + usize::from(offset);
        let event = words.split_off(used.min(words.len()));
        return Ok(Line::Event { time: words.join(" "), words: event, source: source.to_owned() });
    }
    let after: Vec<String> = words.iter().skip(1).cloned().collect();
    let one = |form| after.first().cloned().ok_or(NotRead::form(form));
    match first.as_str() {
        "zone" => Ok(Line::Zone(one(Form::Zone)?)),
        "house" => Ok(Line::House(one(Form::House)?)),
        "position" => match after.as_slice() {
            [fact, value] => Ok(Line::Position(fact.clone(), value.clone())),
            _ => Err(NotRead::form(Form::Position)),
        },
        "positions" => Ok(Line::Position("*".to_owned(), one(Form::Position)?)),
        "party" => Ok(Line::Party { words: after, source: source.to_owned() }),
        "product" => Ok(Line::Product { words: after, source: source.to_owned() }),
        "at" => Ok(Line::At(after.join(" "))),
        _ => Err(NotRead::Beginning(first)),
    }
}

fn ask(question: &str) -> Result<Ask, NotRead> {
    let (head, facts) = question.split_once(" if ").unwrap_or((question, ""));
    let words = words(head)?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["duties"] => Ok(Ask::Duties(None)),
        ["duties", "of", party] => Ok(Ask::Duties(Some((*party).to_owned()))),
        ["who", "knows", content] => Ok(Ask::WhoKnows((*content).to_owned())),
        [actor, "may", act, content, rest @ ..] => {
            // What is bought is a product; that it has a flaw is all the content there is.
            let bought = (*act == Act::Procure.as_str()).then(|| (*content).to_owned());
            let content = if bought.is_some() { "existence" } else { content };
            let (mut product, mut to) = (bought, None);
            let mut rest = rest.iter();
            while let Some(word) = rest.next() {
                let name = rest.next().ok_or(NotRead::form(Form::Question))?;
                match *word {
                    "of" => product = Some((*name).to_owned()),
                    "with" | "to" => to = Some((*name).to_owned()),
                    _ => return Err(NotRead::at(Form::Question, word)),
                }
            }
            Ok(Ask::May {
                actor: (*actor).to_owned(),
                act: (*act).to_owned(),
                content: content.to_owned(),
                product,
                to,
                facts: self::facts(facts)?,
            })
        }
        _ => Err(NotRead::form(Form::Question)),
    }
}

/// `FACT=VALUE, FACT, not FACT`.
pub(super) fn facts(text: &str) -> Result<Vec<(String, String)>, NotRead> {
    text.split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| match part.split_once('=') {
            Some((fact, value)) => Ok((fact.trim().to_owned(), value.trim().to_owned())),
            None => match part.strip_prefix("not ") {
                Some(fact) => Ok((fact.trim().to_owned(), "false".to_owned())),
                None if !part.contains(' ') => Ok((part.to_owned(), "true".to_owned())),
                None => Err(NotRead::NotAFact(part.to_owned())),
            },
        })
        .collect()
}

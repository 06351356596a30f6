//! A page of text in the making: titles, paragraphs, an indent for each; the terminal wraps and prints it.

use std::fmt;

use crate::cli::{Failure, Terminal, wrapped};

/// A page: lines of text with their indents.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page(Vec<Line>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    kind: Kind,
    indent: usize,
    text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Title,
    Text,
    Code,
}

impl Page {
    /// Adds a title.
    pub fn title(&mut self, text: impl Into<String>) {
        self.0.push(Line { kind: Kind::Title, indent: 0, text: text.into() });
    }

    /// Adds a paragraph behind `indent` spaces.
    pub fn line(&mut self, indent: usize, text: impl Into<String>) {
        self.0.push(Line { kind: Kind::Text, indent, text: text.into() });
    }

    /// Adds a line that is never wrapped, such as a rule as written.
    pub fn code(&mut self, indent: usize, text: impl Into<String>) {
        self.0.push(Line { kind: Kind::Code, indent, text: text.into() });
    }

    /// Adds an empty line.
    pub fn gap(&mut self) {
        self.line(0, "");
    }

    /// Prints the page.
    ///
    /// # Errors
    /// What the terminal says.
    pub fn print(&self, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
        for line in &self.0 {
            let Line { kind, indent, text } = line;
            match kind {
                Kind::Title => {
                    for line in wrapped(text, terminal.width) {
                        terminal.title(&line)?;
                    }
                }
                Kind::Code => terminal.line(&format!("{:indent$}{text}", ""))?,
                Kind::Text if text.is_empty() => terminal.line("")?,
                Kind::Text => terminal.paragraph(text, *indent)?,
            }
        }
        Ok(())
    }
}

/// The page without wrapping, as tests and documents take it.
impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Line { indent, text, .. } in &self.0 {
            let indent = if text.is_empty() { 0 } else { *indent };
            writeln!(f, "{:indent$}{text}", "")?;
        }
        Ok(())
    }
}

//! A page of text in the making: titles, paragraphs, an indent for each; the terminal wraps and prints it.

use std::fmt;

use crate::cli::{Failure, Terminal};

/// A page: lines of text with their indents.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page(Vec<Line>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    title: bool,
    indent: usize,
    text: String,
}

impl Page {
    /// Adds a title.
    pub fn title(&mut self, text: impl Into<String>) {
        self.0.push(Line { title: true, indent: 0, text: text.into() });
    }

    /// Adds a paragraph behind `indent` spaces.
    pub fn line(&mut self, indent: usize, text: impl Into<String>) {
        self.0.push(Line { title: false, indent, text: text.into() });
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
            if line.title {
                terminal.title(&line.text)?;
            } else if line.text.is_empty() {
                terminal.line("")?;
            } else {
                terminal.paragraph(&line.text, line.indent)?;
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

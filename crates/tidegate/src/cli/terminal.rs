//! The one way to the terminal: texts, tables and JSON go through here.
//!
//! Nothing that a file or a person brought in can steer the terminal: control characters are replaced. A reader who
//! closes the pipe ends the command without an error.

use std::fmt::Write as _;
use std::io::Write;

use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{ColumnConstraint, ContentArrangement, LineStyle, Table};
use fluent_bundle::FluentValue;
use serde::Serialize;
use tidegate_law::Language;

use super::Failure;
use super::exit::{deceives, plain};
use crate::words::Voice;

/// The width where there is no terminal.
const WIDTH: usize = 100;
/// A column of a table up to this width is never broken into lines.
const NARROW: u16 = 18;
/// What the long columns of a table need together.
const READABLE: usize = 24;

/// The few colours there are, by their numbers in ECMA-48. Red is for what is broken, never for law.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// No colour, but bold.
    Bold = 1,
    /// What is gone or does not hold.
    Red = 31,
    /// What is new or holds.
    Green = 32,
}

/// Where a command writes, and in which language and form.
pub struct Terminal<'t> {
    /// The texts.
    pub voice: Voice,
    /// Whether JSON is wanted.
    pub json: bool,
    /// Whether colours may be used.
    pub colour: bool,
    /// The width in columns.
    pub width: usize,
    pub(super) out: &'t mut dyn Write,
    pub(super) err: &'t mut dyn Write,
}

impl std::fmt::Debug for Terminal<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Terminal").field("voice", &self.voice).finish_non_exhaustive()
    }
}

impl Terminal<'_> {
    /// The language in which it speaks.
    #[must_use]
    pub fn language(&self) -> Language {
        self.voice.language()
    }

    /// A text of `words/*/*.ftl`.
    #[must_use]
    pub fn say(&self, id: &str) -> String {
        self.voice.say(id)
    }

    /// A text of `words/*/*.ftl` with its arguments.
    #[must_use]
    pub fn with<'a, const N: usize>(
        &self,
        id: &str,
        arguments: [(&'a str, FluentValue<'a>); N],
    ) -> String {
        self.voice.with(id, arguments)
    }

    /// Prints a line.
    ///
    /// # Errors
    /// [`Failure::Closed`] if nobody reads any more, else what the system says.
    pub fn line(&mut self, text: &str) -> Result<(), Failure> {
        Ok(writeln!(self.out, "{}", plain(text))?)
    }

    /// Prints a line in bold where colours may be used.
    ///
    /// # Errors
    /// As [`Terminal::line`].
    pub fn title(&mut self, text: &str) -> Result<(), Failure> {
        self.coloured(text, Colour::Bold)
    }

    /// Prints a line in a colour where colours may be used.
    ///
    /// # Errors
    /// As [`Terminal::line`].
    pub fn coloured(&mut self, text: &str, colour: Colour) -> Result<(), Failure> {
        if !self.colour || text.is_empty() {
            return self.line(text);
        }
        Ok(writeln!(self.out, "\u{1b}[{}m{}\u{1b}[0m", colour as u8, plain(text))?)
    }

    /// Prints a paragraph, wrapped, each line behind `indent` spaces.
    ///
    /// # Errors
    /// As [`Terminal::line`].
    pub fn paragraph(&mut self, text: &str, indent: usize) -> Result<(), Failure> {
        let hang = hang(text);
        let width = self.width.saturating_sub(indent + hang).max(20);
        for (place, line) in wrapped(text, width).iter().enumerate() {
            let indent = if place == 0 { indent } else { indent + hang };
            self.line(&format!("{:indent$}{line}", ""))?;
        }
        Ok(())
    }

    /// Prints a text of the program's own making as it is, colours included.
    ///
    /// # Errors
    /// As [`Terminal::line`].
    pub fn text(&mut self, text: &str) -> Result<(), Failure> {
        Ok(self.out.write_all(text.as_bytes())?)
    }

    /// Prints a value as JSON.
    ///
    /// # Errors
    /// As [`Terminal::line`].
    pub fn json(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(value)
            .map_err(|error| Failure::Fault(anyhow::Error::new(error).context("writing JSON")))?;
        Ok(writeln!(self.out, "{}", escaped(&text))?)
    }

    /// Prints a table; the ids are those of its column heads in `words/*/*.ftl`.
    ///
    /// # Errors
    /// As [`Terminal::line`].
    pub fn table(&mut self, heads: &[&str], rows: &[Vec<String>]) -> Result<(), Failure> {
        let mut table = Table::new();
        let style = UTF8_HORIZONTAL_ONLY.row_separator(LineStyle::none());
        table.load_style(style).set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from(self.width).unwrap_or(u16::MAX));
        table.set_header(heads.iter().map(|head| self.say(head)));
        for row in rows {
            table.add_row(row.iter().map(|cell| plain(cell)));
        }
        let widths = table.column_max_content_widths();
        let short: usize =
            widths.iter().filter(|w| **w <= NARROW).map(|w| usize::from(*w) + 2).sum();
        // Short columns are not broken as long as the others, which share what is left, keep room to be read.
        let roomy = short + READABLE <= self.width;
        for (column, width) in table.column_iter_mut().zip(widths) {
            column.set_padding((0, 1));
            if roomy && width <= NARROW {
                column.set_constraint(ColumnConstraint::ContentWidth);
            }
        }
        let lines: Vec<String> = table.lines().map(|line| line.trim_end().to_owned()).collect();
        lines.iter().try_for_each(|line| Ok(writeln!(self.out, "{line}")?))
    }

    /// Prints a line on the error output. That this is not possible is not told to anybody: there is nobody left.
    pub(super) fn complain(&mut self, text: &str) {
        let _ = writeln!(self.err, "{text}");
    }

    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        Ok(self.out.flush()?)
    }
}

/// JSON in which what would steer or deceive a terminal is written as escapes; it only occurs inside strings.
fn escaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        let steers = c.is_control() && c != '\n';
        match u16::try_from(u32::from(c)) {
            Ok(code) if steers || deceives(c) => {
                let _ = write!(text, "\\u{code:04x}");
            }
            _ => text.push(c),
        }
    }
    text
}

/// The width to write for: that of the terminal, at most 120 columns so that lines can be read.
pub(super) fn width(terminal: bool) -> usize {
    let known = terminal.then(|| Table::new().width()).flatten();
    known.map_or(WIDTH, |width| usize::from(width).clamp(40, 120))
}

/// How far the second line of an item of a list stands behind the first: `- ` two, `1. ` three columns.
fn hang(text: &str) -> usize {
    match text.split_once(' ') {
        Some(("-", _)) => 2,
        Some((mark, _)) if mark.len() <= 3 && mark.ends_with('.') => mark.len() + 1,
        _ => 0,
    }
}

/// Breaks a text into lines of at most `width` columns, at spaces or between Chinese characters.
pub(crate) fn wrapped(text: &str, width: usize) -> Vec<String> {
    wrapped_by(text, width, columns)
}

/// The same where a character takes as much of the width as `of` says.
pub(crate) fn wrapped_by(text: &str, width: usize, of: impl Fn(char) -> usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let (mut line, mut used) = (String::new(), 0);
        for piece in pieces(paragraph) {
            let columns = piece.chars().map(&of).sum::<usize>();
            if used > 0 && used + piece.trim_end().chars().map(&of).sum::<usize>() > width {
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
                used = 0;
            }
            line.push_str(piece);
            used += columns;
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// The pieces between which a line may break: words with the space after them, and single wide characters, with the
/// punctuation that must not begin a line.
fn pieces(text: &str) -> Vec<&str> {
    let mut cuts = vec![0];
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let after_space = before.is_some_and(|b| b == ' ') && c != ' ';
        let opening = before.is_some_and(|b| "（《“‘〔".contains(b));
        let closing = "，。；：、！？）》”’〕".contains(c);
        let wide = columns(c) == 2 || before.is_some_and(|b| columns(b) == 2);
        if before.is_some() && (after_space || (wide && c != ' ' && !closing && !opening)) {
            cuts.push(at);
        }
        before = Some(c);
    }
    cuts.push(text.len());
    cuts.windows(2)
        .filter_map(|cut| match cut {
            [from, to] => text.get(*from..*to),
            _ => None,
        })
        .collect()
}

/// How many columns a character takes: two for Chinese characters and full-width forms.
fn columns(c: char) -> usize {
    match u32::from(c) {
        0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff => 2,
        0xfe30..=0xfe4f | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x1f300..=0x1faff => 2,
        0x20000..=0x3fffd => 2,
        0x0300..=0x036f | 0x200b..=0x200f => 0,
        _ => 1,
    }
}

/// A word of a command as a shell takes it.
pub(super) fn in_a_shell(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_between_characters() {
        assert_eq!(wrapped("one two three", 8), ["one two", "three"]);
        assert_eq!(wrapped("漏洞信息，不得提供", 8), ["漏洞信", "息，不得", "提供"]);
        assert_eq!(wrapped("", 8), Vec::<String>::new());
    }

    #[test]
    fn nothing_is_lost_in_wrapping() {
        let text = "nobody may give 未公开的漏洞信息 (undisclosed information) to anybody overseas";
        for width in 1..60 {
            let joined: String = wrapped(text, width).concat();
            assert_eq!(joined.replace(' ', ""), text.replace(' ', ""));
        }
    }
}

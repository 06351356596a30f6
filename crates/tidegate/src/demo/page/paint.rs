//! Columns, colours and line breaks of the demo's page.

/// A colour or weight of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Colour {
    Bold,
    Dim,
    Green,
    Red,
    Yellow,
    Magenta,
    Cyan,
}

impl Colour {
    /// The text in this colour, and plain again after it.
    pub(super) fn over(self, text: &str) -> String {
        let code = match self {
            Self::Bold => "1",
            Self::Dim => "2",
            Self::Green => "1;32",
            Self::Red => "1;31",
            Self::Yellow => "1;33",
            Self::Magenta => "1;35",
            Self::Cyan => "1;36",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }
}

/// How many columns a text takes.
pub(super) fn columns(text: &str) -> usize {
    text.chars().map(column).sum()
}

/// Two columns for Chinese characters and full-width forms, one for the rest.
fn column(c: char) -> usize {
    let wide = matches!(u32::from(c),
        0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xfe30..=0xfe4f
        | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x20000..=0x3fffd);
    if wide { 2 } else { 1 }
}

/// A text in lines of at most `width` columns: broken at spaces, and between Chinese characters but never before a
/// mark that closes.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for piece in pieces(paragraph) {
            if !line.is_empty() && columns(&line) + columns(piece.trim_end()) > width {
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
            }
            line.push_str(if line.is_empty() { piece.trim_start() } else { piece });
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// The pieces of a line between which it may break.
fn pieces(text: &str) -> Vec<&str> {
    let (mut pieces, mut start) = (Vec::new(), 0);
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let Some(last) = before.replace(c) else { continue };
        let closes = "，。；：、！？）》”’〕—".contains(c);
        let opens = "（《“‘〔".contains(last);
        let may = c != ' ' && (last == ' ' || column(c) == 2 || column(last) == 2);
        if may && !closes && !opens {
            pieces.extend(text.get(start..at));
            start = at;
        }
    }
    pieces.extend(text.get(start..));
    pieces
}

/// A text filled up with spaces to so many columns.
pub(super) fn padded(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(columns(text));
    format!("{text}{:missing$}", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_lost_and_nothing_stands_out() {
        let text = "nobody may give 未公开的漏洞信息（含技术细节），to anybody 境外。 The end";
        for width in 24..80 {
            let lines = wrapped(text, width);
            assert!(lines.iter().all(|line| columns(line) <= width + 2), "{lines:?}");
            assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        }
        assert_eq!(wrapped("漏洞信息，不得提供", 8), ["漏洞信", "息，不得", "提供"]);
    }
}

//! A page of a document, written as Markdown, as plain text, as HTML or, with [`pdf()`], as PDF.
//!
//! Whatever a person or a file brought in is escaped for the form it is written in: names and sources cannot make
//! headings, links or tags, and marks that turn the direction of text are shown, not obeyed.

mod pdf;

use std::fmt::Write as _;

pub use pdf::pdf;

/// The columns of plain text.
const WIDTH: usize = 96;

/// A page in one language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// The language code of the page, as HTML writes it.
    pub code: &'static str,
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Title(String),
    Heading(String),
    Text(String),
    Strong(String),
    Point(usize, String),
    Table(Vec<String>, Vec<Vec<String>>),
}

impl Sheet {
    /// An empty page.
    #[must_use]
    pub fn new(code: &'static str) -> Self {
        Self { code, parts: Vec::new() }
    }

    /// Adds the title.
    pub fn title(&mut self, text: impl Into<String>) {
        self.parts.push(Part::Title(text.into()));
    }

    /// Adds a heading.
    pub fn heading(&mut self, text: impl Into<String>) {
        self.parts.push(Part::Heading(text.into()));
    }

    /// Adds a paragraph.
    pub fn text(&mut self, text: impl Into<String>) {
        self.parts.push(Part::Text(text.into()));
    }

    /// Adds a paragraph that stands out.
    pub fn strong(&mut self, text: impl Into<String>) {
        self.parts.push(Part::Strong(text.into()));
    }

    /// Adds a point of a list, `depth` levels in.
    pub fn point(&mut self, depth: usize, text: impl Into<String>) {
        self.parts.push(Part::Point(depth, text.into()));
    }

    /// Adds a table.
    pub fn table(&mut self, heads: Vec<String>, rows: Vec<Vec<String>>) {
        self.parts.push(Part::Table(heads, rows));
    }

    /// The page as Markdown (CommonMark with tables).
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut page = String::new();
        let mut points = false;
        for part in &self.parts {
            let point = matches!(part, Part::Point(..));
            if points && !point {
                page.push('\n');
            }
            points = point;
            let _ = match part {
                Part::Title(text) => writeln!(page, "# {}\n", marked(text)),
                Part::Heading(text) => writeln!(page, "## {}\n", marked(text)),
                Part::Text(text) => writeln!(page, "{}\n", marked(text)),
                Part::Strong(text) => writeln!(page, "**{}**\n", marked(text)),
                Part::Point(depth, text) => {
                    writeln!(page, "{:indent$}- {}", "", marked(text), indent = depth * 2)
                }
                Part::Table(heads, rows) => {
                    let line = |cells: &[String]| {
                        let cells: Vec<String> = cells.iter().map(|cell| marked(cell)).collect();
                        format!("| {} |", cells.join(" | "))
                    };
                    let rule = vec!["---"; heads.len()].join(" | ");
                    let rows: Vec<String> = rows.iter().map(|row| line(row)).collect();
                    writeln!(page, "{}\n| {rule} |\n{}\n", line(heads), rows.join("\n"))
                }
            };
        }
        page
    }

    /// The page as plain text in lines of at most 96 columns.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut page = String::new();
        let mut points = false;
        for part in &self.parts {
            let point = matches!(part, Part::Point(..));
            if points && !point {
                page.push('\n');
            }
            points = point;
            match part {
                Part::Title(text) => {
                    let _ = writeln!(page, "{}\n{}\n", shown(text), "=".repeat(WIDTH));
                }
                Part::Heading(text) => {
                    let _ = writeln!(page, "{}\n{}", shown(text), "-".repeat(WIDTH));
                }
                Part::Text(text) | Part::Strong(text) => {
                    lines(&mut page, "", "", text);
                    page.push('\n');
                }
                Part::Point(depth, text) => {
                    let indent = " ".repeat(depth * 2);
                    lines(&mut page, &format!("{indent}- "), &format!("{indent}  "), text);
                }
                Part::Table(heads, rows) => {
                    for cells in rows {
                        lines(&mut page, "- ", "  ", &row(heads, cells));
                    }
                    page.push('\n');
                }
            }
        }
        page
    }

    /// The page as an HTML section.
    #[must_use]
    pub fn html(&self) -> String {
        let mut page = format!("<section lang=\"{}\">\n", self.code);
        let mut open = 0;
        for part in &self.parts {
            let wanted = if let Part::Point(depth, _) = part { depth + 1 } else { 0 };
            while open < wanted {
                page.push_str("<ul>\n");
                open += 1;
            }
            while open > wanted {
                page.push_str("</ul>\n");
                open -= 1;
            }
            let _ = match part {
                Part::Title(text) => writeln!(page, "<h1>{}</h1>", tagged(text)),
                Part::Heading(text) => writeln!(page, "<h2>{}</h2>", tagged(text)),
                Part::Text(text) => writeln!(page, "<p>{}</p>", tagged(text)),
                Part::Strong(text) => writeln!(page, "<p><strong>{}</strong></p>", tagged(text)),
                Part::Point(_, text) => writeln!(page, "<li>{}</li>", tagged(text)),
                Part::Table(heads, rows) => {
                    let row = |tag: &str, cells: &[String]| {
                        let cells: String = cells
                            .iter()
                            .map(|cell| format!("<{tag}>{}</{tag}>", tagged(cell)))
                            .collect();
                        format!("<tr>{cells}</tr>")
                    };
                    let body: Vec<String> = rows.iter().map(|cells| row("td", cells)).collect();
                    let head = row("th", heads);
                    writeln!(page, "<table>\n{head}\n{}\n</table>", body.join("\n"))
                }
            };
        }
        page.push_str(&"</ul>\n".repeat(open));
        page.push_str("</section>\n");
        page
    }
}

/// A whole HTML document of several pages; it loads nothing.
#[must_use]
pub fn document(title: &str, pages: &[Sheet]) -> String {
    let style = "body{font:11pt/1.4 sans-serif;max-width:48em;margin:2em auto;padding:0 1em}\
                 h1{font-size:1.4em}h2{font-size:1.1em;margin:1em 0 .3em}p,ul{margin:.3em 0}\
                 table{border-collapse:collapse;width:100%}\
                 td,th{border:1px solid #999;padding:.2em .5em;text-align:left;vertical-align:top}\
                 section+section{page-break-before:always;margin-top:3em}";
    let body: String = pages.iter().map(Sheet::html).collect();
    format!(
        "<!doctype html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n<style>{style}</style>\n</head>\n<body>\n{body}</body>\n</html>\n",
        tagged(title)
    )
}

/// A row of a table in a line.
fn row(heads: &[String], cells: &[String]) -> String {
    let cells = heads.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
    let cells: Vec<String> = cells.map(|(head, cell)| format!("{head}: {cell}")).collect();
    cells.join(" · ")
}

fn lines(page: &mut String, first: &str, next: &str, text: &str) {
    let width = WIDTH.saturating_sub(first.len());
    for (place, line) in crate::cli::wrapped(&shown(text), width).into_iter().enumerate() {
        let _ = writeln!(page, "{}{line}", if place == 0 { first } else { next });
    }
}

/// Text in one line that neither steers nor deceives.
fn shown(text: &str) -> String {
    crate::cli::plain(text).replace(['\n', '\t'], " ")
}

/// Text that Markdown shows as it is.
fn marked(text: &str) -> String {
    let mut marked = String::with_capacity(text.len());
    for c in shown(text).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&') {
            marked.push('\\');
        }
        marked.push(c);
    }
    marked
}

/// Text that HTML shows as it is.
fn tagged(text: &str) -> String {
    let mut tagged = String::with_capacity(text.len());
    for c in shown(text).chars() {
        match c {
            '&' => tagged.push_str("&amp;"),
            '<' => tagged.push_str("&lt;"),
            '>' => tagged.push_str("&gt;"),
            '"' => tagged.push_str("&quot;"),
            '\'' => tagged.push_str("&#39;"),
            c => tagged.push(c),
        }
    }
    tagged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_brought_in_makes_no_heading_link_or_tag() {
        let mut sheet = Sheet::new("en");
        sheet.point(0, "<script>alert(1)</script> [x](http://a) | # \u{202e}evil\u{1b}[31m");
        assert_eq!(
            sheet.markdown(),
            "- \\<script\\>alert(1)\\</script\\> \\[x\\](http://a) \\| \\# \\[U+202E\\]evil\u{fffd}\\[31m\n"
        );
        let html = sheet.html();
        assert!(html.contains("<li>&lt;script&gt;"), "{html}");
        assert!(!html.contains('\u{202e}') && !html.contains('\u{1b}'));
        assert!(sheet.plain().starts_with("- <script>alert(1)"));
    }

    #[test]
    fn lists_are_opened_and_closed() {
        let mut sheet = Sheet::new("zh-Hans");
        sheet.point(0, "a");
        sheet.point(1, "b");
        sheet.text("c");
        sheet.point(0, "d");
        let html = sheet.html();
        assert_eq!(html.matches("<ul>").count(), 3);
        assert_eq!(html.matches("</ul>").count(), 3);
        assert!(sheet.markdown().contains("- a\n  - b\n\nc"), "{}", sheet.markdown());
    }
}

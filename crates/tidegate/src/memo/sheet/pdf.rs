//! Pages as a PDF file: the parts of each page, set on A4 in lines that keep to the margins.
//!
//! Nothing is embedded. Western characters are set in Helvetica, which every reader has; Chinese ones in the predefined
//! font STSong-Light with its predefined encoding (ISO 32000-1, 9.7.5.2), for which every reader has glyphs or a
//! substitute. A character that neither font has is shown by its code point, so that nothing is lost in silence. The
//! file holds no instant, no random id and no name of a program: the same pages give the same bytes. The measures of
//! the characters are in [`glyph`]. It will never read anything: what a page says is decided where it is written.

mod glyph;

use std::collections::BTreeSet;

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, TextRenderingMode, UnicodeCmap};
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str, TextStr};

use super::{Part, Sheet, row, shown};
use glyph::Face;

/// A4, and what stays free of text; in tenths of a point.
const WIDE: usize = 5953;
const HIGH: usize = 8419;
const MARGIN: usize = 567;
/// How far a level of a list is moved in.
const INDENT: usize = 140;
/// The line on which the number of the page stands.
const FOOT: usize = 320;

const WESTERN: Name<'_> = Name(b"W");
const CHINESE: Name<'_> = Name(b"C");
const GB1: SystemInfo<'_> =
    SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"GB1"), supplement: 4 };

/// The way a part is set; sizes in tenths of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Style {
    size: usize,
    strong: bool,
    /// What is left free above the first line.
    before: usize,
    /// Whether what follows must begin on the same page.
    keeps: bool,
}

const TITLE: Style = Style { size: 160, strong: true, before: 0, keeps: true };
const HEADING: Style = Style { size: 120, strong: true, before: 90, keeps: true };
const TEXT: Style = Style { size: 95, strong: false, before: 50, keeps: false };
const STRONG: Style = Style { size: 95, strong: true, before: 50, keeps: false };
const POINT: Style = Style { size: 95, strong: false, before: 25, keeps: false };

/// A line as it is set.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    style: Style,
    left: usize,
    /// Whether the mark of a point stands before it.
    marked: bool,
    before: usize,
    text: Vec<Face>,
}

impl Line {
    /// From the foot of the line before to that of this one.
    fn height(&self) -> usize {
        self.before + self.style.size * 7 / 5
    }
}

/// The file of several pages, each begun on a new side.
#[must_use]
pub fn pdf(title: &str, pages: &[Sheet]) -> Vec<u8> {
    let code = pages.first().map_or("en", |page| page.code);
    let sides: Vec<Vec<Line>> = pages.iter().flat_map(|page| sides(lines(page))).collect();
    let mut next = Ref::new(1);
    let mut pdf = Pdf::new();
    let (catalog, tree, about) = (next.bump(), next.bump(), next.bump());
    let (western, chinese) = (next.bump(), next.bump());
    let places: Vec<(Ref, Ref)> = sides.iter().map(|_| (next.bump(), next.bump())).collect();
    let mut root = pdf.catalog(catalog);
    root.pages(tree).lang(TextStr(code));
    root.viewer_preferences().display_doc_title(true);
    root.finish();
    pdf.document_info(about).title(TextStr(&shown(title)));
    let count = i32::try_from(places.len()).unwrap_or(i32::MAX);
    pdf.pages(tree).kids(places.iter().map(|place| place.0)).count(count);
    for (place, ((page, content), side)) in places.iter().zip(&sides).enumerate() {
        let mut one = pdf.page(*page);
        one.media_box(Rect::new(0.0, 0.0, points(WIDE), points(HIGH)));
        one.parent(tree).contents(*content);
        one.resources().fonts().pair(WESTERN, western).pair(CHINESE, chinese);
        one.finish();
        let number = format!("{} / {}", place + 1, sides.len());
        pdf.stream(*content, &drawn(side, &number));
    }
    western_font(&mut pdf, western);
    chinese_font(&mut pdf, chinese, &mut next, &sides);
    pdf.finish()
}

/// A page in lines, in its own order.
fn lines(page: &Sheet) -> Vec<Line> {
    let mut all = Vec::new();
    let mut set = |style, depth, text: &str| all.extend(broken(style, depth, text, page.code));
    for part in &page.parts {
        match part {
            Part::Title(text) => set(TITLE, None, text),
            Part::Heading(text) => set(HEADING, None, text),
            Part::Text(text) => set(TEXT, None, text),
            Part::Strong(text) => set(STRONG, None, text),
            Part::Point(depth, text) => set(POINT, Some(*depth), text),
            Part::Table(heads, rows) => {
                for cells in rows {
                    set(POINT, Some(0), &row(heads, cells));
                }
            }
        }
    }
    all
}

/// A text in lines, none of which goes over the margin; `depth` is that of a point.
fn broken(style: Style, depth: Option<usize>, text: &str, code: &str) -> Vec<Line> {
    let left = MARGIN + depth.map_or(0, |depth| (depth + 1) * INDENT).min(WIDE / 3);
    let room = (WIDE - MARGIN - left) * 1000 / style.size;
    let chinese = code.starts_with("zh");
    // What no font has is written out before it is measured.
    let text = glyph::written(&shown(text), chinese);
    let of = |c: char| glyph::face(c, chinese).width();
    let whole = crate::cli::wrapped_by(&text, room, of);
    let cut = whole.iter().flat_map(|line| cut(line, room, of));
    let line = |(place, text): (usize, String)| Line {
        style,
        left,
        marked: place == 0 && depth.is_some(),
        before: if place == 0 { style.before } else { 0 },
        text: text.chars().map(|c| glyph::face(c, chinese)).collect(),
    };
    cut.enumerate().map(line).collect()
}

/// A line without a place to break, cut where the room ends.
fn cut(line: &str, room: usize, of: impl Fn(char) -> usize) -> Vec<String> {
    let (mut all, mut one, mut used) = (Vec::new(), String::new(), 0);
    for c in line.chars() {
        if used + of(c) > room && !one.is_empty() {
            all.push(std::mem::take(&mut one));
            used = 0;
        }
        one.push(c);
        used += of(c);
    }
    all.push(one);
    all
}

/// Lines on sides of paper. What keeps to what follows goes over with it.
fn sides(lines: Vec<Line>) -> Vec<Vec<Line>> {
    let room = HIGH - 2 * MARGIN;
    let (mut sides, mut side, mut used) = (Vec::new(), Vec::<Line>::new(), 0);
    for line in lines {
        if used + line.height() > room {
            let kept = side.iter().rev().take_while(|line| line.style.keeps).count();
            // A side of nothing but headings is not carried on for ever.
            let at = if kept < side.len() { side.len() - kept } else { side.len() };
            let over = side.split_off(at);
            sides.push(std::mem::replace(&mut side, over));
            used = side.iter().map(Line::height).sum();
        }
        used += line.height();
        side.push(line);
    }
    sides.push(side);
    sides
}

/// What draws a side.
fn drawn(side: &[Line], number: &str) -> Vec<u8> {
    let mut content = Content::new();
    content.set_line_width(0.35);
    let mut foot = HIGH - MARGIN;
    for line in side {
        foot = foot.saturating_sub(line.height());
        if line.marked {
            put(&mut content, &[glyph::MARK], line.style.size, line.left - 90, foot);
        }
        if line.style.strong {
            content.save_state().set_text_rendering_mode(TextRenderingMode::FillStroke);
        }
        put(&mut content, &line.text, line.style.size, line.left, foot);
        if line.style.strong {
            content.restore_state();
        }
    }
    let number: Vec<Face> = number.chars().map(|c| glyph::face(c, false)).collect();
    let width: usize = number.iter().map(|face| face.width()).sum();
    put(&mut content, &number, 80, WIDE - MARGIN - width * 80 / 1000, FOOT);
    content.finish().into_vec()
}

/// Characters from a place on, in runs of one font.
fn put(content: &mut Content, text: &[Face], size: usize, left: usize, foot: usize) {
    content.begin_text();
    content.set_text_matrix([1.0, 0.0, 0.0, 1.0, points(left), points(foot)]);
    for run in text.chunk_by(|one, other| one.is_western() == other.is_western()) {
        let western = run.first().is_none_or(|face| face.is_western());
        let bytes: Vec<u8> = run.iter().flat_map(|face| face.bytes()).collect();
        content.set_font(if western { WESTERN } else { CHINESE }, points(size));
        content.show(Str(&bytes));
    }
    content.end_text();
}

/// Tenths of a point as points. No measure of a page comes near the end of `u16`.
fn points(tenths: usize) -> f32 {
    f32::from(u16::try_from(tenths).unwrap_or(u16::MAX)) / 10.0
}

fn western_font(pdf: &mut Pdf, id: Ref) {
    let mut font = pdf.type1_font(id);
    font.base_font(Name(b"Helvetica")).encoding_predefined(Name(b"WinAnsiEncoding"));
}

fn chinese_font(pdf: &mut Pdf, id: Ref, next: &mut Ref, sides: &[Vec<Line>]) {
    let (descendant, descriptor, unicode) = (next.bump(), next.bump(), next.bump());
    let mut font = pdf.type0_font(id);
    font.base_font(Name(b"STSong-Light-UniGB-UTF16-H"));
    font.encoding_predefined(Name(b"UniGB-UTF16-H"));
    font.descendant_font(descendant).to_unicode(unicode);
    font.finish();
    let mut cid = pdf.cid_font(descendant);
    cid.subtype(CidFontType::Type0).base_font(Name(b"STSong-Light"));
    cid.system_info(GB1).font_descriptor(descriptor).default_width(1000.0);
    cid.finish();
    let mut measures = pdf.font_descriptor(descriptor);
    measures.name(Name(b"STSong-Light")).flags(FontFlags::SERIF | FontFlags::SYMBOLIC);
    measures.bbox(Rect::new(-25.0, -254.0, 1000.0, 880.0)).italic_angle(0.0);
    measures.ascent(880.0).descent(-120.0).cap_height(880.0).stem_v(93.0);
    measures.finish();
    // Whoever copies from the file gets the characters, in a reader without the tables of the encoding too.
    let mut cmap = UnicodeCmap::new(Name(b"Tidegate-UCS"), GB1);
    let faces = sides.iter().flatten().flat_map(|line| &line.text);
    let wide: BTreeSet<u16> = faces.filter_map(|face| face.code()).collect();
    for code in wide {
        if let Some(c) = char::from_u32(u32::from(code)) {
            cmap.pair(code, c);
        }
    }
    pdf.cmap(unicode, &cmap.finish());
}

#[cfg(test)]
mod tests;

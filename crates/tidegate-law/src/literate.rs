//! Reading a literate statute: front matter, headings, paragraphs and fenced blocks.
//!
//! This is about the form of the file only; what the blocks mean is decided in [`crate::load`].

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};

use crate::error::{BookError, SourceFile};
use crate::schema::Words;
use crate::statute::{Article, Certainty, FrontMatter};

/// A fenced block under an article.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    /// The word after the fence: `cedar`, `reading`.
    pub(crate) kind: String,
    /// The text of the block.
    pub(crate) text: String,
    /// Where the text begins in the file.
    pub(crate) offset: usize,
    /// The place of the article it stands under.
    pub(crate) article: usize,
}

/// A statute as read, before its rules are compiled.
#[derive(Debug)]
pub(crate) struct Literate {
    pub(crate) matter: FrontMatter,
    /// What stands above the first article.
    pub(crate) preface: Words,
    pub(crate) articles: Vec<Article>,
    /// Whether each article says how its text was read.
    pub(crate) marked: Vec<bool>,
    pub(crate) blocks: Vec<Block>,
}

/// Reads the form of a statute.
pub(crate) fn read(file: &SourceFile) -> Result<Literate, Vec<BookError>> {
    let (matter, body) = front_matter(file)?;
    let mut walk = Walk { file, matter: &matter, ..Walk::new(file, &matter) };
    let text = file.text.get(body..).unwrap_or_default();
    for (event, range) in Parser::new(text).into_offset_iter() {
        walk.step(event, range.start + body..range.end + body);
    }
    let Walk { preface, articles, marked, blocks, mut errors, .. } = walk;
    if preface.en.is_empty() != preface.zh.is_empty() {
        let advice = "say it in English and in Chinese, a paragraph each";
        let message = "what stands above the first article stands in one language only";
        errors.push(BookError::whole(file, message).with_help(advice));
    }
    if errors.is_empty() {
        Ok(Literate { matter, preface, articles, marked, blocks })
    } else {
        Err(errors)
    }
}

/// Splits the front matter from the body and reads it.
fn front_matter(file: &SourceFile) -> Result<(FrontMatter, usize), Vec<BookError>> {
    let missing = || {
        let advice = "begin the file with `+++`, TOML lines and `+++`; law/README.md lists them";
        vec![BookError::whole(file, "the statute has no front matter").with_help(advice)]
    };
    let rest = file.text.strip_prefix("+++\n").ok_or_else(missing)?;
    let end = rest.find("\n+++\n").ok_or_else(missing)?;
    let toml = rest.get(..end).unwrap_or_default();
    let matter = toml::from_str(toml).map_err(|error| {
        let span = error.span().map(|span| span.start + 4..span.end + 4);
        vec![BookError::at(file, span, "front matter", error.message().to_owned())]
    })?;
    Ok((matter, 4 + end + 5))
}

/// The walk over Markdown events.
struct Walk<'a> {
    file: &'a SourceFile,
    matter: &'a FrontMatter,
    preface: Words,
    articles: Vec<Article>,
    marked: Vec<bool>,
    blocks: Vec<Block>,
    errors: Vec<BookError>,
    heading: Option<Range<usize>>,
    text: String,
    fence: Option<(String, Option<usize>)>,
}

impl<'a> Walk<'a> {
    fn new(file: &'a SourceFile, matter: &'a FrontMatter) -> Self {
        Self {
            file,
            matter,
            preface: Words::default(),
            articles: Vec::new(),
            marked: Vec::new(),
            blocks: Vec::new(),
            errors: Vec::new(),
            heading: None,
            text: String::new(),
            fence: None,
        }
    }

    fn step(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                self.heading = (level != HeadingLevel::H1).then_some(range);
                self.text.clear();
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some(range) = self.heading.take() {
                    self.article(range);
                }
                self.text.clear();
            }
            Event::Start(Tag::Paragraph | Tag::Item) => self.text.clear(),
            Event::End(TagEnd::Paragraph | TagEnd::Item) => self.paragraph(),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(kind))) => {
                self.fence = Some((kind.to_string(), None));
                self.text.clear();
            }
            Event::End(TagEnd::CodeBlock) => self.block(range),
            Event::Text(text) | Event::Code(text) => {
                if let Some((_, start @ None)) = &mut self.fence {
                    *start = Some(range.start);
                }
                self.text.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            _ => {}
        }
    }

    fn article(&mut self, range: Range<usize>) {
        let text = self.text.trim();
        let (number, title) = text.split_once(' ').unwrap_or((text, ""));
        let (en, zh) = title.split_once('·').unwrap_or((title, ""));
        let title = Words { en: en.trim().to_owned(), zh: zh.trim().to_owned() };
        if title.en.is_empty() || title.zh.is_empty() {
            let message = format!("the heading of `{number}` needs a title in both languages");
            let error = BookError::at(self.file, Some(range.clone()), number, message)
                .with_help("write `## NUMBER English title · 中文标题`");
            self.errors.push(error);
        }
        if self.articles.iter().any(|article| article.number == number) {
            let message = format!("the number `{number}` stands twice");
            self.errors.push(BookError::at(self.file, Some(range.clone()), number, message));
        }
        let before = self.file.text.get(..range.start).unwrap_or_default();
        self.articles.push(Article {
            number: number.to_owned(),
            title,
            text: Words::default(),
            certainty: self.matter.certainty,
            source: self.matter.source.clone(),
            line: before.matches('\n').count() + 1,
        });
        self.marked.push(false);
    }

    fn paragraph(&mut self) {
        let text = std::mem::take(&mut self.text).trim().to_owned();
        let (Some(article), Some(marked)) = (self.articles.last_mut(), self.marked.last_mut())
        else {
            add(&mut self.preface, &text);
            return;
        };
        if let Some(mark) = text.strip_prefix("Certainty:") {
            *marked = true;
            match mark.trim().chars().next() {
                Some('V') => article.certainty = Certainty::V,
                Some('S') => article.certainty = Certainty::S,
                Some('M') => article.certainty = Certainty::M,
                Some('U') => article.certainty = Certainty::U,
                _ => *marked = false,
            }
            if let Some((_, source)) = mark.split_once("Source:") {
                let source = source.split("Checked:").next().unwrap_or(source);
                article.source = source.trim().trim_end_matches('.').to_owned();
            }
            return;
        }
        add(&mut article.text, &text);
    }

    fn block(&mut self, range: Range<usize>) {
        let Some((kind, start)) = self.fence.take() else { return };
        let text = std::mem::take(&mut self.text);
        if !matches!(kind.as_str(), "cedar" | "reading") {
            return;
        }
        let Some(article) = self.articles.len().checked_sub(1) else {
            let message = "a rule stands above the first article";
            self.errors.push(BookError::at(self.file, Some(range), "", message));
            return;
        };
        self.blocks.push(Block { kind, text, offset: start.unwrap_or(range.start), article });
    }
}

/// Adds a paragraph on the side of its language.
fn add(words: &mut Words, paragraph: &str) {
    let side = if mostly_chinese(paragraph) { &mut words.zh } else { &mut words.en };
    if !side.is_empty() {
        side.push_str("\n\n");
    }
    side.push_str(paragraph);
}

/// Whether more than a quarter of the letters are Han characters.
fn mostly_chinese(text: &str) -> bool {
    let han = text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    han * 4 > letters
}

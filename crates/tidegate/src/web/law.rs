//! The book: each statute with paraphrase, rules, doubts, source and certainty; every article has an address.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde::Deserialize;
use tidegate_law::{Article, Book, LeftOut, Statute, StatuteKind};

use super::access::{Access, Route};
use super::{Frame, Page, Visit, Wrong};
use crate::say::id;
use crate::say::outline::Outline;
use crate::say::shown::{Shown, shown, under};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/law", Access::Anybody, list),
        Route::get("/law/{statute}", Access::Anybody, statute),
        Route::get("/law/{statute}/{article}", Access::Anybody, article),
    ]
}

/// A statute in the list.
struct Row {
    id: String,
    title: String,
    jurisdiction: String,
    house: bool,
    norm: bool,
    from: Date,
    until: Option<Date>,
    certainty: String,
    checked: Date,
    rules: usize,
}

/// A place in the book where the words sought stand.
struct Found {
    address: String,
    citation: String,
    title: String,
    text: String,
}

#[derive(Template)]
#[template(path = "law.html")]
struct ListPage {
    frame: Frame,
    find: String,
    found: Option<Vec<Found>>,
    statutes: Vec<Row>,
    /// What is left out, by jurisdiction.
    left_out: Vec<(String, Vec<LeftOut>)>,
}

#[derive(Template)]
#[template(path = "statute.html")]
struct StatutePage {
    frame: Frame,
    shown: Shown,
    house: bool,
    norm: bool,
    /// The article that the address names; the whole statute if none.
    only: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Sought {
    find: String,
}

/// The most places that a search shows.
const MANY: usize = 60;

async fn list(visit: Visit, Query(sought): Query<Sought>) -> Result<Response, Wrong> {
    let (frame, book) = (visit.frame(), visit.house.book());
    let find: String = sought.find.trim().chars().take(100).collect();
    let found = (!find.is_empty()).then(|| search(book, &find, &frame));
    let statutes = book
        .statutes()
        .iter()
        .enumerate()
        .map(|(place, statute)| row(book, place, statute, &frame));
    let statutes = statutes.collect();
    let mut left_out: Vec<(String, Vec<LeftOut>)> = Vec::new();
    for one in book.left_out() {
        match left_out.last_mut() {
            Some((jurisdiction, rows)) if *jurisdiction == one.jurisdiction => {
                rows.push(one.clone())
            }
            _ => left_out.push((one.jurisdiction.clone(), vec![one.clone()])),
        }
    }
    Ok(Page(ListPage { frame, find, found, statutes, left_out }).into_response())
}

fn row(book: &Book, place: usize, statute: &Statute, frame: &Frame) -> Row {
    let matter = &statute.matter;
    Row {
        id: matter.id.clone(),
        title: frame.pick(&statute.title()).to_owned(),
        jurisdiction: matter.jurisdiction.clone(),
        house: matter.kind == StatuteKind::House,
        norm: matter.kind == StatuteKind::Norm,
        from: matter.from,
        until: matter.until,
        certainty: frame.say(id::certainty(matter.certainty)),
        checked: matter.checked,
        rules: book.rules().iter().filter(|rule| rule.statute == place).count(),
    }
}

/// Every article that has all the words, in either language.
fn search(book: &Book, find: &str, frame: &Frame) -> Vec<Found> {
    let words: Vec<String> = find.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let mut found = Vec::new();
    for statute in book.statutes() {
        let short = statute.short();
        for article in &statute.articles {
            let whole = format!(
                "{} {} {} {} {} {} {}",
                short.en,
                short.zh,
                article.number,
                article.title.en,
                article.title.zh,
                article.text.en,
                article.text.zh
            );
            let whole = whole.to_lowercase();
            if !words.iter().all(|word| whole.contains(word)) || found.len() >= MANY {
                continue;
            }
            found.push(Found {
                address: format!("/law/{}/{}", statute.matter.id, article.number),
                citation: format!("{} {}", frame.pick(&short), article.number),
                title: frame.pick(&article.title).to_owned(),
                text: frame.pick(&article.text).to_owned(),
            });
        }
    }
    found
}

async fn statute(visit: Visit, Path(id): Path<String>) -> Result<Response, Wrong> {
    page(&visit, &id, None)
}

async fn article(
    visit: Visit,
    Path((id, article)): Path<(String, String)>,
) -> Result<Response, Wrong> {
    page(&visit, &id, Some(article))
}

fn page(visit: &Visit, id: &str, only: Option<String>) -> Result<Response, Wrong> {
    let book = visit.house.book();
    let found = book.statutes().iter().enumerate().find(|(_, one)| one.matter.id == id);
    let (place, statute) = found.ok_or(Wrong::Nowhere)?;
    let wanted = |article: &&Article| only.as_deref().is_none_or(|only| under(article, only));
    let chosen: Vec<&Article> = statute.articles.iter().filter(wanted).collect();
    if chosen.is_empty() {
        return Err(Wrong::Nowhere);
    }
    let shown = shown(book, place, statute, &chosen, None);
    let house = statute.matter.kind == StatuteKind::House;
    let norm = statute.matter.kind == StatuteKind::Norm;
    Ok(Page(StatutePage { frame: visit.frame(), shown, house, norm, only }).into_response())
}

impl StatutePage {
    /// The paragraphs of a text.
    fn paragraphs<'t>(&self, text: &'t str) -> Vec<&'t str> {
        text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()).collect()
    }

    /// A condition as lines, each with its depth.
    fn lines(&self, outline: &Outline) -> Vec<(usize, String)> {
        let mut lines = Vec::new();
        self.outlined(outline, 0, &mut lines);
        lines
    }

    fn outlined(&self, outline: &Outline, depth: usize, lines: &mut Vec<(usize, String)>) {
        let (id, parts) = match outline {
            Outline::So { words } => {
                lines.push((depth, self.frame.pick(words).to_owned()));
                return;
            }
            Outline::All { parts } => ("law-all", parts),
            Outline::Any { parts } => ("law-any", parts),
        };
        lines.push((depth, self.frame.say(id)));
        parts.iter().for_each(|part| self.outlined(part, depth + 1, lines));
    }

    fn kind(&self, kind: &tidegate_law::RuleKind) -> String {
        self.frame.say(id::kind(*kind))
    }
}

//! Asking the gate without a case: the story whose clock can be turned, and a question of one's own.
//!
//! Nothing that is asked here is recorded or tied to a person; the question stands in the address, so that another
//! person can open the same answer.

mod own;

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde::Deserialize;
use tidegate_law::Language;

use super::access::{Access, Route};
use super::{Frame, Page, Visit, Wrong};
use crate::demo::turn::{Happening, LOG4SHELL, Turning};
use crate::say::duty::{OwedTold, gathered};
use crate::say::id;
use crate::say::told::{GroundTold, Told};

pub(super) fn routes() -> Vec<Route> {
    let mut routes = vec![Route::get("/ask", Access::Anybody, ask)];
    routes.extend(own::routes());
    routes
}

/// What the address says: how many days after the first, which question, and whether as the press told it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    d: Option<i16>,
    q: Option<String>,
    press: Option<String>,
}

/// A mark on the line of time.
struct Mark {
    d: i32,
    x: i32,
    day: Date,
    short: String,
    past: bool,
    up: bool,
    anchor: &'static str,
}

/// Something that had happened.
struct Past {
    day: Date,
    text: String,
    sources: Vec<String>,
    today: bool,
}

/// One of the questions, with its answer in two words.
struct Asking {
    key: &'static str,
    title: String,
    answer: String,
    class: &'static str,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "ask.html")]
struct AskPage {
    frame: Frame,
    d: i32,
    last: i32,
    x: i32,
    press: bool,
    day: Date,
    day_said: String,
    marks: Vec<Mark>,
    past: Vec<Past>,
    questions: Vec<Asking>,
    chosen: String,
    told: Option<Told>,
    note: Option<String>,
    duties: Vec<OwedTold>,
    link: String,
}

async fn ask(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Wrong> {
    let frame = visit.frame();
    let (first, last_day) = LOG4SHELL.days().map_err(broken)?;
    let last = first.until(last_day).map_or(0, |span| span.get_days());
    let d = i32::from(asked.d.unwrap_or(0)).clamp(0, last);
    let day = Turning::day_after(first, i16::try_from(d).unwrap_or(0));
    let press = asked.press.as_deref() == Some("on");
    let mut turned = LOG4SHELL.at(visit.house.book(), day, press).map_err(broken)?;
    let all = LOG4SHELL.happenings().map_err(broken)?;
    let known = |key: &str| key == "employer" || turned.answers.iter().any(|(one, _)| *one == key);
    let chosen = asked.q.filter(|key| known(key)).unwrap_or_else(|| "apache".to_owned());
    let questions = turned.answers.iter().map(|(key, told)| Asking {
        key,
        title: frame.say(&format!("demo-log4shell-ask-{key}")),
        answer: frame.say(id::answer(told.law)),
        class: frame.answer_class(&told.law),
        chosen: *key == chosen,
    });
    let questions = questions.collect();
    let place = turned.answers.iter().position(|(key, _)| *key == chosen);
    let told = place.map(|place| turned.answers.swap_remove(place).1);
    let happened = |key: &str| turned.past.iter().any(|one| one.key == key);
    let (leaked, repaired) = (happened("leak"), happened("patch"));
    let mut duties = gathered(&turned.duties);
    // What has a due time first, what is only encouraged last.
    duties.sort_by_key(|owed| (owed.duty.due.is_none(), owed.duty.rule.force));
    let link = format!(
        "{}/ask?d={d}&q={chosen}{}",
        visit.house.public(),
        if press { "&press=on" } else { "" }
    );
    let page = AskPage {
        d,
        last,
        x: place_on_line(d, last),
        press,
        day,
        day_said: said(day, frame.language()),
        marks: marks(&all, first, last, day, &frame),
        past: turned.past.iter().map(|one| past(one, day, &frame)).collect(),
        questions,
        note: note(&chosen, leaked, repaired, day == last_day).map(|id| frame.say(id)),
        chosen,
        told,
        duties,
        link,
        frame,
    };
    Ok(Page(page).into_response())
}

/// What there is to say about an answer beside its reasons.
fn note(chosen: &str, leaked: bool, repaired: bool, over: bool) -> Option<&'static str> {
    match chosen {
        "apache" if over => Some("demo-log4shell-event-verdict"),
        "apache" => Some("demo-log4shell-note-apache"),
        "foreign-authority" if leaked => Some("demo-log4shell-note-leak-foreign-authority"),
        "blog" if leaked && !repaired => Some("demo-log4shell-note-leak-blog"),
        _ => None,
    }
}

fn past(one: &Happening, day: Date, frame: &Frame) -> Past {
    let text = frame.say(&format!("demo-log4shell-event-{}", one.key));
    Past { day: one.day, text, sources: one.sources.clone(), today: one.day == day }
}

/// One mark for each day on which something happens.
fn marks(all: &[Happening], first: Date, last: i32, day: Date, frame: &Frame) -> Vec<Mark> {
    let mut days: Vec<&Happening> = all.iter().collect();
    days.dedup_by_key(|one| one.day);
    let mark = |(place, one): (usize, &Happening)| {
        let d = first.until(one.day).map_or(0, |span| span.get_days());
        Mark {
            d,
            x: place_on_line(d, last),
            day: one.day,
            short: frame.say(short(&one.key)),
            past: one.day <= day,
            up: place % 2 == 0,
            anchor: if d == 0 {
                "start"
            } else if d == last {
                "end"
            } else {
                "middle"
            },
        }
    };
    days.into_iter().enumerate().map(mark).collect()
}

/// What happened in two words.
fn short(key: &str) -> &'static str {
    match key {
        "e-mail" => "ask-page-mark-e-mail",
        "leak" => "ask-page-mark-leak",
        "miit-learns" => "ask-page-mark-miit-learns",
        "patch" => "ask-page-mark-patch",
        "notice" => "ask-page-mark-notice",
        _ => "ask-page-mark-suspension",
    }
}

/// Where on the line of 1000 units a day lies.
fn place_on_line(d: i32, last: i32) -> i32 {
    20 + 960 * d / last.max(1)
}

/// A day as people write it.
fn said(day: Date, language: Language) -> String {
    match language {
        Language::English => day.strftime("%-d %B %Y").to_string(),
        Language::Chinese => day.strftime("%Y年%-m月%-d日").to_string(),
    }
}

/// The story does not fit the book that the server was started with.
fn broken(error: anyhow::Error) -> Wrong {
    tracing::error!("the story cannot be told with this book: {error:#}");
    Wrong::Fault
}

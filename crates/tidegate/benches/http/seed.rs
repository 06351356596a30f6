//! A full office: very many cases, each tenth with a clock that runs, and one case of a thousand events. Everything goes
//! through the desk, as reports and commands do; only that many are under way at once.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use indicatif::{ProgressBar, ProgressStyle};
use tidegate::book::{self, Loaded};
use tidegate::clocks;
use tidegate::desk::{Desk, Intake, Order};
use tidegate::follow::Left;
use tidegate::register;
use tidegate::search;
use tidegate::standing;
use tidegate::telling::Telling;
use tidegate_core::event::Actor;
use tidegate_core::id::CaseId;
use tidegate_core::report::Draft;
use tidegate_core::scene::Line;

use crate::served::{member, office};

/// How many cases there are, unless `TIDEGATE_BENCH_CASES` says otherwise.
const CASES: usize = 100_000;
/// How many events the long case has at least.
const EVENTS: usize = 1_000;
/// How many reports are under way at once.
const AT_ONCE: usize = 64;
/// Each so-manieth case has a clock.
const CLOCK: usize = 10;
/// How many cases are computed in a round.
const ROUND: u32 = 2_000;

/// What there is in the office.
pub(crate) struct Seeded {
    /// How many cases.
    pub(crate) cases: usize,
    /// The handle of a case as most are, with a clock.
    pub(crate) usual: String,
    /// The handle of the long case.
    pub(crate) long: String,
    /// How many events the long case has.
    pub(crate) events: u64,
    /// The secret of a member's session.
    pub(crate) session: String,
}

/// Fills a new office in `folder`.
pub(crate) async fn fill(folder: &Path) -> Seeded {
    let cases = std::env::var("TIDEGATE_BENCH_CASES").ok();
    let cases = cases.and_then(|text| text.parse().ok()).unwrap_or(CASES);
    let (desk, book) = (Arc::new(office(folder).await), Arc::new(book::load(None).unwrap()));
    let bar = bar("cases taken in", cases);
    let next = Arc::new(AtomicUsize::new(0));
    let mut tasks = Vec::new();
    for _ in 0..AT_ONCE {
        let (desk, book, next, bar) =
            (Arc::clone(&desk), Arc::clone(&book), Arc::clone(&next), bar.clone());
        tasks.push(tokio::spawn(async move {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= cases {
                    return;
                }
                let (case, _) = taken_in(&desk, number).await;
                if number.is_multiple_of(CLOCK) {
                    tell(&desk, &book, case, &clock()).await;
                }
                bar.inc(1);
            }
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
    bar.finish_and_clear();
    let (case, usual) = taken_in(&desk, cases).await;
    tell(&desk, &book, case, &clock()).await;
    let (case, long) = taken_in(&desk, cases + 1).await;
    tell(&desk, &book, case, &long_story()).await;
    let events = desk.find(&long).await.unwrap().version;
    computed(&desk, &book, cases).await;
    let session = member(&desk).await;
    Arc::into_inner(desk).unwrap().close().await.unwrap();
    Seeded { cases, usual, long, events, session }
}

async fn taken_in(desk: &Desk, number: usize) -> (CaseId, String) {
    let form = serde_json::json!({
        "product": { "name": "R7 router", "manufacturer": "Acme" },
        "flaw": { "title": format!("Report {number}"), "description": "An overflow. ".repeat(20) },
    });
    let draft = Draft::from_json(form.to_string().as_bytes()).unwrap();
    let taken = desk.receive(&Intake::new(draft, "bench", "bench")).await.unwrap();
    (taken.case, taken.handle)
}

/// A manufacturer that knows of a flaw in its product in China: RMSV 7(2) gives it two days.
fn clock() -> Vec<String> {
    let lines = [
        "party Acme manufacturer CN acts CN",
        "product \"R7 router\" of Acme in CN",
        "Acme learned",
    ];
    lines.map(|line| format!("{line} -- invented")).into()
}

/// The same, with whom the content passed to, which facts changed, and what was noted.
fn long_story() -> Vec<String> {
    let mut lines = clock();
    for number in 0..EVENTS {
        let operator = number / 50;
        let line = match number % 50 {
            0 => format!("party \"Operator {operator}\" operator CN"),
            1 if operator.is_multiple_of(2) => {
                format!("product \"Module {operator}\" of Acme in CN")
            }
            2 => format!("office reports technical to \"Operator {operator}\""),
            place if place % 5 == 3 => {
                let not = if number.is_multiple_of(2) { "" } else { "not " };
                format!("fact {not}users_must_act")
            }
            _ => format!("note Call {number}: nothing new from the manufacturer"),
        };
        lines.push(format!("{line} -- invented"));
    }
    lines
}

async fn tell(desk: &Desk, book: &Loaded, case: CaseId, lines: &[String]) {
    let actor = Actor::Member("bench".to_owned());
    let opened = desk.open_case(&actor, case, "seeding the bench").await.unwrap();
    let lines: Vec<(usize, Line)> =
        (1..).zip(lines.iter().map(|line| Line::told(line, "invented").unwrap())).collect();
    let telling = Telling { book, actor: &actor, now: desk.now(), office: None };
    let (_, commands) = telling.commands(opened, &lines, desk.office().zone.rules()).unwrap();
    for command in commands {
        desk.act(&actor, case, &Order::new(command)).await.unwrap();
    }
}

/// Lets clocks and register be computed as the worker does it, so that none of it is left to the time that is measured.
async fn computed(desk: &Desk, book: &Loaded, cases: usize) {
    let bar = bar("rounds of the worker, about", cases * 10 / ROUND as usize);
    while clocks::round(desk, book, ROUND).await.unwrap() == Left::More {
        bar.inc(1);
    }
    while register::round(desk, book, ROUND).await.unwrap() == Left::More {
        bar.inc(1);
    }
    while standing::round(desk, book, ROUND).await.unwrap() == Left::More {
        bar.inc(1);
    }
    while search::round(desk, book, ROUND).await.unwrap() == Left::More {
        bar.inc(1);
    }
    bar.finish_and_clear();
}

fn bar(what: &'static str, length: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {elapsed}").unwrap();
    ProgressBar::new(length as u64).with_style(style).with_message(what)
}

//! How long the server takes for a page, in an office with very many cases, beside 50 ms.

use std::time::{Duration, Instant};

use ureq::Agent;

use crate::load::{client, within};
use crate::seed::{Seeded, fill};
use crate::served::{SLUG, Served};
use crate::{Figures, machine};

/// What a page may take, in milliseconds.
const LIMIT: f64 = 50.0;
/// How often each page is asked for.
const TIMES: usize = 200;
/// How many pages of the list are turned to come to a later one.
const LATER: usize = 20;

pub(crate) fn measure(figures: &mut Figures) {
    let folder = machine::folder();
    let office = folder.path().join(SLUG);
    let seeded = tokio::runtime::Runtime::new().unwrap().block_on(fill(&office));
    let served = Served::start(&office);
    let visitor = Visitor { client: client(), served, session: seeded.session.clone() };
    for (what, path) in pages(&visitor, &seeded) {
        let before = visitor.served.spent();
        match visitor.times(&path) {
            Err(why) => figures.left_out(&what, &why),
            Ok(times) => {
                let (half, most) = (within(&times, 50), within(&times, 99));
                let spent = (visitor.served.spent() - before).as_secs_f64() * 1e3 / TIMES as f64;
                let figure =
                    format!("p50 {half:.1} ms, p99 {most:.1} ms, {spent:.1} ms of the cores");
                figures.row(&what, figure, format!("limit {LIMIT:.0} ms"), Some(most / LIMIT));
            }
        }
    }
}

/// What is asked for, with its address.
fn pages(visitor: &Visitor, seeded: &Seeded) -> Vec<(String, String)> {
    let Seeded { cases, usual, long, events, .. } = seeded;
    let list = format!("/at/{SLUG}/cases");
    let later = visitor.later(&list);
    let of_case =
        |what: &str, part: &str| (what.to_owned(), format!("/at/{SLUG}/cases/{usual}/{part}"));
    [
        ("the first page".to_owned(), "/".to_owned()),
        ("the front of an office".to_owned(), format!("/at/{SLUG}")),
        ("the form of a report".to_owned(), format!("/at/{SLUG}/report")),
        ("a question whose clock can be turned".to_owned(), "/ask?d=10".to_owned()),
        ("a question of one's own".to_owned(), "/ask/own".to_owned()),
        ("a search in the book".to_owned(), "/law?find=vulnerability".to_owned()),
        ("a statute".to_owned(), "/law/cn-rmsv".to_owned()),
        (format!("the list of {cases} cases"), list),
        (format!("the same, {LATER} pages on"), later),
        ("what waits for a member".to_owned(), format!("/at/{SLUG}/home")),
        ("the board of deadlines".to_owned(), format!("/at/{SLUG}/board")),
        ("the same, as a month".to_owned(), format!("/at/{SLUG}/board?view=calendar")),
        ("the same, where nothing is chosen".to_owned(), format!("/at/{SLUG}/board?by=other")),
        ("a search in the records".to_owned(), format!("/at/{SLUG}/search?q=router")),
        ("figures".to_owned(), format!("/at/{SLUG}/figures")),
        ("what is told to the public".to_owned(), format!("/at/{SLUG}/transparency")),
        ("cases of a queue".to_owned(), format!("/at/{SLUG}/cases?queue=triage")),
        ("cases that nobody has".to_owned(), format!("/at/{SLUG}/cases?who=nobody")),
        ("floods".to_owned(), format!("/at/{SLUG}/floods")),
        ("directives over all cases".to_owned(), format!("/at/{SLUG}/directives")),
        ("the register of organisations".to_owned(), format!("/at/{SLUG}/organisations")),
        ("notices".to_owned(), format!("/at/{SLUG}/notices")),
        of_case("work on a case", "work"),
        of_case("who takes part in a case", "participants"),
        of_case("directives of a case", "directives"),
        of_case("triage of a case", "triage"),
        of_case("a case as it was then", "then"),
        of_case("the plan of a case", "plan"),
        ("a case".to_owned(), format!("/at/{SLUG}/cases/{usual}")),
        (format!("a case of {events} events"), format!("/at/{SLUG}/cases/{long}")),
        ("a run of its record".to_owned(), format!("/at/{SLUG}/cases/{long}/record?event=500")),
    ]
    .into()
}

/// A member with a browser.
struct Visitor {
    client: Agent,
    served: Served,
    session: String,
}

impl Visitor {
    /// A page.
    fn page(&self, path: &str) -> Result<String, String> {
        let address = format!("{}{path}", self.served.address);
        let cookie = format!("tidegate-session-{SLUG}={}", self.session);
        let answer = self.client.get(&address).header("cookie", &cookie).call();
        let mut answer = answer.map_err(|error| error.to_string())?;
        let text = answer.body_mut().read_to_string().map_err(|error| error.to_string())?;
        match answer.status().as_u16() {
            200 => Ok(text),
            status => Err(format!("answered {status}")),
        }
    }

    /// How long a page takes, shortest first, asked for again and again.
    fn times(&self, path: &str) -> Result<Vec<Duration>, String> {
        self.page(path)?;
        let mut times = Vec::with_capacity(TIMES);
        for _ in 0..TIMES {
            let begun = Instant::now();
            self.page(path)?;
            times.push(begun.elapsed());
        }
        times.sort();
        Ok(times)
    }

    /// The address of a later page of a list, found as a person does: by turning pages. An office with few cases has
    /// none; then it is the last.
    fn later(&self, list: &str) -> String {
        let mut path = list.to_owned();
        for _ in 0..LATER {
            let page = self.page(&path).unwrap_or_default();
            let start = format!("{list}?after=");
            let Some((_, rest)) = page.split_once(&start) else { break };
            path = format!("{start}{}", rest.split('"').next().unwrap_or_default());
        }
        path
    }
}

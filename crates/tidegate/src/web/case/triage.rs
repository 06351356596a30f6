//! Triage of a case on its page: severity with a calculator, decision tables, kinds of flaws, and exploitation.
//!
//! What is computed is computed here by the core, with script and without: the script asks the interface for the same
//! and never reckons itself. Whoever looks without script sends the form and gets the page with the score.

mod recording;
mod shown;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::Deserialize;
use tidegate_core::event::{Exploitation, View};
use tidegate_law::Words;

use super::Address;
use super::asking::Choice;
use crate::errand::Errand;
use crate::say::instant;
use crate::say::triage::cvss::ComparedTold;
use crate::say::triage::seen::status;
use crate::say::triage::{TriageTold, WeaknessesTold, found, view};
use crate::web::access::{CASE_WORK, Route};
use crate::web::{Frame, Page, Visit, Wrong};
use shown::{Calculator, PathShown, TableShown, calculator, path, table_shown};

pub(super) fn routes() -> Vec<Route> {
    let mut routes = vec![Route::get("/at/{office}/cases/{handle}/triage", CASE_WORK, show)];
    routes.extend(recording::routes());
    routes
}

/// The most weaknesses that the page shows at once.
const FOUND: usize = 20;

/// What of the page is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    /// A version of CVSS.
    cvss: String,
    /// A decision table.
    table: String,
    /// A weakness, by number or words.
    find: String,
}

/// What was sent to be computed and not recorded.
#[derive(Debug, Default)]
struct Tried {
    /// The vector, as it was pasted.
    pasted: String,
    /// Values by metric.
    metrics: Vec<(String, String)>,
    /// Values by point.
    answers: Vec<(String, String)>,
    /// Whose view it is to be.
    view: String,
    /// Why.
    reason: String,
    /// What is wrong with it, where it could not be recorded.
    problem: Option<Words>,
}

/// An outcome with its path.
struct PriorityShown {
    told: crate::say::triage::priority::PriorityTold,
    path: PathShown,
}

#[derive(Template)]
#[template(path = "case-triage.html")]
struct TriagePage {
    frame: Frame,
    slug: String,
    handle: String,
    rules: jiff::tz::TimeZone,
    priorities: Vec<PriorityShown>,
    calculator: Calculator,
    views: Vec<Choice>,
    /// What was written of why, of a score.
    why_scored: String,
    /// The same of answers to a table.
    why_answered: String,
    tables: Vec<Choice>,
    table: Option<TableShown>,
    find: String,
    found: WeaknessesTold,
    statuses: Vec<Choice>,
    told: TriageTold,
    /// What is wrong with what was sent; it stands in its form again.
    problem: Option<String>,
}

impl TriagePage {
    fn when(&self, at: &Timestamp) -> String {
        instant(*at, &self.rules)
    }

    /// Whose the value in this place is.
    fn head(&self, beside: &ComparedTold, place: &usize) -> String {
        let view = beside.views.get(*place);
        view.map(|one| self.frame.pick(&one.of).to_owned()).unwrap_or_default()
    }

    fn has_earlier(&self) -> bool {
        self.priorities.iter().any(|one| !one.told.stands)
    }

    fn table_source(&self, table: &TableShown) -> String {
        self.frame.with("triage-table-source", "checked", table.checked.as_str())
    }
}

async fn show(
    visit: Visit,
    Path((_, handle)): Address,
    Query(asked): Query<Asked>,
) -> Result<Response, Wrong> {
    page(&visit, &handle, &asked, &Tried::default()).await
}

/// What was found but what is named already.
fn unnamed(told: &TriageTold, mut found: WeaknessesTold) -> WeaknessesTold {
    found.weaknesses.retain(|one| !told.weaknesses.iter().any(|known| known.id == one.id));
    found
}

/// The page, with what was tried.
async fn page(
    visit: &Visit,
    handle: &str,
    asked: &Asked,
    tried: &Tried,
) -> Result<Response, Wrong> {
    let (hosted, frame, actor) = (visit.office()?, visit.frame(), visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let (case, told) = errand.triage(handle).await?;
    let choice =
        |value: &str, text: String, chosen: bool| Choice { value: value.to_owned(), text, chosen };
    // Tables that are rows of one country's statute come after those of everybody.
    let mut all: Vec<_> = crate::triage::tables().all().iter().collect();
    all.sort_by_key(|table| table.statute.is_some());
    let tables = all.into_iter().map(|table| {
        let text = frame.pick(&table.name).to_owned();
        choice(table.id.as_str(), text, table.id.as_str() == asked.table)
    });
    let reason = tried.reason.clone();
    let (why_scored, why_answered) = match tried.answers.is_empty() {
        true => (reason, String::new()),
        false => (String::new(), reason),
    };
    let page = TriagePage {
        slug: hosted.slug().to_string(),
        handle: case.label().to_owned(),
        rules: hosted.office().zone.rules(),
        priorities: told
            .priorities
            .iter()
            .map(|one| PriorityShown { path: path(one, &frame), told: one.clone() })
            .collect(),
        calculator: calculator(&case, &asked.cvss, tried, &frame)?,
        views: View::ALL
            .iter()
            .map(|one| {
                let chosen = View::from_word(&tried.view).unwrap_or(View::Analyst);
                choice(one.as_str(), frame.say(view(*one)), *one == chosen)
            })
            .collect(),
        why_scored,
        why_answered,
        tables: tables.collect(),
        table: table_shown(&case, &asked.table, tried, hosted.desk().now(), &frame)?,
        found: unnamed(&told, found(&asked.find, FOUND)),
        find: asked.find.clone(),
        statuses: Exploitation::ALL
            .iter()
            .map(|one| choice(one.as_str(), frame.say(status(*one)), *one == Exploitation::None))
            .collect(),
        told,
        problem: tried.problem.as_ref().map(|why| frame.pick(why).to_owned()),
        frame,
    };
    Ok(Page(page).into_response())
}

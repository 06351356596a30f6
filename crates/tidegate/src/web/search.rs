//! Search: cases by words of their record, statutes by their names. A GET form; a script asks again as somebody types.
//!
//! A case is told by its handle and its phase alone; why it was found stands in it, and opening it is put on the log.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::access::{CASE_WORK, Route};
use super::{Frame, Page, Visit, Wrong};
use crate::errand::Errand;
use crate::say::found::{CaseFound, SearchTold};
use crate::say::happened::phase;
use crate::say::instant;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/at/{office}/search", CASE_WORK, show)]
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
}

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    frame: Frame,
    slug: String,
    sought: String,
    told: SearchTold,
    zone: TimeZone,
}

impl SearchPage {
    fn phase(&self, case: &CaseFound) -> String {
        self.frame.say(phase(&case.phase))
    }

    fn changed(&self, case: &CaseFound) -> String {
        instant(case.changed, &self.zone)
    }

    /// How many cases were found, in a sentence.
    fn found(&self) -> String {
        self.frame.count("search-found", self.told.cases.len())
    }
}

async fn show(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Wrong> {
    let (frame, hosted, actor) = (visit.frame(), visit.office()?, visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let told = errand.search(&asked.q).await?;
    let zone = hosted.office().zone.rules();
    let slug = hosted.slug().to_string();
    Ok(Page(SearchPage { frame, slug, sought: asked.q, told, zone }).into_response())
}

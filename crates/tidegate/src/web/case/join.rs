//! Merging a case into another and splitting it, before it is done: both cases side by side, with what goes over, what
//! stays, and which clocks change. Every step is a page of its own, so it works without a script; what confirms it is the
//! form of the work on the case, with what each case was when it was looked at.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::Address;
use super::asking::Choice;
use super::work::{Fields, items, products};
use crate::errand::{Errand, NotDone};
use crate::say::found::SearchTold;
use crate::say::happened::phase;
use crate::say::instant;
use crate::say::join::{ClockMoved, JoinTold, SideTold};
use crate::say::work::AlikeTold;
use crate::web::access::{CASE_WORK, Route};
use crate::web::{Frame, Page, Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/at/{office}/cases/{handle}/merge", CASE_WORK, merge),
        Route::get("/at/{office}/cases/{handle}/split", CASE_WORK, split),
    ]
}

/// What it would come to, as both pages show it.
struct Weighed {
    told: JoinTold,
    zone: TimeZone,
}

impl Weighed {
    fn phase(&self, side: &SideTold, frame: &Frame) -> String {
        frame.say(phase(&side.phase))
    }

    fn when(&self, at: &Option<Timestamp>, frame: &Frame) -> String {
        at.map_or_else(|| frame.say("join-no-time"), |at| instant(at, &self.zone))
    }

    fn owed(&self, clock: &ClockMoved, frame: &Frame) -> String {
        let to = clock.to.as_ref().map(|to| frame.pick(to).to_owned());
        let parts = [Some(frame.pick(&clock.bearer).to_owned()), to, clock.product.clone()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

#[derive(Template)]
#[template(path = "case-merge.html")]
struct MergePage {
    frame: Frame,
    slug: String,
    handle: String,
    sought: String,
    into: String,
    found: Option<SearchTold>,
    alike: Vec<AlikeTold>,
    weighed: Option<Weighed>,
    wrong: Option<String>,
    /// Whether it was merged already, and where it goes on.
    goes_on: Option<String>,
}

#[derive(Template)]
#[template(path = "case-split.html")]
struct SplitPage {
    frame: Frame,
    slug: String,
    handle: String,
    products: Vec<Choice>,
    items: Vec<Choice>,
    chosen: Vec<String>,
    weighed: Option<Weighed>,
    wrong: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Into {
    /// Words to look for the other case with.
    q: String,
    /// The other case, by its handle.
    into: String,
}

async fn merge(
    visit: Visit,
    Path((_, handle)): Address,
    Query(asked): Query<Into>,
) -> Result<Response, Wrong> {
    let (hosted, frame, actor) = (visit.office()?, visit.frame(), visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let (case, work) = errand.work(&handle).await?;
    let (sought, into) = (asked.q.trim().to_owned(), asked.into.trim().to_owned());
    let found = match sought.is_empty() {
        true => None,
        false => {
            let mut found = errand.search(&sought).await?;
            found.cases.retain(|one| one.case != case.id().to_string());
            Some(found)
        }
    };
    let goes_on = case.work().merged_into().map(|link| link.handle.clone());
    let (weighed, wrong) = match into.is_empty() || goes_on.is_some() {
        true => (None, None),
        false => weighed(&visit, &frame, errand.weigh_merge(&handle, &into).await)?,
    };
    let page = MergePage {
        slug: hosted.slug().to_string(),
        handle: work.handle,
        alike: work.alike,
        sought,
        into,
        found,
        weighed,
        wrong,
        goes_on,
        frame,
    };
    Ok(Page(page).into_response())
}

async fn split(
    visit: Visit,
    Path((_, handle)): Address,
    Query(fields): Query<Vec<(String, String)>>,
) -> Result<Response, Wrong> {
    let fields = Fields::new(fields);
    let (hosted, frame, actor) = (visit.office()?, visit.frame(), visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let case = errand.open(&handle, "splitting the case").await?;
    let chosen = fields.all("chosen");
    let (weighed, wrong) = match chosen.is_empty() && fields.first("weigh").is_none() {
        true => (None, None),
        false => weighed(&visit, &frame, errand.weigh_split(&handle, &chosen).await)?,
    };
    let mark = |mut all: Vec<Choice>| {
        for one in &mut all {
            one.chosen = chosen.contains(&one.value.as_str());
        }
        all
    };
    let page = SplitPage {
        slug: hosted.slug().to_string(),
        handle: case.label().to_owned(),
        products: mark(products(&case)),
        items: mark(items(&visit, &case, &frame)),
        chosen: chosen.iter().map(|one| (*one).to_owned()).collect(),
        weighed,
        wrong,
        frame,
    };
    Ok(Page(page).into_response())
}

/// What it would come to, or why it cannot be; that is shown beside what was chosen, so that something else can be.
fn weighed(
    visit: &Visit,
    frame: &Frame,
    told: Result<JoinTold, NotDone>,
) -> Result<(Option<Weighed>, Option<String>), Wrong> {
    let zone = visit.office()?.office().zone.rules();
    match told.map_err(Wrong::from) {
        Ok(told) => Ok((Some(Weighed { told, zone }), None)),
        Err(Wrong::Nowhere) => Ok((None, Some(frame.say("join-no-case")))),
        Err(Wrong::Asked(why)) => Ok((None, Some(frame.pick(&why).to_owned()))),
        Err(other) => Err(other),
    }
}

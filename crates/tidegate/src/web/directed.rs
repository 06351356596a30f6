//! What the office asks of whom over all its cases: as a page with a choice, and as a table for spreadsheets.

use askama::Template;
use axum::extract::Query;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tidegate_core::directive::Awaits;

use super::access::{CASE_WORK, Route};
use super::case::Choice;
use super::cases::DueShown;
use super::{Frame, Page, Visit, Wrong};
use crate::errand::{DirectivesWritten, Errand};
use crate::say::directed::{self, DirectiveListed, DirectivesListedTold};
use crate::say::directive::{MeasureTold, awaiting};
use crate::say::instant;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/at/{office}/directives", CASE_WORK, show),
        Route::get("/at/{office}/directives.csv", CASE_WORK, download),
    ]
}

#[derive(Template)]
#[template(path = "directed.html")]
struct DirectedPage {
    frame: Frame,
    slug: String,
    zone: TimeZone,
    told: DirectivesListedTold,
    written: DirectivesWritten,
    csv: String,
    states: Vec<Choice>,
    kinds: Vec<Choice>,
    lates: Vec<Choice>,
}

impl DirectedPage {
    fn when(&self, at: &Timestamp) -> String {
        instant(*at, &self.zone)
    }

    fn due(&self, row: &DirectiveListed) -> Option<DueShown> {
        let due = row.next_due?;
        let shown = DueShown::of(due, self.told.at, &self.zone, &self.frame);
        // What only asks presses nobody.
        Some(if row.binding { shown } else { DueShown { class: "", ..shown } })
    }

    fn state(&self, row: &DirectiveListed) -> String {
        row.awaiting().map(|awaits| self.frame.say(awaiting(awaits))).unwrap_or_default()
    }

    fn class(&self, row: &DirectiveListed) -> &'static str {
        match row.awaiting() {
            Some(Awaits::Met) => "permit",
            Some(Awaits::Review | Awaits::Verification) => "escalate",
            Some(Awaits::Answer | Awaits::Measures) => "permit_if",
            Some(Awaits::Withdrawn | Awaits::Replaced) | None => "",
        }
    }

    fn measure(&self, measure: &MeasureTold) -> String {
        DirectiveListed::measure(measure, &self.zone, self.frame.voice())
    }
}

fn choices(frame: &Frame, all: &[(&str, &str)], chosen: &str) -> Vec<Choice> {
    let choice = |(value, message): &(&str, &str)| Choice {
        value: (*value).to_owned(),
        text: frame.say(message),
        chosen: *value == chosen,
    };
    all.iter().map(choice).collect()
}

async fn told(visit: &Visit, written: &DirectivesWritten) -> Result<DirectivesListedTold, Wrong> {
    let chosen = written.read().ok_or(Wrong::Form)?;
    let (hosted, actor) = (visit.office()?, visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    Ok(errand.directives_everywhere(&chosen).await?)
}

async fn show(visit: Visit, Query(written): Query<DirectivesWritten>) -> Result<Response, Wrong> {
    let told = told(&visit, &written).await?;
    let (frame, hosted) = (visit.frame(), visit.office()?);
    let query = serde_urlencoded::to_string(written.query()).unwrap_or_default();
    let every = ("", "register-every");
    let kinds = [every, ("directive", "directive-title"), ("request", "directive-title-request")];
    let lates = [every, ("yes", "directed-late"), ("no", "directed-not-late")];
    let page = DirectedPage {
        slug: hosted.slug().to_string(),
        zone: hosted.office().zone.rules(),
        csv: if query.is_empty() { String::new() } else { format!("?{query}") },
        states: choices(&frame, &DirectivesWritten::states(), &written.state),
        kinds: choices(&frame, &kinds, &written.kind),
        lates: choices(&frame, &lates, &written.late),
        written,
        told,
        frame,
    };
    Ok(Page(page).into_response())
}

async fn download(
    visit: Visit,
    Query(written): Query<DirectivesWritten>,
) -> Result<Response, Wrong> {
    let told = told(&visit, &written).await?;
    let zone = visit.office()?.office().zone.rules();
    let mut response = directed::table(&told, &visit.voice(), &zone).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let name = HeaderValue::from_static("attachment; filename=\"directives.csv\"");
    headers.insert(header::CONTENT_DISPOSITION, name);
    Ok(response)
}

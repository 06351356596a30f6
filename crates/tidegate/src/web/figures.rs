//! Figures of an office, for its people and auditors, and the report that it gives the public. Both are drawn from months
//! that are summed up on the shelf: no case is opened for them, and the public report holds no count of a few.

mod drawing;

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::access::{Access, REGISTERS, Route};
use super::board::spreadsheet;
use super::{Frame, Page, Visit, Wrong};
use crate::errand::Errand;
use crate::say::figures::{FiguresTold, HEADS, Shown, TransparencyTold, hours, table};
use crate::say::instant;
use drawing::Bars;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/at/{office}/figures", REGISTERS, show),
        Route::get("/at/{office}/figures.csv", REGISTERS, download),
        Route::get("/at/{office}/transparency", Access::Anybody, public),
    ]
}

/// How many months are shown.
const MONTHS: usize = 12;

#[derive(Template)]
#[template(path = "figures.html")]
struct FiguresPage {
    frame: Frame,
    slug: String,
    at: String,
    held_since: Option<String>,
    drawings: Vec<Bars>,
    told: FiguresTold,
}

impl FiguresPage {
    fn hours(&self, minutes: &Option<u64>) -> String {
        minutes.map_or_else(|| "–".to_owned(), hours)
    }
}

async fn figures(visit: &Visit) -> Result<FiguresTold, Wrong> {
    let (hosted, actor) = (visit.office()?, visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    Ok(errand.figures(MONTHS).await?)
}

async fn show(visit: Visit) -> Result<Response, Wrong> {
    let (frame, hosted) = (visit.frame(), visit.office()?);
    let (told, zone) = (figures(&visit).await?, hosted.office().zone.rules());
    let page = FiguresPage {
        slug: hosted.slug().to_string(),
        at: instant(told.at, &zone),
        held_since: told.held_since.map(|since| instant(since, &zone)),
        drawings: drawing::all(&told, &frame),
        told,
        frame,
    };
    Ok(Page(page).into_response())
}

async fn download(visit: Visit) -> Result<Response, Wrong> {
    let told = figures(&visit).await?;
    Ok(spreadsheet("figures.csv", table(&told, &visit.voice())))
}

#[derive(Template)]
#[template(path = "transparency.html")]
struct TransparencyPage {
    frame: Frame,
    slug: String,
    at: String,
    before: Option<i16>,
    after: Option<i16>,
    counts: [(&'static str, Shown); 4],
    told: TransparencyTold,
}

impl TransparencyPage {
    fn count(&self, shown: &Shown) -> String {
        match shown {
            Shown::Count(count) => count.to_string(),
            Shown::Few => self.frame.say("transparency-few"),
            Shown::Withheld => self.frame.say("transparency-withheld"),
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    year: String,
}

async fn public(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Wrong> {
    let (frame, hosted) = (visit.frame(), visit.office()?);
    let zone = hosted.office().zone.rules();
    let year = match asked.year.as_str() {
        "" => None,
        text => Some(text.parse().map_err(|_| Wrong::Form)?),
    };
    let nobody = tidegate_core::event::Actor::Member(String::new());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &nobody };
    let told = errand.transparency(year).await?;
    let this = told.at.to_zoned_datetime(zone.clone()).year();
    let page = TransparencyPage {
        slug: hosted.slug().to_string(),
        at: instant(told.at, &zone),
        before: (told.year > 1970).then(|| told.year.saturating_sub(1)),
        after: (told.year < this).then(|| told.year.saturating_add(1)),
        counts: [
            ("figures-received", told.received),
            ("figures-acknowledged", told.acknowledged),
            ("figures-repaired", told.repaired),
            ("figures-held", told.held),
        ],
        told,
        frame,
    };
    Ok(Page(page).into_response())
}

//! The product catalogue of an organisation: by hand or as CSV, CycloneDX or SPDX, all of it or nothing.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::tz::TimeZone;

use super::super::access::{ORGANISATIONS, Route};
use super::super::{Frame, Page, Posted, Visit, Wrong};
use super::{Address, Fields, problem, status};
use crate::errand::Errand;
use crate::say::instant;
use crate::say::organisation::{CatalogueTold, ProductTold};
use axum::extract::Path;

pub(super) fn routes() -> Vec<Route> {
    const HERE: &str = "/at/{office}/organisations/{organisation}/catalogue";
    vec![
        Route::get(HERE, ORGANISATIONS, show),
        Route::post(HERE, ORGANISATIONS, take_in).with_files(),
    ]
}

#[derive(Template)]
#[template(path = "catalogue.html")]
struct CataloguePage {
    frame: Frame,
    slug: String,
    zone: TimeZone,
    told: CatalogueTold,
    typed: String,
    problem: Option<String>,
}

impl CataloguePage {
    fn when(&self, at: &jiff::Timestamp) -> String {
        instant(*at, &self.zone)
    }

    fn components(&self, one: &ProductTold) -> String {
        self.frame.count("catalogue-components", one.components.len())
    }
}

async fn show(visit: Visit, Path((_, named)): Address) -> Result<Response, Wrong> {
    shown(&visit, &named, String::new(), None).await
}

async fn shown(
    visit: &Visit,
    named: &str,
    typed: String,
    problem: Option<String>,
) -> Result<Response, Wrong> {
    let (hosted, actor) = (visit.office()?, visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let status: StatusCode = status(&problem);
    let page = CataloguePage {
        frame: visit.frame(),
        slug: hosted.slug().to_string(),
        zone: hosted.office().zone.rules(),
        told: errand.catalogue(named).await.map_err(|_| Wrong::Nowhere)?,
        typed,
        problem,
    };
    Ok((status, Page(page)).into_response())
}

async fn take_in(Path((_, named)): Address, posted: Posted<Fields>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let (hosted, actor) = (visit.office()?, visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    errand.named_organisation(&named).await.map_err(|_| Wrong::Nowhere)?;
    let text = fields.get("catalogue").map_or("", String::as_str);
    match errand.take_into_catalogue(&named, text).await {
        Ok(told) => {
            let to = format!("/at/{}/organisations/{}/catalogue", hosted.slug(), told.organisation);
            Ok(Redirect::to(&to).into_response())
        }
        Err(error) => {
            let why = problem(error, &visit)?;
            shown(&visit, &named, text.to_owned(), Some(why)).await
        }
    }
}

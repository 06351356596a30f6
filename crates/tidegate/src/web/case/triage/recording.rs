//! The forms of the page of triage: what is sent, and what is recorded by it.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

use super::super::{Address, recomputed};
use super::{Asked, Tried, page};
use crate::errand::{Errand, NotDone, Prioritising, Scoring, Seeing, vector_of};
use crate::say::recorded::RecordedTold;
use crate::web::access::{CASE_WORK, Route};
use crate::web::{Posted, Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/at/{office}/cases/{handle}/triage/severity", CASE_WORK, severity),
        Route::post("/at/{office}/cases/{handle}/triage/priority", CASE_WORK, priority),
        Route::post("/at/{office}/cases/{handle}/triage/weaknesses", CASE_WORK, weaknesses),
        Route::post("/at/{office}/cases/{handle}/triage/exploitation", CASE_WORK, exploitation),
        Route::get("/at/{office}/cases/{handle}/triage/selection/{event}", CASE_WORK, selection),
    ]
}

/// The fields of a form: of each name what was given first, and all that was ticked.
struct Fields(Vec<(String, String)>);

impl Fields {
    fn first(&self, name: &str) -> &str {
        let mine = self.0.iter().find(|(field, _)| field == name);
        mine.map(|(_, value)| value.trim()).unwrap_or_default()
    }

    fn all(&self, name: &str) -> Vec<&str> {
        let mine = self.0.iter().filter(|(field, _)| field == name);
        mine.map(|(_, value)| value.as_str()).collect()
    }

    /// Those whose names begin so, without that.
    fn under(&self, prefix: &str) -> Vec<(String, String)> {
        let mine = self.0.iter().filter_map(|(field, value)| {
            Some((field.strip_prefix(prefix)?.to_owned(), value.clone()))
        });
        mine.collect()
    }
}

fn some(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

fn borrowed(pairs: &[(String, String)]) -> Vec<(&str, &str)> {
    pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

type Sent = Posted<Vec<(String, String)>>;

/// Scores what is chosen or pasted: computed alone, or recorded.
async fn severity(Path((_, handle)): Address, posted: Sent) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let fields = Fields(fields);
    let (metrics, version) = (fields.under("m-"), fields.first("cvss"));
    let asked = Asked { cvss: version.to_owned(), ..Asked::default() };
    let [pasted, view, reason] =
        ["vector", "view", "reason"].map(|name| fields.first(name).to_owned());
    let tried = Tried { pasted, metrics, view, reason, ..Tried::default() };
    if fields.first("do") == "compute" {
        return match page(&visit, &handle, &asked, &tried).await {
            Err(wrong) => again(&visit, &handle, &asked, tried, wrong).await,
            shown => shown,
        };
    }
    let vector = match some(fields.first("vector")) {
        Some(pasted) => pasted.to_owned(),
        None => match vector_of(version, borrowed(&tried.metrics)) {
            Ok(vector) => vector.to_string(),
            Err(wrong) => return again(&visit, &handle, &asked, tried, wrong.into()).await,
        },
    };
    let scoring = Scoring {
        view: some(fields.first("view")),
        vector: &vector,
        reason: some(fields.first("reason")),
    };
    let actor = visit.member()?.actor();
    let errand = Errand { desk: visit.office()?.desk(), book: visit.house.book(), actor: &actor };
    let recorded = errand.score(&handle, scoring).await;
    if let Err(wrong) = recorded {
        return again(&visit, &handle, &asked, tried, wrong.into()).await;
    }
    back(&visit, &handle, recorded, "severity").await
}

/// Answers a decision table: looked at alone, or recorded.
async fn priority(Path((_, handle)): Address, posted: Sent) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let fields = Fields(fields);
    let (answers, table) = (fields.under("p-"), fields.first("table"));
    let asked = Asked { table: table.to_owned(), ..Asked::default() };
    let reason = fields.first("reason").to_owned();
    let tried = Tried { answers, reason, ..Tried::default() };
    if fields.first("do") == "look" {
        return page(&visit, &handle, &asked, &tried).await;
    }
    let (answers, reason) = (borrowed(&tried.answers), some(fields.first("reason")));
    let prioritising = Prioritising { table, answers: &answers, reason };
    let actor = visit.member()?.actor();
    let errand = Errand { desk: visit.office()?.desk(), book: visit.house.book(), actor: &actor };
    let recorded = errand.prioritise(&handle, prioritising).await;
    if let Err(wrong) = recorded {
        return again(&visit, &handle, &asked, tried, wrong.into()).await;
    }
    back(&visit, &handle, recorded, "priority").await
}

async fn weaknesses(Path((_, handle)): Address, posted: Sent) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let fields = Fields(fields);
    let actor = visit.member()?.actor();
    let errand = Errand { desk: visit.office()?.desk(), book: visit.house.book(), actor: &actor };
    let recorded = errand.name_weaknesses(&handle, &fields.all("weakness")).await;
    back(&visit, &handle, recorded, "kinds").await
}

async fn exploitation(Path((_, handle)): Address, posted: Sent) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let fields = Fields(fields);
    let seeing = Seeing {
        status: fields.first("status"),
        evidence: fields.first("evidence"),
        dated: some(fields.first("dated")),
        catalogued: some(fields.first("catalogued")),
        establish: !fields.first("establish").is_empty(),
    };
    let actor = visit.member()?.actor();
    let errand = Errand { desk: visit.office()?.desk(), book: visit.house.book(), actor: &actor };
    let recorded = errand.see_exploitation(&handle, seeing).await;
    back(&visit, &handle, recorded, "exploitation").await
}

/// An outcome as others read it, as a file.
async fn selection(
    visit: Visit,
    Path((_, handle, event)): Path<(String, String, u64)>,
) -> Result<Response, Wrong> {
    let actor = visit.member()?.actor();
    let errand = Errand { desk: visit.office()?.desk(), book: visit.house.book(), actor: &actor };
    let list = errand.selections(&handle, event).await?;
    let name = format!("attachment; filename=\"{handle}-ssvc.json\"");
    Ok(([(header::CONTENT_DISPOSITION, name)], axum::Json(list)).into_response())
}

/// The page again, with what was chosen in its form and what is wrong with it.
async fn again(
    visit: &Visit,
    handle: &str,
    asked: &Asked,
    tried: Tried,
    wrong: Wrong,
) -> Result<Response, Wrong> {
    let Wrong::Asked(why) = wrong else { return Err(wrong) };
    let tried = Tried { problem: Some(why), ..tried };
    let mut response = page(visit, handle, asked, &tried).await?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

/// Back to the page, with what follows from what was recorded computed anew.
async fn back(
    visit: &Visit,
    handle: &str,
    recorded: Result<RecordedTold, NotDone>,
    part: &str,
) -> Result<Response, Wrong> {
    let (recorded, hosted) = (recorded?, visit.office()?);
    recomputed(visit, hosted, recorded.case.parse().map_err(|_| Wrong::Fault)?).await;
    let to = format!("/at/{}/cases/{handle}/triage#{part}", hosted.slug());
    Ok(Redirect::to(&to).into_response())
}

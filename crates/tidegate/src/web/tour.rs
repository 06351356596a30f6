//! The demonstration's own pages: entering an office without an account, and beginning again.
//!
//! They answer only where everything is a demonstration; elsewhere these addresses do not exist.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, RawQuery};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use tidegate_core::id::PartyId;

use super::access::{Access, Route};
use super::visit::{session_cookie, set_cookie};
use super::{Posted, Visit, Wrong};
use crate::demonstration::{self, Stop};
use crate::people::{ABSOLUTE, MemberRole};
use crate::reception::{filed, said};
use crate::say::instant;
use crate::server::{Hosted, House};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/at/{office}", Access::Anybody, office),
        Route::post("/at/{office}/enter", Access::Anybody, enter),
        Route::post("/demo/reset", Access::Anybody, reset),
        Route::get("/demo/{stop}", Access::Anybody, stop),
    ]
}

#[derive(askama::Template)]
#[template(path = "office.html")]
struct OfficePage {
    frame: super::Frame,
    slug: String,
    zone: String,
    jurisdiction: String,
    house: Vec<String>,
    reports: String,
    filing: Option<String>,
    authority: Option<String>,
    terms: Option<(String, String)>,
    log: String,
    log_key: String,
    roles: Vec<(&'static str, String)>,
    /// Organisations of the demonstration that may be entered: id, name, and each role.
    organisations: Vec<Enterable>,
}

/// An organisation that may be entered: its id, its name, and each role with its word.
type Enterable = (String, String, Vec<(&'static str, String)>);

/// The front of an office: what it is, which house rules it has, and the name and key of its log.
async fn office(visit: Visit) -> Result<Response, Wrong> {
    let (frame, hosted) = (visit.frame(), visit.office()?);
    let described = hosted.office();
    let book = visit.house.book();
    let house = described.house_at(hosted.desk().now());
    let house = house.iter().filter_map(|id| book.statute(id));
    let house = house.map(|statute| frame.pick(&statute.title()).to_owned()).collect();
    let roles = if visit.house.demonstration() {
        demonstration::members(hosted.slug().as_str())
    } else {
        Vec::new()
    };
    let named = |role: MemberRole| (role.word(), frame.say(role.message()));
    let organisations = if visit.house.demonstration() {
        let all = hosted.desk().organisations().await?.into_iter().map(|one| one.organisation);
        let roles = [MemberRole::Manufacturer, MemberRole::OrganisationAdministrator];
        all.map(|one| (one.id.to_string(), one.name, roles.map(named).into())).collect()
    } else {
        Vec::new()
    };
    let now = hosted.desk().now();
    let key = described.authority_at(now).map(ToString::to_string);
    let entry = book.authorities().iter().find(|one| Some(one.key.as_str()) == key.as_deref());
    let authority = entry.map(|entry| frame.pick(&entry.name).to_owned());
    let terms = described.good_faith_at(now).map(|held| {
        (frame.own(held.terms).to_owned(), instant(held.since, &described.zone.rules()))
    });
    let page = OfficePage {
        authority,
        terms,
        slug: hosted.slug().to_string(),
        zone: described.zone.name().to_owned(),
        jurisdiction: described.jurisdiction.to_string(),
        house,
        reports: frame.say(said(described.reception_at(hosted.desk().now()))),
        filing: described
            .filing_at(hosted.desk().now())
            .map(|filing| filed(filing, book, frame.voice())),
        log: hosted.desk().log().origin().to_string(),
        organisations,
        log_key: hosted.desk().log().keys().first().map(ToString::to_string).unwrap_or_default(),
        roles: roles.into_iter().map(|role| (role.word(), frame.say(role.message()))).collect(),
        frame,
    };
    Ok(super::Page(page).into_response())
}

#[derive(Debug, Deserialize)]
struct Entering {
    role: MemberRole,
    /// The organisation as whose person somebody enters; none as a member of the office.
    #[serde(default)]
    organisation: Option<PartyId>,
    #[serde(default)]
    to: String,
}

/// The secret of a session in a role, and the name of whom it is of: only in a demonstration, which listens on this
/// machine alone.
pub(crate) async fn enter_demonstration(
    visit: &Visit,
    role: MemberRole,
    organisation: Option<PartyId>,
) -> Result<(String, String), Wrong> {
    let hosted = visit.office()?;
    let known = match organisation {
        None => demonstration::members(hosted.slug().as_str()),
        Some(id) if hosted.desk().organisation(id).await?.is_some() => {
            MemberRole::OF_ORGANISATIONS.to_vec()
        }
        Some(_) => Vec::new(),
    };
    if !visit.house.demonstration() || !known.contains(&role) {
        return Err(Wrong::Nowhere);
    }
    let secret = match organisation {
        None => hosted.desk().begin_demonstration_session(role).await?,
        Some(id) => hosted.desk().begin_demonstration_session_of(id, role).await?,
    };
    let member = hosted.desk().member(&secret).await?.ok_or(Wrong::Fault)?;
    Ok((secret, member.name))
}

/// Begins a session in a role, without a passphrase: only in a demonstration, which listens on this machine alone.
async fn enter(posted: Posted<Entering>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let hosted = visit.office()?;
    let (secret, _) = enter_demonstration(&visit, fields.role, fields.organisation).await?;
    let to = super::sign_in::within(&fields.to);
    let first = if fields.organisation.is_some() { "/ours" } else { "/home" };
    let to = to.unwrap_or_else(|| format!("/at/{}{first}", hosted.slug()));
    let mut response = Redirect::to(&to).into_response();
    let seconds = u32::try_from(ABSOLUTE.as_secs()).ok();
    set_cookie(&mut response, &session_cookie(hosted), &secret, &visit.house, seconds);
    Ok(response)
}

#[derive(Debug, Deserialize)]
struct Nothing {}

/// Makes the demonstration anew and serves it in place of the one that was played with.
async fn reset(posted: Posted<Nothing>) -> Result<Response, Wrong> {
    let Posted { visit, fields: Nothing {} } = posted;
    let house = visit.house;
    if !house.demonstration() {
        return Err(Wrong::Nowhere);
    }
    // Opening a database borrows in ways that a task which moves between threads may not; it has a thread of its own.
    let runtime = tokio::runtime::Handle::current();
    let made = tokio::task::spawn_blocking(move || runtime.block_on(anew(&house))).await;
    let old = made.map_err(|error| failed(error.into()))?.map_err(failed)?;
    // Whoever still holds an old office is answered first; then it is closed, or left to the end of the process.
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_secs(10)).await;
        for hosted in old.into_iter().filter_map(Arc::into_inner) {
            if let Err(error) = hosted.close().await {
                tracing::error!("an office of the old demonstration was not closed: {error:#}");
            }
        }
    });
    Ok(Redirect::to("/").into_response())
}

/// Makes a demonstration beside the old one and serves it instead; gives back the old offices.
async fn anew(house: &House) -> anyhow::Result<Vec<Arc<Hosted>>> {
    let folder = house.data().parent().unwrap_or(house.data());
    let fresh = demonstration::set_up(folder, house.book(), house.clock()).await?;
    house.serve_instead(&fresh).await
}

/// A stop of the tour, wherever its case is: the visitor is led in as one who works on it.
/// `?page=plan` leads to the plan of its case, `?page=sheet` to a copy sheet, `?page=coordination` to who takes part, `?page=triage`
/// to the triage, with the rest of the query.
async fn stop(
    visit: Visit,
    Path(key): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Wrong> {
    if !visit.house.demonstration() {
        return Err(Wrong::Nowhere);
    }
    for hosted in visit.house.offices() {
        let Some(found) = hosted.desk().kept::<Stop>(&key).await? else { continue };
        let secret = hosted.desk().begin_demonstration_session(MemberRole::Manufacturer).await?;
        let case = format!("/at/{}/cases/{}", hosted.slug(), found.thing.handle);
        let page = |page: &'static str| {
            let rest = query.as_deref()?.strip_prefix("page=")?.strip_prefix(page)?;
            Some((page, rest.trim_start_matches('&')))
        };
        let to = match (
            page("plan")
                .or_else(|| page("sheet"))
                .or_else(|| page("coordination"))
                .or_else(|| page("triage"))
                .or_else(|| page("circle")),
            &found.thing.asks,
        ) {
            (Some((page, rest)), _) => format!("{case}/{page}?{rest}"),
            (None, Some(asks)) => format!("{case}/ask?{asks}"),
            (None, None) => case,
        };
        let mut response = Redirect::to(&to).into_response();
        let seconds = u32::try_from(ABSOLUTE.as_secs()).ok();
        set_cookie(&mut response, &session_cookie(&hosted), &secret, &visit.house, seconds);
        return Ok(response);
    }
    Err(Wrong::Nowhere)
}

fn failed(error: anyhow::Error) -> Wrong {
    tracing::error!("the demonstration could not be made anew: {error:#}");
    Wrong::Fault
}

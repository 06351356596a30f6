//! What the people of an organisation see at an office: the cases that concern it, what it owes, and those whom they let
//! in.
//!
//! Every handler takes the organisation from the account that is signed in and from nowhere else, so that no address
//! leads to another's.

mod case;
mod owed;

use std::collections::BTreeMap;

use askama::Template;
use axum::response::{IntoResponse, Response};
use tidegate_core::id::PartyId;

use super::access::{OUR_CASES, OWN_PEOPLE, PARTICIPANTS, Route};
use super::cases::DueShown;
use super::organisations::{PeopleAt, letting_in, letting_out, people_page, said};
use super::{Frame, Page, Posted, Visit, Wrong};
use crate::errand::Errand;
use crate::say::happened::phase;
use crate::say::organisation::OrganisationTold;
use crate::say::ours::{OurCaseListed, OursTold};

pub(super) fn routes() -> Vec<Route> {
    let mut routes = vec![
        Route::get("/at/{office}/ours", PARTICIPANTS, ours),
        Route::get("/at/{office}/ours/people", OWN_PEOPLE, people),
        Route::post("/at/{office}/ours/people", OWN_PEOPLE, let_in),
        Route::post("/at/{office}/ours/people/end", OWN_PEOPLE, end),
    ];
    routes.extend(case::routes());
    routes.extend(owed::routes());
    routes
}

type Fields = BTreeMap<String, String>;

#[derive(Template)]
#[template(path = "ours.html")]
struct OursPage {
    frame: Frame,
    slug: String,
    told: OrganisationTold,
    cases: Vec<CaseShown>,
    behind: bool,
    /// Whether whoever looks works on the cases of the organisation.
    works: bool,
    administers: bool,
}

/// A case in the list.
struct CaseShown {
    handle: String,
    phase: String,
    opened: String,
    due: Option<DueShown>,
}

impl OursPage {
    fn roles_of(&self, roles: &[String]) -> String {
        said(roles, &self.frame)
    }
}

/// The organisation whose person is signed in.
pub(crate) fn own(visit: &Visit) -> Result<PartyId, Wrong> {
    visit.member()?.organisation.ok_or(Wrong::Nowhere)
}

async fn ours(visit: Visit) -> Result<Response, Wrong> {
    let (frame, hosted, member) = (visit.frame(), visit.office()?, visit.member()?);
    let actor = member.actor();
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let OursTold { organisation, at, behind, cases, .. } = errand.ours().await?;
    let zone = hosted.office().zone.rules();
    let shown = |case: OurCaseListed| CaseShown {
        phase: frame.say(phase(&case.state)),
        opened: case.opened.to_zoned_datetime(zone.clone()).date().to_string(),
        due: case.due.map(|due| DueShown::of(due, at, &zone, &frame)),
        handle: case.handle,
    };
    let page = OursPage {
        slug: hosted.slug().to_string(),
        told: organisation,
        cases: cases.into_iter().map(shown).collect(),
        behind,
        works: OUR_CASES.admits(member),
        administers: OWN_PEOPLE.admits(member),
        frame,
    };
    Ok(Page(page).into_response())
}

async fn people(visit: Visit) -> Result<Response, Wrong> {
    let own = own(&visit)?.to_string();
    people_page(&visit, &at(&own), &Fields::new(), Ok(None)).await
}

async fn let_in(posted: Posted<Fields>) -> Result<Response, Wrong> {
    let own = own(&posted.visit)?.to_string();
    letting_in(&posted.visit, &at(&own), &posted.fields).await
}

async fn end(posted: Posted<Fields>) -> Result<Response, Wrong> {
    let own = own(&posted.visit)?.to_string();
    letting_out(&posted.visit, &at(&own), &posted.fields).await
}

fn at(own: &str) -> PeopleAt<'_> {
    PeopleAt { named: own, here: "ours/people", above: "ours" }
}

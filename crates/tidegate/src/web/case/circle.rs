//! Who of the office may see the case, on its page: the circle, who was let in and who is kept out, and what settles it.
//! And the page that lists the confined cases which nobody can keep any more, by nothing but that they are there.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::tz::TimeZone;
use tidegate_core::event::CaseRole;

use super::asking::Choice;
use super::work::Fields;
use super::{Address, Asked, recomputed};
use crate::errand::{Admitting, Errand};
use crate::people::{MemberRole, decides};
use crate::say::circle::{CircleTold, KeeperlessTold, SettledTold, role};
use crate::say::instant;
use crate::web::access::{CASE_WORK, Route};
use crate::web::{Frame, Page, Posted, Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/at/{office}/cases/{handle}/circle", CASE_WORK, show),
        Route::post("/at/{office}/cases/{handle}/circle", CASE_WORK, settle),
        Route::get("/at/{office}/confined", CASE_WORK, keeperless),
        Route::post("/at/{office}/confined", CASE_WORK, keep),
    ]
}

/// Whether whoever asks may settle who sees a case: a guest of one case decides nothing.
pub(crate) fn may_settle(visit: &Visit) -> Result<bool, Wrong> {
    let (hosted, member) = (visit.office()?, visit.member()?);
    let desk = hosted.desk();
    Ok(!desk.is_guests() && decides(&member.roles, hosted.office(), desk.now()))
}

#[derive(Template)]
#[template(path = "case-circle.html")]
struct CirclePage {
    frame: Frame,
    slug: String,
    handle: String,
    zone: TimeZone,
    recorded: Option<u64>,
    settles: bool,
    members: Vec<Choice>,
    others: Vec<Choice>,
    all: Vec<Choice>,
    roles: Vec<Choice>,
    told: CircleTold,
}

impl CirclePage {
    fn when(&self, one: &SettledTold) -> String {
        instant(one.at, &self.zone)
    }
}

async fn show(
    visit: Visit,
    Path((_, handle)): Address,
    Query(asked): Query<Asked>,
) -> Result<Response, Wrong> {
    let (hosted, frame, actor) = (visit.office()?, visit.frame(), visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let told = errand.circle(&handle).await?;
    let own = &visit.member()?.login;
    let accounts = hosted.desk().accounts().await?;
    let live = accounts.iter().filter(|one| one.disabled.is_none() && one.organisation.is_none());
    let (mut members, mut others, mut all) = (Vec::new(), Vec::new(), Vec::new());
    for one in live {
        let text = format!("{} ({})", one.name, one.login);
        let inside = told.circle.iter().any(|member| member.login == one.login);
        let chosen = if told.confined { inside } else { one.login == *own };
        let choice = |chosen| Choice { value: one.login.clone(), text: text.clone(), chosen };
        if one.roles.iter().any(|role| MemberRole::CASE_WORK.contains(role)) {
            members.push(choice(chosen));
        } else {
            others.push(choice(false));
        }
        all.push(choice(false));
    }
    let roles = CaseRole::ALL.iter().map(|one| Choice {
        value: one.as_str().to_owned(),
        text: frame.say(role(*one)),
        chosen: false,
    });
    let page = CirclePage {
        slug: hosted.slug().to_string(),
        handle: told.handle.clone(),
        zone: hosted.office().zone.rules(),
        recorded: asked.recorded,
        settles: may_settle(&visit)?,
        roles: roles.collect(),
        members,
        others,
        all,
        told,
        frame,
    };
    Ok(Page(page).into_response())
}

async fn settle(
    Path((_, handle)): Address,
    posted: Posted<Vec<(String, String)>>,
) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let fields = Fields::new(fields);
    let (hosted, actor) = (visit.office()?, visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let who = fields.all("who");
    let admitting = Admitting {
        what: fields.first("what").ok_or(Wrong::Form)?,
        who: &who,
        role: fields.first("role"),
        reason: fields.first("reason").unwrap_or_default(),
        decides: may_settle(&visit)?,
    };
    let told = errand.admit(&handle, admitting).await?;
    let id = told.case.parse().map_err(|_| Wrong::Fault)?;
    recomputed(&visit, hosted, id).await;
    let leaf = told.events.first().map_or(0, |event| event.leaf);
    // Who shut themselves out has no page of the case any more.
    let to = match hosted.desk().sees(id) {
        true => format!("/at/{}/cases/{handle}/circle?recorded={leaf}", hosted.slug()),
        false => format!("/at/{}/cases", hosted.slug()),
    };
    Ok(Redirect::to(&to).into_response())
}

#[derive(Template)]
#[template(path = "confined.html")]
struct ConfinedPage {
    frame: Frame,
    slug: String,
    settles: bool,
    told: KeeperlessTold,
}

async fn keeperless(visit: Visit) -> Result<Response, Wrong> {
    let (hosted, actor) = (visit.office()?, visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let settles = may_settle(&visit)?;
    let mut told = errand.keeperless().await?;
    if !settles {
        told.cases.clear();
    }
    let (slug, frame) = (hosted.slug().to_string(), visit.frame());
    Ok(Page(ConfinedPage { frame, slug, settles, told }).into_response())
}

async fn keep(posted: Posted<Vec<(String, String)>>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let fields = Fields::new(fields);
    let (hosted, member) = (visit.office()?, visit.member()?);
    let actor = member.actor();
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let case = fields.first("case").ok_or(Wrong::Form)?;
    let reason = fields.first("reason").unwrap_or_default();
    let told = errand.keep_case(case, &member.login, reason, may_settle(&visit)?).await?;
    recomputed(&visit, hosted, told.case.parse().map_err(|_| Wrong::Fault)?).await;
    let to = format!("/at/{}/cases/{}/circle", hosted.slug(), told.handle);
    Ok(Redirect::to(&to).into_response())
}

//! The members of an office, for its administrators: who may sign in, and what of an account is ended.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::access::{ADMINISTRATION, Route};
use super::{Frame, Page, Posted, Visit, Wrong};
use crate::errand::account::{Ended, accounts, ask_second_factor_of, end_of};
use crate::people::MemberRole;
use crate::say::account::{AccountListed, AccountsTold};
use crate::say::instant;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/at/{office}/members", ADMINISTRATION, show),
        Route::post("/at/{office}/members/end", ADMINISTRATION, end),
        Route::post("/at/{office}/members/second-factor", ADMINISTRATION, ask),
    ]
}

#[derive(Template)]
#[template(path = "members.html")]
struct MembersPage {
    frame: Frame,
    slug: String,
    told: AccountsTold,
    /// Each role with its name, and whether it must have a second factor.
    roles: Vec<(&'static str, String, bool)>,
    zone: TimeZone,
}

impl MembersPage {
    fn when(&self, at: &jiff::Timestamp) -> String {
        instant(*at, &self.zone)
    }

    fn roles_of(&self, one: &AccountListed) -> String {
        let names: Vec<String> =
            one.roles.iter().map(|role| self.frame.say(role.message())).collect();
        names.join(&self.frame.say("list-comma"))
    }
}

async fn show(visit: Visit) -> Result<Response, Wrong> {
    let (frame, hosted) = (visit.frame(), visit.office()?);
    let told = accounts(hosted.desk()).await?;
    let role = |role: MemberRole| {
        (role.word(), frame.say(role.message()), told.second_factor_of.contains(&role))
    };
    let roles = MemberRole::ALL.map(role).to_vec();
    let (slug, zone) = (hosted.slug().to_string(), hosted.office().zone.rules());
    Ok(Page(MembersPage { frame, slug, told, roles, zone }).into_response())
}

#[derive(Debug, Deserialize)]
struct Ending {
    login: String,
    what: Ended,
}

async fn end(posted: Posted<Ending>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    end_of(visit.office()?.desk(), visit.member()?, (&fields.login, fields.what)).await?;
    back(&visit)
}

async fn ask(posted: Posted<Vec<(String, String)>>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let chosen =
        |role: &MemberRole| fields.iter().any(|(key, value)| key == "role" && value == role.word());
    let roles = MemberRole::ALL.into_iter().filter(chosen).collect();
    ask_second_factor_of(visit.office()?.desk(), roles).await?;
    back(&visit)
}

fn back(visit: &Visit) -> Result<Response, Wrong> {
    Ok(Redirect::to(&format!("/at/{}/members", visit.office()?.slug())).into_response())
}

//! The home page of a member: what must I do now, by when, and why. Where signing in leads.
//!
//! What waits is told by [`crate::errand`], sort by sort, for the roles of whoever is signed in; each thing has one next
//! step. No case is opened for the page.

use askama::Template;
use axum::response::{IntoResponse, Response};
use jiff::tz::TimeZone;

use super::access::{ANY_MEMBER, Route};
use super::cases::DueShown;
use super::{Frame, Page, Visit, Wrong};
use crate::errand::Errand;
use crate::people::MemberRole;
use crate::say::home::{HomeTold, SectionTold, WaitingTold};
use crate::say::instant;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/at/{office}/home", ANY_MEMBER, show)]
}

#[derive(Template)]
#[template(path = "today.html")]
struct TodayPage {
    frame: Frame,
    slug: String,
    at: String,
    name: String,
    roles: String,
    told: HomeTold,
    zone: TimeZone,
}

impl TodayPage {
    fn due(&self, waiting: &WaitingTold) -> Option<DueShown> {
        let due = DueShown::of(waiting.due?, self.told.at, &self.zone, &self.frame);
        Some(if waiting.perhaps { due.perhaps() } else { due })
    }

    fn since(&self, waiting: &WaitingTold) -> Option<String> {
        Some(self.frame.with("today-since", "at", instant(waiting.since?, &self.zone)))
    }

    /// The sections in which something waits, and the titles of the others.
    fn busy(&self) -> impl Iterator<Item = &SectionTold> {
        self.told.sections.iter().filter(|section| !section.waiting.is_empty())
    }

    fn calm(&self) -> impl Iterator<Item = &SectionTold> {
        self.told.sections.iter().filter(|section| section.waiting.is_empty())
    }
}

async fn show(visit: Visit) -> Result<Response, Wrong> {
    let (frame, hosted, member) = (visit.frame(), visit.office()?, visit.member()?);
    let (actor, zone) = (member.actor(), hosted.office().zone.rules());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let told = errand.home(&member.login, member.roles.iter().copied()).await?;
    let roles: Vec<String> =
        member.roles.iter().copied().map(MemberRole::message).map(|role| frame.say(role)).collect();
    let page = TodayPage {
        slug: hosted.slug().to_string(),
        at: instant(told.at, &zone),
        name: frame.member.clone().unwrap_or_default(),
        roles: roles.join(&frame.say("list-comma")),
        told,
        zone,
        frame,
    };
    Ok(Page(page).into_response())
}

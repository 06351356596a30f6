//! Floods: reports that nobody judged, put together by product, and a group of them, from which all are answered at once.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::access::{CASE_WORK, Route};
use super::bulk::Offered;
use super::{Frame, Page, Visit, Wrong};
use crate::errand::Errand;
use crate::say::duty::left;
use crate::say::flood::{FloodMember, FloodOpened, FloodsTold};
use crate::say::instant;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/at/{office}/floods", CASE_WORK, list),
        Route::get("/at/{office}/floods/{handle}", CASE_WORK, show),
    ]
}

#[derive(Template)]
#[template(path = "floods.html")]
struct FloodsPage {
    frame: Frame,
    slug: String,
    rules: TimeZone,
    told: FloodsTold,
}

impl FloodsPage {
    fn age(&self, since: &Timestamp) -> String {
        left(*since, self.told.at, self.frame.voice())
    }

    fn when(&self, at: &Timestamp) -> String {
        instant(*at, &self.rules)
    }

    fn single(&self) -> String {
        let (single, looked) = (self.told.single, self.told.looked);
        let words =
            [("all", self.told.all.into()), ("looked", looked.into()), ("single", single.into())];
        self.frame.voice().with("floods-looked", words)
    }
}

#[derive(Template)]
#[template(path = "flood.html")]
struct FloodPage {
    frame: Frame,
    slug: String,
    rules: TimeZone,
    told: FloodOpened,
    offered: Offered,
}

impl FloodPage {
    fn when(&self, at: &Timestamp) -> String {
        instant(*at, &self.rules)
    }

    fn count(&self, one: &FloodMember) -> String {
        let words = [("has", one.has.into()), ("all", (one.has + one.lacks).into())];
        self.frame.voice().with("work-report-count", words)
    }

    fn set(&self, one: &FloodMember) -> String {
        match one.set {
            Some(set) => self.frame.with("floods-set", "set", set),
            None => self.frame.say("floods-no-set"),
        }
    }

    /// Those that are likely the same as the one that was opened are marked, and it is not: it is what they repeat.
    fn marked(&self, one: &FloodMember) -> bool {
        let lead = self.told.members.iter().find(|lead| lead.handle == self.told.handle);
        let same = lead.is_some_and(|lead| lead.set.is_some() && lead.set == one.set);
        same && one.handle != self.told.handle
    }

    fn products(&self) -> String {
        self.told.products.join(&self.frame.say("list-comma"))
    }
}

async fn list(visit: Visit) -> Result<Response, Wrong> {
    let (hosted, frame, actor) = (visit.office()?, visit.frame(), visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let told = errand.floods().await?;
    let (slug, rules) = (hosted.slug().to_string(), hosted.office().zone.rules());
    Ok(Page(FloodsPage { frame, slug, rules, told }).into_response())
}

async fn show(visit: Visit, Path((_, handle)): Path<(String, String)>) -> Result<Response, Wrong> {
    let (hosted, frame, actor) = (visit.office()?, visit.frame(), visit.member()?.actor());
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let told = errand.flood(&handle).await?;
    let offered = Offered::of(&visit, &frame, Some(&told.handle)).await?;
    let (slug, rules) = (hosted.slug().to_string(), hosted.office().zone.rules());
    Ok(Page(FloodPage { frame, slug, rules, told, offered }).into_response())
}

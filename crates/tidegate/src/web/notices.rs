//! The page of notices: what was sent to a member with what became of each, and how the member wants to be told; for an
//! administrator everybody's, with ladder, webhooks and the relay. And what programs of a member fetch under a secret
//! link. No case is opened for any of it.

use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::tz::TimeZone;
use serde::Deserialize;
use tidegate_core::case::Patience;
use tidegate_law::Language;

use super::access::{Access, Route};
use super::case::Choice;
use super::{Frame, Page, Posted, Visit, Wrong};
use crate::api::SETTINGS;
use crate::errand::{Errand, TellingMe};
use crate::notices::feed;
use crate::notices::relay::MailRelay;
use crate::people::MemberRole;
use crate::say::instant;
use crate::say::notices::{
    FeedTold, LadderTold, NoticeTold, NoticesTold, PatienceTold, ReaderTold, WebhookTold,
    WebhooksTold, addressee, stands,
};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/at/{office}/notices", Access::SignedIn, show),
        Route::post("/at/{office}/notices/again", Access::SignedIn, again),
        Route::post("/at/{office}/notices/reader", Access::SignedIn, tell_me),
        Route::post("/at/{office}/notices/feed", Access::SignedIn, link),
        Route::post("/at/{office}/notices/ladder", SETTINGS, choose),
        Route::post("/at/{office}/notices/patience", SETTINGS, wait),
        Route::post("/at/{office}/notices/webhooks", SETTINGS, hooks),
        Route::get("/at/{office}/feed/{secret}/deadlines.ics", Access::Anybody, calendar),
        Route::get("/at/{office}/feed/{secret}/notices.atom", Access::Anybody, atom),
    ]
}

#[derive(Template)]
#[template(path = "notices.html")]
struct NoticesPage {
    frame: Frame,
    slug: String,
    zone: TimeZone,
    told: NoticesTold,
    reader: ReaderTold,
    languages: Vec<Choice>,
    settings: Option<Settings>,
    beside: Beside,
}

/// What an administrator sees beside.
struct Settings {
    ladder: LadderTold,
    patience: PatienceTold,
    webhooks: WebhooksTold,
    relay: Option<MailRelay>,
}

/// What is said once, or what is wrong with a form.
#[derive(Default)]
struct Beside {
    problem: Option<String>,
    feed: Option<FeedTold>,
    made: Option<WebhookTold>,
}

async fn show(visit: Visit) -> Result<Response, Wrong> {
    Ok(Page(page(&visit, Beside::default()).await?).into_response())
}

async fn page(visit: &Visit, beside: Beside) -> Result<NoticesPage, Wrong> {
    let (hosted, member, frame) = (visit.office()?, visit.member()?, visit.frame());
    let (desk, book, actor) = (hosted.desk(), visit.house.book(), member.actor());
    let errand = Errand { desk, book, actor: &actor };
    let reader = errand.reader(member).await?;
    let settings = match member.is_any(&[MemberRole::Administrator]) {
        false => None,
        true => Some(Settings {
            ladder: errand.ladder().await?,
            patience: errand.patience().await?,
            webhooks: errand.webhooks().await?,
            relay: desk.mail_relay().await?,
        }),
    };
    let chosen = reader.language.clone().unwrap_or_default();
    let choice = |(value, message): (&str, &str)| Choice {
        value: value.to_owned(),
        text: frame.say(message),
        chosen: value == chosen,
    };
    let languages =
        [("", "notices-both"), ("en", "notices-english"), ("zh", "notices-chinese")].map(choice);
    Ok(NoticesPage {
        slug: hosted.slug().to_string(),
        zone: hosted.office().zone.rules(),
        told: errand.notices(member).await?,
        languages: languages.into_iter().collect(),
        reader,
        settings,
        beside,
        frame,
    })
}

impl NoticesPage {
    fn when(&self, at: &jiff::Timestamp) -> String {
        instant(*at, &self.zone)
    }

    fn stands(&self, notice: &NoticeTold) -> String {
        stands(notice, self.frame.voice())
    }

    fn to(&self, notice: &NoticeTold) -> String {
        addressee(&notice.to, self.frame.voice())
    }
}

/// Back to the page, or the page with what is wrong.
async fn back<T>(visit: &Visit, done: Result<T, Wrong>) -> Result<Response, Wrong> {
    match done {
        Ok(_) => {
            Ok(Redirect::to(&format!("/at/{}/notices", visit.office()?.slug())).into_response())
        }
        Err(Wrong::Asked(why)) => {
            let problem = Some(why.in_language(visit.frame().language()).to_owned());
            let page = page(visit, Beside { problem, ..Beside::default() }).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
        Err(other) => Err(other),
    }
}

#[derive(Debug, Deserialize)]
struct Named {
    #[serde(default)]
    notice: String,
}

async fn again(posted: Posted<Named>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let member = visit.member()?;
    let (desk, book, actor) = (visit.office()?.desk(), visit.house.book(), member.actor());
    let errand = Errand { desk, book, actor: &actor };
    back(&visit, errand.notice_again(member, &fields.notice).await.map_err(Wrong::from)).await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Chosen {
    address: String,
    language: String,
    quiet: String,
    digest: String,
}

async fn tell_me(posted: Posted<Chosen>) -> Result<Response, Wrong> {
    let Posted { visit, fields: Chosen { address, language, quiet, digest } } = posted;
    let member = visit.member()?;
    let (desk, book, actor) = (visit.office()?.desk(), visit.house.book(), member.actor());
    let me = TellingMe { address, language, quiet, digest };
    let errand = Errand { desk, book, actor: &actor };
    back(&visit, errand.tell_me(member, &me).await.map_err(Wrong::from)).await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Link {
    r#do: String,
}

/// Makes a secret link, shown this once, or revokes it.
async fn link(posted: Posted<Link>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let (hosted, login) = (visit.office()?, &visit.member()?.login);
    if fields.r#do != "make" {
        hosted.desk().drop_feeds(login).await?;
        return back(&visit, Ok(())).await;
    }
    let secret = hosted.desk().make_feed(login).await?;
    let feed = Some(FeedTold::of(&base(&visit)?, Some(&secret)));
    let page = page(&visit, Beside { feed, ..Beside::default() }).await?;
    Ok(once(page))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Steps {
    steps: String,
}

async fn choose(posted: Posted<Steps>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let steps: Vec<String> = fields.steps.split_whitespace().map(str::to_owned).collect();
    let errand = Errand { desk, book, actor: &actor };
    back(&visit, errand.choose_ladder(&steps).await.map_err(Wrong::from)).await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Days {
    remind: u16,
    escalate: u16,
    decide: u16,
}

/// Chooses how long the office waits for an answer.
async fn wait(posted: Posted<Days>) -> Result<Response, Wrong> {
    let Posted { visit, fields: Days { remind, escalate, decide } } = posted;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let errand = Errand { desk, book, actor: &actor };
    let chosen = errand.choose_patience(Patience { remind, escalate, decide }).await;
    back(&visit, chosen.map_err(Wrong::from)).await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Hook {
    name: String,
    url: String,
    drop: String,
}

/// Adds a webhook, whose secret is shown this once, or drops one.
async fn hooks(posted: Posted<Hook>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let errand = Errand { desk, book, actor: &actor };
    if !fields.drop.is_empty() {
        return back(&visit, errand.drop_webhook(&fields.drop).await.map_err(Wrong::from)).await;
    }
    match errand.add_webhook(&fields.name, &fields.url).await {
        Ok(made) => {
            let made = Some(made);
            Ok(once(page(&visit, Beside { made, ..Beside::default() }).await?))
        }
        Err(error) => back(&visit, Err::<(), _>(Wrong::from(error))).await,
    }
}

/// A page with a secret on it, which nothing keeps.
fn once(page: NoticesPage) -> Response {
    let mut response = Page(page).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Where the pages of the office are, for whoever is not at one.
fn base(visit: &Visit) -> Result<String, Wrong> {
    Ok(format!("{}/at/{}/", visit.house.public(), visit.office()?.slug()))
}

fn called(visit: &Visit) -> Result<String, Wrong> {
    let name = &visit.office()?.office().name;
    Ok(match visit.language {
        Language::English => name.en.clone(),
        Language::Chinese => name.zh.clone(),
    })
}

async fn calendar(
    visit: Visit,
    Path((_, secret)): Path<(String, String)>,
) -> Result<Response, Wrong> {
    let desk = visit.office()?.desk();
    let account = desk.feed_of(&secret).await?.ok_or(Wrong::Nowhere)?;
    let deadlines = desk.deadlines_of(&account, &visit.voice()).await?;
    let (office, base) = (called(&visit)?, base(&visit)?);
    let text = feed::calendar(&deadlines, &office, &base, desk.now(), &visit.voice());
    Ok(file(text, "text/calendar; charset=utf-8"))
}

async fn atom(visit: Visit, Path((_, secret)): Path<(String, String)>) -> Result<Response, Wrong> {
    let desk = visit.office()?.desk();
    let account = desk.feed_of(&secret).await?.ok_or(Wrong::Nowhere)?;
    let notices = desk.notices_of(&account.login).await?;
    let (office, base) = (called(&visit)?, base(&visit)?);
    let text = feed::atom(&notices, &office, &base, desk.now(), &visit.voice());
    Ok(file(text, "application/atom+xml; charset=utf-8"))
}

fn file(text: String, kind: &'static str) -> Response {
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "private, no-store")];
    (headers, text).into_response()
}

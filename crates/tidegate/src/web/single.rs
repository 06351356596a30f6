//! Single sign-on at the pages: to a provider and back, to sign in or to link an account.
//!
//! No form leads to another site (the pages' own rule for browsers forbids it), so the answer to a form is a page that
//! sends the browser on. Coming back, the browser shows no cookie of ours, since another site sent it: the first answer
//! sends it on to ourselves, and there it is known again.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::access::{Access, Route};
use super::account::{again, back, counted};
use super::sign_in::{
    SignInPage, halved, onward, seated, second_step, sign_in_page, too_often, within,
};
use super::visit::{cookie, set_cookie};
use super::wrong::in_both;
use super::{Frame, Page, Posted, Visit, Wrong};
use crate::people::{Arrival, CROSSING, Crossed, Departure, Entered, NotSingle, Passphrase};
use crate::server::Hosted;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/at/{office}/sign-in/with/{provider}", Access::Anybody, depart),
        Route::get("/at/{office}/sign-in/with/{provider}/back", Access::Anybody, land),
        Route::get("/at/{office}/sign-in/with/{provider}/in", Access::Anybody, arrive),
        Route::post("/at/{office}/account/links", Access::SignedIn, link),
        Route::post("/at/{office}/account/links/end", Access::SignedIn, unlink),
    ]
}

/// A page that sends the browser on.
#[derive(Template)]
#[template(path = "onward.html")]
struct OnwardPage {
    frame: Frame,
    title: String,
    text: String,
    url: String,
}

/// The cookie of whoever is on the way to a provider and back.
fn crossing_cookie(hosted: &Hosted) -> String {
    format!("tidegate-crossing-{}", hosted.slug())
}

/// The cookie that remembers where somebody wanted to go.
fn wanted_cookie(hosted: &Hosted) -> String {
    format!("tidegate-wanted-{}", hosted.slug())
}

/// Where a provider sends the browser back to; it stands among what the provider was told.
pub(super) fn way_back(visit: &Visit, hosted: &Hosted, provider: &str) -> String {
    format!("{}/at/{}/sign-in/with/{provider}/back", visit.house.public(), hosted.slug())
}

/// An answer that sends the browser on to an address.
fn sent_on(visit: &Visit, (title, text): (String, String), url: &str) -> Response {
    let page = OnwardPage { frame: visit.frame(), title, text, url: url.to_owned() };
    let mut response = Page(page).into_response();
    if let Ok(value) = HeaderValue::from_str(&format!("0; url={url}")) {
        response.headers_mut().insert(header::REFRESH, value);
    }
    response
}

async fn away(
    visit: &Visit,
    hosted: &Hosted,
    (provider, to): (&str, &str),
    departure: &Departure,
) -> Result<Response, Wrong> {
    let frame = visit.frame();
    let known = hosted.desk().provider(provider).await?.ok_or(Wrong::Nowhere)?;
    let words = (frame.with("onward-title", "provider", known.label), frame.say("onward-text"));
    let mut response = sent_on(visit, words, &departure.url);
    let (house, seconds) = (&visit.house, u32::try_from(CROSSING.as_secs()).ok());
    set_cookie(&mut response, &crossing_cookie(hosted), &departure.secret, house, seconds);
    let to = within(to).map(|to| serde_urlencoded::to_string([("to", to)]).unwrap_or_default());
    set_cookie(&mut response, &wanted_cookie(hosted), &to.unwrap_or_default(), house, seconds);
    Ok(response)
}

#[derive(Debug, Default, Deserialize)]
struct Wanted {
    #[serde(default)]
    to: String,
}

async fn depart(
    Path((_, provider)): Path<(String, String)>,
    posted: Posted<Wanted>,
) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    too_often(&visit)?;
    let hosted = visit.office()?;
    let way = way_back(&visit, hosted, &provider);
    if visit.house.demonstration() {
        return refused(&visit, hosted, NotSingle::Demonstration).await;
    }
    match hosted.desk().cross(&provider, &way).await {
        Ok(departure) => away(&visit, hosted, (&provider, &fields.to), &departure).await,
        Err(not) => refused(&visit, hosted, not).await,
    }
}

/// Sends a browser that comes from a provider on to ourselves, with all that it brought.
async fn land(
    visit: Visit,
    Path((_, provider)): Path<(String, String)>,
    Query(arrival): Query<Vec<(String, String)>>,
) -> Result<Response, Wrong> {
    let brought = arrival
        .into_iter()
        .filter(|(name, _)| matches!(name.as_str(), "code" | "state" | "iss" | "error"));
    let brought = serde_urlencoded::to_string(brought.collect::<Vec<_>>());
    let brought = brought.map_err(|_| Wrong::Form)?;
    let hosted = visit.office()?;
    // The provider is one of ours, or the next address is nowhere.
    let name: String =
        provider.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let url = format!("/at/{}/sign-in/with/{name}/in?{brought}", hosted.slug());
    let frame = visit.frame();
    let words = (frame.say("onward-back-title"), frame.say("onward-back-text"));
    Ok(sent_on(&visit, words, &url))
}

async fn arrive(
    visit: Visit,
    headers: HeaderMap,
    Path((_, provider)): Path<(String, String)>,
    Query(arrival): Query<Arrival>,
) -> Result<Response, Wrong> {
    let hosted = visit.office()?;
    let secret = cookie(&headers, &crossing_cookie(hosted)).unwrap_or_default();
    let wanted = cookie(&headers, &wanted_cookie(hosted)).unwrap_or_default();
    let wanted: Wanted = serde_urlencoded::from_str(wanted).unwrap_or_default();
    let way = way_back(&visit, hosted, &provider);
    let desk = hosted.desk();
    let who = (secret, visit.member.as_ref());
    let crossed = desk.arrive(who, (&provider, &way), arrival).await;
    let mut response = match crossed {
        Ok(Crossed::Linked) => back(&visit, "linked")?,
        Ok(Crossed::In(entered)) => entered_in(&visit, hosted, &entered, &wanted.to).await?,
        Err(not) => refused(&visit, hosted, not).await?,
    };
    for name in [crossing_cookie(hosted), wanted_cookie(hosted)] {
        set_cookie(&mut response, &name, "", &visit.house, Some(0));
    }
    Ok(response)
}

async fn entered_in(
    visit: &Visit,
    hosted: &Hosted,
    entered: &Entered,
    to: &str,
) -> Result<Response, Wrong> {
    let frame = visit.frame();
    let words = (frame.say("onward-in-title"), frame.say("onward-in-text"));
    match entered {
        Entered::Session(secret) => {
            let to = onward(hosted, secret, to).await?;
            Ok(seated(sent_on(visit, words, &to), visit, hosted, secret))
        }
        Entered::Half(secret) => {
            let to = second_step(hosted, to);
            Ok(halved(sent_on(visit, words, &to), visit, hosted, secret))
        }
    }
}

/// The page for signing in, or that of the account, with why it did not go.
async fn refused(visit: &Visit, hosted: &Hosted, not: NotSingle) -> Result<Response, Wrong> {
    let status = match not {
        NotSingle::Desk(error) => return Err(error.into()),
        NotSingle::None => return Err(Wrong::Nowhere),
        NotSingle::Silent => StatusCode::BAD_GATEWAY,
        NotSingle::Taken => StatusCode::CONFLICT,
        NotSingle::Stale => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::FORBIDDEN,
    };
    let why = visit.frame().pick(&in_both(&not)).to_owned();
    if visit.member.is_some() {
        let shown = super::account::page(visit, None, Some(why)).await?;
        return Ok((status, shown).into_response());
    }
    let page = sign_in_page(visit, "").among(hosted.desk()).await?;
    let page = SignInPage { refused: Some(why), ..page };
    Ok((status, Page(page)).into_response())
}

#[derive(Debug, Deserialize)]
struct Linking {
    provider: String,
    passphrase: Passphrase,
}

async fn link(posted: Posted<Linking>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    counted(&visit)?;
    let hosted = visit.office()?;
    let way = way_back(&visit, hosted, &fields.provider);
    if visit.house.demonstration() {
        return refused(&visit, hosted, NotSingle::Demonstration).await;
    }
    let who = (visit.member()?, &fields.passphrase);
    match hosted.desk().cross_to_link(who, &fields.provider, &way).await {
        Ok(Ok(departure)) => away(&visit, hosted, (&fields.provider, ""), &departure).await,
        Ok(Err(not)) => again(&visit, not).await,
        Err(not) => refused(&visit, hosted, not).await,
    }
}

#[derive(Debug, Deserialize)]
struct Unlinking {
    ended: String,
    passphrase: Passphrase,
}

async fn unlink(posted: Posted<Unlinking>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    counted(&visit)?;
    let id = fields.ended.parse().map_err(|_| Wrong::Nowhere)?;
    let desk = visit.office()?.desk();
    match desk.unlink(visit.member()?, &fields.passphrase, id).await {
        Ok(()) => back(&visit, "link-end"),
        Err(not) => again(&visit, not).await,
    }
}

//! Signing in and out, at one office: the passphrase, and a code where the member has a second factor.

use askama::Template;
use axum::extract::Query;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::access::{Access, Route};
use super::visit::{self, session_cookie, set_cookie};
use super::{Frame, Page, Posted, Visit, Wrong};
use crate::people::{ABSOLUTE, Entered, HALF, NotSignedIn, Passphrase};
use crate::server::Hosted;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/at/{office}/sign-in", Access::Anybody, form),
        Route::post("/at/{office}/sign-in", Access::Anybody, sign_in),
        Route::get("/at/{office}/sign-in/code", Access::Anybody, ask_code),
        Route::post("/at/{office}/sign-in/code", Access::Anybody, code),
        Route::post("/at/{office}/sign-out", Access::SignedIn, sign_out),
    ]
}

#[derive(Template)]
#[template(path = "sign-in.html")]
struct SignInPage {
    frame: Frame,
    to: String,
    login: String,
    refused: bool,
}

#[derive(Template)]
#[template(path = "sign-in-code.html")]
struct CodePage {
    frame: Frame,
    slug: String,
    to: String,
    refused: bool,
}

/// The cookie of half a session at an office.
fn half_cookie(hosted: &Hosted) -> String {
    format!("tidegate-half-{}", hosted.slug())
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    to: String,
}

#[derive(Debug, Deserialize)]
struct Typed {
    login: String,
    passphrase: Passphrase,
    #[serde(default)]
    to: String,
}

async fn form(visit: Visit, Query(asked): Query<Asked>) -> impl IntoResponse {
    let (login, refused) = (String::new(), false);
    Page(SignInPage { frame: visit.frame(), to: asked.to, login, refused })
}

async fn sign_in(posted: Posted<Typed>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let (house, hosted) = (&visit.house, visit.office()?);
    house
        .rates()
        .take(visit.from, "sign-in", house.limits().attempts, house.now())
        .map_err(Wrong::TooMany)?;
    let account = match hosted.desk().recognise(&fields.login, &fields.passphrase).await {
        Ok(account) => account,
        Err(NotSignedIn::Refused | NotSignedIn::Code) => {
            let (to, login) = (fields.to, fields.login);
            let page = SignInPage { frame: visit.frame(), to, login, refused: true };
            let mut response = Page(page).into_response();
            *response.status_mut() = StatusCode::UNAUTHORIZED;
            return Ok(response);
        }
        Err(NotSignedIn::Desk(error)) => return Err(error.into()),
    };
    match hosted.desk().enter(&account).await? {
        Entered::Session(secret) => seat(&visit, hosted, &secret, &fields.to).await,
        Entered::Half(secret) => {
            let to = serde_urlencoded::to_string([("to", &fields.to)]).unwrap_or_default();
            let to = format!("/at/{}/sign-in/code?{to}", hosted.slug());
            let mut response = Redirect::to(&to).into_response();
            let seconds = u32::try_from(HALF.as_secs()).ok();
            set_cookie(&mut response, &half_cookie(hosted), &secret, house, seconds);
            Ok(response)
        }
    }
}

/// On to where the member wanted to go, with the cookie of the session.
async fn seat(visit: &Visit, hosted: &Hosted, secret: &str, to: &str) -> Result<Response, Wrong> {
    let member = hosted.desk().member(secret).await?;
    let of_organisation = member.is_some_and(|member| member.organisation.is_some());
    let first = if of_organisation { "ours" } else { "home" };
    let to = within(to).unwrap_or_else(|| format!("/at/{}/{first}", hosted.slug()));
    Ok(seated(Redirect::to(&to).into_response(), visit, hosted, secret))
}

/// An answer with the cookie of a session.
pub(super) fn seated(
    mut response: Response,
    visit: &Visit,
    hosted: &Hosted,
    secret: &str,
) -> Response {
    let seconds = u32::try_from(ABSOLUTE.as_secs()).ok();
    set_cookie(&mut response, &session_cookie(hosted), secret, &visit.house, seconds);
    response
}

/// Whether half a session is open in this browser.
async fn half(headers: &HeaderMap, hosted: &Hosted) -> Result<Option<String>, Wrong> {
    let Some(secret) = visit::cookie(headers, &half_cookie(hosted)) else { return Ok(None) };
    Ok(hosted.desk().is_half_open(secret).await?.then(|| secret.to_owned()))
}

async fn ask_code(
    visit: Visit,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, Wrong> {
    let hosted = visit.office()?;
    let slug = hosted.slug().to_string();
    if half(&headers, hosted).await?.is_none() {
        return Ok(Redirect::to(&format!("/at/{slug}/sign-in")).into_response());
    }
    let page = CodePage { frame: visit.frame(), slug, to: asked.to, refused: false };
    Ok(Page(page).into_response())
}

#[derive(Debug, Deserialize)]
struct Coded {
    code: String,
    #[serde(default)]
    to: String,
}

async fn code(headers: HeaderMap, posted: Posted<Coded>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let (house, hosted) = (&visit.house, visit.office()?);
    house
        .rates()
        .take(visit.from, "sign-in", house.limits().attempts, house.now())
        .map_err(Wrong::TooMany)?;
    let slug = hosted.slug().to_string();
    let first = || Ok(Redirect::to(&format!("/at/{slug}/sign-in")).into_response());
    let Some(secret) = half(&headers, hosted).await? else { return first() };
    match hosted.desk().finish_half(&secret, &fields.code).await {
        Ok(session) => {
            let mut response = seat(&visit, hosted, &session, &fields.to).await?;
            set_cookie(&mut response, &half_cookie(hosted), "", house, Some(0));
            Ok(response)
        }
        Err(NotSignedIn::Desk(error)) => Err(error.into()),
        Err(NotSignedIn::Refused | NotSignedIn::Code) => {
            if half(&headers, hosted).await?.is_none() {
                return first();
            }
            let page = CodePage { frame: visit.frame(), slug, to: fields.to, refused: true };
            Ok((StatusCode::UNAUTHORIZED, Page(page)).into_response())
        }
    }
}

async fn sign_out(headers: HeaderMap, posted: Posted<Asked>) -> Result<Response, Wrong> {
    let (visit, hosted) = (&posted.visit, posted.visit.office()?);
    let name = session_cookie(hosted);
    if let Some(secret) = visit::cookie(&headers, &name) {
        hosted.desk().end_session(secret).await?;
    }
    let mut response = Redirect::to("/").into_response();
    set_cookie(&mut response, &name, "", &visit.house, Some(0));
    Ok(response)
}

/// Where to go afterwards, if it is an address of ours: no other host can be smuggled in.
pub(super) fn within(to: &str) -> Option<String> {
    let own = to.starts_with('/') && !to.starts_with("//") && !to.contains(['\\', '\r', '\n']);
    own.then(|| to.to_owned())
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn nobody_is_sent_to_another_site() {
        assert!(within("/at/desk/cases?next=2").is_some());
        for away in ["https://example.org", "//example.org", "/\\example.org", "", "javascript:1"] {
            assert_eq!(within(away), None, "{away}");
        }
    }
}

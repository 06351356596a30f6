//! Signing in and out, at one office.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::access::{ANY_MEMBER, Access, Route};
use super::visit::{self, session_cookie, set_cookie};
use super::{Frame, Page, Posted, Visit, Wrong};
use crate::people::{ABSOLUTE, NotSignedIn, Passphrase};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/at/{office}/sign-in", Access::Anybody, form),
        Route::post("/at/{office}/sign-in", Access::Anybody, sign_in),
        Route::post("/at/{office}/sign-out", ANY_MEMBER, sign_out),
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
        Err(NotSignedIn::Refused) => {
            let (to, login) = (fields.to, fields.login);
            let page = SignInPage { frame: visit.frame(), to, login, refused: true };
            let mut response = Page(page).into_response();
            *response.status_mut() = axum::http::StatusCode::UNAUTHORIZED;
            return Ok(response);
        }
        Err(NotSignedIn::Desk(error)) => return Err(error.into()),
    };
    let secret = hosted.desk().begin_session(&account).await?;
    let to = within(&fields.to).unwrap_or_else(|| format!("/at/{}/home", hosted.slug()));
    let mut response = Redirect::to(&to).into_response();
    let seconds = u32::try_from(ABSOLUTE.as_secs()).ok();
    set_cookie(&mut response, &session_cookie(hosted), &secret, house, seconds);
    Ok(response)
}

async fn sign_out(
    headers: axum::http::HeaderMap,
    posted: Posted<Asked>,
) -> Result<Response, Wrong> {
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

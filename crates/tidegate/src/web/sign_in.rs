//! Signing in and out, at one office: the passphrase, and a code or a passkey where the member has a second factor.
//!
//! The other ways in stand in [`super::passkey`] and [`super::single`].

use askama::Template;
use axum::extract::Query;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::access::{Access, Route};
use super::visit::{self, session_cookie, set_cookie};
use super::wrong::in_both;
use super::{Frame, Page, Posted, Visit, Wrong};
use crate::desk::Desk;
use crate::people::{ABSOLUTE, Entered, FirstFactor, HALF, NotSignedIn, Passphrase};
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
pub(super) struct SignInPage {
    pub(super) frame: Frame,
    pub(super) slug: String,
    pub(super) to: String,
    pub(super) login: String,
    /// Why nobody is let in.
    pub(super) refused: Option<String>,
    /// Whether the server's address can have passkeys.
    pub(super) passkeys: bool,
    /// The providers of single sign-on, each by name and label.
    pub(super) providers: Vec<(String, String)>,
}

impl SignInPage {
    /// The same with the providers of the office.
    pub(super) async fn among(self, desk: &Desk) -> Result<Self, Wrong> {
        let providers = desk.providers().await?.into_iter();
        let providers = providers.map(|one| (one.name, one.label)).collect();
        Ok(Self { providers, ..self })
    }
}

#[derive(Template)]
#[template(path = "sign-in-code.html")]
pub(super) struct CodePage {
    frame: Frame,
    slug: String,
    to: String,
    refused: Option<String>,
    codes: bool,
    passkeys: bool,
}

/// The page on which somebody signs in, as it is opened.
pub(super) fn sign_in_page(visit: &Visit, to: &str) -> SignInPage {
    SignInPage {
        frame: visit.frame(),
        slug: visit.office().map(|hosted| hosted.slug().to_string()).unwrap_or_default(),
        to: to.to_owned(),
        login: String::new(),
        refused: None,
        passkeys: visit.house.site().is_some(),
        providers: Vec::new(),
    }
}

/// The page of the second step, with what the member has for it.
pub(super) async fn code_page(
    visit: &Visit,
    hosted: &Hosted,
    secret: &str,
    to: &str,
    refused: Option<String>,
) -> Result<CodePage, Wrong> {
    let (desk, slug) = (hosted.desk(), hosted.slug().to_string());
    let login = desk.login_of_half(secret).await?.unwrap_or_default();
    let codes = desk.second_factor(&login).await?.since().is_some();
    let passkeys = desk.passkeys(&login).await?.any_good() && visit.house.site().is_some();
    Ok(CodePage { frame: visit.frame(), slug, to: to.to_owned(), refused, codes, passkeys })
}

/// Each try counts as one of signing in (ASVS 6.3.1).
pub(super) fn too_often(visit: &Visit) -> Result<(), Wrong> {
    let house = &visit.house;
    let taken = house.rates().take(visit.from, "sign-in", house.limits().attempts, house.now());
    taken.map_err(Wrong::TooMany)
}

/// Asking a device for a passkey proves nothing yet, and has a count of its own.
pub(super) fn asked_too_often(visit: &Visit) -> Result<(), Wrong> {
    let house = &visit.house;
    let rate = house.limits().attempts;
    house.rates().take(visit.from, "passkey-ask", rate, house.now()).map_err(Wrong::TooMany)
}

/// Back to the first step of signing in.
pub(super) fn first_step(hosted: &Hosted) -> Result<Response, Wrong> {
    Ok(Redirect::to(&format!("/at/{}/sign-in", hosted.slug())).into_response())
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

async fn form(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Wrong> {
    let page = sign_in_page(&visit, &asked.to).among(visit.office()?.desk()).await?;
    Ok(Page(page).into_response())
}

async fn sign_in(posted: Posted<Typed>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let hosted = visit.office()?;
    too_often(&visit)?;
    let account = match hosted.desk().recognise(&fields.login, &fields.passphrase).await {
        Ok(account) => account,
        Err(NotSignedIn::Desk(error)) => return Err(error.into()),
        Err(not) => {
            let frame = visit.frame();
            let why = match &not {
                NotSignedIn::SingleOnly => frame.pick(&in_both(&not)).to_owned(),
                _ => frame.say("sign-in-refused"),
            };
            let page = sign_in_page(&visit, &fields.to).among(hosted.desk()).await?;
            let page = SignInPage { login: fields.login, refused: Some(why), ..page };
            return Ok((StatusCode::UNAUTHORIZED, Page(page)).into_response());
        }
    };
    match hosted.desk().enter(&account, FirstFactor::Passphrase).await? {
        Entered::Session(secret) => seat(&visit, hosted, &secret, &fields.to).await,
        Entered::Half(secret) => {
            let to = second_step(hosted, &fields.to);
            Ok(halved(Redirect::to(&to).into_response(), &visit, hosted, &secret))
        }
    }
}

/// The address of the second step.
pub(super) fn second_step(hosted: &Hosted, to: &str) -> String {
    let to = serde_urlencoded::to_string([("to", to)]).unwrap_or_default();
    format!("/at/{}/sign-in/code?{to}", hosted.slug())
}

/// An answer with the cookie of half a session.
pub(super) fn halved(
    mut response: Response,
    visit: &Visit,
    hosted: &Hosted,
    secret: &str,
) -> Response {
    let seconds = u32::try_from(HALF.as_secs()).ok();
    set_cookie(&mut response, &half_cookie(hosted), secret, &visit.house, seconds);
    response
}

/// On to where the member wanted to go, once half a session became a whole one.
pub(super) async fn after_half(
    visit: &Visit,
    hosted: &Hosted,
    session: &str,
    to: &str,
) -> Result<Response, Wrong> {
    let mut response = seat(visit, hosted, session, to).await?;
    set_cookie(&mut response, &half_cookie(hosted), "", &visit.house, Some(0));
    Ok(response)
}

/// On to where the member wanted to go, with the cookie of the session.
pub(super) async fn seat(
    visit: &Visit,
    hosted: &Hosted,
    secret: &str,
    to: &str,
) -> Result<Response, Wrong> {
    let to = onward(hosted, secret, to).await?;
    Ok(seated(Redirect::to(&to).into_response(), visit, hosted, secret))
}

/// Where a member goes after signing in: where they wanted to, else to what is theirs first.
pub(super) async fn onward(hosted: &Hosted, secret: &str, to: &str) -> Result<String, Wrong> {
    let member = hosted.desk().member(secret).await?;
    let of_organisation = member.is_some_and(|member| member.organisation.is_some());
    let first = if of_organisation { "ours" } else { "home" };
    Ok(within(to).unwrap_or_else(|| format!("/at/{}/{first}", hosted.slug())))
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
pub(super) async fn half(headers: &HeaderMap, hosted: &Hosted) -> Result<Option<String>, Wrong> {
    let Some(secret) = visit::cookie(headers, &half_cookie(hosted)) else { return Ok(None) };
    Ok(hosted.desk().is_half_open(secret).await?.then(|| secret.to_owned()))
}

async fn ask_code(
    visit: Visit,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, Wrong> {
    let hosted = visit.office()?;
    let Some(secret) = half(&headers, hosted).await? else { return first_step(hosted) };
    Ok(Page(code_page(&visit, hosted, &secret, &asked.to, None).await?).into_response())
}

#[derive(Debug, Deserialize)]
struct Coded {
    code: String,
    #[serde(default)]
    to: String,
}

async fn code(headers: HeaderMap, posted: Posted<Coded>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let hosted = visit.office()?;
    too_often(&visit)?;
    let Some(secret) = half(&headers, hosted).await? else { return first_step(hosted) };
    match hosted.desk().finish_half(&secret, &fields.code).await {
        Ok(session) => after_half(&visit, hosted, &session, &fields.to).await,
        Err(NotSignedIn::Desk(error)) => Err(error.into()),
        Err(_) => {
            if half(&headers, hosted).await?.is_none() {
                return first_step(hosted);
            }
            let why = visit.frame().say("sign-in-code-refused");
            let page = code_page(&visit, hosted, &secret, &fields.to, Some(why)).await?;
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
    let plain = !to.contains(|c: char| c == '\\' || c.is_control());
    let own = to.starts_with('/') && !to.starts_with("//") && plain;
    own.then(|| to.to_owned())
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn nobody_is_sent_to_another_site() {
        assert!(within("/at/desk/cases?next=2").is_some());
        for away in [
            "https://example.org",
            "//example.org",
            "/\\example.org",
            "/\t/example.org",
            "",
            "javascript:1",
        ] {
            assert_eq!(within(away), None, "{away}");
        }
    }
}

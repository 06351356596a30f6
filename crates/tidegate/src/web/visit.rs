//! Who asks: language, office, session; and the guard that holds each row of the table.
//!
//! [`look`] runs around everything: it finds the language, answers with the page for what went wrong, and says in the
//! server's own journal what was asked for (the pattern of the address, never its values). [`guard`] runs before each
//! handler: it finds the office and the member, refuses who may not, and refuses what another site sent.

use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, OnceLock};

use axum::extract::{ConnectInfo, FromRequestParts, MatchedPath, RawPathParams, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tidegate_law::Language;

use super::access::{Access, Entry};
use super::frame::Frame;
use super::problem::{self, is_interface};
use super::wrong::Wrong;
use crate::desk::DeskError;
use crate::keys::Random;
use crate::people::{Member, MemberRole};
use crate::server::{Hosted, House};
use crate::words::{Voice, language_of};

/// The cookie that holds a member's session.
pub const SESSION: &str = "tidegate-session";
/// The cookie that remembers the language.
pub const LANGUAGE: &str = "tidegate-lang";
/// The cookie that ties a form to whoever opened it.
pub const VISITOR: &str = "tidegate-visit";

/// One request, as the pages see it.
#[derive(Debug, Clone)]
pub struct Visit {
    /// Everything that is served.
    pub house: Arc<House>,
    /// The language of the answer.
    pub language: Language,
    /// The office that the address names.
    pub office: Option<Arc<Hosted>>,
    /// Who is signed in at that office.
    pub member: Option<Member>,
    /// The secret of the visitor's cookie, which forms are tied to.
    pub visitor: String,
    /// The address asked for, with its query.
    pub uri: Uri,
    /// Whether the address was posted to, so that following it again would not show this page.
    pub posted: bool,
    /// Where the connection comes from; never written down.
    pub from: IpAddr,
    /// Whether only the part of the page is wanted that changes.
    pub fragment: bool,
    /// The fields of the form that a member sent, once its token was found right: they come back where something is wrong
    /// with them.
    pub written: Arc<OnceLock<Vec<(String, String)>>>,
}

impl Visit {
    /// The office that the address names.
    ///
    /// # Errors
    /// [`Wrong::Nowhere`] where it names none; the guard lets no such request pass to a handler.
    pub fn office(&self) -> Result<&Arc<Hosted>, Wrong> {
        self.office.as_ref().ok_or(Wrong::Nowhere)
    }

    /// Who is signed in.
    ///
    /// # Errors
    /// [`Wrong::SignIn`] where nobody is.
    pub fn member(&self) -> Result<&Member, Wrong> {
        self.member.as_ref().ok_or(Wrong::SignIn)
    }

    /// The texts of the visitor's language.
    #[must_use]
    pub fn voice(&self) -> Voice {
        Voice::of(self.language)
    }

    /// The frame around a page.
    #[must_use]
    pub fn frame(&self) -> Frame {
        Frame::of(self)
    }

    /// The token that a form of this visitor carries.
    #[must_use]
    pub fn token(&self) -> String {
        self.house.form_token(&self.visitor)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = Wrong;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Wrong> {
        parts.extensions.get::<Self>().cloned().ok_or(Wrong::Fault)
    }
}

/// Around everything: the language, the visitor's cookie, and the page for what went wrong.
pub async fn look(State(house): State<Arc<House>>, mut request: Request, next: Next) -> Response {
    let headers = request.headers();
    let asked = asked_language(request.uri());
    let language = asked.unwrap_or_else(|| language(headers));
    let (visitor, is_new) = match cookie(headers, VISITOR) {
        Some(known) if (16..=64).contains(&known.len()) => (known.to_owned(), false),
        _ => (Random::id().map(|id| format!("{id:032x}")).unwrap_or_default(), true),
    };
    let from = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let visit = Visit {
        language,
        office: None,
        member: None,
        uri: request.uri().clone(),
        posted: request.method() == Method::POST,
        from: from.map_or(IpAddr::from([127, 0, 0, 1]), |info| info.0.ip()),
        fragment: headers.contains_key("x-fragment"),
        written: Arc::default(),
        visitor: visitor.clone(),
        house: Arc::clone(&house),
    };
    let method = request.method().clone();
    request.extensions_mut().insert(visit.clone());
    let rate = house.limits().requests;
    let mut response = match house.rates().take(visit.from, "requests", rate, house.now()) {
        Ok(()) => next.run(request).await,
        Err(wait) => Wrong::TooMany(wait).into_response(),
    };
    if let Some(wrong) = response.extensions_mut().remove::<Wrong>() {
        // A handler that knew office and member said so beside what went wrong.
        let visit = response.extensions_mut().remove::<Visit>().unwrap_or(visit);
        response = wrong.answer(&visit);
    } else if is_interface(visit.uri.path()) {
        response = problem::framed(response, &visit);
    }
    let pattern = response.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    tracing::info!(%method, path = pattern.unwrap_or("-"), status = response.status().as_u16());
    let html = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if asked.is_some() {
        set_cookie(&mut response, LANGUAGE, tag(language), &house, Some(31_536_000));
    }
    // What sends the browser on at once has no form, and may have come without the cookie from another site.
    if is_new && html && !response.headers().contains_key(header::REFRESH) {
        set_cookie(&mut response, VISITOR, &visitor, &house, None);
    }
    response
}

/// Before each handler: the office, the member, and whether the row lets them in.
pub async fn guard(
    State((house, entry)): State<(Arc<House>, Entry)>,
    params: RawPathParams,
    mut request: Request,
    next: Next,
) -> Response {
    let Some(mut visit) = request.extensions().get::<Visit>().cloned() else {
        return Wrong::Fault.into_response();
    };
    if let Some((_, slug)) = params.iter().find(|(name, _)| *name == "office") {
        let Some(hosted) = house.office(slug) else { return Wrong::Nowhere.into_response() };
        visit.office = Some(hosted);
    }
    let (method, headers) = (request.method().clone(), request.headers().clone());
    let case = params.iter().find(|(name, _)| matches!(*name, "handle" | "case"));
    let case = case.map(|(_, case)| case.to_owned());
    let outcome = let_in(&house, entry, &mut visit, &method, &headers, case.as_deref()).await;
    request.extensions_mut().insert(visit.clone());
    let mut response = match outcome {
        Ok(()) => next.run(request).await,
        Err(wrong) => wrong.into_response(),
    };
    response.extensions_mut().insert(visit);
    response
}

async fn let_in(
    house: &House,
    entry: Entry,
    visit: &mut Visit,
    method: &Method,
    headers: &HeaderMap,
    case: Option<&str>,
) -> Result<(), Wrong> {
    if !matches!(*method, Method::GET | Method::HEAD) && foreign(house, headers) {
        return Err(Wrong::OtherSite);
    }
    let mut held = None;
    if let Some(hosted) = &visit.office {
        let program = is_interface(visit.uri.path());
        let secret = secret(headers, hosted, program);
        // A token opens what its scopes say, at the interface alone, and nothing where nobody need sign in.
        let token = match &secret {
            Some(secret) if program => hosted.desk().member_of_token(secret).await?,
            _ => None,
        };
        visit.member = match (token, secret) {
            (Some((member, scopes)), _) => {
                held = Some(scopes);
                Some(member).filter(|_| !matches!(entry.access, Access::Anybody | Access::Finder))
            }
            (None, Some(secret)) => hosted.desk().member(&secret).await?,
            (None, None) => None,
        };
    }
    look_as_member(entry, visit, case).await?;
    let beyond = held.is_some_and(|held| entry.scope.is_none_or(|scope| !held.contains(&scope)));
    match entry.access {
        Access::Anybody | Access::Finder => Ok(()),
        Access::Members(_) | Access::Participants(_) | Access::SignedIn => match &visit.member {
            None => Err(Wrong::SignIn),
            Some(_) if beyond => Err(Wrong::Scope),
            Some(member) if member.lacks_factor && !entry.before_factor => Err(Wrong::FactorFirst),
            Some(member) if entry.access.admits(member) => Ok(()),
            Some(_) => Err(Wrong::NotYours),
        },
    }
}

/// From here on the member sees of the office what they may see: no case that is kept from them. Whoever has no role for
/// the address, but was let into the case that it names, has one there, and sees nothing beside it.
async fn look_as_member(entry: Entry, visit: &mut Visit, case: Option<&str>) -> Result<(), Wrong> {
    let (Some(hosted), Some(member)) = (&visit.office, &mut visit.member) else { return Ok(()) };
    let inside = matches!(entry.access, Access::Members(_) | Access::SignedIn);
    if !inside || member.organisation.is_some() || !hosted.desk().has_circles() {
        return Ok(());
    }
    let mut guest = false;
    if let (Some(case), false) = (case, entry.access.admits(member)) {
        let found = match hosted.desk().find(case).await {
            Ok(row) => hosted.desk().role_in(row.case, &member.login),
            Err(DeskError::NoSuchCase(_)) => None,
            Err(error) => return Err(error.into()),
        };
        if let Some(role) = found {
            member.roles.insert(MemberRole::from(role));
            guest = true;
        }
    }
    visit.office = Some(Arc::new(hosted.seen_by(&member.login, guest)));
    Ok(())
}

/// The secret of a session: for a program its bearer token and nothing else, so that no other site can use a browser's
/// cookie there; for a page the cookie of this office.
fn secret(headers: &HeaderMap, hosted: &Hosted, program: bool) -> Option<String> {
    if program {
        bearer(headers)
    } else {
        cookie(headers, &session_cookie(hosted)).map(str::to_owned)
    }
}

/// The bearer token of a request (RFC 6750); the scheme is read in any case (RFC 9110, 11.1).
pub(crate) fn bearer(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim().to_owned())
}

/// The name of the cookie that holds a session at this office.
#[must_use]
pub fn session_cookie(hosted: &Hosted) -> String {
    format!("{SESSION}-{}", hosted.slug())
}

/// Whether another site sent the request: a browser says so, and a program that is no browser sends no cookie.
fn foreign(house: &House, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return !matches!(site, "same-origin" | "none");
    }
    if let Some(origin) = text("origin") {
        let host = text("host").unwrap_or_default();
        let same = origin.split_once("://").is_some_and(|(_, of)| of == host);
        return !same && origin != house.public();
    }
    false
}

/// The value of a cookie.
#[must_use]
pub fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

/// Sets a cookie that scripts cannot read and other sites cannot send; for so many seconds, or until the browser ends.
pub fn set_cookie(
    response: &mut Response,
    name: &str,
    value: &str,
    house: &House,
    seconds: Option<u32>,
) {
    let secure = if house.secure() { "; Secure" } else { "" };
    let age = seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
    let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict{secure}{age}");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

/// The language that the address asks for: `?lang=zh`.
fn asked_language(uri: &Uri) -> Option<Language> {
    uri.query()?.split('&').find_map(|pair| match pair.split_once('=')? {
        ("lang", "zh") => Some(Language::Chinese),
        ("lang", "en") => Some(Language::English),
        _ => None,
    })
}

/// The language of the cookie, else of the browser.
fn language(headers: &HeaderMap) -> Language {
    if let Some(tag) = cookie(headers, LANGUAGE) {
        return language_of(tag);
    }
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let ranges = accepted.unwrap_or_default().split(',').map(str::trim);
    let known = ranges.filter(|range| range.starts_with("zh") || range.starts_with("en"));
    known.map(language_of).next().unwrap_or(Language::English)
}

/// How a language is named in HTML and in the cookie.
#[must_use]
pub fn tag(language: Language) -> &'static str {
    match language {
        Language::English => "en",
        Language::Chinese => "zh-Hans",
    }
}

//! Passkeys at the pages: signing in with one, in place of a code, and what a member has of them.
//!
//! The one script that a device needs asks for a challenge here, and sends the device's answer with the form. Without it the
//! form says what a passkey needs, and everything else of signing in works as ever.

use axum::Json;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::access::{Access, Route};
use super::account::{again, back, counted, renewed};
use super::sign_in::{
    SignInPage, after_half, asked_too_often, code_page, first_step, half, seat, sign_in_page,
    too_often,
};
use super::wrong::in_both;
use super::{Page, Posted, Visit, Wrong};
use crate::people::{Answered, Challenge, NotChanged, NotSignedIn, Passphrase, Site};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::post("/at/{office}/sign-in/passkey", Access::Anybody, sign_in),
        Route::post("/at/{office}/sign-in/passkey/ask", Access::Anybody, ask),
        Route::post("/at/{office}/sign-in/code/passkey", Access::Anybody, second),
        Route::post("/at/{office}/sign-in/code/passkey/ask", Access::Anybody, ask_second),
        Route::post("/at/{office}/account/passkeys", Access::SignedIn, make),
        Route::post("/at/{office}/account/passkeys/ask", Access::SignedIn, ask_new),
        Route::post("/at/{office}/account/passkeys/again", Access::SignedIn, ask_again),
        Route::post("/at/{office}/account/passkeys/end", Access::SignedIn, end),
    ]
}

fn site(visit: &Visit) -> Result<&Site, NotChanged> {
    visit.house.site().ok_or(NotChanged::NoSite)
}

/// The fields of any form of passkeys. Those that a form does not have stay empty.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Fields {
    ceremony: String,
    credential: String,
    login: String,
    to: String,
    name: String,
    ended: String,
    passphrase: Option<Passphrase>,
}

impl Fields {
    fn answered(&self) -> Answered {
        Answered { ceremony: self.ceremony.clone(), credential: self.credential.clone() }
    }

    fn passphrase(&self) -> Passphrase {
        self.passphrase.clone().unwrap_or_else(|| Passphrase::new(""))
    }
}

/// A challenge as the script reads it.
fn told(challenge: Challenge) -> Response {
    Json(challenge).into_response()
}

async fn ask(posted: Posted<Fields>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    asked_too_often(&visit)?;
    let login = Some(fields.login.as_str()).filter(|login| !login.is_empty());
    Ok(told(visit.office()?.desk().ask_passkey(site(&visit)?, login).await?))
}

async fn sign_in(posted: Posted<Fields>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    too_often(&visit)?;
    let (hosted, answered) = (visit.office()?, fields.answered());
    let (why, status) = if answered.is_any() {
        match hosted.desk().enter_by_passkey(site(&visit)?, &answered).await {
            Ok(secret) => return seat(&visit, hosted, &secret, &fields.to).await,
            Err(NotSignedIn::Desk(error)) => return Err(error.into()),
            Err(not) => (refusal(&visit, &not), StatusCode::UNAUTHORIZED),
        }
    } else {
        (no_script(&visit), StatusCode::UNPROCESSABLE_ENTITY)
    };
    let page = sign_in_page(&visit, &fields.to).among(hosted.desk()).await?;
    let page = SignInPage { refused: Some(why), login: fields.login, ..page };
    Ok((status, Page(page)).into_response())
}

/// Why a passkey let nobody in.
fn refusal(visit: &Visit, not: &NotSignedIn) -> String {
    let frame = visit.frame();
    match not {
        NotSignedIn::Refused => frame.say("sign-in-passkey-refused"),
        not => frame.pick(&in_both(not)).to_owned(),
    }
}

fn no_script(visit: &Visit) -> String {
    visit.frame().pick(&in_both(&NotChanged::NoScript)).to_owned()
}

async fn ask_second(headers: HeaderMap, posted: Posted<Fields>) -> Result<Response, Wrong> {
    let visit = &posted.visit;
    asked_too_often(visit)?;
    let hosted = visit.office()?;
    let secret = half(&headers, hosted).await?.ok_or(Wrong::Nowhere)?;
    let asked = hosted.desk().ask_passkey_second(site(visit)?, &secret).await?;
    Ok(told(asked.ok_or(Wrong::Nowhere)?))
}

async fn second(headers: HeaderMap, posted: Posted<Fields>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    too_often(&visit)?;
    let (hosted, answered) = (visit.office()?, fields.answered());
    let Some(secret) = half(&headers, hosted).await? else { return first_step(hosted) };
    let (why, status) = if answered.is_any() {
        let desk = hosted.desk();
        match desk.finish_half_by_passkey(site(&visit)?, &secret, &answered).await {
            Ok(session) => return after_half(&visit, hosted, &session, &fields.to).await,
            Err(NotSignedIn::Desk(error)) => return Err(error.into()),
            Err(not) => (refusal(&visit, &not), StatusCode::UNAUTHORIZED),
        }
    } else {
        (no_script(&visit), StatusCode::UNPROCESSABLE_ENTITY)
    };
    let page = code_page(&visit, hosted, &secret, &fields.to, Some(why)).await?;
    Ok((status, Page(page)).into_response())
}

async fn ask_new(posted: Posted<Fields>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    counted(&visit)?;
    let desk = visit.office()?.desk();
    let asked = desk.ask_new_passkey(site(&visit)?, visit.member()?, &fields.passphrase()).await?;
    Ok(told(asked))
}

/// Keeps a new passkey. A form without a device's answer says what was wrong before a device was asked.
async fn make(posted: Posted<Fields>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let (hosted, answered) = (visit.office()?, fields.answered());
    let (desk, member) = (hosted.desk(), visit.member()?);
    let site = match site(&visit) {
        Ok(site) => site,
        Err(not) => return again(&visit, not).await,
    };
    if !answered.is_any() {
        counted(&visit)?;
        let wrong = match desk.again(member, &fields.passphrase()).await {
            Ok(_) => NotChanged::NoScript,
            Err(not) => not,
        };
        return again(&visit, wrong).await;
    }
    match desk.make_passkey(site, member, (&fields.name, &answered)).await {
        Err(not) => again(&visit, not).await,
        Ok((_, session)) => renewed(&visit, hosted, &session),
    }
}

async fn ask_again(posted: Posted<Fields>) -> Result<Response, Wrong> {
    let visit = &posted.visit;
    asked_too_often(visit)?;
    let desk = visit.office()?.desk();
    Ok(told(desk.ask_passkey_again(site(visit)?, visit.member()?).await?))
}

/// Removes a passkey, with the passphrase or with a passkey shown now.
async fn end(posted: Posted<Fields>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    counted(&visit)?;
    let (desk, member) = (visit.office()?.desk(), visit.member()?);
    let id = fields.ended.parse().map_err(|_| Wrong::Nowhere)?;
    let answered = fields.answered();
    let ended = match (answered.is_any(), site(&visit)) {
        (true, Ok(site)) => desk.end_passkey_with(site, member, (id, &answered)).await,
        _ => desk.end_passkey(member, &fields.passphrase(), id).await,
    };
    match ended {
        Ok(()) => back(&visit, "passkey-end"),
        Err(not) => again(&visit, not).await,
    }
}

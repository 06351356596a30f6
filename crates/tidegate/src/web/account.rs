//! The own account of whoever is signed in: passphrase, second factor, sessions, tokens.
//!
//! What can let somebody in is changed only with the passphrase typed again (ASVS 7.5.1). Secrets of codes, recovery
//! codes and tokens are shown once, on the answer to the form that made them, and are in no address.

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::access::{Access, Route};
use super::report::picture;
use super::sign_in::seated;
use super::wrong::in_both;
use super::{Frame, Page, Posted, Visit, Wrong};
use crate::errand::account::{keep_mail_key, own_account};
use crate::people::{LONGEST_DAYS, NotChanged, Passphrase, Scope};
use crate::say::account::AccountTold;
use crate::say::instant;
use crate::server::Hosted;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/at/{office}/account", Access::SignedIn, show),
        Route::post("/at/{office}/account/passphrase", Access::SignedIn, change),
        Route::post("/at/{office}/account/code", Access::SignedIn, offer),
        Route::post("/at/{office}/account/code/confirm", Access::SignedIn, confirm),
        Route::post("/at/{office}/account/code/end", Access::SignedIn, end_codes),
        Route::post("/at/{office}/account/sessions/end", Access::SignedIn, end_session),
        Route::post("/at/{office}/account/mail-key", Access::SignedIn, keep_key),
        Route::post("/at/{office}/account/tokens", Access::SignedIn, make_token),
        Route::post("/at/{office}/account/tokens/end", Access::SignedIn, end_token),
    ]
}

/// For how many days a token is made where nobody says otherwise.
const DAYS: u16 = 90;

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage {
    frame: Frame,
    slug: String,
    told: AccountTold,
    lacks_factor: bool,
    /// Whether the server's address can have passkeys.
    passkeys: bool,
    /// The providers of the office, each by name and label.
    providers: Vec<(String, String)>,
    done: Option<String>,
    wrong: Option<String>,
    scopes: Vec<(&'static str, String)>,
    days: (u16, u16),
    zone: TimeZone,
}

impl AccountPage {
    fn when(&self, at: &jiff::Timestamp) -> String {
        instant(*at, &self.zone)
    }

    /// What people read of a provider.
    fn label_of(&self, provider: &str) -> String {
        let found = self.providers.iter().find(|(name, _)| name == provider);
        found.map_or_else(|| provider.to_owned(), |(_, label)| label.clone())
    }

    fn listed(&self, scopes: &std::collections::BTreeSet<Scope>) -> String {
        let words: Vec<&str> = scopes.iter().map(|scope| scope.word()).collect();
        words.join(&self.frame.say("list-comma"))
    }
}

/// A secret that is shown, to be put into an authenticator; none where it was shown before.
#[derive(Template)]
#[template(path = "account-code.html")]
struct CodePage {
    frame: Frame,
    slug: String,
    shown: Option<(String, String)>,
    wrong: bool,
}

/// What is shown once and never again.
#[derive(Template)]
#[template(path = "account-once.html")]
struct OncePage {
    frame: Frame,
    slug: String,
    title: String,
    text: String,
    secrets: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
struct Done {
    #[serde(default)]
    done: String,
}

async fn show(visit: Visit, Query(asked): Query<Done>) -> Result<Response, Wrong> {
    let done = match asked.done.as_str() {
        "passphrase" => Some("account-done-passphrase"),
        "code" => Some("account-done-code-end"),
        "session" => Some("account-done-session"),
        "token" => Some("account-done-token"),
        "passkey" => Some("account-done-passkey"),
        "passkey-end" => Some("account-done-passkey-end"),
        "key" => Some("account-done-key"),
        "key-end" => Some("account-done-key-end"),
        "linked" => Some("account-done-linked"),
        "link-end" => Some("account-done-link-end"),
        _ => None,
    };
    page(&visit, done, None).await
}

pub(super) async fn page(
    visit: &Visit,
    done: Option<&str>,
    wrong: Option<String>,
) -> Result<Response, Wrong> {
    let (frame, hosted, member) = (visit.frame(), visit.office()?, visit.member()?);
    let scopes = Scope::ALL.map(|scope| (scope.word(), frame.say(scope.message())));
    let providers = hosted.desk().providers().await?.into_iter();
    let page = AccountPage {
        slug: hosted.slug().to_string(),
        told: own_account(hosted.desk(), member).await?,
        lacks_factor: member.lacks_factor,
        passkeys: visit.house.site().is_some(),
        providers: providers.map(|one| (one.name, one.label)).collect(),
        done: done.map(|id| frame.say(id)),
        wrong,
        scopes: scopes.to_vec(),
        days: (DAYS, LONGEST_DAYS),
        zone: hosted.office().zone.rules(),
        frame,
    };
    let status =
        if page.wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok((status, Page(page)).into_response())
}

/// The account page again with what was wrong, or what went wrong with the desk.
pub(super) async fn again(visit: &Visit, not: NotChanged) -> Result<Response, Wrong> {
    match not {
        NotChanged::Desk(error) => Err(error.into()),
        not => page(visit, None, Some(visit.frame().pick(&in_both(&not)).to_owned())).await,
    }
}

pub(super) fn back(visit: &Visit, done: &str) -> Result<Response, Wrong> {
    let slug = visit.office()?.slug();
    Ok(Redirect::to(&format!("/at/{slug}/account?done={done}")).into_response())
}

/// Each try of a passphrase or a code counts as one of signing in (ASVS 6.3.1).
pub(super) fn counted(visit: &Visit) -> Result<(), Wrong> {
    let house = &visit.house;
    let taken = house.rates().take(visit.from, "sign-in", house.limits().attempts, house.now());
    taken.map_err(Wrong::TooMany)
}

/// Back to the account page in a new session, in which a passkey was made.
pub(super) fn renewed(visit: &Visit, hosted: &Hosted, session: &str) -> Result<Response, Wrong> {
    Ok(seated(back(visit, "passkey")?, visit, hosted, session))
}

#[derive(Debug, Deserialize)]
struct Changing {
    passphrase: Passphrase,
    passphrase_new: Passphrase,
}

async fn change(posted: Posted<Changing>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    counted(&visit)?;
    let desk = visit.office()?.desk();
    let changed =
        desk.change_passphrase(visit.member()?, &fields.passphrase, &fields.passphrase_new).await;
    match changed {
        Ok(()) => back(&visit, "passphrase"),
        Err(not) => again(&visit, not).await,
    }
}

#[derive(Debug, Deserialize)]
struct Again {
    passphrase: Passphrase,
    #[serde(default)]
    code: String,
}

async fn offer(posted: Posted<Again>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    counted(&visit)?;
    let hosted = visit.office()?;
    match hosted.desk().offer_codes_to(visit.member()?, &fields.passphrase).await {
        Err(not) => again(&visit, not).await,
        Ok(offer) => {
            let slug = hosted.slug().to_string();
            let shown = Some((offer.secret, picture(&offer.uri)));
            Ok(Page(CodePage { frame: visit.frame(), slug, shown, wrong: false }).into_response())
        }
    }
}

#[derive(Debug, Deserialize)]
struct Confirming {
    code: String,
}

async fn confirm(posted: Posted<Confirming>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    counted(&visit)?;
    let (hosted, frame) = (visit.office()?, visit.frame());
    let slug = hosted.slug().to_string();
    match hosted.desk().confirm_codes_of(visit.member()?, &fields.code).await {
        Err(NotChanged::Code) => {
            let page = CodePage { frame, slug, shown: None, wrong: true };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response())
        }
        Err(not) => again(&visit, not).await,
        Ok((secrets, session)) => {
            let title = frame.say("account-recovery-title");
            let text = frame.say("account-recovery-text");
            let response = Page(OncePage { frame, slug, title, text, secrets }).into_response();
            Ok(seated(response, &visit, hosted, &session))
        }
    }
}

async fn end_codes(posted: Posted<Again>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    counted(&visit)?;
    let desk = visit.office()?.desk();
    match desk.end_codes_of(visit.member()?, &fields.passphrase, &fields.code).await {
        Ok(()) => back(&visit, "code"),
        Err(not) => again(&visit, not).await,
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct MailKey {
    key: String,
}

/// Puts the key on record to which mails are encrypted; an empty field takes it off.
async fn keep_key(posted: Posted<MailKey>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let (desk, login) = (visit.office()?.desk(), &visit.member()?.login);
    if fields.key.trim().is_empty() {
        desk.drop_reader_key(login).await?;
        return back(&visit, "key-end");
    }
    match keep_mail_key(desk, login, &fields.key).await.map_err(Wrong::from) {
        Ok(_) => back(&visit, "key"),
        Err(Wrong::Asked(why)) => {
            let wrong = why.in_language(visit.frame().language()).to_owned();
            page(&visit, None, Some(wrong)).await
        }
        Err(other) => Err(other),
    }
}

#[derive(Debug, Deserialize)]
struct Ending {
    ended: String,
}

/// Ends a session, or every other one where none is named.
async fn end_session(posted: Posted<Ending>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let (desk, member) = (visit.office()?.desk(), visit.member()?);
    if fields.ended.is_empty() {
        desk.end_sessions(&member.login, Some(member.session)).await?;
    } else {
        let id = fields.ended.parse().map_err(|_| Wrong::Nowhere)?;
        if !desk.end_session_of(&member.login, id).await? {
            return Err(Wrong::Nowhere);
        }
    }
    back(&visit, "session")
}

async fn make_token(posted: Posted<Vec<(String, String)>>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    counted(&visit)?;
    let field = |name: &str| fields.iter().find(|(key, _)| key == name).map(|(_, value)| value);
    let passphrase = Passphrase::new(field("passphrase").ok_or(Wrong::Form)?.as_str());
    let name = field("name").ok_or(Wrong::Form)?;
    let days = field("days").and_then(|days| days.parse().ok()).unwrap_or_default();
    let scopes = fields.iter().filter(|(key, _)| key == "scope");
    let scopes = scopes.map(|(_, word)| Scope::try_from(word.clone()));
    let scopes = scopes.collect::<Result<_, _>>().map_err(|_| Wrong::Form)?;
    let hosted = visit.office()?;
    let made = hosted.desk().make_token(visit.member()?, &passphrase, (name, scopes, days)).await;
    match made {
        Err(not) => again(&visit, not).await,
        Ok(made) => {
            let (frame, slug) = (visit.frame(), hosted.slug().to_string());
            let title = frame.with("account-token-made", "name", &made.token.name);
            let text = frame.say("account-token-once");
            let secrets = vec![made.shown];
            Ok(Page(OncePage { frame, slug, title, text, secrets }).into_response())
        }
    }
}

async fn end_token(posted: Posted<Ending>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let (desk, member) = (visit.office()?.desk(), visit.member()?);
    let id = fields.ended.parse().map_err(|_| Wrong::Nowhere)?;
    if !desk.end_token(&member.login, id).await? {
        return Err(Wrong::Nowhere);
    }
    back(&visit, "token")
}

//! Single sign-on, for administrators: its providers, whom the office expects of them, and who is let in by it alone.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::access::{ADMINISTRATION, Route};
use super::single::way_back;
use super::{Frame, Page, Posted, Visit, Wrong};
use crate::errand::single::{
    Expecting, expect, expect_no_more, only, provide, provide_no_more, single,
};
use crate::people::{AskedAfter, Providing};
use crate::say::instant;
use crate::say::single::{ExpectedTold, ProviderTold, SignInChangeTold, SingleTold};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/at/{office}/single-sign-on", ADMINISTRATION, show),
        Route::post("/at/{office}/single-sign-on", ADMINISTRATION, set),
        Route::post("/at/{office}/single-sign-on/end", ADMINISTRATION, end),
        Route::post("/at/{office}/single-sign-on/expected", ADMINISTRATION, expected),
        Route::post("/at/{office}/single-sign-on/expected/end", ADMINISTRATION, expected_end),
        Route::post("/at/{office}/single-sign-on/only", ADMINISTRATION, entered_only),
    ]
}

/// A provider as its form shows it.
struct ProviderShown {
    told: ProviderTold,
    /// Where it sends people back to.
    way_back: String,
}

#[derive(Template)]
#[template(path = "providers.html")]
struct ProvidersPage {
    frame: Frame,
    slug: String,
    told: SingleTold,
    providers: Vec<ProviderShown>,
    /// Where a new provider sends people back to; its name is still to be put in.
    way_back: String,
    afters: Vec<(AskedAfter, String)>,
    /// Accounts that may sign in: login and name.
    accounts: Vec<(String, String)>,
    zone: TimeZone,
}

impl ProvidersPage {
    fn when(&self, at: &jiff::Timestamp) -> String {
        instant(*at, &self.zone)
    }

    fn is_only(&self, login: &str) -> bool {
        self.told.only.iter().any(|one| one == login)
    }

    fn whom<'e>(&self, expected: &'e ExpectedTold) -> &'e str {
        expected.subject.as_deref().or(expected.email.as_deref()).unwrap_or_default()
    }

    fn sentence(&self, change: &SignInChangeTold) -> String {
        let (id, login, provider) = change.sentence();
        let words = [("login", login.into()), ("provider", provider.into())];
        self.frame.voice().with(id, words)
    }
}

async fn show(visit: Visit) -> Result<Response, Wrong> {
    let (frame, hosted) = (visit.frame(), visit.office()?);
    let told = single(hosted.desk()).await?;
    let shown = |one: &ProviderTold| ProviderShown {
        told: one.clone(),
        way_back: way_back(&visit, hosted, &one.provider),
    };
    let accounts = hosted.desk().accounts().await?.into_iter();
    let accounts = accounts.filter(|one| one.disabled.is_none());
    let page = ProvidersPage {
        slug: hosted.slug().to_string(),
        providers: told.providers.iter().map(shown).collect(),
        way_back: way_back(&visit, hosted, "…"),
        afters: AskedAfter::ALL.map(|after| (after, frame.say(after.message()))).to_vec(),
        accounts: accounts.map(|one| (one.login, one.name)).collect(),
        zone: hosted.office().zone.rules(),
        told,
        frame,
    };
    Ok(Page(page).into_response())
}

fn back(visit: &Visit) -> Result<Response, Wrong> {
    let slug = visit.office()?.slug();
    Ok(Redirect::to(&format!("/at/{slug}/single-sign-on")).into_response())
}

#[derive(Deserialize)]
struct Setting {
    provider: String,
    label: String,
    issuer: String,
    client: String,
    #[serde(default)]
    secret: String,
    #[serde(default)]
    inside: String,
    after: AskedAfter,
    #[serde(default)]
    acr: String,
}

async fn set(posted: Posted<Setting>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let said = Providing {
        name: fields.provider,
        label: fields.label,
        issuer: fields.issuer,
        client: fields.client,
        secret: Some(fields.secret),
        inside: !fields.inside.is_empty(),
        after: fields.after,
        acr: fields.acr.lines().map(str::to_owned).collect(),
    };
    provide(visit.office()?.desk(), &visit.member()?.login, said).await?;
    back(&visit)
}

#[derive(Debug, Deserialize)]
struct Ending {
    ended: String,
}

async fn end(posted: Posted<Ending>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    provide_no_more(visit.office()?.desk(), &visit.member()?.login, &fields.ended).await?;
    back(&visit)
}

#[derive(Debug, Deserialize)]
struct Expectation {
    provider: String,
    login: String,
    #[serde(default)]
    subject: String,
    #[serde(default)]
    email: String,
}

async fn expected(posted: Posted<Expectation>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let asked = Expecting {
        provider: &fields.provider,
        login: &fields.login,
        subject: Some(&fields.subject),
        email: Some(&fields.email),
    };
    expect(visit.office()?.desk(), &visit.member()?.login, asked).await?;
    back(&visit)
}

async fn expected_end(posted: Posted<Ending>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    expect_no_more(visit.office()?.desk(), &visit.member()?.login, &fields.ended).await?;
    back(&visit)
}

#[derive(Debug, Deserialize)]
struct Only {
    login: String,
    only: bool,
}

async fn entered_only(posted: Posted<Only>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let by = &visit.member()?.login;
    only(visit.office()?.desk(), by, (&fields.login, fields.only)).await?;
    back(&visit)
}

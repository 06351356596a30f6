//! The registers of an office: every sale and other transfer of vulnerability information that is on record, by
//! outcome and by kind of recipient.
//!
//! The rows are kept by [`crate::register`]: no case is opened for this page, and no party is named on it. A case that a
//! row leads to is opened on record.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::access::{REGISTERS, Route};
use super::case::Choice;
use super::{Frame, Page, Visit, Wrong};
use crate::errand::{Errand, Registered, Registering};
use crate::register::kept::{Kind, Outcome};
use crate::say::happened::answered;
use crate::say::instant;
use crate::say::register::{Chosen, RegisterTold, TransferTold};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/at/{office}/registers", REGISTERS, show)]
}

/// How many transfers stand on a page.
const PAGE: usize = 50;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    year: String,
    act: String,
    kind: String,
    outcome: String,
    /// Behind which transfer the page begins.
    after: String,
}

#[derive(Template)]
#[template(path = "registers.html")]
struct RegistersPage {
    frame: Frame,
    slug: String,
    at: String,
    behind: bool,
    told: RegisterTold,
    shown: usize,
    kinds: Vec<Choice>,
    outcomes: Vec<Choice>,
    acts: Vec<Choice>,
    years: (i16, i16, bool),
    pages: Pages,
    zone: TimeZone,
}

/// The first page, where another is shown, and the one after.
struct Pages {
    first: Option<String>,
    after: Option<String>,
}

async fn show(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Wrong> {
    let (frame, hosted, book) = (visit.frame(), visit.office()?, visit.house.book());
    let (actor, zone) = (visit.member()?.actor(), hosted.office().zone.rules());
    let year = match asked.year.as_str() {
        "" => None,
        text => Some(text.parse().map_err(|_| Wrong::Form)?),
    };
    let chosen = Chosen::read(&asked.act, &asked.kind, &asked.outcome).ok_or(Wrong::Form)?;
    let after = Some(asked.after.as_str()).filter(|after| !after.is_empty());
    let wanted = Registering { year, chosen, after, limit: PAGE };
    let found = Errand { desk: hosted.desk(), book, actor: &actor }.register(wanted).await?;
    let Registered { told, chosen: shown, next } = found;
    let (at, year) = (told.at, told.year);
    let this = at.to_zoned_datetime(zone.clone()).year();
    let pages = Pages {
        first: after.is_some().then(|| asked.link(year, "")),
        after: next.map(|next| asked.link(year, &next)),
    };
    let page = RegistersPage {
        slug: hosted.slug().to_string(),
        at: instant(at, &zone),
        behind: told.behind,
        shown,
        told,
        kinds: choices(&frame, &asked.kind, Kind::ALL.map(|kind| (kind.word(), kind.message()))),
        outcomes: choices(
            &frame,
            &asked.outcome,
            Outcome::ALL.map(|outcome| (outcome.word(), outcome.message())),
        ),
        acts: choices(&frame, &asked.act, [("sell", "register-sales")]),
        years: (year.saturating_sub(1), year.saturating_add(1), year < this),
        pages,
        zone,
        frame,
    };
    Ok(Page(page).into_response())
}

/// The values of a choice, the first of which leaves it open.
fn choices<const N: usize>(
    frame: &Frame,
    asked: &str,
    values: [(&'static str, &'static str); N],
) -> Vec<Choice> {
    let every = [("", "register-every")];
    let values = every.into_iter().chain(values);
    let choice = |(value, message): (&str, &str)| Choice {
        value: value.to_owned(),
        text: frame.say(message),
        chosen: value == asked,
    };
    values.map(choice).collect()
}

impl Asked {
    /// The query of another page of the same choice, whose words are ours by now.
    fn link(&self, year: i16, after: &str) -> String {
        let Self { act, kind, outcome, .. } = self;
        format!("?year={year}&act={act}&kind={kind}&outcome={outcome}&after={after}")
    }
}

impl RegistersPage {
    fn when(&self, transfer: &TransferTold) -> String {
        instant(transfer.at, &self.zone)
    }

    /// When it took place, where that is another time than that of the question.
    fn passed(&self, transfer: &TransferTold) -> Option<String> {
        let passed = transfer.passed.filter(|passed| *passed != transfer.at)?;
        Some(self.frame.with("register-passed", "at", instant(passed, &self.zone)))
    }

    /// What the gate answered, where the outcome does not say it already.
    fn answer(&self, transfer: &TransferTold) -> Option<String> {
        let answer = transfer.answer.filter(|_| transfer.outcome == Outcome::Open)?;
        Some(self.frame.say(answered(answer)))
    }
}

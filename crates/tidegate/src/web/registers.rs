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
use crate::follow::{self, Left};
use crate::register::kept::{Kind, Outcome};
use crate::register::{self, Transfers};
use crate::say::happened::answered;
use crate::say::instant;
use crate::say::register::{Beside, Chosen, RegisterTold, TransferTold, register};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/at/{office}/registers", REGISTERS, show)]
}

/// How many transfers stand on a page.
const PAGE: usize = 50;
/// How many cases that changed a moment ago are computed before the register is shown.
const FRESH: u32 = 8;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    year: String,
    act: String,
    kind: String,
    outcome: String,
    page: usize,
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

/// The page that is shown, and those before and after.
struct Pages {
    before: Option<String>,
    after: Option<String>,
}

async fn show(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Wrong> {
    let (frame, hosted, book) = (visit.frame(), visit.office()?, visit.house.book());
    let desk = hosted.desk();
    let (at, zone) = (desk.now(), hosted.office().zone.rules());
    let this = at.to_zoned_datetime(zone.clone()).year();
    let year = match asked.year.as_str() {
        "" => this,
        text => text.parse().map_err(|_| Wrong::Form)?,
    };
    let chosen = asked.chosen().ok_or(Wrong::Form)?;
    let behind = follow::round_if_short(&Transfers, desk, book, FRESH).await? == Left::More;
    let entries = register::of_year(desk, year).await?;
    let (erased, unread) = (desk.erased().await?, register::unread(desk).await?);
    let beside = Beside { year, at, erased, unread };
    let mut told = register(book, &entries, chosen, beside);
    let shown = told.transfers.len();
    let first = asked.page.saturating_mul(PAGE);
    told.transfers = told.transfers.into_iter().skip(first).take(PAGE).collect();
    let link = |page: usize| asked.link(year, page);
    let pages = Pages {
        before: asked.page.checked_sub(1).map(link),
        after: (first.saturating_add(PAGE) < shown).then(|| link(asked.page.saturating_add(1))),
    };
    let page = RegistersPage {
        slug: hosted.slug().to_string(),
        at: instant(at, &zone),
        behind,
        told,
        shown,
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
    /// What is chosen; none where a word is not one of ours.
    fn chosen(&self) -> Option<Chosen> {
        fn of<T: Copy>(word: &str, all: &[T], named: fn(T) -> &'static str) -> Option<Option<T>> {
            if word.is_empty() {
                return Some(None);
            }
            all.iter().copied().find(|one| named(*one) == word).map(Some)
        }
        let sales = match self.act.as_str() {
            "" => false,
            "sell" => true,
            _ => return None,
        };
        let kind = of(&self.kind, &Kind::ALL, Kind::word)?;
        let outcome = of(&self.outcome, &Outcome::ALL, Outcome::word)?;
        Some(Chosen { sales, kind, outcome })
    }

    /// The query of another page of the same choice, whose words are ours by now.
    fn link(&self, year: i16, page: usize) -> String {
        let Self { act, kind, outcome, .. } = self;
        format!("?year={year}&act={act}&kind={kind}&outcome={outcome}&page={page}")
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

//! "Not reportable" on its page: what the book says of a duty, the form of a decision, and the decisions as they stand.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::tz::TimeZone;
use serde::Deserialize;
use tidegate_core::case::Case;
use tidegate_law::Book;

use super::asking::Choice;
use super::{Address, recomputed};
use crate::errand::{Deciding, Errand, Reporting, forms_of};
use crate::say::reportability::{self as told, AssessedTold, FindingTold, ReportabilityTold};
use crate::say::told::goes_by;
use crate::web::access::{CASE_WORK, Route};
use crate::web::{Frame, Page, Posted, Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/at/{office}/cases/{handle}/not-reportable", CASE_WORK, show),
        Route::post("/at/{office}/cases/{handle}/not-reportable", CASE_WORK, decide),
    ]
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    duty: String,
    party: String,
    product: String,
}

#[derive(Debug, Deserialize)]
struct Decided {
    duty: String,
    #[serde(default)]
    party: String,
    #[serde(default)]
    product: String,
    by: String,
    reasons: String,
    /// The box, if it was ticked.
    #[serde(default)]
    against: Option<String>,
}

/// What the book says of a duty, as the page shows it.
struct AssessedShown {
    heading: String,
    owed: String,
    told: AssessedTold,
}

impl AssessedShown {
    /// Whether who reported says that it is so.
    fn against(&self) -> bool {
        self.told.asserted.iter().any(|one| one.answer == tidegate_core::report::Answer::Yes)
    }
}

/// A decision as the page shows it.
struct FindingShown {
    assessed: AssessedShown,
    decided: String,
    standing: String,
    changed: Vec<String>,
    again: String,
    told: FindingTold,
}

#[derive(Template)]
#[template(path = "case-not-reportable.html")]
struct ReportabilityPage {
    frame: Frame,
    slug: String,
    handle: String,
    asked: Asked,
    duties: Vec<Choice>,
    parties: Vec<Choice>,
    products: Vec<Choice>,
    assessed: Option<AssessedShown>,
    decisions: Vec<FindingShown>,
}

async fn show(
    visit: Visit,
    Path((_, handle)): Address,
    Query(asked): Query<Asked>,
) -> Result<Response, Wrong> {
    let hosted = visit.office()?;
    let actor = visit.member()?.actor();
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let reporting = Some(reporting(&asked.duty, &asked.party, &asked.product))
        .filter(|_| !asked.duty.trim().is_empty());
    let (case, told) = errand.reportability_of(&handle, reporting).await?;
    page(&visit, &case, asked, told)
}

/// What is asked; nothing where a choice was left open.
fn reporting<'r>(duty: &'r str, party: &'r str, product: &'r str) -> Reporting<'r> {
    let said = |text: &'r str| Some(text).filter(|text| !text.trim().is_empty());
    Reporting { duty, party: said(party), product: said(product) }
}

async fn decide(Path((_, handle)): Address, posted: Posted<Decided>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let hosted = visit.office()?;
    let actor = visit.member()?.actor();
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let asked = reporting(&fields.duty, &fields.party, &fields.product);
    let against_finder = fields.against.is_some();
    let deciding = Deciding { by: &fields.by, reasons: &fields.reasons, against_finder };
    let found = errand.not_reportable(&handle, asked, deciding).await?;
    let case = hosted.desk().find(&found.handle).await?.case;
    recomputed(&visit, hosted, case).await;
    let event = found.found.event;
    let to = format!("/at/{}/cases/{handle}/not-reportable#event-{event}", hosted.slug());
    Ok(Redirect::to(&to).into_response())
}

fn page(
    visit: &Visit,
    case: &Case,
    asked: Asked,
    told: ReportabilityTold,
) -> Result<Response, Wrong> {
    let (hosted, frame) = (visit.office()?, visit.frame());
    let (office, book) = (hosted.office(), visit.house.book());
    let zone = office.zone.rules();
    let parties = case.parties().map(|party| {
        let text = frame.pick(&goes_by(party, Some(office))).to_owned();
        choice(party.name.clone(), text, &asked.party)
    });
    let products =
        case.products().map(|one| choice(one.name.clone(), one.name.clone(), &asked.product));
    let open = |id: &str| choice(String::new(), frame.say(id), "-");
    let page = ReportabilityPage {
        slug: hosted.slug().to_string(),
        handle: case.label().to_owned(),
        duties: duties(book, &frame, &asked.duty, told.at),
        parties: [open("not-reportable-page-any")].into_iter().chain(parties).collect(),
        products: [open("not-reportable-page-only")].into_iter().chain(products).collect(),
        assessed: told.asked.map(|asked| assessed(asked, &frame)),
        decisions: told.decisions.into_iter().map(|one| finding(one, &frame, &zone)).collect(),
        asked,
        frame,
    };
    Ok(Page(page).into_response())
}

fn choice(value: String, text: String, chosen: &str) -> Choice {
    let chosen = value == chosen;
    Choice { value, text, chosen }
}

/// The duties to report: those that have a form.
fn duties(book: &Book, frame: &Frame, chosen: &str, at: jiff::Timestamp) -> Vec<Choice> {
    let Ok(forms) = forms_of(book) else { return Vec::new() };
    let mut all: Vec<Choice> = Vec::new();
    for id in forms.forms.iter().flat_map(|form| &form.duties) {
        let Some(rule) = book.rule(id).filter(|_| all.iter().all(|one| one.value != id.as_str()))
        else {
            continue;
        };
        let citation = book.citation(rule, at);
        let text = format!("{} · {}", frame.pick(&citation), frame.pick(&rule.words));
        all.push(choice(id.to_string(), text, chosen));
    }
    all
}

fn assessed(told: AssessedTold, frame: &Frame) -> AssessedShown {
    let (heading, owed) = (told::heading(&told, frame.voice()), frame.say(told::owed(told.owed)));
    AssessedShown { heading, owed, told }
}

fn finding(told: FindingTold, frame: &Frame, zone: &TimeZone) -> FindingShown {
    let voice = frame.voice();
    FindingShown {
        assessed: assessed(told.assessed.clone(), frame),
        decided: told::decided(&told, voice, zone),
        standing: told::standing(&told, voice, zone),
        changed: told.changed.iter().map(|one| told::change(one, voice)).collect(),
        again: frame.say(told::replayed(told.replayed)),
        told,
    }
}

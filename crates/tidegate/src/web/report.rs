//! Reporting a flaw: steps that save themselves, everyone it reaches named before it is sent, and then the receipt.
//!
//! What is typed is kept after each step under a secret that only the finder's cookie holds
//! ([`Holder`](crate::finder::Holder)); nothing of it stands in an address or in the journal. What the law asks is
//! computed from the book and shown beside the form, never as a threat. The receipt, the way back and the check of a
//! receipt are in the files below.

mod closed;
mod form;
mod law;
mod mine;
mod reach;
mod reading;
mod receipt;
mod verify;

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Multipart, Query};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use tidegate_core::digest::Digest;
use tidegate_core::office::Reception;
use tidegate_core::report::{FileEntry, FileRole};

use super::access::{Access, Route};
use super::visit::{cookie, set_cookie};
use super::{Frame, Page, Posted, Visit, Wrong};
use crate::desk::Intake;
use crate::finder::{Enclosed, Holder, KEPT, Writing};
use crate::reception::{Shut, Way, filed, said as taken_in, shut};
use crate::say::beside::{BesideTold, LimitsTold, PassedTold, ReceptionTold, TermsTold};
use crate::say::error::Said;
use crate::say::instant;
use crate::server::Hosted;
use form::{Field, Matter, Step};

pub(crate) use form::{file_name, media_type};
pub(crate) use mine::{
    come_by, is_as_shown, move_to, own_file, proof_of, reach_at, sending, staying, take_it_back,
    told, weighed, written,
};
pub(in crate::web) use reading::{Read, read};
pub(in crate::web) use receipt::picture;

pub(super) fn routes() -> Vec<Route> {
    let mut routes = vec![
        Route::get("/at/{office}/report", Access::Anybody, page),
        Route::post("/at/{office}/report", Access::Anybody, save),
        Route::post("/at/{office}/report/files", Access::Anybody, enclose).with_files(),
        Route::post("/at/{office}/report/drop", Access::Anybody, take_out),
        Route::post("/at/{office}/report/send", Access::Anybody, send),
        Route::post("/at/{office}/report/discard", Access::Anybody, discard),
    ];
    routes.extend(receipt::routes());
    routes.extend(mine::routes());
    routes.extend(verify::routes());
    routes
}

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage {
    frame: Frame,
    slug: String,
    name: String,
    step: Step,
    fields: Vec<Field>,
    /// What goes, field by field, where it is to be sent.
    written: Vec<(Step, String, String)>,
    files: Vec<Enclosed>,
    most_files: usize,
    most_bytes: usize,
    /// The largest file that can be sent later, in GiB.
    largest: u64,
    per_hour: u32,
    law: Vec<BesideTold>,
    place_known: bool,
    command: String,
    ask: String,
    onward: Vec<PassedTold>,
    owed: Vec<PassedTold>,
    is_authority: bool,
    terms: Option<Terms>,
    ready: bool,
    problems: Vec<form::Problem>,
    problem: Option<String>,
    anonymous: bool,
    kept: bool,
    own: bool,
}

impl ReportPage {
    /// Whether something on this step is to be mended.
    fn faulty(&self) -> bool {
        self.fields.iter().any(|field| field.problem.is_some())
    }

    fn size(&self, size: &u64) -> String {
        crate::say::opened::bytes(*size)
    }

    /// The steps in their order, each with what it is called.
    fn steps(&self) -> [(u8, Step, &'static str); 4] {
        [
            (1, Step::Flaw, "finder-step-flaw"),
            (2, Step::Files, "finder-step-files"),
            (3, Step::You, "finder-step-you"),
            (4, Step::Send, "finder-step-send"),
        ]
    }
}

/// The office's terms of good faith, as they are shown beside the form.
#[derive(Debug)]
struct Terms {
    text: String,
    since: String,
    digest: String,
}

impl Terms {
    /// Those that stand now.
    fn of(hosted: &Hosted, frame: &Frame) -> Option<Self> {
        let office = hosted.office();
        let held = office.good_faith_at(hosted.desk().now())?;
        let digest = held.terms.digest().ok()?.to_string();
        let since = instant(held.since, &office.zone.rules());
        Some(Self { text: frame.own(held.terms).to_owned(), since, digest })
    }
}

/// What stands beside the form, for a program: what the law asks of a finder in a place, whom a report reaches, terms and
/// limits. Nothing is recorded.
pub(crate) fn reception(
    visit: &Visit,
    place: &str,
    (in_cn, in_eu, exploited): (bool, bool, bool),
) -> Result<ReceptionTold, Wrong> {
    let (hosted, frame, book) = (visit.office()?, visit.frame(), visit.house.book());
    let (office, limits, now) = (hosted.office(), visit.house.limits(), hosted.desk().now());
    let place = match place {
        "" => None,
        place => Some(form::place(place).ok_or(Wrong::Form)?),
    };
    let matter = Matter { place, in_cn, in_eu, exploited };
    let shut = shut(book, office, Way::Form, now);
    let said = shut.as_ref().map_or(taken_in(office.reception_at(now)), Shut::message);
    let key = office.authority_at(now).map(ToString::to_string);
    let entry = book.authorities().iter().find(|one| Some(one.key.as_str()) == key.as_deref());
    let terms = office.good_faith_at(now).and_then(|held| {
        let digest = held.terms.digest().ok()?.to_string();
        Some(TermsTold { text: frame.own(held.terms).to_owned(), since: held.since, digest })
    });
    Ok(ReceptionTold {
        version: 1,
        open: shut.is_none(),
        said: frame.say(said),
        filing: office.filing_at(now).map(|filing| filed(filing, book, frame.voice())),
        authority: entry.map(|entry| frame.pick(&entry.name).to_owned()),
        house: office.house_at(now).into_iter().map(|id| id.to_string()).collect(),
        terms,
        limits: LimitsTold {
            bytes: limits.upload,
            files: limits.files,
            reports_per_hour: limits.reports.times,
        },
        law: law::asked(visit, hosted, matter),
        passed_on: reach::onward(visit, hosted),
        would_owe: reach::owed(visit, hosted, matter),
    })
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    step: String,
}

#[derive(Debug, Deserialize)]
struct Nothing {}

/// The report is sent, under the terms that the page showed; empty where it showed none.
#[derive(Debug, Deserialize)]
struct Sending {
    #[serde(default)]
    terms: String,
}

#[derive(Debug, Deserialize)]
struct Numbered {
    number: u32,
}

/// The name of the cookie that holds the secret of a draft at this office.
fn draft_cookie(hosted: &Hosted) -> String {
    format!("tidegate-draft-{}", hosted.slug())
}

fn holder(headers: &HeaderMap, hosted: &Hosted) -> Option<Holder> {
    cookie(headers, &draft_cookie(hosted)).and_then(Holder::parse)
}

/// The draft of this visitor that was not sent yet.
async fn unsent(hosted: &Hosted, holder: Option<&Holder>) -> Result<Option<Writing>, Wrong> {
    let Some(holder) = holder else { return Ok(None) };
    Ok(hosted.desk().writing(holder).await?.filter(|writing| writing.sent.is_none()))
}

async fn page(
    visit: Visit,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, Wrong> {
    let hosted = visit.office()?;
    if let Some(closed) = closed::page(&visit)? {
        return Ok(closed);
    }
    let holder = holder(&headers, hosted);
    let writing = unsent(hosted, holder.as_ref()).await?;
    shown(&visit, Step::of(&asked.step), writing, None)
}

fn shown(
    visit: &Visit,
    step: Step,
    writing: Option<Writing>,
    problem: Option<String>,
) -> Result<Response, Wrong> {
    let (hosted, frame, limits) = (visit.office()?, visit.frame(), visit.house.limits());
    let kept = writing.is_some();
    let writing = writing.unwrap_or_default();
    let (problems, matter) = (form::problems(&writing, &frame), Matter::of(&writing));
    let started = kept && step != Step::Send;
    let page = ReportPage {
        slug: hosted.slug().to_string(),
        name: frame.office.as_ref().map_or_else(String::new, |office| office.name.clone()),
        fields: form::fields(step, &writing, if started { &problems } else { &[] }, &frame),
        written: if step == Step::Send { form::written(&writing, &frame) } else { Vec::new() },
        most_files: limits.files,
        most_bytes: limits.upload >> 20,
        largest: limits.shown().0,
        per_hour: limits.reports.times,
        law: law::asked(visit, hosted, matter),
        place_known: matter.place.is_some(),
        command: law::command(matter),
        ask: law::page(matter),
        onward: reach::onward(visit, hosted),
        owed: reach::owed(visit, hosted, matter),
        is_authority: hosted.office().authority_at(hosted.desk().now()).is_some(),
        terms: Terms::of(hosted, &frame),
        ready: problems.is_empty(),
        anonymous: form::is_anonymous(&writing),
        own: hosted.office().reception_at(visit.house.now()) == Some(Reception::Own),
        files: writing.files,
        frame,
        step,
        problems,
        problem,
        kept,
    };
    let wrong = page.problem.is_some();
    let mut response = Page(page).into_response();
    if wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// The draft to write on, with its secret; a new one where there is none.
async fn begun(visit: &Visit, headers: &HeaderMap) -> Result<(Holder, Writing), Wrong> {
    let hosted = visit.office()?;
    if let Some(holder) = holder(headers, hosted)
        && let Some(writing) = unsent(hosted, Some(&holder)).await?
    {
        return Ok((holder, writing));
    }
    take(visit, "drafts")?;
    let holder = Holder::new().map_err(|error| Wrong::from(crate::desk::DeskError::from(error)))?;
    Ok((holder, Writing::default()))
}

fn take(visit: &Visit, kind: &'static str) -> Result<(), Wrong> {
    let house = &visit.house;
    let rate = house.limits().reports;
    house.rates().take(visit.from, kind, rate, house.now()).map_err(Wrong::TooMany)
}

fn to_step(visit: &Visit, holder: &Holder, step: Step) -> Result<Response, Wrong> {
    let hosted = visit.office()?;
    let to = format!("/at/{}/report?step={}", hosted.slug(), step.word());
    let mut response = Redirect::to(&to).into_response();
    holds(&mut response, visit, hosted, holder);
    Ok(response)
}

/// Lets the answer carry the secret of the draft.
fn holds(response: &mut Response, visit: &Visit, hosted: &Hosted, holder: &Holder) {
    let seconds = u32::try_from(KEPT.as_secs()).ok();
    set_cookie(response, &draft_cookie(hosted), &holder.cookie(), &visit.house, seconds);
}

async fn save(
    headers: HeaderMap,
    posted: Posted<BTreeMap<String, String>>,
) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    if let Some(closed) = closed::page(&visit)? {
        return Ok(closed);
    }
    let (holder, mut writing) = begun(&visit, &headers).await?;
    let text = |name: &str| fields.get(name).map_or("", String::as_str);
    let step = Step::of(text("step"));
    form::fill(&mut writing, step, &fields);
    visit.office()?.desk().keep_writing(&holder, &writing).await?;
    let right = form::problems(&writing, &visit.frame()).iter().all(|problem| problem.step != step);
    let next = match text("go") {
        "next" if right => step.next(),
        "next" | "stay" | "" => step,
        other => Step::of(other),
    };
    to_step(&visit, &holder, next)
}

async fn enclose(visit: Visit, headers: HeaderMap, mut form: Multipart) -> Result<Response, Wrong> {
    let (mut checked, mut role, mut come) = (false, None, Vec::new());
    let (mut on, mut empty) = (false, None);
    while let Some(field) = form.next_field().await.map_err(|_| Wrong::TooLarge)? {
        match field.name() {
            Some("token") => {
                visit.check_token(&field.text().await.map_err(|_| Wrong::Form)?)?;
                checked = true;
            }
            Some("go") => on = field.text().await.map_err(|_| Wrong::Form)? == "next",
            Some("role") => {
                let word = field.text().await.map_err(|_| Wrong::Form)?;
                role = Some(word).filter(|word| !word.is_empty()).map(|word| form::role(&word));
            }
            Some("file") => {
                let chosen = field.file_name().is_some_and(|name| !name.is_empty());
                let name = form::file_name(field.file_name().unwrap_or_default());
                let media_type = form::media_type(field.content_type().unwrap_or_default());
                let bytes = field.bytes().await.map_err(|_| Wrong::TooLarge)?;
                match bytes.is_empty() {
                    true => empty = Some(name).filter(|_| chosen),
                    false => come.push((name, media_type, bytes)),
                }
            }
            _ => {}
        }
    }
    if !checked {
        return Err(Wrong::Stale);
    }
    if let Some(closed) = closed::page(&visit)? {
        return Ok(closed);
    }
    let (holder, mut writing) = begun(&visit, &headers).await?;
    let Some(role) = role.or(come.is_empty().then_some(FileRole::Evidence)) else {
        let problem = visit.frame().say("finder-files-role-missing");
        return shown(&visit, Step::Files, Some(writing), Some(problem));
    };
    let (desk, limits) = (visit.office()?.desk(), visit.house.limits());
    let size: u64 = writing.files.iter().map(|file| file.entry.size).sum();
    let more: usize = come.iter().map(|(_, _, bytes)| bytes.len()).sum();
    let too_large = size.saturating_add(more as u64) > limits.upload as u64;
    if too_large || writing.files.len() + come.len() > limits.files {
        let problem = visit.frame().say("finder-files-too-many");
        return shown(&visit, Step::Files, Some(writing), Some(problem));
    }
    for (name, media_type, bytes) in come {
        let number = writing.next;
        writing.next += 1;
        desk.keep_enclosed(&holder, number, &bytes).await?;
        let (size, sha256) = (bytes.len() as u64, Digest::of(&bytes));
        let entry = FileEntry { name, media_type, size, sha256, role };
        writing.files.push(Enclosed { number, entry });
    }
    desk.keep_writing(&holder, &writing).await?;
    match empty {
        Some(name) => {
            let problem = visit.frame().with("finder-empty-file", "name", name);
            let mut response = shown(&visit, Step::Files, Some(writing), Some(problem))?;
            holds(&mut response, &visit, visit.office()?, &holder);
            Ok(response)
        }
        None => to_step(&visit, &holder, if on { Step::You } else { Step::Files }),
    }
}

async fn take_out(headers: HeaderMap, posted: Posted<Numbered>) -> Result<Response, Wrong> {
    let (visit, number) = (&posted.visit, posted.fields.number);
    let (holder, mut writing) = begun(visit, &headers).await?;
    let desk = visit.office()?.desk();
    writing.files.retain(|file| file.number != number);
    desk.keep_writing(&holder, &writing).await?;
    desk.drop_enclosed(&holder, number).await?;
    to_step(visit, &holder, Step::Files)
}

async fn discard(headers: HeaderMap, posted: Posted<Nothing>) -> Result<Response, Wrong> {
    let visit = &posted.visit;
    let hosted = visit.office()?;
    if let Some(holder) = holder(&headers, hosted) {
        hosted.desk().drop_writing(&holder).await?;
    }
    let mut response = Redirect::to(&format!("/at/{}/report", hosted.slug())).into_response();
    set_cookie(&mut response, &draft_cookie(hosted), "", &visit.house, Some(0));
    Ok(response)
}

/// Sends the draft. Sent twice, it opens one case: the key of the command comes from the secret of the draft.
async fn send(headers: HeaderMap, posted: Posted<Sending>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = &posted;
    let hosted = visit.office()?;
    let desk = hosted.desk();
    let Some(holder) = holder(&headers, hosted) else { return Err(Wrong::Stale) };
    let Some(mut writing) = desk.writing(&holder).await? else { return Err(Wrong::Stale) };
    let case = match writing.sent {
        Some(case) => case,
        None => {
            let Ok(draft) = form::draft(&writing) else {
                return shown(visit, Step::Send, Some(writing), None);
            };
            if let Err(error) = draft.arrives_after(desk.now()) {
                let problem = error.said(visit.frame().voice());
                return shown(visit, Step::Send, Some(writing), Some(problem));
            }
            if let Some(closed) = closed::page(visit)? {
                return Ok(closed);
            }
            let terms = Terms::of(hosted, &visit.frame()).map(|terms| terms.digest);
            if terms.as_deref().unwrap_or_default() != fields.terms {
                // Nobody is held to terms that were not shown, and nobody loses those that were.
                let problem = visit.frame().say("finder-terms-changed");
                return shown(visit, Step::Send, Some(writing), Some(problem));
            }
            take(visit, "reports")?;
            let mut files = Vec::new();
            for file in &writing.files {
                files.push(desk.enclosed(&holder, file.number).await?.ok_or(Wrong::Fault)?);
            }
            let way_back = Some(holder.code().digest());
            let terms = terms.and_then(|digest| digest.parse().ok());
            let intake =
                Intake { files, terms, way_back, ..Intake::new(draft, "web form", "web form") };
            let intake = intake.with_key(holder.idempotency_key());
            let taken = desk.receive(&intake).await?;
            writing.sent = Some(taken.case);
            desk.keep_writing(&holder, &writing).await?;
            taken.case
        }
    };
    let secret = desk.begin_stay(case).await?;
    let mut response = Redirect::to(&format!("/at/{}/receipt", hosted.slug())).into_response();
    mine::stays(&mut response, visit, hosted, &secret);
    Ok(response)
}

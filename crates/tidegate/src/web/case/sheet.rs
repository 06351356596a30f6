//! The copy sheet of a duty: what is missing first, the fields in the form's own order, what has to be known before
//! anything is filed, and the portal's reference pasted back.
//!
//! Looking at a sheet is a read on the log; its content stays shut until somebody asks for it, which the gate decides.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::tz::TimeZone;
use serde::Deserialize;
use tidegate_law::{FieldBasis, RuleId, Words};

use super::{Address, recomputed};
use crate::errand::{ALL, Errand, NotDone, NotFiled, PastedBack, Sheeting, forms_of};
use crate::say::happened::since;
use crate::say::instant;
use crate::say::sheet::{self as told, FieldTold, SheetTold, SheetsTold};
use crate::web::access::{CASE_WORK, Route};
use crate::web::{Frame, Page, Posted, Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/at/{office}/cases/{handle}/sheet", CASE_WORK, show),
        Route::post("/at/{office}/cases/{handle}/sheet/open", CASE_WORK, open),
        Route::post("/at/{office}/cases/{handle}/sheet/filed", CASE_WORK, filed),
    ]
}

/// The query of the copy sheet of a rule, where there is a form for it.
pub(super) fn query(visit: &Visit, rule: &str) -> Option<String> {
    let rule = RuleId::parse(rule)?;
    forms_of(visit.house.book()).ok()?.of(&rule)?;
    serde_urlencoded::to_string([("duty", rule.to_string())]).ok()
}

#[derive(Debug, Deserialize)]
struct Asked {
    duty: String,
    #[serde(default)]
    with: Option<FieldBasis>,
}

#[derive(Debug, Deserialize)]
struct Opening {
    duty: String,
    #[serde(default)]
    with: Option<FieldBasis>,
    /// `page`, the form of a file, or `filing` to put the filing to the gate first.
    #[serde(default)]
    r#as: String,
}

/// What somebody pastes back, kept as it was typed where it is not right.
#[derive(Debug, Default, Deserialize)]
struct Back {
    duty: String,
    #[serde(default)]
    with: Option<FieldBasis>,
    when: String,
    #[serde(default)]
    bearer: String,
    #[serde(default)]
    before_clock: String,
    #[serde(default)]
    reference: String,
    #[serde(default)]
    without_reference: String,
    /// Why it was not recorded.
    #[serde(skip)]
    problem: Option<Words>,
    /// Whether it lies before the clock, which has to be confirmed.
    #[serde(skip)]
    early: bool,
    /// Whether the reference is missing, which has to be confirmed.
    #[serde(skip)]
    unnumbered: bool,
}

/// How far the content of a sheet has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// It is shut.
    Shut,
    /// It was opened for the office's own use.
    Opened,
    /// The gate lets the filing pass, and it is open.
    Passes,
    /// The gate lets the filing of some sheets pass, and those are open.
    SomePass,
    /// The gate does not let the filing pass; it is shut.
    Stopped,
}

/// A field as the page shows it.
struct FieldShown {
    field: FieldTold,
    text: Option<String>,
}

/// A sheet as the page shows it.
struct SheetShown {
    /// Its place on the page, which tells the fields of several apart.
    place: usize,
    fields: Vec<FieldShown>,
    due: Option<String>,
    until: Option<String>,
    reaches: Vec<String>,
    filed: Vec<(String, Option<String>)>,
    /// Whether it is the first on the page that was filed.
    first_filed: bool,
    /// That fields which the law names are empty.
    unchecked: Option<String>,
    told: SheetTold,
}

#[derive(Template)]
#[template(path = "case-sheet.html")]
struct SheetPage {
    frame: Frame,
    slug: String,
    handle: String,
    zone: String,
    duty: String,
    extents: Vec<(&'static str, String, bool)>,
    with: &'static str,
    stage: Stage,
    sheets: Vec<SheetShown>,
    /// Who owes the duty, by id, and whether the filing is theirs.
    bearers: Vec<(String, Words, bool)>,
    back: Back,
}

async fn show(
    visit: Visit,
    Path((_, handle)): Address,
    Query(asked): Query<Asked>,
) -> Result<Response, Wrong> {
    let extent = asked.with.unwrap_or(FieldBasis::Law);
    let wanted = Sheeting { duty: &asked.duty, at: None, extent };
    let actor = visit.member()?.actor();
    let errand = Errand { desk: visit.office()?.desk(), book: visit.house.book(), actor: &actor };
    let told = errand.sheets(&handle, wanted).await?;
    page(&visit, handle, wanted, told, (Stage::Shut, Back::default()))
}

async fn open(Path((_, handle)): Address, posted: Posted<Opening>) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let extent = fields.with.unwrap_or(FieldBasis::Law);
    let wanted = Sheeting { duty: &fields.duty, at: None, extent };
    let (member, hosted) = (visit.member()?, visit.office()?);
    let actor = member.actor();
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let told = match fields.r#as.as_str() {
        "filing" => errand.sheets_to_file(&handle, wanted, member.session).await?,
        _ => errand.sheets_opened(&handle, wanted, member.session).await?,
    };
    let zone = hosted.office().zone.rules();
    let frame = visit.frame();
    let papers = || told.sheets.iter().map(|sheet| told::paper(sheet, frame.voice(), &zone));
    match fields.r#as.as_str() {
        "text" => {
            let text: Vec<String> = papers().map(|paper| paper.plain()).collect();
            Ok(file(&handle, "txt", UNSHOWN, text.join("\n").into_bytes()))
        }
        "html" => {
            let papers: Vec<_> = papers().collect();
            let text = crate::memo::sheet::document(&format!("Tidegate {handle}"), &papers);
            Ok(file(&handle, "html", UNSHOWN, text.into_bytes()))
        }
        "pdf" => {
            let papers: Vec<_> = papers().collect();
            let bytes = crate::memo::sheet::pdf(&format!("Tidegate {handle}"), &papers);
            Ok(file(&handle, "pdf", "application/pdf", bytes))
        }
        "json" => {
            let bytes = serde_json::to_vec_pretty(&told).map_err(|_| Wrong::Fault)?;
            Ok(file(&handle, "json", UNSHOWN, bytes))
        }
        "filing" => {
            let passing = told.sheets.iter().filter(|sheet| sheet.passes()).count();
            let asked = match passing {
                0 => Stage::Stopped,
                some if some < told.sheets.len() => Stage::SomePass,
                _ => Stage::Passes,
            };
            page(&visit, handle, wanted, told, (asked, Back::default()))
        }
        _ => page(&visit, handle, wanted, told, (Stage::Opened, Back::default())),
    }
}

async fn filed(Path((_, handle)): Address, posted: Posted<Back>) -> Result<Response, Wrong> {
    let Posted { visit, mut fields } = posted;
    let hosted = visit.office()?;
    let actor = visit.member()?.actor();
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let given = |text: &'_ str| !text.trim().is_empty();
    let back = PastedBack {
        duty: &fields.duty,
        bearer: Some(fields.bearer.trim()).filter(|text| given(text)),
        when: &fields.when,
        before_clock: given(&fields.before_clock),
        reference: Some(fields.reference.trim()).filter(|text| given(text)),
        without_reference: given(&fields.without_reference),
        fields: &[],
    };
    let recorded = match errand.filed(&handle, back).await {
        Ok(recorded) => recorded,
        Err(error) => {
            let why = match &error {
                NotDone::NotFiled(why) => Some(&**why),
                _ => None,
            };
            let early = matches!(why, Some(NotFiled::BeforeClock { .. }));
            let unnumbered = matches!(why, Some(NotFiled::NoReference));
            fields.early = early || given(&fields.before_clock);
            fields.unnumbered = unnumbered || given(&fields.without_reference);
            match Wrong::from(error) {
                Wrong::Asked(why) => fields.problem = Some(why),
                other => return Err(other),
            }
            return again(&visit, handle, errand, fields).await;
        }
    };
    let case = hosted.desk().find(&recorded.handle).await?.case;
    recomputed(&visit, hosted, case).await;
    let duty = serde_urlencoded::to_string([("duty", &fields.duty)]).unwrap_or_default();
    let to = format!("/at/{}/cases/{handle}/sheet?{duty}#filed", hosted.slug());
    Ok(Redirect::to(&to).into_response())
}

/// The page once more, with what was typed and why it was not recorded.
async fn again(
    visit: &Visit,
    handle: String,
    errand: Errand<'_>,
    back: Back,
) -> Result<Response, Wrong> {
    let duty = back.duty.clone();
    let extent = back.with.unwrap_or(FieldBasis::Law);
    let wanted = Sheeting { duty: &duty, at: None, extent };
    let told = errand.sheets(&handle, wanted).await?;
    let mut response = page(visit, handle, wanted, told, (Stage::Shut, back))?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

/// Those who owe the duty, each once; what was chosen is chosen, or the office where nothing was.
fn bearers(told: &SheetsTold, chosen: &str, office: &str) -> Vec<(String, Words, bool)> {
    let mut all: Vec<(String, Words, bool)> = Vec::new();
    for sheet in &told.sheets {
        if all.iter().all(|(id, ..)| *id != sheet.bearer) {
            let mine = sheet.bearer == if chosen.is_empty() { office } else { chosen };
            all.push((sheet.bearer.clone(), sheet.duty.bearer.clone(), mine));
        }
    }
    all
}

fn page(
    visit: &Visit,
    handle: String,
    wanted: Sheeting<'_>,
    told: SheetsTold,
    (stage, back): (Stage, Back),
) -> Result<Response, Wrong> {
    let (hosted, frame) = (visit.office()?, visit.frame());
    let zone = hosted.office().zone.rules();
    let extents = [FieldBasis::Law, FieldBasis::Portal, FieldBasis::Optional];
    let extent = |one: FieldBasis| (word(one), frame.say(reaching(one)), one == wanted.extent);
    let office = hosted.desk().office_party().to_string();
    let bearers = bearers(&told, &back.bearer, &office);
    let sheets = told.sheets.into_iter().enumerate();
    let sheets = sheets.map(|(place, sheet)| shown(place, sheet, &frame, &zone));
    let mut sheets: Vec<SheetShown> = sheets.collect();
    if let Some(first) = sheets.iter_mut().find(|sheet| !sheet.filed.is_empty()) {
        first.first_filed = true;
    }
    let page = SheetPage {
        bearers,
        back,
        slug: hosted.slug().to_string(),
        handle,
        zone: hosted.office().zone.name().to_owned(),
        duty: wanted.duty.to_owned(),
        extents: extents.into_iter().map(extent).collect(),
        with: word(wanted.extent),
        stage,
        sheets,
        frame,
    };
    Ok(Page(page).into_response())
}

fn word(extent: FieldBasis) -> &'static str {
    match extent {
        FieldBasis::Law => "law",
        FieldBasis::Portal => "portal",
        FieldBasis::Optional => "optional",
    }
}

/// How far a sheet goes, as the page says it.
fn reaching(extent: FieldBasis) -> &'static str {
    match extent {
        FieldBasis::Law => "sheet-with-law",
        FieldBasis::Portal => "sheet-with-portal",
        FieldBasis::Optional => "sheet-with-optional",
    }
}

fn shown(place: usize, told: SheetTold, frame: &Frame, zone: &TimeZone) -> SheetShown {
    let fields = told.fields.iter().map(|field| FieldShown {
        text: told::entry(&told, field, frame.voice(), zone),
        field: field.clone(),
    });
    let filed = told.filed.iter().map(|one| (since(&one.when, zone), one.reference.clone()));
    SheetShown {
        place,
        fields: fields.collect(),
        due: told.duty.due.as_ref().map(|due| instant(due.strict, zone)),
        until: told.embargo.as_ref().and_then(|one| one.until).map(|until| instant(until, zone)),
        reaches: told.reaches.iter().map(|one| told::reach(one, frame.voice())).collect(),
        filed: filed.collect(),
        first_filed: false,
        unchecked: told.unchecked(frame.voice()),
        told,
    }
}

impl FieldShown {
    /// Who asks for it, as a message.
    fn basis(&self) -> &'static str {
        told::basis(self.field.basis)
    }

    /// How it is marked in the style: law, and what is not law, never look alike.
    fn class(&self) -> &'static str {
        match self.field.basis {
            FieldBasis::Law => "law",
            FieldBasis::Portal => "house",
            FieldBasis::Optional => "encouraged",
        }
    }
}

/// The kind of a file that no browser shows.
const UNSHOWN: &str = "application/octet-stream";

/// A sheet as a file to keep; its name says nothing but the handle.
pub(crate) fn file(handle: &str, ending: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let name = format!("attachment; filename=\"sheet-{handle}.{ending}\"");
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    response
}

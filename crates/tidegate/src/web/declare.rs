//! The registers of what an office keeps, buys and files: a list, a form that asks the book first, and each declaration
//! with its answer, its articles and its receipt.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::tz::TimeZone;
use tidegate_core::declaration::{Declaration, Keeps};
use tidegate_law::{Finding, Names};

use super::access::{CASE_WORK, REGISTERS, Route};
use super::case::Choice;
use super::{Frame, Page, Posted, Visit, Wrong};
use crate::errand::{Declaring, Errand, fields_of};
use crate::say::declared::{
    self as told, DeclarationPlace, DeclarationsTold, DeclaredTold, answer, field, keeps,
};
use crate::say::instant;
use crate::say::told::{GroundTold, value_name};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/at/{office}/registers/{register}", REGISTERS, list),
        Route::post("/at/{office}/registers/{register}", CASE_WORK, declare),
        Route::get("/at/{office}/registers/{register}/{declaration}", REGISTERS, one),
        Route::get("/at/{office}/registers/{register}/{declaration}/{file}", REGISTERS, file),
    ]
}

/// The fields of a register, each with whether it is a long text.
fn fields(register: &str) -> &'static [(&'static str, bool)] {
    match register {
        "data" => &[("name", false), ("place", false)],
        "products" => &[
            ("name", false),
            ("maker", false),
            ("origin", false),
            ("certificate", false),
            ("no_domestic", true),
        ],
        _ => &[
            ("product", false),
            ("version", false),
            ("algorithms", true),
            ("key_lengths", true),
            ("key_management", true),
            ("documented_at", false),
            ("certificate", false),
        ],
    }
}

/// The facts on which the answers of a register rest, besides its fields.
fn facts(register: &str) -> &'static [&'static str] {
    match register {
        "data" => &[
            "data_grade",
            "personal_data",
            "collected_in_cn",
            "actor_is_critical",
            "actor_over_amount",
            "export_ground",
            "separate_consent",
        ],
        "products" => &[
            "product_is_security",
            "for_level_three",
            "actor_is_operator",
            "actor_is_critical",
            "product_has_cryptography",
            "cryptography_required",
            "purchase_affects_security",
            "security_review_passed",
            "trustworthy_preferred",
            "secrecy_agreement",
        ],
        _ => &["product_listed", "cryptography_import_listed", "cryptography_import_licensed"],
    }
}

/// A field of the form.
struct FieldShown {
    name: &'static str,
    label: String,
    value: String,
    long: bool,
    needed: bool,
}

/// A choice of the form.
struct Chosen {
    name: String,
    label: String,
    choices: Vec<Choice>,
}

/// A declaration in the list.
struct RowShown {
    handle: String,
    title: String,
    answer: String,
    class: &'static str,
    at: String,
}

#[derive(Template)]
#[template(path = "declarations.html")]
struct ListPage {
    frame: Frame,
    slug: String,
    register: String,
    title: String,
    lead: String,
    others: Vec<(&'static str, String)>,
    rows: Vec<RowShown>,
    fields: Vec<FieldShown>,
    choices: Vec<Chosen>,
    facts: Vec<Chosen>,
    replaces: String,
    asked: Option<DeclaredTold>,
    by: String,
    reasons: String,
    problem: Option<String>,
    works: bool,
}

#[derive(Template)]
#[template(path = "declaration.html")]
struct OnePage {
    frame: Frame,
    slug: String,
    register: String,
    title: String,
    said: String,
    class: &'static str,
    at: String,
    fields: Vec<(String, String)>,
    facts: Vec<String>,
    told: DeclaredTold,
    place: DeclarationPlace,
}

type Form = BTreeMap<String, String>;

/// What is shown beside the list: nothing, an answer, or what is wrong with what was written.
#[derive(Default)]
struct Beside {
    asked: Option<DeclaredTold>,
    problem: Option<String>,
}

async fn list(
    visit: Visit,
    Path((_, register)): Path<(String, String)>,
) -> Result<Response, Wrong> {
    shown(&visit, &register, &Form::new(), Beside::default()).await
}

/// Asks the book about what was written, or puts it on record; what is wrong with it is said beside the form, which keeps
/// all that was written.
async fn declare(
    Path((_, register)): Path<(String, String)>,
    posted: Posted<Form>,
) -> Result<Response, Wrong> {
    let Posted { visit, fields } = posted;
    let hosted = visit.office()?;
    let actor = visit.member()?.actor();
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let declaring = declaring(&register, &fields);
    let record = fields.get("do").is_some_and(|wanted| wanted == "record");
    let done = match record {
        false => errand.supposed_declaration(&declaring),
        true => {
            let by = fields.get("by").map_or("", String::as_str);
            let reasons = fields.get("reasons").map(String::as_str);
            errand.declare(&declaring, by, reasons).await
        }
    };
    match done.map_err(Wrong::from) {
        Ok(told) => match &told.recorded {
            Some(place) => {
                let to = format!("/at/{}/registers/{register}/{}", hosted.slug(), place.handle);
                Ok(Redirect::to(&to).into_response())
            }
            None => {
                let beside = Beside { asked: Some(told), problem: None };
                shown(&visit, &register, &fields, beside).await
            }
        },
        Err(Wrong::Asked(why)) => {
            let problem = Some(why.in_language(visit.frame().language()).to_owned());
            // What can be asked keeps its answer beside the name or the reasons that are missing.
            let asked = errand.supposed_declaration(&declaring).ok().filter(|_| record);
            let beside = Beside { asked, problem };
            let page = shown(&visit, &register, &fields, beside).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(other) => Err(other),
    }
}

async fn shown(
    visit: &Visit,
    register: &str,
    form: &Form,
    beside: Beside,
) -> Result<Response, Wrong> {
    let actor = visit.member()?.actor();
    let (desk, book) = (visit.office()?.desk(), visit.house.book());
    let all = Errand { desk, book, actor: &actor }.declarations(register).await?;
    Ok(Page(page(visit, all, form, beside)?).into_response())
}

/// What a form says: its fields, and facts under `fact.NAME`.
fn declaring(register: &str, form: &Form) -> Declaring {
    let facts = form
        .iter()
        .filter_map(|(name, value)| Some((name.strip_prefix("fact.")?.to_owned(), value.clone())));
    let known = fields_of(register);
    let own = form.iter().filter(|(name, _)| known.contains(&name.as_str()));
    Declaring {
        register: register.to_owned(),
        fields: own.map(|(name, text)| (name.clone(), text.clone())).collect(),
        facts: facts.filter(|(_, value)| !value.is_empty()).collect(),
        replaces: form.get("replaces").cloned(),
    }
}

fn page(
    visit: &Visit,
    all: DeclarationsTold,
    form: &Form,
    Beside { asked, problem }: Beside,
) -> Result<ListPage, Wrong> {
    let (hosted, frame, register) = (visit.office()?, visit.frame(), all.register.clone());
    let zone = hosted.office().zone.rules();
    let given = |name: &str| form.get(name).cloned().unwrap_or_default();
    let shown = fields(&register).iter().map(|(name, long)| FieldShown {
        name,
        label: frame.say(field(name)),
        value: given(name),
        long: *long,
        needed: !matches!(*name, "certificate" | "no_domestic"),
    });
    let others = told::REGISTERS.into_iter().filter(|other| *other != register);
    Ok(ListPage {
        slug: hosted.slug().to_string(),
        title: frame.say(told::register(&register)),
        lead: frame.say(match register.as_str() {
            "data" => "declare-lead-data",
            "products" => "declare-lead-products",
            _ => "declare-lead-encryption",
        }),
        others: others.map(|other| (other, frame.say(told::register(other)))).collect(),
        rows: all.declarations.iter().map(|one| row(one, &register, &frame, &zone)).collect(),
        fields: shown.collect(),
        choices: choices(&register, form, &frame),
        facts: facts(&register).iter().filter_map(|name| fact(visit, name, form, &frame)).collect(),
        replaces: given("replaces"),
        by: given("by"),
        reasons: given("reasons"),
        problem,
        works: frame.works_on_cases,
        asked,
        register,
        frame,
    })
}

fn row(one: &told::DeclarationListed, register: &str, frame: &Frame, zone: &TimeZone) -> RowShown {
    let replaced = one.replaced_by.is_some();
    RowShown {
        handle: one.handle.clone(),
        title: one.title.clone(),
        answer: match replaced {
            true => frame.say("declare-replaced"),
            false => frame.say(answer(register, one.answer)),
        },
        class: match one.answer.filter(|_| !replaced) {
            Some(kind) => frame.answer_class(&kind),
            None => "",
        },
        at: instant(one.at, zone),
    }
}

/// The fields of a register that have a few values.
fn choices(register: &str, form: &Form, frame: &Frame) -> Vec<Chosen> {
    let one = |name: &str, values: &[(&str, &str)]| Chosen {
        name: name.to_owned(),
        label: frame.say(field(name)),
        choices: values
            .iter()
            .map(|(value, message)| Choice {
                value: (*value).to_owned(),
                text: frame.say(message),
                chosen: form.get(name).is_some_and(|given| given == value),
            })
            .collect(),
    };
    match register {
        "data" => {
            let sorts =
                [("store", Keeps::Store), ("backup", Keeps::Backup), ("replica", Keeps::Replica)];
            let sorts = sorts.map(|(word, sort)| (word, keeps(sort)));
            let abroad = [("false", "declare-no"), ("true", "declare-yes")];
            vec![one("keeps", &sorts), one("goes_abroad", &abroad)]
        }
        _ => Vec::new(),
    }
}

/// A fact as a choice of its values, the first of which leaves it open.
fn fact(visit: &Visit, name: &str, form: &Form, frame: &Frame) -> Option<Chosen> {
    let book = visit.house.book();
    let entry = book.schema().facts().iter().find(|entry| entry.name.as_str() == name)?;
    let key = format!("fact.{name}");
    let given = form.get(&key);
    let open = Choice {
        value: String::new(),
        text: frame.say("declare-unknown"),
        chosen: given.is_none(),
    };
    let say = |value: &tidegate_law::FactValue| {
        let finding = Finding { fact: entry.name.clone(), value: value.clone() };
        book.say(&finding, &Names::default(), frame.language())
    };
    // What holds or does not is asked as it is said; what has several values says each.
    let text = |value: &tidegate_law::FactValue| match (entry.boolean, value.as_str()) {
        (true, "true") => frame.say("declare-yes"),
        (true, _) => frame.say("declare-no"),
        (false, _) => {
            value_name(book, name, value.as_str()).in_language(frame.language()).to_owned()
        }
    };
    let values = entry.values.iter().map(|value| Choice {
        value: value.value.to_string(),
        text: text(&value.value),
        chosen: given.is_some_and(|given| *given == value.value.to_string()),
    });
    let label = match entry.boolean {
        true => say(&tidegate_law::FactValue::boolean(true)),
        false if name == "export_ground" => frame.say("declare-page-ground"),
        false => frame.say("declare-page-grade"),
    };
    Some(Chosen { name: key, label, choices: [open].into_iter().chain(values).collect() })
}

async fn one(
    visit: Visit,
    Path((_, register, name)): Path<(String, String, String)>,
) -> Result<Response, Wrong> {
    let hosted = visit.office()?;
    let actor = visit.member()?.actor();
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let mut told = errand.declaration(&name).await?;
    let place = told.recorded.take().ok_or(Wrong::Fault)?;
    if told.declaration.register() != register {
        return Err(Wrong::Nowhere);
    }
    let frame = visit.frame();
    let zone = hosted.office().zone.rules();
    let page = OnePage {
        slug: hosted.slug().to_string(),
        title: told.declaration.title(),
        said: frame.say(answer(&register, told.answer)),
        class: told.answer.map_or("", |kind| frame.answer_class(&kind)),
        at: instant(place.at, &zone),
        fields: said(&told.declaration, &frame),
        facts: told.facts.iter().filter_map(|pair| sentence(&visit, pair, &frame)).collect(),
        register,
        told,
        place,
        frame,
    };
    Ok(Page(page).into_response())
}

/// The fields of a declaration by their names.
fn said(declaration: &Declaration, frame: &Frame) -> Vec<(String, String)> {
    let texts = declaration.texts();
    let mut all: Vec<(String, String)> =
        texts.iter().map(|(name, text, _)| (frame.say(field(name)), (*text).to_owned())).collect();
    match declaration {
        Declaration::Data(data) => {
            let abroad = if data.goes_abroad { "declare-yes" } else { "declare-no" };
            all.push((frame.say(field("keeps")), frame.say(keeps(data.keeps))));
            all.push((frame.say(field("place")), data.place.code().to_owned()));
            all.push((frame.say(field("goes_abroad")), frame.say(abroad)));
        }
        Declaration::Product(product) => {
            all.push((frame.say(field("origin")), product.origin.code().to_owned()));
        }
        Declaration::Encryption(_) => {}
    }
    all
}

/// A declared fact as a sentence.
fn sentence(visit: &Visit, pair: &str, frame: &Frame) -> Option<String> {
    let (name, value) = pair.split_once('=')?;
    let fact = tidegate_law::FactName::new(name);
    let finding = Finding { fact, value: tidegate_law::FactValue::symbol(value) };
    Some(visit.house.book().say(&finding, &Names::default(), frame.language()))
}

/// The receipt of a declaration, or what it proves, as a file.
async fn file(
    visit: Visit,
    Path((_, register, name, file)): Path<(String, String, String, String)>,
) -> Result<Response, Wrong> {
    let hosted = visit.office()?;
    let actor = visit.member()?.actor();
    let errand = Errand { desk: hosted.desk(), book: visit.house.book(), actor: &actor };
    let told = errand.declaration(&name).await?;
    let place = told.recorded.ok_or(Wrong::Fault)?;
    let bytes = match (file.as_str(), told.declaration.register() == register) {
        ("receipt", true) => serde_json::to_vec_pretty(&place.receipt).map_err(|_| Wrong::Fault)?,
        ("document", true) => place.document.into_bytes(),
        _ => return Err(Wrong::Nowhere),
    };
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    let named = format!("attachment; filename=\"{}-{file}.json\"", place.handle);
    if let Ok(named) = HeaderValue::from_str(&named) {
        headers.insert(header::CONTENT_DISPOSITION, named);
    }
    Ok(response)
}

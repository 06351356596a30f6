//! The document of the interface, for programs and for people.

mod said;

use askama::Template;
use axum::Json;
use axum::response::{IntoResponse, Response};
use utoipa::openapi::{Content, RefOr};

use super::document::document;
use crate::web::access::{Access, Route};
use crate::web::{Frame, Page, Visit, Wrong};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/openapi.json", Access::Anybody, openapi),
        Route::get("/api", Access::Anybody, page),
    ]
}

/// An operation on the page.
struct Operation {
    method: &'static str,
    path: String,
    what: String,
    member: bool,
    /// Whether the token is that of a finder.
    finder: bool,
    /// The form of what is sent.
    takes: Option<String>,
    answers: Vec<Answered>,
}

/// What an operation answers, by status.
struct Answered {
    status: String,
    /// The form of the answer; none of a problem, whose form is always the same.
    form: Option<String>,
}

/// A kind of problem, under the address that problems name it by.
struct Kind {
    word: &'static str,
    status: u16,
    title: String,
    text: String,
}

#[derive(Template)]
#[template(path = "api.html")]
struct ApiPage {
    frame: Frame,
    public: String,
    slug: String,
    operations: Vec<Operation>,
    problems: Vec<Kind>,
}

#[utoipa::path(get, path = "/api/v1/openapi.json", operation_id = "openapi", responses(
    (status = 200, description = "This document, OpenAPI 3.1", body = serde_json::Value)))]
pub(super) async fn openapi() -> Response {
    Json(document()).into_response()
}

async fn page(visit: Visit) -> Response {
    let frame = visit.frame();
    let mut operations = Vec::new();
    for (path, item) in document().paths.paths {
        let methods = [
            ("GET", item.get),
            ("POST", item.post),
            ("PATCH", item.patch),
            ("DELETE", item.delete),
        ];
        for (method, operation) in methods {
            let Some(operation) = operation else { continue };
            let id = operation.operation_id.unwrap_or_default();
            let answers = operation.responses.responses.into_iter().map(|(status, answer)| {
                let form = match answer {
                    RefOr::T(answer) => answer.content.values().find_map(form),
                    RefOr::Ref(_) => None,
                };
                Answered { status, form: form.filter(|form| form != "Problem") }
            });
            let takes = operation.request_body.and_then(|body| match body {
                RefOr::T(body) => body.content.values().find_map(form),
                RefOr::Ref(_) => None,
            });
            let (path, what) = (path.clone(), frame.say(said::said(&id)));
            let security = serde_json::to_value(&operation.security).unwrap_or_default();
            let token = |kind: &str| security.pointer(&format!("/0/{kind}")).is_some();
            let (member, finder) = (token("bearer"), token("finder"));
            operations.push(Operation {
                method,
                path,
                what,
                member,
                finder,
                takes,
                answers: answers.collect(),
            });
        }
    }
    let problems = Wrong::kinds().into_iter().map(|wrong| {
        let (title, text) = wrong.said(&frame);
        Kind { word: wrong.word(), status: wrong.status().as_u16(), title, text }
    });
    let problems = problems.collect();
    let public = visit.house.public().to_string();
    let public = public.trim_end_matches('/').to_owned();
    let slug = visit.house.offices().first().map_or_else(String::new, |one| one.slug().to_string());
    Page(ApiPage { frame, public, slug, operations, problems }).into_response()
}

/// The name of the form of a body.
fn form(content: &RefOr<Content>) -> Option<String> {
    let RefOr::T(content) = content else { return None };
    match content.schema.as_ref()? {
        RefOr::Ref(named) => named.ref_location.rsplit('/').next().map(str::to_owned),
        RefOr::T(_) => None,
    }
}

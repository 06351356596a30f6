//! The document of the interface, for programs and for people.

use askama::Template;
use axum::Json;
use axum::response::{IntoResponse, Response};

use super::document::document;
use crate::web::access::{Access, Route};
use crate::web::{Frame, Page, Visit};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/openapi.json", Access::Anybody, openapi),
        Route::get("/api", Access::Anybody, page),
    ]
}

/// An operation on the page: its method, its address, what it is for, and what it answers.
struct Operation {
    method: &'static str,
    path: String,
    what: String,
    member: bool,
    answers: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "api.html")]
struct ApiPage {
    frame: Frame,
    operations: Vec<Operation>,
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
        let methods = [("GET", item.get), ("POST", item.post), ("DELETE", item.delete)];
        for (method, operation) in methods {
            let Some(operation) = operation else { continue };
            let id = operation.operation_id.unwrap_or_default();
            let answers = operation.responses.responses.into_iter().map(|(status, answer)| {
                let what = match answer {
                    utoipa::openapi::RefOr::T(answer) => answer.description,
                    utoipa::openapi::RefOr::Ref(_) => String::new(),
                };
                (status, what)
            });
            operations.push(Operation {
                method,
                path: path.clone(),
                what: frame.say(said(&id)),
                member: operation.security.is_some(),
                answers: answers.collect(),
            });
        }
    }
    Page(ApiPage { frame, operations }).into_response()
}

/// What an operation is for, as a text.
fn said(operation: &str) -> &'static str {
    match operation {
        "law" => "api-law",
        "statute" => "api-statute",
        "article" => "api-article",
        "facts" => "api-facts",
        "ask" => "api-ask",
        "offices" => "api-offices",
        "office" => "api-office",
        "session-begin" => "api-session-begin",
        "session-end" => "api-session-end",
        "report" => "api-report",
        "cases" => "api-cases",
        "case" => "api-case",
        "duties-of-all" => "api-duties-of-all",
        "duties" => "api-duties",
        "facts-establish" => "api-facts-establish",
        "ask-of-case" => "api-ask-of-case",
        "decide" => "api-decide",
        "log-checkpoint" => "api-log-checkpoint",
        "log-tile" => "api-log-tile",
        "log-key" => "api-log-key",
        "log-proof" => "api-log-proof",
        _ => "api-openapi",
    }
}

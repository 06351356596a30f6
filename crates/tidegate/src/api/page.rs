//! The document of the interface, for programs and for people.

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
        let methods = [("GET", item.get), ("POST", item.post), ("DELETE", item.delete)];
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
            let (path, what) = (path.clone(), frame.say(said(&id)));
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

/// What an operation is for, as a text.
fn said(operation: &str) -> &'static str {
    match operation {
        "law" => "api-law",
        "conflicts" => "api-conflicts",
        "statute" => "api-statute",
        "article" => "api-article",
        "facts" => "api-facts",
        "ask" => "api-ask",
        "offices" => "api-offices",
        "office" => "api-office",
        "session-begin" => "api-session-begin",
        "session-end" => "api-session-end",
        "session-in-demonstration" => "api-session-in-demonstration",
        "reception" => "api-reception",
        "report" => "api-report",
        "stay-begin" => "api-stay-begin",
        "stay-end" => "api-stay-end",
        "mine" => "api-mine",
        "mine-write" => "api-mine-write",
        "mine-place" => "api-mine-place",
        "mine-receipt" => "api-mine-receipt",
        "cases" => "api-cases",
        "case" => "api-case",
        "duties-of-all" => "api-duties-of-all",
        "duties" => "api-duties",
        "facts-establish" => "api-facts-establish",
        "tell" => "api-tell",
        "embargo" => "api-embargo",
        "rule" => "api-rule",
        "ask-of-case" => "api-ask-of-case",
        "decide" => "api-decide",
        "item-open" => "api-item-open",
        "messages-open" => "api-messages-open",
        "message-write" => "api-message-write",
        "message-send" => "api-message-send",
        "acknowledge" => "api-acknowledge",
        "plan" => "api-plan",
        "what-if" => "api-what-if",
        "drill" => "api-drill",
        "drill-case" => "api-drill-case",
        "sheet" => "api-sheet",
        "sheet-open" => "api-sheet-open",
        "sheet-pdf" => "api-sheet-pdf",
        "sheet-filed" => "api-sheet-filed",
        "account" => "api-account",
        "passphrase-change" => "api-passphrase-change",
        "codes-offer" => "api-codes-offer",
        "codes-confirm" => "api-codes-confirm",
        "codes-end" => "api-codes-end",
        "sessions-end-others" => "api-sessions-end-others",
        "session-end-one" => "api-session-end-one",
        "token-make" => "api-token-make",
        "token-end" => "api-token-end",
        "members" => "api-members",
        "members-second-factor" => "api-members-second-factor",
        "member-end" => "api-member-end",
        "register" => "api-register",
        "organisations" => "api-organisations",
        "organisation-add" => "api-organisation-add",
        "organisation" => "api-organisation",
        "organisation-change" => "api-organisation-change",
        "people" => "api-people",
        "person-let-in" => "api-person-let-in",
        "person-end" => "api-person-end",
        "catalogue" => "api-catalogue",
        "catalogue-take-in" => "api-catalogue-take-in",
        "participants" => "api-participants",
        "participant-join" => "api-participant-join",
        "participant-let-out" => "api-participant-let-out",
        "participant-write" => "api-participant-write",
        "participant-messages" => "api-participant-messages",
        "our-case" => "api-our-case",
        "our-message" => "api-our-message",
        "our-fact" => "api-our-fact",
        "our-acknowledgement" => "api-our-acknowledgement",
        "ours" => "api-ours",
        "own-people" => "api-own-people",
        "own-person-let-in" => "api-own-person-let-in",
        "own-person-end" => "api-own-person-end",
        "log-checkpoint" => "api-log-checkpoint",
        "log-files" => "api-log-files",
        "log-tile" => "api-log-tile",
        "log-key" => "api-log-key",
        "log-proof" => "api-log-proof",
        "log-consistency" => "api-log-consistency",
        other => super::notices::said(other).unwrap_or("api-openapi"),
    }
}

//! The OpenAPI 3.1 document, made from the handlers.

use utoipa::OpenApi;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};

use super::{body, cases, law, log, offices, page, plans, reports, sheets};

#[derive(OpenApi)]
#[openapi(
    info(title = "Tidegate", description = "Vulnerability information under law"),
    paths(
        law::law,
        law::statute,
        law::article,
        law::facts_of_book,
        law::ask,
        offices::offices,
        offices::office,
        offices::begin,
        offices::end,
        reports::report,
        cases::cases,
        cases::duties_of_all,
        cases::case,
        cases::duties,
        cases::establish,
        cases::ask,
        cases::decide,
        plans::plan,
        plans::what_if,
        sheets::sheet,
        log::checkpoint,
        log::tile,
        log::key,
        log::proof,
        page::openapi,
    ),
    components(schemas(
        body::AskBody,
        body::QuestionBody,
        body::FactsBody,
        body::WhatIfBody,
        body::ReportBody,
        body::SignInBody,
        offices::OfficesListed,
        offices::OfficeListed,
        offices::SessionBegun,
        crate::web::Problem,
    ))
)]
struct Described;

/// The document of the interface.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    let mut document = Described::openapi();
    let components = document.components.get_or_insert_with(Default::default);
    let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    components.add_security_scheme("bearer", bearer);
    document
}

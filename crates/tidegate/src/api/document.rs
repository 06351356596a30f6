//! The OpenAPI 3.1 document, made from the handlers.

use utoipa::OpenApi;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};

use super::{
    account, body, cases, content, coordination, declare, drills, finder, law, log, members,
    offices, page, plans, register, reportability, reports, sheets, telling,
};

#[derive(OpenApi)]
#[openapi(
    info(title = "Tidegate", description = "Vulnerability information under law"),
    paths(
        law::law,
        law::conflicts,
        law::statute,
        law::article,
        law::facts_of_book,
        law::ask,
        offices::offices,
        offices::office,
        offices::begin,
        offices::end,
        offices::enter,
        account::account,
        account::passphrase,
        account::offer,
        account::confirm,
        account::end_codes,
        account::end_others,
        account::end_one,
        account::make,
        account::end_token,
        members::members,
        members::ask,
        members::end,
        reports::report,
        finder::before,
        finder::begin,
        finder::end,
        finder::mine,
        finder::write,
        finder::place,
        finder::receipt,
        cases::cases,
        cases::duties_of_all,
        cases::case,
        cases::duties,
        cases::establish,
        cases::ask,
        cases::decide,
        telling::tell,
        telling::embargo,
        telling::rule,
        content::open,
        content::messages,
        content::write,
        content::send,
        content::acknowledge,
        coordination::coordination,
        plans::plan,
        plans::what_if,
        drills::story,
        drills::case,
        sheets::sheet,
        sheets::open,
        sheets::as_pdf,
        sheets::filed,
        reportability::decisions,
        declare::listed,
        declare::declare,
        declare::one,
        reportability::decide,
        register::register,
        log::checkpoint,
        log::tile,
        log::list,
        log::consistency,
        log::key,
        log::proof,
        page::openapi,
    ),
    components(schemas(
        body::AskBody,
        body::QuestionBody,
        body::FactsBody,
        body::WhatIfBody,
        body::DrillBody,
        body::ReportBody,
        body::SignInBody,
        body::RoleBody,
        body::EmbargoBody,
        body::LinesBody,
        body::RulingBody,
        body::AnswerBody,
        body::MessageBody,
        body::PlaceBody,
        body::WayBackBody,
        body::SheetBody,
        body::FiledBody,
        body::NotReportableBody,
        body::DeclareBody,
        body::PassphraseBody,
        body::NewPassphraseBody,
        body::CodeBody,
        body::CodesEndBody,
        body::TokenBody,
        body::RolesBody,
        body::EndBody,
        finder::StayBegun,
        finder::WrittenTold,
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
    // A member's session and a finder's stay are tokens of two kinds: neither opens what the other does.
    for kind in ["bearer", "finder"] {
        let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
        components.add_security_scheme(kind, bearer);
    }
    document
}

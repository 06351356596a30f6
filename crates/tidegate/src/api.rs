//! The interface under `/api/v1`: what the pages do, for programs.
//!
//! Its routes are rows of the one table ([`crate::web::table`]) with the same guards; what it answers are the forms of
//! [`crate::say`], which are the JSON of the commands; what it does are the errands of [`crate::errand`]. Errors are
//! problems (RFC 9457). A session is a bearer token and never a cookie; a body counts only
//! as `application/json`, which no form of another site can send. The OpenAPI document and its page are
//! made from the handlers (`document`), and a test holds them to the table.

mod account;
mod board;
mod body;
mod bulk;
mod cases;
mod circle;
mod contacts;
mod content;
mod coordination;
mod declare;
mod directed;
mod directives;
mod document;
mod drills;
mod figures;
mod files;
mod finder;
mod law;
mod log;
mod mail;
mod members;
mod notices;
mod offices;
mod organisations;
mod page;
mod participants;
mod plans;
mod queues;
mod register;
mod reportability;
mod reports;
mod search;
mod sheets;
mod single;
mod telling;
mod then;
mod transfers;
mod triage;
mod work;

pub use board::FilterBody;
pub use body::{
    AnswerBody, AskBody, CatalogueBody, CodeBody, CodesEndBody, DeclareBody, DrillBody,
    EmbargoBody, EndBody, FactsBody, FiledBody, JoinBody, LetOutBody, LinesBody, MessageBody,
    NewPassphraseBody, NotReportableBody, OrganisationBody, OurFactBody, PassphraseBody,
    PersonBody, PlaceBody, QuestionBody, ReachBody, ReportBody, RoleBody, RolesBody, SameBody,
    SheetBody, SignInBody, TextBody, ToParticipantBody, TokenBody, WayBackBody, WhatIfBody,
};
pub use bulk::BulkBody;
pub use circle::{AdmissionBody, KeeperBody};
pub use contacts::ContactBody;
pub use directives::{
    ArrivalBody, DirectiveAnswerBody, DirectiveBody, MeasureBody, MeasureReportBody, ProposalBody,
    ProposedRulingBody, ReleaseBody, ReviewBody, SettlementBody, ShownBody, VerificationBody,
};
pub use document::document;
pub use finder::{StayBegun, TakeBackBody, WrittenTold};
pub use mail::MailKeyBody;
pub(crate) use notices::SETTINGS;
pub use notices::{LadderBody, PatienceBody, ReaderBody, WebhookBody};
pub use offices::{OfficeListed, OfficesListed, SessionBegun};
pub use single::{ExpectedBody, OnlyBody, ProviderBody};
pub use transfers::{OfferAnswerBody, OfferBody, OfferEndBody};
pub use triage::{
    AnswersBody, ExploitationBody, PriorityBody, ScoreBody, SeverityBody, WeaknessesBody,
};
pub use work::{ArrangementBody, ClosingBody, JudgementBody, MergeOrSplitBody};

use crate::web::access::Route;

/// The rows of the interface, for the one table.
pub(crate) fn routes() -> Vec<Route> {
    let mut routes = Vec::new();
    routes.extend(law::routes());
    routes.extend(offices::routes());
    routes.extend(account::routes());
    routes.extend(members::routes());
    routes.extend(single::routes());
    routes.extend(reports::routes());
    routes.extend(finder::routes());
    routes.extend(contacts::routes());
    routes.extend(cases::routes());
    routes.extend(circle::routes());
    routes.extend(board::routes());
    routes.extend(then::routes());
    routes.extend(bulk::routes());
    routes.extend(directed::routes());
    routes.extend(queues::routes());
    routes.extend(search::routes());
    routes.extend(telling::routes());
    routes.extend(content::routes());
    routes.extend(files::routes());
    routes.extend(coordination::routes());
    routes.extend(work::routes());
    routes.extend(transfers::routes());
    routes.extend(triage::routes());
    routes.extend(plans::routes());
    routes.extend(declare::routes());
    routes.extend(reportability::routes());
    routes.extend(directives::routes());
    routes.extend(drills::routes());
    routes.extend(sheets::routes());
    routes.extend(register::routes());
    routes.extend(organisations::routes());
    routes.extend(participants::routes());
    routes.extend(figures::routes());
    routes.extend(log::routes());
    routes.extend(notices::routes());
    routes.extend(mail::routes());
    routes.extend(page::routes());
    routes
}

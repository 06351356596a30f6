//! The pages: what a person sees in a browser, rendered on the server, in English and Simplified Chinese.
//!
//! Every page works without JavaScript; its script only spares a reload, and asks a device for a passkey, which nothing
//! else can. A page asks the book or the desk and
//! shows what it learned; it decides nothing and touches no store. Which address exists, and who may ask for it, stands
//! in one table ([`access::Route`]): a page declares its routes beside its handlers, and there is no other way to add
//! one. What every answer carries (headers, language, who is signed in) is added around the handlers, in [`visit`].
//!
//! How to add a page: a file here with a `routes` function and its handlers, a template in `templates/`, its words in
//! `words/{en,zh}/web-NAME.ftl`, and its `routes` in [`table`].

pub mod access;
mod account;
mod ask;
mod assets;
pub(crate) mod attachments;
mod board;
mod bulk;
mod case;
mod cases;
mod claim;
mod conflicts;
mod contacts;
mod declare;
mod directed;
mod directing;
mod drill;
mod figures;
mod floods;
mod form;
mod frame;
mod headers;
mod home;
mod law;
pub(crate) mod log;
mod mail;
mod members;
mod notices;
mod organisations;
pub(crate) mod ours;
mod passkey;
mod problem;
mod providers;
mod registers;
pub(crate) mod report;
mod search;
mod sign_in;
mod single;
mod thread;
mod today;
mod tour;
mod transfers;
pub mod visit;
mod wrong;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate as _};

use crate::server::House;
use access::Route;

pub(crate) use board::kept as keep_filter;
pub(crate) use case::addresses;
pub(crate) use case::sheet_file;
pub(crate) use case::{may_settle, recomputed};
pub use form::Posted;
pub use frame::{Frame, Page};
pub use problem::{Problem, is_interface};
pub(crate) use tour::enter_demonstration;
pub use visit::Visit;
pub use wrong::Wrong;

/// Every address there is, with who may ask for it.
#[must_use]
pub fn table() -> Vec<Route> {
    let mut table = Vec::new();
    table.extend(assets::routes());
    table.extend(crate::api::routes());
    table.extend(home::routes());
    table.extend(ask::routes());
    table.extend(law::routes());
    table.extend(conflicts::routes());
    table.extend(directed::routes());
    table.extend(drill::routes());
    table.extend(log::routes());
    table.extend(report::routes());
    table.extend(sign_in::routes());
    table.extend(passkey::routes());
    table.extend(single::routes());
    table.extend(account::routes());
    table.extend(mail::routes());
    table.extend(claim::routes());
    table.extend(members::routes());
    table.extend(contacts::routes());
    table.extend(providers::routes());
    table.extend(today::routes());
    table.extend(search::routes());
    table.extend(cases::routes());
    table.extend(board::routes());
    table.extend(bulk::routes());
    table.extend(floods::routes());
    table.extend(case::routes());
    table.extend(attachments::routes());
    table.extend(registers::routes());
    table.extend(figures::routes());
    table.extend(declare::routes());
    table.extend(organisations::routes());
    table.extend(ours::routes());
    table.extend(transfers::routes());
    table.extend(notices::routes());
    table.extend(tour::routes());
    table
}

/// The routes of the table, each behind its guard, with what every answer carries.
pub fn routes(house: &Arc<House>) -> Router {
    let mut router = Router::new();
    for route in table() {
        let guard = from_fn_with_state((Arc::clone(house), route.entry()), visit::guard);
        let body = DefaultBodyLimit::max(route.body.bytes(house.limits()));
        router = router.route(route.path, route.handler.route_layer(guard).layer(body));
    }
    // What a file holds is not ours to shorten, and its length is said.
    let kinds =
        DefaultPredicate::new().and(NotForContentType::const_new("application/octet-stream"));
    router
        .fallback(wrong::nowhere)
        .method_not_allowed_fallback(wrong::no_such_method)
        .layer(CatchPanicLayer::custom(wrong::panicked))
        .layer(from_fn_with_state(Arc::clone(house), visit::look))
        .layer(CompressionLayer::new().compress_when(kinds))
        .layer(from_fn(headers::add))
        .with_state(Arc::clone(house))
}

//! Who may ask for which address: the one authorisation table of pages and interface.
//!
//! A [`Route`] is an address with its method, its guard and its handler; the server is built from these rows and from
//! nothing else, so an address without a row does not exist. A test walks the table with every role. What may be seen
//! *within* a page (which case, which item) is for the desk and the gate.

use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, MethodRouter, on};

use crate::people::MemberRole;
use crate::server::{House, Limits};
use std::sync::Arc;

/// Who may ask for an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody, without an account.
    Anybody,
    /// Whoever holds the way back to a report; the handler checks it.
    Finder,
    /// Members of the office that the address names, in one of these roles.
    Members(&'static [MemberRole]),
}

/// Everybody who works on cases.
pub const CASE_WORK: Access = Access::Members(&[
    MemberRole::Manufacturer,
    MemberRole::Operator,
    MemberRole::Analyst,
    MemberRole::DecisionMaker,
    MemberRole::Coordinator,
]);

/// Everybody who works on cases, and auditors.
pub const REGISTERS: Access = Access::Members(&[
    MemberRole::Manufacturer,
    MemberRole::Operator,
    MemberRole::Analyst,
    MemberRole::DecisionMaker,
    MemberRole::Coordinator,
    MemberRole::Auditor,
]);

/// Everybody who is signed in.
pub const ANY_MEMBER: Access = Access::Members(&MemberRole::ALL);

/// How large the body of a request may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Body {
    /// A form without files.
    Form,
    /// A form with files.
    Files,
}

impl Body {
    /// In bytes.
    #[must_use]
    pub fn bytes(self, limits: &Limits) -> usize {
        match self {
            Self::Form => limits.body,
            Self::Files => limits.upload,
        }
    }
}

/// One row: an address, who may ask for it, and what answers.
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path, in axum's form: `/at/{office}/cases`.
    pub path: &'static str,
    /// Who may ask.
    pub access: Access,
    /// How large the body may be.
    pub body: Body,
    pub(crate) handler: MethodRouter<Arc<House>>,
}

impl std::fmt::Debug for Route {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {:?}", self.method, self.path, self.access)
    }
}

impl Route {
    /// A page that is read.
    pub fn get<H, T>(path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, Arc<House>>,
        T: 'static,
    {
        let (method, body) = (Method::GET, Body::Form);
        Self { method, path, access, body, handler: on(MethodFilter::GET, handler) }
    }

    /// Something that is done.
    pub fn post<H, T>(path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, Arc<House>>,
        T: 'static,
    {
        let (method, body) = (Method::POST, Body::Form);
        Self { method, path, access, body, handler: on(MethodFilter::POST, handler) }
    }

    /// Something that is ended.
    pub fn delete<H, T>(path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, Arc<House>>,
        T: 'static,
    {
        let (method, body) = (Method::DELETE, Body::Form);
        Self { method, path, access, body, handler: on(MethodFilter::DELETE, handler) }
    }

    /// The same, for a body with files.
    #[must_use]
    pub fn with_files(self) -> Self {
        Self { body: Body::Files, ..self }
    }
}

//! Who may ask for which address: the one authorisation table of pages and interface.
//!
//! A [`Route`] is an address with its method, its guard and its handler; the server is built from these rows and from
//! nothing else, so an address without a row does not exist. A test walks the table with every role. What may be seen
//! *within* a page (which case, which item) is for the desk and the gate.

use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, MethodRouter, on};

use crate::people::{Area, Deed, Member, MemberRole, Scope};
use crate::server::{House, Limits};
use std::sync::Arc;

/// Who may ask for an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody, without an account.
    Anybody,
    /// Whoever holds the way back to a report; the handler checks it.
    Finder,
    /// Members of the office that the address names, in one of these roles. Nobody of an organisation is one.
    Members(&'static [MemberRole]),
    /// The people of organisations that take part in cases of the office, in one of these roles; no member of the
    /// office is one. Which organisation they are of is for the handler, which sees nothing of any other.
    Participants(&'static [MemberRole]),
    /// Whoever is signed in at the office, of whichever side.
    SignedIn,
}

impl Access {
    /// Whether somebody who is signed in at the office may ask.
    #[must_use]
    pub fn admits(self, member: &Member) -> bool {
        match self {
            Self::Anybody | Self::Finder | Self::SignedIn => true,
            Self::Members(roles) => member.organisation.is_none() && member.is_any(roles),
            Self::Participants(roles) => member.organisation.is_some() && member.is_any(roles),
        }
    }
}

/// Everybody who works on cases.
pub const CASE_WORK: Access = Access::Members(&MemberRole::CASE_WORK);

/// Everybody who works on cases, and auditors.
pub const REGISTERS: Access = Access::Members(&[
    MemberRole::Manufacturer,
    MemberRole::Operator,
    MemberRole::Analyst,
    MemberRole::DecisionMaker,
    MemberRole::Coordinator,
    MemberRole::Auditor,
]);

/// Those who look after accounts and settings.
pub const ADMINISTRATION: Access = Access::Members(&[MemberRole::Administrator]);

/// Those who may read the address that a finder left for them.
pub const CONTACTS: Access = Access::Members(&[MemberRole::ContactKeeper]);

/// Everybody of the office who is signed in.
pub const ANY_MEMBER: Access = Access::Members(&MemberRole::ALL);

/// Whoever keeps the office's register of organisations: everybody who works on cases, and administrators.
pub const ORGANISATIONS: Access = Access::Members(&[
    MemberRole::Manufacturer,
    MemberRole::Operator,
    MemberRole::Analyst,
    MemberRole::DecisionMaker,
    MemberRole::Coordinator,
    MemberRole::Administrator,
]);

/// The people of an organisation, for what concerns it as a whole.
pub const PARTICIPANTS: Access = Access::Participants(&MemberRole::OF_ORGANISATIONS);

/// The people of an organisation who work on its cases.
pub const OUR_CASES: Access = Access::Participants(&[
    MemberRole::Manufacturer,
    MemberRole::Operator,
    MemberRole::Coordinator,
]);

/// Whoever lets the people of the own organisation in.
pub const OWN_PEOPLE: Access = Access::Participants(&[MemberRole::OrganisationAdministrator]);

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

/// What the guard of a row looks at.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// Who may ask.
    pub access: Access,
    /// Which scope a token needs.
    pub scope: Option<Scope>,
    /// Whether a member may ask who must first make a second factor.
    pub before_factor: bool,
}

/// Which scope a token needs for a row: by method and by what the address is about. Pages, sessions and accounts, where
/// a member's notices go, what makes a secret and how a finder is reached are for people, whatever token is shown; the
/// rest of the interface is for tokens too.
fn scope_of(method: &Method, path: &str, access: Access) -> Option<Scope> {
    if matches!(access, Access::Anybody | Access::Finder) {
        return None;
    }
    // Whom an organisation lets in is a matter of accounts.
    if path.contains("/people") {
        return None;
    }
    let area = match within_office(path, "/api/v1/offices/{office}/")? {
        "sessions" | "account" | "members" | "single-sign-on" | "reader" | "webhooks"
        | "contacts" => {
            return None;
        }
        "cases" | "directives" | "duties" | "ours" => Area::Cases,
        "register" | "registers" => Area::Registers,
        _ => Area::Office,
    };
    let deed = if *method == Method::GET { Deed::Read } else { Deed::Write };
    Some(Scope::new(area, deed))
}

/// The first part of an address after its office.
fn within_office<'p>(path: &'p str, office: &str) -> Option<&'p str> {
    path.strip_prefix(office)?.split('/').next()
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
    /// Which scope a token needs; none where no token is let in.
    pub scope: Option<Scope>,
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
        let scope = scope_of(&method, path, access);
        Self { method, path, access, body, scope, handler: on(MethodFilter::GET, handler) }
    }

    /// Something that is done.
    pub fn post<H, T>(path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, Arc<House>>,
        T: 'static,
    {
        let (method, body) = (Method::POST, Body::Form);
        let scope = scope_of(&method, path, access);
        Self { method, path, access, body, scope, handler: on(MethodFilter::POST, handler) }
    }

    /// Something that goes on from where it was left.
    pub fn patch<H, T>(path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, Arc<House>>,
        T: 'static,
    {
        let (method, body) = (Method::PATCH, Body::Form);
        let scope = scope_of(&method, path, access);
        Self { method, path, access, body, scope, handler: on(MethodFilter::PATCH, handler) }
    }

    /// Something that is ended.
    pub fn delete<H, T>(path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, Arc<House>>,
        T: 'static,
    {
        let (method, body) = (Method::DELETE, Body::Form);
        let scope = scope_of(&method, path, access);
        Self { method, path, access, body, scope, handler: on(MethodFilter::DELETE, handler) }
    }

    /// What its guard looks at.
    #[must_use]
    pub fn entry(&self) -> Entry {
        let part = within_office(self.path, "/at/{office}/")
            .or_else(|| within_office(self.path, "/api/v1/offices/{office}/"));
        let before_factor = matches!(part, Some("account" | "sign-out" | "sessions"));
        Entry { access: self.access, scope: self.scope, before_factor }
    }

    /// The same, for a body with files.
    #[must_use]
    pub fn with_files(self) -> Self {
        Self { body: Body::Files, ..self }
    }
}

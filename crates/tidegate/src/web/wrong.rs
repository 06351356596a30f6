//! What went wrong, as a page: what it was, what to do, and never what the server is made of.

use std::any::Any;

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use tidegate_law::Words;

use super::frame::{Frame, Page};
use super::problem::{Problem, is_interface};
use super::visit::Visit;
use crate::desk::DeskError;
use crate::errand::NotDone;
use crate::people::{NoProvider, NotChanged, NotSignedIn};
use crate::say::error::Said;
use crate::words::Voice;

/// The fields of members' forms that a person types, each with a name of its own.
const TYPED: [&str; 46] = [
    "how",
    "remind",
    "escalate",
    "decide",
    "shown_done",
    "shown_of",
    "shown_before",
    "shown_after",
    "shown_on",
    "shown_who",
    "vector",
    "evidence",
    "dated",
    "catalogued",
    "overruled",
    "versions",
    "text_1",
    "due_1",
    "text_2",
    "due_2",
    "text_3",
    "due_3",
    "text_4",
    "due_4",
    "basis",
    "text",
    "lines",
    "source",
    "value",
    "reasons",
    "reason",
    "by",
    "expires",
    "until",
    "terms",
    "time",
    "when",
    "reference",
    "name",
    "provider",
    "label",
    "issuer",
    "client",
    "acr",
    "subject",
    "email",
];
/// What a form chose by itself: it goes back as it came. Everything else is shown and can be changed.
const CHOSEN: [&str; 22] = [
    "act",
    "action",
    "confirmed",
    "cvss",
    "do",
    "ended",
    "follows",
    "item",
    "items",
    "key",
    "notice",
    "number",
    "other_seen",
    "outcome",
    "party",
    "seen",
    "step",
    "table",
    "take",
    "task",
    "view",
    "what",
];
/// Those that hold more than a line.
const LONG: [&str; 5] = ["text", "lines", "reasons", "reason", "acr"];

/// A field of a form that could not be taken.
struct WrittenShown {
    name: String,
    /// What it is called, where a person typed it.
    label: Option<String>,
    value: String,
    long: bool,
}

/// Why a request is not answered as it was meant. Said to the visitor by [`look`](super::visit::look).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// There is nothing at this address, or it is not this visitor's; the two look alike.
    Nowhere,
    /// The address is there, but not for this method.
    Method,
    /// Somebody must sign in first.
    SignIn,
    /// Login or passphrase are wrong, or the account was ended; which of these is not said.
    Refused,
    /// Whoever is signed in has no role that may.
    NotYours,
    /// A token is not for this, whatever the roles of its member.
    Scope,
    /// The passphrase was right; a code is asked for.
    Code,
    /// Whoever is signed in must make a second factor first.
    FactorFirst,
    /// Another site sent the request.
    OtherSite,
    /// The form is not this visitor's any more.
    Stale,
    /// The form is not one that the page has.
    Form,
    /// The body is not of a kind that is read here.
    Kind,
    /// The body is larger than allowed.
    TooLarge,
    /// Too often; try again after so many seconds.
    TooMany(u32),
    /// What was asked cannot be done, and why.
    Asked(Words),
    /// The law forbids the office to take it in.
    Shut(Words),
    /// Something changed meanwhile.
    Changed(Words),
    /// Our fault.
    Fault,
}

impl From<DeskError> for Wrong {
    fn from(error: DeskError) -> Self {
        match error {
            DeskError::NoSuchCase(_) | DeskError::NoContent(_) => Self::Nowhere,
            reused if reused.is_a_key_reused() => Self::Changed(in_both(&reused)),
            DeskError::Contended(_) => Self::Changed(in_both(&error)),
            asked if asked.is_of_the_asker() => Self::Asked(in_both(&asked)),
            fault => {
                tracing::error!("the desk could not do what it was asked: {fault}");
                Self::Fault
            }
        }
    }
}

/// The language of the visitor is known only where the page is made.
pub(super) fn in_both(error: &impl Said) -> Words {
    Voice::in_both(|voice| error.said(voice))
}

impl From<NotSignedIn> for Wrong {
    fn from(error: NotSignedIn) -> Self {
        match error {
            NotSignedIn::Refused => Self::Refused,
            NotSignedIn::Code => Self::Code,
            NotSignedIn::Passkey | NotSignedIn::Regressed | NotSignedIn::SingleOnly => {
                Self::Asked(in_both(&error))
            }
            NotSignedIn::Desk(error) => error.into(),
        }
    }
}

impl From<NotChanged> for Wrong {
    fn from(error: NotChanged) -> Self {
        match error {
            NotChanged::Desk(error) => error.into(),
            NotChanged::Refused => Self::Refused,
            NotChanged::NoMember | NotChanged::NoPasskey | NotChanged::NoLink => Self::Nowhere,
            asked => Self::Asked(in_both(&asked)),
        }
    }
}

impl From<NoProvider> for Wrong {
    fn from(error: NoProvider) -> Self {
        match error {
            NoProvider::Desk(error) => error.into(),
            NoProvider::None | NoProvider::NoMember => Self::Nowhere,
            asked => Self::Asked(in_both(&asked)),
        }
    }
}

impl From<NotDone> for Wrong {
    fn from(error: NotDone) -> Self {
        match error {
            NotDone::Desk(error) => error.into(),
            NotDone::Fault(fault) => {
                tracing::error!("an errand could not be done: {fault:#}");
                Self::Fault
            }
            NotDone::Faster(words) => Self::Changed(words),
            asked => Self::Asked(in_both(&asked)),
        }
    }
}

impl IntoResponse for Wrong {
    /// An empty answer that carries what went wrong; the frame around everything says it.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[derive(Template)]
#[template(path = "wrong.html")]
struct WrongPage {
    frame: Frame,
    title: String,
    text: String,
    /// Where a form is sent again that could not be taken.
    action: String,
    /// What was written in it.
    written: Vec<WrittenShown>,
    /// Where to go on.
    back: Option<String>,
}

impl Wrong {
    /// One of each kind, for the page that explains them.
    pub(crate) fn kinds() -> Vec<Self> {
        let none = || Words { en: String::new(), zh: String::new() };
        vec![
            Self::Form,
            Self::Asked(none()),
            Self::SignIn,
            Self::Refused,
            Self::Code,
            Self::NotYours,
            Self::Scope,
            Self::FactorFirst,
            Self::OtherSite,
            Self::Stale,
            Self::Shut(none()),
            Self::Nowhere,
            Self::Method,
            Self::Changed(none()),
            Self::TooLarge,
            Self::Kind,
            Self::TooMany(60),
            Self::Fault,
        ]
    }

    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::Nowhere => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::SignIn | Self::Refused | Self::Code => StatusCode::UNAUTHORIZED,
            Self::NotYours
            | Self::Scope
            | Self::FactorFirst
            | Self::OtherSite
            | Self::Stale
            | Self::Shut(_) => StatusCode::FORBIDDEN,
            Self::Form | Self::Asked(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Kind => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Changed(_) => StatusCode::CONFLICT,
            Self::Fault => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The word that names it in the address of a problem.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::Nowhere => "nowhere",
            Self::Method => "method",
            Self::SignIn => "sign-in",
            Self::Refused => "refused",
            Self::NotYours => "not-yours",
            Self::Scope => "scope",
            Self::Code => "code",
            Self::FactorFirst => "factor-first",
            Self::OtherSite => "other-site",
            Self::Stale => "stale",
            Self::Form => "form",
            Self::Kind => "kind",
            Self::TooLarge => "too-large",
            Self::TooMany(_) => "too-many",
            Self::Asked(_) => "asked",
            Self::Shut(_) => "shut",
            Self::Changed(_) => "changed",
            Self::Fault => "fault",
        }
    }

    /// The page for it.
    pub(super) fn answer(self, visit: &Visit) -> Response {
        if is_interface(visit.uri.path()) {
            return Problem::of(&self, visit).into_response();
        }
        if let (Self::SignIn, Some(hosted)) = (&self, &visit.office) {
            let back = visit.uri.path_and_query().map_or("/", |path| path.as_str());
            let back = serde_urlencoded::to_string([("to", back)]).unwrap_or_default();
            return Redirect::to(&format!("/at/{}/sign-in?{back}", hosted.slug())).into_response();
        }
        if let (Self::FactorFirst, Some(hosted)) = (&self, &visit.office) {
            return Redirect::to(&format!("/at/{}/account", hosted.slug())).into_response();
        }
        let frame = visit.frame();
        let (title, text) = self.said(&frame);
        let (written, back) = (self.written(visit, &frame), back(visit));
        let action = visit.uri.path().to_owned();
        let mut response =
            Page(WrongPage { frame, title, text, action, written, back }).into_response();
        *response.status_mut() = self.status();
        if let Self::TooMany(seconds) = self {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }

    /// What a member wrote in a form that cannot be taken as it is: nothing is lost. No secret is shown again.
    fn written(&self, visit: &Visit, frame: &Frame) -> Vec<WrittenShown> {
        if !matches!(self, Self::Form | Self::Asked(_) | Self::Changed(_)) {
            return Vec::new();
        }
        let hidden = ["token", "secret", "credential", "ceremony"];
        let secret = |name: &str| hidden.contains(&name) || name.contains("pass");
        let fields = visit.written.get().into_iter().flatten();
        let label = |name: &str, value: &str| match name {
            typed if TYPED.contains(&typed) => Some(frame.say(&format!("wrong-field-{typed}"))),
            chosen if CHOSEN.contains(&chosen) || is_id(value) => None,
            other => Some(frame.with("wrong-field-other", "name", other)),
        };
        let shown = |(name, value): &(String, String)| WrittenShown {
            label: label(name, value),
            long: LONG.contains(&name.as_str()) || value.contains('\n'),
            name: name.clone(),
            value: value.clone(),
        };
        fields.filter(|(name, _)| !secret(name)).map(shown).collect()
    }

    /// Title and text in the visitor's language.
    pub(crate) fn said(&self, frame: &Frame) -> (String, String) {
        let both = |id: &str| (frame.say(&format!("{id}-title")), frame.say(&format!("{id}-text")));
        match self {
            Self::Nowhere => both("wrong-nowhere"),
            Self::Method => both("wrong-method"),
            Self::SignIn => both("wrong-sign-in"),
            Self::Refused => both("wrong-refused"),
            Self::NotYours => both("wrong-not-yours"),
            Self::Scope => both("wrong-scope"),
            Self::Code => both("wrong-code"),
            Self::FactorFirst => both("wrong-factor-first"),
            Self::OtherSite => both("wrong-other-site"),
            Self::Stale => both("wrong-stale"),
            Self::Form => both("wrong-form"),
            Self::Kind => both("wrong-kind"),
            Self::TooLarge => both("wrong-too-large"),
            Self::Fault => both("wrong-fault"),
            Self::TooMany(seconds) => {
                let text = frame.with("wrong-too-many-text", "seconds", seconds);
                (frame.say("wrong-too-many-title"), text)
            }
            Self::Asked(why) => (frame.say("wrong-asked-title"), frame.pick(why).to_owned()),
            Self::Shut(why) => (frame.say("wrong-shut-title"), frame.pick(why).to_owned()),
            Self::Changed(why) => (frame.say("wrong-changed-title"), frame.pick(why).to_owned()),
        }
    }
}

/// Whether a value is an id, which nobody types: a word, an underscore and 26 characters.
fn is_id(value: &str) -> bool {
    value.split_once('_').is_some_and(|(kind, id)| {
        id.len() == 26
            && id.chars().all(|c| c.is_ascii_alphanumeric())
            && kind.chars().all(|c| c.is_ascii_lowercase())
    })
}

/// Where the visitor can go on: the case of which the address is a part, the list or page from which the form was sent, or
/// the page without what was asked of it.
fn back(visit: &Visit) -> Option<String> {
    let path = visit.uri.path();
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    match parts.as_slice() {
        ["at", office, "cases", case, _, ..] => Some(format!("/at/{office}/cases/{case}")),
        ["at", office, "bulk", ..] => Some(format!("/at/{office}/cases")),
        ["at", office, "ours", case, _, ..] if !["people", "owed"].contains(case) => {
            Some(format!("/at/{office}/ours/{case}"))
        }
        ["at", office, "ours", "people", ..] => Some(format!("/at/{office}/ours/people")),
        ["at", office, "ours", ..] => Some(format!("/at/{office}/ours")),
        ["ask", ..] => Some("/ask".to_owned()),
        _ => visit.uri.query().map(|_| path.to_owned()),
    }
}

pub(super) async fn nowhere() -> Wrong {
    Wrong::Nowhere
}

pub(super) async fn no_such_method() -> Wrong {
    Wrong::Method
}

/// A panic is a defect; the visitor learns that it is ours, the journal where it was.
pub(super) fn panicked(_: Box<dyn Any + Send>) -> Response {
    tracing::error!("a handler panicked");
    Wrong::Fault.into_response()
}

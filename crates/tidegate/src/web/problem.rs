//! What went wrong, as the interface says it: application/problem+json (RFC 9457), in the language asked for.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::visit::Visit;
use super::wrong::Wrong;

/// The media type of a problem.
const KIND: HeaderValue = HeaderValue::from_static("application/problem+json");

/// Whether an address is one of the interface, whose errors are read by programs.
#[must_use]
pub fn is_interface(path: &str) -> bool {
    path.starts_with("/api/")
}

/// A problem as RFC 9457 has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Problem {
    /// Which kind of problem, as an address that names it.
    #[serde(rename = "type")]
    pub kind: String,
    /// What it is, in a few words.
    pub title: String,
    /// The status of the answer.
    pub status: u16,
    /// What to do.
    pub detail: String,
    /// After how many seconds to try again, where that helps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
}

impl Problem {
    pub(crate) fn of(wrong: &Wrong, visit: &Visit) -> Self {
        let (title, detail) = wrong.said(&visit.frame());
        let retry_after = match wrong {
            Wrong::TooMany(seconds) => Some(*seconds),
            _ => None,
        };
        let kind = format!("/api#problem-{}", wrong.word());
        Self { kind, title, status: wrong.status().as_u16(), detail, retry_after }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::BAD_REQUEST);
        let mut response = (status, axum::Json(&self)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, KIND);
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// An answer that the framework gave by itself, such as one to an address that cannot be read, as a problem.
pub(super) fn framed(response: Response, visit: &Visit) -> Response {
    let status = response.status();
    let ours = response.headers().get(header::CONTENT_TYPE) == Some(&KIND);
    if ours || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let wrong = match status {
        StatusCode::PAYLOAD_TOO_LARGE => Wrong::TooLarge,
        status if status.is_server_error() => Wrong::Fault,
        _ => Wrong::Form,
    };
    Problem::of(&wrong, visit).into_response()
}

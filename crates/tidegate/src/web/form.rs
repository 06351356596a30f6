//! A form as it was sent: read whole, within the limit, and only if it carries the token of whoever opened it.

use axum::RequestExt as _;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{Visit, Wrong};

/// The fields of a form, and the visit in which it was sent.
#[derive(Debug)]
pub struct Posted<T> {
    /// The visit.
    pub visit: Visit,
    /// The fields.
    pub fields: T,
}

#[derive(Deserialize)]
struct Token {
    #[serde(default)]
    token: String,
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Posted<T> {
    type Rejection = Wrong;

    async fn from_request(mut request: Request, _: &S) -> Result<Self, Wrong> {
        let visit: Visit = request.extract_parts().await?;
        let bytes: Bytes = request.extract().await.map_err(|_| Wrong::TooLarge)?;
        let token: Token = serde_urlencoded::from_bytes(&bytes).map_err(|_| Wrong::Form)?;
        visit.check_token(&token.token)?;
        if visit.member.is_some() {
            let written = serde_urlencoded::from_bytes(&bytes).map_err(|_| Wrong::Form)?;
            // A request has one form.
            let _first = visit.written.set(written);
        }
        let fields = serde_urlencoded::from_bytes(&bytes).map_err(|_| Wrong::Form)?;
        Ok(Self { visit, fields })
    }
}

impl Visit {
    /// Whether the token is that of this visitor's forms.
    ///
    /// # Errors
    /// [`Wrong::Stale`] if it is not: the form was opened by somebody else, or too long ago.
    pub fn check_token(&self, token: &str) -> Result<(), Wrong> {
        let right = self.token();
        let same = right.len() == token.len()
            && right.bytes().zip(token.bytes()).fold(0, |all, (a, b)| all | (a ^ b)) == 0;
        if same { Ok(()) } else { Err(Wrong::Stale) }
    }
}

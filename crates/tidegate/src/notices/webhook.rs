//! Webhooks: a notice as a signed request to an address that the office's administrator named.
//!
//! The form is that of Standard Webhooks 1.0: `webhook-id` is the notice, the same for every attempt, and the signature
//! is an HMAC-SHA256 over id, time and body. The body says no more than a mail does. A name is resolved once and the
//! connection goes to what was found, so that no second answer leads elsewhere; an address inside the network is
//! refused unless that webhook was allowed it by name. Nothing is followed that the other side redirects to.

use std::net::SocketAddr;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use ureq::unversioned::transport::DefaultConnector;

use super::{Notice, Why};
use crate::desk::{Desk, DeskError, Kept};
use crate::keys::Random;
use crate::reach::{Found, NotFound, found, host_and_port};

/// What a secret begins with.
const SECRET: &str = "whsec_";
/// How long the other side may take for the whole.
const WHOLE: Duration = Duration::from_secs(20);
/// How many webhooks an office may have.
const MOST: u32 = 20;

/// A webhook.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Webhook {
    /// The version of this form.
    pub version: u32,
    /// Its name at the office.
    pub name: String,
    /// Where requests go.
    pub url: String,
    /// With what they are signed: `whsec_` and 32 bytes in base64. Shown once, when it is made.
    secret: String,
    /// Whether the address may lie inside the network of the office, and be reached without TLS.
    pub inside: bool,
    /// Since when there is one.
    pub since: Timestamp,
}

/// Shows where it goes, never its secret.
impl std::fmt::Debug for Webhook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Webhook({} to {})", self.name, self.url)
    }
}

impl Kept for Webhook {
    const ROOM: &'static str = "webhook";

    fn name(&self) -> String {
        self.name.clone()
    }

    fn due(&self) -> Option<Timestamp> {
        Some(self.since)
    }
}

/// Why there can be no such webhook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoWebhook {
    /// The name is not one.
    #[error("the name of a webhook has 1 to 40 lower-case letters, digits or dashes")]
    Name,
    /// The address is not one.
    #[error("the address of a webhook is an `https://` address without a name or secret in it")]
    Address,
}

impl Webhook {
    /// A webhook with a new secret.
    ///
    /// # Errors
    /// [`NoWebhook`] in the inner result for what is wrong with it; the outer one where there is no randomness.
    pub fn new(
        name: &str,
        url: &str,
        inside: bool,
        at: Timestamp,
    ) -> Result<Result<Self, NoWebhook>, DeskError> {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if !(1..=40).contains(&name.len()) || !name.chars().all(fits) {
            return Ok(Err(NoWebhook::Name));
        }
        if host_and_port(url, inside).is_none() || url.len() > 2000 {
            return Ok(Err(NoWebhook::Address));
        }
        let secret = format!("{SECRET}{}", STANDARD.encode(Random::bytes::<32>()?));
        let (name, url) = (name.to_owned(), url.to_owned());
        Ok(Ok(Self { version: 1, name, url, secret, inside, since: at }))
    }

    /// The secret, to be shown to whoever made it.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.secret
    }

    /// What the signature of a body is at an instant.
    #[must_use]
    pub fn signature(&self, id: &str, at: Timestamp, body: &str) -> Option<String> {
        let key = STANDARD.decode(self.secret.strip_prefix(SECRET)?).ok()?;
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).ok()?;
        mac.update(format!("{id}.{}.{body}", at.as_second()).as_bytes());
        Some(format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())))
    }
}

/// The body of a request: that something is to be looked at, and where.
#[derive(Serialize)]
struct Told<'n> {
    r#type: String,
    timestamp: Timestamp,
    data: Data<'n>,
}

#[derive(Serialize)]
struct Data<'n> {
    notice: &'n str,
    kind: &'static str,
    handle: Option<&'n str>,
    due: Option<Timestamp>,
    late: bool,
    link: String,
}

/// The body for a notice. It is the same for every attempt.
pub(super) fn body(notice: &Notice, base: &str) -> String {
    let told = Told {
        r#type: format!("notice.{}", notice.kind.word()),
        timestamp: notice.raised,
        data: Data {
            notice: notice.id(),
            kind: notice.kind.word(),
            handle: notice.handle.as_deref(),
            due: notice.due,
            late: notice.late,
            link: format!("{base}{}", notice.path),
        },
    };
    // A form of texts and times always has a text; if it had none, an empty body would say nothing.
    serde_json::to_string(&told).unwrap_or_default()
}

/// Sends a notice.
pub(super) async fn send(
    webhook: Webhook,
    id: String,
    body: String,
    at: Timestamp,
) -> Result<(), Why> {
    let sent = tokio::task::spawn_blocking(move || deliver(&webhook, &id, body, at));
    match tokio::time::timeout(WHOLE * 2, sent).await {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(_)) | Err(_) => Err(Why::Unreachable),
    }
}

fn deliver(webhook: &Webhook, id: &str, body: String, at: Timestamp) -> Result<(), Why> {
    let addresses = resolved(webhook)?;
    let signature = webhook.signature(id, at, &body).ok_or(Why::NoCredentials)?;
    let config = ureq::Agent::config_builder()
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .https_only(!webhook.inside)
        .proxy(None)
        .timeout_global(Some(WHOLE))
        .build();
    let agent = ureq::Agent::with_parts(config, DefaultConnector::default(), Found(addresses));
    let answer = agent
        .post(&webhook.url)
        .header("content-type", "application/json")
        .header("user-agent", "tidegate")
        .header("webhook-id", id)
        .header("webhook-timestamp", at.as_second().to_string())
        .header("webhook-signature", signature)
        .send(body);
    let status = answer.map_err(|_| Why::Unreachable)?.status().as_u16();
    match status {
        200..=299 => Ok(()),
        // Gone, and what asks for less haste or was not done in time, as the standard reads them.
        408 | 425 | 429 | 500..=599 => Err(Why::PutOff(status)),
        _ => Err(Why::Refused(status)),
    }
}

/// Where a webhook is to be reached, found once; not at all where one of the addresses lies inside.
fn resolved(webhook: &Webhook) -> Result<Vec<SocketAddr>, Why> {
    found(&webhook.url, webhook.inside).map_err(|not| match not {
        NotFound::NotAnAddress => Why::NotAnAddress,
        NotFound::Inside => Why::NotAllowed,
        NotFound::Nowhere => Why::Unreachable,
    })
}

impl Desk {
    /// The webhooks of the office, the oldest first.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn webhooks(&self) -> Result<Vec<Webhook>, DeskError> {
        let found = self.kept_by_due::<Webhook>(None, None, MOST).await?;
        Ok(found.into_iter().map(|found| found.thing).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signature_is_that_of_the_standard() {
        // The example of the reference libraries of Standard Webhooks.
        let webhook = Webhook {
            version: 1,
            name: "example".to_owned(),
            url: "https://hooks.example/".to_owned(),
            secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".to_owned(),
            inside: false,
            since: Timestamp::UNIX_EPOCH,
        };
        let at = Timestamp::from_second(1_614_265_330).unwrap();
        let said = webhook.signature("msg_p5jXN8AQM9LWM0D4loKWxJek", at, r#"{"test": 2432232314}"#);
        assert_eq!(said.unwrap(), "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assert!(!format!("{webhook:?}").contains("MfKQ9r8"));
    }

    #[test]
    fn a_webhook_has_an_address_that_can_be_asked_over_tls() {
        let at = Timestamp::UNIX_EPOCH;
        let new = |url: &str, inside| Webhook::new("one", url, inside, at).unwrap();
        assert!(new("https://hooks.example/x", false).is_ok());
        assert_eq!(new("http://hooks.example/x", false), Err(NoWebhook::Address));
        assert_eq!(new("https://me:secret@hooks.example/", false), Err(NoWebhook::Address));
        assert_eq!(new("file:///etc/passwd", true), Err(NoWebhook::Address));
        let loopback = new("https://127.0.0.1:1/", false).unwrap();
        assert_eq!(resolved(&loopback), Err(Why::NotAllowed));
        let loopback = new("https://localhost:1/", false).unwrap();
        assert_eq!(resolved(&loopback), Err(Why::NotAllowed));
    }
}

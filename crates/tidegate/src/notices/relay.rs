//! The mail relay of an office: where its notices are handed over, and as whom.
//!
//! The credentials are named and never kept: a file, or a variable of the environment, read at each attempt. Only
//! whoever works at the machine of the office sets the relay; nobody who is signed in at the pages can point it at a
//! file or at another host.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::Why;
use crate::desk::{Desk, DeskError, Kept};

/// What the name of a variable with credentials begins with, so that no other secret of the environment is sent.
const VARIABLE: &str = "TIDEGATE_SMTP_";

/// How the connection is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Security {
    /// TLS from the first byte (RFC 8314, port 465).
    Tls,
    /// TLS after STARTTLS, which is required (port 587).
    Starttls,
    /// None: for a relay on the same machine or network, without credentials.
    None,
}

impl Security {
    /// All of them, by their words.
    pub const ALL: [(&'static str, Self); 3] =
        [("tls", Self::Tls), ("starttls", Self::Starttls), ("none", Self::None)];
}

/// Where the credentials are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum CredentialsIn {
    /// In a file: the name on the first line, the secret on the second.
    File(PathBuf),
    /// In a variable, in the same form.
    Variable(String),
}

/// Why there can be no such relay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoMailRelay {
    /// The host is no name and no address.
    #[error("the host of the relay is not one")]
    Host,
    /// The sender's or the office's address is not one.
    #[error("the mail address is not one")]
    Address,
    /// Credentials would go over an open line.
    #[error("credentials are sent over TLS only")]
    Open,
    /// The variable has another name than those for credentials have.
    #[error("the variable with the credentials is called `TIDEGATE_SMTP_…`")]
    Variable,
}

/// The relay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailRelay {
    /// The version of this form.
    pub version: u32,
    /// Its host.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// Where the credentials are, if it wants any.
    pub credentials: Option<CredentialsIn>,
    /// Whom the mail is from.
    pub from: String,
    /// The address that the office itself reads.
    pub office: Option<String>,
}

impl Kept for MailRelay {
    const ROOM: &'static str = "relay";

    fn name(&self) -> String {
        "mail".to_owned()
    }
}

/// Whether this is one mail address and nothing else.
#[must_use]
pub fn is_address(text: &str) -> bool {
    text.len() <= 254 && text.parse::<lettre::Address>().is_ok()
}

impl MailRelay {
    /// The relay, if there can be such a one.
    ///
    /// # Errors
    /// [`NoMailRelay`] for what is wrong with it.
    pub fn checked(self) -> Result<Self, NoMailRelay> {
        let fits = |c: char| c.is_ascii_alphanumeric() || ".-:".contains(c);
        if self.host.is_empty() || self.host.len() > 253 || !self.host.chars().all(fits) {
            return Err(NoMailRelay::Host);
        }
        if !is_address(&self.from) || self.office.as_deref().is_some_and(|one| !is_address(one)) {
            return Err(NoMailRelay::Address);
        }
        if self.security == Security::None && self.credentials.is_some() {
            return Err(NoMailRelay::Open);
        }
        match &self.credentials {
            Some(CredentialsIn::Variable(name)) if !name.starts_with(VARIABLE) => {
                Err(NoMailRelay::Variable)
            }
            Some(CredentialsIn::Variable(_) | CredentialsIn::File(_)) | None => Ok(self),
        }
    }

    /// The domain after which messages are called.
    pub(crate) fn domain(&self) -> &str {
        self.from.rsplit_once('@').map_or("localhost", |(_, domain)| domain)
    }

    /// Name and secret, if the relay wants any.
    pub(crate) fn read_credentials(&self) -> Result<Option<(String, Zeroizing<String>)>, Why> {
        let text = match &self.credentials {
            None => return Ok(None),
            Some(CredentialsIn::File(path)) => std::fs::read_to_string(path).ok(),
            Some(CredentialsIn::Variable(name)) => std::env::var(name).ok(),
        };
        let text = Zeroizing::new(text.ok_or(Why::NoCredentials)?);
        let mut lines = text.lines();
        match (lines.next(), lines.next()) {
            (Some(name), Some(secret)) => {
                Ok(Some((name.to_owned(), Zeroizing::new(secret.to_owned()))))
            }
            _ => Err(Why::NoCredentials),
        }
    }
}

impl Desk {
    /// The mail relay of the office, if it has one.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn mail_relay(&self) -> Result<Option<MailRelay>, DeskError> {
        Ok(self.kept::<MailRelay>("mail").await?.map(|kept| kept.thing))
    }
}

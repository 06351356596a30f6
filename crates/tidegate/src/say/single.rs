//! Single sign-on in the form in which administrators are told of it. No secret is in any of it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::account::LinkTold;
use crate::people::{AskedAfter, Changed, Expected, Provider, SignInChange};

/// How people sign in at an office by single sign-on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct SingleTold {
    /// The version of this form.
    pub version: u32,
    /// The providers, the oldest first.
    pub providers: Vec<ProviderTold>,
    /// Whom the office expects of them.
    pub expected: Vec<ExpectedTold>,
    /// Which accounts are linked.
    pub links: Vec<LinkTold>,
    /// The logins of the accounts that are entered by single sign-on alone.
    pub only: Vec<String>,
    /// What was last changed, the latest first.
    pub changes: Vec<SignInChangeTold>,
}

/// A provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ProviderTold {
    /// Its name in addresses.
    pub provider: String,
    /// What people read on the button.
    pub label: String,
    /// Its issuer.
    pub issuer: String,
    /// As whom the office is known there.
    pub client: String,
    /// Whether it may lie inside the network, and on the own machine without TLS.
    pub inside: bool,
    /// Whether a second factor of ours is asked for after it.
    pub after: AskedAfter,
    /// Which values of `acr` say that it asked for more than one factor.
    pub acr: Vec<String>,
    /// Since when there is one.
    #[schema(value_type = String, format = DateTime)]
    pub since: Timestamp,
}

impl From<&Provider> for ProviderTold {
    fn from(provider: &Provider) -> Self {
        Self {
            provider: provider.name.clone(),
            label: provider.label.clone(),
            issuer: provider.issuer.clone(),
            client: provider.client.clone(),
            inside: provider.inside,
            after: provider.after,
            acr: provider.acr.clone(),
            since: provider.since,
        }
    }
}

/// Somebody who is expected of a provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ExpectedTold {
    /// Its id, by which it is ended.
    pub expected: String,
    /// The provider.
    pub provider: String,
    /// Whose account.
    pub login: String,
    /// The subject.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// The mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    pub since: Timestamp,
}

impl From<&Expected> for ExpectedTold {
    fn from(expected: &Expected) -> Self {
        Self {
            expected: expected.id.to_string(),
            provider: expected.provider.clone(),
            login: expected.login.clone(),
            subject: expected.subject.clone(),
            email: expected.email.clone(),
            since: expected.since,
        }
    }
}

/// What was changed of how people sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct SignInChangeTold {
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// By whom, by login.
    pub by: String,
    /// What.
    pub what: Changed,
}

impl From<&SignInChange> for SignInChangeTold {
    fn from(change: &SignInChange) -> Self {
        Self { at: change.at, by: change.by.clone(), what: change.what.clone() }
    }
}

impl SignInChangeTold {
    /// The id of its sentence among the words, with the login and the provider that stand in it.
    #[must_use]
    pub fn sentence(&self) -> (&'static str, &str, &str) {
        match &self.what {
            Changed::Provider { provider, .. } => ("single-change-provider", "", provider),
            Changed::ProviderEnded { provider } => ("single-change-provider-ended", "", provider),
            Changed::Expected { provider, login } => ("single-change-expected", login, provider),
            Changed::ExpectedEnded { provider, login } => {
                ("single-change-expected-ended", login, provider)
            }
            Changed::Linked { provider, login } => ("single-change-linked", login, provider),
            Changed::Unlinked { provider, login } => ("single-change-unlinked", login, provider),
            Changed::Only { login } => ("single-change-only", login, ""),
            Changed::AnyWay { login } => ("single-change-any-way", login, ""),
        }
    }
}

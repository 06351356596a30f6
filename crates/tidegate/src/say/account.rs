//! Accounts in the form in which they are told: what a member sees of the own one, and an administrator of all. No secret
//! is in any of these but in the forms that say that they are shown once.

use std::collections::BTreeSet;
use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::organisation::KeyTold;
use crate::notices::reader::ReaderKey;
use crate::people::{LinkKept, MemberRole, PasskeyKept, Scope, SecondFactor, Session, Token};

/// A member's own account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct AccountTold {
    /// The version of this form.
    pub version: u32,
    /// What the member signs in as.
    pub login: String,
    /// The member's name, as it stands on record.
    pub name: String,
    /// What the member is.
    pub roles: BTreeSet<MemberRole>,
    /// Whether the office asks a second factor of one of these roles.
    pub must_have_second_factor: bool,
    /// The second factor, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second_factor: Option<FactorTold>,
    /// The passkeys, the oldest first.
    pub passkeys: Vec<PasskeyTold>,
    /// With which providers of single sign-on it is linked.
    pub links: Vec<LinkTold>,
    /// Whether it is entered by single sign-on alone.
    pub single_only: bool,
    /// The sessions that are open, oldest first.
    pub sessions: Vec<SessionTold>,
    /// The tokens that have not ended.
    pub tokens: Vec<TokenTold>,
    /// The key to which mails to the member are encrypted, if one is on record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail_key: Option<MailKeyTold>,
}

/// A key to which mails are encrypted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct MailKeyTold {
    /// The version of this form.
    pub version: u32,
    /// The key.
    pub key: KeyTold,
    /// Since when it is on record.
    #[schema(value_type = String, format = DateTime)]
    pub since: Timestamp,
}

impl MailKeyTold {
    /// A key as it stands at an instant.
    #[must_use]
    pub fn of(kept: &ReaderKey, at: Timestamp) -> Self {
        Self { version: 1, key: KeyTold::of(&kept.key, at), since: kept.since }
    }
}

/// A second factor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FactorTold {
    /// Since when codes are asked for.
    #[schema(value_type = String, format = DateTime)]
    pub since: Timestamp,
    /// How many recovery codes are left.
    pub recovery_codes: usize,
}

impl FactorTold {
    /// The second factor, if there is one.
    #[must_use]
    pub fn of(factor: &SecondFactor) -> Option<Self> {
        let since = factor.since()?;
        Some(Self { since, recovery_codes: factor.recovery_left() })
    }
}

/// A passkey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PasskeyTold {
    /// Its id, by which it is removed; it opens nothing.
    pub passkey: String,
    /// What the member calls it.
    pub name: String,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub made: Timestamp,
    /// When it was last used.
    #[schema(value_type = Option<String>, format = DateTime)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub used: Option<Timestamp>,
    /// When its counter went back, so that it may have been copied; it opens nothing since.
    #[schema(value_type = Option<String>, format = DateTime)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doubted: Option<Timestamp>,
}

impl From<&PasskeyKept> for PasskeyTold {
    fn from(kept: &PasskeyKept) -> Self {
        Self {
            passkey: kept.id.to_string(),
            name: kept.name.clone(),
            made: kept.made,
            used: kept.used,
            doubted: kept.doubted,
        }
    }
}

/// A link with a provider of single sign-on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct LinkTold {
    /// Its id, by which it is ended; it opens nothing.
    pub link: String,
    /// The provider, by its name in addresses.
    pub provider: String,
    /// Whose account.
    pub login: String,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    pub since: Timestamp,
    /// When it last let somebody in.
    #[schema(value_type = Option<String>, format = DateTime)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub used: Option<Timestamp>,
}

impl From<&LinkKept> for LinkTold {
    fn from(kept: &LinkKept) -> Self {
        Self {
            link: kept.id.to_string(),
            provider: kept.provider.clone(),
            login: kept.login.clone(),
            since: kept.since,
            used: kept.used,
        }
    }
}

/// A session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct SessionTold {
    /// Its id, by which it is ended; it opens nothing.
    pub session: String,
    /// When it began.
    #[schema(value_type = String, format = DateTime)]
    pub began: Timestamp,
    /// When it was last used, within some minutes.
    #[schema(value_type = String, format = DateTime)]
    pub seen: Timestamp,
    /// Whether it is the one that asks.
    pub this: bool,
}

impl SessionTold {
    /// A session; `this` is the id of the one that asks.
    #[must_use]
    pub fn of(session: &Session, this: tidegate_core::id::SessionId) -> Self {
        Self {
            session: session.id().to_string(),
            began: session.began(),
            seen: session.seen(),
            this: session.id() == this,
        }
    }
}

/// A token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct TokenTold {
    /// Its id, by which it is ended; it opens nothing.
    pub token: String,
    /// What the member calls it.
    pub name: String,
    /// What it is for.
    #[schema(value_type = Vec<String>)]
    pub scopes: BTreeSet<Scope>,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    pub made: Timestamp,
    /// When it ends.
    #[schema(value_type = String, format = DateTime)]
    pub ends: Timestamp,
    /// When it was last used, within some minutes.
    #[schema(value_type = Option<String>, format = DateTime)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seen: Option<Timestamp>,
}

impl From<&Token> for TokenTold {
    fn from(token: &Token) -> Self {
        Self {
            token: token.id.to_string(),
            name: token.name.clone(),
            scopes: token.scopes.clone(),
            made: token.made,
            ends: token.ends,
            seen: token.seen,
        }
    }
}

/// A token that was made. What a program shows is told once.
#[derive(Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct TokenMade {
    /// The version of this form.
    pub version: u32,
    /// What a program shows as its bearer token. It is shown once.
    pub shown: String,
    /// The token.
    pub token: TokenTold,
}

/// A secret for an authenticator. It is shown once.
#[derive(Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct CodesOffered {
    /// The version of this form.
    pub version: u32,
    /// The secret, in base 32.
    pub secret: String,
    /// The same as an address for authenticators.
    pub uri: String,
}

/// Codes are asked for from now on.
#[derive(Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct CodesConfirmed {
    /// The version of this form.
    pub version: u32,
    /// The recovery codes. They are shown once.
    pub recovery_codes: Vec<String>,
    /// The bearer token of a new session: every other has ended. It is shown once.
    pub session: String,
}

/// Every account of an office, for its administrators.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct AccountsTold {
    /// The version of this form.
    pub version: u32,
    /// Whose roles must have a second factor.
    pub second_factor_of: BTreeSet<MemberRole>,
    /// Each account, oldest first.
    pub accounts: Vec<AccountListed>,
}

/// An account, as its administrators see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct AccountListed {
    /// What the member signs in as.
    pub login: String,
    /// The member's name, as it stands on record.
    pub name: String,
    /// What the member is.
    pub roles: BTreeSet<MemberRole>,
    /// When the account was made.
    #[schema(value_type = String, format = DateTime)]
    pub created: Timestamp,
    /// When it was disabled, if it was.
    #[schema(value_type = Option<String>, format = DateTime)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disabled: Option<Timestamp>,
    /// Whether it has a second factor: codes, or a passkey.
    pub second_factor: bool,
    /// How many passkeys it has.
    pub passkeys: usize,
    /// Whether the counter of one of them went back, so that it may have been copied.
    pub passkey_doubted: bool,
    /// Whether it is entered by single sign-on alone.
    pub single_only: bool,
    /// How many sessions of it are open.
    pub sessions: usize,
    /// How many tokens of it have not ended.
    pub tokens: usize,
    /// With how many providers of single sign-on it is linked.
    pub links: usize,
}

macro_rules! unshown {
    ($($told:ident),+) => {$(
        impl fmt::Debug for $told {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($told)).finish_non_exhaustive()
            }
        }
    )+};
}

unshown!(TokenMade, CodesOffered, CodesConfirmed);

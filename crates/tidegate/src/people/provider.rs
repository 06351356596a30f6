//! Providers of single sign-on: whom an office lets say who somebody is.
//!
//! An administrator names each with its issuer, the client id and the client secret that the provider gave. The secret is
//! sealed on the shelf and shown nowhere. Whose account a provider's answer opens stands in [`super::link`].

use jiff::Timestamp;
use openidconnect::url::Url;
use serde::{Deserialize, Serialize};

use super::link::{Changed, Expected, LinkKept};
use crate::desk::{Desk, DeskError, Kept};
use crate::store::rows::Shelve;

/// How many providers an office may have.
const MOST: usize = 10;
/// Whether a second factor of ours is asked for after single sign-on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AskedAfter {
    /// Unless the provider says that it asked for more than one (`amr` holds `mfa`, RFC 8176, or `acr` is one of those named).
    #[default]
    UnlessSaid,
    /// Whatever the provider says.
    Always,
    /// Never: the office leaves it to the provider.
    Never,
}

impl AskedAfter {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::UnlessSaid, Self::Always, Self::Never];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::UnlessSaid => "unless-said",
            Self::Always => "always",
            Self::Never => "never",
        }
    }

    /// The id of its description among the words.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::UnlessSaid => "single-after-unless-said",
            Self::Always => "single-after-always",
            Self::Never => "single-after-never",
        }
    }
}

/// What an administrator says of a provider.
#[derive(Clone, Default)]
pub struct Providing {
    /// Its name in addresses.
    pub name: String,
    /// What people read on the button.
    pub label: String,
    /// Its issuer, such as `https://id.example`.
    pub issuer: String,
    /// As whom the office is known there.
    pub client: String,
    /// With what the office proves that; none keeps the one that is known.
    pub secret: Option<String>,
    /// Whether it may lie inside the network, and on the own machine without TLS.
    pub inside: bool,
    /// Whether a second factor of ours is asked for after it.
    pub after: AskedAfter,
    /// Which values of `acr` say that it asked for more than one factor.
    pub acr: Vec<String>,
}

impl std::fmt::Debug for Providing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Providing({} at {})", self.name, self.issuer)
    }
}

/// A provider on the shelf.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    version: u32,
    /// Its name in addresses.
    pub name: String,
    /// What people read on the button.
    pub label: String,
    /// Its issuer.
    pub issuer: String,
    /// As whom the office is known there.
    pub client: String,
    pub(super) secret: String,
    /// Whether it may lie inside the network, and on the own machine without TLS.
    pub inside: bool,
    /// Whether a second factor of ours is asked for after it.
    pub after: AskedAfter,
    /// Which values of `acr` say that it asked for more than one factor.
    pub acr: Vec<String>,
    /// Since when there is one.
    pub since: Timestamp,
}

/// Shows who it is, never the secret.
impl std::fmt::Debug for Provider {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Provider({} at {})", self.name, self.issuer)
    }
}

impl Kept for Provider {
    const ROOM: &'static str = "provider";

    fn name(&self) -> String {
        self.name.clone()
    }

    fn due(&self) -> Option<Timestamp> {
        Some(self.since)
    }
}

/// Why a provider, or what is said of one, cannot be so.
#[derive(Debug, thiserror::Error)]
pub enum NoProvider {
    /// The name is not one.
    #[error("the name of a provider has 1 to 40 lower-case letters, digits or dashes")]
    Name,
    /// There is no label, or it is too long.
    #[error("a provider has a label of at most 60 characters")]
    Label,
    /// The issuer cannot be asked.
    #[error(
        "an issuer is an `https://` address without query; without TLS only on the own machine, where that is allowed"
    )]
    Issuer,
    /// There is no client id or secret.
    #[error("a provider needs a client id and a client secret")]
    Client,
    /// There are too many.
    #[error("an office has at most 10 providers")]
    Many,
    /// There is none of this name.
    #[error("there is no such provider")]
    None,
    /// Accounts that have no other way in are linked with it.
    #[error(
        "accounts that are entered by single sign-on alone are linked with this provider; let them in another way first"
    )]
    InUse,
    /// Links with it were made or ended at the same moment.
    #[error("links with this provider changed at the same moment; nothing was changed, try again")]
    Changing,
    /// The account is linked with no provider, and none is expected.
    #[error(
        "the account is linked with no provider, so nobody could enter it; link it or write down whom to expect first"
    )]
    Unlinked,
    /// Neither a subject nor a mail address, or both.
    #[error("say whom to expect: a subject, or a mail address")]
    Expected,
    /// There is no such account.
    #[error("there is no account of this login")]
    NoMember,
    /// The desk could not do it.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

/// Whether an issuer can be asked: over TLS, and without it on the own machine where that is allowed.
fn is_issuer(issuer: &str, inside: bool) -> bool {
    let Ok(url) = Url::parse(issuer) else { return false };
    let own = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    let bare = url.query().is_none() && url.fragment().is_none();
    let unnamed = url.username().is_empty() && url.password().is_none();
    let over = url.scheme() == "https" || (url.scheme() == "http" && inside && own);
    over && bare && unnamed && url.has_host() && issuer.len() <= 500
}

fn is_name(name: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (1..=40).contains(&name.len()) && name.chars().all(fits)
}

impl Desk {
    /// The providers of the office, the oldest first.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn providers(&self) -> Result<Vec<Provider>, DeskError> {
        self.all_kept::<Provider>().await
    }

    /// The provider of this name.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn provider(&self, name: &str) -> Result<Option<Provider>, DeskError> {
        Ok(self.kept::<Provider>(name).await?.map(|found| found.thing))
    }

    /// Sets a provider, in place of the one of its name.
    ///
    /// # Errors
    /// [`NoProvider`].
    pub async fn set_provider(&self, by: &str, said: Providing) -> Result<(), NoProvider> {
        let (name, label) = (said.name.trim().to_owned(), said.label.trim().to_owned());
        let (issuer, client) = (said.issuer.trim().to_owned(), said.client.trim().to_owned());
        if !is_name(&name) {
            return Err(NoProvider::Name);
        }
        if label.is_empty() || label.chars().count() > 60 {
            return Err(NoProvider::Label);
        }
        if !is_issuer(&issuer, said.inside) {
            return Err(NoProvider::Issuer);
        }
        let known = self.provider(&name).await?;
        if known.is_none() && self.providers().await?.len() >= MOST {
            return Err(NoProvider::Many);
        }
        // A secret is not handed on to another issuer than the one that it was given for.
        let of_known = known.as_ref().filter(|known| known.issuer == issuer);
        let given = said.secret.filter(|secret| !secret.is_empty());
        let secret = given.or_else(|| of_known.map(|known| known.secret.clone()));
        let secret = secret.filter(|secret| secret.len() <= 500).ok_or(NoProvider::Client)?;
        if client.is_empty() || client.len() > 500 {
            return Err(NoProvider::Client);
        }
        let mut acr: Vec<String> = said.acr.iter().map(|one| one.trim().to_owned()).collect();
        acr.retain(|one| !one.is_empty() && one.len() <= 200);
        acr.truncate(20);
        let moved = known.as_ref().is_some_and(|known| known.issuer != issuer);
        let since = known.map_or_else(|| self.now(), |known| known.since);
        let (inside, after) = (said.inside, said.after);
        let what = Changed::Provider {
            provider: name.clone(),
            issuer: issuer.clone(),
            client: client.clone(),
            after,
        };
        let provider =
            Provider { version: 1, name, label, issuer, client, secret, inside, after, acr, since };
        // Another issuer names others: nobody is linked with them yet.
        let mut changes = match moved {
            true => self.links_dropped(&provider.name).await?,
            false => Vec::new(),
        };
        changes.extend([self.to_keep(&provider)?, self.change_of(by, what)?]);
        // A link may have been made or ended meanwhile: nothing was changed, and it is to be looked at again.
        if self.shelve(changes).await? { Ok(()) } else { Err(NoProvider::Changing) }
    }

    /// Ends a provider with its links and whom was expected of it.
    ///
    /// # Errors
    /// [`NoProvider::InUse`] where accounts have no other way in.
    pub async fn end_provider(&self, by: &str, name: &str) -> Result<(), NoProvider> {
        self.provider(name).await?.ok_or(NoProvider::None)?;
        let mut changes = self.links_dropped(name).await?;
        changes.push(self.to_drop::<Provider>(name)?);
        let what = Changed::ProviderEnded { provider: name.to_owned() };
        changes.push(self.change_of(by, what)?);
        if self.shelve(changes).await? { Ok(()) } else { Err(NoProvider::Changing) }
    }

    /// What drops the links of a provider and whom was expected of it.
    async fn links_dropped(&self, name: &str) -> Result<Vec<Shelve>, NoProvider> {
        let (mut links, mut expected) = (self.all_links().await?, self.all_expected().await?);
        links.retain(|one| one.provider == name);
        expected.retain(|one| one.provider == name);
        let logins = links.iter().map(|one| &one.login);
        for login in logins.chain(expected.iter().map(|one| &one.login)) {
            let account = self.account(login).await?;
            if account.is_some_and(|one| one.single_only && one.disabled.is_none()) {
                return Err(NoProvider::InUse);
            }
        }
        let links = links.iter().map(|one| self.to_drop::<LinkKept>(&one.name()));
        let expected = expected.iter().map(|one| self.to_drop::<Expected>(&one.name()));
        Ok(links.chain(expected).collect::<Result<Vec<_>, _>>()?)
    }
}

#[cfg(test)]
mod tests {
    use super::is_issuer;

    #[test]
    fn an_issuer_is_reached_over_tls_or_on_the_own_machine_where_that_is_allowed() {
        assert!(is_issuer("https://id.example/realms/desk", false));
        assert!(is_issuer("http://127.0.0.1:9000", true));
        assert!(is_issuer("http://localhost:9000", true));
        for (issuer, inside) in [
            ("http://127.0.0.1:9000", false),
            ("http://id.example", true),
            ("https://id.example/?a=1", false),
            ("https://me:secret@id.example", false),
            ("file:///etc/passwd", true),
            ("id.example", true),
            ("", true),
        ] {
            assert!(!is_issuer(issuer, inside), "{issuer}");
        }
    }
}

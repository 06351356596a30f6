//! Links: which subject of a provider is which account, and whom the office expects of its providers.
//!
//! An account is never made because a provider names somebody. A subject opens an account once it is linked: by the person,
//! who is signed in and proves to be that subject, or at the first sign-in of a subject or a confirmed mail address that an
//! administrator wrote down before. A link holds the subject, never the address, which a provider may give to somebody
//! else. What is changed here is written down with who changed it, and when.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::id::SessionId;

use super::{Account, AskedAfter, Member, NoProvider, NotChanged, Passphrase, Provider};
use crate::desk::{Desk, DeskError, Kept};
use crate::keys::Random;

/// How many things are read at a time.
const PAGE: u32 = 200;
/// How many changes are shown.
const SHOWN: u32 = 100;

/// Which subject of a provider is which account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkKept {
    version: u32,
    /// Its id, by which it is ended.
    pub id: SessionId,
    /// The provider.
    pub provider: String,
    issuer: String,
    subject: String,
    /// Whose account.
    pub login: String,
    /// Since when.
    pub since: Timestamp,
    /// When it last let somebody in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used: Option<Timestamp>,
}

impl LinkKept {
    /// A subject is one of a client at an issuer: two providers of one issuer may each name somebody in their own way.
    fn name_of(provider: &str, issuer: &str, subject: &str) -> String {
        format!("{provider}\n{issuer}\n{subject}")
    }
}

impl Kept for LinkKept {
    const ROOM: &'static str = "link";

    fn name(&self) -> String {
        Self::name_of(&self.provider, &self.issuer, &self.subject)
    }

    fn due(&self) -> Option<Timestamp> {
        Some(self.since)
    }
}

/// Whom an administrator expects of a provider: the first to come is linked with the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    version: u32,
    /// Its id, by which it is ended.
    pub id: SessionId,
    /// The provider.
    pub provider: String,
    /// The subject, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// The mail address in lower case, which the provider must have confirmed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Whose account.
    pub login: String,
    /// Since when.
    pub since: Timestamp,
}

impl Expected {
    fn name_of(provider: &str, kind: &str, value: &str) -> String {
        format!("{provider}\n{kind}\n{value}")
    }
}

impl Kept for Expected {
    const ROOM: &'static str = "expected";

    fn name(&self) -> String {
        match (&self.subject, &self.email) {
            (Some(subject), _) => Self::name_of(&self.provider, "subject", subject),
            (None, email) => {
                Self::name_of(&self.provider, "email", email.as_deref().unwrap_or_default())
            }
        }
    }

    fn due(&self) -> Option<Timestamp> {
        Some(self.since)
    }
}

/// What was changed of how people sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Changed {
    /// A provider was set, with this issuer and client.
    Provider {
        /// Its name.
        provider: String,
        /// Its issuer.
        issuer: String,
        /// As whom the office is known there.
        client: String,
        /// Whether a second factor is asked for after it.
        after: AskedAfter,
    },
    /// A provider was ended.
    ProviderEnded {
        /// Its name.
        provider: String,
    },
    /// Somebody was expected.
    Expected {
        /// The provider.
        provider: String,
        /// Whose account.
        login: String,
    },
    /// Nobody is expected any more.
    ExpectedEnded {
        /// The provider.
        provider: String,
        /// Whose account.
        login: String,
    },
    /// A subject was linked.
    Linked {
        /// The provider.
        provider: String,
        /// Whose account.
        login: String,
    },
    /// A link was ended.
    Unlinked {
        /// The provider.
        provider: String,
        /// Whose account.
        login: String,
    },
    /// An account is entered by single sign-on alone from now on.
    Only {
        /// Whose account.
        login: String,
    },
    /// It is entered in any way again.
    AnyWay {
        /// Whose account.
        login: String,
    },
}

/// A change on the shelf.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignInChange {
    version: u32,
    id: SessionId,
    /// When.
    pub at: Timestamp,
    /// By whom, by login.
    pub by: String,
    /// What.
    pub what: Changed,
}

impl Kept for SignInChange {
    const ROOM: &'static str = "sign-in-change";

    fn name(&self) -> String {
        self.id.to_string()
    }

    fn due(&self) -> Option<Timestamp> {
        Some(self.at)
    }
}

/// Whom a provider named, once everything about its answer was found right.
#[derive(Clone)]
pub(super) struct Named {
    pub(super) subject: String,
    /// The mail address, if the provider confirmed it.
    pub(super) email: Option<String>,
    /// Whether the provider says that it asked for more than one factor.
    pub(super) more_than_one: bool,
}

impl Desk {
    /// Writes down whom to expect of a provider for an account: a subject, or a mail address that it confirmed.
    ///
    /// # Errors
    /// [`NoProvider`].
    pub async fn expect(
        &self,
        by: &str,
        (provider, login): (&str, &str),
        (subject, email): (Option<&str>, Option<&str>),
    ) -> Result<(), NoProvider> {
        self.provider(provider).await?.ok_or(NoProvider::None)?;
        let account = self.account(login).await?.ok_or(NoProvider::NoMember)?;
        let written = |text: Option<&str>| {
            text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
        };
        let (subject, email) =
            (written(subject), written(email).map(|one| one.to_ascii_lowercase()));
        let longest = subject.iter().chain(&email).map(String::len).max();
        let is_address = email.as_ref().is_none_or(|one| one.contains('@'));
        if subject.is_some() == email.is_some() || longest > Some(250) || !is_address {
            return Err(NoProvider::Expected);
        }
        let id = SessionId::from_bytes(Random::bytes().map_err(DeskError::from)?);
        let (provider, login, since) = (provider.to_owned(), account.login, self.now());
        let what = Changed::Expected { provider: provider.clone(), login: login.clone() };
        let expected = Expected { version: 1, id, provider, subject, email, login, since };
        let changes = vec![self.to_keep(&expected)?, self.change_of(by, what)?];
        self.shelve(changes).await?;
        Ok(())
    }

    /// Expects somebody no more.
    ///
    /// # Errors
    /// [`NoProvider`].
    pub async fn expect_no_more(&self, by: &str, id: SessionId) -> Result<(), NoProvider> {
        let expected = self.all_expected().await?;
        let found = expected.iter().find(|one| one.id == id).ok_or(NoProvider::None)?;
        self.keeps_a_way_in(&found.login).await?;
        let (provider, login) = (found.provider.clone(), found.login.clone());
        let what = Changed::ExpectedEnded { provider, login };
        let changes = vec![self.to_drop::<Expected>(&found.name())?, self.change_of(by, what)?];
        // Who was expected came meanwhile: then there is a link, and that is what is to be ended.
        if self.shelve(changes).await? { Ok(()) } else { Err(NoProvider::None) }
    }

    /// Says whether an account is entered by single sign-on alone. Its sessions and tokens end.
    ///
    /// # Errors
    /// [`NoProvider::Unlinked`] where nobody could enter it then.
    pub async fn single_only(&self, by: &str, login: &str, only: bool) -> Result<(), NoProvider> {
        let login = login.trim().to_lowercase();
        if only && self.ways_in(&login).await? == 0 {
            return Err(NoProvider::Unlinked);
        }
        self.enter_single_only(&login, only).await?.ok_or(NoProvider::NoMember)?;
        let what = if only { Changed::Only { login } } else { Changed::AnyWay { login } };
        self.shelve(vec![self.change_of(by, what)?]).await?;
        Ok(())
    }

    /// With which providers a member is linked, the oldest first.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn links(&self, login: &str) -> Result<Vec<LinkKept>, DeskError> {
        let mut links = self.all_links().await?;
        links.retain(|one| one.login == login);
        Ok(links)
    }

    /// Every link of the office, the oldest first.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn all_links(&self) -> Result<Vec<LinkKept>, DeskError> {
        self.all_kept::<LinkKept>().await
    }

    /// Whom the office expects of its providers.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn all_expected(&self) -> Result<Vec<Expected>, DeskError> {
        self.all_kept::<Expected>().await
    }

    /// What was last changed of how people sign in, the latest first.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn sign_in_changes(&self) -> Result<Vec<SignInChange>, DeskError> {
        let found = self.kept_latest::<SignInChange>(None, SHOWN).await?;
        Ok(found.into_iter().map(|found| found.thing).collect())
    }

    /// Ends a link of a member who typed the passphrase again.
    ///
    /// # Errors
    /// [`NotChanged::SingleOnly`] where it is the account's only way in.
    pub async fn unlink(
        &self,
        member: &Member,
        passphrase: &Passphrase,
        id: SessionId,
    ) -> Result<(), NotChanged> {
        let account = self.again(member, passphrase).await?;
        let links = self.links(&account.login).await?;
        let found = links.iter().find(|one| one.id == id).ok_or(NotChanged::NoLink)?;
        if account.single_only && links.len() < 2 {
            return Err(NotChanged::SingleOnly);
        }
        let (provider, login) = (found.provider.clone(), account.login);
        let what = Changed::Unlinked { provider, login };
        let changes =
            vec![self.to_drop::<LinkKept>(&found.name())?, self.change_of(&member.login, what)?];
        if !self.shelve(changes).await? {
            return Err(NotChanged::NoLink);
        }
        self.end_sessions(&member.login, Some(member.session)).await?;
        Ok(())
    }

    /// Ends every link of a member, by an administrator: where somebody else's subject was linked, or the provider is no
    /// longer trusted for this person. The member's sessions end.
    ///
    /// # Errors
    /// [`NotChanged::OnlyWayIn`] where the account is entered by single sign-on alone and nobody is expected for it.
    pub async fn end_links(&self, by: &str, login: &str) -> Result<(), NotChanged> {
        let only = self.account(login).await?.is_some_and(|account| account.single_only);
        loop {
            let links = self.links(login).await?;
            if only && !links.is_empty() && self.ways_in(login).await? == links.len() {
                return Err(NotChanged::OnlyWayIn);
            }
            let mut changes = Vec::with_capacity(links.len() * 2);
            for link in &links {
                changes.push(self.to_drop::<LinkKept>(&link.name())?);
                let (provider, login) = (link.provider.clone(), link.login.clone());
                changes.push(self.change_of(by, Changed::Unlinked { provider, login })?);
            }
            // One may have ended meanwhile; then it is looked again for what is left.
            if changes.is_empty() || self.shelve(changes).await? {
                break;
            }
        }
        self.end_sessions(login, None).await?;
        Ok(())
    }

    /// Links a subject with an account; `false` where it is linked already, with whomever.
    pub(super) async fn link(
        &self,
        provider: &Provider,
        (subject, login): (&str, &str),
        expected: Option<&Expected>,
    ) -> Result<bool, DeskError> {
        let at = self.now();
        let link = LinkKept {
            version: 1,
            id: SessionId::from_bytes(Random::bytes()?),
            provider: provider.name.clone(),
            issuer: provider.issuer.clone(),
            subject: subject.to_owned(),
            login: login.to_owned(),
            since: at,
            used: expected.map(|_| at),
        };
        let (provider, login) = (provider.name.clone(), login.to_owned());
        let what = Changed::Linked { provider, login: login.clone() };
        let mut changes = vec![self.to_keep_new(&link)?, self.change_of(&login, what)?];
        if let Some(expected) = expected {
            changes.push(self.to_drop::<Expected>(&expected.name())?);
        }
        self.shelve(changes).await
    }

    /// Whose account it is that a provider named somebody for: of the link, or of whom was expected, who is linked by this.
    pub(super) async fn account_named(
        &self,
        provider: &Provider,
        named: &Named,
    ) -> Result<Option<Account>, DeskError> {
        let name = LinkKept::name_of(&provider.name, &provider.issuer, &named.subject);
        if let Some(found) = self.kept::<LinkKept>(&name).await? {
            let login = found.thing.login.clone();
            let used = LinkKept { used: Some(self.now()), ..found.thing.clone() };
            self.keep_instead(&used, found).await?;
            return self.account(&login).await;
        }
        let Some(expected) = self.expected_of(provider, named).await? else { return Ok(None) };
        let linked =
            self.link(provider, (&named.subject, &expected.login), Some(&expected)).await?;
        if linked { self.account(&expected.login).await } else { Ok(None) }
    }

    async fn expected_of(
        &self,
        provider: &Provider,
        named: &Named,
    ) -> Result<Option<Expected>, DeskError> {
        let subject = Expected::name_of(&provider.name, "subject", &named.subject);
        if let Some(found) = self.kept::<Expected>(&subject).await? {
            return Ok(Some(found.thing));
        }
        let Some(email) = &named.email else { return Ok(None) };
        let email = Expected::name_of(&provider.name, "email", &email.to_ascii_lowercase());
        Ok(self.kept::<Expected>(&email).await?.map(|found| found.thing))
    }

    /// How many links and expectations lead into an account.
    async fn ways_in(&self, login: &str) -> Result<usize, DeskError> {
        let expected = self.all_expected().await?;
        let expected = expected.iter().filter(|one| one.login == login).count();
        Ok(self.links(login).await?.len() + expected)
    }

    /// That an account which is entered by single sign-on alone would still be entered with one way less.
    async fn keeps_a_way_in(&self, login: &str) -> Result<(), NoProvider> {
        let only = self.account(login).await?.is_some_and(|account| account.single_only);
        if only && self.ways_in(login).await? < 2 { Err(NoProvider::InUse) } else { Ok(()) }
    }

    /// The change that writes down what was changed, by whom.
    pub(super) fn change_of(
        &self,
        by: &str,
        what: Changed,
    ) -> Result<crate::store::rows::Shelve, DeskError> {
        let id = SessionId::from_bytes(Random::bytes()?);
        self.to_keep_new(&SignInChange { version: 1, id, at: self.now(), by: by.to_owned(), what })
    }

    pub(super) async fn all_kept<T: Kept>(&self) -> Result<Vec<T>, DeskError> {
        let (mut all, mut after) = (Vec::new(), None);
        loop {
            let page = self.kept_by_due::<T>(after, None, PAGE).await?;
            let Some(last) = page.last() else { return Ok(all) };
            after = last.place();
            all.extend(page.into_iter().map(|found| found.thing));
        }
    }
}

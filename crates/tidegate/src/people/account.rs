//! An account of a member: a name, roles, and a passphrase that nobody can read back.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tidegate_core::id::PartyId;

use super::passphrase::{LONGEST, SHORTEST, opens, stretched};
use super::{MemberRole, Passphrase};
use crate::desk::{Desk, DeskError, Kept};

/// After so many failures in a row an account rests.
pub(super) const FAILURES: u32 = 10;
/// How many accounts are read at a time.
const PAGE: u32 = 200;
/// For how long it rests.
pub(super) const REST: SignedDuration = SignedDuration::from_mins(15);

/// A member of an office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// The version of this form.
    pub version: u32,
    /// What the member signs in as, in lower case.
    pub login: String,
    /// The member's name, as it stands on record.
    pub name: String,
    /// What the member is.
    pub roles: BTreeSet<MemberRole>,
    /// The organisation whose person it is; none for a member of the office itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<PartyId>,
    /// The stretched passphrase (PHC string).
    passphrase: String,
    /// When the account was made.
    pub created: Timestamp,
    /// When it was disabled, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disabled: Option<Timestamp>,
    /// Whether it is entered by single sign-on and by no other way, so that whoever leaves there is out here.
    #[serde(default)]
    pub single_only: bool,
    /// How often in a row signing in failed.
    #[serde(default)]
    failures: u32,
    /// Until when it rests after too many failures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rests: Option<Timestamp>,
}

impl Kept for Account {
    const ROOM: &'static str = "account";

    fn name(&self) -> String {
        self.login.clone()
    }

    fn due(&self) -> Option<Timestamp> {
        Some(self.created)
    }
}

/// Why there can be no such account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoAccount {
    /// The login is not one.
    #[error("a login has 2 to 40 lower-case letters, digits, dots or dashes")]
    Login,
    /// The name is missing or too long.
    #[error("the name is missing or longer than 100 characters")]
    Name,
    /// There is no role.
    #[error("name at least one role")]
    NoRole,
    /// The passphrase is too short or too long.
    #[error("a passphrase has {SHORTEST} to {LONGEST} characters")]
    Length,
    /// The passphrase holds the login, or one character only.
    #[error("the passphrase is too easy to guess; choose several words")]
    Easy,
    /// The passphrase, or one much like it, stands on lists of common and leaked ones.
    #[error("the passphrase, or one much like it, is common or was leaked; choose several words")]
    Common,
    /// A role that nobody of an organisation can have, or that only somebody of one can.
    #[error("the people of an organisation, and they alone, have the roles of its people")]
    Organisation,
    /// The login is taken.
    #[error("there is an account of this login already")]
    Taken,
}

/// Why somebody is not signed in. All of it looks alike to who tries.
#[derive(Debug, thiserror::Error)]
pub enum NotSignedIn {
    /// Login or passphrase is wrong, or the account is disabled or rests.
    #[error("login or passphrase is wrong, or the account rests after too many tries")]
    Refused,
    /// The passphrase is right, and a code is asked for.
    #[error("a code of the second factor is asked for")]
    Code,
    /// The passphrase is right, and a passkey is asked for, which a program has not.
    #[error("a passkey is asked for: sign in at the page, and make a token for programs there")]
    Passkey,
    /// The counter of a passkey went back.
    #[error(
        "the counter of this passkey went back, so it may have been copied; it opens nothing any more, remove it and make a new one"
    )]
    Regressed,
    /// The account is entered by single sign-on alone.
    #[error("this account is entered by single sign-on alone")]
    SingleOnly,
    /// The desk could not look.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

impl Account {
    /// A new account; the passphrase is stretched, which takes some tens of milliseconds on purpose.
    ///
    /// # Errors
    /// [`NoAccount`] for whatever is wrong with it.
    pub fn new(
        login: &str,
        name: &str,
        roles: BTreeSet<MemberRole>,
        passphrase: &Passphrase,
        at: Timestamp,
    ) -> Result<Self, NoAccount> {
        let login = login.trim().to_lowercase();
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-".contains(c);
        if !(2..=40).contains(&login.len()) || !login.chars().all(fits) {
            return Err(NoAccount::Login);
        }
        let name = name.trim().to_owned();
        if name.is_empty() || name.chars().count() > 100 {
            return Err(NoAccount::Name);
        }
        if roles.is_empty() {
            return Err(NoAccount::NoRole);
        }
        passphrase.check(&login, &name)?;
        let passphrase = stretched(passphrase).ok_or(NoAccount::Length)?;
        let (disabled, failures, rests) = (None, 0, None);
        Ok(Self {
            version: 1,
            login,
            name,
            roles,
            organisation: None,
            passphrase,
            created: at,
            disabled,
            single_only: false,
            failures,
            rests,
        })
    }

    /// The same account as one of a person of an organisation.
    #[must_use]
    pub fn of_organisation(self, organisation: PartyId) -> Self {
        Self { organisation: Some(organisation), ..self }
    }

    /// Whether the roles are those that somebody of this office, or of that organisation, can have.
    fn fits(&self) -> bool {
        let of_organisations = |role: &MemberRole| MemberRole::OF_ORGANISATIONS.contains(role);
        match self.organisation {
            Some(_) => self.roles.iter().all(of_organisations),
            None => !self.roles.contains(&MemberRole::OrganisationAdministrator),
        }
    }

    /// A member of a demonstration, whom no passphrase lets in.
    pub(super) fn of_demonstration(role: MemberRole, at: Timestamp) -> Self {
        Self {
            version: 1,
            login: format!("demonstration-{role}"),
            name: role.in_demonstration(),
            roles: BTreeSet::from([role]),
            organisation: None,
            passphrase: String::new(),
            created: at,
            disabled: None,
            single_only: false,
            failures: 0,
            rests: None,
        }
    }

    /// Somebody of an organisation in a demonstration, whom no passphrase lets in.
    pub(super) fn of_organisation_in_demonstration(
        role: MemberRole,
        organisation: PartyId,
        at: Timestamp,
    ) -> Self {
        let account = Self::of_demonstration(role, at);
        let login = format!("{}-of-{organisation}", account.login);
        Self { login, ..account }.of_organisation(organisation)
    }

    /// Whether the passphrase is this account's.
    fn opens_with(&self, passphrase: &Passphrase) -> bool {
        opens(&self.passphrase, passphrase)
    }

    /// The same account under another passphrase (ASVS 6.2.2).
    ///
    /// # Errors
    /// [`NoAccount`] for whatever is wrong with the passphrase.
    pub(super) fn under(self, passphrase: &Passphrase) -> Result<Self, NoAccount> {
        passphrase.check(&self.login, &self.name)?;
        let passphrase = stretched(passphrase).ok_or(NoAccount::Length)?;
        Ok(Self { passphrase, ..self })
    }

    /// The same with the passphrase of another edition of it.
    pub(super) fn with_passphrase_of(self, other: &Self) -> Self {
        Self { passphrase: other.passphrase.clone(), ..self }
    }

    /// The roles that the member had at an instant: none before the account was made or after it was disabled.
    #[must_use]
    pub fn roles_at(&self, at: Timestamp) -> Option<&BTreeSet<MemberRole>> {
        let had = self.created <= at && self.disabled.is_none_or(|disabled| at <= disabled);
        had.then_some(&self.roles)
    }

    fn rests_at(&self, at: Timestamp) -> bool {
        self.disabled.is_some() || self.rests.is_some_and(|until| at < until)
    }
}

impl Desk {
    /// Keeps a new account.
    ///
    /// # Errors
    /// [`DeskError`]; `Ok(Err(`[`NoAccount::Taken`]`))` where the login is taken, [`NoAccount::Organisation`] where the
    /// roles are not those of the people of an office, or of an organisation.
    pub async fn add_account(&self, account: &Account) -> Result<Result<(), NoAccount>, DeskError> {
        if !account.fits() {
            return Ok(Err(NoAccount::Organisation));
        }
        let kept = self.keep_new(account).await?;
        Ok(if kept { Ok(()) } else { Err(NoAccount::Taken) })
    }

    /// Who signs in with login and passphrase, if both are right and they are the way into the account.
    ///
    /// # Errors
    /// [`NotSignedIn`].
    pub async fn recognise(
        &self,
        login: &str,
        passphrase: &Passphrase,
    ) -> Result<Account, NotSignedIn> {
        let account = self.whose(login, passphrase).await?;
        if account.single_only { Err(NotSignedIn::SingleOnly) } else { Ok(account) }
    }

    /// Whose account it is, if login and passphrase are right. Takes as long for a login that nobody has.
    ///
    /// # Errors
    /// [`NotSignedIn`].
    pub(super) async fn whose(
        &self,
        login: &str,
        passphrase: &Passphrase,
    ) -> Result<Account, NotSignedIn> {
        let login = login.trim().to_lowercase();
        let found = self.kept::<Account>(&login).await?;
        let (asked, typed) = (found.as_ref().map(|found| found.thing.clone()), passphrase.clone());
        let opens = tokio::task::spawn_blocking(move || match asked {
            Some(account) => account.opens_with(&typed),
            // The same work for nobody, so that the time tells no login.
            None => stretched(&typed).is_none(),
        })
        .await
        .unwrap_or(false);
        let Some(found) = found else { return Err(NotSignedIn::Refused) };
        let at = self.now();
        if found.thing.rests_at(at) {
            return Err(NotSignedIn::Refused);
        }
        let mut account = found.thing.clone();
        if !opens {
            account.failures = account.failures.saturating_add(1);
            if account.failures >= FAILURES {
                (account.failures, account.rests) = (0, at.checked_add(REST).ok());
            }
            // Another try at the same time may have been counted instead; the rest comes one try later.
            self.keep_instead(&account, found).await?;
            return Err(NotSignedIn::Refused);
        }
        if account.failures > 0 || account.rests.is_some() {
            (account.failures, account.rests) = (0, None);
            self.keep_instead(&account, found).await?;
        }
        Ok(account)
    }

    /// The account of this login.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn account(&self, login: &str) -> Result<Option<Account>, DeskError> {
        let found = self.kept::<Account>(&login.trim().to_lowercase()).await?;
        Ok(found.map(|found| found.thing))
    }

    /// Every account of the office, oldest first; those of a demonstration are among them.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn accounts(&self) -> Result<Vec<Account>, DeskError> {
        let (mut accounts, mut after) = (Vec::new(), None);
        loop {
            let page = self.kept_by_due::<Account>(after, None, PAGE).await?;
            let Some(last) = page.last() else { return Ok(accounts) };
            after = last.place();
            accounts.extend(page.into_iter().map(|found| found.thing));
        }
    }

    /// Lets the account of this login sign in no more, and ends its sessions and tokens (ASVS 7.4.2): each asks for the
    /// account when it is used, so none outlives this by a request. None where there is no such account.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn disable_account(&self, login: &str) -> Result<Option<Account>, DeskError> {
        let login = login.trim().to_lowercase();
        loop {
            let Some(found) = self.kept::<Account>(&login).await? else { return Ok(None) };
            let mut account = found.thing.clone();
            if account.disabled.is_some() {
                return Ok(Some(account));
            }
            account.disabled = Some(self.now());
            // A try to sign in may have been counted meanwhile; then it is read again.
            if self.keep_instead(&account, found).await? {
                self.end_sessions(&login, None).await?;
                self.end_tokens(&login).await?;
                return Ok(Some(account));
            }
        }
    }

    /// Every account of the people of an organisation, oldest first.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn accounts_of(&self, organisation: PartyId) -> Result<Vec<Account>, DeskError> {
        let mut accounts = self.accounts().await?;
        accounts.retain(|account| account.organisation == Some(organisation));
        Ok(accounts)
    }

    /// Says whether the account of this login is entered by single sign-on alone. Where it is, its sessions and tokens end.
    /// None where there is no such account.
    ///
    /// # Errors
    /// [`DeskError`].
    pub(super) async fn enter_single_only(
        &self,
        login: &str,
        only: bool,
    ) -> Result<Option<Account>, DeskError> {
        loop {
            let Some(found) = self.kept::<Account>(login).await? else { return Ok(None) };
            let account = Account { single_only: only, ..found.thing.clone() };
            // A try to sign in may have been counted meanwhile; then it is read again.
            if self.keep_instead(&account, found).await? {
                if only {
                    self.end_sessions(login, None).await?;
                    self.end_tokens(login).await?;
                }
                return Ok(Some(account));
            }
        }
    }

    /// As [`Desk::disable_account`], for somebody of an organisation; none where the account is nobody's there.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn disable_account_of(
        &self,
        organisation: PartyId,
        login: &str,
    ) -> Result<Option<Account>, DeskError> {
        let found = self.kept::<Account>(&login.trim().to_lowercase()).await?;
        match found.filter(|found| found.thing.organisation == Some(organisation)) {
            Some(_) => self.disable_account(login).await,
            None => Ok(None),
        }
    }

    /// Whether the office has any account yet.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn has_accounts(&self) -> Result<bool, DeskError> {
        Ok(self.kept_count::<Account>().await? > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(login: &str, passphrase: &str) -> Result<Account, NoAccount> {
        let roles = BTreeSet::from([MemberRole::Analyst]);
        let at = "2026-11-02T09:00:00Z".parse().unwrap();
        Account::new(login, "Analyst", roles, &Passphrase::new(passphrase), at)
    }

    #[test]
    fn a_passphrase_opens_its_account_and_no_other_does() {
        let account = account("Analyst.1", "four calm words here").unwrap();
        assert_eq!(account.login, "analyst.1");
        assert!(account.opens_with(&Passphrase::new("four calm words here")));
        assert!(!account.opens_with(&Passphrase::new("four calm words  here")));
        assert!(!format!("{account:?}").contains("four calm"));
    }

    #[test]
    fn a_member_has_roles_from_the_making_of_the_account_to_its_end() {
        let mut account = account("analyst", "four calm words here").unwrap();
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        account.disabled = Some(at("2026-11-03T09:00:00Z"));
        assert_eq!(account.roles_at(at("2026-11-02T08:59:59Z")), None);
        assert_eq!(account.roles_at(at("2026-11-02T09:00:00Z")), Some(&account.roles));
        assert_eq!(account.roles_at(at("2026-11-03T09:00:01Z")), None);
    }

    #[test]
    fn a_weak_passphrase_or_a_strange_login_is_refused() {
        assert_eq!(account("analyst", "short").unwrap_err(), NoAccount::Length);
        assert_eq!(account("analyst", "aaaaaaaaaaaaaaaa").unwrap_err(), NoAccount::Easy);
        assert_eq!(account("analyst", "my analyst words").unwrap_err(), NoAccount::Easy);
        for common in ["password123456", "qwertyuiop[]", "iloveyou2026!", "Analyst 12345"] {
            assert_eq!(account("mei", common).unwrap_err(), NoAccount::Common, "{common}");
        }
        assert_eq!(account("an alyst", "four calm words here").unwrap_err(), NoAccount::Login);
    }
}

//! What members change about their own account, each time with the passphrase (ASVS 7.5.1).

use super::{Account, Member, NoAccount, NotSignedIn, Offer, Passphrase};
use crate::desk::{Desk, DeskError};

/// Why an account stays as it is.
#[derive(Debug, thiserror::Error)]
pub enum NotChanged {
    /// The passphrase is wrong, or the account rests.
    #[error("the passphrase is wrong, or the account rests after too many tries")]
    Refused,
    /// The new passphrase cannot be one.
    #[error(transparent)]
    Account(#[from] NoAccount),
    /// The code is wrong, or nothing was offered in the last ten minutes.
    #[error("the code is wrong, or the secret was shown more than ten minutes ago; begin again")]
    Code,
    /// A passkey was not made or not proven: the browser gave no answer, another one, or too late.
    #[error("the passkey could not be confirmed; begin again")]
    Passkey,
    /// Without a script no device is asked for a passkey.
    #[error("a passkey needs the page's script and a browser that has passkeys")]
    NoScript,
    /// The server's address can have no passkeys.
    #[error("passkeys need a server with a name, reached over TLS")]
    NoSite,
    /// The name of a passkey is not one.
    #[error("a passkey has a name of at most 60 characters")]
    PasskeyName,
    /// The member has no such passkey.
    #[error("there is no such passkey")]
    NoPasskey,
    /// The counter of a passkey went back.
    #[error(
        "the counter of this passkey went back, so it may have been copied; it opens nothing any more, remove it and make a new one"
    )]
    Regressed,
    /// It is the last second factor of somebody who must have one.
    #[error(
        "the office asks a second factor of your role, and this is your last one; set up another first"
    )]
    LastFactor,
    /// Whoever is let in by single sign-on alone has no tokens, and keeps a link.
    #[error("the account is entered by single sign-on alone")]
    SingleOnly,
    /// It is the only way into an account that is entered by single sign-on alone.
    #[error(
        "the account is entered by single sign-on alone and would have no way in; expect somebody for it first, let it be entered in any way, or disable it"
    )]
    OnlyWayIn,
    /// The member must have a second factor and has none.
    #[error("the office asks a second factor of your role; set one up first")]
    NoFactor,
    /// The member has no such link.
    #[error("your account has no such link")]
    NoLink,
    /// The token cannot be made so.
    #[error("a token has a name of at most 60 characters, a scope, and 1 to 365 days")]
    Token,
    /// There is no such account.
    #[error("there is no account of this login")]
    NoMember,
    /// Administrators do not disable themselves.
    #[error("you cannot disable your own account; another administrator can")]
    Own,
    /// The desk could not do it.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

impl From<NotSignedIn> for NotChanged {
    fn from(not: NotSignedIn) -> Self {
        match not {
            NotSignedIn::Refused | NotSignedIn::Code | NotSignedIn::Passkey => Self::Refused,
            NotSignedIn::Regressed => Self::Regressed,
            NotSignedIn::SingleOnly => Self::SingleOnly,
            NotSignedIn::Desk(error) => Self::Desk(error),
        }
    }
}

impl Desk {
    /// The member's account, once the passphrase was typed again.
    ///
    /// # Errors
    /// [`NotChanged::Refused`]; a wrong passphrase counts as when signing in.
    pub async fn again(
        &self,
        member: &Member,
        passphrase: &Passphrase,
    ) -> Result<Account, NotChanged> {
        Ok(self.whose(&member.login, passphrase).await?)
    }

    /// Changes a member's own passphrase (ASVS 6.2.2, 6.2.3) and ends the member's other sessions (7.4.3).
    ///
    /// # Errors
    /// [`NotChanged`].
    pub async fn change_passphrase(
        &self,
        member: &Member,
        now: &Passphrase,
        then: &Passphrase,
    ) -> Result<(), NotChanged> {
        let account = self.again(member, now).await?;
        let then = then.clone();
        let stretched = tokio::task::spawn_blocking(move || account.under(&then));
        let account = stretched.await.map_err(|_| NotChanged::Refused)??;
        let found = self.kept::<Account>(&account.login).await?.ok_or(NotChanged::Refused)?;
        // What an administrator changed meanwhile stays.
        let account = found.thing.clone().with_passphrase_of(&account);
        if found.thing.disabled.is_some() || !self.keep_instead(&account, found).await? {
            return Err(NotChanged::Refused);
        }
        self.end_sessions(&member.login, Some(member.session)).await?;
        Ok(())
    }

    /// Shows a member a secret for codes.
    ///
    /// # Errors
    /// [`NotChanged`].
    pub async fn offer_codes_to(
        &self,
        member: &Member,
        passphrase: &Passphrase,
    ) -> Result<Offer, NotChanged> {
        self.again(member, passphrase).await?;
        Ok(self.offer_codes(&member.login).await?)
    }

    /// Asks a member for codes from now on; gives the recovery codes and the secret of a new session, since every
    /// session of the member ends (ASVS 7.2.4, 7.4.3).
    ///
    /// # Errors
    /// [`NotChanged::Code`], and what the desk may give.
    pub async fn confirm_codes_of(
        &self,
        member: &Member,
        code: &str,
    ) -> Result<(Vec<String>, String), NotChanged> {
        let codes = self.confirm_codes(&member.login, code).await?.ok_or(NotChanged::Code)?;
        let account = self.kept::<Account>(&member.login).await?.ok_or(NotChanged::Refused)?;
        Ok((codes, self.renew_session(&account.thing, member.session).await?))
    }

    /// Asks a member for no code any more.
    ///
    /// # Errors
    /// [`NotChanged`].
    pub async fn end_codes_of(
        &self,
        member: &Member,
        passphrase: &Passphrase,
        code: &str,
    ) -> Result<(), NotChanged> {
        self.again(member, passphrase).await?;
        if !self.take_code(&member.login, code).await? {
            return Err(NotChanged::Code);
        }
        self.end_second_factor(&member.login).await?;
        self.end_sessions(&member.login, Some(member.session)).await?;
        Ok(())
    }
}

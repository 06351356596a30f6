//! Accounts: what members see of their own, and what administrators see and end of others'.

use std::collections::BTreeSet;

use super::{NotDone, wrong};
use crate::desk::{Desk, DeskError};
use crate::people::{Account, Member, MemberRole, NotChanged};
use crate::say::account::{
    AccountListed, AccountTold, AccountsTold, FactorTold, LinkTold, MailKeyTold, PasskeyTold,
    SessionTold, TokenTold,
};

/// What an administrator ends of an account.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Ended {
    /// Every session, so that the member signs in anew.
    Sessions,
    /// The second factor, codes and passkeys, for a member who lost it and whom the administrator knows (ASVS 6.4.4).
    SecondFactor,
    /// Every token.
    Tokens,
    /// Every link with a provider of single sign-on.
    Links,
    /// The account, with its sessions and tokens.
    Account,
}

/// A member's own account.
///
/// # Errors
/// [`DeskError`].
pub async fn own_account(desk: &Desk, member: &Member) -> Result<AccountTold, DeskError> {
    let factor = desk.second_factor(&member.login).await?;
    let asked = desk.entrance().await?.second_factor;
    let passkeys = desk.passkeys(&member.login).await?;
    let links = desk.links(&member.login).await?;
    let account = desk.account(&member.login).await?;
    let sessions = desk.sessions(&member.login).await?;
    let tokens = desk.tokens(&member.login).await?;
    let mail_key = desk.reader_key(&member.login).await?;
    Ok(AccountTold {
        version: 1,
        login: member.login.clone(),
        name: member.name.clone(),
        roles: member.roles.clone(),
        must_have_second_factor: member.roles.iter().any(|role| asked.contains(role)),
        second_factor: FactorTold::of(&factor),
        passkeys: passkeys.all().iter().map(PasskeyTold::from).collect(),
        links: links.iter().map(LinkTold::from).collect(),
        single_only: account.is_some_and(|account| account.single_only),
        sessions: sessions.iter().map(|one| SessionTold::of(one, member.session)).collect(),
        tokens: tokens.iter().map(TokenTold::from).collect(),
        mail_key: mail_key.map(|kept| MailKeyTold::of(&kept, desk.now())),
    })
}

/// Puts the key on record to which mails to the member are encrypted, in place of the one before.
///
/// # Errors
/// [`NotDone::Wrong`] where nothing can be encrypted to it.
pub async fn keep_mail_key(desk: &Desk, login: &str, text: &str) -> Result<MailKeyTold, NotDone> {
    let kept = desk.keep_reader_key(login, text).await?.map_err(wrong)?;
    Ok(MailKeyTold::of(&kept, desk.now()))
}

/// Every account of the office, and whose roles must have a second factor.
///
/// # Errors
/// [`DeskError`].
pub async fn accounts(desk: &Desk) -> Result<AccountsTold, DeskError> {
    let (mut accounts, links) = (Vec::new(), desk.all_links().await?);
    for account in desk.accounts().await? {
        let factor = desk.second_factor(&account.login).await?;
        let sessions = desk.sessions(&account.login).await?.len();
        let tokens = desk.tokens(&account.login).await?.len();
        let passkeys = desk.passkeys(&account.login).await?;
        let links = links.iter().filter(|link| link.login == account.login).count();
        let Account { login, name, roles, created, disabled, single_only, .. } = account;
        let second_factor = factor.since().is_some() || passkeys.any_good();
        accounts.push(AccountListed {
            login,
            name,
            roles,
            created,
            disabled,
            second_factor,
            passkeys: passkeys.all().len(),
            passkey_doubted: passkeys.any_doubted(),
            single_only,
            sessions,
            tokens,
            links,
        });
    }
    let second_factor_of = desk.entrance().await?.second_factor;
    Ok(AccountsTold { version: 1, second_factor_of, accounts })
}

/// Ends something of another member's account.
///
/// # Errors
/// [`NotChanged::NoMember`] where there is no such account; [`NotChanged::Own`] where administrators would shut
/// themselves out.
pub async fn end_of(
    desk: &Desk,
    administrator: &Member,
    (login, what): (&str, Ended),
) -> Result<AccountsTold, NotChanged> {
    let account = desk.account(login).await?.ok_or(NotChanged::NoMember)?;
    let login = account.login.as_str();
    match what {
        Ended::Sessions => {
            desk.end_sessions(login, None).await?;
        }
        Ended::SecondFactor => {
            desk.end_second_factor(login).await?;
            desk.end_passkeys(login).await?;
            desk.end_sessions(login, None).await?;
        }
        Ended::Tokens => desk.end_tokens(login).await?,
        Ended::Links => desk.end_links(&administrator.login, login).await?,
        Ended::Account if login == administrator.login => return Err(NotChanged::Own),
        Ended::Account => {
            desk.disable_account(login).await?;
        }
    }
    Ok(accounts(desk).await?)
}

/// Sets whose roles must have a second factor.
///
/// # Errors
/// [`DeskError`].
pub async fn ask_second_factor_of(
    desk: &Desk,
    roles: BTreeSet<MemberRole>,
) -> Result<AccountsTold, DeskError> {
    desk.ask_second_factor_of(roles).await?;
    accounts(desk).await
}

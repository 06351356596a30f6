//! Single sign-on, as administrators arrange it; each thing answers with how it stands then.

use tidegate_core::id::SessionId;

use crate::desk::{Desk, DeskError};
use crate::people::{NoProvider, Providing};
use crate::say::single::SingleTold;

/// Whom to expect of a provider.
#[derive(Debug, Clone, Copy, Default)]
pub struct Expecting<'e> {
    /// The provider.
    pub provider: &'e str,
    /// For whose account.
    pub login: &'e str,
    /// The subject.
    pub subject: Option<&'e str>,
    /// The mail address, which the provider must have confirmed.
    pub email: Option<&'e str>,
}

/// How people sign in by single sign-on.
///
/// # Errors
/// [`DeskError`].
pub async fn single(desk: &Desk) -> Result<SingleTold, DeskError> {
    let accounts = desk.accounts().await?.into_iter();
    Ok(SingleTold {
        version: 1,
        providers: desk.providers().await?.iter().map(Into::into).collect(),
        expected: desk.all_expected().await?.iter().map(Into::into).collect(),
        links: desk.all_links().await?.iter().map(Into::into).collect(),
        only: accounts.filter(|one| one.single_only).map(|one| one.login).collect(),
        changes: desk.sign_in_changes().await?.iter().map(Into::into).collect(),
    })
}

/// Sets a provider.
///
/// # Errors
/// [`NoProvider`].
pub async fn provide(desk: &Desk, by: &str, said: Providing) -> Result<SingleTold, NoProvider> {
    desk.set_provider(by, said).await?;
    Ok(single(desk).await?)
}

/// Ends a provider.
///
/// # Errors
/// [`NoProvider`].
pub async fn provide_no_more(desk: &Desk, by: &str, name: &str) -> Result<SingleTold, NoProvider> {
    desk.end_provider(by, name).await?;
    Ok(single(desk).await?)
}

/// Expects somebody.
///
/// # Errors
/// [`NoProvider`].
pub async fn expect(desk: &Desk, by: &str, asked: Expecting<'_>) -> Result<SingleTold, NoProvider> {
    let Expecting { provider, login, subject, email } = asked;
    desk.expect(by, (provider, login), (subject, email)).await?;
    Ok(single(desk).await?)
}

/// Expects somebody no more.
///
/// # Errors
/// [`NoProvider`].
pub async fn expect_no_more(
    desk: &Desk,
    by: &str,
    expected: &str,
) -> Result<SingleTold, NoProvider> {
    let id: SessionId = expected.parse().map_err(|_| NoProvider::None)?;
    desk.expect_no_more(by, id).await?;
    Ok(single(desk).await?)
}

/// Says whether an account is entered by single sign-on alone.
///
/// # Errors
/// [`NoProvider`].
pub async fn only(
    desk: &Desk,
    by: &str,
    (login, only): (&str, bool),
) -> Result<SingleTold, NoProvider> {
    desk.single_only(by, login, only).await?;
    Ok(single(desk).await?)
}

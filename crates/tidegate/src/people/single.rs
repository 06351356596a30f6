//! Single sign-on: to a provider and back (OpenID Connect Core 1.0, the authorization code with PKCE).
//!
//! What is kept between the two stands sealed on the shelf for ten minutes, under the digest of a secret that this browser
//! alone holds, and is taken away before the answer is looked at. The answer counts only with the state, the nonce and
//! the issuer of its question (RFC 9207, RFC 9700), and with the provider's signature. What it says is whom it is about;
//! whose account that is stands in [`super::link`], and an account that was disabled opens to nobody.

mod ask;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tidegate_core::id::SessionId;

use super::link::Named;
use super::session::digest;
use super::{Account, AskedAfter, Entered, FirstFactor, Member, NotChanged, Passphrase, Provider};
use crate::desk::{Desk, DeskError, Kept};
use crate::keys::Random;

/// After so long an answer of a provider counts no more.
pub const CROSSING: SignedDuration = SignedDuration::from_mins(10);

/// Somebody who went to a provider and is not back.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Crossing {
    version: u32,
    secret: String,
    state: String,
    nonce: String,
    verifier: String,
    provider: String,
    began: Timestamp,
    purpose: Purpose,
}

/// What for.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Purpose {
    /// To sign in.
    SignIn,
    /// To link the provider's subject with the account that is signed in.
    Link { login: String, session: SessionId },
}

impl Kept for Crossing {
    const ROOM: &'static str = "crossing";

    fn name(&self) -> String {
        self.secret.clone()
    }

    fn due(&self) -> Option<Timestamp> {
        self.began.checked_add(CROSSING).ok()
    }
}

/// The way to a provider.
pub struct Departure {
    /// The secret of the browser's cookie.
    pub secret: String,
    /// Where the browser goes.
    pub url: String,
}

impl std::fmt::Debug for Departure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Departure(redacted)")
    }
}

/// What a provider sends the browser back with.
#[derive(Clone, Default, Deserialize)]
pub struct Arrival {
    /// The code, which is good once.
    #[serde(default)]
    pub code: String,
    /// The state of the question.
    #[serde(default)]
    pub state: String,
    /// Who answers (RFC 9207).
    #[serde(default)]
    pub iss: String,
    /// What went wrong there.
    #[serde(default)]
    pub error: String,
}

impl std::fmt::Debug for Arrival {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Arrival(redacted)")
    }
}

/// What came of it.
#[derive(Debug)]
pub enum Crossed {
    /// Somebody is let in, or asked for a second factor of ours.
    In(Entered),
    /// The subject is linked with the account.
    Linked,
}

/// Why nobody is let in by single sign-on, or nothing is linked.
#[derive(Debug, thiserror::Error)]
pub enum NotSingle {
    /// There is no provider of this name.
    #[error("there is no such provider")]
    None,
    /// The provider does not answer, or lies where it may not.
    #[error("the provider does not answer")]
    Silent,
    /// The answer has another state, comes too late, or to another browser than the one that asked.
    #[error(
        "this answer is not one to a question of this browser, or it comes too late; begin again"
    )]
    Stale,
    /// The provider let nobody in.
    #[error("the provider did not let you in")]
    Declined,
    /// The provider's answer is not right: its signature, issuer, audience, nonce or time.
    #[error("the provider's answer could not be confirmed")]
    Unproven,
    /// The provider names somebody who is linked with no account.
    #[error(
        "the provider knows you, but no account here is linked with you; sign in another way and link it, or ask an administrator"
    )]
    Unknown,
    /// The account was disabled.
    #[error("the account that you are linked with may not sign in any more")]
    Disabled,
    /// The subject is linked already.
    #[error("this sign-in is linked with an account already")]
    Taken,
    /// A demonstration reaches nobody.
    #[error("this is a demonstration, which reaches nobody, so no provider is asked")]
    Demonstration,
    /// The desk could not do it.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

/// A question to a provider, as far as its answer is held against it.
pub(super) struct Question {
    pub(super) state: String,
    pub(super) nonce: String,
    pub(super) verifier: String,
}

fn secret() -> Result<String, DeskError> {
    Ok(URL_SAFE_NO_PAD.encode(Random::bytes::<32>()?))
}

/// Whether two texts are the same, in a time that tells nothing.
fn same(one: &str, other: &str) -> bool {
    let differing = one.bytes().zip(other.bytes()).fold(0, |all, (a, b)| all | (a ^ b));
    one.len() == other.len() && differing == 0
}

impl Desk {
    /// Sends somebody to a provider, to come back to `back`.
    ///
    /// # Errors
    /// [`NotSingle`].
    pub async fn cross(&self, provider: &str, back: &str) -> Result<Departure, NotSingle> {
        self.depart(provider, back, Purpose::SignIn).await
    }

    /// The same for a member who wants to link the account and typed the passphrase again.
    ///
    /// # Errors
    /// [`NotChanged`] in the inner result, [`NotSingle`] in the outer one.
    pub async fn cross_to_link(
        &self,
        (member, passphrase): (&Member, &Passphrase),
        provider: &str,
        back: &str,
    ) -> Result<Result<Departure, NotChanged>, NotSingle> {
        if let Err(not) = self.again(member, passphrase).await {
            return Ok(Err(not));
        }
        let (login, session) = (member.login.clone(), member.session);
        Ok(Ok(self.depart(provider, back, Purpose::Link { login, session }).await?))
    }

    async fn depart(
        &self,
        provider: &str,
        back: &str,
        purpose: Purpose,
    ) -> Result<Departure, NotSingle> {
        let provider = self.provider(provider).await?.ok_or(NotSingle::None)?;
        let question = Question { state: secret()?, nonce: secret()?, verifier: secret()? };
        let url = ask::address(&provider, back, &question).await?;
        let (secret, provider, began) = (secret()?, provider.name, self.now());
        let Question { state, nonce, verifier } = question;
        let kept = digest(&secret);
        self.keep(&Crossing {
            version: 1,
            secret: kept,
            state,
            nonce,
            verifier,
            provider,
            began,
            purpose,
        })
        .await?;
        Ok(Departure { secret, url })
    }

    /// Lets in, or links, whoever comes back from a provider. `member` is who is signed in already, if anybody is.
    ///
    /// # Errors
    /// [`NotSingle`].
    pub async fn arrive(
        &self,
        (secret, member): (&str, Option<&Member>),
        (provider, back): (&str, &str),
        arrival: Arrival,
    ) -> Result<Crossed, NotSingle> {
        let name = digest(secret);
        let found = self.kept::<Crossing>(&name).await?.ok_or(NotSingle::Stale)?;
        let (taken, crossing) = (self.drop_kept::<Crossing>(&name).await?, found.thing);
        let fresh = self.now().duration_since(crossing.began) < CROSSING;
        let of_question = crossing.provider == provider && same(&crossing.state, &arrival.state);
        if !taken || !fresh || !of_question {
            return Err(NotSingle::Stale);
        }
        let provider = self.provider(provider).await?.ok_or(NotSingle::None)?;
        let Crossing { state, nonce, verifier, purpose, .. } = crossing;
        let question = Question { state, nonce, verifier };
        let named = ask::answer(&provider, back, (question, arrival), self.now()).await?;
        match purpose {
            Purpose::SignIn => self.let_in(&provider, &named).await.map(Crossed::In),
            Purpose::Link { login, session } => {
                let same = |member: &&Member| member.login == login && member.session == session;
                member.filter(same).ok_or(NotSingle::Stale)?;
                let linked = self.link(&provider, (&named.subject, &login), None).await?;
                if linked { Ok(Crossed::Linked) } else { Err(NotSingle::Taken) }
            }
        }
    }

    async fn let_in(&self, provider: &Provider, named: &Named) -> Result<Entered, NotSingle> {
        let account = self.account_named(provider, named).await?.ok_or(NotSingle::Unknown)?;
        if account.disabled.is_some() {
            return Err(NotSingle::Disabled);
        }
        let asked = match provider.after {
            AskedAfter::UnlessSaid => !named.more_than_one,
            AskedAfter::Always => true,
            AskedAfter::Never => false,
        };
        Ok(self.enter_named(&account, asked).await?)
    }

    async fn enter_named(&self, account: &Account, asked: bool) -> Result<Entered, DeskError> {
        if asked {
            return self.enter(account, FirstFactor::Provider).await;
        }
        Ok(Entered::Session(self.begin_session_that(account, false).await?))
    }
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn a_state_is_the_same_or_it_is_not() {
        assert!(same("abc", "abc"));
        for other in ["", "ab", "abd", "abcd"] {
            assert!(!same("abc", other), "{other}");
        }
    }
}

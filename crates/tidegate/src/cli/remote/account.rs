//! The own account and single sign-on, at a server.

use jiff::tz::TimeZone;
use serde::de::DeserializeOwned;

use super::super::{Failure, usage};
use super::{Remote, part};
use crate::api::{ExpectedBody, OnlyBody, ProviderBody};
use crate::people::Passphrase;
use crate::say::account::{AccountTold, TokenMade};
use crate::say::single::SingleTold;

impl Remote {
    /// The account of whose session it is, and the zone of the office.
    pub(in crate::cli) fn account(&self) -> Result<(AccountTold, TimeZone), Failure> {
        let (office, zone) = self.at()?;
        Ok((self.from(&format!("{office}/account"))?.0, zone))
    }

    /// Makes a token.
    pub(in crate::cli) fn make_token(
        &self,
        passphrase: &Passphrase,
        (name, scopes, days): (&str, &[String], u16),
    ) -> Result<TokenMade, Failure> {
        if self.in_clear {
            return Err(usage(self.voice.say("remote-in-clear")));
        }
        let (office, _) = self.at()?;
        let words = passphrase.words();
        let body = serde_json::json!({
            "passphrase": words, "name": name, "scopes": scopes, "days": days,
        });
        self.to(&format!("{office}/account/tokens"), &body)
    }

    /// Revokes a token.
    pub(in crate::cli) fn end_token(&self, token: &str) -> Result<(), Failure> {
        let (office, _) = self.at()?;
        self.drop_at(&format!("{office}/account/tokens/{}", part(token)))
    }

    /// How people sign in by single sign-on, and the zone of the office.
    pub(in crate::cli) fn single(&self) -> Result<(SingleTold, TimeZone), Failure> {
        let (office, zone) = self.at()?;
        Ok((self.from(&format!("{office}/single-sign-on"))?.0, zone))
    }

    /// Sets a provider.
    pub(in crate::cli) fn provide(&self, body: &ProviderBody) -> Result<SingleTold, Failure> {
        if self.in_clear {
            return Err(usage(self.voice.say("remote-in-clear")));
        }
        let (office, _) = self.at()?;
        self.to(&format!("{office}/single-sign-on/providers"), body)
    }

    /// Ends a provider.
    pub(in crate::cli) fn provide_no_more(&self, name: &str) -> Result<SingleTold, Failure> {
        let (office, _) = self.at()?;
        self.drop_at(&format!("{office}/single-sign-on/providers/{}", part(name)))
    }

    /// Expects somebody.
    pub(in crate::cli) fn expect(&self, body: &ExpectedBody) -> Result<SingleTold, Failure> {
        let (office, _) = self.at()?;
        self.to(&format!("{office}/single-sign-on/expected"), body)
    }

    /// Expects somebody no more.
    pub(in crate::cli) fn expect_no_more(&self, expected: &str) -> Result<SingleTold, Failure> {
        let (office, _) = self.at()?;
        self.drop_at(&format!("{office}/single-sign-on/expected/{}", part(expected)))
    }

    /// Says whether an account is entered by single sign-on alone.
    pub(in crate::cli) fn only(&self, login: &str, only: bool) -> Result<SingleTold, Failure> {
        let (office, _) = self.at()?;
        let body = OnlyBody { login: login.to_owned(), only };
        self.to(&format!("{office}/single-sign-on/only"), &body)
    }

    fn drop_at<T: DeserializeOwned>(&self, path: &str) -> Result<T, Failure> {
        let mut request = self.agent.delete(format!("{}{path}", self.base));
        request = request.header("accept-language", crate::web::visit::tag(self.voice.language()));
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        self.read(request.call()).map(|(told, _)| told)
    }
}

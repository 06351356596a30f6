//! Signing in at a server: the passphrase, and a code where the server asks for one.

use zeroize::Zeroizing;

use super::super::{Failure, usage};
use super::Remote;
use crate::api::SessionBegun;
use crate::people::{NotSignedIn, Passphrase};

impl Remote {
    /// Begins a session; `code` asks for a code where one is needed.
    pub(in crate::cli) fn sign_in(
        &self,
        login: &str,
        passphrase: &Passphrase,
        code: impl FnOnce() -> Result<Zeroizing<String>, Failure>,
    ) -> Result<SessionBegun, Failure> {
        if self.in_clear {
            return Err(usage(self.voice.say("remote-in-clear")));
        }
        let (office, _) = self.at()?;
        let (path, words) = (format!("{office}/sessions"), passphrase.words());
        let body = serde_json::json!({ "login": login, "passphrase": words });
        match self.to(&path, &body) {
            Err(Failure::Wrong(error)) if error.is::<NotSignedIn>() => {
                let code = code()?;
                let (words, code) = (passphrase.words(), code.trim());
                let body = serde_json::json!({ "login": login, "passphrase": words, "code": code });
                self.to(&path, &body)
            }
            other => other,
        }
    }
}

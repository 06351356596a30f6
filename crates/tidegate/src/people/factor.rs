//! The second factor of a member: codes that change every half minute (RFC 6238), and recovery codes for the day on
//! which the device is lost.
//!
//! The secret of the codes and the digests of the recovery codes are sealed on the shelf under the member's login. A
//! code is good for its step and the one before and after (RFC 6238, 5.2), and for one use: a step that was used, and
//! any before it, opens nothing again (ASVS 6.5.1). A recovery code has 120 random bits, so that a plain digest of it is
//! enough (6.5.2, 6.5.3). After ten wrong codes in a row the factor rests for a quarter of an hour (6.3.1, 6.6.3); the
//! passphrase is asked before, so nobody else can make it rest.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use totp_rs::{Builder, Secret, Totp};

use super::account::{FAILURES, REST};
use super::session::digest;
use crate::desk::{Desk, DeskError, Kept};
use crate::keys::Random;

/// How many recovery codes there are.
const CODES: usize = 8;
/// For how long a secret that was shown may be confirmed.
const OFFERED: SignedDuration = SignedDuration::from_mins(10);

/// The second factor of a member.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecondFactor {
    version: u32,
    login: String,
    /// The secret of the codes, in base 32, once a code confirmed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
    /// Since when codes are asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    since: Option<Timestamp>,
    /// The last step of which a code was used.
    #[serde(default)]
    used: u64,
    /// A secret that was shown and is not confirmed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    offered: Option<Offered>,
    /// The digests of the recovery codes that are left.
    #[serde(default)]
    recovery: Vec<String>,
    #[serde(default)]
    failures: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rests: Option<Timestamp>,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Offered {
    secret: String,
    at: Timestamp,
}

impl Kept for SecondFactor {
    const ROOM: &'static str = "second-factor";

    fn name(&self) -> String {
        self.login.clone()
    }
}

impl std::fmt::Debug for SecondFactor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SecondFactor").field("since", &self.since).finish_non_exhaustive()
    }
}

impl SecondFactor {
    /// Since when codes are asked for, if they are.
    #[must_use]
    pub fn since(&self) -> Option<Timestamp> {
        self.since
    }

    /// How many recovery codes are left.
    #[must_use]
    pub fn recovery_left(&self) -> usize {
        self.recovery.len()
    }

    /// Takes a code: counts a wrong one, spends a right one. Whether it was right.
    fn take(&mut self, code: &str, at: Timestamp) -> bool {
        if self.rests.is_some_and(|until| at < until) {
            return false;
        }
        let code = plain(code);
        let step = self.secret.as_deref().and_then(|secret| step(secret, &code, at));
        let fresh = step.filter(|step| *step > self.used);
        let left = self.recovery.len();
        if let Some(step) = fresh {
            self.used = step;
        } else {
            // Digests are compared, of which nobody can choose the first letters: the time tells nothing.
            let spent = digest(&code);
            self.recovery.retain(|one| *one != spent);
        }
        let right = fresh.is_some() || self.recovery.len() < left;
        self.failures = if right { 0 } else { self.failures.saturating_add(1) };
        self.rests = None;
        if self.failures >= FAILURES {
            (self.failures, self.rests) = (0, at.checked_add(REST).ok());
        }
        right
    }
}

/// A secret that is shown once, to be put into an authenticator.
pub struct Offer {
    /// The secret in base 32.
    pub secret: String,
    /// The same as the address that authenticators read from a picture.
    pub uri: String,
}

impl std::fmt::Debug for Offer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Offer(redacted)")
    }
}

fn totp(secret: &str) -> Option<Totp> {
    let secret = Secret::try_from_base32(secret).ok()?;
    Builder::new().with_secret(secret).build().ok()
}

/// The step of which the code is; compared in constant time.
fn step(secret: &str, code: &str, at: Timestamp) -> Option<u64> {
    totp(secret)?.check(code, u64::try_from(at.as_second()).ok()?)
}

/// A code as it was meant, without what people write between its groups.
fn plain(code: &str) -> String {
    let kept = code.chars().filter(|c| c.is_ascii_alphanumeric()).take(64);
    kept.collect::<String>().to_ascii_uppercase()
}

/// A text as one part of an address (RFC 3986).
fn part(text: &str) -> String {
    let mut part = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                part.push(char::from(byte));
            }
            _ => part.push_str(&format!("%{byte:02X}")),
        }
    }
    part
}

impl Desk {
    /// The second factor of a member; one without codes if there is none.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn second_factor(&self, login: &str) -> Result<SecondFactor, DeskError> {
        let found = self.kept::<SecondFactor>(login).await?;
        let none = || SecondFactor { version: 1, login: login.to_owned(), ..Default::default() };
        Ok(found.map_or_else(none, |found| found.thing))
    }

    /// Offers a new secret, which counts once a code of it was typed.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn offer_codes(&self, login: &str) -> Result<Offer, DeskError> {
        let secret = Secret::from(Random::bytes::<20>()?).to_base32();
        let offered = Some(Offered { secret: secret.clone(), at: self.now() });
        let before = self.second_factor(login).await?;
        self.keep(&SecondFactor { offered, ..before }).await?;
        let issuer = part(&format!("Tidegate {}", self.office().name.en));
        let uri =
            format!("otpauth://totp/{issuer}:{}?secret={secret}&issuer={issuer}", part(login));
        Ok(Offer { secret, uri })
    }

    /// Asks for codes of the offered secret from now on, if the code is one of it; gives the recovery codes, which are
    /// shown once. None where the code is wrong or nothing was offered in the last ten minutes.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn confirm_codes(
        &self,
        login: &str,
        code: &str,
    ) -> Result<Option<Vec<String>>, DeskError> {
        let Some(found) = self.kept::<SecondFactor>(login).await? else { return Ok(None) };
        let (mut factor, at) = (found.thing.clone(), self.now());
        let fresh = |offered: &Offered| at.duration_since(offered.at) < OFFERED;
        let Some(offered) = factor.offered.clone().filter(fresh) else { return Ok(None) };
        let Some(used) = step(&offered.secret, &plain(code), at) else { return Ok(None) };
        let mut codes = Vec::new();
        for _ in 0..CODES {
            codes.push(Secret::from(Random::bytes::<15>()?.to_vec()).to_base32());
        }
        factor.secret = Some(offered.secret);
        (factor.offered, factor.since, factor.used) = (None, Some(at), used);
        (factor.failures, factor.rests) = (0, None);
        factor.recovery = codes.iter().map(|code| digest(code)).collect();
        let kept = self.keep_instead(&factor, found).await?;
        let written = codes.iter().map(|code| grouped(code)).collect();
        Ok(kept.then_some(written))
    }

    /// Whether the code is right; it is spent by this.
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn take_code(&self, login: &str, code: &str) -> Result<bool, DeskError> {
        let Some(found) = self.kept::<SecondFactor>(login).await? else { return Ok(false) };
        let mut factor = found.thing.clone();
        let right = factor.take(code, self.now());
        // Two who use one code at the same time: the shelf lets one of them through.
        Ok(self.keep_instead(&factor, found).await? && right)
    }

    /// Asks for no code any more: for a member who typed the passphrase, or whom an administrator knows (ASVS 6.4.4).
    ///
    /// # Errors
    /// [`DeskError`].
    pub async fn end_second_factor(&self, login: &str) -> Result<(), DeskError> {
        self.drop_kept::<SecondFactor>(login).await.map(|_| ())
    }
}

/// In groups of four, for a person who copies it.
fn grouped(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn factor() -> SecondFactor {
        let secret = Some(SECRET.to_owned());
        let recovery = vec![digest("ABCDEFGHIJKLMNOPQRSTUVWX")];
        SecondFactor { version: 1, secret, recovery, ..SecondFactor::default() }
    }

    #[test]
    fn the_codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, the last six of eight digits.
        for (second, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")]
        {
            assert!(factor().take(code, at(second)), "{code}");
            assert!(!factor().take(code, at(second + 90)), "{code} is too old");
        }
    }

    #[test]
    fn a_code_opens_once_and_none_of_an_earlier_step_after_it() {
        let mut factor = factor();
        let code = |second: u64| totp(SECRET).unwrap().generate(second).to_string();
        assert!(factor.take(&code(60), at(60)));
        assert!(!factor.take(&code(60), at(61)), "used");
        assert!(!factor.take(&code(30), at(62)), "of the step before the one that was used");
        assert!(factor.take(&code(90), at(90)));
    }

    #[test]
    fn a_recovery_code_opens_once_however_it_is_written() {
        let mut factor = factor();
        assert!(factor.take("abcd-efgh-ijkl-mnop-qrst-uvwx", at(0)));
        assert!(!factor.take("ABCDEFGHIJKLMNOPQRSTUVWX", at(0)));
        assert!(!factor.take("", at(0)));
        assert_eq!(factor.recovery_left(), 0);
    }

    #[test]
    fn after_ten_wrong_codes_it_rests() {
        let mut factor = factor();
        for _ in 0..FAILURES {
            assert!(!factor.take("000000", at(60)));
        }
        let code = totp(SECRET).unwrap().generate(60).to_string();
        assert!(!factor.take(&code, at(60)), "the right one opens nothing now");
        let code = totp(SECRET).unwrap().generate(1_200).to_string();
        assert!(factor.take(&code, at(1_200)));
    }
}

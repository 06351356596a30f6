//! The secret of a draft, and the code of a way back that is derived from it.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use tidegate_core::digest::Digest;

use crate::keys::{Random, RandomError, Secret};

/// Crockford's base32: no letters that are read as others.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// How many letters a code has: 160 bits of five.
const LENGTH: usize = 32;

/// What the finder's browser holds: 256 random bits in a cookie, and nowhere else.
#[derive(Debug)]
pub struct Holder(Secret);

impl Holder {
    /// A new one.
    ///
    /// # Errors
    /// [`RandomError`] if the machine gives no random bytes.
    pub fn new() -> Result<Self, RandomError> {
        Random::secret().map(Self)
    }

    /// As the cookie has it.
    #[must_use]
    pub fn parse(cookie: &str) -> Option<Self> {
        let bytes = zeroize::Zeroizing::new(URL_SAFE_NO_PAD.decode(cookie).ok()?);
        Secret::from_slice(&bytes).map(Self)
    }

    /// For the cookie.
    #[must_use]
    pub fn cookie(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.expose())
    }

    /// What the draft is called on the shelf.
    pub(super) fn name(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.derive(b"tg1|unsent|name").expose())
    }

    /// What the draft is sealed with, so that the office cannot read it alone.
    pub(super) fn key(&self) -> Secret {
        self.0.derive(b"tg1|unsent|key")
    }

    /// The idempotency key under which the draft is sent.
    #[must_use]
    pub fn idempotency_key(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.derive(b"tg1|unsent|idempotency").expose())
    }

    /// The code that leads back to the case, once the draft was sent.
    #[must_use]
    pub fn code(&self) -> Code {
        let derived = self.0.derive(b"tg1|unsent|way-back");
        let mut bytes = [0; 20];
        bytes.iter_mut().zip(derived.expose()).for_each(|(to, from)| *to = *from);
        Code(bytes)
    }
}

/// The code of a way back: 160 bits that the finder keeps.
#[derive(Clone, PartialEq, Eq)]
pub struct Code([u8; 20]);

impl Code {
    /// Reads a code as people type it: capitals or not, with or without dashes and spaces, `O` for `0` and `I` or `L`
    /// for `1`.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let letter = |c: char| match c.to_ascii_lowercase() {
            'o' => Some(0),
            'i' | 'l' => Some(1),
            c => LETTERS.iter().position(|known| char::from(*known) == c),
        };
        let kept = typed.chars().filter(|c| !c.is_whitespace() && *c != '-');
        // One letter too many is enough to know that it is no code, however long the rest is.
        let values: Vec<usize> = kept.take(LENGTH + 1).map(letter).collect::<Option<_>>()?;
        if values.len() != LENGTH {
            return None;
        }
        let mut bytes = [0_u8; 20];
        for (place, value) in values.into_iter().enumerate() {
            for bit in 0..5 {
                let at = place * 5 + bit;
                if let (true, Some(byte)) = ((value >> (4 - bit)) & 1 == 1, bytes.get_mut(at / 8)) {
                    *byte |= 0x80 >> (at % 8);
                }
            }
        }
        Some(Self(bytes))
    }

    /// Its digest, under which the way back is kept.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(&self.0)
    }

    /// Whether this is the code with that digest.
    #[must_use]
    pub fn is(&self, digest: Digest) -> bool {
        self.digest() == digest
    }
}

/// Eight groups of four letters.
impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for place in 0..LENGTH {
            let bit = |bit: usize| {
                let at = place * 5 + bit;
                self.0.get(at / 8).map_or(0, |byte| usize::from((byte >> (7 - at % 8)) & 1))
            };
            let value = (0..5).fold(0, |value, at| value * 2 + bit(at));
            if place > 0 && place % 4 == 0 {
                f.write_str("-")?;
            }
            let letter = LETTERS.get(value).copied().unwrap_or(b'0');
            write!(f, "{}", char::from(letter))?;
        }
        Ok(())
    }
}

/// Not shown: whoever has it has the case.
impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(redacted)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_it_is_written_and_as_people_type_it() {
        for byte in 0..=255_u8 {
            let holder = Holder(Secret::new([byte; 32]));
            let code = holder.code();
            let written = code.to_string();
            assert_eq!(written.len(), 39, "eight groups of four with seven dashes");
            assert_eq!(Code::parse(&written), Some(code.clone()));
            let typed =
                written.to_uppercase().replace('-', " ").replace('0', "o").replace('1', "L");
            assert_eq!(Code::parse(&typed), Some(code));
        }
    }

    #[test]
    fn what_is_no_code_is_none() {
        let code = Holder(Secret::new([7; 32])).code().to_string();
        for wrong in ["", "u", &code[1..], &format!("{code}0"), &code.replace(['0', '2', 'a'], "é")]
        {
            assert_eq!(Code::parse(wrong).filter(|_| wrong != code), None, "{wrong}");
        }
    }

    #[test]
    fn everything_derived_from_a_secret_is_another_thing() {
        let holder = Holder(Secret::new([7; 32]));
        let again = Holder::parse(&holder.cookie()).unwrap();
        assert_eq!(again.name(), holder.name());
        assert_eq!(again.code(), holder.code());
        assert_ne!(holder.name(), holder.idempotency_key());
        assert_ne!(Holder(Secret::new([8; 32])).code(), holder.code());
        assert!(Holder::parse("short").is_none());
    }
}

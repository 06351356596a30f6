//! Public keys of an organisation, told apart by their fingerprints.
//!
//! Nothing is encrypted here and no signature is checked: a key is read so far that its fingerprint can be compared
//! with the one that its owner says over another way.

use serde::{Deserialize, Serialize};
use sha1::Digest as _;

use crate::word::shown;

/// The longest key, in bytes of its text.
const LONGEST: usize = 64 * 1024;

/// A public key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicKey {
    /// Of which kind it is.
    pub kind: KeyKind,
    /// What people compare: the fingerprint of an OpenPGP key in capital hexadecimal, an age recipient itself.
    pub fingerprint: String,
    /// The key as its owner gives it.
    pub text: String,
}

/// The kinds of keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyKind {
    /// OpenPGP (RFC 9580).
    Openpgp,
    /// A recipient of age.
    Age,
}

/// Why a text is no public key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAKey {
    /// It is neither kind.
    #[error("`{0}` is neither an OpenPGP public key in its armour nor an age recipient")]
    Kind(String),
    /// It is a private key, which nobody should hand out.
    #[error("this is a private key; keep it to yourself and give the public one")]
    Private,
    /// It is damaged, or of a version that is not known here.
    #[error("the OpenPGP key cannot be read")]
    Damaged,
}

impl PublicKey {
    /// Reads a key.
    ///
    /// # Errors
    /// [`NotAKey`].
    pub fn read(text: &str) -> Result<Self, NotAKey> {
        let text = text.trim().replace("\r\n", "\n");
        if text.contains("PRIVATE KEY BLOCK") || text.contains("AGE-SECRET-KEY-") {
            return Err(NotAKey::Private);
        }
        if text.len() > LONGEST {
            return Err(NotAKey::Damaged);
        }
        if text.starts_with("age1") {
            return age(text);
        }
        if !text.contains("-----BEGIN PGP PUBLIC KEY BLOCK-----") {
            return Err(NotAKey::Kind(shown(&text)));
        }
        let packets = unarmoured(&text).ok_or(NotAKey::Damaged)?;
        let fingerprint = fingerprint(&packets).ok_or(NotAKey::Damaged)?;
        Ok(Self { kind: KeyKind::Openpgp, fingerprint, text })
    }
}

/// A recipient of age is Bech32 of 32 bytes: 62 characters of its alphabet.
fn age(text: String) -> Result<PublicKey, NotAKey> {
    let data = text.strip_prefix("age1").unwrap_or_default();
    let fits = |c: char| "qpzry9x8gf2tvdw0s3jn54khce6mua7l".contains(c);
    if data.len() != 58 || !data.chars().all(fits) {
        return Err(NotAKey::Kind(shown(&text)));
    }
    Ok(PublicKey { kind: KeyKind::Age, fingerprint: text.clone(), text })
}

/// The bytes within the armour (RFC 9580, 6.2): base64 between the blank line and the checksum or the end.
fn unarmoured(text: &str) -> Option<Vec<u8>> {
    let (_, rest) = text.split_once("-----BEGIN PGP PUBLIC KEY BLOCK-----")?;
    let (body, _) = rest.split_once("-----END PGP PUBLIC KEY BLOCK-----")?;
    let lines =
        body.lines().map(str::trim).skip_while(|line| line.is_empty() || line.contains(": "));
    let data = lines.filter(|line| !line.starts_with('=') && !line.is_empty());
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0_u32);
    for byte in data.flat_map(str::bytes) {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from((bits >> held) & 0xff).ok()?);
        }
    }
    Some(bytes)
}

/// The fingerprint of the first packet, which must be a public key of version 4 or 6 (RFC 9580, 5.5.4).
fn fingerprint(packets: &[u8]) -> Option<String> {
    let (tag, body) = first_packet(packets)?;
    let length = u32::try_from(body.len()).ok()?;
    let bytes: Vec<u8> = match (tag, *body.first()?) {
        (6, 4) => {
            let mut hash = sha1::Sha1::new();
            hash.update([0x99]);
            hash.update(u16::try_from(length).ok()?.to_be_bytes());
            hash.update(body);
            hash.finalize().to_vec()
        }
        (6, 6) => {
            let mut hash = sha2::Sha256::new();
            hash.update([0x9b]);
            hash.update(length.to_be_bytes());
            hash.update(body);
            hash.finalize().to_vec()
        }
        _ => return None,
    };
    Some(bytes.iter().map(|byte| format!("{byte:02X}")).collect())
}

/// Tag and body of the first packet, in either form of its header (RFC 9580, 4.2); partial bodies are for data alone.
fn first_packet(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let (&header, rest) = bytes.split_first()?;
    let number =
        |bytes: &[u8]| bytes.iter().fold(0_usize, |all, byte| (all << 8) | usize::from(*byte));
    let (tag, length, rest) = if header & 0xc0 == 0xc0 {
        let (&first, rest) = rest.split_first()?;
        match first {
            0..=191 => (header & 0x3f, usize::from(first), rest),
            192..=223 => {
                let (&second, rest) = rest.split_first()?;
                let length = ((usize::from(first) - 192) << 8) + usize::from(second) + 192;
                (header & 0x3f, length, rest)
            }
            255 => (header & 0x3f, number(rest.get(..4)?), rest.get(4..)?),
            _ => return None,
        }
    } else if header & 0x80 == 0x80 {
        let octets = match header & 3 {
            0 => 1,
            1 => 2,
            2 => 4,
            _ => return None,
        };
        ((header >> 2) & 0xf, number(rest.get(..octets)?), rest.get(octets..)?)
    } else {
        return None;
    };
    Some((tag, rest.get(..length)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key of version 4 of RFC 9580, A.1.
    const SAMPLE: &str = "-----BEGIN PGP PUBLIC KEY BLOCK-----

xjMEU/NfCxYJKwYBBAHaRw8BAQdAPwmJlL3ZFu1AUxl5NOSofIBzOhKA1i+AEJku
Q+47JAY=
-----END PGP PUBLIC KEY BLOCK-----";

    #[test]
    fn the_fingerprint_of_the_standards_own_key_is_the_one_it_states() {
        let key = PublicKey::read(SAMPLE).unwrap();
        assert_eq!(key.fingerprint, "C959BDBAFA32A2F89A153B678CFDE12197965A9A");
        assert_eq!(key.kind, KeyKind::Openpgp);
    }

    #[test]
    fn a_recipient_of_age_is_its_own_fingerprint() {
        let text = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";
        assert_eq!(PublicKey::read(text).unwrap().fingerprint, text);
        assert!(PublicKey::read("age1short").is_err());
    }

    #[test]
    fn a_private_key_and_damage_are_refused() {
        let private = SAMPLE.replace("PUBLIC", "PRIVATE");
        assert_eq!(PublicKey::read(&private), Err(NotAKey::Private));
        assert_eq!(
            PublicKey::read("ssh-ed25519 AAAA"),
            Err(NotAKey::Kind("ssh-ed25519 AAAA".into()))
        );
        for wrong in ["xjM", "\u{7f}\u{7f}", "gICAgICA", "xv////8="] {
            let armoured = format!(
                "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n{wrong}\n-----END PGP PUBLIC KEY BLOCK-----"
            );
            assert_eq!(PublicKey::read(&armoured), Err(NotAKey::Damaged), "{wrong}");
        }
    }

    #[test]
    fn a_key_of_others_is_read() {
        for name in ["public.asc", "test2_pubkey.asc"] {
            let path = format!("openpgp/csaf_distribution-test-keys/{name}");
            let Some(bytes) = crate::testing::corpus(&path) else { return };
            let key = PublicKey::read(&String::from_utf8(bytes).unwrap()).unwrap();
            assert_eq!(key.fingerprint.len(), 40, "{name}");
        }
    }
}

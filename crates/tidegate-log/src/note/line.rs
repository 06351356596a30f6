//! One signature line: em dash, key name, base64 of key id and signature.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{KeyId, KeyName, NoteError};

/// A signature line, by whoever it claims.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignatureLine {
    name: KeyName,
    id: KeyId,
    signature: Vec<u8>,
}

impl SignatureLine {
    pub(super) fn new(name: KeyName, id: KeyId, signature: Vec<u8>) -> Self {
        Self { name, id, signature }
    }

    /// Reads a line without its newline.
    ///
    /// # Errors
    /// [`NoteError::Line`] if it has another form.
    pub fn parse(line: &str) -> Result<Self, NoteError> {
        Self::read(line).ok_or_else(|| NoteError::Line(line.chars().take(120).collect()))
    }

    fn read(line: &str) -> Option<Self> {
        let (name, encoded) = line.strip_prefix("\u{2014} ")?.split_once(' ')?;
        let bytes = STANDARD.decode(encoded).ok()?;
        let (id, signature) = bytes.split_first_chunk::<4>()?;
        if signature.is_empty() {
            return None;
        }
        let name = KeyName::parse(name).ok()?;
        Some(Self { name, id: KeyId::new(*id), signature: signature.to_vec() })
    }

    /// The key name it claims.
    pub const fn name(&self) -> &KeyName {
        &self.name
    }

    /// The key id it claims.
    pub const fn id(&self) -> KeyId {
        self.id
    }

    /// The bytes after the key id.
    pub fn signature(&self) -> &[u8] {
        &self.signature
    }
}

impl fmt::Display for SignatureLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = self.id.as_bytes().to_vec();
        bytes.extend_from_slice(&self.signature);
        write!(f, "\u{2014} {} {}", self.name, STANDARD.encode(bytes))
    }
}

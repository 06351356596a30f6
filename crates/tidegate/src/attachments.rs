//! Attachments: files that come with a case, of any size, taken in and handed out in pieces.
//!
//! What a file is, its name and digest and the key of its pieces among it, is the content of an item ([`Manifest`]), under
//! embargo like any other: whoever may open the item may have the file, and nobody else can. The pieces themselves are
//! ciphertext in rows of their own, each bound to its file, length, place and whether it is the last, so that none can be
//! left out, added or moved. A file is never whole in memory, never rendered, unpacked, or looked into; its name and kind
//! are what its sender said. One that is not whole a day after its last piece is dropped ([`Upload`]).

mod arrival;
mod manifest;
mod upload;

pub use arrival::Arrival;
pub use manifest::Manifest;
pub use upload::{AT_MOST, Announced, Done, KEPT, NoFile, Room, Sending, Upload};

use tidegate_core::item::ContentClass;

use crate::keys::Secret;
use crate::seal::{SealError, bind, seal_with, unseal_with};

/// How long a piece is, in bytes; the last may be shorter.
pub const PIECE: u64 = 1 << 20;

/// What a file may be, as its sender says; what is not said is taken for what fewest may have.
#[must_use]
pub fn class(role: &str) -> ContentClass {
    match role {
        "evidence" => ContentClass::Technical,
        "remedy" => ContentClass::Remedy,
        _ => ContentClass::ProofOfConcept,
    }
}

/// A file as its pieces are bound to it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bound<'f> {
    /// The office.
    pub(crate) office: &'f str,
    /// The file's own id.
    pub(crate) file: &'f str,
    /// Its length.
    pub(crate) size: u64,
}

/// What a piece is in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// What came so far of a piece that is not whole yet.
    Part,
    /// A whole piece that another follows.
    More,
    /// The last piece.
    Last,
}

impl Bound<'_> {
    fn place(&self, piece: u64, end: End) -> Vec<u8> {
        let (size, piece) = (self.size.to_string(), piece.to_string());
        let end = match end {
            End::Part => "part",
            End::More => "more",
            End::Last => "last",
        };
        bind(&["file", self.office, self.file, &size, &piece, end])
    }

    /// Seals a piece.
    pub(crate) fn seal(
        &self,
        key: &Secret,
        piece: u64,
        end: End,
        plain: &[u8],
    ) -> Result<Vec<u8>, SealError> {
        seal_with(key, &self.place(piece, end), plain)
    }

    /// Opens a piece.
    pub(crate) fn open(
        &self,
        key: &Secret,
        piece: u64,
        end: End,
        sealed: &[u8],
    ) -> Result<Vec<u8>, SealError> {
        Ok(unseal_with(key, &self.place(piece, end), sealed)?.to_vec())
    }
}

/// How many pieces a file of so many bytes has.
#[must_use]
pub fn pieces(size: u64) -> u64 {
    size.div_ceil(PIECE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> Secret {
        Secret::new([7; 32])
    }

    #[test]
    fn a_piece_opens_in_its_place_of_its_file_and_nowhere_else() {
        let file = Bound { office: "o", file: "f", size: 3 * PIECE };
        let sealed = file.seal(&key(), 1, End::More, b"second").unwrap();
        assert_eq!(file.open(&key(), 1, End::More, &sealed).unwrap(), b"second");
        assert!(file.open(&key(), 0, End::More, &sealed).is_err(), "moved");
        assert!(file.open(&key(), 1, End::Last, &sealed).is_err(), "cut off after it");
        assert!(file.open(&key(), 1, End::Part, &sealed).is_err(), "an earlier state");
        for other in [
            Bound { office: "p", ..file },
            Bound { file: "g", ..file },
            Bound { size: 2 * PIECE, ..file },
        ] {
            assert!(other.open(&key(), 1, End::More, &sealed).is_err(), "{other:?}");
        }
        assert!(file.open(&Secret::new([8; 32]), 1, End::More, &sealed).is_err(), "another key");
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(file.open(&key(), 1, End::More, &changed).is_err(), "byte {at}");
        }
    }

    #[test]
    fn what_is_not_said_of_a_file_is_taken_for_what_fewest_may_have() {
        assert_eq!(class("evidence"), ContentClass::Technical);
        assert_eq!(class("remedy"), ContentClass::Remedy);
        for unsaid in ["", "proof_of_concept", "anything"] {
            assert_eq!(class(unsaid), ContentClass::ProofOfConcept);
        }
    }

    #[test]
    fn a_file_has_as_many_pieces_as_its_length_needs() {
        assert_eq!([1, PIECE, PIECE + 1, 5 * PIECE].map(pieces), [1, 1, 2, 5]);
    }
}

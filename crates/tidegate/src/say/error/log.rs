//! Why a proof, a checkpoint or a key of a log does not hold, as a finder meets it who checks a receipt.

use tidegate_log::commitment::CommitmentError;
use tidegate_log::note::{KeyError, NoteError};
use tidegate_log::tree::HashError;
use tidegate_log::tree::verify::VerifyError;
use tidegate_log::{CheckpointError, ProofError, ReceiptError};

use super::{Said, one, word};
use crate::words::Voice;

impl Said for ReceiptError {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Proof(error) => error.said(voice),
            Self::Commitment(error) => error.said(voice),
            Self::Opening => voice.say("error-proof-opening"),
            Self::Detached => voice.say("error-proof-detached"),
            Self::TooLarge(bytes) => one(voice, "error-proof-content-too-large", "bytes", bytes),
        }
    }
}

impl Said for CommitmentError {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Domain(domain) => one(voice, "error-commitment-domain", "domain", domain),
            Self::Leaf => voice.say("error-commitment-leaf"),
            Self::Opening => voice.say("error-commitment-opening"),
        }
    }
}

impl Said for ProofError {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::TooLong(bytes) => one(voice, "error-proof-too-long", "bytes", bytes),
            Self::Header => voice.say("error-proof-header"),
            Self::Extra => voice.say("error-proof-extra"),
            Self::Index => voice.say("error-proof-index"),
            Self::Hash(error) => error.said(voice),
            Self::TooManyHashes => voice.say("error-proof-too-many-hashes"),
            Self::NoCheckpoint => voice.say("error-proof-no-checkpoint"),
            Self::Note(error) => error.said(voice),
            Self::Checkpoint(error) => error.said(voice),
            Self::Inclusion(error) => error.said(voice),
        }
    }
}

impl Said for HashError {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Base64(text) => one(voice, "error-hash-form", "text", text),
            Self::Length(bytes) => one(voice, "error-hash-length", "bytes", bytes),
        }
    }
}

impl Said for NoteError {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::TooLong(bytes) => one(voice, "error-note-too-long", "bytes", bytes),
            Self::Encoding => voice.say("error-note-encoding"),
            Self::ControlCharacter => voice.say("error-note-control-character"),
            Self::NoSignatures => voice.say("error-note-no-signatures"),
            Self::TooManySignatures => voice.say("error-note-too-many-signatures"),
            Self::Line(line) => one(voice, "error-note-line", "line", line),
            Self::Text => voice.say("error-note-text"),
            Self::BadSignature(name) => one(voice, "error-note-bad-signature", "name", name),
            Self::Unsigned(names) => one(voice, "error-note-unsigned", "name", names),
        }
    }
}

impl Said for CheckpointError {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Note(error) => error.said(voice),
            Self::Lines => voice.say("error-checkpoint-lines"),
            Self::OriginLine => voice.say("error-checkpoint-origin-line"),
            Self::Size(text) => one(voice, "error-checkpoint-size", "text", text),
            Self::Root(error) => error.said(voice),
            Self::Extension => voice.say("error-checkpoint-extension"),
            Self::Origin { found, expected } => {
                let words = [("found", word(found)), ("expected", word(expected))];
                voice.with("error-checkpoint-origin", words)
            }
            Self::Proof(error) => error.said(voice),
        }
    }
}

impl Said for VerifyError {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::OutOfRange { index, size } => voice
                .with("error-verify-out-of-range", [("index", word(index)), ("size", word(size))]),
            Self::Shrinks { old, new } => {
                voice.with("error-verify-shrinks", [("old", word(old)), ("new", word(new))])
            }
            Self::FromNothing => voice.say("error-verify-from-nothing"),
            Self::Subtree { start, end } => {
                voice.with("error-verify-subtree", [("start", word(start)), ("end", word(end))])
            }
            Self::Length => voice.say("error-verify-length"),
            Self::Root => voice.say("error-verify-root"),
        }
    }
}

impl Said for KeyError {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Name(name) => one(voice, "error-log-key-name", "name", name),
            Self::Form(text) => one(voice, "error-log-key-form", "text", text),
            Self::Id(text) => one(voice, "error-log-key-id", "text", text),
            Self::Kind { found, expected } => voice
                .with("error-log-key-kind", [("found", word(found)), ("expected", word(expected))]),
            Self::Weak => voice.say("error-log-key-weak"),
        }
    }
}

//! Why the desk, its store, its keys or its log could not do what they were asked.

use std::io::ErrorKind;
use std::path::Path;

use tidegate_core::gate::Retained;
use tidegate_core::seal::NotSealed;
use tidegate_law::Owed;

use super::{Said, one, word};
use crate::desk::DeskError;
use crate::keys::{KeyError, RandomError};
use crate::projection::ProjectionError;
use crate::seal::SealError;
use crate::store::StoreError;
use crate::store::writer::{SubmitError, WriterError};
use crate::words::Voice;

impl Said for DeskError {
    fn said(&self, voice: &Voice) -> String {
        let path = |id: &str, path: &Path| one(voice, id, "path", &path.display());
        match self {
            Self::Exists(folder) => path("error-office-exists", folder),
            Self::NoOffice(folder) => path("error-no-office", folder),
            Self::OtherOffice(folder) => path("error-other-office", folder),
            Self::OfficeFile { path, why } => voice
                .with("error-office-file", [("path", word(&path.display())), ("why", word(why))]),
            Self::Origin(name) => one(voice, "error-origin", "name", name),
            Self::Earlier(day) => one(voice, "error-office-earlier", "day", day),
            Self::NoReport(case) => one(voice, "error-no-finder", "case", case),
            Self::NoTerms => voice.say("error-office-no-terms"),
            Self::NoNames => voice.say("error-office-no-names"),
            Self::NoQueue => voice.say("error-office-no-queue"),
            Self::Unsigned => voice.say("error-office-unsigned"),
            Self::FiledAhead(day) => one(voice, "error-filed-ahead", "day", day),
            Self::NoNumber => voice.say("error-no-filing-number"),
            Self::NoSuchCase(name) => {
                let name: String = name.chars().flat_map(char::escape_debug).collect();
                one(voice, "error-no-such-case", "case", &name)
            }
            Self::Erased(case) => one(voice, "error-erased", "case", case),
            Self::Rejected(rejection) => rejection.said(voice),
            Self::Report(error) => error.said(voice),
            Self::FileMissing(name) => one(voice, "error-file-missing", "name", name),
            Self::FileUnlisted => voice.say("error-file-unlisted"),
            Self::Hurried => voice.say("error-hurried"),
            Self::ForeignContent(item) => one(voice, "error-foreign-content", "id", item),
            Self::WholeCasesOnly => voice.say("error-whole-cases-only"),
            Self::Retained(kept) => retained(voice, kept),
            Self::LawFirst => voice.say("error-law-first"),
            Self::NoContent(item) => one(voice, "error-no-content", "id", item),
            Self::Unasked(why) => one(voice, "error-unasked", "why", &why.said(voice)),
            Self::Flow(no) => no.said(voice),
            Self::NotConfirmed(not) => not.said(voice),
            Self::GateOnly => voice.say("error-gate-only"),
            Self::NotCleared(not) => not.said(voice),
            Self::Shut(shut) => shut.said(voice),
            Self::Contended(case) => one(voice, "error-contended", "case", case),
            Self::Damaged { case, what, why } => {
                let (what, why) = (what.said(voice), why.said(voice));
                let words = [("case", word(case)), ("what", what.into()), ("why", why.into())];
                voice.with("error-damaged", words)
            }
            Self::Misfit { case, misfit } => {
                let words = [("case", word(case)), ("why", misfit.said(voice).into())];
                voice.with("error-case-misfit", words)
            }
            Self::Proof(why) => one(voice, "error-proof", "why", why),
            Self::Canonical(not) => one(voice, "error-canonical", "why", not),
            Self::NoReceipt(not) => not.said(voice),
            Self::Submit(error) => error.said(voice),
            Self::Writer(error) => error.said(voice),
            Self::Store(error) => error.said(voice),
            Self::Keys(error) => error.said(voice),
            Self::Seal(error) => error.said(voice),
            Self::Projection(error) => error.said(voice),
            Self::Random(error) => error.said(voice),
        }
    }
}

/// What is to be kept, under which article, and from when it need not be any more.
fn retained(voice: &Voice, kept: &Retained) -> String {
    let language = voice.language();
    let words = [
        ("citation", kept.citation.in_language(language).to_owned().into()),
        ("duty", kept.words.in_language(language).to_owned().into()),
        ("day", word(&kept.through)),
        ("until", word(&kept.until)),
    ];
    match kept.owed {
        Owed::Yes => voice.with("error-retained", words),
        Owed::If { .. } => voice.with("error-retained-perhaps", words),
    }
}

/// What the system says of a file, with what to do where it is known.
pub(super) fn file(voice: &Voice, path: &Path, why: &std::io::Error) -> String {
    let path = word(&path.display());
    match why.kind() {
        ErrorKind::NotFound => voice.with("error-path-absent", [("path", path)]),
        ErrorKind::PermissionDenied => voice.with("error-path-denied", [("path", path)]),
        ErrorKind::IsADirectory => voice.with("error-path-folder", [("path", path)]),
        _ => voice.with("error-path", [("path", path), ("why", word(why))]),
    }
}

impl Said for StoreError {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Engine { doing: _, why } => one(voice, "error-store-engine", "why", why),
            Self::Migration(why) => one(voice, "error-store-migration", "why", why),
            Self::Unsafe { setting, found, needed } => {
                let words =
                    [("setting", word(setting)), ("found", word(found)), ("needed", word(needed))];
                voice.with("error-store-unsafe", words)
            }
            Self::Foreign(path) => one(voice, "error-store-foreign", "path", &path.display()),
            Self::Busy(path) => one(voice, "error-store-busy", "path", &path.display()),
            Self::File { doing: _, path, why } => file(voice, path, why),
            Self::Damaged { table, why } => {
                voice.with("error-store-damaged", [("table", word(table)), ("why", word(why))])
            }
        }
    }
}

impl Said for ProjectionError {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Store(error) => error.said(voice),
            Self::Ahead { path, published, stored } => {
                let words = [
                    ("path", word(&path.display())),
                    ("published", word(published)),
                    ("stored", word(stored)),
                ];
                voice.with("error-log-ahead", words)
            }
            Self::Forked(path) => one(voice, "error-log-forked", "path", &path.display()),
            Self::Log(why) => one(voice, "error-log-files", "why", why),
        }
    }
}

impl Said for SubmitError {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Stale => voice.say("error-stale"),
            Self::KeyReused => voice.say("error-key-reused"),
            Self::Contradiction(why) => one(voice, "error-contradiction", "why", why),
            Self::Stopped(why) => one(voice, "error-stopped", "why", why),
        }
    }
}

impl Said for WriterError {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Store(error) => error.said(voice),
            Self::Keys(error) => error.said(voice),
            Self::Log(why) => one(voice, "error-log", "why", why),
        }
    }
}

impl Said for KeyError {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::File { doing: _, path, why } if why.kind() == ErrorKind::NotFound => {
                one(voice, "error-key-file-absent", "path", &path.display())
            }
            Self::File { doing: _, path, why } => file(voice, path, why),
            Self::Exposed(path) => one(voice, "error-key-exposed", "path", &path.display()),
            Self::Damaged { path, why } => voice
                .with("error-key-damaged", [("path", word(&path.display())), ("why", word(why))]),
            Self::WrongRoot => voice.say("error-key-wrong-root"),
            Self::Environment(name) => one(voice, "error-key-environment", "name", name),
            Self::RootKind { made, asked } => {
                let words = [("made", root(made, voice)), ("asked", root(asked, voice))];
                voice.with("error-key-root-kind", words.map(|(name, text)| (name, text.into())))
            }
            Self::Erased(case) => one(voice, "error-erased", "case", case),
            Self::Absent(case) => one(voice, "error-key-absent", "case", case),
            Self::Commitment(case) => one(voice, "error-key-commitment", "case", case),
            Self::LongId(id) => one(voice, "error-key-long-id", "id", id),
            Self::Cost(why) => one(voice, "error-key-cost", "why", why),
            Self::Seal(error) => error.said(voice),
            Self::Random(error) => error.said(voice),
        }
    }
}

/// The kinds of root by the names that the ring has for them.
fn root(kind: &str, voice: &Voice) -> String {
    match kind {
        "passphrase" => voice.say("error-root-passphrase"),
        "environment" => voice.say("error-root-environment"),
        "key-file" => voice.say("error-root-file"),
        other => other.to_owned(),
    }
}

impl Said for SealError {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Cipher(NotSealed::Suite(suite)) => one(voice, "error-seal-suite", "suite", suite),
            Self::Cipher(NotSealed::Short) => voice.say("error-seal-short"),
            Self::Cipher(NotSealed::Closed) => voice.say("error-seal-closed"),
            Self::Cipher(NotSealed::Long) => voice.say("error-seal-long"),
            Self::Random(error) => error.said(voice),
        }
    }
}

impl Said for RandomError {
    fn said(&self, voice: &Voice) -> String {
        voice.say("error-random")
    }
}

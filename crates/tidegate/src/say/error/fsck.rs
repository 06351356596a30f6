//! What a check of an office or of a copy of its log found to differ.

use std::fmt;

use tidegate_law::Language;
use tidegate_log::fsck::Difference;
use tidegate_log::tiles::BundleError;

use super::{Said, one, word};
use crate::desk::{Finding, Flaw, Piece, Unfit};
use crate::words::Voice;

impl Said for Finding {
    fn said(&self, voice: &Voice) -> String {
        let what = self.what.said(voice);
        match &self.case {
            Some(case) => voice.with("fsck-of-case", [("case", word(case)), ("what", what.into())]),
            None => what,
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said(&Voice::of(Language::English)))
    }
}

impl Said for Unfit {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::HeadChanged(size) => one(voice, "fsck-head-changed", "size", size),
            Self::HeadUnsigned(size) => one(voice, "fsck-head-unsigned", "size", size),
            Self::Published(error) => error.said(voice),
            Self::Beyond { rows, size } => {
                voice.with("fsck-beyond", [("rows", word(rows)), ("size", word(size))])
            }
            Self::NoCase(leaf) => one(voice, "fsck-no-case", "leaf", leaf),
            Self::NoRecord(leaf) => one(voice, "fsck-no-record", "leaf", leaf),
            Self::Claimed { leaf, records } => {
                voice.with("fsck-claimed", [("leaf", word(leaf)), ("records", word(records))])
            }
            Self::KeyLeft => voice.say("fsck-key-left"),
            Self::KeyGone => voice.say("fsck-key-gone"),
            Self::Key(error) => error.said(voice),
            Self::Unread(error) => error.said(voice),
            Self::Listed => voice.say("fsck-listed"),
            Self::Events(misfit) => voice.with("fsck-events", [("why", misfit.said(voice).into())]),
            Self::ContentGone(item) => one(voice, "fsck-content-gone", "item", item),
            Self::ContentChanged(item) => one(voice, "fsck-content-changed", "item", item),
            Self::ContentStrange(item) => one(voice, "fsck-content-strange", "item", item),
            Self::ContentShut(item, flaw) => {
                let words = [("item", word(item)), ("why", flaw.said(voice).into())];
                voice.with("fsck-content-shut", words)
            }
            Self::Dispatch(name, error) => {
                let words = [("name", word(name)), ("why", error.said(voice).into())];
                voice.with("fsck-dispatch", words)
            }
            Self::Journal(error) => voice.with("fsck-journal", [("why", error.said(voice).into())]),
            Self::OtherErasure => voice.say("fsck-other-erasure"),
            Self::StillListed => voice.say("fsck-still-listed"),
            Self::Command => voice.say("fsck-command"),
            Self::Uncommitted(leaf) => one(voice, "fsck-uncommitted", "leaf", leaf),
        }
    }
}

impl Said for Piece {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Opening => voice.say("piece-opening"),
            Self::Event(seq) => one(voice, "piece-event", "seq", seq),
            Self::Record(name) => one(voice, "piece-record", "name", name),
            Self::Claim => voice.say("piece-claim"),
            Self::Read => voice.say("piece-read"),
            Self::Contents => voice.say("piece-contents"),
            Self::Item(item) => one(voice, "piece-item", "item", item),
            Self::Dispatch(name) => one(voice, "piece-dispatch", "name", name),
            Self::Erasure => voice.say("piece-erasure"),
        }
    }
}

impl Said for Flaw {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Missing => voice.say("flaw-missing"),
            Self::Short => voice.say("flaw-short"),
            Self::Sealed(error) => error.said(voice),
            Self::Changed => voice.say("flaw-changed"),
            Self::Kind => voice.say("flaw-kind"),
            Self::Elsewhere => voice.say("flaw-elsewhere"),
            Self::OtherCase => voice.say("flaw-other-case"),
            Self::Form(why) => why.clone(),
        }
    }
}

impl Said for Difference {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::LeafMissing { first, last } if first == last => {
                one(voice, "fsck-leaf-missing", "leaf", first)
            }
            Self::LeafMissing { first, last } => {
                voice.with("fsck-leaves-missing", [("first", word(first)), ("last", word(last))])
            }
            Self::LeafOutOfPlace { expected, found } => {
                let words = [("expected", word(expected)), ("found", word(found))];
                voice.with("fsck-leaf-out-of-place", words)
            }
            Self::LeafChanged { index, stored, computed } => {
                let words =
                    [("leaf", word(index)), ("stored", word(stored)), ("computed", word(computed))];
                voice.with("fsck-leaf-changed", words)
            }
            Self::NodeMissing(id) => one(voice, "fsck-node-missing", "node", id),
            Self::NodeChanged { id, stored, computed } => {
                let words =
                    [("node", word(id)), ("stored", word(stored)), ("computed", word(computed))];
                voice.with("fsck-node-changed", words)
            }
            Self::CheckpointInvalid { position, reason } => {
                let words = [("position", word(position)), ("why", reason.said(voice).into())];
                voice.with("fsck-checkpoint-invalid", words)
            }
            Self::CheckpointShrinks { position, size, earlier } => {
                let words = [
                    ("position", word(position)),
                    ("size", word(size)),
                    ("earlier", word(earlier)),
                ];
                voice.with("fsck-checkpoint-shrinks", words)
            }
            Self::CheckpointSplit { position, other, size } => {
                let words =
                    [("position", word(position)), ("other", word(other)), ("size", word(size))];
                voice.with("fsck-checkpoint-split", words)
            }
            Self::CheckpointRoot { .. } => root(self, voice),
            Self::CheckpointBeyondLog { position, size, leaves } => {
                let words =
                    [("position", word(position)), ("size", word(size)), ("leaves", word(leaves))];
                voice.with("fsck-checkpoint-beyond", words)
            }
            Self::TileMissing(tile) => one(voice, "fsck-tile-missing", "tile", tile),
            Self::TileLength { tile, expected, found } => {
                let words =
                    [("tile", word(tile)), ("expected", word(expected)), ("found", word(found))];
                voice.with("fsck-tile-length", words)
            }
            Self::TileHash { tile, node } => {
                voice.with("fsck-tile-hash", [("tile", word(tile)), ("node", word(node))])
            }
            Self::TileEntry { tile, index } => {
                voice.with("fsck-tile-entry", [("tile", word(tile)), ("leaf", word(index))])
            }
            Self::TileBundle { tile, reason } => {
                let words = [("tile", word(tile)), ("why", reason.said(voice).into())];
                voice.with("fsck-tile-bundle", words)
            }
        }
    }
}

/// A signed root that is not the root of the leaves.
fn root(difference: &Difference, voice: &Voice) -> String {
    let Difference::CheckpointRoot { position, size, signed, computed, agreed } = difference else {
        return String::new();
    };
    let known = computed.as_ref().map(word);
    let id = if known.is_some() { "fsck-checkpoint-root" } else { "fsck-checkpoint-root-unknown" };
    let words = [
        ("position", word(position)),
        ("size", word(size)),
        ("signed", word(signed)),
        ("agreed", word(agreed)),
        ("computed", known.unwrap_or_else(|| "".into())),
    ];
    voice.with(id, words)
}

impl Said for BundleError {
    fn said(&self, voice: &Voice) -> String {
        match self {
            Self::EntryTooLong(bytes) => one(voice, "fsck-entry-too-long", "bytes", bytes),
            Self::Truncated { entry } => one(voice, "fsck-bundle-truncated", "entry", entry),
            Self::Trailing(bytes) => one(voice, "fsck-bundle-trailing", "bytes", bytes),
        }
    }
}

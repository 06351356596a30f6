//! Events in which content passes from one to another or becomes public: what the ledger is made of.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::act::{Act, Recipient};
use crate::assertion::Topic;
use crate::digest::Digest;
use crate::id::{ItemId, PartyId, ProductId, ReportId};
use crate::item::Disclosure;
use crate::report::Answer;

/// A report was received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Received {
    /// Which report.
    pub report: ReportId,
    /// The digest of its canonical bytes, if it came as a document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<Digest>,
    /// From whom; a party even where nobody knows who it is.
    pub from: PartyId,
    /// By whom.
    pub to: PartyId,
    /// The items that came with it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub items: BTreeSet<ItemId>,
    /// The digest of the receiver's terms of good faith that were shown to the sender before it was sent, if any were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<Digest>,
    /// Whether the sender agreed that the manufacturer of the product learns who reports.
    #[serde(default, skip_serializing_if = "is_kept")]
    pub share_identity: bool,
    /// What the sender says of matters that the book looks at: assertions, which establish nothing.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub says: BTreeMap<Topic, Answer>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_kept(share_identity: &bool) -> bool {
    !share_identity
}

/// A message was written between who sent a report and who received it, or a file was sent. What it says is an item that
/// was added with it; that the item passed is an event of its own. A file that the office keeps for itself is from the
/// office to the office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MessageWritten {
    /// The item that holds the text.
    pub item: ItemId,
    /// By whom.
    pub from: PartyId,
    /// To whom.
    pub to: PartyId,
    /// What it tells the recipient of the flaw, as its writer declares.
    pub tells: Tells,
    /// The file that it is, where it is no text. What it is called and what opens it is in the item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<FileSent>,
}

/// A file that was sent: what everybody may know of it who may read the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileSent {
    /// How long it is, in bytes.
    pub size: u64,
}

/// What a message tells its recipient of the flaw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tells {
    /// Nothing that the recipient does not know.
    Nothing,
    /// Something that the recipient may not know.
    More,
}

/// Content passed from one to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provided {
    /// How.
    pub act: Act,
    /// From whom.
    pub from: PartyId,
    /// To whom.
    pub to: Recipient,
    /// Which items.
    pub items: BTreeSet<ItemId>,
    /// The decision it passed under; none where it happened elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Digest>,
}

/// A filing was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Filed {
    /// By whom.
    pub by: PartyId,
    /// With whom.
    pub to: Recipient,
    /// Under which rule, by citation or key, if that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// About which product, where not about all of the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<ProductId>,
    /// Which required fields it covered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// Which items went with it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub items: BTreeSet<ItemId>,
    /// The addressee's reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The decision it passed under; none where it happened elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Digest>,
}

/// A manufacturer was notified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManufacturerNotified {
    /// The manufacturer.
    pub manufacturer: PartyId,
    /// By whom.
    pub by: PartyId,
    /// With which items.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub items: BTreeSet<ItemId>,
    /// The decision it passed under; none where it happened elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Digest>,
}

/// Items reached a state of disclosure, by whomever: a leak, another's publication, our own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disclosed {
    /// Which items.
    pub items: BTreeSet<ItemId>,
    /// Which state. Nothing public becomes undisclosed again; a correction needs a note and a new item.
    pub state: Disclosure,
}

/// A party of the case published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Published {
    /// Who.
    pub by: PartyId,
    /// Which items.
    pub items: BTreeSet<ItemId>,
    /// Where it can be found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The decision it passed under; none where it happened elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Digest>,
}

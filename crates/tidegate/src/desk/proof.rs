//! The proof of one event: a file that carries what opens its leaf, checked offline with the log's key alone.
//!
//! It is given to whoever made the event, such as a finder who took something back. What it holds is the event as it is
//! on record, so it is handed to nobody else.

use tidegate_core::event::Recorded;
use tidegate_core::id::CaseId;
use tidegate_log::{Content, Receipt, TrustedLog};

use super::archive::{Loaded, note, unproven};
use super::records::EVENT;
use super::{Desk, DeskError, Flaw, Piece};

/// An event that a proof shows to stand on a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProvenEvent {
    /// The event.
    pub recorded: Recorded,
    /// The log.
    pub origin: String,
    /// Its place on the log.
    pub index: u64,
    /// How many entries the log had when it signed.
    pub size: u64,
}

impl Desk {
    /// The proof of an event of a case, built from the store.
    ///
    /// # Errors
    /// [`DeskError::NoSuchCase`], [`DeskError::Erased`], or [`DeskError::Damaged`] where there is no such event.
    pub async fn event_proof(&self, case: CaseId, seq: u64) -> Result<String, DeskError> {
        let Loaded { key, .. } = self.load(case).await?;
        let sealer = self.archive().sealer(case, &key);
        let rows = self.store().events(case).await?;
        let row = rows.iter().find(|row| row.seq == seq);
        let row = row.ok_or_else(|| sealer.damaged(Piece::Event(seq), Flaw::Missing))?;
        let opened = sealer.open_event_bytes(row)?;
        let head = self.store().head_covering(row.leaf).await?;
        let head = head.ok_or_else(|| unproven("no head covers the entry"))?;
        let hashes = self.archive().prove(row.leaf, &head).await?;
        let salt = tidegate_log::Salt::new(*opened.salt.as_bytes());
        let content = Content::Enclosed(opened.bytes.to_vec());
        let receipt = Receipt::new(EVENT, salt, content, row.leaf, hashes, note(&head)?);
        Ok(receipt.map_err(unproven)?.to_string())
    }
}

/// Checks the proof of an event against a log whose key comes from elsewhere; none where the bytes are no such proof.
///
/// # Errors
/// What the log's own check says.
pub fn prove_event(
    bytes: &[u8],
    log: &TrustedLog,
) -> Option<Result<ProvenEvent, tidegate_log::ReceiptError>> {
    let receipt = Receipt::parse(bytes).ok()?;
    let Content::Enclosed(content) = receipt.content() else { return None };
    let recorded: Recorded = serde_json::from_slice(content).ok()?;
    if *receipt.domain() != EVENT {
        return None;
    }
    let proven = receipt.verify(log).map(|inclusion| ProvenEvent {
        recorded,
        origin: inclusion.checkpoint().origin().to_string(),
        index: inclusion.index(),
        size: inclusion.checkpoint().size(),
    });
    Some(proven)
}

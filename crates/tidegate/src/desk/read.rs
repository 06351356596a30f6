//! Reading: a case is shown only after the read is on the log, and content only with a clearance.

use tidegate_core::case::Case;
use tidegate_core::embargo::{Clearance, Cleared, Embargoed, Plain};
use tidegate_core::event::{Actor, V1};
use tidegate_core::id::{CaseId, ItemId};

use super::act::ATTEMPTS;
use super::archive::Loaded;
use super::records::Read;
use super::{Desk, DeskError, Piece};
use crate::store::rows::RecordKind;
use crate::store::writer::{Basis, SubmitError};

impl Desk {
    /// Opens a case for somebody of the office: facts, parties, envelopes of items; never content. The read
    /// and its purpose are on the log, under a signed head, before this returns.
    ///
    /// # Errors
    /// [`DeskError::NoSuchCase`], [`DeskError::Erased`], [`DeskError::Damaged`], and what the disk may give.
    pub async fn open_case(
        &self,
        actor: &Actor,
        case: CaseId,
        purpose: &str,
    ) -> Result<Case, DeskError> {
        let _turn = self.turns.take(case).await;
        for _ in 0..ATTEMPTS {
            let Loaded { case: opened, key } = self.load(case).await?;
            let at = self.now();
            let (actor, purpose) = (actor.clone(), purpose.to_owned());
            let read = Read { version: V1, case, actor, purpose, at };
            let entry = self.archive().sealer(case, &key).read(&read)?;
            let basis = Basis::Version(opened.version());
            let submission = self.submission(&opened, at, basis, vec![entry], Vec::new(), None);
            match self.writer.submit(submission).await {
                Ok(_) => return Ok(opened),
                Err(SubmitError::Stale) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(DeskError::Contended(case))
    }

    /// Who opened a case and when, in the order of the log. For the finder, who is told by role; the purposes that members
    /// gave are theirs.
    ///
    /// # Errors
    /// [`DeskError::NoSuchCase`], [`DeskError::Erased`], [`DeskError::Damaged`], and what the disk may give.
    pub async fn reads(&self, case: CaseId) -> Result<Vec<Read>, DeskError> {
        let Loaded { key, .. } = self.load(case).await?;
        let sealer = self.archive().sealer(case, &key);
        let rows = self.store().records(case).await?;
        let rows = rows.iter().filter(|row| row.kind == RecordKind::Read);
        rows.map(|row| {
            let (opened, _) = sealer.open_record(row)?;
            sealer.parse(&opened.bytes, || Piece::Read)
        })
        .collect()
    }

    /// Opens the content of one item, for whoever holds a clearance that names it.
    ///
    /// # Errors
    /// [`DeskError::Shut`] if the clearance is of another case, does not name the item or has ended;
    /// [`DeskError::NoContent`] if none is stored; [`DeskError::Damaged`] if it is not what was sealed.
    pub async fn open_item(
        &self,
        clearance: &Clearance,
        item: ItemId,
    ) -> Result<Cleared<Plain>, DeskError> {
        let case = clearance.case();
        let Loaded { case: opened, key } = self.load(case).await?;
        let record = opened.item(item).ok_or(DeskError::NoContent(item))?;
        let row = self.store().item(case, item).await?.ok_or(DeskError::NoContent(item))?;
        let sealer = self.archive().sealer(case, &key);
        let sealed = Embargoed::from_store(case, record.item.clone(), row.sealed);
        let plain = sealer.open_item(&sealed);
        let plain = plain.map_err(|error| sealer.damaged(Piece::Item(item), error))?;
        Ok(plain.open(clearance, self.now())?)
    }
}

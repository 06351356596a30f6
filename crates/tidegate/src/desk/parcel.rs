//! The desk's side of the outbox: sealing rows, opening them, and the writer's part.

use jiff::Timestamp;
use tidegate_core::id::CaseId;
use zeroize::Zeroizing;

use super::archive::Loaded;
use super::{Desk, DeskError, Flaw, Piece};
use crate::keys::Random;
use crate::store::rows::OutboxRow;
use crate::store::writer::{Basis, NewDispatch, SubmitError};

impl Desk {
    pub(crate) async fn put_in_outbox(
        &self,
        case: CaseId,
        decision: u64,
        parcel: &[u8],
        due: Timestamp,
    ) -> Result<String, DeskError> {
        let _turn = self.turns.take(case).await;
        for _ in 0..super::act::ATTEMPTS {
            let Loaded { case: opened, key } = self.load(case).await?;
            let dispatch = format!("{:032x}", Random::id()?);
            let sealed = self.archive().sealer(case, &key).dispatch(&dispatch, parcel)?;
            let basis = Basis::Version(opened.version());
            let mut submission =
                self.submission(&opened, self.now(), basis, Vec::new(), Vec::new(), None);
            let new = NewDispatch { dispatch: dispatch.clone(), decision, due, sealed };
            submission.outbox.push(new);
            match self.writer.submit(submission).await {
                Ok(_) => return Ok(dispatch),
                Err(SubmitError::Stale) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(DeskError::Contended(case))
    }

    pub(crate) async fn outbox_rows(&self, limit: u32) -> Result<Vec<OutboxRow>, DeskError> {
        Ok(self.store().outbox_due(self.now().as_millisecond(), limit).await?)
    }

    pub(crate) async fn lease(
        &self,
        dispatch: &str,
        at: Timestamp,
        until: Timestamp,
    ) -> Result<bool, DeskError> {
        Ok(self.writer.lease(dispatch.to_owned(), at, until).await?)
    }

    pub(crate) async fn mark_delivered(
        &self,
        dispatch: &str,
        at: Timestamp,
    ) -> Result<bool, DeskError> {
        Ok(self.writer.delivered(dispatch.to_owned(), at).await?)
    }

    /// Everything that was ever put into the outbox about a case, opened, in the order in which it was due.
    pub(crate) async fn posted_of(
        &self,
        case: CaseId,
    ) -> Result<Vec<(OutboxRow, Zeroizing<Vec<u8>>)>, DeskError> {
        let Loaded { key, .. } = self.load(case).await?;
        let sealer = self.archive().sealer(case, &key);
        let rows = self.store().outbox_of(case).await?.into_iter();
        rows.map(|row| {
            let bytes = sealer.open_dispatch(&row.dispatch, &row.sealed)?;
            Ok((row, bytes))
        })
        .collect()
    }

    pub(crate) async fn open_outbox(
        &self,
        case: CaseId,
        dispatch: &str,
    ) -> Result<Zeroizing<Vec<u8>>, DeskError> {
        let Loaded { key, .. } = self.load(case).await?;
        let sealer = self.archive().sealer(case, &key);
        let rows = self.store().outbox().await?;
        let row = rows.into_iter().find(|row| row.dispatch == dispatch && row.case == case);
        let row =
            row.ok_or_else(|| sealer.damaged(Piece::Dispatch(dispatch.to_owned()), Flaw::Missing))?;
        sealer.open_dispatch(dispatch, &row.sealed)
    }
}

//! The address that a finder left: a secret of its own, under a key of its own.
//!
//! It hangs on no key of the case, so it can be destroyed alone and at once: nothing of it is on the log and no law asks
//! for it to be kept. Whoever has the case has not the address. The key goes when the finder takes the address back and
//! when the case is erased; what was sealed then opens to nobody.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tidegate_core::id::CaseId;
use zeroize::Zeroizing;

use super::{Desk, DeskError};
use crate::keys::{CaseKey, KeyState, WrappedCaseKey};
use crate::seal::{Place, SealError, seal, unseal};
use crate::store::StoreError;

const SCHEMA: u16 = 1;

pub(super) fn slot(case: CaseId) -> String {
    format!("address/{case}")
}

impl Desk {
    /// Seals the address that the finder of a case left, under a key that is made where there is none. The caller has the
    /// turn with the case.
    pub(crate) async fn seal_address(
        &self,
        case: CaseId,
        address: &str,
    ) -> Result<String, DeskError> {
        let key = match self.keys().state(&slot(case))? {
            KeyState::Live(wrapped) => self.archive().ring().unwrap_case_key(&wrapped)?,
            KeyState::Erased | KeyState::Absent => {
                let (key, wrapped) = self.archive().ring().new_case_key(&slot(case))?;
                self.store_key(wrapped).await?;
                key
            }
        };
        let sealed = self.at_place(case, |place| seal(&key, place, address.as_bytes()))?;
        Ok(STANDARD.encode(sealed))
    }

    /// The address as it was left; none where its key is gone.
    pub(crate) fn open_address(
        &self,
        case: CaseId,
        sealed: &str,
    ) -> Result<Option<Zeroizing<String>>, DeskError> {
        let key: CaseKey = match self.keys().state(&slot(case))? {
            KeyState::Live(wrapped) => self.archive().ring().unwrap_case_key(&wrapped)?,
            KeyState::Erased | KeyState::Absent => return Ok(None),
        };
        let sealed = STANDARD.decode(sealed).map_err(damaged)?;
        let plain = self.at_place(case, |place| unseal(&key, place, &sealed)).map_err(damaged)?;
        let text = std::str::from_utf8(&plain).map_err(damaged)?;
        Ok(Some(Zeroizing::new(text.to_owned())))
    }

    /// Destroys the key of the address. That there was none is no error.
    pub(crate) async fn destroy_address(&self, case: CaseId) -> Result<(), DeskError> {
        self.destroy_slot(slot(case)).await
    }

    /// Destroys the key of a slot. That there was none is no error.
    pub(super) async fn destroy_slot(&self, slot: String) -> Result<(), DeskError> {
        let keys = self.keys();
        if keys.state(&slot)? == KeyState::Absent {
            return Ok(());
        }
        let destroyed = tokio::task::spawn_blocking(move || keys.destroy(&slot)).await;
        Ok(destroyed.map_err(|error| DeskError::Proof(error.to_string()))??)
    }

    pub(super) async fn store_key(&self, wrapped: WrappedCaseKey) -> Result<(), DeskError> {
        let keys = self.keys();
        let stored = tokio::task::spawn_blocking(move || keys.store(&[wrapped])).await;
        Ok(stored.map_err(|error| DeskError::Proof(error.to_string()))??)
    }

    fn at_place<T>(
        &self,
        case: CaseId,
        then: impl FnOnce(Place<'_>) -> Result<T, SealError>,
    ) -> Result<T, SealError> {
        let (office, case) = (self.id().to_string(), case.to_string());
        let (record, column) = ("address", "shelf.sealed");
        then(Place { office: &office, case: &case, record, schema: SCHEMA, column })
    }
}

fn damaged(error: impl std::fmt::Display) -> DeskError {
    StoreError::Damaged { table: "shelf", why: error.to_string() }.into()
}

//! What is sealed apart: under a key of its own that hangs on no case, or under that of a finder's address, so that it is
//! destroyed alone and at once.

use tidegate_core::id::CaseId;
use zeroize::Zeroizing;

use super::{Desk, DeskError};
use crate::keys::KeyState;
use crate::seal::{Place, seal, unseal};
use crate::store::StoreError;

const SCHEMA: u16 = 1;

/// Under which key something is sealed apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Apart {
    /// A key of its own for a message that was put aside.
    Mail(String),
    /// The key of the address that the finder of a case left.
    Finder(CaseId),
}

impl Apart {
    fn slot(&self) -> String {
        match self {
            Self::Mail(id) => format!("mail/{id}"),
            Self::Finder(case) => super::address::slot(*case),
        }
    }
}

impl Desk {
    /// Seals bytes; nothing where the finder took the address back, whose key is never made anew for this. The caller has
    /// the turn with the case.
    pub(crate) async fn seal_apart(
        &self,
        apart: &Apart,
        bytes: &[u8],
    ) -> Result<Option<Vec<u8>>, DeskError> {
        let slot = apart.slot();
        let key = match (self.keys().state(&slot)?, apart) {
            (KeyState::Live(wrapped), _) => self.archive().ring().unwrap_case_key(&wrapped)?,
            (KeyState::Erased | KeyState::Absent, Apart::Finder(_)) => return Ok(None),
            (KeyState::Erased | KeyState::Absent, Apart::Mail(_)) => {
                let (key, wrapped) = self.archive().ring().new_case_key(&slot)?;
                self.store_key(wrapped).await?;
                key
            }
        };
        let office = self.id().to_string();
        Ok(Some(seal(&key, place(&office, &slot), bytes)?))
    }

    /// What was sealed apart; none where its key is gone.
    pub(crate) fn open_apart(
        &self,
        apart: &Apart,
        sealed: &[u8],
    ) -> Result<Option<Zeroizing<Vec<u8>>>, DeskError> {
        let slot = apart.slot();
        let KeyState::Live(wrapped) = self.keys().state(&slot)? else { return Ok(None) };
        let key = self.archive().ring().unwrap_case_key(&wrapped)?;
        let office = self.id().to_string();
        let plain = unseal(&key, place(&office, &slot), sealed);
        let damaged = |error: crate::seal::SealError| {
            DeskError::from(StoreError::Damaged { table: "shelf", why: error.to_string() })
        };
        plain.map_err(damaged).map(Some)
    }

    /// Destroys a key. That there was none is no error.
    pub(crate) async fn destroy_apart(&self, apart: &Apart) -> Result<(), DeskError> {
        self.destroy_slot(apart.slot()).await
    }
}

fn place<'p>(office: &'p str, slot: &'p str) -> Place<'p> {
    Place { office, case: slot, record: "mail", schema: SCHEMA, column: "shelf.sealed" }
}

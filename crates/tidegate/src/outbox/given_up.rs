//! Parcels by mail that were given up: out of the order of what is due, and sent again by hand or once the register has
//! another edition of their recipient.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tidegate_core::id::{CaseId, PartyId};

use super::mailed::Posting;
use crate::desk::{Desk, DeskError, Kept};

/// How many are looked at when an organisation is written anew.
const MOST: u32 = 1000;

/// That a parcel was given up. It holds no content.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct GivenUp {
    version: u32,
    dispatch: String,
    case: CaseId,
    to: PartyId,
    at: Timestamp,
}

impl Kept for GivenUp {
    const ROOM: &'static str = "posting-given-up";

    fn name(&self) -> String {
        self.dispatch.clone()
    }

    fn due(&self) -> Option<Timestamp> {
        Some(self.at)
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.case)
    }
}

impl Desk {
    /// Takes a parcel out of the order of what is due.
    pub(super) async fn give_up_parcel(&self, posting: &Posting) -> Result<(), DeskError> {
        let (dispatch, case, to) = (posting.name(), posting.about(), posting.to);
        self.lease(&dispatch, Timestamp::MAX, Timestamp::MAX).await?;
        self.keep(&GivenUp { version: 1, dispatch, case, to, at: self.now() }).await
    }

    /// Has the parcels of a case sent again that were given up; how many.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn send_parcels_again(&self, case: CaseId) -> Result<usize, DeskError> {
        let found = self.kept_about::<GivenUp>(case).await?;
        for kept in &found {
            self.send_parcel_again(&kept.thing).await?;
        }
        Ok(found.len())
    }

    /// Has the parcels for an organisation sent again that were given up, since the register has another edition of it.
    pub(crate) async fn send_parcels_again_to(&self, to: PartyId) -> Result<(), DeskError> {
        let all = self.kept_latest::<GivenUp>(None, MOST).await?;
        for kept in all.iter().filter(|kept| kept.thing.to == to) {
            self.send_parcel_again(&kept.thing).await?;
        }
        Ok(())
    }

    async fn send_parcel_again(&self, given_up: &GivenUp) -> Result<(), DeskError> {
        let (dispatch, now) = (&given_up.dispatch, self.now());
        if let Some(kept) = self.kept::<Posting>(dispatch).await? {
            self.keep(&kept.thing.again(now)).await?;
        }
        self.lease(dispatch, Timestamp::MAX, now).await?;
        self.drop_kept::<GivenUp>(dispatch).await?;
        self.forget_if_erased(given_up.case).await
    }
}

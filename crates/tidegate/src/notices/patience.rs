//! How long an office waits for an answer before it reminds, seeks another way, and decides: its own custom, and no law.

use serde::{Deserialize, Serialize};
use tidegate_core::case::Patience;

use crate::clocks::Clocks;
use crate::desk::{Desk, DeskError, Kept};
use crate::follow::{Followed, Follower as _};

/// What the office chose, as it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Waits {
    /// The version of this form.
    version: u32,
    /// After how many days what is done.
    patience: Patience,
}

impl Kept for Waits {
    const ROOM: &'static str = "patience";

    fn name(&self) -> String {
        Self::ROOM.to_owned()
    }
}

/// Numbers of days that are no patience.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "each step comes after the one before, the first after a day or more, the last within 366 days"
)]
pub struct NoPatience;

impl Desk {
    /// How long the office waits; the usual days where it chose none.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn patience(&self) -> Result<Patience, DeskError> {
        let kept = self.kept::<Waits>(Waits::ROOM).await?;
        Ok(kept.map_or(Patience::DEFAULT, |kept| kept.thing.patience))
    }

    /// Chooses how long the office waits; every case is looked at again.
    ///
    /// # Errors
    /// What keys and the disk may give. Whether the days are in order is asked by whoever calls.
    pub async fn choose_patience(&self, patience: Patience) -> Result<(), DeskError> {
        self.keep(&Waits { version: 1, patience }).await?;
        // Where no case was followed yet there is nothing to drop.
        self.drop_kept::<Followed>(Clocks::NAME).await.map(drop)
    }
}

//! The way back of a report by mail, fetched once: the link of the answer shows the code, and then it is used up.
//!
//! The link itself stands nowhere but in the mail and, sealed, with the address of the finder. Opening it shows nothing;
//! the code is shown by pressing the button there, so that a program that follows links uses nothing up.

use serde::{Deserialize, Serialize};
use tidegate_core::digest::Digest;
use tidegate_core::id::CaseId;

use crate::desk::{Desk, DeskError, Kept};
use crate::finder::{Code, Holder};

/// A way back that waits to be fetched.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Claim {
    version: u32,
    token: Digest,
    case: CaseId,
    holder: String,
}

impl Kept for Claim {
    const ROOM: &'static str = "claim";

    fn name(&self) -> String {
        self.token.to_string()
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.case)
    }
}

impl Claim {
    pub(super) fn new(token: &str, case: CaseId, holder: String) -> Self {
        Self { version: 1, token: Digest::of(token.as_bytes()), case, holder }
    }
}

impl Desk {
    /// Whether a link of an answer was not used yet.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn is_claimable(&self, token: &str) -> Result<bool, DeskError> {
        let name = Digest::of(token.as_bytes()).to_string();
        Ok(self.kept::<Claim>(&name).await?.is_some())
    }

    /// The case and the code behind a link; from then on there is nothing behind it.
    ///
    /// # Errors
    /// What keys and the disk may give.
    pub async fn claim(&self, token: &str) -> Result<Option<(CaseId, Code)>, DeskError> {
        let name = Digest::of(token.as_bytes()).to_string();
        let Some(found) = self.kept::<Claim>(&name).await? else { return Ok(None) };
        let Some(holder) = Holder::parse(&found.thing.holder) else { return Ok(None) };
        let code = holder.code();
        // Of two who press at once, one gets it.
        let taken = self.drop_kept::<Claim>(&name).await?;
        Ok(taken.then_some((found.thing.case, code)))
    }
}
